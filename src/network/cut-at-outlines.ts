// Walkable ways → the same ways with a node more wherever one that a compound may enclose crosses an outline, and what lies inside. Knows
// no tag and builds no graph.
import { E7 } from '../foundation/units.ts'
import {
  NODE_CROSSING,
  WAY_BRIDGE,
  WAY_ENCLOSABLE,
  WAY_TUNNEL,
  type WalkableWays,
} from '../normalise/streets/walkable-ways-record.ts'
import { type ClosedOutlines, roundE7 } from './closed-outlines.ts'

/** Whether a way of these flags belongs to a compound where it lies inside. */
export function isEnclosable(wayFlags: number): boolean {
  return (wayFlags & (WAY_ENCLOSABLE | WAY_BRIDGE | WAY_TUNNEL)) === WAY_ENCLOSABLE
}

/** 1 for rows that a compound may enclose and whose box meets that of an outline: all others are passed over. O(references). */
function rowsNearOutlines({ wayFlags, refOffset, ref, nodeLonE7, nodeLatE7 }: WalkableWays, outlines: ClosedOutlines) {
  const isNear = new Uint8Array(wayFlags.length)
  for (let row = 0; row < wayFlags.length; row++) {
    if (!isEnclosable(wayFlags[row]!)) continue
    const first = ref[refOffset[row]!]!
    let west = nodeLonE7[first]!
    let south = nodeLatE7[first]!
    let east = west
    let north = south
    for (let at = refOffset[row]! + 1; at < refOffset[row + 1]!; at++) {
      const lon = nodeLonE7[ref[at]!]!
      const lat = nodeLatE7[ref[at]!]!
      if (lon < west) west = lon
      else if (lon > east) east = lon
      if (lat < south) south = lat
      else if (lat > north) north = lat
    }
    if (outlines.isNear(west / E7, south / E7, east / E7, north / E7)) isNear[row] = 1
  }
  return isNear
}

/** Adds nodes where ways cross outlines; those that lie there already are marked. O(segments × sides of outlines near them). */
function cutAtOutlines(ways: WalkableWays, outlines: ClosedOutlines, isNear: Uint8Array): WalkableWays {
  const { wayFlags, refOffset, ref, nodeLonE7, nodeLatE7 } = ways
  const nodeFlags = ways.nodeFlags.slice()
  const added = { id: [] as number[], lonE7: [] as number[], latE7: [] as number[] }
  const offsets = new Uint32Array(refOffset.length)
  let refs = new Uint32Array(ref.length + 1024)
  let count = 0
  const push = (node: number) => {
    if (count === refs.length) {
      const longer = new Uint32Array(2 * refs.length)
      longer.set(refs)
      refs = longer
    }
    refs[count++] = node
  }
  for (let row = 0; row < wayFlags.length; row++) {
    const mayCross = isNear[row] === 1
    const end = refOffset[row + 1]!
    for (let at = refOffset[row]!; at < end; at++) {
      const node = ref[at]!
      push(node)
      if (!mayCross || at + 1 === end) continue
      const next = ref[at + 1]!
      const lonA = nodeLonE7[node]!
      const latA = nodeLatE7[node]!
      const lonB = nodeLonE7[next]!
      const latB = nodeLatE7[next]!
      for (const along of outlines.crossings(lonA / E7, latA / E7, lonB / E7, latB / E7)) {
        const lonE7 = roundE7((lonA + along * (lonB - lonA)) / E7)
        const latE7 = roundE7((latA + along * (latB - latA)) / E7)
        const last = refs[count - 1]!
        const isAtLast = last >= nodeFlags.length && samePlace(added, last - nodeFlags.length, lonE7, latE7)
        if (lonE7 === lonA && latE7 === latA) nodeFlags[node]! |= NODE_CROSSING
        else if (lonE7 === lonB && latE7 === latB) nodeFlags[next]! |= NODE_CROSSING
        else if (!isAtLast) {
          push(nodeFlags.length + added.id.length)
          // No node of a map has such an id; it only orders nodes at one place.
          added.id.push(-1 - added.id.length)
          added.lonE7.push(lonE7)
          added.latE7.push(latE7)
        }
      }
    }
    offsets[row + 1] = count
  }
  return {
    ...ways,
    refOffset: offsets,
    ref: refs.slice(0, count),
    nodeId: joined(Float64Array, ways.nodeId, added.id),
    nodeLonE7: joined(Int32Array, nodeLonE7, added.lonE7),
    nodeLatE7: joined(Int32Array, nodeLatE7, added.latE7),
    nodeFlags: joined(
      Uint8Array,
      nodeFlags,
      added.id.map(() => NODE_CROSSING),
    ),
  }
}

/** Streets drawn along an outline stay public: what belongs to a compound lies farther inside than this. */
const METRES_INSIDE = 6

/** Ways cut at outlines, and the compound that each of their straight pieces lies in. */
export interface EnclosedWays {
  readonly ways: WalkableWays
  /** The compound between reference i and the next of its way, −1 for none. */
  readonly compoundOfRef: Int32Array
}

/** Cuts ways where they cross outlines, and where they begin and end to lie inside one. */
export function encloseWays(given: WalkableWays, outlines: ClosedOutlines): EnclosedWays {
  const isNear = rowsNearOutlines(given, outlines)
  const ways = cutAtOutlines(given, outlines, isNear)
  const { wayFlags, refOffset, ref, nodeLonE7, nodeLatE7, nodeFlags } = ways
  const compoundOfRef = new Int32Array(ref.length).fill(-1)
  for (let row = 0; row < wayFlags.length; row++) {
    if (isNear[row] === 0) continue
    const first = refOffset[row]!
    for (let at = first; at + 1 < refOffset[row + 1]!; at++) {
      const a = ref[at]!
      const b = ref[at + 1]!
      const lon = (nodeLonE7[a]! + nodeLonE7[b]!) / 2 / E7
      const lat = (nodeLatE7[a]! + nodeLatE7[b]!) / 2 / E7
      compoundOfRef[at] = outlines.around(lon, lat, METRES_INSIDE)
      if (at > first && compoundOfRef[at] !== compoundOfRef[at - 1]) nodeFlags[a]! |= NODE_CROSSING
    }
  }
  return { ways, compoundOfRef }
}

function samePlace(
  added: { readonly lonE7: readonly number[]; readonly latE7: readonly number[] },
  at: number,
  lonE7: number,
  latE7: number,
): boolean {
  return added.lonE7[at] === lonE7 && added.latE7[at] === latE7
}

function joined<T extends Float64Array | Int32Array | Uint8Array>(
  Type: new (length: number) => T,
  column: T,
  added: readonly number[],
): T {
  const all = new Type(column.length + added.length)
  all.set(column)
  all.set(added, column.length)
  return all
}
