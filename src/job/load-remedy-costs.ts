// HALLWAY: a table of costs from a file: JSON, or a table with a column for each key. No logic of its own.
import type { RemedyCosts } from '../answer/remedies-report.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { resolveCategoryWord } from '../normalise/categories/categories.ts'
import { parseRemedyCosts } from '../plan/remedies/parse-costs.ts'
import { type ByteSource, readAllBytes } from '../read/bytes/byte-source.ts'
import { watchedSource } from '../read/bytes/watched-source.ts'
import { openTableFile, type ReadTableOptions } from '../read/tables/table.ts'
import { firstSheet } from '../read/tables/table-file.ts'
import { problem } from '../words/problem.ts'

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

/** A table of costs is written by hand; what is larger is something else. */
const MAX_COSTS_BYTES = 4_000_000

/**
 * Reads costs for `findRemedies`: JSON `{"currency", "costs": [{"kind", "category", "each", "per_metre", "per_place"}]}`, or a table (CSV, XLSX …)
 * with these keys as columns. A blank amount is unknown: such remedies are ranked by people.
 *
 * @throws LivingCircleError `input-too-large`, `input-format`, `invalid-option`, `unknown-option`
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadRemedyCosts } from 'living-circle/parts'
 * const text = 'kind,each,per_metre\nopen-gate,2000,\nnew-crossing,50000,3000\n'
 * const { costs } = await loadRemedyCosts(bytesSource('costs.csv', new TextEncoder().encode(text)))
 * costs[1]!.perMetre // 3000
 * ```
 */
export async function loadRemedyCosts(file: ByteSource, options: ReadTableOptions = {}): Promise<RemedyCosts> {
  checkOptions('loadRemedyCosts', options, KNOWN_READ_TABLE_OPTIONS)
  checkGiven('loadRemedyCosts', 'file', file, 'source')
  const { name } = file
  const bytes = await readAllBytes(watchedSource(file, options))
  if (bytes.length > MAX_COSTS_BYTES) {
    throw problem('input-too-large', 'costs.file-too-large', { name, n: bytes.length }, { hint: 'hint.costs-example' })
  }
  const categoryOf = (word: string) => resolveCategoryWord(word).category?.id ?? null
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^[\s\ufeff]+/, '')
  if (start.startsWith('[') || start.startsWith('{')) return parseRemedyCosts(jsonOf(bytes, name), name, categoryOf)
  const rows: object[] = []
  for await (const { columns, rows: cells, rejects } of firstSheet(await openTableFile(file, options)).chunks()) {
    for (const { message } of rejects) throw problem('input-format', 'costs.bad-row', { name, why: message }, {})
    const keys = columns.map((column) => column.trim().toLowerCase())
    for (const row of cells) {
      const filled = keys.flatMap((key, at) => ((row[at] ?? '').trim() === '' ? [] : [[key, row[at]!.trim()] as const]))
      if (filled.length > 0) rows.push(Object.fromEntries(filled))
    }
  }
  return parseRemedyCosts(rows, name, categoryOf)
}

function jsonOf(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes).replace(/^\ufeff/, ''))
  } catch {
    throw problem('input-format', 'costs.not-json', { name }, { hint: 'hint.costs-example' })
  }
}
