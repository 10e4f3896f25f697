// National grids by EPSG code: projection, datum, area of use. In: a code. Out: its definition without the shift of its datum, which
// is in local-datums.ts. A small table of what planners' files come in; other systems are given as a definition (`+proj=…`).
// Source of all figures: the EPSG Geodetic Parameter Dataset, entries of these codes.
import type { BoundingBox } from '../../foundation/units.ts'

/** One grid. */
export interface NationalGrid {
  readonly code: number
  readonly name: string
  /** Projection and ellipsoid as a proj definition, without a shift. */
  readonly definition: string
  /** Name of its datum in `LOCAL_DATUMS`; `null` counts as WGS 84. */
  readonly datum: string | null
  /** Area of use, degrees. */
  readonly box: BoundingBox
}

const END = ' +units=m +no_defs'

function transverse(lat0: number, lon0: number, k: number, x0: number, y0: number, ellipsoid = 'GRS80'): string {
  return `+proj=tmerc +lat_0=${lat0} +lon_0=${lon0} +k=${k} +x_0=${x0} +y_0=${y0} +ellps=${ellipsoid}${END}`
}

const IRISH_AIRY = '+a=6377340.189 +rf=299.3249646'

type Row = readonly [code: number, name: string, definition: string, datum: string | null, box: BoundingBox]

const ROWS: readonly Row[] = [
  // Northern Europe
  [3067, 'ETRS-TM35FIN', `+proj=utm +zone=35 +ellps=GRS80${END}`, null, [19.1, 58.8, 31.6, 70.1]],
  [2393, 'KKJ Finland Uniform', transverse(0, 27, 1, 3_500_000, 0, 'intl'), 'KKJ', [19.2, 59.7, 31.6, 70.1]],
  [3006, 'SWEREF99 TM', `+proj=utm +zone=33 +ellps=GRS80${END}`, null, [10, 55, 24.2, 69.1]],
  [
    3021,
    'RT90 2.5 gon V',
    transverse(0, 15.8082777777778, 1, 1_500_000, 0, 'bessel'),
    'RT 90',
    [10.9, 55.2, 24.2, 69.1],
  ],
  [
    3301,
    'Estonia 1997',
    `+proj=lcc +lat_0=57.5175539305556 +lon_0=24 +lat_1=59.3333333333333 +lat_2=58 +x_0=500000 +y_0=6375000 +ellps=GRS80${END}`,
    null,
    [20.4, 57.5, 28.2, 60],
  ],
  [3059, 'LKS-92 Latvia TM', transverse(0, 24, 0.9996, 500_000, -6_000_000), null, [19.1, 55.7, 28.2, 58.1]],
  [3346, 'LKS94 Lithuania TM', transverse(0, 24, 0.9998, 500_000, 0), null, [19, 53.9, 26.8, 56.5]],
  // Western Europe
  [
    27700,
    'British National Grid',
    transverse(49, -2, 0.9996012717, 400_000, -100_000, 'airy'),
    'OSGB 1936',
    [-9, 49.8, 2, 61],
  ],
  [2157, 'Irish Transverse Mercator', transverse(53.5, -8, 0.99982, 600_000, 750_000), null, [-10.6, 51.4, -5.3, 55.4]],
  [
    29902,
    'TM65 Irish Grid',
    `+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 ${IRISH_AIRY}${END}`,
    'TM65 / TM75',
    [-10.6, 51.4, -5.3, 55.4],
  ],
  [
    29903,
    'TM75 Irish Grid',
    `+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 ${IRISH_AIRY}${END}`,
    'TM65 / TM75',
    [-10.6, 51.4, -5.3, 55.4],
  ],
  [
    28992,
    'RD New',
    `+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel${END}`,
    'Amersfoort',
    [3.2, 50.7, 7.3, 53.7],
  ],
  [
    31370,
    'Belgian Lambert 72',
    `+proj=lcc +lat_0=90 +lon_0=4.36748666666667 +lat_1=51.1666672333333 +lat_2=49.8333339 +x_0=150000.013 +y_0=5400088.438 +ellps=intl${END}`,
    'Reseau National Belge 1972',
    [2.5, 49.5, 6.4, 51.6],
  ],
  [
    3812,
    'Belgian Lambert 2008',
    `+proj=lcc +lat_0=50.797815 +lon_0=4.35921583333333 +lat_1=49.8333333333333 +lat_2=51.1666666666667 +x_0=649328 +y_0=665262 +ellps=GRS80${END}`,
    null,
    [2.5, 49.5, 6.4, 51.6],
  ],
  [
    2154,
    'RGF93 Lambert-93',
    `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80${END}`,
    null,
    [-5.2, 41.2, 9.7, 51.2],
  ],
  [3763, 'Portugal TM06', transverse(39.6682583333333, -8.13310833333333, 1, 0, 0), null, [-9.6, 36.9, -6.1, 42.2]],
  [
    27493,
    'Datum 73 Modified Portuguese Grid',
    transverse(39.6666666666667, -8.13190611111111, 1, 180.598, -86.99, 'intl'),
    'Datum 73',
    [-9.6, 36.9, -6.1, 42.2],
  ],
  // Central Europe
  [
    2056,
    'LV95',
    `+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel${END}`,
    'CH1903 / CH1903+',
    [5.9, 45.8, 10.5, 47.9],
  ],
  [
    21781,
    'LV03',
    `+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=600000 +y_0=200000 +ellps=bessel${END}`,
    'CH1903 / CH1903+',
    [5.9, 45.8, 10.5, 47.9],
  ],
  [
    31466,
    'DHDN Gauss-Kruger zone 2',
    transverse(0, 6, 1, 2_500_000, 0, 'bessel'),
    'Deutsches Hauptdreiecksnetz',
    [5.8, 49.1, 7.6, 53.8],
  ],
  [
    31467,
    'DHDN Gauss-Kruger zone 3',
    transverse(0, 9, 1, 3_500_000, 0, 'bessel'),
    'Deutsches Hauptdreiecksnetz',
    [7.4, 47.2, 10.6, 55.1],
  ],
  [
    31468,
    'DHDN Gauss-Kruger zone 4',
    transverse(0, 12, 1, 4_500_000, 0, 'bessel'),
    'Deutsches Hauptdreiecksnetz',
    [10.4, 47.2, 13.6, 54.8],
  ],
  [
    31469,
    'DHDN Gauss-Kruger zone 5',
    transverse(0, 15, 1, 5_500_000, 0, 'bessel'),
    'Deutsches Hauptdreiecksnetz',
    [13.4, 48.4, 15.1, 54.8],
  ],
  [
    31287,
    'Austria Lambert',
    `+proj=lcc +lat_0=47.5 +lon_0=13.3333333333333 +lat_1=49 +lat_2=46 +x_0=400000 +y_0=400000 +ellps=bessel${END}`,
    'Militar-Geographische Institut',
    [9.5, 46.4, 17.2, 49.1],
  ],
  [
    31254,
    'Austria GK West',
    transverse(0, 10.3333333333333, 1, 0, -5_000_000, 'bessel'),
    'Militar-Geographische Institut',
    [9.5, 46.7, 11.9, 47.7],
  ],
  [
    31255,
    'Austria GK Central',
    transverse(0, 13.3333333333333, 1, 0, -5_000_000, 'bessel'),
    'Militar-Geographische Institut',
    [11.8, 46.4, 14.9, 48.8],
  ],
  [
    31256,
    'Austria GK East',
    transverse(0, 16.3333333333333, 1, 0, -5_000_000, 'bessel'),
    'Militar-Geographische Institut',
    [14.8, 46.5, 17.2, 49.1],
  ],
  [
    31257,
    'Austria GK M28',
    transverse(0, 10.3333333333333, 1, 150_000, -5_000_000, 'bessel'),
    'Militar-Geographische Institut',
    [9.5, 46.7, 11.9, 47.7],
  ],
  [
    31258,
    'Austria GK M31',
    transverse(0, 13.3333333333333, 1, 450_000, -5_000_000, 'bessel'),
    'Militar-Geographische Institut',
    [11.8, 46.4, 14.9, 48.8],
  ],
  [
    31259,
    'Austria GK M34',
    transverse(0, 16.3333333333333, 1, 750_000, -5_000_000, 'bessel'),
    'Militar-Geographische Institut',
    [14.8, 46.5, 17.2, 49.1],
  ],
  [2180, 'Poland CS92', transverse(0, 19, 0.9993, 500_000, -5_300_000), null, [14.1, 49, 24.2, 55.9]],
  [2176, 'Poland CS2000/15', transverse(0, 15, 0.999923, 5_500_000, 0), null, [14.1, 50.2, 16.6, 55.4]],
  [2177, 'Poland CS2000/18', transverse(0, 18, 0.999923, 6_500_000, 0), null, [16.4, 49.3, 19.6, 55.9]],
  [2178, 'Poland CS2000/21', transverse(0, 21, 0.999923, 7_500_000, 0), null, [19.4, 49, 22.6, 54.6]],
  [2179, 'Poland CS2000/24', transverse(0, 24, 0.999923, 8_500_000, 0), null, [22.4, 49, 24.2, 54.5]],
  [
    5514,
    'S-JTSK Krovak East North',
    `+proj=krovak +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel${END}`,
    'S-JTSK',
    [12, 47.7, 22.6, 51.1],
  ],
  [
    23700,
    'EOV',
    `+proj=somerc +lat_0=47.1443937222222 +lon_0=19.0485717777778 +k_0=0.99993 +x_0=650000 +y_0=200000 +ellps=GRS67${END}`,
    'Hungarian Datum 1972',
    [16.1, 45.7, 23, 48.6],
  ],
  // Southern and eastern Europe
  [
    3003,
    'Monte Mario Italy zone 1',
    transverse(0, 9, 0.9996, 1_500_000, 0, 'intl'),
    'Monte Mario',
    [5.9, 36.5, 12.5, 47.1],
  ],
  [
    3004,
    'Monte Mario Italy zone 2',
    transverse(0, 15, 0.9996, 2_520_000, 0, 'intl'),
    'Monte Mario',
    [11.5, 34.8, 19, 47.1],
  ],
  [3794, 'Slovene National Grid 1996', transverse(0, 15, 0.9999, 500_000, -5_000_000), null, [13.3, 45.4, 16.7, 46.9]],
  [3765, 'HTRS96 Croatia TM', transverse(0, 16.5, 0.9999, 500_000, 0), null, [13.4, 42.3, 19.5, 46.6]],
  [
    3844,
    'Stereo 70',
    `+proj=sterea +lat_0=46 +lon_0=25 +k=0.99975 +x_0=500000 +y_0=500000 +ellps=krass${END}`,
    'Pulkovo 1942(58)',
    [20.2, 43.4, 31.5, 48.3],
  ],
  [2100, 'Greek Grid', transverse(0, 24, 0.9996, 500_000, 0), 'GGRS87', [19.5, 34.8, 28.4, 41.8]],
  [
    2039,
    'Israeli TM',
    transverse(31.7343936111111, 35.2045169444444, 1.0000067, 219_529.584, 626_907.39),
    null,
    [34.1, 29.4, 35.8, 33.4],
  ],
  [
    3035,
    'LAEA Europe',
    `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80${END}`,
    null,
    [-16, 33, 45, 72],
  ],
  // Asia and the Pacific
  [
    2326,
    'Hong Kong 1980 Grid',
    transverse(22.3121333333333, 114.178555555556, 1, 836_694.05, 819_069.8, 'intl'),
    'Hong Kong 1980',
    [113.8, 22.1, 114.6, 22.6],
  ],
  [3826, 'TWD97 TM2 zone 121', transverse(0, 121, 0.9999, 250_000, 0), null, [119.9, 21.8, 122.1, 26.7]],
  [3825, 'TWD97 TM2 zone 119', transverse(0, 119, 0.9999, 250_000, 0), null, [118, 23.1, 120, 25]],
  [
    3414,
    'SVY21',
    `+proj=tmerc +lat_0=1.36666666666667 +lon_0=103.833333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84${END}`,
    null,
    [103.5, 1.1, 104.2, 1.5],
  ],
  [5186, 'Korea Central Belt 2010', transverse(38, 127, 1, 200_000, 600_000), null, [125.9, 33.1, 128.1, 38.4]],
  [5179, 'Korea Unified', transverse(38, 127.5, 0.9996, 1_000_000, 2_000_000), null, [122.7, 32, 132, 39]],
  [
    2193,
    'New Zealand Transverse Mercator',
    transverse(0, 173, 0.9996, 1_600_000, 10_000_000),
    null,
    [166, -47.4, 178.7, -34],
  ],
]

/** Origins of the nineteen plane systems of Japan, `[latitude, longitude]`. */
const JAPAN: readonly (readonly [number, number])[] = [
  [33, 129.5],
  [33, 131],
  [36, 132 + 1 / 6],
  [33, 133.5],
  [36, 134 + 1 / 3],
  [36, 136],
  [36, 137 + 1 / 6],
  [36, 138.5],
  [36, 139 + 5 / 6],
  [40, 140 + 5 / 6],
  [44, 140.25],
  [44, 142.25],
  [44, 144.25],
  [26, 142],
  [26, 127.5],
  [26, 124],
  [26, 131],
  [20, 136],
  [26, 154],
]

function numberedGrids(): Row[] {
  const rows: Row[] = []
  // Finland's GK19 to GK31, Sweden's twelve local zones, France's nine conic zones.
  for (let lon = 19; lon <= 31; lon++)
    rows.push([
      3873 + lon - 19,
      `ETRS-GK${lon}FIN`,
      transverse(0, lon, 1, lon * 1e6 + 500_000, 0),
      null,
      [lon - 1, 59.3, lon + 1, 70.1],
    ])
  const swedish = [12, 13.5, 15, 16.5, 18, 14.25, 15.75, 17.25, 18.75, 20.25, 21.75, 23.25]
  for (const [at, lon] of swedish.entries())
    rows.push([
      3007 + at,
      `SWEREF99 ${Math.floor(lon)} ${String((lon % 1) * 60).padStart(2, '0')}`,
      transverse(0, lon, 1, 150_000, 0),
      null,
      [lon - 1.2, 55, lon + 1.2, 69.1],
    ])
  for (let lat = 42; lat <= 50; lat++)
    rows.push([
      3942 + lat - 42,
      `RGF93 CC${lat}`,
      `+proj=lcc +lat_0=${lat} +lon_0=3 +lat_1=${lat - 0.75} +lat_2=${lat + 0.75} +x_0=1700000 +y_0=${(lat - 41) * 1e6 + 200_000} +ellps=GRS80${END}`,
      null,
      [-5.2, lat - 1, 9.7, lat + 1],
    ])
  // Japan: JGD2000 and JGD2011 count as WGS 84, the same on the datum of Tokyo does not.
  for (const [at, [lat, lon]] of JAPAN.entries()) {
    const box: BoundingBox = [lon - 2.5, lat - 7, lon + 2.5, lat + 4]
    const zone = `Japan Plane Rectangular ${at + 1}`
    rows.push([6669 + at, `JGD2011 ${zone}`, transverse(lat, lon, 0.9999, 0, 0), null, box])
    rows.push([2443 + at, `JGD2000 ${zone}`, transverse(lat, lon, 0.9999, 0, 0), null, box])
    rows.push([30161 + at, `Tokyo ${zone}`, transverse(lat, lon, 0.9999, 0, 0, 'bessel'), 'Tokyo', box])
  }
  // UTM on other datums: ED50, SAD69, GDA94 and GDA2020.
  for (let zone = 28; zone <= 38; zone++)
    rows.push([
      23000 + zone,
      `ED50 UTM ${zone}N`,
      `+proj=utm +zone=${zone} +ellps=intl${END}`,
      'European Datum 1950',
      utmBox(zone, 30, 72),
    ])
  for (let zone = 17; zone <= 25; zone++)
    rows.push([
      29170 + zone,
      `SAD69 UTM ${zone}S`,
      `+proj=utm +zone=${zone} +south +ellps=aust_SA${END}`,
      'South American Datum 1969',
      utmBox(zone, -56, 7),
    ])
  for (let zone = 48; zone <= 58; zone++)
    rows.push([
      28300 + zone,
      `GDA94 MGA ${zone}`,
      `+proj=utm +zone=${zone} +south +ellps=GRS80${END}`,
      null,
      utmBox(zone, -50, -9),
    ])
  for (let zone = 46; zone <= 59; zone++)
    rows.push([
      7800 + zone,
      `GDA2020 MGA ${zone}`,
      `+proj=utm +zone=${zone} +south +ellps=GRS80${END}`,
      null,
      utmBox(zone, -50, -9),
    ])
  return rows
}

function utmBox(zone: number, south: number, north: number): BoundingBox {
  return [-180 + 6 * (zone - 1) - 0.5, south, -180 + 6 * zone + 0.5, north]
}

/** Every grid of the table. */
export const NATIONAL_GRIDS: readonly NationalGrid[] = [...ROWS, ...numberedGrids()].map(
  ([code, name, definition, datum, box]) => ({ code, name, definition, datum, box }),
)

const BY_CODE = new Map(NATIONAL_GRIDS.map((grid) => [grid.code, grid]))

/** The grid of an EPSG code, or `undefined`. */
export function nationalGrid(code: number): NationalGrid | undefined {
  return BY_CODE.get(code)
}

/** Grids whose area of use holds a place, in the table's order. Of grids that differ in nothing but their code the first. */
export function gridsAt(lon: number, lat: number): NationalGrid[] {
  const seen = new Set<string>()
  return NATIONAL_GRIDS.filter(({ box, definition, datum }) => {
    if (lon < box[0] || lat < box[1] || lon > box[2] || lat > box[3]) return false
    const key = `${definition} ${datum}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
}
