// What a coordinate system is. A type only.
import type { LonLat } from '../../foundation/units.ts'

/** One coordinate system, with the way to WGS-84 and back. Positions are `[lon, lat]` in degrees, or `[easting, northing]`. */
export interface CoordinateSystem {
  /** `wgs84`, `gcj02`, `bd09`, `EPSG:4547`, or `custom` for a definition. */
  readonly id: string
  readonly name: string
  readonly kind: 'geographic' | 'shifted' | 'projected'
  toWgs84(position: LonLat): LonLat
  fromWgs84(lonLat: LonLat): LonLat
}
