// THE REGISTRY OF OUTPUTS: every document and every map format, one entry each. `--also`, its help, the types of ids, the formats of isochrone
// files and the table in docs/files.md follow from this list. A new output is a file with an entry beside this one, and a line here.
// Entries load what they need when they are made: to read the list costs nothing.
import { ANSWER } from './answer.ts'
import { FLATGEOBUF } from './flatgeobuf.ts'
import { GEOJSONSEQ } from './geojsonseq.ts'
import { GEOPACKAGE } from './geopackage.ts'
import { GEOPARQUET } from './geoparquet.ts'
import { HOURS } from './hours.ts'
import { HTML } from './html.ts'
import { KEPLER } from './kepler.ts'
import { LEVELS } from './levels.ts'
import { LOSSES } from './losses.ts'
import { MAP } from './map.ts'
import type { Output } from './output.ts'
import { PRINT } from './print.ts'
import { QGIS } from './qgis.ts'
import { SCENARIO } from './scenario.ts'
import { SHEETS } from './sheets.ts'
import { SITING } from './siting.ts'
import { COVERAGE_CSV, GEOJSON, REJECTS_CSV, STUDY_AREA, SUMMARY_JSON, VERDICTS_CSV } from './usual.ts'
import { XLSX } from './xlsx.ts'

/** All outputs, in the order in which they are written. */
export const OUTPUTS = [
  COVERAGE_CSV,
  VERDICTS_CSV,
  GEOJSON,
  STUDY_AREA,
  SUMMARY_JSON,
  REJECTS_CSV,
  LOSSES,
  SITING,
  HOURS,
  SCENARIO,
  LEVELS,
  ANSWER,
  HTML,
  PRINT,
  SHEETS,
  MAP,
  XLSX,
  GEOJSONSEQ,
  FLATGEOBUF,
  GEOPARQUET,
  GEOPACKAGE,
  QGIS,
  KEPLER,
] as const satisfies readonly Output[]

/** Ids of the outputs of a list, by kind. */
export type OutputIdOf<List extends readonly Output[], Kind extends Output['kind'] = Output['kind']> = Extract<
  List[number],
  { readonly kind: Kind }
>['id']

/** Id of an output. */
export type OutputId = OutputIdOf<typeof OUTPUTS>

/** Id of an output that is made on request: what `--also` may name. */
export type FurtherOutputId = OutputIdOf<typeof OUTPUTS, 'document' | 'layers'>

/** Id of a map format that is made on request. */
export type LayerFormat = OutputIdOf<typeof OUTPUTS, 'layers'>
