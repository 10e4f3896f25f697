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
  /** What the page opens on: see {@link viewOf}. */
  readonly open: string
  readonly standard: PackedStandard | null
  /** Missing where nobody gave rates of demand. */
  readonly places?: readonly PackedPlaces[]
  readonly groups: readonly InAll[]
  /** By category: the group whose share speaks for it. */
  readonly own: readonly number[]
  /** Blocks that squares sum; 0 where every block is drawn. */
  readonly summed: number
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
    /** The same: b for a verdict that is borderline. */
    readonly borderline: readonly (readonly string[])[]
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
  readonly compounds: readonly {
    readonly name: string
    readonly rings: readonly (readonly Packed[])[]
    readonly gates: Packed
    /** By gate: 1 for one that somebody can pass. */
    readonly open: readonly number[]
  }[]
  /** A plan: its sites with the numbers of their steps, and blocks that gain, with what is said of each. */
  readonly plan: {
    readonly sites: readonly { readonly at: Position; readonly step: string }[]
    readonly gains: readonly { readonly block: number; readonly said: readonly InAll[] }[]
  } | null
  readonly studyArea: readonly (readonly Packed[])[]
  /** Under `block category`. */
  readonly routes: Readonly<Record<string, Packed>>
  readonly words: Readonly<Record<string, InAll>>
}

/** A share in words: what stands large, the rest of the sentence, thousandths of the bar. */
export type Share = readonly [large: InAll, rest: InAll, thousandths: number]

/** What `packStandard` of map-html-standard writes. */
/** Places of the kinds of one rate; tenths, −1 unknown. */
export interface PackedPlaces {
  readonly name: InAll
  readonly unit: InAll
  readonly demand: readonly number[]
  readonly served: readonly number[]
  readonly state: readonly number[]
  readonly facilities: readonly number[]
  readonly places: readonly number[]
  readonly used: readonly number[]
}

export interface PackedStandard {
  readonly name: InAll
  readonly duties: {
    readonly letters: string
    readonly met: readonly number[]
    readonly judged: readonly number[]
    readonly share: Share | null
  }
  readonly rules: readonly PackedRule[]
}

/** One rule; columns by block are empty where the data have nothing of its kinds. */
export interface PackedRule {
  readonly name: InAll
  readonly duty: InAll
  readonly clause: InAll
  readonly limit: InAll
  readonly isTime: boolean
  readonly hasData: boolean
  readonly isRequired: boolean
  readonly kinds: readonly number[]
  readonly share: Share | null
  readonly letters: string
  /** A letter a block: b for a verdict that is borderline. */
  readonly borderline: string
  readonly walks: readonly number[]
  readonly places: readonly number[]
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

/** What blocks are coloured by: all duties of the standard, one of its rules, or a kind of facility. */
export type View =
  | { readonly by: 'duties' }
  | { readonly by: 'rule'; readonly rule: number }
  | { readonly by: 'kind'; readonly kind: number }

/** What is chosen: numbers in the page's lists, −1 for none. */
export interface MapState {
  view: View
  limit: number
  group: number
  block: number
  facility: number
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
  view: viewOf(data.open),
  limit: data.limits.length - 1,
  group: -1,
  block: -1,
  facility: -1,
}
const listeners: ((part: Partial<MapState>) => void)[] = []

function unpacked(packed: PackedMap) {
  const centres = line(packed.blocks.centres)
  const compounds = packed.compounds.map((one) => ({ ...one, gates: line(one.gates) }))
  return {
    ...packed,
    compounds,
    blocks: { ...packed.blocks, centres, count: centres.length },
    facilities: { ...packed.facilities, places: line(packed.facilities.places) },
  }
}

/** The view that a choice in the list stands for: `d` all duties, `r3` a rule, `3` a kind. */
export function viewOf(choice: string): View {
  if (choice === 'd') return { by: 'duties' }
  return choice[0] === 'r' ? { by: 'rule', rule: Number(choice.slice(1)) } : { by: 'kind', kind: Number(choice) }
}

/** The choice that a view is; {@link viewOf} turned round. */
export function choiceOf(view: View): string {
  return view.by === 'duties' ? 'd' : view.by === 'rule' ? `r${view.rule}` : String(view.kind)
}

/** The rule that is shown, if one is. */
export function shownRule(): PackedRule | null {
  return state.view.by === 'rule' ? data.standard!.rules[state.view.rule]! : null
}

/** Whether a kind of facility is what is shown; a rule shows all of its kinds. */
export function isShownKind(category: number): boolean {
  const { view } = state
  return view.by === 'kind' ? view.kind === category : (shownRule()?.kinds.includes(category) ?? false)
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

/** What a rule says of a block's walk, in words. */
export function ruleWalkText(rule: PackedRule, b: number): string {
  const walk = rule.walks[b] ?? -3
  if (walk === -4) return say('map_size_unknown')
  if (walk === -5) return ''
  if (walk === -1) return say('over', { limit: rule.limit })
  if (walk < 0) return walkText(walk)
  return rule.isTime ? say('minutes', { n: (walk / 10).toFixed(1) }) : say('metres', { n: count(walk) })
}

/** A walk in words; −1 beyond the limit, −2 not linked, −3 no data. */
export function walkText(walk: number): string {
  if (walk === -3) return say('no_data')
  if (walk === -2) return say('left_unlinked')
  if (walk === -1) return say('over', { limit: data.limitWords[data.limits.length - 1]! })
  return data.time ? say('minutes', { n: (walk / 10).toFixed(1) }) : say('metres', { n: count(walk) })
}
/** The group that shares and people are of: the chosen one, or the one that speaks for the kind; everybody under a standard. */
export function group(): number {
  if (state.view.by !== 'kind') return 0
  return state.group < 0 ? data.own[state.view.kind]! : state.group
}

export function facilityName(f: number): string {
  return data.facilities.names[f] || say('unnamed', { id: data.facilities.ids[f]! })
}
/** The letter of what is shown of a block: met, mostly (h), partly, unmet, k not linked, s of unknown size, no data. */
export function verdict(b: number): string {
  const { view } = state
  if (view.by === 'kind') return blocks.verdicts[view.kind]![state.limit]![b]!
  const { duties, rules } = data.standard!
  return view.by === 'duties' ? duties.letters[b]! : (rules[view.rule]!.letters[b] ?? 'n')
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
  const stays = category < 0 || isShownKind(category)
  change({ facility, block: -1, ...(stays ? {} : { view: { by: 'kind', kind: category } }) })
}
