// Files that are hashed while they are written. What enters: files; what leaves: the same files, and what each came to once it is written.
import { createHash } from 'node:crypto'
import type { FileContent } from './stage-file.ts'
import { checkFiles, type FileToWrite } from './write-files.ts'

/** A file as it was written. */
export interface WrittenFile {
  readonly name: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/**
 * The same files, with a list that fills while they are written: a file stands in it once its last byte has been made. One that is written twice
 * stands there once.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { hashedFiles, writeFilesAtomically } from 'living-circle/node'
 * const { files, written } = hashedFiles([{ name: 'note.txt', content: 'done\n' }])
 * await writeFilesAtomically(await mkdtemp(join(tmpdir(), 'results-')), files)
 * written()[0]?.bytes // 5
 * ```
 */
export function hashedFiles(files: readonly FileToWrite[]): {
  readonly files: readonly FileToWrite[]
  readonly written: () => readonly WrittenFile[]
} {
  checkFiles('hashedFiles', files)
  const done = new Map<string, WrittenFile>()
  const hashed = files.map(
    ({ name, content }): FileToWrite => ({
      name,
      content: () => hashedPieces(content, (bytes, sha256) => done.set(name, { name, bytes, sha256 })),
    }),
  )
  return { files: hashed, written: () => files.flatMap(({ name }) => done.get(name) ?? []) }
}

async function* hashedPieces(
  content: FileContent,
  done: (bytes: number, sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let length = 0
  const pieces = typeof content === 'function' ? content() : [content]
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    hash.update(bytes)
    length += bytes.length
    yield bytes
  }
  done(length, hash.digest('hex'))
}
