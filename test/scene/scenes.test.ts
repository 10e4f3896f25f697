// Every number here is arithmetic on the drawing: metres of street, metres of steps, metres of straight legs.
import { describe, expect, it } from 'vitest'
import type { AnalyseOptions } from '../../src/job/analyse.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { namedScene } from './scenes.ts'
import { type SceneWalks, walkScene } from './walk-scene.ts'

/** What a walk is made of, metres. */
interface Made {
  readonly legs: number
  readonly street: number
  readonly steps?: number
}

const SPEED = { adult: 1.25, older: 0.9, frail: 0.7, child: 0.9, wheelchair: 0.8 }
const STEPS_FACTOR = { adult: 2, older: 3, frail: 3, child: 2, wheelchair: Number.NaN }
type ProfileId = keyof typeof SPEED
const PROFILES = Object.keys(SPEED) as ProfileId[]
const MINUTES = [5, 10, 15, 45]
const METRES = [300, 500, 1000, 2000]

const secondsOf = ({ legs, street, steps = 0 }: Made, profile: ProfileId) =>
  (legs + street) / SPEED[profile] + (steps === 0 ? 0 : (steps * STEPS_FACTOR[profile]) / SPEED[profile])
const metresOf = ({ legs, street, steps = 0 }: Made) => legs + street + steps

/** Tolerances: a scene's coordinates are rounded to a centimetre per node. */
const CLOSE_SECONDS = 0.1
const CLOSE_METRES = 0.1

function expectWalk(walks: SceneWalks, block: string, category: string, facility: string, made: Made, who: ProfileId) {
  const walk = walks.walk(block, category)
  const what = `${block} to ${category} as ${who}`
  expect(walk.status, what).toBe('reached')
  expect(walk.facility, what).toBe(facility)
  expect(Math.abs(walk.seconds - secondsOf(made, who)), `${what}: ${walk.seconds} s`).toBeLessThan(CLOSE_SECONDS)
  expect(Math.abs(walk.metres - metresOf(made)), `${what}: ${walk.metres} m`).toBeLessThan(CLOSE_METRES)
}

/** The same walk for every profile by time, and by distance. */
async function expectSame(name: string, block: string, category: string, facility: string, made: Made) {
  for (const profile of PROFILES) {
    const walks = await walkScene(namedScene(name), { profile, minutes: MINUTES })
    expectWalk(walks, block, category, facility, made, profile)
  }
  const walks = await walkScene(namedScene(name), { metres: METRES })
  expectWalk(walks, block, category, facility, made, 'adult')
}

const walksOf = (name: string, options: AnalyseOptions = { minutes: MINUTES }) => walkScene(namedScene(name), options)

describe('two-villages', () => {
  it('walks up the street and along the lane', () =>
    expectSame('two-villages', 'upper', 'health_station', 'clinic', { legs: 10 + 10, street: 100 + 600 }))

  it('does not reach the other village, and says unreached, not unlinked', async () => {
    const { walk, block } = await walksOf('two-villages')
    expect(block('lower').linkStatus).toBe('linked')
    expect(walk('lower', 'health_station')).toMatchObject({ status: 'unreached', seconds: Number.NaN, facility: null })
    expect(walk('lower', 'health_station').counts).toEqual([0, 0, 0, 0])
    expect(walk('lower', 'health_station').shares).toEqual([0, 0, 0, 0])
  })
})

describe('island', () => {
  it('links the shore', () => expectSame('island', 'shore', 'health_station', 'clinic', { legs: 10 + 10, street: 200 }))

  it('says island, too-far and outside, each for its own reason', async () => {
    const { walk, block } = await walksOf('island')
    expect(block('islet').linkStatus).toBe('island')
    expect(block('afar').linkStatus).toBe('too-far')
    expect(block('off the map').linkStatus).toBe('outside')
    for (const id of ['islet', 'afar', 'off the map']) {
      expect(walk(id, 'health_station').status).toBe('unlinked')
      expect(walk(id, 'health_station').shares.every(Number.isNaN)).toBe(true)
    }
  })

  it('leaves the unlinked out of the denominator and counts them', async () => {
    const { report } = await walksOf('island')
    const population = report.coverage[0]!.shares.find(({ measure }) => measure === 'population')!
    expect(population).toMatchObject({ covered: 100, total: 100, share: 1, blocksUnlinked: 3, unlinkedTotal: 300 })
  })
})

describe('river-one-bridge', () => {
  it('goes round by the bridge', () =>
    expectSame('river-one-bridge', 'south', 'health_station', 'clinic', { legs: 10 + 10, street: 300 + 80 + 300 }))
  it('stays on its bank', () =>
    expectSame('river-one-bridge', 'north', 'health_station', 'clinic', { legs: 10 + 10, street: 200 }))
})

describe('park-with-four-gates', () => {
  it('ends at the nearest gate', () =>
    expectSame('park-with-four-gates', 'east', 'park', 'park', { legs: 10 + 20, street: 100 }))
  it('ends at the west gate for the south-west corner', () =>
    expectSame('park-with-four-gates', 'south-west', 'park', 'park', { legs: Math.hypot(10, 10) + 20, street: 220 }))
  it('counts the park once', async () => {
    const { walk } = await walksOf('park-with-four-gates')
    expect(walk('east', 'park').counts).toEqual([1, 1, 1, 1])
  })
})

describe('gated-compound', () => {
  it('begins at the north gate for the clinic', () =>
    expectSame('gated-compound', 'estate', 'health_station', 'clinic', { legs: 0 + 10, street: 20 + 200 }))
  it('begins at the south gate for the school', () =>
    expectSame('gated-compound', 'estate', 'primary_school', 'school', { legs: 0 + 10, street: 20 + 200 }))
  it('lets residents out by the nearer gate', () =>
    expectSame('gated-compound', 'resident', 'health_station', 'clinic', { legs: 10 + 10, street: 120 + 20 + 200 }))
  it('lets no neighbour through, though that would save 600 m', () =>
    expectSame('gated-compound', 'neighbour', 'health_station', 'clinic', { legs: 10 + 10, street: 500 + 400 + 500 }))
  it('names the method and how much of the network is restricted', async () => {
    const { block, report } = await walksOf('gated-compound')
    expect(block('estate')).toMatchObject({ demandMethod: 'gates', demandPointCount: 2 })
    expect(report.network.restrictedNodes).toBe(2)
    expect(report.network.restrictedKilometres).toBeCloseTo(0.36, 4)
  })
})

describe('same-edge', () => {
  const name = 'same-edge'
  it('walks straight along the edge, forwards and backwards', async () => {
    await expectSame(name, 'before', 'health_station', 'clinic', { legs: 10 + 12, street: 150 })
    await expectSame(name, 'before', 'convenience_store', 'shop', { legs: 10 + 9, street: 100 })
    await expectSame(name, 'behind', 'health_station', 'clinic', { legs: 10 + 12, street: 250 })
  })
  it('crosses the street where both have the same foot', () =>
    expectSame(name, 'opposite', 'health_station', 'clinic', { legs: 12 + 12, street: 0 }))
  it('takes no time from a place on the street to itself', () =>
    expectSame(name, 'on the seat', 'public_seat', 'seat', { legs: 0, street: 0 }))
})

describe('just-over-the-border', () => {
  it('walks over the border', () =>
    expectSame('just-over-the-border', 'near the edge', 'health_station', 'clinic', { legs: 10 + 10, street: 300 }))

  it('flags blocks whose limit reaches over the edge, and only those', async () => {
    const quarter = await walksOf('just-over-the-border', { minutes: [15] })
    expect(quarter.report.network.boxIsDeclared).toBe(true)
    expect(quarter.walk('near the edge', 'health_station').edgeAffected).toBe(true)
    expect(quarter.walk('in the middle', 'health_station').edgeAffected).toBe(false)
    expect(quarter.walk('in the middle', 'health_station').status).toBe('unreached')
    // 200 m to the edge; 2 min are 150 m, 3 min are 225 m.
    const short = await walksOf('just-over-the-border', { minutes: [2] })
    expect(short.walk('near the edge', 'health_station').edgeAffected).toBe(false)
    const longer = await walksOf('just-over-the-border', { minutes: [3] })
    expect(longer.walk('near the edge', 'health_station').edgeAffected).toBe(true)
  })
})

describe('steps-or-detour', () => {
  const bySteps: Made = { legs: 20, street: 200 + 100, steps: 100 }
  const byRamp: Made = { legs: 20, street: 275 + 100 + 175 }
  const chosen: Record<ProfileId, Made> = {
    adult: bySteps,
    older: byRamp,
    frail: byRamp,
    child: bySteps,
    wheelchair: byRamp,
  }
  for (const profile of PROFILES) {
    it(`takes the quicker for ${profile}`, async () => {
      const walks = await walksOf('steps-or-detour', { profile, minutes: MINUTES })
      expectWalk(walks, 'below', 'health_station', 'clinic', chosen[profile], profile)
    })
    it(`takes the shorter for ${profile} by distance`, async () => {
      const walks = await walksOf('steps-or-detour', { profile, metres: METRES })
      const made = profile === 'wheelchair' ? byRamp : bySteps
      expectWalk(walks, 'below', 'health_station', 'clinic', made, profile)
    })
  }
})

describe('one-way-escalator', () => {
  const up: Made = { legs: 20, street: 200 + 100, steps: 50 }
  const round: Made = { legs: 20, street: 500 + 50 + 400 }
  it('rides up and walks round for the way down', async () => {
    for (const profile of PROFILES) {
      const walks = await walksOf('one-way-escalator', { profile, minutes: MINUTES })
      const upwards = profile === 'wheelchair' ? round : up
      expectWalk(walks, 'below', 'health_station', 'clinic above', upwards, profile)
      expectWalk(walks, 'above', 'hospital', 'clinic below', round, profile)
    }
  })
  it('turns round with the direction of the question', async () => {
    const walks = await walksOf('one-way-escalator', { direction: 'fromFacility', minutes: MINUTES })
    expectWalk(walks, 'above', 'hospital', 'clinic below', up, 'adult')
    expectWalk(walks, 'below', 'health_station', 'clinic above', round, 'adult')
  })
  it('keeps both directions apart by distance', async () => {
    const walks = await walksOf('one-way-escalator', { metres: METRES })
    expectWalk(walks, 'below', 'health_station', 'clinic above', up, 'adult')
    expectWalk(walks, 'above', 'hospital', 'clinic below', round, 'adult')
  })
})

describe('blocked-gate', () => {
  it('goes all the way round', () =>
    expectSame('blocked-gate', 'west of the gate', 'health_station', 'clinic', {
      legs: 10 + 10,
      street: 290 + 200 + 600 + 200 + 100,
    }))
  it('is free on the other side', () =>
    expectSame('blocked-gate', 'east of the gate', 'health_station', 'clinic', { legs: 10 + 10, street: 190 }))
  it('counts one blocked node and no restricted one', async () => {
    const { report } = await walksOf('blocked-gate')
    expect(report.network).toMatchObject({ blockedNodes: 1, restrictedNodes: 0 })
  })
})

describe('bridge-overhead', () => {
  it('links to the street on the ground', () =>
    expectSame('bridge-overhead', 'under the deck', 'health_station', 'clinic', { legs: 55 + 10, street: 200 }))
})

describe('tunnel-below', () => {
  it('links to the hill street', () =>
    expectSame('tunnel-below', 'above the tunnel', 'health_station', 'clinic', { legs: 140 + 10, street: 400 }))
  it('links inside a building passage', () =>
    expectSame('tunnel-below', 'in the passage', 'health_station', 'clinic', { legs: 5 + 10, street: 70 + 300 }))
})

describe('loop-street', () => {
  const name = 'loop-street'
  it('goes straight along the loop where that is shorter', async () => {
    await expectSame(name, 'far corner', 'health_station', 'clinic', { legs: 20, street: 290 + 200 })
    await expectSame(name, 'far corner', 'convenience_store', 'shop', { legs: 20, street: 10 + 100 })
  })
  it('goes through the junction where that is shorter', () =>
    expectSame(name, 'first side', 'health_station', 'clinic', { legs: 20, street: 100 + 100 }))
  it('enters the loop from the stem on the better side', async () => {
    await expectSame(name, 'stem', 'health_station', 'clinic', { legs: 20, street: 200 + 100 })
    await expectSame(name, 'stem', 'convenience_store', 'shop', { legs: 20, street: 200 + 500 })
  })
})

describe('missing-nodes', () => {
  it('walks round the hole', () =>
    expectSame('missing-nodes', 'this side', 'health_station', 'clinic', {
      legs: 20,
      street: 150 + 150 + 600 + 150 + 150,
    }))
  it('counts what the file lacks', async () => {
    const { area } = await walksOf('missing-nodes')
    expect(area.counts).toMatchObject({ missingNodeRefs: 1, waysWithMissingNodes: 1, walkableWays: 2, emptyWays: 0 })
  })
})

describe('crossing-signals', () => {
  const name = 'crossing-signals'
  const far: Made = { legs: 20, street: 600 }
  const near: Made = { legs: 20, street: 200 }
  it('does not wait by default', async () => {
    await expectSame(name, 'west end', 'health_station', 'clinic', far)
    await expectSame(name, 'between', 'health_station', 'clinic', near)
  })
  it('waits at each crossing with signals, not at the unmarked one', async () => {
    const profile = { ...walkProfile('adult'), id: 'patient', crossingWaitSeconds: 30 }
    const { walk } = await walksOf(name, { profile, minutes: MINUTES })
    expect(walk('west end', 'health_station').seconds).toBeCloseTo(secondsOf(far, 'adult') + 2 * 30, 1)
    expect(walk('between', 'health_station').seconds).toBeCloseTo(secondsOf(near, 'adult') + 30, 1)
  })
  it('waits in neither direction by distance', async () => {
    const profile = { ...walkProfile('adult'), id: 'patient', crossingWaitSeconds: 30 }
    const walks = await walksOf(name, { profile, metres: METRES })
    expect(walks.walk('west end', 'health_station').metres).toBeCloseTo(metresOf(far), 1)
    const back = await walksOf(name, { profile, minutes: MINUTES, direction: 'fromFacility' })
    expect(back.walk('west end', 'health_station').seconds).toBeCloseTo(secondsOf(far, 'adult') + 2 * 30, 1)
  })
})

describe('two-entrances', () => {
  const name = 'two-entrances'
  it('uses the nearer door', async () => {
    await expectSame(name, 'front', 'health_station', 'clinic', { legs: 20, street: 200 })
    await expectSame(name, 'back', 'health_station', 'clinic', { legs: 20, street: 200 })
  })
  it('counts the clinic once, not once per door', async () => {
    const { walk } = await walksOf(name)
    // 5 min are 375 m, 10 min 750 m: from the front the small clinic is 390 + 20 m away.
    expect(walk('front', 'health_station').counts).toEqual([1, 2, 2, 2])
    // From the back it is 500 + 200 + 590 + 20 = 1,310 m: beyond 15 min (1,125 m), within 30.
    expect(walk('back', 'health_station').counts).toEqual([1, 1, 1, 2])
  })
})

describe('wall-between', () => {
  it('goes round the corner of the wall', () =>
    expectSame('wall-between', 'behind the wall', 'health_station', 'clinic', { legs: 20, street: 450 + 30 + 450 }))
})

describe('motorway-between', () => {
  it('goes through the underpass', () =>
    expectSame('motorway-between', 'south', 'health_station', 'clinic', { legs: 20, street: 400 + 160 + 400 }))
  it('links past the motorway to the nearest street', async () => {
    const { block, area } = await walksOf('motorway-between')
    expect(block('beside the motorway').linkMetres).toBeCloseTo(70, 1)
    expect(area.counts).toMatchObject({ highwayWays: 4, walkableWays: 3, notWalkableWays: 1 })
  })
})

describe('every scene', () => {
  it('gives the same report when the order of everything is reversed', async () => {
    const { allScenes } = await import('./scenes.ts')
    for (const [name, scene] of allScenes()) {
      const straight = await walkScene(scene, { minutes: MINUTES })
      const reversed = await walkScene(scene, { minutes: MINUTES }, { scramble: true })
      expect(reversed.report, name).toEqual(straight.report)
    }
  })
})

describe('two-compounds-one-gate', () => {
  it('goes from one compound straight into the other', () =>
    expectSame('two-compounds-one-gate', 'west', 'health_station', 'clinic', {
      legs: 10 + 10,
      street: 50 + 200 + 200 + 50,
    }))
  it('does not go through the other one to the street, though that would save 700 m', () =>
    expectSame('two-compounds-one-gate', 'west', 'bank', 'bank', { legs: 10 + 10, street: 150 + 600 + 400 + 200 }))
  it('lets visitors in at the gate on the street', () =>
    expectSame('two-compounds-one-gate', 'south', 'health_station', 'clinic', { legs: 10 + 10, street: 50 + 100 }))
})

describe('private-short-cut', () => {
  it('is nobody’s way through', () =>
    expectSame('private-short-cut', 'south', 'health_station', 'clinic', {
      legs: 10 + 10,
      street: 50 + 500 + 100 + 500 + 50,
    }))
  it('is a way out for those who live there', () =>
    expectSame('private-short-cut', 'on the drive', 'health_station', 'clinic', { legs: 10 + 10, street: 60 + 50 }))
  it('is a way in for those who visit', () =>
    expectSame('private-short-cut', 'south', 'community_office', 'office', { legs: 10 + 10, street: 50 + 60 }))
})

describe('enclosed-street', () => {
  it('is left by one drive or the other', async () => {
    await expectSame('enclosed-street', 'inside', 'health_station', 'clinic', {
      legs: 10 + 10,
      street: 50 + 100 + 200,
    })
    await expectSame('enclosed-street', 'inside', 'convenience_store', 'shop', {
      legs: 10 + 10,
      street: 50 + 200 + 200 + 20,
    })
  })
  it('is nobody’s way through, though it would save 860 m', () =>
    expectSame('enclosed-street', 'outside', 'convenience_store', 'shop', {
      legs: 10 + 10,
      street: 250 + 300 + 600 + 300 + 80,
    }))
})

describe('wall-with-gate', () => {
  it('is passed at the gate only', async () => {
    await expectSame('wall-with-gate', 'home', 'health_station', 'clinic', {
      legs: 10 + 10,
      street: 100 + 200 + 200 + 200,
    })
    await expectSame('wall-with-gate', 'at the wall', 'sports_ground', 'club', {
      legs: 10 + 10,
      street: 20 + 200 + 200 + 200 + 50,
    })
  })
  it('lets nobody link through it: the street is farther than the path behind the wall', async () => {
    const { block } = await walksOf('wall-with-gate')
    expect(block('beside the wall').linkMetres).toBeCloseTo(180, 1)
    await expectSame('wall-with-gate', 'beside the wall', 'health_station', 'clinic', { legs: 180 + 10, street: 105 })
  })
})

describe('square-with-fountain', () => {
  it('is crossed round a corner of the fountain', () =>
    expectSame('square-with-fountain', 'south', 'health_station', 'clinic', {
      legs: 10 + 10,
      // From corner to corner by way of the fountain's: 80 m and 120 m, and the same again.
      street: 50 + 2 * Math.hypot(80, 120) + 50,
    }))
  it('has outlines to walk along', () =>
    expectSame('square-with-fountain', 'east', 'health_station', 'clinic', { legs: 10 + 10, street: 50 + 200 + 50 }))
})

describe('hill', () => {
  /** The factors of a slope of ten per cent, up and down. */
  const UP = Math.exp(3.5 * 0.15 - 0.175)
  const DOWN = Math.exp(3.5 * 0.05 - 0.175)

  it('is slower up and as fast down as on the flat', async () => {
    expect(UP).toBeCloseTo(1.42, 2)
    expect(DOWN).toBe(1)
    for (const profile of PROFILES) {
      const { walk } = await walksOf('hill', { profile, minutes: MINUTES })
      const flatSeconds = (metres: number) => metres / SPEED[profile]
      const up = flatSeconds(10 + 300 + 10) + flatSeconds(300) * UP
      const down = flatSeconds(10 + 300 + 10) + flatSeconds(300) * DOWN
      expect(Math.abs(walk('foot', 'health_station').seconds - up)).toBeLessThan(0.2)
      expect(Math.abs(walk('top', 'convenience_store').seconds - down)).toBeLessThan(0.2)
    }
  })
  it('is as long as it is on the flat', async () => {
    const { walk } = await walksOf('hill', { metres: METRES })
    expect(walk('foot', 'health_station').metres).toBeCloseTo(620, 0)
    expect(walk('top', 'convenience_store').metres).toBeCloseTo(620, 0)
  })
})
