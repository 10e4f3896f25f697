// Which coordinate system is this file in? Tries each candidate against the street network and says how clear the answer is.
// In: positions, candidates, and a function that measures distances to streets. Out: a verdict with its evidence. It knows no file.
import { localScale } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import { inEnglish, joined, message } from '../../words/problem.ts'
import type { CoordinateSystem } from './coordinate-system.ts'
import { convertSafely, sampleOf } from './sampled-positions.ts'

/** Distances count up to this; farther, and not linked at all, is this. Metres. */
const CAP_METRES = 200
/** Fewer different places (cells of about 200 m) than this decide nothing. */
export const LEAST_PLACES = 8
const CELL_DEGREES = 0.002
/** A system is better only when the mean of the paired differences is this many standard errors from zero … */
const CLEAR_STANDARD_ERRORS = 2
/** … and at least this many metres. */
export const CLEAR_METRES = 4
/** The best system must put this share of the positions within reach of a street. */
const LEAST_LINKED = 0.5

/** Distance from each position (`[lon, lat, lon, lat …]`, WGS-84) to the nearest walkable street, metres; NaN where none is near. */
export type MeasureLinkMetres = (lonLat: Float64Array) => Float64Array

/** How well one system fits the streets. */
export interface CoordinateEvidence {
  readonly id: string
  readonly name: string
  /** Median distance to the nearest street; NaN where fewer than half are linked. */
  readonly medianLinkMetres: number
  /** Mean distance, each at most 200 m (not linked counts as 200 m). */
  readonly meanLinkMetres: number
  readonly linkedShare: number
  /** How much worse than the best, in standard errors of the mean of paired differences; 0 for the best. */
  readonly standardErrorsBehind: number
}

/** Result of {@link judgeCoordinateSystem}. */
export interface CoordinateJudgement {
  /** `clear`: the evidence decides. `declared`: what was declared is used. `ambiguous`: say which system it is. */
  readonly verdict: 'clear' | 'declared' | 'ambiguous'
  /** The system to use; `null` when ambiguous. */
  readonly system: CoordinateSystem | null
  /** Best first. */
  readonly evidence: readonly CoordinateEvidence[]
  readonly sampledPositions: number
  /** One sentence with the numbers. */
  readonly reason: string
  /** The same by key and values. */
  readonly reasonSaid: Message
  /** A declared system that fits worse than another; else `null`. */
  readonly warning: string | null
  readonly warningSaid: Message | null
}

/**
 * Judges which system positions are in by how near they come to streets. A shift of 300–700 m between the Chinese systems moves
 * points off the streets that they stand at; the same points are compared under each system (paired differences), so that a few
 * dozen are enough. Not clear means `ambiguous`, never a guess.
 *
 * @param positions raw positions of the file, `[x, y, x, y …]`
 * @param options the systems to try, and a function that measures metres from `[lon, lat, …]` to the nearest walkable street
 * @example
 * ```ts
 * import { basicSystem, judgeCoordinateSystem } from 'living-circle/parts'
 * const positions = Float64Array.of(116.3261, 39.9913)
 * const candidates = [basicSystem('wgs84'), basicSystem('gcj02')]
 * const judged = judgeCoordinateSystem(positions, { candidates, linkMetres: (lonLat) => new Float64Array(lonLat.length / 2) })
 * judged.verdict // 'ambiguous': one place decides nothing
 * ```
 */
export function judgeCoordinateSystem(
  positions: Float64Array,
  options: {
    readonly candidates: readonly CoordinateSystem[]
    readonly linkMetres: MeasureLinkMetres
    /** What the user or the file says. */
    readonly declared?: CoordinateSystem | null | undefined
  },
): CoordinateJudgement {
  const declared = options.declared ?? null
  const candidates = [...options.candidates]
  if (declared !== null && !candidates.some(({ id }) => id === declared.id)) candidates.unshift(declared)
  const sample = sampleOf(positions)
  const tried = candidates.map((system) => ({ system, metres: cappedMetres(sample, system, options.linkMetres) }))
  tried.sort((a, b) => mean(a.metres) - mean(b.metres) || (a.system.id < b.system.id ? -1 : 1))
  const best = tried[0]
  if (best === undefined) throw new RangeError('judgeCoordinateSystem needs at least one candidate')
  const evidence = tried.map(({ system, metres }) => evidenceOf(system, metres, best.metres))
  const found = { evidence, sampledPositions: sample.length / 2 }
  const unclear = whyUnclear(sample, evidence)
  if (declared !== null) {
    const own = evidence.find(({ id }) => id === declared.id)!
    const better = evidence[0]!
    const worse = own.id !== better.id && unclear === null && isClearlyBehind(own, better)
    const warning = worse ? message('fit.declared-but', { declared: shown(own), better: shown(better) }) : null
    return {
      ...found,
      verdict: 'declared',
      system: declared,
      ...saidWhy(message('fit.declared', { name: declared.name }), warning),
    }
  }
  if (unclear !== null) return { ...found, verdict: 'ambiguous', system: null, ...saidWhy(unclear, null) }
  const [first, ...others] = evidence
  const reason =
    others.length === 0
      ? [shown(first!), message('fit.only-one')]
      : [message('fit.best', { best: shown(first!) }), ...others.slice(0, 2).map(shown)]
  return { ...found, verdict: 'clear', system: best.system, ...saidWhy(joined(reason), null) }
}

function whyUnclear(sample: Float64Array, evidence: readonly CoordinateEvidence[]): Message | null {
  const [best, second] = evidence
  if (second === undefined) return null
  const places = placesOf(sample)
  if (places < LEAST_PLACES) return message('fit.too-few', { n: places })
  if (best!.linkedShare < LEAST_LINKED) return message('fit.none', { best: shown(best!) })
  const rival = evidence.slice(1).find((other) => !isClearlyBehind(other, best!))
  return rival === undefined ? null : message('fit.alike', { best: shown(best!), rival: shown(rival) })
}

function isClearlyBehind(other: CoordinateEvidence, best: CoordinateEvidence): boolean {
  return (
    other.standardErrorsBehind >= CLEAR_STANDARD_ERRORS &&
    other.meanLinkMetres - best.meanLinkMetres >= CLEAR_METRES &&
    other.linkedShare <= best.linkedShare + 0.02
  )
}

function shown({ name, medianLinkMetres, linkedShare }: CoordinateEvidence): Message {
  const percent = (linkedShare * 100).toFixed(0)
  return Number.isNaN(medianLinkMetres)
    ? message('fit.no-street', { name, percent })
    : message('fit.median', { name, metres: medianLinkMetres.toFixed(0), percent })
}

/** A reason and a warning, in English and by key and values. */
export function saidWhy(
  reasonSaid: Message,
  warningSaid: Message | null,
): Pick<CoordinateJudgement, 'reason' | 'reasonSaid' | 'warning' | 'warningSaid'> {
  const warning = warningSaid === null ? null : inEnglish(warningSaid)
  return { reason: inEnglish(reasonSaid), reasonSaid, warning, warningSaid }
}

function evidenceOf(system: CoordinateSystem, metres: Float64Array, best: Float64Array): CoordinateEvidence {
  const sorted = Float64Array.from(metres).sort()
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
  let linked = 0
  for (const value of metres) if (value < CAP_METRES) linked++
  return {
    id: system.id,
    name: system.name,
    medianLinkMetres: median < CAP_METRES ? median : Number.NaN,
    meanLinkMetres: mean(metres),
    linkedShare: metres.length === 0 ? 0 : linked / metres.length,
    standardErrorsBehind: standardErrors(metres, best),
  }
}

/** Mean of the paired differences over its standard error. */
function standardErrors(metres: Float64Array, best: Float64Array): number {
  const differences = metres.map((value, at) => value - best[at]!)
  const average = mean(differences)
  if (differences.length < 2 || average === 0) return 0
  let squares = 0
  for (const value of differences) squares += (value - average) ** 2
  const error = Math.sqrt(squares / (differences.length - 1) / differences.length)
  return error === 0 ? Number.POSITIVE_INFINITY : average / error
}

function mean(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? CAP_METRES : sum / values.length
}

function cappedMetres(sample: Float64Array, system: CoordinateSystem, linkMetres: MeasureLinkMetres): Float64Array {
  const lonLat = new Float64Array(sample.length)
  const usable: boolean[] = []
  for (let i = 0; i < sample.length; i += 2) {
    const position = convertSafely(system, [sample[i]!, sample[i + 1]!])
    usable.push(position !== null)
    lonLat[i] = position?.[0] ?? 0
    lonLat[i + 1] = position?.[1] ?? 0
  }
  return linkMetres(lonLat).map((value, at) => (usable[at] && value <= CAP_METRES ? value : CAP_METRES))
}

function placesOf(sample: Float64Array): number {
  const projected = sample.some((value) => Math.abs(value) > 400)
  const cell = projected ? CELL_DEGREES * localScale(0).metresPerDegreeLat : CELL_DEGREES
  const cells = new Set<string>()
  for (let i = 0; i < sample.length; i += 2)
    cells.add(`${Math.floor(sample[i]! / cell)} ${Math.floor(sample[i + 1]! / cell)}`)
  return cells.size
}
