import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
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
import type { PlaceLegs } from '../../src/search/place-legs.ts'
import { prepareStudy } from '../../src/study/access-study.ts'
import { bestOf, type JudgedCandidate, judgeCandidates } from '../../src/study/best-gates.ts'
import { type PathCandidate, pathCandidates } from '../../src/study/path-candidates.ts'
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
  /** Nodes by id, and ways of two nodes by id: to be built again with a path more. */
  readonly nodes: ReadonlyMap<number, LonLat>
  readonly ways: ReadonlyMap<number, readonly [number, number]>
  readonly privateWays: ReadonlySet<number>
  readonly compounds: CompoundRecord[]
  readonly blocks: BlockRecord[]
  readonly facilities: FacilityRecord[]
}

const SIDE = 14
const STEP = 90

function areaOf(
  nodes: Town['nodes'],
  ways: ReadonlyMap<number, readonly number[]>,
  privateWays: Town['privateWays'],
): Promise<LoadedArea> {
  const xml = [...nodes].map(([id, [lon, lat]]) => `<node id="${id}" lon="${lon.toFixed(7)}" lat="${lat.toFixed(7)}"/>`)
  for (const [id, refs] of ways) {
    const access = privateWays.has(id) ? '<tag k="access" v="private"/>' : ''
    const list = refs.map((ref) => `<nd ref="${ref}"/>`).join('')
    xml.push(`<way id="${id}">${list}<tag k="highway" v="residential"/>${access}</way>`)
  }
  return loadArea(bytesSource('town.osm', new TextEncoder().encode(`<osm>${xml.join('')}</osm>`)))
}

/** A lattice of streets with gaps, some closed rectangles with gates of all kinds, people and shops anywhere. */
async function randomTown(seed: number): Promise<Town> {
  const random = randomFrom(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const nodes = new Map<number, LonLat>()
  const at = (x: number, y: number) => x * SIDE + y + 1
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) nodes.set(at(x, y), place(x * STEP + random() * 20, y * STEP + random() * 20))
  }
  const ways = new Map<number, readonly [number, number]>()
  const privateWays = new Set<number>()
  const street = (a: number, b: number) => {
    ways.set(ways.size + 1, [a, b])
    if (random() < 0.04) privateWays.add(ways.size)
  }
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) {
      if (x + 1 < SIDE && random() < 0.85) street(at(x, y), at(x + 1, y))
      if (y + 1 < SIDE && random() < 0.85) street(at(x, y), at(x, y + 1))
    }
  }
  const area = await areaOf(nodes, ways, privateWays)
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
  return { area, nodes, ways, privateWays, compounds, blocks: [...blocks], facilities: [...facilities] }
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

function studied({ area, blocks, facilities, compounds }: Town) {
  const walled = closeCompounds(area, compounds)
  const study = prepareStudy(walled.network, facilities, blocks, {
    profile: DEFAULT_PROFILE,
    maxLinkMetres: 200,
    demand: 'auto',
    direction: 'toFacility',
    categories: KINDS,
  })
  return { applied: walled.compounds!, study }
}

function judged(town: Town) {
  const { applied, study } = studied(town)
  return { applied, candidates: judgeCandidates(study, applied, 'time', MINUTES) }
}

/** The town with a path from an inner junction straight to a place on a street, and a gate half-way. */
async function withPath(town: Town, candidate: PathCandidate, { edge, fraction }: PlaceLegs): Promise<Town> {
  const { network } = studied(town).study
  const itsEdge = edge[candidate.row]!
  const end = (vertex: number) => [network.vertexLonE7[vertex]! / 1e7, network.vertexLatE7[vertex]! / 1e7] as const
  const [a, b] = [end(network.edgeFrom[itsEdge]!), end(network.edgeTo[itsEdge]!)]
  const part = fraction[candidate.row]!
  const foot: LonLat = [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])]
  const inner = [...town.nodes].find(([, lonLat]) => greatCircleMetres(...lonLat, ...candidate.innerLonLat) < 0.05)![0]
  const ways = new Map<number, readonly number[]>(town.ways)
  const [from, to] = town.ways.get(network.edgeWayId[itsEdge]!)!
  ways.set(network.edgeWayId[itsEdge]!, [from, 9001, to]).set(9001, [inner, 9001])
  const middle: LonLat = [(foot[0] + candidate.innerLonLat[0]) / 2, (foot[1] + candidate.innerLonLat[1]) / 2]
  const { id } = studied(town).applied.closed[candidate.compound]!
  const compounds = town.compounds.map((one) =>
    one.id === id ? { ...one, gates: [...one.gates, gateAt(middle)] } : one,
  )
  const area = await areaOf(new Map([...town.nodes, [9001, foot]]), ways, town.privateWays)
  return { ...town, area, compounds }
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

  it('counts a path through the wall as a whole run does, and knows that it is the best', async () => {
    // Streets round an estate; its own street leads in by the west gate and ends 25 m from the street with the bank.
    const corners: [number, number][] = [
      [0, 0],
      [400, 0],
      [400, 200],
      [0, 200],
      [0, 100],
      [375, 100],
    ]
    const nodes = new Map(corners.map((corner, at) => [at + 1, place(...corner)]))
    const ways = new Map<number, readonly [number, number]>(
      [[1, 2] as const, [2, 3] as const, [3, 4] as const, [4, 5] as const, [5, 1] as const, [5, 6] as const].map(
        (way, at) => [at + 1, way],
      ),
    )
    const area = await areaOf(nodes, ways, new Set())
    const outline = [[[place(20, 20), place(380, 20), place(380, 180), place(20, 180), place(20, 20)]]]
    const compounds = [{ id: 'c', name: null, outline, isClosed: true, gates: [gateAt(place(20, 100))] }]
    const text = (value: string) => new TextEncoder().encode(value)
    const rows = `id,lon,lat,population\nb,${place(360, 105).join()},70\nout,${place(-5, 150).join()},30\n`
    const { blocks } = await loadBlocks(area, { file: bytesSource('b.csv', text(rows)), crs: 'wgs84' })
    const shop = `id,category,lon,lat\nf,bank,${place(405, 130).join()}\ninside,clinic,${place(300, 105).join()}\n`
    const { facilities } = await loadFacilities(area, { files: [bytesSource('f.csv', text(shop))], crs: 'wgs84' })
    const town = { area, nodes, ways, privateWays: new Set<number>(), compounds, blocks: [...blocks], facilities }
    const { applied, study } = studied({ ...town, facilities: [...facilities] })
    const { paths, legs } = pathCandidates(study, applied, study.time)
    expect(paths).toHaveLength(1)
    expect(paths[0]!.metres).toBeCloseTo(25, 1)
    const all = { ...town, facilities: [...facilities] }
    const { candidates } = judged(all)
    const help = bestOf(candidates, 0, applied)!
    expect([help.kind, help.people, Math.round(help.pathMetres)]).toEqual(['new-path', 70, 25])
    const before = await covered(all, compounds)
    const built = await withPath(all, paths[0]!, legs)
    const now = await covered(built, built.compounds)
    expect(now.people.map((people, kind) => people - before.people[kind]!)).toEqual([70, 0])
  })

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
