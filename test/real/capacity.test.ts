// Served in fact on real streets: Malta's blocks against 500 places drawn among them, within 15 and 35 minutes. What is unique is checked by other means;
// the work is counted, never timed.
import { describe, expect, it } from 'vitest'
import { analyseAccess, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { type CapacityProblem, total } from '../../src/study/capacity/capacity-problem.ts'
import { fairShares } from '../../src/study/capacity/fair-shares.ts'
import { fewestMetres } from '../../src/study/capacity/fewest-metres.ts'
import { buildReachGraph } from '../../src/study/capacity/reach-graph.ts'
import { servedInFact } from '../../src/study/capacity/served-in-fact.ts'
import { walkMatrix } from '../../src/study/walk-matrix.ts'
import { leastWalking } from '../study/capacity/least-walking.ts'
import { seeded } from '../study/capacity/random-capacity.ts'
import { hasSharedData, sharedSource } from './shared-data.ts'

describe.skipIf(!hasSharedData)('served in fact, Malta', () => {
  it('is fair, at its maximum, and with the fewest metres as a linear programme has it', {
    timeout: 120_000,
  }, async () => {
    const area = await loadArea(sharedSource('malta.osm.pbf'))
    const blocks = await loadBlocks(area, { file: sharedSource('tables/malta-blocks.csv') })
    const facilities = await loadFacilities(area, { files: [sharedSource('tables/malta-facilities.csv')] })
    const { study } = await analyseAccess(area, facilities, blocks, { categories: ['pharmacy'], demand: 'point' })
    const random = seeded(1)
    const candidates = Array.from(
      { length: 500 },
      () => study.blocks[Math.floor(random() * study.blocks.length)]!.lonLat,
    )
    const demand = Float64Array.from(study.blocks, ({ people }) => people.population ?? 0)
    for (const [minutes, leastPairs] of [
      [15, 15_000],
      [35, 70_000],
    ] as const) {
      const { rowOffset, column, costMm } = await walkMatrix(study, { minutes, candidates })
      const places = Float64Array.from(candidates, () => Math.round((random() * 1.6 * total(demand)) / 500))
      const problem: CapacityProblem = { demand, places, rowOffset, site: column, cost: costMm }
      expect(column.length).toBeGreaterThan(leastPairs)
      const found = servedInFact(problem)
      const graph = buildReachGraph(problem)
      const { share, flows } = fairShares(graph, demand, places)
      expect(total(found.blockServed)).toBeCloseTo(found.served, 5)
      // No place that a short block reaches is left.
      for (let block = 0; block < demand.length; block++) {
        if (!(share[block]! < 1)) continue
        for (let pair = rowOffset[block]!; pair < rowOffset[block + 1]!; pair++) {
          expect(found.siteUsed[column[pair]!]).toBe(places[column[pair]!])
        }
      }
      expect(flows).toBeLessThan(500)
      if (minutes > 15) continue
      const fewest = fewestMetres(graph, demand, places)
      expect(total(fewest.served)).toBe(found.served)
      expect(fewest.walked).toBe(Math.round(await leastWalking(problem, found.served)))
    }
  })
})
