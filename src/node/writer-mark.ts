// Who writes: a mark that names one process among all that may share a folder, also from other containers or computers, and whether the
// process behind a mark still lives. It knows processes, not files of results.
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** As a mark is written: place, process number, its start, and chance. */
const MARK = /^([0-9a-f]{8})-(\d{1,10})-([0-9a-z]{1,13})-[0-9a-f]{12}$/

/** The start of a process where the system does not tell it. */
const UNTOLD = '0'

let own: string | undefined

/** The mark of this process: the same for as long as it runs, and of no other process anywhere. */
export function ownMark(): string {
  own ??= `${placeHere()}-${process.pid}-${startOf(process.pid)}-${randomBytes(6).toString('hex')}`
  return own
}

/** True for a text that {@link ownMark} can have given. */
export function isMark(text: string): boolean {
  return MARK.test(text)
}

/**
 * Whether the process behind a mark lives. `elsewhere` where this process cannot know: another computer, or another container, whose
 * process numbers mean other processes.
 */
export function lifeOf(mark: string): 'alive' | 'dead' | 'elsewhere' {
  const [, place, number, start] = MARK.exec(mark) ?? []
  if (place !== placeHere()) return 'elsewhere'
  const pid = Number(number)
  if (pid === process.pid) return mark === ownMark() ? 'alive' : 'dead'
  try {
    process.kill(pid, 0)
  } catch (error) {
    // A process of somebody else may not be signalled, but it is there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'dead'
  }
  // Process numbers are used again: only with the same start it is the same process.
  const now = startOf(pid)
  return now === UNTOLD || start === UNTOLD || now === start ? 'alive' : 'dead'
}

let place: string | undefined

/** Where process numbers mean the same processes: this boot of this computer, and in it this container (its process namespace). */
function placeHere(): string {
  place ??= createHash('sha256')
    .update([hostname(), textOf('/proc/sys/kernel/random/boot_id'), namespaceHere()].join('\n'))
    .digest('hex')
    .slice(0, 8)
  return place
}

function namespaceHere(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

/** When a process began, in ticks since the computer did; Linux tells it. */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`)
  // The second field is the program's name in brackets, which may hold spaces and brackets.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return ticks !== undefined && /^\d+$/.test(ticks) ? Number(ticks).toString(36) : UNTOLD
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
