import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import {
  analyseAccess,
  bytesSource,
  closeCompounds,
  type LoadedArea,
  loadArea,
  loadBlocks,
  loadFacilities,
} from '../../src/index.ts'
import { DEFAULT_PROFILE } from '../../src/network/profile.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { CompoundGate, CompoundRecord } from '../../src/normalise/places/compound-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { prepareStudy } from '../../src/study/access-study.ts'
import { bestOf, type JudgedCandidate, judgeCandidates } from '../../src/study/best-gates.ts'
import { loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'

/** A number below 1 from a seed, always the same. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const DEGREE = 111_195.08
const place = (east: number, north: number): LonLat => [east / DEGREE, north / DEGREE]

const gateAt = (lonLat: LonLat, more: Partial<CompoundGate> = {}): CompoundGate => ({
  id: null,
  name: null,
  lonLat,
  who: 'all',
  direction: 'both',
  state: 'open',
  hours: null,
  stepFree: null,
  ...more,
})

interface Town {
  readonly area: LoadedArea
  readonly compounds: CompoundRecord[]
  readonly blocks: BlockRecord[]
  readonly facilities: FacilityRecord[]
}

const SIDE = 14
const STEP = 90

/** A lattice of streets with gaps, some closed rectangles with gates of all kinds, people and shops anywhere. */
async function randomTown(seed: number): Promise<Town> {
  const random = randomFrom(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const nodes: string[] = []
  const at = (x: number, y: number) => x * SIDE + y + 1
  const spots: [number, number][] = []
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) {
      const spot: [number, number] = [x * STEP + random() * 20, y * STEP + random() * 20]
      spots.push(spot)
      const [lon, lat] = place(...spot)
      nodes.push(`<node id="${at(x, y)}" lon="${lon.toFixed(7)}" lat="${lat.toFixed(7)}"/>`)
    }
  }
  const ways: string[] = []
  const street = (a: number, b: number) => {
    const access = random() < 0.04 ? '<tag k="access" v="private"/>' : ''
    ways.push(
      `<way id="${ways.length + 1}"><nd ref="${a}"/><nd ref="${b}"/><tag k="highway" v="residential"/>${access}</way>`,
    )
  }
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) {
      if (x + 1 < SIDE && random() < 0.85) street(at(x, y), at(x + 1, y))
      if (y + 1 < SIDE && random() < 0.85) street(at(x, y), at(x, y + 1))
    }
  }
  const osm = `<osm>${nodes.join('')}${ways.join('')}</osm>`
  const area = await loadArea(bytesSource('town.osm', new TextEncoder().encode(osm)))
  const compounds: CompoundRecord[] = []
  for (let x = 0; x + 4 < SIDE; x += 4) {
    for (let y = 0; y + 4 < SIDE; y += 4) {
      if (random() < 0.2) continue
      const [west, south] = [x * STEP + 45 + random() * 20, y * STEP + 45 + random() * 20]
      const [east, north] = [west + STEP * (2 + pick(2)), south + STEP * (2 + pick(2))]
      const corners = [
        place(west, south),
        place(east, south),
        place(east, north),
        place(west, north),
        place(west, south),
      ]
      const onSide = (): LonLat =>
        random() < 0.5
          ? place(random() < 0.5 ? west : east, south + random() * (north - south))
          : place(west + random() * (east - west), random() < 0.5 ? south : north)
      const kinds: Partial<CompoundGate>[] = [
        {},
        {},
        { state: 'closed' },
        { who: 'none' },
        { direction: 'out' },
        { who: 'residents' },
      ]
      const gates = Array.from({ length: pick(4) }, () => gateAt(onSide(), kinds[pick(kinds.length)]))
      compounds.push({
        id: `c${x}-${y}`,
        name: null,
        outline: [[corners]],
        isClosed: true,
        gates: random() < 0.8 ? gates : [],
      })
    }
  }
  const anywhere = () => place(random() * SIDE * STEP, random() * SIDE * STEP)
  const text = (value: string) => new TextEncoder().encode(value)
  const rows = Array.from({ length: 40 }, (_, n) => `b${n},${anywhere().join()},${1 + pick(500)}`)
  const { blocks } = await loadBlocks(area, {
    file: bytesSource('b.csv', text(`id,lon,lat,population\n${rows.join('\n')}\n`)),
    crs: 'wgs84',
  })
  const shops = Array.from({ length: 5 }, (_, n) => `f${n},${['bank', 'clinic'][n % 2]},${anywhere().join()}`)
  const { facilities } = await loadFacilities(area, {
    files: [bytesSource('f.csv', text(`id,category,lon,lat\n${shops.join('\n')}\n`))],
    crs: 'wgs84',
  })
  return { area, compounds, blocks: [...blocks], facilities: [...facilities] }
}

const MINUTES = 6
const KINDS = ['bank', 'clinic']

/** Metres of streets of each region. */
function regionMetres({ network }: LoadedArea): number[] {
  const metres: number[] = []
  network.edgeRegion.forEach((region, edge) => {
    metres[region] = (metres[region] ?? 0) + network.edgeLengthMm[edge]!
  })
  return metres
}

/** People within the limit of each kind by a whole run, and what they walk on: links, and streets by region. */
async function covered({ area, blocks, facilities }: Town, compounds: readonly CompoundRecord[]) {
  const walled = closeCompounds(area, compounds)
  const { report, study } = await analyseAccess(walled, loadedFacilities(facilities), loadedBlocks(blocks), {
    minutes: [MINUTES],
    categories: KINDS,
  })
  const people = KINDS.map((kind) => {
    const { shares } = report.coverage.find(({ category }) => category === kind)!
    return shares.find(({ measure }) => measure === 'population')!.covered
  })
  const links = [study.demandLinkage, study.entranceLinkage].map(({ metres }) => [...metres])
  return { people, ground: JSON.stringify([links, regionMetres(walled)]) }
}

function judged({ area, blocks, facilities, compounds }: Town) {
  const walled = closeCompounds(area, compounds)
  const study = prepareStudy(walled.network, facilities, blocks, {
    profile: DEFAULT_PROFILE,
    maxLinkMetres: 200,
    demand: 'auto',
    direction: 'toFacility',
    categories: KINDS,
  })
  return { applied: walled.compounds!, candidates: judgeCandidates(study, walled.compounds!, 'time', MINUTES) }
}

/** The compounds after a candidate. */
function withHelp(compounds: readonly CompoundRecord[], closed: readonly CompoundRecord[], one: JudgedCandidate) {
  const { id } = closed[one.compound]!
  return compounds.map((compound): CompoundRecord => {
    if (compound.id !== id) return compound
    if (one.kind === 'open-compound') return { ...compound, isClosed: false }
    if (one.kind === 'new-gate') return { ...compound, gates: [...compound.gates, gateAt(one.lonLat)] }
    return {
      ...compound,
      gates: compound.gates.map((gate, at) => (one.gates.includes(at) ? gateAt(gate.lonLat) : gate)),
    }
  })
}

describe('the one gate that would help most', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'is counted as a whole run counts it (town %i)',
    async (seed) => {
      const town = await randomTown(seed)
      const { applied, candidates } = judged(town)
      const before = await covered(town, town.compounds)
      const gates = candidates.filter(({ kind }) => kind === 'open-gate' || kind === 'new-gate')
      expect(gates.length).toBeGreaterThan(10)
      let compared = 0
      for (const one of gates) {
        const now = await covered(town, withHelp(town.compounds, applied.closed, one))
        // With a gate, streets may become ones to link to: then the walks are others, and only a whole run tells.
        if (now.ground !== before.ground) continue
        const gained = now.people.map((people, kind) => people - before.people[kind]!)
        const what = `${one.kind} of ${applied.closed[one.compound]!.id} at ${one.lonLat.join()}`
        expect(
          one.gains.map(({ people }) => Math.round(people)),
          what,
        ).toEqual(gained.map(Math.round))
        compared++
      }
      expect(compared).toBeGreaterThan(5)
    },
    60_000,
  )

  it.each([19, 20])(
    'counts walks through a compound as a whole run does (town %i)',
    async (seed) => {
      const town = await randomTown(seed)
      // Without walls a compound that may be walked through is no compound any more.
      const compounds = town.compounds.map((compound) => ({ ...compound, gates: [] }))
      const { applied, candidates } = judged({ ...town, compounds })
      const before = await covered(town, compounds)
      let gained = 0
      for (const one of candidates.filter(({ kind }) => kind === 'open-compound')) {
        const now = await covered(town, withHelp(compounds, applied.closed, one))
        if (JSON.stringify(JSON.parse(now.ground)[0]) !== JSON.stringify(JSON.parse(before.ground)[0])) continue
        const people = now.people.map((count, kind) => count - before.people[kind]!)
        expect(
          one.gains.map((gain) => Math.round(gain.people)),
          applied.closed[one.compound]!.id,
        ).toEqual(people.map(Math.round))
        gained += people[0]! + people[1]!
      }
      expect(gained).toBeGreaterThan(0)
    },
    60_000,
  )

  it('names the best of all, the least effort among equals, and nothing where nothing helps', async () => {
    const { applied, candidates } = judged(await randomTown(6))
    const best = bestOf(candidates, 0, applied)!
    const most = Math.max(...candidates.map(({ gains }) => gains[0]!.people))
    expect(best.people).toBe(most)
    expect(most).toBeGreaterThan(0)
    const equals = candidates.filter(({ gains }) => gains[0]!.people === most).map(({ kind }) => kind)
    const efforts = ['open-gate', 'new-gate', 'new-path', 'open-compound']
    expect(best.kind).toBe(equals.sort((a, b) => efforts.indexOf(a) - efforts.indexOf(b))[0])
    expect(bestOf([], 0, applied)).toBeNull()
  })
})
