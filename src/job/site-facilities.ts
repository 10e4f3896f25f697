// HALLWAY: where new facilities would serve most, over the streets: an analysis, candidates, walks to both, a problem solved, a plan. No
// logic of its own.

import type { AccessReport } from '../answer/access-report.ts'
import type { ReportCategory } from '../answer/measured-places.ts'
import type { PlanAmount, SitingPlan } from '../answer/siting-plan.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { resolveOptions } from '../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { type DemandRate, unitOfText } from '../normalise/places/demand-rate.ts'
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import { searchLimit } from '../plan/plan-question.ts'
import { makeSitePlan } from '../plan/site-plan.ts'
import { checkProblem } from '../plan/siting/check-problem.ts'
import type { SitingProblemName } from '../plan/siting/siting-problem.ts'
import { solveSiting } from '../plan/siting/solve-siting.ts'
import { type SitingDemand, sitingDemand } from '../plan/siting-demand.ts'
import { sitingNotices } from '../plan/siting-notices.ts'
import type { PairProblem, WalkPairs } from '../search/walk-pairs.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { placesOf } from '../study/facility-places.ts'
import { type WalkMatrixOptions, walkMatrix } from '../study/walk-matrix.ts'
import { message, problem } from '../words/problem.ts'
import { type AccessAnalysis, type AnalyseOptions, analyseAccess } from './analyse.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedCandidates } from './load-candidates.ts'
import type { LoadedRates } from './load-demand-rates.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import { DEFAULT_CANDIDATES_EVERY, type MadeFrom, makeCandidates } from './make-candidates.ts'

/** What to plan. `categories` and `problem` are needed; the rest is as in {@link AnalyseOptions}. */
export interface SiteOptions
  extends Pick<
    AnalyseOptions,
    | 'minutes'
    | 'metres'
    | 'profile'
    | 'maxLinkMetres'
    | 'demand'
    | 'title'
    | 'within'
    | 'at'
    | 'sweep'
    | 'signal'
    | 'onProgress'
  > {
  /** Kinds that are to be opened; several share one amount. */
  readonly categories: readonly string[]
  /** What is asked. */
  readonly problem: SitingProblemName
  /** New sites, required ones among them. One of `sites`, `budget` and `targetPercent`; `minimise-facilities` needs none. */
  readonly sites?: number | undefined
  /** Sum of the build costs of new sites; where no candidate has a cost each costs 1. */
  readonly budget?: number | undefined
  /** Per cent of the demand that the fewest sites are to cover. */
  readonly targetPercent?: number | undefined
  /** Where sites may be: a file, the `blocks` (default), the `gaps`, or places along the `streets`. */
  readonly candidates?: LoadedCandidates | MadeFrom | undefined
  /** Metres between candidates along streets. Default 250. */
  readonly candidatesEvery?: number | undefined
  /** Whose walks count: a group of people, `dwellings` or `blocks`. Default: the measure that speaks for each kind. */
  readonly group?: string | undefined
  /** Demand per person of the group, for all kinds that `demandRates` do not name. Default 1. */
  readonly demandRate?: number | undefined
  /** How many places people ask for, by kind, and of which group: see `builtInRates`, `loadDemandRates`. */
  readonly demandRates?: readonly DemandRate[] | LoadedRates | undefined
  /** Places of a new site where its row does not say. */
  readonly places?: number | undefined
  /** How many further choices as good as the first to look for. Default 0. */
  readonly alternatives?: number | undefined
  /** Runs the sweeps of walk matrices, e.g. in threads (`sweepPairs` of a pool); default: here. */
  readonly sweepPairs?: ((problem: PairProblem, options: RunOptions) => Promise<WalkPairs>) | undefined
}

/** A plan, with the answer before it: `report.plan` is the plan. */
export interface SiteAnalysis extends AccessAnalysis {
  readonly plan: SitingPlan
}

const DEFAULTS = {
  minutes: undefined as SiteOptions['minutes'],
  metres: undefined as SiteOptions['metres'],
  profile: undefined as SiteOptions['profile'],
  maxLinkMetres: undefined as SiteOptions['maxLinkMetres'],
  demand: undefined as SiteOptions['demand'],
  title: undefined as SiteOptions['title'],
  within: undefined as SiteOptions['within'],
  at: undefined as SiteOptions['at'],
  sweep: undefined as SiteOptions['sweep'],
  signal: undefined as SiteOptions['signal'],
  onProgress: undefined as SiteOptions['onProgress'],
  categories: [] as readonly string[],
  problem: 'maximise-coverage' as SitingProblemName,
  sites: undefined as number | undefined,
  budget: undefined as number | undefined,
  targetPercent: undefined as number | undefined,
  candidates: 'blocks' as LoadedCandidates | MadeFrom,
  candidatesEvery: DEFAULT_CANDIDATES_EVERY,
  group: undefined as string | undefined,
  demandRate: 1,
  demandRates: undefined as SiteOptions['demandRates'],
  places: undefined as number | undefined,
  alternatives: 0,
  sweepPairs: undefined as SiteOptions['sweepPairs'],
}

/**
 * Where new facilities would serve most people on foot: existing ones serve already, new ones add to them. The walks are those of
 * {@link analyseAccess}: whoever adds the chosen sites as facilities and measures again finds exactly the people that the plan promises.
 *
 * With several kinds a candidate stands for each of them apart, and one that offers several (`categories`) for all of them at once; all
 * share one amount.
 *
 * @returns the answer as it is, with the plan in it, and the study behind it
 * @throws LivingCircleError `unknown-option`, `invalid-option` (problem, amounts, limits, kinds, rates), `input-unusable` (no blocks, nobody
 *   to plan for, no candidate that can be chosen), `input-too-large`, `aborted`
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadBlocks, loadCandidates, loadFacilities, siteFacilities } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.02"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.001,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.002,0,120\nb2,0.018,0,80\n')) })
 * const candidates = await loadCandidates(area, bytesSource('c.csv', text('id,lon,lat\ns1,0.016,0\ns2,0.003,0\n')))
 * const { plan } = await siteFacilities(area, facilities, blocks, {
 *   categories: ['clinic'], problem: 'maximise-coverage', sites: 1, metres: [500], candidates,
 * })
 * plan.steps[0]?.siteId // 's1'
 * plan.steps[0]?.demandNew // 80
 * plan.kinds[0]?.after.share // 1
 * ```
 */
export async function siteFacilities(
  area: LoadedArea,
  facilities: LoadedFacilities,
  blocks: LoadedBlocks,
  options: SiteOptions,
): Promise<SiteAnalysis> {
  const given = resolveOptions('siteFacilities', options, DEFAULTS)
  checkGiven('siteFacilities', 'area', area, 'area')
  checkGiven('siteFacilities', 'facilities', facilities, 'facilities')
  checkGiven('siteFacilities', 'blocks', blocks, 'blocks')
  const amount: PlanAmount = {
    sites: given.sites ?? null,
    budget: given.budget ?? null,
    targetPercent: given.targetPercent ?? null,
  }
  checkQuestion(given)
  const run: RunOptions = { signal: given.signal, onProgress: given.onProgress }
  const { minutes, metres, profile, maxLinkMetres, demand, title, within, at, sweep, categories } = given
  const measured = await analyseAccess(area, facilities, blocks, {
    ...{ minutes, metres, profile, maxLinkMetres, demand, title, within, at, sweep, categories, ...run },
  })
  throwIfAborted(run.signal)
  const { study } = measured
  const { basis, limits } = measured.report.options
  const limit = limits.at(-1)!
  const searched = searchLimit(given.problem, limit)
  const reach: WalkMatrixOptions = basis === 'time' ? { minutes: searched } : { metres: searched }
  const candidates = candidatesOf(given, measured)
  const walksTo = (what: Pick<WalkMatrixOptions, 'categories' | 'candidates'>) =>
    walkMatrix(study, { ...reach, ...what, sweepPairs: given.sweepPairs, ...run })
  const facilityWalks = []
  for (const category of study.categories) facilityWalks.push(await walksTo({ categories: [category] }))
  const plan = await makeSitePlan(
    {
      ...{ study, basis, limit, amount, candidates, facilityWalks, problem: given.problem },
      blocks: measured.report.blocks,
      demands: measured.report.categories.map((category) => demandOf(given, study, measured.report, category)),
      placesOf: (kind, facility) => placesIn(given, study, study.categories[kind]!, facility),
      candidatesFrom: typeof given.candidates === 'string' ? given.candidates : 'file',
      candidatesEvery: given.candidates === 'streets' ? given.candidatesEvery : null,
      candidateWalks: await walksTo({ candidates: candidates.map(({ lonLat }) => lonLat) }),
    },
    (posed) => solveSiting(posed, { alternatives: given.alternatives, ...run }),
  )
  return { plan, study, report: withPlan(measured.report, plan, given) }
}

type Given = typeof DEFAULTS

/** What can be told before the long work. @throws LivingCircleError `invalid-option` */
function checkQuestion({ problem: name, sites, budget, targetPercent, categories, demandRate, ...more }: Given): void {
  if (categories.length === 0) throw problem('invalid-option', 'siting.no-kinds', {}, { hint: 'hint.siting-kinds' })
  const costs = { rowOffset: new Uint32Array(1), site: new Uint32Array(0), cost: new Uint32Array(0) }
  const nothing = { demandIds: [], demandWeight: new Float64Array(0), siteIds: [], siteStatus: [], costs }
  checkProblem({ problem: name, sites, budget, targetPercent, ...nothing })
  if (!(demandRate > 0 && demandRate < Number.POSITIVE_INFINITY)) {
    throw problem('invalid-option', 'siting.rate', { value: String(demandRate) })
  }
  checkRange('candidatesEvery', more.candidatesEvery, 20, 10_000)
  if (more.places !== undefined) checkRange('places', more.places, 0, 1e9)
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return
  const hint = message('hint.number-range', { least, most })
  throw problem('invalid-option', 'option.number-range', { name, value: String(value), least, most }, { hint })
}

/** The rate of a kind; `undefined` where there is none. */
function rateOf({ demandRates }: Given, category: string): DemandRate | undefined {
  const rates = demandRates === undefined ? [] : 'rates' in demandRates ? demandRates.rates : demandRates
  return rates.find(({ categories }) => categories.includes(category))
}

/** Whose walks count for a kind, and how many places they ask for. */
function demandOf(given: Given, study: AccessStudy, report: AccessReport, category: ReportCategory): SitingDemand {
  const rate = rateOf(given, category.id)
  if (rate === undefined) return sitingDemand(study, report.blocks, category, given.group, given.demandRate)
  const { id, unit, source, sourceZh, verified, perThousand, group } = rate
  const said = { id, unit, source, sourceZh, verified }
  return sitingDemand(study, report.blocks, category, given.group ?? group, perThousand / 1000, said)
}

/** Places of a facility in the unit of its kind's rate; as they stand where there is no rate. */
function placesIn(given: Given, { facilities }: AccessStudy, category: string, facility: number): number | null {
  const rate = rateOf(given, category)
  if (rate === undefined) return facilities[facility]!.capacity
  return placesOf(facilities[facility]!, rate, (id) => categoryById(id)?.capacityUnit ?? null, unitOfText).places
}

/** Candidates in natural order of id, with the places of rows that do not say any. */
function candidatesOf(
  { candidates, candidatesEvery, places }: Given,
  measured: { readonly study: AccessStudy; readonly report: AccessReport },
): readonly SiteCandidate[] {
  if (typeof candidates === 'string') return makeCandidates(candidates, measured, candidatesEvery, places ?? null)
  return candidates.candidates
    .map((candidate) => (candidate.places !== null || places === undefined ? candidate : { ...candidate, places }))
    .sort((a, b) => compareNaturally(a.id, b.id))
}

/** The report with its plan, and the files that only the plan read. */
function withPlan(report: AccessReport, plan: SitingPlan, { candidates, demandRates }: Given): AccessReport {
  const files = [
    ...(typeof candidates === 'string' ? [] : [candidates]),
    ...(demandRates !== undefined && 'rates' in demandRates && demandRates.input !== null ? [demandRates] : []),
  ]
  return {
    ...report,
    plan,
    inputs: [...report.inputs, ...files.flatMap(({ input }) => input ?? [])],
    rejects: [...report.rejects, ...files.flatMap(({ rejects }) => rejects)],
    notices: [...sitingNotices(plan, report.categories), ...report.notices],
  }
}
