// HALLWAY: heights from tables of surveyed points. No logic of its own.
import type { InputRecord } from '../answer/sources.ts'
import type { BoundingBox, LonLat } from '../foundation/units.ts'
import { loadCoordinateSystem } from '../normalise/coordinates/coordinate-systems.ts'
import { hintedSystem } from '../normalise/coordinates/hinted-system.ts'
import { fieldOfGrid, type HeightField, smoothHeights } from '../normalise/heights/height-field.ts'
import { gridOfPoints, lieOnLattice } from '../normalise/heights/point-grid.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { isHeaderWord } from '../normalise/tables/column-names.ts'
import { countKnownWords } from '../normalise/tables/known-words.ts'
import { createHeightIntake } from '../normalise/tables/table-heights.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { HEIGHT_LIMITS } from '../read/heights/height-raster.ts'
import { problem } from '../words/problem.ts'
import { chooseTables, takeTable } from './load-sheets.ts'

/** Heights from points. */
export interface PointHeights {
  readonly field: HeightField
  readonly inputs: readonly InputRecord[]
  readonly rejects: readonly Reject[]
}

/** Points farther from all streets than this say nothing about them, degrees. */
const NEAR_DEGREES = 0.01

/**
 * A field of the points of some tables.
 *
 * @param crs coordinate system of all of them; default: what the first file or its headers say, else WGS 84
 * @throws LivingCircleError `input-unusable` without heights, coordinates or any point near the streets; what reading throws
 */
export async function loadHeightPoints(
  files: readonly ByteSource[],
  box: BoundingBox,
  crs: string | undefined,
): Promise<PointHeights> {
  const lonLat: number[] = []
  const metres: number[] = []
  const inputs: InputRecord[] = []
  const rejects: Reject[] = []
  let system = crs === undefined || crs === 'auto' ? undefined : await loadCoordinateSystem(crs)
  for (const file of files) {
    const chosen = await chooseTables(file, 'heights', { knownWords: countKnownWords, knowsHeader: isHeaderWord })
    const intake = createHeightIntake(file.name)
    for (const table of chosen.tables) {
      const { declaredCrs, columns } = table.first
      system ??= await loadCoordinateSystem(declaredCrs ?? hintedSystem(columns)?.id ?? 'wgs84')
      const { toWgs84 } = system
      await takeTable(intake, table, { toWgs84: (position: LonLat) => toWgs84(position) })
    }
    const found = intake.finish()
    for (const value of found.lonLat) lonLat.push(value)
    for (const value of found.metres) metres.push(value)
    for (const one of found.rejects) rejects.push(one)
    const { read, used, rejected, apart, skipped } = found.counts
    inputs.push({
      role: 'heights',
      name: file.name,
      byteLength: file.byteLength ?? null,
      sha256: (await file.sha256?.()) ?? null,
      date: null,
      format: chosen.tables[0]!.first.format,
      ...{ read, used, rejected },
      ...(apart === undefined ? {} : { apart }),
      ...(skipped === undefined ? {} : { skipped }),
    })
  }
  if (!anyNear(lonLat, box)) {
    const name = files.map((file) => file.name).join(', ')
    throw problem(
      'input-unusable',
      'heights.elsewhere',
      { name: name.slice(0, 200) },
      { hint: 'hint.heights-elsewhere' },
    )
  }
  const own = system!.id === 'wgs84' ? null : system!
  const position = own === null ? lonLat : metres.flatMap((_, i) => own.fromWgs84([lonLat[2 * i]!, lonLat[2 * i + 1]!]))
  // A raster written out lies on a lattice in its own coordinates; in degrees that may be none.
  const isOwn = own !== null && lieOnLattice(position)
  const grid = smoothHeights(gridOfPoints(isOwn ? position : lonLat, metres, HEIGHT_LIMITS.cells))
  const field = fieldOfGrid(grid, isOwn ? (place) => own.fromWgs84(place) : undefined)
  return { field, inputs, rejects }
}

function anyNear(lonLat: readonly number[], [west, south, east, north]: BoundingBox): boolean {
  for (let i = 0; i < lonLat.length; i += 2) {
    const lon = lonLat[i]!
    const lat = lonLat[i + 1]!
    if (lon < west - NEAR_DEGREES || lon > east + NEAR_DEGREES) continue
    if (lat >= south - NEAR_DEGREES && lat <= north + NEAR_DEGREES) return true
  }
  return false
}
