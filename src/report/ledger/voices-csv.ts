// Voices of residents as tables: the three lists for the public, with counts of at least five and no texts, and a private list with them. Lists in,
// CSV text out.
import type { VoiceLists } from '../../ledger/match-voices.ts'
import { publishCounts } from '../../ledger/publish-counts.ts'
import type { ResidentVoice } from '../../ledger/resident-voice.ts'
import { csvField } from '../tables/csv.ts'

/** One line of the public lists. */
export interface PublicVoices {
  readonly list: 'heard-and-computed' | 'heard-only' | 'computed-only'
  readonly category: string
  /** Number in the ledger; empty where there is no gap. */
  readonly gap: string
  readonly community: string
  /** `null`: withheld, as it is small or would tell a small one. */
  readonly voices: number | null
}

/** The public lists, and how many voices stand in them where that may be told. */
export interface PublishedVoices {
  readonly rows: readonly PublicVoices[]
  readonly total: number | null
}

/** A gap by the number that it has in the ledger. */
export interface NamedGap {
  readonly id: string
  readonly category: string
  readonly community: string
}

/** The lists with counts that may be published. */
export function publishVoices(lists: VoiceLists, gapOf: (gapId: string) => NamedGap): PublishedVoices {
  const heard = lists.heardAndComputed.map(({ gapId, category, voiceIds }) => ({
    ...{ list: 'heard-and-computed' as const, category, gap: gapOf(gapId).id, community: gapOf(gapId).community },
    count: voiceIds.length,
  }))
  const alone = lists.heardOnly.map(({ category, community, voiceIds }) => ({
    ...{ list: 'heard-only' as const, category, gap: '', community: community ?? '' },
    count: voiceIds.length,
  }))
  const spoken = [...heard, ...alone]
  const { counts, total } = publishCounts(spoken.map(({ count }) => count))
  const silent = lists.computedOnly.map((gapId) => {
    const { id, category, community } = gapOf(gapId)
    return { list: 'computed-only' as const, category, gap: id, community, voices: 0 }
  })
  // Lines with withheld counts are in the order of their names: the order of counts would tell them.
  const shown = spoken.map(({ count: _, ...row }, at) => ({ ...row, voices: counts[at]! }))
  const told = shown.filter(({ voices }) => voices !== null)
  const withheld = shown.filter(({ voices }) => voices === null)
  const nameOf = ({ list, category, gap, community }: PublicVoices) => `${list} ${category} ${gap} ${community}`
  withheld.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return { rows: [...told, ...withheld, ...silent], total }
}

/** The public lists as CSV. */
export function voicesCsv({ rows }: PublishedVoices): string {
  const lines = rows.map(({ list, category, gap, community, voices }) =>
    [list, category, gap, community, voices === null ? 'withheld' : String(voices)].map(csvField).join(','),
  )
  return `list,category,gap_id,community,voices\n${lines.map((line) => `${line}\n`).join('')}`
}

/** Every voice with its text and the gaps that it is about: for the office only. */
export function privateVoicesCsv(
  voices: readonly ResidentVoice[],
  lists: VoiceLists,
  gapOf: (gapId: string) => NamedGap,
): string {
  const gaps = new Map<string, string[]>()
  for (const { gapId, voiceIds } of lists.heardAndComputed) {
    for (const id of voiceIds) gaps.set(id, [...(gaps.get(id) ?? []), gapOf(gapId).id])
  }
  const lines = voices.map(({ id, lonLat, block, community, category, date, text }) => {
    const place = lonLat === null ? ['', ''] : lonLat.map((degrees) => degrees.toFixed(6))
    return [
      id,
      ...place,
      block ?? '',
      community ?? '',
      category,
      date ?? '',
      text ?? '',
      (gaps.get(id) ?? []).join('; '),
    ]
      .map(csvField)
      .join(',')
  })
  return `id,lon,lat,block,community,category,date,text,gap_ids\n${lines.map((line) => `${line}\n`).join('')}`
}
