// Places that belong together because they lie near each other, directly or through others. Numbers of places in, groups of them out.
// It does not know what the places are.
import { GridJoiner, gridOver } from './join-grid.ts'
import { groupsByRoot, type PlaceGroups } from './place-groups.ts'
import { leafRange, narrowed, PlaceTree, squaredChord, widened } from './place-tree.ts'

export type { PlaceGroups } from './place-groups.ts'

/** Places exactly at the distance are near, whatever the last bits of their coordinates say. */
const SLACK_METRES = 0.0005

/** Joins subsets of one set of places, again and again. */
export interface PlaceJoiner {
  /** Groups `places` (ascending, no repeats). */
  join(places: Uint32Array): PlaceGroups
}

/**
 * A joiner over places: by a grid where they are spread, by a tree where they are crowded. Both give the same groups.
 *
 * @param lonLat n positions in degrees, `[lon0, lat0, …]`
 * @param metres places so near each other are joined
 */
export function placeJoiner(lonLat: Float64Array, metres: number): PlaceJoiner {
  const grid = gridOver(lonLat, metres + SLACK_METRES)
  return grid === null ? new TreeJoiner(lonLat, metres) : new GridJoiner(lonLat, metres + SLACK_METRES, grid)
}

/**
 * Joins by a tree over the places that is built once. A node of the tree that is small enough
 * belongs together as a whole; two nodes are compared only until they are known to be joined, or too far apart to be. O(n log n), in a
 * crowd as well.
 */
export class TreeJoiner implements PlaceJoiner {
  readonly #tree: PlaceTree
  readonly #square: number
  /** What the boxes of nodes may decide: nothing that rounding could turn. */
  readonly #surelyNear: number
  readonly #surelyApart: number
  readonly #parent: Int32Array
  readonly #group: Int32Array
  /** 1 for nodes of the tree whose marked places are known to be joined. */
  readonly #isOne: Uint8Array

  /**
   * @param lonLat n positions in degrees, `[lon0, lat0, …]`
   * @param metres places so near each other are joined
   */
  constructor(lonLat: Float64Array, metres: number) {
    this.#tree = new PlaceTree(lonLat)
    this.#square = squaredChord(metres + SLACK_METRES)
    this.#surelyNear = narrowed(this.#square)
    this.#surelyApart = widened(this.#square)
    this.#parent = new Int32Array(lonLat.length >>> 1)
    this.#group = new Int32Array(lonLat.length >>> 1)
    this.#isOne = new Uint8Array(2 * this.#tree.leaves)
  }

  /** Groups `places` (ascending, no repeats) by union-find over the tree. */
  join(places: Uint32Array): PlaceGroups {
    this.#tree.markOnly(places)
    this.#isOne.fill(0)
    for (let at = 0; at < places.length; at++) this.#parent[places[at]!] = places[at]!
    this.#joinWithin(1)
    return groupsByRoot(places, (place) => this.#rootOf(place), this.#group)
  }

  /** Joins what lies in one node. */
  #joinWithin(node: number): void {
    const tree = this.#tree
    if (!tree.holdsMarked(node)) return
    if (this.#farthest(node, node) <= this.#surelyNear) this.#joinAll(node)
    else if (node >= tree.leaves) {
      this.#joinLeaves(node, node)
      this.#isOne[node] = this.#marked(node).every((place, _, all) => this.#rootOf(place) === this.#rootOf(all[0]!))
        ? 1
        : 0
    } else {
      this.#joinWithin(2 * node)
      this.#joinWithin(2 * node + 1)
      this.#joinBetween(2 * node, 2 * node + 1)
      this.#isOne[node] = this.#areOne(2 * node, 2 * node + 1) ? 1 : 0
    }
  }

  /** Joins places of one node to those of another. */
  #joinBetween(a: number, b: number): void {
    const tree = this.#tree
    if (!tree.holdsMarked(a) || !tree.holdsMarked(b)) return
    if (this.#nearest(a, b) > this.#surelyApart || this.#areOne(a, b)) return
    if (this.#farthest(a, b) <= this.#surelyNear) {
      // Each of one is near to each of the other, so that all are joined through any of them.
      this.#joinTo(a, b)
      return
    }
    if (a >= tree.leaves && b >= tree.leaves) this.#joinLeaves(a, b)
    else if (a < tree.leaves && (b >= tree.leaves || this.#extent(a) >= this.#extent(b))) {
      this.#joinBetween(2 * a, b)
      this.#joinBetween(2 * a + 1, b)
    } else {
      this.#joinBetween(a, 2 * b)
      this.#joinBetween(a, 2 * b + 1)
    }
  }

  #joinTo(a: number, b: number): void {
    this.#joinAll(a)
    this.#joinAll(b)
    this.#unite(this.#tree.lowestMarked(a), this.#tree.lowestMarked(b))
  }

  /** Joins every marked place of a node. */
  #joinAll(node: number): void {
    const tree = this.#tree
    if (this.#isOne[node] === 1 || !tree.holdsMarked(node)) return
    if (node >= tree.leaves) for (const place of this.#marked(node)) this.#unite(tree.lowestMarked(node), place)
    else {
      this.#joinAll(2 * node)
      this.#joinAll(2 * node + 1)
      for (const child of [2 * node, 2 * node + 1]) {
        if (tree.holdsMarked(child)) this.#unite(tree.lowestMarked(node), tree.lowestMarked(child))
      }
    }
    this.#isOne[node] = 1
  }

  /** Are all marked places of two nodes known to be joined? */
  #areOne(a: number, b: number): boolean {
    const tree = this.#tree
    if (!tree.holdsMarked(a)) return this.#isOne[b] === 1
    if (!tree.holdsMarked(b)) return this.#isOne[a] === 1
    return (
      this.#isOne[a] === 1 &&
      this.#isOne[b] === 1 &&
      this.#rootOf(tree.lowestMarked(a)) === this.#rootOf(tree.lowestMarked(b))
    )
  }

  /** Compares each with each. */
  #joinLeaves(a: number, b: number): void {
    const { sphere } = this.#tree
    for (const place of this.#marked(a)) {
      for (const other of this.#marked(b)) {
        const dx = sphere[3 * place]! - sphere[3 * other]!
        const dy = sphere[3 * place + 1]! - sphere[3 * other + 1]!
        const dz = sphere[3 * place + 2]! - sphere[3 * other + 2]!
        if (dx * dx + dy * dy + dz * dz <= this.#square) this.#unite(place, other)
      }
    }
  }

  #marked(leaf: number): number[] {
    const [first, end] = leafRange(this.#tree, leaf)
    const marked: number[] = []
    for (let at = first; at < end; at++) {
      const place = this.#tree.order[at]!
      if (this.#tree.isMarked(place)) marked.push(place)
    }
    return marked
  }

  /** Squared chord that no two places of two nodes exceed. */
  #farthest(a: number, b: number): number {
    const { box } = this.#tree
    let sum = 0
    for (let axis = 0; axis < 3; axis++) {
      const span = Math.max(box[6 * a + 3 + axis]! - box[6 * b + axis]!, box[6 * b + 3 + axis]! - box[6 * a + axis]!)
      sum += span * span
    }
    return sum
  }

  /** Squared chord that no two places of two nodes fall below. */
  #nearest(a: number, b: number): number {
    const { box } = this.#tree
    let sum = 0
    for (let axis = 0; axis < 3; axis++) {
      const gap = Math.max(box[6 * a + axis]! - box[6 * b + 3 + axis]!, box[6 * b + axis]! - box[6 * a + 3 + axis]!, 0)
      sum += gap * gap
    }
    return sum
  }

  #extent(node: number): number {
    return this.#farthest(node, node)
  }

  #unite(place: number, other: number): void {
    const mine = this.#rootOf(place)
    const theirs = this.#rootOf(other)
    // The lowest member is the root, so that the numbering of groups depends on nothing else.
    if (mine < theirs) this.#parent[theirs] = mine
    else this.#parent[mine] = theirs
  }

  #rootOf(place: number): number {
    const parent = this.#parent
    let root = place
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
}
