import { describe, expect, it } from 'vitest'
import {
  categoriseAmap,
  categoriseName,
  categoriseOsm,
  categoriseOsmAll,
} from '../../src/normalise/categories/category-matching.ts'

function tagsOf(text: string): Map<string, string> {
  return new Map(text.split(' ').map((pair) => pair.split('=') as [string, string]))
}

describe('categoriseOsm', () => {
  it.each([
    ['amenity=clinic', null, 'clinic'],
    ['amenity=clinic', '学院路社区卫生服务中心', 'health_centre'],
    ['amenity=clinic', '展春园社区卫生服务站', 'health_station'],
    ['amenity=hospital', '北医三院', 'hospital'],
    ['amenity=school', null, 'school'],
    ['amenity=school', '清华附小', 'primary_school'],
    ['amenity=school', '清华大学附属中学', 'junior_secondary'],
    ['amenity=school', '第二高级中学', 'senior_secondary'],
    ['amenity=school', '清华大学洁华幼儿园', 'kindergarten'],
    ['amenity=school', 'Attard Primary School', 'primary_school'],
    ['amenity=school isced:level=0;1', 'St Elias', 'primary_school'],
    ['amenity=school isced:level=1;2', 'St Elias', 'primary_school'],
    ['amenity=kindergarten max_age=3', null, 'nursery'],
    ['amenity=community_centre', null, 'community_station'],
    ['amenity=community_centre', '红旗社区日间照料中心', 'elderly_day_care'],
    ['amenity=community_centre', '红旗社区党群服务中心', 'service_hall'],
    ['amenity=community_centre', '红旗街道综合为老服务中心', 'elderly_care_centre'],
    ['amenity=community_centre', '居民议事厅', 'council_hall'],
    ['amenity=community_centre', '青少年活动中心', 'youth_centre'],
    ['amenity=social_facility social_facility=nursing_home social_facility:for=senior', '幸福敬老院', 'nursing_home'],
    ['amenity=social_facility social_facility=day_care social_facility:for=child', null, 'nursery'],
    ['amenity=restaurant', '幸福社区食堂', 'community_canteen'],
    ['amenity=restaurant', '老北京炸酱面', 'eating'],
    ['shop=supermarket', '盒马鲜生', 'fresh_supermarket'],
    ['leisure=pitch sport=basketball', null, 'basketball_court'],
    ['leisure=pitch sport=tennis;basketball', null, 'basketball_court'],
    ['leisure=pitch', null, 'sports_court'],
    ['amenity=fire_station', '五道口微型消防站', 'micro_fire_station'],
    ['amenity=charging_station bicycle=yes', null, 'ebike_charging'],
    ['emergency=defibrillator', null, 'aed'],
    ['amenity=bench', null, 'public_seat'],
    ['healthcare=pharmacy', null, 'pharmacy'],
  ])('%s, name %s → %s', (tags, name, id) => {
    expect(categoriseOsm(tagsOf(tags), name)?.category.id).toBe(id)
  })

  it.each([
    'amenity=shelter',
    'building=apartments',
    'landuse=residential',
    'place=neighbourhood',
    'amenity=vending_machine',
  ])('%s is no facility', (tags) => {
    expect(categoriseOsm(tagsOf(tags), null)).toBeNull()
  })

  it('says why', () => {
    expect(categoriseOsm(tagsOf('amenity=clinic name=x'), 'x')?.reason).toBe('amenity=clinic')
    expect(categoriseOsm(tagsOf('amenity=kindergarten'), '小星星托育园')?.reason).toBe(
      'amenity=kindergarten + name contains "托育"',
    )
  })

  it('gives one category for each key that speaks for itself, whatever the order of the tags', () => {
    const ids = (tags: string) => categoriseOsmAll(tagsOf(tags), null).map((match) => match.category.id)
    expect(ids('amenity=bank atm=yes')).toEqual(['bank', 'atm'])
    expect(ids('atm=yes amenity=bank')).toEqual(['bank', 'atm'])
    expect(ids('shop=supermarket amenity=pharmacy')).toEqual(['supermarket', 'pharmacy'].sort(byOrder))
    expect(ids('amenity=hospital healthcare=clinic')).toHaveLength(1)
    expect(ids('railway=station public_transport=station subway=yes')).toEqual(['rail_station'])
    expect(ids('amenity=bank atm=no')).toEqual(['bank'])
  })
})

/** Pharmacy comes before supermarket in the list. */
function byOrder(a: string, b: string): number {
  const order = ['pharmacy', 'supermarket']
  return order.indexOf(a) - order.indexOf(b)
}

describe('categoriseAmap', () => {
  it.each([
    ['141204', '向阳幼儿园', 'kindergarten'],
    ['141204', '向阳托育园', 'nursery'],
    ['141203', '中关村一小', 'primary_school'],
    ['090300', '口腔诊所', 'clinic'],
    ['090300', '展春园社区卫生服务站', 'health_station'],
    ['090102', '学院路社区卫生服务中心', 'health_centre'],
    ['050100', '幸福社区食堂', 'community_canteen'],
    ['050118', '川菜馆', 'eating'],
    ['060411', '超市发', 'supermarket'],
    ['060705', '便民菜站', 'wet_market'],
    ['160302', '工商银行ATM', 'atm'],
    ['160105', '工商银行', 'bank'],
    ['120304', '红旗社区日间照料中心', 'elderly_day_care'],
    ['130105', '学院路街道办事处', 'subdistrict_office'],
    ['130105', '社区事务受理服务中心', 'service_centre'],
    ['060400|060200', '小超市', 'supermarket'],
    [' １４１２０４ ', '向阳幼儿园', 'kindergarten'],
  ])('%s, name %s → %s', (code, name, id) => {
    expect(categoriseAmap(code, name)?.category.id).toBe(id)
  })

  // Codes that other tools take for something else.
  it.each([
    ['141200', 'kindergarten'],
    ['141300', 'school'],
    ['141400', 'junior_secondary'],
    ['060402', 'wet_market'],
    ['060500', 'wet_market'],
    ['060501', 'wet_market'],
    ['080300', 'library'],
    ['100105', 'elderly_home'],
    ['130300', 'police'],
    ['150200', 'bus_stop'],
    ['160300', 'post_office'],
    ['090500', 'pharmacy'],
    ['150000', 'hospital'],
    ['140000', 'leisure_entertainment'],
  ])('%s is not %s', (code, wrong) => {
    expect(categoriseAmap(code, null)?.category.id).not.toBe(wrong)
  })

  it.each(['141300', '060500', '060501', '100105', '130300', '150200', '090500', '150000', '140000', '12', 'abc', ''])(
    '%s alone is no category',
    (code) => {
      expect(categoriseAmap(code, null)).toBeNull()
    },
  )

  it('says why', () => {
    expect(categoriseAmap('090300', null)?.reason).toBe('AMap 090300')
    expect(categoriseAmap('141204', '向阳托育园')?.reason).toBe('AMap 141204 + name contains "托育"')
  })
})

describe('categoriseName', () => {
  it.each([
    ['国大药房(中关村店)', 'pharmacy'],
    ['中国工商银行五道口支行', 'bank'],
    ['小学路社区卫生服务站', 'health_station'],
    ['人民医院停车场', 'car_parking'],
    ['幸福小区社区食堂', 'community_canteen'],
    ['清华大学附属小学', 'primary_school'],
    ['St James Hospital', 'hospital'],
    ['Bank of Valletta', 'bank'],
    ['宠物医院', 'pet'],
    ['养老服务驿站', 'elderly_care_station'],
    ['五道口地铁站A口', 'rail_station'],
    ['７－１１便利店', 'convenience_store'],
  ])('%s → %s', (name, id) => {
    expect(categoriseName(name)?.category.id).toBe(id)
  })

  it.each(['公园大酒店', '银行大厦', 'Parking Lot Records', 'Bankside', 'Hyde Park Hotel', '', '()', '张三'])(
    '%s says nothing',
    (name) => {
      expect(categoriseName(name)?.category.id).toBeUndefined()
    },
  )

  it('is not slowed down by a hostile name', () => {
    const start = performance.now()
    for (const text of ['('.repeat(100_000), 'park'.repeat(50_000), 'a口'.repeat(50_000), '店'.repeat(100_000)]) {
      categoriseName(text)
    }
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
