// The residential land of each block that a catchment leaves uncovered, as features. A drawing; people are counted by walk.

import type { FeatureLayer } from './feature-output.ts'
import type { BlockRecord, IsochroneOptions, LonLat, PlainFeature } from './library.ts'
import { breathe, type Library, type Session } from './session.ts'

type Rings = readonly (readonly LonLat[])[]

export const UNCOVERED_LAYER: FeatureLayer = {
  name: 'uncovered_land',
  titleEn: 'Residential land that is not covered',
  titleZh: '未覆盖居住用地',
  note: 'Residential land outside the band around the streets from which a facility is reached. A drawing: people are counted by walk.',
  columns: [
    { key: 'block_id', type: 'text', nameEn: 'Block', nameZh: '小区编号' },
    { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
    { key: 'unit', type: 'text', nameEn: 'Unit of the limit', nameZh: '限值单位' },
    { key: 'limit', type: 'real', nameEn: 'Limit', nameZh: '限值' },
    { key: 'uncovered_m2', type: 'real', nameEn: 'Uncovered land, m²', nameZh: '未覆盖用地（平方米）' },
    { key: 'land_m2', type: 'real', nameEn: 'Land, m²', nameZh: '用地（平方米）' },
    { key: 'band_m', type: 'real', nameEn: 'Covered beside streets, metres', nameZh: '街道两侧覆盖宽度（米）' },
    { key: 'share', type: 'real', nameEn: 'Uncovered share', nameZh: '未覆盖比例' },
  ],
}

/** What is left of the land of all blocks. */
export interface UncoveredFeatures {
  /** One per block with uncovered land, in the blocks' order. */
  readonly features: readonly PlainFeature[]
  readonly uncoveredSquareMetres: number
  readonly landSquareMetres: number
}

/** Block by block: its outline minus the covered ground. */
export async function uncoveredFeatures(
  session: Session,
  library: Library,
  blocks: readonly BlockRecord[],
  covered: readonly Rings[],
  shared: { readonly unit: 'minutes' | 'metres'; readonly limit: number; readonly band_m: number },
): Promise<UncoveredFeatures> {
  const features: PlainFeature[] = []
  let uncoveredSquareMetres = 0
  let landSquareMetres = 0
  for (const [index, { id, name, polygons }] of blocks.entries()) {
    if (index % 20 === 0) await breathe(session)
    session.terminal.progress('uncovered', index, blocks.length)
    if (polygons === null) continue
    const left = await library.uncoveredLand(polygons, covered)
    uncoveredSquareMetres += left.uncoveredSquareMetres
    landSquareMetres += left.landSquareMetres
    const fit = left.polygons.map(fitForFile).filter((rings) => rings.length > 0)
    if (fit.length === 0) continue
    features.push({
      properties: {
        block_id: id,
        name,
        ...shared,
        uncovered_m2: Math.round(left.uncoveredSquareMetres),
        land_m2: Math.round(left.landSquareMetres),
        share: Number((left.uncoveredSquareMetres / left.landSquareMetres).toFixed(4)),
      },
      geometry:
        fit.length === 1 ? { type: 'Polygon', coordinates: fit[0]! } : { type: 'MultiPolygon', coordinates: fit },
    })
  }
  session.terminal.finish()
  return { features, uncoveredSquareMetres, landSquareMetres }
}

/** Seven decimals, closed, outer rings anticlockwise and holes clockwise; no rings where the outer one encloses nothing. */
function fitForFile(rings: Rings): Rings {
  const fit = rings.map((ring, index) => fitRing(ring, index === 0))
  return fit[0] === null ? [] : fit.filter((ring) => ring !== null)
}

function fitRing(ring: readonly LonLat[], anticlockwise: boolean): readonly LonLat[] | null {
  const positions: LonLat[] = []
  for (const [lon, lat] of ring) {
    const next: LonLat = [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]
    const last = positions.at(-1)
    if (last === undefined || last[0] !== next[0] || last[1] !== next[1]) positions.push(next)
  }
  if (positions.length < 4) return null
  const [lon0, lat0] = positions[0]!
  let twiceArea = 0
  for (let i = 1; i < positions.length; i++) {
    const [aLon, aLat] = positions[i - 1]!
    const [bLon, bLat] = positions[i]!
    twiceArea += (aLon - lon0) * (bLat - lat0) - (bLon - lon0) * (aLat - lat0)
  }
  if (Math.abs(twiceArea) < 1e-14) return null
  return twiceArea > 0 === anticlockwise ? positions : positions.reverse()
}

/** Ground this near to a reached street counts as covered unless told otherwise: the 25 m of other drawings leave every court open. */
const COVERED_BAND_METRES = 50
/** Courts smaller than this that reached streets enclose count as covered. */
const COURT_SQUARE_METRES = 10_000

/** Options of the catchment whose polygons count as covered: people walk to the facilities. */
export function coveringOptions(options: IsochroneOptions) {
  const { minutes: _, metres: __, union: ___, reverse: ____, style: _____, bandMetres, ...rest } = options
  return { ...rest, bandMetres: bandMetres ?? COVERED_BAND_METRES, minHoleSquareMetres: COURT_SQUARE_METRES }
}
