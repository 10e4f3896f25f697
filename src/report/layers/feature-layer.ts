// Layers of features with plain properties: isochrones, allocation areas, uncovered land, layers of one's own. Features in, a layer out: all
// rows at once, or part by part for results that should not stand in memory together. It does not know what the features stand for.
import { OSM_LICENCE } from '../../answer/sources.ts'
import { roundTo } from '../text/written-numbers.ts'
import { wholeText } from '../text/written-text.ts'
import type { Layer, LayerColumn, LayerColumnHead, LayerHead, LayerRows } from './layer.ts'
import type { CellValue, ColumnType } from './layer-columns.ts'
import { fitGeometry, type LayerGeometry } from './layer-geometry.ts'
import { shapesOfRows } from './layer-shapes.ts'

/** A feature with plain properties. Values that do not fit their column's type, and `null`, are left out of the row. */
export interface PlainFeature {
  readonly properties: Readonly<Record<string, CellValue>>
  readonly geometry: LayerGeometry | null
}

/** One column of a layer of features: a property. */
export interface FeatureColumn extends Pick<LayerColumnHead, 'type' | 'nameEn' | 'nameZh'> {
  /** Key of the property, and the name of the column. */
  readonly key: string
  /** Decimals that are kept of a `real`, 0 to 7. Default 7. */
  readonly decimals?: number
  readonly unit?: string
  readonly meaning?: string
}

/** What a layer of features is called, and what it says of itself. */
export interface FeatureLayerHead {
  readonly name: string
  readonly titleEn: string
  readonly titleZh: string
  /** The conditions under which it holds. */
  readonly note?: string | undefined
  /** Whose map it is made from; default: OpenStreetMap's. */
  readonly attribution?: string | undefined
  readonly drawings?: LayerHead['drawings']
}

/** A layer whose rows come part by part, each part when it is asked for. */
export interface LayerInParts extends LayerHead {
  readonly columns: readonly LayerColumnHead[]
  readonly parts: () => Iterable<LayerRows>
}

function headOf({ note, attribution, drawings, name, titleEn, titleZh }: FeatureLayerHead): LayerHead {
  return {
    name,
    titleEn,
    titleZh,
    attribution: attribution ?? OSM_LICENCE.attribution,
    notes: note === undefined ? [] : [note],
    form: 'drawing',
    newestInput: null,
    drawings: drawings ?? null,
    tips: [],
  }
}

function columnHead({ key, type, nameEn, nameZh, decimals, unit, meaning }: FeatureColumn): LayerColumnHead {
  const kept = type === 'real' ? (decimals ?? 7) : 0
  return { key, type, nameEn, nameZh, decimals: kept, unit: unit ?? null, meaning: meaning ?? '' }
}

const HOLDS: Readonly<Record<ColumnType, (value: CellValue) => boolean>> = {
  text: (value) => typeof value === 'string' && value !== '',
  integer: (value) => Number.isInteger(value) && (value as number) === ((value as number) | 0),
  real: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
}

function cell(properties: PlainFeature['properties'], { key, type, decimals }: LayerColumnHead): CellValue {
  const value = Object.hasOwn(properties, key) ? properties[key]! : null
  if (!HOLDS[type](value)) return null
  if (typeof value === 'string') return wholeText(value)
  return type === 'real' ? roundTo(value as number, decimals) : value
}

function rowsOf(heads: readonly LayerColumnHead[], features: readonly PlainFeature[]) {
  const columns = heads.map(
    (head): LayerColumn => ({ ...head, cellOf: (row) => cell(features[row]!.properties, head) }),
  )
  const geometries = features.map(({ geometry }) => (geometry === null ? null : fitGeometry(geometry)))
  return { rowCount: features.length, columns, geometries }
}

/**
 * Features with plain properties as a layer, for any format.
 *
 * @param columns which properties are written, in this order; all of them, whether or not a row has a value
 * @param features geometries in WGS-84 degrees; rings are rounded, closed and wound, those without area dropped
 * @example
 * ```ts
 * import { featureLayer, toFlatGeobuf } from 'living-circle/parts'
 * const head = { name: 'stops', titleEn: 'Stops', titleZh: '站点' }
 * const columns = [{ key: 'line', type: 'text', nameEn: 'Line', nameZh: '线路' }] as const
 * const stop = { properties: { line: '4' }, geometry: { type: 'Point', coordinates: [116.3, 40] } } as const
 * const bytes: Uint8Array = toFlatGeobuf(featureLayer(head, columns, [stop]))
 * ```
 */
export function featureLayer(
  head: FeatureLayerHead,
  columns: readonly FeatureColumn[],
  features: readonly PlainFeature[],
): Layer {
  const { geometries, ...rows } = rowsOf(columns.map(columnHead), features)
  return { ...headOf(head), ...rows, ...shapesOfRows(geometries, 'MultiPolygon') }
}

/** The same for features that come part by part; none is computed before it is asked for, and none is kept. */
export function featureLayerInParts(
  head: FeatureLayerHead,
  columns: readonly FeatureColumn[],
  features: () => Iterable<readonly PlainFeature[]>,
): LayerInParts {
  const heads = columns.map(columnHead)
  return {
    ...headOf(head),
    columns: heads,
    parts: function* () {
      for (const part of features()) {
        const { geometries, ...rows } = rowsOf(heads, part)
        yield { ...rows, geometryOf: (row) => geometries[row]! }
      }
    },
  }
}

/**
 * All parts of a layer as one, in memory; a layer that is whole as it is.
 *
 * @example
 * ```ts
 * import { type Layer, type LayerInParts, wholeLayer } from 'living-circle/parts'
 * declare const layer: Layer | LayerInParts
 * const whole = wholeLayer(layer)
 * ```
 */
export function wholeLayer(layer: Layer | LayerInParts): Layer {
  if (!('parts' in layer)) return layer
  const { parts, columns: heads, ...head } = layer
  const places: { readonly rows: LayerRows; readonly row: number }[] = []
  const geometries: (LayerGeometry | null)[] = []
  for (const rows of parts()) {
    for (let row = 0; row < rows.rowCount; row++) {
      places.push({ rows, row })
      geometries.push(rows.geometryOf(row))
    }
  }
  const columns = heads.map((column, index): LayerColumn => {
    const cellOf = (at: number) => places[at]!.rows.columns[index]!.cellOf(places[at]!.row)
    return { ...column, cellOf }
  })
  return { ...head, columns, rowCount: places.length, ...shapesOfRows(geometries, 'MultiPolygon') }
}
