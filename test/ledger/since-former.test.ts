// What outputs say of gaps seen from a former answer: states, ancestors, what is closed; nothing of it without one.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { gapState } from '../../src/answer/gap.ts'
import { analyseAccess, reportFiles } from '../../src/index.ts'
import { toGapsGeoJsonText } from '../../src/parts.ts'
import { type Summary, summarise, toSummaryJson } from '../../src/report/tables/summary-json.ts'
import { gapLedgerSheet } from '../../src/report/workbook/xlsx-list-sheets.ts'
import { wordsIn } from '../../src/words/xlsx-words.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const schema = JSON.parse(readFileSync(new URL('../../docs/summary.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)

/** The town with every third facility gone, seen from before. */
async function twoAnswers() {
  const { area, facilities, blocks } = await loadSampleTown()
  const { report: former } = await analyseAccess(area, facilities, blocks)
  const fewer = { ...facilities, facilities: facilities.facilities.filter((_, i) => i % 3 !== 0) }
  const { report: plain } = await analyseAccess(area, fewer, blocks)
  const { report: today } = await analyseAccess(area, fewer, blocks, { former })
  const { report: back } = await analyseAccess(area, facilities, blocks, { former: today })
  return { former, plain, today, back }
}

describe('an answer since a former one', () => {
  it('says of every gap whether it is known, a part or new, and of former ones which are closed', async () => {
    const { former, plain, today, back } = await twoAnswers()
    expect(plain.closedGapIds).toBeUndefined()
    expect(plain.gaps.every(({ lineage }) => lineage === undefined)).toBe(true)
    expect(today.gaps.map(({ blockIds }) => blockIds)).toEqual(plain.gaps.map(({ blockIds }) => blockIds))
    const formerIds = new Set(former.gaps.map(({ id }) => id))
    for (const gap of today.gaps) expect(formerIds.has(gap.id)).toBe(gapState(gap) === 'known')
    // What opened again: the way back closes gaps that were new.
    const fresh = today.gaps.filter((gap) => gapState(gap) === 'new').map(({ id }) => id)
    expect(fresh.length).toBeGreaterThan(3)
    expect(back.closedGapIds!.length).toBeGreaterThan(3)
    for (const { gaps, closedGapIds } of [today, back]) {
      const { since } = JSON.parse(toSummaryJson(gaps === today.gaps ? today : back)) as Summary
      const count = (state: string) => gaps.filter((gap) => gapState(gap) === state).length
      const merged = gaps.reduce((sum, { lineage }) => sum + lineage!.merged.length, 0)
      expect(since).toEqual({
        known: count('known'),
        part: count('part'),
        new: count('new'),
        merged,
        closed: closedGapIds,
      })
      expect(count('known') + count('part') + count('new')).toBe(gaps.length)
      const before = gaps === today.gaps ? former : today
      expect(count('known') + merged + closedGapIds!.length).toBe(before.gaps.length)
    }
    for (const report of [plain, today, back]) {
      validate(JSON.parse(toSummaryJson(report)))
      expect(validate.errors).toBeNull()
    }
    expect(JSON.parse(toSummaryJson(plain)).since).toBeUndefined()
  })

  it('has columns for it in layers and ledger, and none without a former answer', async () => {
    const { plain, today } = await twoAnswers()
    const rows = (report: typeof plain) =>
      (JSON.parse(toGapsGeoJsonText(report)) as { features: { properties: Record<string, unknown> }[] }).features.map(
        ({ properties }) => properties,
      )
    expect(rows(plain).some((row) => 'gap_state' in row || 'split_from' in row || 'merged_ids' in row)).toBe(false)
    rows(today).forEach((row, number) => {
      const gap = today.gaps[number]!
      expect([row.gap_id, row.gap_state]).toEqual([gap.id, gapState(gap)])
      expect(row.split_from ?? null).toBe(gap.lineage!.splitFrom)
      expect(row.merged_ids ?? '').toBe(gap.lineage!.merged.slice(0, 20).join('; '))
    })
    const files = reportFiles(plain).find(({ name }) => name === 'gaps.geojson')!
    expect(files.text).not.toContain('gap_state')
    for (const lang of ['zh', 'en'] as const) {
      const titles = (report: typeof plain) =>
        gapLedgerSheet({ report, summary: summarise(report), say: wordsIn(lang), lang }).columns.map(
          ({ title }) => title,
        )
      const added = titles(today).filter((title) => !titles(plain).includes(title))
      expect(added).toEqual(
        lang === 'zh' ? ['与上次相比', '拆分自', '并入的盲区'] : ['Since last time', 'Split from', 'Merged gaps'],
      )
    }
  })
})
