// Zones of projected systems that count as WGS 84, by EPSG code: CGCS2000, UTM, SIRGAS, web Mercator. A code in, a definition out.
// Source of all figures: the EPSG Geodetic Parameter Dataset, entries of these codes.

/** Chinese systems whose way to WGS-84 differs from place to place and is not public. */
export function isLocalDatum(code: number): boolean {
  return (
    (code >= 2327 && code <= 2390) ||
    (code >= 2401 && code <= 2442) ||
    (code >= 21413 && code <= 21463) ||
    (code >= 21473 && code <= 21483) ||
    [4214, 4555, 4610].includes(code)
  )
}

/** The proj definition of an EPSG code of a zone that counts as WGS 84, or `null`. CGCS2000 and ETRS89 are taken as equal to WGS 84 (below 1 m). */
export function projDefinitionOf(code: number): string | null {
  const gaussKrueger = (meridian: number, falseEasting: number): string =>
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`
  // CGCS2000, zones of 6 degrees with and without the zone number before the easting, then zones of 3 degrees.
  if (code >= 4491 && code <= 4501) return gaussKrueger(75 + 6 * (code - 4491), (13 + code - 4491) * 1e6 + 500_000)
  if (code >= 4502 && code <= 4512) return gaussKrueger(75 + 6 * (code - 4502), 500_000)
  if (code >= 4513 && code <= 4533) return gaussKrueger(75 + 3 * (code - 4513), (25 + code - 4513) * 1e6 + 500_000)
  if (code >= 4534 && code <= 4554) return gaussKrueger(75 + 3 * (code - 4534), 500_000)
  const utm = (zone: number, south: string, ellipsoid: string): string =>
    `+proj=utm +zone=${zone}${south} +${ellipsoid} +units=m +no_defs`
  if (code >= 32601 && code <= 32660) return utm(code - 32600, '', 'datum=WGS84')
  if (code >= 32701 && code <= 32760) return utm(code - 32700, ' +south', 'datum=WGS84')
  if (code >= 25828 && code <= 25838) return utm(code - 25800, '', 'ellps=GRS80')
  if (code >= 31977 && code <= 31985) return utm(code - 31960, ' +south', 'ellps=GRS80')
  if (code === 3857 || code === 900913) {
    return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs'
  }
  return null
}
