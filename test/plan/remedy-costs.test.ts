import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { REMEDY_KINDS } from '../../src/answer/gap-cause.ts'
import { bytesSource } from '../../src/index.ts'
import { loadRemedyCosts } from '../../src/job/load-remedy-costs.ts'
import { costOfRemedy } from '../../src/plan/remedies/cost-of-remedy.ts'
import { parseRemedyCosts } from '../../src/plan/remedies/parse-costs.ts'

const file = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
const codeOf = async (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code?: string }) => error.code,
  )

describe('costs of remedies', () => {
  it('add up by piece, metre and place; blanks are unknown, 0 is free', () => {
    const costs = parseRemedyCosts(
      [
        { kind: 'new-crossing', each: 100, per_metre: 3 },
        { kind: 'open-gate', each: 0 },
        { kind: 'new-gate', each: null, per_metre: '' },
        { kind: 'new-site', each: 900 },
        { kind: 'new-site', category: 'park', each: '1,200' },
      ],
      'costs',
    )
    const price = (kind: (typeof REMEDY_KINDS)[number], category: string | null = null, metres = 0) =>
      costOfRemedy(costs, { kind, category, metres, places: null })
    expect(price('new-crossing', null, 20)).toBe(160)
    expect(price('open-gate')).toBe(0)
    expect(price('new-gate')).toBeNull()
    expect(price('step-free-way')).toBeNull()
    expect(price('new-site', 'clinic')).toBe(900)
    expect(price('new-site', 'park')).toBe(1200)
  })

  it('come from JSON and tables alike', async () => {
    const table = await loadRemedyCosts(
      file('c.csv', 'kind,category,each,per_metre,currency\nnew-site,公园,500,,CNY\nnew-crossing,,,7,CNY\n'),
    )
    const json = await loadRemedyCosts(
      file(
        'c.json',
        '{"currency":"CNY","costs":[{"kind":"new-site","category":"park","each":500},{"kind":"new-crossing","per_metre":7}]}',
      ),
    )
    expect(table).toEqual(json)
    expect(table.currency).toBe('CNY')
  })

  it('of the package are blanks: no price is built in', () => {
    const text = readFileSync(new URL('../../data/remedy-costs.json', import.meta.url), 'utf8')
    const { costs, currency } = parseRemedyCosts(JSON.parse(text), 'remedy-costs.json')
    expect(costs.map(({ kind }) => kind).sort()).toEqual([...REMEDY_KINDS].sort())
    expect(costs.every(({ each, perMetre, perPlace }) => each === null && perMetre === null && perPlace === null)).toBe(
      true,
    )
    expect(currency).toBeNull()
  })

  it('are refused where they are not understood', async () => {
    const wrong = [
      'kind,each\nopen-gte,5\n',
      'kind,each\nopen-gate,-5\n',
      'kind,each\nopen-gate,many\n',
      'kind,each\nopen-gate,1e99\n',
      'kind,category,each\nnew-site,spaceport,5\n',
      'kind,each\nopen-gate,5\nopen-gate,6\n',
      '{"costs": 5}',
      '[5]',
    ]
    for (const text of wrong)
      expect([text, await codeOf(loadRemedyCosts(file('c', text)))]).toEqual([text, 'invalid-option'])
    expect(await codeOf(loadRemedyCosts(file('c.csv', 'kind,prise\nopen-gate,5\n')))).toBe('unknown-option')
    expect(await codeOf(loadRemedyCosts(file('c.json', '{"costs": [')))).toBe('input-format')
    expect(
      await codeOf(loadRemedyCosts(file('c.json', '{"costs":[{"kind":"open-gate","__proto__":{"each":1},"each":2}]}'))),
    ).toBe('unknown-option')
    const many = `kind,each\n${'new-gate,1\n'.repeat(3000)}`
    expect(await codeOf(loadRemedyCosts(file('c.csv', many)))).toBe('input-too-large')
    expect(({} as { each?: number }).each).toBeUndefined()
  })
})
