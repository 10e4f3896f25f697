import { describe, expect, it } from 'vitest'
import { walkProfile } from '../../src/network/profile.ts'
import { type GapDistances, gapAction } from '../../src/study/gap-action.ts'

const adult = walkProfile('adult')
const gap: GapDistances = {
  limit: 15,
  edgeAffected: false,
  nearestStraightMetres: 600,
  nearestWalkMinutes: 16,
  nearestWalkMetres: null,
}
const action = (change: Partial<GapDistances>, basis: 'time' | 'distance' = 'time', profile = adult) =>
  gapAction({ ...gap, ...change }, basis, profile, 1)

describe('gapAction', () => {
  it('asks for the data first where there is no such facility', () => {
    expect(gapAction(gap, 'time', adult, 0)).toBe('check-data')
  })

  it('looks beyond the edge of the data before planning', () => {
    expect(action({ edgeAffected: true })).toBe('check-edge')
  })

  it('tells a detour from a distance, by minutes at the pace of the profile', () => {
    // 16 minutes at 75 m a minute are 1,200 m: twice 600 m.
    expect(action({})).toBe('shorten-walk')
    expect(action({ nearestStraightMetres: 601 })).toBe('just-beyond')
    expect(action({ nearestStraightMetres: 1000, nearestWalkMinutes: 20 })).toBe('just-beyond')
    expect(action({ nearestStraightMetres: 1000, nearestWalkMinutes: 20.1 })).toBe('new-facility')
    // Older people walk 54 m a minute: 16 minutes are 864 m, and 15 minutes are 810 m.
    expect(action({}, 'time', walkProfile('older'))).toBe('just-beyond')
    expect(action({ nearestStraightMetres: 811 }, 'time', walkProfile('older'))).toBe('new-facility')
  })

  it('tells them by metres, too', () => {
    const metres = { limit: 1000, nearestWalkMinutes: null }
    expect(action({ ...metres, nearestWalkMetres: 1200 }, 'distance')).toBe('shorten-walk')
    expect(action({ ...metres, nearestWalkMetres: 1199 }, 'distance')).toBe('just-beyond')
    expect(action({ ...metres, nearestStraightMetres: 900, nearestWalkMetres: 1334 }, 'distance')).toBe('new-facility')
  })

  it('takes a near place without any walk for one that lacks a way', () => {
    expect(action({ nearestWalkMinutes: null })).toBe('shorten-walk')
  })

  it('does not take a wide gap for a near one because its rim is', () => {
    expect(action({ nearestStraightMetres: 1500, nearestWalkMinutes: 16 })).toBe('new-facility')
    expect(action({ nearestStraightMetres: null, nearestWalkMinutes: null })).toBe('new-facility')
  })
})
