// The checksums that zip entries (CRC-32) and zlib streams (Adler-32) carry. Bytes in, a number out, piece by piece. Knows no format.

/** CRC-32 of zip and gzip, by eight tables: eight bytes a step. */
const CRC_TABLES = crcTables()

function crcTables(): readonly Int32Array[] {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256))
  const [first] = tables as [Int32Array]
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte
    for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1
    first[byte] = rest
  }
  for (let table = 1; table < 8; table++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = tables[table - 1]![byte]!
      tables[table]![byte] = first[before & 0xff]! ^ (before >>> 8)
    }
  }
  return tables
}

/** The CRC-32 of bytes, going on from that of the bytes before them (0 where there are none). */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = CRC_TABLES as unknown as [
    ...[Int32Array, Int32Array, Int32Array, Int32Array],
    ...[Int32Array, Int32Array, Int32Array, Int32Array],
  ]
  let crc = ~before
  let at = 0
  for (const last = bytes.length - 7; at < last; at += 8) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    crc =
      t7[crc & 0xff]! ^
      t6[(crc >>> 8) & 0xff]! ^
      t5[(crc >>> 16) & 0xff]! ^
      t4[crc >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!
  }
  for (; at < bytes.length; at++) crc = t0[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

const ADLER_PRIME = 65_521
/** As many bytes as can be added up, from sums below the prime, within 31 bits: 65,520 × (n + 1) + 255 × n × (n + 1) / 2 < 2^31. */
const ADLER_RUN = 3_800

/** The Adler-32 of bytes, going on from that of the bytes before them (1 where there are none). */
export function adler32(bytes: Uint8Array, before = 1): number {
  let low = before & 0xffff
  let high = before >>> 16
  let at = 0
  while (at < bytes.length) {
    const end = Math.min(at + ADLER_RUN, bytes.length)
    // Eight at a time and in whole numbers: three times as fast as a plain loop.
    for (const last = end - 7; at < last; at += 8) {
      high = (high + (low = (low + bytes[at]!) | 0)) | 0
      high = (high + (low = (low + bytes[at + 1]!) | 0)) | 0
      high = (high + (low = (low + bytes[at + 2]!) | 0)) | 0
      high = (high + (low = (low + bytes[at + 3]!) | 0)) | 0
      high = (high + (low = (low + bytes[at + 4]!) | 0)) | 0
      high = (high + (low = (low + bytes[at + 5]!) | 0)) | 0
      high = (high + (low = (low + bytes[at + 6]!) | 0)) | 0
      high = (high + (low = (low + bytes[at + 7]!) | 0)) | 0
    }
    for (; at < end; at++) high = (high + (low = (low + bytes[at]!) | 0)) | 0
    low %= ADLER_PRIME
    high %= ADLER_PRIME
  }
  return ((high << 16) | low) >>> 0
}

/**
 * Whether bytes of a given Adler-32 are those that a zlib stream was made of: its last four bytes say so.
 *
 * @param spare bytes that may follow the stream (writers that begin everything at whole words leave up to 3)
 */
export function agreesWithZlib(packed: Uint8Array, checksum: number, spare = 0): boolean {
  for (let end = packed.length; end >= 6 && end >= packed.length - spare; end--) {
    const [a, b, c, d] = packed.subarray(end - 4, end) as unknown as [number, number, number, number]
    if (((a << 24) | (b << 16) | (c << 8) | d) >>> 0 === checksum) return true
  }
  return false
}
