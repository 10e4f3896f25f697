// Rows of ids against a Map: dense and scattered ids, repeats, strangers, negative ids, both ways of looking.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowOfId, rowsOfIds } from '../../src/foundation/id-rows.ts'

const ascending = (ids: readonly number[]) => Float64Array.from(new Set(ids)).sort()

function expectRows(ids: Float64Array, wanted: readonly number[]): void {
  const truth = new Map(Array.from(ids, (id, row) => [id, row]))
  const rows = wanted.map((id) => truth.get(id) ?? -1)
  expect(Array.from(rowsOfIds(ids, Float64Array.from(wanted)))).toEqual(rows)
  expect(wanted.map((id, i) => rowOfId(ids, id, i - 1))).toEqual(rows)
}

describe('rows of ids', () => {
  it('finds them among any ids', () => {
    const id = fc.oneof(
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: 65_000, max: 200_000 }),
      fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
    )
    fc.assert(
      fc.property(fc.array(id), fc.array(id), (held, others) => {
        expectRows(ascending(held), [...held, ...others, ...held.toReversed()])
      }),
    )
  })

  it('finds them window by window: runs of neighbours, far runs, both borders of a window', () => {
    const base = 9_000_000_000
    const held: number[] = []
    for (const start of [0, 65_530, 131_071, 400_000, 3_000_000, 3_276_800]) {
      for (let i = 0; i < 500; i++) held.push(base + start + i * (start % 7 === 0 ? 1 : 3))
    }
    const ids = ascending(held)
    const around = held.flatMap((id) => [id - 1, id, id + 65_536])
    expectRows(ids, [...around.toReversed(), base - 1, base + 9e9, 0, -5])
  })

  it('takes none for an answer', () => {
    expect(rowsOfIds(new Float64Array(0), Float64Array.of(1, 2))).toEqual(Int32Array.of(-1, -1))
    expect(rowsOfIds(Float64Array.of(1), new Float64Array(0))).toEqual(new Int32Array(0))
  })
})
