// How fairly an answer's walks and shares are spread over people: kind by kind, by every group of people that is known, between and within areas. An answer
// in, measures out. It knows no files.

import type { AccessReport } from '../answer/access-report.ts'
import { ACCESS_REACHED, ACCESS_UNLINKED } from '../answer/access-table.ts'
import type { AreaLevel } from '../answer/area-level.ts'
import type { AnswerFairness } from '../answer/fairness.ts'
import { blockAmount } from '../answer/measured-places.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { message, problem } from '../words/problem.ts'
import { measureFairness } from './equity/fairness.ts'

const KNOWN_ANSWER_FAIRNESS_OPTIONS: OptionKeys<AnswerFairnessOptions> = { level: true, categories: true }

/** How an answer's fairness is measured. */
export interface AnswerFairnessOptions {
  /** Areas that Theil is split by; default: the smallest that the answer's overview has. */
  readonly level?: AreaLevel | undefined
  /** Ids of kinds; default: all that the data have. */
  readonly categories?: readonly string[] | undefined
}

/**
 * Fairness of an answer. Cells are blocks, weighed by the people of a group. `walk` is the walk to the nearest (less is better; a block that reaches
 * none has no value and is left out, counted); `within` the part of a block within the largest limit; `served` the part of its demand that has a
 * place, where places were counted. An answer has no incomes: Palma and concentration are null.
 *
 * @throws LivingCircleError `invalid-option` for a kind that the answer does not have
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { answerFairness } from 'living-circle/parts'
 * declare const report: AccessReport
 * const walks = answerFairness(report).filter(({ subject }) => subject === 'walk')
 * ```
 */
export function answerFairness(report: AccessReport, options: AnswerFairnessOptions = {}): readonly AnswerFairness[] {
  checkOptions('answerFairness', options, KNOWN_ANSWER_FAIRNESS_OPTIONS)
  for (const id of options.categories ?? []) {
    if (report.categories.some((one) => one.id === id)) continue
    const list = report.categories.map((one) => one.id)
    throw problem('invalid-option', 'matrix.no-category', { id }, { hint: message('hint.has-categories', { list }) })
  }
  const level = options.level ?? report.facts.areas?.level ?? null
  const groups = knownGroups(report)
  const largest = report.options.limits.at(-1)!
  const byTime = report.options.basis === 'time'
  const results: AnswerFairness[] = []
  report.categories.forEach(({ id, facilities }, category) => {
    if (facilities === 0 || options.categories?.includes(id) === false) return
    const subjects = [
      { subject: 'walk', unit: byTime ? 'min' : 'm', cellOf: (block: number) => walkOf(report, block, category) },
      { subject: 'within', unit: 'share', cellOf: (block: number) => shareOf(report, block, category) },
      ...servedOf(report, id),
    ] as const
    for (const { subject, unit, cellOf } of subjects) {
      for (const populationGroup of groups) {
        const cells = report.blocks.map((block, index) => ({
          value: cellOf(index),
          population: blockAmount(block, populationGroup),
          group: level === null ? null : block[level],
        }))
        const limit = subject === 'walk' ? null : largest
        results.push({ subject, category: id, limit, unit, populationGroup, level, fairness: measureFairness(cells) })
      }
    }
  })
  return results
}

/** Groups of which any block knows a number above 0, everybody first; blocks themselves where nobody's number is known. */
function knownGroups({ blocks }: AccessReport): readonly string[] {
  const groups = new Set(blocks.flatMap(({ people }) => Object.keys(people)))
  const known = [...groups].filter((group) => blocks.some((block) => (blockAmount(block, group) ?? 0) > 0))
  const sorted = known.sort((a, b) => Number(b === 'population') - Number(a === 'population') || (a < b ? -1 : 1))
  return sorted.length === 0 ? ['blocks'] : sorted
}

function walkOf({ table, options }: AccessReport, block: number, category: number): number | null {
  const row = block * table.categoryCount + category
  if (table.status[row] !== ACCESS_REACHED) return null
  return options.basis === 'time' ? table.walkSeconds[row]! / 60 : table.walkMetres[row]!
}

function shareOf({ table }: AccessReport, block: number, category: number): number | null {
  const row = block * table.categoryCount + category
  return table.status[row] === ACCESS_UNLINKED ? null : table.share[row * table.limitCount + table.limitCount - 1]!
}

/** The served share, at the first kind of a rate that several share. */
function servedOf({ capacity }: AccessReport, category: string) {
  const found = capacity?.rates.find(({ rate }) => rate.categories[0] === category)
  if (found === undefined) return []
  const cellOf = (block: number) => {
    const demand = found.blockDemand[block]!
    return demand > 0 ? found.blockServed[block]! / demand : null
  }
  return [{ subject: 'served', unit: 'share', cellOf }] as const
}
