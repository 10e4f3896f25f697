// Is what was handed over what another function makes? Looked at by the fields that are about to be used, so that a slip (a path, a promise that nobody
// awaited) is named and no TypeError of the engine's comes out. Values in; nothing out, or an error. It does not look into the fields.
import { message, problem } from './problem.ts'

/**
 * @param what the function that was called
 * @param parameter what was handed over, as the reader calls it
 * @param makers who makes such a thing
 * @param fields what it must have
 * @throws LivingCircleError `invalid-option`
 */
export function checkGiven(
  what: string,
  parameter: string,
  given: unknown,
  makers: string,
  fields: readonly string[],
): void {
  if (typeof given === 'object' && given !== null && fields.every((field) => Reflect.get(given, field) !== undefined))
    return
  throw problem('invalid-option', 'given.wrong', { what, parameter }, { hint: message('hint.given', { makers }) })
}

/** A file, as {@link checkGiven} knows one. @throws LivingCircleError `invalid-option` */
export function checkFile(what: string, given: unknown): void {
  checkGiven(what, 'file', given, 'openFile, bytesSource, blobSource', ['name', 'stream'])
}

/** A loaded area, as {@link checkGiven} knows one. @throws LivingCircleError `invalid-option` */
export function checkArea(what: string, given: unknown): void {
  checkGiven(what, 'area', given, 'loadArea', ['network'])
}
