// A QGIS project over GeoJSON files: each layer once by its main drawing, and once more, hidden at first, by each further one. Layers in, XML
// out (.qgs); the files are looked for beside it. Written for QGIS 3.22 and later.

import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { Lang } from '../../words/languages.ts'
import type { Layer } from '../layers/layer.ts'
import type { LayerDrawing } from '../layers/layer-drawing.ts'
import { xmlEscaped } from '../text/written-text.ts'
import { QGIS_GEOMETRY, styleXml } from './qgis-styles.ts'
import type { QgisGeometry } from './qgis-symbols.ts'

const KNOWN_QGIS_PROJECT_OPTIONS: OptionKeys<QgisProjectOptions> = { lang: true, title: true }

/** Options of {@link toQgisProject}. */
export interface QgisProjectOptions {
  /** Language of legends and column names. Default `en`. */
  readonly lang?: Lang
  /** Its heading; default: what the layers are. */
  readonly title?: string | undefined
}

/** One entry of the layer tree. */
interface ProjectLayer {
  readonly id: string
  readonly title: string
  readonly layer: Layer
  readonly geometry: QgisGeometry
  readonly category: string | null
  readonly shown: boolean
}

const WGS84 =
  '<spatialrefsys><proj4>+proj=longlat +datum=WGS84 +no_defs</proj4><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid></spatialrefsys>'
const WEB_MERCATOR =
  '<spatialrefsys><proj4>+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs</proj4><srsid>3857</srsid><srid>3857</srid><authid>EPSG:3857</authid></spatialrefsys>'
/** A layer with more rows hides those below it; it is switched off at first. */
const MOST_SHOWN_ROWS = 500
const EARTH_EQUATOR_METRES = 6_378_137

function mercator(lon: number, lat: number): [number, number] {
  const most = 85.05
  const radians = (Math.min(most, Math.max(-most, lat)) * Math.PI) / 180
  return [
    (lon * Math.PI * EARTH_EQUATOR_METRES) / 180,
    Math.log(Math.tan(Math.PI / 4 + radians / 2)) * EARTH_EQUATOR_METRES,
  ]
}

/** The kinds of geometry that a layer holds: QGIS draws points, lines and areas as layers of their own. */
function geometries({ geometryTypes }: Layer): QgisGeometry[] {
  return [...new Set(geometryTypes.map((type) => QGIS_GEOMETRY[type]))]
}

/** @param index of a further drawing; −1 for the main one */
function entries(layer: Layer, drawing: LayerDrawing, index: number, shown: boolean, zh: boolean): ProjectLayer[] {
  return geometries(layer).map((geometry) => ({
    id: `${layer.name}_${index < 0 ? 'all' : index}_${geometry}`,
    title: zh ? drawing.titleZh : drawing.titleEn,
    layer,
    geometry,
    category: index < 0 ? null : layer.drawings!.more!.drawings[index]!.id,
    shown,
  }))
}

const GEOMETRY_NAMES = { point: 'Point', line: 'Line', polygon: 'Polygon' } as const
/** As readers of a file name them. */
const FILE_GEOMETRY_NAMES = { point: 'Point', line: 'LineString', polygon: 'Polygon' } as const

function mapLayerXml({ id, title, layer, geometry, category }: ProjectLayer, lang: Lang): string {
  // A file of points and areas is read as two layers.
  const part = layer.geometryType === 'Mixed' ? `|geometrytype=${FILE_GEOMETRY_NAMES[geometry]}` : ''
  const style = styleXml(layer, { lang, geometry, ...(category === null ? {} : { category }) })
  return (
    `<maplayer type="vector" geometry="${GEOMETRY_NAMES[geometry]}" hasScaleBasedVisibilityFlag="0" styleCategories="AllStyleCategories">` +
    `<id>${id}</id><datasource>./${layer.name}.geojson${part}</datasource><layername>${xmlEscaped(title)}</layername>` +
    `<srs>${WGS84}</srs><provider encoding="UTF-8">ogr</provider>${style}</maplayer>`
  )
}

function treeXml(layers: readonly ProjectLayer[]): string {
  return layers
    .map(
      ({ id, title, layer, shown }) =>
        `<layer-tree-layer id="${id}" name="${xmlEscaped(title)}" source="./${layer.name}.geojson" providerKey="ogr" checked="${shown ? 'Qt::Checked' : 'Qt::Unchecked'}" expanded="${shown ? 1 : 0}"/>`,
    )
    .join('')
}

function groupXml(name: string, layers: readonly ProjectLayer[], open: boolean): string {
  return (
    `<layer-tree-group name="${xmlEscaped(name)}" checked="${open ? 'Qt::Checked' : 'Qt::Unchecked'}" expanded="${open ? 1 : 0}">` +
    `${treeXml(layers)}</layer-tree-group>`
  )
}

/** The map's first view: the first of the layers that holds anything, with a margin. */
function canvasXml(layers: readonly Layer[]): string {
  const box = layers.find((layer) => layer.box !== null)?.box
  if (box === undefined || box === null) return ''
  const [west, south] = mercator(box[0], box[1])
  const [east, north] = mercator(box[2], box[3])
  const margin = 200 + 0.05 * Math.max(east - west, north - south)
  const corner = (name: string, metres: number) => `<${name}>${metres.toFixed(3)}</${name}>`
  const extent =
    corner('xmin', west - margin) +
    corner('ymin', south - margin) +
    corner('xmax', east + margin) +
    corner('ymax', north + margin)
  return (
    `<mapcanvas name="theMapCanvas" annotationsVisible="1"><units>meters</units><extent>${extent}</extent><rotation>0</rotation>` +
    `<destinationsrs>${WEB_MERCATOR}</destinationsrs></mapcanvas>`
  )
}

/**
 * A QGIS project (`.qgs`) that opens the GeoJSON files of layers beside it with the right colours: of a report facilities by category, gaps,
 * blocks by the number of kinds they reach and, hidden at first, by their walk to each category.
 *
 * @param layers any layers, in the order in which maps draw them from below
 * @param options language of legends and column names
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { mapLayers, toQgisProject } from 'living-circle/parts'
 * declare const report: AccessReport
 * const project: string = toQgisProject(mapLayers(report), { lang: 'en' })
 * ```
 */
export function toQgisProject(layers: readonly Layer[], options: QgisProjectOptions = {}): string {
  checkOptions('toQgisProject', options, KNOWN_QGIS_PROJECT_OPTIONS)
  const lang = options.lang ?? 'en'
  const zh = lang === 'zh'
  const plainly = ({ titleEn, titleZh }: Layer) => ({ titleEn, titleZh, shown: true, classes: [] })
  const fromAbove = [...layers].reverse()
  const main = fromAbove.flatMap((layer, fromTop) => {
    const drawing = layer.drawings?.main ?? plainly(layer)
    const isGround = fromTop === layers.length - 1
    return entries(layer, drawing, -1, drawing.shown && (isGround || layer.rowCount <= MOST_SHOWN_ROWS), zh)
  })
  const groups = fromAbove.flatMap((layer) => {
    const more = layer.drawings?.more ?? null
    if (more === null) return []
    const list = more.drawings.flatMap((drawing, index) => entries(layer, drawing, index, drawing.shown, zh))
    return [{ title: zh ? more.titleZh : more.titleEn, list }]
  })
  const all = [...main, ...groups.flatMap(({ list }) => list)]
  const title = xmlEscaped(options.title ?? (zh ? '步行生活圈' : 'Walking circles'))
  const tree = treeXml(main) + groups.map((group) => groupXml(group.title, group.list, false)).join('')
  return (
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" +
    `<qgis projectname="${title}" version="3.22.0"><homePath path=""/><title>${title}</title>` +
    `<projectCrs>${WEB_MERCATOR}</projectCrs>` +
    `<layer-tree-group>${tree}</layer-tree-group>` +
    `${canvasXml(layers)}` +
    `<projectlayers>${all.map((layer) => mapLayerXml(layer, lang)).join('')}</projectlayers>` +
    `<layerorder>${all.map(({ id }) => `<layer id="${id}"/>`).join('')}</layerorder>` +
    '<properties><Paths><Absolute type="bool">false</Absolute></Paths><SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys></properties></qgis>\n'
  )
}
