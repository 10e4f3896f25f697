import { describe, expect, it } from 'vitest'
import type { GapCause } from '../../src/answer/gap-cause.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { findRemedies } from '../../src/job/find-remedies.ts'
import { at, east, from, north, type Scene, scene, south } from '../scene/build-scene.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'
import { remediesOf } from './with-remedy.ts'

/** Adults walk 300 m in that. */
const MINUTES = { minutes: [4] }
const box = (west: number, southEnd: number, eastEnd: number, northEnd: number) => [
  at(west, southEnd),
  at(eastEnd, southEnd),
  at(eastEnd, northEnd),
  at(west, northEnd),
]

/** Two banks fifty metres apart with a bridge at their far end, and a street that makes the map large enough. */
const river = () =>
  scene('river', 'A clinic across the water')
    .bounds(at(-700, -700), at(1300, 1000))
    .street('South Bank', 'residential', [from(0, 0), east(600)])
    .street('North Bank', 'residential', [from(0, 50), east(600)])
    .street('Bridge', 'residential', [from(600, 0), north(50)], { bridge: 'yes' })
    .street('Side', 'residential', [from(600, 50), north(400)])
    .facility('clinic', 'health_station', at(100, 60))
    .block('home', at(100, -10))

const clinicGap = async (town: Scene, options: object = MINUTES) => {
  const found = await remediesOf(town, { ...options, categories: ['health_station'] })
  expect(found.remedies.gaps).toHaveLength(1)
  const gap = found.remedies.gaps[0]!
  const main = gap.findings.find(({ cause }) => cause === gap.cause)!
  return { ...found, gap, main, evidence: main.evidence! }
}

const holding = ({ findings }: { findings: readonly { cause: GapCause; blocksHolding: number }[] }) =>
  findings.filter(({ blocksHolding }) => blocksHolding > 0).map(({ cause }) => cause)

describe('causes of gaps', () => {
  it('finds a barrier: near in a straight line, round by the bridge on foot', async () => {
    const { gap, evidence, report } = await clinicGap(river())
    expect(gap.cause).toBe('barrier')
    expect(holding(gap)).toEqual(['barrier'])
    expect(evidence.facilityId).toBe('clinic')
    expect(evidence.straightMetres).toBeCloseTo(70, 1)
    // 10 m to the street, 500 m along it, the bridge, 500 m back, 10 m to the door, at 75 m a minute.
    expect(evidence.walk).toBeCloseTo((10 + 500 + 50 + 500 + 10) / 75, 2)
    expect(gap.findings.map(({ cause, people }) => [cause, people])).toContainEqual(['barrier', 100])
    expect(report.gaps[0]!.diagnosis!.cause).toBe('barrier')
  })

  it('finds a closed compound, and says which one and how far it would be', async () => {
    // Within the wall a street leads to the south side, but the only gate is in the north.
    const town = scene('compound', 'One gate on the wrong side')
      .bounds(at(-600, -600), at(1000, 900))
      .compound('Estate', box(0, 0, 300, 300), [at(150, 300)])
      .street('Inner', 'service', [from(150, 350), south(50), south(300), south(50)])
      .street('North', 'residential', [from(150, 350), east(600)])
      .street('Round', 'residential', [from(750, 350), south(400)])
      .street('South', 'residential', [from(150, -50), east(600)])
      .facility('clinic', 'health_station', at(200, -60))
      .block('home', at(160, 60))
    const { gap, evidence } = await clinicGap(town)
    expect(gap.cause).toBe('compound')
    expect(evidence.compoundIds).toEqual(['Estate'])
    // 10 m to the street, 60 m to the wall, 50 m to the corner, 50 m along, 10 m to the door.
    expect(evidence.walkWithout).toBeCloseTo((10 + 60 + 50 + 50 + 10) / 75, 1)
    // Out by the north gate and round it is more than four times the limit.
    expect(evidence.walk).toBeNull()
    const best = gap.remedies.find(({ kind }) => kind === 'new-gate')
    expect(best?.people).toBe(100)
  })

  it('tells steps from a slow pace', async () => {
    const town = scene('stairs', 'A flight of steps')
      .bounds(at(-700, -700), at(1300, 1300))
      .street('Low', 'residential', [from(0, 0), east(300), east(300)])
      .street('Steps', 'steps', [from(0, 0), north(30)])
      .street('High', 'residential', [from(0, 30), east(300), east(300)])
      .street('Ramp', 'footway', [from(300, 0), north(30)])
      .street('Up', 'residential', [from(600, 30), north(500)])
      .facility('clinic', 'health_station', at(20, 40))
      .block('home', at(20, -10))
    const wheels = { minutes: [4], profile: 'wheelchair' }
    const { gap, evidence } = await clinicGap(town, wheels)
    expect(gap.cause).toBe('steps-or-slope')
    expect(evidence.reason).toBe('steps')
    // 10 + 20 + 30 + 20 + 10 m at 0.8 m/s; today 10 + 280 + 30 + 280 + 10.
    expect(evidence.walkWithout).toBeCloseTo(90 / 0.8 / 60, 1)
    expect(evidence.walk).toBeCloseTo(610 / 0.8 / 60, 1)
    expect(gap.remedies.find(({ kind }) => kind === 'step-free-way')?.people).toBe(100)

    // 250 m of level street: an adult does that in 3.3 minutes, who is frail in 6.
    const level = scene('level', 'Level')
      .bounds(at(-700, -700), at(1300, 1300))
      .street('Road', 'residential', [from(0, 0), east(600)])
      .street('Up', 'residential', [from(600, 0), north(600)])
      .facility('clinic', 'health_station', at(250, 0))
      .block('home', at(0, 0))
    const slow = await clinicGap(level, { minutes: [4], profile: 'frail' })
    expect(slow.gap.cause).toBe('steps-or-slope')
    expect(slow.evidence.reason).toBe('pace')
    expect(slow.evidence.walkWithout).toBeCloseTo(250 / 75, 2)
    expect(slow.evidence.walk).toBeCloseTo(250 / 0.7 / 60, 2)
  })

  it('tells a slope from steps', async () => {
    const town = scene('hill', 'Uphill at ten per cent')
      .bounds(at(-700, -700), at(1300, 1300))
      .street('Hill', 'residential', [from(0, 0), east(600)])
      .street('Up', 'residential', [from(600, 0), north(600)])
      .facility('clinic', 'health_station', at(280, 0))
      .block('home', at(0, 0))
      .hill(([x]) => x / 10)
    const { area, facilities, analysis } = await hilly(town)
    const { remedies } = await findIn(area, facilities, analysis)
    const gap = remedies.gaps[0]!
    expect(gap.cause).toBe('steps-or-slope')
    const { evidence } = gap.findings.find(({ cause }) => cause === 'steps-or-slope')!
    expect(evidence!.reason).toBe('slope')
    expect(evidence!.walkWithout).toBeCloseTo(280 / 75, 2)
    // exp(3.5 (0.1 + 0.05) − 0.175) = 1.42
    expect(evidence!.walk).toBeCloseTo((280 / 75) * Math.exp(3.5 * 0.15 - 0.175), 1)
  })

  it('finds a facility that no street leads to, on an islet or far from streets', async () => {
    const road = () =>
      scene('unlinked', 'Nearly there')
        .bounds(at(-700, -700), at(2500, 1000))
        .street('Road', 'residential', [from(0, 0), east(1500)])
        .street('Up', 'residential', [from(1500, 0), north(600)])
        .facility('far clinic', 'health_station', at(1500, 610))
        .block('home', at(0, 0))
    const islet = await clinicGap(
      road()
        .street('Islet', 'path', [from(0, 250), east(50)])
        .facility('islet clinic', 'health_station', at(20, 260)),
    )
    expect(islet.gap.cause).toBe('unlinked')
    expect(islet.evidence).toMatchObject({ reason: 'island', facilityId: 'islet clinic' })
    const far = await clinicGap(road().facility('hidden clinic', 'health_station', at(0, 250)))
    expect(far.gap.cause).toBe('unlinked')
    expect(far.evidence).toMatchObject({ reason: 'too-far-from-street', facilityId: 'hidden clinic' })
    expect(far.evidence.straightMetres).toBeCloseTo(250, 1)
  })

  it('finds the edge of the data, and what is simply too far', async () => {
    const road = (west: number) =>
      scene('far', 'Far away')
        .bounds(at(west, -700), at(2500, 1000))
        .street('Road', 'residential', [from(0, 0), east(1500)])
        .street('Up', 'residential', [from(1500, 0), north(600)])
        .facility('clinic', 'health_station', at(1000, 0))
        .block('home', at(0, 0))
    const far = await clinicGap(road(-700))
    expect(far.gap.cause).toBe('too-far')
    expect(far.evidence.straightMetres).toBeCloseTo(1000, 0)
    expect(far.evidence.walk).toBeCloseTo(1000 / 75, 2)
    expect(far.gap.remedies.map(({ kind, people }) => [kind, people])).toEqual([['new-site', 100]])
    const near = await clinicGap(road(-100))
    expect(near.gap.cause).toBe('data')
    expect(near.evidence).toMatchObject({ reason: 'edge' })
    expect(near.evidence.metres).toBeCloseTo(100, 0)
    // What else holds is told beside it.
    expect(holding(near.gap)).toEqual(['data', 'too-far'])
  })

  it('tells kinds without any data and blocks without a street apart: nothing is known of them', async () => {
    const town = river().block('in the fields', at(100, -400))
    const { remedies } = await remediesOf(town, { ...MINUTES, categories: ['health_station', 'library'] })
    expect(remedies.lacking.map(({ category }) => category)).toEqual(['library'])
    expect(remedies.gaps.map(({ categories }) => categories)).toEqual([['health_station']])
    expect(remedies.unlinked).toEqual([{ blockId: 'in the fields', status: 'too-far', metres: null, people: 100 }])
  })

  it('finds what is shut at the moment of the run, and only then', async () => {
    const town = scene('evening', 'Closed at five')
      .bounds(at(-700, -700), at(2500, 1000))
      .street('Road', 'residential', [from(0, 0), east(1500)])
      .street('Up', 'residential', [from(1500, 0), north(600)])
      .facility('day clinic', 'health_station', at(200, 0))
      .facility('night clinic', 'health_station', at(1500, 600))
      .block('home', at(0, 0))
    const hours = new Map([
      ['day clinic', 'Mo-Fr 08:00-17:00'],
      ['night clinic', '24/7'],
    ])
    const area = await areaOfText(town.name, town.toOsmXml())
    const options = { ...MINUTES, categories: ['health_station'] }
    const run = async (moment: string) => {
      const facilities = loadedFacilities(town.toFacilities().map((one) => ({ ...one, hours: hours.get(one.id)! })))
      const asked = { ...options, at: moment }
      const analysis = await analyseAccess(area, facilities, loadedBlocks(town.toBlocks()), asked)
      return (await findRemedies(area, facilities, analysis)).remedies
    }
    expect((await run('Tu 10:00')).gaps).toEqual([])
    hours.set('night clinic', 'Mo-Fr 08:00-17:00')
    const shut = await run('Tu 19:00')
    expect([shut.gaps, shut.shut.map(({ category }) => category)]).toEqual([[], ['health_station']])
    hours.set('night clinic', '24/7')
    const [gap] = (await run('Tu 19:00')).gaps
    expect(gap!.cause).toBe('hours')
    const { evidence, isExamined } = gap!.findings.find(({ cause }) => cause === 'hours')!
    expect(isExamined).toBe(true)
    expect(evidence!.facilityId).toBe('day clinic')
    expect(evidence!.walkWithout).toBeCloseTo(200 / 75, 2)
  })

  it('says that hours and places were not examined', async () => {
    const { gap } = await clinicGap(river())
    expect(gap.findings.filter(({ isExamined }) => !isExamined).map(({ cause }) => cause)).toEqual(['hours', 'full'])
  })

  it('gives each demand point its own first cause, and the gap that of most people', async () => {
    const town = river().block('neighbour', at(60, -10), 40).block('other', at(20, -10), 1)
    const { gap } = await clinicGap(town)
    const people = gap.findings.reduce((sum, one) => sum + (one.people ?? 0), 0)
    expect(people).toBe(141)
    expect(gap.people).toBe(141)
  })
})

async function hilly(town: Scene) {
  const { walkScene, loadedFacilities } = await import('../scene/walk-scene.ts')
  const walked = await walkScene(town, { ...MINUTES, categories: ['health_station'] })
  return { area: walked.area, facilities: loadedFacilities(town.toFacilities()), analysis: walked }
}

function findIn(...[area, facilities, analysis]: Parameters<typeof findRemedies>) {
  return findRemedies(area, facilities, analysis)
}
