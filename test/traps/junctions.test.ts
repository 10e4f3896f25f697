// Traps at junctions: which of the street pieces that meet there a place is tied to is chance, and must not matter.
import { describe, expect, it } from 'vitest'
import {
  type AnalyseOptions,
  analyseAccess,
  bytesSource,
  loadArea,
  loadBlocks,
  loadFacilities,
} from '../../src/index.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { toCoverageCsv } from '../../src/report/tables/coverage-csv.ts'

type Node = readonly [id: number, east: number, north: number]
type Way = readonly [id: number, refs: readonly number[], tags: Readonly<Record<string, string>>]
type Place = readonly [east: number, north: number]

/** Units of 1e-4 degrees around a place; east and north may be turned and mirrored. */
interface Copy {
  readonly turn: (place: Place) => Place
  /** New ids of ways: where a piece stands among the others depends on them. */
  readonly wayId: (id: number) => number
}

const TURNS: readonly Copy['turn'][] = [1, -1].flatMap((x) =>
  [1, -1].flatMap((y) => [([e, n]: Place): Place => [x * e, y * n], ([e, n]: Place): Place => [x * n, y * e]]),
)
const RENAMINGS: readonly Copy['wayId'][] = [(id) => id, (id) => 1000 - id, (id) => (id * 7) % 1009, (id) => id * 1e6]
const COPIES: readonly Copy[] = TURNS.flatMap((turn) => RENAMINGS.map((wayId) => ({ turn, wayId })))

/** The tag of node 1 as a crossing with signals. */
const SIGNALS = '<tag k="highway" v="traffic_signals"/>'

async function rowOf(
  nodes: readonly Node[],
  ways: readonly Way[],
  home: Place,
  door: Place,
  copy: Copy,
  options: AnalyseOptions = {},
  tagOfNode1 = '',
) {
  const { turn, wayId } = copy
  // At the equator a unit is as long to the east as to the north.
  const lonLat = ([east, north]: Place): [string, string] => {
    const [e, n] = turn([east, north])
    return [(10 + e * 1e-4).toFixed(7), (n * 1e-4).toFixed(7)]
  }
  const node = ([id, east, north]: Node) => {
    const [lon, lat] = lonLat([east, north])
    return `<node id="${id}" lat="${lat}" lon="${lon}">${id === 1 ? tagOfNode1 : ''}</node>`
  }
  const way = ([id, refs, tags]: Way) => {
    const list = Object.entries(tags).map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
    return `<way id="${wayId(id)}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}${list.join('')}</way>`
  }
  const source = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
  const area = await loadArea(source('a.osm', `<osm>${nodes.map(node).join('')}${ways.map(way).join('')}</osm>`))
  const facilities = await loadFacilities(area, {
    files: [source('f.csv', `id,category,lon,lat\nf1,clinic,${lonLat(door).join(',')}\n`)],
  })
  const blocks = await loadBlocks(area, { file: source('b.csv', `id,lon,lat\nb1,${lonLat(home).join(',')}\n`) })
  const { report } = await analyseAccess(area, facilities, blocks, options)
  return { report, line: toCoverageCsv(report).trim().split(/\r?\n/)[1]! }
}

/** A corner of a street at (0, 0), and an escalator that leaves the corner. The home and the door are outside the corner. */
const NODES: readonly Node[] = [
  [1, 0, 0],
  [2, 40, 0],
  [3, -3, 3],
  [4, -20, 40],
  [5, 0, 40],
]
const street = { highway: 'residential' }
const WAYS = (escalator: Readonly<Record<string, string>>): readonly Way[] => [
  [861, [2, 1, 5], street],
  [477, [1, 3], { highway: 'steps', ...escalator }],
  [795, [3, 4, 5], { highway: 'footway' }],
]

describe('a place at a junction', () => {
  it.each([
    ['leaves it', { conveying: 'forward' }],
    ['comes to it', { conveying: 'backward' }],
  ])(
    'walks along the plain street, also where the nearest piece is an escalator that %s',
    async (_, tags) => {
      // 15.72 m to the corner from (-1, -1), then 5 units of street.
      const expected = (Math.SQRT2 + 5) * 11.1195
      for (const copy of COPIES) {
        for (const direction of ['toFacility', 'fromFacility'] as const) {
          for (const [home, door] of [
            [
              [-1, -1],
              [5, 0],
            ],
            [
              [5, 0],
              [-1, -1],
            ],
          ] as const) {
            const { report } = await rowOf(NODES, WAYS(tags), home, door, copy, { direction, minutes: [15] })
            expect(report.table.walkMetres[0]).toBeCloseTo(expected, 1)
          }
        }
      }
    },
    60_000,
  )

  it('waits for no signal where it sets out, and waits where it arrives, whatever piece it is tied to', async () => {
    const profile = { ...walkProfile('adult'), crossingWaitSeconds: 20 }
    const walkSeconds = ((Math.SQRT2 + 5) * 11.1195) / 1.25
    for (const copy of COPIES) {
      const seconds = async (home: Place, door: Place) => {
        const options = { minutes: [15], profile }
        const { report } = await rowOf(NODES, WAYS({ conveying: 'forward' }), home, door, copy, options, SIGNALS)
        return report.table.walkSeconds[0]!
      }
      expect(await seconds([-1, -1], [5, 0])).toBeCloseTo(walkSeconds, 1)
      expect(await seconds([5, 0], [-1, -1])).toBeCloseTo(walkSeconds + 20, 1)
    }
  }, 60_000)
})

describe('a place as near to two streets', () => {
  /** Two parallel streets that do not meet, each a major part by its own length; the home lies in the middle. Only the first leads to the door. */
  const near: readonly Node[] = [
    [1, 0, 5],
    [2, 1850, 5],
    [3, 0, -5],
    [4, 1850, -5],
  ]
  const ways: readonly Way[] = [
    [10, [1, 2], street],
    [20, [3, 4], street],
  ]
  const far = (east: number, north: number): [readonly Node[], readonly Way[]] => [
    [
      [8, east, north],
      [9, east + 100, north + 100],
    ],
    [[30, [8, 9], street]],
  ]

  it('links to the same one whatever else the file contains', async () => {
    for (const turn of TURNS) {
      const copy = { turn, wayId: (id: number) => id }
      const rows = new Set<string>()
      const others = [[], ...[-1, 1].flatMap((x) => [-1, 1].map((y) => far(x * 700, y * 900)))]
      for (const [nodes = [], more = []] of [...others, far(1900, 50), far(30, -2100)]) {
        const { line } = await rowOf([...near, ...nodes], [...ways, ...more], [30, 0], [60, 6], copy, { minutes: [15] })
        // The edge of the data is another one, of course.
        rows.add(line.replace(/,(true|false),linked/, ',linked'))
      }
      expect([...rows]).toHaveLength(1)
    }
  })
})
