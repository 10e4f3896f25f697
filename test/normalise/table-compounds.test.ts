import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import { bytesSource } from '../../src/index.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import { opensWall } from '../../src/normalise/places/compound-record.ts'
import { compoundsOf, compoundsOfBlocks } from '../../src/normalise/places/known-compounds.ts'
import { loadOutlineMender } from '../../src/normalise/places/mend-outline.ts'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { compoundsFromTable } from '../../src/normalise/tables/table-compounds.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { type GateTableOptions, gatesFromTable } from '../../src/normalise/tables/table-gates.ts'
import type { RawTable } from '../../src/read/tables/raw-table.ts'
import { readTable } from '../../src/read/tables/table.ts'

const table = (text: string, name = 'table.csv'): Promise<RawTable> =>
  readTable(bytesSource(name, new TextEncoder().encode(text)))

/** A square of 200 m or so with its south-west corner at a place. */
const ring = (lon: number, lat: number, size = 0.002): LonLat[] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
]
const wkt = (lon: number, lat: number, size?: number) =>
  `"POLYGON((${ring(lon, lat, size)
    .map(([x, y]) => `${x} ${y}`)
    .join(', ')}))"`
const geojson = (features: readonly { geometry: object; properties: object }[]) =>
  JSON.stringify({ type: 'FeatureCollection', features: features.map((one) => ({ type: 'Feature', ...one })) })

const block = (id: string, lonLat: LonLat, more: Partial<BlockRecord> = {}): BlockRecord => ({
  id,
  name: null,
  lonLat,
  polygons: null,
  people: { population: null },
  dwellings: null,
  landSquareMetres: null,
  gates: [],
  buildings: [],
  community: null,
  street: null,
  district: null,
  source: 'blocks.csv',
  lineOrId: '2',
  ...more,
})

describe('compounds from a table', () => {
  it('reads outlines, ids, names and what rows say of themselves, in Chinese and English', async () => {
    const rows = `院落编号,小区名称,是否封闭,可否穿行,geometry\nA,甲,是,,${wkt(116.3, 39.9)}\nB,乙,否,,${wkt(116.31, 39.9)}\nC,丙,,可穿行,${wkt(116.32, 39.9)}\nD,丁,,,${wkt(116.33, 39.9)}\n`
    const chinese = compoundsFromTable(await table(rows))
    expect(chinese.outlines.map(({ id, name, saidClosed }) => [id, name, saidClosed])).toEqual([
      ['A', '甲', true],
      ['B', '乙', false],
      ['C', '丙', false],
      ['D', '丁', null],
    ])
    expect(chinese.counts).toEqual({ source: 'table.csv', read: 4, used: 4, rejected: 0 })
    const text = geojson([
      { geometry: { type: 'Polygon', coordinates: [ring(1, 1)] }, properties: { id: 'x', name: 'X', closed: true } },
      {
        geometry: { type: 'MultiPolygon', coordinates: [[ring(2, 1)], [ring(3, 1)]] },
        properties: { compound_id: 'y', through: 'yes' },
      },
    ])
    const english = compoundsFromTable(await table(text, 'c.geojson'))
    expect(english.outlines.map(({ id, saidClosed, outline }) => [id, saidClosed, outline.length])).toEqual([
      // Of two columns for the id the better word stands, and y has none in it.
      [expect.stringMatching(/^compound@/), false, 2],
      ['x', true, 1],
    ])
  })

  it('rejects points, outlines without surface and repeated ids, and says so: read = used + rejected', async () => {
    const flat = '"POLYGON((1 1, 1.001 1, 1.002 1, 1 1))"'
    const rows = `id,geometry\na,${wkt(1, 1)}\nb,"POINT(1 1)"\nc,${flat}\na,${wkt(2, 1)}\nd,nonsense\ne,\n`
    const { outlines, counts, rejects } = compoundsFromTable(await table(rows))
    expect(outlines.map(({ id }) => id)).toEqual(['a'])
    expect(counts).toMatchObject({ read: 6, used: 1, rejected: 5 })
    expect(rejects.map(({ lineOrId, code }) => [lineOrId, code])).toEqual(
      [
        ['3', 'unsupported-geometry'],
        ['4', 'invalid-geometry'],
        [expect.stringMatching(/^[25]$/), 'duplicate-id'],
        ['6', 'invalid-coordinates'],
        ['7', 'missing-coordinates'],
      ].sort((a, b) => Number(a[0]) - Number(b[0]) || 0),
    )
  })

  it('mends outlines as blocks are mended, and says what was mended', async () => {
    const bow = '"POLYGON((1 1, 1.002 1.002, 1.002 1, 1 1.002, 1 1))"'
    const raw = await table(`id,geometry\na,${bow}\n`)
    expect(compoundsFromTable(raw).counts).toMatchObject({ used: 0, rejected: 1 })
    const mender = await loadOutlineMender()
    const mended = compoundsFromTable(raw, { mender: () => mender })
    expect(mended.outlines[0]!.outline).toHaveLength(2)
    expect(mended.rejects).toMatchObject([{ code: 'invalid-geometry', severity: 'warning' }])
  })

  it('warns of words that are not known, and of rows that contradict themselves', async () => {
    const rows = `id,closed,through,geometry\na,半封闭,,${wkt(1, 1)}\nb,yes,yes,${wkt(2, 1)}\nc,constructor,__proto__,${wkt(3, 1)}\n`
    const { outlines, rejects } = compoundsFromTable(await table(rows))
    expect(outlines.map(({ saidClosed }) => saidClosed)).toEqual([null, false, null])
    expect(rejects.map(({ lineOrId, code, severity }) => [lineOrId, code, severity])).toEqual(
      ['2', '3', '4', '4'].map((line) => [line, 'unknown-word', 'warning']),
    )
  })

  it('does not depend on the order of rows', async () => {
    const rows = ['a', 'b', 'c', 'd'].map((id, at) => `${id},${wkt(1 + at / 100, 1)}`)
    const read = async (lines: readonly string[]) =>
      compoundsFromTable(await table(`id,geometry\n${lines.join('\n')}\n`)).outlines
    expect(await read([...rows].reverse())).toEqual(await read(rows))
  })
})

describe('gates and what is known of them', () => {
  const blocks = [
    block('a', [116.301, 39.901], { polygons: [[ring(116.3, 39.9)]], name: '甲小区' }),
    block('b', [116.4, 39.9]),
  ]
  const gates = async (text: string, options: GateTableOptions = {}) =>
    gatesFromTable(await table(text, 'gates.csv'), blocks, options)

  it('reads ids, names and words of both languages', async () => {
    const head = '小区编号,大门编号,大门名称,经度,纬度,通行对象,通行方向,大门状态,开放时间,无障碍'
    const { blocks: own, rejects } = await gates(
      `${head}\na,G1,东门,116.302,39.901,所有人,双向,开放,6:00-22:00,是\na,G2,西门,116.3,39.901,业主,只进,开放,,有台阶\na,G3,北门,116.301,39.902,,,规划,,\n`,
    )
    expect(rejects).toEqual([])
    expect(own[0]!.knownGates).toEqual([
      {
        id: 'G2',
        name: '西门',
        lonLat: [116.3, 39.901],
        who: 'residents',
        direction: 'in',
        state: 'open',
        hours: null,
        stepFree: false,
      },
      {
        id: 'G3',
        name: '北门',
        lonLat: [116.301, 39.902],
        who: 'all',
        direction: 'both',
        state: 'planned',
        hours: null,
        stepFree: null,
      },
      {
        id: 'G1',
        name: '东门',
        lonLat: [116.302, 39.901],
        who: 'all',
        direction: 'both',
        state: 'open',
        hours: '6:00-22:00',
        stepFree: true,
      },
    ])
    // Walks begin at gates that can be left by.
    expect(own[0]!.gates).toEqual([[116.302, 39.901]])
    const english = await gates(
      'block_id,gate_id,name,lon,lat,who,direction,state,hours,step_free\na,G1,E,116.302,39.901,residents,out,open,24/7,no\n',
    )
    expect(english.blocks[0]!.knownGates).toMatchObject([
      { id: 'G1', who: 'residents', direction: 'out', state: 'open', hours: '24/7', stepFree: false },
    ])
  })

  it('tells "no gates known" from "all gates shut"', async () => {
    const shut = await gates('block_id,lon,lat,state\na,116.302,39.901,closed\n')
    expect(shut.blocks.map(({ gates: own, knownGates }) => [own, knownGates?.length])).toEqual([
      [[], 1],
      [[], undefined],
    ])
    expect(shut.counts).toMatchObject({ read: 1, used: 1, rejected: 0 })
    const [compound] = compoundsOfBlocks(shut.blocks, 'gates')
    expect([compound!.isClosed, compound!.gates.some(opensWall)]).toEqual([true, false])
    const [unknown] = compoundsOfBlocks(blocks, 'all')
    expect([unknown!.isClosed, unknown!.gates]).toEqual([true, []])
  })

  it('takes a gate with a word that is not known as shut, with a warning', async () => {
    const found = await gates(
      'block_id,lon,lat,who,state,direction\na,116.302,39.901,保安说了算,,\na,116.3021,39.901,,待核实,\na,116.3022,39.901,,,左\na,116.3023,39.901,__proto__,,\n',
    )
    expect(found.blocks[0]!.knownGates!.map(opensWall)).toEqual([false, false, false, false])
    expect(found.blocks[0]!.gates).toEqual([])
    expect(found.rejects.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      new Array(4).fill('unknown-word warning'),
    )
    expect(found.rejects[0]!.message).toBe('line 2: column "who": "保安说了算" is not known; the gate is taken as shut')
    expect(found.counts).toMatchObject({ read: 4, used: 4, rejected: 0 })
  })

  it('gives gates to compounds of a file by their ids, by the blocks in them, and by names', async () => {
    const outlines = [
      { id: 'c', name: '大院', outline: [[ring(116.2995, 39.8995, 0.003)]], saidClosed: null },
      { id: 'far', name: null, outline: [[ring(117, 40)]], saidClosed: null },
    ]
    const found = await gates(
      'block_id,compound_id,lon,lat\n,c,116.2995,39.9\n大院,,116.3,39.8995\na,,116.301,39.8996\na,,116.301,39.901\n,nobody,1,1\n,,1,1\nb,far,117,40\n',
      { outlines },
    )
    expect([...found.gatesOfCompound].map(([id, own]) => [id, own.map(({ lonLat }) => lonLat)])).toEqual([
      [
        'c',
        [
          [116.2995, 39.9],
          [116.3, 39.8995],
          // A gate of block a that stands at the outline around it; its other gate lies deep inside.
          [116.301, 39.8996],
        ],
      ],
      ['far', [[117, 40]]],
    ])
    expect(found.blocks.map(({ knownGates }) => knownGates?.length)).toEqual([2, 1])
    expect(found.counts).toMatchObject({ read: 7, used: 5, rejected: 2 })
    expect(found.rejects.filter(({ severity }) => severity === 'rejected').map(({ code }) => code)).toEqual([
      'unknown-block',
      'missing-id',
    ])
  })

  it('counts the same gate once, in order of place, whatever the order of rows', async () => {
    const rows = ['a,116.302,39.901,all', 'a,116.3,39.901,none', 'a,116.302,39.901,all', 'a,116.302,39.901,none']
    const read = async (lines: readonly string[]) =>
      (await gates(`block_id,lon,lat,who\n${lines.join('\n')}\n`)).blocks[0]
    const forward = await read(rows)
    expect(forward!.knownGates!.map(({ lonLat, who }) => [lonLat[0], who])).toEqual([
      [116.3, 'none'],
      [116.302, 'all'],
      [116.302, 'none'],
    ])
    expect(await read([...rows].reverse())).toEqual(forward)
  })
})

describe('which compounds are closed', () => {
  const outline = (id: string, saidClosed: boolean | null = null) => ({ id, name: null, outline: [], saidClosed })
  const gate = {
    id: null,
    name: null,
    lonLat: [1, 1] as const,
    who: 'all' as const,
    direction: 'both' as const,
    state: 'open' as const,
    hours: null,
    stepFree: null,
  }
  const outlines = [outline('c10'), outline('c9'), outline('open', false), outline('shut', true)]
  const closed = (rule: 'gates' | 'all' | 'none') =>
    compoundsOf(
      outlines,
      new Map([
        ['c9', [gate]],
        ['open', [gate]],
      ]),
      rule,
    )
      .filter(({ isClosed }) => isClosed)
      .map(({ id }) => id)

  it('goes by the rule, and by what a row says before it', () => {
    expect(closed('gates')).toEqual(['c9', 'shut'])
    expect(closed('all')).toEqual(['c9', 'c10', 'shut'])
    expect(closed('none')).toEqual(['shut'])
  })

  it('takes it from the rows of blocks, too', async () => {
    const rows = `id,封闭管理,geometry\na,是,${wkt(1, 1)}\nb,否,${wkt(2, 1)}\nc,,${wkt(3, 1)}\nd,半封闭,${wkt(4, 1)}\n`
    const { blocks: read, rejects } = blocksFromTable(await table(rows))
    expect(read.map(({ saidClosed }) => saidClosed)).toEqual([true, false, undefined, undefined])
    expect(rejects).toMatchObject([{ code: 'unknown-word', lineOrId: '5', severity: 'warning' }])
    expect(
      compoundsOfBlocks(read, 'none')
        .filter(({ isClosed }) => isClosed)
        .map(({ id }) => id),
    ).toEqual(['a'])
  })
})

describe('whom a facility serves', () => {
  it('is read from its row; a word that is not known is a warning', async () => {
    const rows =
      'name,category,lon,lat,serves\nA,bank,1,1,residents\nB,bank,2,1,all\nC,bank,3,1,\nD,bank,4,1,老人\nE,bank,5,1,仅本小区居民\n'
    const { facilities, rejects } = facilitiesFromTable(await table(rows))
    const of = new Map(facilities.map(({ name, serves }) => [name, serves]))
    expect(['A', 'B', 'C', 'D', 'E'].map((name) => of.get(name))).toEqual([
      'residents',
      'all',
      undefined,
      undefined,
      'residents',
    ])
    expect(rejects).toMatchObject([{ code: 'unknown-word', lineOrId: '5', severity: 'warning' }])
  })
})
