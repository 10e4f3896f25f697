// Every file for map programs, by name. A report in, names and bytes out. It does not know where they go.

import type { AccessReport } from '../../answer/access-report.ts'
import { checkGiven, checkType } from '../../foundation/arguments.ts'
import { resolveOptions } from '../../foundation/options.ts'
import type { Lang } from '../../words/languages.ts'
import { message, problem } from '../../words/problem.ts'
import { utf8 } from '../text/byte-text.ts'
import { makeOutputs } from './make-outputs.ts'
import type { OutputFile } from './output.ts'
import { type LayerFormat, OUTPUTS } from './outputs.ts'

/** What {@link layerFiles} can make. */
export const LAYER_FORMATS: readonly LayerFormat[] = OUTPUTS.flatMap((output) =>
  output.kind === 'layers' ? [output.id] : [],
)

/** Options of {@link layerFiles}. */
export interface LayerFilesOptions {
  /** Default: all. */
  readonly formats?: readonly LayerFormat[]
  /** Language of legends and column names in styles. Default `en`. */
  readonly lang?: Lang
}

/** A file and its bytes. */
export interface LayerFile {
  readonly name: string
  readonly bytes: Uint8Array
}

function bytesOf(content: OutputFile['content']): Uint8Array {
  if (typeof content === 'string') return utf8(content)
  if (content instanceof Uint8Array) return content
  const pieces = [...content()]
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/**
 * The map files of a report: features per line, FlatGeobuf, GeoParquet and GeoPackage with the columns of the GeoJSON files, QGIS styles and
 * a project over the GeoJSON files, a kepler.gl map.
 *
 * @param report the whole report
 * @param options which formats, which language
 * @returns files in the order of the formats
 * @throws LivingCircleError `invalid-option` for an unknown format
 * @example
 * ```ts
 * import { type AccessReport, layerFiles } from 'living-circle'
 * declare const report: AccessReport
 * for (const { name, bytes } of await layerFiles(report, { formats: ['geopackage'] })) console.log(name, bytes.length)
 * ```
 */
export async function layerFiles(report: AccessReport, options: LayerFilesOptions = {}): Promise<LayerFile[]> {
  const { formats, lang } = resolveOptions<Required<LayerFilesOptions>>('layerFiles', options, {
    formats: LAYER_FORMATS,
    lang: 'en',
  })
  checkGiven('layerFiles', 'report', report, 'report')
  checkType('layerFiles', 'formats', formats, 'array')
  const files: LayerFile[] = []
  for (const format of formats) {
    if (!LAYER_FORMATS.includes(format)) {
      throw problem(
        'invalid-option',
        'layer.format',
        { format: String(format) },
        { hint: message('hint.formats', { list: LAYER_FORMATS.join(', ') }) },
      )
    }
    const made = await makeOutputs([format], { report, lang })
    files.push(...made.map(({ name, content }) => ({ name, bytes: bytesOf(content) })))
  }
  return files
}
