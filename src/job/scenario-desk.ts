// HALLWAY: many scenarios over one base that is measured once: what differs is measured anew, the rest stays. No logic of its own.
import type { AccessTable } from '../answer/access-table.ts'
import type { CategoryCoverage } from '../answer/coverage-share.ts'
import type { EditEcho } from '../answer/edit-echo.ts'
import { costLimits, farthestMetres } from '../foundation/limits.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { Basis } from '../foundation/units.ts'
import { DEFAULT_MAX_LINK_METRES } from '../locate/link-points.ts'
import { checkProfile } from '../network/check-profile.ts'
import { DEFAULT_PROFILE, type WalkProfile, walkProfile } from '../network/profile.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { type ReachedTimes, sweepReachedTimes } from '../search/reached-times.ts'
import {
  type AccessStudy,
  kindsWithData,
  poseQuestion,
  prepareStudy,
  type StudyOptions,
} from '../study/access-study.ts'
import { blockEdgeMetres, buildAccessTable } from '../study/access-table.ts'
import { measureCoverage } from '../study/coverage.ts'
import { chooseLimits } from '../study/limits.ts'
import { mergeColumns, mergeCoverage, renumberFacilities } from '../study/merge-columns.ts'
import { sweepTouched } from '../study/partial-sweep.ts'
import { reportBlocks, reportCategories, reportFacilities } from '../study/report-records.ts'
import { touchedOrigins } from '../study/touched-origins.ts'
import type { AnalyseOptions } from './analyse.ts'
import { type ApplyEditsOptions, applyEdits, type EditedInputs } from './apply-edits.ts'
import { chooseCategories } from './choose-categories.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedFacilities } from './load-facilities.ts'

/** How scenarios are measured: as {@link AnalyseOptions}, as far as walks go. */
export type DeskOptions = Pick<
  AnalyseOptions,
  'minutes' | 'metres' | 'profile' | 'categories' | 'maxLinkMetres' | 'demand' | 'direction'
>

/**
 * Walks and coverage of one scenario: what `report.table` and `report.coverage` of a whole run on the edited inputs say, but for columns beside
 * walks (how firm verdicts are, what wheels and rests need).
 */
export interface ScenarioTables {
  readonly categories: readonly string[]
  /** In the order that the table numbers them. */
  readonly facilities: readonly FacilityRecord[]
  readonly table: AccessTable
  readonly coverage: readonly CategoryCoverage[]
}

/** One scenario that was tried. */
export interface TriedScenario extends ScenarioTables {
  readonly echo: readonly EditEcho[]
  readonly edited: EditedInputs
}

/** A base that scenarios are tried on, each by itself. */
export interface ScenarioDesk {
  readonly base: ScenarioTables
  /** @throws LivingCircleError as {@link applyEdits} */
  try(edits: readonly unknown[], options?: Pick<ApplyEditsOptions, 'openPlanned' | 'name'>): TriedScenario
}

const DEFAULTS = {
  minutes: undefined as DeskOptions['minutes'],
  metres: undefined as DeskOptions['metres'],
  profile: DEFAULT_PROFILE as string | WalkProfile,
  categories: undefined as DeskOptions['categories'],
  maxLinkMetres: DEFAULT_MAX_LINK_METRES as number,
  demand: 'auto' as NonNullable<DeskOptions['demand']>,
  direction: 'toFacility' as NonNullable<DeskOptions['direction']>,
}

interface Question {
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly options: Omit<StudyOptions, 'categories'>
  readonly isSloped: boolean
}

/** A study with what was measured of it. */
interface Measured extends ScenarioTables {
  readonly study: AccessStudy
  readonly times: ReachedTimes
}

/**
 * Measures a base once, so that scenarios over it cost what they change: edits of facilities the walks to their kinds, edits of gates and streets the
 * streets and all walks. Tables equal those of a run on the edited inputs, number for number. For what else an answer says see `analyseScenario`.
 *
 * @param area after `closeCompounds` where compounds are closed
 * @throws LivingCircleError `unknown-option`, `invalid-option` (limits, profile, category), `input-unusable`
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * import { openScenarioDesk } from 'living-circle/parts'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const desk = openScenarioDesk(area, facilities, blocks)
 * desk.base.table.walkMetres[0]?.toFixed(1) // '333.6'
 * desk.try([{ op: 'move-facility', facility: 'f1', to: [0.002, 0] }]).table.walkMetres[0]?.toFixed(1) // '111.2'
 * ```
 */
export function openScenarioDesk(
  area: LoadedArea,
  facilities: LoadedFacilities,
  blocks: LoadedBlocks,
  options: DeskOptions = {},
): ScenarioDesk {
  const {
    minutes,
    metres,
    profile: walker,
    categories: choice,
    ...given
  } = resolveOptions('openScenarioDesk', options, DEFAULTS)
  const profile = typeof walker === 'string' ? walkProfile(walker) : checkProfile(walker)
  const question: Question = {
    ...chooseLimits(minutes, metres),
    options: { profile, ...given },
    isSloped: area.slopes !== undefined,
  }
  const kindsOf = (loaded: LoadedFacilities) => chooseCategories(choice, undefined, loaded.facilities)
  const base = measure(question, area, facilities.facilities, blocks, kindsOf(facilities))
  return {
    base: tablesOf(base),
    try(edits, more = {}) {
      const edited = applyEdits(area, facilities, blocks, edits, {
        ...more,
        profile,
        maxLinkMetres: given.maxLinkMetres,
      })
      const kinds = edited.facilities === facilities ? base.categories : kindsOf(edited.facilities)
      const isOfPlaces =
        edited.area === area && edited.blocks.blocks === blocks.blocks && kinds.join(' ') === base.categories.join(' ')
      const tables = isOfPlaces
        ? measurePlaces(question, base, area, facilities, edited, blocks)
        : tablesOf(measure(question, edited.area, edited.facilities.facilities, edited.blocks, kinds, base))
      return { ...tables, echo: edited.echo, edited }
    },
  }
}

function tablesOf({ categories, facilities, table, coverage }: ScenarioTables): ScenarioTables {
  return { categories, facilities, table, coverage }
}

function measure(
  { basis, limits, options, isSloped }: Question,
  area: LoadedArea,
  facilities: readonly FacilityRecord[],
  { blocks }: Pick<LoadedBlocks, 'blocks'>,
  categories: readonly string[],
  former?: Measured,
): Measured {
  const study = prepareStudy(area.network, facilities, blocks, { ...options, categories })
  const times = sweep(study, basis, costLimits(basis, limits), former)
  const edgeMetres = blockEdgeMetres(study.demand, study.network.box)
  const farthest = farthestMetres(basis, limits.at(-1)!, study.profile, isSloped)
  const { origins, originWeight } = study
  const table = buildAccessTable(times, origins, originWeight, basis, edgeMetres, farthest, kindsWithData(study))
  const records = reportCategories(study, categoryById, reportFacilities(study))
  const coverage = measureCoverage(reportBlocks(study), records, table, limits)
  return { study, times, categories, facilities: study.facilities, table, coverage }
}

/** All origins; after a former study of the same places only those that a change of streets can touch. */
function sweep(study: AccessStudy, basis: Basis, limits: Uint32Array, former: Measured | undefined): ReachedTimes {
  const isAlike =
    former !== undefined &&
    former.study.facilities.length === study.facilities.length &&
    study.facilities.every((facility, number) => facility === former.study.facilities[number])
  const touched = isAlike ? touchedOrigins(former.study, study, basis === 'time', limits.at(-1)!) : null
  if (touched === null) return sweepReachedTimes(poseQuestion(study, basis, limits).problem)
  return sweepTouched(study, basis, limits, touched, former!.times)
}

/** Only the kinds whose places differ. */
function measurePlaces(
  question: Question,
  base: Measured,
  area: LoadedArea,
  before: LoadedFacilities,
  { facilities: after }: EditedInputs,
  blocks: LoadedBlocks,
): ScenarioTables {
  const [old, now] = [new Set(before.facilities), new Set(after.facilities)]
  const isMeasured = ({ category }: FacilityRecord) => base.categories.includes(category)
  const gone = before.facilities.filter((facility) => !now.has(facility))
  const added = after.facilities.filter((facility) => !old.has(facility) && isMeasured(facility))
  const touched = new Set([...gone.filter(isMeasured), ...added].map(({ category }) => category))
  const columns = base.categories.flatMap((id, column) => (touched.has(id) ? [column] : []))
  if (columns.length === 0) return tablesOf(base)
  const isGone = new Set(gone)
  const { facilities, numberOf } = renumberFacilities(base.facilities, (facility) => isGone.has(facility), added)
  const kinds = columns.map((column) => base.categories[column]!)
  const part = measure(
    question,
    area,
    facilities.filter(({ category }) => touched.has(category)),
    blocks,
    kinds,
  )
  const place = new Map(facilities.map((facility, number) => [facility, number]))
  const newNumber = Int32Array.from(part.facilities, (facility) => place.get(facility)!)
  return {
    categories: base.categories,
    facilities,
    table: mergeColumns(base.table, part.table, columns, numberOf, newNumber),
    coverage: mergeCoverage(base.coverage, part.coverage),
  }
}
