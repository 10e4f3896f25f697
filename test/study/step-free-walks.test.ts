// What the map knows of wheels: by tags, and along the walks of a table, from either side, against walks explained one by one.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCESS_REACHED } from '../../src/answer/access-table.ts'
import { loadAnswer, saveAnswer } from '../../src/answer/saved-answer.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { loadArea } from '../../src/job/load-area.ts'
import { stepFreeBits } from '../../src/normalise/streets/step-free.ts'
import { WAY_NOT_STEP_FREE, WAY_STEP_FREE, WAY_STEPS } from '../../src/normalise/streets/walkable-ways-record.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { coverageCsvColumns, toCoverageCsv } from '../../src/report/tables/coverage-csv.ts'
import { createWalkExplainer } from '../../src/study/explain-walk.ts'
import { loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'
import { blockAt, hillPlans, hillTown, shopAt, townXml } from '../truth/hill-town.ts'

describe('what tags say of wheels', () => {
  it.each([
    [{}, 0, 0],
    [{}, WAY_STEPS, WAY_NOT_STEP_FREE],
    [{ wheelchair: 'yes' }, 0, WAY_STEP_FREE],
    [{ wheelchair: 'yes' }, WAY_STEPS, WAY_NOT_STEP_FREE],
    [{ wheelchair: 'limited' }, 0, 0],
    [{ wheelchair: 'no', smoothness: 'good', incline: '0%' }, 0, WAY_NOT_STEP_FREE],
    [{ smoothness: 'good' }, 0, 0],
    [{ surface: 'asphalt' }, 0, 0],
    [{ smoothness: 'good', incline: 'up' }, 0, 0],
    [{ smoothness: 'good', incline: '5%' }, 0, WAY_STEP_FREE],
    [{ smoothness: 'good', incline: '-8.3%' }, 0, WAY_STEP_FREE],
    [{ smoothness: 'good', incline: '-8.4%' }, 0, WAY_NOT_STEP_FREE],
    [{ wheelchair: 'yes', incline: '12%' }, 0, WAY_NOT_STEP_FREE],
    [{ surface: 'sand' }, 0, WAY_NOT_STEP_FREE],
    [{ smoothness: 'horrible' }, 0, WAY_NOT_STEP_FREE],
    [{ kerb: 'raised' }, 0, WAY_NOT_STEP_FREE],
    [{ kerb: 'lowered' }, 0, 0],
  ])('%j, flags %i', (tags, flags, bits) => {
    expect(stepFreeBits(tags, flags)).toBe(bits)
  })

  it('a raised kerb makes its way no way for wheels', async () => {
    const node = (id: number, lon: number, kerb = '') =>
      `<node id="${id}" lat="0" lon="${lon}">${kerb === '' ? '' : `<tag k="kerb" v="${kerb}"/>`}</node>`
    const way = (id: number, refs: readonly number[]) =>
      `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}<tag k="highway" v="footway"/><tag k="wheelchair" v="yes"/></way>`
    const xml = `<osm>${node(1, 0)}${node(2, 0.001, 'raised')}${node(3, 0.002)}${node(4, 0.003, 'lowered')}${way(7, [1, 2, 3])}${way(8, [3, 4])}</osm>`
    const { network } = await loadArea(bytesSource('kerbs.osm', new TextEncoder().encode(xml)))
    const bitsOf = (id: number) =>
      network.edgeFlags[network.edgeWayId.indexOf(id)]! & (WAY_STEP_FREE | WAY_NOT_STEP_FREE)
    expect([bitsOf(7), bitsOf(8)]).toEqual([WAY_NOT_STEP_FREE, WAY_STEP_FREE])
  })
})

const SAID = ['', '<tag k="wheelchair" v="yes"/>', '<tag k="wheelchair" v="no"/>']

describe('walks of a table', () => {
  it('have the metres of their own walks, from either side, in both units', async () => {
    let compared = 0
    const sides = new Set<string>()
    await fc.assert(
      fc.asyncProperty(hillPlans, async (plan) => {
        const bare = hillTown(plan)
        const town = {
          ...bare,
          streets: bare.streets.map((street, i) => ({ ...street, tags: street.tags + SAID[i % 3] })),
        }
        const homes = town.places.slice(0, plan.homes)
        const shops = town.places.slice(plan.homes)
        if (homes.length === 0 || shops.length === 0) return
        const area = await loadArea(bytesSource('town.osm', new TextEncoder().encode(townXml(town))))
        const facilities = loadedFacilities(shops.map(({ lonLat }, i) => shopAt(`shop ${i}`, lonLat)))
        const blocks = loadedBlocks(homes.map(({ lonLat }, i) => blockAt(`home ${i}`, lonLat)))
        for (const limits of [{ minutes: [12] }, { metres: [700] }]) {
          const { report, study } = await analyseAccess(area, facilities, blocks, { profile: 'wheelchair', ...limits })
          sides.add(report.search?.from ?? '')
          const { table, options } = report
          const explain = createWalkExplainer(study, options.basis, options.limits[0]!)
          report.blocks.forEach((block, row) => {
            const known = explain(block.id, 'pharmacy')!.stepFree
            if (table.status[row] !== ACCESS_REACHED) {
              expect(table.stepFreeMetres![row]).toBeNaN()
              return
            }
            compared++
            expect(Math.abs(table.stepFreeMetres![row]! - known!.free)).toBeLessThan(0.05)
            expect(Math.abs(table.notStepFreeMetres![row]! - known!.not)).toBeLessThan(0.05)
          })
        }
      }),
      { numRuns: 80, seed: 20260401 },
    )
    expect(compared).toBeGreaterThan(150)
    expect([...sides].sort()).toEqual(['demand-points', 'facilities'])
  }, 60_000)

  it('are in coverage.csv and in a saved answer for wheelchairs only', async () => {
    const [plan] = fc.sample(hillPlans, { numRuns: 1, seed: 7 })
    const town = hillTown(plan!)
    const area = await loadArea(bytesSource('town.osm', new TextEncoder().encode(townXml(town))))
    const places = town.places.map(({ lonLat }) => lonLat)
    const facilities = loadedFacilities([shopAt('shop', places[0]!)])
    const blocks = loadedBlocks([blockAt('home', places[1]!)])
    const wheels = await analyseAccess(area, facilities, blocks, { profile: 'wheelchair', minutes: [60] })
    const onFoot = await analyseAccess(area, facilities, blocks, { minutes: [60] })
    expect(coverageCsvColumns(onFoot.report)).not.toContain('step_free_metres')
    expect(coverageCsvColumns(wheels.report).slice(-3)).toEqual([
      'step_free_metres',
      'not_step_free_metres',
      'unknown_step_metres',
    ])
    const rows = toCoverageCsv(wheels.report).trim().split('\n')
    expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1)
    const again = loadAnswer(saveAnswer(wheels.report)).report
    expect(toCoverageCsv(again)).toBe(toCoverageCsv(wheels.report))
  })
})
