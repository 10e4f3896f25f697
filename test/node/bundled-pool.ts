// The pool and its worker bundled from the sources into a temporary folder: threads run JavaScript files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { createSweepPool } from '../../src/node/worker-pool.ts'

/** The pool as users get it, from a folder of its own. */
export interface BundledPool {
  readonly createSweepPool: typeof createSweepPool

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

    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
