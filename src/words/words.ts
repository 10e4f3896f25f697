// The sentences of pages and posters in every language at once, for a page holds them all and shows one. Keys in, words out.
// Plain text: whoever writes a page escapes it. Knows no page.
import { GRAMMARS, LANGUAGES, type Lang, PAGES } from './languages.ts'
import { fillSentence, listedText } from './sentence.ts'

export type { Lang } from './languages.ts'
export { countText, decimalText, percentText } from './numbers.ts'

/** The same words in every language. */
export type Words = Readonly<Record<Lang, string>>

/** What may stand in a placeholder. */
export type WordPart = string | number | Words

/** Names of the sentences. */
export type WordKey = keyof (typeof PAGES)['en']

/** Words made language by language. */
export function wordsBy(textOf: (lang: Lang) => string): Words {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, textOf(lang)])) as Record<Lang, string>
}

/**
 * A sentence in every language with its placeholders filled in, as plain text. Numbers are whole: a page says decimals as text.
 *
 * @param key which sentence
 * @param parts what stands in `{…}`
 */
export function say(key: WordKey, parts?: Readonly<Record<string, WordPart>>): Words {
  if (parts !== undefined) return filled(key, parts)
  const held = plain.get(key)
  if (held !== undefined) return held
  const words = filled(key, {})
  plain.set(key, words)
  return words
}

/** Sentences without places, once for all pages. */
const plain = new Map<WordKey, Words>()

function filled(key: WordKey, parts: Readonly<Record<string, WordPart>>): Words {
  return wordsBy((lang) => {
    const table: Readonly<Record<WordKey, string>> = PAGES[lang]
    const values = Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'object' ? part[lang] : part]),
    )
    for (const [name, value] of Object.entries(values)) if (typeof value === 'number') values[name] = Math.round(value)
    return fillSentence(table[key], values, GRAMMARS[lang], () => '')
  })
}

/** A sentence in one language, where nobody switches. */
export function sayIn(lang: Lang, key: WordKey, parts: Readonly<Record<string, string | number | Words>> = {}): string {
  const table: Readonly<Record<WordKey, string>> = PAGES[lang]
  const values: Record<string, string | number> = {}
  for (const [name, part] of Object.entries(parts)) {
    values[name] = typeof part === 'object' ? part[lang] : typeof part === 'number' ? Math.round(part) : part
  }
  return fillSentence(table[key], values, GRAMMARS[lang], () => '')
}

/** True when the table has such a sentence: for codes that come from data. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(PAGES.en, key)
}

/** The same text in every language (a name, a number). */
export function same(text: string): Words {
  return wordsBy(() => text)
}

/** A name that the data have in English and Chinese; other languages show the English one. */
export function named(en: string, zh: string): Words {
  return wordsBy((lang) => (lang === 'zh' ? zh : en))
}

/** True where every language says the same. */
export function areAlike(words: Words): boolean {
  return LANGUAGES.every((lang) => words[lang] === words.en)
}

/** Words one after another with something between. */
export function joinWords(list: readonly Words[], between: Words): Words {
  return wordsBy((lang) => list.map((one) => one[lang]).join(between[lang]))
}

/** A list as one reads it aloud: `a, b and c`, `a、b、c`. */
export function listWords(list: readonly Words[]): Words {
  return wordsBy((lang) =>
    listedText(
      list.map((one) => one[lang]),
      GRAMMARS[lang],
    ),
  )
}
