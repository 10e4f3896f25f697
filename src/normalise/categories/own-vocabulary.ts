// A planner's own words: words → kinds, words → open, closed or planned, and kinds of her own. In: JSON text. Out: a checked record, which
// the categories then use as if it were built in, for tables, rule packs and the command line alike. It knows no table.

import { suggest } from '../../foundation/options.ts'
import { shownValue } from '../../foundation/shown-value.ts'
import { message, problem } from '../../words/problem.ts'
import type { Category } from './category.ts'

/** What a place of a word's status is. */
export type OwnState = 'open' | 'closed' | 'planned'

/** Own words and kinds; see `data/categories.schema.json`. */
export interface OwnVocabulary {
  readonly kinds: readonly Category[]
  /** Word as it is written → id of a kind. */
  readonly words: Readonly<Record<string, string>>
  readonly status: Readonly<Record<string, OwnState>>
}

const STATES: readonly string[] = ['open', 'closed', 'planned']
const MOST_ENTRIES = 20_000

/**
 * Reads own words. A word whose value is `null` is not decided yet and is left alone.
 *
 * @param isKnown whether an id is a built-in kind
 * @param known ids to suggest from
 * @throws LivingCircleError `input-format`
 */
export function parseOwnVocabulary(
  value: unknown,
  source: string,
  isKnown: (id: string) => boolean,
  known: readonly string[],
): OwnVocabulary {
  const refuse = (what: Parameters<typeof message>[0], where: string): never => {
    const said = message(what as 'categories.entry', { where: where.slice(0, 80) })
    throw problem('input-format', 'categories.invalid', { source, what: said }, { hint: 'hint.categories-example' })
  }
  const entriesOf = (part: unknown, where: string): [string, unknown][] => {
    if (part === undefined) return []
    if (!isRecord(part) || Object.keys(part).length > MOST_ENTRIES) return refuse('categories.entry', where)
    return Object.entries(part)
  }
  if (!isRecord(value)) return refuse('categories.entry', source)
  for (const key of Object.keys(value)) {
    if (!['$schema', 'note', 'kinds', 'words', 'status'].includes(key)) refuse('categories.entry', key)
  }
  const given = value.kinds ?? []
  if (!Array.isArray(given) || given.length > 1000) return refuse('categories.entry', 'kinds')
  const kinds = given.map((kind: unknown, index) => ownKind(kind) ?? refuse('categories.entry', `kinds[${index}]`))
  const own = new Set(kinds.map(({ id }) => id))
  const clash = kinds.find(({ id }, index) => isKnown(id) || kinds.findIndex((other) => other.id === id) !== index)
  if (clash !== undefined) refuse('categories.clash', clash.id)
  const words: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [word, id] of entriesOf(value.words, 'words')) {
    if (id === null) continue
    if (typeof id !== 'string' || !(own.has(id) || isKnown(id))) {
      const near = typeof id === 'string' ? suggest(id, [...known, ...own]) : undefined
      const unknown = message('category.unknown', { id: shownValue(id, 80) })
      throw problem(
        'input-format',
        'file.says',
        { name: source, said: unknown },
        {
          hint: near === undefined ? 'hint.categories-example' : message('row.did-you-mean', { word: near }),
        },
      )
    }
    words[word] = id
  }
  const status: Record<string, OwnState> = Object.create(null) as Record<string, OwnState>
  for (const [word, state] of entriesOf(value.status, 'status')) {
    if (state === null) continue
    if (typeof state !== 'string' || !STATES.includes(state)) return refuse('categories.entry', `status.${word}`)
    status[word] = state as OwnState
  }
  return { kinds, words, status }
}

/** A kind of one's own: found by its words only. */
function ownKind(value: unknown): Category | null {
  if (!isRecord(value)) return null
  const { id, nameZh, nameEn, group, unit, populationGroup, aliases } = value
  const text = (field: unknown) => typeof field === 'string' && field.trim() !== '' && field.length <= 100
  if (!text(id) || !/^[a-z][a-z0-9_]{0,59}$/.test(id as string)) return null
  if (!text(nameZh ?? nameEn) || !text(nameEn ?? nameZh)) return null
  const optional = (field: unknown) => field === undefined || field === null || text(field)
  if (![group, unit, populationGroup].every(optional)) return null
  if (aliases !== undefined && !(Array.isArray(aliases) && aliases.length <= 200 && aliases.every(text))) return null
  return {
    id: id as string,
    nameZh: (nameZh ?? nameEn) as string,
    nameEn: (nameEn ?? nameZh) as string,
    theme: (group ?? 'services') as string,
    osm: [],
    osmWithName: [],
    amap: [],
    amapWithName: [],
    namePatterns: [],
    aliases: (aliases ?? []) as string[],
    populationGroup: (populationGroup ?? 'population') as string,
    capacityUnit: (unit ?? null) as string | null,
    reach: 'point',
    source: 'own',
    mark: 'U-M',
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
