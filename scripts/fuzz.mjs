// npm run fuzz -- TARGET SECONDS [SEED]: bundles the harness of test/fuzz, which is TypeScript, and runs it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'living-circle-fuzz-'))
try {
  const outfile = join(folder, 'fuzz.mjs')
  await build({
    entryPoints: [join(root, 'test/fuzz/fuzz.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    // Packages in the old style ask for modules of Node by require.
    banner: {
      js: "import { createRequire as requireMaker } from 'node:module'; const require = requireMaker(import.meta.url);",
    },
  })
  const { runFuzz } = await import(pathToFileURL(outfile).href)
  process.exitCode = await runFuzz(process.argv.slice(2), join(root, 'test/fuzz/finds'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
