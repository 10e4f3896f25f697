// Every sentence of the terminal in English and Chinese, from tables by subject. Plain text; the words of pages are in the library.
import { groupDigits } from './tables/text-table.ts'
import { ANSWER_WORDS } from './words-answers.ts'
import { INPUT_WORDS } from './words-inputs.ts'

/** Languages of the terminal. */
export type Lang = 'en' | 'zh'

const SMALL_WORDS = {
  // Units and small words
  min: ['{n} min', '{n} 分钟'],
  m: ['{n} m', '{n} 米'],
  m_on_foot: ['{n} m on foot', '步行 {n} 米'],
  m_straight: ['{n} m straight', '直线 {n} 米'],
  min_s: ['{min} min {s} s ({seconds} s)', '{min} 分 {s} 秒（{seconds} 秒）'],
  list: [', ', '、'],
  comma: [', ', '，'],
  or: [' or ', '或'],
  semicolon: ['; ', '；'],
  colon: [': ', '：'],
  stop: ['.', '。'],
  note: ['note: {text}', '提示：{text}'],
  label_error: ['error:', '错误：'],
  label_hint: ['hint:', '建议：'],
  label_warning: ['warning:', '警告：'],
  step_read: ['read', '读取'],
  step_walks: ['walks', '步行测算'],
  step_gaps: ['gaps', '盲区'],
  step_duties: ['duties', '条款评价'],
  step_isochrones: ['isochrones', '等时圈'],
  unknown: ['unknown', '未知'],
  no_data: ['no data', '无数据'],
  gap_of_data: ['A gap in the data is not a gap in the city.', '数据缺失不等于现实缺失。'],
  name: ['name', '名称'],
  category: ['category', '类别'],
  facility: ['facility', '设施'],
  facilities: ['facilities', '设施'],
  blocks: ['blocks', '地块'],
  people: ['people', '居民'],
  gaps: ['gaps', '盲区'],
  place: ['place', '地点'],
  share: ['share', '占比'],
  of: ['of', '分母'],
  seconds: ['seconds', '秒'],
  minutes: ['minutes', '分钟'],
  metres: ['metres', '米'],
} satisfies Readonly<Record<string, readonly [en: string, zh: string]>>

const TABLE = { ...SMALL_WORDS, ...INPUT_WORDS, ...ANSWER_WORDS }

/** Names of the sentences. */
export type WordKey = keyof typeof TABLE

/** Says a sentence with its `{places}` filled in; numbers get separators of thousands. */
export type Say = (key: WordKey, parts?: Readonly<Record<string, string | number>>) => string

/** The sentences of one language. */
export function sayIn(lang: Lang): Say {
  const index = lang === 'zh' ? 1 : 0
  return (key, parts = {}) =>
    TABLE[key][index].replace(/\{(\w+)\}/g, (whole, place: string) => {
      if (!Object.hasOwn(parts, place)) return whole
      const part = parts[place]!
      return typeof part === 'number' ? groupDigits(part) : part
    })
}

/** Says a word of the data (a status, a role) where the table has it under a prefix; else the word itself. */
export function sayData(say: Say, prefix: string, word: string): string {
  const key = prefix + word
  return Object.hasOwn(TABLE, key) ? say(key as WordKey) : word
}

/** The words of the data that the table has under a prefix, each with what it is called in a language. */
export function wordsUnder(prefix: string, lang: Lang): Readonly<Record<string, string>> {
  const say = sayIn(lang)
  const keys = (Object.keys(TABLE) as WordKey[]).filter((key) => key.startsWith(prefix))
  return Object.fromEntries(keys.map((key) => [key.slice(prefix.length), say(key)]))
}
