// Which coordinate system is this file in? Tries each candidate against the street network and says how clear the answer is.
// In: positions, candidates, and a function that measures distances to streets. Out: a verdict with its evidence. It knows no file.
import { localScale } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import { inEnglish, joined, message } from '../../words/problem.ts'
import { basicSystem, type CoordinateSystem, inShiftedArea, loadCoordinateSystem } from './coordinate-systems.ts'
import { gridsAt } from './national-grids.ts'

/** Distances count up to this; farther, and not linked at all, is this. Metres. */
const CAP_METRES = 200
/** Positions looked at. */
const SAMPLE = 2_000
/** Fewer different places (cells of about 200 m) than this decide nothing. */
const LEAST_PLACES = 8
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
 * @param linkMetres distances to the nearest walkable street
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

function convertSafely(system: CoordinateSystem, position: LonLat): LonLat | null {
  try {
    const [lon, lat] = system.toWgs84(position)
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
  } catch {
    return null
  }
}

/** Different positions, evenly picked in order of their coordinates: the order of the file has no influence. */
function sampleOf(positions: Float64Array): Float64Array {
  const pairs = new Map<string, LonLat>()
  for (let i = 0; i + 1 < positions.length; i += 2) {
    const [x, y] = [positions[i]!, positions[i + 1]!]
    if (Number.isFinite(x) && Number.isFinite(y)) pairs.set(`${x} ${y}`, [x, y])
  }
  const sorted = [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const count = Math.min(SAMPLE, sorted.length)
  const sample = new Float64Array(count * 2)
  for (let i = 0; i < count; i++) sample.set(sorted[Math.floor((i * sorted.length) / count)]!, 2 * i)
  return sample
}

function placesOf(sample: Float64Array): number {
  const projected = sample.some((value) => Math.abs(value) > 400)
  const cell = projected ? CELL_DEGREES * localScale(0).metresPerDegreeLat : CELL_DEGREES
  const cells = new Set<string>()
  for (let i = 0; i < sample.length; i += 2)
    cells.add(`${Math.floor(sample[i]! / cell)} ${Math.floor(sample[i + 1]! / cell)}`)
  return cells.size
}

/** How a table names its coordinates, as far as it helps to find their system. */
export interface CandidateOptions {
  /** The columns are called X and Y: surveyors in China and elsewhere call the northing X. Both orders are tried. */
  readonly areAxesXY?: boolean | undefined
}

/**
 * Systems worth trying for positions: WGS-84, with GCJ-02 and BD-09 where those apply; for metres, the CGCS2000 and UTM zones, national
 * grids and web Mercator that put most of the positions into the area.
 *
 * @param area box of the street data, WGS-84
 */
export async function candidateSystems(
  positions: Float64Array,
  area: BoundingBox,
  { areAxesXY }: CandidateOptions = {},
): Promise<CoordinateSystem[]> {
  const sample = sampleOf(positions)
  const middle: LonLat = [(area[0] + area[2]) / 2, (area[1] + area[3]) / 2]
  if (isMostlyDegrees(sample)) {
    const ids = inShiftedArea(middle) ? (['wgs84', 'gcj02', 'bd09'] as const) : (['wgs84'] as const)
    return ids.map(basicSystem)
  }
  const found: CoordinateSystem[] = []
  for (const code of projectedCodes(middle, sample)) {
    const system = await loadCoordinateSystem(`EPSG:${code}`)
    const orders = areAxesXY === true ? [system, northingFirst(system)] : [system]
    for (const one of orders) {
      if (shareInside(sample, one, area) >= LEAST_LINKED && !found.some((other) => areAlike(one, other, sample))) {
        found.push(one)
      }
    }
  }
  return found
}

/** True for two names of one system (a national grid and the UTM zone that it is): no evidence could tell them apart. */
function areAlike(a: CoordinateSystem, b: CoordinateSystem, sample: Float64Array): boolean {
  const place: LonLat = [sample[0]!, sample[1]!]
  const [one, other] = [convertSafely(a, place), convertSafely(b, place)]
  if (one === null || other === null) return false
  return Math.abs(one[0] - other[0]) < 2e-5 && Math.abs(one[1] - other[1]) < 2e-5
}

/** The same system for tables whose first coordinate is the northing. */
export function northingFirst(system: CoordinateSystem): CoordinateSystem {
  return {
    id: system.id,
    name: `${system.name}, X north and Y east`,
    kind: system.kind,
    toWgs84: ([northing, easting]) => system.toWgs84([easting, northing]),
    fromWgs84: (lonLat) => {
      const [easting, northing] = system.fromWgs84(lonLat)
      return [northing, easting]
    },
  }
}

/** Share of the positions that a system puts into the area (or within some two kilometres of it). */
export function shareInArea(positions: Float64Array, system: CoordinateSystem, area: BoundingBox): number {
  return shareInside(sampleOf(positions), system, area)
}

function isMostlyDegrees(sample: Float64Array): boolean {
  let degrees = 0
  for (let i = 0; i < sample.length; i += 2) {
    // Swapped columns are degrees, too: whoever reads the rows says so.
    const [a, b] = [Math.abs(sample[i]!), Math.abs(sample[i + 1]!)]
    if (Math.max(a, b) <= 180 && Math.min(a, b) <= 90) degrees++
  }
  return degrees * 2 >= sample.length / 2
}

/** EPSG codes of the zones around a place; eight-digit eastings carry the zone's number: the digits before the last six. */
function projectedCodes([lon, lat]: LonLat, sample: Float64Array): number[] {
  const utm = (lat >= 0 ? 32600 : 32700) + Math.min(60, Math.floor((lon + 180) / 6) + 1)
  const grids = gridsAt(lon, lat).map(({ code }) => code)
  const etrs = utm - 32600
  // UTM on ETRS89 and on WGS 84 are one and the same here: in Europe the European name is the one that is meant.
  if (lon > -16 && lon < 40 && lat > 34 && etrs >= 28 && etrs <= 38) grids.push(25800 + etrs)
  const codes = [3857, ...grids, utm]
  if (!inShiftedArea([lon, lat])) return codes
  const nearest3 = Math.round(lon / 3)
  for (const zone3 of [nearest3 - 1, nearest3, nearest3 + 1])
    if (zone3 >= 25 && zone3 <= 45) codes.push(4534 + zone3 - 25)
  for (const zone of zonePrefixes(sample)) {
    if (zone >= 25 && zone <= 45) codes.push(4513 + zone - 25)
    if (zone >= 13 && zone <= 23) codes.push(4491 + zone - 13)
  }
  return codes
}

/** Numbers that stand before the last six digits of eight-digit coordinates, in either column. */
function zonePrefixes(sample: Float64Array): Set<number> {
  const zones = new Set<number>()
  for (const value of sample) {
    const zone = Math.floor(Math.abs(value) / 1e6)
    if (zone >= 13 && zone <= 45) zones.add(zone)
  }
  return zones
}

function shareInside(sample: Float64Array, system: CoordinateSystem, [west, south, east, north]: BoundingBox): number {
  let inside = 0
  for (let i = 0; i < sample.length; i += 2) {
    const position = convertSafely(system, [sample[i]!, sample[i + 1]!])
    if (position === null) continue
    const [lon, lat] = position
    if (lon >= west - 0.02 && lon <= east + 0.02 && lat >= south - 0.02 && lat <= north + 0.02) inside++
  }
  return sample.length === 0 ? 0 : inside / (sample.length / 2)
}

/** A system that headers can name. `cgcs2000` counts as WGS-84 in degrees; in metres its zone is found from the numbers. */
export type HintedSystemId = 'wgs84' | 'gcj02' | 'bd09' | 'cgcs2000'

const HINTS: readonly (readonly [id: HintedSystemId, words: RegExp])[] = [
  ['gcj02', /gcj|火星|高德|腾讯|騰訊|amap|autonavi|tencent|mars/],
  ['bd09', /bd09|百度|baidu|^bd(?:lng|lon|lat|x|y)$/],
  ['cgcs2000', /cgcs|国家2000|2000国家|大地2000|2000大地|國家2000/],
  ['wgs84', /wgs|gps|地球坐标/],
]

/**
 * What the headers of the coordinates say about their system: `高德经度`, `gcj02_lng`, `坐标（百度）经度`, `CGCS2000_X`; an AMap typecode
 * column means GCJ-02.
 *
 * @param columns headers of the table
 * @param coordinateColumns those that hold coordinates; other columns may well speak of Baidu, too. Default: all
 */
export function hintedSystem(
  columns: readonly string[],
  coordinateColumns: readonly string[] = columns,
): { readonly id: HintedSystemId; readonly header: string } | null {
  for (const header of coordinateColumns) {
    const text = header
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_()[\]{}.-]+/g, '')
    const hint = HINTS.find(([, words]) => words.test(text))
    if (hint !== undefined) return { id: hint[0], header }
  }
  const typecode = columns.find((header) => /^typecode$/i.test(header.trim()))
  return typecode === undefined ? null : { id: 'gcj02', header: typecode }
}
