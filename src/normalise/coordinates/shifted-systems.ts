// WGS-84 and the two systems that maps of China are shifted to, GCJ-02 and BD-09. Positions in, positions out.
import gcoordModule from 'gcoord'
import type { LonLat } from '../../foundation/units.ts'
import type { CoordinateSystem } from './coordinate-system.ts'

/** Systems that need no further library. */
export type BasicSystemId = 'wgs84' | 'gcj02' | 'bd09'

interface Gcoord {
  readonly WGS84: unknown
  readonly GCJ02: unknown
  readonly BD09: unknown
  transform(position: [number, number], from: unknown, to: unknown): [number, number]
}
// A CommonJS package: Node gives its exports object, bundlers its default export.
const gcoord = ((gcoordModule as unknown as { default?: unknown }).default ?? gcoordModule) as Gcoord

/** The shifted systems apply inside this box only, as the maps that use them do. */
const SHIFTED_BOX = [72.004, 0.8293, 137.8347, 55.8271] as const

/** True where GCJ-02 and BD-09 differ from WGS-84. */
export function inShiftedArea([lon, lat]: LonLat): boolean {
  const [west, south, east, north] = SHIFTED_BOX
  return lon >= west && lon <= east && lat >= south && lat <= north
}

const same = (position: LonLat): LonLat => position

function shift(id: 'gcj02' | 'bd09'): (lonLat: LonLat) => LonLat {
  const target = id === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09
  return (lonLat) => {
    if (!inShiftedArea(lonLat)) return lonLat
    const [lon, lat] = gcoord.transform([lonLat[0], lonLat[1]], gcoord.WGS84, target)
    return [lon, lat]
  }
}

/** The inverse of a shift that changes slowly: repeats `position − (shifted − wanted)`, a bounded number of times. */
function unshift(forward: (lonLat: LonLat) => LonLat): (position: LonLat) => LonLat {
  return (position) => {
    if (!inShiftedArea(position)) return position
    let [lon, lat] = position
    for (let step = 0; step < 12; step++) {
      const [shiftedLon, shiftedLat] = forward([lon, lat])
      const errorLon = shiftedLon - position[0]
      const errorLat = shiftedLat - position[1]
      lon -= errorLon
      lat -= errorLat
      if (Math.abs(errorLon) < 1e-10 && Math.abs(errorLat) < 1e-10) break
    }
    return [lon, lat]
  }
}

function basicSystems(): ReadonlyMap<string, CoordinateSystem> {
  const gcj02 = shift('gcj02')
  const bd09 = shift('bd09')
  const all: CoordinateSystem[] = [
    { id: 'wgs84', name: 'WGS 84', kind: 'geographic', toWgs84: same, fromWgs84: same },
    { id: 'gcj02', name: 'GCJ-02 (AMap, Tencent)', kind: 'shifted', toWgs84: unshift(gcj02), fromWgs84: gcj02 },
    { id: 'bd09', name: 'BD-09 (Baidu)', kind: 'shifted', toWgs84: unshift(bd09), fromWgs84: bd09 },
  ]
  return new Map(all.map((system) => [system.id, system]))
}

const BASIC = basicSystems()

/**
 * One of the three systems that are always there.
 *
 * @example
 * ```ts
 * import { basicSystem } from 'living-circle/parts'
 * basicSystem('gcj02').id // 'gcj02'
 * ```
 */
export function basicSystem(id: BasicSystemId): CoordinateSystem {
  return BASIC.get(id)!
}

/**
 * A position to WGS-84 `[lon, lat]`, degrees.
 *
 * @example
 * ```ts
 * import { toWgs84 } from 'living-circle/parts'
 * toWgs84([116.326126, 39.991299], 'gcj02') // about [116.32, 39.99]
 * ```
 */
export function toWgs84(position: LonLat, crs: BasicSystemId | CoordinateSystem): LonLat {
  return (typeof crs === 'string' ? basicSystem(crs) : crs).toWgs84(position)
}

/**
 * A WGS-84 position to another system: for display on maps that use GCJ-02 or BD-09.
 *
 * @example
 * ```ts
 * import { fromWgs84 } from 'living-circle/parts'
 * const [lon, lat] = fromWgs84([116.3, 39.9], 'gcj02')
 * ```
 */
export function fromWgs84(lonLat: LonLat, crs: BasicSystemId | CoordinateSystem): LonLat {
  return (typeof crs === 'string' ? basicSystem(crs) : crs).fromWgs84(lonLat)
}
