import { describe, expect, it } from 'vitest'
import { walkProfile } from '../../src/network/profile.ts'
import { suggestedAction } from '../../src/report/layers/suggested-action.ts'
import { makeReport } from './table-fixture.ts'

const report = makeReport()
const gap = { ...report.gaps[0]!, limit: 15, edgeAffected: false }
const category = report.categories[0]!
const byTime = { basis: 'time', profile: walkProfile('adult') } as const
const byDistance = { basis: 'distance', profile: walkProfile('adult') } as const

describe('suggestedAction', () => {
  it('asks for the data first where there is no such facility', () => {
    expect(suggestedAction(gap, { ...category, facilities: 0 }, byTime).code).toBe('check-data')
    expect(suggestedAction(gap, undefined, byTime).code).toBe('check-data')
  })

  it('looks beyond the edge of the data before planning', () => {
    expect(suggestedAction({ ...gap, edgeAffected: true }, category, byTime).code).toBe('check-edge')
  })

  it('tells a detour from a distance', () => {
    const near = { ...gap, nearestStraightMetres: 600, nearestWalkMetres: 1500, nearestWalkMinutes: 20 }
    expect(suggestedAction(near, category, byTime).code).toBe('shorten-walk')
    expect(suggestedAction({ ...near, nearestWalkMetres: null, nearestWalkMinutes: null }, category, byTime).code).toBe(
      'shorten-walk',
    )
    const beyond = { ...gap, nearestStraightMetres: 1000, nearestWalkMetres: 1400, nearestWalkMinutes: 19 }
    expect(suggestedAction(beyond, category, byTime).code).toBe('just-beyond')
    expect(suggestedAction({ ...beyond, nearestWalkMinutes: 21 }, category, byTime).code).toBe('new-facility')
    expect(suggestedAction({ ...beyond, limit: 1000 }, category, byDistance).code).toBe('new-facility')
    expect(suggestedAction({ ...beyond, limit: 1100 }, category, byDistance).code).toBe('just-beyond')
    expect(suggestedAction({ ...beyond, nearestWalkMinutes: null }, category, byTime).code).toBe('new-facility')
  })

  it('calls near what the walker could reach straight ahead within the limit', () => {
    // 15 minutes are 1,125 m for an adult and 810 m for an older person.
    const beyond = { ...gap, nearestStraightMetres: 1000, nearestWalkMetres: 1400, nearestWalkMinutes: 19 }
    expect(suggestedAction(beyond, category, byTime).code).toBe('just-beyond')
    expect(suggestedAction(beyond, category, { ...byTime, profile: walkProfile('older') }).code).toBe('new-facility')
    const nearer = { ...beyond, nearestStraightMetres: 800 }
    expect(suggestedAction(nearer, category, { ...byTime, profile: walkProfile('older') }).code).toBe('just-beyond')
  })

  it('does not take a wide gap for a near one because its rim is', () => {
    const wide = { ...gap, nearestStraightMetres: 1500, nearestWalkMetres: 1400, nearestWalkMinutes: 19 }
    expect(suggestedAction(wide, category, byTime).code).toBe('new-facility')
  })
})
