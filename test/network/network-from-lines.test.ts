// Streets of one's own as lines: the same streets give the same walks as from OpenStreetMap, and what is no line is said.
import { beforeAll, describe, expect, it } from 'vitest'
import { analyseAccess, bytesSource, type LoadedArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { networkFromLines, type StreetLines } from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const LICENCE = {
  attribution: '© City of Elmtown',
  attributionZh: '© 榆镇',
  database: 'CC-BY-4.0',
  url: 'https://example.org/',
}
const line = (coordinates: unknown, properties: Record<string, unknown> = {}) => ({
  type: 'Feature' as const,
  properties,
  geometry: { type: 'LineString', coordinates },
})
const collection = (...features: StreetLines['features']): StreetLines => ({ type: 'FeatureCollection', features })

/** The ways of an extract as lines with their tags as properties. */
function linesOf({ raw }: LoadedArea): StreetLines {
  const at = new Map(Array.from(raw.nodeId, (id, row) => [id, row]))
  const features = Array.from(raw.wayId.keys()).flatMap((way) => {
    const refs = Array.from(raw.wayRef.subarray(raw.wayRefOffset[way]!, raw.wayRefOffset[way + 1]!))
    const { offset, key, value } = raw.wayTags
    const tags: Record<string, string> = {}
    for (let tag = offset[way]!; tag < offset[way + 1]!; tag++)
      tags[raw.strings[key[tag]!]!] = raw.strings[value[tag]!]!
    if (tags.highway === undefined) return []
    return [
      line(
        refs.map((id) => [raw.nodeLonE7[at.get(id)!]! / 1e7, raw.nodeLatE7[at.get(id)!]! / 1e7]),
        tags,
      ),
    ]
  })
  return collection(...features)
}

describe('networkFromLines', () => {
  let town: Awaited<ReturnType<typeof loadSampleTown>>
  beforeAll(async () => {
    town = await loadSampleTown()
  })

  it('gives the walks of the same streets from OpenStreetMap', async () => {
    const area = await networkFromLines(linesOf(town.area), { licence: LICENCE })
    const facilities = town.facilities
    // Nodes with barriers and signals are no lines: blocks as points, without gates.
    const points = town.blocks.blocks.map((block) => ({
      ...block,
      polygons: null,
      gates: [],
      buildings: [],
      knownGates: undefined,
    }))
    const blocks = { ...town.blocks, blocks: points }
    const options = { minutes: [15], demand: 'point', categories: ['nursery', 'park', 'pharmacy'] } as const
    const plain = {
      ...town.area.raw,
      nodeTags: {
        offset: new Uint32Array(town.area.raw.nodeId.length + 1),
        key: new Uint32Array(0),
        value: new Uint32Array(0),
      },
    }
    const { normaliseWalkableWays, buildNetwork } = await import('../../src/parts.ts')
    const ways = normaliseWalkableWays({
      ...plain,
      relationId: new Float64Array(0),
      relationMemberOffset: Uint32Array.of(0),
      relationTags: { offset: Uint32Array.of(0), key: new Uint32Array(0), value: new Uint32Array(0) },
    })
    const osm = { ...town.area, ways, network: buildNetwork(ways) }
    const [own, known] = [
      await analyseAccess(area, facilities, blocks, options),
      await analyseAccess(osm, facilities, blocks, options),
    ]
    expect(Array.from(own.report.table.walkMetres)).toEqual(Array.from(known.report.table.walkMetres))
    expect(own.report.table.status.filter((status) => status === 0).length).toBeGreaterThan(40)
    expect(own.report.licence).toEqual(LICENCE)
  })

  it('joins lines at common coordinates only, and takes properties for tags', async () => {
    const cross = collection(
      line([
        [0, 0],
        [0.002, 0],
      ]),
      line([
        [0.001, -0.001],
        [0.001, 0.001],
      ]),
    )
    expect((await networkFromLines(cross, { licence: LICENCE })).network.edgeLengthMm.length).toBe(2)
    const joined = collection(
      line([
        [0, 0],
        [0.001, 0],
        [0.002, 0],
      ]),
      line(
        [
          [0.001, -0.001],
          [0.001, 0],
          [0.001, 0.001],
        ],
        { highway: 'steps' },
      ),
    )
    const area = await networkFromLines(joined, { licence: LICENCE })
    expect(area.network.edgeLengthMm.length).toBe(4)
    const none = collection(
      line(
        [
          [0, 0],
          [0.002, 0],
        ],
        { highway: 'motorway' },
      ),
      line(
        [
          [0, 0.001],
          [0.002, 0.001],
        ],
        { kind: 'path' },
      ),
    )
    const mapped = await networkFromLines(none, {
      licence: LICENCE,
      tagsOf: ({ kind }) => (kind === 'path' ? { highway: 'path' } : null),
    })
    expect(mapped.input).toMatchObject({ read: 2, used: 1, rejected: 1, format: 'lines', name: 'streets' })
  })

  it('says what is no line, and uses the rest', async () => {
    const wrong = [
      null,
      { type: 'Point', coordinates: [0, 0] },
      { type: 'LineString', coordinates: [[0, 0]] },
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [200, 0],
        ],
      },
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          ['1', 0],
        ],
      },
      { type: 'LineString' },
      { type: 'MultiLineString', coordinates: [] },
    ]
    const features = wrong.map((geometry) => ({ type: 'Feature' as const, properties: null, geometry }))
    const good = {
      type: 'Feature' as const,
      properties: null,
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [0.001, 0],
          ],
          [
            [0.001, 0],
            [0.002, 0],
          ],
        ],
      },
    }
    const area = await networkFromLines(collection(...features, good), { licence: LICENCE })
    expect(area.rejects.map(({ lineOrId }) => lineOrId)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
    expect(area.input).toMatchObject({ read: 8, used: 1, rejected: 7 })
    await expect(networkFromLines(collection(...features), { licence: LICENCE })).rejects.toMatchObject({
      code: 'input-unusable',
    })
    await expect(networkFromLines(collection(good), {} as never)).rejects.toMatchObject({ code: 'invalid-option' })
    await expect(networkFromLines({ type: 'Feature' } as never, { licence: LICENCE })).rejects.toMatchObject({
      code: 'invalid-option',
    })
    await expect(networkFromLines(collection(good), { licence: LICENCE, licens: 1 } as never)).rejects.toMatchObject({
      code: 'unknown-option',
    })
  })

  it('takes tables like any other area', async () => {
    const area = await networkFromLines(
      collection(
        line([
          [0, 0],
          [0.01, 0],
        ]),
      ),
      { licence: LICENCE },
    )
    const text = (value: string) => new TextEncoder().encode(value)
    const facilities = await loadFacilities(area, {
      files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))],
    })
    const blocks = await loadBlocks(area, {
      file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')),
    })
    const { report } = await analyseAccess(area, facilities, blocks, { categories: ['clinic'] })
    expect(report.table.walkMetres[0]).toBeCloseTo(333.585, 3)
  })
})
