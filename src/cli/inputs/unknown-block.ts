// A block id that is not among those that were read.
import type { Library } from '../session.ts'
import { UsageError } from '../usage-error.ts'

/** What to say about it, with the id that was probably meant. */
export function unknownBlock({ suggest }: Library, id: string, ids: readonly string[]): UsageError {
  const near = suggest(id, ids)
  return new UsageError(
    `There is no block "${id}" among ${ids.length}.`,
    near === undefined ? `Ids are such as ${ids.slice(0, 3).join(', ')}.` : `Did you mean "${near}"?`,
    { block: id },
  )
}
