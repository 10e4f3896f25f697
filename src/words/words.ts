// Every sentence of the pages and posters in English and Chinese, from tables by subject; and how numbers stand in them.
// Plain text: whoever writes a page escapes it. Knows no page.
import { FINDINGS_WORDS } from './words-findings.ts'
import { MAP_WORDS } from './words-map.ts'
import { METHOD_WORDS } from './words-method.ts'

/** Languages of the pages. */
export type Lang = 'en' | 'zh'

/** The same words in both languages. */
export interface Words {
  readonly en: string
  readonly zh: string
}

/** What may stand in a placeholder. */
export type WordPart = string | number | Words

const TABLE = { ...FINDINGS_WORDS, ...METHOD_WORDS, ...MAP_WORDS }

/** Names of the sentences. */
export type WordKey = keyof typeof TABLE

/** A part in one language. Numbers are written with separators of thousands. */
function partText(part: WordPart, lang: Lang): string {
  if (typeof part === 'string') return part
  return typeof part === 'number' ? countText(part) : part[lang]
}

const HAN_END = /[\u3400-\u9fff]$/
const HAN_START = /^[\u3400-\u9fff]/
const FIGURE_START = /^[\d<−]/
const FIGURE_END = /[\d%]$/

/**
 * A sentence in both languages with its placeholders filled in, as plain text.
 *
 * @param key which sentence
 * @param parts what stands in `{…}`
 */
export function say(key: WordKey, parts: Readonly<Record<string, WordPart>> = {}): Words {
  const [en, zh] = TABLE[key]
  const filled = (text: string, lang: Lang) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string, at: number) => {
      if (!Object.hasOwn(parts, name)) return whole
      const part = partText(parts[name]!, lang)
      if (lang === 'en') return part
      // Chinese and figures stand a little apart.
      const before = HAN_END.test(text.slice(0, at)) && FIGURE_START.test(part) ? ' ' : ''
      const after = FIGURE_END.test(part) && HAN_START.test(text.slice(at + whole.length)) ? ' ' : ''
      return before + part + after
    })
  return { en: filled(en, 'en'), zh: filled(zh, 'zh') }
}

/** True when the table has such a sentence: for codes that come from data. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(TABLE, key)
}

/** The same text in both languages (a name, a number). */
export function same(text: string): Words {
  return { en: text, zh: text }
}

/** Words one after another with something between. */
export function joinWords(list: readonly Words[], between: Words): Words {
  return { en: list.map((one) => one.en).join(between.en), zh: list.map((one) => one.zh).join(between.zh) }
}

/** A list as one reads it aloud: `a, b and c`, `a、b、c`. */
export function listWords(list: readonly Words[]): Words {
  if (list.length < 2) return list[0] ?? same('')
  const head = joinWords(list.slice(0, -1), { en: ', ', zh: '、' })
  const last = list[list.length - 1]!
  return { en: `${head.en} and ${last.en}`, zh: `${head.zh}、${last.zh}` }
}

/** A whole number with separators of thousands; people are whole. */
export function countText(value: number): string {
  const rounded = Math.round(value)
  return String(Math.abs(rounded))
    .replace(/\B(?=(\d{3})+$)/g, ',')
    .replace(/^/, rounded < 0 ? '−' : '')
}

/** A share as per cent with one decimal. All and nothing are said only where they are true. */
export function percentText(share: number | null): string {
  if (share === null || Number.isNaN(share)) return '–'
  if (share > 0 && share < 0.0005) return '<0.1%'
  if (share < 1 && share >= 0.9995) return '99.9%'
  const tenths = Math.round(share * 1000)
  return tenths === 0 || tenths === 1000 ? `${tenths / 10}%` : `${Math.floor(tenths / 10)}.${tenths % 10}%`
}

/** A number with at most so many decimals, no trailing zeros and separators of thousands. */
export function decimalText(value: number, decimals: number): string {
  const scale = 10 ** decimals
  const [whole = '', fraction] = String(Math.round(value * scale) / scale).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
