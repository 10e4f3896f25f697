// Wounds for files: bytes changed, pieces cut out, doubled, moved, words put in at which readers take another way. The same numbers give the
// same wounds. It knows no format but that some are archives or blocks, which are packed again.
import { unzipSync, zipSync } from 'fflate'

/** A number below another, by lot. */
export type Lot = (below: number) => number

/** mulberry32. */
export function lotsOf(seed: number): Lot {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const WORDS: readonly Uint8Array[] = [
  ...[
    '-1',
    '0',
    '1e308',
    '1e999',
    'NaN',
    'null',
    'true',
    '""',
    '[]',
    '{}',
    '[[[]]]',
    '"',
    "'",
    ',',
    ';',
    ':',
    '\t',
    '\r\n',
  ],
  ...['9007199254740993', '-9007199254740991', '2147483648', '4294967295', '180.0000001', '90.0000001', '99999999'],
  ...[
    '<',
    '>',
    '/>',
    '</',
    '&#0;',
    '&amp',
    ']]>',
    '<!--',
    '<nd/>',
    '</way>',
    '<node id="1"/>',
    '<c r="ZZZ9999999"/>',
    '</row>',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '{"toString":1}',
    '\0',
    '\ufeff',
    '\ud800',
    '\u001b[2J',
    '=1+1',
    "'=1",
    '＝1',
  ],
  ...[
    '经度',
    '纬度',
    '万人',
    '合计',
    '拟建',
    '12班',
    'id',
    'population',
    'POINT(',
    'POLYGON((',
    'EPSG:4547',
    '+nadgrids=x',
  ],
  ...[' visible="false"', '"visible":false,', '"coordinates":[]', '"type":[],', 'table:number-rows-repeated="9999999"'],
].map((word) => new TextEncoder().encode(word))

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** One to four wounds. */
export function wounded(bytes: Uint8Array, lot: Lot): Uint8Array {
  let out = bytes
  for (let wounds = 1 + lot(4); wounds > 0; wounds--) {
    const at = lot(out.length + 1)
    const end = Math.min(out.length, at + 1 + lot(40))
    const [before, piece, after] = [out.subarray(0, at), out.subarray(at, end), out.subarray(end)]
    const kind = lot(24)
    if (kind < 5) out = joined(before, Uint8Array.of(lot(256)), out.subarray(at + 1))
    else if (kind < 8) out = joined(before, Uint8Array.of((out[at] ?? 0) ^ (1 << lot(8))), out.subarray(at + 1))
    else if (kind < 11) out = joined(before, after)
    else if (kind < 13) out = joined(before, piece, piece, after)
    else if (kind < 20) out = joined(before, WORDS[lot(WORDS.length)]!, out.subarray(at + lot(8)))
    else if (kind < 22) {
      const rest = joined(before, after)
      const to = lot(rest.length + 1)
      out = joined(rest.subarray(0, to), piece, rest.subarray(to))
    } else if (kind < 23) out = joined(before, ...new Array<Uint8Array>(2 + lot(200)).fill(piece), after)
    else if (lot(3) === 0) out = before
  }
  return out
}

/** Mostly a part of an archive, which is packed again; else the archive itself. */
export function woundedArchive(bytes: Uint8Array, lot: Lot): Uint8Array {
  if (lot(10) < 2) return wounded(bytes, lot)
  const parts = unzipSync(bytes)
  const names = Object.keys(parts)
  const name = names[lot(names.length)]!
  return zipSync({ ...parts, [name]: wounded(parts[name]!, lot) }, { level: lot(2) === 0 ? 0 : 1 })
}

/** A few places of a buffer of numbers, which others then put under a new checksum. */
export function woundedInPlace(bytes: Uint8Array, from: number, lot: Lot): Uint8Array {
  const out = bytes.slice()
  for (let wounds = 1 + lot(4); wounds > 0; wounds--) {
    const at = from + lot(out.length - from)
    out[at] = lot(3) === 0 ? 255 * lot(2) : lot(256)
  }
  return out
}
