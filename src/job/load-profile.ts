// HALLWAY: a walking profile of the user's own, from a JSON file.

import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, KNOWN_RUN_OPTIONS } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { parseWalkProfile } from '../network/check-profile.ts'
import type { WalkProfile } from '../network/profile.ts'
import { type ByteSource, readAllBytes } from '../read/bytes/byte-source.ts'
import { watchedSource } from '../read/bytes/watched-source.ts'
import { problem } from '../words/problem.ts'

/** A profile is a few lines; what is larger is something else. */
const MAX_PROFILE_BYTES = 65_536

/**
 * Reads a walking profile from a JSON file: `{"id": "cane", "basedOn": "frail", "walkMetresPerSecond": 0.55}`.
 *
 * @throws LivingCircleError `input-too-large`, `input-format` for what is no JSON, and what {@link parseWalkProfile} throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadProfile } from 'living-circle/parts'
 * (await loadProfile(bytesSource('cane.json', new TextEncoder().encode('{"id":"cane","basedOn":"frail","walkMetresPerSecond":0.5}')))).walkMetresPerSecond // 0.5
 * ```
 */
export async function loadProfile(file: ByteSource, options: RunOptions = {}): Promise<WalkProfile> {
  checkOptions('loadProfile', options, KNOWN_RUN_OPTIONS)
  checkGiven('loadProfile', 'file', file, 'source')
  const { name } = file
  if ((file.byteLength ?? 0) > MAX_PROFILE_BYTES) throw tooLarge(name, file.byteLength!)
  const bytes = await readAllBytes(watchedSource(file, options), MAX_PROFILE_BYTES)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes).replace(/^\ufeff/, ''))
  } catch {
    throw problem('input-format', 'profile.not-json', { name }, { hint: 'hint.profile-example' })
  }
  return parseWalkProfile(value, name)
}

function tooLarge(name: string, n: number) {
  return problem('input-too-large', 'profile.file-too-large', { name, n }, { hint: 'hint.profile-example' })
}
