// maximise-coverage: the most weight within reach, for a number of sites, a budget, or the fewest sites for a target. In: an instance.
// Out: a choice with its proof.
import { coverageSavings, type InstanceSavings } from './coverage-savings.ts'
import { fewestSites } from './fewest-sites.ts'
import { neededSites, nextBestChoices } from './next-best.ts'
import { REQUIRED, type SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingOutcome, SitingResult } from './siting-outcome.ts'
import { type ProvedChoice, solveSavings } from './solve-savings.ts'

/** @see the head of the file */
export async function solveCoverage(instance: SitingInstance, options: ResolvedSitingOptions): Promise<SitingResult> {
  const own = coverageSavings(instance)
  const target = targetOf(instance)
  if (target === null) {
    const choice = await solveSavings(own.savings, options)
    return { outcome: await coverageOutcome(instance, own, choice, options) }
  }
  const found = await fewestSites(own.savings, target - own.base, options)
  if (found === null) return { infeasible: beyondTarget(instance, own) }
  const outcome = await coverageOutcome(instance, own, found.choice, options)
  // Of as few sites, the most; that nothing fewer does is another proof.
  return { outcome: { ...outcome, fewest: found.fewest } }
}

/** Whole weight that a target asks for, or `null`. */
export function targetOf({ problem, weight }: SitingInstance): number | null {
  const { targetPercent } = problem
  if (targetPercent === undefined) return null
  let total = 0
  for (const one of weight.whole) total += one
  return Math.ceil((total * targetPercent) / 100 - 1e-9)
}

/** What all allowed sites together cover is less than the target. */
export function beyondTarget({ weight, offset, rowOf }: SitingInstance, { savings, base }: InstanceSavings) {
  let total = 0
  for (const one of weight.whole) total += one
  let most = base
  for (let row = 0; row < savings.rows; row++) most += savings.saving[savings.offset[row]!]!
  const rows: number[] = []
  rowOf.forEach((_, row) => {
    if (offset[row] === offset[row + 1]) rows.push(row)
  })
  const percent = total === 0 ? 0 : Math.floor((most / total) * 1e4) / 100
  return { code: 'target-unreachable' as const, rows, relaxation: { what: 'target-percent' as const, value: percent } }
}

async function coverageOutcome(
  instance: SitingInstance,
  { savings, freeOf, base }: InstanceSavings,
  choice: ProvedChoice,
  options: ResolvedSitingOptions,
): Promise<SitingOutcome> {
  const { perOne } = instance.weight
  const inInstance = (sites: readonly number[]) =>
    withRequired(
      instance,
      neededSites(savings, sites).map((at) => freeOf[at]!),
    )
  const others = options.alternatives > 0 ? await nextBestChoices(savings, choice, options) : []
  return {
    chosen: inInstance(choice.sites),
    objective: (base + choice.value) / perOne,
    bound: (base + choice.upper) / perOne,
    provedBy: choice.provedBy,
    struckTime: choice.struckTime,
    alternatives: others.map(({ sites, value }) => ({
      chosen: withRequired(
        instance,
        sites.map((at) => freeOf[at]!),
      ),
      objective: (base + value) / perOne,
    })),
  }
}

/** Chosen sites with the required ones, ascending. */
export function withRequired({ state }: SitingInstance, sites: readonly number[]): number[] {
  const all = new Set(sites)
  state.forEach((own, at) => {
    if (own === REQUIRED) all.add(at)
  })
  return [...all].sort((a, b) => a - b)
}
