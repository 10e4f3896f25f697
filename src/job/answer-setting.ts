// HALLWAY: what an answer says that no walk decides: inputs, streets in numbers, compounds, rejects, licence, what the data lack. No logic of its own.

import type { CompoundShapes } from '../answer/compound-shapes.ts'
import type { CompoundSummary } from '../answer/compound-summary.ts'
import type { ReportCategory } from '../answer/measured-places.ts'
import {
  type DataLicence,
  type InputRecord,
  licenceOf,
  type NetworkSummary,
  type Notice,
  type StudyArea,
} from '../answer/sources.ts'
import type { UnusedKind } from '../answer/verdicts.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { essentialThings } from '../normalise/categories/essential-kinds.ts'
import { kindsTaggedInOsm } from '../normalise/osm/osm-kinds.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { SplitLog } from '../normalise/tables/population-split.ts'
import { unusedKinds } from '../standard/rule-data.ts'
import { packNotices } from '../standard/verification-notice.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { shapesOfCompounds } from '../study/compound-shapes.ts'
import { summariseCompounds } from '../study/compound-summary.ts'
import { essentialNotices } from '../study/essential-notices.ts'
import { summariseNetwork, summariseSlopes } from '../study/network-summary.ts'
import { studyAreaNotice } from '../study/notices.ts'
import { reportCategories, reportFacilities } from '../study/report-records.ts'
import { countAskedRows } from '../study/rows-asked.ts'
import type { CategoryChoice } from './choose-categories.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedRates } from './load-demand-rates.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import type { LoadedStandard } from './load-standard.ts'

/** What an answer says before anybody has walked: plain data. */
export interface AnswerSetting {
  readonly inputs: readonly InputRecord[]
  readonly network: NetworkSummary
  readonly compounds: CompoundSummary | undefined
  readonly compoundShapes: CompoundShapes | undefined
  /** Without those of places that do not link. */
  readonly rejects: readonly Reject[]
  readonly licence: DataLicence
  readonly categories: readonly ReportCategory[]
  readonly studyArea: StudyArea | undefined
  /** Kinds in the data that no rule of the standard asks for. */
  readonly unusedKinds: readonly UnusedKind[]
  /** Kinds without data that the extract has, where its places were not asked for. */
  readonly kindsOfMap: readonly string[]
  readonly split: readonly SplitLog[] | undefined
  /** Of the study area, the standard and the kinds asked for. */
  readonly notices: readonly Notice[]
}

/** What was loaded beside the streets and the places. */
export interface LoadedTerms {
  readonly standard: LoadedStandard | undefined
  readonly categories: CategoryChoice | undefined
  readonly studyArea: StudyArea | undefined
  readonly rates: LoadedRates | undefined
}

/** The setting of an answer. */
export function settingOfAnswer(
  area: LoadedArea,
  facilities: LoadedFacilities,
  blocks: LoadedBlocks,
  study: AccessStudy,
  { standard, categories: asked, studyArea, rates }: LoadedTerms,
): AnswerSetting {
  const pack = standard?.pack
  const categories = reportCategories(study, categoryById, reportFacilities(study))
  return {
    inputs: [
      area.input,
      ...(area.slopes?.inputs ?? []),
      ...countAskedRows(facilities.inputs, facilities.facilities, study.categories),
      ...blocks.inputs,
      ...(standard === undefined ? [] : [standard.input]),
      ...(rates?.input == null ? [] : [rates.input]),
    ],
    network: summariseNetwork(area.network, study.time, area.counts, slopesOf(area)),
    compounds: compoundsOfRun(area, blocks),
    compoundShapes: shapesOfCompounds(area.compounds?.closed ?? []),
    rejects: [...area.rejects, ...facilities.rejects, ...blocks.rejects, ...(rates?.rejects ?? [])],
    licence: licenceOf(area),
    categories,
    studyArea,
    unusedKinds: pack === undefined ? [] : unusedKinds(pack, facilities.facilities, categoryById),
    kindsOfMap: lackingOnMap(area, facilities, categories),
    split: blocks.split,
    notices: [
      ...(studyArea === undefined ? [] : [studyAreaNotice(studyArea, study.blocks.length)]),
      ...(pack === undefined ? [] : packNotices(pack)),
      ...(asked === 'essential'
        ? essentialNotices(essentialThings(), facilities.facilities, study.categories, categoryById)
        : []),
    ],
  }
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
