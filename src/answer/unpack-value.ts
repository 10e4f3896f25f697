// JSON and typed arrays → the plain value that was packed. Every number that points somewhere is checked; what does not fit is
// refused. It does not know what the values mean.
import { damaged, type SavedArray } from './answer-bytes.ts'
import { ABSENT, HERE, NULL } from './pack-value.ts'

/** Values nest no deeper than this. */
const MOST_DEPTH = 24

/**
 * The value that `packValue` packed. Lists that were one object are one object again.
 *
 * @throws LivingCircleError `input-format` where anything does not fit
 */
export function unpackValue(json: string, arrays: readonly SavedArray[]): unknown {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    throw damaged('its text is not JSON')
  }
  if (!isPlain(parsed) || !Array.isArray(parsed.texts) || !parsed.texts.every((text) => typeof text === 'string')) {
    throw damaged('its texts are missing')
  }
  return new Unpacker(arrays, parsed.texts).unpack(parsed.root, 0)
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

class Unpacker {
  readonly #arrays: readonly SavedArray[]
  readonly #texts: readonly string[]

  constructor(arrays: readonly SavedArray[], texts: readonly string[]) {
    this.#arrays = arrays
    this.#texts = texts
  }

  unpack(value: unknown, depth: number): unknown {
    if (depth > MOST_DEPTH) throw damaged('its values nest too deeply')
    if (Array.isArray(value)) return value.map((one) => this.unpack(one, depth + 1))
    if (!isPlain(value)) return value
    const names = Object.keys(value)
    const first = names[0]
    if (first === undefined || !first.startsWith('$')) {
      return Object.fromEntries(names.map((name) => [plainName(name), this.unpack(value[name], depth + 1)]))
    }
    const form = names.length === 1 ? value[first] : undefined
    if (first === '$a') return this.#array(form)
    if (first === '$n') return unusualNumber(form)
    if (first === '$o' && Array.isArray(form)) return this.#record(form, depth)
    if (first === '$t' && Array.isArray(form)) return this.#table(form, depth)
    throw damaged('it holds a value of an unknown form')
  }

  #record(entries: readonly unknown[], depth: number): unknown {
    return Object.fromEntries(
      entries.map((entry) => {
        if (!Array.isArray(entry) || typeof entry[0] !== 'string') throw damaged('a record has no names')
        return [entry[0], this.unpack(entry[1], depth + 1)]
      }),
    )
  }

  #table([rows, columns]: readonly unknown[], depth: number): unknown {
    if (typeof rows !== 'number' || !Array.isArray(columns) || columns.length === 0)
      throw damaged('a table has no columns')
    const named = columns.map((one): Column => {
      if (!Array.isArray(one) || typeof one[0] !== 'string' || one[0] === '__proto__')
        throw damaged('a column has no name')
      const { values, mask } = this.#maskedColumn(one[1], depth + 1)
      if (values.length !== rows) throw damaged('the columns of a table differ in length')
      return [one[0], values, mask]
    })
    return recordsOf(rows, named)
  }

  /** Values with `null` in their places; the mask says which of those are absent. */
  #maskedColumn(column: unknown, depth: number): { readonly values: Values; readonly mask: Uint8Array | null } {
    if (!Array.isArray(column) || column[0] !== 'mask') return { values: this.#column(column, depth), mask: null }
    const mask = this.#array(column[1])
    if (!(mask instanceof Uint8Array)) throw damaged('a mask is no row of bytes')
    const there = this.#column(column[2], depth)
    const values: unknown[] = new Array(mask.length)
    let next = 0
    for (let row = 0; row < mask.length; row++) {
      if (mask[row]! > ABSENT) throw damaged('a mask holds an unknown state')
      values[row] = mask[row] === HERE ? there[next++] : mask[row] === NULL ? null : undefined
    }
    if (next !== there.length) throw damaged('a mask does not fit its column')
    return { values, mask }
  }

  #column(column: unknown, depth: number): Values {
    if (depth > MOST_DEPTH) throw damaged('its values nest too deeply')
    const [form, place, more, items] = Array.isArray(column) ? column : []
    if (form === 'values' && Array.isArray(place)) return place.map((one) => this.unpack(one, depth + 1))
    if (form === 'numbers') return this.#array(place)
    if (form === 'flags') return mapped(this.#array(place), (flag) => flag !== 0)
    if (form === 'texts') return mapped(this.#array(place), (number) => this.#text(number))
    if (form === 'pairs') return pairsOf(this.#array(place))
    if (form === 'lists') return this.#lists(this.#array(place), this.#array(more), this.#column(items, depth + 1))
    throw damaged('it holds a column of an unknown form')
  }

  #lists(numbers: SavedArray, offset: SavedArray, items: Values): Values {
    if (offset.length === 0 || offset[0] !== 0 || offset[offset.length - 1] !== items.length) {
      throw damaged('lists do not fit their items')
    }
    const different: unknown[][] = []
    for (let i = 0; i + 1 < offset.length; i++) {
      if (offset[i + 1]! < offset[i]! || offset[i + 1]! > items.length) throw damaged('lists do not follow each other')
      const list: unknown[] = []
      for (let item = offset[i]!; item < offset[i + 1]!; item++) list.push(items[item])
      different.push(list)
    }
    return mapped(numbers, (number) => {
      const list = different[number]
      if (list === undefined) throw damaged('it points to a list that it does not hold')
      return list
    })
  }

  #array(number: unknown): SavedArray {
    const array = typeof number === 'number' ? this.#arrays[number] : undefined
    if (array === undefined) throw damaged('it points to an array that it does not hold')
    return array
  }

  #text(number: number): string {
    const text = this.#texts[number]
    if (text === undefined) throw damaged('it points to a text that it does not hold')
    return text
  }
}

type Values = ArrayLike<unknown>
type Column = readonly [name: string, values: Values, mask: Uint8Array | null]

/** Records that begin as copies of one with all names: their shape is there at once, only the values are filled in. */
function recordsOf(rows: number, columns: readonly Column[]): Record<string, unknown>[] {
  const always = columns.filter(([, , mask]) => mask === null || !mask.includes(ABSENT))
  const sometimes = columns.filter((column) => !always.includes(column))
  const blank: Record<string, unknown> = {}
  for (const [name] of always) blank[name] = null
  const records: Record<string, unknown>[] = []
  for (let row = 0; row < rows; row++) records.push({ ...blank })
  for (const [name, values] of always) for (let row = 0; row < rows; row++) records[row]![name] = values[row]
  for (const [name, values, mask] of sometimes) {
    for (let row = 0; row < rows; row++) if (mask![row] !== ABSENT) records[row]![name] = values[row]
  }
  return records
}

function plainName(name: string): string {
  if (name.startsWith('$') || name === '__proto__') throw damaged('a record has a name that is kept for forms')
  return name
}

function mapped<T>(array: SavedArray, of: (number: number) => T): T[] {
  const values: T[] = new Array(array.length)
  for (let i = 0; i < array.length; i++) values[i] = of(array[i]!)
  return values
}

function unusualNumber(text: unknown): number {
  if (text === 'NaN' || text === 'Infinity' || text === '-Infinity' || text === '-0') return Number(text)
  throw damaged('it holds a number that is none')
}

function pairsOf(array: SavedArray): readonly (readonly [number, number])[] {
  if (array.length % 2 !== 0) throw damaged('half a pair is missing')
  const pairs: (readonly [number, number])[] = new Array(array.length / 2)
  for (let i = 0; i < pairs.length; i++) pairs[i] = [array[2 * i]!, array[2 * i + 1]!]
  return pairs
}
