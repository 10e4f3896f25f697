// Every language says every sentence, with the same places to fill in; no key is missing, none is left over. Told by key.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LANGS } from '../../src/cli/first-look.ts'
import { GRAMMARS, LANGUAGES, NOTICES, PAGES, PROBLEMS, TERMINAL, USAGE, WORKBOOK } from '../../src/words/languages.ts'
import { sayFrom } from '../../src/words/sentence.ts'

const TABLES = { PROBLEMS, USAGE, NOTICES, PAGES, WORKBOOK, TERMINAL }
const SUBJECTS = Object.keys(TABLES) as (keyof typeof TABLES)[]
type Table = Readonly<Record<string, string>>
const tableOf = (subject: (typeof SUBJECTS)[number], lang: (typeof LANGUAGES)[number]): Table => TABLES[subject][lang]

/** Names of the places of a sentence. */
const placesOf = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{(\w+)[:|}]/g)].map(([, name]) => name!))].sort()

describe.each(LANGUAGES.filter((lang) => lang !== 'en'))('%s', (lang) => {
  it.each(SUBJECTS)('has the keys of %s, no more and no less, and the same places in each', (subject) => {
    const [english, other] = [tableOf(subject, 'en'), tableOf(subject, lang)]
    expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort())
    const places = (table: Table) => Object.keys(english).map((key) => [key, ...placesOf(table[key]!)])
    expect(places(other)).toEqual(places(english))
    expect(Object.keys(english).length).toBeGreaterThan(5)
  })
})

describe.each(LANGUAGES)('the sentences of %s', (lang) => {
  it('are well formed: every brace is a place, every list of forms has as many as the language needs', () => {
    const forms = new Set([0, 1, 2, 3, 5, 11, 21, 100].map(GRAMMARS[lang].form)).size
    for (const subject of SUBJECTS) {
      for (const [key, sentence] of Object.entries(tableOf(subject, lang))) {
        const rest = sentence.replace(/\{\w+(?::(?:plain|and|or|semicolon)|(?:\|[^|{}]*)+)?\}/g, '')
        expect([key, rest]).toEqual([key, expect.not.stringMatching(/[{}|]/)])
        for (const [, list] of sentence.matchAll(/\{\w+\|([^}]*)\}/g)) {
          expect([key, list!.split('|').length]).toEqual([key, Math.max(forms, 1)])
        }
      }
    }
  })

  it('leave no place open where all are filled', () => {
    for (const subject of SUBJECTS) {
      const table = tableOf(subject, lang)
      for (const [key, sentence] of Object.entries(table)) {
        const values = Object.fromEntries(placesOf(sentence).map((name) => [name, 1]))
        expect(sayFrom(table, GRAMMARS[lang], { key, values })).not.toMatch(/[{}]/)
      }
    }
  })
})

it('Chinese is Chinese', () => {
  const names = /^[\s{}\w|:（）—/·.%×]*$/
  for (const subject of SUBJECTS) {
    for (const [key, sentence] of Object.entries(tableOf(subject, 'zh'))) {
      const isBare = names.test(sentence.replace(/\{\w+[^}]*\}/g, ''))
      expect([key, isBare || /[\u3000-\u9fff\uff00-\uffef]/.test(sentence)]).toEqual([key, true])
    }
  }
})

it('the command line takes every language there is', () => expect(LANGS).toEqual(LANGUAGES))

describe('keys', () => {
  const SRC = new URL('../../src/', import.meta.url)
  const source = (readdirSync(SRC, { recursive: true }) as string[])
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !/^words\/\w\w\.ts$/.test(name))
    .map((name) => readFileSync(new URL(name, SRC), 'utf8'))
    .join('\n')
  /** Keys of which a part is a word of the data: `link.too-far`, `group.population`. */
  const COMPOSED = [...source.matchAll(/`([a-z-]+[._])\$\{|'([a-z]+_)'/g)].map(([, a, b]) => (a ?? b)!)

  it.each(SUBJECTS)('of %s are all said somewhere', (subject) => {
    const unsaid = Object.keys(tableOf(subject, 'en')).filter(
      (key) => !source.includes(`'${key}'`) && !COMPOSED.some((prefix) => key.startsWith(prefix) && prefix.length > 2),
    )
    expect(unsaid).toEqual([])
  })
})
