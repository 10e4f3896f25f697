// Puts columns of elements in ascending order of id and joins copies, so that the order inside a file has no influence.
// What enters: columns in file order; what leaves: the same columns, or reordered copies.
import { chooseCopies } from './element-copies.ts'
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

/** How many copies there were beyond one for each element, deleted ones included. */
export interface Repeats {
  readonly repeated: number
}

/** Nodes by ascending id. O(n) where they are sorted already, else O(n log n). @param copies see {@link chooseCopies} */
export function sortedNodes(nodes: NodeColumns, copies: Uint16Array | undefined): NodeColumns & Repeats {
  const chosen = chooseCopies({ id: nodes.id, copies, tagOffset: nodes.tags.offset, contentOffset: undefined })
  if (chosen === undefined) return { ...nodes, repeated: 0 }
  return {
    id: pick(nodes.id, chosen.rows),
    lonE7: pick(nodes.lonE7, chosen.rows),
    latE7: pick(nodes.latE7, chosen.rows),
    tags: pickTags(nodes.tags, chosen.tagRows),
    repeated: chosen.repeated,
  }
}

/** Ways by ascending id. */
export function sortedWays(ways: WayColumns, copies: Uint16Array | undefined): WayColumns & Repeats {
  const chosen = chooseCopies({ id: ways.id, copies, tagOffset: ways.tags.offset, contentOffset: ways.refOffset })
  if (chosen === undefined) return { ...ways, repeated: 0 }
  const refOffset = pickOffsets(ways.refOffset, chosen.contentRows)
  return {
    id: pick(ways.id, chosen.rows),
    refOffset,
    ref: pickRuns(ways.ref, ways.refOffset, chosen.contentRows, refOffset),
    tags: pickTags(ways.tags, chosen.tagRows),
    repeated: chosen.repeated,
  }
}

/** Relations by ascending id. */
export function sortedRelations(
  relations: RelationColumns,
  copies: Uint16Array | undefined,
): RelationColumns & Repeats {
  const { id, memberOffset, tags } = relations
  const chosen = chooseCopies({ id, copies, tagOffset: tags.offset, contentOffset: memberOffset })
  if (chosen === undefined) return { ...relations, repeated: 0 }
  const { rows, tagRows, contentRows } = chosen
  const offset = pickOffsets(memberOffset, contentRows)
  return {
    id: pick(id, rows),
    memberOffset: offset,
    memberType: pickRuns(relations.memberType, memberOffset, contentRows, offset),
    memberRef: pickRuns(relations.memberRef, memberOffset, contentRows, offset),
    memberRole: pickRuns(relations.memberRole, memberOffset, contentRows, offset),
    tags: pickTags(tags, tagRows),
    repeated: chosen.repeated,
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
