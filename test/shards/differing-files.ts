// Which files of two folders are not the same, for tests.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Names of files that differ, or that only one of the folders has; with folders in them. */
export function differingFiles(one: string, other: string): string[] {
  const names = new Set([one, other].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })))
  return [...names].sort().filter((name) => {
    const [a, b] = [join(one, name), join(other, name)]
    if (!existsSync(a) || !existsSync(b)) return true
    return statSync(a).isFile() && !readFileSync(a).equals(readFileSync(b))
  })
}
