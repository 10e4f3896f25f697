// SIDE DOOR: the front door plus files. The only library room that uses node:*.

export * from '../index.ts'
export type { SweepPool, SweepPoolOptions } from '../threads/sweep-pool.ts'
export { clearUp } from './clear-up.ts'
export { matchingFiles } from './file-patterns.ts'
export { gzippedFile } from './gzip-content.ts'
export { hashedFiles, type WrittenFile } from './hashed-files.ts'
export { type MaplibreAssetTexts, readMaplibreAssets } from './maplibre-assets.ts'
export { nativeInflate } from './native-inflate.ts'
export { type FileSource, openFile } from './open-file.ts'
export { openResult } from './open-result.ts'
export type { FolderCheck, OutputTerms } from './output-checks.ts'
export { checkOutputFile, checkOutputFolder, finishInterrupted, presentFiles } from './output-checks.ts'
export { isReservedName } from './output-path.ts'
export { packageVersions } from './package-versions.ts'
export { type ClaimedKind, createRunFiles, type RunFiles, type RunFilesTerms } from './run-files.ts'
export {
  type KnownRun,
  RUN_RECORD_FILE,
  type RunGround,
  recordedPath,
  recordOfRun,
  runIdOf,
  runInputs,
  runRecord,
  toRunJson,
} from './run-record.ts'
export {
  openShardPlan,
  type PlannedRun,
  planBytes,
  type RanShard,
  runShard,
  type ShardState,
  shardFolder,
  shardRows,
  shardStates,
  writeShardPlan,
} from './shard-folder.ts'
export { type HashedContent, PLAN_BYTES, PLAN_FILE, type ShardPlanRecord, type ShardRecord } from './shard-records.ts'
export type { FileContent } from './stage-file.ts'
export { cannotPrint } from './system-errors.ts'
export * from './verify-result.ts'
export { createSweepPool, type NodeSweepPoolOptions } from './worker-pool.ts'
export { type FileToWrite, type WriteOptions, writeFileAtomically, writeFilesAtomically } from './write-files.ts'
