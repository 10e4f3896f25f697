// The blocks of the map page: single ones, or beyond a limit squares that sum them. Report in, plain columns out. It does not know how a
// page looks.
import type { AccessReport } from '../../answer/access-report.ts'
import type { PolygonRings } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import { isolateName } from '../text/html-text.ts'

/** Walks of a block that is not reached, not linked, to what the data lack, to what is of unknown size, or met by what was not measured. */
export const BEYOND = -1
export const UNLINKED = -2
export const NO_DATA = -3
export const SIZE_UNKNOWN = -4
export const NOT_MEASURED = -5

/** The blocks of a page. */
export interface PageBlocks {
  /** Block numbers that each drawn thing stands for. */
  readonly members: readonly (readonly number[])[]
  readonly names: readonly string[]
  readonly ids: readonly string[]
  readonly polygons: readonly (readonly PolygonRings[] | null)[]
  readonly centres: readonly LonLat[]
  readonly isSummed: boolean
}

/** Blocks as a page draws them: beyond `most` they are summed in squares. */
export function pageBlocks(report: AccessReport, most: number): PageBlocks {
  const { blocks } = report
  if (blocks.length <= most) {
    return {
      members: blocks.map((_, index) => [index]),
      names: blocks.map((block) => isolateName(block.name ?? block.id)),
      ids: blocks.map((block) => isolateName(block.id)),
      polygons: blocks.map((block) => block.polygons),
      centres: blocks.map((block) => block.lonLat),
      isSummed: false,
    }
  }
  const side = cellDegrees(report, most)
  const cells = new Map<string, number[]>()
  blocks.forEach((block, index) => {
    const key = `${Math.floor(block.lonLat[0] / side)},${Math.floor(block.lonLat[1] / side)}`
    const held = cells.get(key)
    if (held === undefined) cells.set(key, [index])
    else held.push(index)
  })
  const corners = [...cells.keys()].map((key) => key.split(',').map((n) => Number(n) * side) as [number, number])
  const members = [...cells.values()]
  return {
    members,
    names: members.map((own) => `${isolateName(blocks[own[0]!]!.name ?? blocks[own[0]!]!.id)} +${own.length - 1}`),
    ids: members.map(() => ''),
    polygons: corners.map(([x, y]) => [
      [
        [
          [x, y],
          [x + side, y],
          [x + side, y + side],
          [x, y + side],
          [x, y],
        ],
      ],
    ]),
    centres: corners.map(([x, y]) => [x + side / 2, y + side / 2]),
    isSummed: true,
  }
}

/** Side of squares that number about as many as may be shown. */
function cellDegrees(report: AccessReport, most: number): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { lonLat } of report.blocks) {
    west = Math.min(west, lonLat[0])
    east = Math.max(east, lonLat[0])
    south = Math.min(south, lonLat[1])
    north = Math.max(north, lonLat[1])
  }
  return Math.max(1e-5, Math.sqrt(Math.max(1e-10, (east - west) * (north - south)) / Math.max(1, most)))
}
