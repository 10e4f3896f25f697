// From loaded inputs to an analysis as the options say.
import type { AccessAnalysis, AnalyseOptions, CategoryChoice, LoadedEdits, SweepPool } from '../library.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import type { InputFlags } from './input-flags.ts'
import type { LoadedInputs } from './loaded-inputs.ts'
import { refuseStrangers, refuseUseless } from './refuse-inputs.ts'

/** What an answer is asked for beside its options. */
export interface AskedAnswer extends Pick<AnalyseOptions, 'former' | 'title' | 'demandRates' | 'servingRule' | 'gaps'> {
  readonly edits?: LoadedEdits | undefined
  readonly openPlanned?: boolean | undefined
  /** Whether places that are planned are of use, though they do not open: as remedies. */
  readonly usesPlanned?: boolean | undefined
}

/**
 * Analyses loaded inputs as the options say.
 *
 * @param more an answer whose gaps keep their ids (`former`), the heading of documents (`title`), edits of a scenario
 */
export async function analyseInputs(
  session: Session,
  inputs: LoadedInputs,
  flags: InputFlags,
  { edits, openPlanned, usesPlanned, gaps, ...more }: AskedAnswer = {},
): Promise<AccessAnalysis> {
  const { library, area, facilities, blocks } = inputs
  session.times?.begin('answer')
  refuseUseless(inputs, flags, openPlanned === true || usesPlanned === true)
  const { pool, options: asked } = analyseOptionsOf(session, inputs, flags)
  const options = { ...asked, ...more }
  const { compareProfiles: profiles } = flags
  const asOne = { ...options, profile: inputs.profile }
  const analyse = (): Promise<AccessAnalysis> => {
    if (profiles !== undefined) return library.compareProfiles(area, facilities, blocks, { ...options, profiles })
    if (edits === undefined && openPlanned !== true) {
      return library.analyseAccess(area, facilities, blocks, { ...asOne, gaps })
    }
    return library.analyseScenario(area, facilities, blocks, edits ?? [], { ...asOne, openPlanned })
  }
  const analysis = await analyse().finally(pool.close)
  session.terminal.finish()
  await breathe(session)
  refuseStrangers(library, analysis.report)
  return analysis
}

/** What the options ask of an analysis, and the threads that it runs in: close them when done. */
export function analyseOptionsOf(
  session: Session,
  { library, standard, within }: LoadedInputs,
  flags: InputFlags,
): { readonly pool: SweepPool; readonly options: Omit<AnalyseOptions, 'profile'> } {
  const pool = library.createSweepPool({ threads: flags.threads })
  const { minutes, metres, at, hours, levels, restMetres, maxLinkMetres, demand } = flags
  const categories = chosenKinds(library, flags)
  const asked = { minutes, metres, at, hours, levels, restMetres, categories, maxLinkMetres, demand, standard, within }
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
