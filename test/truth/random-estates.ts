// Random towns with private streets: outlines that touch, overlap and hold one another, gates at and beside their crossings, open and
// shut ones, restricted ways and gates in the streets, squares with and without a fountain.
import fc from 'fast-check'
import type { CompoundRecord } from '../../src/normalise/places/compound-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { at, type Place, type Scene, type Tags, to } from '../scene/build-scene.ts'
import {
  COLUMNS,
  cornerMillimetres,
  ROWS,
  STEP_EAST,
  STEP_NORTH,
  type TownPlan,
  townOf,
  townPlans,
} from './random-town.ts'
import { isInside, metresToOutline } from './truth-geometry.ts'

const RESTRICTED_WAYS: readonly (readonly [highway: string, tags: Tags])[] = [
  ['service', { access: 'private' }],
  ['residential', { access: 'residents' }],
  ['footway', { foot: 'private' }],
  ['path', { access: 'permit' }],
  ['living_street', { access: 'private', foot: 'yes' }],
  ['cycleway', { access: 'private', sidewalk: 'both' }],
  ['steps', { access: 'private' }],
]
const RESTRICTED_NODES: readonly Tags[] = [
  { barrier: 'gate', access: 'private' },
  { barrier: 'gate', access: 'residents' },
  { barrier: 'gate', foot: 'permit' },
  { barrier: 'gate', access: 'private', foot: 'designated' },
]
const GATES = [
  {},
  {},
  {},
  {},
  { direction: 'in' },
  { direction: 'out' },
  { who: 'none' },
  { state: 'planned' },
  { who: 'residents' },
] as const

export interface EstatePlan {
  readonly town: TownPlan
  readonly outlines: readonly {
    readonly west: number
    readonly south: number
    readonly wide: number
    readonly high: number
    /** Metres, one pair for each of eight points of the outline. */
    readonly shake: readonly number[]
    readonly hasHole: boolean
    readonly isClosed: boolean
    readonly gates: readonly {
      readonly along: number
      readonly east: number
      readonly north: number
      readonly kind: number
    }[]
  }[]
  /** Every way whose number is in here is for residents. */
  readonly restrictedWays: readonly { readonly way: number; readonly kind: number }[]
  readonly restrictedNodes: readonly { readonly node: number; readonly kind: number }[]
  readonly squares: readonly {
    readonly cell: number
    /** Metres from the cell's corners, for four own points. */
    readonly inset: readonly number[]
    readonly hasFountain: boolean
    readonly kind: number
  }[]
}

export const estatePlans: fc.Arbitrary<EstatePlan> = fc.record({
  town: townPlans,
  outlines: fc.array(
    fc.record({
      west: fc.integer({ min: 0, max: COLUMNS - 2 }),
      south: fc.integer({ min: 0, max: ROWS - 2 }),
      wide: fc.integer({ min: 1, max: 3 }),
      high: fc.integer({ min: 1, max: 3 }),
      shake: fc.array(fc.integer({ min: -30_000, max: 30_000 }), { minLength: 16, maxLength: 16 }),
      hasHole: fc.boolean(),
      isClosed: fc.constantFrom(true, true, true, true, false),
      gates: fc.array(
        fc.record({
          along: fc.nat(999),
          east: fc.integer({ min: -12_000, max: 12_000 }),
          north: fc.integer({ min: -12_000, max: 12_000 }),
          kind: fc.nat(GATES.length - 1),
        }),
        { maxLength: 5 },
      ),
    }),
    { maxLength: 4 },
  ),
  restrictedWays: fc.array(fc.record({ way: fc.nat(25), kind: fc.nat(RESTRICTED_WAYS.length - 1) }), { maxLength: 9 }),
  restrictedNodes: fc.array(
    fc.record({ node: fc.nat(COLUMNS * ROWS - 1), kind: fc.nat(RESTRICTED_NODES.length - 1) }),
    { maxLength: 4 },
  ),
  squares: fc.array(
    fc.record({
      cell: fc.nat((COLUMNS - 1) * (ROWS - 1) - 1),
      inset: fc.array(fc.integer({ min: 12_000, max: 45_000 }), { minLength: 8, maxLength: 8 }),
      hasFountain: fc.boolean(),
      kind: fc.nat(3),
    }),
    { maxLength: 2 },
  ),
})

export interface Estate {
  readonly town: Scene
  readonly compounds: readonly CompoundRecord[]
  /** The town's, every third of them for residents only. */
  readonly facilities: readonly FacilityRecord[]
  /** The town as an OSM file, squares of several rings among it. */
  readonly osmXml: string
}

export function estateOf(plan: EstatePlan): Estate {
  const restricted = new Map(plan.restrictedWays.map(({ way, kind }) => [way, RESTRICTED_WAYS[kind]!]))
  const town = townOf(
    plan.town,
    () => true,
    (way, highway, tags) => restricted.get(way) ?? [highway, tags],
  )
  const corner = (node: number): Place => {
    const [east, north] = cornerMillimetres(plan.town, node)
    return at(east / 1000, north / 1000)
  }
  for (const { node, kind } of plan.restrictedNodes) {
    const place = corner(node)
    if (town.hasNode(place) && !town.nodeAt(place).missing) town.node(place, RESTRICTED_NODES[kind]!)
  }
  const relations = new Map(plan.squares.map((square) => [square.cell, square])).values()
  const rings = [...relations].map((square, i) => drawSquare(town, square, corner, i))
  const compounds = plan.outlines.map((_, i) => compoundOf(town, plan, i))
  const facilities = town
    .toFacilities()
    .map((facility, i) => (i % 3 === 2 ? { ...facility, serves: 'residents' as const } : facility))
  return { town, compounds, facilities, osmXml: withRelations(town, rings.flat()) }
}

interface SquareRelation {
  readonly ways: readonly string[]
  readonly tags: Tags
}

/** A square between four streets: it shares two corners of its cell with them, or none where no street comes there. */
function drawSquare(
  town: Scene,
  { cell, inset, hasFountain, kind }: EstatePlan['squares'][number],
  corner: (node: number) => Place,
  number: number,
): SquareRelation[] {
  const low = Math.floor(cell / (COLUMNS - 1)) * COLUMNS + (cell % (COLUMNS - 1))
  const corners = [low, low + 1, low + COLUMNS + 1, low + COLUMNS].map(corner)
  const inner = corners.map(([x, y], i): Place => {
    const [right, up] = [inset[2 * i]! / 1000, inset[2 * i + 1]! / 1000]
    return at(x + (i === 1 || i === 2 ? -right : right), y + (i >= 2 ? -up : up))
  })
  const ring = [corners[0]!, inner[1]!, corners[2]!, inner[3]!]
  if (kind % 2 === 1) ring.splice(3, 0, inner[2]!)
  const tags: Tags = kind < 2 ? {} : { access: 'private' }
  const steps = (places: readonly Place[]) => [...places, places[0]!].map((place) => to(...place))
  const name = `Square ${number}`
  const [x, y] = [0, 1].map((axis) => (corners[0]![axis]! + corners[2]![axis]!) / 2) as [number, number]
  const [middle, outline] = [town.lonLat(at(x, y)), [ring.map((place) => town.lonLat(place))]]
  const hasRoom = isInside(middle, outline) && metresToOutline(middle, outline) > 12
  if (!hasFountain || !hasRoom) {
    town.street(name, 'pedestrian', steps(ring), { area: 'yes', ...tags })
    return []
  }
  const fountain = [at(x - 6, y - 4), at(x + 5, y - 5), at(x + 7, y + 6), at(x - 4, y + 5)]
  // Ways without a kind of street: the relation says what they are.
  town.street(name, '', steps(ring)).street(`${name} fountain`, '', steps(fountain))
  return [{ ways: [name, `${name} fountain`], tags: { highway: 'pedestrian', ...tags } }]
}

/** The scene's file with relations, and with empty kinds of street taken out. */
function withRelations(town: Scene, relations: readonly SquareRelation[]): string {
  const wayOf = new Map(town.streets.map(({ name }, i) => [name, i + 1]))
  const text = relations.map(({ ways, tags }, i) => {
    const members = ways.map(
      (name, n) => `<member type="way" ref="${wayOf.get(name)}" role="${n === 0 ? 'outer' : 'inner'}"/>`,
    )
    const all = Object.entries({ type: 'multipolygon', ...tags }).map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
    return `<relation id="${i + 1}">${[...members, ...all].join('')}</relation>\n`
  })
  return town
    .toOsmXml()
    .replaceAll('<tag k="highway" v=""/>', '')
    .replace('</osm>', `${text.join('')}</osm>`)
}

function compoundOf(town: Scene, plan: EstatePlan, number: number): CompoundRecord {
  const { west, south, wide, high, shake, hasHole, isClosed, gates } = plan.outlines[number]!
  const [left, right] = [(west - 0.5) * STEP_EAST, (west + wide - 0.5) * STEP_EAST]
  const [low, top] = [(south - 0.5) * STEP_NORTH, (south + high - 0.5) * STEP_NORTH]
  const [midX, midY] = [(left + right) / 2, (low + top) / 2]
  const round = [
    [left, low],
    [midX, low],
    [right, low],
    [right, midY],
    [right, top],
    [midX, top],
    [left, top],
    [left, midY],
  ].map(([x, y], i) => at(x! + shake[2 * i]! / 1000, y! + shake[2 * i + 1]! / 1000))
  const court = [at(midX - 21, midY - 17), at(midX + 4, midY + 23), at(midX + 19, midY - 14)]
  const closedRing = (places: readonly Place[]) => [...places, places[0]!].map((place) => town.lonLat(place))
  return {
    id: `estate-${number + 1}`,
    name: null,
    outline: [[closedRing(round), ...(hasHole ? [closedRing(number % 2 === 0 ? court : court.reverse())] : [])]],
    isClosed,
    gates: gates.map(({ along, east, north, kind }, i) => {
      const side = Math.floor((along * 8) / 1000)
      const share = ((along * 8) % 1000) / 1000
      const [a, b] = [round[side]!, round[(side + 1) % 8]!]
      const place = at(a[0] + share * (b[0] - a[0]) + east / 1000, a[1] + share * (b[1] - a[1]) + north / 1000)
      return {
        id: `g${i}`,
        name: null,
        lonLat: town.lonLat(place),
        who: 'all' as const,
        direction: 'both' as const,
        state: 'open' as const,
        hours: null,
        stepFree: null,
        ...GATES[kind]!,
      }
    }),
  }
}
