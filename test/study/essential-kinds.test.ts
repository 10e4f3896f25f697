// The essential kinds: the list against the kinds and packs that it names, which kinds a run measures, and what it says of the others.
import { describe, expect, it } from 'vitest'
import { allCategories, analyseAccess, bytesSource, loadFacilities, standardPack } from '../../src/index.ts'
import { essentialThings } from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

describe('the list of essential things', () => {
  it('has twenty, each of known kinds, no kind twice', () => {
    const kinds = essentialThings().flatMap(({ categories }) => categories)
    expect(new Set(ids(essentialThings())).size).toBe(20)
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(kinds.filter((kind) => !ids(allCategories()).includes(kind))).toEqual([])
  })

  it('names packs in which the thing stands', () => {
    const wrong = essentialThings().flatMap(({ id, categories, packs }) =>
      packs
        .filter((pack) => {
          const { rules, adequacy } = standardPack(pack)
          const asked = [...rules.flatMap(({ routes }) => routes), ...adequacy].flatMap((one) => one.categories)
          return !categories.some((category) => asked.includes(category))
        })
        .map((pack) => `${id} in ${pack}`),
    )
    expect(wrong).toEqual([])
    expect(essentialThings().filter(({ packs }) => packs.length === 0)).toEqual([])
  })
})

describe('which kinds a run measures', () => {
  const osm = (id: string, category: string) => ({
    ...{ id, name: null, category, categoryReason: 'test', lonLat: [113.6, 34.8] as const },
    ...{ entrances: [[113.6, 34.8] as const], polygons: null, source: 'osm', lineOrId: id, capacity: null },
    ...{ floorAreaSquareMetres: null, level: null, hours: null, status: null },
  })

  it('essential: of OSM the essential ones, and says how many others there are', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const list = [osm('node/1', 'clinic'), osm('node/2', 'museum'), osm('node/3', 'aed'), osm('node/4', 'aed')]
    const { report } = await analyseAccess(area, { ...facilities, facilities: list }, blocks, {
      categories: 'essential',
    })
    expect(ids(report.categories)).toEqual(['clinic'])
    const notice = (code: string) => report.notices.find((one) => one.code === code)
    expect(notice('kinds-not-measured')?.textEn).toBe(
      '3 facilities of 2 other kinds are not measured: AED, museum. --category all takes them, too.',
    )
    expect(notice('essential-no-data')?.textEn).toMatch(/^Of 19 essential things .* elderly care, childcare,/)
    expect(notice('essential-no-data')?.textZh).toMatch(/^19 类基本生活设施在数据中没有记录：养老服务、托育、/)
    const all = await analyseAccess(area, { ...facilities, facilities: list }, blocks, { categories: 'all' })
    expect(ids(all.report.categories)).toEqual(['clinic', 'museum', 'aed'])
    expect(all.report.notices.some(({ code }) => code === 'kinds-not-measured')).toBe(false)
  })

  it('essential: every kind of a file of one’s own', async () => {
    const { area, blocks } = await loadSampleTown()
    const text = 'id,category,lon,lat\na,museum,113.6,34.8\nb,clinic,113.6,34.8\n'
    const facilities = await loadFacilities(area, {
      files: [bytesSource('own.csv', new TextEncoder().encode(text))],
    })
    const { report } = await analyseAccess(area, facilities, blocks, { categories: 'essential' })
    expect(ids(report.categories)).toEqual(['clinic', 'museum'])
    expect(report.notices.some(({ code }) => code === 'kinds-not-measured')).toBe(false)
  })

  it('essential, with nothing essential in the data: all that there is', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const { report } = await analyseAccess(area, { ...facilities, facilities: [osm('node/2', 'museum')] }, blocks, {
      categories: 'essential',
    })
    expect(ids(report.categories)).toEqual(['museum'])
  })
})
