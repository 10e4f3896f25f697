// The geometries of a layer's rows as a whole: which types there are, their box, shapes that rows share. It does not know what the rows are.
import type { PolygonRings } from '../../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import type { Layer } from './layer.ts'
import { forEachPosition, type LayerGeometry, toLayerGeometry } from './layer-geometry.ts'

const TYPES = ['Point', 'MultiLineString', 'Polygon', 'MultiPolygon'] as const

/** The part of a layer that follows from its geometries. */
export type LayerShapes = Pick<Layer, 'geometryTypes' | 'geometryType' | 'geometryOf' | 'shapeCount' | 'box'>

/** A box that grows. */
class GrowingBox {
  west = Infinity
  south = Infinity
  east = -Infinity
  north = -Infinity

  add(geometry: LayerGeometry): void {
    forEachPosition(geometry, (lon, lat) => {
      if (lon < this.west) this.west = lon
      if (lon > this.east) this.east = lon
      if (lat < this.south) this.south = lat
      if (lat > this.north) this.north = lat
    })
  }

  box(): BoundingBox | null {
    return this.west <= this.east ? [this.west, this.south, this.east, this.north] : null
  }
}

/** The box around one geometry: west, south, east, north. */
export function boxOfGeometry(geometry: LayerGeometry): BoundingBox {
  const box = new GrowingBox()
  box.add(geometry)
  return [box.west, box.south, box.east, box.north]
}

function typesOf(found: ReadonlySet<LayerGeometry['type']>, emptyType: LayerGeometry['type']) {
  const geometryTypes = found.size === 0 ? [emptyType] : TYPES.filter((type) => found.has(type))
  return { geometryTypes, geometryType: geometryTypes.length === 1 ? geometryTypes[0]! : ('Mixed' as const) }
}

function asMultiPolygon(shape: LayerGeometry): LayerGeometry {
  return shape.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [shape.coordinates] } : shape
}

/** A place with or without an outline. */
export interface Outline {
  readonly polygons: readonly PolygonRings[] | null
  readonly point: LonLat
}

/**
 * Shapes of places: their outlines, else their points. One geometry type for all rows where that is possible: polygons become
 * MultiPolygons as soon as one row is. Rows with the same outline share a shape.
 *
 * @param emptyType the type of a layer without rows
 */
export function shapesOfOutlines(
  rowCount: number,
  outlineOf: (row: number) => Outline,
  emptyType: LayerGeometry['type'],
): LayerShapes {
  const types = new Set<LayerGeometry['type']>()
  const box = new GrowingBox()
  let shapes: LayerGeometry[] = []
  const shapeOfRow = new Uint32Array(rowCount)
  const shapeOfOutline = new Map<readonly PolygonRings[], number>()
  for (let row = 0; row < rowCount; row++) {
    const { polygons, point } = outlineOf(row)
    const known = polygons === null ? undefined : shapeOfOutline.get(polygons)
    if (known !== undefined) {
      shapeOfRow[row] = known
      continue
    }
    const shape = toLayerGeometry(polygons, point)
    types.add(shape.type)
    box.add(shape)
    shapeOfRow[row] = shapes.length
    if (polygons !== null && shape.type !== 'Point') shapeOfOutline.set(polygons, shapes.length)
    shapes.push(shape)
  }
  if (types.has('MultiPolygon') && !types.has('Point')) {
    types.delete('Polygon')
    shapes = shapes.map(asMultiPolygon)
  }
  return {
    ...typesOf(types, emptyType),
    geometryOf: (row) => shapes[shapeOfRow[row]!]!,
    shapeCount: shapes.length,
    box: box.box(),
  }
}

/**
 * Shapes that rows bring themselves; each is its own.
 *
 * @param emptyType the type of a layer without any
 */
export function shapesOfRows(
  geometries: readonly (LayerGeometry | null)[],
  emptyType: LayerGeometry['type'],
): LayerShapes {
  const types = new Set<LayerGeometry['type']>()
  const box = new GrowingBox()
  for (const geometry of geometries) {
    if (geometry === null) continue
    types.add(geometry.type)
    box.add(geometry)
  }
  return {
    ...typesOf(types, emptyType),
    geometryOf: (row) => geometries[row]!,
    shapeCount: geometries.length,
    box: box.box(),
  }
}

/**
 * The layer with one type for its areas: polygons become MultiPolygons as soon as one row is, for formats and programs that want one type
 * for each layer. A layer that has points, too, stays as it is.
 */
export function withOneAreaType(layer: Layer): Layer {
  const found = new Set(layer.geometryTypes)
  if (!found.has('Polygon') || !found.has('MultiPolygon') || found.has('Point')) return layer
  found.delete('Polygon')
  const geometryOf = (row: number) => {
    const geometry = layer.geometryOf(row)
    return geometry === null ? null : asMultiPolygon(geometry)
  }
  return { ...layer, ...typesOf(found, 'MultiPolygon'), geometryOf, shapeCount: layer.rowCount }
}
