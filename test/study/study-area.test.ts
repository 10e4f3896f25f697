// A study area: whose people and gaps count, against a slow count of demand points, on halves that must add up to the whole, by file and by
// the name of a boundary; what lies around it still serves.
import * as turf from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PolygonRings, polygonsSquareMetres } from '../../src/foundation/geo.ts'
import {
  analyseAccess,
  bytesSource,
  type LoadedStudyArea,
  loadArea,
  loadStudyArea,
  namedStudyArea,
  sayMessage,
} from '../../src/index.ts'
import { loadOutlineClipper } from '../../src/normalise/places/clip-outline.ts'
import { loadAnswer, makeOutputs, mapLayers, reconciliationOf, saveAnswer } from '../../src/parts.ts'
import { cutBlocks } from '../../src/study/cut-blocks.ts'
import { buildDemandPoints } from '../../src/study/demand-points.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const text = (value: string) => new TextEncoder().encode(value)
const boxRing = (west: number, south: number, east: number, north: number): PolygonRings => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
]
const areaOf = (name: string, ...polygons: PolygonRings[]): LoadedStudyArea => ({
  name,
  polygons,
  input: null,
  rejects: [],
})
const within =
  ([west, south, east, north]: readonly number[]) =>
  (lon: number, lat: number) =>
    lon >= west! && lon <= east! && lat >= south! && lat <= north!

describe('cutBlocks', () => {
  it('keeps the weight of the demand points inside, as a slow count does', async () => {
    const { blocks } = (await loadSampleTown()).blocks
    const clipper = await loadOutlineClipper()
    const lons = blocks.map(({ lonLat }) => lonLat[0])
    const lats = blocks.map(({ lonLat }) => lonLat[1])
    const [west, east] = [Math.min(...lons), Math.max(...lons)]
    const [south, north] = [Math.min(...lats), Math.max(...lats)]
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(part, part, fc.constantFrom('auto', 'grid', 'point', 'buildings'), (x, y, method) => {
        const box = [west - 1, south - 1, west + (east - west) * x, south + (north - south) * y]
        const inside = within(box)
        const by = [boxRing(...(box as [number, number, number, number]))]
        const found = cutBlocks(blocks, method as 'auto', { inside, clip: (outline) => clipper(outline, by) })
        const demand = buildDemandPoints(blocks, method as 'auto')
        let [people, outside, cut] = [0, 0, 0]
        blocks.forEach((block, index) => {
          const points = Array.from(
            { length: demand.offset[index + 1]! - demand.offset[index]! },
            (_, k) => demand.offset[index]! + k,
          )
          const own = points.filter((at) => inside(demand.lonLat[2 * at]!, demand.lonLat[2 * at + 1]!))
          people += (block.people.population ?? 0) * own.reduce((sum, at) => sum + demand.weight[at]!, 0)
          if (own.length === 0) outside++
          else if (own.length < points.length) cut++
        })
        expect([found.outside, found.cut, found.blocks.length]).toEqual([outside, cut, blocks.length - outside])
        const sum = found.blocks.reduce((total, block) => total + (block.people.population ?? 0), 0)
        expect(sum).toBeCloseTo(people, 6)
        // Demand points of what is left are those inside, as they were.
        const left = buildDemandPoints(found.blocks, method as 'auto')
        for (let at = 0; at < left.weight.length; at++)
          expect(inside(left.lonLat[2 * at]!, left.lonLat[2 * at + 1]!)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('outlines end at the border, with the area that turf finds', async () => {
    const clip = await loadOutlineClipper()
    const corner = fc.tuple(
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
    )
    const star = fc.array(fc.double({ min: 0.002, max: 0.01, noNaN: true }), { minLength: 5, maxLength: 12 })
    fc.assert(
      fc.property(star, star, corner, (a, b, [dx, dy]) => {
        const ringOf = (radii: readonly number[], x: number, y: number): PolygonRings => {
          const ring = radii.map((r, i) => {
            const angle = (2 * Math.PI * i) / radii.length
            return [x + r * Math.cos(angle), y + r * Math.sin(angle)] as const
          })
          return [[...ring, ring[0]!]]
        }
        const [one, other] = [ringOf(a, 0, 0), ringOf(b, dx, dy)]
        const polygon = (rings: PolygonRings) =>
          turf.polygon(rings.map((ring) => ring.map((position) => [...position])))
        const common = turf.intersect(turf.featureCollection([polygon(one), polygon(other)]))
        const parts =
          common === null
            ? []
            : common.geometry.type === 'Polygon'
              ? [common.geometry.coordinates]
              : common.geometry.coordinates
        const truth = polygonsSquareMetres(parts as unknown as PolygonRings[])
        const own = polygonsSquareMetres(clip([one], [other])!)
        expect(Math.abs(own - truth)).toBeLessThan(1 + truth * 1e-6)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an analysis within a study area', () => {
  it('of two halves adds up to the whole, and each block inside is measured as before', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const whole = (await analyseAccess(area, facilities, blocks, { demand: 'grid' })).report
    const [lon] = area.network.box.slice(0, 1).map((west) => (west + area.network.box[2]) / 2)
    const [west, south, east, north] = [
      area.network.box[0] - 1,
      area.network.box[1] - 1,
      area.network.box[2] + 1,
      area.network.box[3] + 1,
    ]
    const halves = await Promise.all(
      [boxRing(west, south, lon!, north), boxRing(lon!, south, east, north)].map(async (ring, side) => {
        const half = areaOf(`half ${side}`, ring)
        return (await analyseAccess(area, facilities, blocks, { demand: 'grid', within: half })).report
      }),
    )
    const shareOf = (report: typeof whole, at: number) =>
      report.coverage[at]!.shares.find(({ measure }) => measure === 'population')!
    whole.coverage.forEach((_, at) => {
      const sum = (key: 'covered' | 'total') => halves.reduce((total, report) => total + shareOf(report, at)[key], 0)
      expect(sum('total')).toBeCloseTo(shareOf(whole, at).total, 6)
      expect(sum('covered')).toBeCloseTo(shareOf(whole, at).covered, 6)
    })
    const cut = halves[0]!.studyArea!.blocksCut
    expect(cut).toBeGreaterThan(0)
    expect(halves[1]!.studyArea!.blocksCut).toBe(cut)
    expect(halves[0]!.blocks.length + halves[1]!.blocks.length).toBe(whole.blocks.length + cut)
    for (const report of halves) {
      const input = report.inputs.find(({ role }) => role === 'blocks')!
      expect(input.read).toBe(input.used + input.rejected + input.outside!)
      expect(sayMessage(reconciliationOf(input), 'en')).toContain(`+ ${input.outside} outside the study area`)
      report.blocks.forEach((block, index) => {
        const before = whole.blocks.findIndex(({ id }) => id === block.id)
        if (whole.blocks[before]!.demandPointCount !== block.demandPointCount) return
        const row = (one: typeof whole, at: number) => [
          ...one.table.walkMetres.subarray(at * one.table.categoryCount, (at + 1) * one.table.categoryCount),
        ]
        expect(row(report, index)).toEqual(row(whole, before))
      })
      for (const gap of report.gaps)
        expect(gap.blockIds.every((id) => report.blocks.some((block) => block.id === id))).toBe(true)
    }
  })

  it('is saved, told and drawn', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const [west, south, east, north] = area.network.box
    const half = areaOf('West & <co>', boxRing(west, south, Number(((west + east) / 2).toFixed(6)), north))
    const { report } = await analyseAccess(area, facilities, blocks, { within: half, categories: ['clinic', 'park'] })
    const notice = report.notices.find(({ code }) => code === 'study-area')!
    expect(notice.textEn).toMatch(/^Only what lies within West & <co> counts: \d+ blocks are inside/)
    expect(notice.textZh).toMatch(/^只统计West & <co>范围内：范围内小区 \d+ 个/)
    expect(mapLayers(report).map(({ name }) => name)).toEqual(['study_area', 'blocks', 'gaps', 'facilities'])
    const [file] = await makeOutputs(['study-area'], { report, lang: 'en' })
    const bytes = [...(file!.content as () => Iterable<Uint8Array>)()]
    const layer = JSON.parse(new TextDecoder().decode(Buffer.concat(bytes)))
    expect(polygonsSquareMetres([layer.features[0].geometry.coordinates])).toBeCloseTo(
      polygonsSquareMetres(half.polygons),
      3,
    )
    expect(await makeOutputs(['study-area'], { report: { ...report, studyArea: undefined }, lang: 'en' })).toEqual([])
    expect(loadAnswer(saveAnswer(report)).report.studyArea).toEqual(report.studyArea)
  })

  it('refuses an area without blocks, and one that is a point', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const far = areaOf('Far', boxRing(0, 0, 1, 1))
    await expect(analyseAccess(area, facilities, blocks, { within: far })).rejects.toThrow(
      /None of 48 blocks lies within Far/,
    )
    await expect(loadStudyArea(area, bytesSource('p.csv', text('id,lon,lat\na,113.6,34.8\n')))).rejects.toThrow(
      /has no outline/,
    )
  })
})

describe('where a study area comes from', () => {
  it('a file: several outlines that overlap are one area', async () => {
    const { area } = await loadSampleTown()
    const wkt = (a: number, b: number) => `"POLYGON((${a} 34.79,${b} 34.79,${b} 34.80,${a} 34.80,${a} 34.79))"`
    const csv = `id,wkt\na,${wkt(113.59, 113.6)}\nb,${wkt(113.595, 113.605)}\n`
    const found = await loadStudyArea(area, bytesSource('two.csv', text(csv)), { crs: 'wgs84' })
    expect([found.name, found.polygons.length, found.input?.role, found.input?.used]).toEqual(['two', 1, 'within', 2])
    const square = polygonsSquareMetres([boxRing(113.59, 34.79, 113.605, 34.8)])
    expect(polygonsSquareMetres(found.polygons) / square).toBeCloseTo(1, 6)
  })

  it('a boundary of the extract, by any of its names', async () => {
    const nodes = [
      [0, 0],
      [0, 0.01],
      [0.01, 0.01],
      [0.01, 0],
    ].map(([lat, lon], i) => `<node id="${i + 1}" lat="${lat}" lon="${lon}"/>`)
    const relation = (id: number, kind: string, name: string) =>
      `<relation id="${id}"><member type="way" ref="9" role="outer"/><tag k="type" v="boundary"/><tag k="boundary" v="${kind}"/>${name}</relation>`
    const osm = (relations: string) =>
      `<osm>${nodes.join('')}<way id="8"><nd ref="1"/><nd ref="3"/><tag k="highway" v="footway"/></way><way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>${relations}</osm>`
    const open = (relations: string) => loadArea(bytesSource('b.osm', text(osm(relations))))
    const names = '<tag k="name" v="海淀区"/><tag k="name:en" v="Haidian"/>'
    const one = await open(relation(1, 'administrative', names) + relation(2, 'postal_code', names))
    const found = await namedStudyArea(one, 'Haidian')
    expect([found.name, found.polygons.length, found.input]).toEqual(['Haidian', 1, null])
    await expect(namedStudyArea(one, 'Haidan')).rejects.toMatchObject({ hint: expect.stringContaining('Haidian') })
    const two = await open(relation(1, 'administrative', names) + relation(2, 'administrative', names))
    await expect(namedStudyArea(two, '海淀区')).rejects.toThrow(/Several boundaries are called "海淀区"/)
  })
})
