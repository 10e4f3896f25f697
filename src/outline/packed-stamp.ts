// Large ground, stamped from south to north: only the rows of blocks at hand are in a field, finished ones are packed. What
// enters: the edges that are reached as a whole, the pieces of the others, limits. What leaves: one packed outline per
// limit, the same as if all had been stamped into one field. It does not know sweeps.
import { stampBands } from './band-stamp.ts'
import { FlatAnchor } from './flat-anchor.ts'
import type { LargeGround } from './large-ground.ts'
import { BLOCK_SHIFT, type FlatBox, OutlineField } from './outline-field.ts'
import { PackedOutline } from './packed-outline.ts'
import { TierSegments } from './tier-segments.ts'

/** Segments are stamped so many at a time: they stay in the nearest cache. */
const BATCH = 512
/** Things are stamped this much too early: their corners are rounded to 32 bits. Fields have room for it. */
const MARGIN_CELLS = 2

/**
 * Packs the ground within the band, one outline for each limit (ascending costs). O(length of streets + ground).
 *
 * @param fields working memory, one for each limit
 */
export function packGround(
  ground: LargeGround,
  limits: readonly number[],
  bandMetres: number,
  cellMetres: number,
  fields: readonly OutlineField[] = limits.map(() => new OutlineField()),
): PackedOutline[] {
  const edges = new EdgeSegments(ground)
  for (const field of fields) field.begin(edges.box, bandMetres, cellMetres, false)
  const grid = fields[0]!
  const outlines = limits.map(() => new PackedOutline(grid, limits.length > 1))
  const batches = fields.map((field) => new Batch(field))
  const edgesByPlace = edges.byPlace(grid)
  const parts = limits.map((limit, step) => {
    const tier = new TierSegments()
    tier.collect(ground.pieces, step === 0 ? -1 : limits[step - 1]!, limit)
    return { segments: tier.segments, byPlace: segmentsByPlace(tier, grid) }
  })
  const { stepOfWholeEdge } = ground
  const { blockColumns, blockRows } = grid
  for (let blockRow = 0; blockRow < blockRows; blockRow++) {
    for (let place = blockRow * blockColumns; place < (blockRow + 1) * blockColumns; place++) {
      const { start, order } = edgesByPlace
      for (let at = start[place]!; at < start[place + 1]!; at++) {
        edges.addTo(batches[stepOfWholeEdge[order[at]!]! - 1]!, order[at]!)
      }
      parts.forEach(({ segments, byPlace }, step) => {
        for (let at = byPlace.start[place]!; at < byPlace.start[place + 1]!; at++) {
          const from = byPlace.order[at]! * 4
          batches[step]!.add(segments[from]!, segments[from + 1]!, segments[from + 2]!, segments[from + 3]!)
        }
      })
    }
    for (const batch of batches) batch.stamp()
    outlines.forEach((outline, step) => {
      outline.addBits(blockRow, fields.slice(0, step + 1))
      outline.addCrossings(blockRow, fields.slice(0, step + 1))
    })
    releaseRow(fields, blockRow)
  }
  return outlines
}

function releaseRow(fields: readonly OutlineField[], blockRow: number): void {
  for (const field of fields) {
    const first = blockRow * field.blockColumns
    for (let place = first; place < first + field.blockColumns; place++) field.release(place)
  }
}

/** Segments on their way into a field. */
class Batch {
  readonly #field: OutlineField
  readonly #segments = new Float64Array(BATCH * 4)
  #end = 0

  constructor(field: OutlineField) {
    this.#field = field
  }

  add(ax: number, ay: number, bx: number, by: number): void {
    if (this.#end === BATCH * 4) this.stamp()
    const segments = this.#segments
    const at = this.#end
    segments[at] = ax
    segments[at + 1] = ay
    segments[at + 2] = bx
    segments[at + 3] = by
    this.#end = at + 4
  }

  /** Rounded as in `TierSegments`, so that both ways of drawing give the same bytes. */
  addWhole(ax: number, ay: number, bx: number, by: number): void {
    this.add(ax, ay, ax + (bx - ax), ay + (by - ay))
  }

  stamp(): void {
    stampBands(this.#field, this.#segments, this.#end >> 2)
    this.#end = 0
  }
}

/** Things by the place of the directory where their stamps begin in the south-west: `order[start[p] … start[p+1])`. */
interface ByPlace {
  readonly start: Uint32Array
  readonly order: Uint32Array
}

/** @param placeOf one number for each thing, −1 for things that are left out */
function sortByPlace(placeOf: Int32Array, places: number): ByPlace {
  const start = new Uint32Array(places + 1)
  for (let thing = 0; thing < placeOf.length; thing++) if (placeOf[thing]! >= 0) start[placeOf[thing]! + 1]!++
  for (let place = 0; place < places; place++) start[place + 1]! += start[place]!
  const order = new Uint32Array(start[places]!)
  const next = start.slice()
  for (let thing = 0; thing < placeOf.length; thing++) {
    if (placeOf[thing]! >= 0) order[next[placeOf[thing]!]!++] = thing
  }
  return { start, order }
}

/** The place of the directory where stamps begin that keep within the band of a box with this south-western corner. */
function firstPlace({ originX, originY, cellMetres, bandCells, blockColumns }: OutlineField, x: number, y: number) {
  const column = ((x - originX) / cellMetres - bandCells - MARGIN_CELLS) >> BLOCK_SHIFT
  const row = ((y - originY) / cellMetres - bandCells - MARGIN_CELLS) >> BLOCK_SHIFT
  return row * blockColumns + column
}

function segmentsByPlace({ segments, count }: TierSegments, grid: OutlineField): ByPlace {
  const placeOf = new Int32Array(count)
  for (let segment = 0; segment < count; segment++) {
    const at = segment * 4
    const x = Math.min(segments[at]!, segments[at + 2]!)
    placeOf[segment] = firstPlace(grid, x, Math.min(segments[at + 1]!, segments[at + 3]!))
  }
  return sortByPlace(placeOf, grid.blockColumns * grid.blockRows)
}

/** The edges that are reached as a whole, straight from the network's columns. */
class EdgeSegments {
  readonly #ground: LargeGround
  readonly #anchor: FlatAnchor
  /** South-western corner of each edge, near enough to sort by. */
  readonly #west: Float32Array
  readonly #south: Float32Array
  /** The box of everything, other pieces included. */
  readonly box: FlatBox

  constructor(ground: LargeGround) {
    this.#ground = ground
    this.#anchor = new FlatAnchor(ground.map)
    this.#west = new Float32Array(ground.stepOfWholeEdge.length)
    this.#south = new Float32Array(ground.stepOfWholeEdge.length)
    this.box = this.#measure()
  }

  byPlace(grid: OutlineField): ByPlace {
    const { stepOfWholeEdge } = this.#ground
    const placeOf = new Int32Array(stepOfWholeEdge.length).fill(-1)
    for (let edge = 0; edge < stepOfWholeEdge.length; edge++) {
      if (stepOfWholeEdge[edge] !== 0) placeOf[edge] = firstPlace(grid, this.#west[edge]!, this.#south[edge]!)
    }
    return sortByPlace(placeOf, grid.blockColumns * grid.blockRows)
  }

  addTo(batch: Batch, edge: number): void {
    const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo } = this.#ground.network
    const { offset, lonE7, latE7 } = this.#ground.shapes
    const anchor = this.#anchor
    const from = edgeFrom[edge]!
    const to = edgeTo[edge]!
    let lastX = anchor.east(vertexLonE7[from]!)
    let lastY = anchor.north(vertexLatE7[from]!)
    for (let bend = offset[edge]!; bend < offset[edge + 1]!; bend++) {
      const x = anchor.east(lonE7[bend]!)
      const y = anchor.north(latE7[bend]!)
      batch.addWhole(lastX, lastY, x, y)
      lastX = x
      lastY = y
    }
    batch.addWhole(lastX, lastY, anchor.east(vertexLonE7[to]!), anchor.north(vertexLatE7[to]!))
  }

  /** Fills the corners; returns the box. */
  #measure(): FlatBox {
    const { network, shapes, stepOfWholeEdge, pieces } = this.#ground
    const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo } = network
    const { offset, lonE7, latE7 } = shapes
    const anchor = this.#anchor
    let { minX, minY, maxX, maxY } = pieces
    for (let edge = 0; edge < stepOfWholeEdge.length; edge++) {
      if (stepOfWholeEdge[edge] === 0) continue
      let west = Infinity
      let south = Infinity
      const end = offset[edge + 1]!
      // The first vertex, the bends, the second vertex.
      for (let point = offset[edge]! - 1; point <= end; point++) {
        const isBend = point >= offset[edge]! && point < end
        const vertex = point < end ? edgeFrom[edge]! : edgeTo[edge]!
        const x = anchor.east(isBend ? lonE7[point]! : vertexLonE7[vertex]!)
        const y = anchor.north(isBend ? latE7[point]! : vertexLatE7[vertex]!)
        if (x < west) west = x
        if (x > maxX) maxX = x
        if (y < south) south = y
        if (y > maxY) maxY = y
      }
      if (west < minX) minX = west
      if (south < minY) minY = south
      this.#west[edge] = west
      this.#south[edge] = south
    }
    return { minX, minY, maxX, maxY }
  }
}
