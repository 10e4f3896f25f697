import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import type { RawTable } from '../../src/read/tables/raw-table.ts'
import { readTable } from '../../src/read/tables/table.ts'

const read = (value: unknown): Promise<RawTable> =>
  readTable(
    bytesSource('x.geojson', new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))),
  )
const point = (coordinates: unknown, properties: unknown = {}): object => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
})
const collection = (...features: unknown[]): object => ({ type: 'FeatureCollection', features })
const square = [
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ],
]

describe('GeoJSON', () => {
  it('makes properties columns in a fixed order, values as text', async () => {
    const table = await read(
      collection(
        point([1, 2], { name: '食堂', beds: 3, open: true, none: null }),
        point([3, 4], { a: [1], name: 'x' }),
      ),
    )
    expect(table.columns).toEqual(['a', 'beds', 'name', 'none', 'open'])
    expect(table.rows).toEqual([
      ['', '3', '食堂', '', 'true'],
      ['[1]', '', 'x', '', ''],
    ])
    expect([...table.line]).toEqual([1, 2])
    expect(table.geometry![1]).toEqual({ type: 'Point', coordinates: [3, 4] })
  })

  it('takes the feature id where the properties have none', async () => {
    const table = await read(collection({ ...point([1, 2]), id: 7 }, { ...point([1, 2], { id: 'own' }), id: 8 }))
    expect(table.rows).toEqual([['7'], ['own']])
  })

  it('reads one feature, a bare geometry, and one feature per line', async () => {
    expect((await read(point([1, 2], { a: 1 }))).rows).toEqual([['1']])
    expect((await read({ type: 'Point', coordinates: [1, 2] })).geometry).toHaveLength(1)
    const lines = `\u001e${JSON.stringify(point([1, 2], { a: 1 }))}\n\u001e{"type":"Feature", broken\n${JSON.stringify(point([3, 4], { a: 2 }))}\n`
    const table = await read(lines)
    expect(table.rows).toEqual([['1'], ['2']])
    expect([...table.line]).toEqual([1, 3])
    expect(table.rejects).toMatchObject([{ line: 2, message: 'the line is not JSON' }])
  })

  it('reads a collection that is pretty-printed or has a line per feature', async () => {
    const value = collection(point([1, 2], { a: 1 }), point([3, 4], { a: 2 }))
    expect((await read(JSON.stringify(value, null, 2))).rows).toHaveLength(2)
    expect(
      (await read(`{"type":"FeatureCollection","features":[\n${JSON.stringify(point([1, 2]))}\n]}`)).rows,
    ).toHaveLength(1)
  })

  it('checks geometries and says what is wrong', async () => {
    const bad: [unknown, RegExp][] = [
      [{ type: 'Point', coordinates: ['east', 2] }, /finite/],
      [{ type: 'Point', coordinates: [1] }, /finite/],
      [{ type: 'Point', coordinates: [null, null] }, /finite/],
      [{ type: 'Polygon', coordinates: [] }, /empty/],
      [
        {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 1],
            ],
          ],
        },
        /no area/,
      ],
      [
        {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 1],
              [0, 0],
              [0, 0],
            ],
          ],
        },
        /no area/,
      ],
      [{ type: 'MultiPolygon', coordinates: square }, /array|finite/],
      [{ type: 'GeometryCollection', geometries: [] }, /GeometryCollection/],
      [{ type: 'Blob', coordinates: [1, 2] }, /"Blob"/],
      ['here', /not an object/],
    ]
    const table = await read(collection(...bad.map(([geometry]) => ({ type: 'Feature', properties: {}, geometry }))))
    expect(table.rows).toHaveLength(0)
    bad.forEach(([, message], index) => {
      expect(table.rejects[index]).toMatchObject({ line: index + 1, message: expect.stringMatching(message) })
    })
  })

  it('closes an open ring and drops a flat hole, with a warning', async () => {
    const open = {
      type: 'Polygon',
      coordinates: [
        square[0]!.slice(0, 4),
        [
          [0.5, 0.5],
          [0.6, 0.6],
          [0.5, 0.5],
        ],
      ],
    }
    const table = await read(collection({ type: 'Feature', properties: {}, geometry: open }))
    expect(table.geometry![0]).toEqual({ type: 'Polygon', coordinates: square })
    expect(table.warnings[0]!.message).toMatch(/not closed.*hole/)
  })

  it('keeps features without geometry, for tables with coordinates in columns', async () => {
    const table = await read(collection({ type: 'Feature', properties: { lon: 1, lat: 2 }, geometry: null }))
    expect(table.geometry).toEqual([null])
    expect(table.rows).toEqual([['2', '1']])
  })

  it('keeps the coordinate system that older files declare', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4547' } }
    expect((await read({ ...collection(point([500_000, 4_400_000])), crs })).declaredCrs).toBe('EPSG:4547')
    expect((await read(collection(point([1, 2])))).declaredCrs).toBeNull()
  })

  it('refuses what is not GeoJSON', async () => {
    await expect(read('{"type":"FeatureCollection","features":[')).rejects.toMatchObject({ code: 'input-format' })
    await expect(read({ type: 'Topology' })).rejects.toMatchObject({ code: 'input-format' })
    await expect(read({ elements: [] })).rejects.toMatchObject({ code: 'input-format' })
    await expect(read({ a: 1 })).rejects.toMatchObject({ code: 'input-format' })
    await expect(read('[[1,2]]')).rejects.toMatchObject({ code: 'input-unsupported' })
    await expect(read({ type: 'FeatureCollection' })).rejects.toMatchObject({ code: 'input-format' })
  })

  it('leaves a list of plain objects to the reader of JSON', async () => {
    expect(await read('[{"lon":1}]')).toMatchObject({ format: 'json', columns: ['lon'], rows: [['1']] })
  })

  it('survives nesting and names that attack', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const table = await read(
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"__proto__":"x","deep":${deep}},"geometry":{"type":"Point","coordinates":[1,2]}},` +
        `{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":${deep}}}]}`,
    )
    expect(table.columns).toContain('__proto__')
    expect(({} as { x?: string }).x).toBeUndefined()
    expect(table.rows).toHaveLength(1)
    expect(table.rejects).toHaveLength(1)
  })
})
