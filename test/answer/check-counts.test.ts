// What `check` counts: links, people, reasons, rules without data; against counting by hand.
import { describe, expect, it } from 'vitest'
import { countLinks } from '../../src/answer/link-counts.ts'
import type { MeasuredBlock } from '../../src/answer/measured-places.ts'
import { rejectReasons } from '../../src/answer/reject-reasons.ts'
import { standardData } from '../../src/answer/standard-data.ts'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { checkInputs, checkRecord } from '../../src/job/check-inputs.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { peopleKnown } from '../../src/study/people-known.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('countLinks', () => {
  it('counts by status; people where they are known, blocks where they are not', async () => {
    const { report } = await analyseSampleTown({ minutes: [5], categories: ['park'] })
    const [a, b, c, d] = report.blocks
    const blocks: MeasuredBlock[] = [
      { ...a!, linkStatus: 'linked' as const, people: { population: 100 } },
      { ...b!, linkStatus: 'linked' as const, people: { population: null } },
      { ...c!, linkStatus: 'island' as const, people: { population: 7 } },
      { ...d!, linkStatus: 'island' as const, people: {} },
    ]
    expect(countLinks({ blocks, facilities: [] })).toEqual({
      blocks: { linked: 2, island: 2 },
      facilities: {},
      people: { linked: 100, island: 7 },
      peopleWithoutStreet: 7,
      blocksWithoutStreetAndUnknownPeople: 1,
    })
    const all = countLinks(report)
    const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, n) => sum + n, 0)
    expect([total(all.blocks), total(all.facilities)]).toEqual([report.blocks.length, report.facilities.length])
    expect(total(all.people)).toBe(peopleKnown(report.blocks).people)
  })
})

describe('peopleKnown', () => {
  it('does not take unknown for zero, nor zero for unknown', () => {
    const blocks: { people: Record<string, number | null> }[] = [
      { people: { population: 0, age_0_3: 2 } },
      { people: { population: null } },
      { people: {} },
    ]
    expect(peopleKnown(blocks)).toEqual({ people: 0, blocksUnknown: 2 })
    expect(peopleKnown(blocks, 'age_0_3')).toEqual({ people: 2, blocksUnknown: 2 })
    expect(peopleKnown(blocks, 'age_60_plus')).toEqual({ people: null, blocksUnknown: 3 })
    expect(peopleKnown([])).toEqual({ people: null, blocksUnknown: 0 })
  })
})

describe('rejectReasons', () => {
  it('counts each reason of each source once, with its first example', () => {
    const reject = (
      source: string,
      code: 'unknown-category' | 'island',
      message: string,
      severity = 'rejected' as const,
    ) => {
      return { source, lineOrId: '1', code, message, severity }
    }
    const reasons = rejectReasons([
      reject('b.csv', 'unknown-category', 'second file'),
      reject('a.csv', 'unknown-category', 'first'),
      reject('a.csv', 'island', 'alone'),
      reject('a.csv', 'unknown-category', 'later'),
    ])
    expect(reasons.map(({ source, code, count, example }) => [source, code, count, example])).toEqual([
      ['a.csv', 'island', 1, 'alone'],
      ['a.csv', 'unknown-category', 2, 'first'],
      ['b.csv', 'unknown-category', 1, 'second file'],
    ])
  })
})

describe('standardData', () => {
  it('names the rules that no facility in the data could meet', async () => {
    const { report } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
    const data = standardData(report)!
    const present = new Set(report.facilities.map(({ category }) => category))
    for (const { id, categories } of report.standard!.rules)
      expect([id, data.rulesWithoutData.includes(id)]).toEqual([id, categories.every((one) => !present.has(one))])
    expect([data.id, data.rules]).toEqual(['gb50180-2018', report.standard!.rules.length])
    expect(standardData({ ...report, standard: null })).toBeNull()
  })
})

describe('checkInputs', () => {
  it('says the same of inputs with and without an analysis, but what only an analysis can tell', async () => {
    const { report, ...inputs } = await analyseSampleTown({ minutes: [5] })
    const problem = new LivingCircleError('input-unusable', 'Nothing to measure.', { hint: 'Give more.' })
    const [with_, without] = [checkInputs(inputs, report), checkInputs(inputs, undefined, problem)]
    expect(with_.found).toEqual(without.found)
    expect(with_.found.facilities).toBe(inputs.facilities.facilities.length)
    expect([with_.links === null, without.links === null]).toEqual([false, true])
    expect([with_.rejects === report.rejects, without.network, without.notices]).toEqual([true, null, []])
    const kinds = new Set(inputs.facilities.facilities.map(({ category }) => category))
    expect(with_.categoriesWithoutData.some(({ id }) => kinds.has(id))).toBe(false)
    expect(checkRecord(with_)).toMatchObject({ usable: true, problem: null, links: countLinks(report) })
    expect(checkRecord(without)).toMatchObject({
      usable: false,
      problem: { code: 'input-unusable', message: 'Nothing to measure.', hint: 'Give more.' },
      links: null,
      categories: [],
    })
    for (const { read, used, rejected } of checkRecord(with_).inputs) expect(read).toBe(used + rejected)
  })
})
