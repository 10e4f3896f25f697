// Whether columns of streets that others made hold together: every reference points at a node, every row has two. Columns in; nothing out, or an
// error that names the first that does not. O(references), some nanoseconds each.
import type { WalkableWays } from '../normalise/streets/walkable-ways-record.ts'
import { problem } from '../words/problem.ts'

/** @throws LivingCircleError `invalid-option` */
export function checkWays(ways: WalkableWays): void {
  const { wayId, wayFlags, refOffset, ref, nodeId, nodeLonE7, nodeLatE7, nodeFlags } = ways
  const rows = wayId.length
  if (
    wayFlags.length !== rows ||
    refOffset.length !== rows + 1 ||
    refOffset[0] !== 0 ||
    refOffset[rows] !== ref.length
  ) {
    throw wrong('wayId, wayFlags, refOffset, ref', 0)
  }
  const nodes = nodeId.length
  if (nodeLonE7.length !== nodes || nodeLatE7.length !== nodes || nodeFlags.length !== nodes) {
    throw wrong('nodeId, nodeLonE7, nodeLatE7, nodeFlags', 0)
  }
  for (let row = 0; row < rows; row++) {
    const [start, end] = [refOffset[row]!, refOffset[row + 1]!]
    if (end < start + 2) throw wrong('refOffset', row)
    for (let i = start; i < end; i++) if (ref[i]! >= nodes) throw wrong('ref', i)
  }
}

function wrong(column: string, at: number) {
  return problem('invalid-option', 'ways.column', { column, at }, { hint: 'hint.ways', details: { column, at } })
}
