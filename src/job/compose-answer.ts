// HALLWAY: one answer of all that was measured: table, gaps, verdicts, notices, inputs. No logic of its own: every step is a room's function.

import type { AccessReport, AnswerWithoutFacts } from '../answer/access-report.ts'
import type { AccessTable } from '../answer/access-table.ts'
import type { CapacityReport } from '../answer/capacity-report.ts'
import type { Gap } from '../answer/gap.ts'
import type { LevelReport } from '../answer/level-report.ts'
import type { DemandMethod, ReportCategory } from '../answer/measured-places.ts'
import type { Moment } from '../answer/moment-coverage.ts'
import { licenceOf, type SearchRecord } from '../answer/sources.ts'
import { stepFreeWalks } from '../answer/step-free-walks.ts'
import { farthestMetres } from '../foundation/limits.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { MODEL_VERSION, TOOL_VERSION } from '../foundation/version.ts'
import { carryGapIds, type GapsOfRun } from '../ledger/carry-gap-ids.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { essentialThings } from '../normalise/categories/essential-kinds.ts'
import { kindsTaggedInOsm } from '../normalise/osm/osm-kinds.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { ReachedTimes } from '../search/reached-times.ts'
import { unusedKinds } from '../standard/rule-data.ts'
import { packNotices } from '../standard/verification-notice.ts'
import { type AccessStudy, kindsWithData, type StudyQuestion } from '../study/access-study.ts'
import { buildAccessTable } from '../study/access-table.ts'
import { gatherFacts } from '../study/answer-facts.ts'
import { capacityNotices } from '../study/capacity-notices.ts'
import { shapesOfCompounds } from '../study/compound-shapes.ts'
import { summariseCompounds } from '../study/compound-summary.ts'
import { measureCoverage } from '../study/coverage.ts'
import { essentialNotices } from '../study/essential-notices.ts'
import { createGapFinder } from '../study/gaps.ts'
import { momentNotice } from '../study/moment-notice.ts'
import { summariseNetwork, summariseSlopes } from '../study/network-summary.ts'
import { collectNotices, studyAreaNotice } from '../study/notices.ts'
import { linkWarnings, reportBlocks, reportCategories, reportFacilities } from '../study/report-records.ts'
import { countAskedRows } from '../study/rows-asked.ts'
import { measureStability } from '../study/stability.ts'
import type { StepFreeColumns } from '../study/step-free-walks.ts'
import { choicesOfStudy } from '../study/walk-range.ts'
import { judgeStudy } from './analyse-standard.ts'
import type { CategoryChoice } from './choose-categories.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedRates } from './load-demand-rates.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import type { LoadedStandard } from './load-standard.ts'
import type { BlocksWithin } from './load-study-area.ts'
import type { MeasuredMoments } from './measure-moments.ts'
import type { MeasuredSeats } from './measure-seats.ts'

/** What was asked for, and what was measured besides the walks. */
export interface AskedOfAnswer {
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly demand: 'auto' | DemandMethod
  readonly standard: LoadedStandard | undefined
  readonly former: GapsOfRun | undefined
  readonly categories: CategoryChoice | undefined
  readonly wheels: StepFreeColumns | undefined
  readonly title: string | undefined
  readonly within: BlocksWithin | undefined
  readonly seats: MeasuredSeats | undefined
  readonly at: Moment | undefined
  readonly hours: MeasuredMoments | undefined
  readonly levels: LevelReport | undefined
  /** By facility: whether it is open at the moment asked for is not known. */
  readonly isUnknown: Uint8Array | undefined
  readonly rates: LoadedRates | undefined
  readonly capacity: CapacityReport | undefined
}

/** Everything that an answer says, of walks that are swept. */
export function composeAnswer(
  area: LoadedArea,
  facilities: LoadedFacilities,
  blocks: LoadedBlocks,
  study: AccessStudy,
  question: StudyQuestion,
  times: ReachedTimes,
  asked: AskedOfAnswer,
  run: RunOptions,
): AccessReport {
  const { basis, limits } = asked
  const pack = asked.standard?.pack
  const { profile, maxLinkMetres } = study
  const blockRecords = reportBlocks(study)
  const facilityRecords = reportFacilities(study)
  const categories = reportCategories(study, categoryById, facilityRecords)
  const largest = limits[limits.length - 1]!
  const edgeMetres = Float64Array.from(blockRecords, (block) => block.edgeMetres)
  const largestMetres = farthestMetres(basis, largest, profile, area.slopes !== undefined)
  const plain = buildAccessTable(
    times,
    study.origins,
    study.originWeight,
    basis,
    edgeMetres,
    largestMetres,
    kindsWithData(study),
  )
  const measured = asked.at === undefined ? plain : { ...plain, certainShare: asked.hours!.certainShare(plain.share) }
  const choices = choicesOfStudy(study)
  const stability = measureStability(study, choices, basis, limits, measured, run, asked.isUnknown)
  const table: AccessTable = { ...measured, stability, ...asked.wheels, ...asked.seats?.columns }
  const gaps: Gap[] = []
  const findGaps = createGapFinder(study, times, question)
  categories.forEach((category, done) => {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'gaps', done, total: categories.length })
    const { id, populationGroup } = category
    const edgeAffected = (block: number) => edgeMetres[block]! < largestMetres
    for (const gap of findGaps({ category: id, limit: largest, populationGroup, edgeAffected })) gaps.push(gap)
  })
  const unused = pack === undefined ? [] : unusedKinds(pack, facilities.facilities, categoryById)
  const judged =
    pack === undefined
      ? undefined
      : judgeStudy(study, pack, edgeMetres, unused, choices, run, asked.within?.inside, asked.isUnknown)
  for (const gap of judged?.gaps ?? []) gaps.push(gap)
  const named = nameGaps(asked.former, {
    gaps,
    blocks: blockRecords,
    options: { basis, standard: pack?.id ?? null },
  })
  const network = summariseNetwork(area.network, study.time, area.counts, slopesOf(area))
  const compounds = compoundsOfRun(area, blocks)
  const shapes = shapesOfCompounds(area.compounds?.closed ?? [])
  const licence = licenceOf(area)
  const rejects: Reject[] = [...area.rejects, ...facilities.rejects, ...blocks.rejects, ...(asked.rates?.rejects ?? [])]
  for (const one of notYetSaid(rejects, linkWarnings(blockRecords, facilityRecords, maxLinkMetres))) rejects.push(one)
  const hours = asked.hours?.coverage(categories)
  const answer: AnswerWithoutFacts = {
    schemaVersion: '1.1',
    modelVersion: MODEL_VERSION,
    toolVersion: TOOL_VERSION,
    options: {
      basis,
      limits,
      profile,
      maxLinkMetres,
      demand: asked.demand,
      standard: pack?.id ?? null,
      ...(asked.at === undefined ? {} : { at: asked.at }),
    },
    ...(asked.title === undefined ? {} : { title: asked.title }),
    inputs: [
      area.input,
      ...(area.slopes?.inputs ?? []),
      ...countAskedRows(facilities.inputs, facilities.facilities, study.categories),
      ...blocks.inputs,
      ...(asked.standard === undefined ? [] : [asked.standard.input]),
      ...(asked.rates?.input == null ? [] : [asked.rates.input]),
    ],
    network,
    ...(compounds === undefined ? {} : { compounds }),
    ...(shapes === undefined ? {} : { compoundShapes: shapes }),
    search: searchRecord(times),
    categories,
    blocks: blockRecords,
    facilities: facilityRecords,
    table,
    coverage: measureCoverage(blockRecords, categories, table, limits),
    ...(hours === undefined ? {} : { hours }),
    ...(asked.capacity === undefined ? {} : { capacity: asked.capacity }),
    ...(asked.levels === undefined ? {} : { levels: asked.levels }),
    ...named,
    ...(asked.within === undefined ? {} : { studyArea: asked.within.studyArea }),
    verdicts: judged?.verdicts ?? [],
    standard: judged?.standard ?? null,
    rejects,
    notices: [
      ...(asked.within === undefined ? [] : [studyAreaNotice(asked.within.studyArea, blockRecords.length)]),
      ...(pack === undefined ? [] : packNotices(pack)),
      ...(asked.categories === 'essential'
        ? essentialNotices(essentialThings(), facilities.facilities, study.categories, categoryById)
        : []),
      ...(asked.at === undefined ? [] : [momentNotice(hours![0]!)]),
      ...(asked.seats?.notices(categories) ?? []),
      ...(asked.capacity === undefined ? [] : capacityNotices(asked.capacity)),
      ...collectNotices({
        ...{ profile, network, compounds, categories, blocks: blockRecords, licence, split: blocks.split },
        unusedKinds: unused,
        kindsOfMap: lackingOnMap(area, facilities, categories),
        stepFree: stepFreeWalks(table),
      }),
    ],
    licence,
  }
  return { ...answer, facts: gatherFacts(answer) }
}

function slopesOf({ slopes }: LoadedArea) {
  return slopes === undefined
    ? undefined
    : summariseSlopes(
        slopes.counts,
        slopes.inputs.map(({ name }) => name),
      )
}

/** Kinds without data that the extract has, where its places were not asked for. */
function lackingOnMap(area: LoadedArea, facilities: LoadedFacilities, categories: readonly ReportCategory[]): string[] {
  if (facilities.inputs.some(({ format }) => format === 'osm')) return []
  const lacking = categories.filter((category) => category.facilities === 0).map(({ id }) => id)
  return lacking.length === 0 ? [] : kindsTaggedInOsm(area.raw, lacking)
}

/** Compounds in numbers, where there are any or private streets are ordinary. */
function compoundsOfRun({ compounds, privateStreets }: LoadedArea, { inputs }: LoadedBlocks) {
  const applied = compounds ?? { privateStreets, known: [], closed: [], crossings: [] }
  const file = inputs.find(({ role }) => role === 'compounds')
  if (applied.closed.length === 0 && privateStreets === 'residents' && file === undefined) return undefined
  return summariseCompounds(applied, file?.rejected ?? 0)
}

/** Gaps by their former names, where there is a former answer. */
function nameGaps(
  former: GapsOfRun | undefined,
  today: GapsOfRun,
): { gaps: readonly Gap[]; closedGapIds?: readonly string[] } {
  if (former === undefined) return { gaps: today.gaps }
  const { gaps, closedIds } = carryGapIds(today, former)
  return { gaps, closedGapIds: closedIds }
}

function searchRecord({ method, originPlaces, facilityPlaces }: ReachedTimes): SearchRecord | null {
  if (method === undefined || originPlaces === undefined || typeof facilityPlaces !== 'number') return null
  return {
    from: method === 'from-origins' ? 'demand-points' : 'facilities',
    demandPlaces: originPlaces,
    facilityPlaces,
  }
}

/** Warnings whose row has not got the same one from its reader: a block outside the data is told once. */
function notYetSaid(said: readonly Reject[], warnings: readonly Reject[]): Reject[] {
  const keyOf = ({ source, lineOrId, code }: Reject) => JSON.stringify([source, lineOrId, code])
  const known = new Set(said.map(keyOf))
  return warnings.filter((warning) => !known.has(keyOf(warning)))
}
