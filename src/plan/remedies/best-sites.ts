// For each gap the one place among given ones where a new facility would serve most of its people. Gains in, places with categories out.
import type { Steps } from '../../foundation/breath.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import type { BasisGains } from './basis-gains.ts'
import type { SiteJudge } from './site-candidates.ts'

/** A place, and what would be built there. */
export interface ChosenSite {
  readonly place: number
  readonly category: string
}

/** What a gap's best place so far brings it. */
interface Best {
  readonly place: number
  readonly people: number
  readonly blocks: number
  readonly category: string
}

/**
 * In steps: one sweep per place and basis, for all that is lacking at once. Of equally good places the first; a place that is best for several gaps of
 * a category is one site.
 */
export function* bestSites(
  places: number,
  bases: readonly BasisGains[],
  judges: readonly SiteJudge[],
  run: RunOptions = {},
): Steps<ChosenSite[]> {
  const best = new Map<number, Best>()
  for (let place = 0; place < places; place++) {
    yield
    if (place % 32 === 0) {
      throwIfAborted(run.signal)
      run.onProgress?.({ step: 'remedies', done: place, total: places })
    }
    bases.forEach(({ terms, columns }, at) => {
      judges[at]!.gains([place], () => true).forEach(({ origins = [] }, number) => {
        const subject = columns.find((_, column) => terms.columns[column]!.subject === number)!.subject
        const category = subject.routes[0]!.categories[0]!
        for (const [gap, sum] of sumsByGap(subject, origins)) {
          const former = best.get(gap)
          const isBetter =
            former === undefined ||
            sum.people > former.people ||
            (sum.people === former.people && sum.blocks > former.blocks)
          if (isBetter) best.set(gap, { place, category, ...sum })
        }
      })
    })
  }
  const seen = new Map<string, ChosenSite>()
  for (const [, { place, category }] of [...best].sort(([a], [b]) => a - b)) {
    seen.set(`${place} ${category}`, { place, category })
  }
  return [...seen.values()]
}

function sumsByGap(
  { gapOfOrigin, people, share }: BasisGains['columns'][number]['subject'],
  origins: readonly number[],
): Map<number, { people: number; blocks: number }> {
  const sums = new Map<number, { people: number; blocks: number }>()
  for (const origin of origins) {
    const gap = gapOfOrigin[origin]!
    if (gap < 0) continue
    const former = sums.get(gap)
    if (former === undefined) sums.set(gap, { people: people[origin]!, blocks: share[origin]! })
    else {
      former.people += people[origin]!
      former.blocks += share[origin]!
    }
  }
  return sums
}
