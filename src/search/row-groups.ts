// Rows in groups: the entrances of each facility, the places of each origin. Integers only.

/** Rows of group g: `row[offset[g] … offset[g+1])`. */
export interface RowGroups {
  readonly offset: Uint32Array
  readonly row: Uint32Array
}

/** Groups rows by their owner, in order of row within a group. O(rows + groups). */
export function groupRows(ownerOfRow: Uint32Array, groupCount: number): RowGroups {
  const offset = new Uint32Array(groupCount + 1)
  for (let row = 0; row < ownerOfRow.length; row++) offset[ownerOfRow[row]! + 1]!++
  for (let group = 0; group < groupCount; group++) offset[group + 1]! += offset[group]!
  const next = offset.slice()
  const grouped = new Uint32Array(ownerOfRow.length)
  for (let row = 0; row < ownerOfRow.length; row++) grouped[next[ownerOfRow[row]!]!++] = row
  return { offset, row: grouped }
}

/** Groups that are ranges of rows already. */
export function groupsOfRanges(offset: Uint32Array): RowGroups {
  const row = new Uint32Array(offset[offset.length - 1]!)
  for (let i = 0; i < row.length; i++) row[i] = i
  return { offset, row }
}
