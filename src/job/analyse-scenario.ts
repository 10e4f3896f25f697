// HALLWAY: a scenario: what would be after edits, and who gains and loses by them. No logic of its own.

import type { AccessReport } from '../answer/access-report.ts'
import type { EditEcho } from '../answer/edit-echo.ts'
import type { InputRecord } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { compareAnswers } from '../plan/compare/compare-answers.ts'
import { notice } from '../words/notice.ts'
import { type AccessAnalysis, type AnalyseOptions, analyseAccess } from './analyse.ts'
import { applyEdits, type EditedInputs } from './apply-edits.ts'
import { chooseCategories } from './choose-categories.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedEdits } from './load-edits.ts'
import type { LoadedFacilities } from './load-facilities.ts'

const KNOWN_SCENARIO_OPTIONS: OptionKeys<ScenarioOptions> = {
  signal: true,
  onProgress: true,
  minutes: true,
  metres: true,
  profile: true,
  restMetres: true,
  categories: true,
  maxLinkMetres: true,
  demand: true,
  standard: true,
  title: true,
  former: true,
  within: true,
  at: true,
  hours: true,
  levels: true,
  direction: true,
  demandRates: true,
  servingRule: true,
  sweep: true,
  openPlanned: true,
}

/** How a scenario is analysed: as {@link AnalyseOptions}. */
export interface ScenarioOptions extends Omit<AnalyseOptions, 'gaps'> {
  /** Opens the places that the tables call planned, before the edits. Default false. */
  readonly openPlanned?: boolean | undefined
}

/** The answer after edits, and what it is of. */
export interface ScenarioAnalysis extends AccessAnalysis {
  readonly edited: EditedInputs
}

/**
 * The answer after edits, with what became of each and what they change against the answer without them: `report.scenario`. Without edits it is
 * the plain answer.
 *
 * @param area after `closeCompounds` where compounds are closed
 * @param edits a list as for `applyEdits`, or what `loadEdits` read
 * @throws LivingCircleError as `applyEdits` and `analyseAccess`
 * @example
 * ```ts
 * import { analyseScenario, bytesSource, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.03"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.029,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const { report } = await analyseScenario(area, facilities, blocks, [{ op: 'move-facility', facility: 'f1', to: [0.005, 0] }], { minutes: [15] })
 * report.scenario?.changes.kinds[0]?.shares[0]?.gained // 120
 * ```
 */
export async function analyseScenario(
  area: LoadedArea,
  facilities: LoadedFacilities,
  blocks: LoadedBlocks,
  edits: readonly unknown[] | LoadedEdits,
  options: ScenarioOptions = {},
): Promise<ScenarioAnalysis> {
  checkOptions('analyseScenario', options, KNOWN_SCENARIO_OPTIONS)
  if (!Array.isArray(edits)) checkGiven('analyseScenario', 'edits', edits, 'edits')
  const { openPlanned, ...asked } = options
  const list = 'edits' in edits ? edits : { name: 'edits', edits, input: undefined }
  const edited = applyEdits(area, facilities, blocks, list.edits, { openPlanned, name: list.name })
  if (edited.echo.length === 0) return { ...(await analyseAccess(area, facilities, blocks, asked)), edited }
  const kinds = kindsOfBoth(facilities, edited.facilities, asked)
  const after = await analyseAccess(edited.area, edited.facilities, edited.blocks, {
    ...asked,
    categories: kinds ?? asked.categories,
  })
  const categories = after.report.categories.map(({ id }) => id)
  const before = await analyseAccess(area, facilities, blocks, {
    ...asked,
    categories,
    restMetres: undefined,
    hours: undefined,
    former: undefined,
  })
  return { ...after, edited, report: scenarioReport(before.report, after.report, edited.echo, list) }
}

/** Kinds named one by one where an edit closes the last place of one that is measured; else as they were asked for. */
function kindsOfBoth(before: LoadedFacilities, after: LoadedFacilities, { categories, standard }: AnalyseOptions) {
  const pack = standard === undefined || !('pack' in standard) ? standard : standard.pack
  const old = chooseCategories(categories, pack, before.facilities)
  const now = after.facilities.length === 0 ? [] : chooseCategories(categories, pack, after.facilities)
  return old.every((id) => now.includes(id)) ? undefined : [...new Set([...old, ...now])]
}

function scenarioReport(
  before: AccessReport,
  after: AccessReport,
  edits: readonly EditEcho[],
  { name, input }: { readonly name: string; readonly input: InputRecord | undefined },
): AccessReport {
  const applied = edits.filter(({ status }) => status === 'applied').length
  const nothing = edits.length - applied
  const read = input === undefined ? [] : [{ ...input, used: input.read - nothing, rejected: nothing }]
  return {
    ...after,
    inputs: [...after.inputs, ...read],
    notices: [notice('scenario', 'scenario', { applied, n: edits.length, name }), ...after.notices],
    scenario: { name, edits, changes: compareAnswers(before, after, { edits }) },
  }
}
