// Which sweeps have to be made, and in which order: one for every set of places that occurs, along the network's own order.
// Origins at the very same places share a sweep. Integers only; it knows no names and no coordinates.
import { orderOfKeys } from '../foundation/hilbert.ts'
import type { PlaceLegs } from './place-legs.ts'
import type { RowGroups } from './row-groups.ts'

/** Sweeps to make. A visit starts from the places of one or several members (origins, or facilities), which share them all. */
export interface VisitPlan {
  readonly visitCount: number
  /** Linked places of visit v, rows of the legs: `place[placeOffset[v] … placeOffset[v+1])`. */
  readonly placeOffset: Uint32Array
  readonly place: Uint32Array
  /** Members of visit v, ascending: `member[memberOffset[v] … memberOffset[v+1])`. */
  readonly memberOffset: Uint32Array
  readonly member: Uint32Array
}

/** Makes visits of a plan; one per thread. */
export interface VisitSweeper {
  /** Vertices reached over all sweeps, and expansions. */
  readonly verticesReached: number
  readonly expansions: number
  /** Makes visits `first … end)`. */
  sweep(plan: VisitPlan, first: number, end: number): void
}

type Column = Int32Array | Uint32Array | Float64Array

/**
 * Plans visits in order of the edge of the first linked place: edges follow a curve through the city, so one visit finds in the
 * caches what the last one left there. Members without a linked place are left out. O(members log members on one edge).
 *
 * @param groups places of each member
 * @param legs legs of the places under every basis that matters: members are the same where all of these are
 */
export function planVisits(groups: RowGroups, legs: readonly PlaceLegs[]): VisitPlan {
  const linked = linkedGroups(groups, legs[0]!)
  const columns = legs.flatMap(columnsOf)
  const { present, edges } = presentMembers(linked, legs[0]!)
  const ranked = orderOfKeys(edges)
  const order = new Uint32Array(present.length)
  for (let at = 0; at < order.length; at++) order[at] = present[ranked[at]!]!
  const compare = (a: number, b: number) => comparePlaces(linked, columns, a, b)
  const memberOffset = new Uint32Array(order.length + 1)
  let visitCount = 0
  for (let start = 0, end = 0; start < order.length; start = end) {
    for (end = start + 1; end < order.length && edges[ranked[end]!] === edges[ranked[start]!]; ) end++
    if (end - start > 1) order.subarray(start, end).sort((a, b) => compare(a, b) || a - b)
    memberOffset[visitCount++] = start
    for (let at = start + 1; at < end; at++) {
      if (compare(order[at - 1]!, order[at]!) !== 0) memberOffset[visitCount++] = at
    }
  }
  memberOffset[visitCount] = order.length
  const places = placesOfVisits(linked, order, memberOffset, visitCount)
  return { visitCount, ...places, memberOffset: memberOffset.slice(0, visitCount + 1), member: order }
}

/** Members with a linked place, and the edge of the first one. */
function presentMembers({ offset, row }: RowGroups, { edge }: PlaceLegs) {
  const members = offset.length - 1
  const present = new Uint32Array(members)
  const edges = new Uint32Array(members)
  let count = 0
  for (let member = 0; member < members; member++) {
    if (offset[member] === offset[member + 1]) continue
    present[count] = member
    edges[count++] = edge[row[offset[member]!]!]!
  }
  return { present: present.subarray(0, count), edges: edges.subarray(0, count) }
}

/** The places of the first member of each visit. */
function placesOfVisits({ offset, row }: RowGroups, order: Uint32Array, memberOffset: Uint32Array, visitCount: number) {
  const placeOffset = new Uint32Array(visitCount + 1)
  for (let visit = 0; visit < visitCount; visit++) {
    const first = order[memberOffset[visit]!]!
    placeOffset[visit + 1] = placeOffset[visit]! + offset[first + 1]! - offset[first]!
  }
  const place = new Uint32Array(placeOffset[visitCount]!)
  for (let visit = 0; visit < visitCount; visit++) {
    const from = offset[order[memberOffset[visit]!]!]! - placeOffset[visit]!
    for (let at = placeOffset[visit]!; at < placeOffset[visit + 1]!; at++) place[at] = row[from + at]!
  }
  return { placeOffset, place }
}

/** The groups without places that are not linked. */
function linkedGroups({ offset, row }: RowGroups, { edge }: PlaceLegs): RowGroups {
  const kept = new Uint32Array(row.length)
  const keptOffset = new Uint32Array(offset.length)
  let end = 0
  for (let group = 0; group + 1 < offset.length; group++) {
    for (let at = offset[group]!; at < offset[group + 1]!; at++) if (edge[row[at]!]! >= 0) kept[end++] = row[at]!
    keptOffset[group + 1] = end
  }
  return { offset: keptOffset, row: kept.subarray(0, end) }
}

function columnsOf(legs: PlaceLegs): Column[] {
  const { edge, fraction, vertexFrom, vertexTo, access, outFrom, outTo, inFrom, inTo } = legs
  return [edge, fraction, vertexFrom, vertexTo, access, outFrom, outTo, inFrom, inTo]
}

/** 0 where two members have the same places in the same order. */
function comparePlaces({ offset, row }: RowGroups, columns: readonly Column[], a: number, b: number): number {
  const count = offset[a + 1]! - offset[a]!
  const others = offset[b + 1]! - offset[b]!
  if (count !== others) return count - others
  for (let i = 0; i < count; i++) {
    const mine = row[offset[a]! + i]!
    const theirs = row[offset[b]! + i]!
    for (const column of columns) {
      if (column[mine]! !== column[theirs]!) return column[mine]! - column[theirs]!
    }
  }
  return 0
}
