// The residential land of each block beyond a catchment, as features: what the library measured, with columns.

import type { FeatureLayer } from './feature-output.ts'
import type { LandBeyond, LonLat, PlainFeature } from './library.ts'

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

/** One feature for each block with land that can be drawn. */
export function uncoveredFeatures(
  { blocks, limit, bandMetres }: LandBeyond,
  unit: 'minutes' | 'metres',
): PlainFeature[] {
  return blocks.flatMap(({ id, name, polygons, uncoveredSquareMetres, landSquareMetres }) => {
    const fit = polygons.map(fitForFile).filter((rings) => rings.length > 0)
    if (fit.length === 0) return []
    const properties = {
      block_id: id,
      name,
      unit,
      limit,
      band_m: bandMetres,
      uncovered_m2: Math.round(uncoveredSquareMetres),
      land_m2: Math.round(landSquareMetres),
      share: Number((uncoveredSquareMetres / landSquareMetres).toFixed(4)),
    }
    const geometry: PlainFeature['geometry'] =
      fit.length === 1 ? { type: 'Polygon', coordinates: fit[0]! } : { type: 'MultiPolygon', coordinates: fit }
    return [{ properties, geometry }]
  })
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
