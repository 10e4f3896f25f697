// GeoTIFFs for tests, written here and not by the library: any kind of number, byte order, strips or tiles, packing and differencing.
import { zlibSync } from 'fflate'

export interface TiffPlan {
  readonly columns: number
  readonly rows: number
  /** Value of a cell. */
  readonly value: (column: number, row: number) => number
  readonly kind?: 'unsigned8' | 'unsigned16' | 'signed16' | 'signed32' | 'float32' | 'float64'
  readonly bigEndian?: boolean
  readonly bigTiff?: boolean
  readonly packing?: 'none' | 'lzw' | 'deflate' | 'packbits'
  readonly predictor?: 1 | 2 | 3
  /** Tiles of this side; else strips of so many rows. */
  readonly tile?: number
  readonly strip?: number
  /** West and north edge of the first cell, cell size; degrees by default. */
  readonly west?: number
  readonly north?: number
  readonly cell?: number
  readonly point?: boolean
  readonly noData?: number
  readonly epsg?: number
  /** Overrules tags: `[type, values]`, or `null` for leaving one out. */
  readonly tags?: Readonly<Record<number, readonly [type: number, values: readonly number[]] | null>>
}

const KINDS = {
  unsigned8: [1, 1, (v: DataView, at: number, x: number) => v.setUint8(at, x)],
  unsigned16: [1, 2, (v: DataView, at: number, x: number, le: boolean) => v.setUint16(at, x, le)],
  signed16: [2, 2, (v: DataView, at: number, x: number, le: boolean) => v.setInt16(at, x, le)],
  signed32: [2, 4, (v: DataView, at: number, x: number, le: boolean) => v.setInt32(at, x, le)],
  float32: [3, 4, (v: DataView, at: number, x: number, le: boolean) => v.setFloat32(at, x, le)],
  float64: [3, 8, (v: DataView, at: number, x: number, le: boolean) => v.setFloat64(at, x, le)],
} as const
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 12: 8, 16: 8 }

export function drawTiff(plan: TiffPlan): Uint8Array {
  const { columns, rows, kind = 'signed16', packing = 'none', predictor = 1 } = plan
  const le = plan.bigEndian !== true
  const [format, size] = KINDS[kind]
  const blockColumns = plan.tile ?? columns
  const blockRows = plan.tile ?? Math.min(rows, plan.strip ?? rows)
  const blocks: Uint8Array[] = []
  for (let top = 0; top < rows; top += blockRows) {
    for (let left = 0; left < columns; left += blockColumns) {
      const height = plan.tile ?? Math.min(blockRows, rows - top)
      blocks.push(
        packed(differenced(blockOf(plan, left, top, blockColumns, height), predictor, size, blockColumns, le), packing),
      )
    }
  }
  const isTiled = plan.tile !== undefined
  const { west = 10, north = 50, cell = 0.001, epsg = 4326 } = plan
  const isProjected = epsg > 5000 || epsg < 4000
  const geoKeys = [
    1,
    1,
    0,
    3,
    1024,
    0,
    1,
    isProjected ? 1 : 2,
    1025,
    0,
    1,
    plan.point ? 2 : 1,
    isProjected ? 3072 : 2048,
    0,
    1,
    epsg,
  ]
  const half = plan.point ? cell / 2 : 0
  const noData = plan.noData === undefined ? [] : [...new TextEncoder().encode(`${plan.noData}\0`)]
  const tags = new Map<number, readonly [type: number, values: readonly number[]]>([
    [256, [4, [columns]]],
    [257, [4, [rows]]],
    [258, [3, [size * 8]]],
    [259, [3, [{ none: 1, lzw: 5, deflate: 8, packbits: 32773 }[packing]]]],
    [262, [3, [1]]],
    [277, [3, [1]]],
    [317, [3, [predictor]]],
    [339, [3, [format]]],
    ...(isTiled
      ? ([
          [322, [4, [plan.tile!]]],
          [323, [4, [plan.tile!]]],
        ] as const)
      : ([[278, [4, [blockRows]]]] as const)),
    [isTiled ? 324 : 273, [4, blocks.map(() => 0)]],
    [isTiled ? 325 : 279, [4, blocks.map(({ length }) => length)]],
    [33550, [12, [cell, cell, 0]]],
    [33922, [12, [0, 0, 0, west + half, north - half, 0]]],
    [34735, [3, geoKeys]],
    ...(noData.length > 0 ? ([[42113, [2, noData]]] as const) : []),
  ])
  for (const [tag, value] of Object.entries(plan.tags ?? {})) {
    if (value === null) tags.delete(Number(tag))
    else tags.set(Number(tag), value)
  }
  return assemble(tags, blocks, isTiled ? 324 : 273, le, plan.bigTiff === true)
}

function blockOf(plan: TiffPlan, left: number, top: number, width: number, height: number): Uint8Array {
  const [, size, write] = KINDS[plan.kind ?? 'signed16']
  const bytes = new Uint8Array(width * height * size)
  const view = new DataView(bytes.buffer)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = left + x < plan.columns && top + y < plan.rows
      write(view, (y * width + x) * size, inside ? plan.value(left + x, top + y) : 0, plan.bigEndian !== true)
    }
  }
  return bytes
}

function differenced(bytes: Uint8Array, predictor: number, size: number, width: number, le: boolean): Uint8Array {
  if (predictor === 1) return bytes
  const out = bytes.slice()
  for (let start = 0; start < bytes.length; start += width * size) {
    const row = out.subarray(start, start + width * size)
    const own = row.slice()
    if (predictor === 2) {
      const read = (at: number) => {
        let value = 0n
        for (let b = 0; b < size; b++) value = (value << 8n) | BigInt(own[at + (le ? size - 1 - b : b)]!)
        return value
      }
      for (let x = width - 1; x > 0; x--) {
        let difference = BigInt.asUintN(size * 8, read(x * size) - read((x - 1) * size))
        for (let b = 0; b < size; b++) {
          row[x * size + (le ? b : size - 1 - b)] = Number(difference & 255n)
          difference >>= 8n
        }
      }
    } else {
      for (let x = 0; x < width; x++) {
        for (let b = 0; b < size; b++) row[b * width + x] = own[x * size + (le ? size - 1 - b : b)]!
      }
      for (let at = row.length - 1; at > 0; at--) row[at] = (row[at]! - row[at - 1]!) & 255
    }
  }
  return out
}

function packed(bytes: Uint8Array, packing: NonNullable<TiffPlan['packing']>): Uint8Array {
  if (packing === 'deflate') return zlibSync(bytes)
  if (packing === 'lzw') return lzw(bytes)
  if (packing === 'none') return bytes
  const out: number[] = []
  for (let at = 0; at < bytes.length; ) {
    let run = 1
    while (run < 128 && bytes[at + run] === bytes[at]) run++
    if (run > 2) {
      out.push(257 - run, bytes[at]!)
      at += run
      continue
    }
    const part = bytes.subarray(at, at + 100)
    out.push(part.length - 1, ...part)
    at += part.length
  }
  return Uint8Array.from(out)
}

/** A plain LZW writer with a table of texts. */
function lzw(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  let bits = 0n
  let count = 0
  let width = 9
  let table = new Map<string, number>()
  const put = (code: number) => {
    bits = (bits << BigInt(width)) | BigInt(code)
    count += width
    while (count >= 8) {
      out.push(Number((bits >> BigInt(count - 8)) & 255n))
      count -= 8
    }
    bits &= (1n << BigInt(count)) - 1n
  }
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : table.get(text)!)
  put(256)
  let text = ''
  for (const byte of bytes) {
    const longer = text + String.fromCharCode(byte)
    if (longer.length === 1 || table.has(longer)) {
      text = longer
      continue
    }
    put(codeOf(text))
    table.set(longer, 258 + table.size)
    if (258 + table.size === 4095) {
      put(256)
      table = new Map()
      width = 9
    } else if (258 + table.size === 1 << width) width++
    text = String.fromCharCode(byte)
  }
  if (text !== '') put(codeOf(text))
  put(257)
  if (count > 0) out.push(Number(bits << BigInt(8 - count)) & 255)
  return Uint8Array.from(out)
}

function assemble(
  tags: ReadonlyMap<number, readonly [type: number, values: readonly number[]]>,
  blocks: readonly Uint8Array[],
  offsetsTag: number,
  le: boolean,
  big: boolean,
): Uint8Array {
  const sorted = [...tags].sort(([a], [b]) => a - b)
  const word = big ? 8 : 4
  const head = big ? 16 : 8
  let at = head + (big ? 8 : 2) + sorted.length * (big ? 20 : 12) + word
  const valuesAt = new Map<number, number>()
  for (const [tag, [type, values]] of sorted) {
    if (values.length * SIZES[type]! <= word) continue
    valuesAt.set(tag, at)
    at += values.length * SIZES[type]!
  }
  const offsets: number[] = []
  for (const block of blocks) {
    offsets.push(at)
    at += block.length
  }
  const bytes = new Uint8Array(at)
  const view = new DataView(bytes.buffer)
  const write = (to: number, type: number, value: number) => {
    if (type === 12) view.setFloat64(to, value, le)
    else if (type === 16) view.setBigUint64(to, BigInt(value), le)
    else if (type === 4) view.setUint32(to, value, le)
    else if (type === 3) view.setUint16(to, value, le)
    else view.setUint8(to, value)
  }
  bytes.fill(le ? 0x49 : 0x4d, 0, 2)
  write(2, 3, big ? 43 : 42)
  if (big) {
    write(4, 3, 8)
    write(8, 16, head)
    write(head, 16, sorted.length)
  } else {
    write(4, 4, head)
    write(head, 3, sorted.length)
  }
  sorted.forEach(([tag, [type, given]], i) => {
    const values = tag === offsetsTag && given.every((value) => value === 0) ? offsets : given
    const entry = head + (big ? 8 : 2) + i * (big ? 20 : 12)
    write(entry, 3, tag)
    write(entry + 2, 3, type)
    write(entry + 4, big ? 16 : 4, values.length)
    const inline = entry + (big ? 12 : 8)
    const place = valuesAt.get(tag)
    if (place !== undefined) write(inline, big ? 16 : 4, place)
    values.forEach((value, k) => {
      write((place ?? inline) + k * SIZES[type]!, type, value)
    })
  })
  blocks.forEach((block, i) => {
    bytes.set(block, offsets[i]!)
  })
  return bytes
}
