import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, east, from, type Scene, scene, to } from '../scene/build-scene.ts'
import { TOWN_CATEGORIES, townOf, townPlans } from '../truth/random-town.ts'
import { builtFacility, coveredPeople, remediesOf, runScene, withCrossing } from './with-remedy.ts'

const OPTIONS = { minutes: [4], categories: [...TOWN_CATEGORIES] }
const TOWNS = fc.sample(townPlans, { numRuns: 60, seed: 13 })

/** People gained by category, of all that counts. */
function difference(after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) {
  return TOWN_CATEGORIES.reduce((sum, kind) => sum + (after.get(kind) ?? 0) - (before.get(kind) ?? 0), 0)
}

/** A number below 1 from a seed, always the same. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Two quarters of streets, many of them steps, either side of a canal with a bridge at its end. */
function banks(seed: number, level: string | null = null): Scene {
  const random = randomFrom(seed)
  const town = scene('banks', 'Banks', [113.6, 34.8])
  const row = (y: number) => from(0, y)
  const heights = [0, 90, 180, 225, 315, 405]
  for (const [at, y] of heights.entries()) {
    town.street(`Row ${at}`, 'residential', [row(y), ...Array.from({ length: 8 }, () => east(90))])
  }
  town.street('Bridge', 'residential', [from(0, 180), to(0, 225)], { bridge: 'yes' })
  for (let x = 0; x <= 8; x++) {
    for (const [at, y] of heights.entries()) {
      if (at === 2 || at === 5) continue
      const kind = random()
      const name = `Lane ${x} ${at}`
      if (kind < 0.2 && x > 0) continue
      const highway = kind < 0.6 && name !== level ? 'steps' : 'footway'
      town.street(name, highway, [from(90 * x, y), to(90 * x, heights[at + 1]!)])
    }
  }
  for (let home = 0; home < 25; home++) town.block(`home ${home}`, at(random() * 720, random() * 405), 10 + home)
  for (let shop = 0; shop < 5; shop++) {
    town.facility(`shop ${shop}`, TOWN_CATEGORIES[shop % 2]!, at(random() * 720, random() * 405))
  }
  return town
}

describe('what a remedy promises is what a whole run finds with it', () => {
  it('for crossings, new sites and planned facilities of random towns', async () => {
    const compared = { 'new-crossing': 0, 'new-site': 0, 'open-planned': 0 }
    let relinked = 0
    for (const plan of TOWNS) {
      const town = townOf(plan)
      const planned = town
        .toFacilities()
        .slice(0, 1)
        .map((one) => ({
          ...one,
          id: 'planned',
          lonLat: town.lonLat([200, 150]),
          entrances: [town.lonLat([200, 150]), town.lonLat([420, 90])],
        }))
      const { remedies, analysis } = await remediesOf(town, OPTIONS, {}, planned)
      const before = coveredPeople({ analysis } as Awaited<ReturnType<typeof runScene>>)
      for (const remedy of remedies.remedies.slice(0, 12)) {
        const { kind } = remedy
        if (kind !== 'new-crossing' && kind !== 'new-site' && kind !== 'open-planned') continue
        const more = kind === 'new-site' ? [builtFacility(remedy)] : kind === 'open-planned' ? planned : []
        const again = kind === 'new-crossing' ? withCrossing(townOf(plan), remedy) : townOf(plan)
        const after = coveredPeople(await runScene(again, OPTIONS, more))
        // A bridge may join parts of the map that were too small to link to: then the walks are others.
        if (after.links.length !== before.links.length || moved(after.links, before.links)) {
          relinked++
          continue
        }
        expect(difference(after.people, before.people), `${kind} ${JSON.stringify(remedy.lonLat)}`).toBeCloseTo(
          remedy.people,
          6,
        )
        compared[kind]++
      }
    }
    expect(compared['new-site']).toBeGreaterThan(60)
    expect(compared['open-planned']).toBeGreaterThan(10)
    expect(relinked).toBeLessThan(40)
  }, 120_000)

  it('for crossings of a canal', async () => {
    let compared = 0
    for (let seed = 1; seed <= 12; seed++) {
      const { remedies, analysis } = await remediesOf(banks(seed), OPTIONS)
      const before = coveredPeople({ analysis } as Awaited<ReturnType<typeof runScene>>)
      for (const remedy of remedies.remedies.filter(({ kind }) => kind === 'new-crossing').slice(0, 6)) {
        const after = coveredPeople(await runScene(withCrossing(banks(seed), remedy), OPTIONS))
        expect(moved(after.links, before.links)).toBe(false)
        expect(difference(after.people, before.people), JSON.stringify(remedy.line)).toBeCloseTo(remedy.people, 6)
        const sum = remedy.gains.reduce((all, { people }) => all + (people ?? 0), 0)
        expect(sum).toBeCloseTo(remedy.people, 6)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(30)
  }, 120_000)

  it('for steps that become a ramp', async () => {
    const options = { ...OPTIONS, minutes: [5], profile: 'older' }
    let compared = 0
    for (let seed = 1; seed <= 12; seed++) {
      const town = banks(seed)
      const { remedies, analysis } = await remediesOf(town, options)
      const before = coveredPeople({ analysis } as Awaited<ReturnType<typeof runScene>>)
      for (const remedy of remedies.remedies.filter(({ kind }) => kind === 'step-free-way').slice(0, 6)) {
        const { name } = town.streets[remedy.wayId! - 1]!
        const after = coveredPeople(await runScene(banks(seed, name), options))
        expect(difference(after.people, before.people), name).toBeCloseTo(remedy.people, 6)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(10)
  }, 120_000)

  it('together at least what the joint choice promises', async () => {
    let steps = 0
    for (let seed = 1; seed <= 6; seed++) {
      const { remedies, analysis } = await remediesOf(banks(seed), OPTIONS, { most: 3 })
      const before = coveredPeople({ analysis } as Awaited<ReturnType<typeof runScene>>)
      const byId = new Map(remedies.remedies.map((one) => [one.id, one]))
      const chosen = remedies.joint.steps.map(({ remedyId }) => byId.get(remedyId)!)
      const town = banks(seed)
      for (const one of chosen) if (one.kind === 'new-crossing') withCrossing(town, one)
      const built = chosen.filter(({ kind }) => kind === 'new-site').map(builtFacility)
      const after = coveredPeople(await runScene(town, OPTIONS, built))
      const gained = difference(after.people, before.people)
      expect(gained).toBeGreaterThanOrEqual(remedies.joint.people - 1e-6)
      expect(chosen.length).toBeLessThanOrEqual(3)
      steps += chosen.length
    }
    expect(steps).toBeGreaterThan(10)
  }, 120_000)
})

/** Whether anybody links elsewhere, to a centimetre: a node more on a street moves its bends by that much at most. */
function moved(after: string, before: string): boolean {
  const [a, b] = [JSON.parse(after), JSON.parse(before)] as [(number | null)[], (number | null)[]]
  return a.some((metres, at) => (metres === null) !== (b[at] === null) || Math.abs((metres ?? 0) - (b[at] ?? 0)) > 0.01)
}
