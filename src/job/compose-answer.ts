// HALLWAY: one answer of all that was measured: table, gaps, verdicts, notices, inputs. No logic of its own: every step is a room's function.

import type { AccessReport, AnswerWithoutFacts } from '../answer/access-report.ts'
import type { AccessTable } from '../answer/access-table.ts'
import type { CapacityReport } from '../answer/capacity-report.ts'
import type { Gap } from '../answer/gap.ts'
import type { LevelReport } from '../answer/level-report.ts'
import type { DemandMethod } from '../answer/measured-places.ts'
import type { Moment } from '../answer/moment-coverage.ts'
import type { SearchRecord } from '../answer/sources.ts'
import { stepFreeWalks } from '../answer/step-free-walks.ts'
import type { Steps } from '../foundation/breath.ts'
import { farthestMetres } from '../foundation/limits.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { MODEL_VERSION, TOOL_VERSION } from '../foundation/version.ts'
import { carryGapIds, type GapsOfRun } from '../ledger/carry-gap-ids.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { ReachedTimes } from '../search/reached-times.ts'
import { kindsWithData, type StudyPlaces } from '../study/access-study.ts'
import { buildAccessTable } from '../study/access-table.ts'
import { factSteps } from '../study/answer-facts.ts'
import { capacityNotices } from '../study/capacity-notices.ts'
import { coverageSteps } from '../study/coverage.ts'
import { createGapFinder } from '../study/gaps.ts'
import { momentNotice } from '../study/moment-notice.ts'
import { collectNotices } from '../study/notices.ts'
import { linkWarnings, reportBlocks, reportFacilities } from '../study/report-records.ts'
import { problem } from '../words/problem.ts'
import { judgeStudy, rulesWithData } from './analyse-standard.ts'
import type { AnswerSetting } from './answer-setting.ts'
import type { AnswerWalks } from './answer-walks.ts'
import type { LoadedStandard } from './load-standard.ts'
import type { MeasuredMoments } from './measure-moments.ts'
import type { MeasuredSeats } from './measure-seats.ts'

/** What was asked for, and what was measured besides the walks. */
export interface AskedOfAnswer {
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly demand: 'auto' | DemandMethod
  readonly standard: LoadedStandard | undefined
  readonly former?: GapsOfRun | undefined
  readonly title: string | undefined
  /** By facility: 1 where it lies in the study area; missing: everywhere is. */
  readonly isInside: Uint8Array | undefined
  readonly seats?: MeasuredSeats | undefined
  readonly at?: Moment | undefined
  readonly hours?: MeasuredMoments | undefined
  readonly levels?: LevelReport | undefined
  /** By facility: whether it is open at the moment asked for is not known. */
  readonly isUnknown?: Uint8Array | undefined
  readonly capacity?: CapacityReport | undefined
  /** `false`: gaps are not looked for. Default true. */
  readonly gaps?: boolean | undefined
}

/** Everything that an answer says, of walks that are swept. In steps. */
export function* composeAnswer(
  study: StudyPlaces,
  setting: AnswerSetting,
  walks: AnswerWalks,
  asked: AskedOfAnswer,
  run: RunOptions,
): Steps<AccessReport> {
  const { basis, limits } = asked
  const { times } = walks
  const pack = asked.standard?.pack
  const { profile, maxLinkMetres } = study
  const { categories, studyArea, network, compounds, licence } = setting
  const blockRecords = reportBlocks(study)
  yield
  const facilityRecords = reportFacilities(study)
  yield
  const largest = limits[limits.length - 1]!
  const edgeMetres = Float64Array.from(blockRecords, (block) => block.edgeMetres)
  const largestMetres = farthestMetres(basis, largest, profile, hasSlopes(study.network))
  const plain = buildAccessTable(
    times,
    study.origins,
    study.originWeight,
    basis,
    edgeMetres,
    largestMetres,
    kindsWithData(study),
  )
  yield
  const measured = asked.at === undefined ? plain : { ...plain, certainShare: asked.hours!.certainShare(plain.share) }
  yield
  const stability = yield* walks.stability(measured, run)
  const table: AccessTable = { ...measured, stability, ...walks.stepFree, ...asked.seats?.columns }
  const gaps: Gap[] = []
  const findGaps = createGapFinder(study, times, basis, walks.nearest)
  for (const [done, category] of asked.gaps === false ? [] : categories.entries()) {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'gaps', done, total: categories.length })
    const { id, populationGroup } = category
    const edgeAffected = (block: number) => edgeMetres[block]! < largestMetres
    for (const gap of yield* findGaps({ category: id, limit: largest, populationGroup, edgeAffected })) gaps.push(gap)
  }
  const judged = pack === undefined ? undefined : yield* judge(study, setting, walks, asked, edgeMetres, run)
  for (const gap of judged?.gaps ?? []) gaps.push(gap)
  const named = nameGaps(asked.former, {
    gaps,
    blocks: blockRecords,
    options: { basis, standard: pack?.id ?? null },
  })
  const rejects: Reject[] = [...setting.rejects]
  for (const one of notYetSaid(rejects, linkWarnings(blockRecords, facilityRecords, maxLinkMetres))) rejects.push(one)
  yield
  const coverage = yield* coverageSteps(blockRecords, categories, table, limits)
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
    inputs: setting.inputs,
    network,
    ...(compounds === undefined ? {} : { compounds }),
    ...(setting.compoundShapes === undefined ? {} : { compoundShapes: setting.compoundShapes }),
    search: searchRecord(times),
    categories,
    blocks: blockRecords,
    facilities: facilityRecords,
    table,
    coverage,
    ...(hours === undefined ? {} : { hours }),
    ...(asked.capacity === undefined ? {} : { capacity: asked.capacity }),
    ...(asked.levels === undefined ? {} : { levels: asked.levels }),
    ...named,
    ...(studyArea === undefined ? {} : { studyArea }),
    verdicts: judged?.verdicts ?? [],
    standard: judged?.standard ?? null,
    rejects,
    notices: [
      ...setting.notices,
      ...(asked.at === undefined ? [] : [momentNotice(hours![0]!)]),
      ...(asked.seats?.notices(categories) ?? []),
      ...(asked.capacity === undefined ? [] : capacityNotices(asked.capacity)),
      ...collectNotices({
        ...{ profile, network, compounds, categories, blocks: blockRecords, licence, split: setting.split },
        unusedKinds: setting.unusedKinds,
        kindsOfMap: setting.kindsOfMap,
        stepFree: stepFreeWalks(table),
      }),
    ],
    licence,
  }
  yield
  if (asked.gaps === false) return withoutGaps(answer)
  return { ...answer, facts: yield* factSteps(answer) }
}

/** Gaps that nobody looked for are not none: who asks for them is refused. */
function withoutGaps(answer: AnswerWithoutFacts): AccessReport {
  const refuse = (): never => {
    throw problem('usage', 'gaps.not-looked-for', {}, { hint: 'hint.look-for-gaps' })
  }
  const property = { enumerable: true, get: refuse }
  return Object.defineProperties({ ...answer } as unknown as AccessReport, { gaps: property, facts: property })
}

/** The answer by its standard. */
function* judge(
  study: StudyPlaces,
  { unusedKinds }: AnswerSetting,
  walks: AnswerWalks,
  { standard, isInside, isUnknown }: AskedOfAnswer,
  edgeMetres: Float64Array,
  run: RunOptions,
) {
  const { pack } = standard!
  const hasData = rulesWithData(study, pack)
  const inside = isInside === undefined ? undefined : (facility: number) => isInside[facility] === 1
  const measured = yield* walks.standard(pack, hasData, run)
  return yield* judgeStudy(study, pack, hasData, measured, edgeMetres, unusedKinds, run, inside, isUnknown)
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
