// One question as planners put it, answered by this library and written down for the peers of peers.py: for every crossing of a
// city, how far is the nearest facility of each of ten categories, and how many are within 1,200 m?
//
// Usage: npm run build && node bench/planners/question.mjs FILE.osm.pbf FOLDER, then python3 bench/planners/peers.py FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { bytesSource, walkProfile } from '../../dist/index.js'
import {
  buildImpedance,
  buildLocator,
  buildNetwork,
  linkPoints,
  normaliseWalkableWays,
  prepareStudy,
  readOsm,
  sweepStudy,
  UNREACHED,
} from '../../dist/parts.js'
import { compare, machine } from '../measure.mjs'
import { seededRandom } from '../seeded-random.mjs'

const CATEGORIES = 10
const FACILITIES_PER_CATEGORY = 200
const LIMIT_METRES = 1200

const [file, folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: question.mjs FILE.osm.pbf FOLDER')
const raw = await readOsm(bytesSource(basename(file), readFileSync(file)))
const network = buildNetwork(normaliseWalkableWays(raw))
const vertexCount = network.vertexLonE7.length
const profile = walkProfile('adult')
const categories = Array.from({ length: CATEGORIES }, (_, category) => `category-${category}`)

const lonLatOf = (vertex) => [network.vertexLonE7[vertex] / 1e7, network.vertexLatE7[vertex] / 1e7]
const crossings = crossingsOfLargestPiece()
const random = seededRandom(1)
const facilityVertex = Array.from(
  { length: CATEGORIES * FACILITIES_PER_CATEGORY },
  () => crossings[Math.floor(random() * crossings.length)],
)
const facilities = facilityVertex.map((vertex, number) => ({
  id: `f${number}`,
  category: categories[number % CATEGORIES],
  entrances: [lonLatOf(vertex)],
  lonLat: lonLatOf(vertex),
}))
const blocks = crossings.map((vertex) => ({
  id: `v${vertex}`,
  lonLat: lonLatOf(vertex),
  polygons: null,
  people: {},
  gates: [],
  buildings: [],
}))
const options = { profile, maxLinkMetres: 50, demand: 'auto', direction: 'toFacility', categories }

/** Crossings that every program takes for the same place: those that points link to without a leg. */
function crossingsOfLargestPiece() {
  const all = Array.from({ length: vertexCount }, (_, vertex) => vertex).filter(
    (vertex) => network.component[vertex] === 0,
  )
  const locator = buildLocator(network, buildImpedance(network, profile, 'distance'))
  const { edge, fraction, metres } = linkPoints(locator, Float64Array.from(all.flatMap(lonLatOf)), 50)
  return all.filter((vertex, row) => {
    if (edge[row] < 0 || metres[row] > 0 || (fraction[row] !== 0 && fraction[row] !== 1)) return false
    return vertex === (fraction[row] === 0 ? network.edgeFrom : network.edgeTo)[edge[row]]
  })
}

let study
let answer
const prepare = () => {
  study = prepareStudy(network, facilities, blocks, options)
}
const ask = () => {
  answer = sweepStudy(study, 'distance', [LIMIT_METRES])
}
const prepared = compare({ ours: prepare }, 1000, 5).ours
const asked = compare({ ours: ask }, 1000, 5).ours

/** Rows of the answer are in natural order of the ids, which is the order of the crossings. */
const nearestMm = new Float64Array(crossings.length * CATEGORIES)
for (let row = 0; row < nearestMm.length; row++) {
  nearestMm[row] = answer.nearestCost[row] === UNREACHED ? -1 : answer.nearestCost[row]
}
const { arcCost } = buildImpedance(network, profile, 'distance')
const least = new Map()
for (let from = 0; from < vertexCount; from++) {
  if (network.component[from] !== 0) continue
  for (let arc = network.arcOffset[from]; arc < network.arcOffset[from + 1]; arc++) {
    if (arcCost[arc] >= UNREACHED) continue
    if (network.arcTarget[arc] === from) continue
    const key = from * vertexCount + network.arcTarget[arc]
    least.set(key, Math.min(least.get(key) ?? Infinity, arcCost[arc]))
  }
}
// Crossings first, then the other vertices on the way.
const others = Array.from({ length: vertexCount }, (_, vertex) => vertex).filter(
  (vertex) => network.component[vertex] === 0,
)
const numberOf = new Map([...new Set([...crossings, ...others])].map((vertex, number) => [vertex, number]))
const arcs = new Float64Array(least.size * 3)
let at = 0
for (const [key, cost] of least) {
  arcs.set([numberOf.get(Math.floor(key / vertexCount)), numberOf.get(key % vertexCount), cost], at)
  at += 3
}
const shrink = Math.cos((lonLatOf(crossings[0])[1] * Math.PI) / 180)
const positions = Float64Array.from(
  [...numberOf.keys()].flatMap((vertex) => {
    const [lon, lat] = lonLatOf(vertex)
    return [lon * 111_195 * shrink, lat * 111_195]
  }),
)

mkdirSync(folder, { recursive: true })
const save = (name, array) => writeFileSync(`${folder}/${name}.bin`, new Uint8Array(array.buffer))
save('arcs', arcs)
save('positions', positions)
save(
  'facilities',
  Float64Array.from(facilityVertex, (vertex) => numberOf.get(vertex)),
)
save('nearest-mm', nearestMm)
save('counts', Float64Array.from(answer.count))
const question = {
  file: basename(file),
  crossings: crossings.length,
  vertices: numberOf.size,
  arcs: least.size,
  categories: CATEGORIES,
  facilities: facilities.length,
  limitMetres: LIMIT_METRES,
  prepareMs: prepared,
  answerMs: asked,
  method: answer.method,
  machine: machine(),
}
writeFileSync(`${folder}/question.json`, `${JSON.stringify(question, null, 2)}\n`)
console.log(question)
