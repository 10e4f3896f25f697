// Every file for map programs, by name. A report in, names and bytes out. It does not know where they go.

import type { AccessReport } from '../../answer/access-report.ts'
import { LivingCircleError } from '../../foundation/errors.ts'
import { resolveOptions } from '../../foundation/options.ts'
import type { LayerName } from '../layers/map-layers.ts'
import { utf8 } from '../text/byte-text.ts'
import { toFlatGeobuf } from './flatgeobuf.ts'
import { toGeoPackage } from './geopackage.ts'
import { toGeoParquet } from './geoparquet.ts'
import { toKeplerMap } from './kepler-map.ts'
import { toQgisProject } from './qgis-project.ts'
import { toQml } from './qgis-styles.ts'

/** What {@link layerFiles} can make. */
export const LAYER_FORMATS = ['flatgeobuf', 'geoparquet', 'geopackage', 'qgis', 'kepler'] as const

/** One kind of map files. */
export type LayerFormat = (typeof LAYER_FORMATS)[number]

/** Options of {@link layerFiles}. */
export interface LayerFilesOptions {
  /** Default: all. */
  readonly formats?: readonly LayerFormat[]
  /** Language of legends and column names in styles. Default `zh`. */
  readonly lang?: 'zh' | 'en'
}

/** A file and its bytes. */
export interface LayerFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const LAYERS: readonly LayerName[] = ['blocks', 'facilities', 'gaps']

async function filesOf(report: AccessReport, format: LayerFormat, lang: 'zh' | 'en'): Promise<LayerFile[]> {
  switch (format) {
    case 'flatgeobuf':
      return LAYERS.map((name) => ({ name: `${name}.fgb`, bytes: toFlatGeobuf(report, name) }))
    case 'geoparquet':
      return Promise.all(
        LAYERS.map(async (name) => ({ name: `${name}.parquet`, bytes: await toGeoParquet(report, name) })),
      )
    case 'geopackage':
      return [{ name: 'coverage.gpkg', bytes: toGeoPackage(report) }]
    case 'qgis':
      return [
        ...LAYERS.map((name) => ({ name: `${name}.qml`, bytes: utf8(toQml(report, name, { lang })) })),
        { name: 'coverage.qgs', bytes: utf8(toQgisProject(report, { lang })) },
      ]
    case 'kepler':
      return [{ name: 'coverage.kepler.json', bytes: utf8(toKeplerMap(report, { lang })) }]
    default:
      throw new LivingCircleError('invalid-option', `Unknown layer format "${String(format)}".`, {
        hint: `Formats: ${LAYER_FORMATS.join(', ')}.`,
      })
  }
}

/**
 * The map files of a report: FlatGeobuf, GeoParquet and GeoPackage with the columns of the GeoJSON files, QGIS styles and a project over the
 * GeoJSON files, a kepler.gl map.
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
    lang: 'zh',
  })
  const files: LayerFile[] = []
  for (const format of formats) files.push(...(await filesOf(report, format, lang)))
  return files
}
