// What the operating system's error codes mean, in words, and what to do about them. Knows no file format.
import type { LivingCircleError } from '../foundation/errors.ts'
import type { Message } from '../foundation/message.ts'
import { type FixedKey, message, problem } from '../words/problem.ts'

/** A system error in words. */
export interface SystemReason {
  /** `ENOENT` …, or `unknown`. */
  readonly code: string
  readonly reason: Message | string
  readonly hint: FixedKey | undefined
}

const REASONS: Readonly<
  Record<string, { readonly reason: FixedKey; readonly read?: FixedKey; readonly write?: FixedKey }>
> = {
  ENOENT: {
    reason: 'system.ENOENT',
    read: 'hint.check-relative-path',
    write: 'hint.make-folder',
  },
  EACCES: {
    reason: 'system.EACCES',
    read: 'hint.ask-to-read',
    write: 'hint.writable-folder',
  },
  EPERM: {
    reason: 'system.EPERM',
    read: 'hint.ask-to-read',
    write: 'hint.writable-folder-windows',
  },
  EBUSY: { reason: 'system.EBUSY', write: 'hint.close-program' },
  EROFS: { reason: 'system.EROFS', write: 'hint.other-disk' },
  ENOSPC: { reason: 'system.ENOSPC', write: 'hint.free-space' },
  EDQUOT: { reason: 'system.EDQUOT', write: 'hint.free-space' },
  EFBIG: { reason: 'system.EFBIG', write: 'hint.other-disk' },
  ENOTDIR: {
    reason: 'system.ENOTDIR',
    read: 'hint.check-path',
    write: 'hint.check-path',
  },
  EISDIR: {
    reason: 'system.EISDIR',
    read: 'hint.name-file-inside',
    write: 'hint.other-name',
  },
  ENAMETOOLONG: {
    reason: 'system.ENAMETOOLONG',
    read: 'hint.check-path',
    write: 'hint.shorter-name',
  },
  EEXIST: { reason: 'system.EEXIST', write: 'hint.other-name' },
  ENOTEMPTY: { reason: 'system.ENOTEMPTY', write: 'hint.other-name' },
  EPIPE: { reason: 'system.EPIPE' },
  EMFILE: {
    reason: 'system.EMFILE',
    read: 'hint.close-programs',
    write: 'hint.close-programs',
  },
  EIO: { reason: 'system.EIO', read: 'hint.check-disk', write: 'hint.check-disk' },
  ELOOP: { reason: 'system.ELOOP', read: 'hint.check-path', write: 'hint.check-path' },
}

/** What a thrown system error says, for reading or for writing. */
export function systemReason(error: unknown, doing: 'read' | 'write'): SystemReason {
  const code = (error as NodeJS.ErrnoException | null)?.code
  const known = code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined
  if (known !== undefined) return { code: code!, reason: message(known.reason), hint: known[doing] }
  return { code: code ?? 'unknown', reason: error instanceof Error ? error.message : String(error), hint: undefined }
}

/**
 * What could not be printed, and whether the files of the run are written all the same.
 *
 * @example
 * ```ts
 * import { cannotPrint } from 'living-circle/node'
 * cannotPrint(new Error('closed'), false).code // 'io'
 * ```
 */
export function cannotPrint(error: unknown, filesAreWritten: boolean): LivingCircleError {
  const { reason, code } = systemReason(error, 'write')
  const hint = filesAreWritten ? 'hint.files-are-written' : 'hint.print-to-file'
  return problem('io', 'stream.lost', { reason }, { hint, details: { systemCode: code }, cause: error })
}
