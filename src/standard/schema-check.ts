// Checks plain data against a JSON Schema: the part of the language that our schemas use. Data in, problems with their paths
// out. It does not know what the data means.
import type { Message, Spoken } from '../foundation/message.ts'
import { suggest } from '../foundation/options.ts'
import { joined, message, spoken } from '../words/problem.ts'

/** One thing that is wrong. */
export interface SchemaProblem extends Spoken {
  /** Where, as a JSON Pointer: `/rules/3/limitMetres`; empty for the whole. */
  readonly path: string
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

/** A {@link SchemaProblem} that says a sentence. */
export function schemaProblem(path: string, said: Message): SchemaProblem {
  return { path, ...spoken(said) }
}

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
  const say = (said: Message) => problems.push(schemaProblem(path, said))
  if (schema.enum !== undefined) {
    if (typeof value === 'string' && schema.enum.includes(value)) return
    say(message('pack.one-of', { list: schema.enum.map((word) => `"${word}"`).join(', '), value: shown(value) }))
  } else if (schema.type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      say(message('pack.object', { value: shown(value) }))
    else checkObject(value, schema, path, definitions, problems)
  } else if (schema.type === 'array') {
    if (!Array.isArray(value)) say(message('pack.list', { value: shown(value) }))
    else checkArray(value, schema, path, definitions, problems)
  } else if (schema.type === 'boolean') {
    if (typeof value !== 'boolean') say(message('pack.true-false', { value: shown(value) }))
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
    if (!Object.hasOwn(value, key)) problems.push(schemaProblem(path, message('pack.lacks', { key })))
  }
  for (const [key, item] of Object.entries(value)) {
    const at = `${path}/${key.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (Object.hasOwn(properties, key)) check(item, properties[key]!, at, definitions, problems)
    else {
      const near = suggest(key.slice(0, 80), Object.keys(properties))
      const hint = near === undefined ? [] : [message('row.did-you-mean', { word: near })]
      problems.push(schemaProblem(at, joined([message('pack.unknown-key'), ...hint])))
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
    problems.push(schemaProblem(path, message('pack.min-items', { n: minItems, found: value.length })))
  if (value.length > maxItems) {
    problems.push(schemaProblem(path, message('pack.max-items', { n: maxItems, found: value.length })))
    return
  }
  value.forEach((item, index) => {
    check(item, items, `${path}/${index}`, definitions, problems)
    if (schema.uniqueItems && value.indexOf(item) < index) {
      problems.push(schemaProblem(`${path}/${index}`, message('pack.repeats', { item: shown(item) })))
    }
  })
}

function checkString(value: unknown, schema: Schema, say: (said: Message) => void): void {
  const { minLength = 0, maxLength = Infinity, pattern } = schema
  if (typeof value !== 'string') say(message('pack.text', { value: shown(value) }))
  else if (value.length < minLength) say(message('pack.empty'))
  else if (value.length > maxLength) say(message('pack.max-characters', { n: maxLength, found: value.length }))
  else if (pattern !== undefined && !new RegExp(pattern).test(value))
    say(message('pack.pattern', { pattern, value: shown(value) }))
}

function checkNumber(value: unknown, schema: Schema, say: (said: Message) => void): void {
  const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema
  if (typeof value !== 'number' || !Number.isFinite(value)) say(message('pack.number', { value: shown(value) }))
  else if (schema.type === 'integer' && !Number.isInteger(value)) say(message('pack.whole-number', { value }))
  else if (value < minimum) say(message('pack.least', { least: minimum, value }))
  else if (value <= exclusiveMinimum) say(message('pack.more-than', { least: exclusiveMinimum, value }))
  else if (value > maximum) say(message('pack.most', { most: maximum, value }))
}

function shown(value: unknown): string | Message {
  if (typeof value === 'string') return `"${value.length > 60 ? value.slice(0, 60) + '…' : value}"`
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  return message(Array.isArray(value) ? 'pack.a-list' : value === undefined ? 'pack.missing' : 'pack.an-object')
}
