import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BoundingBox } from '../../src/foundation/units.ts'
import {
  type FacilityTable,
  type FacilityTableOptions,
  facilitiesFromChunks,
  facilitiesFromTable,
} from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable, readTableChunks } from '../../src/read/tables/table.ts'

const source = (text: string) => bytesSource('places.csv', new TextEncoder().encode(text))
const facilities = async (text: string, options?: FacilityTableOptions): Promise<FacilityTable> =>
  facilitiesFromTable(await readTable(source(text)), options)
const AREA: BoundingBox = [116.3, 39.98, 116.33, 40.01]
const codes = (table: FacilityTable): [string, string][] => table.rejects.map(({ lineOrId, code }) => [lineOrId, code])

describe('facilities from a table', () => {
  it('reads the contract columns', async () => {
    const table = await facilities(
      'id,name,category,lon,lat,capacity,floor_area_m2,level,hours,status\n' +
        'a,Norte,clinic,2.1699,41.3879,"1,200",85.5,community,9-17,open\n',
    )
    expect(table.facilities).toEqual([
      {
        id: 'a',
        name: 'Norte',
        category: 'clinic',
        categoryReason: 'column "category" = "clinic"',
        categorySaid: { key: 'reason.column', values: { column: 'category', word: 'clinic' } },
        lonLat: [2.1699, 41.3879],
        entrances: [[2.1699, 41.3879]],
        polygons: null,
        source: 'places.csv',
        lineOrId: '2',
        capacity: 1200,
        floorAreaSquareMetres: 85.5,
        level: 'community',
        hours: '9-17',
        status: 'open',
      },
    ])
    expect(table.counts).toEqual({ source: 'places.csv', read: 1, used: 1, rejected: 0 })
  })

  it('reads semicolons and decimal commas', async () => {
    const table = await facilities('name;category;lat;lon\nNorte;clinic;41,3879;2,1699\n')
    expect(table.facilities[0]!.lonLat).toEqual([2.1699, 41.3879])
    expect(table.understood.decimalStyle).toBe('comma')
    expect(table.facilities[0]!.id).toBe('clinic:Norte@2.1699,41.3879')
  })

  it('sets aside rows with bad coordinates, each with its reason', async () => {
    const table = await facilities(
      [
        'id,category,lon,lat',
        'ok,bank,116.31,39.99',
        'swapped,bank,39.99,116.31',
        'far,bank,2.17,41.38',
        'blank,bank,,',
        'dash,bank,-,-',
        'half,bank,116.31,',
        'nan,bank,NaN,NaN',
        'text,bank,here,there',
        'zero,bank,0,0',
        'metres,bank,500123.4,4428000',
        'near,bank,116.335,39.99',
        'huge,bank,1e308,39.99',
      ].join('\n'),
      { area: AREA },
    )
    expect(table.facilities.map(({ id }) => id)).toEqual(['near', 'ok'])
    expect(codes(table)).toEqual([
      ['3', 'swapped-coordinates'],
      ['4', 'outside-area'],
      ['5', 'missing-coordinates'],
      ['6', 'missing-coordinates'],
      ['7', 'missing-coordinates'],
      ['8', 'invalid-coordinates'],
      ['9', 'invalid-coordinates'],
      ['10', 'outside-area'],
      ['11', 'invalid-coordinates'],
      ['13', 'invalid-coordinates'],
    ])
    expect(table.rejects[0]!.message).toBe('line 3: 39.99, 116.31 is not on Earth; coordinates may be swapped')
    expect(table.rejects.slice(-2).map(({ message }) => message)).toEqual([
      'line 11: 500123.4, 4428000 is not a longitude and latitude; these look like metres of a projected system: say which (EPSG code)',
      // No metres of any system: shown as it stands.
      'line 13: 1e+308, 39.99 is not a longitude and latitude',
    ])
    expect(table.counts).toMatchObject({ read: 12, used: 2, rejected: 10 })
  })

  it('says "coordinates may be swapped" also where both orders are on Earth', async () => {
    const table = await facilities('category,lon,lat\nclinic,41.3879,2.1699\n', { area: [2.1, 41.3, 2.2, 41.5] })
    expect(table.rejects[0]).toMatchObject({ code: 'swapped-coordinates', severity: 'rejected' })
    expect(table.rejects[0]!.message).toBe('line 2: 41.3879, 2.1699 is outside the area; coordinates may be swapped')
  })

  it('finds the category by word, code, part of a word, name, and default', async () => {
    const table = await facilities(
      [
        'id,name,type,typecode,location',
        'a,,便利店,,"116.31,39.99"',
        'b,向阳,科教文化服务;学校;幼儿园,141204,"116.31,39.99"',
        'c,某某,生活服务;药店,,"116.31,39.99"',
        'd,国大药房(中关村店),其他,,"116.31,39.99"',
        'e,,,,"116.31,39.99"',
        'f,谜,pharmcy,,"116.31,39.99"',
        'g,谜,没见过的,,"116.31,39.99"',
        'h,谜,没见过的,,"116.31,39.99"',
      ].join('\n'),
    )
    expect(table.facilities.map(({ id, category }) => [id, category])).toEqual([
      ['a', 'convenience_store'],
      ['b', 'kindergarten'],
      ['c', 'pharmacy'],
      ['d', 'pharmacy'],
    ])
    expect(codes(table)).toEqual([
      // Used, by its name; the word in the column says otherwise, so it is told.
      ['5', 'unknown-category'],
      ['6', 'missing-category'],
      ['7', 'unknown-category'],
      ['8', 'unknown-category'],
      ['9', 'unknown-category'],
    ])
    expect(table.rejects[0]).toMatchObject({ severity: 'warning' })
    expect(table.rejects[2]!.message).toContain('did you mean "pharmacy"?')
    const huge = await facilities('id,type,capacity,lon,lat\na,便利店,1e308,1,2\n')
    expect(huge.facilities[0]!.capacity).toBeNull()
    expect(codes(huge)).toEqual([['2', 'invalid-number']])
    expect(table.unknownCategories[0]).toMatchObject({ word: '没见过的', count: 2 })
    for (const { categoryReason } of table.facilities) expect(categoryReason).not.toBe('')
    const withDefault = await facilities('id,lon,lat\na,116.31,39.99\n', { defaultCategory: 'parcel' })
    expect(withDefault.facilities[0]).toMatchObject({
      category: 'parcel',
      categoryReason: 'default category of the file',
    })
    const own = await facilities('category,lon,lat\nice_rink,1,2\n', { extraCategories: ['ice_rink'] })
    expect(own.facilities[0]!.category).toBe('ice_rink')
  })

  it('reads tables exported from OSM by their tags', async () => {
    const table = await facilities('@id,amenity,shop,name,lon,lat\n1,doctors,,x,1,2\n2,,supermarket,y,1,2\n3,,,z,1,2\n')
    expect(table.facilities.map(({ category }) => category)).toEqual(['clinic', 'supermarket'])
    expect(codes(table)).toEqual([['4', 'missing-category']])
  })

  it('keeps one of several rows with one id, the same one whatever the order', async () => {
    const rows = [
      'a,First,bank,116.31,39.99',
      'a,Second,bank,116.32,39.99',
      'b,Other,bank,116.31,39.99',
      'a,Third,bank,116.30,39.99',
    ]
    const names = new Set<string>()
    for (const order of [rows, [...rows].reverse(), [rows[1], rows[3], rows[0], rows[2]]]) {
      const table = await facilities(['id,name,category,lon,lat', ...order].join('\n'))
      expect(table.counts).toMatchObject({ read: 4, used: 2, rejected: 2 })
      expect(table.rejects.every(({ code }) => code === 'duplicate-id')).toBe(true)
      names.add(table.facilities[0]!.name!)
    }
    expect(names.size).toBe(1)
  })

  it('gives ids to rows without one that no other row has', async () => {
    const table = await facilities('id,category,lon,lat\n,bank,1,2\n"bank@1.0000,2.0000",bank,1,2\n')
    expect(table.facilities.map(({ id }) => id)).toEqual(['bank@1.0000,2.0000', 'bank@1.0000,2.0000#2'])
  })

  it('sets aside what is closed or only planned', async () => {
    const table = await facilities('id,category,lon,lat,状态\na,bank,1,2,正常\nb,bank,1,2,已关闭\nc,bank,1,2,规划\n')
    expect(table.facilities.map(({ id }) => id)).toEqual(['a'])
    expect(codes(table)).toEqual([
      ['3', 'closed'],
      ['4', 'planned'],
    ])
    expect(table.counts.apart).toEqual({ merged: 0, closed: 1, planned: 1 })
    expect(table.planned.map(({ id, status }) => [id, status])).toEqual([['c', '规划']])
    const kept = await facilities('category,lon,lat,status\nbank,1,2,closed\n', { keepClosed: true })
    expect(kept.facilities).toHaveLength(1)
  })

  it('takes guesses as they stand and odd numbers as unknown, with a warning', async () => {
    const table = await facilities('id,category,lon,lat,capacity\na,bank,1,2,约300\nb,bank,1,2,-5\nc,bank,1,2,\n')
    expect(table.facilities.map(({ capacity }) => capacity)).toEqual([300, null, null])
    expect(table.rejects.map(({ code, severity }) => [code, severity])).toEqual([
      ['invalid-number', 'warning'],
      ['invalid-number', 'warning'],
    ])
    expect(table.counts).toMatchObject({ read: 3, used: 3, rejected: 0 })
  })

  it('reads WKT, degrees with minutes, and brackets', async () => {
    const table = await facilities(
      'id,category,wkt\na,bank,POINT (116.31 39.99)\nb,bank,"SRID=4326;POINT Z(116.31 39.99 5)"\nc,bank,"[116.31, 39.99]"\nd,bank,LINESTRING(1 2)\n',
    )
    expect(table.facilities.map(({ lonLat }) => lonLat)).toEqual(Array.from({ length: 3 }, () => [116.31, 39.99]))
    expect(codes(table)).toEqual([['5', 'invalid-coordinates']])
    const dms = await facilities('category,lon,lat\nbank,"116°18′36″E","39°59′24″N"\nbank,"70°30\'W",33.45S\n')
    const sorted = dms.facilities.map(({ lonLat }) => lonLat).sort(([a], [b]) => b - a)
    expect(sorted[0]![0]).toBeCloseTo(116.31, 9)
    expect(sorted[0]![1]).toBeCloseTo(39.99, 9)
    expect(sorted[1]![0]).toBeCloseTo(-70.5, 9)
    expect(sorted[1]![1]).toBeCloseTo(-33.45, 9)
  })

  it('reads areas and several points of one place', async () => {
    const square = (x: number) => [
      [x, 0],
      [x + 0.01, 0],
      [x + 0.01, 0.01],
      [x, 0.01],
      [x, 0],
    ]
    const geometry = [
      { type: 'Polygon', coordinates: [square(1)] },
      {
        type: 'MultiPoint',
        coordinates: [
          [3, 0],
          [2, 0],
        ],
      },
      {
        type: 'LineString',
        coordinates: [
          [3, 0],
          [2, 0],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [200, 0],
            [0, 100],
            [0, 0],
          ],
        ],
      },
    ]
    const features = geometry.map((g, id) => ({ type: 'Feature', properties: { id, category: 'park' }, geometry: g }))
    const table = await facilities(JSON.stringify({ type: 'FeatureCollection', features }))
    expect(table.facilities[0]!.lonLat[0]).toBeCloseTo(1.005, 6)
    expect(table.facilities[0]!.polygons).toHaveLength(1)
    expect(table.facilities[0]!.entrances.length).toBeGreaterThan(80)
    for (const [lon, lat] of table.facilities[0]!.entrances) {
      const toEdge = Math.min(Math.abs(lon - 1), Math.abs(lon - 1.01), Math.abs(lat), Math.abs(lat - 0.01))
      expect(toEdge).toBeLessThan(1e-6)
    }
    expect(table.facilities[1]!.entrances).toEqual([
      [2, 0],
      [3, 0],
    ])
    expect(table.rejects[0]!.message).toMatch(/^feature 3: a LineString/)
    expect(codes(table)).toEqual([
      ['3', 'unsupported-geometry'],
      ['4', 'invalid-coordinates'],
    ])
  })

  it('puts the point of a ring-shaped area inside it', async () => {
    const ring = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0],
    ].map(([x, y]) => [x! / 1000, y! / 1000])
    const hole = [
      [1, 1],
      [9, 1],
      [9, 9],
      [1, 9],
      [1, 1],
    ].map(([x, y]) => [x! / 1000, y! / 1000])
    const text = JSON.stringify({
      type: 'Feature',
      properties: { category: 'park' },
      geometry: { type: 'Polygon', coordinates: [ring, hole] },
    })
    const [lon, lat] = (await facilities(text)).facilities[0]!.lonLat
    expect((lon > 0 && lon < 0.001) || (lon > 0.009 && lon < 0.01)).toBe(true)
    expect(lat).toBeCloseTo(0.005, 6)
  })

  it('says clearly that there are no coordinates, or no header', async () => {
    await expect(facilities('id,name\n1,x\n')).rejects.toMatchObject({ code: 'input-unusable' })
    await expect(facilities('id,name\n1,x\n')).rejects.toThrow(/no coordinates/)
    await expect(facilities('n1,bank,116.3,39.9\nn2,bank,116.3,39.9\n')).rejects.toThrow(/no header line/)
  })

  it('reads the same from chunks as from the whole, and from shuffled rows', async () => {
    const rows = fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        category: fc.constantFrom('bank', 'clinic', 'nonsense', ''),
        lon: fc.constantFrom('116.31', '39.99', '', 'x', '2'),
        lat: fc.constantFrom('39.99', '116.31', '', '41'),
      }),
      { minLength: 1, maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat()), async (list, keys) => {
        const text = (all: typeof list): string =>
          ['id,category,lon,lat', ...all.map((row) => `${row.id},${row.category},${row.lon},${row.lat}`)].join('\n')
        const table = await facilities(text(list), { area: AREA })
        expect(table.counts.read).toBe(table.counts.used + table.counts.rejected)
        expect(table.counts.read).toBe(list.length)
        expect(table.rejects.filter(({ severity }) => severity === 'rejected')).toHaveLength(table.counts.rejected)
        expect(await facilitiesFromChunks(readTableChunks(source(text(list))), { area: AREA })).toEqual(table)
        const shuffled = list.map((row) => ({ row, key: keys.next().value })).sort((a, b) => a.key! - b.key!)
        const again = await facilities(text(shuffled.map(({ row }) => row)), { area: AREA })
        const withoutLine = (all: FacilityTable) => all.facilities.map(({ lineOrId: _, ...rest }) => rest)
        expect(withoutLine(again)).toEqual(withoutLine(table))
        expect(again.counts).toEqual(table.counts)
      }),
      { numRuns: 60 },
    )
  })
})

const TABLES = '../shared/data/tables'
describe.skipIf(!existsSync(TABLES))('facilities of the real tables', () => {
  it.each(['malta', 'porto-alegre', 'wudaokou'])('%s: every row is used', async (town) => {
    const bytes = readFileSync(`${TABLES}/${town}-facilities.csv`)
    const table = facilitiesFromTable(await readTable(bytesSource(`${town}.csv`, bytes)))
    const rows = bytes.toString().trim().split('\n').length - 1
    expect(table.counts).toMatchObject({ read: rows, used: rows, rejected: 0 })
    expect(table.rejects).toEqual([])
    expect(table.understood.columns.notUnderstood).toEqual([])
  })
})
