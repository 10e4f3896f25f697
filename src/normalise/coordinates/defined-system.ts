// A coordinate system by its definition: `+proj=…`, or well-known text as in a .prj file. In: the definition. Out: a system, with the shift of
// its datum; refused where nothing is known of that: places would lie up to hundreds of metres off.
import { problem } from '../../words/problem.ts'
import type { CoordinateSystem } from './coordinate-system.ts'
import { datumByName, type LocalDatum } from './local-datums.ts'
import { projectedSystem, shiftedDatumSystem } from './projection.ts'
import { basicSystem } from './shifted-systems.ts'

/** A system by its definition. @throws LivingCircleError `invalid-option` */
export async function definedSystem(definition: string): Promise<CoordinateSystem> {
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
  if (countsAsWgs84(name)) return basicSystem('wgs84')
  const datum = datumOfDefinition(definition, name)
  return datum === null
    ? projectedSystem('custom', name, definition)
    : shiftedDatumSystem('custom', name, definition, datum)
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
function countsAsWgs84(name: string): boolean {
  return /^(?:GCS_WGS_1984|WGS[ _]?84|GCS_China_Geodetic_Coordinate_System_2000|China Geodetic Coordinate System 2000|GCS_ETRS_1989|ETRS89)$/i.test(
    name,
  )
}
