// The three map layers of a report as tables with geometry: what every layer format writes. An AccessReport in, layers out.
// It does not know any file format.

import type { AccessReport } from '../../answer/access-report.ts'
import { licenceOf } from '../../answer/sources.ts'
import type { PolygonRings } from '../../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import { limitLabel, roundTo } from '../text/written-numbers.ts'
import { asciiKey, uniqueKeys, wholeText } from '../text/written-text.ts'
import { BLOCK_COLUMNS } from './block-columns.ts'
import { FACILITY_COLUMNS } from './facility-columns.ts'
import { GAP_COLUMNS } from './gap-columns.ts'
import type { CellValue, ColumnSpec, ColumnType, NearestFor } from './layer-columns.ts'
import { type LayerGeometry, toLayerGeometry } from './layer-geometry.ts'

/** Column names that layer formats keep for themselves. */
const RESERVED_KEYS = ['fid', 'ogc_fid', 'geom', 'geometry', 'id', 'bbox']

/** Names of the layers. */
export type LayerName = 'blocks' | 'facilities' | 'gaps'

/** One column of a layer, made for a report. */
export interface LayerColumn {
  /** ASCII, unique within the layer. */
  readonly key: string
  readonly type: ColumnType
  readonly decimals: number
  readonly unit: string | null
  readonly nameEn: string
  readonly nameZh: string
  /** Key of the description of its columns, with its placeholders. */
  readonly specKey: string
  /** Category and limit indexes of the column, −1 for none. */
  readonly category: number
  readonly limit: number
  /** The cell, rounded; never NaN, never an empty string. */
  readonly cellOf: (row: number) => CellValue
}

/** One map layer: rows with geometry and the same columns in every format. */
export interface MapLayer {
  readonly name: LayerName
  readonly titleEn: string
  readonly titleZh: string
  readonly rowCount: number
  /** Columns that hold at least one value. */
  readonly columns: readonly LayerColumn[]
  /** The type of all rows, or `Mixed`. */
  readonly geometryType: LayerGeometry['type'] | 'Mixed'
  readonly geometryTypes: readonly LayerGeometry['type'][]
  /** Rows with the same outline share one geometry object. */
  readonly geometryOf: (row: number) => LayerGeometry
  /** How many different geometry objects there are. */
  readonly shapeCount: number
  /** Around all geometries; `null` for a layer without rows. */
  readonly box: BoundingBox | null
  /** The conditions under which its numbers hold, in English: flat ground, what a profile does not judge, figures not verified … */
  readonly notes: readonly string[]
  /** Whose map it is made from. */
  readonly attribution: string
  /** What the file must say of its coordinates where they are not WGS-84. */
  readonly coordinateSystem?: string | undefined
}

/** Every notice but the credit, which has a place of its own. */
function notesOf(report: AccessReport): string[] {
  return report.notices.filter(({ code }) => code !== 'attribution').map(({ textEn }) => textEn)
}

function countNearest(report: AccessReport): NearestFor {
  const blocks = new Uint32Array(report.facilities.length)
  const people = new Float64Array(report.facilities.length)
  const { facility, categoryCount } = report.table
  for (let row = 0; row < facility.length; row++) {
    const index = facility[row]!
    if (index < 0) continue
    blocks[index]! += 1
    people[index]! += report.blocks[Math.floor(row / categoryCount)]!.people.population ?? 0
  }
  return { blocks, people }
}

/** Population groups of the blocks: `population` first, then by name. */
export function populationGroups(report: AccessReport): string[] {
  const groups = new Set<string>()
  for (const block of report.blocks) for (const group of Object.keys(block.people)) groups.add(group)
  const rest = [...groups].filter((group) => group !== 'population').sort()
  return groups.has('population') ? ['population', ...rest] : rest
}

/** Name of a population group for people: `age_60_plus` is "60 岁及以上人口" and "people aged 60 and over". */
export function groupName(group: string, lang: 'zh' | 'en'): string {
  if (group === 'population') return lang === 'zh' ? '人口' : 'people'
  const ages = /^age_(\d{1,3})_(\d{1,3}|plus)$/.exec(group)
  if (ages === null) return group
  const [, from, to] = ages
  if (to === 'plus') return lang === 'zh' ? `${from} 岁及以上人口` : `people aged ${from} and over`
  return lang === 'zh' ? `${from}–${to} 岁人口` : `people aged ${from} to ${to}`
}

interface Expansion {
  readonly spec: ColumnSpec
  readonly category: number
  readonly limit: number
  readonly group: string
}

/** Every column of the specs for this report, families unfolded: first the plain ones, then category by category. */
function expand(specs: readonly ColumnSpec[], report: AccessReport): Expansion[] {
  const plain = specs.filter((spec) => !spec.key.includes('{category}'))
  const perCategory = specs.filter((spec) => spec.key.includes('{category}'))
  const groups = populationGroups(report)
  return [
    ...plain.flatMap((spec) =>
      spec.key === '{group}'
        ? groups.map((group) => ({ spec, category: -1, limit: -1, group }))
        : [{ spec, category: -1, limit: -1, group: '' }],
    ),
    ...report.categories.flatMap((_, category) =>
      perCategory.flatMap((spec) =>
        spec.key.includes('{limit}')
          ? report.options.limits.map((_limit, limit) => ({ spec, category, limit, group: '' }))
          : [{ spec, category, limit: -1, group: '' }],
      ),
    ),
  ]
}

function clean(value: CellValue, decimals: number): CellValue {
  if (typeof value === 'number') return Number.isFinite(value) ? roundTo(value, decimals) : null
  if (typeof value !== 'string') return value
  return value === '' ? null : wholeText(value)
}

function makeColumns(specs: readonly ColumnSpec[], report: AccessReport, rowCount: number): LayerColumn[] {
  const nearest = countNearest(report)
  const { basis, limits } = report.options
  const categoryKeys = uniqueKeys(report.categories.map(({ id }, i) => asciiKey(id, `category_${i + 1}`)))
  const expansions = expand(specs, report)
  const fill = (pattern: string, category: string, limit: string, group: string) =>
    pattern
      .replace('{category}', () => category)
      .replace('{limit}', () => limit)
      .replace('{group}', () => group)
  const keys = uniqueKeys(
    expansions.map(({ spec, category, limit, group }) => {
      const label = limit < 0 ? '' : limitLabel(limits[limit]!, basis).replace('.', '_')
      return fill(spec.key, categoryKeys[category] ?? '', label, asciiKey(group, 'people'))
    }),
    RESERVED_KEYS,
  )
  return expansions
    .map(({ spec, category, limit, group }, i): LayerColumn => {
      const { type, decimals, unit } = spec
      const label = limit < 0 ? '' : limitLabel(limits[limit]!, basis)
      const place = { report, row: 0, category, limit, group, nearest }
      return {
        key: keys[i]!,
        type,
        decimals,
        unit,
        nameEn: wholeText(fill(spec.nameEn, report.categories[category]?.nameEn ?? '', label, groupName(group, 'en'))),
        nameZh: wholeText(fill(spec.nameZh, report.categories[category]?.nameZh ?? '', label, groupName(group, 'zh'))),
        specKey: spec.key,
        category,
        limit,
        cellOf: (row) => {
          place.row = row
          return clean(spec.cellOf(place), decimals)
        },
      }
    })
    .filter((column) => hasValue(column, rowCount))
}

function hasValue(column: LayerColumn, rowCount: number): boolean {
  for (let row = 0; row < rowCount; row++) if (column.cellOf(row) !== null) return true
  return rowCount === 0
}

interface Outline {
  readonly polygons: readonly PolygonRings[] | null
  readonly point: LonLat
}

/** One geometry type for all rows where that is possible: polygons become MultiPolygons as soon as one row is. */
function makeGeometry(rowCount: number, outlineOf: (row: number) => Outline, emptyType: LayerGeometry['type']) {
  const types = new Set<LayerGeometry['type']>()
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
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
    forEachPosition(shape, (lon, lat) => {
      if (lon < west) west = lon
      if (lon > east) east = lon
      if (lat < south) south = lat
      if (lat > north) north = lat
    })
    shapeOfRow[row] = shapes.length
    if (polygons !== null && shape.type !== 'Point') shapeOfOutline.set(polygons, shapes.length)
    shapes.push(shape)
  }
  if (types.has('MultiPolygon') && !types.has('Point')) {
    types.delete('Polygon')
    shapes = shapes.map((shape) =>
      shape.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [shape.coordinates] } : shape,
    )
  }
  if (rowCount === 0) types.add(emptyType)
  const geometryTypes = (['Point', 'Polygon', 'MultiPolygon'] as const).filter((type) => types.has(type))
  return {
    geometryTypes,
    geometryType: geometryTypes.length === 1 ? geometryTypes[0]! : ('Mixed' as const),
    geometryOf: (row: number): LayerGeometry => shapes[shapeOfRow[row]!]!,
    shapeCount: shapes.length,
    box: west <= east ? ([west, south, east, north] as const) : null,
  }
}

/** Calls back for every position of a geometry. */
export function forEachPosition(geometry: LayerGeometry, visit: (lon: number, lat: number) => void): void {
  if (geometry.type === 'Point') visit(geometry.coordinates[0], geometry.coordinates[1])
  else {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    for (const rings of polygons) {
      for (const ring of rings) for (let i = 0; i < ring.length; i++) visit(ring[i]![0], ring[i]![1])
    }
  }
}

function makeBlocksLayer(report: AccessReport): MapLayer {
  const { blocks } = report
  return {
    name: 'blocks',
    titleEn: 'Residential blocks',
    titleZh: '居住地块',
    rowCount: blocks.length,
    notes: notesOf(report),
    attribution: licenceOf(report).attribution,
    columns: makeColumns(BLOCK_COLUMNS, report, blocks.length),
    ...makeGeometry(blocks.length, (row) => ({ polygons: blocks[row]!.polygons, point: blocks[row]!.lonLat }), 'Point'),
  }
}

function makeFacilitiesLayer(report: AccessReport): MapLayer {
  const { facilities } = report
  return {
    name: 'facilities',
    titleEn: 'Facilities',
    titleZh: '设施',
    rowCount: facilities.length,
    notes: notesOf(report),
    attribution: licenceOf(report).attribution,
    columns: makeColumns(FACILITY_COLUMNS, report, facilities.length),
    ...makeGeometry(facilities.length, (row) => ({ polygons: null, point: facilities[row]!.lonLat }), 'Point'),
  }
}

function makeGapsLayer(report: AccessReport): MapLayer {
  const { gaps } = report
  return {
    name: 'gaps',
    titleEn: 'Gaps in cover',
    titleZh: '覆盖盲区',
    rowCount: gaps.length,
    notes: notesOf(report),
    attribution: licenceOf(report).attribution,
    columns: makeColumns(GAP_COLUMNS, report, gaps.length),
    ...makeGeometry(gaps.length, (row) => ({ polygons: gaps[row]!.polygons, point: gaps[row]!.centre }), 'Polygon'),
  }
}

const MAKERS = { blocks: makeBlocksLayer, facilities: makeFacilitiesLayer, gaps: makeGapsLayer } as const

/** Layers already made, kept as long as their report: several formats are written one after the other. */
const madeLayers = new WeakMap<AccessReport, Map<LayerName, MapLayer>>()

/**
 * The layer of a report by its name. `blocks` has the outline where there is one, else the point; `facilities` one point each; `gaps`
 * outlines for drawing.
 */
export function layerOf(report: AccessReport, name: LayerName): MapLayer {
  let made = madeLayers.get(report)
  if (made === undefined) {
    made = new Map()
    madeLayers.set(report, made)
  }
  let layer = made.get(name)
  if (layer === undefined) {
    layer = MAKERS[name](report)
    made.set(name, layer)
  }
  return layer
}

/** All three layers, in the order in which maps draw them from below. */
export function mapLayers(report: AccessReport): MapLayer[] {
  return [layerOf(report, 'blocks'), layerOf(report, 'gaps'), layerOf(report, 'facilities')]
}
