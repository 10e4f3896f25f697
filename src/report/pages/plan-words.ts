// What a plan says in sentences: what was asked, what it brings, how sure it is. A report in, words out; pages, workbook and terminal say
// the same. It does not know where they stand.
import type { AccessReport } from '../../answer/access-report.ts'
import type { PlanKind, SitingPlan } from '../../answer/siting-plan.ts'
import { decimalText, percentText, say, type Words } from '../../words/words.ts'
import { categoryWords, unitWords, walkLimitWords } from './report-facts.ts'

/** Relative gaps below this are written as this: a gap that is there must not read as none. */
const LEAST_PERCENT = 0.01

/**
 * The sentences of a plan, in the order in which they are read; none where there is no plan.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { planWords } from 'living-circle/parts'
 * declare const report: AccessReport
 * for (const { en, zh } of planWords(report)) console.log(en, zh)
 * ```
 */
export function planWords(report: AccessReport): Words[] {
  const { plan } = report
  if (plan === undefined) return []
  if (plan.infeasible !== null) return [askedWords(report, plan), ...infeasibleWords(plan)]
  return [
    askedWords(report, plan),
    ...plan.kinds.map((kind) => kindWords(report, plan, kind)),
    ...resultWords(report, plan),
    proofWords(plan),
  ]
}

/** What was asked: the problem, how many, from where. */
function askedWords(report: AccessReport, plan: SitingPlan): Words {
  const amount = amountWords(plan.asked)
  const { candidate, required } = plan.candidates
  const asked = {
    what: say(`plan_${plan.problem}`),
    limit: walkLimitWords(report, plan.limit),
    n: candidate + required,
    from: say(`plan_from_${plan.candidatesFrom}`),
  }
  return amount === null ? say('plan_asked_free', asked) : say('plan_asked', { ...asked, amount })
}

function amountWords({ sites, budget, targetPercent }: SitingPlan['asked']): Words | null {
  if (sites !== null) return say('plan_sites', { n: sites })
  if (budget !== null) return say('plan_budget', { n: decimalText(budget, 2) })
  return targetPercent === null ? null : say('plan_target', { n: decimalText(targetPercent, 2) })
}

/** What the plan changes for a kind. */
function kindWords(report: AccessReport, plan: SitingPlan, { category, measure, before, after }: PlanKind): Words {
  const record = report.categories.find(({ id }) => id === category)!
  const n = plan.sites.filter(({ categories }) => categories.includes(category)).length
  return say(n === 0 ? 'plan_kind_none' : 'plan_kind', {
    n,
    kind: categoryWords(record),
    limit: walkLimitWords(report, plan.limit),
    unit: unitWords(measure),
    before: percentText(before.share),
    after: percentText(after.share),
    more: after.covered - before.covered,
    covered: after.covered,
    total: after.total,
  })
}

/** What the problem itself made large or small, where that is not the cover. */
function resultWords(report: AccessReport, plan: SitingPlan): Words[] {
  const { problem, objective, demandCovered, demandTotal } = plan
  const walk = (value: number) =>
    say(report.options.basis === 'time' ? 'minutes' : 'metres', { n: decimalText(value, 1) })
  if (problem === 'maximise-capacitated-coverage') {
    return [
      say('plan_served', {
        n: demandCovered,
        total: demandTotal,
        percent: percentText(demandTotal > 0 ? demandCovered / demandTotal : null),
      }),
    ]
  }
  if (problem === 'minimise-longest-walk' && objective !== null) return [say('plan_longest', { walk: walk(objective) })]
  if (problem !== 'minimise-walk') return []
  return plan.kinds.flatMap(({ category, meanWalkBefore, meanWalkAfter }) => {
    if (meanWalkBefore === null || meanWalkAfter === null) return []
    const kind = categoryWords(report.categories.find(({ id }) => id === category)!)
    return [say('plan_mean_walk', { kind, before: walk(meanWalkBefore), after: walk(meanWalkAfter) })]
  })
}

function proofWords({ status, bound, gap }: SitingPlan): Words {
  if (status === 'optimal' || bound === null || gap === null) return say('plan_proved')
  const percent = decimalText(Math.max(LEAST_PERCENT, Math.ceil(gap * 10_000) / 100), 2)
  return say('plan_bounded', { bound: decimalText(bound, 1), percent: `${percent} %` })
}

/** Why nothing does what was asked, and the least that would. */
function infeasibleWords({ infeasible, basis }: SitingPlan): Words[] {
  const { code, blockIds, relaxation } = infeasible!
  const why = say(`plan_infeasible_${code}`)
  const names = blockIds.slice(0, 5).join(', ')
  const sentences = [say('plan_infeasible', { why })]
  if (blockIds.length > 0) sentences.push(say('plan_infeasible_blocks', { n: blockIds.length, list: names }))
  if (relaxation !== null) {
    const value = decimalText(Math.ceil(relaxation.value * 100 - 1e-9) / 100, 2)
    const key =
      relaxation.what === 'limit' ? (`plan_relax_limit_${basis}` as const) : (`plan_relax_${relaxation.what}` as const)
    sentences.push(say(key, { n: value }))
  }
  return sentences
}
