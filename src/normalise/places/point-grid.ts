// A plain grid over positions, to ask for those near a place or in a box. Equal cells in degrees, as wide as asked for on the
// ground at the latitude where degrees are shortest. It does not know what the positions are.
import { greatCircleMetres, localScale } from '../../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'

const MAX_LATITUDE = 85
/** More rows than a grid of 1 m cells has from pole to pole; keeps cell numbers apart. */
const ROWS = 2 ** 25

/** Numbers of positions by cell. Build once, ask often. */
export interface PointGrid {
  /** Calls `visit` with every position within `metres` (at most the cell size) and its distance, in no particular order. */
  near(lon: number, lat: number, metres: number, visit: (index: number, metres: number) => void): void
  /** Calls `visit` with every position in a box, borders included. */
  inBox(box: BoundingBox, visit: (index: number) => void): void
  /** Adds a position under the next number. */
  add(position: LonLat): void
}

/**
 * A grid over positions.
 *
 * @param cellMetres the largest distance that `near` will be asked for
 * @param highestLatitude largest absolute latitude of any position that is added or asked for, degrees
 */
export function pointGrid(cellMetres: number, highestLatitude: number): PointGrid {
  const scale = localScale(Math.min(MAX_LATITUDE, Math.abs(highestLatitude)))
  const width = cellMetres / scale.metresPerDegreeLon
  const height = cellMetres / scale.metresPerDegreeLat
  const cells = new Map<number, number[]>()
  const positions: LonLat[] = []
  const columnOf = (lon: number) => Math.floor((lon + 180) / width)
  const rowOf = (lat: number) => Math.floor((lat + 90) / height)
  return {
    add(position) {
      const cell = columnOf(position[0]) * ROWS + rowOf(position[1])
      const held = cells.get(cell)
      if (held === undefined) cells.set(cell, [positions.length])
      else held.push(positions.length)
      positions.push(position)
    },
    near(lon, lat, metres, visit) {
      const column = columnOf(lon)
      const row = rowOf(lat)
      for (let x = column - 1; x <= column + 1; x++) {
        for (let y = row - 1; y <= row + 1; y++) {
          for (const index of cells.get(x * ROWS + y) ?? []) {
            const distance = greatCircleMetres(lon, lat, positions[index]![0], positions[index]![1])
            if (distance <= metres) visit(index, distance)
          }
        }
      }
    },
    inBox([west, south, east, north], visit) {
      const within = (index: number) => {
        const [lon, lat] = positions[index]!
        if (lon >= west && lon <= east && lat >= south && lat <= north) visit(index)
      }
      const columns = columnOf(east) - columnOf(west) + 1
      const rows = rowOf(north) - rowOf(south) + 1
      if (!(columns * rows <= cells.size)) {
        // The box has more cells than the grid: look at all positions instead.
        for (let index = 0; index < positions.length; index++) within(index)
        return
      }
      for (let x = columnOf(west); x <= columnOf(east); x++) {
        for (let y = rowOf(south); y <= rowOf(north); y++)
          for (const index of cells.get(x * ROWS + y) ?? []) within(index)
      }
    },
  }
}
