// Cells of an edit: which keys there are, which each kind takes, and how a value of JSON or a cell of a table is read. In: plain values.
// Out: texts, numbers, positions, or an error that names the edit, the key and the value. It knows no street and no file.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { suggest } from '../../foundation/options.ts'
import type { LonLat } from '../../foundation/units.ts'
import { message, problem } from '../../words/problem.ts'
import type { EditOp } from './edit-record.ts'

/** Texts of an edit are no longer than this, paths have no more corners. */
const LONGEST_TEXT = 1000
export const MOST_LINE_POINTS = 2000
/** No block has more people, no facility more places. */
const LARGEST_NUMBER = 1e9

/** Keys that every edit may have. */
const OF_ALL = ['id', 'op', 'note', 'cost', 'date', 'source'] as const

/** Keys by kind of edit, beside those of all. */
const OF_OP: Readonly<Record<EditOp, readonly string[]>> = {
  'add-facility': ['facility', 'category', 'at', 'name', 'capacity', 'hours', 'level'],
  'move-facility': ['facility', 'category', 'from', 'to'],
  'close-facility': ['facility', 'category', 'at'],
  'set-capacity': ['facility', 'category', 'at', 'capacity'],
  'open-gate': ['gate', 'compound', 'at', 'name', 'who', 'direction', 'hours'],
  'close-gate': ['gate', 'compound', 'at'],
  'add-path': ['from', 'to', 'line', 'name', 'kind'],
  'add-crossing': ['from', 'to', 'line', 'at', 'name', 'signals'],
  'remove-way': ['way', 'at'],
  'set-population': ['block', 'at', 'population'],
}

/** People by age: `set-population` takes any such group. */
const AGE_GROUP = /^age_[0-9a-z_]{1,40}$/

/** Every key that some edit has, in the order of the documentation. */
export const EDIT_KEYS: readonly string[] = [...new Set([...OF_ALL, ...Object.values(OF_OP).flat()])]

/** Whether a key is a group of people. */
export function isPeopleKey(key: string): boolean {
  return key === 'population' || AGE_GROUP.test(key)
}

/** One edit as it was given, read key by key. */
export class EditCells {
  /** What errors call it: its number, from 1, and its id where it has one. */
  readonly label: string
  readonly #cells: Readonly<Record<string, unknown>>

  constructor(cells: Readonly<Record<string, unknown>>, number: number) {
    this.#cells = cells
    const id = Object.hasOwn(cells, 'id') ? cells.id : undefined
    this.label =
      typeof id === 'string' || typeof id === 'number' ? `${number} (${String(id).slice(0, 40)})` : `${number}`
  }

  keys(): string[] {
    return Object.keys(this.#cells).filter((key) => this.#given(key))
  }

  /** Whether something stands there: an empty cell and `null` are nothing. */
  #given(key: string): boolean {
    if (!Object.hasOwn(this.#cells, key)) return false
    const value = this.#cells[key]
    return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')
  }

  /** @throws LivingCircleError `unknown-option` for a key that the kind does not take */
  refuseUnknown(op: EditOp): void {
    const known = [...OF_ALL, ...OF_OP[op]]
    for (const key of this.keys()) {
      if (known.includes(key) || (op === 'set-population' && isPeopleKey(key))) continue
      const near = suggest(key, known)
      const hint = near === undefined ? message('hint.edit-keys', { list: known }) : didYouMean(near)
      throw problem('unknown-option', 'edit.unknown-key', { edit: this.label, op, key: key.slice(0, 40) }, { hint })
    }
  }

  text(key: string): string | null {
    if (!this.#given(key)) return null
    const value = this.#cells[key]
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string' || text.length > LONGEST_TEXT || /[\p{Cc}]/u.test(text.trim())) {
      throw this.wrong(key, message('edit.takes-text', { most: LONGEST_TEXT }))
    }
    return text.trim()
  }

  word<Word extends string>(key: string, words: readonly Word[]): Word | null {
    const text = this.text(key)?.toLowerCase() ?? null
    if (text === null) return null
    const found = words.find((word) => word === text)
    if (found !== undefined) return found
    const near = suggest(text, words)
    throw this.wrong(
      key,
      message('edit.takes-word', { list: words }),
      near === undefined ? undefined : didYouMean(near),
    )
  }

  /** A number from 0. */
  amount(key: string): number | null {
    if (!this.#given(key)) return null
    const value = this.#cells[key]
    const number = typeof value === 'string' && /^\s*\d{1,12}(\.\d{1,9})?\s*$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !(number >= 0 && number <= LARGEST_NUMBER)) {
      throw this.wrong(key, message('edit.takes-number', { most: LARGEST_NUMBER }))
    }
    return number
  }

  flag(key: string): boolean {
    if (!this.#given(key)) return false
    const value = this.#cells[key]
    if (typeof value === 'boolean') return value
    return this.word(key, ['yes', 'no', 'true', 'false']) === 'yes' || String(value).trim().toLowerCase() === 'true'
  }

  position(key: string): LonLat | null {
    if (!this.#given(key)) return null
    const found = positionOf(readable(this.#cells[key]))
    if (found === null) throw this.wrong(key, message('edit.takes-position'), swapped(readable(this.#cells[key])))
    return found
  }

  line(key: string): readonly LonLat[] | null {
    if (!this.#given(key)) return null
    const value = readable(this.#cells[key])
    if (!Array.isArray(value) || value.length < 2 || value.length > MOST_LINE_POINTS) {
      throw this.wrong(key, message('edit.takes-line', { most: MOST_LINE_POINTS }))
    }
    return value.map((point) => {
      const found = positionOf(point)
      if (found === null) throw this.wrong(key, message('edit.takes-line', { most: MOST_LINE_POINTS }), swapped(point))
      return found
    })
  }

  /** Id of a way of the map: `way/123`, `relation/5` or 123; else that of an edit. */
  way(key: string): number | string | null {
    const text = this.text(key)
    const found = text === null ? null : /^(?:(way|relation)\/)?(\d{1,15})$/.exec(text)
    if (found === null || found === undefined) return text
    return found[1] === 'relation' ? -Number(found[2]) : Number(found[2])
  }

  /** @throws LivingCircleError where two keys that mean the same are both given */
  refuseBoth(key: string, ...others: readonly string[]): void {
    const other = others.find((one) => this.#given(one))
    if (this.#given(key) && other !== undefined) throw this.wrong(key, message('edit.takes-one', { other }))
  }

  /** @throws LivingCircleError where none of the keys is given */
  needs(op: EditOp, ...keys: readonly string[]): void {
    if (keys.some((key) => this.#given(key))) return
    const list = keys.map((key) => `"${key}"`)
    throw problem('invalid-option', 'edit.needs', { edit: this.label, op, list }, { hint: 'hint.edit-example' })
  }

  /** The error for a value that its key does not take. */
  wrong(key: string, takes: Message, hint: Message = message('hint.edit-example')): LivingCircleError {
    const value = (JSON.stringify(this.#cells[key]) ?? '').slice(0, 80)
    return problem('invalid-option', 'edit.value', { edit: this.label, key, value, takes }, { hint })
  }
}

export function didYouMean(word: string): Message {
  return message('hint.did-you-mean', { word })
}

/** A cell of a table that holds a list, as one. */
function readable(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = value.trim()
  if (text.startsWith('[')) {
    try {
      return JSON.parse(text)
    } catch {
      return value
    }
  }
  const wkt = /^(?:LINESTRING|POINT)\s*\(([^()]*)\)$/i.exec(text)
  const points = (wkt?.[1] ?? text).split(wkt === null || !/^L/i.test(text) ? /;/ : /,/)
  const numbers = points.map((point) =>
    point
      .trim()
      .split(/[\s,]+/)
      .map(Number),
  )
  return numbers.length === 1 ? numbers[0] : numbers
}

function positionOf(value: unknown): LonLat | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [lon, lat] = value as readonly unknown[]
  if (typeof lon !== 'number' || typeof lat !== 'number') return null
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
}

/** A hint where latitude came first. */
function swapped(value: unknown): Message | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [first, second] = value as readonly unknown[]
  const isSwapped = typeof first === 'number' && typeof second === 'number' && positionOf([second, first]) !== null
  return isSwapped ? message('hint.lon-first') : undefined
}
