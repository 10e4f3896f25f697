// `facilities/*.csv` where the shell left it as it is (on Windows, or in quotes): the files that it means. In: a path. Out: paths.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkType } from '../foundation/arguments.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { problem } from '../words/problem.ts'

/**
 * The files that a path means: itself, or those that match `*` (any text) and `?` (one character) in its last part, in natural order.
 * A file whose own name has such a character is itself.
 *
 * @throws LivingCircleError `input-unusable` where a pattern matches nothing
 * @example
 * ```ts
 * import { matchingFiles } from 'living-circle/node'
 * declare const folder: string
 * const tables = matchingFiles(`${folder}/*.csv`)
 * ```
 */
export function matchingFiles(path: string): string[] {
  checkType('matchingFiles', 'path', path, 'string')
  const slash = Math.max(path.lastIndexOf('/'), process.platform === 'win32' ? path.lastIndexOf('\\') : -1)
  const pattern = path.slice(slash + 1)
  if (!/[*?]/.test(pattern) || existsSync(path)) return [path]
  const folder = slash < 0 ? '.' : dirname(path)
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    names = []
  }
  const found = names.filter((name) => matches(name, pattern)).sort(compareNaturally)
  if (found.length === 0) {
    throw problem('input-unusable', 'path.no-match', { path }, { hint: 'hint.check-relative-path' })
  }
  return found.map((name) => (slash < 0 ? name : join(folder, name)))
}

/** Goes through name and pattern once, back to the last star where it does not fit; hidden files need a dot in the pattern. */
function matches(name: string, pattern: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false
  let at = 0
  let in_ = 0
  let star = -1
  let from = 0
  while (at < name.length) {
    if (pattern[in_] === '*') {
      star = in_++
      from = at
    } else if (pattern[in_] === '?' || pattern[in_] === name[at]) {
      in_++
      at++
    } else if (star >= 0) {
      in_ = star + 1
      at = ++from
    } else return false
  }
  while (pattern[in_] === '*') in_++
  return in_ === pattern.length
}
