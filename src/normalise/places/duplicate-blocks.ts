// One compound listed twice is one: the same name in two spellings, the same place, two outlines that lie on each other.
// In: block records with their rows. Out: which are the same as which, and why. It does not know where they come from.
import { greatCircleMetres, localScale, polygonsSquareMetres } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'
import { placeKeys } from '../categories/category-names.ts'
import type { BlockRecord } from './block-record.ts'
import { boxOfPolygons, type InsideTest, insideTest } from './inside-test.ts'

/** Compounds of one name this near are one. */
const SAME_NAME_METRES = 100
/** Points this near are one place. */
const SAME_PLACE_METRES = 2
/** Outlines that lie on each other by this share are one. */
const SAME_OUTLINE = 0.8
/** Sample points along each side of a box in which two outlines are compared. */
const SAMPLES = 24

/** A block with what else its row says. */
export interface ListedBlock {
  readonly block: BlockRecord
  /** Cells of further columns; two rows that differ here are two (buildings of one compound). */
  readonly further: readonly string[]
}

/** A block that is the same as an earlier one, by their numbers in the list. */
export interface SameBlock {
  readonly goes: number
  readonly stays: number
  readonly why: Message
  /** False where their people differ: both are to be counted. */
  readonly certain: boolean
}

/** Finds blocks that are the same. The earlier one stays; the order of the list decides. O(n) for blocks spread over a town. */
export function findSameBlocks(blocks: readonly ListedBlock[]): SameBlock[] {
  const found: SameBlock[] = []
  const gone = new Set<number>()
  const near = nearBlocks(blocks)
  const keys = new Array<readonly string[] | undefined>(blocks.length)
  const keysOf = (index: number): readonly string[] => {
    const known = keys[index]
    if (known !== undefined) return known
    const { name } = blocks[index]!.block
    const own = name === null ? [] : blockKeys(name)
    keys[index] = own
    return own
  }
  for (let index = 0; index < blocks.length; index++) {
    let isDoubted = false
    for (const other of near(index)) {
      if (gone.has(other)) continue
      const same = compareBlocks(blocks[index]!, blocks[other]!, () => likeness(keysOf(index), keysOf(other)))
      if (same === null) continue
      // A doubt is told once for a block: a hundred thousand rows of one name and place are not told each with each.
      if (!same.certain && isDoubted) continue
      found.push({ goes: index, stays: other, ...same })
      isDoubted = true
      if (!same.certain) continue
      gone.add(index)
      break
    }
  }
  return found
}

/** Two blocks that are near each other. Names are looked at last: that takes longest. */
function compareBlocks(
  { block: a, further: furtherA }: ListedBlock,
  { block: b, further: furtherB }: ListedBlock,
  names: () => NameLikeness,
): Pick<SameBlock, 'why' | 'certain'> | null {
  const areOutlines = a.polygons !== null && b.polygons !== null
  const metres = areOutlines ? 0 : greatCircleMetres(a.lonLat[0], a.lonLat[1], b.lonLat[0], b.lonLat[1])
  if (metres > SAME_NAME_METRES || (!areOutlines && (a.name === null || b.name === null))) return null
  const people = comparePeople(a, b)
  const differ = (cell: string, at: number) => {
    const other = furtherB[at] ?? ''
    return cell !== '' && other !== '' && cell !== other
  }
  if (areOutlines) {
    const overlap = outlineOverlap(a, b)
    if (overlap < SAME_OUTLINE || names() === 'different') return null
    return { why: message('same.outline', { percent: Math.round(overlap * 100) }), certain: people !== 'different' }
  }
  if (furtherA.some(differ)) return null
  // Rows of one place and different people are parts of a compound.
  if (people === 'different' && metres <= SAME_PLACE_METRES) return null
  const likeNames = names()
  if (likeNames === 'same') {
    return { why: message('same.name', { metres: Math.round(metres) }), certain: people !== 'different' }
  }
  if (likeNames === 'contained' && metres <= SAME_PLACE_METRES && people === 'equal') {
    return { why: message('same.place'), certain: true }
  }
  return null
}

type NameLikeness = 'same' | 'contained' | 'missing' | 'different'

function likeness(a: readonly string[], b: readonly string[]): NameLikeness {
  if (a.length === 0 || b.length === 0) return 'missing'
  if (a.some((key) => b.includes(key))) return 'same'
  return a.some((key) => b.some((other) => other.includes(key) || key.includes(other))) ? 'contained' : 'different'
}

const SUFFIX =
  /(?:住宅小区|居住小区|住宅区|居民区|生活区|居住区|小区|社区|家属院|residentialcompound|residential|compound|estate)$/

/** What spellings of a compound's name have in common: 华清嘉园小区 and 华清嘉园. */
export function blockKeys(name: string): readonly string[] {
  return placeKeys(name).map((key) => {
    const core = key.replace(SUFFIX, '')
    return core.length >= 2 ? core : key
  })
}

/** Whether groups that both know agree; `equal` where they agree on some people. */
function comparePeople(a: BlockRecord, b: BlockRecord): 'equal' | 'open' | 'different' {
  let agreed = false
  for (const [group, count] of [...Object.entries(a.people), ['dwellings', a.dwellings] as const]) {
    const other = group === 'dwellings' ? b.dwellings : Object.hasOwn(b.people, group) ? b.people[group] : null
    if (count === null || count === undefined || other === null || other === undefined) continue
    if (count !== other) return 'different'
    if (count > 0) agreed = true
  }
  return agreed ? 'equal' : 'open'
}

/** Area in common as a share of the area of both together, by a grid of sample points. */
function outlineOverlap(a: BlockRecord, b: BlockRecord): number {
  const [boxA, boxB] = [boxOfPolygons(a.polygons!), boxOfPolygons(b.polygons!)]
  if (boxA === null || boxB === null) return 0
  const west = Math.max(boxA[0], boxB[0])
  const south = Math.max(boxA[1], boxB[1])
  const east = Math.min(boxA[2], boxB[2])
  const north = Math.min(boxA[3], boxB[3])
  if (west >= east || south >= north) return 0
  const [areaA, areaB] = [polygonsSquareMetres(a.polygons!), polygonsSquareMetres(b.polygons!)]
  // Of very different size they cannot lie on each other.
  if (Math.min(areaA, areaB) < Math.max(areaA, areaB) * SAME_OUTLINE) return 0
  const [testA, testB] = [insideTest(a.polygons!), insideTest(b.polygons!)] as [InsideTest, InsideTest]
  let both = 0
  let either = 0
  const [w, s, e, n] = [
    Math.min(boxA[0], boxB[0]),
    Math.min(boxA[1], boxB[1]),
    Math.max(boxA[2], boxB[2]),
    Math.max(boxA[3], boxB[3]),
  ]
  for (let x = 0; x < SAMPLES; x++) {
    for (let y = 0; y < SAMPLES; y++) {
      const lon = w + ((x + 0.5) / SAMPLES) * (e - w)
      const lat = s + ((y + 0.5) / SAMPLES) * (n - s)
      const [inA, inB] = [testA.inside(lon, lat), testB.inside(lon, lat)]
      if (inA || inB) either++
      if (inA && inB) both++
    }
  }
  return either === 0 ? 0 : both / either
}

/** More blocks within 100 m than a town has: rows without places of their own are not compared each with each. */
const MOST_NEIGHBOURS = 50
/** Rows of cells and columns are mixed by this odd number to find their bucket. */
const MIX = 0x9e3779b1

/** Earlier blocks near a block, in their order; to be asked once for each block, in order. Buckets of a grid of 100 m, in flat arrays. */
function nearBlocks(blocks: readonly ListedBlock[]): (index: number) => readonly number[] {
  const highest = blocks.reduce((most, { block }) => Math.max(most, Math.abs(block.lonLat[1])), 0)
  const { metresPerDegreeLat, metresPerDegreeLon } = localScale(Math.min(85, highest))
  const buckets = 2 ** Math.ceil(Math.log2(blocks.length * 2 + 2))
  const head = new Int32Array(buckets).fill(-1)
  const next = new Int32Array(blocks.length)
  const x = new Float64Array(blocks.length)
  const y = new Float64Array(blocks.length)
  blocks.forEach(({ block }, index) => {
    x[index] = block.lonLat[0] * metresPerDegreeLon
    y[index] = block.lonLat[1] * metresPerDegreeLat
  })
  const reach = SAME_NAME_METRES * 1.01
  const bucketOf = (column: number, row: number) =>
    ((Math.imul(column, MIX) ^ Math.imul(row, 0x85ebca6b)) >>> 0) & (buckets - 1)
  return (index) => {
    const [ownX, ownY] = [x[index]!, y[index]!]
    const column = Math.floor(ownX / reach)
    const row = Math.floor(ownY / reach)
    let near: number[] = NONE
    for (let step = 0; step < 9; step++) {
      let taken = 0
      const bucket = bucketOf(column + (step % 3) - 1, row + Math.floor(step / 3) - 1)
      for (let other = head[bucket]!; other >= 0 && taken < MOST_NEIGHBOURS; other = next[other]!, taken++) {
        const [dx, dy] = [x[other]! - ownX, y[other]! - ownY]
        if (dx > reach || -dx > reach || dy > reach || -dy > reach) continue
        if (near === NONE) near = []
        near.push(other)
      }
    }
    const own = bucketOf(column, row)
    next[index] = head[own]!
    head[own] = index
    return near.length > 1 ? [...new Set(near)].sort((a, b) => a - b) : near
  }
}

const NONE: number[] = []
