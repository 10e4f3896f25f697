// JSON of places: what the map services of AMap, Tencent and Baidu answer, and plain lists; what went wrong is told, nothing is dropped.
import { describe, expect, it } from 'vitest'
import { openFirst } from './open-sheets.ts'

const read = (value: unknown) => openFirst(JSON.stringify(value))
const cells = ({ columns, rows }: Awaited<ReturnType<typeof read>>, row = 0) =>
  Object.fromEntries(columns.map((name, at) => [name, rows[row]![at]]))

const AMAP = (name: string) => ({
  id: `B${name}`,
  name,
  type: '购物服务;便民商店/便利店;便民商店/便利店',
  typecode: '060200',
  address: [],
  location: '116.33,39.99',
  biz_ext: { rating: '4.5', cost: [] },
  photos: [{ url: 'http://x' }],
})

describe('JSON of map services', () => {
  it('AMap: the place is said to be GCJ-02; nested objects are columns', async () => {
    const table = await read({ status: '1', count: '1', info: 'OK', infocode: '10000', pois: [AMAP('便利店')] })
    expect(table.format).toBe('json')
    expect(cells(table)).toEqual({
      id: 'B便利店',
      name: '便利店',
      type: '购物服务;便民商店/便利店;便民商店/便利店',
      typecode: '060200',
      address: '',
      'location (gcj02)': '116.33,39.99',
      'biz_ext.rating': '4.5',
      'biz_ext.cost': '',
    })
  })

  it('Tencent is GCJ-02, Baidu BD-09', async () => {
    const tencent = {
      status: 0,
      message: 'query ok',
      data: [{ id: 't', title: 'x', location: { lat: 39.9, lng: 116.3 }, ad_info: { adcode: 110108 } }],
    }
    expect(cells(await read(tencent))).toEqual({
      id: 't',
      title: 'x',
      'ad_info.adcode': '110108',
      'location (gcj02)': '116.3,39.9',
    })
    const baidu = { status: 0, message: 'ok', results: [{ uid: 'u', name: 'y', location: { lat: 39.9, lng: 116.3 } }] }
    expect(cells(await read(baidu))).toEqual({ uid: 'u', name: 'y', 'location (bd09)': '116.3,39.9' })
  })

  it('a list of answers is all their places; an answer that failed is a row that was rejected', async () => {
    const page = (...names: string[]) => ({ status: '1', info: 'OK', pois: names.map(AMAP) })
    const table = await read([page('a', 'b'), { status: '0', info: 'CUQPS_HAS_EXCEEDED_THE_LIMIT' }, page(), page('c')])
    expect(table.rows.map((_, row) => cells(table, row).name)).toEqual(['a', 'b', 'c'])
    expect(table.rejects.map(({ line, message }) => [line, message])).toEqual([
      [3, expect.stringContaining('CUQPS_HAS_EXCEEDED_THE_LIMIT')],
    ])
  })

  it('says what the service said, or that it found nothing', async () => {
    await expect(read({ status: '0', info: 'INVALID_USER_KEY', infocode: '10001' })).rejects.toMatchObject({
      code: 'input-unsupported',
      message: /INVALID_USER_KEY/,
    })
    await expect(read({ status: '1', count: '0', info: 'OK', pois: [] })).rejects.toMatchObject({ message: /empty/ })
    await expect(read({ status: 240, message: 'APP 服务被禁用' })).rejects.toMatchObject({ message: /APP 服务被禁用/ })
  })
})

describe('JSON lists', () => {
  it('of objects with lon and lat are tables; what is no object is rejected by number', async () => {
    const table = await read([
      { name: 'a', lon: 116.3, lat: 39.9, open: true },
      null,
      { name: 'b', lon: 1, lat: 2, tags: ['x', 'y'] },
      7,
    ])
    expect(table.columns).toEqual(['lat', 'lon', 'name', 'open', 'tags'])
    expect(table.rows).toEqual([
      ['39.9', '116.3', 'a', 'true', ''],
      ['2', '1', 'b', '', 'x;y'],
    ])
    expect([[...table.line], table.rejects.map(({ line }) => line)]).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  it('of features are GeoJSON without its head', async () => {
    const point = { type: 'Point', coordinates: [1, 2] }
    const table = await read([{ type: 'Feature', properties: { name: 'a' }, geometry: point }])
    expect([table.format, table.rows, table.geometry]).toEqual(['geojson', [['a']], [point]])
  })

  it('in a field are found; places with lists of their own are places', async () => {
    expect((await read({ data: { list: [{ name: 'a', lon: 1, lat: 2 }] } })).rows).toEqual([['2', '1', 'a']])
    const withLists = await read([
      { name: 'a', lon: 1, lat: 2, items: [{ x: 1 }] },
      { name: 'b', lon: 1, lat: 2 },
    ])
    expect(withLists.rows.length).toBe(2)
  })

  it('survives nesting and names that attack', async () => {
    const nested = (depth: number) => `${'{"data":'.repeat(depth)}[{"a":1}]${'}'.repeat(depth)}`
    await expect(openFirst(nested(50_000))).rejects.toMatchObject({ code: 'input-unsupported' })
    await expect(openFirst(`[{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`)).resolves.toBeDefined()
    const table = await openFirst('[{"__proto__":{"x":"1"},"constructor":"c","lon":1,"lat":2}]')
    expect(table.columns).toEqual(['__proto__.x', 'constructor', 'lat', 'lon'])
    expect(({} as { x?: string }).x).toBeUndefined()
    await expect(openFirst('[{"a":1},')).rejects.toMatchObject({ code: 'input-format' })
  })
})
