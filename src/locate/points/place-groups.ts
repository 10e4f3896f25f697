// Groups of places as columns: what joining places gives, made from the root of each place's group.

/** Groups of places: members of group g are `member[offset[g] … offset[g+1])`, ascending; groups in order of their first member. */
export interface PlaceGroups {
  readonly count: number
  readonly offset: Uint32Array
  readonly member: Uint32Array
}

/**
 * Groups by root: a root is the lowest of its group, so that it comes before the other members.
 *
 * @param places ascending
 * @param groupOfRoot memory for a number per place
 */
export function groupsByRoot(
  places: Uint32Array,
  rootOf: (place: number) => number,
  groupOfRoot: Int32Array,
): PlaceGroups {
  const groupOf = new Uint32Array(places.length)
  let count = 0
  for (let i = 0; i < places.length; i++) {
    const root = rootOf(places[i]!)
    if (root === places[i]) groupOfRoot[root] = count++
    groupOf[i] = groupOfRoot[root]!
  }
  const offset = new Uint32Array(count + 1)
  for (const group of groupOf) offset[group + 1]!++
  for (let group = 0; group < count; group++) offset[group + 1]! += offset[group]!
  const next = offset.slice(0, count)
  const member = new Uint32Array(places.length)
  for (let i = 0; i < places.length; i++) member[next[groupOf[i]!]!++] = places[i]!
  return { count, offset, member }
}
