// What stands beside a figure of a standard that was not read in the standard itself, for those who write without a choice of language.
export { EN_FIGURES_RECALLED as FIGURES_RECALLED_EN, EN_NOT_VERIFIED as NOT_VERIFIED_EN } from './en.ts'
export { ZH_FIGURES_RECALLED as FIGURES_RECALLED_ZH, ZH_NOT_VERIFIED as NOT_VERIFIED_ZH } from './zh.ts'
