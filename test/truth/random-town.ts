// Random towns for properties: a shaken grid, ways that wander over it with all kinds of tags, gates, holes, points.
import fc from 'fast-check'
import { at, type Place, type Scene, type Step, scene, type Tags, to } from '../scene/build-scene.ts'

export const COLUMNS = 6
export const ROWS = 5
export const STEP_EAST = 130
export const STEP_NORTH = 115

const KINDS: readonly (readonly [weight: number, highway: string, tags: Tags])[] = [
  [8, 'residential', {}],
  [4, 'footway', {}],
  [2, 'primary', { oneway: 'yes' }],
  [3, 'steps', {}],
  [1, 'steps', { conveying: 'forward' }],
  [1, 'steps', { conveying: 'backward' }],
  [1, 'footway', { 'oneway:foot': 'yes' }],
  [1, 'footway', { 'oneway:foot': '-1' }],
  [1, 'path', { 'foot:backward': 'no' }],
  [1, 'path', { 'foot:forward': 'no' }],
  [2, 'residential', { bridge: 'yes' }],
  [1, 'footway', { tunnel: 'yes' }],
  [1, 'footway', { tunnel: 'building_passage' }],
  [2, 'service', { access: 'private' }],
  [1, 'service', { access: 'no' }],
  [1, 'service', { access: 'no', foot: 'yes' }],
  [1, 'path', { foot: 'no' }],
  [1, 'cycleway', {}],
  [1, 'cycleway', { foot: 'designated' }],
  [1, 'bridleway', { sidewalk: 'left' }],
  [1, 'primary', { foot: 'use_sidepath' }],
  [1, 'trunk', { motorroad: 'yes' }],
  [1, 'motorway', {}],
  [1, 'construction', { foot: 'yes' }],
  [1, 'pedestrian', { area: 'yes' }],
]

const NODE_TAGS: readonly (Tags | 'missing')[] = [
  { barrier: 'gate', access: 'private' },
  { barrier: 'gate', locked: 'yes' },
  { barrier: 'bollard', access: 'no' },
  { barrier: 'gate', access: 'no', foot: 'yes' },
  { foot: 'no' },
  { highway: 'crossing', crossing: 'traffic_signals' },
  { highway: 'crossing', 'crossing:signals': 'yes' },
  { highway: 'traffic_signals' },
  'missing',
]

/** Everything a random town is made of; numbers only, so that it shrinks well. */
export interface TownPlan {
  readonly shake: readonly number[]
  readonly ways: readonly { readonly start: number; readonly moves: readonly number[]; readonly kind: number }[]
  readonly nodes: readonly { readonly node: number; readonly tags: number }[]
  readonly homes: readonly (readonly [number, number])[]
  readonly shops: readonly { readonly doors: readonly (readonly [number, number])[]; readonly category: number }[]
  readonly south: boolean
}

const kindCount = KINDS.reduce((sum, [weight]) => sum + weight, 0)
// Millimetres, so that points hardly ever lie exactly between two streets.
const point = fc.tuple(fc.integer({ min: -260_000, max: 900_000 }), fc.integer({ min: -260_000, max: 720_000 }))

export const townPlans: fc.Arbitrary<TownPlan> = fc.record({
  shake: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 2 * COLUMNS * ROWS, maxLength: 2 * COLUMNS * ROWS }),
  ways: fc.array(
    fc.record({
      start: fc.nat(COLUMNS * ROWS - 1),
      moves: fc.array(fc.nat(5), { minLength: 1, maxLength: 7 }),
      kind: fc.nat(kindCount - 1),
    }),
    { minLength: 4, maxLength: 26 },
  ),
  nodes: fc.array(fc.record({ node: fc.nat(COLUMNS * ROWS - 1), tags: fc.nat(NODE_TAGS.length - 1) }), {
    maxLength: 6,
  }),
  homes: fc.array(point, { minLength: 1, maxLength: 8 }),
  shops: fc.array(fc.record({ doors: fc.array(point, { minLength: 1, maxLength: 2 }), category: fc.nat(1) }), {
    minLength: 1,
    maxLength: 8,
  }),
  south: fc.boolean(),
})

function kindOf(number: number) {
  let left = number
  for (const kind of KINDS) {
    left -= kind[0]
    if (left < 0) return kind
  }
  throw new Error('kind out of range')
}

export const TOWN_CATEGORIES = ['pharmacy', 'park'] as const

/** Where a node of the grid stands, in millimetres east and north. */
export function cornerMillimetres(plan: TownPlan, node: number): readonly [number, number] {
  const column = node % COLUMNS
  const row = Math.floor(node / COLUMNS)
  return [(column * STEP_EAST + plan.shake[2 * node]!) * 1000, (row * STEP_NORTH + plan.shake[2 * node + 1]!) * 1000]
}

/** Builds the town of a plan. No two ways share a piece of the grid, so that links are hardly ever a matter of taste. */
export function townOf(
  plan: TownPlan,
  only: (highway: string, tags: Tags) => boolean = () => true,
  retag: (way: number, highway: string, tags: Tags) => readonly [highway: string, tags: Tags] = (_, highway, tags) => [
    highway,
    tags,
  ],
): Scene {
  const town = scene('random-town', 'Random', plan.south ? [-43.2, -22.9] : [113.6, 34.8])
  const places: Place[] = Array.from({ length: COLUMNS * ROWS }, (_, i) =>
    at((i % COLUMNS) * STEP_EAST + plan.shake[2 * i]!, Math.floor(i / COLUMNS) * STEP_NORTH + plan.shake[2 * i + 1]!),
  )
  const used = new Set<string>()
  const takePiece = (a: number, b: number): boolean => {
    const name = `${Math.min(a, b)}-${Math.max(a, b)}`
    if (used.has(name)) return false
    used.add(name)
    return true
  }
  const draw = (name: string, route: readonly number[], highway: string, tags: Tags) => {
    const steps: Step[] = route.map((node) => to(...places[node]!))
    if (steps.length > 1) town.street(name, highway, steps, tags)
  }
  const base = [0, 1, 2, 3, 4, 5]
  base.slice(1).forEach((node, i) => {
    takePiece(base[i]!, node)
  })
  draw('Base', base, 'residential', {})
  plan.ways.forEach(({ start, moves, kind }, number) => {
    const [, kindHighway, kindTags] = kindOf(kind)
    const [highway, tags] = retag(number, kindHighway, kindTags)
    if (!only(highway, tags)) return
    const route = [start]
    for (const direction of moves) {
      const here = route.at(-1)!
      const [column, row] = [here % COLUMNS, Math.floor(here / COLUMNS)]
      const [dc, dr] = [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, 1],
        [-1, 1],
      ][direction]!
      const [c, r] = [column + dc!, row + dr!]
      if (c < 0 || r < 0 || c >= COLUMNS || r >= ROWS) continue
      const next = r * COLUMNS + c
      if (!takePiece(here, next)) break
      route.push(next)
    }
    draw(`Way ${number}`, route, highway, tags)
  })
  for (const { node, tags } of plan.nodes) {
    const place = places[node]!
    const given = NODE_TAGS[tags]!
    if (!town.hasNode(place)) continue
    // The base row stays in the file, so that there is always something to walk on.
    if (given === 'missing') {
      if (node >= COLUMNS) town.missing(place)
    } else town.node(place, given)
  }
  const metres = ([x, y]: readonly [number, number]) => at(x / 1000, y / 1000)
  plan.homes.forEach((home, i) => {
    town.block(`home ${i}`, metres(home), 100 + i)
  })
  plan.shops.forEach(({ doors, category }, i) => {
    town.facility(`shop ${i}`, TOWN_CATEGORIES[category]!, ...doors.map(metres))
  })
  return town
}
