// The languages there are. A language is a file like en.ts and a line in each of these tables. It does not know what is said.
import { EN_GRAMMAR, EN_NOTICES, EN_PAGES, EN_PROBLEMS, EN_TERMINAL, EN_USAGE, EN_WORKBOOK } from './en.ts'
import type { Same } from './sentence.ts'
import { ZH_GRAMMAR, ZH_NOTICES, ZH_PAGES, ZH_PROBLEMS, ZH_TERMINAL, ZH_USAGE, ZH_WORKBOOK } from './zh.ts'

/** How each language counts, lists and writes numbers. */
export const GRAMMARS = { en: EN_GRAMMAR, zh: ZH_GRAMMAR }

/** Languages in which everything is said. */
export type Lang = keyof typeof GRAMMARS

/** Their tags, English first. */
export const LANGUAGES = Object.keys(GRAMMARS) as readonly Lang[]

/** A table in every language; the types of its sentences stay in en.ts. */
type InEvery<Table> = Readonly<Record<Lang, Same<Table>>>

export const PROBLEMS: InEvery<typeof EN_PROBLEMS> = { en: EN_PROBLEMS, zh: ZH_PROBLEMS }
export const NOTICES: InEvery<typeof EN_NOTICES> = { en: EN_NOTICES, zh: ZH_NOTICES }
export const PAGES: InEvery<typeof EN_PAGES> = { en: EN_PAGES, zh: ZH_PAGES }
export const WORKBOOK: InEvery<typeof EN_WORKBOOK> = { en: EN_WORKBOOK, zh: ZH_WORKBOOK }
export const TERMINAL: InEvery<typeof EN_TERMINAL> = { en: EN_TERMINAL, zh: ZH_TERMINAL }
export const USAGE: InEvery<typeof EN_USAGE> = { en: EN_USAGE, zh: ZH_USAGE }
