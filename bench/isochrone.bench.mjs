// Isochrones: one origin, three limits (5, 10, 15 minutes) as GeoJSON objects, against turf (buffer + union of the same
// reached pieces) and, where it is installed and has tiles, Valhalla's Node binding with the same origins and limits.
// One process, one thread, processor time. Checks polygons against the exact band first: points drawn at random, inside exactly where a
// reached piece is near.
//
// Usage: npm run build && node bench/isochrone.bench.mjs [FILE.osm.pbf …]
// Valhalla (not a dependency): npm i --no-save @valhallajs/valhallajs, build tiles, then VALHALLA_CONFIG=config.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { buffer, featureCollection, lineString, union } from '@turf/turf'
import {
  buildImpedance,
  buildNetwork,
  bytesSource,
  isochrone,
  normaliseWalkableWays,
  readOsm,
  toIsochroneGeoJson,
  walkProfile,
} from '../dist/index.js'
import { benchOf } from '../dist/measure/isochrone-sweep.js'
import { localMapAt, toLonLat } from '../dist/measure/outline-projection.js'
import { collectReachedPieces } from '../dist/measure/reached-pieces.js'

const ORIGINS = 200
const ROUNDS = 5
const BAND = 25
const TOLERANCE = 5
const MINUTES = [5, 10, 15]

const shared = fileURLToPath(new URL('../../shared/data/', import.meta.url))
const files = process.argv.slice(2)
if (files.length === 0) files.push(...['porto.osm.pbf', 'malta.osm.pbf'].map((name) => `${shared}${name}`))

/** Seeded, so that every run asks the same. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Positions up to 20 m from a vertex of a piece of street that points may link to. */
function originsOf(network, count) {
  const random = randomFrom(1)
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
  const linked = bench.link([origin], 200)
  if (linked.linkage.status[0] !== 0) return null
  const map = localMapAt(...origin)
  return { map, pieces: collectReachedPieces(bench.run(linked, [0], MINUTES.at(-1) * 60_000, false), map) }
}

/** Every straight segment within a limit, metres: [ax, ay, bx, by]. */
function segmentsWithin(pieces, limitMs) {
  const segments = []
  for (let piece = 0; piece < pieces.count; piece++) {
    for (let at = pieces.offset[piece]; at + 1 < pieces.offset[piece + 1]; at++) {
      const [start, end] = [pieces.cost[at], pieces.cost[at + 1]]
      if (start >= limitMs) continue
      const share = end <= limitMs ? 1 : (limitMs - start) / (end - start)
      const [x, y] = [pieces.x[at], pieces.y[at]]
      segments.push([x, y, x + share * (pieces.x[at + 1] - x), y + share * (pieces.y[at + 1] - y)])
    }
  }
  return segments
}

function metresTo(segments, x, y) {
  let least = Infinity
  for (const [ax, ay, bx, by] of segments) {
    const [dx, dy] = [bx - ax, by - ay]
    const squared = dx * dx + dy * dy
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared))
    least = Math.min(least, Math.hypot(ax + share * dx - x, ay + share * dy - y))
  }
  return least
}

function isInside(polygons, lon, lat) {
  let inside = false
  for (const ring of polygons.flat()) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]]
      if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside
    }
  }
  return inside
}

/** Intersection over union with the exact band, by random points; stops the run where a point is plainly wrong. */
function fidelity(network, impedance, origin, random) {
  const { map, pieces } = piecesFrom(benchOf(network, impedance), origin)
  const [result] = isochrone(network, impedance, [origin], { minutes: MINUTES })
  return result.bands.map(({ limit, polygons }) => {
    const segments = segmentsWithin(pieces, limit * 60_000)
    let [both, either] = [0, 0]
    for (let i = 0; i < 1500; i++) {
      const [x, y] = [
        pieces.minX - 40 + random() * (pieces.maxX - pieces.minX + 80),
        pieces.minY - 40 + random() * (pieces.maxY - pieces.minY + 80),
      ]
      const metres = metresTo(segments, x, y)
      const drawn = isInside(polygons, ...toLonLat(map, x, y))
      if (!drawn && metres < BAND - TOLERANCE) throw new Error(`a place ${metres} m from a reached street is left out`)
      if (drawn && metres <= BAND) both++
      if (drawn || metres <= BAND) either++
    }
    return either === 0 ? 1 : both / either
  })
}

/** Milliseconds of processor time, all threads: what others do on the machine has less influence on it than on the clock. */
function processorMilliseconds(since) {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

function bestOf(rounds, work) {
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage()
    work()
    best = Math.min(best, processorMilliseconds(start))
  }
  return best
}

function quickest(rounds, work) {
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

function turfMilliseconds(network, impedance, origins) {
  let sum = 0
  for (const origin of origins) {
    const { map, pieces } = piecesFrom(benchOf(network, impedance), origin)
    const start = process.cpuUsage()
    for (const limit of MINUTES) {
      const bands = segmentsWithin(pieces, limit * 60_000)
        .filter(([ax, ay, bx, by]) => Math.hypot(bx - ax, by - ay) > 0.1)
        .map(([ax, ay, bx, by]) =>
          buffer(lineString([toLonLat(map, ax, ay), toLonLat(map, bx, by)]), BAND / 1000, { units: 'kilometers' }),
        )
      union(featureCollection(bands))
    }
    sum += processorMilliseconds(start)
  }
  return sum / origins.length
}

async function valhallaMilliseconds(origins) {
  const config = process.env.VALHALLA_CONFIG
  if (config === undefined) return null
  const { Actor } = await import(process.env.VALHALLA_MODULE ?? '@valhallajs/valhallajs')
  const actor = await Actor.fromConfigFile(config)
  const contours = MINUTES.map((time) => ({ time }))
  const ask = ([lon, lat]) =>
    actor.isochrone({
      locations: [{ lon, lat }],
      costing: 'pedestrian',
      costing_options: { pedestrian: { walking_speed: 4.5 } },
      contours,
      polygons: true,
      denoise: 0,
      generalize: 0,
    })
  let best = Infinity
  let positions = 0
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage()
    positions = 0
    for (const origin of origins)
      positions += (await ask(origin)).features.reduce(
        (sum, { geometry }) => sum + geometry.coordinates.flat(Infinity).length / 2,
        0,
      )
    best = Math.min(best, processorMilliseconds(start) / origins.length)
  }
  return { milliseconds: best, positions: positions / origins.length }
}

const results = []
for (const file of files) {
  if (!existsSync(file)) {
    console.log(`${file} is not there: skipped`)
    continue
  }
  const name = file.split('/').at(-1)
  const network = buildNetwork(normaliseWalkableWays(await readOsm(bytesSource(name, readFileSync(file)))))
  const impedance = buildImpedance(network, walkProfile('adult'), 'time')
  const origins = originsOf(network, ORIGINS).filter(
    (origin) => piecesFrom(benchOf(network, impedance), origin) !== null,
  )
  const random = randomFrom(2)
  const shares = origins
    .slice(0, 20)
    .flatMap((origin) => fidelity(network, impedance, origin, random))
    .sort((a, b) => a - b)
  const all = () =>
    origins.map((origin) => toIsochroneGeoJson(isochrone(network, impedance, [origin], { minutes: MINUTES })))
  const positions = all().reduce(
    (sum, { features }) =>
      sum + features.reduce((count, { geometry }) => count + geometry.coordinates.flat(Infinity).length / 2, 0),
    0,
  )
  const milliseconds = bestOf(ROUNDS, all) / origins.length
  // By the clock, since single drawings are too short for the processor's meter.
  const each = origins
    .map((origin) => quickest(5, () => isochrone(network, impedance, [origin], { minutes: MINUTES })))
    .sort((a, b) => a - b)
  // Turf takes seconds to minutes; the origin with the median number of pieces stands for all.
  const sizes = origins.map((origin) => ({
    origin,
    count: piecesFrom(benchOf(network, impedance), origin).pieces.count,
  }))
  const middle = [sizes.sort((a, b) => a.count - b.count)[sizes.length >> 1].origin]
  const turf = turfMilliseconds(network, impedance, middle)
  const oursThere =
    bestOf(ROUNDS, () => middle.map((origin) => isochrone(network, impedance, [origin], { minutes: MINUTES }))) /
    middle.length
  const valhalla = name === (process.env.VALHALLA_FILE ?? 'porto.osm.pbf') ? await valhallaMilliseconds(origins) : null
  const result = {
    file: name,
    origins: origins.length,
    milliseconds,
    median: each[each.length >> 1],
    slowest: each.at(-1),
    positionsPerOrigin: positions / origins.length,
    sampledIouMedian: shares[shares.length >> 1],
    sampledIouWorst: shares[0],
    turfMilliseconds: turf,
    timesFasterThanTurf: turf / oursThere,
    valhalla,
  }
  results.push(result)
  console.log(
    `${name}: ${milliseconds.toFixed(3)} ms per origin with 3 limits (median ${result.median.toFixed(3)}, slowest ${result.slowest.toFixed(3)}), ${Math.round(result.positionsPerOrigin)} positions`,
  )
  console.log(
    `  IoU with the exact band, sampled: median ${result.sampledIouMedian.toFixed(4)}, worst ${result.sampledIouWorst.toFixed(4)}`,
  )
  console.log(`  turf buffer + union: ${turf.toFixed(0)} ms, ${Math.round(result.timesFasterThanTurf)} times as long`)
  if (valhalla !== null)
    console.log(
      `  Valhalla: ${valhalla.milliseconds.toFixed(2)} ms (${Math.round(valhalla.positions)} positions), ${(valhalla.milliseconds / milliseconds).toFixed(1)} times as long`,
    )
}
if (process.argv.includes('--keep') || process.env.KEEP === '1') {
  const folder = new URL('./results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    new URL('isochrone.json', folder),
    `${JSON.stringify({ node: process.version, cpu: cpus()[0].model, results }, null, 2)}\n`,
  )
}
