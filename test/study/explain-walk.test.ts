import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { type AnalyseOptions, explainWalk, WALK_PROFILES } from '../../src/index.ts'
import { ACCESS_STATUS_NAMES, createWalkExplainer, sumParts } from '../../src/parts.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

const waiting = { ...WALK_PROFILES[0]!, id: 'waiting', crossingWaitSeconds: 20 }
const CASES: readonly AnalyseOptions[] = [
  {},
  { profile: 'older', minutes: [20] },
  { metres: [300, 500, 1000] },
  { profile: waiting },
  { profile: waiting, direction: 'fromFacility' },
  { profile: 'wheelchair', direction: 'fromFacility', metres: [800] },
]

describe('explained walks', () => {
  for (const options of CASES) {
    it(`add up to the table: ${JSON.stringify(options)}`, { timeout: 30_000 }, async () => {
      const { report, study } = await analyseSampleTown(options)
      const { basis, limits } = report.options
      const explain = createWalkExplainer(study, basis, limits.at(-1)!)
      let reached = 0
      report.blocks.forEach((block, b) => {
        report.categories.forEach((category, c) => {
          const row = b * report.categories.length + c
          const walk = explain(block.id, category.id)!
          expect(walk.status).toBe(ACCESS_STATUS_NAMES[report.table.status[row]!])
          if (walk.to === null) return
          reached++
          const sum = sumParts(walk.parts)
          expect(sum.milliseconds).toBe(Math.round(report.table.walkSeconds[row]! * 1000))
          expect(sum.millimetres).toBe(Math.round(report.table.walkMetres[row]! * 1000))
          expect(walk.to.facilityId).toBe(report.facilities[report.table.facility[row]!]!.id)
          for (const part of walk.parts) {
            expect(Math.min(part.milliseconds, part.millimetres)).toBeGreaterThanOrEqual(0)
          }
          let drawn = 0
          for (let i = 1; i < walk.line.length; i++) {
            drawn += greatCircleMetres(...walk.line[i - 1]!, ...walk.line[i]!)
          }
          expect(Math.abs(drawn - sum.millimetres / 1000)).toBeLessThan(1 + drawn * 0.001)
          for (const other of walk.nextBest) {
            const value = basis === 'time' ? other.seconds : other.metres
            const own = basis === 'time' ? walk.to.seconds : walk.to.metres
            expect(value).toBeGreaterThanOrEqual(own)
          }
        })
      })
      expect(reached).toBeGreaterThan(50)
    })
  }

  it('knows neither unknown blocks nor unknown categories', async () => {
    const { study } = await analyseSampleTown()
    expect(explainWalk(study, 'time', 15, 'no such block', study.categories[0]!)).toBeUndefined()
    expect(explainWalk(study, 'time', 15, study.blocks[0]!.id, 'no such category')).toBeUndefined()
  })
})
