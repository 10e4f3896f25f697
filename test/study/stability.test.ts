// Firm and borderline: by arithmetic on scenes, against the slow truth (every street tried by itself, at three speeds), as laws.
import { describe, expect, it } from 'vitest'
import { STABILITY_NAMES } from '../../src/answer/stability.ts'
import { VERDICT_NAMES, verdictOfShare } from '../../src/answer/verdict-share.ts'
import type { Basis } from '../../src/foundation/units.ts'
import { analyseAccess, loadArea, loadBlocks, loadFacilities, standardPack } from '../../src/index.ts'
import { LINK_CHOICE_METRES, type LinkChoices } from '../../src/locate/link-choices.ts'
import { LINK_LINKED } from '../../src/locate/linkage.ts'
import { buildEdgeIndex, nearestEdge } from '../../src/locate/segments/edge-index.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { WALK_PROFILES, walkProfile } from '../../src/network/profile.ts'
import { type AccessStudy, sweepStudy } from '../../src/study/access-study.ts'
import { choicesOfStudy } from '../../src/study/walk-range.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { analyseSampleTown, loadSampleTown } from '../sample-analysis.ts'
import { at, east, from, north, scene } from '../scene/build-scene.ts'
import { walkScene } from '../scene/walk-scene.ts'

type Scene = ReturnType<typeof scene>

/** Stability of a block by limit. */
async function stabilityOf(town: Scene, options: Parameters<typeof walkScene>[1], block = 'b') {
  const { report } = await walkScene(town, options)
  const { limitCount, stability, categoryCount } = report.table
  const row = report.blocks.findIndex(({ id }) => id === block) * categoryCount
  return Array.from(stability!.slice(row * limitCount, (row + 1) * limitCount), (value) => STABILITY_NAMES[value])
}

describe('speed, on a straight street', () => {
  const street = (metres: number) =>
    scene('straight', 'One long street.', [14, 35])
      .street('Street', 'residential', [from(0, 0), east(metres), east(2000)])
      .facility('clinic', 'clinic', at(metres, 0))
      .block('b', at(0, 0))

  // 15 minutes at 1.25 m/s are 1,125 m: a tenth slower 1,012.5 m, a tenth faster 1,237.5 m.
  it.each([
    [1000, 'firm'],
    [1012, 'firm'],
    [1013, 'borderline'],
    [1124, 'borderline'],
    [1126, 'borderline'],
    [1237, 'borderline'],
    [1238, 'firm'],
    [1500, 'firm'],
  ])('%i m to walk in 15 minutes: %s', async (metres, expected) => {
    expect(await stabilityOf(street(metres), { minutes: [15] })).toEqual([expected])
  })

  it('does not matter for a limit in metres', async () => {
    expect(await stabilityOf(street(1000), { metres: [999, 1001, 1100] })).toEqual(['firm', 'firm', 'firm'])
  })

  it('counts waits at signals apart: they do not scale', async () => {
    const crossing = { highway: 'traffic_signals' }
    const town = (metres: number) =>
      scene('signals', 'A crossing with signals amid the street.', [14, 35])
        .street('Street', 'residential', [from(0, 0), east(500), east(metres - 500), east(2000)])
        .node(at(500, 0), crossing)
        .facility('clinic', 'clinic', at(metres, 0))
        .block('b', at(0, 0))
    const profile = { ...walkProfile('adult'), id: 'waiter', crossingWaitSeconds: 300 }
    // Of 900 s 300 are spent waiting: 750 m at 1.25 m/s, 675 m a tenth slower, 825 m a tenth faster.
    for (const [metres, expected] of [
      [674, 'firm'],
      [676, 'borderline'],
      [751, 'borderline'],
      [824, 'borderline'],
      [826, 'firm'],
    ] as const) {
      expect(await stabilityOf(town(metres), { minutes: [15], profile }), `${metres} m`).toEqual([expected])
    }
  })
})

describe('the street next door', () => {
  /** Two streets side by side, joined 1,500 m away; the clinic lies on the farther one, 100 m along. */
  const twoStreets = (apart: number) =>
    scene('side by side', 'Two streets that are joined far away.', [14, 35])
      .street('Own', 'residential', [from(0, 0), east(1500)])
      .street('Other', 'residential', [from(0, apart), east(1500)])
      .street('Joint', 'residential', [from(1500, 0), north(apart)])
      .facility('clinic', 'clinic', at(100, apart))
      .block('b', at(0, 5))

  it('makes a verdict borderline where it is at most 25 m farther', async () => {
    // 5 m to the own street, 25 m to the other.
    expect(await stabilityOf(twoStreets(30), { minutes: [15] })).toEqual(['borderline'])
    expect(await stabilityOf(twoStreets(30), { metres: [500] })).toEqual(['borderline'])
    // 5 m to the own street, 35 m to the other: 30 m farther.
    expect(await stabilityOf(twoStreets(40), { minutes: [15] })).toEqual(['firm'])
  })

  it('makes none where both lead there', async () => {
    const town = scene('corner', 'Two streets that meet beside the block.', [14, 35])
      .street('Own', 'residential', [from(-500, 0), east(500), east(1500)])
      .street('Other', 'residential', [from(0, 0), north(1500)])
      .facility('clinic', 'clinic', at(300, 0))
      .block('b', at(10, 8))
    expect(await stabilityOf(town, { minutes: [5, 15] })).toEqual(['firm', 'firm'])
    expect(await stabilityOf(town, { metres: [200, 500] })).toEqual(['firm', 'firm'])
  })

  it('lies on the same side of a wall', async () => {
    const inside = [at(-200, -60), at(200, -60), at(200, 20), at(-200, 20)]
    const town = scene('walled', 'A walled estate beside a street.', [14, 35])
      .street('Inner', 'residential', [from(-150, 0), east(150), east(150)])
      .street('Outer', 'residential', [from(-600, 30), east(450), east(1050)])
      .street('Way in', 'service', [from(-150, 0), north(30)])
      .compound('estate', inside, [at(-150, 20)])
      .facility('clinic', 'clinic', at(0, 30))
      .block('b', at(0, 10))
    const walks = await walkScene(town, { minutes: [15] })
    const choices = choicesOfStudy(walks.study)
    const own = Array.from(choices.edge, (edge) => walks.study.network.edgeRegion[edge])
    // 10 m to the street inside, 20 m to the one outside: the wall stands between.
    expect(own.length).toBeGreaterThan(0)
    expect(own.every((region) => region !== 0)).toBe(true)
  })
})

/** All choices by brute force: every edge by itself, nearest place within the radius. */
function bruteChoices({ locator, demand, demandLinkage, maxLinkMetres, network }: AccessStudy): Set<string> {
  const found = new Set<string>()
  const hit = { edge: -1, segment: -1, fraction: 0, metres: 0 }
  const { edgeLinkable, edgeLinkableMinor } = locator.masks
  for (let edge = 0; edge < network.edgeFrom.length; edge++) {
    if (edgeLinkable[edge] === 0 && edgeLinkableMinor[edge] === 0) continue
    const index = buildEdgeIndex(network, undefined, [edge])
    demandLinkage.status.forEach((status, point) => {
      if (status !== LINK_LINKED) return
      const isMinor = edgeLinkable[demandLinkage.edge[point]!] === 0
      if ((isMinor ? edgeLinkableMinor : edgeLinkable)[edge] === 0) return
      const radius = Math.min(maxLinkMetres, demandLinkage.metres[point]! + LINK_CHOICE_METRES)
      const [lon, lat] = [demand.lonLat[2 * point]!, demand.lonLat[2 * point + 1]!]
      if (nearestEdge(index, lon, lat, radius, hit)) found.add(`${point} ${edge}`)
    })
  }
  return found
}

describe('choices of street', () => {
  it('are those that trying every street finds', async () => {
    const { study } = await analyseSampleTown({ minutes: [15] })
    const choices = choicesOfStudy(study)
    const found = new Set<string>()
    for (let point = 0; point + 1 < choices.offset.length; point++) {
      for (let row = choices.offset[point]!; row < choices.offset[point + 1]!; row++) {
        found.add(`${point} ${choices.edge[row]}`)
      }
    }
    expect(found.size).toBe(choices.edge.length)
    expect(found.size).toBeGreaterThan(2 * study.demandLinkage.status.length)
    const brute = bruteChoices(study)
    expect([...found].filter((pair) => !brute.has(pair))).toEqual([])
    expect([...brute].filter((pair) => !found.has(pair))).toEqual([])
  })
})

/** Verdicts at the least and the greatest walk over all choices, each swept from the demand points, one choice of all at a time. */
function slowStability(study: AccessStudy, basis: Basis, limits: readonly number[]): string[] {
  const choices = choicesOfStudy(study)
  const speeds = basis === 'distance' ? [1] : [0.9, 1, 1.1]
  const rounds = Math.max(...Array.from(choices.offset.slice(1), (end, i) => end - choices.offset[i]!))
  const { origins, originWeight } = study
  const categories = study.categories.length
  const points = choices.offset.length - 1
  /** By limit, speed, point and category: within the limit from the best choice, and from all. */
  const cells: string[] = []
  const within = speeds.map((speed) => {
    const walkMetresPerSecond = study.profile.walkMetresPerSecond * speed
    const time = buildImpedance(study.network, { ...study.profile, walkMetresPerSecond }, 'time')
    const alone = {
      originOffset: Uint32Array.from({ length: points + 1 }, (_, i) => i),
      blockOrigin: origins.blockOrigin,
    }
    return Array.from({ length: rounds }, (_, round) => {
      const demandLinkage = takeRound(study, choices, round)
      const { nearestCost } = sweepStudy({ ...study, time, demandLinkage, origins: alone }, basis, limits)
      return nearestCost
    })
  })
  const unit = basis === 'time' ? 60_000 : 1000
  for (let block = 0; block + 1 < origins.blockOrigin.length; block++) {
    for (let category = 0; category < categories; category++) {
      for (const limit of limits) {
        const verdicts = new Set<string>()
        let isLinked = false
        for (const costs of within) {
          for (const isWorst of [false, true]) {
            let met = 0
            let all = 0
            for (let origin = origins.blockOrigin[block]!; origin < origins.blockOrigin[block + 1]!; origin++) {
              const weight = originWeight[origin]!
              all += weight
              let isMet = false
              for (let point = origins.originOffset[origin]!; point < origins.originOffset[origin + 1]!; point++) {
                if (study.demandLinkage.status[point] !== LINK_LINKED) continue
                const each = costs.map((cost) => cost[point * categories + category]! <= limit * unit)
                if (isWorst ? each.every(Boolean) : each.some(Boolean)) isMet = true
              }
              if (isMet) met += weight
            }
            isLinked = all > 0
            verdicts.add(verdictOfShare(met / all))
          }
        }
        cells.push(!isLinked ? 'none' : verdicts.size === 1 ? 'firm' : 'borderline')
      }
    }
  }
  return cells
}

/** The n-th choice of every point; its last where it has fewer. */
function takeRound({ demandLinkage }: AccessStudy, choices: LinkChoices, round: number) {
  const edge = demandLinkage.edge.slice()
  const fraction = demandLinkage.fraction.slice()
  const metres = demandLinkage.metres.slice()
  for (let point = 0; point + 1 < choices.offset.length; point++) {
    if (choices.offset[point] === choices.offset[point + 1]) continue
    const row = Math.min(choices.offset[point]! + round, choices.offset[point + 1]! - 1)
    edge[point] = choices.edge[row]!
    fraction[point] = choices.fraction[row]!
    metres[point] = choices.metres[row]!
  }
  return { status: demandLinkage.status, edge, fraction, metres }
}

describe('against the slow truth', () => {
  const waiter = { ...walkProfile('adult'), id: 'waiter', crossingWaitSeconds: 25 }
  it.each([
    { minutes: [5, 10, 15] },
    { metres: [300, 800] },
    { minutes: [7, 12], profile: 'older' },
    { minutes: [6, 15], profile: waiter },
    { minutes: [10], demand: 'grid' as const },
    { minutes: [10], direction: 'fromFacility' as const },
  ])(
    'every cell of the sample town: %j',
    async (options) => {
      const { report, study } = await analyseSampleTown(options)
      const basis = report.options.basis
      const slow = slowStability(study, basis, report.options.limits)
      const fast = Array.from(report.table.stability!, (value) => STABILITY_NAMES[value])
      const { categoryCount, limitCount } = report.table
      const differ = fast.flatMap((value, cell) => {
        const isLacking = report.categories[Math.floor(cell / limitCount) % categoryCount]!.facilities === 0
        return (isLacking ? 'none' : slow[cell]) === value ? [] : [[cell, slow[cell], value]]
      })
      expect(differ).toEqual([])
      expect(fast.filter((value) => value === 'borderline').length).toBeGreaterThan(5)
      expect(fast.filter((value) => value === 'firm').length).toBeGreaterThan(50)
    },
    60_000,
  )

  it('counts the share of the first screen from the cells', async () => {
    const { report } = await analyseSampleTown({ minutes: [5, 15] })
    const values = Array.from(report.table.stability!)
    const { borderline } = report.facts.first.sure
    expect(borderline).toEqual({
      part: values.filter((value) => value === 2).length,
      all: values.filter((value) => value > 0).length,
    })
  })
})

describe('laws', () => {
  it('what is firm is the same for walkers a tenth slower or faster, by kinds and by a standard', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const at = async (factor: number) => {
      const adult = WALK_PROFILES.find(({ id }) => id === 'adult')!
      const profile = { ...adult, id: 'own', walkMetresPerSecond: adult.walkMetresPerSecond * factor }
      const standard = standardPack('gb50180-2018')
      return (await analyseAccess(area, facilities, blocks, { minutes: [5, 10, 15], profile, standard })).report
    }
    const now = await at(1)
    let firm = 0
    for (const factor of [0.9, 0.95, 1.04, 1.1]) {
      const then = await at(factor)
      now.table.stability!.forEach((value, cell) => {
        if (value !== 1) return
        firm++
        expect(VERDICT_NAMES[then.facts.verdict[cell]!]).toBe(VERDICT_NAMES[now.facts.verdict[cell]!])
      })
      now.verdicts.forEach((verdict, i) => {
        if (verdict.stability === 'firm') expect(then.verdicts[i]!.verdict).toBe(verdict.verdict)
      })
    }
    expect(firm).toBeGreaterThan(500)
    const judged = now.verdicts.filter(({ verdict }) => verdict !== 'unknown' && verdict !== 'no-data')
    expect(judged.every(({ stability }) => stability === 'firm' || stability === 'borderline')).toBe(true)
    expect(judged.some(({ stability }) => stability === 'borderline')).toBe(true)
    expect(
      now.verdicts.filter(({ verdict }) => verdict === 'unknown').every(({ stability }) => stability === null),
    ).toBe(true)
    expect(now.facts.first.sure.borderline!.all).toBe(judged.length)
  }, 60_000)

  it.skipIf(!hasSharedData)(
    'on Malta some are borderline and most are firm, and the share is the same twice',
    async () => {
      const area = await loadArea(sharedSource('malta.osm.pbf'))
      const facilities = await loadFacilities(area, { files: [sharedSource('tables/malta-facilities.csv')] })
      const blocks = await loadBlocks(area, { file: sharedSource('tables/malta-blocks.csv') })
      const run = async () => (await analyseAccess(area, facilities, blocks)).report
      const [first, second] = [await run(), await run()]
      expect(second.table.stability).toEqual(first.table.stability)
      const { part, all } = first.facts.first.sure.borderline!
      expect(all).toBe(90_000)
      expect(part / all).toBeGreaterThan(0.02)
      expect(part / all).toBeLessThan(0.1)
    },
    60_000,
  )
})
