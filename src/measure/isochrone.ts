// Where does one get to on foot, and who gets here: isochrones from any place on the network.
// What enters: a network, its costs, origins. What leaves: per origin and limit, polygons (a drawing of the reached streets) or
// the reached streets themselves. It knows no files; `report` writes the result down.
import { LivingCircleError } from '../foundation/errors.ts'
import { localScale, type PolygonRings } from '../foundation/geo.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import type { Basis, BoundingBox, LonLat } from '../foundation/units.ts'
import { LINK_LINKED, LINK_STATUS_NAMES, type LinkStatus } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import {
  type IsochroneOptions,
  type IsochroneStyle,
  type ResolvedIsochroneOptions,
  resolveIsochroneOptions,
} from './isochrone-options.ts'
import { IsochronePainter } from './isochrone-outline.ts'
import { benchOf, type IsochroneBench, type LinkedPlaces } from './isochrone-sweep.ts'
import { type LocalMap, mapAround } from './outline-projection.ts'
import { PieceList } from './piece-list.ts'
import { reachedLines, reachedMetresWithin } from './reached-lines.ts'
import { collectReachedPieces } from './reached-pieces.ts'

/** Where walks begin (or end). Several places count as one origin: its nearest gate or entrance. */
export interface IsochroneOrigin {
  readonly id: string
  readonly name?: string | null | undefined
  readonly places: readonly LonLat[]
}

/** What is reached within one limit. */
export interface IsochroneBand {
  /** Minutes or metres, inclusive. */
  readonly limit: number
  /** The ground within the band of the reached streets; a drawing. Empty for the style `lines` and for origins that are not linked. */
  readonly polygons: readonly PolygonRings[]
  /** The reached streets, cut at the exact place; only for the style `lines`. */
  readonly lines: readonly (readonly LonLat[])[]
  /** Length of the streets reached, straight access legs not counted. */
  readonly reachedMetres: number
  /** True where the limit is longer than the way to the data's edge: more may be reached in truth. */
  readonly edgeAffected: boolean
}

/** One origin's answer. Origins that are not linked have one, too: it says why and draws nothing. */
export interface Isochrone {
  readonly id: string
  readonly name: string | null
  /** Ids of the origins in it: one, or all linked ones of a union. */
  readonly origins: readonly string[]
  readonly places: readonly LonLat[]
  /** `linked` where any place is. */
  readonly linkStatus: LinkStatus
  /** Shortest straight way from a place to its street, metres; NaN where none is linked. */
  readonly linkMetres: number
  /** Places that are not linked and take no part. */
  readonly placesUnlinked: number
  readonly basis: Basis
  readonly profileId: string
  readonly reverse: boolean
  readonly style: IsochroneStyle
  readonly bandMetres: number
  /** Ascending limits; each contains the ones before. */
  readonly bands: readonly IsochroneBand[]
}

/**
 * Isochrones, one for each origin (or one for all, with `union`).
 *
 * The truth is the set of reached street pieces; the polygons draw it as a band of `bandMetres` (default 25) around them.
 * Limits are inclusive and nest. Count people and facilities by their walk, not by these polygons.
 *
 * @param origins positions `[lon, lat]` in degrees, or origins with several places
 * @throws LivingCircleError `unknown-option`, `invalid-option`, `usage` (a position out of range), `aborted`
 * @example
 * ```ts
 * import { type Impedance, isochrone, toIsochroneGeoJson, type WalkNetwork } from 'living-circle'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const [around] = isochrone(network, impedance, [[14.5146, 35.8978]], { minutes: [5, 10, 15] })
 * const collection = toIsochroneGeoJson([around!])
 * ```
 */
export function isochrone(
  network: WalkNetwork,
  impedance: Impedance,
  origins: readonly (LonLat | IsochroneOrigin)[],
  options: IsochroneOptions = {},
): Isochrone[] {
  const { onProgress, signal } = options
  const total = options.union === true ? 1 : origins.length
  const reportEvery = Math.max(1, Math.ceil(total / 50))
  const results: Isochrone[] = []
  for (const result of eachIsochrone(network, impedance, origins, options)) {
    results.push(result)
    if (results.length % reportEvery === 0) {
      onProgress?.({ step: 'isochrones', done: results.length, total })
      throwIfAborted(signal)
    }
  }
  return results
}

/**
 * {@link isochrone}, one result at a time, for batches that should not stand in memory all at once. Nothing is computed ahead.
 *
 * @throws LivingCircleError as {@link isochrone} does
 */
export function* eachIsochrone(
  network: WalkNetwork,
  impedance: Impedance,
  origins: readonly (LonLat | IsochroneOrigin)[],
  options: IsochroneOptions = {},
): Generator<Isochrone, void, undefined> {
  const resolved = resolveIsochroneOptions('isochrone', impedance, options)
  const bench = benchOf(network, impedance, resolved.locator)
  const named = origins.map(toOrigin)
  if (resolved.union) {
    yield draw(bench, unionOf(named), named, resolved)
    return
  }
  for (const origin of named) {
    throwIfAborted(resolved.signal)
    yield draw(bench, origin, [origin], resolved)
  }
}

function toOrigin(origin: LonLat | IsochroneOrigin, index: number): IsochroneOrigin {
  const named: IsochroneOrigin = 'places' in origin ? origin : { id: String(index + 1), places: [origin] }
  for (const [lon, lat] of named.places) {
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) continue
    throw new LivingCircleError(
      'usage',
      `isochrone: origin ${named.id}: [${lon}, ${lat}] is not a position in degrees.`,
      {
        hint: 'Positions are [longitude, latitude].',
      },
    )
  }
  return named
}

function unionOf(origins: readonly IsochroneOrigin[]): IsochroneOrigin {
  return { id: 'union', name: null, places: origins.flatMap((origin) => origin.places) }
}

/** Working memory; every drawing begins by clearing what it uses. */
const painter = new IsochronePainter()
const pieces = new PieceList()

function draw(
  bench: IsochroneBench,
  origin: IsochroneOrigin,
  members: readonly IsochroneOrigin[],
  options: ResolvedIsochroneOptions,
): Isochrone {
  const { costLimits, limits, reverse, style } = options
  const linked = bench.link(origin.places, options.maxLinkMetres)
  const { status, metres } = linked.linkage
  const rows: number[] = []
  let linkMetres = Number.NaN
  for (let place = 0; place < status.length; place++) {
    if (status[place] !== LINK_LINKED) continue
    rows.push(place)
    if (!(metres[place]! >= linkMetres)) linkMetres = metres[place]!
  }
  const map = mapAround(rows.length > 0 ? rows.map((row) => origin.places[row]!) : [[0, 0]])
  if (rows.length === 0) pieces.clear()
  else collectReachedPieces(bench.run(linked, rows, costLimits.at(-1)!, reverse), map, pieces)
  const polygons =
    style === 'lines' ? null : painter.paint(pieces, map, costLimits, { ...options, smooth: style === 'smooth' })
  const edgeMetres = metresToEdge(bench.network.box, linked, rows)
  const metresPerLimit = bench.impedance.basis === 'time' ? 60 * bench.impedance.profile.walkMetresPerSecond : 1
  return {
    id: origin.id,
    name: origin.name ?? null,
    origins: members.map((member) => member.id),
    places: origin.places,
    linkStatus: rows.length > 0 ? 'linked' : LINK_STATUS_NAMES[status[0] ?? 1]!,
    linkMetres,
    placesUnlinked: status.length - rows.length,
    basis: bench.impedance.basis,
    profileId: bench.impedance.profile.id,
    reverse,
    style,
    bandMetres: options.bandMetres,
    bands: limits.map((limit, at) => ({
      limit,
      polygons: polygons?.[at] ?? [],
      lines: style === 'lines' ? linesWithin(map, costLimits[at]!) : [],
      reachedMetres: reachedMetresWithin(pieces, bench.network, costLimits[at]!),
      edgeAffected: limit * metresPerLimit > edgeMetres,
    })),
  }
}

function linesWithin(map: LocalMap, costLimit: number): LonLat[][] {
  return reachedLines(pieces, map, costLimit).map((line) => line.positions)
}

/** Metres from the places to the data's edge, the nearest of them; Infinity without places. */
function metresToEdge(
  [west, south, east, north]: BoundingBox,
  { lonLat }: LinkedPlaces,
  rows: readonly number[],
): number {
  let least = Infinity
  for (const row of rows) {
    const lon = lonLat[2 * row]!
    const lat = lonLat[2 * row + 1]!
    const { metresPerDegreeLat, metresPerDegreeLon } = localScale(lat)
    least = Math.min(
      least,
      (lon - west) * metresPerDegreeLon,
      (east - lon) * metresPerDegreeLon,
      (lat - south) * metresPerDegreeLat,
      (north - lat) * metresPerDegreeLat,
    )
  }
  return least
}
