import { describe, expect, it } from 'vitest'
import { verdictOfShare } from '../../src/answer/verdict-share.ts'
import { drawingFrame } from '../../src/report/drawing/drawing-frame.ts'
import { markPath, polygonsPath, shapesPath } from '../../src/report/drawing/drawing-path.ts'
import { textWidthEm, wrapText } from '../../src/report/drawing/drawing-text.ts'
import { walkDistribution } from '../../src/report/pages/chart-distribution.ts'
import { reportFacts } from '../../src/report/pages/report-facts.ts'
import { sampleReport } from './fixture.ts'

const frame = drawingFrame([116, 40, 116.02, 40.01], { width: 1000, margin: 0, lowest: 0.1, highest: 9 })

/** Positions of path data that has only absolute M, relative l and z. */
function walked(path: string): [number, number][][] {
  return path
    .split('M')
    .slice(1)
    .map((piece) => {
      const numbers = (text: string) => (text.match(/-?\d+/g) ?? []).map(Number)
      const [start, rest = ''] = piece.replace('z', '').split('l')
      const [x, y] = numbers(start!) as [number, number]
      const line: [number, number][] = [[x, y]]
      const steps = numbers(rest)
      for (let i = 0; i < steps.length; i += 2) {
        const [px, py] = line[line.length - 1]!
        line.push([px + steps[i]!, py + steps[i + 1]!])
      }
      return line
    })
}

describe('drawing', () => {
  it('keeps the shape of the land: a metre is as long in both directions', () => {
    const metresWide = 0.02 * 111195 * Math.cos((40.005 * Math.PI) / 180)
    expect(frame.unitsPerMetre).toBeCloseTo(1000 / metresWide, 4)
    expect(frame.height).toBe(Math.round((0.01 * 111195 * 1000) / metresWide))
    expect(frame.xOf(116.02)).toBeCloseTo(1000, 6)
    expect(frame.yOf(40.01)).toBeCloseTo(0, 6)
  })

  it('writes paths that lead where the positions are', () => {
    const e7 = (values: number[]) => Int32Array.from(values, (value) => Math.round(value * 1e7))
    const shapes = {
      offset: Uint32Array.from([0, 3, 5]),
      lonE7: e7([116.001, 116.01, 116.012, 120, 121]),
      latE7: e7([40.001, 40.009, 40.001, 40, 40]),
    }
    const path = shapesPath(shapes, frame, false, { tolerance: 0, leastSize: 0 })
    const expected = [116.001, 116.01, 116.012].map((lon, i) => [
      Math.round(frame.xOf(lon)),
      Math.round(frame.yOf([40.001, 40.009, 40.001][i]!)),
    ])
    // The second one lies outside and is left out.
    expect(walked(path)).toEqual([expected])
    const ring = [
      [116.001, 40.001],
      [116.01, 40.001],
      [116.01, 40.005],
      [116.001, 40.001],
    ] as const
    expect(polygonsPath([[ring]], frame, 0)).toMatch(/z$/)
    expect(walked(polygonsPath([[ring]], frame, 0))[0]!.length).toBe(3)
  })

  it('tells marks apart by shape alone', () => {
    const shapes = (['circle', 'square', 'diamond', 'triangle'] as const).map((shape) => markPath(shape, 10, 10, 4))
    expect(new Set(shapes).size).toBe(4)
  })

  it('judges shares as the model says', () => {
    expect([1, 0.999, 0.9989, 0.0011, 0.001, 0, Number.NaN].map(verdictOfShare)).toEqual([
      'met',
      'met',
      'partial',
      'partial',
      'unmet',
      'unmet',
      'unknown',
    ])
  })

  it('breaks words within the width and says where something is left out', () => {
    const text = 'Community service station for older people 社区养老服务站很长的名称'
    for (const width of [8, 12, 20, 60]) {
      for (const line of wrapText(text, width, 3)) expect(textWidthEm(line)).toBeLessThanOrEqual(width)
    }
    expect(wrapText(text, 60, 3).join('')).not.toContain('…')
    expect(wrapText(text, 10, 2)[1]).toMatch(/…$/)
  })

  it('puts everybody into one column of the distribution or beyond', () => {
    const report = sampleReport({ blocks: 200 })
    const facts = reportFacts(report)
    for (const category of facts.categories) {
      if (category.facilities === 0) continue
      const { columns, beyond, total, median } = walkDistribution(report, facts, category)
      expect(columns.reduce((a, b) => a + b, 0) + beyond).toBeCloseTo(total, 6)
      const within = category.shares[2]!
      expect(total).toBeCloseTo(within.total, 6)
      // The slow truth of the median.
      const n = report.categories.length
      const walks = report.blocks.flatMap((block, b) => {
        const people = block.people[within.measure] ?? null
        const row = b * n + category.category
        if (people === null || report.table.status[row] === 2) return []
        return [[report.table.status[row] === 0 ? report.table.walkSeconds[row]! / 60 : Infinity, people] as const]
      })
      walks.sort((a, b) => a[0] - b[0])
      let running = 0
      const slow = walks.find(([, people]) => (running += people) >= total / 2)![0]
      expect(median ?? Infinity).toBe(slow)
    }
  })
})
