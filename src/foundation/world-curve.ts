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

/** Which of two places comes first: below 0 for the first one. */
type Compare = (a: number, b: number) => number

/**
 * The order of places along the curve, exact to the last digit of the coordinates.
 *
 * @param tie decides between places at the same position; those that it does not tell apart keep their order
 * @returns `order`: place `order[0]` comes first. O(n) in practice
 */
export function orderAlongWorldCurve(lonE7: Int32Array, latE7: Int32Array, tie: Compare): Uint32Array {
  const compare = (a: number, b: number) =>
    compareOnCurve(lonE7[a]!, latE7[a]!, lonE7[b]!, latE7[b]!) || tie(a, b) || a - b
  return sorted(lonE7, latE7, compare)
}

/** Sorts by a key of the levels below those that all places share, then what has equal keys. */
function sorted(lonE7: Int32Array, latE7: Int32Array, compare: Compare): Uint32Array {
  const { levels, state } = frameOf(lonE7, latE7)
  const shift = levels - KEY_LEVELS
  const mask = (1 << KEY_LEVELS) - 1
  const keys = new Uint32Array(lonE7.length)
  for (let place = 0; place < keys.length; place++) {
    const x = (lonE7[place]! + WEST_E7) >>> shift
    const y = (latE7[place]! + SOUTH_E7) >>> shift
    keys[place] = hilbertKeyFrom(state, x & mask, y & mask)
  }
  const order = orderOfKeys(keys)
  let start = 0
  let last = keys[order[0]!]
  for (let i = 1; i <= order.length; i++) {
    const key = i < order.length ? keys[order[i]!]! : -1
    if (key === last) continue
    if (i - start > 1) sortRun(lonE7, latE7, order.subarray(start, i), shift > 0, compare)
    start = i
    last = key
  }
  return order
}

/** Sorts places with equal keys: a few one by one, many by keys of their own where finer ones exist. */
function sortRun(lonE7: Int32Array, latE7: Int32Array, run: Uint32Array, isCoarse: boolean, compare: Compare): void {
  if (run.length <= FEW || !isCoarse) {
    run.sort(compare)
    return
  }
  const places = run.slice()
  const order = sorted(
    Int32Array.from(places, (place) => lonE7[place]!),
    Int32Array.from(places, (place) => latE7[place]!),
    (a, b) => compare(places[a]!, places[b]!),
  )
  for (let i = 0; i < run.length; i++) run[i] = places[order[i]!]!
}

/** The part of the Earth's square that holds all places: how many levels lie below it, and how the curve lies in it. */
function frameOf(lonE7: Int32Array, latE7: Int32Array): { readonly levels: number; readonly state: number } {
  let west = 2_147_483_647
  let east = -west
  let [south, north] = [west, east]
  for (let place = 0; place < lonE7.length; place++) {
    const lon = lonE7[place]!
    const lat = latE7[place]!
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  const [left, low] = [west + WEST_E7, south + SOUTH_E7]
  const differing = (left ^ (east + WEST_E7)) | (low ^ (north + SOUTH_E7))
  const levels = Math.max(KEY_LEVELS, LEVELS - Math.clz32(differing))
  return { levels, state: hilbertStateAfter(left, low, LEVELS - levels) }
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
