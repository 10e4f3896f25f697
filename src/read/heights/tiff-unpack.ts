// Strips and tiles of a TIFF, unpacked: packed bytes and the size that they must come to in, bytes out. Never more than that size is written,
// whatever the packed bytes say; a deflated one must agree with its checksum. It knows no pixels beyond their width.

import { adler32, agreesWithZlib } from '../bytes/checksums.ts'

/** Unpacks into memory of a given size and returns how many bytes there were (at most as many). */
type Unpack = (packed: Uint8Array, into: Uint8Array) => number | Promise<number>

/** By the value of the tag `Compression`; others are not supported. */
const METHODS: ReadonlyMap<number, Unpack> = new Map<number, Unpack>([
  [5, unpackLzw],
  [8, unpackDeflate],
  [32946, unpackDeflate],
  [32773, unpackPackBits],
])

/** The method of a value of the tag `Compression`. */
export function unpackMethod(compression: number): Unpack | undefined {
  return METHODS.get(compression)
}

/** Packed bytes are handed on in slices of this size, so that what they unpack to is bounded by them. */
const SLICE = 16_384

async function unpackDeflate(packed: Uint8Array, into: Uint8Array): Promise<number> {
  const { Unzlib } = await import('fflate/browser')
  let unpacked = 0
  let checksum = 1
  const stream = new Unzlib((chunk) => {
    if (unpacked < into.length) into.set(chunk.subarray(0, into.length - unpacked), unpacked)
    unpacked += chunk.length
    checksum = adler32(chunk, checksum)
  })
  // The last strip may be as long as the others: what is beyond the image is not kept but belongs to the checksum.
  const most = 4 * into.length + SLICE
  for (let at = 0; at < packed.length && unpacked <= most; at += SLICE) {
    stream.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length)
  }
  // Other bytes than were packed are as bad as too few: the caller refuses both.
  return agreesWithZlib(packed, checksum, 3) ? Math.min(unpacked, into.length) : 0
}

function unpackPackBits(packed: Uint8Array, into: Uint8Array): number {
  let at = 0
  let written = 0
  while (at < packed.length && written < into.length) {
    const head = (packed[at++]! << 24) >> 24
    if (head === -128) continue
    if (head >= 0) {
      const end = Math.min(at + head + 1, packed.length, at + into.length - written)
      while (at < end) into[written++] = packed[at++]!
    } else if (at < packed.length) {
      const end = Math.min(written + 1 - head, into.length)
      into.fill(packed[at++]!, written, end)
      written = end
    }
  }
  return written
}

const CLEAR = 256
const END = 257
const MOST_CODES = 4096

/** LZW as TIFF has it: high bits first, codes grow one entry early. */
function unpackLzw(packed: Uint8Array, into: Uint8Array): number {
  const prefix = new Uint16Array(MOST_CODES)
  const suffix = new Uint8Array(MOST_CODES)
  const length = new Uint16Array(MOST_CODES)
  for (let code = 0; code < 256; code++) {
    suffix[code] = code
    length[code] = 1
  }
  let next = END + 1
  let width = 9
  let bits = 0
  let bitCount = 0
  let before = -1
  let at = 0
  let written = 0
  while (written < into.length) {
    while (bitCount < width && at < packed.length) {
      bits = ((bits << 8) | packed[at++]!) & 0xfffff
      bitCount += 8
    }
    if (bitCount < width) break
    const code = (bits >>> (bitCount - width)) & ((1 << width) - 1)
    bitCount -= width
    if (code === END) break
    if (code === CLEAR) {
      next = END + 1
      width = 9
      before = -1
      continue
    }
    // A code that is not there yet may only be the one that is being made.
    if (code > next || (code === next && before < 0)) break
    const isNew = code === next
    const own = isNew ? before : code
    const total = length[own]! + (isNew ? 1 : 0)
    let place = written + length[own]!
    let symbol = own
    for (let left = length[own]!; left > 0; left--) {
      place--
      if (place < into.length) into[place] = suffix[symbol]!
      if (left > 1) symbol = prefix[symbol]!
    }
    const first = suffix[symbol]!
    if (isNew && written + total - 1 < into.length) into[written + total - 1] = first
    written = Math.min(into.length, written + total)
    if (before >= 0 && next < MOST_CODES) {
      prefix[next] = before
      suffix[next] = first
      length[next] = length[before]! + 1
      next++
      if (next + 1 >= 1 << width && width < 12) width++
    }
    before = code
  }
  return written
}

/**
 * Undoes the differencing of rows, in place.
 *
 * @param predictor 2 = differences of whole numbers, 3 = of the bytes of floating-point numbers; others leave the bytes
 */
export function undoPredictor(
  bytes: Uint8Array,
  predictor: number,
  row: { readonly rowBytes: number; readonly sampleBytes: number; readonly samples: number },
  littleEndian: boolean,
): void {
  const { rowBytes } = row
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    const line = bytes.subarray(start, start + rowBytes)
    if (predictor === 2) addUpRow(line, row.sampleBytes, row.samples, littleEndian)
    if (predictor === 3) joinFloatRow(line, row.sampleBytes, row.samples, littleEndian)
  }
}

function addUpRow(line: Uint8Array, sampleBytes: number, samples: number, littleEndian: boolean): void {
  const stride = sampleBytes * samples
  for (let at = stride; at + sampleBytes <= line.length; at += sampleBytes) {
    let carry = 0
    for (let byte = 0; byte < sampleBytes; byte++) {
      const place = at + (littleEndian ? byte : sampleBytes - 1 - byte)
      const sum = line[place]! + line[place - stride]! + carry
      line[place] = sum & 0xff
      carry = sum >> 8
    }
  }
}

function joinFloatRow(line: Uint8Array, sampleBytes: number, samples: number, littleEndian: boolean): void {
  for (let at = samples; at < line.length; at++) line[at] = (line[at]! + line[at - samples]!) & 0xff
  const planes = line.slice()
  const count = line.length / sampleBytes
  for (let sample = 0; sample < count; sample++) {
    for (let byte = 0; byte < sampleBytes; byte++) {
      // Planes hold the bytes from the highest to the lowest.
      const place = littleEndian ? sampleBytes - 1 - byte : byte
      line[sample * sampleBytes + place] = planes[byte * count + sample]!
    }
  }
}
