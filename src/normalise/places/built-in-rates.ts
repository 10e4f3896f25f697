// The rates that come with the package: data/demand-rates.json. Data in, plain records out. It does not know who has which places.
import type { DemandRate } from './demand-rate.ts'
import { demandRatesData } from './demand-rates-data.ts'

/**
 * The rates of `data/demand-rates.json`, each with its source, date and mark.
 *
 * @example
 * ```ts
 * import { builtInRates } from 'living-circle/parts'
 * builtInRates().find(({ categories }) => categories.includes('nursery'))?.perThousand // 4.5
 * ```
 */
export function builtInRates(): readonly DemandRate[] {
  const { rates } = demandRatesData as { readonly rates: readonly Omit<DemandRate, 'origin'>[] }
  return rates.map((rate) => ({ ...rate, origin: 'built-in' }))
}

/** Rates of one's own before the built-in ones: a kind that both name is counted by one's own alone. */
export function overrulingRates(own: readonly DemandRate[]): readonly DemandRate[] {
  const named = new Set(own.flatMap(({ categories }) => categories))
  return [...own, ...builtInRates().filter(({ categories }) => !categories.some((id) => named.has(id)))]
}
