// Runs the benchmarks one after the other, each in a process of its own, and writes bench/README.md from their results.
//
// Usage: npm run bench                 all
//        node bench/run.mjs edge point only those whose file names contain a word
//        node bench/run.mjs --table    no run: the table from the results there are
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))

function runAll() {
  const files = readdirSync(folder).filter(
    (name) => name.endsWith('.bench.mjs') && (words.length === 0 || words.some((word) => name.includes(word))),
  )
  for (const file of files) {
    console.log(`\n${file}`)
    const { status } = spawnSync(process.execPath, ['--expose-gc', `${folder}${file}`, '--keep'], { stdio: 'inherit' })
    if (status !== 0) {
      console.error(`${file} failed; its earlier results stay as they are.`)
      process.exitCode = 1
    }
  }
}

const figure = (value) => (value >= 1000 ? Math.round(value).toLocaleString('en-GB') : Number(value.toPrecision(3)))
const cell = ({ median, low, high }) => `${figure(median)} (${figure(low)}–${figure(high)})`

/** One benchmark's results as Markdown. */
function section({ title, machine, rows, notes }) {
  const lines = [`## ${title}`, '']
  if (rows.length > 0) {
    lines.push(
      '| work | unit | this library | against | peer | times as fast | goal |',
      '|---|---|--:|---|--:|--:|--:|',
    )
  }
  for (const { work, unit, ours, against, peer, ratio, goal } of rows) {
    const verdict = goal === undefined || goal === null ? '' : ratio >= goal ? `≥ ${goal}` : `≥ ${goal}: missed`
    lines.push(`| ${work} | ${unit} | ${cell(ours)} | ${against} | ${cell(peer)} | **${ratio}** | ${verdict} |`)
  }
  if (notes.length > 0) lines.push('', ...notes.map((note) => `- ${note}`))
  const { processor, processors, memoryGigabytes, node, commit } = machine
  lines.push(
    '',
    `Measured on ${processor}, ${processors} processors, ${memoryGigabytes} GB, Node ${node}, commit ${commit}.`,
    '',
  )
  return lines.join('\n')
}

function writeTable() {
  const results = readdirSync(`${folder}results`)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}results/${name}`, 'utf8')))
    .filter(({ title, machine, rows, notes }) => title && machine && Array.isArray(rows) && Array.isArray(notes))
  const text = [
    '# Benchmarks',
    '',
    '`npm run bench` builds the library, runs every `*.bench.mjs` here and writes this page from `results/*.json`.',
    'Inputs are seeded, so that every machine measures the same. Each benchmark compares its answers with those of its peers and',
    'with brute force before it times anything. Arms take turns, so that a disturbance of the machine meets all of them; a figure is',
    'the median of the rounds, with the lowest and the highest in brackets. Ratios are medians of the same run; the figures of',
    'another machine will differ, the ratios less so. What may not creep up (leaves and points looked at, bytes, vertices settled)',
    'is asserted exactly in the tests instead.',
    '',
    ...results.map(section),
  ].join('\n')
  writeFileSync(`${folder}README.md`, `${text.trimEnd()}\n`)
}

if (!process.argv.includes('--table')) runAll()
writeTable()
