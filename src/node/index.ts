// SIDE DOOR: the front door plus files. The only library room that uses node:*.

export * from '../index.ts'
export type { SweepPool, SweepPoolOptions } from '../threads/sweep-pool.ts'
export { matchingFiles } from './file-patterns.ts'
export { type MaplibreAssetTexts, readMaplibreAssets } from './maplibre-assets.ts'
export { nativeInflate } from './native-inflate.ts'
export { type FileSource, openFile } from './open-file.ts'
export { createSweepPool } from './worker-pool.ts'
export {
  checkOutputFile,
  checkOutputFolder,
  type FileToWrite,
  type WriteOptions,
  writeFileAtomically,
  writeFilesAtomically,
} from './write-files.ts'
