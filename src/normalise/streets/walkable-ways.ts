// Raw OSM columns → walkable ways in columns. Applies walking-rules to every way and node; splits ways at nodes that the
// file lacks; lets squares be crossed. It knows no file format and builds no graph.
import { atOnce, type Steps } from '../../foundation/breath.ts'
import { rowsOfIds } from '../../foundation/id-rows.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { checkRawOsm } from './check-raw-osm.ts'
import { inclinesOfWays } from './incline.ts'
import { addChords } from './squares.ts'
import { judgeSteps } from './step-free.ts'
import { tagReader, wantedKeys } from './tag-reader.ts'
import { findWalkableRelations, type WalkableRelation } from './walkable-relations.ts'
import { WAY_CHORD, type WalkableWays } from './walkable-ways-record.ts'
import { NODE_TAG_KEYS, WAY_TAG_KEYS, walkableNodeFlags, walkableWayFlags } from './walking-rules.ts'

/**
 * Keeps the ways that can be walked.
 *
 * @returns ways and their nodes in ascending order of id, with counts in = kept + not kept
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { normaliseWalkableWays, readOsm } from 'living-circle/parts'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const raw = await readOsm(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * normaliseWalkableWays(raw).counts.walkableWays // 1
 * ```
 */
export function normaliseWalkableWays(raw: RawOsm): WalkableWays {
  return atOnce(walkableWaysSteps(raw))
}

/** {@link normaliseWalkableWays} in steps. */
export function* walkableWaysSteps(raw: RawOsm): Steps<WalkableWays> {
  checkRawOsm(raw)
  yield
  const flagsOfWay = flagWays(raw)
  yield
  judgeSteps(raw, flagsOfWay.flags)
  yield
  const walkableRelations = findWalkableRelations(raw)
  // Below zero, so that no relation is taken for the way of the same number; the lowest comes first.
  const relations = [...walkableRelations.relations].reverse()
  const ids = referredIds(raw, flagsOfWay, relations)
  yield
  const { nodeId, nodeLonE7, nodeLatE7, nodeFlags, nodeOfRef } = collectNodes(raw, ids)
  yield
  const rows = new WayRows(ids.length)
  let refAt = 0
  for (const { id, flags, rings } of relations) {
    for (const { nodeIds } of rings) {
      for (const end = refAt + nodeIds.length; refAt < end; refAt++) rows.addNode(nodeOfRef[refAt]!)
      rows.close(-id, flags)
    }
  }
  let missingNodeRefs = 0
  let waysWithMissingNodes = 0
  let emptyWays = 0
  for (let way = 0; way < raw.wayId.length; way++) {
    const flags = flagsOfWay.flags[way]!
    if (flags < 0) continue
    const missingBefore = missingNodeRefs
    const rowsBefore = rows.wayId.length
    const refs = raw.wayRefOffset[way + 1]! - raw.wayRefOffset[way]!
    for (const end = refAt + refs; refAt < end; refAt++) {
      const node = nodeOfRef[refAt]!
      if (node >= 0) rows.addNode(node)
      else {
        missingNodeRefs++
        rows.close(raw.wayId[way]!, flags)
      }
    }
    rows.close(raw.wayId[way]!, flags)
    if (missingNodeRefs > missingBefore) waysWithMissingNodes++
    if (rows.wayId.length === rowsBefore) emptyWays++
  }
  yield
  const outlines = { ...rows.columns(), nodeId, nodeLonE7, nodeLatE7, nodeFlags }
  const { ways, counts } = yield* addChords(outlines, walkableRelations)
  return {
    ...ways,
    inclineOfWay: inclinesOfWays(raw, flagsOfWay.flags),
    declaredBox: raw.header.box,
    counts: {
      ...counts,
      waysRead: raw.wayId.length,
      highwayWays: flagsOfWay.highwayWays,
      walkableWays: flagsOfWay.walkableWays - emptyWays,
      notWalkableWays: flagsOfWay.highwayWays - flagsOfWay.walkableWays,
      emptyWays,
      nodeRefs: flagsOfWay.refCount,
      missingNodeRefs,
      waysWithMissingNodes,
    },
  }
}

/**
 * Ways whose rows were changed, with their squares crossed anew: a way that meets the outline of a square makes a corner there. O(references).
 *
 * @param raw what the ways were first read from
 */
export function crossSquaresAgain(changed: WalkableWays, raw: RawOsm): WalkableWays {
  if (changed.counts.squares === 0) return changed
  const { wayId, wayFlags, refOffset, ref } = changed
  const rows = Array.from(wayId.keys()).filter((row) => (wayFlags[row]! & WAY_CHORD) === 0)
  const refs: number[] = []
  const offsets = [0]
  for (const row of rows) {
    for (let at = refOffset[row]!; at < refOffset[row + 1]!; at++) refs.push(ref[at]!)
    offsets.push(refs.length)
  }
  const outlines: WalkableWays = {
    ...changed,
    wayId: Float64Array.from(rows, (row) => wayId[row]!),
    wayFlags: Uint16Array.from(rows, (row) => wayFlags[row]!),
    refOffset: Uint32Array.from(offsets),
    ref: Uint32Array.from(refs),
  }
  return atOnce(addChords(outlines, findWalkableRelations(raw))).ways
}

/** Rows of walkable ways as they are written, node by node. */
class WayRows {
  readonly wayId: number[] = []
  readonly #wayFlags: number[] = []
  readonly #refOffset: number[] = [0]
  readonly #ref: Uint32Array
  #start = 0
  #end = 0

  constructor(refCount: number) {
    this.#ref = new Uint32Array(refCount)
  }

  /** Adds a node to the row at hand; one that is there already is not repeated. */
  addNode(node: number): void {
    if (this.#end === this.#start || this.#ref[this.#end - 1] !== node) this.#ref[this.#end++] = node
  }

  /** Ends the row; one of fewer than two nodes is forgotten. */
  close(wayId: number, flags: number): void {
    if (this.#end - this.#start < 2) this.#end = this.#start
    else {
      this.wayId.push(wayId)
      this.#wayFlags.push(flags)
      this.#refOffset.push(this.#end)
      this.#start = this.#end
    }
  }

  columns() {
    return {
      wayId: Float64Array.from(this.wayId),
      wayFlags: Uint16Array.from(this.#wayFlags),
      refOffset: Uint32Array.from(this.#refOffset),
      ref: this.#ref.subarray(0, this.#end),
    }
  }
}

function flagWays(raw: RawOsm) {
  const flags = new Int16Array(raw.wayId.length).fill(-1)
  const flagsByTags = flagReader(raw)
  let highwayWays = 0
  let walkableWays = 0
  let refCount = 0
  for (let way = 0; way < flags.length; way++) {
    const answer = flagsByTags(way)
    if (answer === NO_HIGHWAY) continue
    highwayWays++
    flags[way] = answer
    if (answer < 0) continue
    walkableWays++
    refCount += raw.wayRefOffset[way + 1]! - raw.wayRefOffset[way]!
  }
  return { flags, highwayWays, walkableWays, refCount }
}

/** No answer of {@link walkableWayFlags}. */
const NO_HIGHWAY = -2
const NOT_ASKED = -3

/**
 * A function from way number to its flags, −1 where it cannot be walked, `NO_HIGHWAY` where it is none. Nine ways in ten have no
 * other tag that matters than `highway`: these are answered once per kind.
 */
function flagReader({ strings, wayTags }: RawOsm): (way: number) => number {
  const readTags = tagReader(strings, wayTags, WAY_TAG_KEYS)
  const isWanted = wantedKeys(strings, WAY_TAG_KEYS)
  const highwayKey = strings.indexOf('highway')
  const flagsOfKind = new Int16Array(strings.length).fill(NOT_ASKED)
  const { offset, key, value } = wayTags
  return (way) => {
    let wanted = 0
    let kind = -1
    for (let at = offset[way]!; at < offset[way + 1]!; at++) {
      if (isWanted[key[at]!] === 0) continue
      wanted++
      if (key[at] === highwayKey) kind = value[at]!
    }
    if (kind < 0) return NO_HIGHWAY
    if (wanted > 1) return walkableWayFlags(readTags(way)!)
    if (flagsOfKind[kind] === NOT_ASKED) flagsOfKind[kind] = walkableWayFlags({ highway: strings[kind] })
    return flagsOfKind[kind]!
  }
}

/**
 * Nodes of walkable ways that the file has, in ascending order of id; and for every reference the number of its node (−1 = lacking).
 */
function collectNodes(raw: RawOsm, ids: Float64Array) {
  const refCount = ids.length
  const nodeOfRef = rowsOfIds(raw.nodeId, ids)
  // First 1 for rows that are used, then their node's number + 1.
  const numberOfRow = new Uint32Array(raw.nodeId.length)
  let count = 0
  for (let ref = 0; ref < refCount; ref++) {
    const row = nodeOfRef[ref]!
    if (row < 0 || numberOfRow[row] !== 0) continue
    numberOfRow[row] = 1
    count++
  }
  const nodeId = new Float64Array(count)
  const nodeLonE7 = new Int32Array(count)
  const nodeLatE7 = new Int32Array(count)
  const nodeFlags = new Uint8Array(count)
  const readTags = tagReader(raw.strings, raw.nodeTags, NODE_TAG_KEYS)
  let node = 0
  for (let row = 0; row < numberOfRow.length; row++) {
    if (numberOfRow[row] === 0) continue
    nodeId[node] = raw.nodeId[row]!
    nodeLonE7[node] = raw.nodeLonE7[row]!
    nodeLatE7[node] = raw.nodeLatE7[row]!
    const tags = readTags(row)
    if (tags !== undefined) nodeFlags[node] = walkableNodeFlags(tags)
    numberOfRow[row] = ++node
  }
  for (let ref = 0; ref < refCount; ref++) {
    const row = nodeOfRef[ref]!
    if (row >= 0) nodeOfRef[ref] = numberOfRow[row]! - 1
  }
  return { nodeId, nodeLonE7, nodeLatE7, nodeFlags, nodeOfRef }
}

/** The references of the rings of relations and of the walkable ways, one after the other. */
function referredIds(
  raw: RawOsm,
  { flags, refCount }: { readonly flags: Int16Array; readonly refCount: number },
  relations: readonly WalkableRelation[],
): Float64Array {
  const ringRefs = relations.flatMap(({ rings }) => rings).reduce((sum, { nodeIds }) => sum + nodeIds.length, 0)
  const ids = new Float64Array(ringRefs + refCount)
  let refs = 0
  for (const { rings } of relations) {
    for (const { nodeIds } of rings) for (const id of nodeIds) ids[refs++] = id
  }
  for (let way = 0; way < flags.length; way++) {
    if (flags[way]! < 0) continue
    const end = raw.wayRefOffset[way + 1]!
    for (let at = raw.wayRefOffset[way]!; at < end; at++) ids[refs++] = raw.wayRef[at]!
  }
  return ids
}
