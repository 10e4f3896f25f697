// The slow truth's slopes (3.2 of the page): a smoothed raster, parts of at most 30 m, and what walking up and down costs.
import { between, type LonLat, metresBetween, unit } from './truth-geometry.ts'
import { isBridgeOrTunnel, type Tags } from './truth-tags.ts'

const PART_METRES = 30
const STEEPEST = 0.35

/** A part of a segment: where it begins and ends along it, and its slope from the segment's first end on. */
export interface TruthSlope {
  readonly from: number
  readonly to: number
  /** 0 where it is not known. */
  readonly slope: number
  readonly isKnown: boolean
}

export const slopeFactor = (slope: number) => Math.exp(3.5 * Math.abs(slope + 0.05) - 0.175)
const cutSlope = (slope: number) => Math.max(-STEEPEST, Math.min(STEEPEST, slope))

/** A number in `incline`, as rise over run along the way. */
export function inclineOf(tags: Tags): number | undefined {
  const found = /^([+-]?\d+(?:\.\d+)?)\s*(%|°)$/.exec((tags.get('incline') ?? '').trim())
  if (found === null) return undefined
  const number = Number(found[1])
  return found[2] === '%' ? number / 100 : Math.tan((number * Math.PI) / 180)
}

/** Slopes of the i-th segment of a line (from point i − 1 to point i). */
export function slopesOf(
  tags: Tags,
  line: readonly LonLat[],
  i: number,
  heights: ((at: LonLat) => number | undefined) | undefined,
): { cut(from: number, to: number): TruthSlope[] } {
  const parts: TruthSlope[] = []
  const [start, end] = [line[i - 1]!, line[i]!]
  const metres = metresBetween(unit(start), unit(end))
  const incline = inclineOf(tags)
  const rise = (a: LonLat, b: LonLat): number | undefined => {
    const [low, high] = [heights?.(a), heights?.(b)]
    return low === undefined || high === undefined ? undefined : high - low
  }
  const push = (from: number, to: number, slope: number | undefined) => {
    parts.push({ from, to, slope: slope === undefined ? 0 : cutSlope(slope), isKnown: slope !== undefined })
  }
  if (heights === undefined || tags.get('highway') === 'steps') push(0, 1, undefined)
  else if (incline !== undefined) push(0, 1, incline)
  else if (isBridgeOrTunnel(tags)) {
    let run = 0
    for (let j = 1; j < line.length; j++) run += metresBetween(unit(line[j - 1]!), unit(line[j]!))
    const up = rise(line[0]!, line.at(-1)!)
    push(0, 1, up === undefined || run === 0 ? undefined : up / run)
  } else {
    const count = Math.max(1, Math.ceil(metres / PART_METRES))
    for (let j = 0; j < count; j++) {
      const up = rise(between(start, end, j / count), between(start, end, (j + 1) / count))
      push(j / count, (j + 1) / count, up === undefined || metres === 0 ? undefined : up / (metres / count))
    }
  }
  return {
    cut: (from, to) =>
      parts
        .filter((part) => part.to > from && part.from < to)
        .map((part) => ({
          ...part,
          from: (Math.max(part.from, from) - from) / (to - from),
          to: (Math.min(part.to, to) - from) / (to - from),
        })),
  }
}
