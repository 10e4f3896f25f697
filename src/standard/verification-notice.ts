// What every output says beside figures that were not read in the standard itself. Packs in, sentences out.
import type { Notice } from '../answer/sources.ts'
import { nameOf, notice } from '../words/notice.ts'
import type { StandardPack } from './standard-pack.ts'

/**
 * Notices of a pack: how many of its rules rest on recalled figures, on secondary sources, or are the user's own. Empty for a pack
 * that was read in primary sources throughout.
 */
export function packNotices(pack: StandardPack): Notice[] {
  const all = [...pack.rules, ...pack.adequacy]
  const count = (...marks: string[]) => all.filter((rule) => marks.includes(rule.mark)).length
  const recalled = count('U-H', 'U-M')
  const secondary = count('V-S')
  const own = count('own')
  const notices: Notice[] = []
  const add = (code: 'standard-not-verified' | 'standard-secondary' | 'standard-own-rules', n: number) => {
    if (n > 0) {
      // Chinese says whether the count of rules takes in those of how much there must be.
      const adequacy = pack.adequacy.length > 0 ? { key: 'standard-with-adequacy' } : ''
      notices.push(notice(code, code, { pack: nameOf(pack), n, all: all.length, adequacy }))
    }
  }
  add('standard-not-verified', recalled)
  add('standard-secondary', secondary)
  add('standard-own-rules', own)
  return notices
}
