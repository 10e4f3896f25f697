// Places on all streets of a slow-truth town, on a flat map. Shared by tests that ask street by street.
import type { LonLat } from '../../src/foundation/units.ts'
import { type LocalMap, metresEast, metresNorth } from '../../src/outline/outline-projection.ts'
import type { TruthLink, WalkTruth } from '../truth/walk-truth.ts'

const DEGREE = Math.PI / 180
type Vector = readonly [number, number, number]
export type Flat = readonly [number, number]

function lonLatOf([x, y, z]: Vector): LonLat {
  return [Math.atan2(y, x) / DEGREE, Math.asin(z / Math.hypot(x, y, z)) / DEGREE]
}

export function distanceTo([px, py]: Flat, [ax, ay]: Flat, [bx, by]: Flat): { metres: number; share: number } {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2
  const raw = squared === 0 ? 0 : ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / squared
  const share = Math.min(1, Math.max(0, raw))
  return { share, metres: Math.hypot(ax + share * (bx - ax) - px, ay + share * (by - ay) - py) }
}

export interface Asked {
  readonly link: TruthLink
  readonly place: Flat
}

/** Places on all streets that one may walk, none of them near a second street. */
export function placesOn(truth: WalkTruth, map: LocalMap, fractions: readonly number[]): Asked[] {
  const walked = truth.segments.flatMap((_, segment) => (truth.isPassable(segment) ? [segment] : []))
  const ends = truth.segments.map(({ from, to }) =>
    [from, to].map((vector): Flat => {
      const [lon, lat] = lonLatOf(vector)
      return [metresEast(map, lon), metresNorth(map, lat)]
    }),
  )
  return walked.flatMap((segment) =>
    fractions.flatMap((fraction) => {
      const [[ax, ay], [bx, by]] = ends[segment] as [Flat, Flat]
      const isNear = (other: number) => distanceTo(place, ends[other]![0]!, ends[other]![1]!).metres < 0.5
      const place: Flat = [ax + fraction * (bx - ax), ay + fraction * (by - ay)]
      if (walked.some((other) => other !== segment && isNear(other))) return []
      return [{ place, link: { status: 'linked', segment, fraction, metres: 0, ambiguous: false } as const }]
    }),
  )
}
