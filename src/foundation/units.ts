// Constants and unit conversions shared by every room. Knows nothing about streets.

/** Mean Earth radius of the walking model, metres (IUGG mean radius R1). */
export const EARTH_RADIUS_METRES = 6_371_008.8

/** Degrees to radians. */
export const RADIANS_PER_DEGREE = Math.PI / 180

/** Fixed-point scale of coordinates: 1e7 units per degree (about 1 cm). */
export const E7 = 1e7

/** Metres on the ground per 1e-7 degree of latitude. */
export const METRES_PER_E7 = (EARTH_RADIUS_METRES * RADIANS_PER_DEGREE) / E7

/** A cost (ms or mm) that no walk can have: "not reached". The limit is never written in its place. */
export const UNREACHED = 0xffff_ffff

/** A position `[longitude, latitude]` in WGS-84 degrees. */
export type LonLat = readonly [lon: number, lat: number]

/** A box `[west, south, east, north]` in degrees. */
export type BoundingBox = readonly [west: number, south: number, east: number, north: number]

/** What a walk is measured by: `time` in milliseconds, or `distance` in millimetres (the integer unit of every cost). */
export type Basis = 'time' | 'distance'
