// Shares, medians, coverage and gaps against plain loops over the slow truth's walks.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Gap } from '../../src/answer/gap.ts'
import { gapCategories } from '../../src/answer/gap.ts'
import type { LonLat } from '../../src/foundation/units.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { AccessStudy } from '../../src/study/access-study.ts'
import type { Scene } from '../scene/build-scene.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'
import { TOWN_CATEGORIES, townOf, townPlans } from './random-town.ts'
import { TRUTH_PROFILES, type TruthLink, WalkTruth } from './walk-truth.ts'

const LIMITS = [4, 9]
const JOIN_METRES = 150
/** The nearest facility of a gap is looked for on foot up to four times the limit. */
const SEARCH_FACTOR = 4

/** Areas with a grid, areas with buildings, areas with gates, and points, in turn. */
function blocksOf(town: Scene): BlockRecord[] {
  return town.toBlocks().map((block, i) => {
    const [lon, lat] = block.lonLat
    const people = { population: i % 5 === 4 ? null : 50 + 10 * i }
    const corner = (east: number, north: number): LonLat => [lon + east * 0.0011, lat + north * 0.0009]
    const polygons = [[[corner(-1, -1), corner(1, -1), corner(1.3, 1), corner(-1, 1), corner(-1, -1)]]]
    const buildings = [
      { lonLat: corner(-0.71, 0.33), weight: 900 },
      { lonLat: corner(0.52, 0.17), weight: 2400 },
      { lonLat: corner(0.11, -0.63), weight: 300 },
    ]
    const gates = [corner(0.2, -1), corner(1.1, 0.1)]
    if (i % 4 === 0) return { ...block, people }
    if (i % 4 === 1) return { ...block, people, polygons }
    if (i % 4 === 2) return { ...block, people, polygons, buildings }
    return { ...block, people, polygons, gates }
  })
}

/** Seconds from every demand point to its nearest facility of a category; NaN where not linked, and doubtful ones apart. */
function truthSeconds(study: AccessStudy, truth: WalkTruth, category: string) {
  const doors: TruthLink[] = study.facilities
    .filter((facility) => facility.category === category)
    .flatMap(({ entrances }) => entrances.map(([lon, lat]) => truth.link(lon, lat, 200)))
  let doubtful = doors.some(({ ambiguous }) => ambiguous)
  const linkedDoors = doors.filter(({ status }) => status === 'linked')
  const seconds = Array.from({ length: study.demand.weight.length }, (_, point) => {
    const home = truth.link(study.demand.lonLat[2 * point]!, study.demand.lonLat[2 * point + 1]!, 200)
    doubtful ||= home.ambiguous
    if (home.status !== 'linked') return Number.NaN
    const reached = truth.reach(home, SEARCH_FACTOR * LIMITS.at(-1)! * 60)
    const best = Math.min(...linkedDoors.map((door) => truth.walk(reached, home, door)))
    doubtful ||= LIMITS.some((limit) => Math.abs(best - limit * 60) < 0.5)
    return best
  })
  return { seconds, doubtful, hasData: doors.some(({ status }) => status !== 'outside') }
}

/** Share of a block's linked weight within a limit; gates count by the best. */
function shareOf(study: AccessStudy, block: number, seconds: readonly number[], limit: number): number {
  const points = Array.from(
    { length: study.demand.offset[block + 1]! - study.demand.offset[block]! },
    (_, i) => study.demand.offset[block]! + i,
  ).filter((point) => !Number.isNaN(seconds[point]!))
  if (points.length === 0) return Number.NaN
  const within = points.filter((point) => seconds[point]! <= limit * 60)
  if (study.demand.method[block] === 'gates') return within.length > 0 ? 1 : 0
  const weigh = (list: readonly number[]) => list.reduce((sum, point) => sum + study.demand.weight[point]!, 0)
  return weigh(within) / weigh(points)
}

function metresApart([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const degree = (6_371_008.8 * Math.PI) / 180
  const east = (lonB - lonA) * degree * Math.cos((((latA + latB) / 2) * Math.PI) / 180)
  return Math.hypot(east, (latB - latA) * degree)
}

/** Uncovered places joined by looking at every pair; sizes of the groups, or undefined where a pair is right at 150 m. */
function joinedSizes(places: readonly LonLat[]): number[] | undefined {
  const group = places.map((_, i) => i)
  for (let a = 0; a < places.length; a++) {
    for (let b = 0; b < a; b++) {
      const metres = metresApart(places[a]!, places[b]!)
      if (Math.abs(metres - JOIN_METRES) < 0.05) return undefined
      if (metres > JOIN_METRES || group[a] === group[b]) continue
      const [from, to] = [group[a]!, group[b]!]
      group.forEach((g, i) => {
        if (g === from) group[i] = to
      })
    }
  }
  return [...new Set(group)].map((g) => group.filter((other) => other === g).length).sort((a, b) => a - b)
}

function expectGaps(study: AccessStudy, gaps: readonly Gap[], seconds: readonly number[]) {
  const places: LonLat[] = []
  let people = 0
  study.blocks.forEach((record, block) => {
    const share = shareOf(study, block, seconds, LIMITS.at(-1)!)
    if (!Number.isNaN(share)) people += (record.people.population ?? 0) * (1 - share)
    if (study.demand.method[block] === 'gates') {
      if (share === 0) places.push(record.lonLat)
      return
    }
    for (let point = study.demand.offset[block]!; point < study.demand.offset[block + 1]!; point++) {
      const far = seconds[point]! > LIMITS.at(-1)! * 60
      if (far) places.push([study.demand.lonLat[2 * point]!, study.demand.lonLat[2 * point + 1]!])
    }
  })
  const sizes = joinedSizes(places)
  if (sizes !== undefined) expect(gaps.map(({ demandPoints }) => demandPoints).sort((a, b) => a - b)).toEqual(sizes)
  expect(gaps.reduce((sum, gap) => sum + (gap.people ?? 0), 0)).toBeCloseTo(people, 6)
  expect(new Set(gaps.map(({ id }) => id)).size).toBe(gaps.length)
  for (const gap of gaps) {
    const elsewhere = gaps.filter((other) => other !== gap).flatMap(({ blockIds }) => blockIds)
    if (gap.blockIds.some((id) => elsewhere.includes(id))) continue
    const nearest = Math.min(...gap.blockIds.map((id) => nearestOfBlock(study, id, seconds)))
    const most = SEARCH_FACTOR * LIMITS.at(-1)! * 60
    if (Math.abs(nearest - most) < 0.5) continue
    if (nearest > most) expect(gap.nearestWalkMinutes).toBeNull()
    else expect(Math.abs(gap.nearestWalkMinutes! * 60 - nearest)).toBeLessThan(0.5)
  }
}

/** Seconds from the nearest of a block's uncovered demand points. */
function nearestOfBlock(study: AccessStudy, id: string, seconds: readonly number[]): number {
  const block = study.blocks.findIndex((record) => record.id === id)
  const own = seconds.slice(study.demand.offset[block]!, study.demand.offset[block + 1]!)
  return Math.min(...own.filter((value) => value > LIMITS.at(-1)! * 60))
}

describe('shares, coverage and gaps', () => {
  it('agree with plain loops over the slow truth', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(townPlans, async (plan) => {
        const town = townOf(plan)
        const area = await areaOfText('coverage', town.toOsmXml(), { private: 'ordinary' })
        const facilities = loadedFacilities(town.toFacilities())
        const options = { minutes: LIMITS, categories: TOWN_CATEGORIES }
        const { report, study } = await analyseAccess(area, facilities, loadedBlocks(blocksOf(town)), options)
        const truth = new WalkTruth(area.raw, TRUTH_PROFILES.adult!, 'time')
        TOWN_CATEGORIES.forEach((category) => {
          const column = study.categories.indexOf(category)
          const { seconds, doubtful, hasData } = truthSeconds(study, truth, category)
          if (doubtful) return
          compared++
          const row = (block: number) => block * study.categories.length + column
          LIMITS.forEach((limit, at) => {
            let covered = 0
            let total = 0
            study.blocks.forEach((record, block) => {
              // Of a kind without a facility in the data nothing is known.
              const share = hasData ? shareOf(study, block, seconds, limit) : Number.NaN
              const ours = report.table.share[row(block) * LIMITS.length + at]!
              if (Number.isNaN(share)) expect(ours).toBeNaN()
              else expect(ours).toBeCloseTo(share, 9)
              if (Number.isNaN(share) || record.people.population === null) return
              covered += record.people.population! * share
              total += record.people.population!
            })
            const coverage = report.coverage.find((item) => item.category === category && item.limit === limit)!
            expect(coverage.shares[0]!.covered).toBeCloseTo(covered, 6)
            expect(coverage.shares[0]!.total).toBe(total)
          })
          const linkedFacilities = report.categories.find(({ id }) => id === category)!.linkedFacilities
          const gaps = report.gaps.filter((gap) => gapCategories(gap)[0] === category)
          if (linkedFacilities > 0) expectGaps(study, gaps, seconds)
        })
      }),
      { numRuns: 60, seed: 20260103 },
    )
    expect(compared).toBeGreaterThan(20)
  }, 60_000)
})
