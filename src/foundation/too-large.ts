// Whether an error says that something to be written is larger than its format, or a text or array, can be. Knows no format.
import { isLivingCircleError } from './errors.ts'

/** What engines say when a text, an array or a table would be larger than any can be. */
const SIZES = /invalid (?:string|array|typed array|array buffer) length|allocation failed|maximum size exceeded/i

/** True for `output-too-large`, and for texts and arrays that grew beyond what can be. */
export function isTooLarge(error: unknown): boolean {
  if (isLivingCircleError(error)) return error.code === 'output-too-large'
  if (!(error instanceof Error)) return false
  return (
    (error as { code?: unknown }).code === 'ERR_STRING_TOO_LONG' ||
    (error instanceof RangeError && SIZES.test(error.message))
  )
}
