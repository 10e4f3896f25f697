// HALLWAY: from an analysis to the causes of its gaps and what would mend them. No logic of its own: every step is a room's function.

import type { AccessReport } from '../answer/access-report.ts'
import type { RemediesReport, RemedyCosts, UnlinkedBlock } from '../answer/remedies-report.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { withPauses } from '../foundation/breath.ts'
import { farthestMetres } from '../foundation/limits.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { checkJointTerms, MOST_JOINT } from '../plan/remedies/check-terms.ts'
import { composeRemedies } from '../plan/remedies/compose-remedies.ts'
import { findCauses } from '../plan/remedies/find-causes.ts'
import { type GapSubject, gapSubjects, type RuleDuty, withWalledPlaces } from '../plan/remedies/gap-subjects.ts'
import { judgeRemedies } from '../plan/remedies/judge-remedies.ts'
import { placeShortages } from '../plan/remedies/place-remedies.ts'
import { remedyNotices } from '../plan/remedies/remedy-notices.ts'
import { facilitiesOfRoute } from '../standard/facility-fit.ts'
import type { StandardPack } from '../standard/standard-pack.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { linkedBehindWalls } from '../study/walled-links.ts'
import type { AccessAnalysis } from './analyse.ts'
import { dutiesOf } from './analyse-standard.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import type { LoadedStandard } from './load-standard.ts'
import { placesAt } from './measure-moments.ts'
import { PLACE_UNITS, placesMatrix } from './measure-places.ts'
import { otherStudies } from './other-studies.ts'

/** How remedies are looked for. All optional. */
export interface RemedyOptions extends RunOptions {
  /** What remedies cost; default: nothing is known, and they are ranked by people. See `loadRemedyCosts`. */
  readonly costs?: RemedyCosts | undefined
  /** Money for remedies that are chosen together, in the unit of the costs; only remedies whose cost is known take part then. */
  readonly budget?: number | undefined
  /** So many remedies are chosen together at most. Default 10. */
  readonly most?: number | undefined
  /** The standard that the analysis was judged by: needed for its rules' gaps. */
  readonly standard?: StandardPack | LoadedStandard | undefined
}

const DEFAULTS = {
  costs: { currency: null, costs: [] } as RemedyCosts,
  budget: undefined as number | undefined,
  most: MOST_JOINT,
  standard: undefined as RemedyOptions['standard'],
  signal: undefined as AbortSignal | undefined,
  onProgress: undefined as RunOptions['onProgress'],
}

/** What `findRemedies` found: the remedies, and the answer whose gaps say their causes. */
export interface FoundRemedies {
  readonly remedies: RemediesReport
  /** The report of the analysis, each gap with its diagnosis: documents and layers made of it show causes and remedies. */
  readonly report: AccessReport
}

/**
 * Why each gap of an analysis is one, and what would mend it: gates, crossings, ways without steps, planned facilities and new sites, each tried in
 * fact on the network at hand; ranked by people gained per cost, and some of them chosen together.
 *
 * @param area the one that was analysed, with its compounds
 * @param facilities those that were analysed; planned ones among them are remedies
 * @throws LivingCircleError `unknown-option`, `invalid-option` (budget without costs, most, direction), `aborted`
 * @example
 * ```ts
 * import { analyseAccess, bytesSource, findRemedies, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.02"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.02,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const analysis = await analyseAccess(area, facilities, blocks)
 * const { remedies } = await findRemedies(area, facilities, analysis)
 * remedies.remedies[0] // a new site by the block: kind 'new-site', people 120
 * ```
 */
export async function findRemedies(
  area: LoadedArea,
  facilities: LoadedFacilities,
  analysis: AccessAnalysis,
  options: RemedyOptions = {},
): Promise<FoundRemedies> {
  const given = resolveOptions('findRemedies', options, DEFAULTS)
  checkGiven('findRemedies', 'area', area, 'area')
  checkGiven('findRemedies', 'facilities', facilities, 'facilities')
  checkGiven('findRemedies', 'analysis', analysis, 'analysis')
  const { report, study } = analysis
  const { costs, budget, most } = given
  checkJointTerms({ costs, budget, most, direction: study.direction })
  const run: RunOptions = { signal: given.signal, onProgress: given.onProgress }
  const pack = given.standard === undefined || !('pack' in given.standard) ? given.standard : given.standard.pack
  const planned = facilities.planned ?? []
  const { at } = report.options
  const now = at === undefined ? area : placesAt(area, study.blocks, at.minute, false).area
  const applied = now.compounds ?? { privateStreets: area.privateStreets, known: [], closed: [], crossings: [] }
  const { basis, demand } = report.options
  const duties = pack === undefined ? new Map<string, RuleDuty>() : ruleDuties(study, pack, planned)
  const subjects = await withPauses(gapSubjects(study, report.gaps, basis, duties, planned, run), run)
  const edge = {
    edgeMetres: Float64Array.from(report.blocks, (block) => block.edgeMetres),
    reachMetres: (subject: GapSubject) =>
      farthestMetres(subject.basis, subject.limit, study.profile, hasSlopes(study.network)),
  }
  const causes = await withPauses(findCauses(study, subjects, otherStudies(area, study, demand), edge, run), run)
  const walled = linkedBehindWalls(study)
  const wanting = withWalledPlaces(subjects, study, walled)
  const judging = judgeRemedies({ study: walled, applied, subjects: wanting, planned }, run)
  const { remedies: judged, tried } = await withPauses(judging, run)
  const composed = composeRemedies({
    ...{ gaps: report.gaps, basis, subjects: wanting, causes, judged, applied, planned, costs, most },
    nameOf: (category) => categoryById(category) ?? { nameEn: category, nameZh: category },
    budget: budget ?? null,
  })
  const remedies: RemediesReport = {
    basis,
    profile: study.profile.id,
    currency: costs.currency,
    ...composed,
    places: await shortagesOf({ report, study }, costs, run),
    lacking: report.categories
      .filter((category) => category.facilities === 0)
      .map(({ id, nameEn, nameZh }) => ({ category: id, nameEn, nameZh })),
    shut: report.categories
      .filter(({ id, facilities: count }) => count > 0 && isAllShut(study, id))
      .map(({ id, nameEn, nameZh }) => ({ category: id, nameEn, nameZh })),
    unlinked: unlinkedBlocks(report),
    tried,
    inputs: report.inputs,
    notices: [...remedyNotices(composed, subjects), ...report.notices],
  }
  return { remedies, report: withDiagnoses(report, remedies) }
}

/** Places that are short, where the analysis counted any. */
async function shortagesOf({ report, study }: AccessAnalysis, costs: RemedyCosts, run: RunOptions) {
  const { capacity } = report
  if (capacity === undefined || capacity.rates.length === 0) return []
  const rates = capacity.rates.map(({ rate }) => rate)
  const matrix = await placesMatrix(study, rates, report.options.basis, capacity.limit, run)
  return placeShortages(study, matrix, capacity, PLACE_UNITS, costs, run)
}

function ruleDuties(
  study: AccessStudy,
  pack: StandardPack,
  planned: LoadedFacilities['facilities'],
): Map<string, RuleDuty> {
  const duties = dutiesOf(study, pack)
  return new Map(
    pack.rules.map(({ id, routes }, rule) => [
      id,
      {
        duty: duties[rule]!,
        routes: routes.map((route) => ({
          categories: route.categories,
          planned: new Set(facilitiesOfRoute(route, planned).counted),
        })),
      },
    ]),
  )
}

/** Whether nothing of a kind is open at the moment of the run. */
function isAllShut({ isShut, categories, categoryOfFacility }: AccessStudy, category: string): boolean {
  const column = categories.indexOf(category)
  return isShut !== undefined && categoryOfFacility.every((own, facility) => own !== column || isShut[facility] === 1)
}

/** Blocks without any linked place: in no gap, because nothing is known of them. */
function unlinkedBlocks({ blocks }: AccessReport): UnlinkedBlock[] {
  return blocks.flatMap(({ id, linkStatus, linkMetres, people }): UnlinkedBlock[] =>
    linkStatus === 'linked'
      ? []
      : [
          {
            blockId: id,
            status: linkStatus,
            metres: Number.isNaN(linkMetres) ? null : linkMetres,
            people: people.population ?? null,
          },
        ],
  )
}

/** The answer, its gaps with their causes and the best remedies. */
function withDiagnoses(report: AccessReport, { gaps }: RemediesReport): AccessReport {
  const byId = new Map(gaps.map((gap) => [gap.gapId, gap]))
  return {
    ...report,
    gaps: report.gaps.map((gap) => {
      const found = byId.get(gap.id)
      if (found === undefined) return gap
      const { cause, findings, remedies } = found
      return { ...gap, diagnosis: { cause, findings, remedies } }
    }),
  }
}
