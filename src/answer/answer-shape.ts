// Whether a loaded value is an answer: every field of its type, every count and index within what it counts.
import type { LinkStatus } from '../locate/linkage.ts'
import type { AccessReport, AnalysisOptionsRecord } from './access-report.ts'
import { ACCESS_STATUS_NAMES, type AccessTable } from './access-table.ts'
import type { AccessFacts, AreaFacts, GapGroup, LimitFacts } from './answer-facts.ts'
import { AREA_LEVELS } from './area-level.ts'
import { capacityShape } from './capacity-shape.ts'
import type { CompoundShape, CompoundShapes, GateMark } from './compound-shapes.ts'
import type { CompoundSummary } from './compound-summary.ts'
import type { CategoryCoverage, CoverageShare } from './coverage-share.ts'
import { diagnosisShape } from './diagnosis-shape.ts'
import { firstShape } from './first-shape.ts'
import type { CategoryGap, GapFacts, GapLineage, RuleGap } from './gap.ts'
import { GAP_ACTIONS } from './gap-action.ts'
import { levelShape } from './level-shape.ts'
import { DEMAND_METHODS, type MeasuredBlock, type MeasuredFacility, type ReportCategory } from './measured-places.ts'
import { momentCoverageShape, momentShape } from './moment-shape.ts'
import { blockFacts, facilityFields, polygons, position, rejectShape } from './place-shapes.ts'
import { planShape } from './plan-shape.ts'
import type { CategoryLoss, LossShare, ProfileLoss, ProfileLosses } from './profile-losses.ts'
import { profileShape } from './profile-shape.ts'
import { scenarioShape } from './scenario-shape.ts'
import type { StudyArea } from './sources.ts'
import { inputShape, licenceShape, networkShape, noticeShape, searchShape } from './sources-shape.ts'
import { STABILITY_NAMES } from './stability.ts'
import { standardShape, verdictShape } from './standard-shape.ts'
import * as is from './value-shape.ts'
import { VERDICT_NAMES } from './verdict-share.ts'

const basis = is.oneOf(['time', 'distance'])
const linkStatus = is.oneOf(['linked', 'too-far', 'island', 'outside'] satisfies LinkStatus[])
const limits: is.Check = (value) => {
  const wrong = is.listOf(is.number)(value)
  if (wrong !== null) return wrong
  const list = value as readonly number[]
  const ascends = list.length > 0 && list.length <= 1000 && list.every((limit, i) => limit > (list[i - 1] ?? 0))
  return ascends ? null : ' does not ascend from above 0'
}

const options = is.record<AnalysisOptionsRecord>({
  basis,
  limits,
  profile: profileShape,
  maxLinkMetres: is.number,
  demand: is.oneOf(['auto', ...DEMAND_METHODS]),
  standard: is.orNull(is.text),
  at: is.optional(momentShape),
})

const compounds = is.record<CompoundSummary>({
  privateStreets: is.oneOf(['residents', 'ordinary']),
  known: is.count,
  closed: is.count,
  gates: is.count,
  openGates: is.count,
  withoutGates: is.count,
  gateCrossings: is.count,
  walls: is.count,
  unknownCrossings: is.count,
  gatesWithoutCrossing: is.count,
  sealed: is.count,
  rejectedOutlines: is.count,
})
const compoundShapes = is.record<CompoundShapes>({
  shapes: is.listOf(
    is.record<CompoundShape>({
      id: is.text,
      name: is.orNull(is.text),
      outline: polygons,
      gates: is.listOf(
        is.record<GateMark>({
          name: is.orNull(is.text),
          lonLat: position,
          state: is.oneOf(['open', 'closed', 'planned']),
          who: is.oneOf(['all', 'residents', 'none']),
        }),
      ),
    }),
  ),
  leftOut: is.count,
})

const category = is.record<ReportCategory>({
  id: is.text,
  nameZh: is.text,
  nameEn: is.text,
  theme: is.text,
  populationGroup: is.text,
  linkedFacilities: is.count,
  facilities: is.count,
})

const block = is.record<MeasuredBlock>({
  ...blockFacts,
  demandMethod: is.oneOf(DEMAND_METHODS),
  demandPointCount: is.count,
  linkedShare: is.number,
  linkStatus: linkStatus,
  linkMetres: is.number,
  edgeMetres: is.number,
})

const facility = is.record<MeasuredFacility>({ ...facilityFields, linkStatus, linkMetres: is.number })

const share = is.record<CoverageShare>({
  measure: is.text,
  covered: is.number,
  total: is.number,
  share: is.orNull(is.number),
  blocks: is.count,
  blocksUnlinked: is.count,
  blocksUnknown: is.count,
  unlinkedTotal: is.number,
})

const coverage = is.record<CategoryCoverage>({
  category: is.text,
  limit: is.number,
  shares: is.listOf(share),
  headline: is.orNull(is.text),
})

const lossShare = is.record<LossShare>({
  measure: is.text,
  servedFirst: is.number,
  served: is.number,
  lost: is.number,
  gained: is.number,
  lostUnlinked: is.number,
  gainedLinked: is.number,
  blocksLost: is.count,
  blocksLostUnknown: is.count,
  blocksUnlinked: is.count,
})

/** Every kind at every limit, in the order of the report. */
function profileLosses({ blocks, categories, options }: Counts): is.Check {
  const loss = is.record<CategoryLoss>({
    category: is.text,
    limit: is.number,
    hasData: is.flag,
    shares: is.listOf(lossShare),
  })
  return is.record<ProfileLosses>({
    first: profileShape,
    others: is.listOf(
      is.record<ProfileLoss>({
        profile: profileShape,
        losses: is.listOf(loss, categories * options),
        linkStatus: is.listOf(linkStatus, blocks),
        lost: is.array(Float64Array, blocks * categories * options),
      }),
    ),
  })
}

const gapFacts: is.Fields<GapFacts> = {
  id: is.text,
  lineage: is.optional(
    is.record<GapLineage>({ isKnown: is.flag, splitFrom: is.orNull(is.text), merged: is.listOf(is.text) }),
  ),
  limit: is.number,
  basis: is.optional(basis),
  people: is.orNull(is.number),
  groupPeople: is.orNull(is.number),
  populationGroup: is.text,
  dwellings: is.orNull(is.number),
  blockIds: is.listOf(is.text),
  blockParts: is.listOf(is.number),
  demandPoints: is.count,
  centre: position,
  polygons,
  nearestFacilityId: is.orNull(is.text),
  nearestFacilityName: is.orNull(is.text),
  nearestStraightMetres: is.orNull(is.number),
  nearestWalkMinutes: is.orNull(is.number),
  nearestWalkMetres: is.orNull(is.number),
  edgeAffected: is.flag,
  action: is.oneOf(GAP_ACTIONS),
  diagnosis: is.optional(diagnosisShape),
}
const categoryGap = is.record<CategoryGap>({ ...gapFacts, kind: is.oneOf(['category']), category: is.text })
const ruleGap = is.record<RuleGap>({
  ...gapFacts,
  kind: is.oneOf(['rule']),
  ruleId: is.text,
  categories: is.listOf(is.text),
})
const gap: is.Check = (value) => {
  const isOfRule = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'rule'
  return (isOfRule ? ruleGap : categoryGap)(value)
}

function table({ blocks, categories, facilities, options }: Counts): is.Check {
  const rows = blocks * categories
  const cells = rows * options
  return is.record<AccessTable>({
    blockCount: is.oneOf([blocks]),
    categoryCount: is.oneOf([categories]),
    limitCount: is.oneOf([options]),
    status: is.array(Uint8Array, rows, 0, ACCESS_STATUS_NAMES.length),
    walkSeconds: is.array(Float64Array, rows),
    walkMetres: is.array(Float64Array, rows),
    facility: is.array(Int32Array, rows, -1, facilities),
    count: is.array(Uint32Array, cells),
    share: is.array(Float64Array, cells),
    edgeAffected: is.array(Uint8Array, rows, 0, 2),
    certainShare: is.optional(is.array(Float64Array, cells)),
    stability: is.optional(is.array(Uint8Array, cells, 0, STABILITY_NAMES.length)),
    stepFreeMetres: is.optional(is.array(Float64Array, rows)),
    notStepFreeMetres: is.optional(is.array(Float64Array, rows)),
    seatGapMetres: is.optional(is.array(Float64Array, rows)),
    seatWalkMetres: is.optional(is.array(Float64Array, rows)),
  })
}

function facts({ blocks, categories, gaps, options, rules }: Counts): is.Check {
  const plain = is.record<LimitFacts>({
    everything: is.record<LimitFacts['everything']>({ covered: is.number, total: is.number, kinds: is.count }),
    medianKinds: is.orNull(is.count),
    ranking: is.listOf(is.below(categories)),
    missingKinds: is.array(Uint16Array, blocks),
    gapOrder: is.array(Uint32Array, undefined, 0, gaps),
    gapOffset: is.array(Uint32Array, categories + 1),
    largestGaps: is.listOf(is.record<GapGroup>({ gap: is.below(gaps), categories: is.listOf(is.below(categories)) })),
  })
  // The gaps of one category end where those of the next begin.
  const limit: is.Check = (value) => {
    const wrong = plain(value)
    if (wrong !== null) return wrong
    const { gapOffset, gapOrder } = value as LimitFacts
    const isOrdered = gapOffset.every((offset, i) => offset >= (gapOffset[i - 1] ?? 0))
    return isOrdered && gapOffset[gapOffset.length - 1] === gapOrder.length ? null : '.gapOffset does not fit the order'
  }
  const areas: is.Check = (value) => {
    const wrong = is.record<Pick<AreaFacts, 'names'>>({ names: is.listOf(is.text) })(value)
    if (wrong !== null) return wrong
    const { length } = (value as AreaFacts).names
    return is.record<AreaFacts>({
      level: is.oneOf(AREA_LEVELS),
      names: is.anything,
      blocks: is.array(Uint32Array, length),
      people: is.array(Float64Array, length),
      share: is.array(Float64Array, length * categories * options),
    })(value)
  }
  return is.record<AccessFacts>({
    people: is.orNull(is.number),
    blocksUnknown: is.count,
    measure: is.text,
    verdict: is.array(Uint8Array, blocks * categories * options, 0, VERDICT_NAMES.length),
    limits: is.listOf(limit, options),
    areas: is.orNull(areas),
    first: firstShape(blocks, gaps, rules),
  })
}

interface Counts {
  readonly blocks: number
  readonly categories: number
  readonly facilities: number
  readonly gaps: number
  /** Limits. */
  readonly options: number
  readonly rules: number
}

/** What is wrong with a value that should be an answer; `null` where nothing is. */
export const answerShape: is.Check = (value) => {
  const lists = {
    blocks: is.listOf(block),
    categories: is.listOf(category),
    facilities: is.listOf(facility),
    gaps: is.listOf(gap),
  }
  const wrong = is.record<Pick<AccessReport, 'options' | keyof typeof lists>>({ options, ...lists })(value)
  if (wrong !== null) return wrong
  const report = value as AccessReport
  const counts: Counts = {
    blocks: report.blocks.length,
    categories: report.categories.length,
    facilities: report.facilities.length,
    gaps: report.gaps.length,
    options: report.options.limits.length,
    rules: report.standard?.rules?.length ?? 0,
  }
  return is.record<AccessReport>({
    schemaVersion: is.text,
    modelVersion: is.text,
    toolVersion: is.text,
    options: is.anything,
    title: is.optional(is.text),
    inputs: is.listOf(inputShape),
    network: networkShape,
    compounds: is.optional(compounds),
    compoundShapes: is.optional(compoundShapes),
    search: is.optional(is.orNull(searchShape)),
    categories: is.anything,
    blocks: is.anything,
    facilities: is.anything,
    table: table(counts),
    coverage: is.listOf(coverage),
    hours: is.optional(is.listOf(momentCoverageShape)),
    capacity: is.optional(capacityShape(counts.blocks, counts.facilities)),
    levels: is.optional(levelShape),
    profileLosses: is.optional(profileLosses(counts)),
    scenario: is.optional(scenarioShape),
    gaps: is.anything,
    closedGapIds: is.optional(is.listOf(is.text)),
    plan: is.optional(planShape(counts.blocks, share)),
    studyArea: is.optional(
      is.record<StudyArea>({ name: is.text, polygons, blocksOutside: is.count, blocksCut: is.count }),
    ),
    facts: facts(counts),
    verdicts: is.listOf(verdictShape(counts.blocks, counts.rules, counts.facilities)),
    standard: is.optional(is.orNull(standardShape(counts.blocks))),
    rejects: is.listOf(rejectShape),
    notices: is.listOf(noticeShape),
    licence: is.optional(licenceShape),
  })(report)
}
