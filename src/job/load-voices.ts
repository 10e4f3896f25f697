// HALLWAY: what residents said, from a table. No logic of its own.

import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { ResidentVoice } from '../ledger/resident-voice.ts'
import { basicSystem } from '../normalise/coordinates/shifted-systems.ts'
import type { Reject, SourceCounts } from '../normalise/places/rejects.ts'
import { createVoiceIntake, VOICE_COLUMNS } from '../normalise/tables/voice-rows.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { loadPlainTable, type PlainTableOptions } from './load-plain-table.ts'

const KNOWN_VOICE_LOAD_OPTIONS: OptionKeys<VoiceLoadOptions> = {
  signal: true,
  onProgress: true,
  encoding: true,
  delimiter: true,
  sheet: true,
  crs: true,
}

/** Voices of a file, and what of it was not used: `read = used + rejected`. */
export interface LoadedVoices {
  readonly voices: readonly ResidentVoice[]
  readonly counts: SourceCounts
  readonly rejects: readonly Reject[]
}

/** How the file is read. */
export interface VoiceLoadOptions extends PlainTableOptions {
  /** Coordinates of the table: `wgs84` (default), or those of Chinese maps. */
  readonly crs?: 'wgs84' | 'gcj02' | 'bd09' | undefined
}

/**
 * Reads `id`, a place (`lon` and `lat`, or `block`, or `community`), a kind (`category`, or words of it in `text`), `text`, `date`.
 *
 * @throws LivingCircleError what reading throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadVoices } from 'living-circle/parts'
 * const text = '编号,社区,内容,日期\nv1,站前社区,附近没有托育园,2026-03-01\n'
 * const { voices } = await loadVoices(bytesSource('voices.csv', new TextEncoder().encode(text)))
 * voices[0]?.category // 'nursery'
 * ```
 */
export async function loadVoices(file: ByteSource, options: VoiceLoadOptions = {}): Promise<LoadedVoices> {
  checkOptions('loadVoices', options, KNOWN_VOICE_LOAD_OPTIONS)
  checkGiven('loadVoices', 'file', file, 'source')
  const { crs, ...reading } = options
  const system = crs === undefined || crs === 'wgs84' ? undefined : basicSystem(crs)
  const { intake, rows } = createVoiceIntake(file.name, system?.toWgs84)
  const { counts, rejects } = await loadPlainTable(file, VOICE_COLUMNS, intake, reading)
  return { voices: rows, counts, rejects }
}
