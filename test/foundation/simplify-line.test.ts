import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { footOnSegment } from '../../src/foundation/geo.ts'
import { simplifyLine } from '../../src/foundation/simplify-line.ts'

describe('simplifyLine', () => {
  it('keeps the ends and the corner, drops what lies on the line', () => {
    expect(simplifyLine([0, 5, 10, 10, 10], [0, 0, 0, 5, 10], 0, 5, 0.5)).toEqual([0, 2, 4])
  })

  it('keeps a closed ring open enough to be seen', () => {
    expect(simplifyLine([0, 10, 10, 0, 0], [0, 0, 10, 10, 0], 0, 5, 1)).toEqual([0, 1, 2, 3, 4])
  })

  it('leaves no dropped point farther than the tolerance', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 200 }), (line, tolerance) => {
        const x = line.map((p) => p[0])
        const y = line.map((p) => p[1])
        const kept = simplifyLine(x, y, 0, line.length, tolerance)
        expect(kept[0]).toBe(0)
        expect(kept[kept.length - 1]).toBe(line.length - 1)
        for (let k = 0; k + 1 < kept.length; k++) {
          const a = kept[k]!
          const b = kept[k + 1]!
          expect(b).toBeGreaterThan(a)
          for (let i = a; i <= b; i++) {
            const { squaredDistance } = footOnSegment(x[i]!, y[i]!, x[a]!, y[a]!, x[b]!, y[b]!)
            expect(Math.sqrt(squaredDistance)).toBeLessThanOrEqual(tolerance + 1e-9)
          }
        }
      }),
    )
  })
})
