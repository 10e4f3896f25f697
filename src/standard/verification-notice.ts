// What every output says beside figures that were not read in the standard itself. Packs in, sentences out.
import type { Notice } from '../answer/sources.ts'
import { NOT_VERIFIED_EN, NOT_VERIFIED_ZH } from '../words/verification-words.ts'
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
  const allZh = `${all.length} 条条款${pack.adequacy.length > 0 ? '（含配置数量要求）' : ''}`
  const notices: Notice[] = []
  const add = (code: string, textEn: string, textZh: string) => notices.push({ code, textEn, textZh })
  if (recalled > 0) {
    add(
      'standard-not-verified',
      `${pack.nameEn}: ${recalled} of ${all.length} rules are ${NOT_VERIFIED_EN}.`,
      `${pack.nameZh}：${allZh}中有 ${recalled} 条${NOT_VERIFIED_ZH}。`,
    )
  }
  if (secondary > 0) {
    add(
      'standard-secondary',
      `${pack.nameEn}: ${secondary} of ${all.length} rules were read in secondary sources.`,
      `${pack.nameZh}：${allZh}中有 ${secondary} 条依据二手资料。`,
    )
  }
  if (own > 0) {
    add(
      'standard-own-rules',
      `${pack.nameEn}: ${own} of ${all.length} rules are the user's own.`,
      `${pack.nameZh}：${allZh}中有 ${own} 条为用户自定。`,
    )
  }
  return notices
}
