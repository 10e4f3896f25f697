// Walking straight across squares: chords become ways of two nodes. In: walkable ways and the relations that can be walked on. Out: the same
// ways with the chords among them, and counts. It knows no tags.
import type { Steps } from '../../foundation/breath.ts'
import { EARTH_RADIUS_METRES, RADIANS_PER_DEGREE } from '../../foundation/units.ts'
import { type SquareRing, squareChords } from './square-chords.ts'
import type { WalkableRelations } from './walkable-relations.ts'
import {
  NODE_BLOCKED,
  type SquareCounts,
  WAY_AREA,
  WAY_CHORD,
  WAY_UNLINKED,
  type WalkableWays,
} from './walkable-ways-record.ts'
import { withoutDirection } from './walking-rules.ts'

type Ways = Omit<WalkableWays, 'declaredBox' | 'counts'>

/** A square: rows of its rings, ascending. */
interface Square {
  readonly wayId: number
  readonly flags: number
  readonly rows: readonly number[]
  readonly roles: readonly SquareRing['role'][]
  /** Whether its rings are all there. */
  readonly whole: boolean
}

/** A chord: a way of two nodes. */
interface Chord {
  readonly wayId: number
  readonly flags: number
  readonly from: number
  readonly to: number
}

/** Squares between pauses. */
const SQUARES_AT_ONCE = 16

/** Adds the chords of all squares, each after the rows of its square. In steps. */
export function* addChords<W extends Ways>(
  ways: W,
  { relations, incomplete }: WalkableRelations,
): Steps<{ ways: W; counts: SquareCounts }> {
  const squares = findSquares(ways, relations)
  const isShared = sharedNodes(ways, squares.length)
  yield
  const chords: Chord[] = []
  let outlineOnlySquares = 0
  for (const [number, square] of squares.entries()) {
    if (number % SQUARES_AT_ONCE === 0) yield
    const found = square.whole ? chordsOf(ways, square, isShared) : null
    if (found === null) outlineOnlySquares++
    else for (const chord of found) chords.push(chord)
  }
  yield
  const counts = {
    squares: squares.length,
    outlineOnlySquares,
    chords: chords.length,
    incompleteSquareRelations: incomplete,
  }
  return { ways: chords.length === 0 ? ways : { ...ways, ...withRows(ways, chords) }, counts }
}

/** Closed ways of the kind, and relations, in ascending order of (signed) id. */
function findSquares({ wayId, wayFlags, ref, refOffset }: Ways, relations: WalkableRelations['relations']): Square[] {
  const squares: Square[] = []
  const relationOf = new Map(relations.map((relation) => [-relation.id, relation]))
  for (let row = 0; row < wayId.length; row++) {
    const flags = wayFlags[row]!
    if ((flags & WAY_AREA) === 0) continue
    const id = wayId[row]!
    const rows = [row]
    while (wayId[row + 1] === id) rows.push(++row)
    if ((flags & WAY_UNLINKED) !== 0) {
      const relation = relationOf.get(id)!
      const roles = relation.rings.map(({ role }) => role)
      squares.push({ wayId: id, flags, rows, roles, whole: relation.closed && roles.length === rows.length })
    } else if (rows.length === 1 && ref[refOffset[row]!] === ref[refOffset[row + 1]! - 1]) {
      squares.push({ wayId: id, flags, rows, roles: ['none'], whole: true })
    }
  }
  return squares
}

/** Which nodes several rows use. */
function sharedNodes({ wayId, nodeId, ref, refOffset }: Ways, squares: number): Uint8Array {
  const shared = new Uint8Array(nodeId.length)
  if (squares === 0) return shared
  const rowOfNode = new Int32Array(nodeId.length).fill(-1)
  for (let row = 0; row < wayId.length; row++) {
    for (let at = refOffset[row]!; at < refOffset[row + 1]!; at++) {
      const node = ref[at]!
      if (rowOfNode[node] === -1) rowOfNode[node] = row
      else if (rowOfNode[node] !== row) shared[node] = 1
    }
  }
  return shared
}

const METRES_PER_E7 = (EARTH_RADIUS_METRES * RADIANS_PER_DEGREE) / 1e7
const TURN_E7 = 3_600_000_000

function chordsOf(ways: Ways, square: Square, shared: Uint8Array): Chord[] | null {
  const { nodeLatE7, nodeFlags } = ways
  const rings = square.rows.map((row, i) => ringOf(ways, row, square.roles[i]!))
  let south = Infinity
  let north = -Infinity
  for (const { node } of rings) {
    for (const number of node) {
      south = Math.min(south, nodeLatE7[number]!)
      north = Math.max(north, nodeLatE7[number]!)
    }
  }
  const metresPerX = METRES_PER_E7 * Math.cos(((south + north) / 2 / 1e7) * RADIANS_PER_DEGREE)
  const { ends, crossed } = squareChords(
    rings,
    (node) => shared[node] === 1,
    (node) => (nodeFlags[node]! & NODE_BLOCKED) !== 0,
    metresPerX,
    METRES_PER_E7,
  )
  if (!crossed) return null
  const flags = withoutDirection(square.flags) | WAY_UNLINKED | WAY_CHORD
  return ends.map(([from, to]) => ({ wayId: square.wayId, flags, from, to }))
}

/** A ring in whole units from its first node, so that products stay exact; across ±180° the short way. */
function ringOf({ ref, refOffset, nodeLonE7, nodeLatE7 }: Ways, row: number, role: SquareRing['role']): SquareRing {
  const node = ref.subarray(refOffset[row]!, refOffset[row + 1]! - 1)
  const x = new Float64Array(node.length)
  const y = new Float64Array(node.length)
  for (let at = 0; at < x.length; at++) {
    x[at] = nodeLonE7[node[at]!]!
    y[at] = nodeLatE7[node[at]!]!
    if (x[at]! - x[0]! > TURN_E7 / 2) x[at]! -= TURN_E7
    if (x[at]! - x[0]! < -TURN_E7 / 2) x[at]! += TURN_E7
  }
  return { node, x, y, role }
}

/** The columns with chords among the rows, by id. */
function withRows({ wayId, wayFlags, ref, refOffset }: Ways, chords: readonly Chord[]) {
  const rows = wayId.length + chords.length
  const columns = {
    wayId: new Float64Array(rows),
    wayFlags: new Uint16Array(rows),
    refOffset: new Uint32Array(rows + 1),
    ref: new Uint32Array(ref.length + 2 * chords.length),
  }
  let at = 0
  let end = 0
  const close = (id: number, flags: number) => {
    columns.wayId[at] = id
    columns.wayFlags[at] = flags
    columns.refOffset[++at] = end
  }
  let chord = 0
  for (let row = 0; row < wayId.length; row++) {
    columns.ref.set(ref.subarray(refOffset[row]!, refOffset[row + 1]!), end)
    end += refOffset[row + 1]! - refOffset[row]!
    close(wayId[row]!, wayFlags[row]!)
    if (wayId[row + 1] === wayId[row]) continue
    for (; chord < chords.length && chords[chord]!.wayId === wayId[row]; chord++) {
      columns.ref[end++] = chords[chord]!.from
      columns.ref[end++] = chords[chord]!.to
      close(chords[chord]!.wayId, chords[chord]!.flags)
    }
  }
  return columns
}
