// HALLWAY: values for measures of fairness, from a table of one's own. No logic of its own.

import { checkGiven } from '../foundation/arguments.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { Reject, SourceCounts } from '../normalise/places/rejects.ts'
import { createValueIntake, VALUE_COLUMNS, type ValueRow } from '../normalise/tables/equity-values.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { problem } from '../words/problem.ts'
import { loadPlainTable, type PlainTableOptions } from './load-plain-table.ts'

const KNOWN_PLAIN_TABLE_OPTIONS: OptionKeys<PlainTableOptions> = {
  signal: true,
  onProgress: true,
  encoding: true,
  delimiter: true,
  sheet: true,
}

/** Cells of a table, and what of it was not used. */
export interface LoadedValues {
  /** In natural order of id. */
  readonly cells: readonly ValueRow[]
  readonly counts: SourceCounts
  readonly rejects: readonly Reject[]
}

/**
 * Reads `id, value, population` and, where they are there, `group` and `rank`.
 *
 * @throws LivingCircleError `input-unusable` where a column is missing, or nothing can be used; what reading throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadValues, measureFairness } from 'living-circle/parts'
 * const text = 'id,value,population,rank\nb1,1,10,1\nb2,3,10,2\n'
 * const { cells } = await loadValues(bytesSource('values.csv', new TextEncoder().encode(text)))
 * measureFairness(cells).measures.concentration // 0.25
 * ```
 */
export async function loadValues(file: ByteSource, options: PlainTableOptions = {}): Promise<LoadedValues> {
  checkOptions('loadValues', options, KNOWN_PLAIN_TABLE_OPTIONS)
  checkGiven('loadValues', 'file', file, 'source')
  const { intake, rows } = createValueIntake(file.name)
  const { counts, rejects } = await loadPlainTable(file, VALUE_COLUMNS, intake, options)
  if (rows.length === 0) throw problem('input-unusable', 'plain.nothing', { name: file.name })
  return { cells: [...rows].sort((a, b) => compareNaturally(a.id, b.id)), counts, rejects }
}
