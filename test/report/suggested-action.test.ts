import { describe, expect, it } from 'vitest'
import { suggestedAction } from '../../src/report/layers/suggested-action.ts'
import { makeReport } from './table-fixture.ts'

const report = makeReport()
const gap = { ...report.gaps[0]!, limit: 15, edgeAffected: false }
const category = report.categories[0]!

describe('suggestedAction', () => {
  it('asks for the data first where there is no such facility', () => {
    expect(suggestedAction(gap, { ...category, facilities: 0 }, 'time').code).toBe('check-data')
    expect(suggestedAction(gap, undefined, 'time').code).toBe('check-data')
  })

  it('looks beyond the edge of the data before planning', () => {
    expect(suggestedAction({ ...gap, edgeAffected: true }, category, 'time').code).toBe('check-edge')
  })

  it('tells a detour from a distance', () => {
    const near = { ...gap, nearestStraightMetres: 600, nearestWalkMetres: 1500, nearestWalkMinutes: 20 }
    expect(suggestedAction(near, category, 'time').code).toBe('shorten-walk')
    expect(suggestedAction({ ...near, nearestWalkMetres: null, nearestWalkMinutes: null }, category, 'time').code).toBe(
      'shorten-walk',
    )
    const beyond = { ...gap, nearestStraightMetres: 1000, nearestWalkMetres: 1400, nearestWalkMinutes: 19 }
    expect(suggestedAction(beyond, category, 'time').code).toBe('just-beyond')
    expect(suggestedAction({ ...beyond, nearestWalkMinutes: 21 }, category, 'time').code).toBe('new-facility')
    expect(suggestedAction({ ...beyond, limit: 1000 }, category, 'distance').code).toBe('new-facility')
    expect(suggestedAction({ ...beyond, limit: 1100 }, category, 'distance').code).toBe('just-beyond')
    expect(suggestedAction({ ...beyond, nearestWalkMinutes: null }, category, 'time').code).toBe('new-facility')
  })

  it('does not take a wide gap for a near one because its rim is', () => {
    const wide = { ...gap, nearestStraightMetres: 1500, nearestWalkMetres: 1400, nearestWalkMinutes: 19 }
    expect(suggestedAction(wide, category, 'time').code).toBe('new-facility')
  })
})
