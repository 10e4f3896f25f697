import { describe, expect, it } from 'vitest'
import { beyondLimit } from '../../src/study/beyond-limit.ts'
import { explainWalk } from '../../src/study/explain-walk.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('beyondLimit', () => {
  it('finds what a longer limit finds, and says how far it looked', async () => {
    const { study, report } = await analyseSampleTown({ minutes: [2] })
    let found = 0
    for (const { id } of report.blocks.filter((_, index) => index % 8 === 0)) {
      for (const { id: category, linkedFacilities } of report.categories) {
        const walk = explainWalk(study, 'time', 2, id, category)!
        const beyond = beyondLimit(study, walk)
        if (walk.status !== 'unreached') {
          expect(beyond).toBeNull()
          continue
        }
        expect(beyond!.searchedLimit).toBe(60)
        const long = explainWalk(study, 'time', 60, id, category)!.to
        expect(beyond!.nearest?.seconds).toBe(long?.seconds)
        if (linkedFacilities === 0) expect(beyond!.nearest).toBeNull()
        if (long !== null) found++
      }
    }
    expect(found).toBeGreaterThan(20)
    const walk = explainWalk(study, 'distance', 2000, report.blocks[0]!.id, report.categories[0]!.id)!
    expect(beyondLimit(study, { ...walk, status: 'unreached' })!.searchedLimit).toBe(8000)
  })
})
