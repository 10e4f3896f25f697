import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allCategories, categoryById, resolveCategoryWord } from '../../src/normalise/categories/categories.ts'
import type { Category } from '../../src/normalise/categories/category.ts'
import { wordKey } from '../../src/normalise/categories/category-names.ts'

const THEMES = 'elderly children health education food shopping culture sport green services mobility safety'.split(' ')
const KEYS = (
  'id nameZh nameEn theme osm osmWithName amap amapWithName namePatterns aliases populationGroup capacityUnit reach ' +
  'source mark'
).split(' ')

/** Ids that the tables of the standards use and that are not an id of their own here. */
const OTHER_NAMES: Record<string, string> = {
  outpatient: 'clinic',
  gym_hall: 'sports_hall',
  fitness_club: 'gym',
  catering: 'eating',
  fire_station: 'fire',
  police_station: 'police',
  community_service_centre: 'service_centre',
  recycling_point: 'recycling',
  waste_collection_station: 'waste',
  waste_collection_point: 'waste',
  public_toilet: 'toilets',
  outdoor_equipment: 'outdoor_fitness',
  parcel_delivery: 'parcel',
  resident_bike_parking: 'bike_parking',
  resident_car_parking: 'car_parking',
  seniors_station: 'elderly_care_station',
  eldercare_station: 'elderly_care_station',
  small_supermarket: 'supermarket',
}

describe('data/categories.json', () => {
  const data = JSON.parse(readFileSync(new URL('../../data/categories.json', import.meta.url), 'utf8')) as {
    version: string
    note: string
    categories: Category[]
  }

  it('is what the library reads', () => {
    expect(data.categories).toEqual(allCategories())
    expect(data.version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it.each(data.categories.map((category) => [category.id, category] as const))('%s is complete', (_id, category) => {
    expect(Object.keys(category)).toEqual(KEYS)
    expect(category.id).toMatch(/^[a-z][a-z0-9_]*$/)
    expect(category.nameZh).toMatch(/[\u4e00-\u9fff]/)
    expect(category.nameEn).toMatch(/^[\x20-\x7e]+$/)
    expect(THEMES).toContain(category.theme)
    expect(['V-P', 'V-S', 'U-H', 'U-M']).toContain(category.mark)
    expect(category.source.length).toBeGreaterThan(5)
    expect(['point', 'edge']).toContain(category.reach)
    expect([null, 'places', 'beds', 'm2', 'meals', 'seats']).toContain(category.capacityUnit)
    expect(category.populationGroup).toMatch(/^(population|age_\d+_(\d+|plus))$/)
    // Six digits, or the four of a whole class.
    for (const code of [...category.amap, ...category.amapWithName]) expect(code).toMatch(/^(\d{4}|\d{6})$/)
    for (const rule of [...category.osm, ...category.osmWithName]) {
      expect(Object.keys(rule).length).toBeGreaterThan(0)
      for (const value of Object.values(rule).flat()) expect(value).toMatch(/^(\*|[a-z0-9_-]+)$/)
    }
    expect(category.osm.length + category.amap.length + category.namePatterns.length).toBeGreaterThan(0)
    if (category.osmWithName.length + category.amapWithName.length > 0) expect(category.namePatterns).not.toEqual([])
    expect(new Set(category.namePatterns).size).toBe(category.namePatterns.length)
  })

  it('has unique ids, and no word that means two categories', () => {
    const owner = new Map<string, string>()
    for (const { id, nameZh, nameEn, aliases } of data.categories) {
      for (const word of [id, nameZh, nameEn, ...aliases]) {
        const key = wordKey(word)
        expect([word, owner.get(key) ?? id]).toEqual([word, id])
        owner.set(key, id)
      }
    }
    expect(new Set(data.categories.map((category) => category.id)).size).toBe(data.categories.length)
  })

  it('has no AMap code that two categories claim alone, beyond electric bicycles and their parking', () => {
    const owner = new Map<string, string>()
    for (const { id, amap } of data.categories) {
      for (const code of amap) {
        expect([code, owner.get(code) ?? id]).toEqual([code, id])
        owner.set(code, id)
      }
    }
  })

  it('knows the kinds of the tables and of the brief', () => {
    const ids =
      'hospital bank post_office clinic community_station convenience_store kindergarten library pharmacy supermarket ' +
      'health_centre primary_school elderly_day_care elderly_home nursing_home seniors_centre nursery junior_secondary ' +
      'community_school community_canteen eating breakfast health_station rehabilitation wet_market fresh_shop bakery mall ' +
      'hairdresser laundry photo_print housekeeping repair parcel atm telecom cultural_centre cultural_station museum ' +
      'bookstore cinema sports_hall sports_court football outdoor_fitness gym pool playground park square ' +
      'subdistrict_office service_centre police fire toilets recycling waste charging car_parking bike_parking bus_stop ' +
      'bus_terminal rail_station shelter pet coworking sports_ground_l sports_ground_m sports_ground_s judicial_office ' +
      'switching_station fuel_supply gas_regulator heat_station telecom_room cable_tv waste_transfer gas_service ' +
      'property_management play_area elderly_care_station elderly_care_centre service_hall senior_school youth_centre ' +
      'basketball_court tennis_court ebike_charging micro_fire_station public_seat council_hall mediation aed'
    for (const id of ids.split(' ')) expect([id, categoryById(id)?.id]).toEqual([id, id])
    for (const [word, id] of Object.entries(OTHER_NAMES)) {
      expect([word, resolveCategoryWord(word).category?.id]).toEqual([word, id])
    }
  })
})

describe('resolveCategoryWord', () => {
  it.each([
    ['Parcel_Locker', 'parcel'],
    ['parcel lockers', 'parcel'],
    ['ＰＡＲＫ', 'park'],
    ['Pharmacies', 'pharmacy'],
    ['health-center', 'health_centre'],
    ['社区卫生服务中心', 'health_centre'],
    ['社区卫生服务中心(社区医院)', 'health_centre'],
    [' 养老院 ', 'elderly_home'],
    ['AED', 'aed'],
    ['党群服务中心', 'service_hall'],
    ['Buses', 'bus_stop'],
  ])('%s means %s', (word, id) => {
    expect(resolveCategoryWord(word).category?.id).toBe(id)
  })

  it('suggests what comes nearest to an unknown word, and nothing for none', () => {
    expect(resolveCategoryWord('pharmcy')).toEqual({ category: null, suggestions: ['pharmacy'] })
    expect(resolveCategoryWord('社区卫生中').suggestions[0]).toBe('health_centre')
    expect(resolveCategoryWord('xqzzw')).toEqual({ category: null, suggestions: [] })
    expect(resolveCategoryWord(' - ')).toEqual({ category: null, suggestions: [] })
    expect(resolveCategoryWord('__proto__').category).toBeNull()
    expect(resolveCategoryWord('constructor').category).toBeNull()
    expect(resolveCategoryWord('长'.repeat(100_000)).category).toBeNull()
  })
})
