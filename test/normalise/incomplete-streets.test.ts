// A file without the nodes of its ways must not look like a small town.
import { describe, expect, it } from 'vitest'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { streetsAreIncomplete } from '../../src/normalise/streets/walkable-ways-record.ts'
import { rawOsmFrom } from './raw-osm-from.ts'

/** One street of 21 points of which the last `missing` are not in the file, and a house whose nodes are all missing. */
function street(missing: number) {
  const ids = Array.from({ length: 21 }, (_, i) => i + 1)
  return normaliseWalkableWays(
    rawOsmFrom({
      nodes: ids.slice(0, ids.length - missing).map((id) => [id, 10 + id * 1e-4, 0]),
      ways: [
        [1, ids, { highway: 'residential' }],
        [2, [100, 101, 102, 100], { building: 'yes' }],
      ],
    }),
  ).counts
}

describe('streets without their nodes', () => {
  it('are counted by references of walkable ways', () => {
    expect(street(3)).toMatchObject({ nodeRefs: 21, missingNodeRefs: 3, waysWithMissingNodes: 1 })
  })

  it('are incomplete beyond a tenth, not where a file was cut at its edge', () => {
    expect([0, 2, 3, 20].map((missing) => streetsAreIncomplete(street(missing)))).toEqual([false, false, true, true])
  })
})
