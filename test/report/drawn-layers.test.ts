// Isochrones as layers: in every format read back by other readers, whole and part by part; features with plain properties.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { booleanClockwise } from '@turf/turf'
import { geojson as readFlatGeobuf } from 'flatgeobuf'
import { parquetReadObjects } from 'hyparquet'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import type { AllocationArea } from '../../src/outline/allocation.ts'
import type { Isochrone, IsochroneBand } from '../../src/outline/isochrone-result.ts'
import type { LandBeyond } from '../../src/outline/uncovered-blocks.ts'
import { toFlatGeobuf } from '../../src/report/formats/flatgeobuf.ts'
import { geoJsonBytes, geoJsonSeqBytes, toGeoJson } from '../../src/report/formats/geojson.ts'
import { layerFeatures } from '../../src/report/formats/geojson-objects.ts'
import { toKeplerMap } from '../../src/report/formats/kepler-map.ts'
import { toQgisProject } from '../../src/report/formats/qgis-project.ts'
import { toQml } from '../../src/report/formats/qgis-styles.ts'
import { allocationLayer } from '../../src/report/layers/allocation-layer.ts'
import { featureLayer, type LayerInParts, wholeLayer } from '../../src/report/layers/feature-layer.ts'
import { isochroneLayer, isochroneLayerInParts } from '../../src/report/layers/isochrone-layer.ts'
import type { Layer } from '../../src/report/layers/layer.ts'
import { uncoveredLayer } from '../../src/report/layers/uncovered-layer.ts'
import { toIsochroneGeoJson } from '../../src/report/outputs/isochrone-geojson.ts'
import { layerSuffixes, layerWriterOf } from '../../src/report/outputs/layer-writers.ts'

const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0

function square(lon: number, lat: number, side: number): LonLat[] {
  const at = (x: number, y: number): LonLat => [Number((lon + x).toFixed(7)), Number((lat + y).toFixed(7))]
  return [at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)]
}

function around(id: string, lon: number, more: Partial<Isochrone> = {}): Isochrone {
  const band = (limit: number, side: number, parts: number): IsochroneBand => ({
    limit,
    polygons: Array.from({ length: parts }, (_, part) => [
      square(lon + 2 * part * side, 34, side),
      [...square(lon + 2 * part * side + side / 4, 34 + side / 4, side / 2)].reverse(),
    ]),
    lines: [],
    reachedMetres: 100.25 * limit,
    edgeAffected: limit > 5,
  })
  return {
    id,
    name: id === 'b' ? null : `名 ${id} "q"`,
    origins: [id],
    places: [[lon, 34]],
    linkStatus: 'linked',
    linkMetres: 3.5,
    placesUnlinked: 0,
    basis: 'time',
    profileId: 'adult',
    reverse: false,
    style: 'detailed',
    bandMetres: 25,
    bands: [band(5, 0.001, 1), band(10, 0.002, 2)],
    ...more,
  }
}

const unlinked = around('far', 113, {
  linkStatus: 'too-far',
  linkMetres: Number.NaN,
  bands: [{ limit: 5, polygons: [], lines: [], reachedMetres: 0, edgeAffected: false }],
})
const lines = around('l', 113, {
  style: 'lines',
  bands: [
    {
      limit: 5,
      polygons: [],
      lines: [
        [
          [113, 34],
          [113.001, 34],
          [113.002, 34.001],
        ],
        [
          [113, 34.002],
          [113.001, 34.002],
        ],
      ],
      reachedMetres: 5,
      edgeAffected: false,
    },
  ],
})

interface Read {
  readonly properties: Record<string, unknown>
  readonly geometry: { type: string; coordinates: unknown } | null
}

async function readAll(bytes: Uint8Array): Promise<Read[]> {
  const features: Read[] = []
  for await (const feature of readFlatGeobuf.deserialize(bytes)) features.push(feature as unknown as Read)
  return features
}

const CASES: [string, Isochrone[]][] = [
  ['polygons of many origins', Array.from({ length: 40 }, (_, i) => around(`o${i}`, 113 + i / 50))],
  ['an origin that is not linked', [around('a', 113), unlinked, around('b', 114)]],
  ['streets as lines', [lines]],
  ['nobody linked', [unlinked]],
  ['nothing', []],
]

/** Rows with what formats leave out (nulls) left out and all areas as several, in an order of their own. */
function rowsOf(features: readonly { properties: object; geometry: { type: string; coordinates: unknown } | null }[]) {
  return features
    .map(({ properties, geometry }) =>
      JSON.stringify({
        properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
        coordinates: geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? null),
      }),
    )
    .sort()
}

describe('isochrones', () => {
  it.each(CASES.filter(([, isochrones]) => !isochrones.includes(unlinked)))(
    '%s: FlatGeobuf reads back the same',
    async (_, isochrones) => {
      const bytes = toFlatGeobuf(isochroneLayer(isochrones))
      expect(toFlatGeobuf(isochroneLayerInParts(isochrones))).toEqual(bytes)
      const features = await readAll(bytes)
      expect(rowsOf(features)).toEqual(rowsOf(toIsochroneGeoJson(isochrones).features))
    },
  )

  it.each(CASES)('%s: GeoJSON in parts, whole and as objects is one and the same', (_, isochrones) => {
    const whole = toGeoJson(isochroneLayer(isochrones))
    expect(toGeoJson(isochroneLayerInParts(isochrones))).toBe(whole)
    // Objects have a geometry in any case: an empty one where a file has none.
    const { features: all, ...head } = JSON.parse(whole) as { features: { geometry: unknown }[] }
    const given = all.map((feature) => ({
      ...feature,
      geometry: feature.geometry ?? { type: 'MultiPolygon', coordinates: [] },
    }))
    expect({ ...head, features: given }).toEqual(JSON.parse(JSON.stringify(toIsochroneGeoJson(isochrones))))
    const lines = Buffer.concat([...geoJsonSeqBytes(isochroneLayerInParts(isochrones))]).toString()
    const features = (JSON.parse(whole) as { features: unknown[] }).features
    expect(lines).toBe(features.map((feature) => `${JSON.stringify(feature)}\n`).join(''))
  })

  it('have a class of the legend for each limit, also part by part', () => {
    const list = CASES[0]![1]
    const parts = isochroneLayerInParts(list, undefined, { limits: [5, 10], basis: 'time' })
    const style = toQml(wholeLayer(parts), { lang: 'en' })
    expect(style).toBe(toQml(isochroneLayer(list), { lang: 'en' }))
    const classes = [...style.matchAll(/filter="([^"]*)" label="([^"]*)"/g)].map(([, filter, label]) => [filter, label])
    expect(classes).toEqual([
      ['&quot;limit&quot; = 5', 'within 5 min'],
      ['&quot;limit&quot; = 10', 'within 10 min'],
    ])
  })

  it('are computed one origin at a time while GeoJSON is written', () => {
    let computed = 0
    const results = function* () {
      for (let i = 0; i < 5; i++) {
        computed++
        yield around(`o${i}`, 113 + i / 50)
      }
    }
    const seen: number[] = []
    for (const _ of geoJsonBytes(isochroneLayerInParts(results()))) seen.push(computed)
    expect(seen).toEqual([1, 2, 3, 4, 5, 5])
  })
})

const areas: AllocationArea[] = [
  {
    id: 'park',
    name: '公园',
    linkStatus: 'linked',
    lines: lines.bands[0]!.lines,
    streetMetres: 321.04,
    polygons: [[square(113, 34, 0.01)], [square(113.02, 34, 0.01)]],
  },
  { id: 'far', name: null, linkStatus: 'too-far', lines: [], streetMetres: 0, polygons: [] },
  { id: 'one', name: 'x', linkStatus: 'linked', lines: [], streetMetres: 1, polygons: [[square(113.04, 34, 0.01)]] },
]
const allocation = { unit: 'minutes', limit: 7.5, profile: 'adult' } as const
const land: LandBeyond = {
  limit: 500,
  bandMetres: 50,
  share: 0.5,
  uncoveredSquareMetres: 10.4,
  landSquareMetres: 20.6,
  blocks: [
    // Rings as they come: clockwise, open, with a repeated position and more decimals than a file has.
    {
      id: 'b1',
      name: '一',
      polygons: [[[...square(113, 34, 0.01)].reverse().slice(0, -1)]],
      uncoveredSquareMetres: 10.4,
      landSquareMetres: 20.6,
    },
    // Nothing with an area is left of this one.
    {
      id: 'b2',
      name: '二',
      polygons: [[square(113.1, 34, 0.00000001)], [[...square(113.1, 34, 0.01).slice(0, 2)]]],
      uncoveredSquareMetres: 0,
      landSquareMetres: 5,
    },
  ],
}

const LAYERS: [string, Layer | LayerInParts][] = [
  ...CASES.map(([title, isochrones]): [string, LayerInParts] => [title, isochroneLayerInParts(isochrones)]),
  ['allocation as areas', allocationLayer(areas, { ...allocation, shown: 'areas' })],
  ['allocation as streets', allocationLayer(areas, { ...allocation, shown: 'lines' })],
  ['uncovered land', uncoveredLayer(land, { unit: 'metres' })],
  [
    'points',
    featureLayer(
      { name: 'stops', titleEn: 'Stops', titleZh: '站点' },
      [{ key: 'line', type: 'integer', nameEn: 'Line', nameZh: '线路' }],
      [{ properties: { line: 4 }, geometry: { type: 'Point', coordinates: [113.123456789, 34] } }],
    ),
  ],
]

describe('any layer', () => {
  it('has rings that are rounded, closed, wound and not collapsed', () => {
    const [first, ...rest] = layerFeatures(uncoveredLayer(land, { unit: 'metres' }))
    expect(rest).toEqual([])
    const ring = (first!.geometry as unknown as { coordinates: number[][][] }).coordinates[0]!
    expect(ring.map(String).sort()).toEqual([...square(113, 34, 0.01).slice(0, -1), ring[0]!].map(String).sort())
    expect(ring[0]).toEqual(ring.at(-1))
    expect(booleanClockwise(ring)).toBe(false)
    expect(first!.properties).toMatchObject({ limit: 500, uncovered_m2: 10, land_m2: 21, share: 0.5049 })
  })

  it.each(LAYERS)('%s: GeoParquet reads back the same', async (_, layer) => {
    const [bytes] = [...(await layerWriterOf('x.parquet')!.write(layer))] as [Uint8Array]
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[]
    const features = rows.map(({ geometry, ...properties }) => ({
      properties,
      geometry: (geometry ?? null) as { type: string; coordinates: unknown } | null,
    }))
    expect(rowsOf(features)).toEqual(rowsOf(layerFeatures(wholeLayer(layer))))
  })

  it.each(LAYERS)('%s: QGIS and kepler.gl get every row', (_, layer) => {
    const whole = wholeLayer(layer)
    const project = toQgisProject([whole], { lang: 'en' })
    expect(() => new SaxesParser().write(project).close()).not.toThrow()
    expect(project).toContain(`./${whole.name}.geojson`)
    const { datasets } = JSON.parse(toKeplerMap([whole])) as { datasets: { data: { allData: unknown[] } }[] }
    expect(datasets[0]!.data.allData.length).toBe(whole.rowCount)
  })

  const readable = layerSuffixes().filter((suffix) => suffix !== '.parquet' || gdalReadsParquet())

  describe.skipIf(!hasOgr).each(readable)('GDAL reads %s', (suffix) => {
    // A file without any line is no GeoJSON to GDAL.
    it.each(LAYERS.filter(([title]) => suffix !== '.geojsonl' || title !== 'nothing'))(
      '%s: the same',
      async (_, layer) => {
        const folder = mkdtempSync(join(tmpdir(), 'living-circle-layers-'))
        try {
          const path = join(folder, `${layer.name}${suffix}`)
          writeFileSync(path, Buffer.concat([...(await layerWriterOf(path)!.write(layer))]))
          const info = spawnSync('ogrinfo', ['-so', '-al', path], { encoding: 'utf8' })
          expect([info.status, info.stderr]).toEqual([0, ''])
          expect(rowsOf(readByGdal(path, layer.name))).toEqual(rowsOf(layerFeatures(wholeLayer(layer))))
        } finally {
          rmSync(folder, { recursive: true })
        }
      },
    )
  })
})

function gdalReadsParquet(): boolean {
  return hasOgr && spawnSync('ogrinfo', ['--formats'], { encoding: 'utf8' }).stdout.includes('Parquet')
}

/** Rows as GDAL reads them. */
function readByGdal(path: string, name: string): Read[] {
  const converted = spawnSync(
    'ogr2ogr',
    ['-f', 'GeoJSON', '/vsistdout/', path, name, '-lco', 'COORDINATE_PRECISION=7', '-lco', 'RFC7946=NO'],
    { encoding: 'utf8' },
  )
  expect([converted.status, converted.stderr]).toEqual([0, ''])
  return (JSON.parse(converted.stdout) as { features: Read[] }).features
}

describe('featureLayer', () => {
  it('leaves out of a row what does not fit its column', async () => {
    const columns = [
      { key: 'n', type: 'integer', nameEn: 'n', nameZh: 'n' },
      { key: 't', type: 'text', nameEn: 't', nameZh: 't' },
      { key: 'toString', type: 'text', nameEn: 's', nameZh: 's' },
    ] as const
    const polygon = { type: 'Polygon', coordinates: [square(113, 34, 0.01)] } as const
    const layer = featureLayer({ name: 'x', titleEn: 'x', titleZh: 'x' }, columns, [
      { properties: { n: 2 ** 40, t: 'kept' }, geometry: polygon },
    ])
    const features = await readAll(toFlatGeobuf(layer))
    expect(features.map(({ properties }) => properties)).toEqual([{ t: 'kept' }])
  })
})
