// HALLWAY: a rule pack from a byte source, and its record among the inputs of a run.

import type { InputRecord } from '../answer/sources.ts'
import { type ByteSource, readAllBytes } from '../read/bytes/byte-source.ts'
import { standardPacks, userStandardPack } from '../standard/built-in-packs.ts'
import type { StandardPack } from '../standard/standard-pack.ts'
import { problem } from '../words/problem.ts'
import { fileInput } from './load-tables.ts'

/** A pack is a page of text; what is larger is something else. */
const MAX_PACK_BYTES = 10 * 1024 * 1024

/** A rule pack with where it came from. */
export interface LoadedStandard {
  readonly pack: StandardPack
  readonly input: InputRecord
}

/**
 * Reads a rule pack of the user's own, checked against the schema; it may extend a built-in one.
 *
 * @throws LivingCircleError `input-too-large`, and what {@link userStandardPack} throws
 */
export async function loadStandard(file: ByteSource): Promise<LoadedStandard> {
  if ((file.byteLength ?? 0) > MAX_PACK_BYTES) {
    throw problem(
      'input-too-large',
      'pack.bytes',
      { name: file.name, n: file.byteLength! },
      { hint: 'hint.pack-examples' },
    )
  }
  const pack = userStandardPack(new TextDecoder().decode(await readAllBytes(file)), { name: file.name })
  return { pack, input: await fileInput('standard', file, 'rule pack', countsOf(pack)) }
}

/** The record of a pack that came from no file: built in, or made by the program. */
export function standardInput(pack: StandardPack): InputRecord {
  const format = standardPacks().includes(pack) ? 'built-in' : 'rule pack'
  const name = `${pack.id} ${pack.version}`
  return { role: 'standard', name, byteLength: null, sha256: null, date: null, format, ...countsOf(pack) }
}

function countsOf({ rules, adequacy }: StandardPack) {
  const count = rules.length + adequacy.length
  return { read: count, used: count, rejected: 0 }
}
