// HALLWAY: heights over the streets of an area from byte sources: GeoTIFF, HGT, tables of points. No logic of its own.
import type { InputRecord } from '../answer/sources.ts'
import type { BoundingBox } from '../foundation/units.ts'
import { loadCoordinateSystem } from '../normalise/coordinates/coordinate-systems.ts'
import type { HeightField } from '../normalise/heights/height-field.ts'
import { joinHeights } from '../normalise/heights/height-mosaic.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { HEIGHT_LIMITS, type HeightRaster } from '../read/heights/height-raster.ts'
import { openHeightRaster } from '../read/heights/open-heights.ts'
import { problem } from '../words/problem.ts'
import { loadHeightPoints } from './load-height-points.ts'

/** Heights over an area. */
export interface LoadedHeights {
  readonly field: HeightField
  /** One for each file. What is read are the cells around the streets, those without a value are rejected; or rows of points. */
  readonly inputs: readonly InputRecord[]
  /** Rows of points that are not used. */
  readonly rejects: readonly Reject[]
}

/**
 * Heights from files that are together one model.
 *
 * @param box of the streets; nothing beyond is read of rasters
 * @param crs coordinate system of points; rasters say theirs
 * @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large`, `input-unusable` (another model, another place)
 */
export async function loadHeights(
  files: readonly ByteSource[],
  box: BoundingBox,
  crs?: string,
): Promise<LoadedHeights> {
  if (files.length > HEIGHT_LIMITS.files) {
    throw problem(
      'input-too-large',
      'heights.too-many-files',
      { n: files.length, most: HEIGHT_LIMITS.files },
      { hint: 'hint.cut-heights' },
    )
  }
  const rasters: HeightRaster[] = []
  const tables: ByteSource[] = []
  for (const file of files) {
    const raster = await openHeightRaster(file)
    if (raster !== null) rasters.push(raster)
    else tables.push(file)
  }
  if (tables.length > 0) {
    if (rasters.length === 0) return loadHeightPoints(tables, box, crs)
    const names = { name: rasters[0]!.source, other: tables[0]!.name }
    throw problem('input-unusable', 'heights.other-model', names, { hint: 'hint.one-model' })
  }
  const named = await loadCoordinateSystem(rasters[0]!.crs)
  const { field, cells } = await joinHeights(rasters, box, named.id === 'wgs84' ? null : named, HEIGHT_LIMITS.cells)
  const inputs: InputRecord[] = []
  for (const [at, file] of files.entries()) {
    const { read, used } = cells[at]!
    inputs.push({
      role: 'heights',
      name: file.name,
      byteLength: file.byteLength ?? null,
      sha256: (await file.sha256?.()) ?? null,
      date: null,
      format: rasters[at]!.format,
      read,
      used,
      rejected: read - used,
    })
  }
  return { field, inputs, rejects: [] }
}
