// A projection's definition as a coordinate system, by proj4, which is loaded only when one is asked for. In: a definition, a datum of its
// own where it has one. Out: a system. It knows no codes and no names.
import { isLivingCircleError } from '../../foundation/errors.ts'
import { shownValue } from '../../foundation/shown-value.ts'
import type { LonLat } from '../../foundation/units.ts'
import { problem } from '../../words/problem.ts'
import type { CoordinateSystem } from './coordinate-system.ts'
import { type LocalDatum, shiftAt } from './local-datums.ts'

async function loadProj4() {
  const module = await import('proj4')
  return (module.default as unknown as { default?: typeof module.default }).default ?? module.default
}

const isGeographic = (definition: string): boolean => /^\+proj=longlat|^GEOG/i.test(definition)

/** A system whose datum counts as WGS 84, or whose definition brings its shift along. */
export async function projectedSystem(id: string, name: string, definition: string): Promise<CoordinateSystem> {
  const proj4 = await loadProj4()
  return broken(name, definition, () => {
    refuseGrids(name, new proj4.Proj(definition) as unknown as WithGrids)
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

/** What proj4 keeps of a definition that names files of shifts; it has none of them, and says so on the console for every place. */
interface WithGrids {
  readonly datum?: { readonly grids?: readonly { readonly name?: unknown; readonly isNull?: boolean }[] | null }
}

function refuseGrids(name: string, { datum }: WithGrids): void {
  const grids = (datum?.grids ?? []).filter((grid) => grid !== null && grid.isNull !== true)
  if (grids.length === 0) return
  const list = grids.map((grid) => shownValue(grid.name)).join(', ')
  throw problem('invalid-option', 'crs.grids', { name, grids: list.slice(0, 120) }, { hint: 'hint.convert-wgs' })
}

/** A type of datum of proj4 that is never shifted. */
const NO_DATUM = 5

/**
 * A system on a datum of its own: first to degrees on that datum, then by the shift that holds there. The projection library would
 * take one shift for all places, or none.
 */
export async function shiftedDatumSystem(
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
    if (isLivingCircleError(cause)) throw cause
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
