// summary.json against its schema and against plain sums; the list of files.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { reportFiles } from '../../src/report/report-files.ts'
import { type Summary, toSummaryJson } from '../../src/report/summary-json.ts'
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

  it('counts what the report holds', () => {
    expect(summary.counts.blocks).toBe(50)
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
    expect(sum(summary.counts.blocksByLinkStatus)).toBe(50)
    expect(sum(summary.counts.facilitiesByLinkStatus)).toBe(report.facilities.length)
    expect([summary.counts.rejects, summary.counts.warnings]).toEqual([1, 2])
    for (const category of summary.categories) {
      expect(category.blocks.reached + category.blocks.unreached + category.blocks.unlinked).toBe(50)
    }
    expect(sum(Object.fromEntries(summary.categories.map((c) => [c.id, c.gaps])))).toBe(report.gaps.length)
    const rule = summary.rules.find(({ ruleId }) => ruleId === 'rule-1')!
    const mine = report.verdicts.filter(({ ruleId }) => ruleId === 'rule-1')
    expect(rule.met).toBe(mine.filter(({ verdict }) => verdict === 'met').length)
    expect(rule.met + rule.partial + rule.unmet + rule.unknown).toBe(50)
  })

  it('repeats the shares with their denominators', () => {
    const entry = report.coverage[4]!
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
