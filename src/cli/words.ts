// The words of the terminal in the language of the run. The tables come by import() when a command begins or an error is told, so that
// `--help` and `--version` read none of them.

import type { Lang } from '../words/languages.ts'
import type { Message } from './library.ts'

export type { Lang } from '../words/languages.ts'

type Tables = typeof import('./word-tables.ts')

/** Names of the sentences. */
export type WordKey = import('./word-tables.ts').TerminalKey

/** Says a sentence with its `{places}` filled in; numbers get separators of thousands. */
export type Say = (key: WordKey, parts?: Readonly<Record<string, string | number>>) => string

let tables: Tables | undefined

/** Loads the words; whoever says anything awaits it first, once. */
export async function loadWords(): Promise<void> {
  tables ??= await import('./word-tables.ts')
}

function loaded(): Tables {
  if (tables === undefined) throw new Error('The words are not loaded: await loadWords() first.')
  return tables
}

/** The sentences of one language. @throws Error before {@link loadWords} */
export function sayIn(lang: Lang): Say {
  return loaded().terminalIn(lang)
}

/** Says a word of the data (a status, a role) where the table has it under a prefix; else the word itself. */
export function sayData(say: Say, prefix: string, word: string): string {
  const key = prefix + word
  return loaded().isTerminalKey(key) ? say(key) : word
}

/** A sentence of the library or of the command line, by key and values. */
export function sayAny(message: Message, lang: Lang): string {
  return loaded().sayAny(message, lang)
}

/** What a reject or an example of one says. */
export function sayReject(
  { message, key, values }: { readonly message: string } & Partial<Message>,
  lang: Lang,
): string {
  return key === undefined ? message : sayAny({ key, values }, lang)
}

/** A reject's code in words; programs read the codes. */
export function sayCode(code: string, lang: Lang): string {
  const key = `code.${code}`
  return loaded().isProblemKey(key) ? sayAny({ key }, lang) : code
}

/** What a notice says. */
export function sayNotice(notice: Parameters<Tables['sayNotice']>[0], lang: Lang): string {
  return loaded().sayNotice(notice, lang)
}
