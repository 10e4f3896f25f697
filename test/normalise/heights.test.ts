// Heights between cells: smoothing, bilinear places, tiles of one model, projected rasters, what is refused.
import { describe, expect, it } from 'vitest'
import { loadCoordinateSystem } from '../../src/normalise/coordinates/coordinate-systems.ts'
import { fieldOfGrid, smoothHeights } from '../../src/normalise/heights/height-field.ts'
import { joinHeights } from '../../src/normalise/heights/height-mosaic.ts'
import { openGeotiff } from '../../src/read/heights/geotiff.ts'
import { drawTiff } from '../read/draw-tiff.ts'

const MANY = 10_000_000
const gridOf = (rows: readonly (readonly number[])[]) => ({
  columns: rows[0]!.length,
  rows: rows.length,
  firstX: 0,
  firstY: 0,
  stepX: 1,
  stepY: -1,
  metres: Float32Array.from(rows.flat()),
})
const NONE = Number.NaN

describe('smoothing', () => {
  it('weighs 1 2 1; 2 4 2; 1 2 1 over the cells that have a value', () => {
    const { metres } = smoothHeights(
      gridOf([
        [16, 0, 0],
        [0, 32, NONE],
        [0, 0, 0],
      ]),
    )
    // The middle: (1·16 + 4·32) / (16 − 2).
    expect(metres[4]).toBeCloseTo(144 / 14, 3)
    // The corner: (4·16 + 1·32) / 9.
    expect(metres[0]).toBeCloseTo(96 / 9, 3)
    expect(metres[5]).toBeNaN()
  })

  it('leaves level ground as it is, whatever its height', () => {
    const { metres } = smoothHeights(
      gridOf([
        [43.1, 43.1, 43.1],
        [43.1, NONE, 43.1],
      ]),
    )
    const [first] = metres
    expect(Math.abs(first! - 43.1)).toBeLessThan(0.001)
    expect([...metres].every((value, i) => (i === 4 ? Number.isNaN(value) : value === first))).toBe(true)
  })
})

describe('a place between centres', () => {
  const field = fieldOfGrid(
    gridOf([
      [0, 10, 20],
      [40, 50, NONE],
    ]),
  )

  it('has the height between the four around it', () => {
    expect(field.heightAt(0.25, -0.5)).toBe(22.5)
    expect(field.heightAt(0, 0)).toBe(0)
    expect(field.heightAt(1, -1)).toBe(50)
    expect(field.heightAt(2, 0)).toBe(20)
  })

  it('is unknown where one of them has none or lies outside', () => {
    for (const [x, y] of [
      [1.5, -0.5],
      [-0.1, 0],
      [0.5, 0.1],
      [0.5, -1.1],
      [2.1, 0],
      [NONE, 0],
      [1e300, 0],
    ] as const) {
      expect(field.heightAt(x, y)).toBeNaN()
    }
  })
})

describe('tiles of one model', () => {
  const hill = (column: number, row: number) => column * 3 + row * row
  const tile = (name: string, west: number, columns: number, shift = 0, cell = 0.001) =>
    openGeotiff(
      name,
      drawTiff({
        columns,
        rows: 20,
        value: (column, row) => hill(column + Math.round((west - 10) / 0.001), row),
        west: west + shift,
        north: 50,
        cell,
        kind: 'float64',
      }),
    )
  const box = [10.004, 49.985, 10.035, 49.995] as const

  it('are one field, with no seam, in whatever order they are given', async () => {
    const whole = await joinHeights([tile('all.tif', 10, 40)], box, null, MANY)
    const [west, east] = [tile('west.tif', 10, 18), tile('east.tif', 10.017, 23)]
    for (const tiles of [
      [west, east],
      [east, west],
    ]) {
      const { field, cells } = await joinHeights(tiles, box, null, MANY)
      for (let lon = box[0]; lon < box[2]; lon += 0.00037) {
        expect(field.heightAt(lon, 49.9901)).toBeCloseTo(whole.field.heightAt(lon, 49.9901), 2)
      }
      const used = cells.reduce((sum, count) => sum + count.used, 0)
      expect(used).toBe(whole.cells[0]!.used)
      expect(cells.every(({ read, used: own }) => read >= own)).toBe(true)
    }
  })

  it('are refused where their cells are not those of one grid', async () => {
    const own = tile('own.tif', 10, 18)
    for (const other of [tile('shifted.tif', 10.017, 23, 0.0003), tile('coarse.tif', 10.017, 23, 0, 0.002)]) {
      await expect(joinHeights([own, other], box, null, MANY)).rejects.toMatchObject({ code: 'input-unusable' })
    }
  })

  it('are refused where they lie elsewhere, or have too many cells', async () => {
    const own = tile('own.tif', 10, 18)
    await expect(joinHeights([own], [120, 30, 121, 31], null, MANY)).rejects.toMatchObject({ code: 'input-unusable' })
    await expect(joinHeights([own], box, null, 50)).rejects.toMatchObject({ code: 'input-too-large' })
  })
})

describe('a projected raster', () => {
  it('has the heights of the places that its system puts on its cells', async () => {
    const system = await loadCoordinateSystem('EPSG:32650')
    const raster = openGeotiff(
      'utm.tif',
      drawTiff({
        columns: 60,
        rows: 50,
        value: (column, row) => column * 2 + row,
        kind: 'float64',
        west: 440_000,
        north: 4_430_000,
        cell: 30,
        epsg: 32650,
      }),
    )
    const [west, south] = system.toWgs84([440_300, 4_428_800])
    const [east, north] = system.toWgs84([441_300, 4_429_700])
    const { field } = await joinHeights([raster], [west, south, east, north], system, MANY)
    for (const [x, y] of [
      [440_700, 4_429_201],
      [440_712.5, 4_429_333],
    ] as const) {
      const [lon, lat] = system.toWgs84([x, y])
      const column = (x - 440_015) / 30
      const row = (4_429_985 - y) / 30
      // Smoothing leaves a plane as it is.
      expect(field.heightAt(lon, lat)).toBeCloseTo(column * 2 + row, 2)
    }
  })
})
