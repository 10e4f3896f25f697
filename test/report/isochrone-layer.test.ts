// Isochrones as layers: in every format read back by other readers, whole and part by part; features with plain properties.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { geojson as readFlatGeobuf } from 'flatgeobuf'
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import type { Isochrone, IsochroneBand } from '../../src/outline/isochrone-result.ts'
import { toFlatGeobuf } from '../../src/report/formats/flatgeobuf.ts'
import { geoJsonBytes, geoJsonSeqBytes, toGeoJson } from '../../src/report/formats/geojson.ts'
import { featureLayer } from '../../src/report/layers/feature-layer.ts'
import { isochroneLayer, isochroneLayerInParts } from '../../src/report/layers/isochrone-layer.ts'
import { toIsochroneGeoJson } from '../../src/report/outputs/isochrone-geojson.ts'
import { layerWriterOf, OUTPUTS } from '../../src/report/outputs/outputs.ts'

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
  readonly geometry: { type: string; coordinates: unknown }
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

/** Features of the GeoJSON with what FlatGeobuf leaves out (nulls) left out, in an order of their own. */
function expected(isochrones: readonly Isochrone[]) {
  return toIsochroneGeoJson(isochrones)
    .features.map(({ properties, geometry }) => ({
      properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
      coordinates: geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? null),
    }))
    .map((feature) => JSON.stringify(feature))
    .sort()
}

describe('isochrones', () => {
  it.each(CASES.filter(([, isochrones]) => !isochrones.includes(unlinked)))(
    '%s: FlatGeobuf reads back the same',
    async (_, isochrones) => {
      const bytes = toFlatGeobuf(isochroneLayer(isochrones))
      expect(toFlatGeobuf(isochroneLayerInParts(isochrones))).toEqual(bytes)
      const features = await readAll(bytes)
      const found = features.map(({ properties, geometry }) =>
        JSON.stringify({
          properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
          coordinates: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
        }),
      )
      expect(found.sort()).toEqual(expected(isochrones))
    },
  )

  it.each(CASES)('%s: GeoJSON in parts, whole and as objects is one and the same', (_, isochrones) => {
    const whole = toGeoJson(isochroneLayer(isochrones))
    expect(toGeoJson(isochroneLayerInParts(isochrones))).toBe(whole)
    expect(JSON.parse(whole)).toEqual(JSON.parse(JSON.stringify(toIsochroneGeoJson(isochrones))))
    const lines = Buffer.concat([...geoJsonSeqBytes(isochroneLayerInParts(isochrones))]).toString()
    const features = (JSON.parse(whole) as { features: unknown[] }).features
    expect(lines).toBe(features.map((feature) => `${JSON.stringify(feature)}\n`).join(''))
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

  const suffixes = OUTPUTS.flatMap((output) => ('layer' in output ? output.layer.suffixes.slice(0, 1) : []))
  const unread = hasOgr && !spawnSync('ogrinfo', ['--formats'], { encoding: 'utf8' }).stdout.includes('Parquet')
  const readable = suffixes.filter((suffix) => !(unread && suffix === '.parquet'))

  describe.skipIf(!hasOgr).each(readable)('GDAL reads %s', (suffix) => {
    it.each(CASES.filter(([, isochrones]) => suffix !== '.geojsonl' || isochrones.length > 0))(
      '%s: the same',
      async (_, isochrones) => {
        const folder = mkdtempSync(join(tmpdir(), 'living-circle-layers-'))
        try {
          const path = join(folder, `isochrones${suffix}`)
          const pieces = await layerWriterOf(path)!.write(isochroneLayerInParts(isochrones))
          writeFileSync(path, Buffer.concat([...pieces]))
          const info = spawnSync('ogrinfo', ['-so', '-al', path], { encoding: 'utf8' })
          expect([info.status, info.stderr]).toEqual([0, ''])
          expect(readByGdal(path)).toEqual(expected(isochrones))
        } finally {
          rmSync(folder, { recursive: true })
        }
      },
    )
  })
})

/** Rows as GDAL reads them, like {@link expected}. */
function readByGdal(path: string): string[] {
  const converted = spawnSync(
    'ogr2ogr',
    ['-f', 'GeoJSON', '/vsistdout/', path, 'isochrones', '-lco', 'COORDINATE_PRECISION=7', '-lco', 'RFC7946=NO'],
    { encoding: 'utf8' },
  )
  expect([converted.status, converted.stderr]).toEqual([0, ''])
  const { features } = JSON.parse(converted.stdout) as {
    features: {
      properties: Record<string, unknown>
      geometry: { type: string; coordinates: unknown } | null
    }[]
  }
  return features
    .map(({ properties, geometry }) =>
      JSON.stringify({
        properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
        coordinates: geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? null),
      }),
    )
    .sort()
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
