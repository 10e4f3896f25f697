// Residential land outside a catchment: what is left when the covered ground is taken away. What enters: land and
// covered polygons in degrees. What leaves: valid polygons and areas. Row by row, so that a whole region takes a
// second. It does not know facilities or limits.
import type { PolygonRings } from '../foundation/geo.ts'
import { problem } from '../words/problem.ts'
import { type FlatRing, type Intervals, lengthOf, polygonShape, RowSweep, withoutIntervals } from './land-rows.ts'
import { type FlatBox, OutlineField } from './outline-field.ts'
import { type LocalMap, mapAround, metresEast, metresNorth, toPolygons } from './outline-projection.ts'
import { OutlineTracer } from './outline-trace.ts'

const DEFAULT_CELL_METRES = 5

/** Land without cover, with areas measured row by row (land that lies in two polygons counts once). */
export interface UncoveredLand {
  readonly polygons: readonly PolygonRings[]
  readonly uncoveredSquareMetres: number
  readonly landSquareMetres: number
}

/**
 * Land that no covered polygon covers. Polygons are drawn on a grid: borders are true to about a metre, slivers
 * narrower than a cell may be lost; areas are sums over rows one cell apart. O((sides + rows) log sides).
 *
 * @param land residential land; may overlap
 * @param covered for instance the polygons of a catchment
 * @param cellMetres side of a cell, 1 to 100. Default 5
 * @throws LivingCircleError `usage`, `input-too-large`
 * @example
 * ```ts
 * import { uncoveredLand } from 'living-circle/parts'
 * const land = [[[[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]]] as const
 * const covered = [[[[0, 0], [0.004, 0], [0.004, 0.01], [0, 0.01], [0, 0]]]] as const
 * uncoveredLand(land, covered).polygons.length // 1: the eastern part
 * ```
 */
export function uncoveredLand(
  land: readonly PolygonRings[],
  covered: readonly PolygonRings[],
  cellMetres: number = DEFAULT_CELL_METRES,
): UncoveredLand {
  if (!(cellMetres >= 1 && cellMetres <= 100)) {
    throw problem('usage', 'outline.cell', { value: cellMetres }, { hint: 'hint.cell' })
  }
  const corners = land.flatMap((rings) => rings[0] ?? [])
  if (corners.length === 0) return { polygons: [], uncoveredSquareMetres: 0, landSquareMetres: 0 }
  const map = mapAround(corners)
  const field = new OutlineField()
  const box = boxOf(corners.map(([lon, lat]) => [metresEast(map, lon), metresNorth(map, lat)]))
  field.begin(box, 0, cellMetres, false)
  const toCells = (polygons: readonly PolygonRings[]) =>
    polygons.map((rings) => rings.map((ring) => cellRing(map, field, ring)))
  const landRings = toCells(land)
  const coveredRings = toCells(covered)
  let landCells = 0
  let uncoveredCells = 0
  forEachLine(landRings, coveredRings, (row, all, rest) => {
    landCells += lengthOf(all)
    uncoveredCells += lengthOf(rest)
    for (let at = 0; at < rest.length; at += 2) field.stampRow(row, rest[at]!, rest[at + 1]!)
  })
  forEachLine(turned(landRings), turned(coveredRings), (column, _, rest) => {
    for (let at = 0; at < rest.length; at += 2) field.stampColumn(column, rest[at]!, rest[at + 1]!)
  })
  const options = { toleranceMetres: 1, minHoleSquareMetres: 0, step: 0, steps: 1 }
  return {
    polygons: toPolygons(new OutlineTracer().trace(field, options), map),
    uncoveredSquareMetres: uncoveredCells * cellMetres * cellMetres,
    landSquareMetres: landCells * cellMetres * cellMetres,
  }
}

function boxOf(places: readonly (readonly [number, number])[]): FlatBox {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
  for (const [x, y] of places) {
    box.minX = Math.min(box.minX, x)
    box.minY = Math.min(box.minY, y)
    box.maxX = Math.max(box.maxX, x)
    box.maxY = Math.max(box.maxY, y)
  }
  return box
}

function cellRing(map: LocalMap, field: OutlineField, ring: PolygonRings[number]): FlatRing {
  const flat = new Float64Array(ring.length * 2)
  ring.forEach(([lon, lat], at) => {
    flat[2 * at] = (metresEast(map, lon) - field.originX) / field.cellMetres
    flat[2 * at + 1] = (metresNorth(map, lat) - field.originY) / field.cellMetres
  })
  return flat
}

/** The same with x and y exchanged, so that columns can be asked like rows. */
function turned(polygons: readonly (readonly FlatRing[])[]): FlatRing[][] {
  return polygons.map((rings) => rings.map((ring) => ring.map((_, at) => ring[at ^ 1]!)))
}

/** Visits every whole row of the land: all of it, and what is left. */
function forEachLine(
  land: readonly (readonly FlatRing[])[],
  covered: readonly (readonly FlatRing[])[],
  visit: (row: number, all: Intervals, rest: Intervals) => void,
): void {
  const shapes = land.map(polygonShape)
  const first = Math.ceil(shapes.reduce((least, { minY }) => Math.min(least, minY), Infinity))
  const last = shapes.reduce((most, { maxY }) => Math.max(most, maxY), -Infinity)
  const lands = new RowSweep(shapes)
  const covers = new RowSweep(covered.map(polygonShape))
  for (let row = first; row <= last; row++) {
    const all = lands.row(row)
    visit(row, all, withoutIntervals(all, covers.row(row)))
  }
}
