// GeoJSON as it is: results that maps and turf take without a change, collections where a table of places is meant, and the same answer either way.
import { bbox, booleanValid, area as turfArea } from '@turf/turf'
import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource } from 'maplibre-gl'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  analyseAccess,
  bytesSource,
  isochrone,
  loadArea,
  loadBlocks,
  loadCandidates,
  loadFacilities,
  loadStudyArea,
  toBlocksGeoJson,
  toFacilitiesGeoJson,
  toGapsGeoJson,
  toIsochroneGeoJson,
  WALK_PROFILES,
} from '../../src/index.ts'
import { buildImpedance, toBlocksGeoJsonText } from '../../src/parts.ts'
import { sampleSource } from '../sample-analysis.ts'

const text = async (name: string) => {
  let all = ''
  const decoder = new TextDecoder()
  for await (const piece of sampleSource(name).stream()) all += decoder.decode(piece, { stream: true })
  return all
}

/** What a map's source takes: compiled against MapLibre's own types. */
type Shown = Parameters<GeoJSONSource['setData']>[0]

describe('GeoJSON objects', () => {
  let area: Awaited<ReturnType<typeof loadArea>>
  let blocks: FeatureCollection
  beforeAll(async () => {
    area = await loadArea(sampleSource('town.osm'))
    blocks = JSON.parse(await text('blocks.geojson'))
  })

  it('are taken where a file is, unchanged, with the same answer', async () => {
    const before = JSON.stringify(blocks)
    const facilities = await loadFacilities(area, { files: [sampleSource('facilities.csv')] })
    const [object, file] = [
      await loadBlocks(area, { file: blocks, gates: sampleSource('gates.csv') }),
      await loadBlocks(area, { file: sampleSource('blocks.geojson'), gates: sampleSource('gates.csv') }),
    ]
    expect(object.blocks).toEqual(file.blocks)
    expect(JSON.stringify(blocks)).toBe(before)
    const points = toFacilitiesGeoJson((await analyseAccess(area, facilities, file, { minutes: [5] })).report)
    const again = await loadFacilities(area, { files: [points] })
    expect(again.facilities.length).toBe(facilities.facilities.length)
    const frame: FeatureCollection = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'all' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [113.5, 34.7],
                [113.7, 34.7],
                [113.7, 34.9],
                [113.5, 34.9],
                [113.5, 34.7],
              ],
            ],
          },
        },
      ],
    }
    expect((await loadStudyArea(area, frame)).polygons.length).toBeGreaterThan(0)
    const site: FeatureCollection = {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { id: 's1' }, geometry: { type: 'Point', coordinates: [113.59, 34.8] } },
      ],
    }
    expect((await loadCandidates(area, site)).candidates.length).toBe(1)
  })

  it('are refused where they are none, and reject what a file would', async () => {
    const circle: Record<string, unknown> = { type: 'FeatureCollection', features: [] }
    circle.features = [circle]
    for (const wrong of [circle, { type: 'Feature' }, 'blocks.geojson', 5, null, []]) {
      await expect(loadBlocks(area, { file: wrong as never }), String(wrong)).rejects.toMatchObject({
        code: 'invalid-option',
      })
      await expect(loadFacilities(area, { files: [wrong as never] })).rejects.toMatchObject({ code: 'invalid-option' })
    }
    const mixed = {
      type: 'FeatureCollection',
      features: [
        ...blocks.features,
        { type: 'Feature', properties: { id: 'x' }, geometry: { type: 'Point', coordinates: [500, 0] } },
      ],
    } as FeatureCollection
    const { rejects } = await loadBlocks(area, { file: mixed })
    expect(rejects.some(({ code }) => code === 'invalid-coordinates')).toBe(true)
    await expect(loadFacilities(area, { file: bytesSource('f.csv', new Uint8Array()) } as never)).rejects.toMatchObject(
      { code: 'unknown-option', hint: expect.stringContaining('files') },
    )
  })

  it('come out as maps and turf take them', async () => {
    const facilities = await loadFacilities(area, { files: [sampleSource('facilities.csv')] })
    const { report } = await analyseAccess(area, facilities, await loadBlocks(area, { file: blocks }), { minutes: [5] })
    const impedance = buildImpedance(area.network, WALK_PROFILES[0]!, 'time')
    const rings = toIsochroneGeoJson(isochrone(area.network, impedance, [[113.59, 34.8]], { minutes: [5, 10] }))
    const shown: Shown[] = [toBlocksGeoJson(report), toFacilitiesGeoJson(report), toGapsGeoJson(report), rings]
    expect(shown.length).toBe(4)
    for (const collection of [toBlocksGeoJson(report), toGapsGeoJson(report), rings]) {
      expect(turfArea(collection)).toBeGreaterThan(10_000)
      expect(bbox(collection).every(Number.isFinite)).toBe(true)
      for (const feature of collection.features) expect(booleanValid(feature)).toBe(true)
    }
    expect(JSON.parse(toBlocksGeoJsonText(report))).toEqual(toBlocksGeoJson(report))
    expect(toFacilitiesGeoJson(report).features.length).toBe(report.facilities.length)
  })
})
