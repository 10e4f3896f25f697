// What may be asked of an isochrone, with all defaults in one table. Knows no geometry.
import { checkGiven } from '../foundation/arguments.ts'
import type { LivingCircleError } from '../foundation/errors.ts'
import { costLimits, costPerLimitUnit, DEFAULT_MINUTES } from '../foundation/limits.ts'
import type { Message } from '../foundation/message.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { UNREACHED } from '../foundation/units.ts'
import { DEFAULT_MAX_LINK_METRES, type Locator, MOST_LINK_METRES } from '../locate/link-points.ts'
import type { Impedance } from '../network/impedance.ts'
import { message, problem } from '../words/problem.ts'
import { MAX_NESTED_OUTLINES } from './outline-places.ts'

/** How the reached ground is drawn: true bands around streets, rounded ones for posters, or the streets themselves. */
export type IsochroneStyle = 'detailed' | 'smooth' | 'lines'

/** The styles by name. */
export const ISOCHRONE_STYLES: readonly IsochroneStyle[] = ['detailed', 'smooth', 'lines']

/** Options of {@link isochrone} and its relatives. */
export interface IsochroneOptions extends RunOptions {
  /** Limits in minutes, where costs are times. Default 5, 10, 15. */
  readonly minutes?: readonly number[] | undefined
  /** Limits in metres, where costs are distances. Default 300, 500, 1000. */
  readonly metres?: readonly number[] | undefined
  /** True: who can reach the places. False (default): whither one gets from them. */
  readonly reverse?: boolean | undefined
  /** True: all origins at once, one drawing for each limit. Default false: one for each origin. */
  readonly union?: boolean | undefined
  /** Default `detailed`. */
  readonly style?: IsochroneStyle | undefined
  /** How far from a reached street ground counts as reached, metres. Default 25, the depth of a building. */
  readonly bandMetres?: number | undefined
  /** How far simplification may move an outline, metres. Default 1. */
  readonly toleranceMetres?: number | undefined
  /** Holes smaller than this are filled, square metres. Default 100 (`smooth`: 5,000). */
  readonly minHoleSquareMetres?: number | undefined
  /** Longest straight way from a place to a street, metres. Default 200. */
  readonly maxLinkMetres?: number | undefined
  /** An index of this network that was built elsewhere; without it the first call builds one. */
  readonly locator?: Locator | undefined
}

/** Options with nothing left open. */
export interface ResolvedIsochroneOptions extends RunOptions {
  /** Ascending: minutes or metres, by the basis of the costs. */
  readonly limits: readonly number[]
  /** The same in ms or mm. */
  readonly costLimits: readonly number[]
  readonly reverse: boolean
  readonly union: boolean
  readonly style: IsochroneStyle
  readonly bandMetres: number
  readonly toleranceMetres: number
  readonly minHoleSquareMetres: number
  readonly maxLinkMetres: number
  readonly locator: Locator | undefined
}

const DEFAULTS: IsochroneOptions = {
  minutes: undefined,
  metres: undefined,
  reverse: false,
  union: false,
  style: 'detailed',
  bandMetres: 25,
  toleranceMetres: 1,
  minHoleSquareMetres: undefined,
  maxLinkMetres: DEFAULT_MAX_LINK_METRES,
  locator: undefined,
  signal: undefined,
  onProgress: undefined,
}

const DEFAULT_METRES = [300, 500, 1000]

/** @throws LivingCircleError `unknown-option`, `invalid-option` */
export function resolveIsochroneOptions(
  what: string,
  impedance: Impedance,
  given: IsochroneOptions,
): ResolvedIsochroneOptions {
  const options = resolveOptions<IsochroneOptions>(what, given, DEFAULTS)
  checkGiven(what, 'impedance', impedance, 'impedance')
  const limits = resolveLimits(what, impedance, options)
  const style = options.style!
  if (!ISOCHRONE_STYLES.includes(style)) {
    throw invalid(
      what,
      message('isochrone.style', { style }),
      message('hint.styles', { list: ISOCHRONE_STYLES.join(', ') }),
    )
  }
  const bandMetres = inRange(what, 'bandMetres', options.bandMetres!, 1, 1000)
  return {
    limits,
    costLimits: [...costLimits(impedance.basis, limits)],
    reverse: options.reverse === true,
    union: options.union === true,
    style,
    bandMetres,
    toleranceMetres: inRange(what, 'toleranceMetres', options.toleranceMetres!, 0, bandMetres / 2),
    minHoleSquareMetres: inRange(
      what,
      'minHoleSquareMetres',
      options.minHoleSquareMetres ?? (style === 'smooth' ? 5000 : 100),
      0,
      Number.MAX_VALUE,
    ),
    maxLinkMetres: inRange(what, 'maxLinkMetres', options.maxLinkMetres!, 0, MOST_LINK_METRES),
    locator: options.locator,
    signal: options.signal,
    onProgress: options.onProgress,
  }
}

/**
 * The limits that a drawing is asked for, ascending, the default ones where none are given.
 *
 * @throws LivingCircleError `invalid-option`
 * @example
 * ```ts
 * import { type Impedance, isochroneLimits } from 'living-circle/parts'
 * declare const impedance: Impedance
 * const limits = isochroneLimits(impedance, {}) // 5, 10, 15 of a time impedance
 * ```
 */
export function isochroneLimits(
  impedance: Impedance,
  asked: Pick<IsochroneOptions, 'minutes' | 'metres'>,
): readonly number[] {
  return resolveLimits('isochroneLimits', impedance, asked)
}

function resolveLimits(what: string, impedance: Impedance, { minutes, metres }: IsochroneOptions): readonly number[] {
  const isTime = impedance.basis === 'time'
  if ((isTime ? metres : minutes) !== undefined) {
    throw invalid(
      what,
      message('isochrone.limits-unit', {
        limits: message(isTime ? 'unit.metres' : 'unit.minutes'),
        costs: message(isTime ? 'unit.times' : 'unit.distances'),
      }),
      message('hint.impedance', {
        basis: isTime ? 'distance' : 'time',
        unit: message(isTime ? 'unit.minutes' : 'unit.metres'),
      }),
    )
  }
  const limits = (isTime ? minutes : metres) ?? (isTime ? DEFAULT_MINUTES : DEFAULT_METRES)
  const largest = Math.floor((UNREACHED - 1) / costPerLimitUnit(impedance.basis))
  if (limits.length === 0 || limits.length > MAX_NESTED_OUTLINES) {
    throw invalid(
      what,
      message('isochrone.limits-count', { n: limits.length }),
      message('hint.limits-count', { n: MAX_NESTED_OUTLINES }),
    )
  }
  for (const limit of limits) inRange(what, isTime ? 'minutes' : 'metres', limit, isTime ? 0.001 : 0.1, largest)
  return [...new Set(limits)].sort((a, b) => a - b)
}

function inRange(what: string, name: string, value: number, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value
  throw invalid(
    what,
    message('isochrone.value', { name, value: String(value) }),
    message('hint.number-range', { least, most }),
  )
}

function invalid(what: string, said: Message, hint: Message): LivingCircleError {
  return problem('invalid-option', 'row.in-source', { source: what, said }, { hint })
}
