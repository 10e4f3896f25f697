// One writer at a time: a file that says who is writing into a folder. It counts while its writer lives. Here that is known from the
// process; of writers in other containers or on other computers from a sign of life that they give every second. What enters: the path
// of the lock; what leaves: the lock, or a refusal.
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { problem } from '../words/problem.ts'
import { removeQuietly, temporaryPath } from './leftovers.ts'
import { isMark, lifeOf, ownMark } from './writer-mark.ts'

/** How often a writer gives a sign of life. */
const BEAT_MS = 1000

/** A writer elsewhere that gave none for so long is dead. Long steps of a run stay well below it. */
const SILENT_MS = 20_000

/** What a disk without hard links says, by system. */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'EMLINK',
  'EISDIR',
  'UNKNOWN',
])

/** A held lock. */
export interface FolderLock {
  readonly path: string
  /** Mark of the dead writer whose lock was in its place. */
  readonly predecessor: string | undefined
  /** False where it was taken away meanwhile: somebody else may be writing. */
  isHeld(): boolean
  release(): void
}

interface HeldLock {
  readonly lock: FolderLock
  users: number
}

/** The locks of this process. */
const held = new Map<string, HeldLock>()

/**
 * Takes a lock.
 *
 * @param shown the folder or file as the user named it
 * @param how `shared`: beside other writers of this process, which agree among themselves
 * @throws LivingCircleError `io` while another writer lives, or where no file can be made there
 */
export function takeLock(path: string, shown: string, how: { readonly shared: boolean }): FolderLock {
  const known = held.get(path)
  if (known?.lock.isHeld() === true) {
    if (!how.shared) throw busy(shown, 'here')
    known.users++
    return known.lock
  }
  known?.lock.release()
  let predecessor: string | undefined
  for (let tries = 0; tries < 10; tries++) {
    const descriptor = tryToMake(path)
    if (descriptor !== undefined) return begin(path, descriptor, predecessor)
    predecessor = clear(path, shown) ?? predecessor
  }
  throw busy(shown, 'elsewhere')
}

/** The lock appears with its mark inside: a writer that is killed meanwhile leaves no lock that nobody can tell the owner of. */
function tryToMake(path: string): number | undefined {
  const whole = temporaryPath(dirname(path))
  const descriptor = openSync(whole, 'wx')
  try {
    writeSync(descriptor, `${ownMark()}\n`)
    linkSync(whole, path)
    return descriptor
  } catch (error) {
    closeSync(descriptor)
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return undefined
    // Some disks know no hard links.
    if (code !== undefined && NO_LINKS.has(code)) return tryToMakeInPlace(path)
    throw error
  } finally {
    removeQuietly(whole)
  }
}

function tryToMakeInPlace(path: string): number | undefined {
  try {
    const descriptor = openSync(path, 'wx')
    writeSync(descriptor, `${ownMark()}\n`)
    return descriptor
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
}

function begin(path: string, descriptor: number, predecessor: string | undefined): FolderLock {
  const beat = setInterval(() => {
    try {
      // Written anew, so that its time is the disk's.
      writeSync(descriptor, `${ownMark()}\n`, 0)
    } catch {
      // The disk went away; writing will say so.
    }
  }, BEAT_MS)
  beat.unref()
  const lock: FolderLock = {
    path,
    predecessor,
    isHeld: () => holderOf(path)?.mark === ownMark(),
    release: () => {
      const entry = held.get(path)
      if (entry?.lock !== lock || --entry.users > 0) return
      held.delete(path)
      clearInterval(beat)
      closeSync(descriptor)
      if (lock.isHeld()) unlinkSync(path)
    },
  }
  held.set(path, { lock, users: 1 })
  return lock
}

interface Holder {
  readonly text: string
  /** Empty where the writer was killed before it wrote one. */
  readonly mark: string
  readonly aliveAtMs: number
}

function holderOf(path: string): Holder | undefined {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const text = readFileSync(descriptor, 'utf8')
    const mark = text.trim()
    return { text, mark: isMark(mark) ? mark : '', aliveAtMs: fstatSync(descriptor).mtimeMs }
  } finally {
    closeSync(descriptor)
  }
}

function lives(path: string, { mark, aliveAtMs }: Holder): boolean {
  const life = mark === '' ? 'elsewhere' : lifeOf(mark)
  return life === 'elsewhere' ? clockOf(dirname(path)) - aliveAtMs < SILENT_MS : life === 'alive'
}

/** The time on the disk's own clock: that of another computer may go differently. */
function clockOf(folder: string): number {
  const path = temporaryPath(folder)
  try {
    const descriptor = openSync(path, 'wx')
    try {
      return fstatSync(descriptor).mtimeMs
    } finally {
      closeSync(descriptor)
      removeQuietly(path)
    }
  } catch {
    return Date.now()
  }
}

/** Takes the lock of a dead writer away; its mark. */
function clear(path: string, shown: string): string | undefined {
  const holder = holderOf(path)
  if (holder === undefined) {
    if (existsSync(path)) throw busy(shown, 'elsewhere')
    return undefined
  }
  if (lives(path, holder)) throw busy(shown, lifeOf(holder.mark) === 'elsewhere' ? 'elsewhere' : 'here')
  const aside = temporaryPath(dirname(path))
  try {
    renameSync(path, aside)
  } catch {
    return undefined
  }
  // Between looking and taking, another run may have taken it, and made its own.
  if (holderOf(aside)?.text !== holder.text) {
    try {
      linkSync(aside, path)
    } catch {
      // There is a third one; the run whose lock this was will notice.
    }
    removeQuietly(aside)
    throw busy(shown, 'here')
  }
  removeQuietly(aside)
  return holder.mark === '' ? undefined : holder.mark
}

function busy(shown: string, where: 'here' | 'elsewhere') {
  return where === 'here'
    ? problem('io', 'path.busy', { path: shown }, { hint: 'hint.busy' })
    : problem('io', 'path.busy-elsewhere', { path: shown }, { hint: 'hint.busy-elsewhere' })
}
