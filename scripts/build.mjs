// Builds dist/ from an empty folder, after refreshing what is made from other files (data modules, tables in docs/):
//   dist/**        the library module by module, for bundlers: what a page does not use it does not carry; and its types
//   dist/doors/    each door as one file for Node, Bun and Deno, which would else look for hundreds of files; dist/cli/ the command line;
//                  dist/chunks/ what they share and what they load late
//   dist/living-circle.browser.js   the browser's door as one file, for a page without any bundler
//   dist/maplibre/ the files of MapLibre GL that a map page holds
//   dist/LICENSES.txt   the licences of what lies inside these
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeDocTables } from './doc-tables.mjs'
import { embedData } from './embed-data.mjs'
import { licencesOf } from './licences.mjs'
import { keepLinesOnly } from './line-maps.mjs'
import { embedPageScripts } from './page-scripts.mjs'
import { dropComments, dropHiddenTypes, keepPlacesOnly } from './slim-modules.mjs'
import { workerModules } from './worker-code.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = `${root}/dist`
embedData(root)
embedPageScripts(root)
await writeDocTables(root)
rmSync(dist, { recursive: true, force: true })

const tsc = `${root}/node_modules/typescript/bin/tsc`
const { status } = spawnSync(process.execPath, [tsc, '-p', `${root}/tsconfig.build.json`], { stdio: 'inherit' })
process.exitCode = status ?? 1

const workers = workerModules(root)
for (const platform of ['node', 'browser']) writeFileSync(`${dist}/${platform}/worker-file.js`, workers[platform])
await dropComments(dist)
keepPlacesOnly(`${dist}/words/en.d.ts`)
dropHiddenTypes(dist, ['index', 'parts', 'node/index', 'browser/index', 'node/worker-sweep', 'browser/worker-sweep'])

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
  plugins: [{ name: 'worker-code', setup: putWorkerCode }],
}
const doors = await build({
  ...shared,
  entryPoints: {
    'cli/start': 'src/cli/start.ts',
    'cli/first-thread': 'src/cli/first-thread.ts',
    'cli/run-thread': 'src/cli/run-thread.ts',
    'cli/main': 'src/cli/main.ts',
    'doors/index': 'src/index.ts',
    'doors/parts': 'src/parts.ts',
    'doors/node': 'src/node/index.ts',
    'doors/browser': 'src/browser/index.ts',
  },
  outdir: dist,
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  mainFields: ['module', 'main'],
  // Packages that every run needs are bundled, too: to find their thirty files takes longer than to run them. Not these, which few need.
  external: ['highs', 'hyparquet-writer', 'polygon-clipping', 'proj4', 'saxes'],
  // For packages that ask for a part of Node as CommonJS does. Bundled into CommonJS once more, a file has no address but a name.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url || __filename);",
  },
  // Read at every start, so without blanks; names stay, and the maps lead back to the sources by name, without holding them.
  minifyWhitespace: true,
  lineLimit: 200,
  // V8 reads a file of ASCII in half the memory and faster.
  charset: 'ascii',
  sourcemap: 'linked',
  sourcesContent: false,
  platform: 'node',
  target: 'node20.19',
})
keepLinesOnly(dist)
const page = await build({
  ...shared,
  entryPoints: ['src/browser/index.ts'],
  outfile: `${dist}/living-circle.browser.js`,
  minify: true,
  lineLimit: 200,
  // At the beginning of a line, so that checkers see at once that it is a module.
  footer: { js: 'export {};' },
  // Asked for by papaparse where there are streams of Node.
  external: ['stream'],
  platform: 'browser',
  target: 'es2022',
})

mkdirSync(`${dist}/maplibre`)
const maplibre = `${root}/node_modules/maplibre-gl`
for (const file of ['maplibre-gl-csp.js', 'maplibre-gl-csp-worker.js', 'maplibre-gl.css']) {
  copyFileSync(`${maplibre}/dist/${file}`, `${dist}/maplibre/${file}`)
}
copyFileSync(`${maplibre}/LICENSE.txt`, `${dist}/maplibre/LICENSE.txt`)
writeFileSync(
  `${dist}/LICENSES.txt`,
  licencesOf(root, [...Object.keys(doors.metafile.inputs), ...Object.keys(page.metafile.inputs)]),
)

const help = spawnSync(process.execPath, [`${root}/scripts/help-texts.mjs`], { stdio: ['ignore', 'pipe', 'inherit'] })
if (help.status !== 0) process.exitCode = 1

/** The modules that hold the workers' code stand where the sources look for a file. */
function putWorkerCode({ onLoad }) {
  onLoad({ filter: /[/\\](node|browser)[/\\]worker-file\.ts$/ }, ({ path }) => {
    const platform = /[/\\]node[/\\]worker-file\.ts$/.test(path) ? 'node' : 'browser'
    return { contents: workers[platform].replace('./worker-of-text.js', './worker-of-text.ts'), loader: 'js' }
  })
}
