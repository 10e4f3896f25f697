// Places that ways carry themselves: Overpass's `out geom`, and files with node locations on ways. What enters: a place for each
// reference, with or without the node's id; what leaves: nodes that the file lacks otherwise, so that ways meet where they share a
// node or a place. It does not know formats.
import { rowOfId } from '../../foundation/id-rows.ts'
import { doubleColumn, int32Column } from '../bytes/growable-column.ts'
import type { NodeColumns, WayColumns } from './sort-elements.ts'

/** A reference to nothing: where a way goes, but its place is not said (`null` in `out geom`). No node has it, for ids are whole. */
export const NO_NODE = -0.5

/** Places that ways told, by the ids of nodes, and places without an id. Memory: some 32 bytes for each different node. */
export class WayPlaces {
  readonly #id = doubleColumn(1024)
  readonly #lonE7 = int32Column(1024)
  readonly #latE7 = int32Column(1024)
  /** Open addressing by id: row + 1, or 0 for empty. */
  #slots = new Int32Array(4096)
  /** References to places without an id, by place: the k-th one is `provisionalRef(k)` until the end. */
  readonly #unnamed = new Map<string, number>()
  readonly #unnamedLonE7: number[] = []
  readonly #unnamedLatE7: number[] = []
  /** Places of ways from `out center`. */
  readonly #centres = new Map<number, readonly [lonE7: number, latE7: number]>()

  /** Memory of all that was noted, about. */
  get bytes(): number {
    return 32 * this.#id.length + 150 * this.#unnamedLonE7.length + 100 * this.#centres.size
  }

  /** A node is at a place; of several places that ways claim for it the westernmost counts, whatever their order. */
  note(id: number, lonE7: number, latE7: number): void {
    const slot = this.#slotOf(id)
    const taken = this.#slots[slot]! - 1
    if (taken < 0) {
      this.#slots[slot] = this.#id.length + 1
      this.#id.push(id)
      this.#lonE7.push(lonE7)
      this.#latE7.push(latE7)
      if (this.#id.length * 2 > this.#slots.length) this.#growSlots()
    } else if (comparePlaces(lonE7, latE7, this.#lonE7.array[taken]!, this.#latE7.array[taken]!) < 0) {
      this.#lonE7.array[taken] = lonE7
      this.#latE7.array[taken] = latE7
    }
  }

  /** A reference to a place whose node has no id in the file; the same for the same place. Whole ids come in {@link nameUnnamed}. */
  refTo(lonE7: number, latE7: number): number {
    const key = `${lonE7},${latE7}`
    let known = this.#unnamed.get(key)
    if (known === undefined) {
      known = this.#unnamedLonE7.length
      this.#unnamed.set(key, known)
      this.#unnamedLonE7.push(lonE7)
      this.#unnamedLatE7.push(latE7)
    }
    return provisionalRef(known)
  }

  /** A way has its centre at a place; that stands for the way where the file has none of its nodes. */
  noteCentre(wayId: number, lonE7: number, latE7: number): void {
    this.#centres.set(wayId, [lonE7, latE7])
  }

  /** Ways of which the file has the centre and no node get the centre as their only reference. */
  centreWays(ways: WayColumns, nodeId: Float64Array): WayColumns {
    if (this.#centres.size === 0) return ways
    const ref: number[] = []
    const refOffset = new Uint32Array(ways.refOffset.length)
    ways.id.forEach((id, row) => {
      const refs = ways.ref.subarray(ways.refOffset[row]!, ways.refOffset[row + 1]!)
      const centre = this.#centres.get(id)
      const isLost =
        centre !== undefined && !refs.some((node) => unnamedPlaceOf(node) >= 0 || rowOfId(nodeId, node) >= 0)
      for (const node of isLost ? [this.refTo(...centre)] : refs) ref.push(node)
      refOffset[row + 1] = ref.length
    })
    return { ...ways, refOffset, ref: Float64Array.from(ref) }
  }

  /** Visits the nodes noted, by ascending id. */
  forEachNoted(visit: (id: number, lonE7: number, latE7: number) => void): void {
    const ids = this.#id.array.slice(0, this.#id.length).sort()
    for (const id of ids) {
      const row = this.#slots[this.#slotOf(id)]! - 1
      visit(id, this.#lonE7.array[row]!, this.#latE7.array[row]!)
    }
  }

  /**
   * Gives places without an id a node: the one of the file that lies at that very place (the first by id), else a made-up one with an
   * id below all others, numbered by place so that the order inside the file has no influence. Renames references in place.
   *
   * @returns the nodes with the made-up ones before them
   */
  nameUnnamed(nodes: NodeColumns, columns: readonly Float64Array[]): NodeColumns {
    const count = this.#unnamedLonE7.length
    if (count === 0) return nodes
    const idOf = new Float64Array(count).fill(Number.NaN)
    for (let row = nodes.id.length - 1; row >= 0; row--) {
      const place = this.#unnamed.get(`${nodes.lonE7[row]},${nodes.latE7[row]}`)
      if (place !== undefined) idOf[place] = nodes.id[row]!
    }
    const [lonE7, latE7] = [this.#unnamedLonE7, this.#unnamedLatE7]
    const fresh = [...idOf.keys()].filter((place) => Number.isNaN(idOf[place]))
    // The easternmost first: it gets the lowest id.
    fresh.sort((a, b) => comparePlaces(lonE7[b]!, latE7[b]!, lonE7[a]!, latE7[a]!))
    const lowest = Math.min(0, nodes.id[0] ?? 0) - fresh.length
    fresh.forEach((place, at) => {
      idOf[place] = lowest + at
    })
    for (const refs of columns) {
      for (let at = 0; at < refs.length; at++) {
        const place = unnamedPlaceOf(refs[at]!)
        if (place >= 0) refs[at] = idOf[place]!
      }
    }
    return withNodesBefore(
      nodes,
      fresh.map((place) => ({ id: idOf[place]!, lonE7: lonE7[place]!, latE7: latE7[place]! })),
    )
  }

  #slotOf(id: number): number {
    const mask = this.#slots.length - 1
    // Both halves of a whole number up to 2^53.
    let hash = Math.imul(id | 0, 0x9e3779b1) ^ Math.imul((id / 4_294_967_296) | 0, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (let taken = this.#slots[slot]!; taken !== 0; taken = this.#slots[slot]!) {
      if (this.#id.array[taken - 1] === id) break
      slot = (slot + 1) & mask
    }
    return slot
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let row = 0; row < this.#id.length; row++) this.#slots[this.#slotOf(this.#id.array[row]!)] = row + 1
  }
}

function comparePlaces(lonA: number, latA: number, lonB: number, latB: number): number {
  return lonA - lonB || latA - latB
}

/** −1.5, −2.5 …: no id is one of these. */
function provisionalRef(place: number): number {
  return -1.5 - place
}

/** The place of a provisional reference, −1 for any other. */
function unnamedPlaceOf(ref: number): number {
  return ref <= -1.5 && !Number.isInteger(ref) ? -1.5 - ref : -1
}

interface FreshNode {
  readonly id: number
  readonly lonE7: number
  readonly latE7: number
}

/** Nodes with others, untagged and of lower ids, before them. */
function withNodesBefore(nodes: NodeColumns, fresh: readonly FreshNode[]): NodeColumns {
  const count = fresh.length
  const id = new Float64Array(count + nodes.id.length)
  const lonE7 = new Int32Array(id.length)
  const latE7 = new Int32Array(id.length)
  const offset = new Uint32Array(id.length + 1)
  fresh.forEach((node, row) => {
    id[row] = node.id
    lonE7[row] = node.lonE7
    latE7[row] = node.latE7
  })
  id.set(nodes.id, count)
  lonE7.set(nodes.lonE7, count)
  latE7.set(nodes.latE7, count)
  offset.set(nodes.tags.offset, count)
  return { id, lonE7, latE7, tags: { ...nodes.tags, offset } }
}
