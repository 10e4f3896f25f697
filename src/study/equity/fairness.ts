// How fairly something is shared: Gini, Palma, Theil and concentration of one list of cells, each with what it left out and the reason where it
// has no number. It does not know what is shared, nor among whom.
import {
  FAIRNESS_MEASURES,
  type Fairness,
  type FairnessMeasure,
  type FairnessReason,
  type PalmaCuts,
} from '../../answer/fairness.ts'
import { problem } from '../../words/problem.ts'
import { curveIndex, lorenzCurve } from './lorenz.ts'
import { palmaRatio } from './palma.ts'
import { theilIndex } from './theil.ts'
import { type CountedCell, countedCells, type EquityCell, meanOfPeople } from './weighted-values.ts'

export interface FairnessOptions {
  /** Ranks between which Palma's middle lies, where the cells are a part of a larger area. Default: the cells' own quantiles. */
  readonly palmaCuts?: PalmaCuts | undefined
}

/**
 * Measures fairness. All weigh cells by people.
 *
 * * `gini`: twice the area between the Lorenz curve and equality; 0 is equal.
 * * `palma`: mean of the people above the 90 % quantile of rank over that of those up to the 40 % quantile.
 * * `theil` = `theil_between` + `theil_within` groups; cells of value 0 are left out.
 * * `concentration`: as Gini, with cells in order of rank: above 0 the better off have more. `concentration_corrected` is Erreygers' (2009):
 *   times 4 × mean / (largest − smallest value).
 *
 * O(cells · log).
 *
 * @throws LivingCircleError `invalid-option` for negative values or people, and cuts that do not ascend
 * @example
 * ```ts
 * import { measureFairness } from 'living-circle/parts'
 * const { measures, reasons } = measureFairness([{ value: 1, population: 10 }, { value: 3, population: 10 }])
 * measures.gini // 0.25
 * reasons.palma // 'no-rank'
 * ```
 */
export function measureFairness(cells: readonly EquityCell[], { palmaCuts }: FairnessOptions = {}): Fairness {
  for (const { value, population } of cells) {
    if ((value ?? 0) < 0 || value === Infinity) throw problem('invalid-option', 'equity.negative', { value: value! })
    if ((population ?? 0) < 0 || population === Infinity)
      throw problem('invalid-option', 'equity.negative', { value: population! })
  }
  if (palmaCuts !== undefined && !(palmaCuts.low <= palmaCuts.high)) {
    throw problem('invalid-option', 'equity.cuts', { low: String(palmaCuts.low), high: String(palmaCuts.high) })
  }
  const { counted, dropped } = countedCells(cells)
  const ranked = counted.filter(({ rank }) => rank !== null)
  const theil = theilIndex(counted)
  const lorenz = lorenzCurve(counted, ({ value }) => value)
  const palma = palmaRatio(counted, palmaCuts)
  const byRank = lorenzCurve(ranked, ({ rank }) => rank!)
  const concentration = byRank === null ? null : curveIndex(byRank)
  const corrected = concentration === null ? null : erreygers(concentration, ranked)
  const none: FairnessReason = counted.length === 0 ? 'no-cells' : 'all-zero'
  const noRank: FairnessReason = counted.length > 0 && ranked.length === 0 ? 'no-rank' : none
  const found: Record<FairnessMeasure, number | FairnessReason> = {
    gini: lorenz === null ? none : curveIndex(lorenz),
    palma: palma.ratio ?? (counted.length === 0 ? 'no-cells' : palma.reason),
    theil: theil?.total ?? none,
    theil_between: theil === null ? none : (theil.between ?? 'no-group'),
    theil_within: theil === null ? none : (theil.within ?? 'no-group'),
    concentration: concentration ?? noRank,
    concentration_corrected: concentration === null ? noRank : (corrected ?? 'all-equal'),
  }
  return {
    ...numbersAndReasons(found),
    cells: cells.length,
    counted: counted.length,
    population: counted.reduce((sum, { population }) => sum + population, 0),
    mean: counted.length === 0 ? null : meanOfPeople(counted),
    dropped: {
      ...dropped,
      rankUnknown: counted.length - ranked.length,
      groupUnknown: counted.reduce((count, { group }) => count + (group === null ? 1 : 0), 0),
      valueZero: theil?.valueZero ?? counted.length,
    },
    palmaCuts: palma.ratio === null ? null : palma.cuts,
    groups: theil?.groups ?? [],
    lorenz,
  }
}

/** `null` where all values are the same: there is no range to correct by. */
function erreygers(concentration: number, ranked: readonly CountedCell[]): number | null {
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (const { value } of ranked) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return most > least ? (concentration * 4 * meanOfPeople(ranked)) / (most - least) : null
}

function numbersAndReasons(found: Readonly<Record<FairnessMeasure, number | FairnessReason>>) {
  const measures = {} as Record<FairnessMeasure, number | null>
  const reasons: Partial<Record<FairnessMeasure, FairnessReason>> = {}
  for (const measure of FAIRNESS_MEASURES) {
    const value = found[measure]
    measures[measure] = typeof value === 'number' ? value : null
    if (typeof value !== 'number') reasons[measure] = value
  }
  return { measures, reasons }
}
