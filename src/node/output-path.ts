// Where an output goes: a path as the user gave it → the place that is written, links followed; or a refusal, before any work. It writes
// nothing.
import { accessSync, constants, lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { LivingCircleError } from '../foundation/errors.ts'
import { problem } from '../words/problem.ts'
import { systemReason } from './system-errors.ts'

/** A place that is written. */
export interface OutputPlace {
  /** Without links: absolute. */
  readonly real: string
  /** Of what is there; `undefined` where nothing is. */
  readonly stats: Stats | undefined
  /** A link that leads to nothing. */
  readonly isDangling: boolean
}

const MOST_LINKS = 40

/**
 * What a path leads to.
 *
 * @throws LivingCircleError `io` where the folder that is to hold it does not exist or cannot be reached
 */
export function outputPlace(path: string, wanted: 'file' | 'folder' = 'file'): OutputPlace {
  let at = resolve(path)
  for (let links = 0; links < MOST_LINKS; links++) {
    const stats = statsOf(at, path, lstatSync)
    if (stats === undefined)
      return { real: join(realFolder(at, path, wanted), basename(at)), stats, isDangling: links > 0 }
    if (!stats.isSymbolicLink()) return { real: realOf(at, path), stats, isDangling: false }
    // Links that the system makes up (/dev/stdout) lead to no path; what is behind them is.
    const behind = statsOf(at, path, statSync)
    if (behind !== undefined && !behind.isFile() && !behind.isDirectory()) {
      return { real: at, stats: behind, isDangling: false }
    }
    at = resolve(dirname(at), readlinkSync(at))
  }
  throw cannotWrite(path, Object.assign(new Error('too many links'), { code: 'ELOOP' }))
}

function statsOf(at: string, shown: string, look: (path: string) => Stats): Stats | undefined {
  try {
    return look(at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cannotWrite(shown, error)
  }
}

function realOf(path: string, shown: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    throw cannotWrite(shown, error)
  }
}

/** The folder that is to hold a new file or folder. */
function realFolder(path: string, shown: string, wanted: 'file' | 'folder'): string {
  const folder = dirname(path)
  if (statsOf(folder, shown, statSync)?.isDirectory() === true) return realOf(folder, shown)
  if (wanted === 'folder') {
    throw problem('io', 'path.no-folder-above', { folder: shown }, { hint: 'hint.make-folder-above' })
  }
  throw problem('io', 'path.no-folder', { path: shown, folder: dirname(shown) }, { hint: 'hint.make-folder' })
}

/** Refuses a folder without permission to write before hours are spent. @throws LivingCircleError `io` */
export function refuseUnwritable(folder: string, shown: string): void {
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw cannotWrite(shown, error)
  }
}

/** Names that Windows keeps for devices, with any ending: CON, NUL.txt, com1.csv. */
const RESERVED = /^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$) *(?:\.|$)/i

/**
 * True for names of files that Windows keeps for devices (CON, aux.csv) or changes (a dot or space at the end).
 *
 * @example
 * ```ts
 * import { isReservedName } from 'living-circle/node'
 * isReservedName('aux.csv') // true
 * ```
 */
export function isReservedName(name: string): boolean {
  return RESERVED.test(name) || /[. ]$/.test(name)
}

/**
 * Refuses a new name that Windows does not know or changes: results are given on, and must arrive. Checked everywhere, so that the same command
 * does the same on every system.
 *
 * @throws LivingCircleError `usage`
 */
export function refuseReservedName(name: string, shown: string): void {
  const isOddOnWindows = process.platform === 'win32' && /[<>:"|?*]/.test(name)
  if (!isReservedName(name) && !isOddOnWindows) return
  throw problem('usage', 'path.reserved-name', { path: shown, name }, { hint: 'hint.other-name' })
}

/**
 * What a file is, whatever it is called: the same for all its links, spellings and ways through folders. `undefined` where there is none,
 * and for pipes and devices, which nothing replaces.
 */
export function fileIdentity(path: string): string | undefined {
  try {
    const stats = statSync(path, { bigint: true })
    if (!stats.isFile()) return undefined
    // Some shared drives number no files; there the path must do.
    return stats.ino > 0n ? `${stats.dev}:${stats.ino}` : realpathSync.native(path).toLowerCase()
  } catch {
    return undefined
  }
}

/** What the system said when it refused to write. */
export function cannotWrite(path: string, error: unknown): LivingCircleError {
  const { reason, hint, code } = systemReason(error, 'write')
  return problem(
    'io',
    'path.cannot-write',
    { path, reason },
    { hint, details: { path, systemCode: code }, cause: error },
  )
}
