// Walk matrices within 15 minutes: of 2,610 blocks of Malta × 500 candidates, and of
// 30,000 blocks × 3,000 candidates in a generated city: time, pairs, bytes; against the walks to the nearest and the counts of the same
// candidates, which is what a table keeps of them. Checks first, pair by pair, that the matrix holds that
// table, and that both sides and two threads give the same bytes.
//
// Usage: npm run build && node bench/walk-matrix.bench.mjs
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  analyseAccess,
  bytesSource,
  createSweepPool,
  loadArea,
  loadBlocks,
  loadFacilities,
} from '../dist/node/index.js'
import { sweepReachedTimes } from '../dist/search/reached-times.js'
import { sweepWalkPairs } from '../dist/search/walk-pairs.js'
import { walkMatrix } from '../dist/study/walk-matrix.js'
import { generateCity } from './generate-city.mjs'
import { check, compare, compareAsync, Results } from './measure.mjs'
import { seededRandom } from './seeded-random.mjs'
import { FIFTEEN_MINUTES, impedances, question } from './sweep-questions.mjs'

const MINUTES = 15
const BLOCKS = 2610
const CANDIDATES = 500

const data = (name) => fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url))
const source = (name) => bytesSource(name.split('/').at(-1), readFileSync(data(name)))

/** Places of blocks drawn by lot, moved a little: where people live, a facility could be built. */
function candidatesAmong({ blocks }) {
  const random = seededRandom(10)
  return Array.from({ length: CANDIDATES }, () => {
    const [lon, lat] = blocks[Math.floor(random() * blocks.length)].lonLat
    return [lon + (random() - 0.5) * 2e-3, lat + (random() - 0.5) * 2e-3]
  })
}

/** The matrix, and the problem behind it. */
async function matrixOf(study, candidates, sweep) {
  let problem
  const options = { minutes: MINUTES, candidates }
  const matrix = await walkMatrix(study, {
    ...options,
    sweepPairs: async (posed, run) => {
      problem = posed
      return sweep(posed, run)
    },
  })
  return { matrix, problem }
}

const COLUMNS = ['rowOffset', 'column', 'costMs', 'costMm']
const isSame = (a, b) => COLUMNS.every((name) => Buffer.from(a[name].buffer).equals(Buffer.from(b[name].buffer)))

/** Nearest walk and count of every row, from the pairs, are those of the table's own sweep. */
function checkTable({ rowOffset, column, costMs, costMm, rowCount }, problem) {
  const times = sweepReachedTimes(problem)
  for (let row = 0; row < rowCount; row++) {
    let best = -1
    for (let pair = rowOffset[row]; pair < rowOffset[row + 1]; pair++) {
      if (best < 0 || costMs[pair] < costMs[best]) best = pair
    }
    check(times.count[row] === rowOffset[row + 1] - rowOffset[row], `row ${row}: count`)
    if (best < 0) check(times.nearestFacility[row] === -1, `row ${row}: nearest`)
    else {
      check(times.nearestFacility[row] === column[best], `row ${row}: nearest`)
      check(times.nearestCost[row] === costMs[best], `row ${row}: ms`)
      check(times.nearestAlongside[row] === costMm[best], `row ${row}: mm`)
    }
  }
}

/** Nothing but the search: 30,000 origins × 3,000 targets on a generated city. */
function benchCity() {
  const network = generateCity({ vertices: 60_000 })
  const posed = question(network, impedances(network), { blocks: 30_000, facilities: 3000 })
  const problem = { ...posed, limits: Uint32Array.of(FIFTEEN_MINUTES), maxPairs: 50_000_000 }
  const pairs = sweepWalkPairs(problem)
  const times = sweepReachedTimes(problem)
  const counted = times.count.reduce((sum, count) => sum + count, 0)
  check(pairs.column.length === counted, 'as many pairs as the table counts')
  const work = '30,000 blocks × 3,000 facilities, 60,000 vertices, 15 minutes'
  results.note(`${work}: ${pairs.column.length} pairs in ${((pairs.column.length * 12) / 1e6).toFixed(0)} MB`)
  const measured = compare({ pairs: () => sweepWalkPairs(problem), nearest: () => sweepReachedTimes(problem) }, 1000, 5)
  const against = 'only the nearest and the counts'
  results.add({ work, unit: 'ms', ours: measured.pairs, peer: measured.nearest, against })
}

const results = new Results()
if (existsSync(data('malta.osm.pbf'))) {
  const area = await loadArea(source('malta.osm.pbf'))
  const facilities = await loadFacilities(area, { files: [source('tables/malta-facilities.csv')] })
  const loaded = await loadBlocks(area, { file: source('tables/malta-blocks.csv') })
  const blocks = { ...loaded, blocks: loaded.blocks.slice(0, BLOCKS) }
  const { study } = await analyseAccess(area, facilities, blocks)
  const candidates = candidatesAmong(blocks)
  const pool = createSweepPool({ threads: 2 })
  await pool.warmUp()
  const here = async (problem, run) => sweepWalkPairs(problem, run)
  const { matrix, problem } = await matrixOf(study, candidates, here)
  checkTable(matrix, problem)
  for (const method of ['from-origins', 'from-facilities']) {
    const other = await matrixOf(study, candidates, async (posed) => sweepWalkPairs({ ...posed, method }))
    check(isSame(matrix, other.matrix), `${method}: the same bytes`)
  }
  check(isSame(matrix, (await matrixOf(study, candidates, pool.sweepPairs)).matrix), 'two threads: the same bytes')
  const pairs = matrix.column.length
  const bytes = COLUMNS.reduce((sum, name) => sum + matrix[name].byteLength, 0)
  results.note(
    `Malta, ${matrix.rowCount} blocks × ${CANDIDATES} candidates, ${MINUTES} minutes: ${pairs} pairs in ${(bytes / 1e6).toFixed(1)} MB, ${(bytes / pairs).toFixed(1)} bytes a pair; swept from the ${matrix.from}; the same bytes from the other side and with two threads`,
  )
  const work = `Malta, ${BLOCKS} blocks × ${CANDIDATES} candidates, ${MINUTES} minutes`
  const times = await compareAsync(
    {
      one: () => matrixOf(study, candidates, here),
      two: () => matrixOf(study, candidates, pool.sweepPairs),
      origins: () => matrixOf(study, candidates, async (posed) => sweepWalkPairs({ ...posed, method: 'from-origins' })),
      nearest: async () => sweepReachedTimes(problem),
    },
    1000,
  )
  results.add({ work, unit: 'ms', ours: times.one, peer: times.nearest, against: 'only the nearest and the counts' })
  results.add({ work, unit: 'ms', ours: times.one, peer: times.origins, against: 'the matrix from the blocks' })
  results.add({ work: `${work}, two threads`, unit: 'ms', ours: times.two, peer: times.one, against: 'one thread' })
  await pool.close()
} else results.note('The extract of Malta is not there.')
benchCity()
if (process.argv.includes('--keep')) results.write('walk-matrix', 'Walk matrix')
