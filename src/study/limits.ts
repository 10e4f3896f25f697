// The limits of an analysis: what may be asked, and what is asked where nothing is said. It knows no options but these two.
import { DEFAULT_MINUTES } from '../foundation/limits.ts'
import { shownValue } from '../foundation/shown-value.ts'
import type { Basis } from '../foundation/units.ts'
import { numberHint } from '../words/option-values.ts'
import { message, problem } from '../words/problem.ts'

/** More limits than this are columns that nobody reads. */
const MOST_LIMITS = 12
/** A day on foot, minutes; and as much for distances, metres. */
const LARGEST = { time: 24 * 60, distance: 100_000 } as const

/** Limits with what they are measured by. */
export interface Limits {
  readonly basis: Basis
  /** Minutes (time) or metres (distance), ascending, no two alike. */
  readonly limits: readonly number[]
}

/**
 * The limits that were asked for; 5, 10 and 15 minutes where none were.
 *
 * @throws LivingCircleError `invalid-option` where both kinds are given, or limits that make no sense
 */
export function chooseLimits(minutes: readonly number[] | undefined, metres: readonly number[] | undefined): Limits {
  if (minutes !== undefined && metres !== undefined) {
    throw problem('invalid-option', 'limits.both', {})
  }
  const basis: Basis = metres === undefined ? 'time' : 'distance'
  const limits: unknown = metres ?? minutes ?? DEFAULT_MINUTES
  const most = LARGEST[basis]
  const given: readonly unknown[] = Array.isArray(limits) || limits instanceof Float64Array ? [...limits] : [limits]
  const isList = given.length > 0 && given[0] !== limits
  const isLimit = (limit: unknown): limit is number => typeof limit === 'number' && limit > 0 && limit <= most
  const sorted = [...new Set(given)].filter(isLimit).sort((a, b) => a - b)
  const wrong = given.find((limit) => !isLimit(limit))
  if (
    !isList ||
    wrong !== undefined ||
    given.includes(undefined) ||
    sorted.length === 0 ||
    sorted.length > MOST_LIMITS
  ) {
    const unit = message(basis === 'time' ? 'unit.minutes' : 'unit.metres')
    throw problem(
      'invalid-option',
      'limits.out-of-range',
      { unit, n: MOST_LIMITS, most },
      {
        hint:
          numberHint(wrong) ??
          message('hint.list-limits', { list: basis === 'time' ? '[5, 10, 15]' : '[300, 500, 1000]' }),
        details: { limits: given.map((limit) => (typeof limit === 'number' ? limit : shownValue(limit))) },
      },
    )
  }
  return { basis, limits: sorted }
}
