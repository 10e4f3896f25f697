// Gaps of a standard's rules on the sample town: what they say of themselves holds, and they hold exactly the people left out.
import { describe, expect, it } from 'vitest'
import { gapRuleId } from '../../src/answer/gap.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { facilitiesOfRoute } from '../../src/standard/facility-fit.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('gaps of rules', () => {
  it.each(['gb50180-2018', 'mofcom-convenience-5-8-15', 'parks-gbt51346'])(
    '%s',
    async (id) => {
      const pack = standardPack(id)
      const { report, study } = await analyseSampleTown({ standard: pack })
      const gaps = report.gaps.filter(({ kind }) => kind === 'rule')
      expect(gaps.length).toBeGreaterThan(0)
      const linked = new Set(report.facilities.filter(({ linkStatus }) => linkStatus === 'linked').map((one) => one.id))
      pack.rules.forEach((rule, ruleIndex) => {
        const own = gaps.filter((gap) => gapRuleId(gap) === rule.id)
        const counting = new Set(
          rule.routes
            .flatMap((route) => facilitiesOfRoute(route, study.facilities).counted)
            .map((at) => study.facilities[at]!.id),
        )
        const hasAny = [...counting].some((facility) => linked.has(facility))
        if (!rule.mandatory || rule.basis === 'straight-line' || !hasAny) {
          expect([rule.id, own.length]).toEqual([rule.id, 0])
          return
        }
        const limit = Math.max(...rule.routes.map((route) => route.limit))
        const isSimple = rule.routes.length === 1 && rule.minFacilities === 1 && rule.minKinds === 1
        for (const gap of own) {
          expect(gap).toMatchObject({ limit, basis: rule.basis })
          expect(counting.has(gap.nearestFacilityId!)).toBe(true)
          const walk = rule.basis === 'time' ? gap.nearestWalkMinutes : gap.nearestWalkMetres
          if (isSimple && walk !== null) expect(walk).toBeGreaterThan(limit)
          if (walk !== null) expect(walk).toBeLessThanOrEqual(4 * limit)
        }
        // Nobody twice, nobody forgotten: people × (1 − share) over the blocks, but for those of whom it is unknown.
        const left = report.blocks.reduce((sum, { people }, block) => {
          const { share, unknownShare } = report.verdicts[block * pack.rules.length + ruleIndex]!
          return share === null ? sum : sum + (people.population ?? 0) * (1 - share - unknownShare)
        }, 0)
        const inGaps = own.reduce((sum, { people }) => sum + (people ?? 0), 0)
        expect(inGaps).toBeCloseTo(left, 4)
      })
    },
    60_000,
  )
})
