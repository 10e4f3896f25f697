// What stands beside a figure of a standard that was not read in the standard itself: the same words in every output.

/** Beside a figure that is recalled. */
export const NOT_VERIFIED_EN = 'not verified against the printed standard'
export const NOT_VERIFIED_ZH = '未与标准原文核对'

/** How many figures of a standard are recalled: `{n}` of `{all}` rules. */
export const FIGURES_RECALLED_EN = `The figures of {n} of {all} rules are ${NOT_VERIFIED_EN}: they are not the law.`
export const FIGURES_RECALLED_ZH = `{all} 条条款中有 {n} 条的数值${NOT_VERIFIED_ZH}，不能作为法定依据。`
