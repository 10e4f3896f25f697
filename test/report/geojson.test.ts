// blocks, facilities and gaps as GeoJSON: what RFC 7946 and the contract ask for.
import { booleanClockwise } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { geoJsonBytes } from '../../src/report/formats/geojson.ts'
import { layerOf } from '../../src/report/layers/map-layers.ts'
import {
  toBlocksGeoJsonText,
  toFacilitiesGeoJsonText,
  toGapsGeoJsonText,
} from '../../src/report/outputs/report-geojson.ts'
import { makeReport } from './table-fixture.ts'

interface Collection {
  type: string
  name: string
  attribution: string
  notes: string[]
  bbox?: number[]
  features: { type: string; properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }[]
}

const WRITERS: [string, (report: AccessReport) => string][] = [
  ['blocks', toBlocksGeoJsonText],
  ['facilities', toFacilitiesGeoJsonText],
  ['gaps', toGapsGeoJsonText],
]

function positions(coordinates: unknown): number[][] {
  const list = coordinates as unknown[]
  return typeof list[0] === 'number' ? [list as number[]] : list.flatMap(positions)
}

describe.each(WRITERS)('%s.geojson', (name, write) => {
  const report = makeReport({ blocks: 40, categories: 7, nasty: true })
  const collection = JSON.parse(write(report)) as Collection

  it('is a collection with credit, box and a feature per row', () => {
    expect([collection.type, collection.name]).toEqual(['FeatureCollection', name])
    expect(collection.attribution).toBe('© OpenStreetMap contributors')
    expect(collection.notes).toEqual(report.notices.map(({ textEn }) => textEn))
    expect(collection.notes.join(' ')).toMatch(/flat/i)
    const rows = { blocks: report.blocks, facilities: report.facilities, gaps: report.gaps }[name]!
    expect(collection.features.length).toBe(rows.length)
    const all = collection.features.flatMap((feature) => positions(feature.geometry.coordinates))
    const lons = all.map((p) => p[0]!)
    const lats = all.map((p) => p[1]!)
    expect(collection.bbox).toEqual([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)])
  })

  it('has flat, typed, ASCII properties, the same in each row, none without any value', () => {
    const keys = Object.keys(collection.features[0]!.properties)
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length)
    for (const key of keys) {
      expect(key).toMatch(/^[a-z][a-z0-9_]*$/)
      const types = new Set(
        collection.features.map((f) => (f.properties[key] === null ? 'null' : typeof f.properties[key])),
      )
      types.delete('null')
      expect([key, types.size]).toEqual([key, 1])
      expect(types.has('object')).toBe(false)
    }
    for (const feature of collection.features) expect(Object.keys(feature.properties)).toEqual(keys)
  })

  it('winds outer rings anticlockwise and holes clockwise, closed, at most 7 decimals', () => {
    for (const { geometry } of collection.features) {
      for (const position of positions(geometry.coordinates)) {
        expect(position.length).toBe(2)
        for (const degrees of position) expect(String(degrees)).toMatch(/^-?\d+(\.\d{1,7})?$/)
      }
      const polygons =
        geometry.type === 'Point'
          ? []
          : geometry.type === 'Polygon'
            ? [geometry.coordinates]
            : (geometry.coordinates as unknown[])
      for (const rings of polygons as number[][][][]) {
        rings.forEach((ring, i) => {
          expect(ring[0]).toEqual(ring[ring.length - 1])
          expect(booleanClockwise(ring)).toBe(i > 0)
        })
      }
    }
  })

  it('gives the same bytes each time, and an empty layer is still a collection', () => {
    expect(write(makeReport({ blocks: 40, categories: 7, nasty: true }))).toBe(write(report))
    const empty = JSON.parse(write(makeReport({ blocks: 0, categories: 0 }))) as Collection
    expect(empty.features).toEqual([])
    expect(empty.bbox).toBeUndefined()
  })
})

describe('blocks.geojson', () => {
  it('carries the walks of every category under its own key, also for ids beyond ASCII', () => {
    const report = makeReport({ blocks: 25, categories: 7 })
    const { features } = JSON.parse(toBlocksGeoJsonText(report)) as Collection
    const { table } = report
    const keys = ['clinic', 'elderly_care', 'nursery', 'market', 'park', 'ecole', 'category_7']
    features.forEach(({ properties }, b) => {
      keys.forEach((key, c) => {
        const row = b * 7 + c
        expect(properties[`${key}_status`]).toBe(['reached', 'unreached', 'unlinked', 'no-data'][table.status[row]!])
        const seconds = table.walkSeconds[row]!
        if (c !== 1) expect(properties[`${key}_s`]).toBe(Number.isNaN(seconds) ? null : Math.round(seconds * 10) / 10)
        expect(properties[`${key}_count_15min`]).toBe(
          c === 1 ? undefined : table.status[row]! >= 2 ? null : table.count[row * 3 + 2],
        )
        const share = table.share[row * 3]!
        if (c !== 1)
          expect(properties[`${key}_share_5min`]).toBe(Number.isNaN(share) ? null : Math.round(share * 1e4) / 1e4)
      })
      expect(properties.age_60_plus).toBe(report.blocks[b]!.people.age_60_plus)
      // No block has it: left out, not null everywhere.
      expect(Object.hasOwn(properties, 'age_0_3')).toBe(false)
      // Of a kind that the data lack there is a status, and nothing else.
      const ofLacking = Object.keys(properties).filter((key) => key.startsWith('elderly_care_'))
      expect([ofLacking, properties.elderly_care_status]).toEqual([['elderly_care_status'], 'no-data'])
    })
  })

  it('says the value of every cell, however often it came before, in pieces of any number', () => {
    const report = makeReport({ blocks: 400, categories: 9 })
    const layer = layerOf(report, 'blocks')
    const pieces = [...geoJsonBytes(layer)]
    expect(pieces.length).toBeGreaterThan(2)
    const { features } = JSON.parse(Buffer.concat(pieces).toString())
    features.forEach(({ properties }: { properties: Record<string, unknown> }, row: number) => {
      expect(properties).toEqual(Object.fromEntries(layer.columns.map(({ key, cellOf }) => [key, cellOf(row)])))
    })
  })

  it('writes whole reals as reals, so that readers guess one type', () => {
    expect(toBlocksGeoJsonText(makeReport())).toMatch(/"population":\d+\.0,/)
    expect(toBlocksGeoJsonText(makeReport())).toMatch(/"demand_points":\d+,/)
  })

  it('keeps keys apart that would collide', () => {
    const report = makeReport({ blocks: 5, categories: 3 })
    const categories = ['a-b', 'a b', 'link'].map((id, i) => ({ ...report.categories[i]!, id }))
    const { features } = JSON.parse(toBlocksGeoJsonText({ ...report, categories })) as Collection
    const keys = Object.keys(features[0]!.properties)
    expect(keys).toEqual(expect.arrayContaining(['a_b_status', 'a_b_2_status', 'link_status', 'link_status_2']))
  })

  it('draws a block whose outline has no area as its point', () => {
    const report = makeReport({ blocks: 3, geometry: 'polygons' })
    const flat = report.blocks.map((b, i) =>
      i === 1 ? { ...b, polygons: [[[b.lonLat, b.lonLat, b.lonLat, b.lonLat]]] } : b,
    )
    const { features } = JSON.parse(toBlocksGeoJsonText({ ...report, blocks: flat })) as Collection
    expect(features[1]!.geometry).toEqual({
      type: 'Point',
      coordinates: report.blocks[1]!.lonLat.map((x) => Math.round(x * 1e7) / 1e7),
    })
  })
})
