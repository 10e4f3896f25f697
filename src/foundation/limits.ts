// Limits of walks in minutes or metres: the default ones, the same as costs and as metres. Knows no street and no profile's name.
import type { Basis } from './units.ts'

/** The time limits where none are asked for, minutes. */
export const DEFAULT_MINUTES: readonly number[] = [5, 10, 15]

/** Where nothing lies within a limit, the nearest is looked for on foot up to this many times the limit. */
export const BEYOND_LIMIT_FACTOR = 4

/** Costs (ms or mm) per minute or metre. */
export const costPerLimitUnit = (basis: Basis): number => (basis === 'time' ? 60_000 : 1000)

/** Limits in minutes or metres as integer costs (ms or mm). */
export function costLimits(basis: Basis, limits: readonly number[]): Uint32Array {
  const perUnit = costPerLimitUnit(basis)
  return Uint32Array.from(limits, (limit) => Math.round(limit * perUnit))
}

/** The least time that any slope takes, over that on the flat: 0.84 at −5 % (see `network/slope-factor`). */
export const LEAST_SLOPE_FACTOR = Math.exp(-0.175)

/** How far a walk within a limit can lead at most, metres: on slopes a walk downhill leads farther than on the flat. */
export function farthestMetres(
  basis: Basis,
  limit: number,
  profile: { readonly walkMetresPerSecond: number },
  hasSlopes: boolean,
): number {
  const level = limitInMetres(basis, limit, profile)
  return basis === 'time' && hasSlopes ? level / LEAST_SLOPE_FACTOR : level
}

/** A limit as metres of level walking: metres as they are, minutes at the walker's speed. */
export function limitInMetres(
  basis: Basis,
  limit: number,
  { walkMetresPerSecond }: { readonly walkMetresPerSecond: number },
): number {
  return basis === 'distance' ? limit : limit * 60 * walkMetresPerSecond
}
