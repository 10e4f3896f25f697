// Layers as a map file of kepler.gl: data and settings in one JSON that is dropped onto the page. Layers in, text out. Tables are flat
// and no column is empty throughout, on which kepler.gl stumbles.

import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { Lang } from '../../words/languages.ts'
import type { Layer } from '../layers/layer.ts'
import { type Colour, type LayerRamp, NEAR_TO_FAR } from '../layers/layer-drawing.ts'

const KNOWN_KEPLER_MAP_OPTIONS: OptionKeys<KeplerMapOptions> = { lang: true, title: true }

/** Options of {@link toKeplerMap}. */
export interface KeplerMapOptions {
  /** Language of the layers' names. Default `zh`. */
  readonly lang?: Lang
  /** Its heading; default: what the layers are. */
  readonly title?: string | undefined
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

function dataset(layer: Layer, label: string, color: Colour) {
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

/** One colour, for a layer that does not say how it is drawn. */
const PLAIN: LayerRamp = {
  key: null,
  scale: 'ordinal',
  colour: NEAR_TO_FAR[1]!,
  colours: [NEAR_TO_FAR[1]!],
  opacity: 0.7,
  pointRadius: 10,
}

function layerConfig(layer: Layer, label: string) {
  const { ramp, main } = layer.drawings ?? { ramp: PLAIN, main: { shown: true } }
  const column = layer.columns.find(({ key }) => key === ramp.key)
  const colorField = column === undefined ? null : { name: column.key, type: FIELD_TYPES[column.type].type }
  return {
    id: `${layer.name}-layer`,
    type: 'geojson',
    config: {
      dataId: layer.name,
      label,
      color: ramp.colour,
      columns: { geojson: '_geojson' },
      isVisible: main.shown,
      visConfig: {
        opacity: ramp.opacity,
        strokeOpacity: 0.8,
        thickness: 0.5,
        strokeColor: [255, 255, 255],
        colorRange: { name: 'living-circle', type: 'custom', category: 'Custom', colors: ramp.colours.map(hex) },
        radius: ramp.pointRadius,
        stroked: true,
        filled: true,
      },
      hidden: false,
      textLabel: [],
    },
    visualChannels: { colorField, colorScale: ramp.scale, strokeColorField: null, strokeColorScale: 'quantile' },
  }
}

/** Where the map looks first: the middle of the first layer that holds anything, far enough to see it all. */
function mapState(layers: readonly Layer[]) {
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
 * A map file for kepler.gl, data included: of a report blocks by the number of kinds they reach, gaps, facilities by category.
 *
 * @param layers any layers, in the order in which maps draw them from below
 * @param options language of the layers' names
 * @returns JSON text
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { mapLayers, toKeplerMap } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text: string = toKeplerMap(mapLayers(report), { lang: 'en' })
 * ```
 */
export function toKeplerMap(layers: readonly Layer[], options: KeplerMapOptions = {}): string {
  checkOptions('toKeplerMap', options, KNOWN_KEPLER_MAP_OPTIONS)
  const zh = options.lang !== 'en'
  const titleOf = (layer: Layer) => (zh ? layer.titleZh : layer.titleEn)
  const shown = (layer: Layer) => [layer.name, layer.tips.map((name) => ({ name, format: null }))]
  const fieldsToShow = Object.fromEntries(layers.map(shown))
  const map = {
    datasets: layers.map((layer) => dataset(layer, titleOf(layer), layer.drawings?.ramp.colour ?? PLAIN.colour)),
    config: {
      version: 'v1',
      config: {
        visState: {
          filters: [],
          layers: layers.map((layer) => layerConfig(layer, titleOf(layer))).reverse(),
          interactionConfig: { tooltip: { fieldsToShow, compareMode: false, compareType: 'absolute', enabled: true } },
          layerBlending: 'normal',
          splitMaps: [],
        },
        mapState: mapState(layers),
        mapStyle: { styleType: 'light' },
      },
    },
    info: {
      app: 'kepler.gl',
      title: options.title ?? (zh ? '步行生活圈' : 'Walking circles'),
      description: [...new Set(layers.map(({ attribution }) => attribution))].join('; '),
    },
  }
  return `${JSON.stringify(map)}\n`
}
