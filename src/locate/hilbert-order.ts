// The order of positions along a Hilbert curve, so that neighbours on the ground are neighbours in memory.
// In: positions in 1e-7 degrees. Out: a permutation. Knows neither segments nor streets.
import { hilbertKey, hilbertKey24 } from '../foundation/hilbert.ts'
import { E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'

/**
 * The numbers 0 … n−1 in the order of their positions along a Hilbert curve.
 *
 * Runs of more than `runLimit` positions that fall into one cell of the curve are ordered by a finer curve over that run
 * alone, again and again, so that one far outlier or one crowded spot does not blur the order. Positions that are equal stay
 * in the order of their numbers. O(n) for ordinary data.
 *
 * @param runLimit longest run that may stay in number order although its positions differ; `Infinity` for a rough order
 */
function hilbertOrder(lonE7: Int32Array, latE7: Int32Array, runLimit: number): Uint32Array {
  const count = lonE7.length
  let order: Uint32Array = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  if (count < 2) return order
  let keys: Uint32Array = new Uint32Array(count)
  const sorter = new RunSorter(lonE7, latE7, keys)
  sorter.fillKeys(order, 0, count, count <= 4_000_000)
  const swapKeys = new Uint32Array(count)
  const swapOrder = new Uint32Array(count)
  const passBits = count <= 4_000_000 ? [12, 12] : [11, 11, 10]
  const from = { keys, order }
  const to = { keys: swapKeys, order: swapOrder }
  let shift = 0
  let even = true
  for (const bits of passBits) {
    const source = even ? from : to
    const target = even ? to : from
    radixPass(source.keys, source.order, target.keys, target.order, shift, bits)
    shift += bits
    even = !even
  }
  keys = even ? from.keys : to.keys
  order = even ? from.order : to.order
  if (runLimit < count) sorter.refineRuns(keys, order, runLimit)
  return order
}

/** One stable counting pass on `bits` bits of the keys. */
function radixPass(
  keys: Uint32Array,
  order: Uint32Array,
  outKeys: Uint32Array,
  outOrder: Uint32Array,
  shift: number,
  bits: number,
): void {
  const mask = (1 << bits) - 1
  const next = new Uint32Array(1 << bits)
  const count = keys.length
  for (let i = 0; i < count; i++) next[(keys[i]! >>> shift) & mask]!++
  let sum = 0
  for (let digit = 0; digit < next.length; digit++) {
    const size = next[digit]!
    next[digit] = sum
    sum += size
  }
  for (let i = 0; i < count; i++) {
    const key = keys[i]!
    const place = next[(key >>> shift) & mask]!++
    outKeys[place] = key
    outOrder[place] = order[i]!
  }
}

/** Orders runs of one array of numbers by curves laid over those runs. Holds the scratch of that work. */
class RunSorter {
  readonly lonE7: Int32Array
  readonly latE7: Int32Array
  readonly keys: Uint32Array

  constructor(lonE7: Int32Array, latE7: Int32Array, keys: Uint32Array) {
    this.lonE7 = lonE7
    this.latE7 = latE7
    this.keys = keys
  }

  /** Writes the curve place of `order[start … end)` to `keys`; false when all positions are equal. */
  fillKeys(order: Uint32Array, start: number, end: number, short: boolean): boolean {
    const { lonE7, latE7, keys } = this
    let west = lonE7[order[start]!]!
    let south = latE7[order[start]!]!
    let east = west
    let north = south
    for (let i = start; i < end; i++) {
      const id = order[i]!
      const x = lonE7[id]!
      const y = latE7[id]!
      west = Math.min(west, x)
      east = Math.max(east, x)
      south = Math.min(south, y)
      north = Math.max(north, y)
    }
    if (west === east && south === north) return false
    const middle = Math.cos(((south + north) / 2 / E7) * RADIANS_PER_DEGREE)
    const shrink = Math.max(middle, 1e-3)
    const side = Math.max((east - west) * shrink, north - south)
    const perLat = (short ? 4095 : 65535) / side
    const perLon = perLat * shrink
    for (let i = start; i < end; i++) {
      const id = order[i]!
      const x = ((lonE7[id]! - west) * perLon) | 0
      const y = ((latE7[id]! - south) * perLat) | 0
      keys[i] = short ? hilbertKey24(x, y) : hilbertKey(x, y)
    }
    return true
  }

  /** Orders every run of equal keys that is longer than the limit by a curve of its own. */
  refineRuns(keys: Uint32Array, order: Uint32Array, runLimit: number): void {
    const count = keys.length
    const runs: number[] = []
    let start = 0
    for (let i = 1; i <= count; i++) {
      if (i < count && keys[i] === keys[start]) continue
      if (i - start > runLimit) runs.push(start, i)
      start = i
    }
    while (runs.length > 0) {
      const end = runs.pop()!
      const first = runs.pop()!
      if (!this.fillKeys(order, first, end, false)) continue
      this.sortRun(order, first, end)
      let head = first
      for (let i = first + 1; i <= end; i++) {
        if (i < end && this.keys[i] === this.keys[head]) continue
        if (i - head > runLimit) runs.push(head, i)
        head = i
      }
    }
  }

  /** Sorts `order[start … end)` by key, then by number. */
  private sortRun(order: Uint32Array, start: number, end: number): void {
    const { keys } = this
    const length = end - start
    if (length > 64) {
      const swapKeys = new Uint32Array(length)
      const swapOrder = new Uint32Array(length)
      const runKeys = keys.subarray(start, end)
      const runOrder = order.subarray(start, end)
      // Four passes end where they began.
      for (let shift = 0; shift < 32; shift += 16) {
        radixPass(runKeys, runOrder, swapKeys, swapOrder, shift, 8)
        radixPass(swapKeys, swapOrder, runKeys, runOrder, shift + 8, 8)
      }
      return
    }
    for (let i = start + 1; i < end; i++) {
      const key = keys[i]!
      const id = order[i]!
      let j = i - 1
      while (j >= start && keys[j]! > key) {
        keys[j + 1] = keys[j]!
        order[j + 1] = order[j]!
        j--
      }
      keys[j + 1] = key
      order[j + 1] = id
    }
  }
}

/** Point numbers along a space-filling curve. */
export function orderOfPoints(lonLat: Float64Array): Uint32Array {
  const count = lonLat.length >>> 1
  const lonE7 = new Int32Array(count)
  const latE7 = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    lonE7[i] = lonLat[i * 2]! * E7
    latE7[i] = lonLat[i * 2 + 1]! * E7
  }
  return hilbertOrder(lonE7, latE7, Number.POSITIVE_INFINITY)
}
