// Ways drawn by lot for tests of the network: loops, nodes shared by several ways, gates, signals, many nodes in one spot.
import fc from 'fast-check'
import {
  NODE_BLOCKED,
  NODE_RESTRICTED,
  NODE_SIGNALS,
  type WalkableWays,
} from '../../src/normalise/streets/walkable-ways-record.ts'

export interface Drawn {
  readonly nodes: readonly { readonly lon: number; readonly lat: number; readonly flags: number }[]
  readonly ways: readonly { readonly refs: readonly number[]; readonly flags: number }[]
}

export const drawings: fc.Arbitrary<Drawn> = fc.integer({ min: 2, max: 14 }).chain((count) =>
  fc.record({
    nodes: fc.array(
      fc.record({
        lon: fc.integer({ min: 0, max: 40 }).map((step) => 140_000_000 + step * 9_000),
        lat: fc.integer({ min: 0, max: 6 }).map((step) => -350_000_000 + step * 12_345),
        flags: fc.constantFrom(0, 0, 0, 0, NODE_BLOCKED, NODE_RESTRICTED, NODE_SIGNALS, NODE_BLOCKED | NODE_SIGNALS),
      }),
      { minLength: count, maxLength: count },
    ),
    ways: fc.array(
      fc.record({
        // No node twice in a row, as the ways' record promises.
        refs: fc
          .array(fc.integer({ min: 0, max: count - 1 }), { minLength: 2, maxLength: 9 })
          .map((refs) => refs.filter((ref, at) => ref !== refs[at - 1]))
          .filter((refs) => refs.length >= 2),
        flags: fc.integer({ min: 0, max: 127 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
)

export function waysOf({ nodes, ways }: Drawn): WalkableWays {
  const refOffset = [0]
  for (const { refs } of ways) refOffset.push(refOffset.at(-1)! + refs.length)
  return {
    wayId: Float64Array.from(ways, (_, row) => 100 + row),
    wayFlags: Uint16Array.from(ways, ({ flags }) => flags),
    refOffset: Uint32Array.from(refOffset),
    ref: Uint32Array.from(ways.flatMap(({ refs }) => refs)),
    nodeId: Float64Array.from(nodes, (_, node) => 1 + node),
    nodeLonE7: Int32Array.from(nodes, ({ lon }) => lon),
    nodeLatE7: Int32Array.from(nodes, ({ lat }) => lat),
    nodeFlags: Uint8Array.from(nodes, ({ flags }) => flags),
    declaredBox: null,
    counts: {
      waysRead: ways.length,
      highwayWays: ways.length,
      walkableWays: ways.length,
      notWalkableWays: 0,
      emptyWays: 0,
      nodeRefs: 100_000,
      missingNodeRefs: 0,
      waysWithMissingNodes: 0,
      squares: 0,
      outlineOnlySquares: 0,
      chords: 0,
      incompleteSquareRelations: 0,
    },
  }
}
