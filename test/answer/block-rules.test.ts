// The rules of a standard for one block and kind: all verdicts that concern them, and nothing else.
import { describe, expect, it } from 'vitest'
import { rulesOfBlock } from '../../src/answer/block-rules.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('rulesOfBlock', () => {
  it('has every verdict of a block on the rules that a kind can satisfy', async () => {
    const { report } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
    let count = 0
    for (const [blockIndex, { id }] of report.blocks.entries()) {
      for (const category of ['kindergarten', 'park']) {
        const rules = rulesOfBlock(report, id, category)
        const wanted = report.standard!.rules.filter(({ categories }) => categories.includes(category))
        expect(rules.map(({ ruleId }) => ruleId)).toEqual(wanted.map((rule) => rule.id))
        for (const rule of rules) {
          const verdict = report.verdicts.find((one) => one.blockIndex === blockIndex && one.ruleId === rule.ruleId)!
          expect([rule.verdict, rule.share, rule.value]).toEqual([verdict.verdict, verdict.share, verdict.value])
          expect(rule.facilityId).toBe(report.facilities[verdict.facilityIndex ?? -1]?.id ?? null)
          count++
        }
      }
    }
    expect(count).toBeGreaterThanOrEqual(report.blocks.length)
    expect(rulesOfBlock(report, 'nowhere', 'park')).toEqual([])
    expect(rulesOfBlock({ ...report, standard: null }, report.blocks[0]!.id, 'park')).toEqual([])
  })
})
