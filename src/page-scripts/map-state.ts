// The map page's data, unpacked, and what is chosen; panel and drawing work on them. Reads the page's own data, asks no host for anything.
import { count, type InAll, lang, pageData } from './page.ts'

export type Position = [lon: number, lat: number]
/** Positions as differences of whole 1e-6 degrees. */
export type Packed = readonly number[]

/** What `mapPageData` of map-html-data writes. */
interface PackedMap {
  readonly time: boolean
  readonly credit: InAll
  readonly limits: readonly number[]
  readonly limitWords: readonly InAll[]
  readonly categories: readonly InAll[]
  /** The category that the page opens on. */
  readonly open: number
  readonly groups: readonly InAll[]
  /** By category: the group whose share speaks for it. */
  readonly own: readonly number[]
  readonly blocks: {
    readonly names: readonly string[]
    readonly ids: readonly string[]
    readonly centres: Packed
    /** 0 for a block without area. */
    readonly rings: readonly (readonly (readonly Packed[])[] | 0)[]
    /** By group, then block; −1 unknown. */
    readonly people: readonly (readonly number[])[]
    /** By category, then block. */
    readonly walks: readonly (readonly number[])[]
    readonly nearest: readonly (readonly number[])[]
    /** By category and limit, a letter a block: m, p, u, k, n. */
    readonly verdicts: readonly (readonly string[])[]
  }
  readonly facilities: {
    readonly names: readonly (string | 0 | null)[]
    readonly ids: readonly string[]
    readonly places: Packed
    readonly category: readonly number[]
    readonly linked: readonly number[]
  }
  /** By category, limit, group: covered, total, percent, thousandths; −1 without any facility, 0 unknown. */
  readonly coverage: readonly (readonly (readonly (readonly [number, number, string, number] | number | null)[])[])[]
  readonly ground: Readonly<Record<Ground, readonly Packed[]>> & {
    readonly island: boolean | number
    readonly places: readonly (InAll & { readonly rank: number; readonly at: Position })[]
  }
  /** Under `block category`. */
  readonly routes: Readonly<Record<string, Packed>>
  readonly words: Readonly<Record<string, InAll>>
}

/** What lies under the blocks. */
export type Ground =
  | 'coast'
  | 'green'
  | 'water'
  | 'buildings'
  | 'waterway'
  | 'railway'
  | 'path'
  | 'steps'
  | 'minor'
  | 'major'

/** What is chosen: numbers in the page's lists, −1 for none. */
export interface MapState {
  category: number
  limit: number
  group: number
  block: number
  facility: number
}

/** A line of what is chosen. */
export interface Link {
  readonly line: readonly Position[]
  /** Along streets, not straight. */
  readonly route: boolean
  readonly chosen: boolean
}

/** A packed line as positions in degrees. */
export function line(packed: Packed): Position[] {
  const out: Position[] = []
  let x = 0
  let y = 0
  for (let i = 0; i < packed.length; i += 2) {
    x += packed[i]!
    y += packed[i + 1]!
    out.push([x / 1e6, y / 1e6])
  }
  return out
}

export const data = unpacked(pageData<PackedMap>('data'))
export const colours = pageData<Readonly<Record<string, string>>>('colours')
export const { blocks } = data
export const state: MapState = {
  category: data.open,
  limit: data.limits.length - 1,
  group: -1,
  block: -1,
  facility: -1,
}
const listeners: ((part: Partial<MapState>) => void)[] = []

function unpacked(packed: PackedMap) {
  const centres = line(packed.blocks.centres)
  return {
    ...packed,
    blocks: { ...packed.blocks, centres, count: centres.length },
    facilities: { ...packed.facilities, places: line(packed.facilities.places) },
  }
}

/** A sentence of the page in the language that is shown. */
export function say(key: string, parts: Readonly<Record<string, string | number | InAll>> = {}): string {
  const text = data.words[key]![lang()]!
  return text.replace(/\{(\w+)\}/g, (whole: string, name: string, at: number) => {
    const given = parts[name]
    if (given === undefined) return whole
    const part = typeof given === 'object' ? given[lang()]! : String(given)
    // Chinese and figures stand a little apart.
    return (/[\u3400-\u9fff]$/.test(text.slice(0, at)) && /^\d/.test(part) ? ' ' : '') + part
  })
}

/** A walk in words; −1 beyond the limit, −2 not linked, −3 no data. */
export function walkText(walk: number): string {
  if (walk === -3) return say('no_data')
  if (walk === -2) return say('left_unlinked')
  if (walk === -1) return say('over', { limit: data.limitWords[data.limits.length - 1]! })
  return data.time ? say('minutes', { n: (walk / 10).toFixed(1) }) : say('metres', { n: count(walk) })
}
/** The group that shares and people are of: the chosen one, or the one that speaks for the kind. */
export function group(): number {
  return state.group < 0 ? data.own[state.category]! : state.group
}

export function facilityName(f: number): string {
  return data.facilities.names[f] || say('unnamed', { id: data.facilities.ids[f]! })
}
/** The letter of a block's verdict: met, partly, unmet, k for unknown, no data. */
export function verdict(b: number): string {
  return blocks.verdicts[state.category]![state.limit]![b]!
}
/** Blocks whose nearest facility of its kind is this one, within the limit. */
export function servedBy(f: number): number[] {
  const category = data.facilities.category[f]!
  if (category < 0) return []
  const most = data.limits[state.limit]! * (data.time ? 10 : 1)
  const out: number[] = []
  for (let b = 0; b < blocks.count; b++) {
    const walk = blocks.walks[category]![b]!
    if (blocks.nearest[category]![b] === f && walk >= 0 && walk <= most) out.push(b)
  }
  return out
}
/** Lines of what is chosen: from a block to its nearest facilities, or to a facility from whom it serves. */
export function links(): Link[] {
  const out: Link[] = []
  if (state.block >= 0) {
    for (let c = 0; c < data.categories.length; c++) {
      const f = blocks.nearest[c]![state.block]!
      if (f < 0) continue
      const route = data.routes[state.block + ' ' + c]
      out.push({
        line: route ? line(route) : [blocks.centres[state.block]!, data.facilities.places[f]!],
        route: !!route,
        chosen: c === state.category,
      })
    }
  } else if (state.facility >= 0) {
    servedBy(state.facility).forEach((b: number) => {
      out.push({ line: [blocks.centres[b]!, data.facilities.places[state.facility]!], route: false, chosen: true })
    })
  }
  return out
}

/** Chooses, and tells all who listen what is new. */
export function change(part: Partial<MapState>): void {
  Object.assign(state, part)
  for (const listener of listeners) listener(part)
}

export function onChange(listener: (part: Partial<MapState>) => void): void {
  listeners.push(listener)
}

export function selectBlock(block: number): void {
  change({ block, facility: -1 })
}

export function selectFacility(facility: number): void {
  const category = data.facilities.category[facility]!
  change({ facility, block: -1, category: category < 0 ? state.category : category })
}
