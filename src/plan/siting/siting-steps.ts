// The table of steps: the chosen sites as if they were opened one after another, always the one that adds most. In: an instance and an
// outcome. Out: what each step adds, and the objective after it.
import { createNearestOpen } from './nearest-open.ts'
import { createPlaceFlow } from './place-flow.ts'
import type { PairsBySite, SitingInstance } from './siting-instance.ts'
import type { SitingOutcome } from './siting-outcome.ts'
import type { SitingStep } from './siting-problem.ts'

/** @see the head of the file */
export function sitingSteps(instance: SitingInstance, outcome: SitingOutcome, bySite: PairsBySite): SitingStep[] {
  const { problem } = instance
  if (problem.problem === 'maximise-capacitated-coverage') return flowSteps(instance, outcome)
  const { weight, siteOf } = instance
  const total = weight.whole.reduce((sum, one) => sum + one, 0)
  const open = createNearestOpen(instance, bySite)
  const isWalk = problem.problem === 'minimise-walk'
  const cutOff = outcome.cutOff ?? Number.POSITIVE_INFINITY
  const worth = (site: number) => (isWalk ? open.shortened(site, cutOff) : open.newlyCovered(site))
  const steps: SitingStep[] = []
  let covered = open.covered()
  for (const left = [...outcome.chosen]; left.length > 0; ) {
    const values = left.map(worth)
    const at = values.indexOf(Math.max(...values))
    const [site] = left.splice(at, 1)
    const more = open.newlyCovered(site!)
    open.open(site!)
    covered += more
    steps.push({
      site: siteOf[site!]!,
      demandNew: more / weight.perOne,
      demandTotal: covered / weight.perOne,
      share: total === 0 ? 0 : covered / total,
      objective: objectiveAfter(instance, open, steps.length + 1, covered, cutOff),
      placesUsed: null,
    })
  }
  return steps
}

type Open = ReturnType<typeof createNearestOpen>

function objectiveAfter(
  { problem, weight }: SitingInstance,
  open: Open,
  steps: number,
  covered: number,
  cutOff: number,
): number | null {
  switch (problem.problem) {
    case 'minimise-facilities':
      return steps
    case 'minimise-walk': {
      let sum = 0
      for (let row = 0; row < weight.whole.length; row++) sum += weight.whole[row]! * Math.min(open.cost[row]!, cutOff)
      return sum / weight.perOne
    }
    case 'minimise-longest-walk': {
      let most = 0
      for (const cost of open.cost) if (cost > most) most = cost
      return Number.isFinite(most) ? most : null
    }
    case 'backup-coverage':
      return open.coveredTwice() / weight.perOne
    default:
      return covered / weight.perOne
  }
}

/** Where places are counted: how many more are served, by what flows. */
function flowSteps(instance: SitingInstance, outcome: SitingOutcome): SitingStep[] {
  const { weight, siteOf } = instance
  const total = weight.whole.reduce((sum, one) => sum + one, 0)
  const flow = createPlaceFlow(instance)
  flow.openExisting()
  const steps: SitingStep[] = []
  for (const left = [...outcome.chosen]; left.length > 0; ) {
    let best = 0
    let most = -1
    left.forEach((site, at) => {
      const more = flow.wouldServe(site, most)
      if (more > most) {
        most = more
        best = at
      }
    })
    const [site] = left.splice(best, 1)
    const before = flow.served()
    flow.open(site!)
    steps.push({
      site: siteOf[site!]!,
      demandNew: (flow.served() - before) / weight.perOne,
      demandTotal: flow.served() / weight.perOne,
      share: total === 0 ? 0 : flow.served() / total,
      objective: flow.served() / weight.perOne,
      placesUsed: flow.used(site!) / weight.perOne,
    })
  }
  return steps
}
