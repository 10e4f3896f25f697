// Which facility is the nearest, street by street: allocation areas as lines and as polygons.
// What enters: a network, its costs, facilities. What leaves: per facility, its streets and its ground. It knows no
// files.
import { checkGiven, checkType } from '../foundation/arguments.ts'
import type { PolygonRings } from '../foundation/geo.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import type { LonLat } from '../foundation/units.ts'
import { LINK_LINKED, LINK_STATUS_NAMES, type LinkStatus } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import { isStreet } from '../network/street-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { AllocationField } from './allocation-field.ts'
import { toOrigin } from './isochrone-draw.ts'
import { type IsochroneOptions, resolveIsochroneOptions } from './isochrone-options.ts'
import { CELLS_PER_BAND_BY_NODES } from './isochrone-outline.ts'
import type { IsochroneOrigin } from './isochrone-result.ts'
import { benchOf } from './isochrone-sweep.ts'
import { type FlatBox, OutlineField } from './outline-field.ts'
import { mapAround, toPolygons } from './outline-projection.ts'
import { OutlineTracer } from './outline-trace.ts'
import { PieceList } from './piece-list.ts'
import { reachedLines } from './reached-lines.ts'
import { collectReachedPieces } from './reached-pieces.ts'
import { ownersOfVertices } from './vertex-owners.ts'

/** Options of {@link allocationAreas}: the largest limit is how far anybody walks. */
export type AllocationOptions = Omit<IsochroneOptions, 'union' | 'style' | 'toleranceMetres' | 'minHoleSquareMetres'>

/** What belongs to one facility: nearer to it, on foot, than to any other. */
export interface AllocationArea {
  readonly id: string
  readonly name: string | null
  /** `linked` where any of its entrances is. */
  readonly linkStatus: LinkStatus
  /** Its streets, cut where another facility becomes nearer or the limit is reached, access legs included. */
  readonly lines: readonly (readonly LonLat[])[]
  readonly streetMetres: number
  /**
   * The ground within the band of its streets that is nearest to them: areas meet without overlapping (to 0.2 m). A
   * drawing.
   */
  readonly polygons: readonly PolygonRings[]
}

/** Outlines that meet are simplified by no more than this, so that they go on meeting. */
const SHARED_BORDER_TOLERANCE_METRES = 0.1

/**
 * Divides the streets within the largest limit among facilities: each stretch belongs to the facility that is nearest
 * on foot; of equally near ones to the first. People walk to the facilities unless `reverse: false` says otherwise.
 *
 * @param facilities positions, or facilities with all their entrances
 * @returns one area per facility, in their order; those that are nobody's nearest have none of street and ground
 * @throws LivingCircleError as `isochrone` does
 * @example
 * ```ts
 * import { allocationAreas } from 'living-circle'
 * import { type Impedance, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const [east, west] = allocationAreas(network, impedance, [[14.52, 35.9], [14.5, 35.9]], { minutes: [15] })
 * ```
 */
export function allocationAreas(
  network: WalkNetwork,
  impedance: Impedance,
  facilities: readonly (LonLat | IsochroneOrigin)[],
  options: AllocationOptions = {},
): AllocationArea[] {
  const resolved = resolveIsochroneOptions('allocationAreas', impedance, { reverse: true, ...options })
  checkGiven('allocationAreas', 'network', network, 'network')
  checkType('allocationAreas', 'facilities', facilities, 'array')
  const { bandMetres, signal } = resolved
  const limit = resolved.costLimits.at(-1)!
  const bench = benchOf(network, impedance, resolved.locator)
  const named = facilities.map((facility, index) => toOrigin('allocationAreas', facility, index))
  const places = named.flatMap((origin) => origin.places)
  const ofPlace = Int32Array.from(named.flatMap((origin, owner) => origin.places.map(() => owner)))
  const linked = bench.link(places, resolved.maxLinkMetres, resolved.reverse ? 'end' : 'start')
  const { status } = linked.linkage
  const rows = places.map((_, row) => row).filter((row) => status[row] === LINK_LINKED)
  const pieces = new PieceList()
  const map = mapAround(rows.length > 0 ? rows.map((row) => places[row]!) : [[0, 0]])
  if (rows.length > 0) {
    const swept = bench.run(linked, rows, limit, resolved.reverse)
    const owners = { ofPlace, ofVertex: ownersOfVertices(swept, ofPlace) }
    collectReachedPieces({ ...swept, owners }, map, pieces)
  }
  const grounds = new GroundPainter(pieces, named.length, bandMetres)
  const lines = reachedLines(pieces, network, map, limit)
  const linesOf: LonLat[][][] = named.map(() => [])
  for (const line of lines) linesOf[line.owner]!.push(line.positions)
  const streetMetres = metresByOwner(pieces, network, named.length)
  let firstRow = 0
  return named.map((origin, owner): AllocationArea => {
    throwIfAborted(signal)
    const own = status.subarray(firstRow, firstRow + origin.places.length)
    firstRow += origin.places.length
    return {
      id: origin.id,
      name: origin.name ?? null,
      linkStatus: own.includes(LINK_LINKED) ? 'linked' : LINK_STATUS_NAMES[own[0] ?? 1]!,
      lines: linesOf[owner]!,
      streetMetres: streetMetres[owner]!,
      polygons: toPolygons(grounds.trace(owner), map),
    }
  })
}

function metresByOwner(pieces: PieceList, network: WalkNetwork, owners: number): Float64Array {
  const metres = new Float64Array(owners)
  for (let piece = 0; piece < pieces.count; piece++) {
    const edge = pieces.edge[piece]!
    if (edge >= 0 && isStreet(network, edge))
      metres[pieces.owner[piece]!]! += (pieces.edgeShare[piece]! * network.edgeLengthMm[edge]!) / 1000
  }
  return metres
}

/** Draws one owner's ground after the other from one field of all. */
class GroundPainter {
  readonly #field = new AllocationField()
  readonly #ground = new OutlineField()
  readonly #tracer = new OutlineTracer()
  readonly #boxes: (FlatBox | undefined)[]
  readonly #bandMetres: number

  constructor(pieces: PieceList, owners: number, bandMetres: number) {
    this.#bandMetres = bandMetres
    this.#boxes = new Array(owners).fill(undefined)
    if (pieces.count === 0) return
    this.#field.begin(pieces, bandMetres, bandMetres / CELLS_PER_BAND_BY_NODES)
    const { offset, x, y, owner } = pieces
    for (let piece = 0; piece < pieces.count; piece++) {
      for (let point = offset[piece]!; point + 1 < offset[piece + 1]!; point++) {
        this.#field.stampSegment(x[point]!, y[point]!, x[point + 1]!, y[point + 1]!, owner[piece]!)
        this.#widen(owner[piece]!, x[point]!, y[point]!)
        this.#widen(owner[piece]!, x[point + 1]!, y[point + 1]!)
      }
    }
  }

  #widen(owner: number, x: number, y: number): void {
    const box = this.#boxes[owner] ?? { minX: x, minY: y, maxX: x, maxY: y }
    this.#boxes[owner] = {
      minX: Math.min(box.minX, x),
      minY: Math.min(box.minY, y),
      maxX: Math.max(box.maxX, x),
      maxY: Math.max(box.maxY, y),
    }
  }

  trace(owner: number): ReturnType<OutlineTracer['trace']> {
    const box = this.#boxes[owner]
    const nothing = { minX: 0, minY: 0, maxX: 0, maxY: 0 }
    if (box === undefined) this.#ground.begin(nothing, this.#bandMetres, this.#bandMetres, false)
    else this.#field.groundOf(owner, box, this.#bandMetres, this.#ground)
    // No hole is filled: a neighbour's ground may lie in it.
    const toleranceMetres = SHARED_BORDER_TOLERANCE_METRES
    return this.#tracer.trace(this.#ground, { toleranceMetres, minHoleSquareMetres: 0, step: 0, steps: 1 })
  }
}
