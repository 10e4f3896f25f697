// HALLWAY: field sheets that come back, as a list of edits. No logic of its own.

import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { Reject, SourceCounts } from '../normalise/places/rejects.ts'
import { createFieldIntake, FIELD_COLUMNS, type WrittenEdit } from '../normalise/tables/field-answers.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { loadPlainTable, type PlainTableOptions } from './load-plain-table.ts'

const KNOWN_PLAIN_TABLE_OPTIONS: OptionKeys<PlainTableOptions> = {
  signal: true,
  onProgress: true,
  encoding: true,
  delimiter: true,
  sheet: true,
}

/** What came back in one file: `read = edits + confirmed + blank + rejected`. */
export interface LoadedFieldAnswers {
  readonly edits: readonly WrittenEdit[]
  /** Rows that say that it is as computed. */
  readonly confirmed: number
  /** Rows that nobody filled in. */
  readonly blank: number
  readonly counts: SourceCounts
  readonly rejects: readonly Reject[]
}

/**
 * Reads field sheets (`ledger sheets`), as XLSX or CSV.
 *
 * @param prefix beginning of the ids of the edits; once per file
 * @throws LivingCircleError what reading throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadFieldAnswers } from 'living-circle/parts'
 * const text = 'item,id,category,lon,lat,answer,date,source\nfacility,F10,nursery,113.58,34.81,closed,2026-05-02,Wang\n'
 * const { edits } = await loadFieldAnswers(bytesSource('sheet.csv', new TextEncoder().encode(text)), 'A')
 * edits[0]?.op // 'close-facility'
 * ```
 */
export async function loadFieldAnswers(
  file: ByteSource,
  prefix: string,
  options: PlainTableOptions = {},
): Promise<LoadedFieldAnswers> {
  checkOptions('loadFieldAnswers', options, KNOWN_PLAIN_TABLE_OPTIONS)
  checkGiven('loadFieldAnswers', 'file', file, 'source')
  const { intake, answers } = createFieldIntake(file.name, prefix)
  const { counts, rejects } = await loadPlainTable(file, FIELD_COLUMNS, intake, options)
  return { ...answers, counts, rejects }
}
