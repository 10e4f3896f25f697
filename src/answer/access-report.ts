// The plain result of an analysis: what report and standard read. Typed arrays for blocks × categories, records for the rest.
// It does not know how anything is written down.
import type { PolygonRings } from '../foundation/geo.ts'
import type { Basis, BoundingBox, LonLat } from '../foundation/units.ts'
import type { LinkStatus } from '../locate/linkage.ts'
import type { WalkProfile } from '../network/profile.ts'
import type { VerdictName } from './verdict-share.ts'

/** The same block, facility and reject shapes as `normalise` makes; named here so that this room depends on none. */
export interface ReportBlock {
  readonly id: string
  readonly name: string | null
  readonly lonLat: LonLat
  readonly polygons: readonly PolygonRings[] | null
  readonly people: Readonly<Record<string, number | null>>
  readonly dwellings: number | null
  readonly landSquareMetres: number | null
  readonly community: string | null
  readonly street: string | null
  readonly district: string | null
  readonly source: string
  readonly lineOrId: string
  readonly demandMethod: DemandMethod
  readonly demandPointCount: number
  /** Weight of its demand points that are linked, 0 to 1. */
  readonly linkedShare: number
  /** `linked` where any demand point is; else the commonest reason. */
  readonly linkStatus: LinkStatus
  /** Straight access leg of its best-placed demand point, metres; NaN where not linked. */
  readonly linkMetres: number
  /** Metres to the data's edge; negative outside. */
  readonly edgeMetres: number
}

/** How a block's demand points were made. */
export type DemandMethod = 'gates' | 'buildings' | 'grid' | 'point'

export interface ReportFacility {
  readonly id: string
  readonly name: string | null
  readonly category: string
  readonly categoryReason: string
  readonly lonLat: LonLat
  readonly entrances: readonly LonLat[]
  readonly polygons: readonly PolygonRings[] | null
  readonly source: string
  readonly lineOrId: string
  readonly capacity: number | null
  readonly floorAreaSquareMetres: number | null
  readonly level: string | null
  readonly hours: string | null
  readonly status: string | null
  /** Of its best entrance. */
  readonly linkStatus: LinkStatus
  readonly linkMetres: number
}

export interface ReportCategory {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly theme: string
  readonly populationGroup: string
  /** Facilities of the category that are linked, and all of them. */
  readonly linkedFacilities: number
  readonly facilities: number
}

/** Values of `AccessTable.status`. */
export const ACCESS_REACHED = 0
export const ACCESS_UNREACHED = 1
export const ACCESS_UNLINKED = 2
/** Names by value. */
export const ACCESS_STATUS_NAMES = ['reached', 'unreached', 'unlinked'] as const
/** How a block stands to a category. */
export type AccessStatusName = (typeof ACCESS_STATUS_NAMES)[number]

/** Blocks × categories (row = block × categoryCount + category), and × limits (cell = row × limitCount + limit). */
export interface AccessTable {
  readonly blockCount: number
  readonly categoryCount: number
  readonly limitCount: number
  readonly status: Uint8Array
  /** Headline walk (best gate, or weighted median demand point); NaN where not reached. */
  readonly walkSeconds: Float64Array
  readonly walkMetres: Float64Array
  /** Index into `facilities`; −1 where not reached. */
  readonly facility: Int32Array
  /** Facilities within each limit, by the headline demand point (any gate). */
  readonly count: Uint32Array
  /** Weight of demand points within each limit, of the linked ones, 0 to 1; NaN where unlinked. */
  readonly share: Float64Array
  /** 1 where the largest limit reaches beyond the data's edge. */
  readonly edgeAffected: Uint8Array
}

/** One share with its denominator. `null` share where the total is 0. */
export interface CoverageShare {
  /** `population`, `age_60_plus`, …, `dwellings`, `land_m2`, `blocks`. */
  readonly measure: string
  readonly covered: number
  /** Denominator: over blocks that are linked and whose value is known. */
  readonly total: number
  readonly share: number | null
  /** Blocks in the denominator, and those left out because not linked or unknown. */
  readonly blocks: number
  readonly blocksUnlinked: number
  readonly blocksUnknown: number
  /** Value known of blocks that are not linked (people left out of the denominator). */
  readonly unlinkedTotal: number
}

export interface CategoryCoverage {
  readonly category: string
  /** In minutes or metres, by the report's basis. */
  readonly limit: number
  readonly shares: readonly CoverageShare[]
}

/** People without cover, joined where their demand points are near each other. */
export type Gap = CategoryGap | RuleGap

/** A gap of a category at the report's largest limit. */
export interface CategoryGap extends GapFacts {
  readonly kind: 'category'
  /** Category id. */
  readonly category: string
}

/** A gap of a rule of the standard, at the rule's own limit. */
export interface RuleGap extends GapFacts {
  readonly kind: 'rule'
  readonly ruleId: string
  /** Ids of the categories that satisfy the rule. */
  readonly categories: readonly string[]
}

/** Whatever is lacking: what is known of the ground and the nearest facility. */
export interface GapFacts {
  /** Stable from run to run: category, limit and place. */
  readonly id: string
  readonly limit: number
  /** What `limit` is measured by: the rule's own, else the report's. */
  readonly basis?: Basis | undefined
  /** Sum of known population × uncovered weight; `null` where no block's population is known. */
  readonly people: number | null
  /** The same for the category's own population group. */
  readonly groupPeople: number | null
  readonly populationGroup: string
  readonly dwellings: number | null
  readonly blockIds: readonly string[]
  readonly demandPoints: number
  readonly centre: LonLat
  /** Outline for drawing. */
  readonly polygons: readonly PolygonRings[]
  readonly nearestFacilityId: string | null
  readonly nearestFacilityName: string | null
  /** Straight line from the gap's centre; `null` where the category has no facility at all. */
  readonly nearestStraightMetres: number | null
  /** Shortest walk from any of its demand points to any facility of the kind, searched to four times the limit; `null` beyond. */
  readonly nearestWalkMinutes: number | null
  readonly nearestWalkMetres: number | null
  readonly edgeAffected: boolean
}

/** The categories that a gap lacks: its own, or all that would satisfy its rule. */
export function gapCategories(gap: Gap): readonly string[] {
  return gap.kind === 'category' ? [gap.category] : gap.categories
}

/** The rule that is not met in a gap; `null` where it lacks a category. */
export function gapRuleId(gap: Gap): string | null {
  return gap.kind === 'rule' ? gap.ruleId : null
}

export interface NetworkSummary {
  readonly vertices: number
  readonly edges: number
  readonly walkableKilometres: number
  readonly restrictedKilometres: number
  readonly restrictedNodes: number
  readonly blockedNodes: number
  readonly components: number
  /** Kilometres in components that points may not link to. */
  readonly islandKilometres: number
  readonly highwayWays: number
  readonly walkableWays: number
  readonly notWalkableWays: number
  readonly emptyWays: number
  readonly missingNodeRefs: number
  readonly box: BoundingBox
  readonly boxIsDeclared: boolean
}

/** One input as it was read. */
export interface InputRecord {
  readonly role: 'area' | 'facilities' | 'blocks' | 'gates' | 'totals' | 'standard'
  readonly name: string
  readonly byteLength: number | null
  readonly sha256: string | null
  /** The data's own date, ISO; `null` unknown. */
  readonly date: string | null
  readonly format: string
  readonly read: number
  readonly used: number
  readonly rejected: number
}

export interface ReportReject {
  readonly source: string
  readonly lineOrId: string
  readonly code: string
  readonly message: string
  readonly severity: 'rejected' | 'warning'
}

/** Verdict of one block on one rule. */
export interface Verdict {
  readonly blockIndex: number
  readonly ruleId: string
  readonly category: string
  readonly limit: number
  readonly basis: Basis | 'straight-line'
  readonly verdict: VerdictName
  readonly share: number | null
  readonly clause: string
  readonly sourceVerified: boolean
  readonly edgeAffected: boolean
  /** `15`, `10`, `5`, `block`, `none`. Levels do not contain each other. */
  readonly level?: string | undefined
  readonly mandatory?: boolean | undefined
  /** Minutes or metres by the rule's basis to the nearest facility that counts; `null` where none is within the limit. */
  readonly value?: number | null | undefined
  /** Index into `facilities` of that facility, or `null`. */
  readonly facilityIndex?: number | null | undefined
}

/** A rule of the standard as outputs show it. */
export interface StandardRuleRecord {
  readonly id: string
  readonly nameEn: string
  readonly nameZh: string
  readonly level: string
  readonly basis: Basis | 'straight-line'
  readonly categories: readonly string[]
  /** The largest limit of its routes, minutes or metres. */
  readonly limit: number
  readonly mandatory: boolean
  readonly populationGroup: string
  readonly clause: string
  readonly mark: string
  /** False: not verified against the printed standard; every output says so beside it. */
  readonly verified: boolean
}

/** How complete the provision of one block is. */
export interface BlockCompletenessRecord {
  readonly required: number
  readonly met: number
  readonly partial: number
  readonly unmet: number
  readonly unknown: number
  /** `met / required`; `null` where nothing is required or any of it is unknown. */
  readonly share: number | null
  /** The same up to each level, from the lowest: its own duties and those of all lower ones. */
  readonly byLevel?: readonly LevelCompletenessRecord[] | undefined
  /** Ids of mandatory rules that are not met. */
  readonly missing: readonly string[]
}

/** Duties up to one level. */
export interface LevelCompletenessRecord {
  readonly level: string
  readonly required: number
  readonly met: number
  readonly share: number | null
}

/** One rule summed over a community, street, district, or everything (`all`). */
export interface UnitVerdictRecord {
  readonly unitKind: 'community' | 'street' | 'district' | 'all'
  readonly unit: string
  readonly street: string | null
  readonly district: string | null
  readonly ruleId: string
  readonly met: number
  readonly partial: number
  readonly unmet: number
  readonly unknown: number
  readonly populationGroup: string
  readonly coveredPeople: number
  readonly knownPeople: number
  readonly share: number | null
  readonly blocksUnknownPeople: number
  readonly blocksUnlinked: number
}

/** Is there enough per 1,000 people, whatever the distance? */
export interface AdequacyRecord {
  readonly ruleId: string
  readonly nameEn?: string | undefined
  readonly nameZh?: string | undefined
  /** What the supply is counted in: facilities, their places or beds, square metres of floor or land. */
  readonly measure?: 'facilities' | 'capacity' | 'floor_m2' | 'land_m2' | undefined
  readonly verdict: 'met' | 'unmet' | 'unknown'
  readonly perThousand: number | null
  readonly minPerThousand: number
  readonly supply: number
  readonly missing: number
  readonly populationGroup: string
  readonly people: number
  readonly clause: string
  readonly sourceVerified: boolean
}

/** People covered by a printed straight-line radius and on foot: the difference is covered on paper, not on foot. */
export interface PaperCoverageRecord {
  readonly ruleId: string
  readonly populationGroup: string
  readonly peopleOnPaper: number
  readonly peopleOnFoot: number
  /** The same denominator for both. */
  readonly people: number
}

/** What a standard said about the blocks. */
export interface StandardReport {
  readonly id: string
  readonly version: string
  readonly nameEn: string
  readonly nameZh: string
  readonly rules: readonly StandardRuleRecord[]
  /** By block, in the order of `blocks`. */
  readonly completeness: readonly BlockCompletenessRecord[]
  readonly units: readonly UnitVerdictRecord[]
  readonly adequacy: readonly AdequacyRecord[]
  readonly onPaper: readonly PaperCoverageRecord[]
}

export interface AnalysisOptionsRecord {
  readonly basis: Basis
  /** Minutes (time) or metres (distance), ascending. */
  readonly limits: readonly number[]
  readonly profile: WalkProfile
  readonly maxLinkMetres: number
  readonly demand: 'auto' | DemandMethod
  readonly standard: string | null
}

/** Everything an analysis found. Blocks are in natural order of id, facilities in order of id, so input order has no influence. */
export interface AccessReport {
  readonly schemaVersion: string
  readonly modelVersion: string
  readonly toolVersion: string
  readonly options: AnalysisOptionsRecord
  readonly inputs: readonly InputRecord[]
  readonly network: NetworkSummary
  /** How the walks were searched; null where they were found by other means. */
  readonly search?: SearchRecord | null | undefined
  readonly categories: readonly ReportCategory[]
  readonly blocks: readonly ReportBlock[]
  readonly facilities: readonly ReportFacility[]
  readonly table: AccessTable
  readonly coverage: readonly CategoryCoverage[]
  readonly gaps: readonly Gap[]
  /** Blocks × rules of the standard; empty without one. */
  readonly verdicts: readonly Verdict[]
  readonly standard?: StandardReport | null | undefined
  readonly rejects: readonly ReportReject[]
  /** Sentences that every output repeats: flat, restricted ways count as ordinary, categories without data … Codes for translation. */
  readonly notices: readonly Notice[]
  /** Of the map; default: that of OpenStreetMap. */
  readonly licence?: DataLicence | undefined
}

/**
 * From which side the walks were searched, and the counts that decided it: from the facilities where these are at fewer
 * different places than the demand points. The results are the same from either side; the time is not.
 */
export interface SearchRecord {
  readonly from: 'demand-points' | 'facilities'
  /** Different linked places of demand points (a block's gates are one). */
  readonly demandPlaces: number
  /** Different linked places of facilities (a facility's entrances are one). */
  readonly facilityPlaces: number
}

/** Whose map a report is made from: the credit that every output carries. */
export interface DataLicence {
  /** One line for files and maps, and the same in Chinese. */
  readonly attribution: string
  readonly attributionZh: string
  readonly database: string
  readonly url: string
}

/** Of any map that is not known to be invented. */
export const OSM_LICENCE: DataLicence = {
  attribution: '© OpenStreetMap contributors',
  attributionZh: '© OpenStreetMap contributors',
  database: 'ODbL-1.0',
  url: 'https://www.openstreetmap.org/copyright',
}

/** Of the sample town that comes with the package. */
export const INVENTED_LICENCE: DataLicence = {
  attribution: 'Invented sample data, CC0 1.0',
  attributionZh: '虚构示例数据，CC0 1.0',
  database: 'CC0-1.0',
  url: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

/** The licence of a report or an area; where it names none, that of OpenStreetMap. */
export function licenceOf({ licence }: { readonly licence?: DataLicence | undefined }): DataLicence {
  return licence ?? OSM_LICENCE
}

export interface Notice {
  readonly code: string
  readonly textEn: string
  readonly textZh: string
}
