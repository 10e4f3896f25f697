// The colours of every drawing, in one table. Chosen so that verdicts differ in lightness and pattern as well as in hue:
// they keep apart in greyscale and for the common kinds of colour blindness (blue against burnt orange).

/** Ink, paper and lines. */
export const INK = '#1d2730'
export const QUIET_INK = '#5a6570'
export const PAPER = '#ffffff'
export const MAP_GROUND = '#f8f6f1'
export const WATER = '#d3e2ea'
export const GREEN = '#e1ead7'
export const BUILDING = '#ece8e0'
export const MINOR_STREET = '#d3cdc1'
export const MAJOR_STREET = '#bdb3a2'
export const RAILWAY = '#b9b4ab'
export const GAP_LINE = '#6b1d05'

/** Fills of the verdicts. */
export const MET = '#8dbbdb'
export const PARTIAL = '#f2b35e'
export const UNMET = '#b2430c'
export const UNKNOWN = '#ffffff'
export const NO_DATA = '#d8dce0'

/** Most duties of a block are met: between met and partly. */
export const MOSTLY_MET = '#fbe3bf'
/** Outlines of closed compounds and their gates: in no verdict. */
export const COMPOUND = '#5b2a86'

/** New sites of a plan: in no verdict, and in no category. */
export const SITE_MARK = '#b5124f'

/** Bars of coverage: within the shortest limit to within the longest, dark to light. */
export const BANDS: readonly string[] = ['#16425f', '#4a88b3', '#a9cde4', '#d3e6f2', '#e6f1f8']

/** The shade of a limit among so many, darkest for the shortest. */
export function bandColour(index: number): string {
  return BANDS[Math.min(index, BANDS.length - 1)]!
}
