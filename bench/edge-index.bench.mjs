// Nearest street piece: this library's segment index against flatbush and rbush with exact refinement, and turf over a radius
// pre-filter. One process, one thread; every answer is compared before anything is timed.
//
// Usage: npm run build && node bench/edge-index.bench.mjs
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import nearestPointOnLine from '@turf/nearest-point-on-line'
import Flatbush from 'flatbush'
import RBush from 'rbush'
import knn from 'rbush-knn'
import { orderOfPoints } from '../dist/locate/hilbert-order.js'
import { buildSegmentIndex, findNearestSegment, nearestSegments } from '../dist/locate/segments/segment-index.js'
import { generateCity } from './generate-city.mjs'
import { check, compare, Results } from './measure.mjs'
import { adversaries, positions, segments } from './point-sets.mjs'
import { seededRandom } from './seeded-random.mjs'

const SEGMENTS = 1_000_000
const QUERIES = 100_000
const RADIUS = 1000
const TURF_RADIUS = 200
const ADVERSE_RADIUS = 50_000
const E7_METRES = (6_371_008.8 * Math.PI) / 180 / 1e7

const results = new Results()
const hit = { segment: -1, fraction: 0, metres: 0 }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

/** Peers live on a plane: longitudes shrunk by one cosine for the whole map. */
function plane(ends) {
  let sum = 0
  for (let i = 1; i < ends.length; i += 2) sum += ends[i]
  return Math.cos(((sum / (ends.length / 2) / 1e7) * Math.PI) / 180)
}

/** Squared distance (1e-7 degrees of latitude) from a position to a segment, by the same formula for all peers. */
function squareTo(ends, segment, lon, lat, flat) {
  const at = segment * 4
  const rx = ends[at] - lon
  const ry = ends[at + 1] - lat
  const dx = ends[at + 2] - ends[at]
  const dy = ends[at + 3] - ends[at + 1]
  const raw = -(rx * dx * flat + ry * dy) / (dx * dx * flat + dy * dy + 1e-300)
  const t = raw < 0 ? 0 : raw > 1 ? 1 : raw
  const ex = rx + t * dx
  const ey = ry + t * dy
  return ex * ex * flat + ey * ey
}

function buildFlatbush(ends, shrink) {
  const count = ends.length / 4
  const index = new Flatbush(count)
  for (let i = 0; i < count; i++) {
    const at = i * 4
    const ax = ends[at] * shrink
    const bx = ends[at + 2] * shrink
    index.add(
      Math.min(ax, bx),
      Math.min(ends[at + 1], ends[at + 3]),
      Math.max(ax, bx),
      Math.max(ends[at + 1], ends[at + 3]),
    )
  }
  index.finish()
  return index
}

/** The nearest box gives a bound, then all boxes within it are measured: the quickest exact way found. */
function askFlatbush(index, ends, shrink, lonDegrees, latDegrees) {
  const lon = lonDegrees * 1e7
  const lat = latDegrees * 1e7
  const cos = Math.cos((latDegrees * Math.PI) / 180)
  const flat = cos * cos
  const [first] = index.neighbors(lon * shrink, lat, 1)
  let best = squareTo(ends, first, lon, lat, flat)
  const reach = Math.sqrt(best) * 1.02
  const near = index.search(lon * shrink - reach, lat - reach, lon * shrink + reach, lat + reach)
  for (const segment of near) best = Math.min(best, squareTo(ends, segment, lon, lat, flat))
  return Math.sqrt(best) * E7_METRES
}

function buildRbush(ends, shrink) {
  const items = []
  for (let i = 0; i < ends.length / 4; i++) {
    const at = i * 4
    const ax = ends[at] * shrink
    const bx = ends[at + 2] * shrink
    items.push({
      minX: Math.min(ax, bx),
      minY: Math.min(ends[at + 1], ends[at + 3]),
      maxX: Math.max(ax, bx),
      maxY: Math.max(ends[at + 1], ends[at + 3]),
      segment: i,
    })
  }
  return new RBush().load(items)
}

/** As with flatbush: rbush-knn knows boxes only, so the nearest box gives a bound, then all boxes within it are measured. */
function askRbush(tree, ends, shrink, lonDegrees, latDegrees) {
  const lon = lonDegrees * 1e7
  const lat = latDegrees * 1e7
  const cos = Math.cos((latDegrees * Math.PI) / 180)
  const flat = cos * cos
  const [first] = knn(tree, lon * shrink, lat, 1)
  let best = squareTo(ends, first.segment, lon, lat, flat)
  const reach = Math.sqrt(best) * 1.02
  const box = { minX: lon * shrink - reach, minY: lat - reach, maxX: lon * shrink + reach, maxY: lat + reach }
  for (const { segment } of tree.search(box)) best = Math.min(best, squareTo(ends, segment, lon, lat, flat))
  return Math.sqrt(best) * E7_METRES
}

/** What is usually written: all boxes within the radius that counts (200 m), then turf on each. */
function askTurf(index, ends, shrink, lon, lat) {
  const point = { type: 'Point', coordinates: [lon, lat] }
  const x = lon * 1e7 * shrink
  const y = lat * 1e7
  const reach = TURF_RADIUS / E7_METRES
  let best = Infinity
  for (const segment of index.search(x - reach, y - reach, x + reach, y + reach)) {
    const [ax, ay, bx, by] = ends.subarray(segment * 4, segment * 4 + 4)
    const line = {
      type: 'LineString',
      coordinates: [
        [ax / 1e7, ay / 1e7],
        [bx / 1e7, by / 1e7],
      ],
    }
    best = Math.min(best, nearestPointOnLine(line, point, { units: 'meters' }).properties.dist)
  }
  return best
}

function race(what, ends, asked, goals) {
  const shrink = plane(ends)
  const count = ends.length / 4
  const order = orderOfPoints(asked)
  const sorted = new Float64Array(asked.length)
  for (let i = 0; i < order.length; i++) sorted.set(asked.subarray(order[i] * 2, order[i] * 2 + 2), i * 2)
  let ours
  let flat
  let tree
  // Each build begins on a swept heap without any other index, and flatbush and rbush are met in races of their own: whoever is
  // built right after rbush pays for its million objects (flatbush by a sixth, we by a fifth), even after a sweep. The sweeps
  // are arms, timed and not reported.
  const sweep = () => {
    ours = flat = tree = undefined
    collect()
  }
  const build = () => (ours = buildSegmentIndex(ends))
  const flatArms = { sweepA: sweep, ours: build, sweepB: sweep, flatbush: () => (flat = buildFlatbush(ends, shrink)) }
  const treeArms = { sweepA: sweep, ours: build, sweepB: sweep, rbush: () => (tree = buildRbush(ends, shrink)) }
  const besideFlat = compare(flatArms, 1000)
  const besideTree = compare(treeArms, 1000, 5)
  ours = buildSegmentIndex(ends)
  flat = buildFlatbush(ends, shrink)
  const row = { work: `${what}: build`, unit: 'ms' }
  results.add({ ...row, ours: besideFlat.ours, peer: besideFlat.flatbush, against: 'flatbush', goal: goals?.build[0] })
  results.add({ ...row, ours: besideTree.ours, peer: besideTree.rbush, against: 'rbush', goal: goals?.build[1] })
  results.note(
    `${what}: ${(ours.buffer.byteLength / count).toFixed(1)} bytes per segment; flatbush ${(flat.data.byteLength / count).toFixed(1)} and the segments themselves`,
  )

  const one = (lonLat, i) =>
    findNearestSegment(ours, lonLat[i * 2], lonLat[i * 2 + 1], RADIUS, hit) ? hit.metres : Infinity
  for (let i = 0; i < 20_000; i++) {
    const metres = one(asked, i)
    const [lon, lat] = [asked[i * 2], asked[i * 2 + 1]]
    for (const peer of [
      askFlatbush(flat, ends, shrink, lon, lat),
      i < 2000 ? askRbush(tree, ends, shrink, lon, lat) : metres,
    ]) {
      check(
        peer > RADIUS || Math.abs(peer - metres) < 1e-3 + metres * 3e-5,
        `${what}: query ${i}: ${metres} m, peer ${peer} m`,
      )
    }
    if (i < 200) {
      const turf = askTurf(flat, ends, shrink, lon, lat)
      check(
        turf > TURF_RADIUS || Math.abs(turf - metres) < 0.02 + metres * 1e-3,
        `${what}: query ${i}: ${metres} m, turf ${turf} m`,
      )
    }
  }
  checkBruteForce(what, ends, asked, one)
  checkBatch(what, ours, asked)

  const askAll =
    (lonLat, ask, most = QUERIES) =>
    () => {
      let sum = 0
      for (let i = 0; i < most; i++) sum += ask(lonLat, i)
      return sum
    }
  const flatOne = (lonLat, i) => askFlatbush(flat, ends, shrink, lonLat[i * 2], lonLat[i * 2 + 1])
  const treeOne = (lonLat, i) => askRbush(tree, ends, shrink, lonLat[i * 2], lonLat[i * 2 + 1])
  const turfOne = (lonLat, i) => askTurf(flat, ends, shrink, lonLat[i * 2], lonLat[i * 2 + 1])
  for (const [name, lonLat, goal] of [
    ['random order', asked, goals?.query[0]],
    ['spatial order', sorted, goals?.query[1]],
  ]) {
    const arms = {
      ours: askAll(lonLat, one),
      batch: () => nearestSegments(ours, lonLat, RADIUS),
      flatbush: askAll(lonLat, flatOne),
    }
    const units = { ours: QUERIES, batch: QUERIES, flatbush: QUERIES, rbush: QUERIES / 5, turf: 500 }
    if (name === 'random order') {
      arms.rbush = askAll(lonLat, treeOne, units.rbush)
      arms.turf = askAll(lonLat, turfOne, units.turf)
    }
    const times = compare(arms, units)
    const row = { work: `${what}: nearest, ${name}`, unit: 'µs', ours: times.ours }
    const batch = { work: `${what}: nearest, ${name}, as one batch`, unit: 'µs', ours: times.batch }
    results.add({ ...row, peer: times.flatbush, against: 'flatbush + exact', goal })
    results.add({ ...batch, peer: times.flatbush, against: 'flatbush + exact', goal })
    if (times.rbush === undefined) continue
    results.add({ ...row, peer: times.rbush, against: 'rbush + rbush-knn + exact', goal: goals?.rbush })
    results.add({ ...batch, peer: times.rbush, against: 'rbush + rbush-knn + exact', goal: goals?.rbush })
    results.add({ ...row, peer: times.turf, against: 'turf nearest-point-on-line within 200 m', goal: goals?.turf })
  }
}

/** A batch gives what single calls give, to the last bit. */
function checkBatch(what, index, asked) {
  const batch = nearestSegments(index, asked, RADIUS)
  for (let i = 0; i < QUERIES; i++) {
    const found = findNearestSegment(index, asked[i * 2], asked[i * 2 + 1], RADIUS, hit)
    const same = found
      ? batch.segment[i] === hit.segment && batch.fraction[i] === hit.fraction && batch.metres[i] === hit.metres
      : batch.segment[i] === -1
    check(same, `${what}: query ${i}: the batch differs`)
  }
}

function checkBruteForce(what, ends, asked, one, radius = RADIUS) {
  for (let i = 0; i < 50; i++) {
    const [lon, lat] = [asked[i * 2], asked[i * 2 + 1]]
    const cos = Math.cos((lat * Math.PI) / 180)
    let best = Infinity
    for (let segment = 0; segment < ends.length / 4; segment++) {
      best = Math.min(best, squareTo(ends, segment, lon * 1e7, lat * 1e7, cos * cos))
    }
    const truth = Math.sqrt(best) * E7_METRES
    const metres = one(asked, i)
    check(
      truth > radius || Math.abs(truth - metres) < 1e-6 + truth * 3e-4,
      `${what}: query ${i}: ${metres} m, truth ${truth} m`,
    )
  }
}

/** Sets that break indexes. Never slower than 1.5 times flatbush: a ratio of at least 0.67. */
function raceAdversaries() {
  const count = 200_000
  const queries = 5000
  for (const [name, { lonLat, ask }] of Object.entries(adversaries(count, 41))) {
    const random = seededRandom(42)
    const ends = new Int32Array(count * 4)
    for (let i = 0; i < count; i++) {
      const lon = lonLat[i * 2] * 1e7
      const lat = lonLat[i * 2 + 1] * 1e7
      ends.set([lon, lat, lon + (random() - 0.5) * 200, lat + (name === 'a line' ? 0 : (random() - 0.5) * 200)], i * 4)
    }
    raceOne(name, ends, ask, queries)
  }
  const random = seededRandom(43)
  const ask = () => [0.0005 + (random() - 0.5) * 0.01, 45.0005 + (random() - 0.5) * 0.01]
  const boxes = new Int32Array(count * 4)
  for (let i = 0; i < count; i++)
    boxes.set(i % 2 === 0 ? [0, 45e7, 10_000, 450_010_000] : [0, 450_010_000, 10_000, 45e7], i * 4)
  raceOne('equal boxes', boxes, ask, queries)
}

function raceOne(name, ends, ask, queries) {
  const asked = new Float64Array(queries * 2)
  for (let i = 0; i < queries; i++) asked.set(ask(i), i * 2)
  const shrink = Math.cos((45 * Math.PI) / 180)
  const index = buildSegmentIndex(ends)
  const flat = buildFlatbush(ends, shrink)
  const one = (lonLat, i) =>
    findNearestSegment(index, lonLat[i * 2], lonLat[i * 2 + 1], ADVERSE_RADIUS, hit) ? hit.metres : Infinity
  checkBruteForce(name, ends, asked, one, ADVERSE_RADIUS)
  const few = ['equal boxes', 'all in one spot', 'a line'].includes(name) ? 200 : queries
  const times = compare(
    {
      ours: () => {
        let sum = 0
        for (let i = 0; i < few; i++) sum += one(asked, i)
        return sum
      },
      flatbush: () => {
        let sum = 0
        for (let i = 0; i < few; i++) sum += askFlatbush(flat, ends, shrink, asked[i * 2], asked[i * 2 + 1])
        return sum
      },
    },
    few,
    5,
  )
  results.add({
    work: `${name} (200,000 segments): nearest`,
    unit: 'µs',
    ours: times.ours,
    peer: times.flatbush,
    against: 'flatbush + exact',
    goal: 0.67,
  })
}

/** The straight pieces of a network, as E7 quadruples. */
function piecesOf(network) {
  const ends = []
  const { edgeFrom, edgeTo, shapeOffset, vertexLonE7, vertexLatE7, shapeLonE7, shapeLatE7 } = network
  for (let edge = 0; edge < edgeFrom.length && ends.length < SEGMENTS * 4; edge++) {
    let lon = vertexLonE7[edgeFrom[edge]]
    let lat = vertexLatE7[edgeFrom[edge]]
    for (let bend = shapeOffset[edge]; bend <= shapeOffset[edge + 1]; bend++) {
      const last = bend === shapeOffset[edge + 1]
      const nextLon = last ? vertexLonE7[edgeTo[edge]] : shapeLonE7[bend]
      const nextLat = last ? vertexLatE7[edgeTo[edge]] : shapeLatE7[bend]
      ends.push(lon, lat, nextLon, nextLat)
      lon = nextLon
      lat = nextLat
    }
  }
  return Int32Array.from(ends)
}

const goals = { build: [2.5, 15], query: [3, 6], rbush: 10, turf: 100 }
race('1 M even segments', segments('even', SEGMENTS, 1), positions('even', QUERIES, 2), goals)
race('1 M clustered segments', segments('clustered', SEGMENTS, 3), positions('clustered', QUERIES, 4), goals)
const streets = piecesOf(generateCity({ vertices: 420_000, seed: 5 }))
const beside = new Float64Array(QUERIES * 2)
const random = seededRandom(6)
for (let i = 0; i < beside.length; i += 2) {
  const at = Math.floor(random() * (streets.length / 4)) * 4
  beside[i] = streets[at] / 1e7 + (random() - 0.5) * 0.0008
  beside[i + 1] = streets[at + 1] / 1e7 + (random() - 0.5) * 0.0006
}
race(`${(streets.length / 4e6).toFixed(2)} M pieces of city streets`, streets, beside, goals)
raceAdversaries()
results.note(
  'build: loops over all segments run as calls of a thousand each, which are compiled once and stay so; as one loop each they ' +
    'were compiled anew in every build, which took about a quarter of its time',
)
results.note('a batch is timed whole: its points are put along a curve, searched, and answered in the order given')
results.write('edge-index', 'Nearest street piece')
