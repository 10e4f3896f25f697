// Two outlines of one compound count once; neighbours and compounds of other people stay two.
import { describe, expect, it } from 'vitest'
import { localScale } from '../../src/foundation/geo.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import { blockKeys, findSameBlocks } from '../../src/normalise/places/duplicate-blocks.ts'

const [LON, LAT] = [116.3, 40]
const { metresPerDegreeLat, metresPerDegreeLon } = localScale(LAT)

interface Given {
  readonly name?: string | null
  /** West, south and size of a square, metres; or the place of a point. */
  readonly square?: readonly [number, number, number]
  readonly point?: readonly [number, number]
  readonly population?: number | null
  readonly further?: readonly string[]
}

function listed({ name = null, square, point, population = null, further = [] }: Given) {
  const at = (x: number, y: number) => [LON + x / metresPerDegreeLon, LAT + y / metresPerDegreeLat] as const
  const [x, y, size] = square ?? [...point!, 0]
  const corners = [at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size), at(x, y)]
  const block: BlockRecord = {
    id: 'any',
    name,
    lonLat: at(x + size / 2, y + size / 2),
    polygons: square === undefined ? null : [[corners]],
    people: { population },
    dwellings: null,
    landSquareMetres: square === undefined ? null : size * size,
    gates: [],
    buildings: [],
    community: null,
    street: null,
    district: null,
    source: 'test',
    lineOrId: '1',
  }
  return { block, further }
}

const same = (...given: Given[]) =>
  findSameBlocks(given.map(listed)).map(({ goes, stays, certain, why }) => [goes, stays, certain, why.key])

describe('blocks that are listed twice', () => {
  it('by two outlines that lie on each other by at least four fifths', () => {
    expect(same({ square: [0, 0, 100] }, { square: [2, 3, 100] })).toEqual([[1, 0, true, 'same.outline']])
    // Half of each is in common: a third of both together.
    expect(same({ square: [0, 0, 100] }, { square: [50, 0, 100] })).toEqual([])
    expect(same({ square: [0, 0, 100] }, { square: [100, 0, 100] })).toEqual([])
    // One within the other, of a quarter of its size.
    expect(same({ square: [0, 0, 100] }, { square: [25, 25, 50] })).toEqual([])
  })

  it('says how much lies on each other', () => {
    const [found] = findSameBlocks([listed({ square: [0, 0, 100] }), listed({ square: [0, 0, 100] })])
    expect(found!.why).toEqual({ key: 'same.outline', values: { percent: 100 } })
  })

  it('but not outlines of other names, and with other people only perhaps', () => {
    const a = { square: [0, 0, 100], name: '华清嘉园', population: 300 } as const
    expect(same(a, { ...a, name: '东王庄' })).toEqual([])
    expect(same(a, { ...a, name: '华清嘉园小区' })).toEqual([[1, 0, true, 'same.outline']])
    expect(same(a, { ...a, population: 310 })).toEqual([[1, 0, false, 'same.outline']])
  })

  it('by one name within 100 m, unless another column tells them apart', () => {
    const a = { point: [0, 0], name: '华清嘉园小区', population: 300 } as const
    expect(same(a, { ...a, point: [60, 0], name: '华清嘉园' })).toEqual([[1, 0, true, 'same.name']])
    expect(same(a, { ...a, point: [160, 0] })).toEqual([])
    expect(same({ ...a, further: ['1号楼'] }, { ...a, further: ['2号楼'] })).toEqual([])
    expect(same(a, { ...a, population: 200 })).toEqual([])
  })

  it('all but one of three', () => {
    const a = { square: [0, 0, 100] } as const
    expect(same(a, a, a).map(([goes, stays]) => [goes, stays])).toEqual([
      [1, 0],
      [2, 0],
    ])
  })

  it('names of compounds without what they all have', () => {
    expect(blockKeys('华清嘉园小区')).toEqual(blockKeys('华清嘉园'))
    expect(blockKeys('华清嘉园')).not.toEqual(blockKeys('东王庄'))
  })
})
