// Builds dist/ from an empty folder, after refreshing what is made from other files: data modules, tables in docs/. The library is
// compiled file by file, for bundlers and types; the command line is bundled into few files beside each other, for it reads them at
// every start.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeDocTables } from './doc-tables.mjs'
import { embedData } from './embed-data.mjs'
import { embedPageScripts } from './page-scripts.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
embedData(root)
embedPageScripts(root)
await writeDocTables(root)
rmSync(`${root}/dist`, { recursive: true, force: true })
const tsc = `${root}/node_modules/typescript/bin/tsc`
const { status } = spawnSync(process.execPath, [tsc, '-p', `${root}/tsconfig.build.json`], { stdio: 'inherit' })
process.exitCode = status ?? 1
const { metafile } = await build({
  absWorkingDir: root,
  // The worker lies beside the pool that starts it, here as in dist/node/.
  entryPoints: ['src/cli/start.ts', 'src/cli/run-thread.ts', 'src/cli/main.ts', 'src/node/worker-sweep.ts'],
  entryNames: '[name]',
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  // Packages that every command needs are bundled, too: to find their thirty files takes longer than to run them. Not these, which
  // few commands load, or only read.
  external: ['highs', 'hyparquet-writer', 'maplibre-gl', 'osmtogeojson', 'polygon-clipping', 'proj4', 'saxes'],
  mainFields: ['module', 'main'],
  // For packages that ask for a part of Node as CommonJS does.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url);",
  },
  format: 'esm',
  charset: 'utf8',
  platform: 'node',
  target: 'node20.19',
  metafile: true,
  logLevel: 'warning',
})
writeFileSync(`${root}/dist/cli/LICENSES.txt`, licencesOf(metafile))

/** The licences of the packages of which parts were bundled, one after the other. */
function licencesOf({ inputs }) {
  const folders = new Set(Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []))
  const texts = [...folders].map((folder) => {
    const { name, version } = JSON.parse(readFileSync(`${root}/${folder}/package.json`, 'utf8'))
    const file = readdirSync(`${root}/${folder}`).find((entry) => /^licen[cs]e/i.test(entry))
    if (file === undefined) throw new Error(`${name} has no licence beside it: leave it out of the bundle`)
    return `${name} ${version}\n\n${readFileSync(`${root}/${folder}/${file}`, 'utf8').trim()}\n`
  })
  const head = 'The files beside this one contain parts of these packages.\n'
  return [head, ...texts.sort()].join(`\n${'-'.repeat(80)}\n\n`)
}
