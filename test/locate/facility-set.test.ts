import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import type { LonLat } from '../../src/foundation/units.ts'
import { FacilitySet, type FoundFacility, type PlacedFacility } from '../../src/locate/facility-set.ts'

/** The slow truth: every entrance of every facility. */
function truth(facilities: Iterable<PlacedFacility>, [lon, lat]: LonLat, maxMetres: number, category?: number) {
  const found: FoundFacility[] = []
  for (const facility of facilities) {
    if (category !== undefined && facility.category !== category) continue
    let best = { metres: Infinity, entrance: -1 }
    facility.entrances.forEach(([x, y], entrance) => {
      const metres = greatCircleMetres(lon, lat, x, y)
      if (metres < best.metres) best = { metres, entrance }
    })
    if (best.metres <= maxMetres) found.push({ id: facility.id, category: facility.category, ...best })
  }
  return found.sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
}

const town = fc.tuple(fc.double({ min: -0.1, max: 0.1, noNaN: true }), fc.double({ min: -0.1, max: 0.1, noNaN: true }))
const anywhere = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
)
const nearDateLine = town.map(([x, y]): [number, number] => [x > 0 ? 180 - x : -180 - x, -16.8 + y])
const nearPole = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: 89, max: 90, noNaN: true }))
const step = (place: fc.Arbitrary<[number, number]>) =>
  fc.record({
    act: fc.constantFrom('add', 'add', 'add', 'move', 'close', 'ask'),
    id: fc.integer({ min: 0, max: 12 }).map((n) => `f${n}`),
    category: fc.nat(2),
    entrances: fc.array(place, { minLength: 1, maxLength: 3 }),
    place,
    k: fc.integer({ min: 1, max: 4 }),
    maxMetres: fc.oneof(fc.constant(undefined), fc.double({ min: 0, max: 30_000, noNaN: true })),
  })

describe('FacilitySet against brute force, after any changes', () => {
  it.each([
    ['in a town', town],
    ['anywhere', anywhere],
    ['at the date line', nearDateLine],
    ['at a pole', nearPole],
  ])('%s', (_, place) => {
    fc.assert(
      fc.property(fc.array(step(place), { maxLength: 40 }), (steps) => {
        const set = new FacilitySet()
        const known = new Map<string, PlacedFacility>()
        let changes = 0
        for (const { act, id, category, entrances, place: from, k, maxMetres } of steps) {
          const old = known.get(id)
          if (act === 'ask') {
            const limit = maxMetres ?? Infinity
            expect(set.nearest(from, k, { maxMetres, category })).toEqual(
              truth(known.values(), from, limit, category).slice(0, k),
            )
            expect(set.nearest(from, k)).toEqual(truth(known.values(), from, Infinity).slice(0, k))
            expect(set.within(from, maxMetres ?? 5000)).toEqual(truth(known.values(), from, maxMetres ?? 5000))
          } else if (act === 'add' && old === undefined) {
            set.add({ id, category, entrances })
            known.set(id, { id, category, entrances })
            changes++
          } else if (act === 'move' && old !== undefined) {
            set.move(id, entrances)
            known.set(id, { id, category: old.category, entrances })
            changes++
          } else if (act === 'close' && old !== undefined) {
            set.close(id)
            known.delete(id)
            changes++
          } else if (act === 'add') expect(() => set.add({ id, category, entrances })).toThrow(/already/)
          else if (act === 'move') expect(() => set.move(id, entrances)).toThrow(/no facility/)
          else expect(() => set.close(id)).toThrow(/no facility/)
          expect(set.revision).toBe(changes)
          expect(set.size).toBe(known.size)
          expect(set.get(id)).toEqual(known.get(id))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('built at once is as built one by one', () => {
    fc.assert(
      fc.property(fc.array(town, { maxLength: 60 }), town, (places, from) => {
        const facilities = places.map((entrance, n) => ({ id: `f${n}`, category: n % 3, entrances: [entrance] }))
        const atOnce = new FacilitySet(facilities)
        expect(atOnce.revision).toBe(0)
        expect(atOnce.nearest(from, 5)).toEqual(truth(facilities, from, Infinity).slice(0, 5))
      }),
    )
  })
})

describe('FacilitySet and its caller', () => {
  const here: LonLat = [2.17, 41.39]

  it('finds a moved facility where it is, and not where it was', () => {
    const others = Array.from({ length: 200 }, (_, n) => ({
      id: `o${n}`,
      category: 1,
      entrances: [[2.1 + n * 1e-3, 41.3] as LonLat],
    }))
    const set = new FacilitySet([...others, { id: 'a', category: 1, entrances: [here] }])
    for (let n = 0; n < 50; n++) set.move('a', [[2.17 + n * 1e-3, 41.39]])
    expect(set.within(here, 50).map(({ id }) => id)).toEqual([])
    expect(set.within([2.17 + 49e-3, 41.39], 50).map(({ id }) => id)).toEqual(['a'])
    set.close('a')
    expect(set.within([2.17 + 49e-3, 41.39], 50)).toEqual([])
    expect(set.size).toBe(200)
  })

  it('neither changes nor keeps what it was given', () => {
    const entrance: [number, number] = [2.17, 41.39]
    const facility = Object.freeze({ id: 'a', category: 1, entrances: [entrance] })
    const set = new FacilitySet([facility])
    entrance[0] = 100
    expect(facility).toEqual({ id: 'a', category: 1, entrances: [[100, 41.39]] })
    expect(set.nearest(here, 1)[0]!.metres).toBe(0)
    set.move('a', [[2.18, 41.39]])
    expect(set.get('a')!.entrances).toEqual([[2.18, 41.39]])
  })

  it('counts several entrances as one facility, the nearest of them', () => {
    const set = new FacilitySet([
      {
        id: 'park',
        category: 0,
        entrances: [
          [2.2, 41.39],
          [2.171, 41.39],
          [2.17, 41.4],
        ],
      },
    ])
    expect(set.nearest(here, 3)).toMatchObject([{ id: 'park', entrance: 1 }])
  })

  it('leaves everything as it was when it refuses', () => {
    const set = new FacilitySet([{ id: 'a', category: 1, entrances: [here] }])
    expect(() => set.move('a', [[200, 0]])).toThrow(/no place/)
    expect(() => set.move('a', [])).toThrow(/no entrance/)
    expect(() => set.add({ id: 'b', category: 1, entrances: [[0, Number.NaN]] })).toThrow(/no place/)
    expect(() => new FacilitySet([set.get('a')!, set.get('a')!])).toThrow(/already/)
    expect(() => set.nearest(here, 0)).toThrow(/1 or more/)
    expect(() => set.within(here, -1)).toThrow(/radius/)
    expect(() => set.nearest([0, 91], 1)).toThrow(/no place/)
    expect([set.revision, set.size, set.has('b')]).toEqual([0, 1, false])
    expect(set.nearest(here, 1)).toMatchObject([{ id: 'a', metres: 0 }])
  })
})
