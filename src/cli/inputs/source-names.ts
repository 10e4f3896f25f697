// Names for the files of a run. A file is called by its base name; where several have the same one, by as much of its path as
// tells them apart. It knows paths, not what the files hold.
import { resolve } from 'node:path'

/** A file that can be called otherwise. */
interface NamedFile {
  readonly path: string
  readonly name: string
}

/** The same files in the same order, no two different ones with the same name. The same file given twice keeps one name. */
export function tellApart<T extends NamedFile>(files: readonly T[]): T[] {
  const parts = files.map(({ path }) => resolve(path).split(/[/\\]/))
  return files.map((file, at) => {
    const own = parts[at]!
    const rivals = parts.filter((other, index) => files[index]!.name === file.name && other.join('/') !== own.join('/'))
    let length = 1
    while (length < own.length && rivals.some((other) => suffix(other, length) === suffix(own, length))) length++
    return length === 1 ? file : { ...file, name: suffix(own, length) }
  })
}

function suffix(parts: readonly string[], length: number): string {
  return parts.slice(-length).join('/')
}
