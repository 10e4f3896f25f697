// GeoJSON → table: properties become text cells, geometries are checked. FeatureCollection, Feature, bare geometry, and one
// feature per line. It does not know what any property means.
import type { Geometry } from 'geojson'
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { message, problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { decodeText, detectEncoding, encodingLabel } from '../bytes/text-encoding.ts'
import { createFeatureTable, type FeatureTable } from './feature-table.ts'
import { type RawTable, TABLE_LIMITS } from './raw-table.ts'

/** Options of {@link readGeoJsonTable}. */
export interface GeoJsonTableOptions extends RunOptions {
  /** `auto` (default) or an encoding name; GeoJSON should be UTF-8 but often is not. */
  readonly encoding?: string | undefined
}

/**
 * Reads GeoJSON features as a table. The feature's `id` becomes a column `id` where its properties have none. Broken features are
 * in `rejects` by their number.
 *
 * @throws LivingCircleError `input-format` (not JSON, not GeoJSON), `input-empty`, `input-too-large`
 */
export async function readGeoJsonTable(source: ByteSource, options: GeoJsonTableOptions = {}): Promise<RawTable> {
  const { text, encoding } = await readJsonText(source, options)
  const table = createFeatureTable(source.name, 'geojson', encoding)
  if (!addLines(text, table)) addWhole(source.name, parsedJson(source.name, text), table)
  return table.finish()
}

/** The same for a document that was parsed already. */
export function tableOfGeoJson(source: string, root: unknown, encoding: string): RawTable {
  const table = createFeatureTable(source, 'geojson', encoding)
  addWhole(source, root, table)
  return table.finish()
}

/**
 * A JSON document of any kind.
 *
 * @throws LivingCircleError `input-format` (not JSON), `input-empty`, `input-too-large`
 */
export async function readJsonDocument(
  source: ByteSource,
  options: GeoJsonTableOptions,
): Promise<{ readonly root: unknown; readonly encoding: string }> {
  const { text, encoding } = await readJsonText(source, options)
  return { root: parsedJson(source.name, text), encoding }
}

async function readJsonText(
  source: ByteSource,
  options: GeoJsonTableOptions,
): Promise<{ text: string; encoding: string }> {
  if ((source.byteLength ?? 0) > TABLE_LIMITS.wholeFileBytes) throw tooLarge(source)
  const asked = options.encoding ?? 'auto'
  const encoding = asked === 'auto' ? await detectEncoding(source, options.signal) : encodingLabel(asked)
  let text = ''
  for await (const piece of decodeText(source, encoding)) {
    text += piece
    if (text.length > TABLE_LIMITS.wholeFileBytes) throw tooLarge(source)
  }
  if (text.trim() === '') {
    throw problem('input-empty', 'table.empty', { name: source.name }, { hint: 'hint.feature-collection' })
  }
  return { text, encoding }
}

function tooLarge(source: ByteSource): LivingCircleError {
  return problem(
    'input-too-large',
    'geojson.too-large',
    { name: source.name },
    { hint: 'hint.fgb-or-csv-or-cut', details: { limitBytes: TABLE_LIMITS.wholeFileBytes } },
  )
}

/** One feature per line (also with the record separators of RFC 8142); false when the text is not that. */
function addLines(text: string, table: FeatureTable): boolean {
  const start = text.search(/[^\s\u001e]/)
  const end = text.indexOf('\n', start)
  if (end < 0 || text.slice(end).trim() === '') return false
  const first = parseJson(text.slice(start, end))
  if (!isRecord(first) || (first.type !== 'Feature' && !('coordinates' in first))) return false
  let number = 0
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at)
    const line = text
      .slice(at, next < 0 ? text.length : next)
      .replace(/^\u001e/, '')
      .trim()
    at = next < 0 ? text.length : next + 1
    if (line === '') continue
    number++
    const value = parseJson(line)
    if (value === undefined) table.reject(number, message('geojson.line'))
    else addFeature(value, number, table)
  }
  return true
}

function parsedJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw problem(
      'input-format',
      'json.invalid',
      { name, reason: (cause as Error).message.slice(0, 120) },
      { hint: 'hint.export-again', cause },
    )
  }
}

function addWhole(name: string, root: unknown, table: FeatureTable): void {
  if (!isRecord(root)) throw notGeoJson(name, message('geojson.no-object'))
  if (root.type === 'FeatureCollection') {
    if (!Array.isArray(root.features)) throw notGeoJson(name, message('geojson.no-features'))
    table.declareCrs(declaredCrs(root.crs))
    root.features.forEach((feature: unknown, index) => {
      addFeature(feature, index + 1, table)
    })
    return
  }
  if (root.type === 'Topology') throw notGeoJson(name, message('geojson.topojson'))
  if (Array.isArray(root.elements)) throw notGeoJson(name, message('geojson.overpass'))
  if (root.type !== 'Feature' && !('coordinates' in root))
    throw notGeoJson(name, message('geojson.type', { type: JSON.stringify(root.type) }))
  addFeature(root, 1, table)
}

function notGeoJson(name: string, why: Message): LivingCircleError {
  return problem('input-format', 'geojson.not-geojson', { name, why }, { hint: 'hint.export-collection' })
}

function addFeature(value: unknown, number: number, table: FeatureTable): void {
  if (!isRecord(value)) {
    table.reject(number, message('geojson.feature'))
    return
  }
  if (value.type !== 'Feature') {
    table.add(number, value as unknown as Geometry, [])
    return
  }
  const properties = isRecord(value.properties) ? Object.entries(value.properties) : []
  const { id } = value
  const hasId = properties.some(([key, cell]) => key === 'id' && cell !== null && cell !== '')
  if (!hasId && (typeof id === 'string' || typeof id === 'number')) {
    table.add(number, value.geometry, [...properties.filter(([key]) => key !== 'id'), ['id', id]])
  } else {
    table.add(number, value.geometry, properties)
  }
}

/** The `crs` member of older GeoJSON: `urn:ogc:def:crs:EPSG::4547` → `EPSG:4547`; CRS84 is the default and means nothing new. */
function declaredCrs(crs: unknown): string | null {
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined
  if (typeof name !== 'string') return null
  const epsg = /EPSG:(?:[\d.]*:)?(\d{4,6})$/i.exec(name.trim())
  return epsg === null ? null : `EPSG:${epsg[1]}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
