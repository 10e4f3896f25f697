// Seeded cities for measurements: dense and sparse quarters, rivers with few bridges, dead ends, bends, stairs, a few one-way paths.
// Straight into a network's arrays, so that ten million vertices take seconds and fit in memory. Also links of points to them.
// What comes out is an ordinary WalkNetwork: vertices along a Hilbert curve, edges by their first vertex.
import { greatCircleMetresE7 } from '../dist/foundation/geo.js'
import { orderOfKeys } from '../dist/foundation/hilbert.js'
import { orderAlongWorldCurve } from '../dist/foundation/world-curve.js'
import { labelComponents } from '../dist/network/components.js'
import { allocateNetwork, sealNetwork } from '../dist/network/network-buffer.js'

const WEST_E7 = 85_000_000
const SOUTH_E7 = 411_000_000
const E7_PER_METRE_NORTH = 1e7 / 111_195
const E7_PER_METRE_EAST = E7_PER_METRE_NORTH / Math.cos((41.1 * Math.PI) / 180)
const WAY_STEPS = 1 << 0
const WAY_FORWARD_ONLY = 1 << 4

/** Shares of all that is drawn by lot. */
const STREET_MISSING = 0.06
const DEAD_END = 0.22
const BENT = 0.6
const STEPS = 0.01
const ONE_WAY = 0.001
/** A river every so many rows of junctions, a bridge every so many columns. */
const ROWS_PER_RIVER = 90
const COLUMNS_PER_BRIDGE = 14

/** A number in [0, 1) that depends on the seed and up to three integers only. */
export function lot(seed, a, b = 0, c = 0) {
  let mixed =
    Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b ^ seed, 0xc2b2ae35) ^ Math.imul(c + 0x27d4eb2f, 0x165667b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296
}

/** Random numbers in [0, 1) from a seed. */
export function randomFrom(seed) {
  let count = 0
  return () => lot(seed, count++, 77)
}

/** Positions of rows (or columns) of junctions, metres: spacing changes smoothly between 45 and 215 m. */
function spacedLines(count, seed, axis) {
  const metres = new Float64Array(count)
  for (let i = 1; i < count; i++) {
    const at = i / 70
    const before = lot(seed, Math.floor(at), axis, 1)
    const after = lot(seed, Math.floor(at) + 1, axis, 1)
    const share = at - Math.floor(at)
    const density = before + (after - before) * share * share * (3 - 2 * share)
    metres[i] = metres[i - 1] + 45 + 170 * density * density
  }
  return metres
}

/** Junctions in brick bond and dead ends, with streets between them; provisional numbers. */
function drawStreets(vertices, seed) {
  const junctions = Math.max(4, Math.round(vertices / (1 + DEAD_END)))
  const columns = Math.max(2, Math.round(Math.sqrt(junctions)))
  const rows = Math.ceil(junctions / columns)
  const xs = spacedLines(columns, seed, 1)
  const ys = spacedLines(rows, seed, 2)
  const most = Math.ceil(columns * rows * (1 + DEAD_END) * 1.02) + 100
  const lonE7 = new Int32Array(most)
  const latE7 = new Int32Array(most)
  const put = (vertex, x, y) => {
    lonE7[vertex] = WEST_E7 + Math.round(x * E7_PER_METRE_EAST)
    latE7[vertex] = SOUTH_E7 + Math.round(y * E7_PER_METRE_NORTH)
  }
  const streets = { from: new Uint32Array(most * 2), to: new Uint32Array(most * 2), count: 0, bridge: [] }
  const join = (from, to) => {
    streets.from[streets.count] = from
    streets.to[streets.count++] = to
  }
  let next = columns * rows
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const vertex = row * columns + column
      const room = Math.min(xs[Math.min(column + 1, columns - 1)] - xs[column] || 50, 150)
      put(
        vertex,
        xs[column] + (lot(seed, vertex, 3) - 0.5) * 0.6 * room,
        ys[row] + (lot(seed, vertex, 4) - 0.5) * 0.6 * room,
      )
      // A junction always keeps the street to its left, but for the missing ones; rivers are crossed on bridges only.
      if (column > 0 && lot(seed, vertex, 5) >= STREET_MISSING && !crossesRiver(row, row, column - 1, column, seed)) {
        join(vertex - 1, vertex)
      }
      const down = vertex - columns
      if (row > 0 && (row + column) % 2 === 0 && lot(seed, vertex, 6) >= STREET_MISSING) {
        if (!crossesRiver(row - 1, row, column, column, seed)) join(down, vertex)
      }
      if (lot(seed, vertex, 7) < DEAD_END && next < most) {
        const angle = lot(seed, vertex, 8) * 2 * Math.PI
        const length = 8 + lot(seed, vertex, 9) * 0.5 * room
        const end = next++
        put(end, xs[column] + Math.cos(angle) * length, ys[row] + Math.sin(angle) * length)
        join(vertex, end)
      }
    }
  }
  return { count: next, lonE7: lonE7.subarray(0, next), latE7: latE7.subarray(0, next), streets }
}

/** The row of junctions just below a river in a column. */
function riverRow(river, column, seed) {
  const middle = (river + 0.3 + 0.4 * lot(seed, river, 11)) * ROWS_PER_RIVER
  return Math.round(middle + 9 * Math.sin(column / 23 + river) + 4 * Math.sin(column / 7.3))
}

function crossesRiver(rowA, rowB, columnA, columnB, seed) {
  const river = Math.floor(rowB / ROWS_PER_RIVER)
  for (let near = Math.max(0, river - 1); near <= river + 1; near++) {
    const below = rowA <= riverRow(near, columnA, seed)
    if (below === rowB <= riverRow(near, columnB, seed)) continue
    const isBridge = columnA === columnB && (columnA >> 1) % (COLUMNS_PER_BRIDGE >> 1) === 0
    if (!isBridge) return true
  }
  return false
}

/**
 * A city of about so many vertices.
 *
 * @param {{ vertices: number, seed?: number }} options
 * @returns {import('../dist/network/walk-network.js').WalkNetwork}
 */
export function generateCity({ vertices, seed = 1 }) {
  const drawn = drawStreets(vertices, seed)
  const { streets } = drawn
  const edges = streets.count
  const vertexOrder = orderAlongWorldCurve(drawn.lonE7, drawn.latE7, () => 0)
  const numberOfVertex = new Uint32Array(drawn.count)
  for (let number = 0; number < drawn.count; number++) numberOfVertex[vertexOrder[number]] = number
  for (let street = 0; street < edges; street++) {
    streets.from[street] = numberOfVertex[streets.from[street]]
    streets.to[street] = numberOfVertex[streets.to[street]]
  }
  const streetOrder = orderOfKeys(streets.from.subarray(0, edges))
  let bends = 0
  for (let edge = 0; edge < edges; edge++) if (lot(seed, edge, 20) < BENT) bends += 2
  // One piece is said for all until the true pieces are counted; their number sizes the buffer.
  const lengthMm = new Uint32Array(edges)
  const from = new Uint32Array(edges)
  const to = new Uint32Array(edges)
  for (let edge = 0; edge < edges; edge++) {
    from[edge] = streets.from[streetOrder[edge]]
    to[edge] = streets.to[streetOrder[edge]]
  }
  const positions = { lonE7: new Int32Array(drawn.count), latE7: new Int32Array(drawn.count) }
  for (let number = 0; number < drawn.count; number++) {
    positions.lonE7[number] = drawn.lonE7[vertexOrder[number]]
    positions.latE7[number] = drawn.latE7[vertexOrder[number]]
  }
  const shapes = bendStreets(positions, from, to, bends, lengthMm, seed)
  const { component, componentMetres } = labelComponents(drawn.count, from, to, lengthMm)
  const sizes = {
    ...{ vertices: drawn.count, edges, shapePoints: bends, components: componentMetres.length },
    ...{ arcs: 2 * edges, directedArcs: 0, streetVertices: drawn.count, sharedPlaces: 0, sharedVertices: 0 },
    ...{ rings: 0, ringPoints: 0, regionNameBytes: 0 },
  }
  const { buffer, arrays } = allocateNetwork(sizes)
  arrays.vertexLonE7.set(positions.lonE7)
  arrays.vertexLatE7.set(positions.latE7)
  arrays.component.set(component)
  arrays.componentMetres.set(componentMetres)
  arrays.edgeFrom.set(from)
  arrays.edgeTo.set(to)
  arrays.edgeLengthMm.set(lengthMm)
  arrays.shapeOffset.set(shapes.offset)
  arrays.shapeLonE7.set(shapes.lonE7)
  arrays.shapeLatE7.set(shapes.latE7)
  for (let edge = 0; edge < edges; edge++) {
    arrays.edgeWayId[edge] = Math.floor(edge / 3) + 1
    if (lot(seed, edge, 21) < STEPS) arrays.edgeFlags[edge] |= WAY_STEPS
    if (lot(seed, edge, 22) < ONE_WAY) arrays.edgeFlags[edge] |= WAY_FORWARD_ONLY
  }
  fillArcs(arrays)
  const east = positions.lonE7.reduce((most, lon) => Math.max(most, lon), WEST_E7)
  const north = positions.latE7.reduce((most, lat) => Math.max(most, lat), SOUTH_E7)
  return sealNetwork(buffer, arrays, sizes, [WEST_E7 / 1e7, SOUTH_E7 / 1e7, east / 1e7, north / 1e7], false)
}

/** Two bends in most streets; lengths along them. */
function bendStreets({ lonE7, latE7 }, from, to, bends, lengthMm, seed) {
  const offset = new Uint32Array(from.length + 1)
  const shapes = { offset, lonE7: new Int32Array(bends), latE7: new Int32Array(bends) }
  let at = 0
  for (let edge = 0; edge < from.length; edge++) {
    let lon = lonE7[from[edge]]
    let lat = latE7[from[edge]]
    const across = lonE7[to[edge]] - lon
    const up = latE7[to[edge]] - lat
    let metres = 0
    const walkTo = (nextLon, nextLat) => {
      metres += greatCircleMetresE7(lon, lat, nextLon, nextLat)
      lon = nextLon
      lat = nextLat
    }
    if (lot(seed, edge, 20) < BENT) {
      const bow = (lot(seed, edge, 23) - 0.5) * 0.4
      const [startLon, startLat] = [lon, lat]
      for (const share of [1 / 3, 2 / 3]) {
        shapes.lonE7[at] = startLon + Math.round(across * share - up * bow)
        shapes.latE7[at] = startLat + Math.round(up * share + across * bow)
        walkTo(shapes.lonE7[at], shapes.latE7[at])
        at++
      }
    }
    walkTo(lonE7[to[edge]], latE7[to[edge]])
    lengthMm[edge] = Math.round(metres * 1000)
    offset[edge + 1] = at
  }
  return shapes
}

function fillArcs({ arcOffset, arcTarget, arcEdge, edgeFrom, edgeTo }) {
  const edges = edgeFrom.length
  for (let edge = 0; edge < edges; edge++) {
    arcOffset[edgeFrom[edge] + 1]++
    arcOffset[edgeTo[edge] + 1]++
  }
  for (let vertex = 0; vertex + 1 < arcOffset.length; vertex++) arcOffset[vertex + 1] += arcOffset[vertex]
  const next = arcOffset.slice()
  for (let edge = 0; edge < edges; edge++) {
    const forward = next[edgeFrom[edge]]++
    arcTarget[forward] = edgeTo[edge]
    arcEdge[forward] = edge * 2
    const backward = next[edgeTo[edge]]++
    arcTarget[backward] = edgeFrom[edge]
    arcEdge[backward] = edge * 2 + 1
  }
}

/**
 * Links of so many points, each up to 40 m beside a street drawn by lot; in no spatial order, as in users' files.
 *
 * @returns {import('../dist/locate/linkage.js').Linkage}
 */
export function generateLinks(network, count, seed = 1) {
  const edges = network.edgeFrom.length
  const random = randomFrom(seed * 1000 + 3)
  const linkage = {
    status: new Uint8Array(count),
    edge: new Int32Array(count),
    fraction: new Float64Array(count),
    metres: new Float64Array(count),
  }
  for (let point = 0; point < count; point++) {
    linkage.edge[point] = Math.floor(random() * edges)
    linkage.fraction[point] = random()
    linkage.metres[point] = random() * 40
  }
  return linkage
}

/** A way goes on over a junction in so many of ten cases; ways lie in the file in clumps, as mappers leave them. */
const WAY_GOES_ON = 0.8
const WAYS_PER_CLUMP = 64

/**
 * The streets of such a city as ways in memory, as the reader hands them over: nodes numbered as they were first drawn, ways in
 * clumps that lie anywhere. `buildNetwork` makes about so many vertices of them.
 *
 * @param {{ vertices: number, seed?: number }} options
 * @returns {import('../dist/normalise/streets/walkable-ways-record.js').WalkableWays}
 */
export function generateWays({ vertices, seed = 1 }) {
  const drawn = drawStreets(vertices, seed)
  const { order, wayStart } = chainStreets(drawn.streets, seed)
  const wayCount = wayStart.length - 1
  const clumpKeys = Uint32Array.from(
    { length: Math.ceil(wayCount / WAYS_PER_CLUMP) },
    (_, clump) => lot(seed, clump, 31) * 2 ** 32,
  )
  const { from, to, count: streetCount } = drawn.streets
  const mostNodes = drawn.count + 2 * streetCount
  const nodes = { count: 0, lonE7: new Int32Array(mostNodes), latE7: new Int32Array(mostNodes) }
  const nodeOfVertex = new Int32Array(drawn.count).fill(-1)
  const ref = new Uint32Array(wayCount + 3 * streetCount)
  const refOffset = new Uint32Array(wayCount + 1)
  const wayFlags = new Uint16Array(wayCount)
  let refs = 0
  let row = 0
  const putNode = (lon, lat) => {
    nodes.lonE7[nodes.count] = lon
    nodes.latE7[nodes.count] = lat
    return nodes.count++
  }
  const putVertex = (vertex) => {
    if (nodeOfVertex[vertex] < 0) nodeOfVertex[vertex] = putNode(drawn.lonE7[vertex], drawn.latE7[vertex])
    ref[refs++] = nodeOfVertex[vertex]
  }
  for (const clump of orderOfKeys(clumpKeys)) {
    for (let way = clump * WAYS_PER_CLUMP; way < Math.min((clump + 1) * WAYS_PER_CLUMP, wayCount); way++) {
      putVertex(from[order[wayStart[way]]])
      for (let at = wayStart[way]; at < wayStart[way + 1]; at++) {
        const street = order[at]
        if (lot(seed, street, 20) < BENT) {
          const bow = (lot(seed, street, 23) - 0.5) * 0.4
          const lon = drawn.lonE7[from[street]]
          const lat = drawn.latE7[from[street]]
          const across = drawn.lonE7[to[street]] - lon
          const up = drawn.latE7[to[street]] - lat
          for (const share of [1 / 3, 2 / 3]) {
            ref[refs++] = putNode(
              lon + Math.round(across * share - up * bow),
              lat + Math.round(up * share + across * bow),
            )
          }
        }
        putVertex(to[street])
      }
      wayFlags[row] =
        (lot(seed, way, 21) < STEPS ? WAY_STEPS : 0) | (lot(seed, way, 22) < ONE_WAY ? WAY_FORWARD_ONLY : 0)
      refOffset[++row] = refs
    }
  }
  const numbers = (length) => Float64Array.from({ length }, (_, at) => at + 1)
  const counts = { waysRead: wayCount, highwayWays: wayCount, walkableWays: wayCount, notWalkableWays: 0 }
  return {
    wayId: numbers(wayCount),
    wayFlags,
    refOffset,
    ref: ref.slice(0, refs),
    nodeId: numbers(nodes.count),
    nodeLonE7: nodes.lonE7.slice(0, nodes.count),
    nodeLatE7: nodes.latE7.slice(0, nodes.count),
    nodeFlags: new Uint8Array(nodes.count),
    declaredBox: null,
    counts: { ...counts, emptyWays: 0, missingNodeRefs: 0, waysWithMissingNodes: 0 },
  }
}

/** Streets in the order of ways: those along a row of junctions in chains, all others one by one. Streets of way w: `order[wayStart[w] … wayStart[w+1])`. */
function chainStreets({ from, to, count }, seed) {
  const order = new Uint32Array(count)
  const start = new Uint32Array(count + 1)
  let ways = 0
  let placed = 0
  let lastTo = -1
  for (let street = 0; street < count; street++) {
    if (to[street] !== from[street] + 1) continue
    if (from[street] !== lastTo || lot(seed, street, 30) >= WAY_GOES_ON) start[ways++] = placed
    order[placed++] = street
    lastTo = to[street]
  }
  for (let street = 0; street < count; street++) {
    if (to[street] === from[street] + 1) continue
    start[ways++] = placed
    order[placed++] = street
  }
  start[ways] = placed
  return { order, wayStart: start.slice(0, ways + 1) }
}
