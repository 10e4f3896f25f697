// What a reader must know of compounds and private streets. Counts in, sentences out. It does not know how streets are cut.
import type { CompoundSummary } from '../answer/compound-summary.ts'
import type { MeasuredBlock } from '../answer/measured-places.ts'
import type { NetworkSummary, Notice } from '../answer/sources.ts'
import { notice } from '../words/notice.ts'

/** Notices about who may walk where, in a fixed order. */
export function compoundNotices(
  network: NetworkSummary,
  compounds: CompoundSummary | undefined,
  blocks: readonly MeasuredBlock[],
): Notice[] {
  const notices: Notice[] = []
  if (network.restrictedKilometres > 0 || network.restrictedNodes > 0) {
    const code = compounds?.privateStreets === 'ordinary' ? 'restricted-as-ordinary' : 'private-streets'
    notices.push(notice(code, code, { km: network.restrictedKilometres.toFixed(1), gates: network.restrictedNodes }))
  }
  if (compounds !== undefined) {
    const { closed, known, openGates, walls, withoutGates, unknownCrossings } = compounds
    if (closed > 0) {
      notices.push(notice('closed-compounds', 'closed-compounds', { closed, known, gates: openGates, walls }))
    }
    if (withoutGates > 0) {
      notices.push(notice('unknown-gates', 'unknown-gates', { n: withoutGates, crossings: unknownCrossings }))
    }
    if (compounds.gatesWithoutCrossing > 0) {
      notices.push(notice('gates-without-street', 'gates-without-street', { n: compounds.gatesWithoutCrossing }))
    }
    if (compounds.sealed > 0) notices.push(notice('sealed-compounds', 'sealed-compounds', { n: compounds.sealed }))
    if (compounds.rejectedOutlines > 0) {
      notices.push(notice('rejected-outlines', 'rejected-outlines', { n: compounds.rejectedOutlines }))
    }
  }
  const fromGates = blocks.filter(({ demandMethod }) => demandMethod === 'gates').length
  if (fromGates > 0) notices.push(notice('from-gates', 'from-gates', { n: fromGates, all: blocks.length }))
  return notices
}
