// Very many blocks × kinds on generated streets, file to files: `coverage` as a user runs it, with and without --gzip. Prints for each run
// processor time, the largest memory of the process, and the bytes of every file; no peer does the same, so nothing is compared.
// Usage: npm run build && node bench/large-tables.mjs BLOCKS [KINDS [FACILITIES OF EACH [more options of coverage …]]]
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { generateWays } from './generate-city.mjs'
import { seededRandom } from './seeded-random.mjs'

const COMMAND = fileURLToPath(new URL('../bin/living-circle.js', import.meta.url))
const [blocks = '100000', kinds = '60', each = '50', ...more] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'living-circle-large-'))

/** Writes lines as they are made. */
async function write(name, lines) {
  const file = createWriteStream(join(folder, name))
  let text = ''
  for (const line of lines) {
    text += `${line}\n`
    if (text.length < 1 << 16) continue
    if (!file.write(text)) await new Promise((resolve) => file.once('drain', resolve))
    text = ''
  }
  file.end(text)
  await finished(file)
}

/** Streets of a city as OSM XML. */
function* streetLines({ nodeLonE7, nodeLatE7, refOffset, ref }) {
  yield '<osm version="0.6">'
  for (let node = 0; node < nodeLonE7.length; node++) {
    yield `<node id="${node + 1}" lat="${(nodeLatE7[node] / 1e7).toFixed(7)}" lon="${(nodeLonE7[node] / 1e7).toFixed(7)}"/>`
  }
  for (let way = 0; way + 1 < refOffset.length; way++) {
    yield `<way id="${way + 1}">`
    for (let at = refOffset[way]; at < refOffset[way + 1]; at++) yield `<nd ref="${ref[at] + 1}"/>`
    yield '<tag k="highway" v="residential"/></way>'
  }
  yield '</osm>'
}

const random = seededRandom(16)
const ways = generateWays({ vertices: 100_000 })

/** Somewhere within 60 m of a node of the streets. */
function place() {
  const node = Math.floor(random() * ways.nodeLonE7.length)
  const [lon, lat] = [ways.nodeLonE7[node], ways.nodeLatE7[node]].map((e7) => e7 / 1e7 + (random() - 0.5) * 1e-3)
  return `${lon.toFixed(6)},${lat.toFixed(6)}`
}

function* blockLines() {
  yield 'id,name,lon,lat,population'
  for (let block = 0; block < Number(blocks); block++) {
    yield `block-${block},Block ${block},${place()},${Math.floor(random() * 3000)}`
  }
}

function* facilityLines() {
  yield 'id,name,category,lon,lat'
  for (let kind = 0; kind < Number(kinds); kind++) {
    for (let at = 0; at < Number(each); at++) yield `f-${kind}-${at},Facility ${at} of ${kind},kind_${kind},${place()}`
  }
}

await write('city.osm', streetLines(ways))
await write('blocks.csv', blockLines())
await write('facilities.csv', facilityLines())
const own = Array.from({ length: Number(kinds) }, (_, kind) => `kind_${kind}`)
const all = own.map((id) => ({ id, nameEn: id, nameZh: id, group: 'culture' }))
writeFileSync(join(folder, 'own.json'), JSON.stringify({ kinds: all }))

const inputs = ['city.osm', '--blocks', 'blocks.csv', '--facilities', 'facilities.csv', '--categories', 'own.json']
const memory =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("@"+JSON.stringify(process.resourceUsage())+"@"))'

function run(options) {
  const argv = ['--import', memory, COMMAND, 'coverage', ...inputs, '--category', 'all', '--out', 'out', ...options]
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [...argv, '--overwrite', '--lang', 'en'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const seconds = (performance.now() - start) / 1000
  const used = [...stderr.matchAll(/@(\{[^@]*\})@/g)].map(([, json]) => JSON.parse(json))
  const most = (key) => Math.max(...used.map((one) => one[key]))
  console.log(
    `coverage ${options.join(' ')}: exit ${status}, ${seconds.toFixed(1)} s, processor ${(
      (most('userCPUTime') + most('systemCPUTime')) / 1e6
    ).toFixed(1)} s, at most ${Math.round(most('maxRSS') / 1024)} MB`,
  )
  if (status !== 0) console.log(stderr.slice(-2000))
  for (const name of readdirSync(join(folder, 'out'))) {
    console.log(`  ${name} ${(statSync(join(folder, 'out', name)).size / 1e6).toFixed(1)} MB`)
  }
  rmSync(join(folder, 'out'), { recursive: true, force: true })
}

console.log(`${blocks} blocks × ${kinds} kinds, ${each} facilities of each`)
try {
  run(more)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
