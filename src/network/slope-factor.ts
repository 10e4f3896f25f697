// What a slope does to walking time: section 3.2 of docs/walking-model.md. A slope in, a factor out. It knows no street.

/** Slopes count up to here, rise over run: what is steeper in a raster is a wall or noise. */
export const MOST_SLOPE = 0.35

/** Straight segments are divided into equal parts of at most this many metres: about a cell of the usual rasters. */
export const SLOPE_PART_METRES = 30

/**
 * Time on a slope over time on the flat: Tobler's hiking function (1993) as a factor, 1 on the flat, least (0.84) at −5 %.
 *
 * @param slope rise over run in the direction of walking, cut to ±{@link MOST_SLOPE}; NaN (unknown) counts as flat
 */
export function slopeTimeFactor(slope: number): number {
  if (!(slope < 0 || slope > 0)) return 1
  const cut = Math.max(-MOST_SLOPE, Math.min(MOST_SLOPE, slope))
  return Math.exp(3.5 * Math.abs(cut + 0.05) - 0.175)
}
