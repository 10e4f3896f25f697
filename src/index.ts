// FRONT DOOR: everything a program needs, listed by hand and grouped by room. Runs in a browser: no node:*, no DOM.

// Hallway: the usual path
export { type AccessAnalysis, type AnalyseOptions, analyseAccess } from './analyse.ts'
// foundation
export {
  type ErrorCode,
  type ErrorDetails,
  fromPlainError,
  isLivingCircleError,
  LivingCircleError,
  type PlainError,
  toPlainError,
} from './foundation/errors.ts'
export { compareNaturally } from './foundation/natural-order.ts'
export { suggest } from './foundation/options.ts'
export type { Progress, RunOptions } from './foundation/progress.ts'
export { type Basis, type BoundingBox, type LonLat, UNREACHED } from './foundation/units.ts'
export { MODEL_VERSION, TOOL_VERSION } from './foundation/version.ts'
export {
  type BlockLoadOptions,
  type FacilityLoadOptions,
  type LoadedArea,
  type LoadedBlocks,
  type LoadedFacilities,
  loadArea,
  loadBlocks,
  loadFacilities,
  type TableLoadOptions,
} from './load.ts'
// locate
export { buildLocator, DEFAULT_MAX_LINK_METRES, type Locator, linkPoints } from './locate/link-points.ts'
export { LINK_STATUS_NAMES, type Linkage, type LinkStatus } from './locate/linkage.ts'
// measure
export {
  ACCESS_REACHED,
  ACCESS_STATUS_NAMES,
  ACCESS_UNLINKED,
  ACCESS_UNREACHED,
  type AccessReport,
  type AccessTable,
  type CategoryCoverage,
  type CoverageShare,
  type DemandMethod,
  type Gap,
  type InputRecord,
  type NetworkSummary,
  type Notice,
  type ReportBlock,
  type ReportCategory,
  type ReportFacility,
  type ReportReject,
  type Verdict,
} from './measure/access-report.ts'
export { type AccessStudy, prepareStudy, sweepStudy } from './measure/access-study.ts'
export {
  createWalkExplainer,
  explainWalk,
  type FacilityWalk,
  sumParts,
  type WalkExplanation,
  type WalkPart,
} from './measure/explain-walk.ts'
export { measureGaps } from './measure/gaps.ts'
export { outlineOfPoints } from './measure/outline.ts'
// network
export { buildNetwork } from './network/build-network.ts'
export { buildImpedance, type Impedance } from './network/impedance.ts'
export { loadNetwork, networkOver, saveNetwork } from './network/network-buffer.ts'
export { WALK_PROFILES, type WalkProfile, walkProfile } from './network/profile.ts'
export type { WalkNetwork } from './network/walk-network.ts'
// normalise
export type { BlockBuilding, BlockRecord, PeopleByGroup } from './normalise/block-record.ts'
export { allCategories, categoryById, resolveCategoryWord } from './normalise/categories.ts'
export type { Category, VerificationMark } from './normalise/category.ts'
export type { FacilityRecord } from './normalise/facility-record.ts'
export type { Reject, RejectCode, SourceCounts } from './normalise/rejects.ts'
export { normaliseWalkableWays } from './normalise/walkable-ways.ts'
export type { WalkableWays, WalkableWaysCounts } from './normalise/walkable-ways-record.ts'
// read
export { type ByteSource, blobSource, bytesSource, readAllBytes } from './read/byte-source.ts'
export { type ReadOsmOptions, readOsm } from './read/osm.ts'
export type { OsmHeader, RawOsm, TagColumns } from './read/raw-osm.ts'
export type { RawTable } from './read/raw-table.ts'
export { type ReadTableOptions, readTable, readTableChunks } from './read/table.ts'
// report
export { type ReportFile, reportFiles } from './report/report-files.ts'
// search
export { BoundedSweep } from './search/bounded-sweep.ts'
export { buildFacilityTargets, type FacilityTargets, type WalkDirection } from './search/facility-targets.ts'
export { buildPlaceLegs, type PlaceLegs } from './search/place-legs.ts'
export { type ReachedTimes, type SweepProblem, sweepReachedTimes } from './search/reached-times.ts'
