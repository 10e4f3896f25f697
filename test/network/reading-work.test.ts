// How much is done on the way from an extract to its network, counted: blocks unpacked, strings looked up, ways judged, places
// measured. A grid town says by arithmetic what these must be, so that work done twice fails here without a clock.
import { inflateSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'

const judged = vi.hoisted(() => ({ ways: 0, nodes: 0 }))
vi.mock('../../src/normalise/streets/walking-rules.ts', async (importOriginal) => {
  const rules = await importOriginal<typeof import('../../src/normalise/streets/walking-rules.ts')>()
  return {
    ...rules,
    walkableWayFlags: (tags: Parameters<typeof rules.walkableWayFlags>[0]) => {
      judged.ways++
      return rules.walkableWayFlags(tags)
    },
    walkableNodeFlags: (tags: Parameters<typeof rules.walkableNodeFlags>[0]) => {
      judged.nodes++
      return rules.walkableNodeFlags(tags)
    },
  }
})

const { buildNetwork } = await import('../../src/network/build-network.ts')
const { normaliseWalkableWays } = await import('../../src/normalise/streets/walkable-ways.ts')
const { wantedTagKeys } = await import('../../src/normalise/osm/wanted-tags.ts')
const { readOsm } = await import('../../src/read/osm/osm.ts')
const { RawOsmBuilder } = await import('../../src/read/osm/raw-osm-builder.ts')
const { StringTable } = await import('../../src/read/osm/string-table.ts')
const { encodeFile } = await import('../read/pbf-encoder.ts')

const SIDE = 30
/** Nodes on a street between two junctions that no other street uses. */
const BENDS = 3
const NODE_BLOCKS = 4
const WAY_BLOCKS = 3

type Tags = [string, string][]

/** A grid of streets, one way per row and per column of it, and one building that is no street. */
function gridTown() {
  const nodes: { id: number; lat: number; lon: number; tags: Tags }[] = []
  const step = 10_000
  const nodeAt = (column: number, row: number, tags: Tags = []): number => {
    nodes.push({ id: nodes.length + 1, lon: 145_000_000 + column * step, lat: 359_000_000 + row * step, tags })
    return nodes.length
  }
  const junction = Array.from({ length: SIDE }, (_, row) =>
    Array.from({ length: SIDE }, (_, column) =>
      nodeAt(column * 4, row * 4, row === column ? [['highway', 'traffic_signals']] : []),
    ),
  )
  const ways: { id: number; refs: number[]; tags: Tags }[] = []
  for (let line = 0; line < SIDE; line++) {
    for (const isRow of [true, false]) {
      const at = (i: number) => (isRow ? junction[line]![i]! : junction[i]![line]!)
      const refs = [at(0)]
      for (let i = 1; i < SIDE; i++) {
        for (let bend = 1; bend <= BENDS; bend++) {
          const along = (i - 1) * 4 + bend
          refs.push(isRow ? nodeAt(along, line * 4) : nodeAt(line * 4, along))
        }
        refs.push(at(i))
      }
      const kind: [string, string] = ['highway', isRow ? 'residential' : 'footway']
      // Every tenth way has a second tag that matters, and each a colour that matters to nobody.
      const tags: Tags =
        ways.length % 10 === 9 ? [kind, ['bridge', 'yes'], ['colour', 'red']] : [kind, ['colour', 'red']]
      ways.push({ id: ways.length + 1, refs, tags })
    }
  }
  ways.push({ id: ways.length + 1, refs: [1, 2, SIDE + 1, 1], tags: [['building', 'yes']] })
  return { nodes, ways }
}

function inParts<T>(list: readonly T[], parts: number): T[][] {
  const size = Math.ceil(list.length / parts)
  return Array.from({ length: parts }, (_, part) => list.slice(part * size, (part + 1) * size))
}

/** Different texts of a block. */
const distinct = (elements: readonly { readonly tags: Tags }[], pick: (tag: [string, string]) => string | undefined) =>
  new Set(elements.flatMap(({ tags }) => tags.map(pick)).filter((text) => text !== undefined)).size

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the way from an extract to its network', () => {
  it('unpacks, looks up, judges and measures everything once', async () => {
    const { nodes, ways } = gridTown()
    const parts = [...inParts(nodes, NODE_BLOCKS), ...inParts(ways, WAY_BLOCKS)]
    const blocks = parts.map((part, i) =>
      i < NODE_BLOCKS ? { nodes: part as typeof nodes } : { ways: part as typeof ways },
    )
    const { bytes } = encodeFile(blocks, true)
    const wants = vi.spyOn(RawOsmBuilder.prototype, 'wants')
    const interned = vi.spyOn(StringTable.prototype, 'internBytes')
    let unpacked = 0
    const inflate = (packed: Uint8Array, size: number) => {
      unpacked++
      return inflateSync(packed, { maxOutputLength: size })
    }

    const raw = await readOsm(bytesSource('grid.osm.pbf', bytes), { tagKeys: wantedTagKeys(), inflate })
    expect(unpacked).toBe(1 + NODE_BLOCKS + WAY_BLOCKS)
    expect([raw.nodeId.length, raw.wayId.length, raw.relationId.length]).toEqual([nodes.length, ways.length, 0])
    // A key is asked for once per block; a wanted one and each of its values are looked up once per block.
    const wanted = new Set(wantedTagKeys())
    expect(wants).toHaveBeenCalledTimes(parts.reduce((sum, part) => sum + distinct(part, ([key]) => key), 0))
    expect(interned).toHaveBeenCalledTimes(
      parts.reduce(
        (sum, part) =>
          sum +
          distinct(part, ([key]) => (wanted.has(key) ? key : undefined)) +
          distinct(part, ([key, value]) => (wanted.has(key) ? value : undefined)),
        0,
      ),
    )
    const streets = ways.slice(0, -1)
    const bridges = streets.filter(({ tags }) => tags.length === 3).length
    expect(raw.wayTags.key.length).toBe(streets.length + bridges + 1)

    const walkable = normaliseWalkableWays(raw)
    // Once per kind of way that has no other tag, once per way that has; and once per node that has.
    expect(judged).toEqual({ ways: 2 + bridges, nodes: SIDE })
    expect(walkable.counts.walkableWays).toBe(2 * SIDE)
    expect(walkable.nodeId.length).toBe(nodes.length)
    expect(walkable.ref.length).toBe(2 * SIDE * (SIDE + (SIDE - 1) * BENDS))

    const cosine = vi.spyOn(Math, 'cos')
    const others = [vi.spyOn(Math, 'sin'), vi.spyOn(Math, 'asin'), vi.spyOn(Math, 'atan2')]
    const network = buildNetwork(walkable)
    expect(cosine).toHaveBeenCalledTimes(walkable.ref.length)
    for (const other of others) expect(other).not.toHaveBeenCalled()
    const edges = 2 * SIDE * (SIDE - 1)
    expect(network.vertexLonE7.length).toBe(SIDE * SIDE)
    expect(network.edgeFrom.length).toBe(edges)
    expect(network.arcTarget.length).toBe(2 * edges)
    expect(network.shapeLonE7.length).toBe(edges * BENDS)
    expect(network.componentMetres.length).toBe(1)
  })
})
