// What a reader must know of a plan: what was not known, what could not be reached, what was searched how far. A plan in, sentences out.
import type { ReportCategory } from '../answer/measured-places.ts'
import type { SitingPlan } from '../answer/siting-plan.ts'
import type { Notice } from '../answer/sources.ts'
import { nameOf, notice } from '../words/notice.ts'

/** Candidates without a link that a notice names. */
const NAMED = 5

/** Notices about a plan, in a fixed order. */
export function sitingNotices(
  { kinds, unlinked, candidates, candidatesFrom, candidatesEvery, problem, basis, searchedTo, limit }: SitingPlan,
  categories: readonly ReportCategory[],
): Notice[] {
  const notices: Notice[] = []
  const lacking = categories.filter(({ facilities }) => facilities === 0)
  if (lacking.length > 0) notices.push(notice('plan-no-data', 'plan-no-data', { kinds: lacking.map(nameOf) }))
  const unknown = kinds.reduce((most, { before }) => Math.max(most, before.blocksUnknown), 0)
  const unlinkedBlocks = kinds.reduce((most, { before }) => Math.max(most, before.blocksUnlinked), 0)
  if (unknown + unlinkedBlocks > 0) {
    notices.push(notice('plan-blocks-apart', 'plan-blocks-apart', { unknown, unlinked: unlinkedBlocks }))
  }
  const beyond = kinds.reduce((sum, { outOfReach }) => sum + outOfReach, 0)
  if (beyond > 0) {
    const blocks = new Set(kinds.flatMap(({ blocksOutOfReach }) => blocksOutOfReach)).size
    const n = Math.round(beyond)
    notices.push(notice('plan-out-of-reach', 'plan-out-of-reach', { n, blocks }))
  }
  if (unlinked.length > 0) {
    const list = unlinked.slice(0, NAMED).map(({ id }) => id)
    notices.push(
      unlinked.length > NAMED
        ? notice('plan-unlinked', 'plan-unlinked-more', { n: unlinked.length, list, more: unlinked.length - NAMED })
        : notice('plan-unlinked', 'plan-unlinked', { n: unlinked.length, list }),
    )
  }
  const words = new Map(categories.map((category) => [category.id, nameOf(category)]))
  for (const { category, rate, demandRate } of kinds) {
    if (rate === null) continue
    const key = rate.verified ? 'plan-rate' : 'plan-rate-not-verified'
    const source = nameOf({ nameEn: rate.source, nameZh: rate.sourceZh })
    const values = {
      kind: words.get(category)!,
      n: String(Math.round(demandRate * 1e6) / 1e3),
      unit: { key: `rate-unit.${rate.unit}` },
      source,
    }
    notices.push(notice('plan-rate', key, values))
  }
  if (problem === 'maximise-capacitated-coverage') {
    const without = kinds.filter(({ rate, demandRate }) => rate === null && demandRate === 1)
    const list = without.map(({ category }) => words.get(category)!)
    if (list.length > 0) notices.push(notice('plan-no-rate', 'plan-no-rate', { kinds: list }))
  }
  if (candidates.unknownCost > 0) notices.push(notice('plan-no-cost', 'plan-no-cost', { n: candidates.unknownCost }))
  if (problem === 'maximise-capacitated-coverage') {
    const n = kinds.reduce((sum, { existingUnknownPlaces }) => sum + existingUnknownPlaces, 0)
    const all = kinds.reduce((sum, { existing }) => sum + existing, 0)
    if (n > 0) notices.push(notice('plan-no-places', 'plan-no-places', { n, all }))
    const { unknownPlaces } = candidates
    if (unknownPlaces > 0) notices.push(notice('plan-site-no-places', 'plan-site-no-places', { n: unknownPlaces }))
  }
  if (candidatesFrom === 'streets' && candidatesEvery !== null) {
    notices.push(notice('plan-streets', 'plan-streets', { metres: candidatesEvery }))
  }
  if (searchedTo > limit) {
    const key = basis === 'time' ? 'plan-searched-minutes' : 'plan-searched-metres'
    notices.push(notice('plan-searched', key, { to: searchedTo }))
  }
  return notices
}
