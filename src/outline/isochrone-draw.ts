// One origin: link, sweep, collect the reached pieces, draw. What enters: a bench, an origin, resolved options. What
// leaves: the answer, and the sweep behind it for whoever counts people by it. It does not know files.

import type { PolygonRings } from '../foundation/geo.ts'
import { isPosition, localScale } from '../foundation/geo.ts'
import { farthestMetres } from '../foundation/limits.ts'
import type { BoundingBox, LonLat } from '../foundation/units.ts'
import { LINK_LINKED, LINK_STATUS_NAMES } from '../locate/linkage.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { problem } from '../words/problem.ts'
import { DRAWING_TOLERANCE_METRES, exactShapes } from './drawing-shapes.ts'
import type { ResolvedIsochroneOptions } from './isochrone-options.ts'
import { CELLS_PER_BAND, IsochronePainter } from './isochrone-outline.ts'
import type { Isochrone, IsochroneOrigin } from './isochrone-result.ts'
import type { IsochroneBench, LinkedPlaces } from './isochrone-sweep.ts'
import { collectLargeGround } from './large-ground.ts'
import { paintLargeGround } from './large-outline.ts'
import { type LocalMap, mapAround } from './outline-projection.ts'
import { PieceList } from './piece-list.ts'
import { reachedLines, reachedMetresWithin } from './reached-lines.ts'
import { collectReachedPieces, type SweptPlaces } from './reached-pieces.ts'

function isNamed(origin: LonLat | IsochroneOrigin): origin is IsochroneOrigin {
  return typeof origin === 'object' && origin !== null && 'places' in origin && Array.isArray(origin.places)
}

/**
 * An origin with a name; a bare position is numbered from 1. @throws LivingCircleError `usage` for a position out of
 * range
 */
export function toOrigin(what: string, origin: LonLat | IsochroneOrigin, index: number): IsochroneOrigin {
  const named: IsochroneOrigin = isNamed(origin) ? origin : { id: String(index + 1), places: [origin] }
  for (const place of named.places as readonly (LonLat | null)[]) {
    const [lon, lat] = place ?? []
    if (isPosition(lon, lat)) continue
    throw problem(
      'usage',
      'place.no-degrees',
      { what: `${what}: origin ${named.id}`, lon: String(lon), lat: String(lat) },
      { hint: 'hint.degrees-order' },
    )
  }
  return named
}

/** All places of several origins as one. */
export function unionOf(origins: readonly IsochroneOrigin[]): IsochroneOrigin {
  return { id: 'union', name: null, places: origins.flatMap((origin) => origin.places) }
}

/** Bands at least this wide are drawn around slightly simplified streets, metres. */
const COARSE_BAND_METRES = 40 * DRAWING_TOLERANCE_METRES

/** Working memory, made by the first drawing; every drawing begins by clearing what it uses. */
let painter: IsochronePainter | null = null
let pieces = new PieceList()
/** Drawings of more points than this give their working memory back. */
const KEPT_POINTS = 500_000
/** Ground with more vertices than this is drawn in rows, in little memory; of drawings as large as that there is rarely a second one. */
const SMALL_GROUND_VERTICES = 50_000

/** An answer with what it was made from. The sweep holds until the next one on this bench. */
export interface DrawnIsochrone {
  readonly isochrone: Isochrone
  /** `null` where no place is linked. */
  readonly swept: SweptPlaces | null
}

/** Answers for one origin (or a union of `members`). */
export function drawIsochrone(
  bench: IsochroneBench,
  origin: IsochroneOrigin,
  members: readonly IsochroneOrigin[],
  options: ResolvedIsochroneOptions,
): DrawnIsochrone {
  const { costLimits, limits, reverse, style } = options
  const linked = bench.link(origin.places, options.maxLinkMetres, reverse ? 'end' : 'start')
  const { status, metres } = linked.linkage
  const rows: number[] = []
  let linkMetres = Number.NaN
  for (let place = 0; place < status.length; place++) {
    if (status[place] !== LINK_LINKED) continue
    rows.push(place)
    if (!(metres[place]! >= linkMetres)) linkMetres = metres[place]!
  }
  const swept = rows.length === 0 ? null : bench.run(linked, rows, costLimits.at(-1)!, reverse)
  const positions = rows.map((row) => origin.places[row]!)
  const drawing = swept === null ? NOTHING : draw(bench, swept, positions, options)
  const edgeMetres = metresToEdge(bench.network.box, linked, rows)
  const isochrone: Isochrone = {
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
    ...(bench.impedance.uneven === null ? {} : { countsSlopes: true as const }),
    bands: limits.map((limit, at) => ({
      limit,
      polygons: drawing.polygons[at] ?? [],
      lines: drawing.lines[at] ?? [],
      reachedMetres: drawing.reachedMetres[at] ?? 0,
      edgeAffected:
        farthestMetres(bench.impedance.basis, limit, bench.impedance.profile, hasSlopes(bench.network)) > edgeMetres,
    })),
  }
  return { isochrone, swept }
}

/** What was drawn, per limit. */
interface Drawing {
  readonly polygons: readonly (readonly PolygonRings[])[]
  readonly lines: readonly LonLat[][][]
  readonly reachedMetres: readonly number[]
}

const NOTHING: Drawing = { polygons: [], lines: [], reachedMetres: [] }

function draw(
  bench: IsochroneBench,
  swept: SweptPlaces,
  positions: readonly LonLat[],
  options: ResolvedIsochroneOptions,
): Drawing {
  const { style, bandMetres, costLimits } = options
  const { network } = bench
  const isCoarse = style !== 'lines' && bandMetres >= COARSE_BAND_METRES
  const shapes = isCoarse ? bench.shapes : exactShapes(network)
  const isSmall = swept.sweep.reachedCount <= SMALL_GROUND_VERTICES
  if (style === 'detailed' && !isSmall) {
    const map = mapAround(positions)
    const ground = collectLargeGround(swept, map, shapes, costLimits)
    const reachedMetres = costLimits.map(
      (limit, at) => ground.wholeMetresWithin(at) + reachedMetresWithin(ground.pieces, network, limit),
    )
    return { polygons: paintLargeGround(ground, costLimits, options), lines: [], reachedMetres }
  }
  const stamps = isCoarse && style === 'detailed' ? bench.stampsFor(bandMetres, bandMetres / CELLS_PER_BAND) : null
  const map = stamps?.map ?? mapAround(positions)
  const joining = style === 'lines' ? null : { limits: costLimits, withBends: stamps === null }
  collectReachedPieces(swept, map, pieces, shapes, joining)
  painter ??= new IsochronePainter()
  const drawing: Drawing = {
    polygons:
      style === 'lines'
        ? []
        : painter.paint(pieces, map, costLimits, { ...options, smooth: style === 'smooth' }, stamps),
    lines: style === 'lines' ? costLimits.map((limit) => linesWithin(network, map, limit)) : [],
    reachedMetres: costLimits.map((limit) => reachedMetresWithin(pieces, network, limit)),
  }
  if (pieces.pointCount > KEPT_POINTS) {
    painter = null
    pieces = new PieceList()
  }
  return drawing
}

function linesWithin(network: WalkNetwork, map: LocalMap, costLimit: number): LonLat[][] {
  return reachedLines(pieces, network, map, costLimit).map((line) => line.positions)
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
