// `--out-crs`: GeoJSON layers in the shifted coordinates of Chinese maps, for display there, and the words that go with them.
import { type Command, Option } from 'commander'
import type { AccessReport, BoundingBox, OutCoordinates } from './library.ts'
import type { Library, Session } from './session.ts'
import { UsageError, usage } from './usage-error.ts'
import { sayNotice } from './words.ts'

/** {@link addOutCrsOption} as a value. */
export interface OutCrsFlags {
  readonly outCrs?: 'wgs84' | 'gcj02' | 'bd09'
}

/** Adds `--out-crs`. */
export function addOutCrsOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--out-crs <system>',
      'coordinates of the GeoJSON layers: gcj02 to show them on AMap, bd09 on Baidu maps (default: wgs84)',
    ).choices(['wgs84', 'gcj02', 'bd09']),
  )
}

/**
 * The shift that was asked for, and the report with a notice that says so; nothing for WGS-84.
 *
 * @throws UsageError where the shift does nothing, outside China
 */
export function outCoordinates(
  session: Session,
  library: Library,
  report: AccessReport,
  { outCrs }: OutCrsFlags,
): { readonly report: AccessReport; readonly coordinates: OutCoordinates | undefined } {
  const coordinates = shiftedSystem(library, report.network.box, outCrs)
  if (coordinates === undefined) return { report, coordinates: undefined }
  const notice = library.shiftedNotice(coordinates)
  session.terminal.warn(sayNotice(notice, session.lang))
  return { report: { ...report, notices: [notice, ...report.notices] }, coordinates }
}

/** The system that was asked for; nothing for WGS-84. @throws UsageError where the shift does nothing, outside China */
export function shiftedSystem(
  library: Library,
  [west, south, east, north]: BoundingBox,
  outCrs: OutCrsFlags['outCrs'],
): OutCoordinates | undefined {
  if (outCrs === undefined || outCrs === 'wgs84') return undefined
  const coordinates = library.basicSystem(outCrs)
  const middle: readonly [number, number] = [(west + east) / 2, (south + north) / 2]
  if (coordinates.fromWgs84(middle).join() === middle.join()) {
    throw new UsageError(
      usage('usage.not-shifted', { crs: outCrs, place: middle.map((degrees) => degrees.toFixed(3)).join(', ') }),
      usage('hint.china-only'),
    )
  }
  return coordinates
}
