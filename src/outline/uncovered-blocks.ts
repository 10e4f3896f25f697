// Residential land beyond a catchment, block by block. What enters: a network, its costs, facilities, blocks with outlines. What
// leaves: what is left of each block's land, and sums. A drawing: people are counted by walk. It knows no files.
import type { PolygonRings } from '../foundation/geo.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { LonLat } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { catchment } from './catchment.ts'
import { type IsochroneOptions, resolveIsochroneOptions } from './isochrone-options.ts'
import type { IsochroneOrigin } from './isochrone-result.ts'
import { uncoveredLand } from './uncovered-land.ts'

/** Ground this near to a reached street counts as covered unless told otherwise: the 25 m of other drawings leave every court open. */
export const COVERED_BAND_METRES = 50
/** Courts smaller than this that reached streets enclose count as covered. */
const COURT_SQUARE_METRES = 10_000
/** Progress is told once for so many blocks. */
const BLOCKS_PER_REPORT = 20

/** A block as far as its land is asked for. */
export interface LandBlock {
  readonly id: string
  readonly name: string | null
  /** `null`: its land is not known, and it is left out. */
  readonly polygons: readonly PolygonRings[] | null
}

/** What is left of the land of one block. */
export interface UncoveredBlock {
  readonly id: string
  readonly name: string | null
  /** Empty where all of it is covered, or what is left is narrower than can be drawn. */
  readonly polygons: readonly PolygonRings[]
  readonly uncoveredSquareMetres: number
  readonly landSquareMetres: number
}

/** What is left of the land of all blocks. */
export interface UncoveredBlocks {
  /** One for each block with an outline, in the blocks' order. */
  readonly blocks: readonly UncoveredBlock[]
  readonly uncoveredSquareMetres: number
  readonly landSquareMetres: number
  /** Covered / all land is `1 − share`; `null` where there is no land. */
  readonly share: number | null
}

/**
 * Each block's land without the covered ground. Blocks are measured one by one: land that lies in two blocks counts in both.
 *
 * @param covered for instance the polygons of a catchment
 * @throws LivingCircleError `aborted`
 * @example
 * ```ts
 * import { uncoveredBlocks } from 'living-circle/parts'
 * const square = [[[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]] as const
 * const half = [[[0, 0], [0.005, 0], [0.005, 0.01], [0, 0.01], [0, 0]]] as const
 * uncoveredBlocks([{ id: 'b1', name: null, polygons: [square] }], [half]).share?.toFixed(2) // '0.50'
 * ```
 */
export function uncoveredBlocks(
  blocks: readonly LandBlock[],
  covered: readonly PolygonRings[],
  { signal, onProgress }: RunOptions = {},
): UncoveredBlocks {
  const left: UncoveredBlock[] = []
  let uncoveredSquareMetres = 0
  let landSquareMetres = 0
  for (const [index, { id, name, polygons }] of blocks.entries()) {
    if (index % BLOCKS_PER_REPORT === 0) {
      throwIfAborted(signal)
      onProgress?.({ step: 'uncovered', done: index, total: blocks.length })
    }
    if (polygons === null) continue
    const rest = uncoveredLand(polygons, covered)
    uncoveredSquareMetres += rest.uncoveredSquareMetres
    landSquareMetres += rest.landSquareMetres
    left.push({ id, name, ...rest })
  }
  const share = landSquareMetres > 0 ? uncoveredSquareMetres / landSquareMetres : null
  return { blocks: left, uncoveredSquareMetres, landSquareMetres, share }
}

/** {@link UncoveredBlocks} with how they were measured. */
export interface LandBeyond extends UncoveredBlocks {
  /** Minutes or metres, by the costs: the largest that was asked for. */
  readonly limit: number
  /** Ground this near to a reached street counts as covered. */
  readonly bandMetres: number
}

/** Options of {@link landBeyond}: the largest limit counts. People walk to the facilities. */
export type LandBeyondOptions = Pick<
  IsochroneOptions,
  'minutes' | 'metres' | 'bandMetres' | 'maxLinkMetres' | 'locator' | keyof RunOptions
>

/**
 * The residential land beyond the largest limit of a walk to the nearest facility.
 *
 * @param facilities positions, or facilities with all their entrances
 * @throws LivingCircleError as `catchment` does
 * @example
 * ```ts
 * import { landBeyond, type Impedance, type LandBlock, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * declare const blocks: readonly LandBlock[]
 * const { share, limit } = landBeyond(network, impedance, [[14.52, 35.9]], blocks, { minutes: [15] })
 * ```
 */
export function landBeyond(
  network: WalkNetwork,
  impedance: Impedance,
  facilities: readonly (LonLat | IsochroneOrigin)[],
  blocks: readonly LandBlock[],
  options: LandBeyondOptions = {},
): LandBeyond {
  const asked = { ...options, bandMetres: options.bandMetres ?? COVERED_BAND_METRES }
  const { limits, bandMetres } = resolveIsochroneOptions('landBeyond', impedance, asked)
  const limit = limits.at(-1)!
  const { minutes: _, metres: __, ...rest } = asked
  const { isochrone } = catchment(network, impedance, facilities, {
    ...rest,
    [impedance.basis === 'time' ? 'minutes' : 'metres']: [limit],
    minHoleSquareMetres: COURT_SQUARE_METRES,
  })
  const left = uncoveredBlocks(blocks, isochrone.bands[0]?.polygons ?? [], options)
  return { ...left, limit, bandMetres }
}
