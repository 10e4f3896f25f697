// Palma's ratio: mean value of the people above the 90 % quantile of rank over that of the people up to the 40 % quantile (after Palma 2011;
// here means of access, not shares of income). Cells with ranks in, a ratio or the reason for none out.
import type { PalmaCuts } from '../../answer/fairness.ts'
import { type CountedCell, meanOfPeople } from './weighted-values.ts'

/** Why there is no ratio. */
export type PalmaReason = 'no-rank' | 'nobody-above' | 'nothing-below'

/**
 * @param cuts those of a larger area, where the cells are a part of it; default: quantiles of the cells' own people
 */
export function palmaRatio(
  cells: readonly CountedCell[],
  cuts?: PalmaCuts,
): { readonly ratio: number; readonly cuts: PalmaCuts } | { readonly ratio: null; readonly reason: PalmaReason } {
  const ranked = cells.filter((cell): cell is CountedCell & { readonly rank: number } => cell.rank !== null)
  if (ranked.length === 0) return { ratio: null, reason: 'no-rank' }
  const { low, high } = cuts ?? { low: quantileOfPeople(ranked, 0.4), high: quantileOfPeople(ranked, 0.9) }
  const rich = ranked.filter(({ rank }) => rank > high)
  const poor = ranked.filter(({ rank }) => rank <= low)
  if (rich.length === 0) return { ratio: null, reason: 'nobody-above' }
  if (poor.length === 0 || !(meanOfPeople(poor) > 0)) return { ratio: null, reason: 'nothing-below' }
  return { ratio: meanOfPeople(rich) / meanOfPeople(poor), cuts: { low, high } }
}

/**
 * The rank below which a part of the people lie, each person one observation, between two of them in proportion: what `wtd.quantile` of R's
 * Hmisc makes of people as frequencies.
 */
export function quantileOfPeople(
  cells: readonly { readonly rank: number; readonly population: number }[],
  part: number,
): number {
  const inOrder = [...cells].sort((a, b) => a.rank - b.rank)
  const people = inOrder.reduce((sum, { population }) => sum + population, 0)
  const place = 1 + (people - 1) * part
  const below = Math.max(Math.floor(place), 1)
  const above = Math.min(below + 1, people)
  const rest = place - Math.floor(place)
  return (1 - rest) * rankAt(below) + rest * rankAt(above)

  function rankAt(person: number): number {
    let counted = 0
    for (const { rank, population } of inOrder) {
      counted += population
      if (counted >= person) return rank
    }
    return inOrder[inOrder.length - 1]!.rank
  }
}
