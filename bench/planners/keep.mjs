// Writes results/planners.json from what question.mjs and peers.py left in folders.
//
// Usage: node bench/planners/keep.mjs FOLDER …
import { readFileSync, writeFileSync } from 'node:fs'

const rounded = ({ median, low, high }) => ({
  median: Number(median.toPrecision(4)),
  low: Number(low.toPrecision(4)),
  high: Number(high.toPrecision(4)),
})

const rows = []
const notes = [
  'Every crossing of the largest piece of the network is an origin; facilities stand on crossings, so that no program’s linking plays a part. Asked: metres to the nearest of each category, and how many are within 1,200 m. This library answers for points anywhere along a street, and says minutes beside the metres, in the same time.',
  'Processes of their own on the same machine, one after the other: Pandana and cityseer use both cores, the others and this library one. Times are of answering; setting up (graph, places, contraction) is in the notes.',
  'Not compared: r5r and r5py (need a Java runtime and a download), ArcGIS (not free), QGIS (one service area at a time).',
]
let machine
for (const folder of process.argv.slice(2)) {
  const { question, peers } = JSON.parse(readFileSync(`${folder}/peers.json`, 'utf8'))
  machine = question.machine
  const { file, crossings, categories, facilities, prepareMs, answerMs } = question
  const city = file.replace(/\.osm\.pbf$/, '')
  notes.push(`${city}: this library sets up in ${prepareMs.median.toFixed(0)} ms (impedances, street index, linking).`)
  for (const { name, version, prepareMs: prepared, answerMs: peer, check, problem } of peers) {
    const title = `${name} ${version}`.trim()
    if (problem !== undefined) {
      notes.push(`${city}: ${title} did not answer: ${problem}`)
      continue
    }
    rows.push({
      work: `${city}: ${crossings.toLocaleString('en-GB')} crossings × ${categories} categories, ${facilities} facilities`,
      unit: 'ms',
      ours: rounded(answerMs),
      against: title,
      peer: rounded(peer),
      ratio: Number((peer.median / answerMs.median).toFixed(2)),
    })
    notes.push(
      `${city}: ${title} sets up in ${prepared.toFixed(0)} ms; of ${check.rows} walks ${check['reached by one only']} are within the limit for one program only, the largest difference of the others is ${check['largest difference, m'].toFixed(3)} m, ${check['counts that differ']} counts differ.`,
    )
  }
}
const document = { title: 'What planners use: the same question, once', machine, rows, notes }
writeFileSync(new URL('../results/planners.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`)
