import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres, insidePolygons } from '../../src/foundation/geo.ts'
import { placeKeys } from '../../src/normalise/categories/category-names.ts'
import { mergeDuplicatePlaces } from '../../src/normalise/places/duplicate-places.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { metresToOutline } from '../../src/normalise/places/nearby-areas.ts'
import { at } from './raw-osm-from.ts'

function place(id: string, east: number, north: number, more: Partial<FacilityRecord> = {}): FacilityRecord {
  return {
    id,
    name: null,
    category: 'pharmacy',
    categoryReason: 'test',
    lonLat: at(east, north),
    entrances: [at(east, north)],
    polygons: null,
    source: 'osm',
    lineOrId: id,
    capacity: null,
    floorAreaSquareMetres: null,
    level: null,
    hours: null,
    status: null,
    ...more,
  }
}

function box(
  id: string,
  east: number,
  north: number,
  size: number,
  more: Partial<FacilityRecord> = {},
): FacilityRecord {
  const ring = [at(east, north), at(east + size, north), at(east + size, north + size), at(east, north + size)]
  return place(id, east + size / 2, north + size / 2, { polygons: [[[...ring, ring[0]!]]], ...more })
}

const ids = (facilities: readonly FacilityRecord[]) => facilities.map((facility) => facility.id)

describe('mergeDuplicatePlaces', () => {
  it('leaves nameless rows of one table apart, merges them across sources and by name', () => {
    const row = { source: 'list.csv' }
    const two = [place('a', 0, 0, row), place('b', 0, 0, row)]
    expect(ids(mergeDuplicatePlaces(two).facilities)).toEqual(['a', 'b'])
    expect(ids(mergeDuplicatePlaces([two[0]!, place('c', 0, 0)]).facilities)).toEqual(['a'])
    const named = two.map((record) => ({ ...record, name: 'Farmácia Central' }))
    expect(ids(mergeDuplicatePlaces(named).facilities)).toEqual(['a'])
  })

  it('merges points of one kind and name within 30 m, of no name within 1 m', () => {
    const { facilities, rejects } = mergeDuplicatePlaces([
      place('1', 0, 0, { name: '国大药房' }),
      place('2', 29, 0, { name: '国大药房（五道口店）', hours: '24/7' }),
      place('3', 60.5, 0, { name: '国大药房' }),
      place('4', 0, 5, { name: '同仁堂' }),
      place('5', 0, 2, { category: 'bank', name: '国大药房' }),
      place('6', 5, 0),
      place('7', 5.9, 0),
      place('8', 7.5, 0),
    ])
    // 2 stays, not 1: its hours are known.
    expect(ids(facilities)).toEqual(['2', '3', '4', '5', '6', '8'])
    expect(facilities[0]).toMatchObject({ hours: '24/7', entrances: [at(0, 0), at(29, 0)] })
    expect(rejects.map(({ lineOrId, code, source }) => [lineOrId, code, source])).toEqual([
      ['1', 'duplicate-place', 'osm'],
      ['7', 'duplicate-place', 'osm'],
    ])
    expect(rejects[0]!.message).toBe(
      '1 "国大药房" is the same place as 2 "国大药房（五道口店）" (pharmacy, 29 m apart).',
    )
  })

  it('keeps the area, fills what is unknown of it, and merges an area inside another', () => {
    const { facilities } = mergeDuplicatePlaces([
      place('node', 50, 50, { name: '幸福药房', capacity: 5 }),
      box('large', 0, 0, 100),
      box('small', 10, 10, 20),
      box('other', 40, 40, 20, { category: 'bank' }),
      box('named', 60, 60, 20, { name: '别家' }),
      place('edge', 149, 50),
      place('far', 151, 50),
    ])
    // The named one merges first into the unnamed large area, which has its name from then on only in the record.
    expect(ids(facilities)).toEqual(['far', 'large', 'other'])
    expect(facilities[1]).toMatchObject({ name: '别家', capacity: 5 })
  })

  it('compares names without width, case, brackets and suffixes, in Chinese or English', () => {
    const same = (a: string, b: string) => placeKeys(a).some((key) => placeKeys(b).includes(key))
    expect(same('７-Eleven（五道口店）', '7-eleven')).toBe(true)
    expect(same('清华大学图书馆', '清华大学图书馆 Tsinghua Library')).toBe(true)
    expect(same('Tsinghua Library', '清华大学图书馆 Tsinghua Library')).toBe(true)
    expect(same('同仁堂药店', '同仁堂药')).toBe(true)
    expect(same('全家便利店', '7-11便利店')).toBe(false)
    expect(same('第一小学', '第二小学')).toBe(false)
    expect(same('Bar', 'Bank')).toBe(false)
    // A number or a letter tells places apart; it is no second language.
    expect(same('某某养老驿站1', '某某养老驿站2')).toBe(false)
    expect(same('幸福家园公共厕所12号', '幸福家园公共厕所13号')).toBe(false)
    expect(same('中央广场停车场A座', '中央广场停车场B座')).toBe(false)
    expect(same('第二幼儿园 No 2 Kindergarten', '第二幼儿园')).toBe(true)
    expect(same('中关村2号幼儿园 Kindergarten', '中关村3号幼儿园')).toBe(false)
    expect(placeKeys('(()')).toEqual([])
  })

  it('gives the same result in any order, keeps every facility or names its twin, and leaves no twins', () => {
    const facility = fc
      .record({
        east: fc.integer({ min: 0, max: 120 }),
        north: fc.integer({ min: 0, max: 120 }),
        size: fc.constantFrom(0, 0, 0, 15, 60),
        name: fc.constantFrom(null, 'a', 'b'),
      })
      .map(({ east, north, size, name }) => ({ east, north, size, name }))
    fc.assert(
      fc.property(fc.array(facility, { maxLength: 25 }), fc.integer(), (items, seed) => {
        const given = items.map(({ east, north, size, name }, index) =>
          size === 0 ? place(`f${index}`, east, north, { name }) : box(`f${index}`, east, north, size, { name }),
        )
        const result = mergeDuplicatePlaces(given)
        const shuffled = given.map((item, index) => [((index + 1) * (seed | 1)) % 97, item] as const)
        expect(mergeDuplicatePlaces(shuffled.sort((a, b) => a[0] - b[0]).map(([, item]) => item))).toEqual(result)
        expect([...ids(result.facilities), ...result.rejects.map((reject) => reject.lineOrId)].sort()).toEqual(
          ids(given).sort(),
        )
        // The slow truth: by the records as given, no two kept points are twins, and no kept point is by a kept area.
        const kept = result.facilities.map(({ id }) => given.find((item) => item.id === id)!)
        for (const a of kept) {
          for (const b of kept) {
            if (a === b || a.polygons !== null) continue
            const metres = greatCircleMetres(a.lonLat[0], a.lonLat[1], b.lonLat[0], b.lonLat[1])
            if (b.polygons === null) expect(a.name === b.name && metres <= (a.name === null ? 1 : 30)).toBe(false)
            else if (a.name === b.name || a.name === null || b.name === null) {
              const inside = insidePolygons(a.lonLat[0], a.lonLat[1], b.polygons)
              expect(inside || metresToOutline(a.lonLat, b.polygons) <= 50).toBe(false)
            }
          }
        }
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  it('takes many places without comparing each with each, also all in one spot', () => {
    const spread = Array.from({ length: 30_000 }, (_, i) =>
      place(`${i}`, (i % 400) * 40, Math.floor(i / 400) * 40, { name: 'x' }),
    )
    const heap = Array.from({ length: 10_000 }, (_, i) =>
      place(`${i}`, (i % 10) / 10, 0, { name: i % 2 ? `n${i}` : null }),
    )
    expect(mergeDuplicatePlaces(spread).facilities).toHaveLength(30_000)
    expect(mergeDuplicatePlaces(heap).facilities).toHaveLength(5_001)
  }, 30_000)

  it('ends soon where a hundred thousand facilities share one place, whatever they are called', {
    timeout: 60_000,
  }, () => {
    const count = 100_000
    const crowd = (more: (number: number) => Partial<FacilityRecord>) =>
      mergeDuplicatePlaces(Array.from({ length: count }, (_, number) => place(`f${number}`, 0, 0, more(number))))
        .facilities
    expect(crowd(() => ({ source: 'list.csv' }))).toHaveLength(count)
    const [one] = crowd((number) => {
      const lonLat = at((number % 300) / 30, (number % 7) / 7)
      return { name: '诊所', lonLat, entrances: [lonLat] }
    })
    expect(one!.entrances).toHaveLength(2100)
    const { polygons } = box('', -5, -5, 10)
    expect(crowd((number) => (number % 2 === 0 ? {} : { name: `诊所${number}号`, polygons }))).toHaveLength(count / 2)
  })
})
