// What to look into first at a gap, as a code. How it is chosen stands in `study`, how it is said in `report`.

/** First steps at a gap, from looking at the data to building. */
export const GAP_ACTIONS = ['check-data', 'check-edge', 'shorten-walk', 'just-beyond', 'new-facility'] as const
/** A first step at a gap. */
export type GapAction = (typeof GAP_ACTIONS)[number]
