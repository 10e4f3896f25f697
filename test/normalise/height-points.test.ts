// Points with heights: a raster written out as a list is that raster; scattered points fill cells and make up nothing; rows add up.
import { describe, expect, it } from 'vitest'
import { loadArea } from '../../src/job/load-area.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { gridOfPoints } from '../../src/normalise/heights/point-grid.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { drawTiff } from '../read/draw-tiff.ts'

const text = (value: string) => new TextEncoder().encode(value)
const [WEST, NORTH, CELL, SIDE] = [116.3, 39.95, 0.0004, 20]
const height = (column: number, row: number) => ((column * 5 + row * 3) % 11) + column
const OSM = `<osm>${[0, 1, 2, 3].map((i) => `<node id="${i + 1}" lon="${116.301 + i * 0.001}" lat="${39.948 - i * 0.0011}"/>`).join('')}<way id="1">${[1, 2, 3, 4].map((ref) => `<nd ref="${ref}"/>`).join('')}<tag k="highway" v="footway"/></way></osm>`
const areaWith = (name: string, bytes: Uint8Array, heightsCrs?: string) =>
  loadArea(bytesSource('street.osm', text(OSM)), { heights: [bytesSource(name, bytes)], heightsCrs })

function listOf(
  header: string,
  place: (lon: number, lat: number) => readonly [number, number] = (lon, lat) => [lon, lat],
) {
  const rows: string[] = []
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [x, y] = place(WEST + (column + 0.5) * CELL, NORTH - (row + 0.5) * CELL)
      rows.push(`${x.toFixed(7)},${y.toFixed(7)},${height(column, row)}`)
    }
  }
  return text(`${header}\n${rows.reverse().join('\n')}\n`)
}

describe('points with heights', () => {
  it('that are a raster written out are that raster', async () => {
    const raster = drawTiff({ columns: SIDE, rows: SIDE, value: height, west: WEST, north: NORTH, cell: CELL })
    const [asRaster, asList] = [
      await areaWith('hill.tif', raster),
      await areaWith('hill.csv', listOf('经度,纬度,高程')),
    ]
    expect(asRaster.network.slopeGrade.length).toBeGreaterThan(5)
    expect(asList.network.slopeGrade.length).toBe(asRaster.network.slopeGrade.length)
    asList.network.slopeGrade.forEach((grade, part) => {
      expect(Math.abs(grade - asRaster.network.slopeGrade[part]!)).toBeLessThan(1e-4)
    })
    expect(asList.slopes!.inputs[0]).toMatchObject({
      role: 'heights',
      format: 'csv',
      read: 400,
      used: 400,
      rejected: 0,
    })
  })

  it('are shifted where their system is', async () => {
    const { loadCoordinateSystem } = await import('../../src/normalise/coordinates/coordinate-systems.ts')
    const gcj = await loadCoordinateSystem('gcj02')
    const plain = await areaWith('hill.csv', listOf('lon,lat,height_m'))
    const bytes = listOf('lon,lat,height_m', (lon, lat) => gcj.fromWgs84([lon, lat]) as readonly [number, number])
    const shifted = await areaWith('hill.csv', bytes, 'gcj02')
    const unshifted = await areaWith('hill.csv', bytes)
    const milliseconds = ({ network }: typeof plain) =>
      [...buildImpedance(network, walkProfile('adult'), 'time').edgeForwardCost].reduce((sum, cost) => sum + cost)
    expect(milliseconds(plain)).not.toBe(Math.round(plain.network.edgeLengthMm[0]! / 1.25))
    expect(Math.abs(milliseconds(shifted) - milliseconds(plain))).toBeLessThan(100)
    expect(Math.abs(milliseconds(unshifted) - milliseconds(plain))).toBeGreaterThan(1000)
  })

  it('that are scattered fill cells of one arc second, with their mean, and make up nothing', () => {
    const grid = gridOfPoints([0.00001, 0.00001, 0.00002, 0.00003, 0.0011, 0.00097], [10, 20, 50], 1e6)
    expect([grid.columns, grid.rows]).toEqual([4, 4])
    const known = [...grid.metres].filter((value) => !Number.isNaN(value))
    expect(known.sort()).toEqual([15, 50])
  })

  it('add up: rows without a height or a place are told', async () => {
    const rows = [
      '116.3015,39.947,12',
      '116.3018,39.9471,',
      '116.302,39.946,99999',
      ',39.946,10',
      '116.3021,39.9462,-3.5',
    ]
    const area = await areaWith('survey.csv', text(`lon,lat,height_m\n${rows.join('\n')}\n`))
    expect(area.slopes!.inputs[0]).toMatchObject({ read: 5, used: 2, rejected: 3 })
    expect(area.rejects.map(({ code }) => code).sort()).toEqual([
      'invalid-number',
      'invalid-number',
      'missing-coordinates',
    ])
    expect(area.slopes!.counts.unknownMetres).toBeCloseTo(area.slopes!.counts.metres, 3)
  })

  it('are refused without heights, elsewhere, or beside a raster', async () => {
    await expect(areaWith('a.csv', text('lon,lat,name\n116.3,39.9,x\n'))).rejects.toMatchObject({
      code: 'input-unusable',
    })
    await expect(areaWith('a.csv', text('lon,lat,height_m\n16.3,39.9,5\n'))).rejects.toMatchObject({
      code: 'input-unusable',
    })
    const heights = [
      bytesSource(
        'hill.tif',
        drawTiff({ columns: SIDE, rows: SIDE, value: height, west: WEST, north: NORTH, cell: CELL }),
      ),
      bytesSource('hill.csv', listOf('lon,lat,height_m')),
    ]
    await expect(loadArea(bytesSource('street.osm', text(OSM)), { heights })).rejects.toMatchObject({
      code: 'input-unusable',
    })
  })
})
