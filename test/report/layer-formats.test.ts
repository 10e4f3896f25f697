// FlatGeobuf, GeoParquet and GeoPackage read back by independent readers: every layer the same rows, columns, types and extent as the GeoJSON.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { geojson as readFlatGeobuf } from 'flatgeobuf'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { toFlatGeobuf } from '../../src/report/formats/flatgeobuf.ts'
import { toGeoJson } from '../../src/report/formats/geojson.ts'
import { toGeoPackage } from '../../src/report/formats/geopackage.ts'
import { toGeoParquet } from '../../src/report/formats/geoparquet.ts'
import { type LayerName, layerOf, mapLayers } from '../../src/report/layers/map-layers.ts'
import { makeReport } from './table-fixture.ts'

interface Feature {
  properties: Record<string, string | number | boolean | null>
  geometry: { type: string; coordinates: unknown }
}

const NAMES: readonly LayerName[] = ['blocks', 'facilities', 'gaps']
const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0

const REPORTS: [string, AccessReport][] = [
  ['nasty names, mixed geometry', makeReport({ nasty: true, blocks: 40, categories: 7 })],
  ['polygons by metres', makeReport({ blocks: 300, geometry: 'polygons', basis: 'distance' })],
  ['points', makeReport({ blocks: 17, geometry: 'points' })],
  ['nothing', makeReport({ blocks: 0, categories: 0 })],
]

function geoJson(report: AccessReport, name: LayerName): string {
  return toGeoJson(layerOf(report, name))
}

function featuresOf(text: string): Feature[] {
  return (JSON.parse(text) as { features: Feature[] }).features
}

/** Rows by their whole content: formats order them differently. Missing values are nothing. */
function canonical(features: readonly Feature[]): string[] {
  return features
    .map(({ properties, geometry }) => {
      const known = Object.entries(properties).filter(([, value]) => value !== null && value !== undefined)
      const written = known.map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value])
      return JSON.stringify([written, geometry.type, geometry.coordinates])
    })
    .sort()
}

describe.each(REPORTS)('%s', (_, report) => {
  it.each(NAMES)('%s: FlatGeobuf holds the rows of the GeoJSON', async (name) => {
    const bytes = toFlatGeobuf(layerOf(report, name))
    const features: Feature[] = []
    for await (const feature of readFlatGeobuf.deserialize(bytes)) features.push(feature as unknown as Feature)
    expect(canonical(features)).toEqual(canonical(featuresOf(geoJson(report, name))))
    expect(Buffer.compare(bytes, toFlatGeobuf(layerOf(report, name)))).toBe(0)
  })

  it.each(NAMES)('%s: GeoParquet holds the rows of the GeoJSON', async (name) => {
    const bytes = await toGeoParquet(layerOf(report, name))
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    const metadata = parquetMetadata(file)
    const geo = JSON.parse(metadata.key_value_metadata!.find(({ key }) => key === 'geo')!.value!)
    const { bbox } = JSON.parse(geoJson(report, name)) as { bbox?: number[] }
    expect(geo.version).toBe('1.1.0')
    expect(geo.columns.geometry.bbox).toEqual(bbox)
    const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[]
    const features = rows.map(({ geometry, ...properties }) => ({ properties, geometry }) as unknown as Feature)
    expect(canonical(features)).toEqual(canonical(featuresOf(geoJson(report, name))))
    expect(Buffer.compare(bytes, await toGeoParquet(layerOf(report, name)))).toBe(0)
  })
})

describe.skipIf(!hasOgr)('read by GDAL', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'layers-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function summary(path: string, layer: string): Record<string, string> {
    const text = execFileSync('ogrinfo', ['-so', path, layer], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    const lines = text.split('\n').flatMap((line) => {
      const match = /^(Geometry|Feature Count|Extent|[a-z][a-z0-9_]*): (.*)$/.exec(line)
      // The type without its width or the column's name for people.
      return match === null ? [] : [[match[1]!, match[2]!.replace(/^(\w+(?:\(Boolean\))?) \(\d.*$/, '$1')]]
    })
    return Object.fromEntries(lines) as Record<string, string>
  }

  it.each(REPORTS.slice(0, 3))('%s: same count, types and extent in every format', (title, report) => {
    const at = (file: string) => join(folder, `${title.replaceAll(/\W/g, '-')}-${file}`)
    writeFileSync(at('all.gpkg'), toGeoPackage(mapLayers(report)))
    for (const name of NAMES) {
      writeFileSync(at(`${name}.geojson`), geoJson(report, name))
      writeFileSync(at(`${name}.fgb`), toFlatGeobuf(layerOf(report, name)))
      const expected = summary(at(`${name}.geojson`), name)
      expect(Object.keys(expected).length).toBeGreaterThan(8)
      expect(summary(at(`${name}.fgb`), name)).toMatchObject(expected)
      expect(summary(at('all.gpkg'), name)).toMatchObject(expected)
    }
  })

  it('gives the rows of the GeoPackage back as they were', () => {
    const report = REPORTS[0]![1]
    writeFileSync(join(folder, 'rows.gpkg'), toGeoPackage(mapLayers(report)))
    for (const name of NAMES) {
      const text = execFileSync(
        'ogr2ogr',
        ['-f', 'GeoJSON', '/vsistdout/', join(folder, 'rows.gpkg'), name, '-lco', 'COORDINATE_PRECISION=7'],
        {
          encoding: 'utf8',
        },
      )
      expect(canonical(featuresOf(text))).toEqual(canonical(featuresOf(geoJson(report, name))))
    }
  })
})
