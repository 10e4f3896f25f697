// Siting, in processor seconds (not wall: machines are shared), with status, bound and gap: of 2,610 blocks of Malta × 500 candidates within 15
// minutes by street, and of 30,000 rows × 3,000 sites in a square. Checks first that what a choice is said to come to is what a plain
// loop over the pairs counts, that bounds hold, and that a second run says the same.
//
// Usage: npm run build && node bench/siting.bench.mjs [--keep]
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../dist/node/index.js'
import { solveSiting } from '../dist/plan/siting/solve-siting.js'
import { walkMatrix } from '../dist/study/walk-matrix.js'
import { check, Results } from './measure.mjs'
import { seededRandom } from './seeded-random.mjs'

const MINUTES = 15
const BLOCKS = 2610
const CANDIDATES = 500
const ROUNDS = 3

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

/** Rows and sites by lot in a unit square; pairs within a reach, costs in millionths. */
function squareOf(rows, sites, reach) {
  const random = seededRandom(5)
  const at = Array.from({ length: sites }, () => [random(), random()])
  const rowOffset = [0]
  const site = []
  const cost = []
  for (let row = 0; row < rows; row++) {
    const [x, y] = [random(), random()]
    at.forEach(([u, v], one) => {
      const walk = Math.hypot(x - u, y - v)
      if (walk > reach) return
      site.push(one)
      cost.push(Math.round(walk * 1e6))
    })
    rowOffset.push(site.length)
  }
  return placesOf(
    Float64Array.from({ length: rows }, () => 1 + Math.floor(random() * 400)),
    sites,
    { rowOffset: Uint32Array.from(rowOffset), site: Uint32Array.from(site), cost: Float64Array.from(cost) },
  )
}

function placesOf(demandWeight, sites, costs) {
  const random = seededRandom(77)
  return {
    demandIds: Array.from(demandWeight, (_, row) => `d${row}`),
    demandWeight,
    siteIds: Array.from({ length: sites }, (_, site) => `s${site}`),
    siteStatus: Array.from({ length: sites }, () => 'candidate'),
    sitePlaces: Float64Array.from({ length: sites }, () => 500 + Math.floor(random() * 5000)),
    siteBuildCost: Float64Array.from({ length: sites }, () => 1 + Math.floor(random() * 5)),
    costs,
  }
}

/** The objective of a choice by a plain loop over the pairs; `undefined` where places are counted. */
function counted({ problem, demandWeight, costs, limit = Number.POSITIVE_INFINITY }, { chosen, cutOff }) {
  const open = new Set(chosen)
  let covered = 0
  let walk = 0
  let longest = 0
  for (let row = 0; row < demandWeight.length; row++) {
    let nearest = Number.POSITIVE_INFINITY
    for (let p = costs.rowOffset[row]; p < costs.rowOffset[row + 1]; p++) {
      if (open.has(costs.site[p]) && costs.cost[p] <= limit) nearest = Math.min(nearest, costs.cost[p])
    }
    if (nearest < Number.POSITIVE_INFINITY) covered += demandWeight[row]
    walk += demandWeight[row] * Math.min(nearest, cutOff ?? 0)
    longest = Math.max(longest, nearest)
  }
  if (problem === 'maximise-coverage') return covered
  if (problem === 'minimise-walk') return walk
  if (problem === 'minimise-longest-walk') return longest
  return problem === 'minimise-facilities' ? chosen.length : undefined
}

async function bench(label, problem, goalSeconds) {
  const seconds = []
  let answer
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage()
    const again = await solveSiting(problem)
    const { user, system } = process.cpuUsage(before)
    seconds.push((user + system) / 1e6)
    if (answer !== undefined) check(JSON.stringify(again) === JSON.stringify(answer), `${label}: the same twice`)
    answer = again
    if (seconds[0] > 30) break
  }
  const { status, objective, bound, gap, provedBy } = answer
  const own = counted(problem, answer)
  if (own !== undefined && status !== 'infeasible') check(own === objective, `${label}: ${objective} is ${own}`)
  const isMax = problem.problem.startsWith('max')
  check(status === 'infeasible' || (isMax ? bound >= objective : bound <= objective), `${label}: bound`)
  const first = seconds[0]
  const median = [...seconds].sort((a, b) => a - b)[seconds.length >> 1]
  const goal = goalSeconds === undefined ? '' : `, goal ${goalSeconds} s`
  const memory = Math.round(process.memoryUsage().rss / 1e6)
  results.note(
    `${label}: ${status} ${objective}, bound ${bound}, gap ${((gap ?? 0) * 100).toFixed(3)} %, by ${provedBy}; first ${first.toFixed(2)} s, median ${median.toFixed(2)} s CPU${goal}; ${memory} MB`,
  )
}

const results = new Results()
const wanted = process.argv.find((one) => one.startsWith('--only='))?.slice(7)
const isWanted = (name) => wanted === undefined || wanted === name

if (isWanted('malta') && existsSync(data('malta.osm.pbf'))) {
  const area = await loadArea(source('malta.osm.pbf'))
  const facilities = await loadFacilities(area, { files: [source('tables/malta-facilities.csv')] })
  const loaded = await loadBlocks(area, { file: source('tables/malta-blocks.csv') })
  const blocks = { ...loaded, blocks: loaded.blocks.slice(0, BLOCKS) }
  const { study } = await analyseAccess(area, facilities, blocks)
  const matrix = await walkMatrix(study, { minutes: MINUTES, candidates: candidatesAmong(blocks) })
  const { rowOffset, column, costMs, blockRow, rowWeight } = matrix
  const weight = new Float64Array(matrix.rowCount)
  study.blocks.forEach(({ people }, block) => {
    for (let row = blockRow[block]; row < blockRow[block + 1]; row++) {
      weight[row] = Math.round((people.population ?? 0) * rowWeight[row])
    }
  })
  const malta = placesOf(weight, CANDIDATES, { rowOffset, site: column, cost: Float64Array.from(costMs) })
  const limit = MINUTES * 60_000
  const where = `Malta, ${BLOCKS} blocks × ${CANDIDATES} candidates, ${column.length} pairs`
  await bench(`${where}: coverage, 10 sites`, { ...malta, problem: 'maximise-coverage', limit, sites: 10 }, 2)
  await bench(`${where}: coverage, 30 sites`, { ...malta, problem: 'maximise-coverage', limit, sites: 30 }, 5)
  await bench(`${where}: coverage, budget 60`, { ...malta, problem: 'maximise-coverage', limit, budget: 60 })
  await bench(`${where}: coverage, 50 %`, { ...malta, problem: 'maximise-coverage', limit, targetPercent: 50 })
  await bench(`${where}: walk, 10 sites`, { ...malta, problem: 'minimise-walk', limit, sites: 10 })
  await bench(`${where}: walk, 30 sites`, { ...malta, problem: 'minimise-walk', limit, sites: 30 })
  const counts = { ...malta, problem: 'maximise-capacitated-coverage', limit }
  await bench(`${where}: within places, 10 sites`, { ...counts, sites: 10 })
  await bench(`${where}: within places, 30 sites`, { ...counts, sites: 30 })
} else if (isWanted('malta')) results.note('The extract of Malta is not there.')

if (isWanted('square')) {
  const large = squareOf(30_000, 3000, 0.0245)
  const where = `Square, 30,000 × 3,000, ${large.costs.site.length} pairs`
  for (const sites of [20, 50, 100]) {
    await bench(`${where}: coverage, ${sites} sites`, { ...large, problem: 'maximise-coverage', sites }, 10)
  }
  await bench(`${where}: coverage, budget 150`, { ...large, problem: 'maximise-coverage', budget: 150 }, 10)
  await bench(`${where}: walk, 50 sites`, { ...large, problem: 'minimise-walk', sites: 50 }, 10)
}
if (process.argv.includes('--keep')) results.write('siting', 'Siting')
