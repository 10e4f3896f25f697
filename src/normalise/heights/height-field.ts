// Heights of places: what a raster of heights says, smoothed, between its cells. In: a grid of cells with a value or none. Out: a
// function of a position. It knows no files and no streets.
import type { LonLat } from '../../foundation/units.ts'

/** The height of any place. */
export interface HeightField {
  /** Metres above whatever the data count from; NaN where it is not known. Degrees in. */
  heightAt(lon: number, lat: number): number
}

/** Cells in rows; their centres lie `step` apart. */
export interface HeightGrid {
  readonly columns: number
  readonly rows: number
  /** Centre of the first cell, and the way from one to the next (rows usually run south: a negative step). */
  readonly firstX: number
  readonly firstY: number
  readonly stepX: number
  readonly stepY: number
  /** Metres, row by row; NaN = no value. */
  readonly metres: Float32Array
}

/** Smoothed heights are whole 1024ths of a metre, which Float32 holds up to 16 km: what all heights are raised by does not change their differences. */
const PER_METRE = 1024

/** A place so near to a line of centres, in cells, lies on it: what rounding makes of it must not ask for one more neighbour. */
const ON_LINE = 1e-7

/** Weights of a cell and its neighbours by how far they are away in columns, and in rows: together 1 2 1; 2 4 2; 1 2 1. */
const BINOMIAL = [1, 2, 1]

/**
 * Every cell that has a value becomes the mean of the 3 × 3 cells around it, weighted 1 2 1; 2 4 2; 1 2 1, over those that have a value. Cells
 * without one stay without: nothing is made up. O(cells).
 */
export function smoothHeights(grid: HeightGrid): HeightGrid {
  const { columns, rows, metres } = grid
  const smooth = new Float32Array(metres.length)
  for (let row = 0; row < rows; row++) {
    const firstRow = Math.max(0, row - 1)
    const lastRow = Math.min(rows - 1, row + 1)
    for (let column = 0; column < columns; column++) {
      const own = metres[row * columns + column]!
      if (Number.isNaN(own)) {
        smooth[row * columns + column] = Number.NaN
        continue
      }
      let sum = 0
      let weights = 0
      for (let r = firstRow; r <= lastRow; r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          const value = metres[r * columns + c]!
          if (Number.isNaN(value)) continue
          const weight = BINOMIAL[r - row + 1]! * BINOMIAL[c - column + 1]!
          sum += weight * (value - own)
          weights += weight
        }
      }
      smooth[row * columns + column] = Math.round((own + sum / weights) * PER_METRE) / PER_METRE
    }
  }
  return { ...grid, metres: smooth }
}

/**
 * The field of a grid as it stands: bilinear between the four nearest cell centres, unknown where one of them has no value or lies outside.
 *
 * @param toGrid degrees to the grid's own coordinates; default: they are degrees
 */
export function fieldOfGrid(grid: HeightGrid, toGrid?: (lonLat: LonLat) => LonLat): HeightField {
  const { columns, rows, firstX, firstY, stepX, stepY, metres } = grid
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows ? Number.NaN : metres[row * columns + column]!
  return {
    heightAt(lon, lat) {
      const [x, y] = toGrid === undefined ? [lon, lat] : toGrid([lon, lat])
      const column = (x - firstX) / stepX
      const row = (y - firstY) / stepY
      if (!(Number.isFinite(column) && Number.isFinite(row))) return Number.NaN
      const west = Math.floor(column + ON_LINE)
      const north = Math.floor(row + ON_LINE)
      // A neighbour on whom nothing depends need not be there: places on the last row of centres have heights.
      const east = column - west < ON_LINE ? 0 : column - west
      const south = row - north < ON_LINE ? 0 : row - north
      const topWest = at(west, north)
      const topEast = east === 0 ? topWest : at(west + 1, north)
      const top = topWest + east * (topEast - topWest)
      if (south === 0) return top
      const bottomWest = at(west, north + 1)
      const bottomEast = east === 0 ? bottomWest : at(west + 1, north + 1)
      return top + south * (bottomWest + east * (bottomEast - bottomWest) - top)
    },
  }
}
