// Scenarios on Malta with its compounds: one edit after the base is measured equals a whole run. Times are in the changelog and not tested here.
import { beforeAll, describe, expect, it } from 'vitest'
import { analyseAccess, closeCompounds, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { openScenarioDesk, type ScenarioDesk } from '../../src/parts.ts'
import { hasSharedData, sharedSource } from './shared-data.ts'

/** Number for number; the test runner's own comparison takes seconds for as many. */
function isAlike(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (!Object.is(one[at], other[at])) return false
  return true
}

describe.skipIf(!hasSharedData)('scenarios on Malta', () => {
  const options = { categories: 'all' as const }
  let inputs: Awaited<ReturnType<typeof load>>
  let desk: ScenarioDesk

  async function load() {
    const open = await loadArea(sharedSource('malta.osm.pbf'))
    const facilities = await loadFacilities(open)
    const blocks = await loadBlocks(open, {
      compounds: sharedSource('compounds/malta-compounds.geojson'),
      gates: sharedSource('compounds/malta-gates.csv'),
    })
    return { area: closeCompounds(open, blocks.compounds ?? []), facilities, blocks }
  }

  beforeAll(async () => {
    inputs = await load()
    desk = openScenarioDesk(inputs.area, inputs.facilities, inputs.blocks, options)
  }, 120_000)

  const wall = () => {
    const { crossings, closed } = inputs.area.compounds!
    const crossing = crossings.find(({ state }) => state === 'wall')!
    return { compound: closed[crossing.compound]!.id, at: [crossing.lonE7 / 1e7, crossing.latE7 / 1e7] }
  }
  const edits: readonly (readonly [string, () => object])[] = [
    ['a pharmacy more', () => ({ op: 'add-facility', category: 'pharmacy', at: [14.4905, 35.8952] })],
    ['a place less', () => ({ op: 'close-facility', facility: inputs.facilities.facilities[100]!.id })],
    ['a gate more', () => ({ op: 'open-gate', ...wall() })],
    [
      'a gate less',
      () => ({ op: 'close-gate', gate: undefined, at: inputs.area.compounds!.closed[0]!.gates[0]!.lonLat }),
    ],
    ['a path', () => ({ op: 'add-path', from: [14.4905, 35.8952], to: [14.4921, 35.8955] })],
    ['a street less', () => ({ op: 'remove-way', at: [14.4905, 35.8952] })],
  ]

  it.each(edits)('%s says what a whole run says', { timeout: 120_000 }, async (_, edit) => {
    const tried = desk.try([edit()])
    expect(tried.echo.map(({ status }) => status)).toEqual(['applied'])
    const { area, facilities, blocks } = tried.edited
    const { report } = await analyseAccess(area, facilities, blocks, options)
    // A whole run says, too, how firm its verdicts are.
    const { stability: _stability, ...walks } = report.table
    expect(Object.keys(tried.table).sort()).toEqual(Object.keys(walks).sort())
    for (const [name, column] of Object.entries(walks)) {
      const own = tried.table[name as keyof typeof walks]
      if (typeof column === 'number') expect([name, own]).toEqual([name, column])
      else expect([name, isAlike(own as typeof column, column)]).toEqual([name, true])
    }
    expect(tried.coverage).toEqual(report.coverage)
  })
})
