// A part of a study: some of its blocks with all that they can walk to, linked as the whole study linked them. Numbers of blocks in, plain values that
// can be saved out, and a study again. It knows no files, and does not decide which blocks.
import type { LinkChoices } from '../locate/link-choices.ts'
import type { Locator } from '../locate/link-points.ts'
import type { Linkage } from '../locate/linkage.ts'
import { buildImpedance } from '../network/impedance.ts'
import type { WalkProfile } from '../network/profile.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import type { WalkDirection } from '../search/facility-targets.ts'
import type { AccessStudy, StudyPlaces } from './access-study.ts'
import type { DemandOrigins } from './access-table.ts'
import type { DemandPoints } from './demand-points.ts'

/** Blocks and facilities of a part; edges have the numbers of the part's own network. Plain data. */
export interface StudyPart {
  readonly profile: WalkProfile
  readonly maxLinkMetres: number
  readonly direction: WalkDirection
  readonly categories: readonly string[]
  /** Ids of its blocks, in the order of the whole. */
  readonly blockIds: readonly string[]
  readonly demand: DemandPoints
  readonly origins: DemandOrigins
  readonly originWeight: Float64Array
  readonly demandLinkage: Linkage
  readonly choices: LinkChoices
  readonly facilities: readonly FacilityRecord[]
  /** Number of each facility in the whole study, ascending. */
  readonly facilityNumber: Uint32Array
  readonly facilityOfEntrance: Uint32Array
  readonly categoryOfFacility: Uint32Array
  readonly entranceLinkage: Linkage
}

/** What a part holds: all ascending. */
export interface PartNumbers {
  readonly blocks: Uint32Array
  readonly facilities: Uint32Array
  /** Edges of its network, by their numbers in the whole. */
  readonly edges: Uint32Array
}

/** Which rows of a list belong to some items: those of item i are `offset[i] … offset[i+1])`; and the offsets of these items' own list. */
export function rowsOfItems(
  items: Uint32Array,
  offset: Uint32Array,
): { readonly rows: Uint32Array; readonly offset: Uint32Array } {
  const own = new Uint32Array(items.length + 1)
  items.forEach((item, at) => {
    own[at + 1] = own[at]! + offset[item + 1]! - offset[item]!
  })
  const rows = new Uint32Array(own[items.length]!)
  items.forEach((item, at) => {
    for (let row = offset[item]!, next = own[at]!; row < offset[item + 1]!; row++, next++) rows[next] = row
  })
  return { rows, offset: own }
}

/** Some blocks of a study with their demand points and origins. */
export interface BlockPart extends Pick<StudyPlaces, 'blocks' | 'demand' | 'origins' | 'originWeight'> {
  /** Demand points and origins, by their numbers in the whole. */
  readonly points: Uint32Array
  readonly originNumbers: Uint32Array
}

/** Takes some blocks out of a study, ascending numbers. O(part). */
export function partOfBlocks({ blocks, demand, origins, originWeight }: StudyPlaces, chosen: Uint32Array): BlockPart {
  const points = rowsOfItems(chosen, demand.offset)
  const own = rowsOfItems(chosen, origins.blockOrigin)
  const lonLat = new Float64Array(2 * points.rows.length)
  points.rows.forEach((point, at) => {
    lonLat[2 * at] = demand.lonLat[2 * point]!
    lonLat[2 * at + 1] = demand.lonLat[2 * point + 1]!
  })
  return {
    blocks: Array.from(chosen, (block) => blocks[block]!),
    demand: {
      offset: points.offset,
      lonLat,
      weight: Float64Array.from(points.rows, (point) => demand.weight[point]!),
      method: Array.from(chosen, (block) => demand.method[block]!),
    },
    origins: { originOffset: rowsOfItems(own.rows, origins.originOffset).offset, blockOrigin: own.offset },
    originWeight: Float64Array.from(own.rows, (origin) => originWeight[origin]!),
    points: points.rows,
    originNumbers: own.rows,
  }
}

/**
 * Cuts a part out of a study. O(part × log edges).
 *
 * @param entranceOffset entrances of each facility of the study
 */
export function partOfStudy(
  study: StudyPlaces,
  choices: LinkChoices,
  entranceOffset: Uint32Array,
  { blocks, facilities, edges }: PartNumbers,
): StudyPart {
  const own = partOfBlocks(study, blocks)
  const entrances = rowsOfItems(facilities, entranceOffset)
  const choiceRows = rowsOfItems(own.points, choices.offset)
  const inPart = (edge: number) => placeIn(edges, edge)
  const { profile, maxLinkMetres, direction, categories } = study
  const { demand, origins, originWeight } = own
  return {
    ...{ profile, maxLinkMetres, direction, categories, demand, origins, originWeight },
    blockIds: own.blocks.map(({ id }) => id),
    demandLinkage: linkageOf(study.demandLinkage, own.points, inPart),
    choices: { ...linkageOf(choices, choiceRows.rows, inPart), offset: choiceRows.offset },
    facilities: Array.from(facilities, (facility) => study.facilities[facility]!),
    facilityNumber: facilities,
    facilityOfEntrance: Uint32Array.from(entrances.rows, (_, row) => itemOfRow(entrances.offset, row)),
    categoryOfFacility: Uint32Array.from(facilities, (facility) => study.categoryOfFacility[facility]!),
    entranceLinkage: linkageOf(study.entranceLinkage, entrances.rows, inPart),
  }
}

/** Some rows of a study's links, edges as they are. */
export function someLinks(whole: Linkage, rows: Uint32Array): Linkage {
  return linkageOf(whole, rows, (edge) => edge)
}

/** Some rows of a linkage. An edge that the part has not is too far away for any walk: its points are as if they were not linked. */
function linkageOf(whole: Linkage, rows: Uint32Array, inPart: (edge: number) => number): Linkage {
  const edge = new Int32Array(rows.length)
  rows.forEach((row, at) => {
    edge[at] = whole.edge[row]! < 0 ? -1 : inPart(whole.edge[row]!)
  })
  return {
    status: Uint8Array.from(rows, (row) => whole.status[row]!),
    edge,
    fraction: Float64Array.from(rows, (row) => whole.fraction[row]!),
    metres: Float64Array.from(rows, (row) => whole.metres[row]!),
  }
}

/** Where a number stands in an ascending list, −1 where it does not. */
function placeIn(list: Uint32Array, wanted: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (list[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return list[low] === wanted ? low : -1
}

/** The item that a row belongs to. */
function itemOfRow(offset: Uint32Array, row: number): number {
  let low = 0
  let high = offset.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (offset[middle]! <= row) low = middle
    else high = middle
  }
  return low
}

/** A part as a study that can be asked for walks. It links nothing anew: what was linked, was linked in the whole. */
export function openPart(part: StudyPart, network: WalkNetwork): AccessStudy {
  const { blockIds, choices: _, facilityNumber: __, ...linked } = part
  return {
    ...linked,
    network,
    locator: NO_LOCATOR,
    time: buildImpedance(network, part.profile, 'time'),
    distance: buildImpedance(network, part.profile, 'distance'),
    blocks: blockIds.map(bareBlock),
  }
}

/** Whoever asks a part to link something has a bug, and hears of it. */
const NO_LOCATOR = new Proxy({} as Locator, {
  get: () => {
    throw new Error('openPart: a part of a study links nothing')
  },
})

/** A block of which only walks are asked. */
function bareBlock(id: string): BlockRecord {
  return {
    ...{ id, name: null, lonLat: [0, 0], polygons: null, people: {}, dwellings: null, landSquareMetres: null },
    ...{ community: null, street: null, district: null, source: '', lineOrId: '', buildings: [], gates: [] },
  }
}
