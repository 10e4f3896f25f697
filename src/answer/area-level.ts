// Kinds of area that blocks may name. It does not know any area.

/** Kinds of area that blocks may name, from small to large. */
export const AREA_LEVELS = ['community', 'street', 'district'] as const
/** One of the kinds of area. */
export type AreaLevel = (typeof AREA_LEVELS)[number]
