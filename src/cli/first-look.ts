// What a command line asks for before it has been understood: even the error that it cannot be understood is to come in the right
// language and form.
import type { Lang } from './words.ts'

/** The languages by their tags, known without any of their words; a test compares them with the words. */
export const LANGS: readonly Lang[] = ['en', 'zh']

/** True for a language that there are words of. */
export function isLang(text: unknown): text is Lang {
  return (LANGS as readonly unknown[]).includes(text)
}

/** The words up to `--`: what follows are no options. */
function optionsOf(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

/** True where errors are to be read by a program. */
export function asksForJson(argv: readonly string[]): boolean {
  return optionsOf(argv).includes('--json')
}

/** By `--lang`; else by the first of LC_ALL, LC_MESSAGES and LANG that says anything; else English. */
export function langOf(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): Lang {
  const words = optionsOf(argv)
  const asked = words.map((word, at) => (word === '--lang' ? words[at + 1] : /^--lang=(.*)$/.exec(word)?.[1]))
  const last = asked.findLast(isLang)
  if (last !== undefined) return last
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? ''
  const [language = ''] = locale.toLowerCase().split(/[^a-z]/)
  return isLang(language) ? language : 'en'
}
