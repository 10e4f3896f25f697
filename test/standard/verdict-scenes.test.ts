// Verdicts from end to end on streets whose walks are arithmetic: levels that do not nest, limits that are inclusive, people who are
// not known, blocks that are met in part, radii on paper, gaps of rules.
import { describe, expect, it } from 'vitest'
import { gapRuleId } from '../../src/answer/gap.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { userStandardPack } from '../../src/parts.ts'

const bytes = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
/** On the equator, where a degree is the same both ways. */
const METRES_PER_DEGREE = 111_195.0797
const degrees = (metres: number) => (metres / METRES_PER_DEGREE).toFixed(7)

interface Scene {
  /** Corners of one street, metres east and north. */
  readonly street: readonly (readonly [number, number])[]
  /** `kind, east, north`, and further columns by name. */
  readonly facilities: readonly (readonly [kind: string, east: number, north: number])[]
  /** Rows of the blocks' table; `place` is a point or a rectangle west, south, east, north. */
  readonly blocks: readonly {
    readonly id: string
    readonly place: readonly number[]
    readonly people?: number | null
    readonly old?: number | null
    readonly community?: string
  }[]
  readonly pack: object
}

/** Roads end 3 km beyond everything, so that no limit reaches the data's edge. */
async function judge({ street, facilities, blocks, pack }: Scene) {
  const node = ([east, north]: readonly [number, number], i: number) =>
    `<node id="${i + 1}" lat="${degrees(north)}" lon="${degrees(east)}"/>`
  const refs = street.map((_, i) => `<nd ref="${i + 1}"/>`).join('')
  const bounds = `<bounds minlat="-0.1" minlon="-0.1" maxlat="0.1" maxlon="0.1"/>`
  const osm = `<osm>${bounds}${street.map(node).join('')}<way id="9">${refs}<tag k="highway" v="footway"/></way></osm>`
  const area = await loadArea(bytes('street.osm', osm))
  const places = facilities.map(([kind, east, north], i) => `f${i},${kind},${degrees(east)},${degrees(north)}`)
  const found = await loadFacilities(area, { files: [bytes('f.csv', `id,category,lon,lat\n${places.join('\n')}\n`)] })
  const features = blocks.map(({ id, place, people = null, old = null, community = null }) => {
    const [west, south, east = west!, north = south!] = place.map((metres) => Number(degrees(metres)))
    const isPoint = place.length === 2
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const geometry = isPoint ? { type: 'Point', coordinates: ring[0] } : { type: 'Polygon', coordinates: [ring] }
    return { type: 'Feature', properties: { id, population: people, age_60_plus: old, community }, geometry }
  })
  const collection = JSON.stringify({ type: 'FeatureCollection', features })
  const homes = await loadBlocks(area, { file: bytes('b.geojson', collection) })
  const { report, study } = await analyseAccess(area, found, homes, { standard: userStandardPack(pack) })
  const verdictOf = (block: string, rule: string) =>
    report.verdicts.find(({ blockIndex, ruleId }) => report.blocks[blockIndex]!.id === block && ruleId === rule)!
  const unit = (kind: string, rule: string, name = '') =>
    report.standard!.units.find((one) => one.unitKind === kind && one.unit === name && one.ruleId === rule)!
  return { report, study, verdictOf, unit }
}

const STRAIGHT = [
  [-3000, 0],
  [3000, 0],
] as const

const rule = (id: string, category: string, limitMetres: number, more: object = {}) => ({
  id,
  level: '5',
  categories: [category],
  limitMetres,
  ...more,
})

describe('levels', () => {
  it('do not contain each other: a centre next door does not discharge the duty of a station', async () => {
    const pack = {
      id: 'levels',
      rules: [
        rule('centre', 'health_centre', 1000, { level: '15' }),
        rule('station', 'health_station', 300),
        rule('cafe', 'cafe', 1000, { mandatory: false }),
      ],
    }
    const { report, verdictOf } = await judge({
      street: STRAIGHT,
      facilities: [
        ['health_centre', 20, 0],
        ['health_station', 400, 0],
      ],
      blocks: [
        { id: 'a', place: [0, 0], people: 100 },
        { id: 'b', place: [350, 0], people: 100 },
        { id: 'c', place: [-700, 0], people: 100 },
        { id: 'd', place: [1500, 0], people: 100 },
      ],
      pack,
    })
    const verdicts = (block: string) => ['centre', 'station', 'cafe'].map((id) => verdictOf(block, id).verdict)
    expect(verdicts('a')).toEqual(['met', 'unmet', 'no-data'])
    expect(verdicts('b')).toEqual(['met', 'met', 'no-data'])
    expect(verdicts('c')).toEqual(['met', 'unmet', 'no-data'])
    expect(verdicts('d')).toEqual(['unmet', 'unmet', 'no-data'])
    expect(verdictOf('c', 'centre').value).toBeCloseTo(720, 1)
    expect(verdictOf('b', 'station').value).toBeCloseTo(50, 1)
    // The optional cafe counts nowhere.
    expect(report.standard!.completeness.map(({ required, met, missing }) => [required, met, missing])).toEqual([
      [2, 1, ['station']],
      [2, 2, []],
      [2, 1, ['station']],
      [2, 0, ['centre', 'station']],
    ])
    expect(report.blocks.every(({ linkStatus }) => linkStatus === 'linked')).toBe(true)
  })
})

describe('limits', () => {
  const scene = (pack: object): Scene => ({
    street: STRAIGHT,
    facilities: [['bank', 300, 0]],
    blocks: [{ id: 'a', place: [0, 0], people: 10 }],
    pack,
  })

  it('are inclusive to the millimetre and the millisecond', async () => {
    const rules = [
      rule('by-metres', 'bank', 400),
      { id: 'by-time', level: '5', categories: ['bank'], limitMinutes: 30 },
    ]
    const first = await judge(scene({ id: 'wide', rules }))
    const metres = first.verdictOf('a', 'by-metres').value!
    const minutes = first.verdictOf('a', 'by-time').value!
    expect(metres).toBeCloseTo(300, 1)
    // 300 m at 1.25 m/s are four minutes.
    expect(minutes).toBeCloseTo(4, 3)
    const exact = await judge(
      scene({
        id: 'exact',
        rules: [
          rule('on', 'bank', metres),
          rule('below', 'bank', metres - 0.001),
          { id: 'on-time', level: '5', categories: ['bank'], limitMinutes: minutes },
          { id: 'below-time', level: '5', categories: ['bank'], limitMinutes: minutes - 1 / 60_000 },
        ],
      }),
    )
    const verdicts = ['on', 'below', 'on-time', 'below-time'].map((id) => exact.verdictOf('a', id).verdict)
    expect(verdicts).toEqual(['met', 'unmet', 'met', 'unmet'])
    expect(exact.verdictOf('a', 'below').value).toBeNull()
    expect(exact.verdictOf('a', 'on').facilityIndex).toBe(0)
  })
})

describe('people', () => {
  it('who are not known, and blocks without a street, are left out and counted, never unmet', async () => {
    const { report, verdictOf, unit } = await judge({
      street: STRAIGHT,
      facilities: [['bank', 0, 0]],
      blocks: [
        { id: 'a', place: [100, 0], people: 100, old: 30, community: 'A' },
        { id: 'b', place: [-100, 0], people: null, old: null, community: 'A' },
        { id: 'c', place: [900, 0], people: 50, old: 20, community: 'B' },
        { id: 'd', place: [900, 5000], people: 30, old: 5, community: 'B' },
      ],
      pack: {
        id: 'people',
        rules: [rule('bank', 'bank', 300), rule('bank-old', 'bank', 300, { populationGroup: 'age_60_plus' })],
      },
    })
    expect(['a', 'b', 'c', 'd'].map((id) => verdictOf(id, 'bank').verdict)).toEqual(['met', 'met', 'unmet', 'unknown'])
    expect(verdictOf('d', 'bank').share).toBeNull()
    // 100 of 100 + 50; b's people are not known, d has no street.
    expect(unit('all', 'bank')).toMatchObject({
      met: 2,
      unmet: 1,
      unknown: 1,
      coveredPeople: 100,
      knownPeople: 150,
      share: 100 / 150,
      blocksUnknownPeople: 1,
      blocksUnlinked: 1,
    })
    expect(unit('all', 'bank-old')).toMatchObject({
      populationGroup: 'age_60_plus',
      coveredPeople: 30,
      knownPeople: 50,
    })
    expect(unit('community', 'bank', 'A')).toMatchObject({ met: 2, share: 1, knownPeople: 100, blocksUnknownPeople: 1 })
    expect(unit('community', 'bank', 'B')).toMatchObject({ unmet: 1, unknown: 1, share: 0, blocksUnlinked: 1 })
    expect(report.standard!.completeness[3]).toMatchObject({ required: 2, unknown: 2, unmet: 0, share: null })
    // A gap of people who are known and a street: c alone, at the rule's own limit.
    const gaps = report.gaps.filter((gap) => gapRuleId(gap) === 'bank')
    expect(gaps).toMatchObject([
      { id: 'people.bank-300m-c', limit: 300, basis: 'distance', people: 50, blockIds: ['c'], nearestFacilityId: 'f0' },
    ])
    expect(gaps[0]!.nearestWalkMetres).toBeCloseTo(900, 1)
    expect(report.gaps.filter((gap) => gapRuleId(gap) === 'bank-old')[0]).toMatchObject({ groupPeople: 20 })
  })
})

describe('blocks in part', () => {
  it('count with the share of their demand points within the limit', async () => {
    const { report, study, verdictOf, unit } = await judge({
      street: STRAIGHT,
      facilities: [['bank', 0, 0]],
      blocks: [{ id: 'long', place: [10, -20, 410, 20], people: 800 }],
      pack: { id: 'part', rules: [rule('bank', 'bank', 200), rule('far', 'bank', 500), rule('near', 'bank', 5)] },
    })
    expect(report.blocks[0]).toMatchObject({ demandMethod: 'grid', linkStatus: 'linked' })
    // Every point of the grid walks straight to the street and along it.
    const walks = Array.from({ length: report.blocks[0]!.demandPointCount }, (_, i) => {
      const [lon, lat] = [study.demand.lonLat[2 * i]!, study.demand.lonLat[2 * i + 1]!]
      return (lon + Math.abs(lat)) * METRES_PER_DEGREE
    })
    expect(walks.length).toBeGreaterThanOrEqual(8)
    const within = walks.filter((metres) => metres <= 200).length
    expect(within).toBeGreaterThan(0)
    expect(within).toBeLessThan(walks.length)
    const share = within / walks.length
    expect(verdictOf('long', 'bank')).toMatchObject({ verdict: 'partial' })
    expect(verdictOf('long', 'bank').share).toBeCloseTo(share, 9)
    expect(verdictOf('long', 'far')).toMatchObject({ verdict: 'met', share: 1 })
    expect(verdictOf('long', 'near')).toMatchObject({ verdict: 'unmet', share: 0 })
    expect(unit('all', 'bank').coveredPeople).toBeCloseTo(800 * share, 6)
    expect(report.standard!.completeness[0]).toMatchObject({ required: 3, met: 1, partial: 1, unmet: 1, share: 1 / 3 })
    // The rest of its people live in the gap.
    const gap = report.gaps.filter((gap) => gapRuleId(gap) === 'bank')
    expect(gap.reduce((sum, { people }) => sum + people!, 0)).toBeCloseTo(800 * (1 - share), 6)
    expect(gap.reduce((sum, { demandPoints }) => sum + demandPoints, 0)).toBe(walks.length - within)
  })
})

describe('radii on paper', () => {
  it('cover people who cannot walk there: 283 m by the crow, 800 m by the street', async () => {
    const bend = [
      [-3000, 0],
      [400, 0],
      [400, 200],
      [200, 200],
    ] as const
    const { report, verdictOf } = await judge({
      street: bend,
      facilities: [['bank', 200, 200]],
      blocks: [
        { id: 'a', place: [0, 0], people: 70 },
        { id: 'b', place: [400, 120], people: 30 },
      ],
      pack: {
        id: 'paper',
        rules: [
          rule('printed', 'bank', 300, { printedAsRadius: true }),
          { ...rule('radius', 'bank', 300), basis: 'straight-line' },
          rule('optional', 'bank', 300, { mandatory: false }),
        ],
      },
    })
    expect([verdictOf('a', 'printed').verdict, verdictOf('a', 'radius').verdict]).toEqual(['unmet', 'met'])
    expect(verdictOf('a', 'radius').value).toBeCloseTo(Math.hypot(200, 200), 1)
    expect(verdictOf('b', 'printed').value).toBeCloseTo(280, 1)
    expect(report.standard!.onPaper).toEqual([
      { ruleId: 'printed', populationGroup: 'population', peopleOnPaper: 100, peopleOnFoot: 30, people: 100 },
    ])
    // Only mandatory rules on foot have gaps of their own.
    expect(new Set(report.gaps.map(gapRuleId))).toEqual(new Set(['printed']))
    expect(report.gaps[0]!.nearestWalkMetres).toBeCloseTo(800, 1)
  })
})

describe('a rule that several kinds and limits satisfy', () => {
  it('has its largest limit in every output, and a gap only where no way is met', async () => {
    const { report, verdictOf } = await judge({
      street: STRAIGHT,
      facilities: [
        ['supermarket', 450, 0],
        ['wet_market', -900, 0],
      ],
      blocks: [
        { id: 'a', place: [0, 0], people: 10 },
        { id: 'b', place: [1000, 0], people: 20 },
      ],
      pack: {
        id: 'ways',
        rules: [
          rule('food', 'supermarket', 300, { alternatives: [{ categories: ['wet_market'], limitMetres: 1000 }] }),
          rule('both', 'supermarket', 600, {
            alternatives: [{ categories: ['wet_market'], limitMetres: 1000 }],
            minKinds: 2,
          }),
        ],
      },
    })
    // The supermarket is too far for its own limit, the market near enough for its.
    expect(verdictOf('a', 'food')).toMatchObject({ verdict: 'met', limit: 1000, category: 'supermarket|wet_market' })
    expect(verdictOf('a', 'food').value).toBeCloseTo(900, 1)
    expect(report.facilities[verdictOf('a', 'food').facilityIndex!]!.category).toBe('wet_market')
    expect(verdictOf('b', 'food').verdict).toBe('unmet')
    expect([verdictOf('a', 'both').verdict, verdictOf('b', 'both').verdict]).toEqual(['met', 'unmet'])
    const gaps = report.gaps.filter((gap) => gapRuleId(gap) === 'food')
    expect(gaps).toMatchObject([
      { categories: ['supermarket', 'wet_market'], limit: 1000, people: 20, blockIds: ['b'] },
    ])
    // Whatever its kind and limit, the nearest facility that counts.
    expect([gaps[0]!.nearestFacilityId, Math.round(gaps[0]!.nearestWalkMetres!)]).toEqual(['f0', 550])
    expect(report.standard!.rules[0]).toMatchObject({ limit: 1000, mark: 'own', verified: false })
  })
})
