// PARTS DOOR: the rooms for builders: indexes, sweeps, readers, formats, and every type that the front door's functions speak of.
// Listed by hand, room by room; together with the front door it is all that is public. Runs in a browser: no node:*, no DOM.

// answer: what an analysis found, as plain values
export type { AnalysisOptionsRecord, AnswerWithoutFacts } from './answer/access-report.ts'
export {
  ACCESS_REACHED,
  ACCESS_STATUS_NAMES,
  ACCESS_UNLINKED,
  ACCESS_UNREACHED,
  type AccessTable,
} from './answer/access-table.ts'
export {
  type AnswerChanges,
  type CategoryChange,
  type ChangedBlock,
  type ChangeShare,
  headlineChange,
  METHOD_PARTS,
  type MethodDifference,
  type MethodPart,
  type PlaceChange,
  type RuleChange,
  type ScenarioReport,
} from './answer/answer-changes.ts'
export type {
  AccessFacts,
  AreaFacts,
  GapGroup,
  LimitFacts,
} from './answer/answer-facts.ts'
export { type Basemap, type BasemapPlace, plainBasemap } from './answer/basemap.ts'
export { type BlockRule, rulesOfBlock } from './answer/block-rules.ts'
// types that the others speak of
export type { ServingRuleName } from './answer/capacity-report.ts'
export {
  BLOCK_PLACE_STATES,
  type CapacityReport,
  FACILITY_PLACE_STATES,
  type KindNotCounted,
  type RateCapacity,
  type ThreeCovers,
} from './answer/capacity-report.ts'
export { type CauseTotal, causeTotals } from './answer/cause-totals.ts'
export type { CompoundShape, CompoundShapes, GateMark } from './answer/compound-shapes.ts'
export type { CompoundSummary } from './answer/compound-summary.ts'
export { type CategoryCoverage, type CoverageShare, headlineShare } from './answer/coverage-share.ts'
export type { EditEcho, EditJoin, TouchedThing } from './answer/edit-echo.ts'
export type {
  AnswerFairness,
  DroppedCells,
  FAIRNESS_MEASURES,
  FAIRNESS_REASONS,
  Fairness,
  FairnessMeasure,
  FairnessReason,
  LorenzPoint,
  PalmaCuts,
  TheilGroup,
} from './answer/fairness.ts'
export type {
  FirstFacts,
  FirstGap,
  FirstSubject,
  PartOf,
  ProvidedPlace,
  Sureness,
} from './answer/first-facts.ts'
export {
  type CategoryGap,
  type GapFacts,
  type GapLineage,
  gapCategories,
  gapRuleId,
  type RuleGap,
} from './answer/gap.ts'
export type { GAP_ACTIONS, GapAction } from './answer/gap-action.ts'
export {
  type CauseEvidence,
  type CauseFinding,
  GAP_CAUSES,
  type GapCause,
  type GapDiagnosis,
  type GapRemedy,
  REMEDY_KINDS,
  type RemedyKind,
} from './answer/gap-cause.ts'
export { type GapsSince, gapsSince } from './answer/gaps-since.ts'
// report: plain results as documents
export type {
  BestGate,
  CompoundDoubt,
  CompoundFinding,
  CompoundPassage,
  GateHelp,
  GatesReport,
  HelpKind,
  PrivateStreets,
} from './answer/gates-report.ts'
export type { LEVEL_STATES, LevelArea, LevelReport, LevelState, LevelUnit } from './answer/level-report.ts'
export { countLinks, type LinkCounts } from './answer/link-counts.ts'
export type { DemandMethod, MeasuredBlock, MeasuredFacility, ReportCategory } from './answer/measured-places.ts'
export type { KindAtMoment, Moment, MomentCoverage, MomentShare, OpenCounts } from './answer/moment-coverage.ts'
export { type PlanGain, planGains } from './answer/plan-gains.ts'
export type { CategoryLoss, LossShare, ProfileLoss, ProfileLosses } from './answer/profile-losses.ts'
export { type RowReconciliation, reconcileRows, reconciliationOf } from './answer/reconciliation.ts'
export { type RejectReason, rejectReasons } from './answer/reject-reasons.ts'
export type {
  DiagnosedGap,
  JointChoice,
  JointStep,
  LackingKind,
  PlaceAddition,
  PlaceShortage,
  RemediesReport,
  Remedy,
  RemedyCost,
  RemedyCosts,
  RemedyEdit,
  RemedyGain,
  UnlinkedBlock,
} from './answer/remedies-report.ts'
export type { LateShare, ResponseReport, ResponseRow, ResponseTimes } from './answer/response-report.ts'
export {
  type OptionValue,
  type OptionValues,
  RUN_SCHEMA_VERSION,
  type RunInput,
  type RunOutput,
  type RunRecord,
} from './answer/run-record.ts'
export { type AnswerGround, type LoadedAnswer, loadAnswer, saveAnswer } from './answer/saved-answer.ts'
export type { CatchmentTables, ServedBlock, ServedSite, ServedTables } from './answer/served-tables.ts'
export type { SitedLoad, SitedStep, SitedTables } from './answer/sited-tables.ts'
export type {
  CandidateCounts,
  CandidateOrigin,
  PlanAmount,
  PlanInfeasible,
  PlanKind,
  PlanRate,
  PlanSite,
  PlanStep,
  SitingPlan,
  UnlinkedCandidate,
} from './answer/siting-plan.ts'
export type { SkippedSheetRecord, SlopeSummary } from './answer/sources.ts'
export {
  type DataLicence,
  type InputRecord,
  licenceOf,
  type NetworkSummary,
  type Notice,
  type SearchRecord,
  type StudyArea,
} from './answer/sources.ts'
export type { STABILITY_NAMES, Stability } from './answer/stability.ts'
export { type StandardData, standardData } from './answer/standard-data.ts'
export {
  type CompletenessSummary,
  type OnPaperOnly,
  type StandardSummary,
  summariseStandard,
} from './answer/standard-summary.ts'
export type { VerdictCounts } from './answer/verdict-share.ts'
export type {
  AdequacyVerdict,
  BlockCompleteness,
  DutyWord,
  LevelCompleteness,
  PaperCoverageRecord,
  RuleBasis,
  RuleLevel,
  StandardReport,
  StandardRuleRecord,
  SupplyMeasure,
  UnitKind,
  UnitVerdict,
  UnknownReason as VerdictUnknownReason,
  UnusedKind,
  Verdict,
} from './answer/verdicts.ts'
export type { WalkRoute } from './answer/walk-route.ts'
export type { ErrorParts } from './foundation/errors.ts'
// foundation: errors, progress, units
export { type ErrorDetails, fromPlainError, type PlainError, toPlainError } from './foundation/errors.ts'
export type { PolygonRings, Ring } from './foundation/geo.ts'
export { BEYOND_LIMIT_FACTOR, DEFAULT_MINUTES } from './foundation/limits.ts'
export type { MessagePart, MessageValue, MessageValues, Named, Spoken } from './foundation/message.ts'
export { compareNaturally } from './foundation/natural-order.ts'
export { suggest } from './foundation/options.ts'
export type { ShapeColumns } from './foundation/shape-columns.ts'
export { neutraliseFormula } from './foundation/spreadsheet-text.ts'
export { type Basis, type BoundingBox, UNREACHED } from './foundation/units.ts'
export { analyseGates, type GatesOptions } from './job/analyse-gates.ts'
export { analyseResponse, type ResponseOptions } from './job/analyse-response.ts'
export type { Tables as CapacityTables } from './job/capacity-of-tables.ts'
export { type CapacityTableOptions, capacityOfTables, catchmentOfTables } from './job/capacity-of-tables.ts'
export {
  type CheckedInputs,
  type CheckFindings,
  type CheckFound,
  checkInputs,
  checkRecord,
} from './job/check-inputs.ts'
export type { CategoryChoice } from './job/choose-categories.ts'
export { type FieldSheetOptions, fieldSheetFiles } from './job/field-sheets.ts'
export type { AreaLoadOptions, AreaSlopes } from './job/load-area.ts'
export type { LoadedCandidates } from './job/load-candidates.ts'
export type { TableCoordinates } from './job/load-coordinates.ts'
export { type LoadedRates, loadDemandRates } from './job/load-demand-rates.ts'
export { type LoadedFieldAnswers, loadFieldAnswers } from './job/load-field-answers.ts'
export { loadPlaceTemplate } from './job/load-place-template.ts'
export type { PlainTableOptions } from './job/load-plain-table.ts'
export {
  type LoadedPlanningTables,
  loadPlanningTables,
  type PlanningTableFiles,
} from './job/load-planning-tables.ts'
export { loadProfile } from './job/load-profile.ts'
export { loadRejectedRows } from './job/load-rejects.ts'
export { loadRemedyCosts } from './job/load-remedy-costs.ts'
export { standardWithWords } from './job/load-standard.ts'
export type { ByRole, TableLoadOptions } from './job/load-tables.ts'
export { type LoadedValues, loadValues } from './job/load-values.ts'
export { type LoadedVoices, loadVoices, type VoiceLoadOptions } from './job/load-voices.ts'
export type { PreparedBlocks, PreparedFacilities, PreparedPlaces } from './job/loaded-area.ts'
export type { MadeFrom } from './job/make-candidates.ts'
export {
  type CatchmentMeasureOptions,
  type CategoryCatchment,
  measureCatchments,
} from './job/measure-catchments.ts'
export { momentOf, USUAL_MOMENTS } from './job/measure-moments.ts'
export { type LineNetworkOptions, networkFromLines, type StreetLines } from './job/network-from-lines.ts'
export { type OutputSettings, outputContext } from './job/output-context.ts'
export type { PlaceFile } from './job/place-file.ts'
export {
  type DeskOptions,
  openScenarioDesk,
  type ScenarioDesk,
  type ScenarioTables,
  type TriedScenario,
} from './job/scenario-desk.ts'
export type { PlannedShard } from './job/shards/cut-shards.ts'
export { type MeasureShardOptions, measureShard } from './job/shards/measure-shard.ts'
export { type MergedShards, type MergeShardsOptions, mergeShards } from './job/shards/merge-shards.ts'
export { nearsOneMachine } from './job/shards/one-machine.ts'
export { type PlanShardsOptions, planShards, type ShardPlan } from './job/shards/plan-shards.ts'
export type { SiteAnalysis } from './job/site-facilities.ts'
export { type SiteTableQuestion, siteOfTables } from './job/site-of-tables.ts'
export {
  type LedgerFile,
  ledgerCompanions,
  loadLedger,
  progressOfLedger,
  type UpdatedLedger,
  updateLedgerFile,
} from './job/update-ledger-file.ts'
export { type VoicesOfLedger, voicesOfLedger } from './job/voices-of-ledger.ts'
export type { WalkServiceOptions } from './job/walk-service.ts'
export { type CarriedGaps, carryGapIds, type GapsOfRun } from './ledger/carry-gap-ids.ts'
export type { GapSentences } from './ledger/gap-facts.ts'
export type { LedgerProgress, ProgressRow } from './ledger/ledger-progress.ts'
export type {
  GapQuestion,
  HumanKey,
  HumanState,
  Ledger,
  LedgerConflict,
  LedgerFacts,
  LedgerGap,
  LedgerRow,
  LedgerRun,
  LedgerState,
  SharedKey,
  SightedBlock,
  UnknownReason,
} from './ledger/ledger-record.ts'
export { HUMAN_KEYS, HUMAN_STATES, LEDGER_STATES, SHARED_KEYS } from './ledger/ledger-record.ts'
export {
  type HeardGap,
  type HeardOnly,
  matchVoices,
  type VoiceLists,
  type VoiceOptions,
} from './ledger/match-voices.ts'
export { LEAST_PUBLISHED, type PublishedCounts, publishCounts } from './ledger/publish-counts.ts'
export type { ResidentVoice } from './ledger/resident-voice.ts'
export { type UpdateOptions, updateLedger } from './ledger/update-ledger.ts'
export type { BoxIndex, LeafGrid } from './locate/box-index.ts'
export { type FacilityQuestion, FacilitySet, type FoundFacility, type PlacedFacility } from './locate/facility-set.ts'
export type { InsideStreets, OwnStreets } from './locate/inside-streets.ts'
export type { StreetIndexes } from './locate/link-points.ts'
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
} from './locate/points/point-index.ts'
// locate: where on the network is this point?
export {
  buildEdgeIndex,
  type EdgeHit,
  type EdgeHits,
  type EdgeIndex,
  nearestEdge,
  nearestEdges,
} from './locate/segments/edge-index.ts'
export type { SegmentCells } from './locate/segments/segment-cells.ts'
export type { SegmentHit } from './locate/segments/segment-index.ts'
export {
  buildSegmentIndex,
  nearestSegment,
  nearestSegments,
  openSegmentIndex,
  type SegmentHits,
  type SegmentIndex,
} from './locate/segments/segment-index.ts'
// network: streets as flat arrays
export {
  type BuildNetworkOptions,
  type BuiltStreets,
  buildNetwork,
  buildStreets,
  regionIds,
} from './network/build-network.ts'
export { checkProfile, parseWalkProfile, profileAtSpeed } from './network/check-profile.ts'
export { buildImpedance, type Impedance } from './network/impedance.ts'
export { limitInMetres } from './network/limit-in-metres.ts'
export { loadNetwork, networkOver, saveNetwork } from './network/network-buffer.ts'
export type { SlopeCounts } from './network/slope-profiles.ts'
export type { CompoundCrossing } from './network/street-regions.ts'
export type { UnevenEdges } from './network/uneven-edges.ts'
export type { WalkNetwork } from './network/walk-network.ts'
export {
  type CategoryWord,
  categoryById,
  resolveCategoryWord,
  useOwnVocabulary,
} from './normalise/categories/categories.ts'
export type { OsmRule, VerificationMark } from './normalise/categories/category.ts'
export type { CategoryMatch } from './normalise/categories/category-matching.ts'
export {
  categoriseAmap,
  categoriseName,
  categoriseOsm,
  categoriseOsmAll,
} from './normalise/categories/category-matching.ts'
export { type EssentialThing, essentialThings } from './normalise/categories/essential-kinds.ts'
export type { CandidateOptions } from './normalise/coordinates/candidate-systems.ts'
export { candidateSystems } from './normalise/coordinates/candidate-systems.ts'
export type { MeasureLinkMetres } from './normalise/coordinates/coordinate-judgement.ts'
export {
  type CoordinateEvidence,
  type CoordinateJudgement,
  judgeCoordinateSystem,
} from './normalise/coordinates/coordinate-judgement.ts'
export type { CoordinateSystem } from './normalise/coordinates/coordinate-system.ts'
export { loadCoordinateSystem } from './normalise/coordinates/coordinate-systems.ts'
export type { HintedSystemId } from './normalise/coordinates/hinted-system.ts'
export { hintedSystem } from './normalise/coordinates/hinted-system.ts'
export { type BasicSystemId, basicSystem, fromWgs84, toWgs84 } from './normalise/coordinates/shifted-systems.ts'
export type { HeightField } from './normalise/heights/height-field.ts'
export type { OsmPlace } from './normalise/osm/basemap.ts'
// normalise: raw records in our vocabulary
export { basemapFromOsm, type OsmBasemap } from './normalise/osm/basemap.ts'
export { areasFromOsm, type OsmArea, type OsmAreas } from './normalise/osm/osm-areas.ts'
export { addBuildings, addGates, blocksFromOsm, type OsmBlocks } from './normalise/osm/osm-blocks.ts'
export { facilitiesFromOsm, type OsmFacilities } from './normalise/osm/osm-facilities.ts'
export type { OsmTags, TagChoice } from './normalise/osm/osm-tags.ts'
export { wayName } from './normalise/osm/way-name.ts'
export type { BlockBuilding, BlockRecord, PeopleByGroup } from './normalise/places/block-record.ts'
export { builtInRates } from './normalise/places/built-in-rates.ts'
export type { GateDirection, GateState, GateUsers } from './normalise/places/compound-record.ts'
export {
  type ClosedRule,
  type CompoundGate,
  type CompoundOutline,
  type CompoundRecord,
  opensWall,
} from './normalise/places/compound-record.ts'
export type { RATE_UNITS, RateMark } from './normalise/places/demand-rate.ts'
export { type DemandRate, type RateUnit, unitOfText } from './normalise/places/demand-rate.ts'
export { type MergedPlaces, mergeDuplicatePlaces } from './normalise/places/duplicate-places.ts'
export type { LevelLadder } from './normalise/places/facility-levels.ts'
export { type FacilityLevel, levelOf } from './normalise/places/facility-levels.ts'
export type { FacilityRecord } from './normalise/places/facility-record.ts'
export { loadOutlineMender, type OutlineMender } from './normalise/places/mend-outline.ts'
export type { WeekSpan } from './normalise/places/opening-hours.ts'
export { type OpenState, openStateAt, readHours, readMoment, type WeekHours } from './normalise/places/opening-hours.ts'
export type {
  PeopleCounts,
  Reject,
  RejectCode,
  RowsApart,
  SkippedRows,
  SourceCounts,
} from './normalise/places/rejects.ts'
export type { CandidateStatus, SiteCandidate } from './normalise/places/site-candidate.ts'
export { normaliseWalkableWays } from './normalise/streets/walkable-ways.ts'
export type { WalkableWays, WalkableWaysCounts } from './normalise/streets/walkable-ways-record.ts'
export {
  NODE_BLOCKED,
  NODE_RESTRICTED,
  NODE_SIGNALS,
  streetsAreIncomplete,
  WAY_AREA,
  WAY_BACKWARD_ONLY,
  WAY_BRIDGE,
  WAY_FORWARD_ONLY,
  WAY_RESTRICTED,
  WAY_STEPS,
  WAY_TUNNEL,
} from './normalise/streets/walkable-ways-record.ts'
export { type AmountText, parseAmountText } from './normalise/tables/amount-text.ts'
export { type GuessedColumn, guessedColumns, guessedSaid } from './normalise/tables/column-guesses.ts'
export type { ColumnRole } from './normalise/tables/column-names.ts'
export {
  type ColumnMapping,
  parseColumnMapping,
  type TableKind,
  type UnderstoodColumns,
  understandColumns,
} from './normalise/tables/column-names.ts'
export { dateOfText } from './normalise/tables/date-text.ts'
export type { ValueRow } from './normalise/tables/equity-values.ts'
export type { UnknownStatus } from './normalise/tables/facility-status.ts'
export type { WrittenEdit } from './normalise/tables/field-answers.ts'
export type { HeaderUnit } from './normalise/tables/header-units.ts'
export type { DecimalStyle, NumberText } from './normalise/tables/number-text.ts'
export { parseNumberText } from './normalise/tables/number-text.ts'
export type { SparseCosts } from './normalise/tables/planning-tables.ts'
export type { SplitBasis, SplitOptions, UnitTotals } from './normalise/tables/population-split.ts'
export { type SplitLog, type SplitPopulation, shareOut, splitPopulation } from './normalise/tables/population-split.ts'
export type { RejectedRowsOptions } from './normalise/tables/rejected-rows.ts'
export { type RejectedRows, rejectedRows } from './normalise/tables/rejected-rows.ts'
export { type SplitSummary, summariseSplit } from './normalise/tables/split-summary.ts'
export { type PlaceState, stateOfWord } from './normalise/tables/status-words.ts'
export { type BlockTable, blocksFromTable } from './normalise/tables/table-blocks.ts'
export type { UnknownCategory } from './normalise/tables/table-categories.ts'
export { type CompoundTable, compoundsFromTable } from './normalise/tables/table-compounds.ts'
export type { TableSystemOptions } from './normalise/tables/table-coordinates.ts'
export { judgeTableSystem } from './normalise/tables/table-coordinates.ts'
export {
  type FacilityTable,
  type FacilityTableOptions,
  facilitiesFromChunks,
  facilitiesFromTable,
} from './normalise/tables/table-facilities.ts'
export { type GateTable, type GateTableOptions, gatesFromTable } from './normalise/tables/table-gates.ts'
export type { TableIntakeOptions, UnderstoodTable } from './normalise/tables/table-intake.ts'
export type { TotalsOptions } from './normalise/tables/table-totals.ts'
export { type TotalsTable, totalsFromTable } from './normalise/tables/table-totals.ts'
export { type TitleUnit, titleUnitSaid } from './normalise/tables/title-units.ts'
export { type TotalWord, totalWord } from './normalise/tables/total-words.ts'
export type { AllocationArea, AllocationOptions } from './outline/allocation.ts'
export { type BasemapStreets, basemapStreets } from './outline/basemap-streets.ts'
export type { CatchmentCount, CatchmentDemand, CatchmentOptions } from './outline/catchment.ts'
export { eachIsochrone, type IsochroneBand, type IsochroneOrigin } from './outline/isochrone.ts'
export type { IsochroneStyle } from './outline/isochrone-options.ts'
export { isochroneLimits } from './outline/isochrone-options.ts'
export type { LandWalkOptions } from './outline/land-coverage.ts'
export {
  type LandCoverage,
  type LandFacility,
  landCoverageByRadius,
  landCoverageByWalk,
  parkRadiusMetres,
} from './outline/land-coverage.ts'
export { type LandWithin, landWithin } from './outline/land-within.ts'
export { outlineOfPoints } from './outline/outline.ts'
export {
  type LandBeyond,
  type LandBeyondOptions,
  type LandBlock,
  landBeyond,
  type UncoveredBlock,
  type UncoveredBlocks,
  uncoveredBlocks,
} from './outline/uncovered-blocks.ts'
export { type UncoveredLand, uncoveredLand } from './outline/uncovered-land.ts'
// plan: where to open sites
export { checkSitingQuestion, type SitingQuestion } from './plan/siting/check-problem.ts'
export {
  joinKinds,
  type KindOfSites,
  type KindShare,
  type SharedAmount,
  type SharedSiting,
  shareSiting,
} from './plan/siting/joint-siting.ts'
export { setHighsLocation } from './plan/siting/load-highs.ts'
export type { SitingOptions } from './plan/siting/siting-options.ts'
export {
  SITE_STATUSES,
  SITING_PROBLEMS,
  type SiteLoad,
  type SiteStatus,
  type SitingAlternative,
  type SitingAmount,
  type SitingAnswer,
  type SitingCosts,
  type SitingInfeasible,
  type SitingPlaces,
  type SitingProblem,
  type SitingProblemName,
  type SitingRelaxation,
  type SitingStatus,
  type SitingStep,
} from './plan/siting/siting-problem.ts'
export { solveSiting } from './plan/siting/solve-siting.ts'
// read: bytes and text as raw records
export { readAllBytes } from './read/bytes/byte-source.ts'
export type { CountKnownWords } from './read/bytes/text-encoding.ts'
export { type ReadOsmOptions, readOsm } from './read/osm/osm.ts'
export type { OsmHeader, RawOsm, TagColumns } from './read/osm/raw-osm.ts'
export type { KnowsHeader } from './read/tables/header-rows.ts'
export type { SharedCell } from './read/tables/raw-table.ts'
export { type RawTable, type RawTableProblem, TABLE_LIMITS, type TableFormat } from './read/tables/raw-table.ts'
export { sniffTableFormat } from './read/tables/sniff-table-format.ts'
export {
  openTableFile,
  type ReadTableOptions,
  readTable,
  readTableChunks,
} from './read/tables/table.ts'
export { firstSheet, sheetOfFile, type TableFile, type TableSheet } from './read/tables/table-file.ts'
export { type LorenzOptions, lorenzSvg } from './report/drawing/drawing-lorenz.ts'
export { toFlatGeobuf } from './report/formats/flatgeobuf.ts'
export { geoJsonBytes, geoJsonChunks, geoJsonSeqBytes, toGeoJson } from './report/formats/geojson.ts'
export { type LayerFeature, layerFeatures } from './report/formats/geojson-objects.ts'
export { toGeoPackage } from './report/formats/geopackage.ts'
export { toGeoParquet } from './report/formats/geoparquet.ts'
export { type KeplerMapOptions, toKeplerMap } from './report/formats/kepler-map.ts'
export { type QgisProjectOptions, toQgisProject } from './report/formats/qgis-project.ts'
export { type QmlOptions, toQml } from './report/formats/qgis-styles.ts'
export type { QgisGeometry } from './report/formats/qgis-symbols.ts'
export { type AllocationLayerOptions, allocationLayer } from './report/layers/allocation-layer.ts'
export type { NamedRemedy } from './report/layers/cause-words.ts'
export { causeSaid, remedySaid } from './report/layers/cause-words.ts'
export { changeLayer } from './report/layers/change-layer.ts'
export {
  type FeatureColumn,
  type FeatureLayerHead,
  featureLayer,
  featureLayerInParts,
  type LayerInParts,
  type PlainFeature,
  wholeLayer,
} from './report/layers/feature-layer.ts'
export { gainLayer } from './report/layers/gain-layer.ts'
export { gatesLayer } from './report/layers/gates-layer.ts'
export {
  type AskedLimits,
  type IsochroneProperties,
  isochroneLayer,
  isochroneLayerInParts,
} from './report/layers/isochrone-layer.ts'
export type { Layer, LayerColumn, LayerColumnHead, LayerHead, LayerRows } from './report/layers/layer.ts'
export type { CellValue, ColumnType } from './report/layers/layer-columns.ts'
export type {
  Colour,
  ColumnTest,
  LayerClass,
  LayerDrawing,
  LayerDrawings,
  LayerLook,
  LayerRamp,
} from './report/layers/layer-drawing.ts'
export type { LayerGeometry } from './report/layers/layer-geometry.ts'
export type { LAYER_NAMES } from './report/layers/map-layers.ts'
export { type LayerName, layerOf, mapLayers } from './report/layers/map-layers.ts'
export { remediesLayer } from './report/layers/remedies-layer.ts'
export { groupName } from './report/layers/report-columns.ts'
export { responseLayer } from './report/layers/response-layer.ts'
export { type OutCoordinates, shiftedLayer, shiftedNotice } from './report/layers/shifted-layer.ts'
export { siteLayer } from './report/layers/site-layer.ts'
export type { SuggestedAction } from './report/layers/suggested-action.ts'
export { suggestedAction } from './report/layers/suggested-action.ts'
export { type UncoveredLayerOptions, uncoveredLayer } from './report/layers/uncovered-layer.ts'
export type { NamedGap, PublicVoices, PublishedVoices } from './report/ledger/voices-csv.ts'
export { COMPARISON_FILES, type ComparisonOptions, comparisonFiles } from './report/outputs/comparison.ts'
export type { IsochroneCollection, IsochroneFeature } from './report/outputs/isochrone-geojson.ts'
export { LAYER_FORMATS, type LayerFile, type LayerFilesOptions } from './report/outputs/layer-files.ts'
export { layerSuffixes, layerWriterOf } from './report/outputs/layer-writers.ts'
export { makeOutputs } from './report/outputs/make-outputs.ts'
export type {
  Given as OutputGiven,
  LayerWriter,
  LeftOutput,
  Output,
  OutputContext,
  OutputFile,
  OutputNeed,
} from './report/outputs/output.ts'
export {
  type FurtherOutputId,
  type LayerFormat,
  OUTPUTS,
  type OutputId,
  type OutputIdOf,
} from './report/outputs/outputs.ts'
export type { RemedyFileContext } from './report/outputs/remedy-files.ts'
export { REMEDY_FILE_NAMES, remedyFiles } from './report/outputs/remedy-files.ts'
export { toBlocksGeoJsonText, toFacilitiesGeoJsonText, toGapsGeoJsonText } from './report/outputs/report-geojson.ts'
export {
  type FirstGapWords,
  type FirstPlace,
  type FirstScreen,
  firstScreen,
  firstScreenLines,
} from './report/pages/first-screen.ts'
export type { MapHtmlOptions, MaplibreAssets } from './report/pages/map-html.ts'
export { type PlaceSheetsOptions, toPlaceSheets } from './report/pages/place-sheets.ts'
export { gapPlace } from './report/pages/place-words.ts'
export { planWords } from './report/pages/plan-words.ts'
export { type PrintHtmlOptions, toPrintHtml } from './report/pages/print-edition.ts'
export type { RemediesHtmlOptions } from './report/pages/remedies-html.ts'
export { toRemediesHtml } from './report/pages/remedies-html.ts'
export type { CategoryFacts, GapKinds, ReportFacts } from './report/pages/report-facts.ts'
export type { ReportHtmlOptions } from './report/pages/report-html.ts'
export type { Side as PosterSide } from './report/poster/gate-places.ts'
export { type GatePage, type PosterGate, toGatePages } from './report/poster/gate-places.ts'
export { type PosterOptions, posterSheetPieces, toPosterSheetHtml } from './report/poster/poster.ts'
export type { PosterPlace, PosterWalk } from './report/poster/poster-content.ts'
export type { PosterRing } from './report/poster/poster-figures.ts'
export { toChangesJson, toEditsJson } from './report/tables/changes-json.ts'
export { coverageCsvBytes, coverageCsvChunks, toCoverageCsv } from './report/tables/coverage-csv.ts'
export { type CsvOptions, csvField } from './report/tables/csv.ts'
export { toAnswerEquityJson, toEquityJson } from './report/tables/equity-json.ts'
export { toGatesJson } from './report/tables/gates-json.ts'
export { toPlanJson } from './report/tables/plan-json.ts'
export { type RejectsCsvOptions, toRejectedRowsCsv, toRejectsCsv } from './report/tables/rejects-csv.ts'
export type { RemediesCsvOptions } from './report/tables/remedies-csv.ts'
export { toCausesCsv, toRemediesCsv } from './report/tables/remedies-csv.ts'
export { toRemediesJson, toRemedyEdits } from './report/tables/remedies-json.ts'
export type { ReportFile, ReportFileOptions } from './report/tables/report-files.ts'
export { slowestRows, toResponseCsv, toResponseJson } from './report/tables/response-files.ts'
export type { RateOfCatchment } from './report/tables/served-json.ts'
export { toCatchmentJson, toCatchmentsJson, toServedJson } from './report/tables/served-json.ts'
export { toSitedJson } from './report/tables/sited-json.ts'
export { toSitingStepsCsv } from './report/tables/siting-steps-csv.ts'
export { toCapacityJson } from './report/tables/summary-capacity.ts'
export type { SummaryOptions } from './report/tables/summary-json.ts'
export { type Summary, summarise, toSummaryJson } from './report/tables/summary-json.ts'
export { toVerdictsCsv } from './report/tables/verdicts-csv.ts'
export { escapeText } from './report/text/html-text.ts'
export { wholeText } from './report/text/written-text.ts'
export type { XlsxOptions } from './report/workbook/xlsx.ts'
// search: bounded shortest-path sweeps
export { BoundedSweep } from './search/bounded-sweep.ts'
export { buildFacilityTargets, type FacilityTargets, type WalkDirection } from './search/facility-targets.ts'
export { buildPlaceLegs, type PlaceLegs } from './search/place-legs.ts'
export type { PlaceNetwork, WalkEnd } from './search/place-vertices.ts'
export type { SweepMethod, SweepPlan } from './search/reached-times.ts'
export { type ReachedTimes, type SweepProblem, sweepReachedTimes } from './search/reached-times.ts'
export type { SweepGraph } from './search/sweep-arcs.ts'
export type { VisitPlan } from './search/visit-plan.ts'
export { type PairProblem, sweepWalkPairs, type WalkPairs } from './search/walk-pairs.ts'
// standard: rule packs and verdicts
export { userStandardPack } from './standard/built-in-packs.ts'
export type { FacilityFit, FitFacility, RouteFacilities } from './standard/facility-fit.ts'
export {
  categoriesOfPack,
  categoriesOfRule,
  facilitiesOfRoute,
  facilityFit,
  packOnPaper,
} from './standard/facility-fit.ts'
export { judgeAdequacy } from './standard/judge-adequacy.ts'
export type { BlockJudgement } from './standard/judge-blocks.ts'
export { judgeBlocks } from './standard/judge-blocks.ts'
export { type ParsePackOptions, parseStandardPack } from './standard/parse-pack.ts'
export type { RollUp, RollUpBlock } from './standard/roll-up.ts'
export { rollUpVerdicts } from './standard/roll-up.ts'
export type { RuleAccess, RuleShares } from './standard/rule-access.ts'
export type {
  AdequacyRule,
  ItemNotJudged,
  Mark,
  PackSource,
  RuleRoute,
  StandardRule,
} from './standard/standard-pack.ts'
export { packNotices, verifiedCounts } from './standard/verification-notice.ts'
export { type AccessStudy, prepareStudy, type StudyOptions, sweepStudy, type WalkGround } from './study/access-study.ts'
export type { DemandOrigins } from './study/access-table.ts'
export { gatherFacts } from './study/answer-facts.ts'
export { type AnswerFairnessOptions, answerFairness } from './study/answer-fairness.ts'
export { type BeyondLimit, beyondLimit } from './study/beyond-limit.ts'
export { type BlockWalks, blockWalks } from './study/block-walks.ts'
export { type CapacityProblem, withinLimit } from './study/capacity/capacity-problem.ts'
export {
  type DecayStep,
  FLOATING_MEASURES,
  type FloatingAccess,
  type FloatingMeasure,
  type FloatingOptions,
  floatingCatchment,
} from './study/capacity/floating-catchment.ts'
export {
  DEMAND_STATES,
  SERVING_RULES,
  type ServedInFact,
  type ServingRule,
  servedInFact,
} from './study/capacity/served-in-fact.ts'
export {
  type CatchmentMeasure,
  type CatchmentPeople,
  type CatchmentPeopleOptions,
  type CatchmentPlace,
  countCatchmentPeople,
} from './study/catchment-people.ts'
export type { AppliedCompounds } from './study/compound-summary.ts'
export type { DemandPoints } from './study/demand-points.ts'
export { type FairnessOptions, measureFairness } from './study/equity/fairness.ts'
export type { EquityCell } from './study/equity/weighted-values.ts'
export { createWalkExplainer, type FacilityWalk, sumParts, type WalkPart } from './study/explain-walk.ts'
export type { GapQuestion as GapMeasureQuestion } from './study/gaps.ts'
export { measureGaps } from './study/gaps.ts'
export {
  BLOCK_SIDES,
  type BlockGate,
  type BlockSide,
  type GateWalk,
  measureGates,
  sideOf,
} from './study/gate-walks.ts'
export type { ServiceFacility } from './study/live-facilities.ts'
export {
  type DenseWalks,
  denseWalks,
  type MatrixOptions,
  matrix,
  WALK_BEYOND,
  WALK_NOT_LINKED,
  WALK_WITHIN,
  type WalkTable,
} from './study/matrix.ts'
export { type NamedGate, nameGates, type PassedGate } from './study/passed-gates.ts'
export { type PeopleKnown, peopleKnown } from './study/people-known.ts'
export type {
  CountAnswer,
  CountQuestion,
  NearestAnswer,
  NearestQuestion,
  ServiceLimit,
  ServicePlace,
  ServiceRoute,
  ServiceWalk,
} from './study/service-answers.ts'
export { type WalkMatrix, type WalkMatrixOptions, walkMatrix } from './study/walk-matrix.ts'
export { walkRoutes } from './study/walk-routes.ts'
export { walkStarts } from './study/walk-starts.ts'
export type { StepFreeMetres, WalkClimb } from './study/walk-stretches.ts'
export type { Lang } from './words/languages.ts'
export { momentWords } from './words/moment-words.ts'
export type { FixedKey, ProblemKey, ProblemMessage, ProblemOptions } from './words/problem.ts'
export { message, problem } from './words/problem.ts'
export { profileNames } from './words/profile-names.ts'
export type { ValuesOf } from './words/sentence.ts'
export { NOT_VERIFIED_EN, NOT_VERIFIED_ZH } from './words/verification-words.ts'
export type { Words } from './words/words.ts'
