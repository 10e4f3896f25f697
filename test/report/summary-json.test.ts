// summary.json against its schema and against plain sums; the list of files.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { gapRuleId } from '../../src/answer/gap.ts'
import { reportFiles } from '../../src/report/tables/report-files.ts'
import { type Summary, toSummaryJson } from '../../src/report/tables/summary-json.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { makeReport } from './table-fixture.ts'

const schema = JSON.parse(readFileSync(new URL('../../docs/summary.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)

describe('summary.json', () => {
  const report = makeReport({ blocks: 50, nasty: true, categories: 7 })
  const summary = JSON.parse(toSummaryJson(report)) as Summary

  it('follows its schema, also when empty or measured by metres', () => {
    for (const options of [{ blocks: 50, nasty: true }, { blocks: 0, categories: 0 }, { basis: 'distance' as const }]) {
      validate(JSON.parse(toSummaryJson(makeReport(options))))
      expect(validate.errors).toBeNull()
    }
    expect(validate({ ...summary, extra: 1 })).toBe(false)
  })

  it('says from which side the walks were searched, and the counts that decided it', async () => {
    const { report } = await analyseSampleTown()
    const { search } = JSON.parse(toSummaryJson(report)) as Summary
    const { from, demandPlaces, facilityPlaces } = search!
    expect(demandPlaces).toBeGreaterThan(0)
    expect(demandPlaces).toBeGreaterThanOrEqual(
      report.blocks.filter(({ linkStatus }) => linkStatus === 'linked').length / 2,
    )
    expect(facilityPlaces).toBeGreaterThan(0)
    expect(facilityPlaces).toBeLessThanOrEqual(
      report.facilities.filter(({ linkStatus }) => linkStatus === 'linked').length,
    )
    expect(from).toBe(facilityPlaces < demandPlaces ? 'facilities' : 'demand-points')
    const few = await analyseSampleTown({ categories: ['elderly_day_care'] })
    expect(few.report.search!.from).toBe('facilities')
    expect(JSON.parse(toSummaryJson({ ...report, search: undefined })).search).toBeNull()
  })

  it('says what a standard said, by its schema', async () => {
    const { report } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
    const written = JSON.parse(toSummaryJson(report)) as Summary
    validate(written)
    expect(validate.errors).toBeNull()
    const { standard } = written
    const given = report.standard!
    expect(standard!.rules.length).toBe(given.rules.length)
    for (const rule of standard!.rules) {
      expect(rule.met + rule.partial + rule.unmet + rule.unknown + rule.noData).toBe(report.blocks.length)
      expect([rule.id, rule.noData]).toEqual([rule.id, rule.hasData ? 0 : report.blocks.length])
      expect(rule.remark).toBe(rule.verified ? null : 'not verified against the printed standard')
      expect(rule.gaps).toBe(report.gaps.filter((gap) => gapRuleId(gap) === rule.id).length)
    }
    expect(standard!.rules.some(({ gaps }) => gaps > 0)).toBe(true)
    expect(Object.values(standard!.verdicts).reduce((a, b) => a + b, 0)).toBe(report.verdicts.length)
    const { blocks, blocksComplete, blocksIncomplete, blocksUnknown } = standard!.completeness
    expect(blocks.map(({ blockId }) => blockId)).toEqual(report.blocks.map(({ id }) => id))
    expect(blocksComplete + blocksIncomplete + blocksUnknown).toBe(report.blocks.length)
    // By level, worked out from the verdicts: a level owes its own duties and those of all lower ones.
    const { byLevel } = standard!.completeness
    expect(byLevel.map(({ level }) => level)).toEqual(['block', '5', '10', '15'])
    byLevel.forEach(({ level, required, withData, blocksComplete: complete, blocksUnknown: unknown }, index) => {
      const levels = byLevel.slice(0, index + 1).map((one) => one.level)
      const owed = given.rules.filter((rule) => rule.mandatory && levels.includes(rule.level)).map(({ id }) => id)
      expect([level, required]).toEqual([level, owed.length])
      const own = report.blocks.map((_, block) =>
        report.verdicts.filter((one) => one.blockIndex === block && owed.includes(one.ruleId)),
      )
      const met = own.map((all) => all.filter(({ verdict }) => verdict === 'met').length)
      const judged = own.map((all) => all.filter(({ verdict }) => !['unknown', 'no-data'].includes(verdict)).length)
      expect(blocks.map(({ metByLevel }) => metByLevel[index])).toEqual(met)
      expect(complete).toBe(met.filter((count, block) => judged[block]! > 0 && count === judged[block]).length)
      expect(unknown).toBe(judged.filter((count) => count === 0).length)
      const owedWithData = given.rules.filter(({ id, hasData }) => owed.includes(id) && hasData)
      expect(withData).toBe(owedWithData.length)
    })
    expect(byLevel.at(-1)).toMatchObject({ blocksComplete, blocksIncomplete, blocksUnknown })
    expect([...new Set(standard!.units.map(({ kind }) => kind))]).toEqual(['community', 'street', 'district'])
    expect(standard!.units.flatMap(({ rules }) => rules).length + given.rules.length).toBe(given.units.length)
    // What is covered on paper and not on foot is never negative: no walk is shorter than the straight line.
    for (const entry of given.onPaper) expect(entry.peopleOnPaper).toBeGreaterThanOrEqual(entry.peopleOnFoot - 1e-6)
    expect(standard!.onPaper.some(({ peopleOnPaperOnly }) => peopleOnPaperOnly! > 0)).toBe(true)
    expect(standard!.adequacy.length).toBe(4)
    expect(written.inputs.at(-1)).toMatchObject({ role: 'standard', name: 'gb50180-2018 1.1.0', format: 'built-in' })
    // Gaps of categories are counted with the category, those of rules with the rule.
    const counted = written.categories.reduce((sum, { gaps }) => sum + gaps, 0)
    expect(counted + standard!.rules.reduce((sum, { gaps }) => sum + gaps, 0)).toBe(report.gaps.length)
    expect(new Set(report.gaps.map(({ id }) => id)).size).toBe(report.gaps.length)
  }, 30_000)

  it('counts what the report holds', () => {
    expect(summary.counts.blocks).toBe(50)
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
    expect(sum(summary.counts.blocksByLinkStatus)).toBe(50)
    expect(sum(summary.counts.facilitiesByLinkStatus)).toBe(report.facilities.length)
    expect([summary.counts.rejects, summary.counts.warnings]).toEqual([1, 2])
    for (const category of summary.categories) {
      const { reached, unreached, unlinked, noData } = category.blocks
      expect(reached + unreached + unlinked + noData).toBe(50)
      expect(noData).toBe(category.facilities === 0 ? 50 : 0)
    }
    expect(sum(Object.fromEntries(summary.categories.map((c) => [c.id, c.gaps])))).toBe(report.gaps.length)
    const rule = summary.rules.find(({ ruleId }) => ruleId === 'rule-2')!
    const mine = report.verdicts.filter(({ ruleId }) => ruleId === 'rule-2')
    expect(rule.met).toBe(mine.filter(({ verdict }) => verdict === 'met').length)
    expect(rule.met + rule.partial + rule.unmet + rule.unknown).toBe(50)
  })

  it('repeats the shares with their denominators', () => {
    const entry = report.coverage[7]!
    const written = summary.categories
      .find(({ id }) => id === entry.category)!
      .coverage.find(({ limit }) => limit === entry.limit)!
    written.shares.forEach((share, i) => {
      const given = entry.shares[i]!
      expect(share.measure).toBe(given.measure)
      expect(share.total).toBeCloseTo(given.total, 3)
      expect(share.share).toBeCloseTo(given.share!, 6)
      expect(share.blocks + share.blocksUnlinked + share.blocksUnknown).toBe(50)
    })
  })

  it('gives the same bytes each time', () => {
    expect(toSummaryJson(makeReport({ blocks: 50, nasty: true, categories: 7 }))).toBe(toSummaryJson(report))
  })
})

describe('reportFiles', () => {
  it('lists the files of the contract; pieces join to the text', () => {
    const files = reportFiles(makeReport())
    expect(files.map(({ name }) => name)).toEqual([
      'coverage.csv',
      'verdicts.csv',
      'blocks.geojson',
      'facilities.geojson',
      'gaps.geojson',
      'summary.json',
      'rejects.csv',
    ])
    for (const file of files) {
      expect([...file.chunks()].join('')).toBe(file.text)
      expect(Buffer.concat([...file.bytes()]).toString('utf8')).toBe(file.text)
    }
    expect(reportFiles(makeReport(), { bom: true })[0]!.text.charCodeAt(0)).toBe(0xfeff)
  })
})
