// What tests of threads share: the pool and its worker bundled from the sources into a temporary folder (threads run JavaScript
// files), a town large enough for several threads, results as plain values.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { createSweepPool } from '../../src/node/worker-pool.ts'
import type { ReachedTimes } from '../../src/search/reached-times.ts'
import type { Street, Town } from '../search/random-streets.ts'

/** The pool as users get it, from a folder of its own. */
export interface BundledPool {
  readonly createSweepPool: typeof createSweepPool
  readonly workerFile: URL
  readonly remove: () => void
}

/** Bundles pool and worker. */
export async function bundlePool(): Promise<BundledPool> {
  const folder = mkdtempSync(join(tmpdir(), 'living-circle-threads-'))
  await build({
    entryPoints: ['worker-pool.ts', 'worker-sweep.ts'].map((name) =>
      fileURLToPath(new URL(`../../src/node/${name}`, import.meta.url)),
    ),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const { createSweepPool } = await import(pathToFileURL(join(folder, 'worker-pool.js')).href)
  return {
    createSweepPool,
    workerFile: pathToFileURL(join(folder, 'worker-sweep.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A town of squares, large enough for several threads: `side` × `side` junctions, an origin on every street. */
export function squares(side: number): Town {
  const streets: Street[] = []
  const street = (from: number, to: number) => {
    const forward = 8 * (1 + ((from * 7 + to * 13) % 5))
    streets.push({ from, to, forward, backward: forward, forwardAlong: forward + 8, backwardAlong: forward + 16 })
  }
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const here = row * side + column
      if (column > 0) street(here - 1, here)
      if (row > 0) street(here - side, here)
    }
  }
  return {
    vertices: side * side,
    waits: Array.from({ length: side * side }, (_, vertex) => vertex % 4),
    streets,
    origins: streets.map((_, number) => [{ street: number, eighth: number % 9, metres: number % 7 }]),
    facilities: streets.flatMap((_, number) =>
      number % 5 === 0
        ? [{ category: number % 3, entrances: [{ street: number, eighth: number % 4, metres: 2 }] }]
        : [],
    ),
    categories: 3,
    limits: [40, 90, 150],
    direction: 'toFacility',
  }
}

/** A result as plain values, to be compared. */
export function bytesOf(times: ReachedTimes) {
  const plain = (value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Uint32Array)] : value)
  return Object.fromEntries(Object.entries(times).map(([name, value]) => [name, plain(value)]))
}
