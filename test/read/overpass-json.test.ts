import { describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { NO_NODE } from '../../src/read/osm/way-places.ts'
import { plain } from './raw-osm-plain.ts'

const read = (value: unknown) =>
  readOsm(bytesSource('town.json', new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))))

async function failure(work: Promise<unknown>): Promise<LivingCircleError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(LivingCircleError)
  return error as LivingCircleError
}

const place = (lon: number, lat: number) => ({ lon, lat })

describe('readOsm, Overpass JSON', () => {
  it('reads nodes, ways, relations and the header', async () => {
    const raw = await read({
      version: 0.6,
      generator: 'Overpass API',
      osm3s: { timestamp_osm_base: '2024-01-01T00:00:00Z' },
      elements: [
        { type: 'way', id: 10, nodes: [2, 1], tags: { highway: 'path' } },
        { type: 'node', id: 2, lat: 1.5, lon: -2.25 },
        { type: 'node', id: 1, lat: 0, lon: 0, tags: { name: '门', n: 3 } },
        { type: 'relation', id: 5, members: [{ type: 'way', ref: 10, role: 'outer' }], tags: { type: 'multipolygon' } },
        { type: 'area', id: 3600000005 },
      ],
    })
    expect(raw.header).toEqual({ box: null, timestamp: '2024-01-01T00:00:00Z', generator: 'Overpass API' })
    expect(plain(raw)).toEqual({
      nodes: [
        { id: 1, lonE7: 0, latE7: 0, tags: [['name', '门']] },
        { id: 2, lonE7: -22_500_000, latE7: 15_000_000, tags: [] },
      ],
      ways: [{ id: 10, refs: [2, 1], tags: [['highway', 'path']] }],
      relations: [{ id: 5, members: [{ type: 1, ref: 10, role: 'outer' }], tags: [['type', 'multipolygon']] }],
    })
  })

  it('takes places from `out geom`: nodes by their ids where given, made-up ones else', async () => {
    const elements = [
      { type: 'way', id: 1, nodes: [7, 8], geometry: [place(1, 1), place(2, 2)], tags: { highway: 'path' } },
      { type: 'way', id: 2, geometry: [place(2, 2), null, place(3, 3)], tags: { highway: 'steps' } },
      { type: 'way', id: 3, geometry: [place(3, 3), place(4, 4)] },
    ]
    const raw = plain(await read({ elements }))
    expect(raw.nodes.map(({ id, lonE7 }) => [id, lonE7 / 1e7])).toEqual([
      [-2, 4],
      [-1, 3],
      [7, 1],
      [8, 2],
    ])
    // Way 2 meets way 1 at the place of node 8, and way 3 at a place without a node; it has a hole where its place is not told.
    expect(raw.ways.map(({ refs }) => refs)).toEqual([
      [7, 8],
      [8, NO_NODE, -1],
      [-1, -2],
    ])
    expect(plain(await read({ elements: [...elements].reverse() }))).toEqual(raw)
  })

  it('takes `out center` as one place, and ways from members with geometry', async () => {
    const raw = plain(
      await read({
        elements: [
          { type: 'way', id: 4, center: place(5, 6), nodes: [1, 2, 3], tags: { amenity: 'school' } },
          {
            type: 'relation',
            id: 9,
            center: place(7, 8),
            tags: { amenity: 'hospital' },
            members: [{ type: 'way', ref: 11, role: 'outer', geometry: [place(1, 1), place(2, 1), place(1, 1)] }],
          },
        ],
      }),
    )
    const at = new Map(raw.nodes.map(({ id, lonE7, latE7 }) => [id, [lonE7 / 1e7, latE7 / 1e7]]))
    expect(raw.ways.map(({ id, refs }) => [id, refs.map((ref) => at.get(ref))])).toEqual([
      [4, [[5, 6]]],
      [
        11,
        [
          [1, 1],
          [2, 1],
          [1, 1],
        ],
      ],
    ])
    const [outer, label] = raw.relations[0]!.members
    expect(outer).toEqual({ type: 1, ref: 11, role: 'outer' })
    expect([label!.role, at.get(label!.ref)]).toEqual(['label', [7, 8]])
  })

  it('is not misled by keys that objects inherit', async () => {
    const raw = await read(
      '{"elements":[{"type":"node","id":1,"lat":1,"lon":1,"tags":{"__proto__":"x","constructor":"y"}}]}',
    )
    expect(plain(raw).nodes[0]!.tags).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it.each([
    ['{"elements":[', 'input-truncated', 'not valid JSON'],
    ['{"elements":[{"type":"node","id":1,"lat":1,"lon":', 'input-truncated', 'not valid JSON'],
    ['{"elements":[}', 'input-format', 'not valid JSON'],
    ['{"elements":[]}', 'input-empty', 'no elements'],
    ['[]', 'input-format', 'no "elements"'],
    ['{"type":"FeatureCollection","features":[]}', 'input-format', 'GeoJSON'],
    ['{"elements":[{"type":"node","id":1}]}', 'input-format', 'node 1 has no lat and lon'],
    ['{"elements":[{"type":"way","id":1,"tags":{}}]}', 'input-format', 'way 1 has neither'],
    ['{"elements":[{"type":"node","id":"1","lat":1,"lon":2}]}', 'input-format', 'elements[0]: no id'],
    ['{"elements":[{"type":"node","id":1,"lat":91,"lon":2}]}', 'input-format', 'lat 91'],
    ['{"elements":[null]}', 'input-format', 'not an object'],
    ['{"elements":[{"type":"relation","id":1,"members":[{"type":"x"}]}]}', 'input-format', 'member'],
    ['{"remark":"runtime error: Query timed out","elements":[]}', 'input-truncated', 'timed out'],
    ['{"elements":[{"type":"way","id":1,"geometry":[{"lat":1,"lon":200}]}]}', 'input-format', 'lon 200'],
  ])('refuses %s', async (text, code, words) => {
    const error = await failure(read(text))
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)])
    expect(error.message).toContain('town.json')
    expect(error.hint).toBeTruthy()
  })

  it('stops at a limit of bytes', async () => {
    const source = bytesSource(
      'town.json',
      new TextEncoder().encode('{"elements":[{"type":"node","id":1,"lat":1,"lon":1}]}'),
    )
    expect((await failure(readOsm(source, { maxJsonBytes: 20 }))).code).toBe('input-too-large')
  })
})
