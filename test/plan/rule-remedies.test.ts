import { describe, expect, it } from 'vitest'
import { closeCompounds, findRemedies, standardPack } from '../../src/index.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { parseStandardPack } from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { at, east, from, north, scene } from '../scene/build-scene.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'

const road = () =>
  scene('rules', 'A small clinic near, a large one far away')
    .bounds(at(-700, -700), at(2500, 1000))
    .street('Road', 'residential', [from(0, 0), east(1500)])
    .street('Up', 'residential', [from(1500, 0), north(600)])
    .facility('small', 'health_station', at(200, 0))
    .facility('large', 'health_station', at(1400, 0))
    .block('home', at(0, 0), 80)

async function judged(rule: object) {
  const town = road()
  const standard = parseStandardPack({
    id: 'own',
    rules: [{ id: 'r', categories: ['health_station'], limitMetres: 500, mandatory: true, ...rule }],
  })
  const area = await areaOfText(town.name, town.toOsmXml())
  const sizes = new Map([
    ['small', 100],
    ['large', 900],
  ])
  const facilities = loadedFacilities(
    town.toFacilities().map((one) => ({ ...one, floorAreaSquareMetres: sizes.get(one.id)! })),
  )
  const run = async (places = facilities) => {
    const analysis = await analyseAccess(area, places, loadedBlocks(town.toBlocks()), { metres: [500], standard })
    return { analysis, ...(await findRemedies(area, places, analysis, { standard })) }
  }
  return { run, facilities, town }
}

describe('gaps of rules', () => {
  it('have a cause of their own where something of the kind is there, but too small; a new site mends them', async () => {
    const { run, facilities, town } = await judged({ minFloorSquareMetres: 500 })
    const { remedies } = await run()
    expect(remedies.gaps.map(({ kind, ruleId, basis }) => [kind, ruleId, basis])).toEqual([['rule', 'r', 'distance']])
    const [gap] = remedies.gaps
    expect(gap!.cause).toBe('level')
    expect(gap!.findings.find(({ cause }) => cause === 'level')!.evidence).toMatchObject({
      reason: 'size',
      facilityId: 'small',
      walkWithout: 200,
    })
    const site = remedies.remedies.find(({ kind }) => kind === 'new-site')!
    expect([site.people, site.category]).toEqual([80, 'health_station'])
    const built = {
      ...town.toFacilities()[0]!,
      id: 'built',
      floorAreaSquareMetres: 900,
      lonLat: site.lonLat,
      entrances: [site.lonLat],
    }
    const after = await run({ ...facilities, facilities: [...facilities.facilities, built] })
    expect(after.remedies.gaps).toEqual([])
  })

  it('that ask for several at once say so, and promise nothing', async () => {
    const { run } = await judged({ minFacilities: 2 })
    const { remedies } = await run()
    const [gap] = remedies.gaps
    expect(gap).toMatchObject({ cause: 'level', isTried: false, remedies: [] })
    expect(gap!.findings.find(({ cause }) => cause === 'level')!.evidence).toMatchObject({
      reason: 'number',
      facilityId: 'small',
    })
    expect(remedies.notices.map(({ code }) => code)).toContain('remedies-untried')
  })

  it('all have causes that add up to their people, beside those of categories', async () => {
    const open = await loadSampleTown()
    const area = closeCompounds(open.area, open.blocks.compounds ?? [])
    const standard = standardPack('gb50180-2018')
    const analysis = await analyseAccess(area, open.facilities, open.blocks, { minutes: [10], standard })
    const { remedies, report } = await findRemedies(area, open.facilities, analysis, { standard })
    expect(remedies.gaps).toHaveLength(report.gaps.length)
    expect(new Set(remedies.gaps.map(({ kind }) => kind))).toEqual(new Set(['category', 'rule']))
    report.gaps.forEach((gap, at) => {
      const { findings, gapId } = remedies.gaps[at]!
      const blocks = findings.reduce((sum, one) => sum + one.blocks, 0)
      expect([gapId, Math.round(blocks * 1e6)]).toEqual([
        gap.id,
        Math.round(gap.blockParts.reduce((a, b) => a + b, 0) * 1e6),
      ])
    })
    // With a standard only its rules count in sums: nobody is counted twice for the same thing.
    const rules = new Set(report.gaps.flatMap((gap) => (gap.kind === 'rule' ? [gap.id] : [])))
    for (const { people, gains } of remedies.remedies.slice(0, 50)) {
      const ofRules = gains.filter(({ gapId }) => rules.has(gapId)).reduce((sum, one) => sum + (one.people ?? 0), 0)
      expect(ofRules).toBeCloseTo(people, 3)
    }
  }, 60_000)
})

it('a gate helps people behind a wall that nobody comes out of, of whom nothing is known today', async () => {
  const town = scene('sealed', 'A wall without a gate that opens')
    .bounds(at(-600, -600), at(1000, 900))
    .compound('Estate', [at(0, 0), at(300, 0), at(300, 300), at(0, 300)], [at(10, 150)])
    .street('Inner', 'service', [from(150, 350), (): [number, number] => [150, 300], (): [number, number] => [150, 50]])
    .street('North', 'residential', [from(150, 350), east(600)])
    .street('Far', 'residential', [from(750, 350), north(400)])
    .facility('clinic', 'health_station', at(200, 355))
    .block('inside', at(160, 80), 70)
    .block('outside', at(740, 700), 30)
  const open = await areaOfText(town.name, town.toOsmXml())
  const area = closeCompounds(open, town.toCompounds())
  const facilities = loadedFacilities(town.toFacilities())
  const options = { minutes: [5], categories: ['health_station'] }
  const analysis = await analyseAccess(area, facilities, loadedBlocks(town.toBlocks()), options)
  const { remedies } = await findRemedies(area, facilities, analysis)
  expect(remedies.unlinked).toMatchObject([{ blockId: 'inside', status: 'island', people: 70 }])
  expect(remedies.gaps.map(({ blockIds }) => blockIds)).toEqual([['outside']])
  const gate = remedies.remedies.find(({ kind }) => kind === 'new-gate')!
  expect([gate.people, gate.gains]).toEqual([70, []])
})
