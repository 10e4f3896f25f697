// Collects features (number, geometry, properties) into a raw table: the union of the property names, values as text.
// Shared by GeoJSON, shapefile and FlatGeobuf. It does not know what any property means.
import type { Geometry } from 'geojson'
import type { Message } from '../../foundation/message.ts'
import { problem, spoken } from '../../words/problem.ts'
import { checkGeometry } from './geometry-check.ts'
import { type RawTable, type RawTableProblem, TABLE_LIMITS, type TableFormat, uniqueHeaders } from './raw-table.ts'

/** Takes features one by one. */
export interface FeatureTable {
  add(number: number, geometry: unknown, properties: readonly (readonly [key: string, value: unknown])[]): void
  reject(number: number, said: Message): void
  declareCrs(crs: string | null): void
  finish(): RawTable
}

/**
 * @param columns names in their fixed order where the format has a schema; else names are collected and sorted, so that the order
 *   of the features has no influence
 */
export function createFeatureTable(
  source: string,
  format: TableFormat,
  encoding: string | null,
  columns: readonly string[] = [],
): FeatureTable {
  const index = new Map<string, number>(columns.map((name, at) => [name, at]))
  const sparse: string[][] = []
  const geometries: (Geometry | null)[] = []
  const lines: number[] = []
  const rejects: RawTableProblem[] = []
  const warnings: RawTableProblem[] = []
  let crs: string | null = null
  let cells = 0

  function columnOf(key: string): number {
    const known = index.get(key)
    if (known !== undefined) return known
    if (index.size >= TABLE_LIMITS.columns) {
      throw problem(
        'input-too-large',
        'table.properties',
        { source, most: TABLE_LIMITS.columns },
        { hint: 'hint.fewer-properties', details: { limit: TABLE_LIMITS.columns } },
      )
    }
    index.set(key, index.size)
    return index.size - 1
  }

  return {
    add(number, geometry, properties) {
      const check = checkGeometry(geometry)
      if (check.problem !== null) {
        rejects.push({ line: number, ...spoken(check.problem) })
        return
      }
      if (check.mended !== null) warnings.push({ line: number, ...spoken(check.mended) })
      const row: string[] = []
      for (const [key, value] of properties) row[columnOf(key)] = textOf(value)
      cells += row.length
      if (cells > TABLE_LIMITS.cells) {
        throw problem('input-too-large', 'table.cells', { source, most: TABLE_LIMITS.cells }, { hint: 'hint.cut-area' })
      }
      sparse.push(row)
      geometries.push(check.geometry)
      lines.push(number)
    },
    reject(number, said) {
      rejects.push({ line: number, ...spoken(said) })
    },
    declareCrs(declared) {
      crs = declared
    },
    finish() {
      const names = [...index.keys()]
      if (columns.length === 0) names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      const from = names.map((name) => index.get(name)!)
      const rows = sparse.map((row) => from.map((at) => row[at] ?? ''))
      return {
        source,
        format,
        encoding,
        delimiter: null,
        sheet: null,
        declaredCrs: crs,
        columns: uniqueHeaders(names),
        rows,
        line: Uint32Array.from(lines),
        geometry: geometries,
        rejects,
        warnings,
      }
    },
  }
}

/** A property value as a text cell: nothing for null, JSON for lists and objects (cut when it is absurdly long or deep). */
function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value)
    case 'object':
      if (value === null) return ''
      try {
        return (JSON.stringify(value) ?? '').slice(0, TABLE_LIMITS.cellCharacters)
      } catch {
        return ''
      }
    default:
      return ''
  }
}
