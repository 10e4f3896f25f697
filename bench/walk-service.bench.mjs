// A walking service over Malta with 100,000 facilities: one position at a time, changes in between, and the same over HTTP by the example server.
// Checks first that 200 positions get what a table of walks says. Then quantiles, not ratios: what a person waits for.
//
// Usage: npm run build && node bench/walk-service.bench.mjs [--keep]
import { existsSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { bytesSource, createWalkService, loadArea, openWalkService, saveWalkService } from '../dist/doors/index.js'
import { check, Results } from './measure.mjs'
import { seededRandom } from './seeded-random.mjs'

const FACILITIES = 100_000
const KINDS = ['clinic', 'pharmacy', 'nursery', 'market', 'park', 'school', 'canteen', 'bank', 'post_office', 'library']
const QUESTIONS = 20_000
const CHANGES = 10_000

const file = fileURLToPath(new URL('../../shared/data/malta.osm.pbf', import.meta.url))
if (!existsSync(file)) {
  console.log('The extract of Malta is not here: nothing measured.')
  process.exit(0)
}
const area = await loadArea(bytesSource('malta.osm.pbf', readFileSync(file)))
const random = seededRandom(14)
const { vertexLonE7, vertexLatE7 } = area.network
const anywhere = () => {
  const vertex = Math.floor(random() * vertexLonE7.length)
  return [vertexLonE7[vertex] / 1e7 + (random() - 0.5) * 1e-3, vertexLatE7[vertex] / 1e7 + (random() - 0.5) * 1e-3]
}
const facilities = Array.from({ length: FACILITIES }, (_, i) => ({
  id: `f${i}`,
  // The first kind has a facility in 2,000, the last one in 5: near ones and far ones.
  category: KINDS[Math.min(9, Math.floor(Math.log2(1 + random() * 1023)))],
  entrances: [anywhere()],
}))

const results = new Results()
const before = process.memoryUsage().rss
let start = performance.now()
let service = await createWalkService(area, facilities)
results.note(`Made in ${ms(start)} ms; ${megabytes(process.memoryUsage().rss - before)} MB more.`)
start = performance.now()
const bytes = saveWalkService(service)
const saving = ms(start)
start = performance.now()
service = await openWalkService(bytes)
results.note(`Saved in ${saving} ms as ${megabytes(bytes.length)} MB; opened in ${ms(start)} ms.`)

await compareWithMatrix()
for (const category of [undefined, 'park', 'clinic']) {
  const places = Array.from({ length: QUESTIONS }, anywhere)
  tell(
    `nearest 1 ${category ?? 'of any kind'}`,
    places.map((place) => timed(() => service.nearest(place, { category }))),
  )
}
{
  const places = Array.from({ length: QUESTIONS }, anywhere)
  tell(
    'nearest 5 schools',
    places.map((place) => timed(() => service.nearest(place, { category: 'school', count: 5 }))),
  )
  tell(
    'counts of all kinds, 5, 10, 15 minutes',
    places.slice(0, 2000).map((place) => timed(() => service.count(place))),
  )
  tell(
    'routes',
    places.slice(0, 2000).map((place, i) => timed(() => service.route(place, places[i + 1]))),
  )
}
{
  const times = { add: [], move: [], close: [] }
  for (let i = 0; i < CHANGES; i++) {
    const one = { id: `new${i}`, category: KINDS[i % 10], entrances: [anywhere()] }
    times.add.push(timed(() => service.add(one)))
    times.move.push(timed(() => service.move(one.id, [anywhere()])))
    if (i % 2 === 0) times.close.push(timed(() => service.close(one.id)))
    service.nearest(one.entrances[0])
  }
  for (const [what, list] of Object.entries(times)) tell(what, list)
}
await overHttp()
if (process.argv.includes('--keep')) results.write('walk-service', 'A walking service, one position at a time')

/** 200 positions × all facilities of a kind by the table of walks. */
async function compareWithMatrix() {
  const places = Array.from({ length: 200 }, anywhere)
  const clinics = facilities.filter(({ category }) => category === 'nursery')
  const table = await service.matrix(
    places,
    clinics.map(({ entrances }) => entrances[0]),
    { minutes: 15 },
  )
  places.forEach((place, row) => {
    const costs = table.costMs.subarray(table.offset[row], table.offset[row + 1])
    const best = costs.reduce((least, cost) => Math.min(least, cost), Infinity)
    const answer = service.nearest(place, { category: 'nursery' })
    check((answer.walks[0]?.seconds ?? Infinity) === best / 1000, `position ${row}`)
  })
}

/** The example server on the loopback, 8 connections at once. */
async function overHttp() {
  const { walkServer } = await import('../docs/examples/walk-server.mjs')
  const server = walkServer(service)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const ask = (path) =>
    new Promise((resolve, reject) => {
      const from = performance.now()
      request({ host: '127.0.0.1', port, path, agent }, (response) => {
        response.on('data', () => {})
        response.on('end', () =>
          resolve(response.statusCode === 200 ? performance.now() - from : reject(new Error(path))),
        )
      })
        .on('error', reject)
        .end()
    })
  const times = []
  const whole = performance.now()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let i = 0; i < 1000; i++) times.push(await ask(`/nearest?at=${anywhere().join()}&category=park`))
    }),
  )
  const seconds = (performance.now() - whole) / 1000
  tell(
    `over HTTP, 8 at once, ${Math.round(times.length / seconds)} answers a second, asked and answered by one process`,
    times,
  )
  agent.destroy()
  server.close()
}

function timed(run) {
  const from = performance.now()
  run()
  return performance.now() - from
}

function tell(what, times) {
  const sorted = Float64Array.from(times).sort()
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(3)
  results.note(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)}, longest ${at(1)} (${times.length} times)`)
}

function ms(from) {
  return Math.round(performance.now() - from)
}

function megabytes(size) {
  return Math.round(size / 1e6)
}
