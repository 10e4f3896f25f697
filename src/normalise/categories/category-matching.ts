// Which category a place is: by OSM tags, by AMap typecode, by name. The most specific rule wins; ties go to the category that
// comes first in data/categories.json. It knows neither coordinates nor files.

import type { Message } from '../../foundation/message.ts'
import { inEnglish, message } from '../../words/problem.ts'
import type { OsmTags, TagChoice } from '../osm/osm-tags.ts'
import { allCategories } from './categories.ts'
import type { Category, OsmRule } from './category.ts'
import { comparableText, lastHit, type PatternHit, withoutBrackets } from './category-names.ts'

/** A category and the rule that gave it, in words. */
export interface CategoryMatch {
  readonly category: Category
  /** For example `amenity=clinic`, `AMap 090300`, `name contains "托育"`, or two of them. */
  readonly reason: string
  /** The reason by key and values. */
  readonly said: Message
}

interface Candidate {
  /** The key of an OSM tag. */
  readonly key?: string
  readonly category: Category
  readonly reason: () => Message
  /** Higher is more specific: two per condition on tags or pair of digits, three for the name. */
  readonly score: number
  /** Where the pattern ends in the name: the last word says what a place is. */
  readonly nameEnd: number
  readonly patternLength: number
  /** What the rule looks at first, e.g. `amenity`: one category per such key. */
  readonly subject: string
}

const SCORE_PER_CONDITION = 2
const SCORE_OF_NAME = 3

/**
 * The category of an OSM element, or `null`. A rule with more conditions beats one with fewer; a name that matches counts as
 * one and a half conditions.
 *
 * @example
 * ```ts
 * import { categoriseOsm } from 'living-circle/parts'
 * const tags = new Map([['amenity', 'community_centre'], ['name', '红旗社区日间照料中心']])
 * categoriseOsm(tags, '红旗社区日间照料中心')?.category.id // 'elderly_day_care'
 * ```
 */
export function categoriseOsm(tags: OsmTags, name: string | null): CategoryMatch | null {
  return categoriseOsmAll(tags, name)[0] ?? null
}

/**
 * Every category of an OSM element, the most specific first: one for each key that speaks for itself, so that a bank with
 * `atm=yes` is a bank and a cash machine, and a supermarket with `amenity=pharmacy` is both; and one for each part of a value
 * such as `pharmacy;clinic`. `healthcare` repeats what `amenity` says and is asked only where `amenity` gave nothing.
 *
 * @example
 * ```ts
 * import { categoriseOsmAll } from 'living-circle/parts'
 * categoriseOsmAll(new Map([['amenity', 'pharmacy']]), null)[0]?.category.id // 'pharmacy'
 * ```
 */
export function categoriseOsmAll(tags: OsmTags, name: string | null): CategoryMatch[] {
  const candidates: Candidate[] = []
  const text = name === null ? '' : withoutBrackets(comparableText(name))
  const hits = new Map<Category, NamedHit | null>()
  const hitOf = (category: Category) => {
    let hit = hits.get(category)
    if (hit === undefined) hits.set(category, (hit = bestPattern(text, category)))
    return hit
  }
  for (const [key, value] of tags) {
    const kinds = listed(value)
    for (const kind of kinds) {
      for (const { rest, category, withName: needsName } of rulesOf(key, kind)) {
        if (!rest.every(([k, v]) => allowed(v, tags.get(k)))) continue
        const hit = needsName ? hitOf(category) : null
        if (needsName && hit === null) continue
        candidates.push({
          key,
          category,
          reason: () => {
            const conditions = [`${key}=${kind}`, ...rest.map(([k]) => `${k}=${tags.get(k)}`)].join(' + ')
            return withName(message('reason.tags', { tags: conditions }), hit)
          },
          score: SCORE_PER_CONDITION * (1 + rest.length) + (hit === null ? 0 : SCORE_OF_NAME),
          nameEnd: hit?.end ?? 0,
          patternLength: hit?.pattern.length ?? 0,
          subject: kinds.length > 1 ? `${key}=${kind}` : key === 'healthcare' ? 'amenity' : key,
        })
      }
    }
  }
  return bestPerSubject(withoutRepeatedHealthcare(tags, candidates))
}

/** The parts of a value such as `pharmacy;clinic`, each once. */
function listed(value: string): readonly string[] {
  if (!value.includes(';')) return [value]
  return [...new Set(value.split(';').map((part) => part.trim()))].filter((part) => part !== '')
}

/** Where one of the two keys lists several kinds, `healthcare` is not asked beside an `amenity` that gave something. */
function withoutRepeatedHealthcare(tags: OsmTags, candidates: readonly Candidate[]): readonly Candidate[] {
  const lists = [tags.get('amenity'), tags.get('healthcare')]
  if (lists[1] === undefined || !lists.some((value) => value?.includes(';') === true)) return candidates
  const hasAmenity = candidates.some(({ key }) => key === 'amenity')
  return hasAmenity ? candidates.filter(({ key }) => key !== 'healthcare') : candidates
}

/** Keys of OSM tags that can make an element a facility, sorted. */
export function categoryKeys(): readonly string[] {
  return [...categoryTags().keys()].sort()
}

/** Tags that can make an element a facility; an element with none of them is none. */
export function categoryTags(): TagChoice {
  if (tagChoice !== undefined) return tagChoice
  const choice = new Map<string, '*' | Set<string>>()
  for (const [key, { any, byValue }] of osmRules()) choice.set(key, any.length > 0 ? '*' : new Set(byValue.keys()))
  return (tagChoice = choice)
}

let tagChoice: TagChoice | undefined

/** All keys that conditions of category rules look at. */
export function categoryConditionKeys(): readonly string[] {
  const keys = new Set<string>()
  for (const category of allCategories()) {
    for (const rule of [...category.osm, ...category.osmWithName]) for (const key of Object.keys(rule)) keys.add(key)
  }
  return [...keys].sort()
}

/**
 * The category of an AMap typecode (six digits; several may be joined by `|` or `;`), or `null`. The longest code decides; a
 * code that is shared by several kinds needs the name.
 *
 * @example
 * ```ts
 * import { categoriseAmap } from 'living-circle/parts'
 * categoriseAmap('141204', '向阳幼儿园')?.category.id // 'kindergarten'
 * categoriseAmap('141200', '向阳学校')?.category.id // 'school': its level is not known
 * ```
 */
export function categoriseAmap(typecode: string, name: string | null): CategoryMatch | null {
  const text = name === null ? '' : withoutBrackets(comparableText(name))
  const candidates: Candidate[] = []
  const codes = typecode
    .normalize('NFKC')
    .split(/[|;,\s]+/)
    .filter((code) => /^\d{6}$/.test(code))
    .slice(0, 10)
  codes.forEach((code, position) => {
    for (const category of allCategories()) {
      const add = (prefix: string, hit: NamedHit | null) =>
        candidates.push({
          category,
          reason: () => withName(message('reason.amap', { code }), hit),
          score: generalCodeLength(prefix) + (hit === null ? 0 : SCORE_OF_NAME),
          nameEnd: hit?.end ?? 0,
          patternLength: hit?.pattern.length ?? 0,
          subject: String(position),
        })
      for (const prefix of category.amap) if (code.startsWith(prefix)) add(prefix, null)
      const hit = bestPattern(text, category)
      if (hit === null) continue
      for (const prefix of [...category.amap, ...category.amapWithName]) if (code.startsWith(prefix)) add(prefix, hit)
    }
  })
  return bestPerSubject(candidates)[0] ?? null
}

/** A code that ends in zeros names a whole class: `050000` says less than `050302`. */
function generalCodeLength(prefix: string): number {
  return prefix.replace(/(00)+$/, '').length
}

/**
 * The category of a name alone, or `null`. The name must end with the pattern, or with the pattern and a branch ("…店",
 * "…支行", "A口"); Chinese patterns of four and more characters may stand anywhere. What stands in brackets is not looked at.
 *
 * @example
 * ```ts
 * import { categoriseName } from 'living-circle/parts'
 * categoriseName('国大药房(中关村店)')?.category.id // 'pharmacy'
 * categoriseName('公园大酒店') // null
 * ```
 */
export function categoriseName(name: string): CategoryMatch | null {
  const text = withoutBrackets(comparableText(name))
  const candidates: Candidate[] = []
  for (const category of allCategories()) {
    const hit = bestPattern(text, category)
    if (hit === null || !endsThere(text, hit)) continue
    candidates.push({
      category,
      reason: () => message('reason.name', { text: hit.pattern }),
      score: 0,
      nameEnd: hit.end,
      patternLength: hit.pattern.length,
      subject: 'name',
    })
  }
  return bestPerSubject(candidates)[0] ?? null
}

const BRANCH =
  /(?:店|支行|分行|营业部|营业所|营业厅|分理处|储蓄所|网点|分校|校区|分院|院区|分馆|分部|分站|分中心|服务点|[a-z0-9]+出?口)$/
const OTHER_TRADE = /(?:酒店|旅店|饭店|宾馆)$/

function endsThere(text: string, hit: NamedHit): boolean {
  const rest = text.slice(hit.end).trim()
  if (rest === '') return true
  if (/^[a-z]/.test(hit.pattern)) return rest.startsWith('of ')
  if (OTHER_TRADE.test(rest)) return false
  return hit.pattern.length >= 4 || BRANCH.test(rest)
}

interface NamedHit extends PatternHit {
  readonly pattern: string
}

/** The pattern that ends last in the text; of those the longest. */
function bestPattern(text: string, category: Category): NamedHit | null {
  let best: NamedHit | null = null
  if (text === '') return best
  for (const pattern of comparablePatterns(category)) {
    const hit = lastHit(text, pattern)
    if (hit === null) continue
    const better = best === null || hit.end > best.end || (hit.end === best.end && pattern.length > best.pattern.length)
    if (better) best = { ...hit, pattern }
  }
  return best
}

/** A reason together with what the name says. */
function withName(sign: Message, hit: NamedHit | null): Message {
  return hit === null ? sign : message('reason.sign-and-name', { sign, text: hit.pattern })
}

let orderOfCategories: ReadonlyMap<string, number> | undefined

function bestPerSubject(candidates: readonly Candidate[]): CategoryMatch[] {
  if (candidates.length === 0) return []
  const order = (orderOfCategories ??= new Map(allCategories().map((category, position) => [category.id, position])))
  const ranked = [...candidates].sort(
    (a, b) =>
      b.score - a.score ||
      b.nameEnd - a.nameEnd ||
      b.patternLength - a.patternLength ||
      order.get(a.category.id)! - order.get(b.category.id)! ||
      (inEnglish(a.reason()) < inEnglish(b.reason()) ? -1 : 1),
  )
  const subjects = new Set<string>()
  const ids = new Set<string>()
  const matches: CategoryMatch[] = []
  for (const { category, reason, subject } of ranked) {
    if (subjects.has(subject)) continue
    subjects.add(subject)
    if (ids.has(category.id)) continue
    ids.add(category.id)
    const said = reason()
    matches.push({ category, reason: inEnglish(said), said })
  }
  return matches
}

interface IndexedRule {
  /** Conditions after the first one, by which the rule is found. */
  readonly rest: readonly (readonly [string, string | readonly string[]])[]
  readonly category: Category
  readonly withName: boolean
}

/** Rules that look at one key first: those for any value, and those for certain values. */
interface RulesOfKey {
  readonly any: IndexedRule[]
  readonly byValue: Map<string, IndexedRule[]>
}

let rulesByKey: Map<string, RulesOfKey> | undefined

function osmRules(): ReadonlyMap<string, RulesOfKey> {
  if (rulesByKey !== undefined) return rulesByKey
  rulesByKey = new Map()
  for (const category of allCategories()) {
    for (const rule of category.osm) addRule(rulesByKey, rule, { category, withName: false })
    // A name that matches makes a bare rule of the same category more certain, too.
    for (const rule of [...category.osmWithName, ...category.osm])
      addRule(rulesByKey, rule, { category, withName: true })
  }
  return rulesByKey
}

function addRule(rules: Map<string, RulesOfKey>, given: OsmRule, of: { category: Category; withName: boolean }): void {
  const [first, ...rest] = Object.entries(given)
  const [key, values] = first!
  const ofKey: RulesOfKey = rules.get(key) ?? { any: [], byValue: new Map() }
  rules.set(key, ofKey)
  const rule = { rest, ...of }
  if (values === '*') ofKey.any.push(rule)
  else {
    for (const value of typeof values === 'string' ? [values] : values) {
      const held = ofKey.byValue.get(value)
      if (held === undefined) ofKey.byValue.set(value, [rule])
      else held.push(rule)
    }
  }
}

const NO_RULES: readonly IndexedRule[] = []

/** Rules whose first condition a tag satisfies. */
function rulesOf(key: string, value: string): readonly IndexedRule[] {
  const ofKey = osmRules().get(key)
  if (ofKey === undefined) return NO_RULES
  const any = value === 'no' ? NO_RULES : ofKey.any
  const certain = ofKey.byValue.get(value) ?? NO_RULES
  return any.length === 0 ? certain : [...any, ...certain]
}

/** True when a value (or, of a list such as `bank;atm`, one of its parts) is allowed. */
function allowed(condition: string | readonly string[], value: string | undefined): boolean {
  if (value === undefined) return false
  if (condition === '*') return value !== 'no'
  const one = (part: string) => (typeof condition === 'string' ? condition === part : condition.includes(part))
  return one(value) || (value.includes(';') && value.split(';').some((part) => one(part.trim())))
}

const patternCache = new Map<string, readonly string[]>()

function comparablePatterns(category: Category): readonly string[] {
  const held = patternCache.get(category.id)
  if (held !== undefined) return held
  const patterns = category.namePatterns.map(comparableText)
  patternCache.set(category.id, patterns)
  return patterns
}
