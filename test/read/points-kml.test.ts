// KML and KMZ: folders are tables, placemarks rows; broken coordinates are rejected one by one, hostile documents in time.
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { convertedByGdal, hasGdal, openFirst, openSheets } from './open-sheets.ts'

const kml = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`
const placemark = (inner: string, more = ''): string => `<Placemark${more}>${inner}</Placemark>`
const POINT = '<Point><coordinates>116.3,39.9,0</coordinates></Point>'
const RING = '0,0 1,0 1,1 0,1 0,0'
const HOLE = '0.2,0.2 0.4,0.2 0.4,0.4 0.2,0.2'
const polygon = (outer: string, ...holes: string[]) =>
  `<Polygon><outerBoundaryIs><LinearRing><coordinates>${outer}</coordinates></LinearRing></outerBoundaryIs>${holes
    .map((hole) => `<innerBoundaryIs><LinearRing><coordinates>${hole}</coordinates></LinearRing></innerBoundaryIs>`)
    .join('')}</Polygon>`

describe('KML', () => {
  it('has a table for each folder with placemarks of its own, also in folders', async () => {
    const sheets = await openSheets(
      kml(
        `<name>all</name>${placemark(`<name>top</name>${POINT}`)}<Folder><name>学校</name>` +
          `${placemark(`<name>a</name>${POINT}`)}<Folder><name>小学</name>${placemark(`<name>b</name>${POINT}`)}` +
          `${placemark(`<name>c</name>${POINT}`)}</Folder></Folder><Folder><name>empty</name></Folder>` +
          `<Folder><name>医院</name><Folder><name>小学</name>${placemark(`<name>d</name>${POINT}`)}</Folder></Folder>`,
      ),
    )
    expect(sheets.map(({ name, table: { columns, rows } }) => [name, columns, rows])).toEqual([
      ['all', ['name'], [['top']]],
      ['学校', ['name'], [['a']]],
      ['小学', ['name'], [['b'], ['c']]],
      ['小学 (2)', ['name'], [['d']]],
    ])
  })

  it('reads extended data, schema data, descriptions in CDATA, ids and prefixes', async () => {
    const { columns, rows } = await openFirst(
      kml(
        placemark(
          `<name>a &amp; b</name><description><![CDATA[<b>open</b>]]></description><ExtendedData><Data name="人口"><displayName>x</displayName>` +
            `<value>520</value></Data><SchemaData><SimpleData name="类别">小学</SimpleData></SchemaData></ExtendedData>${POINT}`,
          ' id="p1"',
        ),
      ),
    )
    expect(Object.fromEntries(columns.map((name, at) => [name, rows[0]![at]]))).toEqual({
      id: 'p1',
      name: 'a & b',
      description: '<b>open</b>',
      人口: '520',
      类别: '小学',
    })
    const prefixed =
      '<k:kml xmlns:k="http://www.opengis.net/kml/2.2"><k:Placemark><k:name>x</k:name></k:Placemark></k:kml>'
    expect((await openFirst(prefixed)).rows).toEqual([['x']])
  })

  it('reads areas with holes and several parts; an area beats the label in it', async () => {
    const multi = (...parts: string[]) => `<MultiGeometry>${parts.join('')}</MultiGeometry>`
    const { geometry, rejects } = await openFirst(
      kml(
        [
          polygon(RING, HOLE),
          multi(polygon(RING), polygon('2,2 3,2 3,3 2,2')),
          multi(POINT, polygon(RING)),
          multi(POINT, POINT),
          `<LineString><coordinates>1,2 3,4</coordinates></LineString>`,
          '',
        ]
          .map((shape) => placemark(shape))
          .join(''),
      ),
    )
    expect(rejects).toEqual([])
    expect(geometry!.map((one) => [one?.type ?? null, depthCount(one)])).toEqual([
      ['Polygon', 9],
      ['MultiPolygon', 9],
      ['Polygon', 5],
      ['MultiPoint', 2],
      ['MultiLineString', 2],
      [null, 0],
    ])
  })

  it('takes spaces round commas and lines; a placemark without good coordinates is rejected by number', async () => {
    const point = (text: string) => placemark(`<Point><coordinates>${text}</coordinates></Point>`)
    const { geometry, rejects, line } = await openFirst(
      kml(
        ['\n 116.3,39.9 ', '116.3 , 39.9', '116.3, 39.9, 50', 'a,b', '116.3', '116.3,', ',39.9', '', 'NaN,1', '1e400,2']
          .map(point)
          .join('') + placemark('<Track/>'),
      ),
    )
    expect(geometry).toEqual(Array(3).fill({ type: 'Point', coordinates: [116.3, 39.9] }))
    expect([...line]).toEqual([1, 2, 3])
    expect(rejects.map(({ line: at }) => at)).toEqual([4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('says what is wrong: not well formed, cut off, nothing inside', async () => {
    await expect(openFirst('<kml><Document></kml>')).rejects.toMatchObject({ code: 'input-format' })
    await expect(openFirst(kml(placemark(POINT)).slice(0, -20))).rejects.toMatchObject({ code: 'input-format' })
    await expect(openFirst(kml('<NetworkLink/>'))).rejects.toMatchObject({ code: 'input-empty' })
  })

  it('is in time whatever stands in it', async () => {
    const spaces = ' '.repeat(3_900_000)
    const around = await openFirst(kml(placemark(`<Point><coordinates>1${spaces},2</coordinates></Point>`)))
    expect(around.geometry).toEqual([{ type: 'Point', coordinates: [1, 2] }])
    await expect(
      openFirst(kml(placemark(`<Point><coordinates>${' '.repeat(9_000_000)}1,2</coordinates></Point>`))),
    ).resolves.toBeDefined()
    await expect(openFirst(kml('<Folder>'.repeat(100_000)))).rejects.toMatchObject({ code: 'input-too-large' })
    const bomb = `<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>`
    await expect(openFirst(bomb)).rejects.toMatchObject({ code: expect.stringMatching(/^input-/) })
  }, 20_000)
})

describe('KMZ', () => {
  it('is the document inside; several documents are all read', async () => {
    const doc = strToU8(kml(placemark(`<name>x</name>${POINT}`)))
    const [one] = await openSheets(zipSync({ 'doc.kml': doc, 'files/icon.png': Uint8Array.of(1) }))
    expect([one!.name, one!.table.format, one!.table.rows]).toEqual([null, 'kml', [['x']]])
    const link = strToU8(kml('<NetworkLink/>'))
    const several = await openSheets(zipSync({ 'doc.kml': link, 'a/学校.kml': doc, 'b.kml': doc }))
    expect(several.map(({ name, table }) => [name, table.sheet, table.source])).toEqual([
      ['学校', '学校', 'file'],
      ['b', 'b', 'file'],
    ])
    await expect(openSheets(zipSync({ 'doc.kml': link }))).rejects.toMatchObject({ code: 'input-empty' })
  })

  it('that expands a thousand times is refused', async () => {
    const bomb = zipSync({ 'doc.kml': strToU8(kml(placemark(POINT) + ' '.repeat(60_000_000))) }, { level: 9 })
    expect(bomb.length).toBeLessThan(100_000)
    await expect(openFirst(bomb)).rejects.toMatchObject({ code: 'input-too-large' })
  }, 20_000)
})

describe.skipIf(!hasGdal)('KML of GDAL', () => {
  it('holds what went in', async () => {
    const feature = (name: string, geometry: unknown) => ({
      type: 'Feature',
      properties: { Name: name, 人口: 12 },
      geometry,
    })
    const shapes = [
      { type: 'Point', coordinates: [116.3, 39.9] },
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
          [
            [0.5, 0.2],
            [0.6, 0.2],
            [0.6, 0.3],
            [0.5, 0.2],
          ],
        ],
      },
    ]
    const features = shapes.map((geometry, i) => feature(`<${i}>`, geometry))
    const table = await openFirst(convertedByGdal({ type: 'FeatureCollection', features }, 'KML', 'kml'))
    expect(table.geometry).toEqual(shapes)
    expect(table.rows.map((row) => row[table.columns.indexOf('name')])).toEqual(['<0>', '<1>'])
    expect(table.rows.map((row) => row[table.columns.indexOf('人口')])).toEqual(['12', '12'])
  })
})

/** Positions of a geometry. */
function depthCount(geometry: unknown): number {
  if (geometry === null || geometry === undefined) return 0
  const count = (value: unknown): number =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? 1
      : Array.isArray(value)
        ? value.reduce((sum: number, one) => sum + count(one), 0)
        : 0
  return count((geometry as { coordinates: unknown }).coordinates)
}
