// JSON of places that is no GeoJSON: answers of the map services of AMap, Tencent and Baidu, and plain lists of objects → table. Nested
// objects become columns with a dot. In: a parsed document. Out: a raw table, or nothing where it holds no list of objects.
// It knows no column's meaning but the place, whose column says whose coordinates it has.
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { createFeatureTable } from './feature-table.ts'
import { type GeoJsonTableOptions, readJsonDocument, tableOfGeoJson } from './points-geojson.ts'
import { type RawTable, TABLE_LIMITS } from './raw-table.ts'

/** Keys under which services put their list of places. */
const LIST_KEYS = ['pois', 'results', 'result', 'data', 'content', 'list', 'items', 'records', 'rows', 'places']
/** Objects within objects. */
const MAX_DEPTH = 4
/** Answers within answers: a list of answers, each with a list of places. */
const MAX_NESTING = 4

type Plain = Readonly<Record<string, unknown>>

/** What a service answered; its system goes into the column of the place. */
interface Answer {
  /** Objects; what is none is set aside. Or what an answer without a list says. */
  readonly rows: readonly unknown[] | Message
  readonly system: 'gcj02' | 'bd09' | null
}

/**
 * Reads JSON of places.
 *
 * @throws LivingCircleError `input-format` (not JSON), `input-unsupported` (no list of places, or an answer that says what went wrong)
 */
export async function readJsonTable(source: ByteSource, options: GeoJsonTableOptions = {}): Promise<RawTable> {
  const { name } = source
  const { root, encoding } = await readJsonDocument(source, options)
  // A bare list of features is a collection that lost its head.
  if (Array.isArray(root) && root.length > 0 && root.every((one) => isPlain(one) && one.type === 'Feature')) {
    return tableOfGeoJson(name, { type: 'FeatureCollection', features: root }, encoding)
  }
  const table = tableOfJson(name, root, encoding)
  if (table !== null) return table
  throw problem('input-unsupported', 'json.unsupported', { name, why: whyNoList(root) }, { hint: 'hint.json-list' })
}

/** The table of a JSON document; `null` where it is no list of places. */
function tableOfJson(source: string, root: unknown, encoding: string | null): RawTable | null {
  const answers = answersOf(root, 0)
  if (answers.length === 0) return null
  const table = createFeatureTable(source, 'json', encoding)
  let number = 0
  for (const { rows, system } of answers) {
    if ('key' in rows) table.reject(++number, rows)
    else {
      for (const row of rows) {
        number++
        if (isPlain(row)) table.add(number, null, cellsOf(row, system))
        else table.reject(number, message('json.no-object'))
      }
    }
  }
  const finished = table.finish()
  return { ...finished, geometry: null }
}

/** Why a document cannot be read, for its error. */
function whyNoList(root: unknown): Message {
  if (isPlain(root) && listIn(root, 0) !== null) return message('json.empty-list')
  return serviceError(root) ?? message('json.no-list')
}

/** What a service says instead of places: AMap's `info`, Tencent's and Baidu's `message`. */
function serviceError(value: unknown): Message | null {
  if (!isPlain(value)) return null
  const said = value.info ?? value.message ?? value.status
  if (typeof said !== 'string' && typeof said !== 'number') return null
  return message('json.service-error', { text: String(said).slice(0, 80) })
}

function answersOf(value: unknown, depth: number): Answer[] {
  if (depth > MAX_NESTING) return []
  if (Array.isArray(value)) {
    if (!value.some(isPlain)) return []
    const holdsList = (one: Plain) => listIn(one, 0) !== null
    const objects = value.filter(isPlain)
    const isAnswers = objects.some(holdsList) && objects.every((one) => holdsList(one) || serviceError(one) !== null)
    if (!isAnswers) return [{ rows: value, system: systemOfRows(objects) }]
    return value.flatMap((one): Answer[] => {
      if (isPlain(one) && holdsList(one)) return answersOf(one, depth + 1)
      return [{ rows: serviceError(one) ?? message('json.no-list'), system: null }]
    })
  }
  if (!isPlain(value)) return []
  const list = listIn(value, 0)
  if (list === null) return []
  const inner = answersOf(list.value, depth + 1)
  const system = list.key === 'pois' ? 'gcj02' : null
  return inner.map((answer) => ({ ...answer, system: answer.system ?? system }))
}

/** The list of places of an answer, or the object that holds it. */
function listIn(value: Plain, depth: number): { readonly key: string; readonly value: unknown } | null {
  if (depth > MAX_NESTING) return null
  for (const key of LIST_KEYS) {
    if (!Object.hasOwn(value, key)) continue
    const list = value[key]
    if (Array.isArray(list) && (list.length === 0 || list.some(isPlain))) return { key, value: list }
    if (isPlain(list) && listIn(list, depth + 1) !== null) return { key, value: list }
  }
  return null
}

/** AMap's places have a typecode; Baidu's a nested place and a `uid`; Tencent's a nested place and an `ad_info`. */
function systemOfRows(rows: readonly Plain[]): Answer['system'] {
  if (rows.some((row) => Object.hasOwn(row, 'typecode'))) return 'gcj02'
  const nested = rows.filter(({ location }) => isPlain(location))
  if (nested.some((row) => Object.hasOwn(row, 'ad_info'))) return 'gcj02'
  return nested.some((row) => Object.hasOwn(row, 'uid')) ? 'bd09' : null
}

function cellsOf(row: Plain, system: Answer['system']): (readonly [string, unknown])[] {
  const cells: [string, unknown][] = []
  const place = placeOf(row.location ?? row.point ?? row.coordinates)
  for (const [key, value] of Object.entries(row)) {
    if (place !== null && (key === 'location' || key === 'point' || key === 'coordinates')) continue
    addCells(cells, key, value, 0)
  }
  if (place !== null) cells.push([system === null ? 'location' : `location (${system})`, place])
  return cells
}

/** `lng,lat` of a text, a pair, or an object with the names that services use; `null` for anything else. */
function placeOf(value: unknown): string | null {
  if (typeof value === 'string')
    return /^\s*-?\d+(?:\.\d+)?\s*,\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? value.trim() : null
  if (Array.isArray(value)) return value.length === 2 && value.every(isNumber) ? value.join(',') : null
  if (!isPlain(value)) return null
  const lon = value.lng ?? value.lon ?? value.longitude ?? value.x
  const lat = value.lat ?? value.latitude ?? value.y
  return isNumber(lon) && isNumber(lat) ? `${lon},${lat}` : null
}

const isNumber = (value: unknown): boolean =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim()))

/** A value, or those of a nested object; lists are left out but for short ones of plain values. */
function addCells(cells: [string, unknown][], key: string, value: unknown, depth: number): void {
  if (cells.length >= TABLE_LIMITS.columns) return
  if (isPlain(value)) {
    if (depth < MAX_DEPTH)
      for (const [name, inner] of Object.entries(value)) addCells(cells, `${key}.${name}`, inner, depth + 1)
  } else if (Array.isArray(value)) {
    // AMap writes an empty list where it has no text.
    const plain = value.filter((one) => typeof one === 'string' || typeof one === 'number')
    if (plain.length === value.length && plain.length <= 20) cells.push([key, plain.join(';')])
  } else cells.push([key, value])
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
