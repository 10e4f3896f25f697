// HALLWAY: candidates for new sites from a table, read as facilities are. No logic of its own.

import type { InputRecord } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions } from '../foundation/options.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import { createCandidateIntake } from '../normalise/tables/table-candidates.ts'
import type { UnderstoodTable } from '../normalise/tables/table-intake.ts'
import { checkKinds } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import type { TableCoordinates } from './load-coordinates.ts'
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

/** Places for new facilities from a file. */
export interface LoadedCandidates {
  readonly candidates: readonly SiteCandidate[]
  readonly rejects: readonly Reject[]
  readonly input: InputRecord
  readonly understood: readonly UnderstoodTable[]
  /** How the coordinates of each table were understood. */
  readonly coordinates: readonly TableCoordinates[]
}

/**
 * Candidates from a table in any format that facilities are read from: id, lon, lat (or geometries), and optionally name, status
 * (`existing`, `required`, `candidate`, `excluded`), category (kinds that it offers), places, build_cost.
 *
 * @throws LivingCircleError `input-unusable` (no row of use; a word of status or kind that means nothing), and what reading throws
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadCandidates } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const table = 'id,lon,lat,status,build_cost\ns1,0.004,0,required,3\ns2,0.001,0,,2\n'
 * const { candidates } = await loadCandidates(area, bytesSource('sites.csv', text(table)))
 * candidates.map(({ id, status }) => `${id} ${status}`) // [ 's1 required', 's2 candidate' ]
 * ```
 */
export async function loadCandidates(
  area: LoadedArea,
  given: PlaceFile,
  options: TableLoadOptions = {},
): Promise<LoadedCandidates> {
  checkOptions('loadCandidates', options, KNOWN_TABLE_LOAD_OPTIONS)
  checkGiven('loadCandidates', 'area', area, 'area')
  checkKinds('loadCandidates', options, TABLE_OPTION_KINDS)
  const file = asSource(given, 'candidates')
  const { mapping } = options
  const chosen = await chooseTables(file, 'candidates', { ...readOptions('candidates', options), mapping })
  const placed = await judgeTables(area, chosen.tables, 'candidates', options)
  const intake = createCandidateIntake(file.name, { area: area.extent, mapping })
  for (const [at, table] of chosen.tables.entries())
    await takeTable(intake, table, { toWgs84: placed[at]!.toWgs84 }, options)
  const { candidates, rejects, counts, tables } = intake.finish()
  if (candidates.length === 0) {
    throw problem('input-unusable', 'candidates.none-file', { source: file.name }, { hint: 'hint.siting-candidates' })
  }
  const coordinates = [...new Set(placed)]
  return {
    candidates,
    rejects: [...coordinates.flatMap(({ warnings }) => warnings), ...rejects],
    input: await fileInput('candidates', file, chosen.tables[0]!.first.format, counts, chosen.skipped),
    understood: tables,
    coordinates,
  }
}
