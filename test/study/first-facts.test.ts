// The facts of the first screen, against a plain recount from table and verdicts.
import { beforeAll, describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

let kinds: AccessReport
let duties: AccessReport
beforeAll(async () => {
  kinds = (await analyseSampleTown()).report
  duties = (await analyseSampleTown({ standard: standardPack('gb50180-2018') })).report
}, 60_000)

/** Average over people of what each block has, and of what is known of it, by community. */
function recount(report: AccessReport, has: (block: number) => number, of: (block: number) => number) {
  const units = new Map<string, { people: number; has: number; of: number }>()
  report.blocks.forEach(({ community, people: { population = null } }, block) => {
    if (community === null || population === null || of(block) === 0) return
    const unit = units.get(community) ?? { people: 0, has: 0, of: 0 }
    unit.people += population
    unit.has += population * has(block)
    unit.of += population * of(block)
    units.set(community, unit)
  })
  return [...units]
    .map(([name, unit]) => ({ name, has: unit.has / unit.people, of: unit.of / unit.people }))
    .sort((a, b) => a.has / a.of - b.has / b.of)
}

describe('places served worst', () => {
  it('are those whose people have the fewest kinds within the largest limit', () => {
    const { table, facts, categories } = kinds
    const cells = (block: number) =>
      categories.flatMap(({ facilities }, category) => {
        const cell = table.share[(block * table.categoryCount + category) * table.limitCount + table.limitCount - 1]!
        return facilities === 0 || Number.isNaN(cell) ? [] : [cell]
      })
    const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
    const expected = recount(
      kinds,
      (block) => sum(cells(block)),
      (block) => cells(block).length,
    )
    expect(facts.first).toMatchObject({ subject: 'kinds', level: 'community', rules: [] })
    facts.first.worst.forEach(({ name, has, of }, rank) => {
      expect(name).toBe(expected[rank]!.name)
      expect([has, of]).toEqual([expect.closeTo(expected[rank]!.has, 9), expect.closeTo(expected[rank]!.of, 9)])
    })
    expect(facts.first.worst.length).toBe(3)
  })

  it('are those that meet the fewest duties, where a standard was applied; unknown ones count nowhere', () => {
    const own = (block: number) =>
      duties.verdicts.filter((one) => one.blockIndex === block && one.mandatory && one.share !== null)
    const expected = recount(
      duties,
      (block) => own(block).reduce((all, { share }) => all + share!, 0),
      (block) => own(block).reduce((all, { unknownShare }) => all + 1 - unknownShare, 0),
    )
    const { first } = duties.facts
    expect(first).toMatchObject({ subject: 'duties', level: 'community' })
    expect(first.worst.length).toBe(3)
    first.worst.forEach(({ name, has, of }, rank) => {
      const unit = expected.find((one) => one.name === name)!
      expect([has, of]).toEqual([expect.closeTo(unit.has, 9), expect.closeTo(unit.of, 9)])
      expect(has / of).toBeCloseTo(expected[rank]!.has / expected[rank]!.of, 9)
    })
  })
})

describe('the largest gaps', () => {
  it('are those with most people, once for the same blocks', () => {
    for (const [report, kind] of [
      [kinds, 'category'],
      [duties, 'rule'],
    ] as const) {
      const own = report.gaps.filter((gap) => gap.kind === kind)
      const most = new Map<string, number>()
      for (const { blockIds, people } of own) {
        const key = blockIds.join()
        most.set(key, Math.max(most.get(key) ?? 0, people ?? 0))
      }
      const expected = [...most.values()].sort((a, b) => b - a).slice(0, 3)
      expect(report.facts.first.gaps.map(({ gap }) => report.gaps[gap]!.people)).toEqual(expected)
      for (const { gap, more } of report.facts.first.gaps) {
        const key = report.gaps[gap]!.blockIds.join()
        expect(more).toBe(own.filter(({ blockIds }) => blockIds.join() === key).length - 1)
      }
    }
  })
})

describe('how sure it is', () => {
  it('counts what is linked, unknown, near the edge and without data', () => {
    for (const report of [kinds, duties]) {
      const { linked, unknownPeople, kindsWithoutData } = report.facts.first.sure
      const people = (list: typeof report.blocks) => list.reduce((all, one) => all + (one.people.population ?? 0), 0)
      expect(linked).toEqual({
        part: people(report.blocks.filter(({ linkStatus }) => linkStatus === 'linked')),
        all: people(report.blocks),
      })
      expect(unknownPeople).toEqual({ part: 1, all: 48 })
      expect(kindsWithoutData.part).toBe(report.categories.filter(({ facilities }) => facilities === 0).length)
    }
    const { sure } = duties.facts.first
    const judged = duties.verdicts.filter(({ verdict }) => verdict !== 'no-data')
    expect(sure.edge).toEqual({ part: judged.filter(({ edgeAffected }) => edgeAffected).length, all: judged.length })
    expect(sure.rulesWithoutData).toEqual({ part: 39, all: 56 })
    expect(sure.sizeUnknown.part).toBe(judged.filter(({ unknownReason }) => unknownReason === 'size-unknown').length)
    expect(sure.sizeUnknown.part).toBeGreaterThan(0)
    const rows = kinds.table.edgeAffected
    expect(kinds.facts.first.sure.edge).toEqual({ part: rows.reduce((all, one) => all + one, 0), all: rows.length })
  })

  it('ranks duties by the share of their people', () => {
    const { standard, facts } = duties
    const shares = facts.first.rules.map((index) => {
      const { id, mandatory, hasData } = standard!.rules[index]!
      expect([mandatory, hasData]).toEqual([true, true])
      return standard!.units.find((unit) => unit.unitKind === 'all' && unit.ruleId === id)!.share!
    })
    expect(shares.length).toBeGreaterThan(5)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })
})
