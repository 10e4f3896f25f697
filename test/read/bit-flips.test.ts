// One bit changed on the way: a disk, a stick, a mail. Whatever has a checksum is refused or read as it was, never as something else.
import { unzipSync, zipSync, zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { nativeInflate } from '../../src/node/native-inflate.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { adler32, crc32 } from '../../src/read/bytes/checksums.ts'
import { openHeightRaster } from '../../src/read/heights/open-heights.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { openTableFile } from '../../src/read/tables/table.ts'
import { drawTiff } from './draw-tiff.ts'
import { encodeFile, type TestNode } from './pbf-encoder.ts'
import { plain } from './raw-osm-plain.ts'
import { xlsx } from './write-tables.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const NODES: TestNode[] = Array.from({ length: 400 }, (_, id) => ({
  id: id + 1,
  lat: 359_000_000 + ((id * 7919) % 10_007),
  lon: 145_000_000 + ((id * 104_729) % 9973),
  tags: id % 5 === 0 ? [['name', `place ${(id * 31) % 97}`]] : [],
}))
const WAYS = [{ id: 9, tags: [['highway', 'path']] as const, refs: NODES.map(({ id }) => id) }]

/** Every `step`-th bit of a part of a file, changed; how often it was read as it was, as something else, or refused. */
async function flips(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => Promise<unknown>,
  step: number,
  [from, to]: readonly [number, number] = [0, bytes.length],
) {
  const whole = JSON.stringify(await read(bytes))
  const found = { same: 0, other: 0, refused: 0 }
  for (let bit = from * 8; bit < to * 8; bit += step) {
    const changed = bytes.slice()
    changed[bit >> 3]! ^= 1 << (bit & 7)
    try {
      found[JSON.stringify(await read(changed)) === whole ? 'same' : 'other']++
    } catch (error) {
      if (!isLivingCircleError(error)) throw error
      found.refused++
    }
  }
  return found
}

async function tableOf(bytes: Uint8Array): Promise<unknown> {
  const tables: unknown[] = []
  for (const sheet of (await openTableFile(bytesSource('t', bytes))).sheets) {
    for await (const { rows, columns } of sheet.chunks()) tables.push(columns, rows)
  }
  return tables
}

const ROWS = Array.from({ length: 120 }, (_, i) => [`b${i}`, `块 ${(i * 37) % 101}`, (i * i) % 977, 116 + i / 1000])
const WORKBOOK = xlsx([{ name: '小区', rows: [['id', '名称', '人口', '经度'], ...ROWS] }])
const KML = `<kml><Document>${ROWS.map(
  ([id, name, , lon]) =>
    `<Placemark id="${id}"><name>${name}</name><Point><coordinates>${lon},39.9</coordinates></Point></Placemark>`,
).join('')}</Document></kml>`

describe('a single bit that has changed', () => {
  it.each([
    ['by the portable way', undefined],
    ["by the platform's zlib", nativeInflate],
  ] as const)('in a PBF, %s', async (_, inflate) => {
    const { bytes } = encodeFile([{ nodes: NODES }, { ways: WAYS }], true)
    const found = await flips(bytes, async (b) => plain(await readOsm(bytesSource('t', b), { inflate })), 7)
    expect(found.other).toBe(0)
    expect(found.refused).toBeGreaterThan(400)
  })

  it.each([
    ['XLSX', WORKBOOK],
    ['XLSX that is not packed', zipSync(unzipSync(WORKBOOK), { level: 0 })],
    ['KMZ', zipSync({ 'doc.kml': utf8(KML) })],
  ])('in a %s', async (_, bytes) => {
    const found = await flips(bytes, tableOf, 29)
    expect(found.other).toBe(0)
    expect(found.refused).toBeGreaterThan(200)
  })

  it('in deflated strips of a GeoTIFF', async () => {
    const value = (column: number, row: number) => ((column * 7 + row * 13) % 90) + (column >> 3) * 40
    const bytes = drawTiff({ columns: 60, rows: 60, value, packing: 'deflate', strip: 60 })
    const strip = zlibSync(new Uint8Array(0)).subarray(0, 2)
    const start = bytes.findLastIndex((byte, at) => byte === strip[0] && bytes[at + 1] === strip[1])
    const read = async (b: Uint8Array) => {
      const raster = await openHeightRaster(bytesSource('hill.tif', b))
      return [...(await raster!.readWindow({ firstColumn: 0, endColumn: 60, firstRow: 0, endRow: 60 }))]
    }
    const found = await flips(bytes, read, 5, [start, bytes.length])
    expect(found.other).toBe(0)
    expect(found.refused).toBeGreaterThan(200)
  })
})

describe('the checksums', () => {
  it('are those of the formats, in one piece or in many', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926)
    expect(adler32(utf8('Wikipedia'))).toBe(0x11e60398)
    const bytes = Uint8Array.from({ length: 200_003 }, (_, i) => (i * i * 31) >> 3)
    for (const cut of [0, 1, 7, 8, 15, 65_536, 131_077, 200_003]) {
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(crc32(bytes))
      expect(adler32(bytes.subarray(cut), adler32(bytes.subarray(0, cut)))).toBe(adler32(bytes))
    }
    const most = new Uint8Array(300_000).fill(255)
    let [low, high] = [1, 0]
    for (const byte of most) {
      low = (low + byte) % 65_521
      high = (high + low) % 65_521
    }
    expect(adler32(most)).toBe(high * 65_536 + low)
  })
})
