// HALLWAY: from a study and a standard to verdicts, roll-ups, adequacy, and who is covered on paper only.

import type { Gap } from '../answer/gap.ts'
import type { StandardReport, StandardRuleRecord, UnusedKind, Verdict } from '../answer/verdicts.ts'
import type { Steps } from '../foundation/breath.ts'
import { farthestMetres } from '../foundation/limits.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { LinkChoices } from '../locate/link-choices.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import { categoriesOfRule, facilitiesOfRoute, packOnPaper } from '../standard/facility-fit.ts'
import { judgeAdequacy } from '../standard/judge-adequacy.ts'
import { judgementSteps } from '../standard/judge-blocks.ts'
import { rollUpVerdicts } from '../standard/roll-up.ts'
import { countOfRule, ruleHasData } from '../standard/rule-data.ts'
import type { StandardPack, StandardRule } from '../standard/standard-pack.ts'
import { type AccessStudy, kindsWithData, type StudyPlaces } from '../study/access-study.ts'
import { type Duty, type DutyAccess, dutySteps } from '../study/duties.ts'
import { type DutyGapQuestion, type DutyWalks, dutyWalksOnFoot, measureDutyGaps } from '../study/duty-gaps.ts'
import { comparePeople, dutiesBeyondEdge } from '../study/duty-people.ts'
import { type DutyRange, measureDutyRange } from '../study/duty-stability.ts'

/** What a standard adds to a report. */
export interface StandardResult {
  readonly verdicts: readonly Verdict[]
  readonly standard: StandardReport
  /** Of mandatory rules that are measured by walking, at their own limits. */
  readonly gaps: readonly Gap[]
}

/** What a standard asks of streets: how each of its duties is met, and how far the nearest facility of a gap is. */
export interface StandardWalks {
  readonly access: DutyAccess
  readonly range: DutyRange
  /** The same by the printed text's straight lines, of the rules of {@link rulesOnPaper}. */
  readonly onPaper: Pick<DutyAccess, 'dutyCount' | 'possibleShare'> | undefined
  readonly walksOf: DutyWalks
}

/** What a study of streets knows of a standard, in steps. */
export function* walkStandard(
  study: AccessStudy,
  pack: StandardPack,
  hasData: Uint8Array,
  choices: LinkChoices,
  run: RunOptions,
  hoursUnknown?: Uint8Array,
): Steps<StandardWalks> {
  const duties = dutiesOf(study, pack, hoursUnknown)
  const access = yield* dutySteps(study, duties, run)
  const { paper, changed } = rulesOnPaper(pack, hasData)
  return {
    access,
    range: yield* measureDutyRange(study, choices, duties, access, run),
    onPaper: changed.length === 0 ? undefined : yield* dutySteps(study, dutiesOf(study, paper, hoursUnknown), run),
    walksOf: dutyWalksOnFoot(study, duties),
  }
}

/** By rule of a pack: 1 where the data hold what it asks for. */
export function rulesWithData(study: StudyPlaces, pack: StandardPack): Uint8Array {
  const hasKind = kindTest(study)
  return Uint8Array.from(pack.rules, (rule) => (ruleHasData(rule, hasKind) ? 1 : 0))
}

function kindTest(study: StudyPlaces): (category: string) => boolean {
  const present = kindsWithData(study)
  return (category) => present[study.categories.indexOf(category)] === 1
}

/**
 * Judges a study by a standard, in steps.
 *
 * @param hasData see {@link rulesWithData}
 * @param walks what the streets say
 * @param edgeMetres metres of each block to the data's edge
 * @param unusedKinds kinds in the data that no rule asks for
 * @param hoursUnknown by facility: 1 where nobody knows whether it is open at the moment asked for; default: no moment
 * @param isInside by facility: whether it lies in the study area, and is a supply of its people; default: everywhere
 */
export function* judgeStudy(
  study: StudyPlaces,
  pack: StandardPack,
  hasData: Uint8Array,
  { access, range, onPaper, walksOf }: StandardWalks,
  edgeMetres: Float64Array,
  unusedKinds: readonly UnusedKind[],
  run: RunOptions,
  isInside?: (facility: number) => boolean,
  hoursUnknown?: Uint8Array,
): Steps<StandardResult> {
  const duties = dutiesOf(study, pack, hoursUnknown)
  const affected = edgeFlags(study, pack, edgeMetres)
  const { verdicts, completeness } = yield* judgementSteps(pack, {
    blockCount: study.blocks.length,
    ruleCount: pack.rules.length,
    share: access.share,
    possibleShare: access.possibleShare,
    range,
    hasData,
    hoursUnknown: hoursUnknown === undefined ? undefined : rulesOfUnknownHours(duties, hoursUnknown),
    edgeAffected: affected,
    value: access.value,
    facility: access.facility,
  })
  yield
  const { units } = rollUpVerdicts(pack, verdicts, study.blocks)
  yield
  const people = study.blocks.map((block) => block.people)
  const gaps = yield* measureDutyGaps(study, duties, access, gapQuestions(pack, hasData, affected), walksOf, run)
  return {
    verdicts,
    standard: {
      id: pack.id,
      version: pack.version,
      nameEn: pack.nameEn,
      nameZh: pack.nameZh,
      rules: pack.rules.map((rule, index) => ruleRecord(rule, study, hasData[index] === 1)),
      completeness,
      units,
      adequacy: judgeAdequacy(pack, supplyOf(study, isInside), people, kindTest(study)),
      onPaper: comparePaper(study, pack, access, hasData, onPaper),
      unusedKinds,
    },
    gaps,
  }
}

/** What there is for the people of an area lies in it. */
function supplyOf({ facilities }: StudyPlaces, isInside?: (facility: number) => boolean) {
  return isInside === undefined ? facilities : facilities.filter((_, facility) => isInside(facility))
}

/** Whether the gaps of a rule are looked for: of mandatory ones that are walked, where there is anything to walk to. */
export function asksForGaps({ mandatory, basis }: StandardRule, hasData: boolean): boolean {
  return mandatory && hasData && basis !== 'straight-line'
}

function gapQuestions(pack: StandardPack, hasData: Uint8Array, affected: Uint8Array): DutyGapQuestion[] {
  return pack.rules.flatMap((rule, duty) =>
    asksForGaps(rule, hasData[duty] === 1)
      ? [
          {
            duty,
            subject: { kind: 'rule' as const, ruleId: rule.id, categories: categoriesOfRule(rule) },
            terms: {
              limit: largestLimit(rule),
              populationGroup: rule.populationGroup,
              edgeAffected: (block: number) => affected[block * pack.rules.length + duty] === 1,
            },
            idPrefix: `${pack.id}.${rule.id}`,
          },
        ]
      : [],
  )
}

/** The largest limit of a rule, minutes or metres. */
export function largestLimit({ routes }: StandardRule): number {
  return Math.max(...routes.map((route) => route.limit))
}

/** What each rule asks for, in numbers. What is shut counts for none; what may be shut may count. */
export function dutiesOf(study: StudyPlaces, pack: Pick<StandardPack, 'rules'>, hoursUnknown?: Uint8Array): Duty[] {
  return pack.rules.map(({ basis, routes, minFacilities, minKinds }) => ({
    basis,
    routes: routes.map((route) => {
      const { counted, doubtful } = facilitiesOfRoute(route, study.facilities)
      const facilities = counted.filter((facility) => study.isShut?.[facility] !== 1)
      const isDoubtful = (facility: number) => doubtful.has(facility) || hoursUnknown?.[facility] === 1
      return { facilities, doubtful: new Set(facilities.filter(isDoubtful)), limit: route.limit }
    }),
    minFacilities,
    minKinds,
  }))
}

function rulesOfUnknownHours(duties: readonly Duty[], hoursUnknown: Uint8Array): Uint8Array {
  const hasAny = ({ routes }: Duty) =>
    routes.some(({ facilities }) => facilities.some((facility) => hoursUnknown[facility] === 1))
  return Uint8Array.from(duties, (duty) => (hasAny(duty) ? 1 : 0))
}

function ruleRecord(rule: StandardRule, study: StudyPlaces, hasData: boolean): StandardRuleRecord {
  const { id, nameEn, nameZh, level, basis, mandatory, duty, populationGroup, clause, clauseZh, mark, verified } = rule
  const limit = largestLimit(rule)
  const categories = categoriesOfRule(rule)
  return {
    ...{ id, nameEn, nameZh, level, basis, categories, limit, mandatory, duty },
    ...{ populationGroup, clause, clauseZh, mark, verified, hasData },
    ...countOfRule(rule, study.facilities),
  }
}

function edgeFlags(study: StudyPlaces, pack: StandardPack, edgeMetres: Float64Array): Uint8Array {
  const reach = pack.rules.map((rule) =>
    farthestMetres(
      rule.basis === 'time' ? 'time' : 'distance',
      largestLimit(rule),
      study.profile,
      hasSlopes(study.network),
    ),
  )
  return dutiesBeyondEdge(edgeMetres, reach)
}

/** Rules that the printed text means as a radius and that can be judged: their numbers, and as they are printed. */
export function rulesOnPaper(pack: StandardPack, hasData: Uint8Array) {
  const { rules } = packOnPaper(pack)
  const changed = pack.rules.flatMap((rule, index) =>
    hasData[index] === 0 || rule.basis === rules[index]!.basis ? [] : [index],
  )
  return { changed, paper: { rules: changed.map((index) => rules[index]!) } }
}

/**
 * These rules measured both ways over the same people. What is compared is distance: facilities of unknown size count in both.
 */
function comparePaper(
  study: StudyPlaces,
  pack: StandardPack,
  onFoot: DutyAccess,
  hasData: Uint8Array,
  onPaper: StandardWalks['onPaper'],
): StandardReport['onPaper'] {
  if (onPaper === undefined) return []
  return rulesOnPaper(pack, hasData).changed.map((ruleIndex, column) => {
    const { id, populationGroup } = pack.rules[ruleIndex]!
    const foot = (block: number) => onFoot.possibleShare[block * onFoot.dutyCount + ruleIndex]!
    const byRadius = (block: number) => onPaper.possibleShare[block * onPaper.dutyCount + column]!
    return { ruleId: id, ...comparePeople(study.blocks, populationGroup, foot, byRadius) }
  })
}
