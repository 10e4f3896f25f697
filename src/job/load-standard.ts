// HALLWAY: a rule pack from a byte source, and its record among the inputs of a run.

import type { InputRecord } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, KNOWN_RUN_OPTIONS } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { resolveCategoryWord, useRuleWords } from '../normalise/categories/categories.ts'
import { type ByteSource, readAllBytes } from '../read/bytes/byte-source.ts'
import { watchedSource } from '../read/bytes/watched-source.ts'
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
 * @example
 * ```ts
 * import { bytesSource, loadStandard } from 'living-circle'
 * const ours = { id: 'ours', version: '1', extends: 'gb50180-2018', nameEn: 'Our rules', nameZh: '本市规则', sources: [], rules: [] }
 * const { pack } = await loadStandard(bytesSource('ours.json', new TextEncoder().encode(JSON.stringify(ours))))
 * pack.id // 'ours'
 * ```
 */
export async function loadStandard(file: ByteSource, options: RunOptions = {}): Promise<LoadedStandard> {
  checkOptions('loadStandard', options, KNOWN_RUN_OPTIONS)
  checkGiven('loadStandard', 'file', file, 'source')
  if ((file.byteLength ?? 0) > MAX_PACK_BYTES) {
    throw problem(
      'input-too-large',
      'pack.bytes',
      { name: file.name, n: file.byteLength! },
      { hint: 'hint.pack-examples' },
    )
  }
  const pack = standardWithWords(
    userStandardPack(new TextDecoder().decode(await readAllBytes(watchedSource(file, options), MAX_PACK_BYTES)), {
      name: file.name,
    }),
  )
  return { pack, input: await fileInput('standard', file, 'rule pack', countsOf(pack)) }
}

/**
 * A pack whose rules take what their `aliases` say: a word of a known kind adds that kind to the rule's first route; a word that nothing
 * knows means the rule's first kind from now on, in tables that are read afterwards.
 *
 * @example
 * ```ts
 * import { parseStandardPack, resolveCategoryWord, standardWithWords } from 'living-circle/parts'
 * const day = { id: 'day', categories: ['elderly_day_care'], limitMetres: 300, aliases: ['养老驿站', '暖心小屋'] }
 * const pack = standardWithWords(parseStandardPack({ id: 'my-city', rules: [day] }))
 * pack.rules[0]!.routes[0]!.categories // [ 'elderly_day_care', 'elderly_care_station' ]
 * resolveCategoryWord('暖心小屋').category?.id // 'elderly_day_care'
 * ```
 */
export function standardWithWords(pack: StandardPack): StandardPack {
  useRuleWords(new Map())
  const words = new Map<string, string>()
  const rules = pack.rules.map((rule) => {
    const [first, ...others] = rule.routes
    const kinds = new Set(first!.categories)
    for (const word of rule.aliases) {
      const known = resolveCategoryWord(word).category
      if (known !== null) kinds.add(known.id)
      else words.set(word, first!.categories[0]!)
    }
    return kinds.size === first!.categories.length
      ? rule
      : { ...rule, routes: [{ ...first!, categories: [...kinds] }, ...others] }
  })
  useRuleWords(words)
  return { ...pack, rules }
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
