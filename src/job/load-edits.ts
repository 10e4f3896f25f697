// HALLWAY: a list of edits from a file: JSON, or a table with a column for each key. No logic of its own.

import type { InputRecord } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { rowsAsEdits } from '../plan/edits/edit-rows.ts'
import { type ByteSource, readAllBytes } from '../read/bytes/byte-source.ts'
import { watchedSource } from '../read/bytes/watched-source.ts'
import { openTableFile, type ReadTableOptions } from '../read/tables/table.ts'
import { firstSheet } from '../read/tables/table-file.ts'
import { problem } from '../words/problem.ts'
import { fileInput } from './load-tables.ts'

const KNOWN_READ_TABLE_OPTIONS: OptionKeys<ReadTableOptions> = {
  signal: true,
  onProgress: true,
  encoding: true,
  knownWords: true,
  delimiter: true,
  sheet: true,
  knowsHeader: true,
  siblings: true,
}

/** A list of edits is written by hand; what is larger is something else. */
const MAX_EDITS_BYTES = 16_000_000

/** A list of edits as somebody wrote it. */
export interface LoadedEdits {
  readonly name: string
  readonly edits: readonly unknown[]
  /** The file; how many of its edits are applied is counted by `analyseScenario`. */
  readonly input: InputRecord
}

/**
 * Reads a list of edits for `applyEdits`: a JSON list of objects, or a table (CSV, XLSX …) with their keys as columns. What the edits say is judged
 * when they are applied.
 *
 * @throws LivingCircleError `input-too-large`, `input-format` for what is no JSON and no table, `invalid-option` for a column that is no key
 * @example
 * ```ts
 * import { bytesSource, loadEdits } from 'living-circle'
 * const table = 'op,category,lon,lat\nadd-facility,clinic,0.002,0\n'
 * const { edits } = await loadEdits(bytesSource('edits.csv', new TextEncoder().encode(table)))
 * edits.length // 1
 * ```
 */
export async function loadEdits(file: ByteSource, options: ReadTableOptions = {}): Promise<LoadedEdits> {
  checkOptions('loadEdits', options, KNOWN_READ_TABLE_OPTIONS)
  checkGiven('loadEdits', 'file', file, 'source')
  const { name } = file
  const bytes = await readAllBytes(watchedSource(file, options), 2 * MAX_EDITS_BYTES)
  if (bytes.length > MAX_EDITS_BYTES) {
    throw problem('input-too-large', 'edit.file-too-large', { name, n: bytes.length }, { hint: 'hint.edit-fewer' })
  }
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^[\s\ufeff]+/, '')
  if (start.startsWith('[') || start.startsWith('{')) return loaded(file, 'json', jsonList(bytes, name))
  const rows: (readonly string[])[] = []
  let columns: readonly string[] = []
  const table = await openTableFile(file, options)
  for await (const piece of firstSheet(table).chunks()) {
    columns = piece.columns
    rows.push(...piece.rows)
    for (const { message } of piece.rejects) throw problem('input-format', 'edit.bad-row', { name, why: message }, {})
  }
  return loaded(file, table.format, rowsAsEdits(columns, rows, name))
}

async function loaded(file: ByteSource, format: string, edits: readonly unknown[]): Promise<LoadedEdits> {
  const counts = { read: edits.length, used: edits.length, rejected: 0 }
  return { name: file.name, edits, input: await fileInput('edits', file, format, counts) }
}

function jsonList(bytes: Uint8Array, name: string): readonly unknown[] {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes).replace(/^\ufeff/, ''))
  } catch {
    throw problem('input-format', 'edit.not-json', { name }, { hint: 'hint.edit-example' })
  }
  if (!Array.isArray(value)) throw problem('invalid-option', 'edit.no-list', { name }, { hint: 'hint.edit-example' })
  return value
}
