// Whether a verdict would change if people walked a tenth faster or slower, or set out on another street hardly farther away. Names only.

/** Values of `AccessTable.stability`. */
export const STABILITY_NONE = 0
export const STABILITY_FIRM = 1
export const STABILITY_BORDERLINE = 2
/** Names by value. `none`: there is no verdict (unknown, no data). */
export const STABILITY_NAMES = ['none', 'firm', 'borderline'] as const

/** `firm`: the same over all speeds within a tenth and all streets that a point might as well link to; else `borderline`. */
export type Stability = Exclude<(typeof STABILITY_NAMES)[number], 'none'>
