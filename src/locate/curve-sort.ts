// Sorts points or segments along a Hilbert curve, records and all: each record is moved twice, and never at random over a long way.
// In: records in 1e-7 degrees. Out: the records in curve order with their numbers. Knows not what they are for.
import { hilbertKey24 } from '../foundation/hilbert.ts'
import { E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'

/** Records of 2 (point) or 4 (segment) coordinates each, and a number per record. */
export interface CurveRecords {
  readonly itemsE7: Int32Array
  readonly number: Uint32Array
}

/** How positions of one range become cells of a 4096 × 4096 square. */
interface Frame {
  readonly west: number
  readonly south: number
  readonly perLon: number
  readonly perLat: number
}

/** Longer runs within one cell of the curve get a finer curve. */
const RUN_LIMIT = 8
/** Up to this many records are sorted by insertion. */
const FEW = 64
/** Larger buckets get a curve of their own. */
const LARGE_BUCKET = 8192
/** Bits of a key that choose the bucket: few enough for the processor to keep a page of each bucket at hand. */
const BUCKET_BITS = 10
const BUCKETS = 1 << BUCKET_BITS
const LOW_BITS = 24 - BUCKET_BITS
const DIGIT_BITS = LOW_BITS / 2
const DIGITS = 1 << DIGIT_BITS

/**
 * Writes records in the order of their middles along a Hilbert curve. Where many records fall into one cell of the curve, a
 * finer curve is laid over those alone, again and again: neither a far outlier nor a crowded spot blurs the order. Records
 * with equal middles stay in the order given. O(n) for ordinary data.
 *
 * @param stride coordinates per record: 2 or 4
 * @param to receives the records; as long as `from`
 */
export function sortAlongCurve(from: CurveRecords, stride: 2 | 4, to: CurveRecords): void {
  if (from.number.length > 0) sortRange(from, 0, from.number.length, to, 0, stride)
}

/** Sorts `from[start … end)` to `to[toStart …)`. */
function sortRange(
  from: CurveRecords,
  start: number,
  end: number,
  to: CurveRecords,
  toStart: number,
  stride: number,
): void {
  const frame = frameOf(from.itemsE7, start, end, stride)
  if (frame === null) {
    to.itemsE7.set(from.itemsE7.subarray(start * stride, end * stride), toStart * stride)
    to.number.set(from.number.subarray(start, end), toStart)
    return
  }
  const count = end - start
  const keys = new Uint32Array(count)
  fillKeys(from.itemsE7, start, frame, stride, keys)
  if (count <= FEW) {
    sortFew(from, start, keys, to, toStart, stride)
    return
  }
  const bucketStart = bucketStarts(keys)
  const keyed = scatter(from, start, keys, bucketStart, stride)
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const first = bucketStart[bucket]!
    const last = bucketStart[bucket + 1]!
    if (last - first > LARGE_BUCKET) {
      unpack(keyed, first, last, to, toStart + first, stride)
      refineRun(to, toStart + first, toStart + last, stride)
    } else if (last > first) sortBucket(keyed, first, last, to, toStart + first, stride)
  }
}

/** The square around the middles of a range, or `null` when all are equal. */
function frameOf(itemsE7: Int32Array, start: number, end: number, stride: number): Frame | null {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  const second = stride - 2
  for (let at = start * stride; at < end * stride; at += stride) {
    const lon = (itemsE7[at]! + itemsE7[at + second]!) * 0.5
    const lat = (itemsE7[at + 1]! + itemsE7[at + second + 1]!) * 0.5
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  if (west === east && south === north) return null
  const shrink = Math.max(Math.cos(((south + north) / 2 / E7) * RADIANS_PER_DEGREE), 1e-3)
  const perLat = 4095 / Math.max((east - west) * shrink, north - south)
  return { west, south, perLat, perLon: perLat * shrink }
}

function fillKeys(itemsE7: Int32Array, start: number, frame: Frame, stride: number, keys: Uint32Array): void {
  const { west, south, perLon, perLat } = frame
  const second = stride - 2
  for (let i = 0, at = start * stride; i < keys.length; i++, at += stride) {
    const lon = (itemsE7[at]! + itemsE7[at + second]!) * 0.5
    const lat = (itemsE7[at + 1]! + itemsE7[at + second + 1]!) * 0.5
    keys[i] = hilbertKey24(((lon - west) * perLon) | 0, ((lat - south) * perLat) | 0)
  }
}

function bucketStarts(keys: Uint32Array): Uint32Array {
  const starts = new Uint32Array(BUCKETS + 1)
  for (let i = 0; i < keys.length; i++) starts[(keys[i]! >>> LOW_BITS) + 1]!++
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1]! += starts[bucket]!
  return starts
}

/**
 * Packs records into buckets by the upper bits of their keys; in each bucket they keep their order. A packed record is its
 * coordinates, its number and the lower bits of its key, side by side.
 */
function scatter(
  from: CurveRecords,
  start: number,
  keys: Uint32Array,
  starts: Uint32Array,
  stride: number,
): Int32Array {
  const { itemsE7, number } = from
  const width = stride + 2
  const packed = new Int32Array(keys.length * width)
  const next = starts.map((record) => record * width)
  for (let i = 0, at = start * stride; i < keys.length; i++, at += stride) {
    const key = keys[i]!
    const bucket = key >>> LOW_BITS
    let put = next[bucket]!
    next[bucket] = put + width
    packed[put++] = itemsE7[at]!
    packed[put++] = itemsE7[at + 1]!
    if (stride === 4) {
      packed[put++] = itemsE7[at + 2]!
      packed[put++] = itemsE7[at + 3]!
    }
    packed[put++] = number[start + i]!
    packed[put] = key & ((1 << LOW_BITS) - 1)
  }
  return packed
}

/** Writes packed records as they are. */
function unpack(
  packed: Int32Array,
  first: number,
  last: number,
  to: CurveRecords,
  toStart: number,
  stride: number,
): void {
  const width = stride + 2
  for (let record = first, i = toStart; record < last; record++, i++) {
    to.number[i] = packed[record * width + stride]!
    for (let c = 0; c < stride; c++) to.itemsE7[i * stride + c] = packed[record * width + c]!
  }
}

const order = new Uint16Array(LARGE_BUCKET)
const spareOrder = new Uint16Array(LARGE_BUCKET)
const lowKey = new Uint16Array(LARGE_BUCKET)
const lowDigitStart = new Uint16Array(DIGITS + 1)
const highDigitStart = new Uint16Array(DIGITS + 1)

/** Sorts the records of one bucket by the lower bits of their keys: two counting passes that stay in the nearest caches. */
function sortBucket(
  packed: Int32Array,
  first: number,
  last: number,
  to: CurveRecords,
  toStart: number,
  stride: number,
): void {
  const width = stride + 2
  const count = last - first
  orderBucket(packed, first * width + stride + 1, width, count)
  const { itemsE7, number } = to
  for (let i = 0; i < count; i++) {
    let get = (first + order[i]!) * width
    let put = (toStart + i) * stride
    itemsE7[put++] = packed[get++]!
    itemsE7[put++] = packed[get++]!
    if (stride === 4) {
      itemsE7[put++] = packed[get++]!
      itemsE7[put] = packed[get++]!
    }
    number[toStart + i] = packed[get]!
  }
  const runs = longRuns(count)
  for (let i = 0; i < runs.length; i += 2) refineRun(to, toStart + runs[i]!, toStart + runs[i + 1]!, stride)
}

/** Writes the order of `count` keys that lie `width` apart to `order`, and the keys to `lowKey`. */
function orderBucket(packed: Int32Array, keyAt: number, width: number, count: number): void {
  lowDigitStart.fill(0)
  highDigitStart.fill(0)
  for (let i = 0, at = keyAt; i < count; i++, at += width) {
    const key = packed[at]!
    lowKey[i] = key
    lowDigitStart[(key & (DIGITS - 1)) + 1]!++
    highDigitStart[(key >>> DIGIT_BITS) + 1]!++
  }
  for (let digit = 0; digit < DIGITS; digit++) {
    lowDigitStart[digit + 1]! += lowDigitStart[digit]!
    highDigitStart[digit + 1]! += highDigitStart[digit]!
  }
  for (let i = 0; i < count; i++) spareOrder[lowDigitStart[lowKey[i]! & (DIGITS - 1)]!++] = i
  for (let i = 0; i < count; i++) {
    const record = spareOrder[i]!
    order[highDigitStart[lowKey[record]! >>> DIGIT_BITS]!++] = record
  }
}

const NO_RUNS: readonly number[] = []

/** Runs of equal keys that are longer than the limit: start, end, start, end … within the sorted bucket. */
function longRuns(count: number): readonly number[] {
  let runs = NO_RUNS as number[]
  let head = 0
  for (let i = 1; i <= count; i++) {
    if (i < count && lowKey[order[i]!] === lowKey[order[head]!]) continue
    if (i - head > RUN_LIMIT) {
      if (runs === NO_RUNS) runs = []
      runs.push(head, i)
    }
    head = i
  }
  return runs
}

/** Sorts a run of the output again, along a curve of its own. */
function refineRun(to: CurveRecords, start: number, end: number, stride: number): void {
  const copy = {
    itemsE7: to.itemsE7.slice(start * stride, end * stride),
    number: to.number.slice(start, end),
  }
  sortRange(copy, 0, end - start, to, start, stride)
}

/** Sorts a few records by key, by insertion. */
function sortFew(
  from: CurveRecords,
  start: number,
  keys: Uint32Array,
  to: CurveRecords,
  toStart: number,
  stride: number,
): void {
  const count = keys.length
  const places = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const key = keys[i]!
    let j = i - 1
    while (j >= 0 && keys[places[j]!]! > key) {
      places[j + 1] = places[j]!
      j--
    }
    places[j + 1] = i
  }
  for (let i = 0; i < count; i++) {
    const record = start + places[i]!
    to.number[toStart + i] = from.number[record]!
    let get = record * stride
    for (let put = (toStart + i) * stride, end = put + stride; put < end; ) to.itemsE7[put++] = from.itemsE7[get++]!
  }
}
