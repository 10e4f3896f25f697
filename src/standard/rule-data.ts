// What the data have for a rule, apart from where: facilities of its kinds, those of unknown size, kinds that no rule asks for. It does
// not know any distance.
import type { UnusedKind } from '../answer/verdicts.ts'
import { categoriesOfPack, categoriesOfRule, type FitFacility, facilityFit } from './facility-fit.ts'
import type { StandardPack, StandardRule } from './standard-pack.ts'

/** Whether the data hold as many of a rule's kinds as it asks for: else nobody can be judged by it. */
export function ruleHasData(rule: StandardRule, hasKind: (category: string) => boolean): boolean {
  return categoriesOfRule(rule).filter(hasKind).length >= Math.max(1, rule.minKinds)
}

/** Facilities of a rule's kinds, and those of them that may count but are of a size that nobody knows. */
export function countOfRule(
  rule: StandardRule,
  facilities: readonly FitFacility[],
): { facilities: number; facilitiesSizeUnknown: number } {
  const kinds = new Set(categoriesOfRule(rule))
  const count = { facilities: 0, facilitiesSizeUnknown: 0 }
  for (const facility of facilities) {
    if (!kinds.has(facility.category)) continue
    count.facilities++
    const fits = rule.routes.map((route) => facilityFit(route, facility))
    if (!fits.includes('fits') && fits.includes('size-unknown')) count.facilitiesSizeUnknown++
  }
  return count
}

/**
 * Kinds of facilities that no rule of a pack asks for, most facilities first.
 *
 * @param nameOf what a kind is called; its id where nobody knows it
 */
export function unusedKinds(
  pack: StandardPack,
  facilities: readonly Pick<FitFacility, 'category'>[],
  nameOf: (category: string) => { readonly nameEn: string; readonly nameZh: string } | undefined,
): UnusedKind[] {
  const used = new Set(categoriesOfPack(pack))
  const counts = new Map<string, number>()
  for (const { category } of facilities) {
    if (!used.has(category)) counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([category, count]) => {
      const { nameEn = category, nameZh = category } = nameOf(category) ?? {}
      return { category, nameEn, nameZh, facilities: count }
    })
}
