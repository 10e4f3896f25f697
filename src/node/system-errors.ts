// What the operating system's error codes mean, in words, and what to do about them. Knows no file format.

/** A system error in words. */
export interface SystemReason {
  /** `ENOENT` …, or `unknown`. */
  readonly code: string
  readonly reason: string
  readonly hint: string | undefined
}

const REASONS: Readonly<Record<string, { readonly reason: string; readonly read?: string; readonly write?: string }>> =
  {
    ENOENT: {
      reason: 'there is no such file or folder',
      read: 'Check the path; it is taken from the folder that you are in.',
      write: 'Make the folder first, or check the path.',
    },
    EACCES: {
      reason: 'permission denied',
      read: 'Ask for the right to read it, or copy it to a folder of your own.',
      write: 'Choose a folder that you may write to.',
    },
    EPERM: {
      reason: 'operation not permitted',
      read: 'Ask for the right to read it, or copy it to a folder of your own.',
      write: 'Choose a folder that you may write to; on Windows close programs that have the file open.',
    },
    EBUSY: { reason: 'the file is in use', write: 'Close the program that has it open and try again.' },
    EROFS: { reason: 'the disk is read-only', write: 'Choose a folder on another disk.' },
    ENOSPC: { reason: 'no space left on the disk', write: 'Free some space or choose a folder on another disk.' },
    EDQUOT: { reason: 'your disk quota is used up', write: 'Free some space or choose a folder on another disk.' },
    EFBIG: { reason: 'the file grew larger than the disk allows', write: 'Choose a folder on another disk.' },
    ENOTDIR: {
      reason: 'a part of the path is a file, not a folder',
      read: 'Check the path.',
      write: 'Check the path.',
    },
    EISDIR: { reason: 'it is a folder', read: 'Name a file inside it.', write: 'Choose another name.' },
    ENAMETOOLONG: { reason: 'the name is too long', read: 'Check the path.', write: 'Choose a shorter name.' },
    EMFILE: {
      reason: 'too many files are open',
      read: 'Close other programs and try again.',
      write: 'Close other programs and try again.',
    },
    EIO: { reason: 'the disk reported an error', read: 'Check the disk.', write: 'Check the disk.' },
    ELOOP: { reason: 'its links lead in a circle', read: 'Check the path.', write: 'Check the path.' },
  }

/** What a thrown system error says, for reading or for writing. */
export function systemReason(error: unknown, doing: 'read' | 'write'): SystemReason {
  const code = (error as NodeJS.ErrnoException | null)?.code
  const known = code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined
  if (known !== undefined) return { code: code!, reason: known.reason, hint: known[doing] }
  return { code: code ?? 'unknown', reason: error instanceof Error ? error.message : String(error), hint: undefined }
}
