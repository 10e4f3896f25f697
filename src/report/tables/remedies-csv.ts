// remedies.csv, one row per remedy, and causes.csv, one row per gap. A report in, text out.

import type { RemediesReport } from '../../answer/remedies-report.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { Lang } from '../../words/languages.ts'
import { noticeText } from '../../words/notice.ts'
import { causeSaid, remedySaid } from '../layers/cause-words.ts'
import { roundTo } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

const KNOWN_REMEDIES_CSV_OPTIONS: OptionKeys<RemediesCsvOptions> = { bom: true, lang: true }

/** Columns of `remedies.csv`, in order. */
export const REMEDIES_CSV_COLUMNS = [
  'remedy_id',
  'kind',
  'remedy',
  'lon',
  'lat',
  'to_lon',
  'to_lat',
  'metres',
  'compound_id',
  'gate_id',
  'facility_id',
  'category',
  'way_id',
  'people_gained',
  'blocks_gained',
  'cost',
  'people_per_cost',
  'gaps',
  'gap_ids',
  'joint_rank',
  'people_new',
] as const

/** Columns of `causes.csv`, in order. */
export const CAUSES_CSV_COLUMNS = [
  'gap_id',
  'category',
  'rule_id',
  'limit',
  'unit',
  'group',
  'people',
  'cause',
  'cause_people',
  'cause_blocks',
  'facility_id',
  'straight_m',
  'walk',
  'walk_without',
  'compound_ids',
  'text',
  'also',
  'remedy_id',
  'remedy_kind',
  'remedy_people',
  'remedy_blocks',
  'remedy_cost',
] as const

/** So many ids of gaps stand in a cell. */
const LISTED = 20

export interface RemediesCsvOptions extends CsvOptions {
  /** Language of the sentences. Default `en`. */
  readonly lang?: Lang
}

const number = (value: number | null, decimals = 1) => (value === null ? '' : String(roundTo(value, decimals)))

function table(columns: readonly string[], rows: readonly (readonly string[])[], { bom = false }: CsvOptions): string {
  return `${bom ? BYTE_ORDER_MARK : ''}${[columns, ...rows].map((row) => row.join(',')).join('\n')}\n`
}

/**
 * `remedies.csv`: best first; an empty cell is not known, or does not apply.
 *
 * @example
 * ```ts
 * import { type RemediesReport, toRemediesCsv } from 'living-circle/parts'
 * declare const remedies: RemediesReport
 * const text = toRemediesCsv(remedies)
 * ```
 */
export function toRemediesCsv({ remedies, joint }: RemediesReport, options: RemediesCsvOptions = {}): string {
  checkOptions('toRemediesCsv', options, KNOWN_REMEDIES_CSV_OPTIONS)
  const { lang = 'en' } = options
  const steps = new Map(joint.steps.map((step, at) => [step.remedyId, { ...step, rank: at + 1 }]))
  const rows = remedies.map((one) => {
    const to = one.line[1] ?? null
    const from = one.line[0] ?? one.lonLat
    const step = steps.get(one.id)
    const ids = one.gains.map(({ gapId }) => gapId)
    return [
      csvField(one.id),
      one.kind,
      csvField(noticeText(remedySaid(one), lang)),
      ...[from[0], from[1], to?.[0] ?? null, to?.[1] ?? null].map((degrees) => number(degrees, 7)),
      number(one.metres > 0 ? one.metres : null),
      csvField(one.compoundId),
      csvField(one.gateIds[0] ?? null),
      csvField(one.facilityId),
      csvField(one.category),
      one.wayId === null ? '' : String(one.wayId),
      number(one.people),
      number(one.blocks, 4),
      number(one.cost),
      one.cost === null || one.cost === 0 ? '' : String(Number((one.people / one.cost).toPrecision(6))),
      String(ids.length),
      csvField(`${ids.slice(0, LISTED).join('; ')}${ids.length > LISTED ? '; …' : ''}`),
      step === undefined ? '' : String(step.rank),
      step === undefined ? '' : number(step.peopleNew),
    ]
  })
  return table(REMEDIES_CSV_COLUMNS, rows, options)
}

/**
 * `causes.csv`: gaps in the order of the report.
 *
 * @example
 * ```ts
 * import { type RemediesReport, toCausesCsv } from 'living-circle/parts'
 * declare const remedies: RemediesReport
 * const text = toCausesCsv(remedies)
 * ```
 */
export function toCausesCsv({ gaps }: RemediesReport, options: RemediesCsvOptions = {}): string {
  checkOptions('toCausesCsv', options, KNOWN_REMEDIES_CSV_OPTIONS)
  const { lang = 'en' } = options
  const rows = gaps.map((gap) => {
    const main = gap.findings.find(({ cause }) => cause === gap.cause)
    const evidence = main?.evidence ?? null
    const said = causeSaid(gap, gap.basis)
    const also = gap.findings
      .filter(({ cause, blocksHolding }) => cause !== gap.cause && blocksHolding > 0)
      .map(({ cause }) => cause)
    const best = gap.remedies[0]
    return [
      csvField(gap.gapId),
      csvField(gap.categories.join('|')),
      csvField(gap.ruleId),
      String(gap.limit),
      gap.basis === 'time' ? 'min' : 'm',
      csvField(gap.group),
      number(gap.people),
      gap.cause,
      number(main?.people ?? null),
      number(main?.blocks ?? null, 4),
      csvField(evidence?.facilityId ?? null),
      number(evidence?.straightMetres ?? null),
      number(evidence?.walk ?? null, 2),
      number(evidence?.walkWithout ?? null, 2),
      csvField(evidence?.compoundIds.join('; ') ?? null),
      csvField(said === null ? null : noticeText(said, lang)),
      csvField(also.join('; ')),
      csvField(best?.remedyId ?? null),
      best?.kind ?? '',
      number(best?.people ?? null),
      number(best?.blocks ?? null, 4),
      number(best?.cost ?? null),
    ]
  })
  return table(CAUSES_CSV_COLUMNS, rows, options)
}
