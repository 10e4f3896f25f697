// A standard summed up: order, completeness, people on paper only; against the verdicts themselves.
import { describe, expect, it } from 'vitest'
import { summariseStandard } from '../../src/answer/standard-summary.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { comparePeople, dutiesBeyondEdge } from '../../src/study/duty-people.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('summariseStandard', () => {
  it('puts rules with data in the order of the share of judged blocks that meet them, and counts blocks by verdicts', async () => {
    const { report } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
    const { judged, withoutData, completeness, rulesNotVerified } = summariseStandard(report)!
    expect(judged.length + withoutData.length).toBe(report.standard!.rules.length)
    expect(judged.length).toBeGreaterThan(3)
    const kinds = new Set(report.facilities.map(({ category }) => category))
    for (const { rule } of judged) expect(rule.categories.some((id) => kinds.has(id))).toBe(true)
    for (const { categories } of withoutData) expect(categories.some((id) => kinds.has(id))).toBe(false)
    const shares = judged.map(({ rule }) => {
      const verdicts = report.verdicts.filter(({ ruleId, verdict }) => ruleId === rule.id && verdict !== 'unknown')
      return verdicts.length === 0 ? 2 : verdicts.filter(({ verdict }) => verdict === 'met').length / verdicts.length
    })
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(rulesNotVerified).toBe(report.standard!.rules.filter(({ verified }) => !verified).length)
    const mandatory = report.standard!.rules.filter((rule) => rule.mandatory).map(({ id }) => id)
    const blocks = report.blocks.map((_, index) => {
      const own = report.verdicts.filter(({ blockIndex, ruleId }) => blockIndex === index && mandatory.includes(ruleId))
      const judged = own.filter(({ verdict }) => verdict !== 'unknown' && verdict !== 'no-data')
      return { judged: judged.length, met: own.filter(({ verdict }) => verdict === 'met').length }
    })
    const known = blocks.filter(({ judged }) => judged > 0).sort((a, b) => a.met - b.met || a.judged - b.judged)
    const middle = known[Math.floor((known.length - 1) / 2)]!
    const lacking = new Set(report.verdicts.filter(({ verdict }) => verdict === 'no-data').map(({ ruleId }) => ruleId))
    expect(lacking.size).toBeGreaterThan(20)
    expect(completeness).toEqual({
      required: mandatory.length,
      withData: mandatory.filter((id) => !lacking.has(id)).length,
      blocks: known.length,
      complete: known.filter(({ judged, met }) => met === judged).length,
      middleMet: middle.met,
      middleJudged: middle.judged,
    })
    expect(summariseStandard({ ...report, standard: null })).toBeNull()
  })

  it('names rules with more people on paper than on foot only, most first', async () => {
    const { report } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
    const paper = (ruleId: string, peopleOnPaper: number, peopleOnFoot: number) => {
      return { ruleId, populationGroup: 'population', peopleOnPaper, peopleOnFoot, people: 1000 }
    }
    const onPaper = [
      paper('a', 10, 10.4),
      paper('b', 500, 100),
      paper('c', 300, 400),
      paper('d', 800, 100),
      paper('e', 500, 100),
    ]
    const { onPaperOnly } = summariseStandard({ ...report, standard: { ...report.standard!, onPaper } })!
    expect(onPaperOnly).toEqual([
      { ruleId: 'd', people: 700 },
      { ruleId: 'b', people: 400 },
      { ruleId: 'e', people: 400 },
    ])
  })
})

describe('comparePeople', () => {
  it('counts the same people by both measures; unknown people and blocks without a street are in neither', () => {
    const blocks: { people: Record<string, number | null> }[] = [
      { people: { population: 100, age_0_3: null } },
      { people: { population: null, age_0_3: null } },
      { people: { population: 40, age_0_3: null } },
      { people: { population: 9, age_0_3: null } },
    ]
    const foot = [0.5, 1, 0, Number.NaN]
    const paper = [1, 1, 1, 1]
    const compare = (group: string) =>
      comparePeople(
        blocks,
        group,
        (at) => foot[at]!,
        (at) => paper[at]!,
      )
    const expected = { populationGroup: 'population', people: 140, peopleOnFoot: 50, peopleOnPaper: 140 }
    expect(compare('population')).toEqual(expected)
    expect(compare('age_0_3')).toEqual(expected)
    blocks[2]!.people.age_0_3 = 3
    expect(compare('age_0_3')).toEqual({ populationGroup: 'age_0_3', people: 3, peopleOnFoot: 0, peopleOnPaper: 3 })
  })

  it('flags each duty that reaches beyond the edge, strictly', () => {
    const flags = dutiesBeyondEdge(Float64Array.of(500, -3, Number.NaN), [500, 501])
    expect([...flags]).toEqual([0, 1, 1, 1, 0, 0])
  })
})
