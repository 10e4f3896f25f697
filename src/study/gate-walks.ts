// The gates of blocks, each for itself: which side of its block it is on, and the walks from it alone. A block's own numbers are those of
// its best gate; a poster on a wall wants those of this one. It knows no words and no files.
import type { Basis, LonLat } from '../foundation/units.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import { type AccessStudy, prepareStudy } from './access-study.ts'
import { createWalkExplainer } from './explain-walk.ts'

/** Sides of a block, anticlockwise from the east. */
export const BLOCK_SIDES = [
  'east',
  'north-east',
  'north',
  'north-west',
  'west',
  'south-west',
  'south',
  'south-east',
] as const

export type BlockSide = (typeof BLOCK_SIDES)[number]

/** The nearest facility of a kind from one gate. */
export interface GateWalk {
  readonly category: string
  readonly facilityId: string
  /** Minutes or metres, by the basis. */
  readonly length: number
}

/** One gate. */
export interface BlockGate {
  /** Index of its block in the study (and its report). */
  readonly blockIndex: number
  /** Index among its block's gates, which are in the order of the data. */
  readonly gateIndex: number
  readonly lonLat: LonLat
  readonly side: BlockSide
  /** `null` where the gate is not linked to a street: nothing can be said from there. Kinds beyond the limit are left out. */
  readonly walks: readonly GateWalk[] | null
}

/**
 * The walks from each gate of some blocks, as a study measures them.
 *
 * @param limit minutes or metres: the largest of the analysis
 * @param blocks indexes of blocks in the study
 * @returns in the order of the blocks and their gates; nothing for a block without gates
 * @example
 * ```ts
 * import { measureGates, type AccessStudy } from 'living-circle/parts'
 * declare const study: AccessStudy
 * measureGates(study, 'time', 15, [0]).map(({ side, walks }) => [side, walks?.length]) // [['south', 7], ['east', 11]] in the sample town
 * ```
 */
export function measureGates(study: AccessStudy, basis: Basis, limit: number, blocks: readonly number[]): BlockGate[] {
  const gates = blocks.flatMap((blockIndex) => {
    const block = study.blocks[blockIndex]!
    // Ids that no block can have twice, whatever the blocks are called.
    return block.gates.map((lonLat, gateIndex) => ({
      blockIndex,
      gateIndex,
      lonLat,
      block,
      key: `${blockIndex}/${gateIndex}`,
    }))
  })
  if (gates.length === 0) return []
  const asBlocks = gates.map(({ block, lonLat, key }): BlockRecord => {
    return { ...block, id: key, lonLat, polygons: null, landSquareMetres: null, gates: [], buildings: [] }
  })
  const { network, facilities, profile, maxLinkMetres, direction, categories } = study
  const gateStudy = prepareStudy(network, facilities, asBlocks, {
    profile,
    maxLinkMetres,
    direction,
    categories,
    demand: 'point',
  })
  const explain = createWalkExplainer(gateStudy, basis, limit)
  return gates.map(({ blockIndex, gateIndex, lonLat, block, key }) => ({
    blockIndex,
    gateIndex,
    lonLat,
    side: sideOf(block, lonLat),
    walks: walksFrom(explain, key, categories, basis),
  }))
}

function walksFrom(
  explain: ReturnType<typeof createWalkExplainer>,
  gate: string,
  categories: readonly string[],
  basis: Basis,
): GateWalk[] | null {
  const walks: GateWalk[] = []
  for (const category of categories) {
    const walk = explain(gate, category)
    if (walk === undefined || walk.status === 'unlinked') return null
    if (walk.to === null) continue
    const { facilityId, seconds, metres } = walk.to
    walks.push({ category, facilityId, length: basis === 'time' ? seconds / 60 : metres })
  }
  return walks
}

/** A gate that is this far towards both sides, measured in halves of the block, is at its corner. */
const CORNER = 0.8
/** The same for a block without an outline: half of a quarter turn, as a slope. */
const CORNER_SLOPE = Math.SQRT2 - 1

/**
 * The side of a block that a place is on, one of eight: of the box around its outline; without one, seen from its point.
 *
 * @example
 * ```ts
 * import { type BlockRecord, sideOf } from 'living-circle/parts'
 * declare const block: BlockRecord
 * const side = sideOf(block, [116.3, 39.9])
 * ```
 */
export function sideOf({ lonLat, polygons }: Pick<BlockRecord, 'lonLat' | 'polygons'>, [lon, lat]: LonLat): BlockSide {
  const corners = polygons?.flatMap((rings) => rings[0] ?? []) ?? []
  const box = corners.length > 0 ? boxAround(corners) : aroundPoint(lonLat)
  const x = (lon - box.lon) / box.halfEast
  const y = (lat - box.lat) / box.halfNorth
  const least = Math.min(Math.abs(x), Math.abs(y))
  const most = Math.max(Math.abs(x), Math.abs(y))
  const atCorner = least > 0 && (corners.length > 0 ? least >= CORNER : least >= CORNER_SLOPE * most)
  const toEast = atCorner || Math.abs(x) > Math.abs(y) ? Math.sign(x) : 0
  const toNorth = atCorner || Math.abs(y) >= Math.abs(x) ? Math.sign(y) : 0
  return BLOCK_SIDES[(Math.round(Math.atan2(toNorth, toEast) / (Math.PI / 4)) + 8) % 8]!
}

/** Middle and half extents, degrees. */
interface MiddleBox {
  readonly lon: number
  readonly lat: number
  readonly halfEast: number
  readonly halfNorth: number
}

function boxAround(corners: readonly LonLat[]): MiddleBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of corners) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return {
    lon: (west + east) / 2,
    lat: (south + north) / 2,
    halfEast: (east - west) / 2,
    halfNorth: (north - south) / 2,
  }
}

/** As many metres east as north. */
function aroundPoint([lon, lat]: LonLat): MiddleBox {
  return { lon, lat, halfEast: 1 / Math.cos((lat * Math.PI) / 180), halfNorth: 1 }
}
