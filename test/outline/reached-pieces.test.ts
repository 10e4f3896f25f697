// Reached pieces against the slow truth: every street of random towns, asked at many places.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { exactShapes } from '../../src/outline/drawing-shapes.ts'
import { benchOf } from '../../src/outline/isochrone-sweep.ts'
import { localMapAt } from '../../src/outline/outline-projection.ts'
import { PieceList } from '../../src/outline/piece-list.ts'
import { reachedMetresWithin } from '../../src/outline/reached-lines.ts'
import { collectReachedPieces } from '../../src/outline/reached-pieces.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { townOf, townPlans } from '../truth/random-town.ts'
import { TRUTH_PROFILES, WalkTruth } from '../truth/walk-truth.ts'
import { distanceTo, type Flat, placesOn } from './places-on-streets.ts'

/** Costs of all pieces that pass within 10 cm of a place, seconds or metres. */
function costsAt(pieces: PieceList, place: Flat): number[] {
  const costs: number[] = []
  for (let piece = 0; piece < pieces.count; piece++) {
    if (pieces.edge[piece] === -1) continue
    for (let point = pieces.offset[piece]!; point + 1 < pieces.offset[piece + 1]!; point++) {
      const { metres, share } = distanceTo(
        place,
        [pieces.x[point]!, pieces.y[point]!],
        [pieces.x[point + 1]!, pieces.y[point + 1]!],
      )
      const [start, end] = [pieces.cost[point]!, pieces.cost[point + 1]!]
      if (metres < 0.1) costs.push((start + share * (end - start)) / 1000)
    }
  }
  return costs
}

const QUESTIONS = [
  { profile: 'adult', basis: 'time', limit: 5, waitSeconds: 0, reverse: false },
  { profile: 'adult', basis: 'time', limit: 9, waitSeconds: 25, reverse: false },
  { profile: 'older', basis: 'time', limit: 7, waitSeconds: 25, reverse: true },
  { profile: 'wheelchair', basis: 'distance', limit: 450, waitSeconds: 0, reverse: false },
  { profile: 'adult', basis: 'distance', limit: 450, waitSeconds: 0, reverse: true },
] as const

describe('collectReachedPieces', () => {
  for (const { profile, basis, limit, waitSeconds, reverse } of QUESTIONS) {
    it(`agrees with the truth everywhere: ${profile} ${basis} ${reverse ? 'to' : 'from'} the place`, async () => {
      let reachedPlaces = 0
      let unreachedPlaces = 0
      await fc.assert(
        fc.asyncProperty(townPlans, async (plan) => {
          const town = townOf(plan)
          const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
          const walker = { ...walkProfile(profile), crossingWaitSeconds: waitSeconds }
          const impedance = buildImpedance(area.network, walker, basis)
          const bench = benchOf(area.network, impedance)
          const truth = new WalkTruth(area.raw, { ...TRUTH_PROFILES[profile]!, waitSeconds }, basis)
          const most = basis === 'time' ? limit * 60 : limit
          for (const { lonLat } of town.toBlocks().slice(0, 2)) {
            const home = truth.link(lonLat[0], lonLat[1], 200)
            if (home.ambiguous || home.status !== 'linked') continue
            const map = localMapAt(...lonLat)
            const linked = bench.link([lonLat], 200, reverse ? 'end' : 'start')
            const pieces = collectReachedPieces(bench.run(linked, [0], most * 1000, reverse), map)
            const asked = placesOn(truth, map, reverse ? [0.4] : [0.03, 0.3, 0.5, 0.97])
            const reached = truth.reach(home, most)
            for (const { link, place } of asked) {
              const cost = reverse ? truth.walk(truth.reach(link, most), link, home) : truth.walk(reached, home, link)
              const costs = costsAt(pieces, place)
              if (cost < most - 0.5) {
                reachedPlaces++
                expect(costs.length).toBeGreaterThan(0)
                for (const found of costs) expect(Math.abs(found - cost)).toBeLessThan(0.5)
              } else if (cost > most + 0.5) {
                unreachedPlaces++
                expect(costs).toEqual([])
              }
            }
          }
        }),
        { numRuns: 250, seed: 20260102 },
      )
      expect(reachedPlaces).toBeGreaterThan(500)
      expect(unreachedPlaces).toBeGreaterThan(200)
    }, 60_000)
  }

  it('joins what is reached from both ends without changing what lies within which limit', async () => {
    let joined = 0
    await fc.assert(
      fc.asyncProperty(townPlans, fc.boolean(), fc.constantFrom(0, 1, 2), async (plan, reverse, kind) => {
        const town = townOf(plan)
        const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
        const impedance = buildImpedance(
          area.network,
          { ...walkProfile('adult'), crossingWaitSeconds: kind * 12 },
          'time',
        )
        const bench = benchOf(area.network, impedance)
        const limits = [[900_000], [60_000, 150_000, 420_000], [300_000, 900_000]][kind]!
        const { lonLat } = town.toBlocks()[0]!
        const linked = bench.link([lonLat], 200, reverse ? 'end' : 'start')
        if (linked.linkage.status[0] !== 0) return
        const map = localMapAt(...lonLat)
        const swept = bench.run(linked, [0], limits.at(-1)!, reverse)
        const exact = collectReachedPieces(swept, map)
        const short = collectReachedPieces(swept, map, new PieceList(), exactShapes(area.network), {
          limits,
          withBends: true,
        })
        joined += exact.count - short.count
        for (const limit of limits) {
          const metres = reachedMetresWithin(short, area.network, limit)
          expect(Math.abs(metres - reachedMetresWithin(exact, area.network, limit))).toBeLessThan(1e-6)
        }
        const stepOf = (cost: number) => limits.filter((limit) => limit < cost).length
        for (let piece = 0; piece < short.count; piece++) {
          for (let point = short.offset[piece]!; point + 1 < short.offset[piece + 1]!; point++) {
            const place: Flat = [
              0.6 * short.x[point]! + 0.4 * short.x[point + 1]!,
              0.6 * short.y[point]! + 0.4 * short.y[point + 1]!,
            ]
            const drawn = 0.6 * short.cost[point]! + 0.4 * short.cost[point + 1]!
            const costs = costsAt(exact, place).map((seconds) => seconds * 1000)
            if (short.edge[piece] === -1 || costs.some((cost) => limits.some((at) => Math.abs(at - cost) < 500)))
              continue
            expect(costs.map(stepOf)).toContain(stepOf(drawn))
          }
        }
      }),
      { numRuns: 300, seed: 20260107 },
    )
    expect(joined).toBeGreaterThan(60)
  }, 60_000)
})
