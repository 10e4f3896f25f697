// siting-steps.csv: the steps of a plan, one row each. An AccessReport in, text out.

import type { AccessReport } from '../../answer/access-report.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { roundTo } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

const KNOWN_CSV_OPTIONS: OptionKeys<CsvOptions> = { bom: true }

/** The columns of `siting-steps.csv`, in order. */
export const SITING_STEPS_COLUMNS = [
  'step',
  'site_id',
  'name',
  'categories',
  'status',
  'lon',
  'lat',
  'people_new',
  'people_total',
  'share',
  'places',
  'places_used',
  'build_cost',
  'cost_total',
  'demand',
] as const

/**
 * `siting-steps.csv`; only the header where no plan was made, or none is possible.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toSitingStepsCsv } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toSitingStepsCsv(report)
 * ```
 */
export function toSitingStepsCsv({ plan }: AccessReport, options: CsvOptions = {}): string {
  checkOptions('toSitingStepsCsv', options, KNOWN_CSV_OPTIONS)
  const lines = [`${options.bom ? BYTE_ORDER_MARK : ''}${SITING_STEPS_COLUMNS.join(',')}\n`]
  plan?.steps.forEach((step, at) => {
    const site = plan.sites.find(({ id }) => id === step.siteId)!
    const number = (value: number | null, decimals: number) => (value === null ? '' : String(roundTo(value, decimals)))
    const texts = [site.id, site.name ?? '', site.categories.join(';'), site.status].map(csvField)
    const cells = [
      number(site.lonLat[0], 7),
      number(site.lonLat[1], 7),
      number(step.demandNew, 3),
      number(step.demandTotal, 3),
      number(step.share, 4),
      number(site.places, 3),
      number(step.placesUsed, 3),
      number(site.buildCost, 3),
      number(step.costTotal, 3),
      number(site.demand, 3),
    ]
    lines.push(`${[at + 1, ...texts, ...cells].join(',')}\n`)
  })
  return lines.join('')
}
