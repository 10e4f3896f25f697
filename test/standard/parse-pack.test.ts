import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { userStandardPack } from '../../src/standard/built-in-packs.ts'
import { type ParsePackOptions, parseStandardPack } from '../../src/standard/parse-pack.ts'
import type { SchemaProblem } from '../../src/standard/schema-check.ts'

const LIBRARY = { id: 'library', categories: ['library'], limitMinutes: 15 }

function problemsOf(json: unknown, options?: ParsePackOptions): string[] {
  try {
    parseStandardPack(json, options)
  } catch (error) {
    if (!isLivingCircleError(error)) throw error
    expect(error.code).toBe('input-format')
    const problems = error.details.problems as SchemaProblem[]
    // The path is in the message, too.
    expect(error.message).toContain(problems[0]!.path)
    return problems.map(({ path, message }) => `${path} ${message}`)
  }
  return []
}

describe('parseStandardPack', () => {
  it('fills in what a short pack leaves out', () => {
    const pack = parseStandardPack(
      '\ufeff{"id":"my-city","rules":[{"id":"library","categories":["library"],"limitMinutes":15}]}',
    )
    expect(pack).toEqual({
      id: 'my-city',
      version: '0',
      nameZh: 'my-city',
      nameEn: 'my-city',
      issuer: '',
      issuerZh: '',
      note: '',
      noteZh: '',
      sources: [],
      rules: [
        {
          id: 'library',
          nameZh: 'library',
          nameEn: 'library',
          level: 'none',
          basis: 'time',
          routes: [
            {
              categories: ['library'],
              limit: 15,
              minFloorSquareMetres: null,
              minLandSquareMetres: null,
              maxLandSquareMetres: null,
              minCapacity: null,
              sizeMustBeKnown: false,
            },
          ],
          minFacilities: 1,
          minKinds: 1,
          mandatory: true,
          duty: 'required',
          aliases: [],
          populationGroup: 'population',
          printedAsRadius: false,
          clause: '',
          clauseZh: '',
          sources: [],
          mark: 'own',
          verified: false,
          note: null,
          noteZh: null,
        },
      ],
      adequacy: [],
      notJudged: [],
    })
  })

  it.each<[string, unknown, string]>([
    [
      'a wrong key',
      { id: 'a', rules: [{ ...LIBRARY, limitMinute: 3 }] },
      '/rules/0/limitMinute is not a known key; did you mean "limitMinutes"?',
    ],
    ['no rules', { id: 'a' }, ' lacks "rules"'],
    ['not an object', [], ' must be an object, is a list'],
    ['null', null, ' must be an object, is null'],
    [
      'a limit of nothing',
      { id: 'a', rules: [{ ...LIBRARY, limitMinutes: 0 }] },
      '/rules/0/limitMinutes must be more than 0, is 0',
    ],
    [
      'a limit of a day',
      { id: 'a', rules: [{ ...LIBRARY, limitMinutes: 1440 }] },
      '/rules/0/limitMinutes must be at most 120, is 1440',
    ],
    [
      'a limit in words',
      { id: 'a', rules: [{ ...LIBRARY, limitMinutes: '15' }] },
      '/rules/0/limitMinutes must be a number, is "15"',
    ],
    [
      'no limit',
      { id: 'a', rules: [{ id: 'x', categories: ['library'] }] },
      '/rules/0 lacks "limitMetres" (its basis is distance)',
    ],
    [
      'two limits',
      { id: 'a', rules: [{ ...LIBRARY, limitMetres: 500 }] },
      '/rules/0/limitMetres does not go with basis time',
    ],
    [
      'minutes for a straight line',
      { id: 'a', rules: [{ ...LIBRARY, basis: 'straight-line' }] },
      '/rules/0 lacks "limitMetres" (its basis is straight-line)',
    ],
    [
      'an unknown basis',
      { id: 'a', rules: [{ ...LIBRARY, basis: 'bus' }] },
      '/rules/0/basis must be one of "time", "distance", "straight-line", is "bus"',
    ],
    ['no categories', { id: 'a', rules: [{ id: 'x', limitMinutes: 5 }] }, '/rules/0 lacks "categories"'],
    [
      'an unknown category',
      { id: 'a', rules: [{ ...LIBRARY, categories: ['libary'] }] },
      '/rules/0/categories/0 names no known category: "libary"; did you mean "library"?',
    ],
    ['a rule given twice', { id: 'a', rules: [LIBRARY, LIBRARY] }, '/rules/1/id repeats "library"'],
    [
      'sizes upside down',
      { id: 'a', rules: [{ ...LIBRARY, minLandSquareMetres: 9, maxLandSquareMetres: 5 }] },
      '/rules/0/minLandSquareMetres is 9, more than maxLandSquareMetres, 5',
    ],
    [
      'more kinds than categories',
      { id: 'a', rules: [{ ...LIBRARY, minKinds: 2 }] },
      '/rules/0/minKinds is 2, but the rule names 1 categories',
    ],
    [
      'a source that is not listed',
      { id: 'a', rules: [{ ...LIBRARY, sources: ['s'] }] },
      '/rules/0/sources/0 names no source of the pack: "s"',
    ],
    [
      'a mark better than its parts',
      { id: 'a', rules: [{ ...LIBRARY, marks: { limit: 'U-H' }, mark: 'V-P' }] },
      '/rules/0/mark is V-P, but the weakest of its marks is U-H',
    ],
    [
      'verified without a source',
      { id: 'a', rules: [{ ...LIBRARY, verified: true }] },
      '/rules/0/verified is true, but its mark is own',
    ],
    [
      'a broken alternative',
      { id: 'a', rules: [{ ...LIBRARY, alternatives: [{ categories: ['museum'] }] }] },
      '/rules/0/alternatives/0 lacks "limitMinutes" (its basis is time)',
    ],
    [
      'an unknown base',
      { id: 'a', extends: 'gb50180-2017', rules: [] },
      '/extends names no known pack: "gb50180-2017"',
    ],
    ['a hostile key', JSON.parse('{"id":"a","rules":[],"__proto__":{"x":1}}'), '/__proto__ is not a known key'],
    ['a path-like id', { id: '../x', rules: [] }, '/id must look like ^[A-Za-z0-9][A-Za-z0-9._-]*$, is "../x"'],
  ])('refuses %s and names the path', (_what, json, problem) => {
    expect(problemsOf(json, { name: 'my-city.json', knownCategories: ['library', 'museum'] })[0]).toBe(problem)
  })

  it('refuses text that is not JSON, and too much of it', () => {
    expect(() => parseStandardPack('{', { name: 'x.json' })).toThrow(/^x.json is not JSON/)
    expect(() => parseStandardPack(' '.repeat(5_000_001))).toThrow(/at most 5,000,000/)
    expect(() => parseStandardPack('['.repeat(100_000))).toThrow(/is not JSON/)
    expect(problemsOf({ id: 'a', rules: Array(501).fill(LIBRARY) })[0]).toBe(
      '/rules must have at most 500 items, has 501',
    )
  })

  it('refuses options that it does not know', () => {
    expect(() => parseStandardPack({}, { nam: 'x' } as ParsePackOptions)).toThrow(/unknown option "nam"/)
  })

  it('says where a circle of packs goes', () => {
    const bases = new Map<string, unknown>([
      ['b', { id: 'b', extends: 'c', rules: [] }],
      ['c', { id: 'c', extends: 'b', rules: [] }],
    ])
    expect(problemsOf({ id: 'a', extends: 'b', rules: [] }, { bases })[0]).toBe(
      '/extends goes in a circle: a → b → c → b',
    )
    expect(
      problemsOf(
        { id: 'b', extends: 'b', rules: [] },
        { bases: new Map([['b', { id: 'b', extends: 'b', rules: [] }]]) },
      )[0],
    ).toBe('/extends goes in a circle: b → b')
  })

  it('takes over rules, changes, adds and removes some', () => {
    const pack = userStandardPack({
      id: 'my-city',
      extends: 'sdg-transit',
      rules: [
        { id: 'transit', limitMetres: 400 },
        { id: 'library', categories: ['library'], limitMinutes: 10 },
      ],
    })
    expect(
      pack.rules.map((rule) => [rule.id, rule.routes.map((route) => route.limit), rule.mark, rule.verified]),
    ).toEqual([
      // Changed by the user: no longer the source's figure.
      ['transit', [400, 1000], 'own', false],
      ['library', [10], 'own', false],
    ])
    expect(pack.id).toBe('my-city')
    expect(pack.sources.map((source) => source.id)).toEqual(['sdg'])
    const fewer = userStandardPack({ id: 'b', extends: 'ghsci-500', remove: ['transit', 'convenience'], rules: [] })
    expect(fewer.rules.map((rule) => rule.id)).toEqual(['fresh_food', 'open_space', 'large_open_space'])
    expect(() => userStandardPack({ id: 'b', extends: 'ghsci-500', remove: ['bus'], rules: [] })).toThrow(
      /\/remove names no rule/,
    )
  })

  it('lets a limit of the other unit replace the old one', () => {
    const pack = userStandardPack({ id: 'b', extends: 'ghsci-500', rules: [{ id: 'convenience', limitMinutes: 5 }] })
    const rule = pack.rules.find(({ id }) => id === 'convenience')!
    expect([rule.basis, rule.routes[0]!.limit]).toEqual(['time', 5])
    const back = userStandardPack({
      id: 'b',
      extends: 'mofcom-convenience',
      rules: [{ id: 'repair', limitMetres: 700 }],
    })
    const repair = back.rules.find(({ id }) => id === 'repair')!
    expect([repair.basis, repair.routes[0]!.limit]).toEqual(['distance', 700])
  })

  it('names a rule of the base by its id when that is what is wrong', () => {
    const bases = new Map<string, unknown>([
      ['b', { id: 'b', rules: [{ id: 'x', categories: ['zoo'], limitMetres: 5 }] }],
    ])
    expect(problemsOf({ id: 'a', extends: 'b', rules: [] }, { bases, knownCategories: ['library'] })[0]).toBe(
      '/extends/x/categories/0 names no known category: "zoo"',
    )
  })
})
