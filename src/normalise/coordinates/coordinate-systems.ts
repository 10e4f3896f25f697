// Coordinate systems by name or code: the shifted systems of Chinese maps, projected zones, national grids, definitions. In: a name. Out: a
// system. It knows no file and no street.
import { problem } from '../../words/problem.ts'
import type { CoordinateSystem } from './coordinate-system.ts'
import { definedSystem } from './defined-system.ts'
import { LOCAL_DATUMS, type LocalDatum } from './local-datums.ts'
import { nationalGrid } from './national-grids.ts'
import { isLocalDatum, projDefinitionOf } from './projected-zones.ts'
import { projectedSystem, shiftedDatumSystem } from './projection.ts'
import { type BasicSystemId, basicSystem } from './shifted-systems.ts'

const NAMES: ReadonlyMap<string, BasicSystemId> = new Map([
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
  if (basic !== undefined) return basicSystem(basic)
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
