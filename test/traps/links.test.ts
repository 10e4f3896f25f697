// Traps that other tools fell into where points meet streets. Each test is named after what went wrong there.
import { describe, expect, it } from 'vitest'
import { buildLocator, linkPoints } from '../../src/locate/link-points.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { at, east, from, north, scene } from '../scene/build-scene.ts'
import { namedScene } from '../scene/scenes.ts'
import { areaOfText, walkScene } from '../scene/walk-scene.ts'

const MINUTES = [5, 10, 15]

describe('a point is snapped to the nearest node at no cost', () => {
  it('ours begins in the middle of the street and pays for the straight leg', async () => {
    const town = scene('middle', 'One long street without a node on it')
      .street('Long Street', 'residential', [from(0, 0), east(1000)])
      .facility('shop', 'pharmacy', at(500, 100))
      .block('home', at(200, 50))
    const { walk } = await walkScene(town, { minutes: MINUTES })
    expect(walk('home', 'pharmacy').metres).toBeCloseTo(50 + 300 + 100, 1)
    expect(walk('home', 'pharmacy').seconds).toBeCloseTo(450 / 1.25, 1)
  })
})

describe('only one end of the facility’s street piece is tried', () => {
  it('ours comes in from either end', async () => {
    const town = scene('two ends', 'A shop on a long piece, homes on both sides of it')
      .street('Left Street', 'residential', [from(0, 0), north(300)])
      .street('Middle Street', 'residential', [from(0, 0), east(600)])
      .street('Right Street', 'residential', [from(600, 0), north(300)])
      .facility('shop', 'pharmacy', at(200, 0))
      .block('left', at(0, 100))
      .block('right', at(600, 100))
    const { walk } = await walkScene(town, { minutes: MINUTES })
    expect(walk('left', 'pharmacy').metres).toBeCloseTo(100 + 200, 1)
    expect(walk('right', 'pharmacy').metres).toBeCloseTo(100 + 400, 1)
  })

  it('ours keeps the better end, not the one that is met first', async () => {
    // By the near junction the walk is 100 + 500; by the far one 400 + 100 along the back street.
    const town = scene('better end', 'The shop is near the far end of its piece')
      .street('Front Street', 'residential', [from(0, 0), east(600)])
      .street('Back Street', 'residential', [from(0, 0), north(100), east(600), north(-100)])
      .street('Home Street', 'residential', [from(0, 100), north(200)])
      .facility('shop', 'pharmacy', at(590, 0))
      .block('home', at(300, 100))
    const { walk } = await walkScene(town, { minutes: MINUTES })
    expect(walk('home', 'pharmacy').metres).toBeCloseTo(300 + 100 + 10, 1)
  })
})

describe('origin and facility on the same street piece', () => {
  it('ours walks straight, not to the junction and back', async () => {
    const { walk } = await walkScene(namedScene('same-edge'), { minutes: MINUTES })
    expect(walk('before', 'health_station').metres).toBeCloseTo(10 + 150 + 12, 1)
  })
  it('the same place to itself is 0', async () => {
    const { walk } = await walkScene(namedScene('same-edge'), { minutes: MINUTES })
    expect(walk('on the seat', 'public_seat').seconds).toBe(0)
    expect(walk('on the seat', 'public_seat').metres).toBe(0)
  })
  it('a gap’s nearest facility on its own piece is found along the piece', async () => {
    const town = scene('long piece', 'Two kilometres of street, nothing between')
      .street('Dike Road', 'residential', [from(0, 0), east(4000)])
      .facility('shop', 'pharmacy', at(3000, 0))
      .block('home', at(1000, 0))
    const { report } = await walkScene(town, { minutes: MINUTES })
    expect(report.gaps).toHaveLength(1)
    expect(report.gaps[0]!.nearestWalkMinutes).toBeCloseTo(2000 / 1.25 / 60, 2)
  })
})

describe('snapping knows no limit: a point three kilometres away “links”', () => {
  const town = () =>
    scene('far', 'A farm far from the street')
      .street('Street', 'residential', [from(0, 0), east(1000)])
      .facility('shop', 'pharmacy', at(500, 0))
      .block('farm', at(500, 3000))
      .block('at the limit', at(500, 199.9))
      .block('beyond the limit', at(500, 200.1))
  it('ours says how far is too far, and the limit is the caller’s', async () => {
    const { block, walk } = await walkScene(town(), { minutes: MINUTES })
    expect(block('farm').linkStatus).toBe('outside')
    expect(walk('farm', 'pharmacy').status).toBe('unlinked')
    expect(block('at the limit').linkStatus).toBe('linked')
    expect(block('beyond the limit').linkStatus).not.toBe('linked')
    const wide = await walkScene(town(), { minutes: [60], maxLinkMetres: 3001 })
    expect(wide.block('farm').linkStatus).toBe('linked')
    expect(wide.walk('farm', 'pharmacy').metres).toBeCloseTo(3000, 0)
  })
})

describe('a point snaps to an island, and the result is called a gap', () => {
  it('ours links to the nearest street that leads somewhere', async () => {
    const town = scene('courtyard', 'A stray path of 30 m, nearer than the street')
      .street('Street', 'residential', [from(0, 0), east(1000)])
      .street('Stray Path', 'path', [from(500, 60), east(30)])
      .facility('shop', 'pharmacy', at(100, 0))
      .block('home', at(510, 50))
    const { block, walk, report } = await walkScene(town, { minutes: MINUTES })
    expect(block('home').linkMetres).toBeCloseTo(50, 1)
    expect(walk('home', 'pharmacy').metres).toBeCloseTo(50 + 410, 1)
    expect(report.gaps).toHaveLength(0)
  })
  it('and where there is only the island, it is unknown, not a gap', async () => {
    const { report, block } = await walkScene(namedScene('island'), { minutes: MINUTES })
    expect(block('islet').linkStatus).toBe('island')
    expect(report.gaps.flatMap((gap) => gap.blockIds)).not.toContain('islet')
  })
})

describe('degrees are used as metres; longitude is not scaled by the cosine of latitude', () => {
  for (const latitude of [0, 34.8, 60, -54.8]) {
    it(`ours measures on the ground at ${latitude}°`, async () => {
      const town = scene('cross', 'A cross of two streets', [25, latitude])
        .street('East', 'residential', [from(-500, 0), east(500), east(500)])
        .street('North', 'residential', [from(0, -500), north(500), north(500)])
        .facility('centre', 'pharmacy', at(0, 0))
        .block('east', at(300, 0))
        .block('north', at(0, 300))
        .block('beside', at(190, 480))
        .block('too far', at(210, 480))
      const { walk, block } = await walkScene(town, { minutes: MINUTES })
      expect(walk('east', 'pharmacy').metres).toBeCloseTo(300, 0)
      expect(walk('north', 'pharmacy').metres).toBeCloseTo(300, 0)
      expect(block('beside').linkMetres).toBeCloseTo(190, 0)
      expect(block('too far').linkStatus).toBe('too-far')
    })
  }
  it('ours links to the nearer street on the ground, not in degrees', async () => {
    // At 60° a degree of longitude is half as long: 80 m east are as many degrees as 160 m north.
    const town = scene('corner', 'Which street is nearer?', [25, 60])
      .street('Upper', 'residential', [from(-500, 100), east(580)])
      .street('Right', 'residential', [from(80, 100), north(-500)])
      .facility('shop', 'pharmacy', at(80, -400))
      .block('home', at(0, 0))
    const { block, walk } = await walkScene(town, { minutes: MINUTES })
    expect(block('home').linkMetres).toBeCloseTo(80, 1)
    expect(walk('home', 'pharmacy').metres).toBeCloseTo(80 + 400, 0)
  })
})

describe('a street over the antimeridian goes round the world', () => {
  it('ours links and walks across it', async () => {
    const town = scene('antimeridian', 'A street from one date into the other', [179.999, 10])
      .street('Date Line Street', 'residential', [from(-500, 0), east(300), east(700)])
      .street('Side Street', 'residential', [from(-200, 0), north(300)])
      .facility('shop', 'pharmacy', at(450, 5))
      .block('west', at(-400, 5))
      .block('on the line', at(100, 20))
    const { walk, block } = await walkScene(town, { minutes: MINUTES })
    expect(town.lonLat(at(450, 5))[0]).toBeLessThan(0)
    expect(walk('west', 'pharmacy').metres).toBeCloseTo(5 + 850 + 5, 1)
    expect(block('on the line').linkMetres).toBeCloseTo(20, 2)
    expect(walk('on the line', 'pharmacy').metres).toBeCloseTo(20 + 350 + 5, 1)
  })
})

describe('empty input throws somewhere deep inside an index', () => {
  it('ours answers “none” for no points, and for a town without a linkable street', async () => {
    const town = scene('bridges', 'Nothing but a bridge').street('Viaduct', 'residential', [from(0, 0), east(500)], {
      bridge: 'yes',
    })
    const area = await areaOfText('bridges', town.toOsmXml())
    const locator = buildLocator(area.network, buildImpedance(area.network, walkProfile('adult'), 'time'))
    expect(linkPoints(locator, new Float64Array(0)).edge).toHaveLength(0)
    const [lon, lat] = town.lonLat(at(250, 10))
    expect([...linkPoints(locator, Float64Array.of(lon, lat)).edge]).toEqual([-1])
  })
  it('ours says what is missing where there is no street at all', async () => {
    const { normaliseWalkableWays } = await import('../../src/normalise/streets/walkable-ways.ts')
    const { readOsm } = await import('../../src/read/osm/osm.ts')
    const { bytesSource } = await import('../../src/read/bytes/byte-source.ts')
    const xml = '<osm version="0.6"><node id="1" lat="1" lon="2"/></osm>'
    const raw = await readOsm(bytesSource('nodes.osm', new TextEncoder().encode(xml)))
    expect(() => buildNetwork(normaliseWalkableWays(raw))).toThrow(/No walkable ways: 0 ways read/)
  })
})
