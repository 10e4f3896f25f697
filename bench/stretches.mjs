// How long the thread is held in one go: for each slow call on Malta the longest stretch in which nothing else can run, and the time of the
// whole call, the first time in a process and the best of five more. A timer of 1 ms looks on. For comparison with another build: its folder in DIST.
// Usage: npm run build && node bench/stretches.mjs [WORDS OF A CALL…]
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const dist = process.env.DIST ?? fileURLToPath(new URL('../dist/', import.meta.url))
const library = await import(`${dist}/doors/node.js`)
const data = (name) => fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url))
const MALTA = data('malta.osm.pbf')
const ROUNDS = 5

const openArea = () => library.loadArea(library.openFile(MALTA), { inflate: library.nativeInflate })

/** Every call of this on Malta's own places (`map`), or on tables of places. */
const places = {
  map: async (area) => [await library.loadFacilities(area), await library.loadBlocks(area)],
  tables: async (area) => [
    await library.loadFacilities(area, { files: [library.openFile(data('tables/malta-facilities.csv'))] }),
    await library.loadBlocks(area, { file: library.openFile(data('tables/malta-blocks.csv')) }),
  ],
}

/** Name of a call → what it needs, made before; and the call itself. */
const CALLS = {
  loadArea: [async () => [], openArea],
  'loadFacilities, map': [async () => [await openArea()], (area) => library.loadFacilities(area)],
  'loadBlocks, map': [async () => [await openArea()], (area) => library.loadBlocks(area)],
  'loadFacilities and loadBlocks, tables': [async () => [await openArea()], places.tables],
  'analyseAccess, tables': [() => inputs('tables'), (...given) => library.analyseAccess(...given)],
  'analyseAccess, map': [() => inputs('map'), (...given) => library.analyseAccess(...given)],
  'analyseAccess, map, by a standard': [
    () => inputs('map'),
    (...given) => library.analyseAccess(...given, { standard: library.standardPack('gb50180-2018') }),
  ],
  'compareProfiles, tables': [
    () => inputs('tables'),
    (...given) => library.compareProfiles(...given, { profiles: ['adult', 'frail'] }),
  ],
  'siteFacilities, map': [
    () => inputs('map'),
    (...given) => library.siteFacilities(...given, { problem: 'maximise-coverage', categories: ['school'], sites: 5 }),
  ],
  'findRemedies, map': [
    async () => {
      const [area, facilities, blocks] = await inputs('map')
      return [area, facilities, await library.analyseAccess(area, facilities, blocks, { categories: ['school'] })]
    },
    (...given) => library.findRemedies(...given),
  ],
}

async function inputs(kind) {
  const area = await openArea()
  return [area, ...(await places[kind](area))]
}

/** Runs a call, and tells how long it took and its longest stretch, milliseconds. */
async function watch(call) {
  let last = performance.now()
  let longest = 0
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  await new Promise((resolve) => setTimeout(resolve, 20))
  look()
  longest = 0
  const start = performance.now()
  await call()
  const whole = performance.now() - start
  look()
  clearInterval(timer)
  return { whole, longest }
}

async function measure(name) {
  const [prepare, call] = CALLS[name]
  const given = await prepare()
  const first = await watch(() => call(...given))
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await watch(() => call(...given)))
  const least = (key) => Math.min(...rounds.map((one) => one[key]))
  return [first.longest, first.whole, least('longest'), least('whole')]
}

if (process.env.CALL !== undefined) console.log(JSON.stringify(await measure(process.env.CALL)))
else {
  console.log('| call | longest stretch, first (ms) | whole | longest stretch, best | whole |\n|---|--:|--:|--:|--:|')
  for (const name of Object.keys(CALLS)) {
    const asked = process.argv.slice(2)
    if (asked.length > 0 && !asked.some((word) => name.includes(word))) continue
    // A process each, so that the first time is the first.
    const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], {
      env: { ...process.env, CALL: name },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const figures = JSON.parse(run.stdout.toString())
    console.log(`| ${name} | ${figures.map((ms) => Math.round(ms)).join(' | ')} |`)
  }
}
