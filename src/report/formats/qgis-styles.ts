// QGIS styles (.qml) of layers: their legends as rules, and names of columns for people. A layer in, XML out. Written for QGIS 3.22 and later.

import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { Lang } from '../../words/languages.ts'
import type { Layer } from '../layers/layer.ts'
import type { CellValue } from '../layers/layer-columns.ts'
import { type ColumnTest, type LayerClass, look, NEAR_TO_FAR } from '../layers/layer-drawing.ts'
import { xmlEscaped } from '../text/written-text.ts'
import { type QgisGeometry, symbolXml } from './qgis-symbols.ts'

const KNOWN_QML_OPTIONS: OptionKeys<QmlOptions> = { lang: true, category: true, geometry: true }

/** Options of {@link toQml}. */
export interface QmlOptions {
  /** Language of legends and column names. Default `zh`. */
  readonly lang?: Lang
  /** One of the layer's further drawings, such as blocks by their walk to this category; default: the main one. */
  readonly category?: string
  /** For a layer of points and areas, which of them the style is for. Default: areas where there are any. */
  readonly geometry?: QgisGeometry
}

/** What QGIS draws a type of geometry as. */
export const QGIS_GEOMETRY = {
  Point: 'point',
  MultiLineString: 'line',
  Polygon: 'polygon',
  MultiPolygon: 'polygon',
} as const

function literal(value: CellValue): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

function testText(test: ColumnTest): string {
  const column = `"${test.key}"`
  if ('atLeast' in test) return `${column} >= ${test.atLeast}`
  if ('atMost' in test) return `${column} <= ${test.atMost}`
  if ('above' in test) return `${column} > ${test.above}`
  return test.is === null ? `${column} IS NULL` : `${column} = ${literal(test.is)}`
}

/** All rows of a layer that does not say how it is drawn. */
function plainClasses({ titleEn, titleZh }: Layer): LayerClass[] {
  return [{ nameEn: titleEn, nameZh: titleZh, where: [], look: look(NEAR_TO_FAR[1]!) }]
}

function ruleXml(classes: readonly LayerClass[], zh: boolean): string {
  const list = classes.map(({ nameEn, nameZh, where }, i) => {
    const filter = where.length === 0 ? 'TRUE' : where.map(testText).join(' AND ')
    return `<rule key="{rule-${i}}" symbol="${i}" filter="${xmlEscaped(filter)}" label="${xmlEscaped(zh ? nameZh : nameEn)}"/>`
  })
  return `<rules key="{rules}">${list.join('')}</rules>`
}

/** The drawing rules of a layer as XML. */
function rendererXml(classes: readonly LayerClass[], geometry: QgisGeometry, zh: boolean): string {
  const symbols = classes.map((each, i) => symbolXml(String(i), geometry, each.look))
  return (
    '<renderer-v2 type="RuleRenderer" forceraster="0" symbollevels="0" enableorderby="0">' +
    `${ruleXml(classes, zh)}<symbols>${symbols.join('')}</symbols></renderer-v2>`
  )
}

/** Names for people of a layer's columns. */
function aliasesXml(layer: Layer, zh: boolean): string {
  const aliases = layer.columns.map(
    (column, i) =>
      `<alias field="${column.key}" index="${i}" name="${xmlEscaped(zh ? column.nameZh : column.nameEn)}"/>`,
  )
  return `<aliases>${aliases.join('')}</aliases>`
}

/** Drawing rules and names of a layer: the inside of a style. */
export function styleXml(layer: Layer, { lang, category, geometry }: QmlOptions): string {
  const zh = lang !== 'en'
  const { drawings } = layer
  const drawing = drawings?.more?.drawings.find(({ id }) => id === category) ?? drawings?.main
  const last = layer.geometryTypes.at(-1)!
  return (
    rendererXml(drawing?.classes ?? plainClasses(layer), geometry ?? QGIS_GEOMETRY[last], zh) + aliasesXml(layer, zh)
  )
}

/**
 * A QGIS style for a layer: put beside `blocks.geojson` as `blocks.qml`, QGIS uses it by itself.
 *
 * @param layer any layer
 * @param options language, and the category that blocks are coloured by
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { layerOf, toQml } from 'living-circle/parts'
 * declare const report: AccessReport
 * const style = toQml(layerOf(report, 'blocks'), { category: 'clinic', lang: 'en' })
 * ```
 */
export function toQml(layer: Layer, options: QmlOptions = {}): string {
  checkOptions('toQml', options, KNOWN_QML_OPTIONS)
  return (
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" +
    `<qgis version="3.22.0" styleCategories="Symbology|Fields">${styleXml(layer, options)}</qgis>\n`
  )
}
