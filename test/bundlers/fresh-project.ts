// A project of somebody else in a temporary folder, with the package installed from what `npm pack` makes of it.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What is missing for such a project; nothing where it can be made. */
export const lacks = existsSync(join(root, 'dist/doors/index.js')) ? undefined : 'dist/ is not built'

export interface FreshProject {
  readonly path: string
  /** Why there is none: no registry, and nothing kept from earlier. */
  readonly why: string | undefined
  readonly write: (name: string, text: string) => string
  readonly remove: () => void
}

/** Packs the package as it is built and installs it with npm, from what is kept of earlier where it can. */
export function freshProject(): FreshProject {
  const path = mkdtempSync(join(tmpdir(), 'living-circle-project-'))
  const run = (cwd: string, ...argv: string[]) =>
    execFileSync('npm', argv, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000 })
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
    return join(path, name)
  }
  write('package.json', '{"name":"fresh","private":true,"type":"module"}')
  run(root, 'pack', '--silent', '--ignore-scripts', '--pack-destination', path)
  let why: string | undefined
  try {
    run(path, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarballIn(path))
  } catch (error) {
    why = `npm could not install it: ${String((error as Error).message).slice(0, 300)}`
  }
  return { path, why, write, remove: () => rmSync(path, { recursive: true, force: true }) }
}

function tarballIn(path: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return join(path, `living-circle-${version}.tgz`)
}

/** A program of the project: a tiny town, analysed on a pool of two threads. */
export function townProgram(door: string, tell: string): string {
  return `import { analyseAccess, bytesSource, createSweepPool, loadArea, loadBlocks, loadFacilities } from '${door}'
const text = (value) => new TextEncoder().encode(value)
const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
async function town(options) {
  const area = await loadArea(bytesSource('tiny.osm', text(osm)))
  const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\\nf1,clinic,0.004,0\\n'))] })
  const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\\nb1,0.001,0,120\\n')) })
  const pool = createSweepPool({ threads: 2, ...options })
  const threads = await pool.warmUp()
  const { report } = await analyseAccess(area, facilities, blocks, { sweep: pool.sweep })
  const why = pool.whyOneThread
  await pool.close()
  return { threads, why, metres: report.table.walkMetres[0].toFixed(1) }
}
town(globalThis.poolOptions).catch((error) => ({ error: String(error.stack) })).then((result) => { ${tell} })
`
}
