// Threads: the table of walks (40 categories, a city of 1 M vertices) on two threads against one. Warm: the threads are there and have
// worked before, as in a service or in the second question of a job. Cold: a process of its own per run, in which nothing has been
// compiled yet and threads start inside the time that counts. The same bytes from 1, 2 and 4 threads are checked first.
//
// Usage: npm run build && node --expose-gc bench/threads.bench.mjs
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createSweepPool } from '../dist/node/worker-pool.js'
import { generateCity } from './generate-city.mjs'
import { check, Results } from './measure.mjs'
import { impedances, question } from './sweep-questions.mjs'

const ROUNDS = 11
const COLD_ROUNDS = 5
const GOAL = 1.7

const network = generateCity({ vertices: 1_000_000 })
const costs = impedances(network)
const ask = (blocks, method = 'from-origins') => question(network, costs, { blocks, facilities: 40_000, method })

const timed = async (pool, problem) => {
  const start = performance.now()
  const times = await pool.sweep(problem)
  return { ms: performance.now() - start, times }
}

/** One cold run: the time from making the pool to the table. */
async function coldRun(threads, blocks) {
  const problem = ask(blocks)
  globalThis.gc?.()
  const start = performance.now()
  const pool = createSweepPool({ threads })
  await pool.sweep(problem)
  const ms = performance.now() - start
  await pool.close()
  console.log(JSON.stringify({ ms }))
}

async function coldProcess(threads, blocks) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    fileURLToPath(import.meta.url),
    `--cold=${threads},${blocks}`,
  ])
  return JSON.parse(stdout).ms
}

const spread = (rounds) => {
  const sorted = [...rounds].sort((a, b) => a - b)
  return { median: sorted[sorted.length >> 1], low: sorted[0], high: sorted.at(-1), rounds }
}

/** Start-up of two threads, apart: nothing is swept. */
async function startUp() {
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const pool = createSweepPool({ threads: 2 })
    await pool.warmUp()
    rounds.push(performance.now() - start)
    await pool.close()
  }
  return spread(rounds)
}

async function sameBytes(problem) {
  const one = createSweepPool({ threads: 1 })
  const expected = await one.sweep(problem)
  for (const threads of [2, 4]) {
    const pool = createSweepPool({ threads })
    check((await pool.warmUp()) === threads, `${threads} threads start`)
    const times = await pool.sweep(problem)
    for (const column of ['nearestCost', 'nearestAlongside', 'nearestFacility', 'count']) {
      const differs = times[column].some((value, cell) => value !== expected[column][cell])
      check(!differs && times[column].length === expected[column].length, `${column} on ${threads} threads`)
    }
    check(times.verticesReached === expected.verticesReached, 'the same work is done')
    check(times.method === problem.method, 'from the side that was asked for')
    check(pool.visitsByThread.filter((visits) => visits > 0).length > 1, 'the work is shared')
    await pool.close()
  }
}

async function run() {
  const results = new Results()
  await sameBytes(ask(10_000))
  await sameBytes(ask(10_000, 'from-facilities'))
  results.note('1, 2 and 4 threads give the same bytes and reach the same vertices.')
  const one = createSweepPool({ threads: 1 })
  const two = createSweepPool({ threads: 2 })
  await two.warmUp()
  const warm = [
    [10_000, 'from-origins', 'table of 10000 blocks'],
    [50_000, 'from-origins', 'table of 50000 blocks'],
    [100_000, 'from-facilities', 'table of 100000 blocks, from 40000 facilities'],
  ]
  for (const [blocks, method, name] of warm) {
    const problem = ask(blocks, method)
    const rounds = { one: [], two: [] }
    for (let round = -3; round < ROUNDS; round++) {
      const alone = await timed(one, problem)
      const together = await timed(two, problem)
      if (round < 0) continue
      rounds.one.push(alone.ms)
      rounds.two.push(together.ms)
    }
    results.add({
      work: `${name}, 40 categories, 1 M vertices, on two threads that are there`,
      unit: 'ms',
      ours: spread(rounds.two),
      peer: spread(rounds.one),
      against: 'one thread',
      goal: GOAL,
    })
    results.note(`Sweeps of the last round by thread, ${name}: ${two.visitsByThread.join(' and ')}.`)
  }
  await two.close()
  const { median, low, high } = await startUp()
  results.note(`Starting a second thread takes ${median.toFixed(0)} ms (${low.toFixed(0)}–${high.toFixed(0)}).`)
  for (const blocks of [10_000, 50_000, 200_000]) {
    const rounds = { one: [], two: [], both: [] }
    for (let round = 0; round < COLD_ROUNDS; round++) {
      rounds.one.push(await coldProcess(1, blocks))
      rounds.two.push(await coldProcess(2, blocks))
      // Two processes at once that share nothing: what the machine itself gives.
      if (blocks === 50_000)
        rounds.both.push(Math.max(...(await Promise.all([1, 1].map((n) => coldProcess(n, blocks))))))
    }
    results.add({
      work: `table of ${blocks} blocks in a fresh process, the thread's start inside`,
      unit: 'ms',
      ours: spread(rounds.two),
      peer: spread(rounds.one),
      against: 'one thread, fresh process',
    })
    if (blocks !== 50_000) continue
    const most = spread(rounds.both.map((ms, round) => (2 * rounds.one[round]) / ms))
    results.note(
      `Two processes that share nothing, side by side, get ${most.median.toFixed(2)} times the work of one done here (${most.low.toFixed(2)}–${most.high.toFixed(2)}): about as much can be had of two threads.`,
    )
  }
  results.note(
    'In a fresh process the arcs are laid out, visits planned and code compiled first: some 0.2 s that two threads do not halve. With 10000 blocks the pace says that a second thread would not pay, and none is started.',
  )
  if (process.argv.includes('--keep')) results.write('threads', 'Threads')
}

const cold = process.argv.find((word) => word.startsWith('--cold='))
if (cold === undefined) await run()
else await coldRun(...cold.slice('--cold='.length).split(',').map(Number))
