// Duties in words: what △ means by pack, clauses in Chinese, aliases of a rule, counts of verified figures that agree everywhere.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesSource, loadStandard, standardPack, standardPacks } from '../../src/index.ts'
import { packNotices, resolveCategoryWord, useOwnVocabulary, verifiedCounts } from '../../src/parts.ts'

const file = (value: unknown) => bytesSource('own.json', new TextEncoder().encode(JSON.stringify(value)))
const HAN = /[\u3400-\u9fff]/

describe('duties in words', () => {
  it('a rule that is not mandatory is as needed in GB 50180 and advised elsewhere', () => {
    const dutyOf = (pack: string, rule: string) => standardPack(pack).rules.find(({ id }) => id === rule)?.duty
    expect(dutyOf('gb50180-2018', 'primary_school')).toBe('required')
    expect(dutyOf('gb50180-2018', 'police_station')).toBe('as-needed')
    expect(dutyOf('gb50180-2018-strict', 'police_station')).toBe('as-needed')
    expect(dutyOf('gb50437-seniors', 'elderly_day_care')).toBe('advised')
  })

  it('every built-in pack says its clauses, notes, sources and reasons in Chinese', () => {
    const english = /[a-z]{4,} [a-z]{3,}/
    for (const pack of standardPacks()) {
      const texts = [
        ...[pack.noteZh, pack.issuerZh, ...pack.sources.map(({ titleZh }) => titleZh)],
        ...[...pack.rules, ...pack.adequacy].flatMap(({ clauseZh, noteZh }) => [clauseZh, noteZh ?? '']),
        ...pack.notJudged.map(({ reasonZh }) => reasonZh),
      ]
      expect([pack.id, texts.filter((text) => english.test(text))]).toEqual([pack.id, []])
      expect([pack.id, HAN.test(pack.noteZh) && HAN.test(pack.issuerZh)]).toEqual([pack.id, true])
    }
    const school = standardPack('gb50180-2018').rules.find(({ id }) => id === 'primary_school')!
    expect(school.clauseZh).toBe('附录B 表B.0.1、附录C 表C.0.1')
  })

  it('a clause or note of one’s own is not said by the old Chinese', async () => {
    const own = {
      id: 'own',
      extends: 'gb50180-2018',
      rules: [{ id: 'primary_school', clause: 'Local 3.2', note: 'Ours' }],
    }
    const { pack } = await loadStandard(file(own))
    const school = pack.rules.find(({ id }) => id === 'primary_school')!
    expect([school.clauseZh, school.noteZh]).toEqual(['Local 3.2', 'Ours'])
    expect(pack.rules.find(({ id }) => id === 'police_station')!.duty).toBe('as-needed')
  })
})

describe('aliases of a rule', () => {
  it('a word of a known kind adds that kind, an unknown one means the first, an own kind counts', async () => {
    useOwnVocabulary({ kinds: [{ id: 'warm_house', nameZh: '暖心小屋', nameEn: 'warm house' }] }, 'kinds.json')
    const rule = {
      id: 'day',
      categories: ['elderly_day_care'],
      limitMetres: 300,
      aliases: ['养老驿站', '夕阳红之角', '暖心小屋'],
    }
    const { pack } = await loadStandard(file({ id: 'own', rules: [rule] }))
    expect(pack.rules[0]!.routes[0]!.categories).toEqual(['elderly_day_care', 'elderly_care_station', 'warm_house'])
    expect(resolveCategoryWord('夕阳红之角').category?.id).toBe('elderly_day_care')
    await loadStandard(file({ id: 'other', rules: [{ ...rule, aliases: [] }] }))
    expect(resolveCategoryWord('夕阳红之角').category).toBeNull()
    useOwnVocabulary({}, 'nothing')
  })
})

describe('verified counts', () => {
  it('are those that README lists', () => {
    const readme = readFileSync(new URL('../../data/standards/README.md', import.meta.url), 'utf8')
    for (const pack of standardPacks()) {
      const { rules, rulesVerified } = verifiedCounts(pack)
      const [, counts] = new RegExp(`\\| \`${pack.id}\` \\|.*\\| (\\d+ of \\d+)[^|]*\\|`).exec(readme) ?? []
      const says = counts ?? 'not in the table'
      expect([pack.id, says]).toEqual([pack.id, `${rulesVerified} of ${rules}`])
    }
  })

  it('and the notices count rules and amounts apart', () => {
    for (const pack of standardPacks()) {
      const counted = packNotices(pack).map(({ code, values }) => [code, values?.all])
      for (const [code, all] of counted) {
        expect(all).toBe(code === 'standard-amounts-not-verified' ? pack.adequacy.length : pack.rules.length)
      }
      const recalled = pack.rules.filter(({ mark }) => mark.startsWith('U')).length
      const said = packNotices(pack).find(({ code }) => code === 'standard-not-verified')?.values?.n ?? 0
      expect([pack.id, said]).toEqual([pack.id, recalled])
    }
  })
})
