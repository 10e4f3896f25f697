// HALLWAY: from a study and a standard to verdicts, roll-ups, adequacy, and who is covered on paper only.

import type { Gap } from '../answer/gap.ts'
import type { StandardReport, StandardRuleRecord, UnusedKind, Verdict } from '../answer/verdicts.ts'
import { farthestMetres } from '../foundation/limits.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { LinkChoices } from '../locate/link-choices.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import { categoriesOfRule, facilitiesOfRoute, packOnPaper } from '../standard/facility-fit.ts'
import { judgeAdequacy } from '../standard/judge-adequacy.ts'
import { judgeBlocks } from '../standard/judge-blocks.ts'
import { rollUpVerdicts } from '../standard/roll-up.ts'
import { countOfRule, ruleHasData } from '../standard/rule-data.ts'
import type { StandardPack, StandardRule } from '../standard/standard-pack.ts'
import { type AccessStudy, kindsWithData } from '../study/access-study.ts'
import { type Duty, type DutyAccess, measureDuties } from '../study/duties.ts'
import { type DutyGapQuestion, measureDutyGaps } from '../study/duty-gaps.ts'
import { comparePeople, dutiesBeyondEdge } from '../study/duty-people.ts'
import { measureDutyRange } from '../study/duty-stability.ts'

/** What a standard adds to a report. */
export interface StandardResult {
  readonly verdicts: readonly Verdict[]
  readonly standard: StandardReport
  /** Of mandatory rules that are measured by walking, at their own limits. */
  readonly gaps: readonly Gap[]
}

/**
 * Judges a study by a standard.
 *
 * @param edgeMetres metres of each block to the data's edge
 * @param unusedKinds kinds in the data that no rule asks for
 * @param choices streets that demand points might as well link to
 * @param hoursUnknown by facility: 1 where nobody knows whether it is open at the moment asked for; default: no moment
 * @param inside the study area: whose facilities are the supply of its people; default: everywhere
 */
export function judgeStudy(
  study: AccessStudy,
  pack: StandardPack,
  edgeMetres: Float64Array,
  unusedKinds: readonly UnusedKind[],
  choices: LinkChoices,
  run: RunOptions,
  inside?: (lon: number, lat: number) => boolean,
  hoursUnknown?: Uint8Array,
): StandardResult {
  const present = kindsWithData(study)
  const hasKind = (category: string) => present[study.categories.indexOf(category)] === 1
  const hasData = Uint8Array.from(pack.rules, (rule) => (ruleHasData(rule, hasKind) ? 1 : 0))
  const duties = dutiesOf(study, pack, hoursUnknown)
  const access = measureDuties(study, duties, run)
  const affected = edgeFlags(study, pack, edgeMetres)
  const { verdicts, completeness } = judgeBlocks(pack, {
    blockCount: study.blocks.length,
    ruleCount: pack.rules.length,
    share: access.share,
    possibleShare: access.possibleShare,
    range: measureDutyRange(study, choices, duties, access, run),
    hasData,
    hoursUnknown: hoursUnknown === undefined ? undefined : rulesOfUnknownHours(duties, hoursUnknown),
    edgeAffected: affected,
    value: access.value,
    facility: access.facility,
  })
  const { units } = rollUpVerdicts(pack, verdicts, study.blocks)
  const people = study.blocks.map((block) => block.people)
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
      adequacy: judgeAdequacy(pack, supplyOf(study, inside), people, hasKind),
      onPaper: comparePaper(study, pack, access, hasData, run, hoursUnknown),
      unusedKinds,
    },
    gaps: measureDutyGaps(study, duties, access, gapQuestions(pack, hasData, affected), run),
  }
}

/** What there is for the people of an area lies in it. */
function supplyOf({ facilities }: AccessStudy, inside?: (lon: number, lat: number) => boolean) {
  return inside === undefined ? facilities : facilities.filter(({ lonLat }) => inside(...lonLat))
}

function gapQuestions(pack: StandardPack, hasData: Uint8Array, affected: Uint8Array): DutyGapQuestion[] {
  return pack.rules.flatMap((rule, duty) =>
    rule.mandatory && hasData[duty] === 1 && rule.basis !== 'straight-line'
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

function largestLimit({ routes }: StandardRule): number {
  return Math.max(...routes.map((route) => route.limit))
}

/** What each rule asks for, in numbers. What is shut counts for none; what may be shut may count. */
export function dutiesOf(study: AccessStudy, pack: StandardPack, hoursUnknown?: Uint8Array): Duty[] {
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

function ruleRecord(rule: StandardRule, study: AccessStudy, hasData: boolean): StandardRuleRecord {
  const { id, nameEn, nameZh, level, basis, mandatory, duty, populationGroup, clause, clauseZh, mark, verified } = rule
  const limit = largestLimit(rule)
  const categories = categoriesOfRule(rule)
  return {
    ...{ id, nameEn, nameZh, level, basis, categories, limit, mandatory, duty },
    ...{ populationGroup, clause, clauseZh, mark, verified, hasData },
    ...countOfRule(rule, study.facilities),
  }
}

function edgeFlags(study: AccessStudy, pack: StandardPack, edgeMetres: Float64Array): Uint8Array {
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

/**
 * Rules that the printed text means as a radius, measured both ways over the same people. What is compared is distance: facilities
 * of unknown size count in both.
 */
function comparePaper(
  study: AccessStudy,
  pack: StandardPack,
  onFoot: DutyAccess,
  hasData: Uint8Array,
  run: RunOptions,
  hoursUnknown: Uint8Array | undefined,
): StandardReport['onPaper'] {
  const paper = packOnPaper(pack)
  const changed = pack.rules.flatMap((rule, index) =>
    hasData[index] === 0 || rule.basis === paper.rules[index]!.basis ? [] : [index],
  )
  if (changed.length === 0) return []
  const duties = dutiesOf(study, { ...paper, rules: changed.map((index) => paper.rules[index]!) }, hoursUnknown)
  const onPaper = measureDuties(study, duties, run)
  return changed.map((ruleIndex, column) => {
    const { id, populationGroup } = pack.rules[ruleIndex]!
    const foot = (block: number) => onFoot.possibleShare[block * onFoot.dutyCount + ruleIndex]!
    const byRadius = (block: number) => onPaper.possibleShare[block * onPaper.dutyCount + column]!
    return { ruleId: id, ...comparePeople(study.blocks, populationGroup, foot, byRadius) }
  })
}
