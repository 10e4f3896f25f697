// Whether a siting problem can be meant: lengths, numbers, words, ids. In: what a caller gave. Out: nothing, or an error that names the slip.
import { message, problem } from '../../words/problem.ts'
import { SITE_STATUSES, SITING_PROBLEMS, type SitingAmount, type SitingProblem } from './siting-problem.ts'

/** What is asked, without the places. */
export type SitingQuestion = SitingAmount & Pick<SitingProblem, 'problem' | 'limit'>

/** @throws LivingCircleError `invalid-option` */
export function checkProblem(given: SitingProblem): void {
  const { siteIds, demandIds, siteStatus, demandWeight, costs } = given
  if (!(SITING_PROBLEMS as readonly string[]).includes(given.problem)) {
    throw problem(
      'invalid-option',
      'siting.unknown-problem',
      { word: String(given.problem).slice(0, 80) },
      { hint: message('hint.known-options', { list: SITING_PROBLEMS.join(', ') }) },
    )
  }
  const unknown = siteStatus.findIndex((status) => !(SITE_STATUSES as readonly string[]).includes(status))
  if (unknown >= 0) {
    throw problem(
      'invalid-option',
      'siting.unknown-status',
      { word: String(siteStatus[unknown]).slice(0, 80), id: siteIds[unknown] ?? '' },
      { hint: message('hint.known-options', { list: SITE_STATUSES.join(', ') }) },
    )
  }
  checkLengths(given)
  checkIds(demandIds)
  checkIds(siteIds)
  checkNumbers('demandWeight', demandWeight)
  checkNumbers('siteBuildCost', given.siteBuildCost)
  checkNumbers('demandPlaces', given.demandPlaces)
  checkNumbers('costs.cost', costs.cost)
  given.sitePlaces?.forEach((places, site) => {
    if (places < 0)
      throw problem('invalid-option', 'siting.bad-number', { what: 'sitePlaces', at: site, value: places })
  })
  checkSitingQuestion(given)
}

function checkLengths({ siteIds, demandIds, siteStatus, demandWeight, costs, ...more }: SitingProblem): void {
  const { rowOffset, site, cost } = costs
  const pairs = rowOffset[rowOffset.length - 1]
  const wrong =
    siteStatus.length !== siteIds.length ||
    demandWeight.length !== demandIds.length ||
    rowOffset.length !== demandIds.length + 1 ||
    pairs !== site.length ||
    pairs !== cost.length ||
    (more.sitePlaces?.length ?? siteIds.length) !== siteIds.length ||
    (more.siteBuildCost?.length ?? siteIds.length) !== siteIds.length ||
    (more.demandPlaces?.length ?? demandIds.length) !== demandIds.length
  if (wrong) throw problem('invalid-option', 'siting.lengths', {})
  for (let row = 0; row < demandIds.length; row++) {
    for (let p = rowOffset[row]!; p < rowOffset[row + 1]!; p++) {
      const isAfter = p === rowOffset[row]! || site[p]! > site[p - 1]!
      if (!isAfter || site[p]! >= siteIds.length)
        throw problem('invalid-option', 'siting.pairs', { id: demandIds[row]! })
    }
  }
}

function checkIds(ids: readonly string[]): void {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) throw problem('invalid-option', 'siting.same-id', { id: id.slice(0, 80) })
    seen.add(id)
  }
}

function checkNumbers(what: string, numbers: ArrayLike<number> | undefined): void {
  if (numbers === undefined) return
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at]!
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw problem('invalid-option', 'siting.bad-number', { what, at, value: String(value) })
    }
  }
}

/** Which amounts a problem takes; the first is the one that is missed where none is given. */
const AMOUNTS: Readonly<Record<SitingProblem['problem'], readonly ('sites' | 'budget' | 'targetPercent')[]>> = {
  'maximise-coverage': ['sites', 'budget', 'targetPercent'],
  'maximise-capacitated-coverage': ['sites', 'budget', 'targetPercent'],
  'minimise-facilities': ['targetPercent', 'sites'],
  'minimise-walk': ['sites', 'budget'],
  'minimise-longest-walk': ['sites', 'budget'],
  'backup-coverage': ['sites'],
}
const NEED_NO_AMOUNT: ReadonlySet<string> = new Set(['minimise-facilities', 'backup-coverage'])

/**
 * Whether a question can be asked at all, before there are tables.
 *
 * @throws LivingCircleError `invalid-option`
 */
export function checkSitingQuestion(given: SitingQuestion): void {
  const { problem: name, limit } = given
  const amounts = (['sites', 'budget', 'targetPercent'] as const).filter((key) => given[key] !== undefined)
  const allowed = AMOUNTS[name]
  const wrong = amounts.find((key) => !allowed.includes(key))
  if (wrong !== undefined) throw problem('invalid-option', 'siting.no-such-amount', { name, amount: wrong })
  if (amounts.length > 1) throw problem('invalid-option', 'siting.one-amount', { list: amounts.join(', ') })
  if (amounts.length === 0 && !NEED_NO_AMOUNT.has(name)) {
    throw problem('invalid-option', 'siting.amount-needed', { name, list: allowed.join(', ') })
  }
  const { sites, budget, targetPercent } = given
  const isWhole = sites === undefined || (Number.isInteger(sites) && sites >= 0)
  if (!isWhole) throw problem('invalid-option', 'siting.bad-amount', { what: 'sites', value: String(sites) })
  if (budget !== undefined && !(budget >= 0)) {
    throw problem('invalid-option', 'siting.bad-amount', { what: 'budget', value: String(budget) })
  }
  if (targetPercent !== undefined && !(targetPercent >= 0 && targetPercent <= 100)) {
    throw problem('invalid-option', 'siting.bad-amount', { what: 'targetPercent', value: String(targetPercent) })
  }
  if (limit !== undefined && !(limit >= 0)) {
    throw problem('invalid-option', 'siting.bad-amount', { what: 'limit', value: String(limit) })
  }
}
