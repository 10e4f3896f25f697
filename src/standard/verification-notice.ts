// What every output says beside figures that were not read in the standard itself. Packs in, sentences out.
import type { Notice } from '../answer/sources.ts'
import { nameOf, notice } from '../words/notice.ts'
import type { StandardPack } from './standard-pack.ts'

/**
 * How many rules of a pack, and how many of its amounts per 1,000 people, were read in a source. The same counts stand everywhere.
 *
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * import { verifiedCounts } from 'living-circle/parts'
 * const { rules, rulesVerified } = verifiedCounts(standardPack('gb50180-2018'))
 * ```
 */
export function verifiedCounts({ rules, adequacy }: StandardPack): {
  readonly rules: number
  readonly rulesVerified: number
  readonly amounts: number
  readonly amountsVerified: number
} {
  const read = (list: readonly { readonly verified: boolean }[]) => list.filter(({ verified }) => verified).length
  return {
    rules: rules.length,
    rulesVerified: read(rules),
    amounts: adequacy.length,
    amountsVerified: read(adequacy),
  }
}

/**
 * Notices of a pack: how many of its rules rest on recalled figures, on secondary sources, or are the user's own, and how many of its
 * amounts are recalled. Empty for a pack that was read in primary sources throughout.
 *
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * import { packNotices } from 'living-circle/parts'
 * packNotices(standardPack('gb50180-2018')).length > 0 // true
 * ```
 */
export function packNotices(pack: StandardPack): Notice[] {
  const notices: Notice[] = []
  const add = (
    code: 'standard-not-verified' | 'standard-amounts-not-verified' | 'standard-secondary' | 'standard-own-rules',
    list: readonly { readonly mark: string }[],
    ...marks: readonly string[]
  ) => {
    const n = list.filter(({ mark }) => marks.includes(mark)).length
    if (n > 0) notices.push(notice(code, code, { pack: nameOf(pack), n, all: list.length }))
  }
  add('standard-not-verified', pack.rules, 'U-H', 'U-M')
  add('standard-amounts-not-verified', pack.adequacy, 'U-H', 'U-M')
  add('standard-secondary', pack.rules, 'V-S')
  add('standard-own-rules', pack.rules, 'own')
  return notices
}
