// `--also`: which outputs it may name, what help says of them, and the files of a run. All of it comes from the library's registry.

import type { Command } from 'commander'
import { OUTPUTS } from '../report/outputs/outputs.ts'
import { inHelp } from './examples.ts'
import { type FileKind, isWanted } from './file-kinds.ts'
import type { LoadedInputs } from './inputs/loaded-inputs.ts'
import type {
  AccessAnalysis,
  FileToWrite,
  LeftOutput,
  LoadedAnswer,
  OutCoordinates,
  Output,
  OutputFile,
} from './library.ts'
import type { Library } from './session.ts'
import { UsageError, usage } from './usage-error.ts'
import type { Lang } from './words.ts'

/** The last file of every result: what it was made from. */
const RUN_RECORD = 'run.json'

const REGISTRY: readonly Output[] = OUTPUTS

/** Outputs that are made on request. */
export const ALSO: readonly Output[] = REGISTRY.filter(({ kind }) => kind !== 'usual')

/** What `--also` may name, a line each. */
export function alsoHelp(command: Command, lang: Lang): string {
  const width = Math.max(...ALSO.map(({ id }) => id.length))
  const lines = ALSO.map(({ id, aboutEn, aboutZh }) => `  ${id.padEnd(width)}  ${lang === 'zh' ? aboutZh : aboutEn}`)
  return `\n${inHelp(command, 'Documents and layers for --also:')}\n${lines.join('\n')}`
}

/** Refuses outputs over files whose coordinates would be shifted. @throws UsageError */
export const refuseShifted = (asked: readonly string[]): void => refuseOver(asked, 'usage.crs-qgis')

/** Refuses outputs over files that would be packed. @throws UsageError */
export const refusePacked = (asked: readonly string[]): void => refuseOver(asked, 'usage.gzip-qgis')

function refuseOver(asked: readonly string[], key: 'usage.crs-qgis' | 'usage.gzip-qgis'): void {
  const over = ALSO.find(({ id, liesOver }) => liesOver !== undefined && asked.includes(id))
  if (over === undefined) return
  throw new UsageError(usage(key, { id: over.id }), usage('hint.run-twice-folders'))
}

/** What a run asked for beside the usual files. */
export interface AskedOutputs {
  /** Only these of the usual files; default all. */
  readonly only?: readonly FileKind[] | undefined
  readonly also: readonly string[]
  /** Pack large texts. */
  readonly gzip?: boolean | undefined
  readonly lang: Lang
  readonly coordinates: OutCoordinates | undefined
  /** Files of earlier runs that stay beside them. */
  readonly notOfThisRun: readonly string[]
  /** Takes what is too large, so that the rest is made. */
  readonly leaveOut: (left: LeftOutput) => void
}

/**
 * Names of the files that a run writes, as far as its options tell.
 *
 * @param withOptions options of the run that outputs come with
 * @param gzip whether large texts are packed
 * @param only kinds of the usual files that are wanted; default all
 */
export function outputNames(
  also: readonly string[],
  withOptions: readonly string[],
  gzip = false,
  only?: readonly FileKind[],
): string[] {
  const asked = REGISTRY.filter(({ id, kind }) => kind === 'usual' || also.includes(id))
  const names = asked.flatMap(({ files, kind, withOption, isLargeText }) =>
    withOption === undefined || withOptions.includes(withOption)
      ? files
          .filter(({ name }) => kind !== 'usual' || isWanted(name, only))
          .map(({ name }) => (gzip && isLargeText === true ? packedName(name) : name))
      : [],
  )
  return [...names, RUN_RECORD]
}

/** Names of the files that `--also` brings. */
export function alsoNames(also: readonly string[]): string[] {
  return ALSO.flatMap(({ id, files }) => (also.includes(id) ? files.map(namesOf) : []))
}

/** Files of earlier runs in a folder that a run will not write. */
export function olderOutputs(library: Library, folder: string, names: readonly string[]): string[] {
  const all = REGISTRY.flatMap(({ files, isLargeText }) =>
    files.flatMap(({ name }) => (isLargeText === true ? [name, packedName(name)] : [name])),
  )
  return library.presentFiles(
    folder,
    all.filter((name) => !names.includes(name)),
  )
}

const packedName = (name: string): string => `${name}.gz`

const namesOf = ({ name }: { readonly name: string }): string => name

/** The usual files of a run, and those asked for. */
export async function outputsOf(
  { library, area }: LoadedInputs,
  analysis: AccessAnalysis,
  { also, gzip, only, ...settings }: AskedOutputs,
): Promise<readonly FileToWrite[]> {
  const maplibre = library.readMaplibreAssets
  return packed(library, { also, gzip, only }, library.outputContext(analysis, area, { ...settings, maplibre }))
}

/** The same of an answer whose streets are elsewhere; nothing that is drawn over them. */
export async function usualAndFurther(
  library: Library,
  report: LoadedAnswer['report'],
  routes: LoadedAnswer['routes'],
  { also, gzip, only, ...settings }: AskedOutputs,
): Promise<readonly FileToWrite[]> {
  const basemap = () => library.plainBasemap(report.network.box)
  return packed(library, { also, gzip, only }, { ...settings, report, routes: () => routes, basemap })
}

async function packed(
  library: Library,
  { also, gzip, only }: Pick<AskedOutputs, 'also' | 'gzip' | 'only'>,
  context: Parameters<Library['makeOutputs']>[1],
): Promise<readonly FileToWrite[]> {
  const usual = OUTPUTS.filter(
    (output) => output.kind === 'usual' && output.files.some(({ name }) => isWanted(name, only)),
  )
  const further = OUTPUTS.filter(({ id, kind }) => kind !== 'usual' && also.includes(id))
  const made = await library.makeOutputs(
    [...usual, ...further].map(({ id }) => id),
    context,
  )
  const isFurther = (name: string) => further.some((output) => output.files.some((file) => file.name === name))
  const files = made.filter(({ name }) => isFurther(name) || isWanted(name, only))
  if (gzip !== true) return files
  const large = REGISTRY.flatMap((output) => (output.isLargeText === true ? output.files.map(namesOf) : []))
  return files.map((file) => (large.includes(file.name) ? library.gzippedFile(file) : file))
}

/** Outputs on request, from a saved answer. */
export function furtherOutputs(
  library: Library,
  { report, basemap, routes }: LoadedAnswer,
  also: readonly string[],
  lang: 'en' | 'zh',
  leaveOut: (left: LeftOutput) => void,
): Promise<readonly OutputFile[]> {
  const ids = OUTPUTS.flatMap(({ id, kind }) => (kind !== 'usual' && also.includes(id) ? [id] : []))
  return library.makeOutputs(ids, {
    report,
    lang,
    leaveOut,
    basemap: () => basemap ?? library.plainBasemap(report.network.box),
    routes: () => routes,
    maplibre: library.readMaplibreAssets,
  })
}
