// One compound listed twice is one: the same name in two spellings, the same place, two outlines that lie on each other.
// In: block records with their rows. Out: which are the same as which, and why. It does not know where they come from.
import { greatCircleMetres, localScale } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'
import { placeKeys } from '../categories/category-names.ts'
import type { BlockRecord } from './block-record.ts'
import { OutlineLikeness } from './outline-likeness.ts'

/** Compounds of one name this near are one. */
const SAME_NAME_METRES = 100
/** Points this near are one place. */
const SAME_PLACE_METRES = 2
/** Outlines that lie on each other by this share are one. */
const SAME_OUTLINE = 0.8

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
  const outlines = new OutlineLikeness(blocks.map(({ block }) => block.polygons))
  for (let index = 0; index < blocks.length; index++) {
    let isDoubted = false
    for (const other of near(index)) {
      if (gone.has(other)) continue
      const [one, earlier] = [blocks[index]!, blocks[other]!]
      const people = comparePeople(one.block, earlier.block)
      // A doubt is told once for a block: a hundred thousand rows of one name and place are not told each with each.
      if (people === 'different' && isDoubted) continue
      const same = compareBlocks(one, earlier, people, {
        names: () => likeness(keysOf(index), keysOf(other)),
        outlines: () => outlines.compare(index, other, SAME_OUTLINE),
      })
      if (same === null) continue
      found.push({ goes: index, stays: other, ...same })
      isDoubted = true
      if (!same.certain) continue
      gone.add(index)
      break
    }
  }
  return found
}

/** What takes longer to compare. */
interface Likenesses {
  readonly names: () => NameLikeness
  /** Area in common as a share of the area of both together; 0 where it is less than {@link SAME_OUTLINE}. */
  readonly outlines: () => number
}

/** Two blocks that are near each other. Names and outlines are looked at last. */
function compareBlocks(
  { block: a, further: furtherA }: ListedBlock,
  { block: b, further: furtherB }: ListedBlock,
  people: PeopleLikeness,
  { names, outlines }: Likenesses,
): Pick<SameBlock, 'why' | 'certain'> | null {
  const areOutlines = a.polygons !== null && b.polygons !== null
  const metres = areOutlines ? 0 : greatCircleMetres(a.lonLat[0], a.lonLat[1], b.lonLat[0], b.lonLat[1])
  if (metres > SAME_NAME_METRES || (!areOutlines && (a.name === null || b.name === null))) return null
  const differ = (cell: string, at: number) => {
    const other = furtherB[at] ?? ''
    return cell !== '' && other !== '' && cell !== other
  }
  if (areOutlines) {
    if (names() === 'different') return null
    const overlap = outlines()
    if (overlap < SAME_OUTLINE) return null
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

type PeopleLikeness = 'equal' | 'open' | 'different'

/** Whether groups that both know agree; `equal` where they agree on some people. */
function comparePeople(a: BlockRecord, b: BlockRecord): PeopleLikeness {
  let agreed = false
  for (const [group, count] of [...Object.entries(a.people), ['dwellings', a.dwellings] as const]) {
    const other = group === 'dwellings' ? b.dwellings : Object.hasOwn(b.people, group) ? b.people[group] : null
    if (count === null || count === undefined || other === null || other === undefined) continue
    if (count !== other) return 'different'
    if (count > 0) agreed = true
  }
  return agreed ? 'equal' : 'open'
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
