// A block id that is not among those that were read.
import type { Library } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'

/** What to say about it, with the id that was probably meant. */
export function unknownBlock({ suggest }: Library, id: string, ids: readonly string[]): UsageError {
  const near = suggest(id, ids)
  return new UsageError(
    usage('usage.no-block', { id, n: ids.length }),
    near === undefined
      ? usage('hint.block-ids', { list: ids.slice(0, 3).join(', ') })
      : usage('hint.did-you-mean', { word: near }),
    { block: id },
  )
}
