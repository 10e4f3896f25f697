// A report as a map file of kepler.gl: data and settings in one JSON that is dropped onto the page. A report in, text out. Tables are flat
// and no column is empty throughout, on which kepler.gl stumbles.
import type { AccessReport } from '../../answer/access-report.ts'
import { licenceOf } from '../../answer/sources.ts'
import { layerOf, type MapLayer } from '../layers/map-layers.ts'
import { CATEGORY_COLOURS, type Colour, MISSING, NEAR_TO_FAR } from './qgis-symbols.ts'

/** Options of {@link toKeplerMap}. */
export interface KeplerMapOptions {
  /** Language of the layers' names. Default `zh`. */
  readonly lang?: 'zh' | 'en'
}

const FIELD_TYPES = {
  text: { type: 'string', analyzerType: 'STRING' },
  integer: { type: 'integer', analyzerType: 'INT' },
  real: { type: 'real', analyzerType: 'FLOAT' },
  boolean: { type: 'boolean', analyzerType: 'BOOLEAN' },
} as const

function hex([red, green, blue]: Colour): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0').toUpperCase()).join('')}`
}

function dataset(layer: MapLayer, label: string, color: Colour) {
  const fields = [
    { name: '_geojson', type: 'geojson', format: '', analyzerType: 'GEOMETRY' },
    ...layer.columns.map(({ key, type }) => ({ name: key, format: '', ...FIELD_TYPES[type] })),
  ]
  const allData = Array.from({ length: layer.rowCount }, (_, row) => [
    { type: 'Feature', properties: {}, geometry: layer.geometryOf(row) },
    ...layer.columns.map((column) => column.cellOf(row)),
  ])
  return { version: 'v1', data: { id: layer.name, label, color, allData, fields } }
}

interface Look {
  readonly color: Colour
  readonly colors: readonly Colour[]
  readonly field: string | null
  readonly scale: 'quantize' | 'ordinal'
  readonly opacity: number
  readonly visible: boolean
}

function layerConfig(layer: MapLayer, label: string, look: Look) {
  const column = layer.columns.find(({ key }) => key === look.field)
  const colorField = column === undefined ? null : { name: column.key, type: FIELD_TYPES[column.type].type }
  return {
    id: `${layer.name}-layer`,
    type: 'geojson',
    config: {
      dataId: layer.name,
      label,
      color: look.color,
      columns: { geojson: '_geojson' },
      isVisible: look.visible,
      visConfig: {
        opacity: look.opacity,
        strokeOpacity: 0.8,
        thickness: 0.5,
        strokeColor: [255, 255, 255],
        colorRange: { name: 'living-circle', type: 'custom', category: 'Custom', colors: look.colors.map(hex) },
        radius: layer.name === 'facilities' ? 6 : 10,
        stroked: true,
        filled: true,
      },
      hidden: false,
      textLabel: [],
    },
    visualChannels: { colorField, colorScale: look.scale, strokeColorField: null, strokeColorScale: 'quantile' },
  }
}

/** Where the map looks first: the middle of the blocks, far enough to see them all. */
function mapState(layers: readonly MapLayer[]) {
  const box = layers.find((layer) => layer.box !== null)?.box ?? [-180, -60, 180, 60]
  const [west, south, east, north] = box
  const span = Math.max(east - west, (north - south) * 2, 0.005)
  const zoom = Math.round(Math.max(1, Math.min(16, Math.log2(720 / span))) * 10) / 10
  return {
    bearing: 0,
    dragRotate: false,
    latitude: (south + north) / 2,
    longitude: (west + east) / 2,
    pitch: 0,
    zoom,
    isSplit: false,
  }
}

/**
 * A map file for kepler.gl, data included: blocks by the number of kinds they reach, gaps, facilities by category.
 *
 * @param report the whole report
 * @param options language of the layers' names
 * @returns JSON text
 * @example
 * ```ts
 * import { type AccessReport } from 'living-circle'
 * import { toKeplerMap } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text: string = toKeplerMap(report, { lang: 'en' })
 * ```
 */
export function toKeplerMap(report: AccessReport, options: KeplerMapOptions = {}): string {
  const zh = options.lang !== 'en'
  const blocks = layerOf(report, 'blocks')
  const gaps = layerOf(report, 'gaps')
  const facilities = layerOf(report, 'facilities')
  const titleOf = (layer: MapLayer) => (zh ? layer.titleZh : layer.titleEn)
  const farToNear = [...NEAR_TO_FAR].reverse()
  const layers = [
    layerConfig(facilities, titleOf(facilities), {
      color: CATEGORY_COLOURS[0]!,
      colors: CATEGORY_COLOURS,
      field: 'category',
      scale: 'ordinal',
      opacity: 0.9,
      visible: true,
    }),
    layerConfig(gaps, titleOf(gaps), {
      color: MISSING,
      colors: [MISSING],
      field: null,
      scale: 'ordinal',
      opacity: 0.25,
      visible: false,
    }),
    layerConfig(blocks, titleOf(blocks), {
      color: NEAR_TO_FAR[1]!,
      colors: farToNear,
      field: 'categories_reached',
      scale: 'quantize',
      opacity: 0.7,
      visible: true,
    }),
  ]
  const shown = (layer: MapLayer, specKeys: readonly string[]) =>
    layer.columns.filter(({ specKey }) => specKeys.includes(specKey)).map(({ key }) => ({ name: key, format: null }))
  const fieldsToShow = {
    blocks: shown(blocks, ['block_id', 'name', 'categories_reached']),
    gaps: shown(gaps, ['gap_id', 'category', 'people', 'nearest_walk_min']),
    facilities: shown(facilities, ['name', 'category', 'nearest_for_people']),
  }
  const map = {
    datasets: [
      dataset(blocks, titleOf(blocks), NEAR_TO_FAR[1]!),
      dataset(gaps, titleOf(gaps), MISSING),
      dataset(facilities, titleOf(facilities), CATEGORY_COLOURS[0]!),
    ],
    config: {
      version: 'v1',
      config: {
        visState: {
          filters: [],
          layers,
          interactionConfig: { tooltip: { fieldsToShow, compareMode: false, compareType: 'absolute', enabled: true } },
          layerBlending: 'normal',
          splitMaps: [],
        },
        mapState: mapState([blocks, facilities, gaps]),
        mapStyle: { styleType: 'light' },
      },
    },
    info: {
      app: 'kepler.gl',
      title: zh ? '步行生活圈' : 'Walking circles',
      description: licenceOf(report).attribution,
    },
  }
  return `${JSON.stringify(map)}\n`
}
