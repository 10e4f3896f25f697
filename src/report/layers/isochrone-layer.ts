// Isochrones as a layer: one row per origin and limit. Results in, a layer out, whole or origin by origin. It does not know how anything
// was computed, or any file format.

import type { Basis } from '../../foundation/units.ts'
import type { Isochrone, IsochroneBand } from '../../outline/isochrone-result.ts'
import { roundTo } from '../text/written-numbers.ts'
import {
  type FeatureColumn,
  type FeatureLayerHead,
  featureLayer,
  featureLayerInParts,
  type LayerInParts,
  type PlainFeature,
} from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { type LayerDrawings, look, NEAR_TO_FAR } from './layer-drawing.ts'
import type { LayerGeometry } from './layer-geometry.ts'

/** One origin and limit. Keys that do not apply are left out of all features alike. */
export interface IsochroneProperties {
  readonly origin_id: string
  readonly name: string | null
  /** `minutes` or `metres`. */
  readonly unit: 'minutes' | 'metres'
  readonly limit: number
  /** `from` the origin, or `to` it. */
  readonly direction: 'from' | 'to'
  readonly profile: string
  /** Length of the streets reached. */
  readonly street_m: number
  /** `linked`, or why nothing is drawn. */
  readonly link_status: string
  /** Straight way to the nearest street; `null` where not linked. */
  readonly link_m: number | null
  /** Origins drawn together, and places among theirs that are not linked. */
  readonly origins: number
  readonly unlinked: number
  /** True where the data end nearer than the limit: more may be reached in truth. */
  readonly edge_affected: boolean
  /** Half width of the band drawn around the streets; 0 for lines. */
  readonly band_m: number
}

/** Limits in minutes (basis `time`) or metres. */
export interface AskedLimits {
  readonly limits: readonly number[]
  readonly basis: Basis
  /** Whether times count slopes; default: no. */
  readonly countsSlopes?: boolean | undefined
}

/** What stands in every file of isochrones. */
export function isochroneNote(countsSlopes: boolean): string {
  const ground = countsSlopes ? 'slopes are counted where heights are known' : 'on flat ground: slopes are not counted'
  return `Drawings of the streets reached within each limit (inclusive), ${ground}. For wheelchairs steps are avoided; kerbs, surfaces and lifts are not judged. People and facilities are counted by walk, not by these shapes.`
}

const COLUMNS: readonly (FeatureColumn & { readonly key: keyof IsochroneProperties })[] = [
  { key: 'origin_id', type: 'text', nameEn: 'Origin', nameZh: '起点编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'unit', type: 'text', nameEn: 'Unit of the limit', nameZh: '限值单位' },
  { key: 'limit', type: 'real', unit: 'min or m', nameEn: 'Limit', nameZh: '限值' },
  { key: 'direction', type: 'text', nameEn: 'From or to the origin', nameZh: '方向' },
  { key: 'profile', type: 'text', nameEn: 'Walker', nameZh: '步行者' },
  {
    key: 'street_m',
    type: 'real',
    decimals: 1,
    unit: 'm',
    nameEn: 'Streets reached, metres',
    nameZh: '可达街道长度（米）',
  },
  { key: 'link_status', type: 'text', nameEn: 'Link to the streets', nameZh: '路网连接状态' },
  {
    key: 'link_m',
    type: 'real',
    decimals: 1,
    unit: 'm',
    nameEn: 'Straight way to the street, metres',
    nameZh: '到街道直线距离（米）',
  },
  { key: 'origins', type: 'integer', nameEn: 'Origins drawn together', nameZh: '合并起点数' },
  { key: 'unlinked', type: 'integer', nameEn: 'Places that are not linked', nameZh: '未连接地点数' },
  { key: 'edge_affected', type: 'boolean', nameEn: 'The data end nearer', nameZh: '受数据边界影响' },
  { key: 'band_m', type: 'real', unit: 'm', nameEn: 'Half width of the band, metres', nameZh: '带宽之半（米）' },
]

function headOf(
  attribution: string | undefined,
  drawings: LayerDrawings | null,
  countsSlopes: boolean,
): FeatureLayerHead {
  const note = isochroneNote(countsSlopes)
  return { name: 'isochrones', titleEn: 'Isochrones', titleZh: '等时圈', note, attribution, drawings }
}

/**
 * Isochrones as a layer for any format: for each origin the largest limit first, so that smaller ones are drawn on top. Origins that are
 * not linked have rows without geometry that say why.
 *
 * @param attribution whose map the streets are of; default: OpenStreetMap's
 * @example
 * ```ts
 * import { isochrone } from 'living-circle'
 * import { type Impedance, isochroneLayer, toFlatGeobuf, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const layer = isochroneLayer(isochrone(network, impedance, [[14.5146, 35.8978]]))
 * const bytes: Uint8Array = toFlatGeobuf(layer)
 * ```
 */
export function isochroneLayer(isochrones: readonly Isochrone[], attribution?: string): Layer {
  const limits = isochrones.flatMap(({ bands }) => bands.map(({ limit }) => limit))
  const drawings = drawingsOf({ limits, basis: isochrones[0]?.basis ?? 'time' })
  return featureLayer(
    headOf(attribution, drawings, isochrones[0]?.countsSlopes === true),
    COLUMNS,
    isochrones.flatMap(isochroneRows),
  )
}

/**
 * The same for results that come one at a time: formats that write row by row hold one origin in memory.
 *
 * @param isochrones any iterable, for instance of `eachIsochrone`
 * @param asked the limits that they are drawn for, where they are known before; formats with styles then have a legend
 * @example
 * ```ts
 * import type { Isochrone } from 'living-circle'
 * import { isochroneLayerInParts } from 'living-circle/parts'
 * declare const isochrones: Iterable<Isochrone>
 * const layer = isochroneLayerInParts(isochrones)
 * ```
 */
export function isochroneLayerInParts(
  isochrones: Iterable<Isochrone>,
  attribution?: string,
  asked?: AskedLimits,
): LayerInParts {
  const drawings = asked === undefined ? null : drawingsOf(asked)
  return featureLayerInParts(headOf(attribution, drawings, asked?.countsSlopes === true), COLUMNS, function* () {
    for (const isochrone of isochrones) yield isochroneRows(isochrone)
  })
}

/** The rows of one origin, largest limit first. */
function isochroneRows(isochrone: Isochrone): PlainFeature[] {
  return isochrone.bands
    .map((band) => ({ properties: { ...propertiesOf(isochrone, band) }, geometry: geometryOf(isochrone, band) }))
    .reverse()
}

function propertiesOf(isochrone: Isochrone, band: IsochroneBand): IsochroneProperties {
  return {
    origin_id: isochrone.id,
    name: isochrone.name,
    unit: isochrone.basis === 'time' ? 'minutes' : 'metres',
    limit: band.limit,
    direction: isochrone.reverse ? 'to' : 'from',
    profile: isochrone.profileId,
    street_m: roundTo(band.reachedMetres, 1),
    link_status: isochrone.linkStatus,
    link_m: Number.isFinite(isochrone.linkMetres) ? roundTo(isochrone.linkMetres, 1) : null,
    origins: isochrone.origins.length,
    unlinked: isochrone.placesUnlinked,
    edge_affected: band.edgeAffected,
    band_m: isochrone.style === 'lines' ? 0 : isochrone.bandMetres,
  }
}

function geometryOf({ style }: Isochrone, { polygons, lines }: IsochroneBand): LayerGeometry | null {
  return style === 'lines'
    ? { type: 'MultiLineString', coordinates: lines }
    : { type: 'MultiPolygon', coordinates: polygons }
}

/** One class per limit, dark for near. */
function drawingsOf({ limits: asked, basis }: AskedLimits): LayerDrawings {
  const limits = [...new Set(asked)].sort((a, b) => a - b)
  const [unitEn, unitZh] = basis === 'distance' ? ['m', '米'] : ['min', '分钟']
  const shadeOf = (i: number) => NEAR_TO_FAR[Math.round((i * (NEAR_TO_FAR.length - 1)) / Math.max(1, limits.length))]!
  return {
    main: {
      titleEn: 'Isochrones',
      titleZh: '等时圈',
      shown: true,
      classes: limits.map((limit, i) => ({
        nameEn: `within ${limit} ${unitEn}`,
        nameZh: `${limit} ${unitZh}以内`,
        where: [{ key: 'limit', is: limit }],
        look: look(shadeOf(i), shadeOf(i), 0.3, 110),
      })),
    },
    ramp: {
      key: 'limit',
      scale: 'ordinal',
      colour: NEAR_TO_FAR[1]!,
      colours: NEAR_TO_FAR,
      opacity: 0.4,
      pointRadius: 10,
    },
    more: null,
  }
}
