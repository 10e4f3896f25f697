// The files of a run, made from its answer: the usual ones and those asked for. All of it comes from the library's registry.
import { OUTPUTS } from '../report/outputs/outputs.ts'
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
import type { Lang } from './words.ts'

const REGISTRY: readonly Output[] = OUTPUTS

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
  const large = REGISTRY.flatMap((output) => (output.isLargeText === true ? output.files.map(({ name }) => name) : []))
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
