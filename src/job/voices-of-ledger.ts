// HALLWAY: voices beside an answer, by the numbers of a ledger → files for the public and for the office.
import type { AccessReport } from '../answer/access-report.ts'
import { gapCategories } from '../answer/gap.ts'
import { questionOfGap } from '../ledger/gap-facts.ts'
import type { Ledger } from '../ledger/ledger-record.ts'
import { matchVoices, type VoiceLists, type VoiceOptions } from '../ledger/match-voices.ts'
import type { ResidentVoice } from '../ledger/resident-voice.ts'
import {
  type NamedGap,
  type PublishedVoices,
  privateVoicesCsv,
  publishVoices,
  voicesCsv,
} from '../report/ledger/voices-csv.ts'

/** Voices beside a ledger. */
export interface VoicesOfLedger {
  readonly lists: VoiceLists
  readonly published: PublishedVoices
  /** For the public: no names, no texts, no small counts. */
  readonly csv: string
  /** For the office: everything. */
  readonly privateCsv: () => string
}

/**
 * Puts voices beside the gaps of an answer, which go by their numbers in the ledger.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { type Ledger, type ResidentVoice, voicesOfLedger } from 'living-circle/parts'
 * declare const voices: readonly ResidentVoice[]
 * declare const report: AccessReport
 * declare const ledger: Ledger
 * const lists = voicesOfLedger(voices, report, ledger)
 * ```
 */
export function voicesOfLedger(
  voices: readonly ResidentVoice[],
  answer: AccessReport,
  ledger: Ledger,
  options: VoiceOptions = {},
): VoicesOfLedger {
  const lists = matchVoices(voices, answer, options)
  const named = namedGaps(answer, ledger)
  const gapOf = (gapId: string): NamedGap => named.get(gapId)!
  const published = publishVoices(lists, gapOf)
  return { lists, published, csv: voicesCsv(published), privateCsv: () => privateVoicesCsv(voices, lists, gapOf) }
}

/** Gaps of an answer by their own ids, with the number that they have in a ledger which was updated by it. */
export function namedGaps(answer: AccessReport, { rows }: Ledger): ReadonlyMap<string, NamedGap> {
  const keyOf = (question: unknown, blockIds: readonly string[]) => JSON.stringify([question, [...blockIds].sort()])
  const ids = new Map<string, string>()
  for (const { gap } of rows) {
    if (gap === null || gap.mergedInto !== null || gap.state === 'resolved') continue
    ids.set(
      keyOf(
        gap.question,
        gap.blocks.map(({ id }) => id),
      ),
      gap.id,
    )
  }
  const blockOf = new Map(answer.blocks.map((block) => [block.id, block]))
  return new Map(
    answer.gaps.map((gap) => {
      const id = ids.get(keyOf(questionOfGap(gap, answer), gap.blockIds)) ?? gap.id
      const communities = new Set(gap.blockIds.map((block) => blockOf.get(block)!.community))
      const community = communities.size === 1 ? ([...communities][0] ?? '') : ''
      return [gap.id, { id, category: gapCategories(gap).join('|'), community }]
    }),
  )
}
