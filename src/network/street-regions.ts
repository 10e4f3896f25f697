// Which region does each piece of street belong to, and where is there a wall? Section 2 of the walking model: streets inside closed
// outlines, crossings, private streets, what lies behind them. Pieces in, regions out. Knows no costs.
import type { Steps } from '../foundation/breath.ts'
import { greatCircleMetres } from '../foundation/geo.ts'
import { E7 } from '../foundation/units.ts'
import { opensWall } from '../normalise/places/compound-record.ts'
import {
  NODE_RESTRICTED,
  NODE_WALL,
  WAY_RESTRICTED,
  WAY_UNLINKED,
  type WalkableWays,
} from '../normalise/streets/walkable-ways-record.ts'
import type { ClosedOutlines } from './closed-outlines.ts'
import type { EnclosedWays } from './cut-at-outlines.ts'
import type { StreetPieces } from './street-pieces.ts'

/** A crossing this near to a gate of its compound is that gate. */
export const GATE_METRES = 25

/** Where streets of a compound meet others. */
export interface CompoundCrossing {
  /** Number of the compound among the closed ones. */
  readonly compound: number
  readonly lonE7: number
  readonly latE7: number
  /** Open by a gate, a wall for want of one, or open as nobody has said where the gates are. */
  readonly state: 'gate' | 'wall' | 'unknown'
  /** Gates of the compound, by place in its list, that are this crossing. */
  readonly gates: readonly number[]
}

/** Regions of pieces; vertices at walls are split, so ends of pieces and the list of vertices are new. */
export interface StreetRegions {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly nodeOfVertex: readonly number[]
  /** Flags of vertices beside those of their nodes. */
  readonly wallVertices: ReadonlySet<number>
  /** Region of each piece: 0 public, 1 … K the closed compounds in their order, then others. */
  readonly region: Uint32Array
  /** 1 for pieces inside an outline (not for those that only hang on them). */
  readonly insideOutline: Uint8Array
  /** Names of regions 1 … */
  readonly regionIds: readonly string[]
  /** Vertices at which a compound may not be entered or not be left: `vertex:region`. */
  readonly noEntry: ReadonlySet<string>
  readonly noExit: ReadonlySet<string>
  readonly crossings: readonly CompoundCrossing[]
}

/** The key of a vertex of a region in the sets of {@link StreetRegions}. */
export function vertexKey(vertex: number, region: number): string {
  return `${vertex}:${region}`
}

/** Finds the regions, in steps. O(pieces + crossings × gates of their compounds). */
export function* findRegions(
  { ways, compoundOfRef }: EnclosedWays,
  pieces: StreetPieces,
  outlines: ClosedOutlines,
): Steps<StreetRegions> {
  const part = Int32Array.from(pieces.firstRef, (ref) => compoundOfRef[ref] ?? -1)
  const walls = raiseWalls(ways, pieces, part, outlines)
  yield
  const { region, regionIds } = yield* spreadRegions(ways, { ...pieces, ...walls }, part, outlines)
  const insideOutline = new Uint8Array(part.length)
  part.forEach((compound, piece) => {
    if (compound >= 0) insideOutline[piece] = 1
  })
  return { ...walls, region, regionIds, insideOutline }
}

type Walls = Pick<StreetRegions, 'from' | 'to' | 'nodeOfVertex' | 'wallVertices' | 'noEntry' | 'noExit' | 'crossings'>

/** Ends of pieces at a vertex: twice the number of the piece, plus 1 for its second end. */
type Ends = number[]

/** Finds crossings; at those without a gate the compound's pieces get ends of their own. */
function raiseWalls(ways: WalkableWays, pieces: StreetPieces, part: Int32Array, outlines: ClosedOutlines): Walls {
  const from = pieces.from.slice()
  const to = pieces.to.slice()
  const nodeOfVertex = Array.from(pieces.nodeOfVertex)
  const wallVertices = new Set<number>()
  const noEntry = new Set<string>()
  const noExit = new Set<string>()
  const crossings: CompoundCrossing[] = []
  for (const [vertex, ends] of endsNearParts(pieces, part)) {
    const compounds = new Set(ends.map((end) => part[end >> 1]!))
    if (compounds.size < 2) continue
    const node = nodeOfVertex[vertex]!
    const lonE7 = ways.nodeLonE7[node]!
    const latE7 = ways.nodeLatE7[node]!
    for (const compound of [...compounds].filter((number) => number >= 0).sort((a, b) => a - b)) {
      const way = wayThrough(outlines, compound, lonE7, latE7)
      crossings.push({ compound, lonE7, latE7, state: way.state, gates: way.gates })
      if (way.state !== 'wall') {
        if (!way.mayEnter) noEntry.add(vertexKey(vertex, compound + 1))
        if (!way.mayLeave) noExit.add(vertexKey(vertex, compound + 1))
        continue
      }
      const behind = nodeOfVertex.push(node) - 1
      wallVertices.add(behind)
      for (const end of ends) {
        if (part[end >> 1] !== compound) continue
        if ((end & 1) === 0) from[end >> 1] = behind
        else to[end >> 1] = behind
      }
    }
  }
  return { from, to, nodeOfVertex, wallVertices, noEntry, noExit, crossings }
}

/** Ends of pieces at every vertex that a part of a compound touches, in order of vertex. */
function endsNearParts({ from, to }: StreetPieces, part: Int32Array): [number, Ends][] {
  const ends = new Map<number, Ends>()
  for (let piece = 0; piece < part.length; piece++) {
    if (part[piece]! < 0) continue
    ends.set(from[piece]!, [])
    ends.set(to[piece]!, [])
  }
  if (ends.size === 0) return []
  for (let piece = 0; piece < part.length; piece++) {
    ends.get(from[piece]!)?.push(2 * piece)
    ends.get(to[piece]!)?.push(2 * piece + 1)
  }
  return [...ends].sort(([a], [b]) => a - b)
}

function wayThrough(outlines: ClosedOutlines, compound: number, lonE7: number, latE7: number) {
  const { gates } = outlines.compounds[compound]!
  if (gates.length === 0) return { state: 'unknown' as const, gates: [], mayEnter: true, mayLeave: true }
  const here: number[] = []
  let mayEnter = false
  let mayLeave = false
  gates.forEach((gate, number) => {
    if (!opensWall(gate)) return
    const [lon, lat] = gate.lonLat
    if (greatCircleMetres(lon, lat, lonE7 / E7, latE7 / E7) > GATE_METRES) return
    here.push(number)
    // A visitor of a compound needs a gate that lets him in; whoever comes home has walked there under his own region.
    if (gate.direction !== 'out' && gate.who === 'all') mayEnter = true
    if (gate.direction !== 'in') mayLeave = true
  })
  return { state: here.length > 0 ? ('gate' as const) : ('wall' as const), gates: here, mayEnter, mayLeave }
}

/** Sets of things that are joined step by step; the lowest one stands for its set. */
class JoinedSets {
  readonly #parent: Uint32Array

  constructor(count: number) {
    this.#parent = new Uint32Array(count)
    for (let i = 0; i < count; i++) this.#parent[i] = i
  }

  lowest(item: number): number {
    const parent = this.#parent
    let root = item
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!
      root = parent[root]!
    }
    return root
  }

  join(a: number, b: number): void {
    const low = this.lowest(a)
    const other = this.lowest(b)
    if (low < other) this.#parent[other] = low
    else if (other < low) this.#parent[low] = other
  }
}

type Streets = Pick<StreetPieces, 'lengthMm' | 'row'> & Pick<Walls, 'from' | 'to' | 'nodeOfVertex'>

/** Public is the longest unrestricted part of each connected one; what hangs on it by private streets or gates is not. */
function* spreadRegions(
  ways: WalkableWays,
  streets: Streets,
  part: Int32Array,
  outlines: ClosedOutlines,
): Steps<Pick<StreetRegions, 'region' | 'regionIds'>> {
  const region = new Uint32Array(part.length)
  const regionIds = outlines.compounds.map(({ id }) => id)
  const isPublic = yield* publicPieces(ways, streets, part)
  yield
  const { from, to, nodeOfVertex } = streets
  const publicAt = new Uint8Array(nodeOfVertex.length)
  const compoundAt = new Int32Array(nodeOfVertex.length).fill(-1)
  for (let piece = 0; piece < part.length; piece++) {
    if (part[piece]! >= 0) region[piece] = part[piece]! + 1
    for (const vertex of [from[piece]!, to[piece]!]) {
      if (isPublic[piece] === 1) publicAt[vertex] = 1
      if (part[piece]! >= 0 && (compoundAt[vertex]! < 0 || part[piece]! < compoundAt[vertex]!)) {
        compoundAt[vertex] = part[piece]!
      }
    }
  }
  yield
  const groups = new JoinedSets(part.length)
  const firstAt = new Int32Array(nodeOfVertex.length).fill(-1)
  const isHidden = (piece: number) => isPublic[piece] === 0 && part[piece]! < 0
  for (let piece = 0; piece < part.length; piece++) {
    if (!isHidden(piece)) continue
    for (const vertex of [from[piece]!, to[piece]!]) {
      if (publicAt[vertex] === 1) continue
      if (firstAt[vertex]! < 0) firstAt[vertex] = piece
      else groups.join(piece, firstAt[vertex]!)
    }
  }
  const compoundOf = new Int32Array(part.length).fill(-1)
  for (let piece = 0; piece < part.length; piece++) {
    if (!isHidden(piece)) continue
    const group = groups.lowest(piece)
    for (const vertex of [from[piece]!, to[piece]!]) {
      const compound = compoundAt[vertex]!
      if (publicAt[vertex] === 1 || compound < 0) continue
      if (compoundOf[group]! < 0 || compound < compoundOf[group]!) compoundOf[group] = compound
    }
  }
  yield
  const regionOf = new Uint32Array(part.length)
  let lastWay = 0
  let ofThatWay = 0
  for (let piece = 0; piece < part.length; piece++) {
    if (!isHidden(piece)) continue
    const group = groups.lowest(piece)
    if (regionOf[group] === 0) {
      if (compoundOf[group]! >= 0) regionOf[group] = compoundOf[group]! + 1
      else {
        // A region without an outline is called after its lowest way; further ones of that way are counted.
        const way = ways.wayId[streets.row[piece]!]!
        ofThatWay = way === lastWay ? ofThatWay + 1 : 1
        lastWay = way
        regionOf[group] = regionIds.push(ofThatWay === 1 ? `way/${way}` : `way/${way}#${ofThatWay}`)
      }
    }
    region[piece] = regionOf[group]!
  }
  return { region, regionIds }
}

function* publicPieces(
  ways: WalkableWays,
  { from, to, lengthMm, row, nodeOfVertex }: Streets,
  part: Int32Array,
): Steps<Uint8Array> {
  const count = part.length
  const connected = new JoinedSets(nodeOfVertex.length)
  const open = new JoinedSets(count)
  const firstAt = new Int32Array(nodeOfVertex.length).fill(-1)
  const isOrdinary = (piece: number) => part[piece]! < 0 && (ways.wayFlags[row[piece]!]! & WAY_RESTRICTED) === 0
  for (let piece = 0; piece < count; piece++) {
    connected.join(from[piece]!, to[piece]!)
    if (!isOrdinary(piece)) continue
    for (const vertex of [from[piece]!, to[piece]!]) {
      if ((ways.nodeFlags[nodeOfVertex[vertex]!]! & NODE_RESTRICTED) !== 0) continue
      if (firstAt[vertex]! < 0) firstAt[vertex] = piece
      else open.join(piece, firstAt[vertex]!)
    }
  }
  yield
  const length = new Float64Array(count)
  for (let piece = 0; piece < count; piece++) {
    const counts = (ways.wayFlags[row[piece]!]! & WAY_UNLINKED) === 0
    if (isOrdinary(piece) && counts) length[open.lowest(piece)]! += lengthMm[piece]!
  }
  // Of equally long ones the one with the lowest way.
  const longest = new Int32Array(nodeOfVertex.length).fill(-1)
  for (let piece = 0; piece < count; piece++) {
    if (!isOrdinary(piece) || open.lowest(piece) !== piece) continue
    const whole = connected.lowest(from[piece]!)
    const known = longest[whole]!
    if (known < 0 || length[piece]! > length[known]!) longest[whole] = piece
  }
  const isPublic = new Uint8Array(count)
  for (let piece = 0; piece < count; piece++) {
    if (isOrdinary(piece) && longest[connected.lowest(from[piece]!)] === open.lowest(piece)) isPublic[piece] = 1
  }
  return isPublic
}

/** Whether tags or outlines can make any region at all: most of the world's extracts have some private street. */
export function mayHaveRegions(ways: WalkableWays, outlines: ClosedOutlines): boolean {
  return (
    outlines.compounds.length > 0 ||
    ways.wayFlags.some((flags) => (flags & WAY_RESTRICTED) !== 0) ||
    ways.nodeFlags.some((flags) => (flags & (NODE_RESTRICTED | NODE_WALL)) !== 0)
  )
}
