// What a standard said, as the part `standard` of summary.json. An AccessReport in, plain data out. It knows no rule and no street.
import type { AccessReport } from '../../answer/access-report.ts'
import { summariseCompleteness as countCompleteness } from '../../answer/standard-summary.ts'
import { countVerdicts } from '../../answer/verdict-share.ts'
import type { StandardReport, UnitVerdict } from '../../answer/verdicts.ts'
import { NOT_VERIFIED_EN } from '../../words/verification-words.ts'
import { roundTo } from '../text/written-numbers.ts'

/** Beside figures that the user set. */
const OWN = "the user's own figure"

function finite(value: number | null, decimals: number): number | null {
  return value === null || !Number.isFinite(value) ? null : roundTo(value, decimals)
}

function remark(isVerified: boolean, mark?: string): string | null {
  if (isVerified) return null
  return mark === 'own' ? OWN : NOT_VERIFIED_EN
}

function summariseRules(standard: StandardReport, report: AccessReport) {
  const all = new Map(standard.units.filter(({ unitKind }) => unitKind === 'all').map((unit) => [unit.ruleId, unit]))
  const gaps = new Map<string, number>()
  for (const gap of report.gaps) {
    if (gap.kind === 'rule') gaps.set(gap.ruleId, (gaps.get(gap.ruleId) ?? 0) + 1)
  }
  return standard.rules.map((rule) => ({
    id: rule.id,
    nameEn: rule.nameEn,
    nameZh: rule.nameZh,
    level: rule.level,
    basis: rule.basis,
    limit: rule.limit,
    categories: [...rule.categories],
    mandatory: rule.mandatory,
    duty: rule.duty,
    clause: rule.clause,
    clauseZh: rule.clauseZh,
    mark: rule.mark,
    verified: rule.verified,
    remark: remark(rule.verified, rule.mark),
    hasData: rule.hasData,
    facilities: rule.facilities,
    facilitiesSizeUnknown: rule.facilitiesSizeUnknown,
    ...summariseUnit(all.get(rule.id)),
    gaps: gaps.get(rule.id) ?? 0,
  }))
}

function summariseUnit(unit: UnitVerdict | undefined) {
  return {
    met: unit?.met ?? 0,
    partial: unit?.partial ?? 0,
    unmet: unit?.unmet ?? 0,
    unknown: unit?.unknown ?? 0,
    noData: unit?.noData ?? 0,
    populationGroup: unit?.populationGroup ?? 'population',
    coveredPeople: finite(unit?.coveredPeople ?? 0, 3),
    knownPeople: finite(unit?.knownPeople ?? 0, 3),
    share: finite(unit?.share ?? null, 6),
    blocksUnknownPeople: unit?.blocksUnknownPeople ?? 0,
    blocksUnlinked: unit?.blocksUnlinked ?? 0,
    peopleSizeUnknown: finite(unit?.peopleSizeUnknown ?? 0, 3),
  }
}

/**
 * How many blocks meet every duty up to each level that could be judged of them, from the lowest; empty where the standard has no
 * levels.
 */
export function completenessByLevel({ completeness, rules }: StandardReport) {
  const levels = completeness[0]?.byLevel ?? []
  return levels.map(({ level, required }, index) => {
    const upTo = new Set(levels.slice(0, index + 1).map((one) => one.level))
    const shares = completeness.map(({ byLevel }) => byLevel[index]!.share)
    return {
      level,
      required,
      withData: rules.filter((rule) => rule.mandatory && rule.hasData && upTo.has(rule.level)).length,
      ...countShares(shares),
    }
  })
}

/** Blocks by whether they meet everything that was judged of them. */
function countShares(shares: readonly (number | null)[]) {
  return {
    blocksComplete: shares.filter((share) => share === 1).length,
    blocksIncomplete: shares.filter((share) => share !== null && share < 1).length,
    blocksUnknown: shares.filter((share) => share === null).length,
  }
}

function summariseCompleteness(standard: StandardReport, { blocks }: AccessReport) {
  const summary = countCompleteness(standard)
  const rows = standard.completeness.map(
    ({ required, judged, met, partial, unmet, unknown, noData, share, byLevel }, index) => ({
      blockId: blocks[index]!.id,
      ...{ required, judged, met, partial, unmet, unknown, noData },
      share: finite(share, 6),
      metByLevel: byLevel.map((level) => level.met),
    }),
  )
  return {
    required: rows[0]?.required ?? 0,
    withData: standard.rules.filter(({ mandatory, hasData }) => mandatory && hasData).length,
    ...countShares(rows.map(({ share }) => share)),
    middleMet: summary?.middleMet ?? null,
    middleJudged: summary?.middleJudged ?? null,
    byLevel: completenessByLevel(standard),
    blocks: rows,
  }
}

/** The roll-ups by community, street and district: one entry per unit, with a row per rule. */
function summariseUnits({ units }: StandardReport) {
  const entries = new Map<string, { first: UnitVerdict; rules: UnitVerdict[] }>()
  for (const unit of units) {
    if (unit.unitKind === 'all') continue
    const key = JSON.stringify([unit.unitKind, unit.district, unit.street, unit.unit])
    const entry = entries.get(key)
    if (entry === undefined) entries.set(key, { first: unit, rules: [unit] })
    else entry.rules.push(unit)
  }
  return [...entries.values()].map(({ first, rules }) => ({
    kind: first.unitKind as Exclude<UnitVerdict['unitKind'], 'all'>,
    name: first.unit,
    street: first.street,
    district: first.district,
    rules: rules.map((unit) => ({
      ruleId: unit.ruleId,
      met: unit.met,
      partial: unit.partial,
      unmet: unit.unmet,
      unknown: unit.unknown,
      noData: unit.noData,
      coveredPeople: finite(unit.coveredPeople, 3),
      knownPeople: finite(unit.knownPeople, 3),
      share: finite(unit.share, 6),
    })),
  }))
}

/** What a standard said: rules, completeness, roll-ups, adequacy, who is covered on paper only; `null` where none was given. */
export function summariseStandard(report: AccessReport) {
  const standard = report.standard ?? null
  if (standard === null) return null
  return {
    id: standard.id,
    version: standard.version,
    nameEn: standard.nameEn,
    nameZh: standard.nameZh,
    rulesNotVerified: standard.rules.filter((rule) => !rule.verified && rule.mark !== 'own').length,
    rulesWithoutData: standard.rules.filter(({ hasData }) => !hasData).length,
    verdicts: countVerdicts(report.verdicts.map(({ verdict }) => verdict)),
    rules: summariseRules(standard, report),
    completeness: summariseCompleteness(standard, report),
    units: summariseUnits(standard),
    adequacy: standard.adequacy.map((entry) => ({
      ruleId: entry.ruleId,
      nameEn: entry.nameEn,
      nameZh: entry.nameZh,
      measure: entry.measure,
      verdict: entry.verdict,
      perThousand: finite(entry.perThousand, 6),
      minPerThousand: entry.minPerThousand,
      supply: finite(entry.supply, 3),
      missing: finite(entry.missing, 3),
      facilities: entry.facilities,
      facilitiesUnknown: entry.facilitiesUnknown,
      populationGroup: entry.populationGroup,
      people: finite(entry.people, 3),
      clause: entry.clause,
      clauseZh: entry.clauseZh,
      verified: entry.sourceVerified,
      remark: remark(entry.sourceVerified),
    })),
    onPaper: standard.onPaper.map((entry) => ({
      ruleId: entry.ruleId,
      populationGroup: entry.populationGroup,
      people: finite(entry.people, 3),
      peopleOnPaper: finite(entry.peopleOnPaper, 3),
      peopleOnFoot: finite(entry.peopleOnFoot, 3),
      peopleOnPaperOnly: finite(Math.max(0, entry.peopleOnPaper - entry.peopleOnFoot), 3),
    })),
    unusedKinds: standard.unusedKinds.map((kind) => ({ ...kind })),
  }
}
