// Layers for display on maps in shifted coordinates (GCJ-02, BD-09). A layer and a shift in, the same layer moved out, and the
// sentence that must travel with it. It does not know how the shift is computed.

import type { Notice } from '../../answer/sources.ts'
import type { LonLat } from '../../foundation/units.ts'
import { notice } from '../../words/notice.ts'
import type { LayerInParts } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { type LayerGeometry, movedGeometry } from './layer-geometry.ts'
import { shapesOfRows } from './layer-shapes.ts'

/** A coordinate system to write in; `fromWgs84(lonLat, 'gcj02')` of this library is such a shift. */
export interface OutCoordinates {
  /** `gcj02`, `bd09`. */
  readonly id: string
  readonly name: string
  fromWgs84(lonLat: LonLat): LonLat
}

/** What a shifted file says of itself, in its head. */
function coordinateRemark({ name }: OutCoordinates): string {
  return `${name}: shifted by some hundred metres, NOT WGS-84. For display on maps in that system only.`
}

/**
 * The notice of a run whose layers are shifted.
 *
 * @example
 * ```ts
 * import { type OutCoordinates, shiftedNotice } from 'living-circle/parts'
 * declare const coordinates: OutCoordinates
 * const notice = shiftedNotice(coordinates)
 * ```
 */
export function shiftedNotice({ id, name }: OutCoordinates): Notice {
  return notice(`coordinates-${id}`, 'shifted-coordinates', { name })
}

/** Moves geometries; rows that shared one go on sharing. */
function mover({ fromWgs84 }: OutCoordinates): (geometry: LayerGeometry | null) => LayerGeometry | null {
  const moved = new WeakMap<LayerGeometry, LayerGeometry>()
  return (geometry) => {
    if (geometry === null) return null
    let shifted = moved.get(geometry)
    if (shifted === undefined) {
      shifted = movedGeometry(geometry, fromWgs84)
      moved.set(geometry, shifted)
    }
    return shifted
  }
}

/**
 * The layer with its geometry in other coordinates; its columns stay as they are. Without `coordinates` it is the same layer.
 *
 * @example
 * ```ts
 * import { type Layer, type OutCoordinates, shiftedLayer } from 'living-circle/parts'
 * declare const layer: Layer
 * declare const coordinates: OutCoordinates
 * const shifted = shiftedLayer(layer, coordinates)
 * ```
 */
export function shiftedLayer<Any extends Layer | LayerInParts>(layer: Any, coordinates: OutCoordinates | undefined): Any
export function shiftedLayer(
  layer: Layer | LayerInParts,
  coordinates: OutCoordinates | undefined,
): Layer | LayerInParts {
  if (coordinates === undefined) return layer
  const move = mover(coordinates)
  const coordinateSystem = coordinateRemark(coordinates)
  if ('parts' in layer) {
    const parts = function* () {
      for (const rows of layer.parts()) yield { ...rows, geometryOf: (row: number) => move(rows.geometryOf(row)) }
    }
    return { ...layer, parts, coordinateSystem }
  }
  const geometries = Array.from({ length: layer.rowCount }, (_, row) => move(layer.geometryOf(row)))
  const { geometryOf, box } = shapesOfRows(geometries, 'Point')
  return { ...layer, geometryOf, box, coordinateSystem }
}
