import { describe, expect, it } from 'vitest'
import { bytesSource, isLivingCircleError, walkProfile } from '../../src/index.ts'
import {
  buildImpedance,
  buildNetwork,
  loadNetwork,
  networkOver,
  normaliseWalkableWays,
  readOsm,
  regionIds,
  saveNetwork,
  UNREACHED,
  type WalkNetwork,
} from '../../src/parts.ts'

/** Nodes on a grid of 0.001° near the equator: node "23" is column 2, row 3. */
async function networkOf(ways: readonly { refs: string; tags?: string }[], nodeTags: Record<string, string> = {}) {
  const ids = new Set(ways.flatMap((way) => way.refs.split(' ')))
  const nodes = [...ids].map((id) => {
    const tag = nodeTags[id]
    const inner = tag === undefined ? '' : tagsOf(tag)
    return `<node id="${id}" lon="${(Number(id[0]) / 1000).toFixed(3)}" lat="${(Number(id[1]) / 1000).toFixed(3)}">${inner}</node>`
  })
  const lines = ways.map(
    ({ refs, tags }, i) =>
      `<way id="${100 + i}">${refs
        .split(' ')
        .map((ref) => `<nd ref="${ref}"/>`)
        .join('')}${tagsOf(tags ?? 'highway=footway')}</way>`,
  )
  const bytes = new TextEncoder().encode(`<osm>${nodes.join('')}${lines.join('')}</osm>`)
  return buildNetwork(normaliseWalkableWays(await readOsm(bytesSource('test.osm', bytes))))
}

function tagsOf(text: string): string {
  return text
    .split(',')
    .map((pair) => `<tag k="${pair.split('=')[0]}" v="${pair.split('=')[1]}"/>`)
    .join('')
}

const degree = (network: WalkNetwork, vertex: number) => network.arcOffset[vertex + 1]! - network.arcOffset[vertex]!

describe('network', () => {
  it('keeps bends out of the vertices', async () => {
    const network = await networkOf([{ refs: '11 21 31 32' }])
    expect(network.vertexFlags.length).toBe(2)
    expect(network.edgeFrom.length).toBe(1)
    expect(network.shapeLonE7.length).toBe(2)
    expect(network.edgeLengthMm[0]! / 1000).toBeCloseTo(3 * 111.195, 1)
  })

  it('cuts at junctions, also where a way meets itself', async () => {
    const crossing = await networkOf([{ refs: '12 22 32' }, { refs: '21 22 23' }])
    expect([crossing.vertexFlags.length, crossing.edgeFrom.length]).toEqual([5, 4])
    const loop = await networkOf([{ refs: '11 21 22 12 21' }])
    expect([loop.vertexFlags.length, loop.edgeFrom.length]).toEqual([2, 2])
    const ring = await networkOf([{ refs: '11 21 22 12 11' }])
    expect([ring.vertexFlags.length, ring.edgeFrom.length]).toEqual([1, 1])
    expect(degree(ring, 0)).toBe(2)
  })

  it('ends both sides of a way at a blocked node', async () => {
    const network = await networkOf([{ refs: '11 21 31' }, { refs: '21 22' }], { '21': 'barrier=gate,access=no' })
    expect(network.edgeFrom.length).toBe(3)
    expect(network.vertexFlags.length).toBe(6)
    expect(network.componentMetres.length).toBe(3)
  })

  it('makes a vertex of a restricted gate, with a private street behind it', async () => {
    const network = await networkOf([{ refs: '11 21 31' }], { '21': 'barrier=gate,access=private' })
    expect([...network.edgeRegion].sort()).toEqual([0, 1])
    expect(network.streetVertices).toBe(4)
    // Walks that begin in the region have copies of its two vertices.
    expect(network.vertexFlags.length).toBe(6)
    expect(regionIds(network)).toEqual(['way/100'])
    expect(network.componentMetres.length).toBe(1)
  })

  it('numbers components by falling length', async () => {
    const network = await networkOf([{ refs: '11 12' }, { refs: '41 42 43 44' }])
    expect([...network.componentMetres].map((metres) => Math.round(metres))).toEqual([334, 111])
  })

  it('gives one-way and impassable arcs no cost', async () => {
    const network = await networkOf([{ refs: '11 21', tags: 'highway=steps,conveying=forward' }])
    const adult = buildImpedance(network, walkProfile('adult'), 'time')
    expect(adult.edgeForwardCost[0]).toBe(Math.round((network.edgeLengthMm[0]! / 1.25) * 2))
    expect(adult.edgeBackwardCost[0]).toBe(UNREACHED)
    expect(adult.arcCost).not.toBe(adult.arcCostReversed)
    const wheelchair = buildImpedance(network, walkProfile('wheelchair'), 'distance')
    expect([...wheelchair.edgePassable]).toEqual([0])
    expect([...wheelchair.edgeLinkable]).toEqual([0])
  })

  it('links neither to bridges nor to small separate parts', async () => {
    const network = await networkOf([
      { refs: '11 12 13 14 15 16 17 18 19' },
      { refs: '19 29', tags: 'highway=footway,bridge=yes' },
      { refs: '81 82' },
    ])
    const { edgeLinkable, edgeOnIsland } = buildImpedance(network, walkProfile('adult'), 'time')
    const kinds = [...network.edgeWayId].map((way, edge) => [way, edgeLinkable[edge], edgeOnIsland[edge]])
    expect(kinds.sort()).toEqual([
      [100, 1, 0],
      [101, 0, 0],
      [102, 0, 1],
    ])
  })

  it('survives saving and loading, and refuses damaged or foreign bytes', async () => {
    const network = await networkOf([{ refs: '11 21 31' }, { refs: '21 22 23' }])
    const bytes = saveNetwork(network)
    const again = loadNetwork(bytes)
    for (const name of ['arcOffset', 'arcTarget', 'arcEdge', 'edgeLengthMm', 'shapeLonE7', 'component'] as const) {
      expect([...again[name]]).toEqual([...network[name]])
    }
    expect(again.box).toEqual(network.box)
    expect([...networkOver(network.buffer).arcTarget]).toEqual([...network.arcTarget])
    const damaged = bytes.slice()
    damaged[damaged.length - 1]! ^= 1
    const codeOf = (attempt: () => unknown) => {
      try {
        attempt()
      } catch (error) {
        return isLivingCircleError(error) ? error.code : 'other'
      }
      return 'nothing'
    }
    expect(codeOf(() => loadNetwork(damaged))).toBe('input-format')
    expect(codeOf(() => loadNetwork(bytes.subarray(0, bytes.length - 8)))).toBe('input-truncated')
    expect(codeOf(() => loadNetwork(new Uint8Array(500)))).toBe('input-format')
    const newer = bytes.slice()
    newer[4] = 99
    expect(codeOf(() => loadNetwork(newer))).toBe('input-unsupported')
  })

  it('refuses every single bit that has changed', async () => {
    const bytes = saveNetwork(await networkOf([{ refs: '11 21 31' }, { refs: '21 22 23' }]))
    let loaded = 0
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      try {
        loadNetwork(changed)
        loaded++
      } catch (error) {
        expect([bit, isLivingCircleError(error)]).toEqual([bit, true])
      }
    }
    expect(loaded).toBe(0)
  })

  it('refuses indices that point nowhere, though the checksum agrees', async () => {
    const gate = { '21': 'barrier=gate,access=private' }
    const network = await networkOf([{ refs: '11 12 21 31' }, { refs: '11 22 13' }], gate)
    const wrong: readonly (readonly [keyof WalkNetwork, number])[] = [
      ...(['arcOffset', 'shapeOffset', 'sharedOffset'] as const).map((name) => [name, 4_000_000_000] as const),
      ...(['arcTarget', 'arcEdge', 'edgeFrom', 'edgeTo'] as const).map((name) => [name, 1000] as const),
      ...(['component', 'edgeRegion', 'leavingStreetVertex'] as const).map((name) => [name, 9] as const),
      ['arcDirection', 7],
      ['vertexLonE7', 2_000_000_000],
      ['shapeLonE7', -1_800_000_001],
      ['componentMetres', Number.NaN],
      ['regionNames', 0x7b],
    ]
    for (const [name, value] of wrong) {
      const changed = networkOver(new Uint8Array(saveNetwork(network)).buffer)
      expect([name, (changed[name] as Uint32Array).length > 0]).toEqual([name, true])
      ;(changed[name] as Uint32Array)[0] = value
      expect(() => loadNetwork(saveNetwork(changed))).toThrow(name)
    }
    const sizes = new Uint8Array(saveNetwork(network))
    new Uint32Array(sizes.buffer)[16 + 6] = 4_000_000_000
    expect(() => networkOver(sizes.buffer)).toThrow()
  })

  it('says why there is nothing to walk on', async () => {
    await expect(networkOf([{ refs: '11 21', tags: 'highway=motorway' }])).rejects.toMatchObject({
      code: 'input-unusable',
      message: 'No walkable ways: 1 ways read, 1 with a highway tag, 0 kept.',
    })
  })
})
