// Growth: the whole way from ways in memory to the table of walks, in cities of 100 k, 1 M and 10 M vertices, with a block per 10
// vertices and a facility per 25. Each city has a process of its own, so that its largest memory is its own. All on one thread.
//
// Usage: npm run build && node bench/growth.bench.mjs
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { costLimits } from '../dist/foundation/limits.js'
import { buildNetwork } from '../dist/network/build-network.js'
import { walkProfile } from '../dist/network/profile.js'
import { sweepReachedTimes } from '../dist/search/reached-times.js'
import { poseQuestion, prepareStudy } from '../dist/study/access-study.js'
import { buildAccessTable } from '../dist/study/access-table.js'
import { generateWays, randomFrom } from './generate-city.mjs'
import { check, Results } from './measure.mjs'

/** Vertices, and how often the whole way is gone; the largest city once, as that takes a minute. */
const CITIES = [
  [100_000, 7],
  [1_000_000, 5],
  [10_000_000, 1],
]
const PER_BLOCK = 10
const PER_FACILITY = 25
const CATEGORIES = Array.from({ length: 40 }, (_, number) => `c${number}`)
const MINUTES = [5, 10, 15]
/** Ten million vertices fit in so much. */
const MOST_BYTES = 8e9
/** Times per vertex grow by so much at most. */
const GOAL = 1.5

/** A place up to some 40 m beside a street drawn by lot. */
function placeIn({ ref, nodeLonE7, nodeLatE7 }, random) {
  const node = ref[Math.floor(random() * ref.length)]
  return [nodeLonE7[node] / 1e7 + (random() - 0.5) * 6e-4, nodeLatE7[node] / 1e7 + (random() - 0.5) * 6e-4]
}

function blocksOf(ways, count) {
  const random = randomFrom(11)
  return Array.from({ length: count }, (_, number) => ({
    id: `b${number}`,
    name: null,
    lonLat: placeIn(ways, random),
    polygons: null,
    people: { population: 20 + Math.floor(random() * 200) },
    dwellings: null,
    landSquareMetres: null,
    gates: [],
    buildings: [],
    community: null,
    street: null,
    district: null,
    source: 'blocks.csv',
    lineOrId: '1',
  }))
}

function facilitiesOf(ways, count) {
  const random = randomFrom(12)
  return Array.from({ length: count }, (_, number) => {
    const lonLat = placeIn(ways, random)
    return {
      id: `f${number}`,
      name: null,
      // Common kinds are many, rare ones few.
      category: CATEGORIES[Math.floor(CATEGORIES.length * random() ** 2)],
      categoryReason: '',
      lonLat,
      entrances: [lonLat],
      polygons: null,
      source: 'facilities.csv',
      lineOrId: '1',
      capacity: null,
      floorAreaSquareMetres: null,
      level: null,
      hours: null,
      status: null,
    }
  })
}

/** The pipeline once; milliseconds of each step, and of the kernel's part in all of them. */
function run({ ways, blocks, facilities }) {
  const ms = {}
  const kernelBefore = process.cpuUsage().system
  const timed = (step, work) => {
    const start = performance.now()
    const result = work()
    ms[step] = performance.now() - start
    return result
  }
  const network = timed('network', () => buildNetwork(ways))
  const study = timed('costs, index, links', () =>
    prepareStudy(network, facilities, blocks, {
      profile: walkProfile('adult'),
      maxLinkMetres: 200,
      demand: 'auto',
      direction: 'toFacility',
      categories: CATEGORIES,
    }),
  )
  const { problem } = timed('question', () => poseQuestion(study, 'time', costLimits('time', MINUTES)))
  const times = timed('sweeps', () => sweepReachedTimes(problem))
  const edgeMetres = new Float64Array(blocks.length).fill(Infinity)
  const table = timed('table', () =>
    buildAccessTable(times, study.origins, study.originWeight, 'time', edgeMetres, 1125),
  )
  const kernelMs = (process.cpuUsage().system - kernelBefore) / 1000
  return { ms, kernelMs, network, study, times, table }
}

/** One city: milliseconds of each step per round, the most memory held. */
function measure(size, rounds) {
  run(inputs(50_000))
  const given = inputs(size)
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const list = []
  let facts
  let bytes = 0
  for (let round = 0; round < rounds; round++) {
    touchMemory(size * 800)
    const { ms, kernelMs, network, study, times, table } = run(given)
    // What later rounds add is what earlier ones left to be collected.
    if (round === 0) bytes = process.resourceUsage().maxRSS * 1024
    const linked = study.demandLinkage.edge.reduce((sum, edge) => sum + (edge >= 0 ? 1 : 0), 0)
    check(linked > 0.99 * given.blocks.length, 'hardly a block is off the streets')
    check(table.status.length === given.blocks.length * CATEGORIES.length, 'a row per block and category')
    facts = {
      vertices: network.vertexLonE7.length,
      edges: network.edgeFrom.length,
      networkBytes: network.buffer.byteLength,
      blocks: given.blocks.length,
      facilities: given.facilities.length,
      reachedPerBlock: times.verticesReached / given.blocks.length,
      method: times.method,
    }
    list.push({ ms, kernelMs })
  }
  return { ...facts, list, inputBytes: before, bytes }
}

function inputs(vertices) {
  const ways = generateWays({ vertices })
  return {
    ways,
    blocks: blocksOf(ways, Math.round(vertices / PER_BLOCK)),
    facilities: facilitiesOf(ways, Math.round(vertices / PER_FACILITY)),
  }
}

/** Memory that a virtual machine has not used for a while is slow to get back from its host: not to be measured here. */
function touchMemory(bytes) {
  const script = `for (let i = 0; i < ${Math.ceil(bytes / 2 ** 30)}; i++) globalThis['part' + i] = new Uint8Array(2 ** 30).fill(1)`
  spawnSync(process.execPath, ['-e', script])
}

function measureApart(size, rounds) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', fileURLToPath(import.meta.url), `--city=${size},${rounds}`],
    { encoding: 'utf8' },
  )
  check(status === 0, `the city of ${size} vertices (${stderr})`)
  return JSON.parse(stdout)
}

const whole = (ms) => Object.values(ms).reduce((sum, step) => sum + step, 0)
const whenSorted = (list) => [...list].sort((a, b) => a - b)
const median = (list) => whenSorted(list)[list.length >> 1]

/** Microseconds per vertex over the rounds, as one figure: cities have different numbers of rounds. */
function perVertex({ vertices, list }, millisecondsOf) {
  const micros = whenSorted(list.map((round) => (millisecondsOf(round) * 1000) / vertices))
  return { median: median(micros), low: micros[0], high: micros.at(-1), rounds: [median(micros)] }
}

const elapsed = ({ ms }) => whole(ms)
/** The kernel's part is giving out fresh memory, page by page; a virtual machine may wait for its host for each. */
const withoutKernel = ({ ms, kernelMs }) => whole(ms) - kernelMs

function describe(city) {
  const { vertices, edges, blocks, facilities, networkBytes, inputBytes, bytes, reachedPerBlock, method, list } = city
  const steps = Object.keys(list[0].ms).map((step) => {
    const ms = median(list.map((round) => round.ms[step]))
    return `${step} ${(ms / 1000).toPrecision(3)} s (${((ms * 1000) / vertices).toPrecision(3)} µs per vertex)`
  })
  const seconds = median(list.map(elapsed)) / 1000
  const kernel = median(list.map(({ kernelMs }) => kernelMs)) / 1000
  return [
    `${vertices} vertices, ${edges} edges, ${blocks} blocks, ${facilities} facilities: ${seconds.toPrecision(3)} s on one thread: ${steps.join(', ')}; of all this ${kernel.toPrecision(2)} s in the kernel, for memory.`,
    `${vertices} vertices: at most ${Math.round(bytes / 1e6)} MB in the process (${Math.round(bytes / vertices)} bytes per vertex), of these ${Math.round(inputBytes / 1e6)} MB Node itself, ways, blocks and facilities before the first step; the network is ${Math.round(networkBytes / vertices)} bytes per vertex. Sweeps ${method}, ${Math.round(reachedPerBlock)} vertices reached per block.`,
  ]
}

function runAll() {
  const results = new Results()
  const cities = CITIES.map(([size, rounds]) => measureApart(size, rounds))
  for (const city of cities) for (const sentence of describe(city)) results.note(sentence)
  for (let step = 1; step < cities.length; step++) {
    for (const [what, millisecondsOf] of [
      ['', elapsed],
      [', without the kernel', withoutKernel],
    ]) {
      results.add({
        work: `ways in memory to the table, ${CITIES[step][0]} vertices${what}`,
        unit: 'µs per vertex',
        ours: perVertex(cities[step], millisecondsOf),
        peer: perVertex(cities[step - 1], millisecondsOf),
        against: 'a tenth of the city (linear = 1)',
        goal: Number((1 / GOAL).toFixed(2)),
      })
    }
  }
  const { bytes } = cities.at(-1)
  results.note(
    `The largest city needs ${(bytes / 1e9).toPrecision(3)} of ${MOST_BYTES / 1e9} GB: ${bytes <= MOST_BYTES ? 'fits' : 'missed'}.`,
  )
  if (process.argv.includes('--keep')) results.write('growth', 'Growth')
}

const wanted = process.argv.find((word) => word.startsWith('--city='))
if (wanted === undefined) runAll()
else {
  const [size, rounds] = wanted.slice('--city='.length).split(',').map(Number)
  console.log(JSON.stringify(measure(size, rounds)))
}
