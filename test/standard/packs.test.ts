import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allCategories } from '../../src/normalise/categories/categories.ts'
import { standardPack, standardPacks, userStandardPack } from '../../src/standard/built-in-packs.ts'
import { categoriesOfPack, categoriesOfRule } from '../../src/standard/facility-fit.ts'
import { PACK_SCHEMA } from '../../src/standard/pack-schema.ts'
import { parseStandardPack } from '../../src/standard/parse-pack.ts'
import { packNotices } from '../../src/standard/verification-notice.ts'

const folder = new URL('../../data/standards/', import.meta.url)
const known = allCategories().map((category) => category.id)
const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'pack.schema.json')

/** The profiles that the project promises. */
const PROMISED =
  'gb50180-2018 gb50437-seniors parks-gbt51346 complete-community-2020 mofcom-convenience shanghai-2016 zhejiang-culture ' +
  'shandong-fitness sdg-transit melbourne-20mn itdp-pedestrians-first ghsci-500 tdt1063-indicators'

/** Kinds that a standard asks for at several levels by the same name, or that map data cannot tell apart (waste). */
const SHARED_BETWEEN_LEVELS: Record<string, string[]> = {
  'gb50180-2018':
    'junior_secondary football sports_court mall gym eating cafe bank telecom rail_station bus_terminal bus_stop bike_parking car_parking waste'.split(
      ' ',
    ),
  'parks-gbt51346': ['park', 'pocket_park', 'square'],
  'shanghai-2016': [],
  'mofcom-convenience': [],
  'mofcom-convenience-5-8-15': ['supermarket'],
}

describe('the built-in packs', () => {
  it('are all that was promised, each in a file of its name', () => {
    const ids = standardPacks().map((pack) => pack.id)
    for (const id of PROMISED.split(' ')) expect(ids).toContain(id)
    expect(files.map((name) => name.replace('.json', '')).sort()).toEqual([...ids].sort())
  })

  it('have the schema that editors see', () => {
    const text = readFileSync(new URL('pack.schema.json', folder), 'utf8')
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(PACK_SCHEMA)))
  })

  it.each(standardPacks().map((pack) => [pack.id, pack] as const))(
    '%s traces every figure to a source and a mark',
    (_id, pack) => {
      expect(pack.sources.length).toBeGreaterThan(0)
      expect(pack.rules.length).toBeGreaterThan(0)
      expect(new Set(pack.rules.map((rule) => rule.id)).size).toBe(pack.rules.length)
      for (const rule of [...pack.rules, ...pack.adequacy]) {
        expect([rule.id, rule.sources.length > 0]).toEqual([rule.id, true])
        expect([rule.id, rule.clause.length > 2]).toEqual([rule.id, true])
        // Figures of low confidence are not shipped. A figure of our own reading says so in the pack's words.
        expect(['V-P', 'V-S', 'U-H', 'U-M', 'own']).toContain(rule.mark)
        if (rule.mark === 'own') expect(`${rule.note} ${pack.note}`).toMatch(/own reading|draft/)
        expect(rule.verified).toBe(rule.mark.startsWith('V'))
      }
      for (const id of categoriesOfPack(pack)) expect(known).toContain(id)
      for (const source of pack.sources) {
        const cited = [...pack.rules, ...pack.adequacy].some((rule) => rule.sources.includes(source.id))
        expect([source.id, cited || pack.id === 'gb50180-2018-strict']).toEqual([source.id, true])
      }
    },
  )

  it.each(files)('%s says in full what it says, rule by rule', (name) => {
    const raw = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    if (raw.extends !== undefined) return
    for (const rule of raw.rules) {
      for (const key of 'nameZh nameEn level basis mandatory populationGroup clause sources marks mark verified'.split(
        ' ',
      )) {
        expect([rule.id, Object.hasOwn(rule, key) ? key : 'lacks ' + key]).toEqual([rule.id, key])
      }
      const sized = Object.keys(rule).some((key) => /^(min|max)(Floor|Land|Capacity)/.test(key))
      expect([rule.id, 'size' in rule.marks]).toEqual([rule.id, sized])
    }
  })

  it('let no level stand in for another, beyond kinds that the text itself names at several levels', () => {
    for (const pack of standardPacks()) {
      const shared = SHARED_BETWEEN_LEVELS[pack.id.replace('-strict', '')] ?? []
      const levelOf = new Map<string, string>()
      for (const rule of pack.rules.filter((candidate) => candidate.level !== 'none')) {
        for (const id of categoriesOfRule(rule)) {
          if (shared.includes(id)) continue
          expect([pack.id, rule.id, id, levelOf.get(id) ?? rule.level]).toEqual([pack.id, rule.id, id, rule.level])
          levelOf.set(id, rule.level)
        }
      }
    }
  })

  it('carry the figures of the tables', () => {
    const figure = (pack: string, rule: string) => {
      const found = standardPack(pack).rules.find((candidate) => candidate.id === rule)!
      return [found.level, found.basis, found.routes[0]!.limit, found.mandatory, found.mark]
    }
    expect(figure('gb50180-2018', 'primary_school')).toEqual(['10', 'distance', 500, true, 'U-H'])
    expect(figure('gb50180-2018', 'kindergarten')).toEqual(['5', 'distance', 300, true, 'U-M'])
    expect(figure('gb50180-2018', 'police_station')).toEqual(['15', 'distance', 800, false, 'U-M'])
    expect(figure('gb50180-2018', 'bank_10')).toEqual(['10', 'distance', 500, true, 'U-H'])
    expect(figure('gb50180-2018-strict', 'health_centre')).toEqual(['15', 'distance', 800, true, 'U-H'])
    expect(figure('gb50180-2018-strict', 'primary_school')).toEqual(['10', 'distance', 500, true, 'U-H'])
    expect(figure('gb50437-seniors', 'seniors_station')).toEqual(['5', 'distance', 300, true, 'V-P'])
    expect(figure('mofcom-convenience', 'wet_market')).toEqual(['10', 'time', 10, true, 'V-S'])
    expect(figure('shanghai-2016', 'nursery')).toEqual(['10', 'time', 10, true, 'V-S'])
    expect(figure('zhejiang-culture', 'all_spaces')).toEqual(['15', 'distance', 1500, true, 'V-S'])
    expect(figure('itdp-pedestrians-first', 'car_free')).toEqual(['none', 'distance', 100, true, 'V-P'])
    expect(figure('tdt1063-indicators', 'cov_elderly_5')).toEqual(['5', 'straight-line', 300, true, 'U-H'])
    const parks = standardPack('parks-gbt51346').rules.find((rule) => rule.id === 'park_any')!
    expect(parks.routes.map((route) => [route.minLandSquareMetres, route.limit])).toEqual([
      [2000, 300],
      [10_000, 500],
      [50_000, 1000],
      [100_000, 2000],
      [200_000, 3000],
    ])
    expect(parks.routes.map((route) => route.sizeMustBeKnown)).toEqual([false, true, true, true, true])
  })

  it('say what was not verified', () => {
    const [notice] = packNotices(standardPack('tdt1063-indicators'))
    expect(notice!.textEn).toContain('10 of 12 rules are not verified against the printed standard')
    expect(notice!.textZh).toContain('未与标准原文核对')
    expect(packNotices(standardPack('sdg-transit'))).toEqual([])
    const own = userStandardPack({ id: 'x', rules: [{ id: 'a', categories: ['library'], limitMetres: 300 }] })
    expect(packNotices(own).map((item) => item.code)).toEqual(['standard-own-rules'])
  })

  it('are refused by an unknown name with a suggestion', () => {
    expect(() => standardPack('gb50180')).toThrow(/Unknown standard "gb50180"/)
    expect(() => standardPack('__proto__')).toThrow(/Unknown standard/)
    try {
      standardPack('gb50180-2019')
    } catch (error) {
      expect((error as { hint: string }).hint).toContain('gb50180-2018')
    }
  })

  it('pass through their own checker with the categories known', () => {
    for (const name of files) {
      const raw = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
      if (raw.extends === undefined) parseStandardPack(raw, { knownCategories: known })
      else userStandardPack(raw, { knownCategories: known })
    }
  })
})
