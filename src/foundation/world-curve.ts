// Order of places along one fixed curve over the whole Earth: neighbours on the map become neighbours in memory, and what else there
// is has no influence on which of two places comes first. Integers in, integers out.
import { hilbertKeyFrom, hilbertStateAfter, orderOfKeys } from './hilbert.ts'

/**
 * The Earth as a part of a square of 2^32 × 2^32 cells of 1e-7 degrees. The great borders of the curve lie at 31° west and 50° south,
 * where there are no large cities: towns that a border cuts take a little longer to sort.
 */
const WEST_E7 = 2_147_483_648 + 310_000_000
const SOUTH_E7 = 2_147_483_648 + 500_000_000
const LEVELS = 32
/** Levels of the curve that one key holds. */
const KEY_LEVELS = 16
/** Places with equal keys are compared one by one, more of them sorted by keys of their own. */
const FEW = 32

/**
 * The order of places along the curve, exact to the last digit of the coordinates.
 *
 * @param id decides between places at the same position; equal ids keep their order
 * @returns `order`: place `order[0]` comes first. O(n) in practice
 */
export function orderAlongWorldCurve(lonE7: Int32Array, latE7: Int32Array, id: Float64Array): Uint32Array {
  const order = new Uint32Array(lonE7.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  const compare = (a: number, b: number) =>
    compareOnCurve(lonE7[a]!, latE7[a]!, lonE7[b]!, latE7[b]!) || id[a]! - id[b]! || a - b
  sortPart(lonE7, latE7, order, compare)
  return order
}

type Compare = (a: number, b: number) => number

/** Sorts a part of the order: by a key of the levels below those that all its places share, then what has equal keys. */
function sortPart(lonE7: Int32Array, latE7: Int32Array, part: Uint32Array, compare: Compare): void {
  let [low, high] = [4_294_967_295, 0]
  let [left, right] = [low, high]
  for (const place of part) {
    const x = lonE7[place]! + WEST_E7
    const y = latE7[place]! + SOUTH_E7
    if (x < left) left = x
    if (x > right) right = x
    if (y < low) low = y
    if (y > high) high = y
  }
  const differing = ((left ^ right) | (low ^ high)) >>> 0
  const levels = Math.max(KEY_LEVELS, LEVELS - Math.clz32(differing))
  // All at one place.
  if (differing === 0) part.sort(compare)
  else sortByKeys(lonE7, latE7, part, levels, hilbertStateAfter(left, low, LEVELS - levels), compare)
}

function sortByKeys(
  lonE7: Int32Array,
  latE7: Int32Array,
  part: Uint32Array,
  levels: number,
  state: number,
  compare: Compare,
): void {
  const shift = levels - KEY_LEVELS
  const mask = (1 << KEY_LEVELS) - 1
  const keys = new Uint32Array(part.length)
  for (let i = 0; i < part.length; i++) {
    const place = part[i]!
    const x = (lonE7[place]! + WEST_E7) >>> shift
    const y = (latE7[place]! + SOUTH_E7) >>> shift
    keys[i] = hilbertKeyFrom(state, x & mask, y & mask)
  }
  const ranked = orderOfKeys(keys)
  const before = part.slice()
  for (let i = 0; i < part.length; i++) part[i] = before[ranked[i]!]!
  let start = 0
  for (let i = 1; i <= part.length; i++) {
    if (i < part.length && keys[ranked[i]!] === keys[ranked[start]!]) continue
    if (i - start > FEW && shift > 0) sortPart(lonE7, latE7, part.subarray(start, i), compare)
    else if (i - start > 1) part.subarray(start, i).sort(compare)
    start = i
  }
}

/** Which of two positions comes first on the curve: below 0 for the first one, 0 for the same position. */
export function compareOnCurve(lonA: number, latA: number, lonB: number, latB: number): number {
  const [xA, yA] = [lonA + WEST_E7, latA + SOUTH_E7]
  const [xB, yB] = [lonB + WEST_E7, latB + SOUTH_E7]
  const shared = Math.clz32((xA ^ xB) | (yA ^ yB))
  if (shared === LEVELS) return 0
  // Sixteen levels are enough to tell two places apart that differ at the first of them.
  const from = Math.min(shared, LEVELS - KEY_LEVELS)
  const state = hilbertStateAfter(xA, yA, from)
  const shift = LEVELS - KEY_LEVELS - from
  const mask = (1 << KEY_LEVELS) - 1
  const keyA = hilbertKeyFrom(state, (xA >>> shift) & mask, (yA >>> shift) & mask)
  const keyB = hilbertKeyFrom(state, (xB >>> shift) & mask, (yB >>> shift) & mask)
  return keyA - keyB
}
