// JSON → a rule pack that can be trusted: checked against the schema, its base pack taken over, its defaults filled in.
// Every mistake is said with its path. It does not know which categories there are unless told.

import type { DutyWord, RuleBasis } from '../answer/verdicts.ts'
import type { Message } from '../foundation/message.ts'
import { resolveOptions, suggest } from '../foundation/options.ts'
import { shownValue } from '../foundation/shown-value.ts'
import { joined, message, problem } from '../words/problem.ts'
import { PACK_SCHEMA } from './pack-schema.ts'
import { type Schema, type SchemaProblem, schemaProblem, schemaProblems } from './schema-check.ts'
import type { AdequacyRule, Mark, RuleRoute, StandardPack, StandardRule } from './standard-pack.ts'

/** Options of {@link parseStandardPack}. */
export interface ParsePackOptions {
  /** For messages: the file's name. Default `pack`. */
  readonly name?: string | undefined
  /** Packs that may be extended, as JSON values, by id. */
  readonly bases?: ReadonlyMap<string, unknown> | undefined
  /** Category ids that rules may name; default: any. */
  readonly knownCategories?: readonly string[] | undefined
}

const DEFAULTS = {
  name: 'pack',
  bases: new Map<string, unknown>() as ReadonlyMap<string, unknown>,
  knownCategories: undefined as readonly string[] | undefined,
}
/** No standard needs more text. */
const MAX_TEXT_LENGTH = 5_000_000
const MAX_EXTENDS = 10

type Options = typeof DEFAULTS
type RawRule = Readonly<Record<string, unknown>> & { readonly id: string }
interface RawPack extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly extends?: string
  readonly remove?: readonly string[]
  readonly rules: readonly RawRule[]
}

/**
 * Reads a rule pack. `rules` of the pack it `extends` are taken over; a rule of the same id changes only what it names, and
 * `remove` leaves rules out. Missing parts have defaults: level `none`, mandatory, everybody, one facility, mark `own`.
 *
 * @param json the file's text, or the value parsed from it
 * @throws LivingCircleError `input-format` with `details.problems`, a list of `{path, message}` with paths such as
 *   `/rules/3/limitMetres`; also for a pack that extends itself in a circle and for limits that cannot be
 * @example
 * ```ts
 * import { parseStandardPack } from 'living-circle/parts'
 * const pack = parseStandardPack({ id: 'my-city', rules: [{ id: 'library', categories: ['library'], limitMinutes: 15 }] })
 * pack.rules[0]!.basis // 'time'
 * ```
 */
export function parseStandardPack(json: unknown, options?: ParsePackOptions): StandardPack {
  const resolved = resolveOptions<Options>('parseStandardPack', options as Partial<Options> | undefined, DEFAULTS)
  const own = checked(parsed(json, resolved.name), resolved.name)
  const problems: SchemaProblem[] = []
  const pack = fillIn(takeOver(own, resolved, []), own, resolved, problems)
  refuse(problems, resolved.name)
  return pack
}

function parsed(json: unknown, name: string): unknown {
  if (typeof json !== 'string') return json
  if (json.length > MAX_TEXT_LENGTH) {
    throw problem('input-too-large', 'pack.characters', { name, n: json.length, most: MAX_TEXT_LENGTH })
  }
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw problem(
      'input-format',
      'pack.not-json',
      { name, reason: (cause as Error).message },
      { hint: 'hint.pack-readme', cause },
    )
  }
}

function checked(value: unknown, name: string): RawPack {
  refuse(schemaProblems(value, PACK_SCHEMA as Schema), name)
  return value as RawPack
}

function refuse(problems: readonly SchemaProblem[], name: string): void {
  if (problems.length === 0) return
  const lines: Message[] = problems
    .slice(0, 5)
    .map(({ path, key, values }) =>
      message('pack.at', { path: path === '' ? message('pack.whole') : path, said: { key, values } }),
    )
  if (problems.length > lines.length) lines.push(message('pack.more', { n: problems.length - lines.length }))
  throw problem(
    'input-format',
    'pack.invalid',
    { name, problems: joined(lines) },
    { hint: 'hint.pack-format', details: { problems } },
  )
}

/** A sentence with a guess at what was meant. */
function withGuess(said: Message, near: string | undefined): Message {
  return near === undefined ? said : joined([said, message('row.did-you-mean', { word: near })])
}

/** The pack with the rules of all packs below it. */
function takeOver(pack: RawPack, options: Options, above: readonly string[]): RawPack {
  if (above.includes(pack.id)) {
    const list = [...above, pack.id].join(' → ')
    refuse([schemaProblem('/extends', message('pack.circle', { list }))], options.name)
  }
  const repeated = pack.rules.findIndex((rule, index) => pack.rules.findIndex(({ id }) => id === rule.id) < index)
  if (repeated >= 0) {
    const item = `"${pack.rules[repeated]!.id}"`
    refuse([schemaProblem(`/rules/${repeated}/id`, message('pack.repeats', { item }))], options.name)
  }
  if (pack.extends === undefined) return pack
  const base = options.bases.get(pack.extends)
  if (base === undefined || above.length >= MAX_EXTENDS) {
    const near = suggest(pack.extends, [...options.bases.keys()])
    const said = withGuess(message('pack.no-pack', { id: pack.extends }), near)
    refuse([schemaProblem('/extends', said)], options.name)
  }
  const below = takeOver(checked(base, pack.extends), options, [...above, pack.id])
  const changes = new Map(pack.rules.map((rule) => [rule.id, rule]))
  const removed = new Set(pack.remove ?? [])
  for (const id of removed) {
    if (!below.rules.some((rule) => rule.id === id)) {
      refuse([schemaProblem('/remove', message('pack.no-rule', { pack: pack.extends, id }))], options.name)
    }
  }
  const kept = below.rules.filter((rule) => !removed.has(rule.id)).map((rule) => changeRule(rule, changes.get(rule.id)))
  const added = pack.rules.filter((rule) => !below.rules.some(({ id }) => id === rule.id) || removed.has(rule.id))
  const own = forgetTranslations({ ...below, ...pack }, pack) as unknown as RawPack
  return { ...own, sources: joinById(below.sources, pack.sources), rules: [...kept, ...added] }
}

function changeRule(rule: RawRule, change: RawRule | undefined): RawRule {
  if (change === undefined) return rule
  const merged: Record<string, unknown> = { ...rule, ...change }
  // A limit of the other unit replaces the old one; what is said anew of the marks counts anew.
  if (change.limitMinutes !== undefined && change.limitMetres === undefined) delete merged.limitMetres
  if (change.limitMetres !== undefined && change.limitMinutes === undefined) delete merged.limitMinutes
  if ((change.limitMinutes !== undefined || change.limitMetres !== undefined) && change.basis === undefined) {
    const sameUnit = rule.basis === undefined || (rule.basis === 'time') === (change.limitMinutes !== undefined)
    if (!sameUnit) delete merged.basis
  }
  if (change.marks === undefined && change.mark === undefined) {
    for (const key of ['marks', 'mark', 'verified']) delete merged[key]
    merged.mark = 'own'
  } else if (change.mark === undefined)
    for (const key of ['mark', 'verified']) if (change[key] === undefined) delete merged[key]
  forgetTranslations(merged, change)
  return merged as RawRule
}

/** What is said anew in one language is not said by the old words in the other. */
function forgetTranslations(
  merged: Record<string, unknown>,
  change: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  for (const key of ['clause', 'note', 'issuer']) {
    const translated = `${key}Zh`
    if (change[key] !== undefined && change[translated] === undefined) delete merged[translated]
  }
  return merged
}

function joinById(below: unknown, above: unknown): unknown[] {
  const byId = new Map<string, unknown>()
  for (const list of [below, above]) {
    for (const item of (list as readonly { id: string }[] | undefined) ?? []) byId.set(item.id, item)
  }
  return [...byId.values()]
}

function fillIn(raw: RawPack, own: RawPack, options: Options, problems: SchemaProblem[]): StandardPack {
  const text = (key: string, otherwise: string) => (raw[key] as string | undefined) ?? otherwise
  const sources = ((raw.sources ?? []) as readonly { id: string; title: string; titleZh?: string }[]).map((source) => ({
    ...source,
    titleZh: source.titleZh ?? source.title,
  }))
  const sourceIds = new Set(sources.map((source) => source.id))
  const adequacy = ((raw.adequacy ?? []) as RawRule[]).map((rule, index) =>
    fillAdequacy(rule, `/adequacy/${index}`, sourceIds, options, problems),
  )
  const optionalDuty = (raw.optionalDuty as DutyWord | undefined) ?? 'advised'
  // A rule that was taken over has no place in the file; it is named by its id.
  const pathOf = ({ id }: RawRule) => {
    const index = own.rules.findIndex((rule) => rule.id === id)
    return index >= 0 ? `/rules/${index}` : `/extends/${id}`
  }
  const names = (item: Readonly<Record<string, unknown>>) => namesOf(item)
  return {
    id: raw.id,
    version: text('version', '0'),
    ...names(raw),
    issuer: text('issuer', ''),
    issuerZh: text('issuerZh', text('issuer', '')),
    note: text('note', ''),
    noteZh: text('noteZh', text('note', '')),
    sources,
    rules: raw.rules.map((rule) => ({
      ...fillRule(rule, pathOf(rule), sourceIds, options, problems),
      duty: rule.mandatory === false ? optionalDuty : 'required',
    })),
    adequacy,
    notJudged: ((raw.notJudged ?? []) as RawRule[]).map((item) => ({
      id: item.id,
      ...names(item),
      reason: item.reason as string,
      reasonZh: (item.reasonZh ?? item.reason) as string,
    })),
  }
}

function namesOf(item: Readonly<Record<string, unknown>>): { nameZh: string; nameEn: string } {
  const [zh, en] = [item.nameZh, item.nameEn] as (string | undefined)[]
  return { nameZh: zh ?? en ?? (item.id as string), nameEn: en ?? zh ?? (item.id as string) }
}

function fillRule(
  rule: RawRule,
  path: string,
  sourceIds: ReadonlySet<string>,
  options: Options,
  problems: SchemaProblem[],
): Omit<StandardRule, 'duty'> {
  const basis = (rule.basis as RuleBasis | undefined) ?? (rule.limitMinutes === undefined ? 'distance' : 'time')
  const alternatives = (rule.alternatives ?? []) as readonly Readonly<Record<string, unknown>>[]
  const routes = [rule, ...alternatives].map((route, index) =>
    fillRoute(route, rule, basis, index === 0 ? path : `${path}/alternatives/${index - 1}`, options, problems),
  )
  const minKinds = (rule.minKinds as number | undefined) ?? 1
  const kinds = new Set(routes.flatMap((route) => route.categories)).size
  if (minKinds > kinds)
    problems.push(schemaProblem(`${path}/minKinds`, message('pack.required-kinds', { n: minKinds, kinds })))
  return {
    id: rule.id,
    ...namesOf(rule),
    level: (rule.level as StandardRule['level'] | undefined) ?? 'none',
    basis,
    routes,
    minFacilities: (rule.minFacilities as number | undefined) ?? 1,
    minKinds,
    mandatory: (rule.mandatory as boolean | undefined) ?? true,
    aliases: (rule.aliases as readonly string[] | undefined) ?? [],
    populationGroup: (rule.populationGroup as string | undefined) ?? 'population',
    printedAsRadius: (rule.printedAsRadius as boolean | undefined) ?? false,
    ...provenance(rule, path, sourceIds, problems),
  }
}

function fillRoute(
  route: Readonly<Record<string, unknown>>,
  rule: RawRule,
  basis: RuleBasis,
  path: string,
  options: Options,
  problems: SchemaProblem[],
): RuleRoute {
  const categories = (route.categories ?? rule.categories ?? []) as readonly string[]
  if (categories.length === 0) problems.push(schemaProblem(path, message('pack.lacks', { key: 'categories' })))
  checkCategories(categories, `${path}/categories`, options, problems)
  const [wanted, other] = basis === 'time' ? ['limitMinutes', 'limitMetres'] : ['limitMetres', 'limitMinutes']
  const limit = route[wanted!] as number | undefined
  if (limit === undefined) problems.push(schemaProblem(path, message('pack.lacks-for-basis', { key: wanted!, basis })))
  if (route[other!] !== undefined)
    problems.push(schemaProblem(`${path}/${other}`, message('pack.not-for-basis', { basis })))
  const size = (key: string) => (route[key] as number | undefined) ?? null
  const minLandSquareMetres = size('minLandSquareMetres')
  const maxLandSquareMetres = size('maxLandSquareMetres')
  checkLand(minLandSquareMetres, maxLandSquareMetres, path, problems)
  return {
    categories,
    limit: limit ?? 0,
    minFloorSquareMetres: size('minFloorSquareMetres'),
    minLandSquareMetres,
    maxLandSquareMetres,
    minCapacity: size('minCapacity'),
    sizeMustBeKnown: (route.sizeMustBeKnown as boolean | undefined) ?? false,
  }
}

function fillAdequacy(
  rule: RawRule,
  path: string,
  sourceIds: ReadonlySet<string>,
  options: Options,
  problems: SchemaProblem[],
): AdequacyRule {
  const categories = rule.categories as readonly string[]
  checkCategories(categories, `${path}/categories`, options, problems)
  const minLandSquareMetres = (rule.minLandSquareMetres as number | undefined) ?? null
  const maxLandSquareMetres = (rule.maxLandSquareMetres as number | undefined) ?? null
  checkLand(minLandSquareMetres, maxLandSquareMetres, path, problems)
  return {
    id: rule.id,
    ...namesOf(rule),
    categories,
    measure: rule.measure as AdequacyRule['measure'],
    minPerThousand: rule.minPerThousand as number,
    minLandSquareMetres,
    maxLandSquareMetres,
    populationGroup: (rule.populationGroup as string | undefined) ?? 'population',
    ...provenance(rule, path, sourceIds, problems),
  }
}

function checkLand(min: number | null, max: number | null, path: string, problems: SchemaProblem[]): void {
  if (min !== null && max !== null && min > max) {
    problems.push(schemaProblem(`${path}/minLandSquareMetres`, message('pack.land-range', { min, max })))
  }
}

function checkCategories(
  ids: readonly string[],
  path: string,
  { knownCategories }: Options,
  problems: SchemaProblem[],
): void {
  if (knownCategories === undefined) return
  ids.forEach((id, index) => {
    if (knownCategories.includes(id)) return
    const near = suggest(id, knownCategories)
    problems.push(schemaProblem(`${path}/${index}`, withGuess(message('pack.no-category', { id }), near)))
  })
}

/** From the weakest to the strongest. */
const MARKS: readonly Mark[] = ['own', 'U-M', 'U-H', 'V-S', 'V-P']

function provenance(rule: RawRule, path: string, sourceIds: ReadonlySet<string>, problems: SchemaProblem[]) {
  const sources = (rule.sources ?? []) as readonly string[]
  sources.forEach((id, index) => {
    if (!sourceIds.has(id)) problems.push(schemaProblem(`${path}/sources/${index}`, message('pack.no-source', { id })))
  })
  const marks = Object.values((rule.marks ?? {}) as Readonly<Record<string, Mark>>)
  const weakest = MARKS.find((mark) => marks.includes(mark))
  const mark = (rule.mark as Mark | undefined) ?? weakest ?? 'own'
  if (weakest !== undefined && mark !== weakest) {
    problems.push(schemaProblem(`${path}/mark`, message('pack.weakest-mark', { mark, weakest })))
  }
  const verified = mark === 'V-P' || mark === 'V-S'
  if (rule.verified !== undefined && rule.verified !== verified) {
    problems.push(
      schemaProblem(`${path}/verified`, message('pack.verified-mark', { verified: shownValue(rule.verified), mark })),
    )
  }
  return {
    clause: (rule.clause as string | undefined) ?? '',
    clauseZh: ((rule.clauseZh ?? rule.clause) as string | undefined) ?? '',
    sources,
    mark,
    verified,
    note: (rule.note as string | undefined) ?? null,
    noteZh: ((rule.noteZh ?? rule.note) as string | undefined) ?? null,
  }
}
