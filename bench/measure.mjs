// What all benchmarks share: arms timed in turn within one process, medians with their spread, results as JSON.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** Rounds per comparison; each arm is run once per round, so that a disturbance of the machine meets all of them. */
const ROUNDS = 7

/**
 * Times arms against each other. The first round warms up and is not counted.
 *
 * @param {Record<string, () => unknown>} arms
 * @param {number | Record<string, number>} perRun units of work in one run of an arm (or of each arm): what a time is divided by
 * @returns {Record<string, { median: number, low: number, high: number, rounds: number[] }>} microseconds per unit of work, and round by round
 */
export function compare(arms, perRun, rounds = ROUNDS) {
  const times = Object.fromEntries(Object.keys(arms).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(arms)) {
      const start = performance.now()
      run()
      const units = typeof perRun === 'number' ? perRun : perRun[name]
      const micros = ((performance.now() - start) * 1000) / units
      if (round > 0) times[name].push(micros)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, spread(list)]))
}

/** {@link compare} for arms that return promises. */
export async function compareAsync(arms, perRun, rounds = ROUNDS) {
  const times = Object.fromEntries(Object.keys(arms).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(arms)) {
      const start = performance.now()
      await run()
      const units = typeof perRun === 'number' ? perRun : perRun[name]
      if (round > 0) times[name].push(((performance.now() - start) * 1000) / units)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, spread(list)]))
}

function spread(list) {
  const sorted = [...list].sort((a, b) => a - b)
  return { median: sorted[sorted.length >> 1], low: sorted[0], high: sorted.at(-1), rounds: list }
}

/** Collects rows of one benchmark and writes them down. */
export class Results {
  rows = []
  notes = []

  /**
   * One row: the same work done by this library and by a peer.
   *
   * @param {{ work: string, unit: string, ours: object, peer: object, against: string, goal?: number }} row
   */
  add({ work, unit, ours, peer, against, goal }) {
    // Round by round: arms of one round ran right after each other.
    const ratio = spread(ours.rounds.map((micros, round) => peer.rounds[round] / micros)).median
    this.rows.push({
      work,
      unit,
      ours: rounded(ours),
      against,
      peer: rounded(peer),
      ratio: Number(ratio.toFixed(2)),
      goal,
    })
    const target = goal === undefined ? '' : ` (goal ${goal})`
    console.log(
      `${work}: ${show(ours)} against ${show(peer)} ${unit} by ${against}: ${ratio.toFixed(2)} times as fast${target}`,
    )
  }

  /** A fact that is not a race: bytes, counts, checks. */
  note(text) {
    this.notes.push(text)
    console.log(text)
  }

  /** Writes `results/NAME.json`. */
  write(name, title) {
    const folder = new URL('./results/', import.meta.url)
    mkdirSync(folder, { recursive: true })
    const document = { title, machine: machine(), rows: this.rows, notes: this.notes }
    writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(document, null, 2)}\n`)
  }
}

function rounded({ median, low, high }) {
  const short = (value) => Number(value.toPrecision(4))
  return { median: short(median), low: short(low), high: short(high) }
}

function show({ median, low, high }) {
  return `${median.toPrecision(3)} [${low.toPrecision(3)}–${high.toPrecision(3)}]`
}

/** The machine, Node and commit that results belong to. */
export function machine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    processors: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    commit: commit(),
  }
}

function commit() {
  try {
    const git = (...args) => execFileSync('git', args, { cwd: new URL('.', import.meta.url), encoding: 'utf8' }).trim()
    const dirty = git('status', '--porcelain', '--', '../src') === '' ? '' : ' with changes'
    return git('rev-parse', '--short', 'HEAD') + dirty
  } catch {
    return 'unknown'
  }
}

/** @throws when a check fails: nothing is timed that is not right */
export function check(condition, what) {
  if (!condition) throw new Error(`Check failed: ${what}`)
}
