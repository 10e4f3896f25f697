// FRONT DOOR: everything a program needs, listed by hand, room by room. Runs in a browser: no node:*, no DOM.
// The usual path is loadArea → loadFacilities, loadBlocks → analyseAccess; the rooms are there for everything else.

export { type AccessAnalysis, type AnalyseOptions, analyseAccess } from './analyse.ts'
// foundation: errors, progress, units
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
export type { ShapeColumns } from './foundation/shape-columns.ts'
export { type Basis, type BoundingBox, type LonLat, UNREACHED } from './foundation/units.ts'
export { MODEL_VERSION, TOOL_VERSION } from './foundation/version.ts'
// hallway: from byte sources to loaded inputs
export {
  type FacilityLoadOptions,
  type LoadedArea,
  type LoadedFacilities,
  loadArea,
  loadFacilities,
} from './load.ts'
export { type BlockLoadOptions, type LoadedBlocks, loadBlocks } from './load-blocks.ts'
export type { TableCoordinates } from './load-coordinates.ts'
export { loadRejectedRows } from './load-rejects.ts'
export { type LoadedStandard, loadStandard } from './load-standard.ts'
export type { TableLoadOptions } from './load-tables.ts'
// locate: where on the network is this point?
export {
  buildEdgeIndex,
  type EdgeHit,
  type EdgeHits,
  type EdgeIndex,
  nearestEdge,
  nearestEdges,
} from './locate/edge-index.ts'
export { type FacilityQuestion, FacilitySet, type FoundFacility, type PlacedFacility } from './locate/facility-set.ts'
export {
  buildLocator,
  DEFAULT_MAX_LINK_METRES,
  type LinkMasks,
  type Locator,
  linkPoints,
  sharedLocator,
} from './locate/link-points.ts'
export { LINK_STATUS_NAMES, type Linkage, type LinkStatus } from './locate/linkage.ts'
export {
  buildPointIndex,
  countsWithin,
  countWithin,
  createPointHits,
  nearestPoints,
  nearestPointsOfMany,
  type PointHits,
  type PointIndex,
  type PointTable,
  pointsWithin,
} from './locate/point-index.ts'
export {
  buildSegmentIndex,
  nearestSegment,
  nearestSegments,
  openSegmentIndex,
  type SegmentHits,
  type SegmentIndex,
} from './locate/segment-index.ts'
// measure: the numbers planners ask for
export {
  ACCESS_REACHED,
  ACCESS_STATUS_NAMES,
  ACCESS_UNLINKED,
  ACCESS_UNREACHED,
  type AccessReport,
  type AccessTable,
  type AdequacyRecord,
  type BlockCompletenessRecord,
  type CategoryCoverage,
  type CoverageShare,
  type DataLicence,
  type DemandMethod,
  type Gap,
  type InputRecord,
  type LevelCompletenessRecord,
  type NetworkSummary,
  type Notice,
  type PaperCoverageRecord,
  type ReportBlock,
  type ReportCategory,
  type ReportFacility,
  type ReportReject,
  type SearchRecord,
  type StandardReport,
  type StandardRuleRecord,
  type UnitVerdictRecord,
  type Verdict,
} from './measure/access-report.ts'
export { type AccessStudy, prepareStudy, type StudyOptions, sweepStudy } from './measure/access-study.ts'
export { type AllocationArea, type AllocationOptions, allocationAreas } from './measure/allocation.ts'
export { type BasemapStreets, basemapStreets } from './measure/basemap-streets.ts'
export {
  type Catchment,
  type CatchmentCount,
  type CatchmentDemand,
  type CatchmentOptions,
  catchment,
} from './measure/catchment.ts'
export {
  createWalkExplainer,
  explainWalk,
  type FacilityWalk,
  sumParts,
  type WalkExplanation,
  type WalkPart,
} from './measure/explain-walk.ts'
export { measureGaps } from './measure/gaps.ts'
export {
  eachIsochrone,
  type Isochrone,
  type IsochroneBand,
  type IsochroneOrigin,
  isochrone,
} from './measure/isochrone.ts'
export type { IsochroneOptions } from './measure/isochrone-options.ts'
export {
  type LandCoverage,
  type LandFacility,
  landCoverageByRadius,
  landCoverageByWalk,
  parkRadiusMetres,
} from './measure/land-coverage.ts'
export { outlineOfPoints } from './measure/outline.ts'
export { type UncoveredLand, uncoveredLand } from './measure/uncovered-land.ts'
// network: streets as flat arrays
export { buildNetwork } from './network/build-network.ts'
export { buildImpedance, type Impedance } from './network/impedance.ts'
export { loadNetwork, networkOver, saveNetwork } from './network/network-buffer.ts'
export { WALK_PROFILES, type WalkProfile, walkProfile } from './network/profile.ts'
export type { WalkNetwork } from './network/walk-network.ts'
// normalise: raw records in our vocabulary
export { basemapFromOsm, type OsmBasemap } from './normalise/basemap.ts'
export type { BlockBuilding, BlockRecord, PeopleByGroup } from './normalise/block-record.ts'
export { allCategories, type CategoryWord, categoryById, resolveCategoryWord } from './normalise/categories.ts'
export type { Category, OsmRule, VerificationMark } from './normalise/category.ts'
export { categoriseAmap, categoriseName, categoriseOsm, categoriseOsmAll } from './normalise/category-matching.ts'
export {
  type ColumnMapping,
  parseColumnMapping,
  type TableKind,
  type UnderstoodColumns,
  understandColumns,
} from './normalise/column-names.ts'
export {
  type CoordinateEvidence,
  type CoordinateJudgement,
  candidateSystems,
  hintedSystem,
  judgeCoordinateSystem,
} from './normalise/coordinate-judgement.ts'
export {
  type BasicSystemId,
  basicSystem,
  type CoordinateSystem,
  fromWgs84,
  loadCoordinateSystem,
  toWgs84,
} from './normalise/coordinate-systems.ts'
export { type MergedPlaces, mergeDuplicatePlaces } from './normalise/duplicate-places.ts'
export type { FacilityRecord } from './normalise/facility-record.ts'
export { parseNumberText } from './normalise/number-text.ts'
export { areasFromOsm, type OsmArea, type OsmAreas } from './normalise/osm-areas.ts'
export { addBuildings, addGates, blocksFromOsm, type OsmBlocks } from './normalise/osm-blocks.ts'
export { facilitiesFromOsm, type OsmFacilities } from './normalise/osm-facilities.ts'
export { type SplitLog, type SplitPopulation, shareOut, splitPopulation } from './normalise/population-split.ts'
export { type RejectedRows, rejectedRows } from './normalise/rejected-rows.ts'
export type { Reject, RejectCode, SourceCounts } from './normalise/rejects.ts'
export { type BlockTable, blocksFromTable } from './normalise/table-blocks.ts'
export type { UnknownCategory } from './normalise/table-categories.ts'
export { judgeTableSystem } from './normalise/table-coordinates.ts'
export {
  type FacilityTable,
  type FacilityTableOptions,
  facilitiesFromChunks,
  facilitiesFromTable,
} from './normalise/table-facilities.ts'
export { type GateTable, gatesFromTable } from './normalise/table-gates.ts'
export type { UnderstoodTable } from './normalise/table-intake.ts'
export { type TotalsTable, totalsFromTable } from './normalise/table-totals.ts'
export { normaliseWalkableWays } from './normalise/walkable-ways.ts'
export type { WalkableWays, WalkableWaysCounts } from './normalise/walkable-ways-record.ts'
// read: bytes and text as raw records
export { type ByteSource, blobSource, bytesSource, readAllBytes } from './read/byte-source.ts'
export { type ReadOsmOptions, readOsm } from './read/osm.ts'
export type { OsmHeader, RawOsm, TagColumns } from './read/raw-osm.ts'
export { type RawTable, type RawTableProblem, TABLE_LIMITS, type TableFormat } from './read/raw-table.ts'
export { type ReadTableOptions, readTable, readTableChunks, sniffTableFormat } from './read/table.ts'
// report: plain results as documents
export { type Basemap, type BasemapPlace, plainBasemap } from './report/basemap.ts'
export { coverageCsvBytes, coverageCsvChunks, toCoverageCsv } from './report/coverage-csv.ts'
export { type CsvOptions, csvField, neutraliseFormula } from './report/csv.ts'
export { toFlatGeobuf } from './report/flatgeobuf.ts'
export { toBlocksGeoJson, toFacilitiesGeoJson, toGapsGeoJson } from './report/geojson.ts'
export { toGeoPackage } from './report/geopackage.ts'
export { toGeoParquet } from './report/geoparquet.ts'
export { escapeText } from './report/html-text.ts'
export { CHINESE_SENTENCES, inChinese } from './report/in-chinese.ts'
export {
  type FeatureColumn,
  type PlainFeature,
  toFeatureFlatGeobuf,
  toIsochroneFlatGeobuf,
} from './report/isochrone-flatgeobuf.ts'
export {
  type IsochroneCollection,
  isochroneFeatures,
  isochroneGeoJsonChunks,
  isochroneGeoJsonSeqChunks,
  toIsochroneGeoJson,
} from './report/isochrone-geojson.ts'
export { type KeplerMapOptions, toKeplerMap } from './report/kepler-map.ts'
export {
  LAYER_FORMATS,
  type LayerFile,
  type LayerFilesOptions,
  type LayerFormat,
  layerFiles,
} from './report/layer-files.ts'
export { type MapHtmlOptions, type MaplibreAssets, toMapHtml } from './report/map-html.ts'
export type { MapRoute } from './report/map-html-data.ts'
export { groupName, type LayerColumn, type LayerName, layerOf, type MapLayer, mapLayers } from './report/map-layers.ts'
export { type PosterOptions, toPosterSheetHtml, toPosterSvg } from './report/poster.ts'
export type { PosterPlace, PosterWalk } from './report/poster-content.ts'
export type { PosterRing } from './report/poster-figures.ts'
export { type QgisProjectOptions, toQgisProject } from './report/qgis-project.ts'
export { type QmlOptions, toQml } from './report/qgis-styles.ts'
export { type RejectsCsvOptions, toRejectedRowsCsv, toRejectsCsv } from './report/rejects-csv.ts'
export { type ReportFile, type ReportFileOptions, reportFiles } from './report/report-files.ts'
export { type ReportHtmlOptions, toReportHtml } from './report/report-html.ts'
export { createTranslator, type Sentences } from './report/sentences.ts'
export { type OutCoordinates, shiftedNotice } from './report/shifted-layer.ts'
export { suggestedAction } from './report/suggested-action.ts'
export { type Summary, summarise, toSummaryJson } from './report/summary-json.ts'
export { toVerdictsCsv } from './report/verdicts-csv.ts'
export { toXlsx, type XlsxOptions } from './report/xlsx.ts'
// search: bounded shortest-path sweeps
export { BoundedSweep } from './search/bounded-sweep.ts'
export { buildFacilityTargets, type FacilityTargets, type WalkDirection } from './search/facility-targets.ts'
export { buildPlaceLegs, type PlaceLegs } from './search/place-legs.ts'
export { type ReachedTimes, type SweepProblem, sweepReachedTimes } from './search/reached-times.ts'
// standard: rule packs and verdicts
export { standardPack, standardPacks, userStandardPack } from './standard/built-in-packs.ts'
export {
  categoriesOfPack,
  categoriesOfRule,
  facilitiesOfRoute,
  facilityFit,
  packOnPaper,
} from './standard/facility-fit.ts'
export { type AdequacyVerdict, judgeAdequacy } from './standard/judge-adequacy.ts'
export { type BlockCompleteness, judgeBlocks, type RuleVerdict } from './standard/judge-blocks.ts'
export { type ParsePackOptions, parseStandardPack } from './standard/parse-pack.ts'
export { rollUpVerdicts, type UnitVerdict } from './standard/roll-up.ts'
export type { RuleAccess } from './standard/rule-access.ts'
export type { AdequacyRule, RuleRoute, StandardPack, StandardRule } from './standard/standard-pack.ts'
export { NOT_VERIFIED_EN, NOT_VERIFIED_ZH, packNotices } from './standard/verification-notice.ts'
