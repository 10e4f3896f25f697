// A report of compounds and gates as JSON, for programs. The report in, text out. It does not know how anything was found.
import type { GatesReport } from '../../answer/gates-report.ts'
import { reconcileRows } from '../../answer/reconciliation.ts'
import { roundTo } from '../text/written-numbers.ts'

/**
 * The JSON of a report; outlines are left to the layer. Metres and people have one decimal, shares of blocks four.
 *
 * @example
 * ```ts
 * import { type GatesReport, toGatesJson } from 'living-circle/parts'
 * declare const found: GatesReport
 * const text = toGatesJson(found)
 * ```
 */
export function toGatesJson(report: GatesReport): string {
  const { basis, limit, profile, candidates } = report
  const plain = {
    schema: 'living-circle/gates',
    schemaVersion: '1.0',
    basis,
    limit,
    profile,
    compounds: report.compounds.map(({ outline: _, gates, passages, ...one }) => ({
      ...one,
      squareMetres: roundTo(one.squareMetres, 1),
      people: one.people === null ? null : roundTo(one.people, 1),
      streetMetres: roundTo(one.streetMetres, 1),
      throughRoadMetres: roundTo(one.throughRoadMetres, 1),
      gates,
      crossings: passages,
      unknownGates: passages.filter(({ state }) => state === 'unknown').length,
    })),
    privateStreets: report.privateStreets.map((one) => ({ ...one, metres: roundTo(one.metres, 1) })),
    best: report.best.map(({ help, ...kind }) => ({
      ...kind,
      help:
        help === null
          ? null
          : {
              ...help,
              pathMetres: roundTo(help.pathMetres, 1),
              people: roundTo(help.people, 1),
              blocks: roundTo(help.blocks, 4),
            },
    })),
    candidates,
    inputs: report.inputs.map((input) => ({ role: input.role, name: input.name, ...reconcileRows(input) })),
    notices: report.notices.map(({ code, textEn, textZh }) => ({ code, textEn, textZh })),
  }
  return `${JSON.stringify(plain, null, 2)}\n`
}
