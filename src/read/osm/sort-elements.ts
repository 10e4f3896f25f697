// Puts columns of elements in ascending order of id and drops repeats (the last one in the file counts), so that the order
// inside a file has no influence. What enters: columns in file order; what leaves: the same columns, or reordered copies.
import type { TagColumns } from './raw-osm.ts'

export interface NodeColumns {
  readonly id: Float64Array
  readonly lonE7: Int32Array
  readonly latE7: Int32Array
  readonly tags: TagColumns
}

export interface WayColumns {
  readonly id: Float64Array
  readonly refOffset: Uint32Array
  readonly ref: Float64Array
  readonly tags: TagColumns
}

export interface RelationColumns {
  readonly id: Float64Array
  readonly memberOffset: Uint32Array
  readonly memberType: Uint8Array
  readonly memberRef: Float64Array
  readonly memberRole: Uint32Array
  readonly tags: TagColumns
}

/** How many elements were given more than once. */
export interface Repeats {
  readonly repeated: number
}

/** Nodes by ascending id. O(n) where they are sorted already, else O(n log n). */
export function sortedNodes(nodes: NodeColumns): NodeColumns & Repeats {
  const order = orderById(nodes.id)
  if (order === undefined) return { ...nodes, repeated: 0 }
  return {
    id: pick(nodes.id, order),
    lonE7: pick(nodes.lonE7, order),
    latE7: pick(nodes.latE7, order),
    tags: pickTags(nodes.tags, order),
    repeated: nodes.id.length - order.length,
  }
}

/** Ways by ascending id. */
export function sortedWays(ways: WayColumns): WayColumns & Repeats {
  const order = orderById(ways.id)
  if (order === undefined) return { ...ways, repeated: 0 }
  const refOffset = pickOffsets(ways.refOffset, order)
  return {
    id: pick(ways.id, order),
    refOffset,
    ref: pickRuns(ways.ref, ways.refOffset, order, refOffset),
    tags: pickTags(ways.tags, order),
    repeated: ways.id.length - order.length,
  }
}

/** Relations by ascending id. */
export function sortedRelations(relations: RelationColumns): RelationColumns & Repeats {
  const order = orderById(relations.id)
  if (order === undefined) return { ...relations, repeated: 0 }
  const offset = pickOffsets(relations.memberOffset, order)
  return {
    id: pick(relations.id, order),
    memberOffset: offset,
    memberType: pickRuns(relations.memberType, relations.memberOffset, order, offset),
    memberRef: pickRuns(relations.memberRef, relations.memberOffset, order, offset),
    memberRole: pickRuns(relations.memberRole, relations.memberOffset, order, offset),
    tags: pickTags(relations.tags, order),
    repeated: relations.id.length - order.length,
  }
}

/**
 * Renumbers string ids in place by first use in the given columns (columns of one group are read row by row), and drops
 * strings that nothing uses: the order inside the file and the format then leave no trace. Returns the strings.
 */
export function renumberStrings(strings: readonly string[], groups: readonly (readonly Uint32Array[])[]): string[] {
  const newNumber = new Int32Array(strings.length).fill(-1)
  const used: string[] = []
  for (const columns of groups) {
    const rows = columns[0]!.length
    for (let row = 0; row < rows; row++) {
      for (const column of columns) {
        const old = column[row]!
        let number = newNumber[old]!
        if (number < 0) {
          number = used.length
          newNumber[old] = number
          used.push(strings[old]!)
        }
        column[row] = number
      }
    }
  }
  return used
}

/** Rows in ascending order of id, the last of each repeat; `undefined` where the rows are strictly ascending already. */
function orderById(id: Float64Array): Uint32Array | undefined {
  let row = 1
  while (row < id.length && id[row]! > id[row - 1]!) row++
  if (row >= id.length) return undefined
  const order = new Uint32Array(id.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  order.sort((a, b) => id[a]! - id[b]! || a - b)
  let kept = 0
  for (let i = 0; i < order.length; i++) {
    if (i + 1 < order.length && id[order[i]!] === id[order[i + 1]!]) continue
    order[kept++] = order[i]!
  }
  return order.subarray(0, kept)
}

function pick<A extends Float64Array | Int32Array>(column: A, order: Uint32Array): A {
  const picked = column.slice(0, order.length) as A
  for (let i = 0; i < order.length; i++) picked[i] = column[order[i]!]!
  return picked
}

function pickOffsets(offset: Uint32Array, order: Uint32Array): Uint32Array {
  const picked = new Uint32Array(order.length + 1)
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    picked[i + 1] = picked[i]! + offset[row + 1]! - offset[row]!
  }
  return picked
}

function pickRuns<A extends Float64Array | Uint32Array | Uint8Array>(
  column: A,
  offset: Uint32Array,
  order: Uint32Array,
  newOffset: Uint32Array,
): A {
  const picked = column.slice(0, newOffset[order.length]!) as A
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    picked.set(column.subarray(offset[row]!, offset[row + 1]!), newOffset[i]!)
  }
  return picked
}

function pickTags(tags: TagColumns, order: Uint32Array): TagColumns {
  const offset = pickOffsets(tags.offset, order)
  return {
    offset,
    key: pickRuns(tags.key, tags.offset, order, offset),
    value: pickRuns(tags.value, tags.offset, order, offset),
  }
}
