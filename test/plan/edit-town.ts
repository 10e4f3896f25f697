// Random towns as files: an extract, facilities, blocks, compounds and gates, each as text that a test can also write with an edit in it.
import fc from 'fast-check'
import {
  type AnalyseOptions,
  analyseAccess,
  bytesSource,
  closeCompounds,
  loadArea,
  loadBlocks,
  loadFacilities,
} from '../../src/index.ts'

export interface TownNode {
  readonly lon: number
  readonly lat: number
  readonly tags?: Readonly<Record<string, string>>
}
export interface TownWay {
  readonly refs: readonly number[]
  readonly tags: Readonly<Record<string, string>>
}
export interface TownFacility {
  readonly id: string
  readonly category: string
  readonly lon: number
  readonly lat: number
  readonly status?: string
  readonly capacity?: number
}
export interface TownBlock {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly population: number
}
export interface TownGate {
  readonly compound: string
  readonly lon: number
  readonly lat: number
  readonly state: string
}

/** A town. Its compounds are squares around a crossroads, by id. */
export interface Town {
  readonly nodes: Readonly<Record<number, TownNode>>
  readonly ways: Readonly<Record<number, TownWay>>
  readonly facilities: readonly TownFacility[]
  readonly blocks: readonly TownBlock[]
  readonly compounds: Readonly<Record<string, readonly (readonly [number, number])[]>>
  readonly gates: readonly TownGate[]
}

/** Degrees of about 111 m: streets lie this far apart, near the equator. */
export const STEP = 0.001
const CATEGORIES = ['clinic', 'kindergarten', 'supermarket']

/** E7, as a file writes it. */
export function e7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

/** Towns of a grid of streets with gaps, places beside them, and closed compounds. */
export const towns: fc.Arbitrary<Town> = fc
  .record({
    size: fc.integer({ min: 3, max: 6 }),
    gone: fc.array(fc.nat(1000), { maxLength: 12 }),
    jitter: fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 72, maxLength: 72 }),
    kinds: fc.array(fc.constantFrom('residential', 'footway', 'steps', 'tertiary', 'private'), {
      minLength: 1,
      maxLength: 9,
    }),
    facilities: fc.array(fc.tuple(fc.nat(2), fc.nat(10_000), fc.nat(10_000)), { minLength: 2, maxLength: 8 }),
    blocks: fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(500)), { minLength: 2, maxLength: 10 }),
    walls: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 2 }),
  })
  .map(({ size, gone, jitter, kinds, facilities, blocks, walls }): Town => {
    const nodes: Record<number, TownNode> = {}
    const at = (row: number, column: number) => 1 + row * size + column
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const [dx, dy] = [jitter[2 * (at(row, column) - 1)]!, jitter[2 * (at(row, column) - 1) + 1]!]
        nodes[at(row, column)] = { lon: e7(column * STEP + dx / 1e6), lat: e7(row * STEP + dy / 1e6) }
      }
    }
    const ways: Record<number, TownWay> = {}
    let id = 100
    const segments: [number, number][] = []
    for (let row = 0; row < size; row++) {
      for (let column = 0; column + 1 < size; column++) {
        segments.push([at(row, column), at(row, column + 1)], [at(column, row), at(column + 1, row)])
      }
    }
    const dropped = new Set(gone.map((number) => number % segments.length))
    segments.forEach((refs, number) => {
      if (dropped.has(number)) return
      const kind = kinds[number % kinds.length]!
      ways[id++] = { refs, tags: kind === 'private' ? { highway: 'service', access: 'private' } : { highway: kind } }
    })
    const span = (size - 1) * STEP
    const place = (x: number, y: number) => ({ lon: e7((x / 10_000) * span), lat: e7((y / 10_000) * span) })
    const compounds: Record<string, [number, number][]> = {}
    walls.forEach(([column, row], number) => {
      const [west, south] = [(column % (size - 1)) * STEP + 0.3 * STEP, (row % (size - 1)) * STEP - 0.3 * STEP]
      const [east, north] = [west + 0.9 * STEP, south + 0.9 * STEP]
      compounds[`C${number}`] = [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ].map(([lon, lat]): [number, number] => [e7(lon!), e7(lat!)])
    })
    return {
      nodes,
      ways,
      facilities: facilities.map(([kind, x, y], number) => ({
        id: `f${number}`,
        category: CATEGORIES[kind]!,
        ...place(x, y),
      })),
      blocks: blocks.map(([x, y, population], number) => ({ id: `b${number}`, population, ...place(x, y) })),
      compounds,
      gates: [],
    }
  })

const text = (value: string) => new TextEncoder().encode(value)
const tagsOf = (tags: Readonly<Record<string, string>> = {}) =>
  Object.entries(tags)
    .map(([key, value]) => `<tag k="${key}" v="${value}"/>`)
    .join('')

function osmOf({ nodes, ways }: Town): string {
  const nodeLines = Object.entries(nodes).map(
    ([id, { lon, lat, tags }]) =>
      `<node id="${id}" lon="${lon.toFixed(7)}" lat="${lat.toFixed(7)}">${tagsOf(tags)}</node>`,
  )
  const wayLines = Object.entries(ways).map(
    ([id, { refs, tags }]) =>
      `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}${tagsOf(tags)}</way>`,
  )
  return `<osm><bounds minlon="-0.01" minlat="-0.01" maxlon="0.02" maxlat="0.02"/>${nodeLines.join('')}${wayLines.join('')}</osm>`
}

/** Loads a town as a program does. */
export async function loadTown(town: Town) {
  const open = await loadArea(bytesSource('town.osm', text(osmOf(town))))
  const rows = town.facilities.map(
    ({ id, category, lon, lat, status, capacity }) =>
      `${id},${category},${lon},${lat},${status ?? ''},${capacity ?? ''}\n`,
  )
  const facilities = await loadFacilities(open, {
    files: [bytesSource('f.csv', text(`id,category,lon,lat,status,capacity\n${rows.join('')}`))],
    crs: 'wgs84',
  })
  const blockRows = town.blocks.map(({ id, lon, lat, population }) => `${id},${lon},${lat},${population}\n`)
  const outlines = Object.entries(town.compounds).map(
    ([id, ring]) => `${id},yes,"POLYGON((${ring.map(([lon, lat]) => `${lon} ${lat}`).join(', ')}))"\n`,
  )
  const gates = town.gates.map(({ compound, lon, lat, state }) => `${compound},${lon},${lat},${state}\n`)
  const blocks = await loadBlocks(open, {
    file: bytesSource('b.csv', text(`id,lon,lat,population\n${blockRows.join('')}`)),
    compounds:
      outlines.length === 0 ? undefined : bytesSource('c.csv', text(`id,closed,geometry\n${outlines.join('')}`)),
    gates: gates.length === 0 ? undefined : bytesSource('g.csv', text(`compound_id,lon,lat,state\n${gates.join('')}`)),
    crs: 'wgs84',
  })
  return { area: closeCompounds(open, blocks.compounds ?? []), facilities, blocks }
}

export type LoadedTown = Awaited<ReturnType<typeof loadTown>>

/** What a run says, as far as two ways to the same town must agree: walks, counts, shares, coverage, gaps, links. */
export async function measure(
  { area, facilities, blocks }: Pick<LoadedTown, 'area' | 'facilities' | 'blocks'>,
  options: AnalyseOptions = {},
) {
  const { report } = await analyseAccess(area, facilities, blocks, {
    minutes: [2, 5],
    categories: CATEGORIES,
    maxLinkMetres: 100,
    ...options,
  })
  const { table, coverage, gaps, categories } = report
  const links = [...report.blocks, ...report.facilities].map(({ id, linkStatus, linkMetres }) => [
    id,
    linkStatus,
    linkMetres,
  ])
  return { report, said: { table, coverage, gaps, categories, links } }
}
