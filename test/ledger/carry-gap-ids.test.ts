// Gaps keep their ids from answer to answer: shrinking, growing, falling apart, growing together; any order; real towns and lists.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Gap } from '../../src/answer/gap.ts'
import { analyseAccess, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { carryGapIds, type GapsOfRun } from '../../src/ledger/carry-gap-ids.ts'
import { gapIds } from '../../src/study/gap-ids.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { analyseSampleTown, loadSampleTown } from '../sample-analysis.ts'

/** People of each block; −1 unknown. */
type People = readonly number[]
/** Block → part of it that a gap holds. */
type Parts = ReadonlyMap<number, number>

const blocksOf = (people: People) =>
  people.map((population, block) => ({
    id: `b${block}`,
    people: { population: population < 0 ? null : population },
    demandPointCount: 1 + (block % 3),
  }))

const FACTS = {
  people: null,
  groupPeople: null,
  populationGroup: 'population',
  dwellings: null,
  demandPoints: 1,
  centre: [0, 0] as const,
  polygons: [],
  nearestFacilityId: null,
  nearestFacilityName: null,
  nearestStraightMetres: null,
  nearestWalkMinutes: null,
  nearestWalkMetres: null,
  edgeAffected: false,
  action: 'new-facility' as const,
}

/** A run with gaps of one category, named as the library names them. */
function runOf(people: People, gaps: readonly Parts[], category = 'park', limit = 15): GapsOfRun {
  const blocks = blocksOf(people)
  const grounds = gaps.map((parts) => ({
    blocks: [...parts.keys()].sort((a, b) => a - b),
    blockParts: [...parts].sort(([a], [b]) => a - b).map(([, part]) => part),
    demandPoints: parts.size,
    centre: [Math.min(...parts.keys()), 0] as const,
  }))
  const ids = gapIds(`${category}-${limit}min`, grounds, blocks)
  return {
    blocks,
    options: { basis: 'time', standard: null },
    gaps: grounds.map(
      ({ blocks: members, blockParts }, number): Gap => ({
        ...FACTS,
        kind: 'category',
        category,
        id: ids[number]!,
        limit,
        basis: 'time',
        blockIds: members.map((block) => `b${block}`),
        blockParts,
      }),
    ),
  }
}

const whole = (...blocks: readonly number[]): Parts => new Map(blocks.map((block) => [block, 1]))
const idsOf = ({ gaps }: { readonly gaps: readonly Gap[] }) => gaps.map(({ id }) => id)

/** A renamed former run, so that an id can only come from it. */
const renamed = (run: GapsOfRun, name = 'old'): GapsOfRun => ({
  ...run,
  gaps: run.gaps.map((gap, number) => ({ ...gap, id: `${name}-${number}` })),
})

const PEOPLE = [100, 50, 400, 30, 20, 10, 70, -1, -1, 0]

describe('carryGapIds', () => {
  it('keeps the id of a gap that shrinks, grows, or whose first or largest block is mended', () => {
    const former = renamed(runOf(PEOPLE, [whole(0, 1, 2)]))
    for (const now of [whole(0, 1, 2), whole(1, 2), whole(0, 1), whole(0, 1, 2, 3, 4), whole(1), whole(1, 5, 6)]) {
      const { gaps, closedIds } = carryGapIds(runOf(PEOPLE, [now]), former)
      expect(gaps).toMatchObject([{ id: 'old-0', lineage: { isKnown: true, splitFrom: null, merged: [] } }])
      expect(closedIds).toEqual([])
    }
  })

  it('gives the id of a gap that fell apart to the part with more people, and names it to the others', () => {
    const former = renamed(runOf(PEOPLE, [whole(0, 1, 2, 3)]))
    const { gaps } = carryGapIds(runOf(PEOPLE, [whole(0, 1, 3), whole(2)]), former)
    expect(gaps.map(({ id, lineage }) => [id, lineage])).toEqual([
      ['park-15min-b0', { isKnown: false, splitFrom: 'old-0', merged: [] }],
      ['old-0', { isKnown: true, splitFrom: null, merged: [] }],
    ])
  })

  it('keeps the id of the larger of two that grew together, and lists the other', () => {
    const former = renamed(runOf(PEOPLE, [whole(0), whole(2), whole(4)]))
    const { gaps, closedIds } = carryGapIds(runOf(PEOPLE, [whole(0, 1, 2)]), former)
    expect(gaps).toMatchObject([{ id: 'old-1', lineage: { isKnown: true, splitFrom: null, merged: ['old-0'] } }])
    expect(closedIds).toEqual(['old-2'])
  })

  it('counts demand points where nobody is known, and people before points', () => {
    const unknown = renamed(runOf(PEOPLE, [whole(7), whole(8)]))
    // Block 8 has three demand points, block 7 two.
    expect(idsOf(carryGapIds(runOf(PEOPLE, [whole(7, 8)]), unknown))).toEqual(['old-1'])
    const mixed = renamed(runOf(PEOPLE, [whole(7, 8), whole(5)]))
    expect(idsOf(carryGapIds(runOf(PEOPLE, [whole(5, 7, 8)]), mixed))).toEqual(['old-1'])
  })

  it('weighs the part of a block that both have', () => {
    const former = renamed(runOf(PEOPLE, [new Map([[2, 0.1]]), whole(0)]))
    // 40 people of block 2 against 100 of block 0.
    expect(idsOf(carryGapIds(runOf(PEOPLE, [whole(0, 2)]), former))).toEqual(['old-1'])
  })

  it('never gives a new gap the id of a former one', () => {
    // The part without the id has the block that the former gap was called after.
    const former = runOf([10, 9, 8], [whole(0, 1, 2)])
    const { gaps } = carryGapIds(runOf([10, 9, 8], [whole(0), whole(1, 2)]), former)
    expect(gaps.map(({ id, lineage }) => [id, lineage!.splitFrom])).toEqual([
      ['park-15min-b0-2', 'park-15min-b0'],
      ['park-15min-b0', null],
    ])
  })

  it('compares only gaps of the same kind, limit, basis and standard', () => {
    const former = renamed(runOf(PEOPLE, [whole(0)]))
    const others = [runOf(PEOPLE, [whole(0)], 'bank'), runOf(PEOPLE, [whole(0)], 'park', 10)]
    const rule = (standard: string): GapsOfRun => ({
      ...former,
      options: { basis: 'time', standard },
      gaps: former.gaps.map((gap) => ({ ...gap, kind: 'rule' as const, ruleId: 'park', categories: ['park'] })),
    })
    const byDistance = { ...former, gaps: former.gaps.map((gap) => ({ ...gap, basis: 'distance' as const })) }
    for (const other of [...others, rule('gb'), byDistance]) {
      expect(carryGapIds(other, former)).toMatchObject({
        gaps: [{ lineage: { isKnown: false } }],
        closedIds: ['old-0'],
      })
    }
    expect(carryGapIds(rule('gb'), rule('own')).gaps[0]!.lineage!.isKnown).toBe(false)
    expect(carryGapIds(rule('gb'), rule('gb')).gaps[0]!.lineage!.isKnown).toBe(true)
  })

  const BLOCKS = 8
  const people = fc.array(fc.integer({ min: -1, max: 30 }), { minLength: BLOCKS, maxLength: BLOCKS })
  /** Gap of each half of each block; 0 = covered. */
  const halves = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2 * BLOCKS, maxLength: 2 * BLOCKS })
  const gapsOf = (of: readonly number[]): Parts[] =>
    [1, 2, 3, 4].flatMap((number) => {
      const parts = new Map<number, number>()
      of.forEach((gap, half) => {
        const block = half >> 1
        if (gap === number) parts.set(block, (parts.get(block) ?? 0) + 0.5)
      })
      return parts.size === 0 ? [] : [parts]
    })

  it('accounts for every gap, whatever happened: kept, merged into one, or closed; known, split off, or new', () => {
    fc.assert(
      fc.property(people, halves, halves, (counts, before, after) => {
        const former = renamed(runOf(counts, gapsOf(before)))
        const today = runOf(counts, gapsOf(after))
        const { gaps, closedIds } = carryGapIds(today, former)
        const ids = idsOf({ gaps })
        expect(new Set(ids).size).toBe(ids.length)
        const merged = gaps.flatMap(({ lineage }) => lineage!.merged)
        const kept = gaps.flatMap(({ id, lineage }) => (lineage!.isKnown ? [id] : []))
        // Every former gap ends in exactly one way.
        expect([...kept, ...merged, ...closedIds].sort()).toEqual(idsOf(former).sort())
        const common = (gap: Gap, other: Gap) => gap.blockIds.some((id) => other.blockIds.includes(id))
        gaps.forEach((gap) => {
          const { isKnown, splitFrom } = gap.lineage!
          const ancestors = former.gaps.filter((other) => common(gap, other))
          if (isKnown) expect(ancestors.map(({ id }) => id)).toContain(gap.id)
          // What has something in common with a former gap is it, or a part of it.
          expect(isKnown || splitFrom !== null).toBe(ancestors.length > 0)
          if (splitFrom === null) return
          expect(isKnown).toBe(false)
          expect(kept).toContain(splitFrom)
        })
        // A gap and a former one that have only each other are the same.
        former.gaps.forEach((other) => {
          const heirs = gaps.filter((gap) => common(gap, other))
          const [heir] = heirs
          if (heirs.length !== 1 || former.gaps.filter((one) => common(heir!, one)).length !== 1) return
          expect(heir!.id).toBe(other.id)
        })
      }),
      { numRuns: 1500 },
    )
  })

  it('gives each former id to the gap that has most of its people, where it may choose', () => {
    fc.assert(
      fc.property(people, halves, halves, (counts, before, after) => {
        const former = renamed(runOf(counts, gapsOf(before)))
        const { gaps } = carryGapIds(runOf(counts, gapsOf(after)), former)
        const weigh = (gap: Gap, other: Gap): [number, number] => {
          let [sum, points] = [0, 0]
          gap.blockIds.forEach((id, at) => {
            const there = other.blockIds.indexOf(id)
            if (there < 0) return
            const block = Number(id.slice(1))
            const part = Math.min(gap.blockParts[at]!, other.blockParts[there]!)
            sum += part * Math.max(0, counts[block]!)
            points += part * (1 + (block % 3))
          })
          return [sum, points]
        }
        const exceeds = ([a, p]: [number, number], [b, q]: [number, number]) => a > b || (a === b && p > q)
        // No gap and former gap would both rather have each other than what they have (stable, as in a marriage).
        for (const gap of gaps) {
          for (const other of former.gaps) {
            const weight = weigh(gap, other)
            if (weight[1] === 0 || gap.id === other.id) continue
            const own = former.gaps.find(({ id }) => id === gap.id)
            const heir = gaps.find(({ id }) => id === other.id)
            const wantsOther = own === undefined || exceeds(weight, weigh(gap, own))
            const isWanted = heir === undefined || exceeds(weight, weigh(heir, other))
            expect(wantsOther && isWanted).toBe(false)
          }
        }
      }),
      { numRuns: 800 },
    )
  })

  it('gives the same ids whatever the order of blocks and gaps', () => {
    fc.assert(
      fc.property(people, halves, halves, fc.infiniteStream(fc.nat()), (counts, before, after, luck) => {
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => [luck.next().value as number, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item)
        const former = renamed(runOf(counts, gapsOf(before)))
        const today = runOf(counts, gapsOf(after))
        const mixed = (run: GapsOfRun): GapsOfRun => ({
          ...run,
          blocks: shuffle(run.blocks),
          gaps: shuffle(run.gaps).map((gap) => {
            const order = shuffle(gap.blockIds.map((_, at) => at))
            return {
              ...gap,
              blockIds: order.map((at) => gap.blockIds[at]!),
              blockParts: order.map((at) => gap.blockParts[at]!),
            }
          }),
        })
        const told = ({ gaps, closedIds }: ReturnType<typeof carryGapIds>) => ({
          closedIds,
          gaps: gaps
            .map(({ id, lineage, blockIds }) => ({ id, lineage, blocks: [...blockIds].sort() }))
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
        })
        expect(told(carryGapIds(mixed(today), mixed(former)))).toEqual(told(carryGapIds(today, former)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('gaps of real answers', () => {
  it('an answer compared with itself changes nothing', async () => {
    const { report } = await analyseSampleTown()
    const { gaps, closedIds } = carryGapIds(report, report)
    expect(idsOf({ gaps })).toEqual(idsOf(report))
    expect(gaps.every(({ lineage }) => lineage!.isKnown)).toBe(true)
    expect(closedIds).toEqual([])
  })

  it('a new facility mends a part: the rest keeps its id, no other id changes', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const { report: former } = await analyseAccess(area, facilities, blocks)
    const gap = former.gaps.find(({ blockIds }) => blockIds.length > 3)!
    const mended = former.blocks.find(({ id }) => id === gap.blockIds[0])!
    const model = facilities.facilities.find(({ category }) => gap.kind === 'category' && category === gap.category)!
    const added = { ...model, id: 'new', lonLat: mended.lonLat, entrances: [mended.lonLat] }
    const after = { ...facilities, facilities: [...facilities.facilities, added] }
    const { report: today } = await analyseAccess(area, after, blocks)
    const { gaps, closedIds } = carryGapIds(today, former)
    const ofOthers = (list: readonly Gap[]) =>
      list.filter((one) => one.kind === 'category' && one.category !== model.category)
    expect(idsOf({ gaps: ofOthers(gaps) })).toEqual(idsOf({ gaps: ofOthers(former.gaps) }))
    const own = gaps.filter((one) => one.kind === 'category' && one.category === model.category)
    expect(own.every(({ lineage }) => lineage!.isKnown || lineage!.splitFrom !== null)).toBe(true)
    for (const { id, lineage, blockIds } of own) {
      if (!lineage!.isKnown) continue
      const before = former.gaps.find((one) => one.id === id)!
      expect(blockIds.some((block) => before.blockIds.includes(block))).toBe(true)
    }
    expect(closedIds.every((id) => id.startsWith(model.category))).toBe(true)
    expect(own.reduce((sum, { people }) => sum + (people ?? 0), 0)).toBeLessThan(
      ofOthers.length === 0 ? 0 : former.gaps.reduce((sum, { people }) => sum + (people ?? 0), 0),
    )
  })

  it.skipIf(!hasSharedData)(
    "a planner's list with a row less names the same gaps, with and without a former answer",
    async () => {
      const area = await loadArea(sharedSource('beijing-wudaokou.osm.pbf'))
      const facilities = await loadFacilities(area)
      const [former, today] = await Promise.all(
        ['planner/g1.csv', 'planner/v2/g1.csv'].map(async (name) => {
          const blocks = await loadBlocks(area, { file: sharedSource(name) })
          return (await analyseAccess(area, facilities, blocks, { minutes: [5] })).report
        }),
      )
      expect(today!.blocks.length).toBe(former!.blocks.length - 1)
      expect(former!.gaps.length).toBeGreaterThan(20)
      const nameOf = new Map(former!.blocks.map(({ id, name }) => [id, name]))
      const placesOf = ({ blockIds }: Gap) => blockIds.map((id) => nameOf.get(id)!)
      const formerById = new Map(former!.gaps.map((gap) => [gap.id, placesOf(gap)]))
      const gone = former!.blocks.find(({ id }) => !today!.blocks.some((block) => block.id === id))!
      expect(gone.name).toBe('荷清苑教师住宅区')
      for (const gaps of [today!.gaps, carryGapIds(today!, former!).gaps]) {
        for (const gap of gaps) {
          expect(formerById.get(gap.id)?.filter((name) => name !== gone.name)).toEqual(placesOf(gap))
        }
      }
    },
  )
})
