import { describe, expect, it } from 'vitest'
import { inWholeNumbers, total } from '../../../src/study/capacity/capacity-problem.ts'
import { fairShares } from '../../../src/study/capacity/fair-shares.ts'
import { fewestMetres } from '../../../src/study/capacity/fewest-metres.ts'
import { maximumFlow, shortSide } from '../../../src/study/capacity/maximum-flow.ts'
import { nearestFirst } from '../../../src/study/capacity/nearest-first.ts'
import { buildReachGraph } from '../../../src/study/capacity/reach-graph.ts'
import { DEMAND_STATES, SERVING_RULES, servedInFact } from '../../../src/study/capacity/served-in-fact.ts'
import { hasSharedData, sharedJson } from '../../real/shared-data.ts'
import { denseProblem } from './dense-problem.ts'
import { leastWalking } from './least-walking.ts'
import { fairSharesBySets, mostServed, randomProblem, seeded } from './random-capacity.ts'

const SMALL = Array.from({ length: 400 }, (_, seed) => randomProblem(seed, 9, 6))

describe('served in fact', () => {
  it('is the maximum, by looking at every set of blocks (400 random problems)', () => {
    for (const problem of SMALL) {
      const found = servedInFact(problem)
      expect(found.served).toBe(mostServed(problem))
      expect(found.missing).toBe(found.demand - found.served)
      expect(found.idle).toBe(found.places - found.served)
      expect(found.unreachable + found.full).toBe(found.missing)
    }
  })

  it('has fair shares as they follow from every set of blocks, and their sum is the maximum', () => {
    for (const problem of SMALL) {
      const found = servedInFact(problem)
      expect(Array.from(found.blockShare)).toEqual(fairSharesBySets(problem))
      expect(total(found.blockServed)).toBeCloseTo(found.served, 9)
      expect(total(found.siteUsed)).toBe(found.served)
      found.siteUsed.forEach((used, site) => {
        expect(used).toBeGreaterThanOrEqual(0)
        expect(used).toBeLessThanOrEqual(problem.places[site]!)
      })
    }
  })

  it('names the same short blocks and full sites whatever maximum flow was found', () => {
    for (const problem of SMALL) {
      const graph = buildReachGraph(problem)
      const short = shortSide(graph, maximumFlow(graph, problem.demand, problem.places))
      // Costs the other way round: another flow.
      const other = buildReachGraph({ ...problem, cost: problem.cost.map((one) => 20 - one) })
      const otherShort = shortSide(other, maximumFlow(other, problem.demand, problem.places))
      expect(otherShort).toEqual(short)
      // Places at a full site help by one, at no other site at all.
      const { siteFull, served } = servedInFact(problem)
      problem.places.forEach((places, site) => {
        if (places === 0) return
        const more = { ...problem, places: problem.places.slice() }
        more.places[site]! += 1
        expect(servedInFact(more).served).toBe(served + siteFull[site]!)
      })
    }
  })

  it('with the fewest metres serves as many, and no choice walks less (linear programme, 150 problems)', async () => {
    for (const problem of SMALL.slice(0, 150)) {
      const graph = buildReachGraph(problem)
      const found = fewestMetres(graph, problem.demand, problem.places)
      expect(total(found.served)).toBe(mostServed(problem))
      expect(total(found.used)).toBe(total(found.served))
      expect(found.walked).toBeCloseTo(await leastWalking(problem, total(found.served)), 6)
    }
  })

  it('nearest first is what drawing one by one gives', () => {
    for (const problem of SMALL) {
      const found = nearestFirst(buildReachGraph(problem), problem.demand, problem.places)
      const left = Array.from(problem.demand)
      const spare = Array.from(problem.places)
      // One at a time: the nearest pair that still can.
      let walked = 0
      for (;;) {
        let best: readonly number[] | null = null
        left.forEach((amount, block) => {
          for (let pair = problem.rowOffset[block]!; amount > 0 && pair < problem.rowOffset[block + 1]!; pair++) {
            const site = problem.site[pair]!
            if (spare[site]! > 0 && (best === null || problem.cost[pair]! < best[2]!))
              best = [block, site, problem.cost[pair]!]
          }
        })
        if (best === null) break
        const [block, site, cost] = best as readonly number[]
        left[block!]! -= 1
        spare[site!]! -= 1
        walked += cost!
      }
      expect(Array.from(found.served)).toEqual(Array.from(problem.demand, (amount, block) => amount - left[block]!))
      expect(found.walked).toBe(walked)
    }
  })

  it('agrees between its rules on what is unique, and keeps its states', () => {
    for (const problem of SMALL.slice(0, 100)) {
      const [fair, nearest, fewest] = SERVING_RULES.map((rule) => servedInFact(problem, rule))
      expect(fewest!.served).toBe(fair!.served)
      expect(nearest!.served).toBeLessThanOrEqual(fair!.served)
      expect(nearest!.unreachable).toBe(fair!.unreachable)
      fair!.blockShare.forEach((share, block) => {
        const state = DEMAND_STATES[fair!.blockState[block]!]!
        if (state === 'none') expect(share).toBeNaN()
        if (state === 'unreachable') expect(share).toBe(0)
        if (state === 'served') expect(share).toBe(1)
        if (state === 'short') expect(share).toBeLessThan(1)
      })
    }
  })

  it('counts fractions exactly: rates make thousandths', () => {
    const random = seeded(7)
    for (let seed = 0; seed < 100; seed++) {
      const whole = randomProblem(seed, 8, 6)
      const scale = random() < 0.5 ? 1000 : 8
      const parts = (values: Float64Array) => values.map((value) => value / scale)
      const found = servedInFact({ ...whole, demand: parts(whole.demand), places: parts(whole.places) })
      const expected = servedInFact(whole)
      expect(found.served).toBeCloseTo(expected.served / scale, 9)
      found.blockShare.forEach((share, block) => {
        if (!Number.isNaN(share)) expect(share).toBeCloseTo(expected.blockShare[block]!, 9)
      })
    }
    expect(inWholeNumbers(denseProblem([1.5], [2], [[1]])).scale).toBe(1000)
    expect(inWholeNumbers(denseProblem([1], [2], [[1]])).scale).toBe(1)
  })

  it('stays right where products no longer fit whole numbers', () => {
    // 60, 60, 20 and 30, 40, 40 of the hand check, times a number that has no factor in common with much.
    const large = 1_000_003_000
    const times = (values: readonly number[]) => values.map((value) => value * large)
    const reach = [[1], [1, 2], [Number.NaN, 2, 3]]
    const found = servedInFact(denseProblem(times([60, 60, 20]), times([30, 40, 40]), reach))
    expect(found.served).toBe(90 * large)
    found.blockShare.forEach((share, block) => {
      expect(share).toBeCloseTo([0.5, 2 / 3, 1][block]!, 9)
    })
  })

  it('obeys the laws: more places never serve fewer, order has no say, without limit all is served', () => {
    for (const problem of SMALL.slice(0, 150)) {
      const found = servedInFact(problem)
      const wide = servedInFact({ ...problem, places: problem.places.map(() => 1e6) })
      expect(wide.missing).toBe(wide.unreachable)
      const doubled = servedInFact({ ...problem, places: problem.places.map((one) => 2 * one) })
      expect(doubled.served).toBeGreaterThanOrEqual(found.served)
      // Pairs in another order within their rows.
      const turned = { ...problem, site: problem.site.slice(), cost: problem.cost.slice() }
      for (let row = 0; row + 1 < problem.rowOffset.length; row++) {
        turned.site.subarray(problem.rowOffset[row]!, problem.rowOffset[row + 1]!).reverse()
        turned.cost.subarray(problem.rowOffset[row]!, problem.rowOffset[row + 1]!).reverse()
      }
      expect(servedInFact(turned)).toEqual(found)
      expect(servedInFact(problem)).toEqual(found)
    }
  })

  it('refuses what is no problem, and a rule that is none', () => {
    const good = denseProblem([1], [1], [[1]])
    expect(() => servedInFact({ ...good, demand: Float64Array.of(-1) })).toThrow('demand is wrong')
    expect(() => servedInFact({ ...good, places: Float64Array.of(Number.NaN) })).toThrow('places is wrong')
    expect(() => servedInFact({ ...good, site: Uint32Array.of(1) })).toThrow('site is wrong')
    expect(() => servedInFact({ ...good, cost: Float64Array.of(-1) })).toThrow('cost is wrong')
    expect(() => servedInFact({ ...good, rowOffset: Uint32Array.of(0, 2) })).toThrow('rowOffset is wrong')
    expect(() => servedInFact(good, 'loudest' as 'fair')).toThrow('loudest')
  })

  it('takes few flows: at most two for each different share', () => {
    for (const problem of SMALL) {
      const { share, flows } = fairShares(buildReachGraph(problem), problem.demand, problem.places)
      const different = new Set(share.filter((one) => !Number.isNaN(one)))
      expect(flows).toBeLessThanOrEqual(Math.max(1, 2 * different.size))
    }
  })
})

describe.skipIf(!hasSharedData)('served in fact, known answer', () => {
  it('is the hand-made one', () => {
    const toy = sharedJson<{
      blocks: number[]
      capacity: number[]
      reach: number[][]
      served_max: number
      places_missing: number
      fair_share: number[]
    }>('known/served-toy.json')
    const reach = toy.reach.map((row) => row.map((one) => (one === 0 ? Number.NaN : 1)))
    const found = servedInFact(denseProblem(toy.blocks, toy.capacity, reach))
    expect(found.served).toBe(toy.served_max)
    expect(found.missing).toBe(toy.places_missing)
    found.blockShare.forEach((share, block) => {
      expect(share).toBeCloseTo(toy.fair_share[block]!, 9)
    })
  })
})
