// The three map layers of a report: blocks, gaps, facilities. An AccessReport in, layers out. It does not know any file format.

import type { AccessReport } from '../../answer/access-report.ts'
import { licenceOf } from '../../answer/sources.ts'
import { BLOCK_COLUMNS } from './block-columns.ts'
import { FACILITY_COLUMNS } from './facility-columns.ts'
import { GAP_COLUMNS } from './gap-columns.ts'
import type { Layer, LayerHead } from './layer.ts'
import type { ColumnSpec } from './layer-columns.ts'
import type { LayerDrawings } from './layer-drawing.ts'
import type { LayerGeometry } from './layer-geometry.ts'
import { type Outline, shapesOfOutlines } from './layer-shapes.ts'
import { type ReportColumn, reportColumns } from './report-columns.ts'
import { blockDrawings, facilityDrawings, gapDrawings } from './report-drawings.ts'
import { studyAreaLayer } from './study-area-layer.ts'

/** Names of the layers, in the order in which maps draw them from below. */
export const LAYER_NAMES = ['blocks', 'gaps', 'facilities'] as const

/** Name of one of the layers. */
export type LayerName = (typeof LAYER_NAMES)[number]

/** How a layer of a report is made. */
interface Recipe {
  readonly titleEn: string
  readonly titleZh: string
  readonly specs: readonly ColumnSpec[]
  readonly rowCount: (report: AccessReport) => number
  readonly outlineOf: (report: AccessReport, row: number) => Outline
  readonly emptyType: LayerGeometry['type']
  readonly drawings: (report: AccessReport, columns: readonly ReportColumn[]) => LayerDrawings
  /** Columns, by the keys of their descriptions, that tell a row apart on a map. */
  readonly tips: readonly string[]
}

const RECIPES: Readonly<Record<LayerName, Recipe>> = {
  blocks: {
    titleEn: 'Residential blocks',
    titleZh: '居住小区',
    specs: BLOCK_COLUMNS,
    rowCount: ({ blocks }) => blocks.length,
    outlineOf: ({ blocks }, row) => ({ polygons: blocks[row]!.polygons, point: blocks[row]!.lonLat }),
    emptyType: 'Point',
    drawings: blockDrawings,
    tips: ['block_id', 'name', 'categories_reached'],
  },
  facilities: {
    titleEn: 'Facilities',
    titleZh: '设施',
    specs: FACILITY_COLUMNS,
    rowCount: ({ facilities }) => facilities.length,
    outlineOf: ({ facilities }, row) => ({ polygons: null, point: facilities[row]!.lonLat }),
    emptyType: 'Point',
    drawings: facilityDrawings,
    tips: ['name', 'category', 'nearest_for_people'],
  },
  gaps: {
    titleEn: 'Gaps in cover',
    titleZh: '覆盖盲区',
    specs: GAP_COLUMNS,
    rowCount: ({ gaps }) => gaps.length,
    outlineOf: ({ gaps }, row) => ({ polygons: gaps[row]!.polygons, point: gaps[row]!.centre }),
    emptyType: 'Polygon',
    drawings: gapDrawings,
    tips: ['gap_id', 'category', 'people', 'nearest_walk_min'],
  },
}

/** Every notice but the credit, which has a place of its own. */
function notesOf(report: AccessReport): string[] {
  return report.notices.filter(({ code }) => code !== 'attribution').map(({ textEn }) => textEn)
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** A date of the data as a time; one without a zone is in UTC, wherever the program runs. NaN for what is no ISO date. */
function timeOf(date: string): number {
  const iso = ISO_DATE.exec(date.trim())
  if (iso === null) return Number.NaN
  return Date.parse(iso[0].includes('T') && iso[1] === undefined ? `${iso[0]}Z` : iso[0])
}

/** The newest date of the inputs. */
function newestInput(report: AccessReport): string | null {
  let newest = 0
  for (const { date } of report.inputs) {
    const time = date === null ? Number.NaN : timeOf(date)
    if (time > newest && time < 253_402_300_800_000) newest = time
  }
  return newest === 0 ? null : new Date(newest).toISOString()
}

function makeLayer(report: AccessReport, name: LayerName): Layer {
  const recipe = RECIPES[name]
  const rowCount = recipe.rowCount(report)
  const columns = reportColumns(recipe.specs, report, rowCount)
  const head: LayerHead = {
    name,
    titleEn: recipe.titleEn,
    titleZh: recipe.titleZh,
    attribution: licenceOf(report).attribution,
    notes: notesOf(report),
    form: 'table',
    newestInput: newestInput(report),
    drawings: recipe.drawings(report, columns),
    tips: columns.filter(({ specKey }) => recipe.tips.includes(specKey)).map(({ key }) => key),
  }
  const shapes = shapesOfOutlines(rowCount, (row) => recipe.outlineOf(report, row), recipe.emptyType)
  return { ...head, rowCount, columns, ...shapes }
}

/** Layers already made, kept as long as their report: several formats are written one after the other. */
const madeLayers = new WeakMap<AccessReport, Map<LayerName, Layer>>()

/**
 * The layer of a report by its name. `blocks` has the outline where there is one, else the point; `facilities` one point each; `gaps`
 * outlines for drawing. Columns that no row has a value for are left out.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { layerOf, toFlatGeobuf } from 'living-circle/parts'
 * declare const report: AccessReport
 * const bytes: Uint8Array = toFlatGeobuf(layerOf(report, 'blocks'))
 * ```
 */
export function layerOf(report: AccessReport, name: LayerName): Layer {
  let made = madeLayers.get(report)
  if (made === undefined) {
    made = new Map()
    madeLayers.set(report, made)
  }
  let layer = made.get(name)
  if (layer === undefined) {
    layer = makeLayer(report, name)
    made.set(name, layer)
  }
  return layer
}

/**
 * All layers, in the order in which maps draw them from below: the border of the study area where there is one, and the three.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { mapLayers } from 'living-circle/parts'
 * declare const report: AccessReport
 * mapLayers(report).map(({ name }) => name)
 * ```
 */
export function mapLayers(report: AccessReport): Layer[] {
  const border = studyAreaLayer(report)
  const layers = LAYER_NAMES.map((name) => layerOf(report, name))
  return border === null ? layers : [border, ...layers]
}
