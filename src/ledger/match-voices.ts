// What residents said beside what was computed: heard and computed, heard only (is the map wrong?), computed only (a silent need). Voices and an
// answer in, three lists out. It does not know how a voice was read, and gives no texts away.

import type { AccessReport } from '../answer/access-report.ts'
import { type Gap, gapCategories } from '../answer/gap.ts'
import { footOnSegment, insidePolygons, localScale, type PolygonRings } from '../foundation/geo.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { LonLat } from '../foundation/units.ts'
import type { ResidentVoice } from './resident-voice.ts'

/** How far voices are taken for a gap's, and how old they may be. */
export interface VoiceOptions {
  /** Straight metres from a gap's outline. Default 300. */
  readonly nearMetres?: number | undefined
  /** Older voices are not counted; needs `until`. Default: all count. */
  readonly days?: number | undefined
  /** Day that `days` are counted back from, ISO. */
  readonly until?: string | undefined
}

/** A gap with the voices that are about it. */
export interface HeardGap {
  readonly gapId: string
  readonly category: string
  readonly voiceIds: readonly string[]
}

/** Voices of a kind and a community without a gap of that kind there. */
export interface HeardOnly {
  readonly category: string
  /** Of the nearest block; `null`: no block names one. */
  readonly community: string | null
  readonly voiceIds: readonly string[]
}

/** The three lists. */
export interface VoiceLists {
  /** Most voices first. A voice near several gaps of its kind stands with each. */
  readonly heardAndComputed: readonly HeardGap[]
  readonly heardOnly: readonly HeardOnly[]
  /** Ids of gaps that nobody spoke of, those with most people first. */
  readonly computedOnly: readonly string[]
  /** Voices that are counted: about a gap, and about none. */
  readonly matched: number
  readonly unmatched: number
  /** Older than asked for, or about a kind that was not measured. */
  readonly tooOld: number
  readonly notMeasured: number
}

const DEFAULTS: Required<VoiceOptions> = { nearMetres: 300, days: Number.POSITIVE_INFINITY, until: '9999-12-31' }
const DAY_MS = 86_400_000

/**
 * Puts voices beside gaps. A voice is about a gap of its kind that it lies in or within `nearMetres` of; one that names only a block or a community is about
 * the gaps of its kind there. `voices = matched + unmatched + tooOld + notMeasured`. O(voices × gaps of a kind × their corners).
 *
 * @throws LivingCircleError `unknown-option`
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { matchVoices } from 'living-circle/parts'
 * declare const report: AccessReport
 * const voice = { id: 'v1', lonLat: null, block: null, community: '站前社区', category: 'park', date: null, text: null }
 * const { matched, unmatched, notMeasured } = matchVoices([voice], report)
 * matched + unmatched + notMeasured // 1
 * ```
 */
export function matchVoices(
  voices: readonly ResidentVoice[],
  answer: Pick<AccessReport, 'gaps' | 'blocks' | 'categories'>,
  options: VoiceOptions = {},
): VoiceLists {
  const { nearMetres, days, until } = resolveOptions('matchVoices', options, DEFAULTS) as Required<VoiceOptions>
  const ground = voiceGround(answer)
  const oldest = Number.isFinite(days) ? new Date(Date.parse(until) - days * DAY_MS).toISOString().slice(0, 10) : ''
  const byGap = new Map<string, { gap: Gap; category: string; voiceIds: string[] }>()
  const alone = new Map<string, { category: string; community: string | null; voiceIds: string[] }>()
  let [matched, tooOld, notMeasured] = [0, 0, 0]
  for (const voice of voices) {
    if (voice.date !== null && voice.date < oldest) tooOld++
    else if (!ground.isMeasured(voice.category)) notMeasured++
    else {
      const gaps = ground.gapsOf(voice.category).filter((gap) => isAbout(voice, gap, ground, nearMetres))
      if (gaps.length > 0) matched++
      for (const gap of gaps) add(byGap, gap.id, { gap, category: voice.category, voiceIds: [] }, voice.id)
      if (gaps.length > 0) continue
      const community = ground.communityOf(voice)
      add(
        alone,
        JSON.stringify([voice.category, community]),
        { category: voice.category, community, voiceIds: [] },
        voice.id,
      )
    }
  }
  const heardOnly = [...alone.values()].sort(mostVoices((one) => `${one.category} ${one.community ?? ''}`))
  const heard = [...byGap.values()].sort(mostVoices(({ gap }) => gap.id))
  return {
    heardAndComputed: heard.map(({ gap, category, voiceIds }) => ({ gapId: gap.id, category, voiceIds })),
    heardOnly,
    computedOnly: silentGaps(answer.gaps, byGap),
    matched,
    unmatched: heardOnly.reduce((sum, { voiceIds }) => sum + voiceIds.length, 0),
    tooOld,
    notMeasured,
  }
}

function add<Entry extends { readonly voiceIds: string[] }>(
  list: Map<string, Entry>,
  key: string,
  fresh: Entry,
  id: string,
): void {
  const entry = list.get(key) ?? fresh
  entry.voiceIds.push(id)
  list.set(key, entry)
}

function mostVoices<Entry extends { readonly voiceIds: readonly string[] }>(nameOf: (entry: Entry) => string) {
  return (a: Entry, b: Entry) => b.voiceIds.length - a.voiceIds.length || (nameOf(a) < nameOf(b) ? -1 : 1)
}

function silentGaps(gaps: readonly Gap[], heard: ReadonlyMap<string, unknown>): string[] {
  const silent = gaps.filter(({ id }) => !heard.has(id))
  return silent.sort((a, b) => (b.people ?? -1) - (a.people ?? -1) || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
}

interface VoiceGround {
  readonly isMeasured: (category: string) => boolean
  readonly gapsOf: (category: string) => readonly Gap[]
  /** Ids of the blocks that a word means: an id, else a name. */
  readonly blocksNamed: (word: string) => readonly string[]
  readonly blocksIn: (community: string) => ReadonlySet<string>
  readonly communityOf: (voice: ResidentVoice) => string | null
}

function voiceGround({ gaps, blocks, categories }: Pick<AccessReport, 'gaps' | 'blocks' | 'categories'>): VoiceGround {
  const measured = new Set([...categories.map(({ id }) => id), ...gaps.flatMap(gapCategories)])
  const byCategory = new Map<string, Gap[]>()
  for (const gap of gaps) {
    for (const category of gapCategories(gap)) {
      const list = byCategory.get(category)
      if (list === undefined) byCategory.set(category, [gap])
      else list.push(gap)
    }
  }
  const ids = new Set(blocks.map(({ id }) => id))
  const byName = new Map<string, string[]>()
  const byCommunity = new Map<string, Set<string>>()
  for (const { id, name, community } of blocks) {
    if (name !== null) byName.set(name, [...(byName.get(name) ?? []), id])
    if (community === null) continue
    const members = byCommunity.get(community) ?? new Set<string>()
    members.add(id)
    byCommunity.set(community, members)
  }
  const none: ReadonlySet<string> = new Set()
  const blocksNamed = (word: string) => (ids.has(word) ? [word] : (byName.get(word) ?? []))
  const communityOfBlock = new Map(blocks.map(({ id, community }) => [id, community]))
  return {
    isMeasured: (category) => measured.has(category),
    gapsOf: (category) => byCategory.get(category) ?? [],
    blocksNamed,
    blocksIn: (community) => byCommunity.get(community) ?? none,
    communityOf: ({ lonLat, block, community }) => {
      if (community !== null) return community
      if (block !== null) return communityOfBlock.get(blocksNamed(block)[0] ?? '') ?? null
      return lonLat === null ? null : nearestCommunity(lonLat, blocks)
    },
  }
}

/** Of the block whose middle is nearest. */
function nearestCommunity([lon, lat]: LonLat, blocks: AccessReport['blocks']): string | null {
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat)
  let best = Number.POSITIVE_INFINITY
  let community: string | null = null
  for (const block of blocks) {
    const distance = Math.hypot(
      (block.lonLat[0] - lon) * metresPerDegreeLon,
      (block.lonLat[1] - lat) * metresPerDegreeLat,
    )
    if (distance >= best) continue
    best = distance
    community = block.community
  }
  return community
}

/** By its position where there is one, else by its block, else by its community. */
function isAbout(
  { lonLat, block, community }: ResidentVoice,
  gap: Gap,
  ground: VoiceGround,
  nearMetres: number,
): boolean {
  if (lonLat !== null) return metresToPolygons(lonLat, gap.polygons) <= nearMetres
  if (block !== null) {
    const ids = ground.blocksNamed(block)
    return gap.blockIds.some((id) => ids.includes(id))
  }
  const members = ground.blocksIn(community ?? '')
  return gap.blockIds.some((id) => members.has(id))
}

/** Straight metres to polygons; 0 inside. */
function metresToPolygons([lon, lat]: LonLat, polygons: readonly PolygonRings[]): number {
  if (insidePolygons(lon, lat, polygons)) return 0
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat)
  const flat = ([x, y]: LonLat): [number, number] => [(x - lon) * metresPerDegreeLon, (y - lat) * metresPerDegreeLat]
  let least = Number.POSITIVE_INFINITY
  for (const rings of polygons) {
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const [[ax, ay], [bx, by]] = [flat(ring[i]!), flat(ring[i + 1]!)]
        least = Math.min(least, Math.sqrt(footOnSegment(0, 0, ax, ay, bx, by).squaredDistance))
      }
    }
  }
  return least
}
