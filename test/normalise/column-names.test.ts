import { describe, expect, it } from 'vitest'
import { ageGroupOfHeader, parseColumnMapping, understandColumns } from '../../src/normalise/tables/column-names.ts'

describe('header dictionary', () => {
  it('reads the contract columns', () => {
    const facilities = understandColumns(
      'id,name,category,lon,lat,capacity,floor_area_m2,level,hours,status'.split(','),
      'facilities',
    )
    expect(facilities.notUnderstood).toEqual([])
    for (const [role, header] of Object.entries(facilities.mapping)) expect(header).toBe(role)
    const blocks = understandColumns(
      'id,name,lon,lat,population,age_0_3,age_60_plus,age_80_plus,dwellings,community,street,district'.split(','),
      'blocks',
    )
    expect(blocks.notUnderstood).toEqual([])
    for (const [role, header] of Object.entries(blocks.mapping)) expect(header).toBe(role)
  })

  it('reads Chinese headers with units, full width and spaces', () => {
    const found = understandColumns(
      ['编号', '设施名称', '类 型', '经度（°）', '纬度', '建筑面积（㎡）', '床位数', '备注'],
      'facilities',
    )
    expect(found.mapping).toEqual({
      id: '编号',
      name: '设施名称',
      category: '类 型',
      lon: '经度（°）',
      lat: '纬度',
      floor_area_m2: '建筑面积（㎡）',
      capacity: '床位数',
    })
    expect(found.notUnderstood).toEqual(['备注'])
  })

  it('reads headers in Traditional Chinese as those in Simplified', () => {
    const facilities = [
      '編號',
      '設施名稱',
      '類別',
      '經度',
      '緯度',
      '地址',
      '床位數',
      '營業時間',
      '狀態',
      '建築面積（㎡）',
    ]
    expect(understandColumns(facilities, 'facilities').mapping).toEqual({
      id: '編號',
      name: '設施名稱',
      category: '類別',
      lon: '經度',
      lat: '緯度',
      address: '地址',
      capacity: '床位數',
      hours: '營業時間',
      status: '狀態',
      floor_area_m2: '建築面積（㎡）',
    })
    const blocks = ['小區編號', '名稱', '座標', '人口', '戶數', '社區', '街道', '區', '65歲以上']
    const { mapping, notUnderstood } = understandColumns(blocks, 'blocks')
    expect(mapping).toMatchObject({
      name: '名稱',
      location: '座標',
      population: '人口',
      dwellings: '戶數',
      community: '社區',
      street: '街道',
      district: '區',
    })
    expect(notUnderstood).not.toContain('戶數')
  })

  it('reads an AMap export', () => {
    const found = understandColumns(
      ['id', 'name', 'type', 'typecode', 'address', 'location', 'pname', 'adname'],
      'facilities',
    )
    expect(found.mapping).toMatchObject({
      category: 'type',
      typecode: 'typecode',
      location: 'location',
      address: 'address',
    })
  })

  it('reads a community ledger', () => {
    const found = understandColumns(
      ['小区名称', '经度', '纬度', '户数', '人口', '60岁及以上老年人口', '0-3岁婴幼儿数', '所属社区', '街道', '区'],
      'blocks',
    )
    expect(found.mapping).toEqual({
      name: '小区名称',
      lon: '经度',
      lat: '纬度',
      dwellings: '户数',
      population: '人口',
      age_60_plus: '60岁及以上老年人口',
      age_0_3: '0-3岁婴幼儿数',
      community: '所属社区',
      street: '街道',
      district: '区',
    })
  })

  it('lets the better header have the role, whatever the order of columns', () => {
    for (const columns of [
      ['x', 'lng', 'lat', 'y'],
      ['y', 'lat', 'lng', 'x'],
    ]) {
      const found = understandColumns(columns, 'facilities')
      expect(found.mapping).toMatchObject({ lon: 'lng', lat: 'lat' })
      expect([...found.notUsed].sort()).toEqual(['x', 'y'])
    }
  })

  it('prefers coordinates that say that they are WGS-84', () => {
    const found = understandColumns(['lng', 'lat', 'wgs84_lng', 'wgs84_lat'], 'facilities')
    expect(found.mapping).toMatchObject({ lon: 'wgs84_lng', lat: 'wgs84_lat' })
  })

  it('obeys a mapping, and says what is wrong with one', () => {
    const columns = ['名称', '经度', '纬度', '我的列']
    expect(understandColumns(columns, 'facilities', { category: '我的列', name: null }).mapping).toEqual({
      lon: '经度',
      lat: '纬度',
      category: '我的列',
    })
    expect(() => understandColumns(columns, 'facilities', { lon: '京度' })).toThrow(/京度/)
    expect(() => understandColumns(columns, 'facilities', { lnog: '经度' } as never)).toThrow(/lnog/)
    expect(() => understandColumns(columns, 'facilities', { population: '经度' })).toThrow(/population/)
    const again = understandColumns(columns, 'facilities').mapping
    expect(understandColumns(columns, 'facilities', JSON.parse(JSON.stringify(again))).mapping).toEqual(again)
  })

  it('reads a saved mapping and refuses junk', () => {
    expect(parseColumnMapping('{"lon":"经度","name":null}', 'm.json')).toEqual({ lon: '经度', name: null })
    expect(() => parseColumnMapping('[1]', 'm.json')).toThrow(/object/)
    expect(() => parseColumnMapping('{"lon":1}', 'm.json')).toThrow(/lon/)
    expect(() => parseColumnMapping('{', 'm.json')).toThrow(/JSON/)
    const attack = parseColumnMapping('{"__proto__":"x"}', 'm.json')
    expect(() => understandColumns(['x'], 'facilities', attack)).toThrow(/__proto__/)
  })

  it('reads the block id of gates and of blocks', () => {
    expect(understandColumns(['block_id', 'lon', 'lat'], 'gates').mapping).toEqual({
      block_id: 'block_id',
      lon: 'lon',
      lat: 'lat',
    })
    expect(understandColumns(['block_id', 'lon', 'lat'], 'blocks').mapping.id).toBe('block_id')
    expect(understandColumns(['id', 'block', 'lon', 'lat'], 'gates').mapping.block_id).toBe('block')
  })
})

describe('ageGroupOfHeader', () => {
  it.each([
    ['age_0_3', 'age_0_3'],
    ['age_60_plus', 'age_60_plus'],
    ['60岁以上', 'age_60_plus'],
    ['60岁及以上', 'age_60_plus'],
    ['60周岁及以上老年人口数', 'age_60_plus'],
    ['65+', 'age_65_plus'],
    ['65岁以上人口（人）', 'age_65_plus'],
    ['0-3岁', 'age_0_3'],
    ['０～３岁', 'age_0_3'],
    ['0至3岁婴幼儿', 'age_0_3'],
    ['3岁以下', 'age_0_3'],
    ['6-12岁儿童数', 'age_6_12'],
    ['aged 60 and over', 'age_60_plus'],
    ['age 15 to 18', 'age_15_18'],
    ['老年人口', 'age_60_plus'],
    ['人口', null],
    ['户数', null],
    ['2020', null],
    ['12 3', null],
    ['600岁以上', null],
    ['age_9_3', null],
  ])('%s → %s', (header, group) => {
    expect(ageGroupOfHeader(header)).toBe(group)
  })
})
