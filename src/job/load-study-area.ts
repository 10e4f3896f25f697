// HALLWAY: a study area, from a file of outlines or by the name of a boundary in the extract, and what it leaves of the blocks.

import type { DemandMethod } from '../answer/measured-places.ts'
import type { InputRecord, StudyArea } from '../answer/sources.ts'
import { checkGiven, checkType } from '../foundation/arguments.ts'
import type { PolygonRings } from '../foundation/geo.ts'
import { checkOptions, KNOWN_RUN_OPTIONS } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { LonLat } from '../foundation/units.ts'
import { boundaryByName } from '../normalise/osm/osm-boundaries.ts'
import { borderTest, loadOutlineClipper } from '../normalise/places/clip-outline.ts'
import { insideTest } from '../normalise/places/inside-test.ts'
import { loadOutlineMender } from '../normalise/places/mend-outline.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { createCompoundIntake } from '../normalise/tables/table-compounds.ts'
import { cutBlocks } from '../study/cut-blocks.ts'
import { checkKinds } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import { chooseTables, takeTable } from './load-sheets.ts'
import {
  fileInput,
  judgeTables,
  KNOWN_TABLE_LOAD_OPTIONS,
  readOptions,
  TABLE_OPTION_KINDS,
  type TableLoadOptions,
} from './load-tables.ts'
import { asSource, type PlaceFile } from './place-file.ts'

/** Where blocks, people and gaps count; facilities and streets around it still serve. */
export interface LoadedStudyArea {
  readonly name: string
  readonly polygons: readonly PolygonRings[]
  /** The file; `null` for a boundary of the extract. */
  readonly input: InputRecord | null
  readonly rejects: readonly Reject[]
}

/**
 * A study area from a file of outlines in any format that tables are read from; several outlines are one area.
 *
 * @throws LivingCircleError `input-unusable` (no outline in it), and what `chooseTables` throws
 * @returns the area for `within` of `analyseAccess`: its name, and polygons of `[lon, lat]` in degrees
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadStudyArea } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const table = 'id,name,geometry\nw,West,"POLYGON((0 -0.001, 0.002 -0.001, 0.002 0.001, 0 0.001, 0 -0.001))"\n'
 * const west = await loadStudyArea(area, bytesSource('west.csv', text(table)))
 * west.name // 'West'
 * ```
 */
export async function loadStudyArea(
  area: LoadedArea,
  given: PlaceFile,
  options: TableLoadOptions = {},
): Promise<LoadedStudyArea> {
  checkOptions('loadStudyArea', options, KNOWN_TABLE_LOAD_OPTIONS)
  checkGiven('loadStudyArea', 'area', area, 'area')
  checkKinds('loadStudyArea', options, TABLE_OPTION_KINDS)
  const file = asSource(given, 'within')
  const chosen = await chooseTables(file, 'compounds', readOptions('compounds', options))
  const placed = await judgeTables(area, chosen.tables, 'compounds', options)
  const intake = createCompoundIntake(file.name, {})
  for (const [at, table] of chosen.tables.entries())
    await takeTable(intake, table, { toWgs84: placed[at]!.toWgs84 }, options)
  const { outlines, rejects, counts } = intake.finish()
  const [first] = outlines
  if (first === undefined) {
    throw problem('input-unusable', 'within.no-area', { name: file.name }, { hint: 'hint.within-file' })
  }
  return {
    name: outlines.length === 1 && first.name !== null ? first.name : file.name.replace(/\.[^.]+$/, ''),
    polygons: await joined(outlines.flatMap(({ outline }) => outline)),
    input: await fileInput('within', file, chosen.tables[0]!.first.format, counts, chosen.skipped),
    rejects: [...placed.flatMap(({ warnings }) => warnings), ...rejects],
  }
}

/**
 * A study area by the name of a boundary in the extract.
 *
 * @throws what `boundaryByName` throws
 * @param name as the boundary is called on the map, in any of its languages
 * @example
 * ```ts
 * import { type LoadedArea, namedStudyArea } from 'living-circle'
 * declare const area: LoadedArea
 * const unknown = await namedStudyArea(area, 'Atlantis').catch((error: Error) => error.name)
 * unknown // 'LivingCircleError'
 * ```
 */
export async function namedStudyArea(
  area: LoadedArea,
  name: string,
  options: RunOptions = {},
): Promise<LoadedStudyArea> {
  checkOptions('namedStudyArea', options, KNOWN_RUN_OPTIONS)
  checkGiven('namedStudyArea', 'area', area, 'area')
  checkType('namedStudyArea', 'name', name, 'string')
  const { polygons } = await boundaryByName(area.raw, name, options)
  return { name, polygons: await joined(polygons), input: null, rejects: [] }
}

/** Outlines as one area, none of it twice. */
async function joined(polygons: readonly PolygonRings[]): Promise<readonly PolygonRings[]> {
  if (polygons.length < 2) return polygons
  const mend = await loadOutlineMender()
  return mend(polygons) ?? polygons
}

/** The blocks within a study area, and what is said of the others. */
export interface BlocksWithin {
  readonly loaded: LoadedBlocks
  readonly studyArea: StudyArea
  readonly inside: (lon: number, lat: number) => boolean
}

/** What a study area leaves of the blocks; in = used + rejected + outside. @throws LivingCircleError `input-unusable` where nothing is left */
export async function blocksWithin(
  loaded: LoadedBlocks,
  { name, polygons, input, rejects }: LoadedStudyArea,
  method: 'auto' | DemandMethod,
): Promise<BlocksWithin> {
  const test = insideTest(polygons)
  const inside = (lon: number, lat: number) => test?.inside(lon, lat) ?? false
  const clipper = await loadOutlineClipper()
  const touches = borderTest(polygons)
  const { blocks, outside, cut } = cutBlocks(loaded.blocks, method, {
    inside,
    clip: (outline) => (touches(outline) ? clipper(outline, polygons) : null),
  })
  if (blocks.length === 0) {
    throw problem(
      'input-unusable',
      'within.no-blocks',
      { name, n: loaded.blocks.length },
      { hint: 'hint.within-place' },
    )
  }
  const people = sumOf(blocks)
  const inputs = loaded.inputs.map((one) =>
    one.role !== 'blocks'
      ? one
      : {
          ...one,
          used: one.used - outside,
          outside,
          ...(one.people === undefined ? {} : { people: { read: one.people.read, used: people } }),
        },
  )
  return {
    loaded: {
      ...loaded,
      blocks,
      inputs: input === null ? inputs : [...inputs, input],
      rejects: [...loaded.rejects, ...rejects],
    },
    studyArea: { name, polygons, blocksOutside: outside, blocksCut: cut },
    inside,
  }
}

/** By facility of a study: 1 where it lies in the study area. */
export function facilitiesInside(
  { facilities }: { readonly facilities: readonly { readonly lonLat: LonLat }[] },
  { inside }: Pick<BlocksWithin, 'inside'>,
): Uint8Array {
  return Uint8Array.from(facilities, ({ lonLat }) => (inside(...lonLat) ? 1 : 0))
}

function sumOf(blocks: LoadedBlocks['blocks']): number {
  return blocks.reduce((sum, { people }) => sum + (people.population ?? 0), 0)
}
