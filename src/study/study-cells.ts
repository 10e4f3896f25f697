// Blocks → cells of about as many demand points each, compact on the map; and how far around a cell its walks can lead. A study in, numbers of blocks and
// boxes out. It cuts nothing.
import { localScale } from '../foundation/geo.ts'
import { BEYOND_LIMIT_FACTOR, farthestMetres } from '../foundation/limits.ts'
import type { Basis, BoundingBox } from '../foundation/units.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import type { StudyPlaces } from './access-study.ts'

/** Roundings of walks add up to less than this. */
const HALO_SLACK_METRES = 60

/** Blocks of each cell, ascending numbers. O(blocks log² blocks) */
export function cellsOfStudy({ blocks, demand }: StudyPlaces, count: number): Uint32Array[] {
  const weightOf = (block: number) => demand.offset[block + 1]! - demand.offset[block]!
  const cells: Uint32Array[] = []
  const cut = (members: Uint32Array, parts: number): void => {
    if (parts <= 1 || members.length <= 1) {
      if (members.length > 0) cells.push(members.slice().sort())
      return
    }
    const first = Math.floor(parts / 2)
    const sorted = sortedAlong(members, blocks)
    const at = splitAt(sorted, weightOf, first / parts)
    cut(sorted.subarray(0, at), first)
    cut(sorted.subarray(at), parts - first)
  }
  cut(
    Uint32Array.from(blocks, (_, block) => block),
    Math.min(count, blocks.length),
  )
  return cells
}

/** Along the longer side of the box around them; equal ones by number. */
function sortedAlong(members: Uint32Array, blocks: StudyPlaces['blocks']): Uint32Array {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const block of members) {
    const [lon, lat] = blocks[block]!.lonLat
    ;[west, south, east, north] = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)]
  }
  const scale = localScale((south + north) / 2)
  const axis = (east - west) * scale.metresPerDegreeLon >= (north - south) * scale.metresPerDegreeLat ? 0 : 1
  return members.slice().sort((a, b) => blocks[a]!.lonLat[axis] - blocks[b]!.lonLat[axis] || a - b)
}

/** Where a list has a share of its weight behind it; at least one on either side. */
function splitAt(members: Uint32Array, weightOf: (block: number) => number, share: number): number {
  let total = 0
  for (const block of members) total += weightOf(block)
  let sum = 0
  let at = 0
  while (at < members.length && sum + weightOf(members[at]!) / 2 < total * share) sum += weightOf(members[at++]!)
  return Math.min(members.length - 1, Math.max(1, at))
}

/** The box around the linked demand points of some blocks, degrees; `null` where none is linked: nobody walks there. */
export function boxOfBlocks({ demand, demandLinkage }: StudyPlaces, blocks: Uint32Array): BoundingBox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const block of blocks) {
    for (let point = demand.offset[block]!; point < demand.offset[block + 1]!; point++) {
      if (demandLinkage.status[point] !== LINK_LINKED) continue
      const lon = demand.lonLat[2 * point]!
      const lat = demand.lonLat[2 * point + 1]!
      ;[west, south, east, north] = [
        Math.min(west, lon),
        Math.min(south, lat),
        Math.max(east, lon),
        Math.max(north, lat),
      ]
    }
  }
  return west > east ? null : [west, south, east, north]
}

/** What a halo has to be wide enough for. */
export interface WalkReach {
  readonly basis: Basis | 'straight-line'
  /** Minutes or metres. */
  readonly limit: number
}

/**
 * How far from a block anything can lie that changes its numbers, metres: gaps look for the nearest facility to {@link BEYOND_LIMIT_FACTOR} times
 * the limit, downhill a walk leads farther, and so do steps for whom they are quicker than level ground.
 */
export function haloMetres(study: StudyPlaces, reaches: readonly WalkReach[]): number {
  const { profile, maxLinkMetres, network } = study
  const quickest = Math.min(1, profile.stepsTimeFactor ?? 1)
  const metres = reaches.map(({ basis, limit }) =>
    basis === 'straight-line'
      ? limit
      : (BEYOND_LIMIT_FACTOR * farthestMetres(basis, limit, profile, hasSlopes(network))) / quickest,
  )
  return Math.max(...metres) + maxLinkMetres + HALO_SLACK_METRES
}

/** A box with so many metres more on every side; never too little. */
export function boxWithHalo([west, south, east, north]: BoundingBox, metres: number): BoundingBox {
  const lat = (metres / Math.min(...[south, north].map((at) => localScale(at).metresPerDegreeLat))) * 1.01
  const farthest = Math.min(89, Math.max(Math.abs(south - lat), Math.abs(north + lat)))
  const lon = (metres / localScale(farthest).metresPerDegreeLon) * 1.01
  return [west - lon, south - lat, east + lon, north + lat]
}
