// Saving and loading an answer: exact, the same bytes twice, and nothing damaged or forged gets through.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { fromAnswerBytes, type SavedArray, sealAnswerBytes, toAnswerBytes } from '../../src/answer/answer-bytes.ts'
import { packValue } from '../../src/answer/pack-value.ts'
import { loadAnswer, saveAnswer } from '../../src/answer/saved-answer.ts'
import { unpackValue } from '../../src/answer/unpack-value.ts'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { sampleBasemap, sampleReport } from '../report/fixture.ts'
import { makeReport } from '../report/table-fixture.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

const roundTrip = (value: unknown) => {
  const { json, arrays } = packValue(value)
  const file = fromAnswerBytes(toAnswerBytes(json, arrays))
  return unpackValue(file.json, file.arrays)
}

/** The code of the error that loading throws; anything else thrown fails the test. */
function refusal(bytes: Uint8Array): string {
  try {
    loadAnswer(bytes)
  } catch (error) {
    if (isLivingCircleError(error)) return error.code
    throw error
  }
  return 'loaded'
}

const scalar = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
const pair = fc.tuple(fc.double({ noNaN: true }), fc.integer())
const array = fc.oneof(
  fc.uint8Array(),
  fc.array(fc.double()).map((list) => Float64Array.from(list)),
  fc.array(fc.integer()).map((list) => Int32Array.from(list)),
)
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    array,
    tie('list'),
    tie('record'),
    tie('table'),
  ),
  list: fc.array(tie('value')),
  record: fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$a', '$t', '__proto__', 'constructor')), tie('value'), {
    noNullPrototype: true,
  }),
  // Long enough to become columns, with fields that some rows lack.
  table: fc.array(
    fc.record(
      {
        id: fc.string(),
        number: fc.double(),
        flag: fc.boolean(),
        place: pair,
        names: fc.array(fc.string()),
        parts: fc.array(fc.double()),
        rings: fc.array(fc.array(pair, { minLength: 3 })),
        any: fc.option(tie('value')),
      },
      { requiredKeys: ['id', 'number'], noNullPrototype: true },
    ),
    { minLength: 8, maxLength: 20 },
  ),
})).value

describe('a packed value', () => {
  it('comes back exactly, with -0, NaN, names of every kind', () => {
    fc.assert(
      fc.property(plain, (value) => isDeepStrictEqual(roundTrip(value), value)),
      { numRuns: 300 },
    )
  })

  it('keeps apart what is null, absent, and one list that many records share', () => {
    const shared = [[[0, 1] as const, [2, 3] as const, [0, 1] as const]]
    const rows = Array.from({ length: 12 }, (_, i) => ({
      rings: i === 3 ? null : shared,
      ...(i % 2 ? { odd: i } : {}),
    }))
    const back = roundTrip(rows) as typeof rows
    expect(isDeepStrictEqual(back, rows)).toBe(true)
    expect(new Set(back.map(({ rings }) => rings)).size).toBe(2)
    expect(Object.hasOwn(back[0]!, 'odd')).toBe(false)
  })

  it('is refused where it nests too deeply, however it says so', () => {
    let deep = '1'
    for (let i = 0; i < 100_000; i++) deep = `[${deep}]`
    for (const root of [deep, '{"a":'.repeat(60) + '1' + '}'.repeat(60)]) {
      expect(() => unpackValue(`{"root":${root},"texts":[]}`, [])).toThrow(/damaged/)
    }
  })

  it('does not touch the prototype of anything', () => {
    const root = '{"__proto__":{"polluted":true}}'
    expect(() => unpackValue(`{"root":${root},"texts":[]}`, [])).toThrow(/kept for forms/)
    const column = '{"$t":[1,[["__proto__",["values",[{"polluted":true}]]]]]}'
    expect(() => unpackValue(`{"root":${column},"texts":[]}`, [])).toThrow(/no name/)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('a saved answer', () => {
  let judged: AccessReport
  beforeAll(async () => {
    judged = (await analyseSampleTown({ standard: standardPack('gb50180-2018') })).report
  }, 30_000)
  const ground = () => ({
    basemap: sampleBasemap(),
    routes: [{ blockId: 'b', category: 'c', line: [[1, 2] as const] }],
  })

  it('comes back exactly, and saves to the same bytes again', () => {
    const reports = [judged, sampleReport({ hostile: true }), makeReport({ nasty: true, blocks: 60, categories: 9 })]
    for (const report of [...reports, makeReport({ basis: 'distance' }), sampleReport({ people: 'unknown' })]) {
      const bytes = saveAnswer(report, ground())
      const { report: back, basemap, routes } = loadAnswer(bytes)
      expect(isDeepStrictEqual({ report: back, basemap, routes }, { report, ...ground() })).toBe(true)
      expect(Buffer.compare(saveAnswer(back, { basemap, routes }), bytes)).toBe(0)
      expect(Buffer.compare(saveAnswer(report, ground()), bytes)).toBe(0)
    }
  })

  it('of random towns comes back exactly', () => {
    const town = fc.record({
      seed: fc.integer({ min: 0 }),
      blocks: fc.integer({ min: 1, max: 40 }),
      hostile: fc.boolean(),
    })
    fc.assert(
      fc.property(town, (options) => {
        const report = sampleReport({ ...options, categories: 5 })
        return isDeepStrictEqual(loadAnswer(saveAnswer(report)).report, report)
      }),
      { numRuns: 20 },
    )
  })

  it('has its arrays as they are: views of the bytes, at any place in memory', () => {
    const bytes = saveAnswer(judged)
    const { table } = loadAnswer(bytes).report
    expect([table.share.buffer, table.walkSeconds.buffer, table.count.buffer]).toEqual(Array(3).fill(bytes.buffer))
    const moved = new Uint8Array(bytes.length + 3)
    moved.set(bytes, 3)
    expect(isDeepStrictEqual(loadAnswer(moved.subarray(3)).report, judged)).toBe(true)
  })

  // Processor time on a machine with eight runs at once, after the first: 1,140 blocks × 58 kinds with 28,284 gaps (Malta) 96 to 150 ms,
  // 3,000 × 60 with 180,000 verdicts 200 to 225 ms. What costs is the making of records. Times are not tested; that no cell of the table becomes
  // an object is.
  it('makes no object for any cell of the table', () => {
    const { arrays, json } = packValue(judged)
    const cells = judged.table.share.length
    expect(arrays.filter(({ length }) => length === cells).length).toBeGreaterThanOrEqual(3)
    expect(json.length).toBeLessThan(cells * 100)
    expect(judged.verdicts.length * 4).toBeLessThan(JSON.stringify(judged.verdicts).length / 20)
    expect(json).not.toContain('"blockIndex":')
  })

  it('is refused when it is cut off anywhere', () => {
    const bytes = saveAnswer(makeReport({ blocks: 3 }))
    for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 300)) {
      expect(refusal(bytes.subarray(0, length))).toMatch(/^input-(truncated|format)$/)
    }
    expect(refusal(bytes.subarray(0, bytes.length - 1))).toBe('input-truncated')
    expect(refusal(Uint8Array.from([...bytes, ...new Uint8Array(8)]))).toBe('input-format')
  })

  it('is refused when any bit is another', () => {
    const bytes = saveAnswer(makeReport({ blocks: 2, categories: 2 }))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const other = bytes.slice()
        other[bit >> 3]! ^= 1 << (bit & 7)
        return refusal(other) !== 'loaded'
      }),
      { numRuns: 2000 },
    )
    // Every bit of the head and of the list of arrays, and of the last words.
    for (let bit = 0; bit < 48 * 8; bit++) {
      const other = bytes.slice()
      other[bit >> 3]! ^= 1 << (bit & 7)
      expect(refusal(other)).not.toBe('loaded')
    }
  })

  it('of another version is refused by name, other bytes are', () => {
    const bytes = saveAnswer(makeReport())
    new DataView(bytes.buffer).setUint32(8, 99, true)
    expect(() => loadAnswer(bytes)).toThrow(/format version 99; this program reads 2/)
    expect(refusal(new Uint8Array(0))).toBe('input-format')
    expect(
      refusal(new TextEncoder().encode('<html>not an answer, but long enough for a head of any file</html>')),
    ).toBe('input-format')
  })
})

/** What a forger changes: the value that is packed, with checksums that fit. */
type Forged = { [Name in keyof AccessReport]: unknown }

describe('a forged answer', () => {
  const report = makeReport({ blocks: 12 })
  const forge = (change: Partial<Forged>) => saveAnswer({ ...report, ...change } as AccessReport)
  const table = (change: Partial<AccessReport['table']>) => forge({ table: { ...report.table, ...change } })
  const first = (list: readonly object[], change: object) =>
    list.map((one, i) => (i === 0 ? { ...one, ...change } : one))

  it('passes where it is none', () => expect(refusal(forge({}))).toBe('loaded'))

  it.each<[string, () => Uint8Array]>([
    [
      'a facility that there is not',
      () => table({ facility: report.table.facility.slice().fill(report.facilities.length) }),
    ],
    ['a facility below −1', () => table({ facility: report.table.facility.slice().fill(-2) })],
    ['an unknown status', () => table({ status: report.table.status.slice().fill(4) })],
    ['shares of fewer cells', () => table({ share: report.table.share.slice(1) })],
    ['more blocks than there are', () => table({ blockCount: 13 })],
    ['counts in another type', () => table({ count: Float64Array.from(report.table.count) as never })],
    ['fewer blocks', () => forge({ blocks: report.blocks.slice(1) })],
    ['a name that is a number', () => forge({ blocks: first(report.blocks, { name: 5 }) })],
    ['a place of one number', () => forge({ blocks: first(report.blocks, { lonLat: [1] }) })],
    ['a ring of texts', () => forge({ gaps: first(report.gaps, { polygons: [[['a']]] }) })],
    ['an unknown action', () => forge({ gaps: first(report.gaps, { action: 'rob a bank' }) })],
    ['a gap without kind', () => forge({ gaps: first(report.gaps, { kind: undefined }) })],
    ['limits that descend', () => forge({ options: { ...report.options, limits: [15, 10, 5] } })],
    ['a verdict on no block', () => forge({ verdicts: first(report.verdicts, { blockIndex: 12 }) })],
    [
      'a rank of no kind',
      () => forge({ facts: { ...report.facts, limits: first(report.facts.limits, { ranking: [99] }) } }),
    ],
    [
      'gaps in no order',
      () =>
        forge({
          facts: { ...report.facts, limits: first(report.facts.limits, { gapOffset: new Uint32Array(5).fill(9) }) },
        }),
    ],
    ['an unknown verdict', () => forge({ facts: { ...report.facts, verdict: report.facts.verdict.slice().fill(5) } })],
    ['no notices', () => forge({ notices: undefined })],
    ['a list in place of a report', () => saveAnswer([] as never)],
    [
      'a basemap whose offsets go back',
      () => {
        const basemap = sampleBasemap()
        const { offset, lonE7, latE7 } = basemap.water
        return saveAnswer(report, {
          basemap: { ...basemap, water: { offset: offset.slice().reverse(), lonE7, latE7 } },
          routes: [],
        })
      },
    ],
  ])('with %s is refused', (_, make) => expect(refusal(make())).toBe('input-format'))

  it.each<[string, unknown, SavedArray[]]>([
    ['an array that is not there', { $a: 7 }, []],
    ['rows without number', { $t: [1e9, []] }, []],
    ['more rows than its columns have', { $t: [1e9, [['a', ['numbers', 0]]]] }, [new Int32Array(2)]],
    ['a text that is not there', { $t: [1, [['a', ['texts', 0]]]] }, [Uint32Array.of(4_000_000_000)]],
    [
      'a list that is not there',
      { $t: [1, [['a', ['lists', 0, 1, ['numbers', 2]]]]] },
      [Uint32Array.of(5), Uint32Array.of(0, 1), Int32Array.of(1)],
    ],
    [
      'lists beyond their items',
      { $t: [1, [['a', ['lists', 0, 1, ['numbers', 2]]]]] },
      [Uint32Array.of(0), Uint32Array.of(0, 4e9), Int32Array.of(1)],
    ],
    [
      'lists that go back',
      { $t: [1, [['a', ['lists', 0, 1, ['numbers', 2]]]]] },
      [Uint32Array.of(0), Uint32Array.of(0, 9, 1), Int32Array.of(1)],
    ],
    ['half a pair', { $t: [1, [['a', ['pairs', 0]]]] }, [Int32Array.of(1, 2, 3)]],
    [
      'a mask that does not fit',
      { $t: [2, [['a', ['mask', 0, ['numbers', 1]]]]] },
      [Uint8Array.of(0, 0), Int32Array.of(1)],
    ],
    ['a form that nobody knows', { $z: 1 }, []],
    ['a number that is none', { $n: 'many' }, []],
  ])('that says %s is refused', (_, root, arrays) => {
    expect(refusal(toAnswerBytes(JSON.stringify({ root: { report: root }, texts: [] }), arrays))).toBe('input-format')
  })

  it('whose parts are longer than the file is refused before room is made for them', () => {
    const bytes = toAnswerBytes('{}', [Uint8Array.of(1)])
    const words = new Uint32Array(bytes.buffer)
    for (const [word, value] of [
      [5, 0xffffffff],
      [6, 0xffffffff],
      [15, 0xffffffff],
    ] as const) {
      const before = words[word]!
      words[word] = value
      sealAnswerBytes(words)
      expect(() => loadAnswer(bytes)).toThrow(/its parts are longer than the file/)
      words[word] = before
    }
  })
})
