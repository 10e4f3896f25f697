import { existsSync, readFileSync } from 'node:fs'
import { deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { type ByteSource, bytesSource } from '../../src/read/bytes/byte-source.ts'
import { type ReadOsmOptions, readOsm } from '../../src/read/osm/osm.ts'
import {
  bytesField,
  encodeBlock,
  encodeFile,
  encodeHeader,
  frame,
  frameBlob,
  numberField,
  type TestBlock,
  type TestNode,
  type TestRelation,
  type TestWay,
  varint,
} from './pbf-encoder.ts'
import { plain } from './raw-osm-plain.ts'

const read = (bytes: Uint8Array, options?: ReadOsmOptions) => readOsm(bytesSource('town.osm.pbf', bytes), options)

async function failure(work: Promise<unknown>): Promise<LivingCircleError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(LivingCircleError)
  return error as LivingCircleError
}

/** A source that gives the bytes in pieces of a fixed size. */
function pieces(bytes: Uint8Array, size: number): ByteSource {
  return {
    name: 'town.osm.pbf',
    byteLength: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

const word = fc.oneof(
  fc.constantFrom('highway', 'name', 'foot', 'residential', '清华东路', 'Ça é 😀', ''),
  fc.string({ maxLength: 20 }),
)
const tags = fc.uniqueArray(fc.tuple(word, word), { maxLength: 4, selector: ([key]) => key })
const id = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.maxSafeInteger())
const node: fc.Arbitrary<TestNode> = fc.record({
  id,
  tags,
  lat: fc.integer({ min: -800_000_000, max: 800_000_000 }),
  lon: fc.integer({ min: -1_700_000_000, max: 1_700_000_000 }),
})
const way: fc.Arbitrary<TestWay> = fc.record({ id, tags, refs: fc.array(id, { maxLength: 12 }) })
const relation: fc.Arbitrary<TestRelation> = fc.record({
  id,
  tags,
  members: fc.array(fc.record({ type: fc.constantFrom(0, 1, 2), ref: id, role: word }), { maxLength: 5 }),
})
const style = {
  dense: fc.boolean(),
  info: fc.boolean(),
  granularity: fc.constantFrom(undefined, 100, 10, 1, 90),
  latOffset: fc.constantFrom(undefined, 0, 123, 1_000_000_007, -5_000_000_000),
  lonOffset: fc.constantFrom(undefined, 0, -77, 2_000_000_000),
}
const block: fc.Arbitrary<TestBlock> = fc.oneof(
  fc.record({ ...style, nodes: fc.array(node, { maxLength: 20 }) }),
  fc.record({ ...style, ways: fc.array(way, { maxLength: 10 }) }),
  fc.record({ ...style, relations: fc.array(relation, { maxLength: 5 }) }),
  fc.record({ ...style, nodes: fc.array(node), ways: fc.array(way), relations: fc.array(relation) }),
)

/** What a file holds, told slowly: the last of each id, by id; a copy without tags, or without references, takes none away. */
function truth(blocks: readonly TestBlock[], wanted?: readonly string[]) {
  const nodes = new Map<number, Omit<TestNode, 'lat' | 'lon'> & { readonly lonE7: number; readonly latE7: number }>()
  const ways = new Map<number, TestWay>()
  const relations = new Map<number, TestRelation>()
  const orBefore = <T>(list: readonly T[], before: readonly T[] = []) => (list.length > 0 ? list : before)
  const kept = (pairs: TestNode['tags']) => pairs.filter(([key]) => wanted === undefined || wanted.includes(key))
  const e7 = (value: number, granularity = 100, offset = 0) => Math.round((offset + granularity * value) / 100) + 0
  let count = 0
  for (const { nodes: n = [], ways: w = [], relations: r = [], granularity, latOffset, lonOffset } of blocks) {
    for (const { id, lat, lon, tags } of n) {
      nodes.set(id, {
        id,
        lonE7: e7(lon, granularity, lonOffset),
        latE7: e7(lat, granularity, latOffset),
        tags: orBefore(kept(tags), nodes.get(id)?.tags),
      })
    }
    for (const { id, refs, tags } of w) {
      const before = ways.get(id)
      ways.set(id, { id, refs: orBefore(refs, before?.refs), tags: orBefore(kept(tags), before?.tags) })
    }
    for (const { id, members, tags } of r) {
      const before = relations.get(id)
      const all = orBefore(members, before?.members)
      relations.set(id, { id, members: all, tags: orBefore(kept(tags), before?.tags) })
    }
    count += n.length + w.length + r.length
  }
  const sorted = (map: Map<number, unknown>) => [...map].sort(([a], [b]) => a - b).map(([, element]) => element)
  const elements = { nodes: sorted(nodes), ways: sorted(ways), relations: sorted(relations) }
  return { elements, repeated: count - nodes.size - ways.size - relations.size }
}

describe('readOsm, PBF', () => {
  it('reads what an independent encoder wrote: random elements, styles, blocks and order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom(undefined, ['highway', 'name', '']),
        fc.integer({ min: 1, max: 300 }),
        async (blocks, zlib, tagKeys, size) => {
          const { bytes } = encodeFile(blocks, zlib)
          const raw = await readOsm(pieces(bytes, size), { tagKeys })
          const expected = truth(blocks, tagKeys)
          expect(plain(raw)).toEqual(expected.elements)
          expect(raw.repeatedElements).toBe(expected.repeated)
          expect(new Set(raw.strings).size).toBe(raw.strings.length)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('gives the same arrays and strings whatever the order of elements and blocks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(node, { selector: (n) => n.id, minLength: 1 }),
        fc.uniqueArray(way, { selector: (w) => w.id }),
        fc.integer(),
        async (nodes, ways, seed) => {
          const straight = encodeFile([{ nodes }, { ways }], false).bytes
          const turned = (list: readonly { id: number }[]) =>
            [...list].sort((a, b) => ((a.id ^ seed) % 97) - ((b.id ^ seed) % 97))
          const mixed = encodeFile(
            [{ ways: turned(ways) as TestWay[] }, { nodes: turned(nodes) as TestNode[] }],
            true,
          ).bytes
          expect(await read(mixed)).toEqual(await read(straight))
        },
      ),
      { numRuns: 50 },
    )
  })

  it('keeps ids to 2^53 exactly, whatever the jumps between them', async () => {
    const ids = [
      -Number.MAX_SAFE_INTEGER,
      -(2 ** 40) - 1,
      -1,
      0,
      1,
      2 ** 27 - 1,
      2 ** 27,
      2 ** 28,
      2 ** 32,
      2 ** 35 + 3,
      Number.MAX_SAFE_INTEGER,
    ]
    const nodes = ids.map((id) => ({ id, tags: [], lat: 1, lon: 2 }))
    for (const dense of [true, false]) {
      const { bytes } = encodeFile([{ nodes, dense, ways: [{ id: 7, tags: [], refs: [...ids].reverse() }] }], false)
      const raw = await read(bytes)
      expect([...raw.nodeId]).toEqual(ids)
      expect([...raw.wayRef]).toEqual([...ids].reverse())
    }
  })

  it('reads the header: box, time, program', async () => {
    const bytes = Uint8Array.from([
      ...frame('OSMHeader', encodeHeader({ box: [-8.795, 40.981, -8.358, 41.399] }), true),
      ...frame('OSMFuture', [1, 2, 3], false),
      ...frame('OSMData', encodeBlock({ nodes: [{ id: 1, tags: [], lat: 0, lon: 0 }] }), true),
    ])
    expect((await read(bytes)).header).toEqual({
      box: [-8.795, 40.981, -8.358, 41.399],
      timestamp: '2016-11-09T20:28:02Z',
      generator: 'test-encoder',
    })
  })

  it('takes an inflate of the caller', async () => {
    const nodes = [{ id: 1, tags: [['a', 'b']] as const, lat: 5, lon: 6 }]
    let calls = 0
    const inflate = (bytes: Uint8Array, size: number) => {
      calls++
      return inflateSync(bytes, { maxOutputLength: size })
    }
    const raw = await read(encodeFile([{ nodes }], true).bytes, { inflate })
    expect(calls).toBe(2)
    expect(raw.strings).toEqual(['a', 'b'])
  })
})

describe('readOsm, broken PBF', () => {
  const nodes = [1, 2, 3].map((id) => ({ id, tags: [['name', 'x']] as const, lat: id, lon: id }))
  const ways = [{ id: 9, tags: [], refs: [1, 2, 3] }]

  it('tells truncation at every byte but the borders between blocks', async () => {
    const { bytes, borders } = encodeFile([{ nodes }, { ways }], true)
    for (let length = 1; length < bytes.length; length++) {
      if (borders.includes(length)) continue
      const error = await failure(read(bytes.subarray(0, length)))
      // Below the type field the bytes are not told from others that begin with zeros.
      if (length >= 4) expect([length, error.code]).toEqual([length, 'input-truncated'])
      expect(error.message).toContain('town.osm.pbf')
      expect(error.hint).toBeTruthy()
      if (length >= 4) expect(error.message).toContain(`${length} bytes`)
    }
  })

  it('takes a file that ends at a border for what it holds, but not one without data', async () => {
    const { bytes, borders } = encodeFile([{ nodes }, { ways }], true)
    expect((await failure(read(bytes.subarray(0, borders[1])))).code).toBe('input-empty')
    const raw = await read(bytes.subarray(0, borders[2]))
    expect([raw.nodeId.length, raw.wayId.length]).toEqual([3, 0])
    for (const border of borders.slice(1, 3)) {
      for (const length of [border! - 1, border! + 1]) {
        expect((await failure(read(bytes.subarray(0, length)))).code).toBe('input-truncated')
      }
    }
  })

  it.each(['HistoricalInformation', 'Some-New-Thing'])('refuses the required feature %s by name', async (feature) => {
    const header = encodeHeader({ required: ['OsmSchema-V0.6', 'DenseNodes', feature] })
    const bytes = Uint8Array.from([
      ...frame('OSMHeader', header, true),
      ...frame('OSMData', encodeBlock({ nodes }), true),
    ])
    const error = await failure(read(bytes))
    expect(error.code).toBe('input-unsupported')
    expect(error.message).toContain(feature)
    expect(error.hint).toContain('osmium')
  })

  it.each([
    [4, 'lzma'],
    [5, 'bzip2'],
    [6, 'lz4'],
    [7, 'zstd'],
  ])('names a compression that is not supported: field %i, %s', async (field, compression) => {
    const blob = [...numberField(2, varint(100)), ...bytesField(field, [1, 2, 3])]
    const bytes = Uint8Array.from([...frame('OSMHeader', encodeHeader(), true), ...frameBlob('OSMData', blob)])
    const error = await failure(read(bytes))
    expect(error.code).toBe('input-unsupported')
    expect(error.message).toContain(compression)
  })

  it('refuses blocks that unpack to more or less than they declare', async () => {
    const content = encodeBlock({ nodes })
    for (const [declared, inflate] of [
      [content.length - 1, undefined],
      [content.length + 1, undefined],
      [content.length - 1, (bytes: Uint8Array, size: number) => inflateSync(bytes, { maxOutputLength: size })],
      [40_000_000, undefined],
    ] as const) {
      const zlib = [...deflateSync(Uint8Array.from(content))]
      const blob = [...numberField(2, varint(declared)), ...bytesField(3, zlib)]
      const bytes = Uint8Array.from([...frame('OSMHeader', encodeHeader(), true), ...frameBlob('OSMData', blob)])
      expect((await failure(read(bytes, { inflate }))).code).toBe('input-format')
    }
  })

  it('refuses blobs and headers beyond the limits of the format', async () => {
    const header = frame('OSMHeader', encodeHeader(), true)
    const huge = [...bytesField(1, [...new TextEncoder().encode('OSMData')]), ...numberField(3, varint(40_000_000))]
    const error = await failure(read(Uint8Array.from([...header, 0, 0, 0, huge.length, ...huge])))
    expect(error.code).toBe('input-format')
    expect(error.message).toContain('40,000,000')
    expect((await failure(read(Uint8Array.from([...header, 1, 0, 0, 0, 1, 2, 3])))).code).toBe('input-format')
  })

  it('never crashes, hangs or answers with nonsense when a byte is changed', async () => {
    const { bytes } = encodeFile(
      [{ nodes, ways, relations: [{ id: 1, tags: [], members: [{ type: 0, ref: 1, role: 'x' }] }] }],
      false,
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const changed = bytes.slice()
        changed[at] = value
        try {
          const raw = await read(changed)
          plain(raw)
          expect(raw.nodeTags.offset.length).toBe(raw.nodeId.length + 1)
          expect(raw.wayRefOffset.length).toBe(raw.wayId.length + 1)
          expect(raw.relationMemberOffset.length).toBe(raw.relationId.length + 1)
          for (const lat of raw.nodeLatE7) expect(Math.abs(lat)).toBeLessThanOrEqual(900_000_000)
        } catch (error) {
          expect(error).toBeInstanceOf(LivingCircleError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('stops at the limit of elements and on a signal', async () => {
    const { bytes } = encodeFile([{ nodes }, { ways }], true)
    expect((await failure(read(bytes, { maxElements: 2 }))).code).toBe('input-too-large')
    expect((await failure(read(bytes, { signal: AbortSignal.abort() }))).code).toBe('aborted')
  })

  it('refuses unknown options with a suggestion', async () => {
    const { bytes } = encodeFile([{ nodes }], true)
    const error = await failure(read(bytes, { tagKey: ['highway'] } as unknown as ReadOsmOptions))
    expect(error.code).toBe('unknown-option')
    expect(error.hint).toContain('tagKeys')
  })
})

/** Counts told by `osmium fileinfo -e`, and way references by `osmium cat -f opl`. */
const EXTRACTS = [
  {
    file: 'malta',
    nodes: 252_937,
    ways: 40_028,
    relations: 527,
    lastNode: 4_490_911_671,
    lastWay: 452_274_057,
    lastRelation: 6_697_556,
  },
  {
    file: 'porto',
    nodes: 347_944,
    ways: 51_458,
    relations: 357,
    lastNode: 3_574_972_958,
    lastWay: 351_681_095,
    lastRelation: 5_203_847,
  },
  {
    file: 'porto-alegre',
    nodes: 43_264,
    ways: 16_032,
    relations: 23,
    lastNode: 7_796_273_136,
    lastWay: 835_202_042,
    lastRelation: 8_440_506,
  },
  {
    file: 'munich-centre',
    nodes: 38_803,
    ways: 7_050,
    relations: 762,
    lastNode: 7_730_709_386,
    lastWay: 820_921_956,
    lastRelation: 10_120_163,
  },
  {
    file: 'monaco-streets',
    nodes: 14_286,
    ways: 3_346,
    relations: 46,
    lastNode: 12_454_253_899,
    lastWay: 1_346_509_212,
    lastRelation: 16_399_746,
  },
  {
    file: 'beijing-wudaokou',
    nodes: 7_450,
    ways: 1_360,
    relations: 189,
    lastNode: 4_916_778_221,
    lastWay: 500_547_761,
    lastRelation: 6_787_907,
  },
  {
    file: 'beijing-cau',
    nodes: 4_347,
    ways: 684,
    relations: 194,
    lastNode: 13_647_696_695,
    lastWay: 1_470_448_321,
    lastRelation: 19_719_039,
  },
] as const

const pathOf = (file: string) => new URL(`../../../shared/data/${file}`, import.meta.url)

describe.each(EXTRACTS)('real extract $file', ({ file, nodes, ways, relations, lastNode, lastWay, lastRelation }) => {
  it.skipIf(!existsSync(pathOf(`${file}.osm.pbf`)))('has the counts and last ids that osmium tells', async () => {
    const raw = await readOsm(bytesSource(file, new Uint8Array(readFileSync(pathOf(`${file}.osm.pbf`)))))
    expect([raw.nodeId.length, raw.wayId.length, raw.relationId.length]).toEqual([nodes, ways, relations])
    expect([raw.nodeId.at(-1), raw.wayId.at(-1), raw.relationId.at(-1)]).toEqual([lastNode, lastWay, lastRelation])
    expect(raw.repeatedElements).toBe(0)
  })
})

describe.skipIf(!existsSync(pathOf('beijing-wudaokou.osm')))('XML and PBF of one extract', () => {
  it('give the same value, with all tags and with few', async () => {
    const of = (file: string) => bytesSource(file, new Uint8Array(readFileSync(pathOf(file))))
    for (const tagKeys of [undefined, ['highway', 'name', 'amenity']]) {
      const pbf = await readOsm(of('beijing-wudaokou.osm.pbf'), { tagKeys })
      const xml = await readOsm(of('beijing-wudaokou.osm'), { tagKeys })
      expect(xml).toEqual(pbf)
    }
  })
})
