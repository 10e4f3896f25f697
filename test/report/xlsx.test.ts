// coverage.xlsx opened again: well-formed parts, typed cells, no formula, the totals of summary.json.
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/report/tables/summary-json.ts'
import { toXlsx } from '../../src/report/workbook/xlsx.ts'
import { columnName, sheetName, xmlText } from '../../src/report/workbook/xlsx-text.ts'
import { toWorkbookBytes } from '../../src/report/workbook/xlsx-workbook.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { makeReport, NASTY_NAMES } from './table-fixture.ts'

type Cell = string | number | boolean | null

interface ReadSheet {
  header: string[]
  rows: Record<string, Cell>[]
  xml: string
}

function decoded(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Reads a worksheet with a strict XML parser; the header is the row at the frozen line. */
function readSheet(xml: string): ReadSheet {
  const cells: Cell[][] = []
  const parser = new SaxesParser()
  let row: Cell[] = []
  let at = 0
  let type = ''
  let text = ''
  let headerRow = 0
  parser.on('opentag', (tag) => {
    expect(tag.name).not.toBe('f')
    if (tag.name === 'row') row = []
    if (tag.name === 'c') {
      const letters = String(tag.attributes.r).replace(/\d+/g, '')
      at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      type = String(tag.attributes.t ?? 'n')
      text = ''
    }
    if (tag.name === 'pane') headerRow = Number(tag.attributes.ySplit)
  })
  parser.on('text', (part) => {
    text += part
  })
  parser.on('closetag', (tag) => {
    if (tag.name === 'c') row[at] = type === 'inlineStr' ? decoded(text) : type === 'b' ? text === '1' : Number(text)
    if (tag.name === 'row') cells.push(row)
  })
  parser.write(xml).close()
  const header = cells[headerRow - 1]!.map(String)
  const rows = cells
    .slice(headerRow)
    .map((line) => Object.fromEntries(header.map((title, i) => [title, line[i] ?? null])))
  return { header, rows, xml }
}

function open(bytes: Uint8Array): Map<string, ReadSheet> {
  const files = unzipSync(bytes)
  const book = strFromU8(files['xl/workbook.xml']!)
  const names = [...book.matchAll(/<sheet name="([^"]*)"/g)].map((match) => match[1]!)
  for (const path of Object.keys(files)) new SaxesParser().write(strFromU8(files[path]!)).close()
  return new Map(names.map((name, i) => [name, readSheet(strFromU8(files[`xl/worksheets/sheet${i + 1}.xml`]!))]))
}

describe('toXlsx', () => {
  const report = makeReport({ blocks: 60, categories: 7 })
  const sheets = open(toXlsx(report, { lang: 'en' }))

  it('has the sheets in both languages', () => {
    expect([...sheets.keys()]).toEqual([
      'Overview',
      'By category',
      'By block',
      'Gap ledger',
      'Facilities',
      'Rules',
      'Rejects',
      'Method',
    ])
    expect([...open(toXlsx(report, { lang: 'zh' })).keys()]).toEqual([
      '总览',
      '分类覆盖',
      '分小区',
      '盲区台账',
      '设施',
      '标准条款',
      '未采用数据',
      '方法与来源',
    ])
    expect([...open(toXlsx({ ...report, verdicts: [] }, { lang: 'en' })).keys()]).not.toContain('Rules')
  })

  it('has sheets of the standard, with the numbers of summary.json and a remark in every unverified row', async () => {
    const { report: town } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
    const book = open(toXlsx(town, { lang: 'en' }))
    expect([...book.keys()].slice(5, 11)).toEqual([
      'Rules',
      'Completeness',
      'Units by duties',
      'Roll-ups',
      'Adequacy and paper',
      'Rejects',
    ])
    expect([...open(toXlsx(town, { lang: 'zh' })).keys()].slice(5, 10)).toEqual([
      '标准条款',
      '小区完整度',
      '单元指标汇总',
      '社区街道汇总',
      '千人指标与纸面覆盖',
    ])
    const { standard } = summarise(town)
    const remark = 'not verified against the printed standard'
    book.get('Rules')!.rows.forEach((row, i) => {
      const rule = standard!.rules[i]!
      expect([row.Rule, row.Met, row['Not met'], row['No data'] ?? row['no data']]).toEqual([
        ...[rule.id, rule.met, rule.unmet, rule.noData],
      ])
      expect([row.Share, row.Gaps, row.Source]).toEqual([
        rule.hasData ? rule.share : 'no data',
        rule.gaps,
        rule.verified ? 'read in a source' : remark,
      ])
    })
    book.get('Completeness')!.rows.forEach((row, i) => {
      const block = standard!.completeness.blocks[i]!
      expect([row.Block, row.Required, row.Met, row.Completeness]).toEqual([
        block.blockId,
        block.required,
        block.met,
        block.share,
      ])
      const levels = standard!.completeness.byLevel.map(
        ({ level, required }) => row[`Met up to ${level === 'block' ? level : `${level} min`} (of ${required})`],
      )
      expect(levels).toEqual(block.metByLevel)
      const missing = String(row['Rules missing'] ?? '')
      expect(missing === '' ? 0 : missing.split('; ').length).toBe(block.partial + block.unmet)
    })
    // A row for each unit; each judged duty's cell is the share that the roll-ups have for it.
    const units = book.get('Units by duties')!
    const judged = standard!.rules.filter(({ hasData }) => hasData)
    expect(units.header.length).toBe(6 + judged.length)
    expect(units.rows.length).toBe(standard!.units.length)
    units.rows.forEach((row, i) => {
      const unit = standard!.units[i]!
      const shares = judged.map(({ id }) => unit.rules.find(({ ruleId }) => ruleId === id)!.share)
      expect(Object.values(row).slice(6)).toEqual(shares)
      expect(row['Duties judged']).toBe(shares.filter((share) => share !== null).length)
      expect(row['Met for all']).toBe(shares.filter((share) => share === 1).length)
    })
    expect(book.get('Roll-ups')!.rows.length).toBe(standard!.units.length * standard!.rules.length)
    const paper = book.get('Adequacy and paper')!.rows
    expect(paper.length).toBe(standard!.adequacy.length + standard!.onPaper.length)
    expect(paper.at(-1)!['On paper, not on foot']).toBe(standard!.onPaper.at(-1)!.peopleOnPaperOnly)
    const ledger = book.get('Gap ledger')!.rows
    const first = ledger.findIndex((row) => row.Rule === null)
    expect(first).toBe(town.gaps.filter(({ kind }) => kind === 'rule').length)
    expect(ledger[0]!.Limit).toMatch(/ m$/)
    expect(ledger[0]!.Source).toBe(remark)
    expect(ledger.at(-1)!.Limit).toBe('15 min')
  }, 30_000)

  it('freezes and filters every table', () => {
    for (const { xml } of sheets.values()) {
      expect(xml).toMatch(/<pane [^>]*state="frozen"/)
      expect(xml).toMatch(/<autoFilter ref="A\d+:[A-Z]+\d+"\/>/)
    }
  })

  it('has the totals of summary.json', () => {
    const summary = summarise(report)
    const overview = sheets.get('Overview')!
    expect(overview.rows.length).toBe(summary.categories.length)
    summary.categories.forEach((category, i) => {
      const row = overview.rows[i]!
      const { headline, shares } = category.coverage[2]!
      const share = shares.find(({ measure }) => measure === headline)
      const known = category.facilities > 0
      expect(row['Share within 15 min']).toBe(known ? share!.share : 'no data')
      expect(row['Covered, 15 min']).toBe(known ? share!.covered : null)
      expect(row['Blocks that reach none']).toBe(known ? category.blocks.unreached : null)
      expect(row.Denominator).toBe(share?.total ?? null)
      expect(row['Blocks not linked']).toBe(category.blocks.unlinked)
      expect(row['Facilities in the data']).toBe(category.facilities)
      expect(row.Gaps).toBe(known ? category.gaps : null)
    })
    expect(summary.categories.filter(({ facilities }) => facilities === 0).length).toBeGreaterThan(0)
    const lines = sheets.get('By category')!.rows
    const shares = summary.categories.flatMap(({ facilities, coverage }) =>
      coverage.flatMap((entry) =>
        entry.shares.map(({ covered, total, share, blocks }) =>
          facilities > 0 ? [covered, total, share, blocks] : [null, total, 'no data', blocks],
        ),
      ),
    )
    expect(lines.map((row) => [row.Covered, row.Denominator, row.Share, row['Blocks counted']])).toEqual(shares)
    const rules = sheets.get('Rules')!.rows
    expect(rules.map((row) => row['Not met'])).toEqual(summary.rules.map((rule) => rule.unmet))
  })

  it('lists each block with its minutes, and a word where there is no number', () => {
    const { rows } = sheets.get('By block')!
    expect(rows.length).toBe(60)
    const { table } = report
    rows.forEach((row, b) => {
      expect(row.Block).toBe(report.blocks[b]!.id)
      const seconds = table.walkSeconds[b * 7]!
      const word = table.status[b * 7] === 2 ? 'not linked' : 'not reached'
      expect(row['Clinic (min)']).toBe(Number.isNaN(seconds) ? word : Math.round(seconds / 6) / 10)
      expect(row.people).toBe(report.blocks[b]!.people.population)
    })
  })

  it('keeps a ledger of gaps, most people first, with blank columns to fill in', () => {
    const { rows, xml } = sheets.get('Gap ledger')!
    expect(rows.map((row) => row['Gap id']).sort()).toEqual(report.gaps.map(({ id }) => id).sort())
    const people = rows.map((row) => row['People without cover'] ?? -1) as number[]
    expect(people).toEqual([...people].sort((a, b) => b - a))
    for (const row of rows) expect([row.Owner, row['Due date'], row.State, row.Note]).toEqual([null, null, null, null])
    expect(rows.every((row) => typeof row['Look into first'] === 'string')).toBe(true)
    expect(xml).toContain('<formula1>&quot;to check,confirmed,in hand,done,dropped&quot;</formula1>')
  })

  it('gives the same bytes each time', () => {
    expect(Buffer.compare(toXlsx(report), toXlsx(makeReport({ blocks: 60, categories: 7 })))).toBe(0)
  })

  it('refuses unknown options and languages', () => {
    expect(() => toXlsx(report, { lang: 'fr' as 'en' })).toThrow('Unknown language "fr"')
    expect(() => toXlsx(report, { language: 'en' } as object)).toThrow('unknown option "language"')
  })
})

describe('nasty names', () => {
  it('come through as text', () => {
    const report = makeReport({ nasty: true, blocks: 40, categories: 7 })
    const { rows } = open(toXlsx(report, { lang: 'en' })).get('By block')!
    rows.forEach((row, i) => {
      const name = NASTY_NAMES[i % NASTY_NAMES.length]!.replaceAll('\u0000', '\ufffd')
        .replaceAll('\ud800', '\ufffd')
        .replaceAll('\uffff', '\ufffd')
      expect(row.Name).toBe(name === '' ? null : name)
    })
  })

  it('never make a broken or misleading part', () => {
    expect(xmlText('<a & "b">')).toBe('&lt;a &amp; &quot;b&quot;&gt;')
    expect(xmlText('a\rb\u0007')).toBe('a_x000D_b_x0007_')
    expect(xmlText('_x000D_')).toBe('_x005F_x000D_')
    expect(xmlText('😀'.repeat(20_000)).length).toBeLessThan(32_767)
    expect(xmlText('😀'.repeat(20_000))).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
    expect(sheetName("'a/b:[c]?*'")).toBe(' a b  c    ')
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  })

  it('are refused where a sheet would be too long', () => {
    const sheet = { name: 'x', lines: [], columns: [], rowCount: 1_048_577, rowOf: () => [], frozenColumns: 0 }
    expect(() => toWorkbookBytes({ title: '', rights: '', language: 'en', sheets: [sheet] })).toThrow('1,048,577 rows')
  })
})
