// Plain values → JSON and typed arrays. Long lists of records become columns: numbers, texts by number, outlines once each.
// Typed arrays stay as they are. It does not know what the values mean.
import type { SavedArray } from './answer-bytes.ts'

/** Lists of records from this length on become columns. */
const COLUMNS_FROM = 8

/** A value as JSON, and the arrays that it points into. */
export interface PackedValue {
  readonly json: string
  readonly arrays: readonly SavedArray[]
}

/**
 * Forms of a packed value. What is not one of these stands for itself: `null`, booleans, texts, finite numbers, lists, and records
 * none of whose names begins with `$`.
 *
 * `{$a: n}` typed array n · `{$n: text}` a number that JSON has not · `{$o: [[name, value] …]}` a record with any names ·
 * `{$t: [rows, [[name, column] …]]}` records as columns
 */
export type Packed = null | boolean | string | number | readonly Packed[] | { readonly [name: string]: Packed }

/** In mask arrays: the value is there, is `null`, or there is none of that name. */
export const HERE = 0
export const NULL = 1
export const ABSENT = 2

/** Packs a plain value: records, lists, texts, numbers, booleans, `null`, typed arrays. What is `undefined` is left out. */
export function packValue(value: unknown): PackedValue {
  const packer = new Packer()
  const root = packer.pack(value)
  return { json: JSON.stringify({ root, texts: packer.texts.list }), arrays: packer.arrays }
}

/** Texts by number, each once. */
class TextList {
  readonly list: string[] = []
  #numbers = new Map<string, number>()

  number(text: string): number {
    let number = this.#numbers.get(text)
    if (number === undefined) {
      number = this.list.length
      this.list.push(text)
      this.#numbers.set(text, number)
    }
    return number
  }
}

type Record_ = Readonly<Record<string, unknown>>

class Packer {
  readonly arrays: SavedArray[] = []
  readonly texts = new TextList()

  pack(value: unknown): Packed {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $n: Object.is(value, -0) ? '-0' : String(value) }
    }
    if (ArrayBuffer.isView(value)) return { $a: this.#add(value as SavedArray) }
    if (Array.isArray(value)) return this.#packList(value)
    if (typeof value !== 'object') throw new TypeError(`A saved value cannot hold a ${typeof value}.`)
    if (value instanceof Map || value instanceof Set) throw new TypeError('A saved value cannot hold a Map or a Set.')
    const entries = Object.entries(value).filter(([, one]) => one !== undefined)
    const packed = entries.map(([name, one]): [string, Packed] => [name, this.pack(one)])
    return packed.some(([name]) => name.startsWith('$') || name === '__proto__')
      ? { $o: packed }
      : Object.fromEntries(packed)
  }

  #add(array: SavedArray): number {
    this.arrays.push(array)
    return this.arrays.length - 1
  }

  #packList(list: readonly unknown[]): Packed {
    const names = new Set<string>()
    const isTable = list.length >= COLUMNS_FROM && list.every(isRecord)
    if (isTable) for (const record of list) for (const name of Object.keys(record)) names.add(name)
    if (!isTable || names.has('__proto__')) return list.map((one) => this.pack(one))
    const rows = list as readonly Record_[]
    const columns = [...names].map((name): Packed => {
      // What every object inherits is no field of a row that lacks it.
      const isOwn = name in Object.prototype ? (row: Record_) => Object.hasOwn(row, name) : null
      const values: unknown[] = new Array(rows.length)
      for (let i = 0; i < rows.length; i++) values[i] = isOwn === null || isOwn(rows[i]!) ? rows[i]![name] : undefined
      return [name, this.#column(values)]
    })
    return { $t: [list.length, columns] }
  }

  /** `[form, …]`, with a mask of what is `null` or absent where anything is. */
  #column(values: readonly unknown[]): Packed {
    if (!values.includes(null) && !values.includes(undefined)) return this.#fullColumn(values)
    const mask = new Uint8Array(values.length)
    const there: unknown[] = []
    for (let row = 0; row < values.length; row++) {
      const value = values[row]
      if (value === undefined) mask[row] = ABSENT
      else if (value === null) mask[row] = NULL
      else there.push(value)
    }
    return ['mask', this.#add(mask), this.#fullColumn(there)]
  }

  #fullColumn(values: readonly unknown[]): Packed {
    if (values.length === 0) return ['values', []]
    const kind = typeof values[0]
    let isAlike = true
    for (let i = 1; i < values.length && isAlike; i++) isAlike = typeof values[i] === kind
    if (isAlike && kind === 'number') return ['numbers', this.#add(numberArray(values as readonly number[]))]
    if (isAlike && kind === 'string') {
      const numbers = new Uint32Array(values.length)
      for (let i = 0; i < numbers.length; i++) numbers[i] = this.texts.number(values[i] as string)
      return ['texts', this.#add(numbers)]
    }
    if (isAlike && kind === 'boolean') {
      return ['flags', this.#add(Uint8Array.from(values as readonly boolean[], (value) => (value ? 1 : 0)))]
    }
    if (isAlike && values.every(Array.isArray)) return this.#listColumn(values)
    return ['values', values.map((value) => this.pack(value))]
  }

  /** Pairs of numbers one after the other; other lists once each, by who is who: outlines are shared by many records. */
  #listColumn(lists: readonly (readonly unknown[])[]): Packed {
    if (lists.every((list) => list.length === 2 && typeof list[0] === 'number' && typeof list[1] === 'number')) {
      const numbers = new Float64Array(lists.length * 2)
      for (let i = 0; i < lists.length; i++) {
        numbers[2 * i] = lists[i]![0] as number
        numbers[2 * i + 1] = lists[i]![1] as number
      }
      return ['pairs', this.#add(numbers)]
    }
    const ring = this.#ringColumn(lists)
    if (ring !== null) return ring
    if (lists.some((list) => list.some((item) => item === null || item === undefined || isRecord(item)))) {
      return ['values', lists.map((list) => this.pack(list))]
    }
    const { numbers, offsets, different } = onceEach(lists)
    const items: unknown[] = []
    for (const list of different) for (const item of list) items.push(item)
    return ['lists', this.#add(numbers), this.#add(offsets), this.#fullColumn(items)]
  }

  /** Lists of pairs of numbers, as outlines are, in one go: most of an answer's values are these. `null` for other lists. */
  #ringColumn(lists: readonly (readonly unknown[])[]): Packed | null {
    if (!lists.some((list) => list.length > 0) || !lists.every((list) => list.length === 0 || isPair(list[0])))
      return null
    const { numbers, offsets, different } = onceEach(lists)
    const pairs = new Float64Array(2 * offsets[offsets.length - 1]!)
    let at = 0
    for (const list of different) {
      for (let i = 0; i < list.length; i++) {
        const item = list[i]
        if (!isPair(item)) return null
        pairs[at++] = item[0]
        pairs[at++] = item[1]
      }
    }
    return ['lists', this.#add(numbers), this.#add(offsets), ['pairs', this.#add(pairs)]]
  }
}

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'number'
}

/** Lists by who is who: the number of each, the different ones, and where the items of each of these begin among all. */
function onceEach(lists: readonly (readonly unknown[])[]) {
  const numberOf = new Map<readonly unknown[], number>()
  const numbers = new Uint32Array(lists.length)
  const different: (readonly unknown[])[] = []
  const offsets = [0]
  for (let i = 0; i < lists.length; i++) {
    const list = lists[i]!
    let known = numberOf.get(list)
    if (known === undefined) {
      known = different.length
      numberOf.set(list, known)
      different.push(list)
      offsets.push(offsets[known]! + list.length)
    }
    numbers[i] = known
  }
  return { numbers, offsets: Uint32Array.from(offsets), different }
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
}

/** Whole numbers in four bytes, any others in eight. */
function numberArray(values: readonly number[]): SavedArray {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if ((value | 0) !== value || Object.is(value, -0)) return Float64Array.from(values)
  }
  return Int32Array.from(values)
}
