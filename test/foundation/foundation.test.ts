import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromPlainError, isLivingCircleError, LivingCircleError, toPlainError } from '../../src/foundation/errors.ts'
import { greatCircleMetres, polygonCentroid, polygonsSquareMetres } from '../../src/foundation/geo.ts'
import { hilbertKey, hilbertKey24, orderOfKeys } from '../../src/foundation/hilbert.ts'
import { compareNaturally } from '../../src/foundation/natural-order.ts'
import { resolveOptions, suggest } from '../../src/foundation/options.ts'

describe('options', () => {
  it('refuses unknown keys with a suggestion and leaves what it was given alone', () => {
    const given = Object.freeze({ maxLinkMetres: 100 })
    const defaults = { maxLinkMetres: 200, profile: 'adult' }
    expect(resolveOptions('f', given, defaults)).toEqual({ maxLinkMetres: 100, profile: 'adult' })
    expect(() => resolveOptions('f', { maxLinkMeters: 1 } as never, defaults)).toThrow('unknown option "maxLinkMeters"')
    try {
      resolveOptions('f', { maxLinkMeters: 1 } as never, defaults)
    } catch (error) {
      expect((error as LivingCircleError).hint).toBe('Did you mean "maxLinkMetres"?')
    }
    expect(() => resolveOptions('f', JSON.parse('{"__proto__": 1}'), defaults)).toThrow('unknown option')
  })

  it('suggests only what is near', () => {
    expect(suggest('clinc', ['clinic', 'bank'])).toBe('clinic')
    expect(suggest('zzzzzz', ['clinic', 'bank'])).toBeUndefined()
  })
})

describe('errors', () => {
  it('cross a thread with all they carry', () => {
    const error = new LivingCircleError('input-format', 'bad', { hint: 'mend it', details: { line: 3 } })
    const again = fromPlainError(structuredClone(toPlainError(error)))
    expect(isLivingCircleError(again)).toBe(true)
    expect(again).toMatchObject({ code: 'input-format', message: 'bad', hint: 'mend it', details: { line: 3 } })
    expect(toPlainError(new TypeError('x')).code).toBe('internal')
  })
})

describe('geometry', () => {
  it('measures great circles', () => {
    expect(greatCircleMetres(0, 0, 1, 0)).toBeCloseTo(111_195.08, 1)
    expect(greatCircleMetres(179.9995, 0, -179.9995, 0)).toBeCloseTo(111.195, 2)
    expect(greatCircleMetres(10, 60, 10, 60)).toBe(0)
  })

  it('measures areas with holes and finds centroids', () => {
    const square = (side: number): [number, number][] => [
      [0, 0],
      [side, 0],
      [side, side],
      [0, side],
      [0, 0],
    ]
    expect(polygonsSquareMetres([[square(0.001), square(0.0005)]])).toBeCloseTo(111.195 ** 2 * 0.75, 0)
    expect(polygonCentroid([[square(0.001)]])[0]).toBeCloseTo(0.0005, 9)
  })
})

describe('order', () => {
  it('is natural and total', () => {
    expect(['b10', 'b2', 'b1', 'a', 'b02'].sort(compareNaturally)).toEqual(['a', 'b1', 'b02', 'b2', 'b10'])
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        const ab = compareNaturally(a, b)
        expect(Math.sign(ab) + Math.sign(compareNaturally(b, a))).toBe(0)
        expect(ab === 0).toBe(a === b)
        if (ab < 0 && compareNaturally(b, c) < 0) expect(compareNaturally(a, c)).toBeLessThan(0)
      }),
    )
  })

  it('sorts keys stably', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff })), (list) => {
        const keys = Uint32Array.from(list)
        const expected = list.map((_, i) => i).sort((a, b) => list[a]! - list[b]! || a - b)
        expect([...orderOfKeys(keys)]).toEqual(expected)
      }),
    )
  })

  it('sorts many keys stably, also those that differ in few bits', () => {
    for (const bits of [0x00000fff, 0x003ff800, 0xffc00000, 0xffffffff]) {
      const keys = Uint32Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) & bits) >>> 0)
      const before = keys.slice()
      const expected = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]! || a - b)
      expect([...orderOfKeys(keys)]).toEqual(expected)
      expect(keys).toEqual(before)
    }
  })

  it('finds places on the Hilbert curve as the curve is defined, level by level', () => {
    const slow = (x: number, y: number, levels: number): number => {
      let [column, row, key] = [x, y, 0]
      for (let side = 2 ** (levels - 1); side >= 1; side /= 2) {
        const right = Math.floor(column / side) % 2
        const upper = Math.floor(row / side) % 2
        key = key * 4 + ((3 * right) ^ upper)
        if (upper === 0) {
          if (right === 1) [column, row] = [2 ** levels - 1 - column, 2 ** levels - 1 - row]
          ;[column, row] = [row, column]
        }
      }
      return key
    }
    const sixteen = fc.integer({ min: 0, max: 65535 })
    const twelve = fc.integer({ min: 0, max: 4095 })
    fc.assert(fc.property(sixteen, sixteen, (x, y) => hilbertKey(x, y) === slow(x, y, 16)))
    fc.assert(fc.property(twelve, twelve, (x, y) => hilbertKey24(x, y) === slow(x, y, 12)))
  })

  it('walks the Hilbert curve in touching cells', () => {
    const cells: [number, number][] = []
    for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) cells.push([x, y])
    cells.sort((a, b) => hilbertKey(...a) - hilbertKey(...b))
    for (let i = 1; i < cells.length; i++) {
      expect(Math.abs(cells[i]![0] - cells[i - 1]![0]) + Math.abs(cells[i]![1] - cells[i - 1]![1])).toBe(1)
    }
  })
})
