// What a remedy costs by a table. Amounts that the table leaves blank are unknown, never free: a remedy costs nothing only where the table says 0.
import type { RemedyKind } from '../../answer/gap-cause.ts'
import type { RemedyCosts } from '../../answer/remedies-report.ts'

/** What the price of a remedy depends on. */
export interface PricedRemedy {
  readonly kind: RemedyKind
  readonly category: string | null
  readonly metres: number
  readonly places: number | null
}

/** The cost; `null` where the table has no amount for it. A row for the category goes before one for all. */
export function costOfRemedy({ costs }: RemedyCosts, { kind, category, metres, places }: PricedRemedy): number | null {
  const row =
    costs.find((one) => one.kind === kind && one.category !== null && one.category === category) ??
    costs.find((one) => one.kind === kind && one.category === null)
  if (row === undefined) return null
  const { each, perMetre, perPlace } = row
  if (each === null && perMetre === null && perPlace === null) return null
  if (perPlace !== null && places === null && each === null && perMetre === null) return null
  return (each ?? 0) + (perMetre ?? 0) * metres + (perPlace ?? 0) * (places ?? 0)
}
