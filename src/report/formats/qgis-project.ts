// A QGIS project over the GeoJSON files of a report: facilities, gaps, and the blocks once by the number of kinds they reach and once by the
// walk to each category. A report in, XML out (.qgs); the files are looked for beside it. Written for QGIS 3.22 and later.
import type { AccessReport } from '../../answer/access-report.ts'
import { layerOf, type MapLayer } from '../layers/map-layers.ts'
import { xmlEscaped } from '../text/written-text.ts'
import { styleXml } from './qgis-styles.ts'

/** Options of {@link toQgisProject}. */
export interface QgisProjectOptions {
  /** Language of legends and column names. Default `zh`. */
  readonly lang?: 'zh' | 'en'
}

/** One entry of the layer tree. */
interface ProjectLayer {
  readonly id: string
  readonly title: string
  readonly layer: MapLayer
  readonly geometry: 'point' | 'polygon'
  readonly category: string | null
  readonly shown: boolean
}

const WGS84 =
  '<spatialrefsys><proj4>+proj=longlat +datum=WGS84 +no_defs</proj4><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid></spatialrefsys>'
const WEB_MERCATOR =
  '<spatialrefsys><proj4>+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs</proj4><srsid>3857</srsid><srid>3857</srid><authid>EPSG:3857</authid></spatialrefsys>'
/** Above this the facilities hide the blocks; they are switched off at first. */
const MOST_SHOWN_FACILITIES = 500
const EARTH_EQUATOR_METRES = 6_378_137

function mercator(lon: number, lat: number): [number, number] {
  const most = 85.05
  const radians = (Math.min(most, Math.max(-most, lat)) * Math.PI) / 180
  return [
    (lon * Math.PI * EARTH_EQUATOR_METRES) / 180,
    Math.log(Math.tan(Math.PI / 4 + radians / 2)) * EARTH_EQUATOR_METRES,
  ]
}

/** The kinds of geometry that a layer holds: QGIS draws points and areas as two layers. */
function geometries(layer: MapLayer): ('polygon' | 'point')[] {
  const areas = layer.geometryTypes.some((type) => type !== 'Point')
  const points = layer.geometryTypes.includes('Point')
  return [...(points ? (['point'] as const) : []), ...(areas ? (['polygon'] as const) : [])]
}

function entries(
  layer: MapLayer,
  title: string,
  category: string | null,
  index: number,
  shown: boolean,
): ProjectLayer[] {
  return geometries(layer).map((geometry) => ({
    id: `${layer.name}_${category === null ? 'all' : index}_${geometry}`,
    title,
    layer,
    geometry,
    category,
    shown,
  }))
}

function mapLayerXml(
  report: AccessReport,
  { id, title, layer, geometry, category }: ProjectLayer,
  lang: 'zh' | 'en',
): string {
  // A file of points and areas is read as two layers.
  const part = layer.geometryType === 'Mixed' ? `|geometrytype=${geometry === 'point' ? 'Point' : 'Polygon'}` : ''
  const style = styleXml(report, layer, { lang, geometry, ...(category === null ? {} : { category }) })
  return (
    `<maplayer type="vector" geometry="${geometry === 'point' ? 'Point' : 'Polygon'}" hasScaleBasedVisibilityFlag="0" styleCategories="AllStyleCategories">` +
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
function canvasXml(layers: readonly MapLayer[]): string {
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
 * A QGIS project (`.qgs`) that opens the report's GeoJSON files beside it with the right colours: facilities by category, gaps, blocks by the
 * number of kinds they reach and, hidden at first, by their walk to each category.
 *
 * @param report the whole report
 * @param options language of legends and column names
 * @example
 * ```ts
 * import { type AccessReport } from 'living-circle'
 * import { toQgisProject } from 'living-circle/parts'
 * declare const report: AccessReport
 * const project: string = toQgisProject(report, { lang: 'en' })
 * ```
 */
export function toQgisProject(report: AccessReport, options: QgisProjectOptions = {}): string {
  const lang = options.lang ?? 'zh'
  const zh = lang === 'zh'
  const blocks = layerOf(report, 'blocks')
  const gaps = layerOf(report, 'gaps')
  const facilities = layerOf(report, 'facilities')
  const titleOf = (layer: MapLayer) => (zh ? layer.titleZh : layer.titleEn)
  const top = [
    ...entries(facilities, titleOf(facilities), null, 0, facilities.rowCount <= MOST_SHOWN_FACILITIES),
    ...entries(gaps, titleOf(gaps), null, 0, false),
  ]
  const overview = entries(blocks, zh ? '地块：可达设施类数' : 'Blocks: kinds reached', null, 0, true)
  const byCategory = report.categories.flatMap((category, i) =>
    entries(blocks, zh ? `地块：到${category.nameZh}` : `Blocks: to ${category.nameEn}`, category.id, i, false),
  )
  const all = [...top, ...overview, ...byCategory]
  const title = zh ? '步行生活圈' : 'Walking circles'
  return (
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" +
    `<qgis projectname="${title}" version="3.22.0"><homePath path=""/><title>${title}</title>` +
    `<projectCrs>${WEB_MERCATOR}</projectCrs>` +
    `<layer-tree-group>${treeXml(top)}${treeXml(overview)}${groupXml(zh ? '地块：到各类设施' : 'Blocks: to each kind', byCategory, false)}</layer-tree-group>` +
    `${canvasXml([blocks, facilities])}` +
    `<projectlayers>${all.map((layer) => mapLayerXml(report, layer, lang)).join('')}</projectlayers>` +
    `<layerorder>${all.map(({ id }) => `<layer id="${id}"/>`).join('')}</layerorder>` +
    '<properties><Paths><Absolute type="bool">false</Absolute></Paths><SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys></properties></qgis>\n'
  )
}
