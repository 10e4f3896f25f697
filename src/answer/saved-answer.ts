// Saving an answer and loading it: one file that holds all that documents need, so that none of them needs a second analysis.
import type { ShapeColumns } from '../foundation/shape-columns.ts'
import type { AccessReport } from './access-report.ts'
import { damaged, fromAnswerBytes, toAnswerBytes } from './answer-bytes.ts'
import { answerShape } from './answer-shape.ts'
import type { Basemap, BasemapPlace } from './basemap.ts'
import { packValue } from './pack-value.ts'
import { position } from './place-shapes.ts'
import { box } from './sources-shape.ts'
import { unpackValue } from './unpack-value.ts'
import * as is from './value-shape.ts'
import type { WalkRoute } from './walk-route.ts'

/** What documents need beside the answer itself. */
export interface AnswerGround {
  /** What lies under the blocks on maps; `null` where it was not kept. */
  readonly basemap: Basemap | null
  /** Walks as they go, for the map; none: straight lines stand for them. */
  readonly routes: readonly WalkRoute[]
}

/** A saved answer, loaded. */
export interface LoadedAnswer extends AnswerGround {
  readonly report: AccessReport
}

const NO_GROUND: AnswerGround = { basemap: null, routes: [] }

/**
 * An answer as the bytes of `answer.bin`: everything, exactly. The same answer gives the same bytes.
 *
 * @param report what an analysis found
 * @param ground what documents need beside it
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { loadAnswer, saveAnswer } from 'living-circle/parts'
 * declare const report: AccessReport
 * const { report: again } = loadAnswer(saveAnswer(report))
 * ```
 */
export function saveAnswer(report: AccessReport, ground: AnswerGround = NO_GROUND): Uint8Array {
  const { json, arrays } = packValue({ report, ...ground })
  return toAnswerBytes(json, arrays)
}

/**
 * The answer that {@link saveAnswer} saved. Arrays of the table are views of the bytes where these begin at a multiple of 8: whoever
 * changes the bytes changes the answer.
 *
 * @throws LivingCircleError `input-format` (other bytes, damaged, not an answer), `input-unsupported` (another version),
 *   `input-truncated`
 * @example
 * ```ts
 * import { loadAnswer, saveAnswer } from 'living-circle/parts'
 * declare const bytes: Uint8Array
 * const { report } = loadAnswer(bytes) // of saveAnswer, or answer.bin
 * ```
 */
export function loadAnswer(bytes: Uint8Array): LoadedAnswer {
  const { json, arrays } = fromAnswerBytes(bytes)
  const value = unpackValue(json, arrays)
  const wrong = is.record<LoadedAnswer>({
    report: answerShape,
    basemap: is.orNull(basemap),
    routes: is.listOf(is.record<WalkRoute>({ blockId: is.text, category: is.text, line: is.listOf(position) })),
  })(value)
  if (wrong !== null) throw damaged(`answer${wrong}`)
  return value as LoadedAnswer
}

/** Lines or rings whose offsets ascend to the end of their columns. */
const shapes: is.Check = (value) => {
  const columns = { offset: is.array(Uint32Array), lonE7: is.array(Int32Array), latE7: is.array(Int32Array) }
  const wrong = is.record<ShapeColumns>(columns)(value)
  if (wrong !== null) return wrong
  const { offset, lonE7, latE7 } = value as ShapeColumns
  const isAscending = offset.every((start, i) => start >= (offset[i - 1] ?? 0))
  const fits = offset[0] === 0 && offset[offset.length - 1] === lonE7.length && latE7.length === lonE7.length
  return isAscending && fits ? null : ' does not fit its positions'
}

const basemap = is.record<Basemap>({
  box,
  streets: is.record<Basemap['streets']>({ major: shapes, minor: shapes, path: shapes, steps: shapes, bridge: shapes }),
  railway: shapes,
  waterway: shapes,
  water: shapes,
  green: shapes,
  buildings: shapes,
  coastline: shapes,
  places: is.listOf(
    is.record<BasemapPlace>({
      lonLat: position,
      name: is.text,
      nameZh: is.orNull(is.text),
      nameEn: is.orNull(is.text),
      rank: is.oneOf([1, 2, 3]),
    }),
  ),
})
