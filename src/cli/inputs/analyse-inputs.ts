// From loaded inputs to an analysis as the options say.
import type { AccessAnalysis, AnalyseOptions, CategoryChoice, SweepPool } from '../library.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import type { InputFlags } from './input-flags.ts'
import type { LoadedInputs } from './loaded-inputs.ts'
import { refuseStrangers, refuseUseless } from './refuse-inputs.ts'

/**
 * Analyses loaded inputs as the options say.
 *
 * @param more an answer whose gaps keep their ids (`former`), the heading of documents (`title`)
 */
export async function analyseInputs(
  session: Session,
  inputs: LoadedInputs,
  flags: InputFlags,
  more: Pick<AnalyseOptions, 'former' | 'title'> = {},
): Promise<AccessAnalysis> {
  const { library, area, facilities, blocks } = inputs
  refuseUseless(inputs, flags)
  const { pool, options: asked } = analyseOptionsOf(session, inputs, flags)
  const options = { ...asked, ...more }
  const { compareProfiles: profiles } = flags
  const analysis = await (profiles === undefined
    ? library.analyseAccess(area, facilities, blocks, { ...options, profile: inputs.profile })
    : library.compareProfiles(area, facilities, blocks, { ...options, profiles })
  ).finally(pool.close)
  session.terminal.finish()
  await breathe(session)
  refuseStrangers(library, analysis)
  return analysis
}

/** What the options ask of an analysis, and the threads that it runs in: close them when done. */
export function analyseOptionsOf(
  session: Session,
  { library, standard, within }: LoadedInputs,
  flags: InputFlags,
): { readonly pool: SweepPool; readonly options: Omit<AnalyseOptions, 'profile'> } {
  const pool = library.createSweepPool({ threads: flags.threads })
  const { minutes, metres, at, hours, restMetres, maxLinkMetres, demand } = flags
  const categories = chosenKinds(library, flags)
  const asked = { minutes, metres, at, hours, restMetres, categories, maxLinkMetres, demand, standard, within }
  return { pool, options: { ...runOptions(session), ...asked, sweep: pool.sweep } }
}

/** Without `--category` or `--standard` the essential kinds; `all` and `essential` stand alone. */
export function chosenKinds(library: Library, { category, standard }: InputFlags): CategoryChoice | undefined {
  if (category === undefined) return standard === undefined ? 'essential' : undefined
  const [only] = category
  if (category.length === 1 && (only === 'all' || only === 'essential')) return only
  return categoryIds(library, category)
}

/** Ids as they are; Chinese and English names and aliases become ids. Unknown words are left for the library to refuse. */
function categoryIds(library: Library, words: readonly string[]): string[] {
  return words.map((word) => library.resolveCategoryWord(word).category?.id ?? word)
}
