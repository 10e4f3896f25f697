// Small files that would fill the memory: repeated references, members, nodes, strings, tags, endless attributes. Each is refused in little
// memory, whatever it is packed by; real extracts are far from every limit.
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { nativeInflate } from '../../src/node/native-inflate.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { BUDGET_FLOOR_BYTES } from '../../src/read/osm/memory-budget.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { READ_OSM_DEFAULTS, type ReadOsmOptions } from '../../src/read/osm/read-osm-options.ts'
import { HEADER, hugeBlob, repeated, repeatedBytes } from './huge-blobs.ts'
import { numberField, varint } from './pbf-encoder.ts'

const MOST_MEGABYTES = 350

/** The code of the refusal; how far memory grew meanwhile must stay small. */
async function refusal(bytes: Uint8Array, options: ReadOsmOptions = {}): Promise<string> {
  const before = process.memoryUsage().arrayBuffers
  try {
    const raw = await readOsm(bytesSource('bomb', bytes), { inflate: nativeInflate, ...options })
    return `read ${raw.nodeId.length} nodes, ${raw.wayRef.length} references`
  } catch (error) {
    if (!isLivingCircleError(error)) throw error
    expect(error.hint).toBeTruthy()
    expect((process.memoryUsage().arrayBuffers - before) / 1e6).toBeLessThan(MOST_MEGABYTES)
    return error.code
  }
}

const MEGA = 1_000_000
const field = (number: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Uint8Array.from(varint(number * 8 + 2)), Uint8Array.from(varint(bytes.length)), bytes])
const STRINGS = field(1, field(1, new Uint8Array(0)))
const ID = Uint8Array.from(numberField(1, varint(1)))
const ways = (references: number) => field(3, Buffer.concat([ID, field(8, Buffer.alloc(references, 2))]))
const nodes = (count: number) =>
  field(
    2,
    Buffer.concat([field(1, Buffer.alloc(count, 2)), field(8, Buffer.alloc(count)), field(9, Buffer.alloc(count))]),
  )
const members = (count: number) =>
  field(
    4,
    Buffer.concat([
      ID,
      field(8, Buffer.alloc(count)),
      field(9, Buffer.alloc(count, 2)),
      field(10, Buffer.alloc(count)),
    ]),
  )
const block = (group: Uint8Array) => hugeBlob('OSMData', Buffer.concat([STRINGS, field(2, group)]))

describe('a PBF that would fill the memory', () => {
  it.each([
    ['references of one way', () => [block(ways(30 * MEGA))]],
    ['ways of a million references', () => repeated(block(ways(MEGA)), 80)],
    ['ways of nothing', () => repeated(block(repeatedBytes(field(3, ID), 900_000)), 40)],
    ['nodes in large blocks', () => repeated(block(nodes(10 * MEGA)), 30)],
    ['nodes in small blocks', () => repeated(block(nodes(MEGA)), 40)],
    ['members of one relation', () => [block(members(10 * MEGA))]],
    ['relations of a million members', () => repeated(block(members(MEGA)), 40)],
    ['strings', () => repeated(hugeBlob('OSMData', field(1, repeatedBytes(Buffer.from([0x0a, 0]), 15 * MEGA))), 8)],
    ['groups', () => repeated(hugeBlob('OSMData', repeatedBytes(Buffer.from([0x12, 0]), 2 * MEGA)), 1)],
  ])('%s', async (_, blobs) => {
    const bytes = Buffer.concat([HEADER, ...blobs()])
    expect(bytes.length).toBeLessThan(1_000_000)
    expect(['input-too-large', 'input-format']).toContain(await refusal(bytes))
    expect(await refusal(bytes, { inflate: undefined })).not.toContain('read')
  })

  it('is read where the caller says so', async () => {
    const bytes = Buffer.concat([HEADER, block(ways(1_500_000))])
    expect(await refusal(bytes)).toBe('input-too-large')
    expect(await refusal(bytes, { maxReferences: 2_000_000 })).toBe('read 0 nodes, 1500000 references')
  })
})

/** A text with a part that comes so often that it is a hundred megabytes and more, gzipped. */
function packedText(before: string, part: string, times: number, after: string): Uint8Array {
  return gzipSync(Buffer.concat([Buffer.from(before), Buffer.alloc(part.length * times, part), Buffer.from(after)]))
}

describe('packed XML and JSON that would fill the memory', () => {
  it.each([
    ['an attribute without end', '<osm><node id="1" a="', 'a', 100 * MEGA, '"/></osm>'],
    ['attributes', '<osm><node id="1" ', 'a="x" ', 20 * MEGA, '/></osm>'],
    ['a text without end', '<osm><node id="1" lat="1" lon="1"/>', 'x', 100 * MEGA, '</osm>'],
    ['references', '<osm><way id="1">', '<nd ref="1"/>', 3 * MEGA, '</way></osm>'],
    ['tags', '<osm><node id="1" lat="1" lon="1">', '<tag k="a" v="b"/>', 3 * MEGA, '</node></osm>'],
    ['members', '<osm><relation id="1">', '<member type="way" ref="1" role=""/>', 2 * MEGA, '</relation></osm>'],
    ['nodes', '<osm>', '<node id="1" lat="1" lon="1"/>', 4 * MEGA, '</osm>'],
    ['brackets', '{"version":0.6,"elements":[{"type":"node","id":1,"lat":1,"lon":1}', ',{}', 20 * MEGA, ']}'],
  ])('%s', async (_, before, part, times, after) => {
    const bytes = packedText(before, part, times, after)
    expect(bytes.length).toBeLessThan(1_500_000)
    expect(['input-too-large', 'input-format']).toContain(await refusal(bytes))
  })

  it('a plain document of brackets alone', async () => {
    const text = `{"version":0.6,"elements":[${'{},'.repeat(2 * MEGA)}{}]}`
    expect(await refusal(Buffer.from(text))).toBe('input-too-large')
  })
})

describe('honest files', () => {
  it('are far from the limits', () => {
    // What the extracts of shared data take: at most 5 bytes of columns for each byte (see CHANGELOG).
    expect(READ_OSM_DEFAULTS.maxMemoryMultiple).toBeGreaterThanOrEqual(30)
    expect(BUDGET_FLOOR_BYTES).toBeGreaterThan(60 * MEGA)
  })
})
