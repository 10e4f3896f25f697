import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standardPack, userStandardPack } from '../../src/standard/built-in-packs.ts'
import { facilitiesOfRoute, facilityFit, packOnPaper } from '../../src/standard/facility-fit.ts'
import { judgeAdequacy } from '../../src/standard/judge-adequacy.ts'
import { judgeBlocks } from '../../src/standard/judge-blocks.ts'
import { rollUpVerdicts } from '../../src/standard/roll-up.ts'
import type { RuleAccess } from '../../src/standard/rule-access.ts'

/** Three levels, each with its own kind, and one optional rule. */
const pack = userStandardPack({
  id: 'three-levels',
  rules: [
    { id: 'centre', level: '15', categories: ['health_centre'], limitMetres: 1000 },
    { id: 'station', level: '5', categories: ['health_station'], limitMetres: 300, populationGroup: 'age_60_plus' },
    { id: 'shop', level: 'block', categories: ['convenience_store'], limitMetres: 100 },
    { id: 'cafe', level: '15', categories: ['cafe'], limitMetres: 1000, mandatory: false },
  ],
  adequacy: [
    {
      id: 'beds',
      categories: ['elderly_home'],
      measure: 'capacity',
      minPerThousand: 40,
      populationGroup: 'age_60_plus',
    },
  ],
})

function access(...rows: number[][]): RuleAccess {
  return {
    blockCount: rows.length,
    ruleCount: 4,
    share: Float64Array.from(rows.flat()),
    edgeAffected: new Uint8Array(rows.length * 4),
  }
}

describe('judgeBlocks', () => {
  it('keeps to the limits of the verdicts, inclusive', () => {
    const { verdicts } = judgeBlocks(pack, access([1, 0.999, 0.9989, 0.5], [0.0011, 0.001, 0, Number.NaN]))
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual([
      ...['met', 'met', 'partial', 'partial'],
      ...['partial', 'unmet', 'unmet', 'unknown'],
    ])
    expect(verdicts[7]!.share).toBeNull()
    expect(verdicts[5]).toMatchObject({
      blockIndex: 1,
      ruleIndex: 1,
      ruleId: 'station',
      category: 'health_station',
      limit: 300,
    })
  })

  it('does not let an upper level discharge a lower one', () => {
    // A block beside a health centre, with no health station: the 15-minute duty is met, the 5-minute duty is not.
    const { verdicts, completeness } = judgeBlocks(pack, access([1, 0, 1, 0]))
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual(['met', 'unmet', 'met', 'unmet'])
    // The optional cafe counts nowhere.
    expect(completeness[0]).toEqual({
      blockIndex: 0,
      required: 3,
      judged: 3,
      met: 2,
      partial: 0,
      unmet: 1,
      unknown: 0,
      noData: 0,
      share: 2 / 3,
      byLevel: [
        { level: 'block', required: 1, judged: 1, met: 1, share: 1 },
        { level: '5', required: 2, judged: 2, met: 1, share: 0.5 },
        { level: '15', required: 3, judged: 3, met: 2, share: 2 / 3 },
      ],
      missing: ['station'],
    })
  })

  it('never counts what is not linked as unmet', () => {
    const { completeness } = judgeBlocks(pack, access([Number.NaN, Number.NaN, Number.NaN, Number.NaN]))
    expect(completeness[0]).toMatchObject({ required: 3, met: 0, unmet: 0, unknown: 3, share: null, missing: [] })
  })

  it('says no data where the data hold no facility for a rule, linked or not, and counts it neither as met nor as unmet', () => {
    const none = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    const { verdicts, completeness } = judgeBlocks(pack, {
      ...access([1, 0, 1, 0], none),
      hasData: Uint8Array.of(1, 0, 1, 1),
    })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      ...['met', 'no-data', 'met', 'unmet'],
      ...['unknown', 'no-data', 'unknown', 'unknown'],
    ])
    expect(verdicts[1]).toMatchObject({ share: null, value: null, facilityIndex: null, unknownReason: null })
    expect(completeness[0]).toMatchObject({
      required: 3,
      judged: 2,
      met: 2,
      unmet: 0,
      noData: 1,
      share: 1,
      missing: [],
    })
    expect(completeness[0]!.byLevel[1]).toEqual({ level: '5', required: 2, judged: 1, met: 1, share: 1 })
    expect(completeness[1]).toMatchObject({ required: 3, judged: 0, unknown: 2, noData: 1, share: null })
    const [unit] = rollUpVerdicts(pack, verdicts, [
      { district: null, street: null, community: null, people: { population: 100, age_60_plus: 30 } },
      { district: null, street: null, community: null, people: { population: 50, age_60_plus: null } },
    ]).units.filter(({ ruleId }) => ruleId === 'station')
    expect(unit).toMatchObject({ met: 0, unmet: 0, unknown: 0, noData: 2, knownPeople: 0, share: null })
    // Not left out of a denominator either: there is none.
    expect(unit).toMatchObject({ blocksUnknownPeople: 0, blocksUnlinked: 0, peopleSizeUnknown: 0 })
  })

  it('says unknown where a verdict hangs on places of unknown size, and keeps what is sure', () => {
    const given = { ...access([0, 0.25, 1, 0]), possibleShare: Float64Array.of(1, 0.75, 1, 0) }
    const { verdicts, completeness } = judgeBlocks(pack, given)
    expect(verdicts.map(({ verdict, unknownReason }) => [verdict, unknownReason])).toEqual([
      ['unknown', 'size-unknown'],
      ['partial', null],
      ['met', null],
      ['unmet', null],
    ])
    expect(verdicts.map(({ unknownShare }) => unknownShare)).toEqual([1, 0.5, 0, 0])
    expect(completeness[0]).toMatchObject({ required: 3, judged: 2, unknown: 1, share: 0.5, missing: ['station'] })
    const { units } = rollUpVerdicts(pack, verdicts, [
      { district: null, street: null, community: null, people: { population: 100, age_60_plus: 40 } },
    ])
    expect(units[0]).toMatchObject({ coveredPeople: 0, knownPeople: 0, share: null, peopleSizeUnknown: 100 })
    expect(units[1]).toMatchObject({ coveredPeople: 10, knownPeople: 20, share: 0.5, peopleSizeUnknown: 20 })
  })

  it('carries value, facility, clause and the data edge', () => {
    const given = access([1, 0, 1, 1])
    const { verdicts } = judgeBlocks(pack, {
      ...given,
      edgeAffected: Uint8Array.of(0, 1, 0, 0),
      value: Float64Array.of(812.5, Number.NaN, 3, 4),
      facility: Int32Array.of(7, -1, 0, 1),
    })
    expect(verdicts[0]).toMatchObject({ value: 812.5, facilityIndex: 7, edgeAffected: false, sourceVerified: false })
    expect(verdicts[1]).toMatchObject({ value: null, facilityIndex: null, edgeAffected: true })
    const parks = standardPack('parks-gbt51346')
    const four = { blockCount: 1, ruleCount: 4, share: new Float64Array(4).fill(1), edgeAffected: new Uint8Array(4) }
    expect(judgeBlocks(parks, four).verdicts[0]).toMatchObject({
      sourceVerified: true,
      clause: expect.stringContaining('4.4.7'),
    })
  })

  it('refuses arrays that do not fit', () => {
    expect(() => judgeBlocks(pack, { ...access([1, 1, 1, 1]), ruleCount: 3 })).toThrow(
      /does not fit the 4 rules of "three-levels"/,
    )
  })
})

describe('rollUpVerdicts', () => {
  const block = (
    district: string | null,
    street: string | null,
    community: string | null,
    population: number | null,
    old: number | null,
  ) => ({
    district,
    street,
    community,
    people: { population, age_60_plus: old },
  })

  it('weighs by people, leaves out what is unknown or unlinked, and counts it', () => {
    const blocks = [
      block('D', 'S', 'C1', 100, 30),
      block('D', 'S', 'C1', 300, null),
      block('D', 'S', 'C2', null, 20),
      block('D', 'S', 'C2', 50, 10),
      block(null, null, null, 1000, null),
    ]
    const none = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    const { verdicts } = judgeBlocks(pack, access([1, 1, 1, 1], [0.5, 0, 0, 0], [0, 0.25, 0, 0], none, [0, 0, 0, 0]))
    const { units, blocksWithout } = rollUpVerdicts(pack, verdicts, blocks)
    expect(blocksWithout).toEqual({ community: 1, street: 1, district: 1 })
    const of = (kind: string, unit: string, ruleId: string) =>
      units.find((row) => row.unitKind === kind && row.unit === unit && row.ruleId === ruleId)!
    // 100 × 1 + 300 × 0.5 of 400.
    expect(of('community', 'C1', 'centre')).toMatchObject({
      met: 1,
      partial: 1,
      coveredPeople: 250,
      knownPeople: 400,
      share: 0.625,
    })
    // One block's people are unknown, the other is not linked: nothing to divide.
    expect(of('community', 'C2', 'centre')).toMatchObject({
      unmet: 1,
      unknown: 1,
      share: null,
      knownPeople: 0,
      blocksUnknownPeople: 1,
      blocksUnlinked: 1,
    })
    // Older people: 30 × 1 + 20 × 0.25 of 50.
    expect(of('street', 'S', 'station')).toMatchObject({
      populationGroup: 'age_60_plus',
      coveredPeople: 35,
      knownPeople: 50,
      share: 0.7,
    })
    expect(of('all', '', 'centre')).toMatchObject({ coveredPeople: 250, knownPeople: 1400 })
    expect(units.map((row) => row.unitKind).filter((kind, index, all) => all.indexOf(kind) === index)).toEqual([
      'community',
      'street',
      'district',
      'all',
    ])
  })

  it('takes communities of one name in two streets for two', () => {
    const blocks = [block('D', 'S2', 'C', 1, null), block('D', 'S10', 'C', 1, null)]
    const { verdicts } = judgeBlocks(pack, access([1, 1, 1, 1], [0, 0, 0, 0]))
    const rows = rollUpVerdicts(pack, verdicts, blocks).units.filter(
      (row) => row.unitKind === 'community' && row.ruleId === 'centre',
    )
    expect(rows.map((row) => [row.street, row.unit, row.share])).toEqual([
      ['S2', 'C', 1],
      ['S10', 'C', 0],
    ])
  })

  it('adds up: communities to streets to districts to all, blocks and people', () => {
    const given = fc.array(
      fc.record({
        district: fc.constantFrom('D1', 'D2'),
        street: fc.constantFrom('S1', 'S2'),
        community: fc.constantFrom('C1', 'C2', 'C3'),
        population: fc.option(fc.integer({ min: 0, max: 1000 })),
        shares: fc.array(fc.constantFrom(0, 0.25, 0.5, 1, Number.NaN), { minLength: 4, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(given, (rows) => {
        const blocks = rows.map((row) => block(row.district, row.street, row.community, row.population, null))
        const { verdicts } = judgeBlocks(pack, access(...rows.map((row) => row.shares)))
        const { units } = rollUpVerdicts(pack, verdicts, blocks)
        for (const key of [
          'met',
          'partial',
          'unmet',
          'unknown',
          'coveredPeople',
          'knownPeople',
          'blocksUnknownPeople',
        ] as const) {
          const totals = ['community', 'street', 'district', 'all'].map((kind) =>
            units.filter((row) => row.unitKind === kind).reduce((sum, row) => sum + row[key], 0),
          )
          expect(new Set(totals).size).toBe(1)
        }
      }),
      { seed: 5 },
    )
  })
})

describe('judgeAdequacy', () => {
  const home = (capacity: number | null) => ({
    category: 'elderly_home',
    capacity,
    floorAreaSquareMetres: null,
    polygons: null,
  })
  const judge = (capacities: (number | null)[], old: (number | null)[]) =>
    judgeAdequacy(
      pack,
      capacities.map(home),
      old.map((age_60_plus) => ({ population: 9999, age_60_plus })),
    )[0]!

  it('compares supply with need per 1,000 people', () => {
    // 2,000 older people need 80 beds.
    expect(judge([50, 30], [1500, 500])).toMatchObject({
      verdict: 'met',
      perThousand: 40,
      supply: 80,
      missing: 0,
      people: 2000,
    })
    expect(judge([50, 29], [1500, 500])).toMatchObject({ verdict: 'unmet', perThousand: 39.5, missing: 1 })
  })

  it('says unknown where what is unknown could turn it, and only there', () => {
    expect(judge([50, null], [1500, 500])).toMatchObject({ verdict: 'unknown', facilitiesUnknown: 1, missing: null })
    expect(judge([80, null], [1500, 500]).verdict).toBe('met')
    expect(judge([80], [1500, null])).toMatchObject({ verdict: 'unknown', blocksUnknownPeople: 1 })
    expect(judge([50], [1500, null]).verdict).toBe('unmet')
    expect(judge([50], [null, null])).toMatchObject({ populationGroup: 'population', people: 19_998, verdict: 'unmet' })
    expect(judge([50], [])).toMatchObject({ verdict: 'unknown', perThousand: null })
  })

  it('says no data where the data hold no facility of the kind: that is not too little', () => {
    expect(judge([], [100])).toMatchObject({ verdict: 'no-data', perThousand: null, missing: null, facilities: 0 })
    expect(judge([], [null])).toMatchObject({ verdict: 'no-data' })
  })
})

describe('facilityFit', () => {
  const facility = { category: 'park', capacity: null, floorAreaSquareMetres: null, polygons: null }
  const metre = 1 / 111_195.08
  const square = (side: number) => {
    const end = side * metre
    return [
      [
        [
          [0, 0],
          [end, 0],
          [end, end],
          [0, end],
          [0, 0],
        ] as [number, number][],
      ],
    ]
  }
  const rule = standardPack('parks-gbt51346').rules.find(({ id }) => id === 'park_any')!

  it('judges size where it is known, and says where it is not', () => {
    const [small, large] = rule.routes
    expect(facilityFit(small!, { ...facility, category: 'bank' })).toBe('wrong-kind')
    expect(facilityFit(small!, facility)).toBe('size-unknown')
    expect(facilityFit(small!, { ...facility, polygons: square(40) })).toBe('wrong-size')
    expect(facilityFit(small!, { ...facility, polygons: square(50) })).toBe('fits')
    const parks = [facility, { ...facility, polygons: square(99) }, { ...facility, polygons: square(101) }]
    // Of unknown size: counts within 300 m, but not for the larger radii.
    expect(facilitiesOfRoute(small!, parks)).toEqual({
      ...{ counted: [0, 1, 2], fits: 2, sizeUnknown: 1, wrongSize: 0 },
      doubtful: new Set([0]),
    })
    expect(facilitiesOfRoute(large!, parks)).toEqual({
      ...{ counted: [2], fits: 1, sizeUnknown: 1, wrongSize: 1 },
      doubtful: new Set(),
    })
  })

  it('judges floor and capacity alike', () => {
    const route = userStandardPack({
      id: 'x',
      rules: [{ id: 'a', categories: ['park'], limitMetres: 1, minFloorSquareMetres: 600, minCapacity: 10 }],
    }).rules[0]!.routes[0]!
    expect(facilityFit(route, { ...facility, floorAreaSquareMetres: 600, capacity: 10 })).toBe('fits')
    expect(facilityFit(route, { ...facility, floorAreaSquareMetres: 599.9, capacity: 10 })).toBe('wrong-size')
    expect(facilityFit(route, { ...facility, floorAreaSquareMetres: null, capacity: 9 })).toBe('wrong-size')
    expect(facilityFit(route, { ...facility, floorAreaSquareMetres: 600, capacity: null })).toBe('size-unknown')
  })

  it('turns printed radii into straight lines, and nothing else', () => {
    const gb = packOnPaper(standardPack('gb50180-2018'))
    expect(gb.rules.find(({ id }) => id === 'kindergarten')!.basis).toBe('straight-line')
    // Its distance is the level's walking distance, not a radius.
    expect(gb.rules.find(({ id }) => id === 'bank_10')!.basis).toBe('distance')
    expect(packOnPaper(standardPack('sdg-transit'))).toEqual(standardPack('sdg-transit'))
  })
})
