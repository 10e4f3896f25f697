// Whether a value has the shape that a type says: small checks that are put together. A value in; nothing out, or where and what is wrong.

/**
 * What is wrong with a value, with the place inside it before it (`.blocks[3].id is not a text`); `null` where nothing is. A place is
 * put together only where something is wrong: there are millions of values.
 */
export type Check = (value: unknown) => string | null

/** Checks of a record, one for each field of a type: a field that the type gains must be named here, or nothing compiles. */
export type Fields<T> = { readonly [Name in keyof Required<T>]: Check }

export const text: Check = (value) => (typeof value === 'string' ? null : ' is not a text')
/** Any number, NaN included. */
export const number: Check = (value) => (typeof value === 'number' ? null : ' is not a number')
/** A whole number, not negative. */
export const count: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? null : ' is not a count'
export const flag: Check = (value) => (typeof value === 'boolean' ? null : ' is neither true nor false')
/** What only sentences are made of: its inside is looked at by those who say them. */
export const anything: Check = () => null

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value)

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? null : check(value)

export const oneOf =
  (words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value) ? null : ` is none of ${words.join(', ')}`

/** A whole number below `end`. */
export const below =
  (end: number): Check =>
  (value) =>
    count(value) ?? ((value as number) < end ? null : ` is not below ${end}`)

export const listOf =
  (check: Check, length?: number): Check =>
  (value) => {
    if (!Array.isArray(value)) return ' is not a list'
    if (length !== undefined && value.length !== length) return ` is not a list of ${length}`
    for (let i = 0; i < value.length; i++) {
      const wrong = check(value[i])
      if (wrong !== null) return `[${i}]${wrong}`
    }
    return null
  }

/** {@link listOf}, looked at once where many records share it. */
export const sharedListOf = (check: Check): Check => {
  const passed = new WeakSet<object>()
  const look = listOf(check)
  return (value) => {
    if (typeof value === 'object' && value !== null && passed.has(value)) return null
    const wrong = look(value)
    if (wrong === null) passed.add(value as object)
    return wrong
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

/** Unpacked records have no names but their own, and the prototype of any object: what is not there is `undefined`. */
export const record = <T>(fields: Fields<T>): Check => {
  const names = Object.keys(fields)
  const checks = Object.values<Check>(fields)
  return (value) => {
    if (!isRecord(value)) return ' is not a record'
    for (let i = 0; i < names.length; i++) {
      const wrong = checks[i]!(value[names[i]!])
      if (wrong !== null) return `.${names[i]}${wrong}`
    }
    return null
  }
}

/** A record with any names. */
export const recordOf =
  (check: Check): Check =>
  (value) => {
    if (!isRecord(value)) return ' is not a record'
    for (const [name, one] of Object.entries(value)) {
      const wrong = check(one)
      if (wrong !== null) return `.${name}${wrong}`
    }
    return null
  }

/** A typed array of a kind; of a length, and each from `least` to below `end`, where they are given. */
export const array =
  (Type: { readonly name: string }, length?: number, least = -Infinity, end = Infinity): Check =>
  (value) => {
    if (!ArrayBuffer.isView(value) || value.constructor !== Type) return ` is not a ${Type.name}`
    const numbers = value as unknown as ArrayLike<number>
    if (length !== undefined && numbers.length !== length) return ` is not of length ${length}`
    if (least === -Infinity && end === Infinity) return null
    for (let i = 0; i < numbers.length; i++) {
      if (numbers[i]! < least || numbers[i]! >= end) return `[${i}] is not from ${least} to below ${end}`
    }
    return null
  }
