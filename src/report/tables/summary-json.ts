// The summary of a run as a plain record: what summary.json holds and what the workbook's totals come from, so that both say
// the same. An AccessReport in, plain data out. It does not know how it is written down.
import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_STATUS_NAMES } from '../../answer/access-table.ts'
import type { CoverageShare } from '../../answer/coverage-share.ts'
import { gapsSince } from '../../answer/gaps-since.ts'
import type { LevelReport } from '../../answer/level-report.ts'
import type { MomentCoverage } from '../../answer/moment-coverage.ts'
import { reconcileRows } from '../../answer/reconciliation.ts'
import { type InputRecord, licenceOf, type SlopeSummary } from '../../answer/sources.ts'
import { stepFreeWalks } from '../../answer/step-free-walks.ts'
import { countVerdicts } from '../../answer/verdict-share.ts'
import type { Verdict } from '../../answer/verdicts.ts'
import { limitLabel, roundTo } from '../text/written-numbers.ts'
import { summariseCapacity } from './summary-capacity.ts'
import { summariseFirst } from './summary-first.ts'
import { summariseStandard } from './summary-standard.ts'

/** Version of the summary's shape; `docs/summary.schema.json` describes it. */
export const SUMMARY_SCHEMA_VERSION = '1.7'

/** The plain content of `summary.json`. */
export interface Summary {
  schema: string
  schemaVersion: string
  reportSchemaVersion: string
  toolVersion: string
  modelVersion: string
  title: string | null
  licence: ReturnType<typeof summariseLicence>
  options: ReturnType<typeof summariseOptions>
  inputs: ReturnType<typeof summariseInput>[]
  network: ReturnType<typeof summariseNetwork>
  compounds: AccessReport['compounds'] | null
  search: ReturnType<typeof summariseSearch>
  counts: ReturnType<typeof summariseCounts>
  studyArea?: ReturnType<typeof summariseStudyArea>['studyArea']
  categories: ReturnType<typeof summariseCategories>
  everything: ReturnType<typeof summariseEverything>
  levels?: ReturnType<typeof summariseLevels>
  hours?: ReturnType<typeof summariseMoment>[]
  first: ReturnType<typeof summariseFirst>
  rules: ReturnType<typeof summariseRules>
  standard: ReturnType<typeof summariseStandard>
  capacity?: ReturnType<typeof summariseCapacity>['capacity']
  stepFree?: ReturnType<typeof summariseStepFree>['stepFree']
  since?: ReturnType<typeof summariseSince>['since']
  notices: { code: string; textEn: string; textZh: string }[]
}

function finite(value: number | null, decimals: number): number | null {
  return value === null || !Number.isFinite(value) ? null : roundTo(value, decimals)
}

function summariseShare(share: CoverageShare) {
  return {
    measure: share.measure,
    covered: finite(share.covered, 3),
    total: finite(share.total, 3),
    share: finite(share.share, 6),
    blocks: share.blocks,
    blocksUnlinked: share.blocksUnlinked,
    blocksUnknown: share.blocksUnknown,
    unlinkedTotal: finite(share.unlinkedTotal, 3),
  }
}

/** Facilities by level, and their sums. */
function summariseLevels({ limit, units, areas }: LevelReport) {
  return {
    limit,
    units: units.map((unit) => ({
      ...unit,
      walkSeconds: finite(unit.walkSeconds, 1),
      walkMetres: finite(unit.walkMetres, 1),
    })),
    areas: areas.map((area) => ({ ...area, meanWalkMetres: finite(area.meanWalkMetres, 1) })),
  }
}

/** Coverage at a moment. */
function summariseMoment({ text, minute, facilities: all, gates, kinds }: MomentCoverage) {
  return {
    at: text,
    minute,
    facilities: { ...all },
    gates: { ...gates },
    kinds: kinds.map(({ category, facilities, shares }) => ({
      category,
      facilities: { ...facilities },
      shares: shares.map(({ limit, measure, certain, possible, total }) => {
        const amounts = { certain: finite(certain, 3), possible: finite(possible, 3), total: finite(total, 3) }
        return { limit, measure, ...amounts }
      }),
    })),
  }
}

/** Counts by word, in the order of the words. */
function countBy<T>(items: readonly T[], wordOf: (item: T) => string): Record<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(wordOf(item), (counts.get(wordOf(item)) ?? 0) + 1)
  const sorted: [string, number][] = [...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(sorted)
}

function summariseOptions({ options }: AccessReport) {
  return {
    basis: options.basis,
    limits: [...options.limits],
    limitUnit: options.basis === 'time' ? 'min' : 'm',
    limitLabels: options.limits.map((limit) => limitLabel(limit, options.basis)),
    profile: {
      id: options.profile.id,
      walkMetresPerSecond: options.profile.walkMetresPerSecond,
      stepsTimeFactor: options.profile.stepsTimeFactor,
      crossingWaitSeconds: options.profile.crossingWaitSeconds,
    },
    maxLinkMetres: options.maxLinkMetres,
    demand: options.demand,
    standard: options.standard,
    ...(options.at === undefined ? {} : { at: options.at.text }),
  }
}

function summariseCategories({ categories, coverage, table, gaps }: AccessReport) {
  const tallies = categories.map(() => ACCESS_STATUS_NAMES.map(() => 0))
  const gapsOf = countBy(
    gaps.filter((gap) => gap.kind === 'category'),
    (gap) => gap.category,
  )
  for (let row = 0; row < table.status.length; row++) tallies[row % table.categoryCount]![table.status[row]!]! += 1
  return categories.map((category, index) => {
    const [reached, unreached, unlinked, noData] = tallies[index]!
    return {
      id: category.id,
      nameEn: category.nameEn,
      nameZh: category.nameZh,
      theme: category.theme,
      populationGroup: category.populationGroup,
      facilities: category.facilities,
      linkedFacilities: category.linkedFacilities,
      blocks: { reached: reached!, unreached: unreached!, unlinked: unlinked!, noData: noData! },
      gaps: Object.hasOwn(gapsOf, category.id) ? gapsOf[category.id]! : 0,
      coverage: coverage
        .filter((entry) => entry.category === category.id)
        .map(({ limit, headline, shares }) => ({ limit, headline, shares: shares.map(summariseShare) })),
    }
  })
}

/** Who reaches every kind that the data have, and how many of them half of everybody reaches, for each limit. */
function summariseEverything({ facts, options }: AccessReport) {
  return options.limits.map((limit, at) => {
    const { everything, medianKinds } = facts.limits[at]!
    const { covered, total, kinds } = everything
    return { limit, measure: facts.measure, kinds, covered: finite(covered, 3), total: finite(total, 3), medianKinds }
  })
}

function summariseRules(verdicts: readonly Verdict[]) {
  const rules = new Map<string, Verdict[]>()
  for (const verdict of verdicts) {
    const held = rules.get(verdict.ruleId)
    if (held === undefined) rules.set(verdict.ruleId, [verdict])
    else held.push(verdict)
  }
  return Array.from(rules.values(), (own) => {
    const { ruleId, category, limit, basis, clause, sourceVerified } = own[0]!
    const counts = countVerdicts(own.map(({ verdict }) => verdict))
    return { ruleId, category, limit, basis, clause, sourceVerified, ...counts }
  })
}

function summariseCounts({ blocks, facilities, gaps, verdicts, rejects, table }: AccessReport) {
  const rejected = rejects.filter((reject) => reject.severity === 'rejected')
  const affected = blocks.filter((_, block) =>
    table.edgeAffected.subarray(block * table.categoryCount, (block + 1) * table.categoryCount).includes(1),
  )
  return {
    blocks: blocks.length,
    blocksByLinkStatus: countBy(blocks, (block) => block.linkStatus),
    blocksByDemandMethod: countBy(blocks, (block) => block.demandMethod),
    blocksEdgeAffected: affected.length,
    blocksWithoutPopulation: blocks.filter((block) => (block.people.population ?? null) === null).length,
    facilities: facilities.length,
    facilitiesByLinkStatus: countBy(facilities, (facility) => facility.linkStatus),
    gaps: gaps.length,
    verdicts: verdicts.length,
    rejects: rejected.length,
    rejectsByCode: countBy(rejected, (reject) => reject.code),
    warnings: rejects.length - rejected.length,
    warningsByCode: countBy(
      rejects.filter((reject) => reject.severity === 'warning'),
      (reject) => reject.code,
    ),
  }
}

function summariseLicence(report: AccessReport) {
  const { attribution, database, url } = licenceOf(report)
  return { attribution, database, url }
}

function summariseNetwork({ network }: AccessReport) {
  return {
    vertices: network.vertices,
    edges: network.edges,
    components: network.components,
    walkableKilometres: finite(network.walkableKilometres, 3),
    islandKilometres: finite(network.islandKilometres, 3),
    restrictedKilometres: finite(network.restrictedKilometres, 3),
    restrictedNodes: network.restrictedNodes,
    blockedNodes: network.blockedNodes,
    highwayWays: network.highwayWays,
    walkableWays: network.walkableWays,
    notWalkableWays: network.notWalkableWays,
    emptyWays: network.emptyWays,
    squares: network.squares,
    outlineOnlySquares: network.outlineOnlySquares,
    chords: network.chords,
    incompleteSquareRelations: network.incompleteSquareRelations,
    missingNodeRefs: network.missingNodeRefs,
    box: network.box.map((degrees) => finite(degrees, 7)),
    boxIsDeclared: network.boxIsDeclared,
    ...(network.slopes === undefined ? {} : { slopes: summariseSlopes(network.slopes) }),
  }
}

function summariseSlopes(slopes: SlopeSummary) {
  return {
    sources: [...slopes.sources],
    kilometres: finite(slopes.kilometres, 3),
    unknownKilometres: finite(slopes.unknownKilometres, 3),
    inclineKilometres: finite(slopes.inclineKilometres, 3),
    spannedKilometres: finite(slopes.spannedKilometres, 3),
    cutParts: slopes.cutParts,
    cutKilometres: finite(slopes.cutKilometres, 3),
  }
}

function summariseSearch({ search }: AccessReport) {
  if (search === undefined || search === null) return null
  const { from, demandPlaces, facilityPlaces } = search
  return { from, demandPlaces, facilityPlaces }
}

/** What the map knows of wheels on the walks of the table; only for profiles that steps stop. */
function summariseStepFree({ table }: AccessReport) {
  const known = stepFreeWalks(table)
  if (known === null) return {}
  const { walks, walkedMetres, freeMetres, notMetres } = known
  return {
    stepFree: {
      walks,
      freeMetres: finite(freeMetres, 1),
      notMetres: finite(notMetres, 1),
      unknownMetres: finite(walkedMetres - freeMetres - notMetres, 1),
    },
  }
}

/** What became of the gaps of a former answer; only where one was given. */
function summariseSince(report: AccessReport) {
  const since = gapsSince(report)
  return since === null ? {} : { since }
}

/** Where blocks count; nothing where everywhere. */
function summariseStudyArea({ studyArea }: AccessReport) {
  if (studyArea === undefined) return {}
  const { name, blocksCut, blocksOutside } = studyArea
  return { studyArea: { name, blocksCut, blocksOutside } }
}

function summariseInput(input: InputRecord) {
  const { role, name, format, date, byteLength, sha256, read, used, rejected, skippedSheets = [] } = input
  const { merged, closed, planned, rejected: unusable, outside, notAsked, skipped, people } = reconcileRows(input)
  return {
    role,
    name,
    format,
    date,
    byteLength,
    sha256,
    read,
    used,
    rejected,
    rows: {
      read,
      used,
      merged,
      closed,
      planned,
      rejected: unusable,
      ...(notAsked === 0 ? {} : { notAsked }),
      ...(outside === 0 ? {} : { outside }),
      skipped: { ...skipped },
    },
    people: people === null ? null : { read: finite(people.read, 3), used: finite(people.used, 3) },
    skippedSheets: skippedSheets.map(({ name: sheet, why }) => ({ name: sheet, why })),
  }
}

/**
 * The summary of a run: inputs, options, counts, coverage with its denominators. Shares have six decimals, sums three.
 *
 * @param report the whole report
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { summarise } from 'living-circle/parts'
 * declare const report: AccessReport
 * const summary = summarise(report) // what summary.json holds
 * ```
 */
export function summarise(report: AccessReport): Summary {
  return {
    schema: 'living-circle/summary',
    schemaVersion: SUMMARY_SCHEMA_VERSION,
    reportSchemaVersion: report.schemaVersion,
    toolVersion: report.toolVersion,
    modelVersion: report.modelVersion,
    title: report.title ?? null,
    licence: summariseLicence(report),
    options: summariseOptions(report),
    inputs: report.inputs.map(summariseInput),
    network: summariseNetwork(report),
    compounds: report.compounds === undefined ? null : { ...report.compounds },
    search: summariseSearch(report),
    counts: summariseCounts(report),
    ...summariseStudyArea(report),
    categories: summariseCategories(report),
    everything: summariseEverything(report),
    ...(report.levels === undefined ? {} : { levels: summariseLevels(report.levels) }),
    ...(report.hours === undefined ? {} : { hours: report.hours.map(summariseMoment) }),
    first: summariseFirst(report),
    rules: summariseRules(report.verdicts),
    standard: summariseStandard(report),
    ...summariseCapacity(report),
    ...summariseStepFree(report),
    ...summariseSince(report),
    notices: report.notices.map(({ code, textEn, textZh }) => ({ code, textEn, textZh })),
  }
}

/** Options of {@link toSummaryJson}. */
export interface SummaryOptions {
  /** Names of files of earlier runs that stay in the folder beside the new ones. */
  readonly notOfThisRun?: readonly string[] | undefined
}

/**
 * `summary.json`: {@link summarise} as indented text; the same report gives the same bytes.
 *
 * @param report the whole report
 * @param options what lies in its folder and is not of this run
 * @example
 * ```ts
 * import { type AccessReport } from 'living-circle'
 * import { toSummaryJson } from 'living-circle/parts'
 * declare const report: AccessReport
 * const { counts } = JSON.parse(toSummaryJson(report))
 * ```
 */
export function toSummaryJson(report: AccessReport, { notOfThisRun = [] }: SummaryOptions = {}): string {
  const older = notOfThisRun.length === 0 ? {} : { notOfThisRun: [...notOfThisRun] }
  return `${JSON.stringify({ ...summarise(report), ...older }, null, 2)}\n`
}
