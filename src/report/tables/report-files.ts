// The files of the contract, by name. An AccessReport in, names and texts out. It does not know where they go.

import type { AccessReport } from '../../answer/access-report.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { geoJsonBytes, geoJsonChunks } from '../formats/geojson.ts'
import { type LayerName, layerOf } from '../layers/map-layers.ts'
import { type OutCoordinates, shiftedLayer } from '../layers/shifted-layer.ts'
import { utf8 } from '../text/byte-text.ts'
import { joinedPieces } from '../text/joined-pieces.ts'
import { coverageCsvBytes, coverageCsvChunks } from './coverage-csv.ts'
import { type RejectsCsvOptions, toRejectsCsv } from './rejects-csv.ts'
import { toSummaryJson } from './summary-json.ts'
import { verdictsCsvChunks } from './verdicts-csv.ts'

const KNOWN_REPORT_FILE_OPTIONS: OptionKeys<ReportFileOptions> = { bom: true, lang: true, coordinates: true }

/** One file of the report. */
export interface ReportFile {
  readonly name: string
  readonly mediaType: string
  /** The whole text, made when it is asked for. */
  readonly text: string
  /** The same in pieces, for a stream: nothing larger than some hundred kilobytes is held. */
  readonly chunks: () => Iterable<string>
  /** The same pieces as UTF-8 bytes. */
  readonly bytes: () => Iterable<Uint8Array>
}

function* encoded(chunks: Iterable<string>): Generator<Uint8Array, void, undefined> {
  for (const chunk of chunks) yield utf8(chunk)
}

function file(
  name: string,
  mediaType: string,
  chunks: () => Iterable<string>,
  bytes: () => Iterable<Uint8Array> = () => encoded(chunks()),
): ReportFile {
  return {
    name,
    mediaType,
    chunks,
    bytes,
    get text() {
      return joinedPieces(chunks(), `${name}: chunks()`)
    },
  }
}

function layerFile(report: AccessReport, name: LayerName, { coordinates }: ReportFileOptions): ReportFile {
  const layer = () => shiftedLayer(layerOf(report, name), coordinates)
  return file(
    `${name}.geojson`,
    'application/geo+json',
    () => geoJsonChunks(layer()),
    () => geoJsonBytes(layer()),
  )
}

const CSV = 'text/csv; charset=utf-8'

/** Options of {@link reportFiles}. */
export interface ReportFileOptions extends RejectsCsvOptions {
  /** Coordinates of the GeoJSON layers, for display on maps in a shifted system; each layer says so in its head. Default WGS-84. */
  readonly coordinates?: OutCoordinates | undefined
}

/**
 * All files that `coverage --out DIR` writes: `coverage.csv`, `verdicts.csv`, `blocks.geojson`, `facilities.geojson`,
 * `gaps.geojson`, `summary.json`, `rejects.csv`, in this order. Nothing is written before `text`, `chunks()` or `bytes()` is asked for.
 *
 * @param report the whole report
 * @param options `bom`: CSV files for Excel; `coordinates`: of the GeoJSON layers; `lang`: of the messages in `rejects.csv`
 * @example
 * ```ts
 * import { type AccessReport, reportFiles } from 'living-circle'
 * declare const report: AccessReport
 * for (const file of reportFiles(report)) console.log(file.name, file.text.length)
 * ```
 */
export function reportFiles(report: AccessReport, options: ReportFileOptions = {}): ReportFile[] {
  checkOptions('reportFiles', options, KNOWN_REPORT_FILE_OPTIONS)
  checkGiven('reportFiles', 'report', report, 'report')
  const { bom, lang } = options
  return [
    file(
      'coverage.csv',
      CSV,
      () => coverageCsvChunks(report, { bom }),
      () => coverageCsvBytes(report, { bom }),
    ),
    file('verdicts.csv', CSV, () => verdictsCsvChunks(report, { bom })),
    layerFile(report, 'blocks', options),
    layerFile(report, 'facilities', options),
    layerFile(report, 'gaps', options),
    file('summary.json', 'application/json', () => [toSummaryJson(report)]),
    file('rejects.csv', CSV, () => [toRejectsCsv(report, { bom, lang })]),
  ]
}
