// The catchment of 10,000 facilities over a city of a million vertices: where within 15 minutes' walk of one of them, as polygons;
// against the sweep alone that it is drawn from. Time and memory. Checks first that what is reached is what is drawn.
//
// Usage: npm run build && node --expose-gc bench/catchment.bench.mjs [--keep]
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { catchment, walkProfile } from '../dist/index.js'
import { benchOf } from '../dist/outline/isochrone-sweep.js'
import { buildImpedance, UNREACHED } from '../dist/parts.js'
import { generateCity } from './generate-city.mjs'
import { check, compare, Results } from './measure.mjs'
import { seededRandom } from './seeded-random.mjs'

const FACILITIES = 10_000
const MINUTES = 15

/** A process of its own, started with one of these, goes so far and says how much memory it had at most. */
const PEAK_OF_SWEEP = '--peak-of-sweep'
const PEAK_OF_DRAWING = '--peak-of-drawing'

const network = generateCity({ vertices: 1_000_000 })
const impedance = buildImpedance(network, walkProfile('adult'), 'time')
const random = seededRandom(5)
const vertexCount = network.vertexLonE7.length
const nearVertex = (vertex) => [
  (network.vertexLonE7[vertex] + (random() - 0.5) * 4000) / 1e7,
  (network.vertexLatE7[vertex] + (random() - 0.5) * 4000) / 1e7,
]
const places = Array.from({ length: FACILITIES }, () => nearVertex(Math.floor(random() * vertexCount)))

const bench = benchOf(network, impedance)
const linked = bench.link(places, 200, 'end')
const rows = places.map((_, row) => row).filter((row) => linked.linkage.status[row] === 0)
const sweep = () => bench.run(linked, rows, MINUTES * 60_000, true)
const draw = () => catchment(network, impedance, places, { minutes: [MINUTES] })
if (process.argv.includes(PEAK_OF_SWEEP) || process.argv.includes(PEAK_OF_DRAWING)) {
  sweep()
  if (process.argv.includes(PEAK_OF_DRAWING)) draw()
  console.log(process.resourceUsage().maxRSS)
  process.exit()
}
const peakMegabytes = (upTo) =>
  Math.round(
    Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), upTo], { encoding: 'utf8' })) / 1024,
  )
const peakOfSweep = peakMegabytes(PEAK_OF_SWEEP)
const peakOfDrawing = peakMegabytes(PEAK_OF_DRAWING)

const results = new Results()
let swept
let drawn
const times = compare(
  {
    ours: () => {
      drawn = draw()
    },
    sweep: () => {
      swept = sweep()
    },
  },
  1000,
  5,
)

const polygons = drawn.isochrone.bands[0].polygons
const positions = polygons.flat().reduce((sum, ring) => sum + ring.length, 0)
const reached = swept.sweep.reachedCount

/** Whether a position lies inside the polygons: holes and outlines both turn the answer. */
function isDrawn([lon, lat]) {
  let inside = false
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]
      const [bx, by] = ring[i]
      if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside
    }
  }
  return inside
}
check(reached > 0.8 * vertexCount, 'most of the city is within reach')
for (let sample = 0; sample < 30; sample++) {
  const vertex = Math.floor(random() * vertexCount)
  if (swept.sweep.label(vertex) === UNREACHED) continue
  const lonLat = [network.vertexLonE7[vertex] / 1e7, network.vertexLatE7[vertex] / 1e7]
  check(isDrawn(lonLat), `vertex ${vertex} is reached and drawn`)
}
results.add({
  work: `catchment of ${FACILITIES} facilities, ${vertexCount} vertices, ${MINUTES} minutes`,
  unit: 'ms',
  ours: times.ours,
  peer: times.sweep,
  against: 'the sweep alone (goal: three times its time)',
  goal: 0.33,
})
results.note(
  `${reached} vertices reached; ${polygons.length} polygons with ${polygons.flat().length} rings and ${positions} positions. A process that builds the city and sweeps it takes ${peakOfSweep} MB at most, one that also draws it once ${peakOfDrawing} MB.`,
)
results.note(
  `The positions alone, as the arrays of GeoJSON, take some ${Math.round((positions * 72) / 2 ** 20)} MB, and making them about as long as three sweeps, so the goal is out of reach for this output. Stamping the streets (in rows, so that little memory is touched) and tracing take most of the rest.`,
)
if (process.argv.includes('--keep')) results.write('catchment', 'Catchment of a whole city')
