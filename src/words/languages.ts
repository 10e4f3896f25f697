// The languages there are. A language is a file like en.ts and a line in each of these tables. It does not know what is said.
import { EN_GRAMMAR, EN_NOTICES, EN_PAGES, EN_PROBLEMS, EN_TERMINAL, EN_USAGE, EN_WORKBOOK } from './en.ts'
import { ZH_GRAMMAR, ZH_NOTICES, ZH_PAGES, ZH_PROBLEMS, ZH_TERMINAL, ZH_USAGE, ZH_WORKBOOK } from './zh.ts'

/** How each language counts, lists and writes numbers. */
export const GRAMMARS = { en: EN_GRAMMAR, zh: ZH_GRAMMAR }

/** Languages in which everything is said. */
export type Lang = keyof typeof GRAMMARS

/** Their tags, English first. */
export const LANGUAGES = Object.keys(GRAMMARS) as readonly Lang[]

export const PROBLEMS = { en: EN_PROBLEMS, zh: ZH_PROBLEMS }
export const NOTICES = { en: EN_NOTICES, zh: ZH_NOTICES }
export const PAGES = { en: EN_PAGES, zh: ZH_PAGES }
export const WORKBOOK = { en: EN_WORKBOOK, zh: ZH_WORKBOOK }
export const TERMINAL = { en: EN_TERMINAL, zh: ZH_TERMINAL }
export const USAGE = { en: EN_USAGE, zh: ZH_USAGE }
