// Checks plain data against a JSON Schema: the part of the language that our schemas use. Data in, problems with their paths
// out. It does not know what the data means.
import { suggest } from '../foundation/options.ts'

/** One thing that is wrong. */
export interface SchemaProblem {
  /** Where, as a JSON Pointer: `/rules/3/limitMetres`; empty for the whole. */
  readonly path: string
  readonly message: string
}

/** A JSON Schema, or a part of one. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean'
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly $schema?: string
  readonly title?: string
  readonly description?: string
}

const MAX_PROBLEMS = 50

/** What is wrong with a value by a schema; empty when nothing is. At most 50 problems, in order of the data. */
export function schemaProblems(value: unknown, schema: Schema): SchemaProblem[] {
  const problems: SchemaProblem[] = []
  check(value, schema, '', schema.$defs ?? {}, problems)
  return problems
}

function check(
  value: unknown,
  schema: Schema,
  path: string,
  definitions: Readonly<Record<string, Schema>>,
  problems: SchemaProblem[],
): void {
  if (problems.length >= MAX_PROBLEMS) return
  if (schema.$ref !== undefined) {
    const definition = definitions[schema.$ref.replace('#/$defs/', '')]!
    check(value, definition, path, definitions, problems)
    return
  }
  const say = (message: string) => problems.push({ path, message })
  if (schema.enum !== undefined) {
    if (typeof value === 'string' && schema.enum.includes(value)) return
    say(`must be one of ${schema.enum.map((word) => `"${word}"`).join(', ')}, is ${shown(value)}`)
  } else if (schema.type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      say(`must be an object, is ${shown(value)}`)
    else checkObject(value, schema, path, definitions, problems)
  } else if (schema.type === 'array') {
    if (!Array.isArray(value)) say(`must be a list, is ${shown(value)}`)
    else checkArray(value, schema, path, definitions, problems)
  } else if (schema.type === 'boolean') {
    if (typeof value !== 'boolean') say(`must be true or false, is ${shown(value)}`)
  } else if (schema.type === 'string') checkString(value, schema, say)
  else checkNumber(value, schema, say)
}

function checkObject(
  value: object,
  schema: Schema,
  path: string,
  definitions: Readonly<Record<string, Schema>>,
  problems: SchemaProblem[],
): void {
  const properties = schema.properties ?? {}
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) problems.push({ path, message: `lacks "${key}"` })
  }
  for (const [key, item] of Object.entries(value)) {
    const at = `${path}/${key.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (Object.hasOwn(properties, key)) check(item, properties[key]!, at, definitions, problems)
    else {
      const near = suggest(key.slice(0, 80), Object.keys(properties))
      problems.push({
        path: at,
        message: 'is not a known key' + (near === undefined ? '' : `; did you mean "${near}"?`),
      })
    }
    if (problems.length >= MAX_PROBLEMS) return
  }
}

function checkArray(
  value: readonly unknown[],
  schema: Schema,
  path: string,
  definitions: Readonly<Record<string, Schema>>,
  problems: SchemaProblem[],
): void {
  const { minItems = 0, maxItems = Infinity, items = {} } = schema
  if (value.length < minItems)
    problems.push({ path, message: `must have at least ${minItems} item, has ${value.length}` })
  if (value.length > maxItems) {
    problems.push({ path, message: `must have at most ${maxItems} items, has ${value.length}` })
    return
  }
  value.forEach((item, index) => {
    check(item, items, `${path}/${index}`, definitions, problems)
    if (schema.uniqueItems && value.indexOf(item) < index) {
      problems.push({ path: `${path}/${index}`, message: `repeats ${shown(item)}` })
    }
  })
}

function checkString(value: unknown, schema: Schema, say: (message: string) => void): void {
  const { minLength = 0, maxLength = Infinity, pattern } = schema
  if (typeof value !== 'string') say(`must be text, is ${shown(value)}`)
  else if (value.length < minLength) say('must not be empty')
  else if (value.length > maxLength) say(`must have at most ${maxLength} characters, has ${value.length}`)
  else if (pattern !== undefined && !new RegExp(pattern).test(value))
    say(`must look like ${pattern}, is ${shown(value)}`)
}

function checkNumber(value: unknown, schema: Schema, say: (message: string) => void): void {
  const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema
  if (typeof value !== 'number' || !Number.isFinite(value)) say(`must be a number, is ${shown(value)}`)
  else if (schema.type === 'integer' && !Number.isInteger(value)) say(`must be a whole number, is ${value}`)
  else if (value < minimum) say(`must be at least ${minimum}, is ${value}`)
  else if (value <= exclusiveMinimum) say(`must be more than ${exclusiveMinimum}, is ${value}`)
  else if (value > maximum) say(`must be at most ${maximum}, is ${value}`)
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 60 ? value.slice(0, 60) + '…' : value}"`
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? 'a list' : value === undefined ? 'missing' : 'an object'
}
