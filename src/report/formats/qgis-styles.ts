// QGIS styles (.qml) of the layers: blocks by walk to one category or by the number of kinds they reach, facilities by category, gaps as
// hatching would be too loud: outlined. A report in, XML out. Written for QGIS 3.22 and later.
import type { AccessReport } from '../../answer/access-report.ts'
import { type LayerName, layerOf, type MapLayer } from '../layers/map-layers.ts'
import { xmlEscaped } from '../text/written-text.ts'
import {
  CATEGORY_COLOURS,
  type Colour,
  MISSING,
  NEAR_TO_FAR,
  type SymbolLook,
  symbolXml,
  UNKNOWN,
} from './qgis-symbols.ts'

/** Options of {@link toQml}. */
export interface QmlOptions {
  /** Language of legends and column names. Default `zh`. */
  readonly lang?: 'zh' | 'en'
  /** Blocks by their walk to this category; default: by the number of kinds that they reach. */
  readonly category?: string
  /** For a layer of points and areas, which of them the style is for. Default: areas where there are any. */
  readonly geometry?: 'point' | 'polygon'
}

/** One class of a legend: features for which the filter holds. */
interface StyleRule {
  readonly label: string
  readonly filter: string
  readonly look: SymbolLook
}

const WHITE: Colour = [255, 255, 255]
const BLACK: Colour = [0, 0, 0]

function look(colour: Colour, outline: Colour = WHITE, outlineMillimetres = 0.15, alpha = 220): SymbolLook {
  return { colour, alpha, outline, outlineMillimetres, shape: 'circle' }
}

const MISSING_LOOK = look(MISSING, BLACK, 0.4)
const UNKNOWN_LOOK = look(UNKNOWN, [120, 120, 120], 0.15, 160)

/** Key of a category's column in the layer, or `undefined` where the layer lacks it (all its values are unknown). */
function keyOf(layer: MapLayer, specKey: string, category: number): string | undefined {
  return layer.columns.find((column) => column.specKey === specKey && column.category === category)?.key
}

/** Blocks by their walk to a category: one class per limit, then not reached, then not linked. */
function walkRules(report: AccessReport, layer: MapLayer, category: number, zh: boolean): StyleRule[] {
  const { basis, limits } = report.options
  const status = keyOf(layer, '{category}_status', category)
  if (status === undefined) return []
  const walk = keyOf(layer, basis === 'time' ? '{category}_s' : '{category}_m', category)
  const unit = basis === 'time' ? (zh ? '分钟' : 'min') : zh ? '米' : 'm'
  const within =
    walk === undefined
      ? []
      : limits.map((limit, i): StyleRule => {
          const most = basis === 'time' ? limit * 60 : limit
          const below = i === 0 ? '' : ` AND "${walk}" > ${basis === 'time' ? limits[i - 1]! * 60 : limits[i - 1]!}`
          const shade = Math.round((i * (NEAR_TO_FAR.length - 1)) / Math.max(1, limits.length))
          return {
            label: zh ? `${limit} ${unit}以内` : `within ${limit} ${unit}`,
            filter: `"${status}" = 'reached' AND "${walk}" <= ${most}${below}`,
            look: look(NEAR_TO_FAR[shade]!),
          }
        })
  return [
    ...within,
    { label: zh ? '未达' : 'not reached', filter: `"${status}" = 'unreached'`, look: MISSING_LOOK },
    { label: zh ? '未接入路网' : 'not linked', filter: `"${status}" = 'unlinked'`, look: UNKNOWN_LOOK },
  ]
}

/** Blocks by how many kinds they reach. */
function reachRules(report: AccessReport, layer: MapLayer, zh: boolean): StyleRule[] {
  const all = report.categories.length
  const key = layer.columns.find((column) => column.specKey === 'categories_reached')?.key
  if (key === undefined) return []
  const bounds = [...new Set([all, Math.ceil(all * 0.75), Math.ceil(all * 0.5), Math.ceil(all * 0.25), 1])].filter(
    (n) => n > 0,
  )
  return [
    ...bounds.map((from, i): StyleRule => {
      const to = i === 0 ? all : bounds[i - 1]! - 1
      const range = from === to ? String(from) : `${from}–${to}`
      return {
        label: zh ? `可达 ${range} 类` : `${range} kinds`,
        filter: `"${key}" >= ${from} AND "${key}" <= ${to}`,
        look: look(NEAR_TO_FAR[i]!),
      }
    }),
    { label: zh ? '无一可达' : 'none', filter: `"${key}" = 0`, look: MISSING_LOOK },
    { label: zh ? '未接入路网' : 'not linked', filter: `"${key}" IS NULL`, look: UNKNOWN_LOOK },
  ]
}

function facilityRules(report: AccessReport, zh: boolean): StyleRule[] {
  return report.categories.map((category, i) => ({
    label: zh ? category.nameZh : category.nameEn,
    filter: `"category" = '${category.id.replaceAll("'", "''")}'`,
    look: {
      ...look(CATEGORY_COLOURS[i % CATEGORY_COLOURS.length]!, i < CATEGORY_COLOURS.length ? BLACK : WHITE, 0.2, 255),
      shape: 'diamond',
    },
  }))
}

function ruleXml(rules: readonly StyleRule[]): string {
  const list = rules.map(
    ({ label, filter }, i) =>
      `<rule key="{rule-${i}}" symbol="${i}" filter="${xmlEscaped(filter)}" label="${xmlEscaped(label)}"/>`,
  )
  return `<rules key="{rules}">${list.join('')}</rules>`
}

/** The drawing rules of a layer as XML. */
export function rendererXml(rules: readonly StyleRule[], geometry: 'point' | 'polygon'): string {
  const symbols = rules.map((rule, i) => symbolXml(String(i), geometry, rule.look))
  return (
    '<renderer-v2 type="RuleRenderer" forceraster="0" symbollevels="0" enableorderby="0">' +
    `${ruleXml(rules)}<symbols>${symbols.join('')}</symbols></renderer-v2>`
  )
}

/** Names for people of a layer's columns. */
export function aliasesXml(layer: MapLayer, lang: 'zh' | 'en'): string {
  const aliases = layer.columns.map(
    (column, i) =>
      `<alias field="${column.key}" index="${i}" name="${xmlEscaped(lang === 'zh' ? column.nameZh : column.nameEn)}"/>`,
  )
  return `<aliases>${aliases.join('')}</aliases>`
}

/** Drawing rules and names of a layer: the inside of a style. */
export function styleXml(report: AccessReport, layer: MapLayer, options: QmlOptions): string {
  const zh = options.lang !== 'en'
  const geometry = options.geometry ?? (layer.geometryType === 'Point' ? 'point' : 'polygon')
  const category = report.categories.findIndex(({ id }) => id === options.category)
  const rules =
    layer.name === 'facilities'
      ? facilityRules(report, zh)
      : layer.name === 'gaps'
        ? [{ label: zh ? '盲区' : 'gap', filter: 'TRUE', look: look(MISSING, MISSING, 0.5, 70) }]
        : category >= 0
          ? walkRules(report, layer, category, zh)
          : reachRules(report, layer, zh)
  return rendererXml(rules, geometry) + aliasesXml(layer, zh ? 'zh' : 'en')
}

/**
 * A QGIS style for a layer: put beside `blocks.geojson` as `blocks.qml`, QGIS uses it by itself.
 *
 * @param report the whole report
 * @param name which layer
 * @param options language, and the category that blocks are coloured by
 * @example
 * ```ts
 * import { type AccessReport } from 'living-circle'
 * import { toQml } from 'living-circle/parts'
 * declare const report: AccessReport
 * const style = toQml(report, 'blocks', { category: 'clinic', lang: 'en' })
 * ```
 */
export function toQml(report: AccessReport, name: LayerName, options: QmlOptions = {}): string {
  return (
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" +
    `<qgis version="3.22.0" styleCategories="Symbology|Fields">${styleXml(report, layerOf(report, name), options)}</qgis>\n`
  )
}
