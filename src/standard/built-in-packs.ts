// The rule packs that ship with the library: data/standards/*.json, checked like any other. It does not know how they are used.
import { checkType } from '../foundation/arguments.ts'
import { frozen } from '../foundation/frozen.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { suggest } from '../foundation/options.ts'
import { message, problem } from '../words/problem.ts'
import { packData } from './pack-data.ts'
import { type ParsePackOptions, parseStandardPack } from './parse-pack.ts'
import type { StandardPack } from './standard-pack.ts'

const RAW_PACKS: ReadonlyMap<string, unknown> = new Map(
  packData.map((value) => [(value as { readonly id: string }).id, value] as const),
)
const parsedPacks = new Map<string, StandardPack>()

/**
 * All built-in packs, in order of id.
 *
 * @example
 * ```ts
 * import { standardPacks } from 'living-circle'
 * standardPacks().map((pack) => pack.id).includes('gb50180-2018') // true
 * ```
 */
export function standardPacks(): readonly StandardPack[] {
  return [...RAW_PACKS.keys()].sort(compareNaturally).map((id) => standardPack(id))
}

/**
 * A built-in pack.
 *
 * @throws LivingCircleError `invalid-option` for an id that is not built in
 * @returns the pack with its rules; limits in metres or minutes as each rule says
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * standardPack('gb50180-2018').rules.length > 20 // true
 * ```
 */
export function standardPack(id: string): StandardPack {
  checkType('standardPack', 'id', id, 'string')
  const held = parsedPacks.get(id)
  if (held !== undefined) return held
  const raw = RAW_PACKS.get(id)
  if (raw === undefined) {
    const near = suggest(id, [...RAW_PACKS.keys()])
    throw problem(
      'invalid-option',
      'pack.unknown',
      { id },
      {
        hint:
          near === undefined
            ? message('hint.standards', { list: [...RAW_PACKS.keys()].sort().join(', ') })
            : message('hint.did-you-mean', { word: near }),
        details: { standard: id, known: [...RAW_PACKS.keys()].sort() },
      },
    )
  }
  const pack = frozen(parseStandardPack(raw, { name: id, bases: RAW_PACKS }))
  parsedPacks.set(id, pack)
  return pack
}

/**
 * A user's own pack, which may extend a built-in one.
 *
 * @param json the file's text, or the value parsed from it
 * @throws what {@link parseStandardPack} throws
 */
export function userStandardPack(json: unknown, options: Omit<ParsePackOptions, 'bases'> = {}): StandardPack {
  return parseStandardPack(json, { ...options, bases: RAW_PACKS })
}
