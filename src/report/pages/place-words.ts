// Where something is, in words that people know: names before ids, and never an id in the place of a name. It counts nothing.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Gap } from '../../answer/gap.ts'
import type { MeasuredBlock } from '../../answer/measured-places.ts'
import { same, say, type Words } from '../../words/words.ts'
import type { ReportFacts } from './report-facts.ts'

/** What a block is called: its name, else the area that it lies in. */
export function blockWords({ name, community, street, district }: MeasuredBlock): Words {
  if (name !== null) return same(name)
  const place = community ?? street ?? district
  return place === null ? say('unnamed_block') : say('unnamed_block_in', { place })
}

/**
 * Where a gap is: its community where all its blocks share one, else its block with most people, of those with a name, and how many more.
 */
export function gapPlace(report: AccessReport, facts: Pick<ReportFacts, 'blockIndex'>, gap: Gap): Words {
  const blocks = gap.blockIds.flatMap((id) => report.blocks[facts.blockIndex.get(id) ?? -1] ?? [])
  const first = blocks[0]
  if (first === undefined) return same(gap.id)
  if (blocks.length > 1 && first.community !== null && blocks.every((block) => block.community === first.community)) {
    return same(first.community)
  }
  const people = (block: MeasuredBlock) => block.people.population ?? -1
  const isBetter = (block: MeasuredBlock, best: MeasuredBlock) =>
    (block.name !== null) !== (best.name !== null) ? block.name !== null : people(block) > people(best)
  const most = blocks.reduce((best, block) => (isBetter(block, best) ? block : best), first)
  const isNameless = (most.name ?? most.community ?? most.street ?? most.district) === null
  const name =
    isNameless && gap.nearestFacilityName !== null
      ? say('unnamed_block_near', { place: gap.nearestFacilityName })
      : blockWords(most)
  if (blocks.length === 1) return name
  return say('gap_more_blocks', { name, more: blocks.length - 1, all: blocks.length })
}
