// The tables of words that the command line says, loaded late. Keys in, text out.

import { GRAMMARS, type Lang, PROBLEMS, TERMINAL, USAGE } from '../words/languages.ts'
import { fillSentence, sayFrom } from '../words/sentence.ts'
import type { Message } from './library.ts'

export { sayNotice } from '../words/notice.ts'

/** Names of the terminal's sentences. */
export type TerminalKey = keyof (typeof TERMINAL)['en']

/** The sentences of the terminal in one language. */
export function terminalIn(lang: Lang) {
  const table: Readonly<Record<TerminalKey, string>> = TERMINAL[lang]
  return (key: TerminalKey, parts: Readonly<Record<string, string | number>> = {}): string =>
    fillSentence(table[key], parts, GRAMMARS[lang], () => '')
}

export function isTerminalKey(key: string): key is TerminalKey {
  return Object.hasOwn(TERMINAL.en, key)
}

export function isProblemKey(key: string): boolean {
  return Object.hasOwn(PROBLEMS.en, key)
}

/** A sentence of the library or of the command line; their keys are apart. */
export function sayAny(message: Message, lang: Lang): string {
  return sayFrom({ ...PROBLEMS[lang], ...USAGE[lang] }, GRAMMARS[lang], message)
}
