// One look at all segments before they are put into cells: how far they reach, how long they are, whether they come in an order.
// In: segments in 1e-7 degrees. Out: numbers about them; the segments put into bands. Knows neither cells nor streets.

/**
 * Long loops run in parts of this many segments, each a call: a function that is called a thousand times is compiled once and
 * for good, while a loop that runs once is compiled in the middle of its run, and again for the next million.
 */
export const PART = 1024

/** What one look at all segments tells. */
export interface Survey {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  /** Sums of the differences of longitude and of latitude along the segments, and the largest of them. */
  readonly lonLength: number
  readonly latLength: number
  readonly longestLon: number
  readonly longestLat: number
}

/** What `surveyPart` has seen so far, in the order of {@link Survey}. */
const seen = new Float64Array(8)

/** Looks at segments: at least one. */
export function surveySegments(endsE7: Int32Array): Survey {
  const [lon, lat] = [endsE7[0]!, endsE7[1]!]
  seen.set([lon, lat, lon, lat, 0, 0, 0, 0])
  for (let at = 0; at < endsE7.length; at += PART * 4) surveyPart(endsE7, at, Math.min(at + PART * 4, endsE7.length))
  return {
    west: seen[0]!,
    south: seen[1]!,
    east: seen[2]!,
    north: seen[3]!,
    lonLength: seen[4]!,
    latLength: seen[5]!,
    longestLon: seen[6]!,
    longestLat: seen[7]!,
  }
}

function surveyPart(endsE7: Int32Array, start: number, end: number): void {
  let west = seen[0]!
  let south = seen[1]!
  let east = seen[2]!
  let north = seen[3]!
  let lonLength = seen[4]!
  let latLength = seen[5]!
  let longestLon = seen[6]!
  let longestLat = seen[7]!
  for (let at = start; at < end; at += 4) {
    const lonA = endsE7[at]!
    const latA = endsE7[at + 1]!
    const lonB = endsE7[at + 2]!
    const latB = endsE7[at + 3]!
    if (lonA < west) west = lonA
    if (lonB < west) west = lonB
    if (lonA > east) east = lonA
    if (lonB > east) east = lonB
    if (latA < south) south = latA
    if (latB < south) south = latB
    if (latA > north) north = latA
    if (latB > north) north = latB
    const lonSpan = Math.abs(lonB - lonA)
    const latSpan = Math.abs(latB - latA)
    lonLength += lonSpan
    latLength += latSpan
    if (lonSpan > longestLon) longestLon = lonSpan
    if (latSpan > longestLat) longestLat = latSpan
  }
  seen[0] = west
  seen[1] = south
  seen[2] = east
  seen[3] = north
  seen[4] = lonLength
  seen[5] = latLength
  seen[6] = longestLon
  seen[7] = longestLat
}

/** Bands of latitude into which scattered segments are put first. */
const BANDS = 256
/** How many pairs of neighbours in order are looked at to see whether segments are scattered. */
const PAIRS = 512

/** Segments in an order to go through them in; without numbers they are 0, 1, 2 … */
export interface OrderedSegments {
  readonly endsE7: Int32Array
  readonly numbers: Uint32Array | undefined
}

/**
 * Segments in such an order that the cells which the next ones touch are near in memory: as given where they are, else in bands
 * of latitude. To write each record to a far place of its own takes longer than to move all segments once.
 */
export function inPassableOrder(
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
  { south, north }: Survey,
): OrderedSegments {
  if (!isScattered(endsE7, (north - south) / 32)) return { endsE7, numbers }
  const perLatE7 = BANDS / (north - south + 1)
  const count = endsE7.length >>> 2
  const next = new Int32Array(BANDS + 1)
  for (let from = 0; from < count; from += PART) {
    countBands(endsE7, from, Math.min(from + PART, count), south, perLatE7, next)
  }
  for (let band = 0; band < BANDS; band++) next[band + 1]! += next[band]!
  const banded = { endsE7: new Int32Array(count * 4), numbers: new Uint32Array(count) }
  for (let from = 0; from < count; from += PART) {
    const end = Math.min(from + PART, count)
    moveToBands(endsE7, numbers, from, end, south, perLatE7, next, banded.endsE7, banded.numbers)
  }
  return banded
}

/** Whether segments that follow each other lie far apart more often than not. Streets of a network hardly ever do. */
function isScattered(endsE7: Int32Array, farE7: number): boolean {
  const step = Math.max(1, Math.floor(endsE7.length / 4 / PAIRS)) * 4
  let pairs = 0
  let far = 0
  for (let at = 0; at + 4 < endsE7.length; at += step) {
    pairs++
    if (Math.abs(endsE7[at + 5]! - endsE7[at + 1]!) > farE7) far++
  }
  return far * 2 > pairs
}

/** Counts each band's segments in the entry after its own. */
function countBands(
  endsE7: Int32Array,
  from: number,
  end: number,
  south: number,
  perLatE7: number,
  next: Int32Array,
): void {
  for (let segment = from; segment < end; segment++) {
    next[(((endsE7[segment * 4 + 1]! - south) * perLatE7) | 0) + 1]!++
  }
}

function moveToBands(
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
  from: number,
  end: number,
  south: number,
  perLatE7: number,
  next: Int32Array,
  banded: Int32Array,
  bandedNumbers: Uint32Array,
): void {
  for (let segment = from; segment < end; segment++) {
    const at = segment * 4
    const band = ((endsE7[at + 1]! - south) * perLatE7) | 0
    const place = next[band]!
    next[band] = place + 1
    bandedNumbers[place] = numbers === undefined ? segment : numbers[segment]!
    banded[place * 4] = endsE7[at]!
    banded[place * 4 + 1] = endsE7[at + 1]!
    banded[place * 4 + 2] = endsE7[at + 2]!
    banded[place * 4 + 3] = endsE7[at + 3]!
  }
}
