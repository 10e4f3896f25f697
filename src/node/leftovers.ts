// Temporary files: names that no two writers can have in common, and the removal of those that killed runs left behind. A name says who
// wrote it, so nothing is removed that this program did not make, or that a living run may still need.
import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMark, lifeOf, ownMark } from './writer-mark.ts'

/** `tmp`: beside what it becomes. `link`: where a link of the folder leads, in a folder that is somebody else's. */
export type TemporaryKind = 'tmp' | 'link'

const NAME = /^\.living-circle-(.+)-\d+\.(tmp|link)$/

/** What writers elsewhere left is theirs for this long: whether they live cannot be known here. */
const ELSEWHERE_MS = 24 * 3600 * 1000

let counter = 0

/** A new name in a folder: short, in ASCII, hidden. */
export function temporaryPath(folder: string, kind: TemporaryKind = 'tmp'): string {
  counter++
  return join(folder, `.living-circle-${ownMark()}-${counter}.${kind}`)
}

/** True for names of {@link temporaryPath}. */
export function isTemporaryName(name: string, kind: TemporaryKind = 'tmp'): boolean {
  const found = NAME.exec(name)
  return found !== null && found[2] === kind && isMark(found[1]!)
}

/**
 * Removes what killed runs left in a folder. What cannot be removed stays: it is in nobody's way.
 *
 * @param dead marks of writers elsewhere that are known not to live any more
 */
export function removeLeftovers(folder: string, dead: ReadonlySet<string>, kind: TemporaryKind = 'tmp'): void {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return
  }
  for (const name of names) {
    if (!isTemporaryName(name, kind)) continue
    const path = join(folder, name)
    if (isLeft(NAME.exec(name)![1]!, path, dead)) removeQuietly(path)
  }
}

function isLeft(mark: string, path: string, dead: ReadonlySet<string>): boolean {
  if (dead.has(mark)) return true
  const life = lifeOf(mark)
  if (life !== 'elsewhere') return life === 'dead'
  try {
    return Date.now() - lstatSync(path).mtimeMs > ELSEWHERE_MS
  } catch {
    return false
  }
}

/** Removes a file, or a folder of files, that may be gone already. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Somebody else holds it; the next run tries again.
  }
}

/** A new folder among the system's temporary ones; those that killed runs left there go first. @throws the system's error */
export function makeScratchFolder(): string {
  removeLeftovers(tmpdir(), new Set())
  const folder = temporaryPath(tmpdir())
  mkdirSync(folder)
  return folder
}
