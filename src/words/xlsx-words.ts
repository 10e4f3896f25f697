// The words of the workbook, in one language at a time. It does not know any number.
import { GRAMMARS, type Lang, WORKBOOK } from './languages.ts'
import { fillSentence } from './sentence.ts'

/** Languages of a workbook. */
export type WorkbookLanguage = Lang

/** A word of the workbook. */
export type WordKey = keyof (typeof WORKBOOK)['en']

/** Says a word, with its `{places}` filled. */
export type Say = (key: WordKey, fill?: Readonly<Record<string, string | number>>) => string

/** The words of a language. */
export function wordsIn(language: WorkbookLanguage): Say {
  const table: Readonly<Record<WordKey, string>> = WORKBOOK[language]
  return (key, fill = {}) => fillSentence(table[key], fill, GRAMMARS[language], () => '')
}

/** Words that stand in the data itself. */
const VALUE_WORDS: ReadonlySet<string> = new Set<WordKey>([
  'linked',
  'too-far',
  'island',
  'outside',
  'gates',
  'buildings',
  'grid',
  'point',
  'rejected',
  'warning',
  'population',
  'dwellings',
  'land_m2',
  'area',
  'facilities',
  'totals',
  'standard',
])

/** Says a word of the data where there is a word for it; else the word itself. */
export function sayValue(say: Say, word: string): string {
  if (word === 'blocks') return say('blocksInput')
  return VALUE_WORDS.has(word) ? say(word as WordKey) : word
}
