// Where the real extracts lie beside the checkout, and whether they are there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ByteSource, bytesSource } from '../../src/index.ts'

/** Folder of real data beside the checkout; tests that need it are skipped where it is absent. */
export const SHARED_DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** True where the real data is at hand. */
export const hasSharedData = existsSync(join(SHARED_DATA, 'README.md'))

/** A file of the real data as a byte source. */
export function sharedSource(name: string): ByteSource {
  return bytesSource(name.split('/').at(-1)!, readFileSync(join(SHARED_DATA, name)))
}

/** Rows of a plain CSV (no quotes) as records. */
export function sharedCsv(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(SHARED_DATA, name), 'utf8').trim().split(/\r?\n/)
  const columns = head!.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i]!, cell])))
}

/** A JSON file of the real data. */
export function sharedJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(SHARED_DATA, name), 'utf8')) as T
}
