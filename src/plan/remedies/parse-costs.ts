// A table of costs as somebody wrote it → costs of remedies. In: the value of a JSON file, or rows of a table as objects. Out: costs; an error that
// names the row and the key for anything that is not understood. No price is built in: what a place charges for a gate is known there.
import { REMEDY_KINDS, type RemedyKind } from '../../answer/gap-cause.ts'
import type { RemedyCost, RemedyCosts } from '../../answer/remedies-report.ts'
import { suggest } from '../../foundation/options.ts'
import { message, problem } from '../../words/problem.ts'

/** A table longer than this is something else. */
const MOST_ROWS = 2000
const LARGEST_COST = 1e15

const AMOUNTS = ['each', 'per_metre', 'per_place'] as const
/** Keys of a row; `source`, `date` and `note` are for people. */
export const COST_KEYS = ['kind', 'category', ...AMOUNTS, 'currency', 'source', 'date', 'note'] as const

/**
 * Reads costs.
 *
 * @param value `{currency, costs: [row …]}` or a list of rows; a row has `kind`, perhaps `category`, and amounts `each`, `per_metre`, `per_place`
 * @param categoryOf the id of a category by its id or name; `null` where nobody knows it
 * @throws LivingCircleError `invalid-option`
 */
export function parseRemedyCosts(
  value: unknown,
  name: string,
  categoryOf: (word: string) => string | null = (word) => word,
): RemedyCosts {
  const head = isObject(value) ? value : { costs: value }
  const rows: unknown = own(head, 'costs')
  if (!Array.isArray(rows)) throw problem('invalid-option', 'costs.no-list', { name }, { hint: 'hint.costs-example' })
  if (rows.length > MOST_ROWS) {
    throw problem('input-too-large', 'costs.too-many', { name, n: rows.length, most: MOST_ROWS }, {})
  }
  let currency = textOf(own(head, 'currency'))
  const costs = rows.map((row: unknown, at): RemedyCost => {
    if (!isObject(row)) {
      throw problem('invalid-option', 'costs.no-object', { name, n: at + 1 }, { hint: 'hint.costs-example' })
    }
    refuseUnknown(row, name, at + 1)
    const word = textOf(own(row, 'category'))
    const category = word === null ? null : categoryOf(word)
    if (word !== null && category === null) {
      throw problem('invalid-option', 'costs.category', { name, n: at + 1, word: word.slice(0, 40) }, {})
    }
    currency ??= textOf(own(row, 'currency'))
    const [each, perMetre, perPlace] = AMOUNTS.map((key) => amountOf(own(row, key), name, at + 1, key))
    return { kind: kindOf(row, name, at + 1), category, each: each!, perMetre: perMetre!, perPlace: perPlace! }
  })
  refuseTwice(costs, name)
  return { currency, costs }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(row: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(row, key) ? row[key] : undefined
}

function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim().slice(0, 200)
  return text === '' ? null : text
}

function kindOf(row: Readonly<Record<string, unknown>>, name: string, n: number): RemedyKind {
  const text = textOf(own(row, 'kind'))
  const kind = REMEDY_KINDS.find((known) => known === text)
  if (kind !== undefined) return kind
  const near = text === null ? undefined : suggest(text, REMEDY_KINDS)
  const hint =
    near === undefined
      ? message('hint.remedy-kinds', { list: REMEDY_KINDS })
      : message('hint.did-you-mean', { word: near })
  throw problem('invalid-option', 'costs.kind', { name, n, word: (text ?? '').slice(0, 40) }, { hint })
}

/** A blank is unknown, never 0. */
function amountOf(value: unknown, name: string, n: number, key: string): number | null {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return null
  const number = typeof value === 'string' ? Number(value.trim().replaceAll(',', '')) : value
  if (typeof number === 'number' && number >= 0 && number <= LARGEST_COST) return number
  throw problem('invalid-option', 'costs.amount', { name, n, key, word: String(value).slice(0, 40) }, {})
}

function refuseUnknown(row: Readonly<Record<string, unknown>>, name: string, n: number): void {
  for (const key of Object.keys(row)) {
    if ((COST_KEYS as readonly string[]).includes(key)) continue
    const near = suggest(key, COST_KEYS)
    const hint =
      near === undefined ? message('hint.cost-keys', { list: COST_KEYS }) : message('hint.did-you-mean', { word: near })
    throw problem('unknown-option', 'costs.key', { name, n, key: key.slice(0, 40) }, { hint })
  }
}

function refuseTwice(costs: readonly RemedyCost[], name: string): void {
  const seen = new Set<string>()
  costs.forEach(({ kind, category }, at) => {
    const key = JSON.stringify([kind, category])
    if (seen.has(key)) throw problem('invalid-option', 'costs.twice', { name, n: at + 1, kind }, {})
    seen.add(key)
  })
}
