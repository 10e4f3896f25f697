// Isochrones: one origin, three limits (5, 10, 15 minutes) as GeoJSON objects, against turf (buffer + union of the same reached
// pieces) and, where it is installed and has tiles, Valhalla's Node binding. One process, one thread, one request at a time.
// Checks the polygons against the exact band first.
//
// Usage: npm run build && node bench/isochrone.bench.mjs [--keep]
// Valhalla (not a dependency): npm i --no-save @valhallajs/valhallajs; npx valhalla build_tiles -c conf.json porto.osm.pbf
// malta.osm.pbf; then VALHALLA_CONFIG=conf.json. Its README's way of asking: an Actor, `await actor.isochrone({…})`, which
// gives parsed objects as ours does; pedestrian, our walking speed, polygons.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buffer, featureCollection, lineString, union } from '@turf/turf'
import { bytesSource, isochrone, toIsochroneGeoJson, walkProfile } from '../dist/index.js'
import { benchOf } from '../dist/outline/isochrone-sweep.js'
import { localMapAt, metresEast, metresNorth, toLonLat } from '../dist/outline/outline-projection.js'
import { collectReachedPieces } from '../dist/outline/reached-pieces.js'
import { buildImpedance, buildNetwork, normaliseWalkableWays, readOsm } from '../dist/parts.js'
import { fidelityOf, segmentsWithin } from './isochrone-fidelity.mjs'
import { check, compare, Results } from './measure.mjs'
import { seededRandom } from './seeded-random.mjs'

const ORIGINS = 200
const ROUNDS = 7
const BAND = 25
/** How far beyond the band ground may be drawn before it counts as wrong. */
const TOLERANCE = 5
const MINUTES = [5, 10, 15]
const GOAL_VALHALLA = 5
const GOAL_TURF = 300
const shared = fileURLToPath(new URL('../../shared/data/', import.meta.url))
const results = new Results()
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]

/** Positions up to 20 m from a vertex of a piece of street that points may link to. */
function originsOf(network, count) {
  const random = seededRandom(1)
  const origins = []
  while (origins.length < count) {
    const vertex = Math.floor(random() * network.vertexLonE7.length)
    if (network.componentMetres[network.component[vertex]] < 1000) continue
    origins.push([
      (network.vertexLonE7[vertex] + (random() - 0.5) * 4000) / 1e7,
      (network.vertexLatE7[vertex] + (random() - 0.5) * 4000) / 1e7,
    ])
  }
  return origins
}

function piecesFrom(bench, origin) {
  const linked = bench.link([origin], 200, 'start')
  if (linked.linkage.status[0] !== 0) return null
  const map = localMapAt(...origin)
  return { map, pieces: collectReachedPieces(bench.run(linked, [0], MINUTES.at(-1) * 60_000, false), map) }
}

/** The goals for truth, over every origin and limit. */
function checkFidelity(name, network, impedance, origins) {
  const found = origins.flatMap((origin) => {
    const { map, pieces } = piecesFrom(benchOf(network, impedance), origin)
    const [result] = isochrone(network, impedance, [origin], { minutes: MINUTES })
    return result.bands.map(({ limit, polygons }) => {
      const rings = polygons
        .flat()
        .map((ring) => ring.map(([lon, lat]) => [metresEast(map, lon), metresNorth(map, lat)]))
      return fidelityOf(segmentsWithin(pieces, limit * 60_000), rings, BAND, TOLERANCE)
    })
  })
  const overlap = found.map((item) => item.overlap)
  const worst = Math.min(...overlap)
  const inside = Math.min(...found.map(({ lengthInside }) => lengthInside))
  const beyond = Math.max(...found.map((item) => item.beyond))
  check(median(overlap) >= 0.97 && worst >= 0.94, `${name}: overlap ${median(overlap)}, at worst ${worst}`)
  check(inside >= 0.995 && beyond <= 0.005, `${name}: length inside ${inside}, ground beyond ${beyond}`)
  results.note(
    `${name}, ${found.length} outlines: intersection over union with the exact ${BAND} m band ${median(overlap).toFixed(3)} (median), ${worst.toFixed(3)} (worst); reached length inside at least ${(100 * inside).toFixed(2)} %; drawn farther out than the band and ${TOLERANCE} m at most ${(100 * beyond).toFixed(2)} %`,
  )
}

/** Medians over origins, arms in turn for each origin; asynchronous peers as they are meant to be asked. */
async function timeOrigins(arms, origins) {
  const rounds = Object.fromEntries(Object.keys(arms).map((name) => [name, []]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, ask] of Object.entries(arms)) {
      const times = []
      for (const origin of origins) {
        const start = performance.now()
        const answer = ask(origin)
        if (answer instanceof Promise) await answer
        times.push((performance.now() - start) * 1000)
      }
      if (round > 0) rounds[name].push(median(times))
    }
  }
  return Object.fromEntries(
    Object.entries(rounds).map(([name, list]) => {
      const sorted = [...list].sort((a, b) => a - b)
      return [name, { median: median(list), low: sorted[0], high: sorted.at(-1), rounds: list }]
    }),
  )
}

const positionsOf = ({ features }) =>
  features.reduce((sum, { geometry }) => sum + geometry.coordinates.flat(Infinity).length / 2, 0)

/** Ways of asking Valhalla: as it comes, and what we do: every part kept, simplified within our tolerance of 1 m. */
async function valhallaArms() {
  const config = process.env.VALHALLA_CONFIG
  if (config === undefined) return {}
  const { Actor } = await import(process.env.VALHALLA_MODULE ?? '@valhallajs/valhallajs')
  const actor = await Actor.fromConfigFile(config)
  const contours = MINUTES.map((time) => ({ time }))
  const ask =
    (options) =>
    ([lon, lat]) =>
      actor.isochrone({
        locations: [{ lon, lat }],
        costing: 'pedestrian',
        costing_options: { pedestrian: { walking_speed: 4.5 } },
        contours,
        polygons: true,
        ...options,
      })
  return {
    'Valhalla, its defaults': ask({}),
    'Valhalla, all parts, simplified within 1 m': ask({ denoise: 0, generalize: 1 }),
  }
}

/** Turf takes a second or more: the origin with the median number of pieces stands for all. */
function compareWithTurf(name, network, impedance, origins) {
  const bench = benchOf(network, impedance)
  const counts = origins.map((origin) => piecesFrom(bench, origin).pieces.count)
  const origin = origins[counts.indexOf(median(counts))]
  const { map, pieces } = piecesFrom(bench, origin)
  const limits = MINUTES.map((limit) =>
    segmentsWithin(pieces, limit * 60_000).filter(([ax, ay, bx, by]) => Math.hypot(bx - ax, by - ay) > 0.1),
  )
  const times = compare(
    {
      ours: () => {
        for (let i = 0; i < 200; i++) toIsochroneGeoJson(isochrone(network, impedance, [origin], { minutes: MINUTES }))
      },
      turf: () =>
        limits.map((segments) =>
          union(
            featureCollection(
              segments.map(([ax, ay, bx, by]) =>
                buffer(lineString([toLonLat(map, ax, ay), toLonLat(map, bx, by)]), BAND / 1000, {
                  units: 'kilometers',
                }),
              ),
            ),
          ),
        ),
    },
    { ours: 200, turf: 1 },
    5,
  )
  results.add({
    work: `${name}: 5, 10, 15 minutes from the origin with the median number of streets`,
    unit: 'µs',
    ours: times.ours,
    peer: times.turf,
    against: 'turf buffer + union of the same pieces',
    goal: GOAL_TURF,
  })
}

const peers = await valhallaArms()
for (const name of ['porto', 'malta']) {
  const file = `${shared}${name}.osm.pbf`
  if (!existsSync(file)) {
    console.log(`${file} is not there: skipped`)
    continue
  }
  const network = buildNetwork(normaliseWalkableWays(await readOsm(bytesSource(name, readFileSync(file)))))
  const impedance = buildImpedance(network, walkProfile('adult'), 'time')
  const bench = benchOf(network, impedance)
  const origins = originsOf(network, ORIGINS).filter((origin) => piecesFrom(bench, origin) !== null)
  const ask = (origin) => toIsochroneGeoJson(isochrone(network, impedance, [origin], { minutes: MINUTES }))
  const start = performance.now()
  for (const origin of origins) ask(origin)
  const cold = (performance.now() - start) / origins.length
  checkFidelity(name, network, impedance, origins)
  const times = await timeOrigins({ ours: ask, ...peers }, origins)
  const mean = async (arm) => {
    let sum = 0
    for (const origin of origins) sum += positionsOf(await arm(origin))
    return Math.round(sum / origins.length)
  }
  for (const [against, arm] of Object.entries(peers)) {
    const work = `${name}: 5, 10, 15 minutes, median of ${origins.length} origins`
    results.add({ work, unit: 'µs', ours: times.ours, peer: times[against], against, goal: GOAL_VALHALLA })
    results.note(`${name}, ${against}: ${await mean(arm)} positions per origin; ours ${await mean(ask)}`)
  }
  results.note(
    `${name}: ${Math.round(times.ours.median)} µs for the median origin; in the first round of a new process, when code and streets are still cold, ${Math.round(cold * 1000)} µs on average`,
  )
  compareWithTurf(name, network, impedance, origins)
}
results.note(
  'Valhalla interpolates times on cells of 0.001 degrees (some 110 m); ours holds the band around each street.',
)
if (process.argv.includes('--keep')) results.write('isochrone', 'Isochrones: three limits as GeoJSON objects')
