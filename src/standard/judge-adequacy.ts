// Is there enough per 1,000 people, whatever the distance? Supplies and people in, verdicts out. Unknown is never zero: where what
// is unknown could turn a verdict, the verdict is `unknown`.
import type { AdequacyVerdict } from '../answer/verdicts.ts'
import { polygonsSquareMetres } from '../foundation/geo.ts'
import type { FitFacility } from './facility-fit.ts'
import type { AdequacyRule, StandardPack } from './standard-pack.ts'

/**
 * Judges the adequacy rules of a pack for an area.
 *
 * With something unknown, `met` is said only where more people or less supply could not change it, and `unmet` likewise: unknown
 * facilities may add supply, unknown people may add need. `no-data` where the data hold no facility of the rule's kinds.
 *
 * @param facilities those of the area
 * @param people by group, one record for each block of the area
 * @param hasData whether the data hold facilities of a kind; default: where any of the facilities is of it
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * import { type FitFacility, judgeAdequacy } from 'living-circle/parts'
 * declare const facilities: readonly FitFacility[]
 * const verdicts = judgeAdequacy(standardPack('gb50180-2018'), facilities, [{ population: 12000 }])
 * ```
 */
export function judgeAdequacy(
  pack: StandardPack,
  facilities: readonly FitFacility[],
  people: readonly Readonly<Record<string, number | null>>[],
  hasData: (category: string) => boolean = (category) => facilities.some((facility) => facility.category === category),
): AdequacyVerdict[] {
  return pack.adequacy.map((rule) => judgeRule(rule, facilities, people, rule.categories.some(hasData)))
}

function judgeRule(
  rule: AdequacyRule,
  facilities: readonly FitFacility[],
  blocks: readonly Readonly<Record<string, number | null>>[],
  hasData: boolean,
): AdequacyVerdict {
  let supply = 0
  let counted = 0
  let facilitiesUnknown = 0
  for (const facility of facilities) {
    if (!rule.categories.includes(facility.category)) continue
    const land = facility.polygons === null ? null : polygonsSquareMetres(facility.polygons)
    const { minLandSquareMetres: min, maxLandSquareMetres: max } = rule
    if (land !== null && (land < (min ?? -Infinity) || land >= (max ?? Infinity))) continue
    counted++
    const sizeAsked = min !== null || max !== null
    const amount = sizeAsked && land === null ? null : amountOf(rule, facility, land)
    if (amount === null) facilitiesUnknown++
    else supply += amount
  }
  const group = blocks.some((block) => (block[rule.populationGroup] ?? null) !== null)
    ? rule.populationGroup
    : 'population'
  let people = 0
  let blocksUnknownPeople = 0
  for (const block of blocks) {
    const known = block[group] ?? null
    if (known === null) blocksUnknownPeople++
    else people += known
  }
  const needed = (people / 1000) * rule.minPerThousand
  const enough = supply >= needed
  const certain = hasData && people > 0 && (enough ? blocksUnknownPeople === 0 : facilitiesUnknown === 0)
  return {
    ruleId: rule.id,
    nameEn: rule.nameEn,
    nameZh: rule.nameZh,
    measure: rule.measure,
    verdict: !hasData ? 'no-data' : !certain ? 'unknown' : enough ? 'met' : 'unmet',
    perThousand: hasData && people > 0 ? (supply / people) * 1000 : null,
    minPerThousand: rule.minPerThousand,
    supply,
    missing: certain ? Math.max(0, needed - supply) : null,
    populationGroup: group,
    people,
    blocksUnknownPeople,
    facilities: counted,
    facilitiesUnknown,
    clause: rule.clause,
    clauseZh: rule.clauseZh,
    sourceVerified: rule.verified,
  }
}

function amountOf(rule: AdequacyRule, facility: FitFacility, land: number | null): number | null {
  if (rule.measure === 'facilities') return 1
  if (rule.measure === 'capacity') return facility.capacity
  return rule.measure === 'floor_m2' ? facility.floorAreaSquareMetres : land
}
