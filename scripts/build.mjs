// Builds dist/ from an empty folder, after refreshing the data modules made from data/*.json. The library is compiled file by
// file, for bundlers and types; the command line is bundled into few files beside each other, for it reads them at every start.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { embedData } from './embed-data.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
embedData(root)
rmSync(`${root}/dist`, { recursive: true, force: true })
const tsc = `${root}/node_modules/typescript/bin/tsc`
const { status } = spawnSync(process.execPath, [tsc, '-p', `${root}/tsconfig.build.json`], { stdio: 'inherit' })
process.exitCode = status ?? 1
await build({
  absWorkingDir: root,
  // The worker lies beside the pool that starts it, here as in dist/node/.
  entryPoints: ['src/cli/main.ts', 'src/node/worker-sweep.ts'],
  entryNames: '[name]',
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
})
