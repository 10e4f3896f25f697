// Everything that a command was asked to read, as one value.
import type {
  ByteSource,
  LoadedArea,
  LoadedBlocks,
  LoadedFacilities,
  LoadedStandard,
  LoadedStudyArea,
  StandardPack,
  TableLoadOptions,
  WalkProfile,
} from '../library.ts'
import type { Library } from '../session.ts'

/** Everything that was asked to be read. */
export interface LoadedInputs {
  readonly library: Library
  readonly area: LoadedArea
  /** The area as it was read, before compounds were closed. */
  readonly streets: LoadedArea
  readonly facilities: LoadedFacilities
  readonly blocks: LoadedBlocks
  readonly within: LoadedStudyArea | undefined
  readonly standard: StandardPack | LoadedStandard | undefined
  /** Who walks. */
  readonly profile: WalkProfile
  /** The user's own tables, in the order of facilities, blocks, gates, totals. */
  readonly tables: readonly ByteSource[]
  /** How they were read. */
  readonly reading: TableLoadOptions
}
