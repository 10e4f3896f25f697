// HALLWAY: demand rates from a table of one's own, over the built-in ones. No logic of its own.
import type { InputRecord } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { overrulingRates } from '../normalise/places/built-in-rates.ts'
import type { DemandRate } from '../normalise/places/demand-rate.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { createRateIntake, RATE_COLUMNS } from '../normalise/tables/table-rates.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { problem } from '../words/problem.ts'
import { loadPlainTable, type PlainTableOptions } from './load-plain-table.ts'
import { fileInput } from './load-tables.ts'

const KNOWN_PLAIN_TABLE_OPTIONS: OptionKeys<PlainTableOptions> = {
  signal: true,
  onProgress: true,
  encoding: true,
  delimiter: true,
  sheet: true,
}

/** Rates, and the record of the file that they come from; `input` is null for built-in ones. */
export interface LoadedRates {
  readonly rates: readonly DemandRate[]
  readonly input: InputRecord | null
  readonly rejects: readonly Reject[]
}

/**
 * Reads rates of one's own: `category, rate` and, where known, `group` (default: whom the kind is for), `per` (default 1000), `unit`, `source`,
 * `date`, `verified`. Kinds that the file does not name keep their built-in rate.
 *
 * @throws LivingCircleError `input-unusable` where a column is missing, or nothing can be used; what reading throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadDemandRates } from 'living-circle/parts'
 * const text = 'category,group,rate,unit,source\nclinic,population,1.2,places,city plan 2026\n'
 * const { rates } = await loadDemandRates(bytesSource('rates.csv', new TextEncoder().encode(text)))
 * rates[0]?.perThousand // 1.2
 * ```
 */
export async function loadDemandRates(file: ByteSource, options: PlainTableOptions = {}): Promise<LoadedRates> {
  checkOptions('loadDemandRates', options, KNOWN_PLAIN_TABLE_OPTIONS)
  checkGiven('loadDemandRates', 'file', file, 'source')
  const { intake, rates } = createRateIntake(file.name)
  const { counts, rejects, format } = await loadPlainTable(file, RATE_COLUMNS, intake, options)
  if (rates.length === 0) {
    const [first] = rejects
    throw problem(
      'input-unusable',
      'plain.nothing',
      { name: file.name },
      first?.key === undefined ? {} : { hint: { key: first.key, values: first.values } },
    )
  }
  return { rates: overrulingRates(rates), input: await fileInput('demand-rates', file, format, counts), rejects }
}
