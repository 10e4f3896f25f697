// Coordinates of a file → WGS-84 and back: the shifted systems of Chinese maps (GCJ-02, BD-09) and projected ones by EPSG code.
// In: the name of a system. Out: two functions. It knows no file and no street; proj4 is loaded only when a projection is asked for.
import gcoordModule from 'gcoord'
import type { LonLat } from '../../foundation/units.ts'
import { problem } from '../../words/problem.ts'
import { datumByName, LOCAL_DATUMS, type LocalDatum, shiftAt } from './local-datums.ts'
import { nationalGrid } from './national-grids.ts'

/** One coordinate system, with the way to WGS-84 and back. Positions are `[lon, lat]` in degrees, or `[easting, northing]`. */
export interface CoordinateSystem {
  /** `wgs84`, `gcj02`, `bd09`, `EPSG:4547`, or `custom` for a definition. */
  readonly id: string
  readonly name: string
  readonly kind: 'geographic' | 'shifted' | 'projected'
  toWgs84(position: LonLat): LonLat
  fromWgs84(lonLat: LonLat): LonLat
}

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

/** One of the three systems that are always there. */
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

/** A WGS-84 position to another system: for display on maps that use GCJ-02 or BD-09. */
export function fromWgs84(lonLat: LonLat, crs: BasicSystemId | CoordinateSystem): LonLat {
  return (typeof crs === 'string' ? basicSystem(crs) : crs).fromWgs84(lonLat)
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['wgs84', 'wgs84'],
  ['wgs1984', 'wgs84'],
  ['4326', 'wgs84'],
  ['crs84', 'wgs84'],
  ['4490', 'wgs84'],
  ['cgcs2000', 'wgs84'],
  ['4258', 'wgs84'],
  ['4674', 'wgs84'],
  ['gcj02', 'gcj02'],
  ['gcj', 'gcj02'],
  ['amap', 'gcj02'],
  ['mars', 'gcj02'],
  ['火星坐标', 'gcj02'],
  ['高德', 'gcj02'],
  ['bd09', 'bd09'],
  ['bd09ll', 'bd09'],
  ['baidu', 'bd09'],
  ['百度', 'bd09'],
])

/** Chinese systems whose way to WGS-84 differs from place to place and is not public. */
function isLocalDatum(code: number): boolean {
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

/**
 * A coordinate system by name: `wgs84`, `gcj02`, `bd09`, `cgcs2000`, an EPSG code (`EPSG:4547`, `4547`), a proj definition
 * (`+proj=…`), or WKT as in a .prj file.
 *
 * @throws LivingCircleError `invalid-option` for a name or code that is not known, or a local datum (Beijing 1954, Xian 1980)
 * @example
 * ```ts
 * import { loadCoordinateSystem } from 'living-circle/parts'
 * const system = await loadCoordinateSystem('EPSG:4548') // CGCS2000, 3-degree zone with central meridian 117° E
 * system.toWgs84([441_931, 4_428_000])
 * ```
 */
export async function loadCoordinateSystem(crs: string): Promise<CoordinateSystem> {
  const text = crs.trim()
  const code = /^(?:epsg:{1,2})?(\d{4,6})$/i.exec(text)?.[1]
  const basic = NAMES.get(code ?? text.toLowerCase().replace(/[\s_-]+/g, ''))
  if (basic !== undefined) return BASIC.get(basic)!
  if (code !== undefined) {
    const definition = projDefinitionOf(Number(code))
    if (definition !== null) return projectedSystem(`EPSG:${code}`, `EPSG:${code}`, definition)
    const known = await knownByCode(Number(code))
    if (known !== null) return known
    const local = isLocalDatum(Number(code))
    throw problem(
      'invalid-option',
      'crs.not-built-in',
      { code },
      { hint: local ? 'hint.old-datums' : 'hint.definition', details: { crs } },
    )
  }
  if (text.startsWith('+proj=') || /^(?:PROJ|GEOG|GEODETIC|COMPD)?CRS\[|^(?:PROJCS|GEOGCS|COMPD_CS)\[/i.test(text)) {
    return definedSystem(text)
  }
  throw problem(
    'invalid-option',
    'crs.unknown',
    { name: text.slice(0, 60) },
    { hint: 'hint.crs-names', details: { crs: text.slice(0, 200) } },
  )
}

async function definedSystem(definition: string): Promise<CoordinateSystem> {
  if (definition.length > 10_000) {
    throw problem('invalid-option', 'crs.too-long', {})
  }
  const name = /^\w+\["([^"]{1,80})"/.exec(definition)?.[1] ?? definition.slice(0, 60)
  if (/xian[_ ]?(?:19)?80|beijing[_ ]?(?:19)?54|D_Xian|Krasovsky/i.test(definition) && !/towgs84/i.test(definition)) {
    throw problem(
      'invalid-option',
      'crs.parameters',
      { name },
      { hint: 'hint.convert-cgcs', details: { crs: definition.slice(0, 500), localDatum: true } },
    )
  }
  const known = knownByName(name)
  if (known !== null) return loadCoordinateSystem(known)
  const datum = datumOfDefinition(definition, name)
  return datum === null
    ? projectedSystem('custom', name, definition)
    : shiftedDatumSystem('custom', name, definition, datum)
}

/** Geographic systems on a datum of their own: code, datum, ellipsoid. */
const GEOGRAPHIC: readonly (readonly [code: number, datum: string, ellipsoid: string])[] = [
  [4289, 'Amersfoort', 'bessel'],
  [4230, 'European Datum 1950', 'intl'],
  [4314, 'Deutsches Hauptdreiecksnetz', 'bessel'],
  [4277, 'OSGB 1936', 'airy'],
  [4149, 'CH1903 / CH1903+', 'bessel'],
  [4150, 'CH1903 / CH1903+', 'bessel'],
  [4312, 'Militar-Geographische Institut', 'bessel'],
  [4313, 'Reseau National Belge 1972', 'intl'],
  [4237, 'Hungarian Datum 1972', 'GRS67'],
  [4156, 'S-JTSK', 'bessel'],
  [4265, 'Monte Mario', 'intl'],
  [4207, 'Lisbon 1937', 'intl'],
  [4274, 'Datum 73', 'intl'],
  [4124, 'RT 90', 'bessel'],
  [4123, 'KKJ', 'intl'],
  [4121, 'GGRS87', 'GRS80'],
  [4611, 'Hong Kong 1980', 'intl'],
  [4301, 'Tokyo', 'bessel'],
  [4618, 'South American Datum 1969', 'aust_SA'],
]

/** A system of the small tables: a national grid, or degrees on a datum of its own. */
async function knownByCode(code: number): Promise<CoordinateSystem | null> {
  const grid = nationalGrid(code)
  if (grid !== undefined) {
    const name = `${grid.name} (EPSG:${code})`
    if (grid.datum === null) return projectedSystem(`EPSG:${code}`, name, grid.definition)
    return shiftedDatumSystem(`EPSG:${code}`, name, grid.definition, datumNamed(grid.datum))
  }
  const geographic = GEOGRAPHIC.find(([own]) => own === code)
  if (geographic === undefined) return null
  const [, name, ellipsoid] = geographic
  const definition = `+proj=longlat +ellps=${ellipsoid} +no_defs`
  return shiftedDatumSystem(`EPSG:${code}`, `${name} (EPSG:${code})`, definition, datumNamed(name))
}

function datumNamed(name: string): LocalDatum {
  return LOCAL_DATUMS.find((datum) => datum.name === name)!
}

/** Half axis and flattening of GRS 80 and WGS 84, as definitions write them: a datum on one of these is a modern, geocentric one. */
const MODERN_ELLIPSOID = /6378137(?:\.0*)?\s*,\s*298\.257/

/**
 * The datum whose shift a definition leaves out; `null` where it counts as WGS 84 or brings its shift along.
 *
 * @throws LivingCircleError `invalid-option` where nothing is known of the shift: places would lie up to hundreds of metres off
 */
function datumOfDefinition(definition: string, name: string): LocalDatum | null {
  const details = { crs: definition.slice(0, 500), localDatum: true }
  const more = { hint: 'hint.convert-or-shift', details } as const
  if (/nadgrids/i.test(definition) && !/\+nadgrids=@null(?:\s|$)/i.test(definition)) {
    throw problem('invalid-option', 'crs.grid-of-shifts', { name }, more)
  }
  if (/towgs84/i.test(definition)) return null
  if (definition.startsWith('+proj=')) {
    if (/\+datum=(?:WGS84|NAD83)\b/i.test(definition) || /\+ellps=(?:WGS84|GRS80)\b/i.test(definition)) return null
    if (/\+a=6378137(?:\.0*)?\s/.test(`${definition} `)) return null
    const datum = /\+datum=(\w+)/i.exec(definition)?.[1]
    const known = datum === undefined ? 'unknown' : datumByName(datum)
    if (known === 'unknown') throw problem('invalid-option', 'crs.no-shift', { name }, more)
    return known === 'same' ? null : known
  }
  const datum = /\b(?:DATUM|GEODETICDATUM|TRF|ENSEMBLE)\s*\[\s*"([^"]{1,120})"/i.exec(definition)?.[1]
  const known = datum === undefined ? 'unknown' : datumByName(datum)
  if (known === 'same') return null
  if (known !== 'unknown') return known
  if (!MODERN_ELLIPSOID.test(definition)) {
    throw problem('invalid-option', 'crs.unknown-datum', { name, datum: datum ?? '?' }, more)
  }
  return null
}

/** WKT names that desktop GIS writes for geographic systems that count as WGS 84. */
function knownByName(name: string): string | null {
  return /^(?:GCS_WGS_1984|WGS[ _]?84|GCS_China_Geodetic_Coordinate_System_2000|China Geodetic Coordinate System 2000|GCS_ETRS_1989|ETRS89)$/i.test(
    name,
  )
    ? 'wgs84'
    : null
}

async function loadProj4() {
  const module = await import('proj4')
  return (module.default as unknown as { default?: typeof module.default }).default ?? module.default
}

const isGeographic = (definition: string): boolean => /^\+proj=longlat|^GEOG/i.test(definition)

async function projectedSystem(id: string, name: string, definition: string): Promise<CoordinateSystem> {
  const proj4 = await loadProj4()
  return broken(name, definition, () => {
    const converter = proj4(definition, 'WGS84')
    // A definition that cannot convert its own origin is broken.
    if (!Array.isArray(converter.inverse([0, 0]))) throw new Error('no result')
    return {
      id,
      name,
      kind: isGeographic(definition) ? 'geographic' : 'projected',
      toWgs84: (position) => pairOf(converter.forward([position[0], position[1]])),
      fromWgs84: (lonLat) => pairOf(converter.inverse([lonLat[0], lonLat[1]])),
    }
  })
}

/** A type of datum of proj4 that is never shifted. */
const NO_DATUM = 5

/**
 * A system on a datum of its own: first to degrees on that datum, then by the shift that holds there. The projection library would
 * take one shift for all places, or none.
 */
async function shiftedDatumSystem(
  id: string,
  name: string,
  definition: string,
  datum: LocalDatum,
): Promise<CoordinateSystem> {
  const proj4 = await loadProj4()
  return broken(name, definition, () => {
    const own = new proj4.Proj(definition) as unknown as { a: number; b: number; datum: { datum_type: number } }
    own.datum.datum_type = NO_DATUM
    const ellipsoid = `+proj=longlat +a=${own.a} +b=${own.b} +no_defs`
    const degrees = new proj4.Proj(ellipsoid) as unknown as { datum: { datum_type: number } }
    degrees.datum.datum_type = NO_DATUM
    const local = proj4(own as never, degrees as never)
    const converters = new Map(
      datum.shifts.map((shift) => [
        shift,
        proj4(`${ellipsoid.replace(' +no_defs', '')} +towgs84=${shift.towgs84.join(',')} +no_defs`, 'WGS84'),
      ]),
    )
    const system: CoordinateSystem = {
      id,
      name,
      kind: isGeographic(definition) ? 'geographic' : 'projected',
      toWgs84: ([x, y]) => {
        const place = pairOf(local.forward([x, y]))
        return pairOf(converters.get(shiftAt(datum, place))!.forward([place[0], place[1]]))
      },
      fromWgs84: (lonLat) => {
        const place = converters.get(shiftAt(datum, lonLat))!.inverse([lonLat[0], lonLat[1]])
        return pairOf(local.inverse([place[0]!, place[1]!]))
      },
    }
    return system
  })
}

function broken(name: string, definition: string, make: () => CoordinateSystem): CoordinateSystem {
  try {
    return make()
  } catch (cause) {
    throw problem(
      'invalid-option',
      'crs.unusable',
      { name, reason: messageOf(cause) },
      { hint: 'hint.convert-wgs', details: { crs: definition.slice(0, 500) }, cause },
    )
  }
}

function pairOf(position: readonly number[]): LonLat {
  return [position[0]!, position[1]!]
}

function messageOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, 120)
}
