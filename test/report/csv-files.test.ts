// coverage.csv, verdicts.csv, rejects.csv: the contract's columns, read back by an independent parser.
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { neutraliseFormula, withoutMark } from '../../src/foundation/spreadsheet-text.ts'
import { coverageCsvChunks, toCoverageCsv } from '../../src/report/tables/coverage-csv.ts'
import { csvField } from '../../src/report/tables/csv.ts'
import { toRejectsCsv } from '../../src/report/tables/rejects-csv.ts'
import { toVerdictsCsv } from '../../src/report/tables/verdicts-csv.ts'
import { oneDecimal, roundTo } from '../../src/report/text/written-numbers.ts'
import { makeReport, NASTY_NAMES } from './table-fixture.ts'

type Row = Record<string, string>

function read(text: string): Row[] {
  const { data, errors } = Papa.parse<Row>(text, { header: true, skipEmptyLines: 'greedy', newline: '\n' })
  expect(errors).toEqual([])
  return data
}

describe('fields', () => {
  it('neutralises formulas and leaves numbers alone', () => {
    for (const text of ['=1', '+a', '-a', '@a', '\t=1', '\r=1', '\n=1', '＝1', '-2+3', '=HYPERLINK("x")']) {
      expect(neutraliseFormula(text)).toBe(`'${text}`)
    }
    for (const text of ['-5', '+86', '-2.50', 'a=b', ' x', '小区', 'b-1', '1-2'])
      expect(neutraliseFormula(text)).toBe(text)
  })

  it('keeps different texts different, and gives each back', () => {
    const texts = ['=x', "'=x", "''=x", 'x', "'x", '-5', "'-5", "''-5", '＝x', "'", '', '\t', "'\t", '-', "'-"]
    const written = texts.map(neutraliseFormula)
    expect(new Set(written).size).toBe(texts.length)
    for (const text of written) expect(text).not.toMatch(/^[=+@\t\r\n＝]|^-(?!\d+$)/)
    texts.forEach((text, i) => {
      if (written[i] !== text) expect(withoutMark(written[i]!)).toBe(text)
    })
  })

  it('lets no control character through', () => {
    expect(csvField('a\u001b[31mb\u009b1m\u0007\u007f\tc')).toBe('a\ufffd[31mb\ufffd1m\ufffd\ufffd\tc')
  })

  it('quotes by RFC 4180', () => {
    expect(csvField('a "b", c')).toBe('"a ""b"", c"')
    expect(csvField('two\nlines')).toBe('"two\nlines"')
    expect(csvField('a;b')).toBe('a;b')
    expect(csvField(null)).toBe('')
  })

  it('writes one decimal as toFixed does, away from halves', () => {
    for (const value of [0, 0.04, 0.06, 9.96, 611.44, 899.999, 1e6 + 0.26])
      expect(oneDecimal(value)).toBe(value.toFixed(1))
    expect(oneDecimal(-3.26)).toBe('-3.3')
    expect(oneDecimal(NaN)).toBe('')
    expect(oneDecimal(Infinity)).toBe('')
    expect(Object.is(roundTo(-0.00001, 2), 0)).toBe(true)
  })
})

describe('coverage.csv', () => {
  it('has the columns of the contract, by minutes and by metres', () => {
    expect(toCoverageCsv(makeReport()).split('\n')[0]).toBe(
      'block_id,category,status,walk_seconds,walk_metres,facility_id,facility_name,count_5min,count_10min,count_15min,' +
        'share_5min,share_10min,share_15min,demand_method,edge_affected,link_status',
    )
    expect(toCoverageCsv(makeReport({ basis: 'distance', limits: [300, 500] })).split('\n')[0]).toBe(
      'block_id,category,status,walk_seconds,walk_metres,facility_id,facility_name,count_300m,count_500m,' +
        'share_300m,share_500m,demand_method,edge_affected,link_status',
    )
  })

  it('says of every cell what the table says', () => {
    const report = makeReport({ blocks: 60, categories: 5 })
    const rows = read(toCoverageCsv(report))
    const { table } = report
    expect(rows.length).toBe(300)
    const seen = new Set<string>()
    rows.forEach((row, i) => {
      const block = report.blocks[Math.floor(i / 5)]!
      expect([row.block_id, row.category]).toEqual([block.id, report.categories[i % 5]!.id])
      const status = ['reached', 'unreached', 'unlinked', 'no-data'][table.status[i]!]!
      seen.add(status)
      expect(row.status).toBe(status)
      expect(row.link_status).toBe(block.linkStatus)
      expect(row.edge_affected).toBe(String(table.edgeAffected[i] === 1))
      if (status === 'reached') {
        expect(Math.abs(Number(row.walk_seconds) - table.walkSeconds[i]!)).toBeLessThanOrEqual(0.0500001)
        expect(row.walk_seconds).toMatch(/^\d+\.\d$/)
        expect(row.facility_id).toBe(report.facilities[table.facility[i]!]!.id)
      } else expect([row.walk_seconds, row.walk_metres, row.facility_id, row.facility_name]).toEqual(['', '', '', ''])
      const counts = [row.count_5min, row.count_10min, row.count_15min]
      const shares = [row.share_5min, row.share_10min, row.share_15min]
      if (status === 'unlinked' || status === 'no-data') expect([...counts, ...shares].join('')).toBe('')
      else {
        if (status === 'unreached') expect(counts).toEqual(['0', '0', '0'])
        shares.forEach((share, l) => {
          expect(share).toMatch(/^(?:0|1|0\.\d{1,4})$/)
          expect(Math.abs(Number(share) - table.share[i * 3 + l]!)).toBeLessThan(0.000051)
        })
      }
    })
    expect([...seen].sort()).toEqual(['no-data', 'reached', 'unlinked', 'unreached'])
  })

  it('brings nasty names through as text, none at the start of a formula', () => {
    const report = makeReport({ nasty: true, blocks: 40 })
    const rows = read(toCoverageCsv(report))
    expect(rows.length).toBe(160)
    rows.forEach((row, i) => {
      const id = report.blocks[Math.floor(i / 4)]!.id
      const expected = id.replaceAll('\u0000', '\ufffd').replaceAll('\ud800', '\ufffd').replaceAll('\u0007', '\ufffd')
      expect([expected, `'${expected}`]).toContain(row.block_id)
      for (const text of [row.block_id!, row.facility_name!]) expect(text).not.toMatch(/^[=+@\t\r\n＝]|^-(?!\d+$)/)
    })
    expect(rows.some((row) => row.block_id === `${NASTY_NAMES[3]}#3`)).toBe(true)
  })

  it('comes in pieces that join to the whole, with a byte order mark when asked', () => {
    const report = makeReport({ blocks: 3000, categories: 5 })
    const pieces = [...coverageCsvChunks(report)]
    expect(pieces.length).toBeGreaterThan(3)
    expect(pieces.join('')).toBe(toCoverageCsv(report))
    expect(toCoverageCsv(report, { bom: true })).toBe(`\ufeff${toCoverageCsv(report)}`)
    expect(toCoverageCsv(report)).not.toContain('\r')
    expect(toCoverageCsv(makeReport({ blocks: 0 })).split('\n').length).toBe(2)
  })
})

describe('verdicts.csv and rejects.csv', () => {
  it('writes verdicts row by row', () => {
    const report = makeReport()
    const rows = read(toVerdictsCsv(report))
    expect(Object.keys(rows[0]!)).toEqual(
      (
        'block_id,rule_id,category,limit,basis,verdict,share,clause,source_verified,' +
        'level,mandatory,value,facility_id,edge_affected,unknown_reason,unknown_share,stability'
      ).split(','),
    )
    expect(rows.length).toBe(report.verdicts.length)
    rows.forEach((row, i) => {
      const verdict = report.verdicts[i]!
      expect(row.block_id).toBe(report.blocks[verdict.blockIndex]!.id)
      expect([row.rule_id, row.verdict, row.basis, row.clause]).toEqual([
        verdict.ruleId,
        verdict.verdict,
        verdict.basis,
        verdict.clause,
      ])
      expect(row.share === '').toBe(verdict.share === null)
      expect([row.level, row.mandatory, row.value, row.facility_id]).toEqual(['15', 'true', '', ''])
    })
    const more = { level: '5', mandatory: true, value: 4.256, facilityIndex: 2 }
    const verdicts = report.verdicts.map((verdict, i) => ({
      ...verdict,
      ...more,
      basis: i === 0 ? 'time' : 'distance',
    }))
    const [first, second] = read(toVerdictsCsv({ ...report, verdicts } as typeof report))
    expect([first!.level, first!.mandatory, first!.value]).toEqual(['5', 'true', '4.26'])
    expect([second!.value, second!.facility_id]).toEqual(['4.3', report.facilities[2]!.id])
  })

  it('writes rejects of a report or alone', () => {
    const report = makeReport()
    const rows = read(toRejectsCsv(report))
    expect(Object.keys(rows[0]!)).toEqual(['source', 'line_or_id', 'code', 'message', 'severity'])
    expect(rows.map((row) => row.message)).toEqual([
      'line 7: outside the area; "coordinates" may be swapped',
      "'=cmd|calc",
      'two\nlines',
    ])
    expect(toRejectsCsv(report.rejects)).toBe(toRejectsCsv(report))
  })
})
