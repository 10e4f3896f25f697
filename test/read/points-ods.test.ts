// OpenDocument spreadsheets, made here and by GDAL: repeated and merged cells, dates, notes, hidden sheets; bombs are refused.
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { convertedByGdal, hasGdal, openFirst, openSheets } from './open-sheets.ts'
import { xlsx } from './write-tables.ts'

const cell = (text: string, attributes = '') =>
  `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`
const number = (value: string, shown = value) => cell(shown, `office:value-type="float" office:value="${value}"`)
const covered = '<table:covered-table-cell/>'
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const sheet = (name: string, rows: string, style = 'ta1') =>
  `<table:table table:name="${name}" table:style-name="${style}"><table:table-column/>${rows}</table:table>`
const ods = (sheets: string, parts: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(
      `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:draw="d"><office:automatic-styles>` +
        `<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>` +
        `<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>` +
        `<office:body><office:spreadsheet>${sheets}</office:spreadsheet></office:body></office:document-content>`,
    ),
    ...parts,
  })
const HEADER = row(cell('名称') + cell('类别') + cell('人口'))

describe('ODS', () => {
  it('reads stored values: numbers, dates, yes and no, texts with breaks', async () => {
    const { rows, format } = await openFirst(
      ods(
        sheet(
          '设施',
          HEADER +
            row(
              cell('a<text:s text:c="2"/>b<text:line-break/>c') + number('3360', '3,360') + number('1.2E+4', '12,000'),
            ) +
            row(
              cell('1. May', 'office:value-type="date" office:date-value="2024-05-01T00:00:00"') +
                cell('ja', 'office:value-type="boolean" office:boolean-value="true"') +
                cell('5 %', 'office:value-type="percentage" office:value="0.05"'),
            ),
        ),
      ),
    )
    expect([format, rows]).toEqual([
      'ods',
      [
        ['a  b\nc', '3360', '12000'],
        ['2024-05-01', 'TRUE', '0.05'],
      ],
    ])
  })

  it('writes repeated cells and rows out; blanks to the end of the sheet are none', async () => {
    const { columns, rows, line } = await openFirst(
      ods(
        sheet(
          's',
          row('<table:table-cell table:number-columns-repeated="3"/>', 'table:number-rows-repeated="2"') +
            row(
              cell('a') +
                cell('b') +
                cell('c') +
                cell('d') +
                '<table:table-cell table:number-columns-repeated="16380"/>',
            ) +
            row(cell('x') + cell('1', 'table:number-columns-repeated="3"'), 'table:number-rows-repeated="2"') +
            row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048000"'),
        ),
      ),
    )
    expect([columns, rows, [...line]]).toEqual([
      ['a', 'b', 'c', 'd'],
      [
        ['x', '1', '1', '1'],
        ['x', '1', '1', '1'],
      ],
      [4, 5],
    ])
  })

  it('treats merged cells as a workbook of Excel does: down for every row, titles once, headers of two rows', async () => {
    const title = cell('设施台账', 'table:number-columns-spanned="4"') + covered.repeat(3)
    const header =
      row(
        cell('名称', 'table:number-rows-spanned="2"') +
          cell('街道', 'table:number-rows-spanned="2"') +
          cell('坐标（百度）', 'table:number-columns-spanned="2"') +
          covered,
      ) + row(covered + covered + cell('经度') + cell('纬度'))
    const body =
      row(cell('a') + cell('清河街道', 'table:number-rows-spanned="3"') + number('116.1') + number('39.1')) +
      row(cell('b') + covered + number('116.2') + number('39.2')) +
      row(cell('c') + covered + number('116.3') + number('39.3')) +
      row(cell('d') + cell('') + number('116.4') + number('39.4'))
    const merges = ['A1:D1', 'A2:A3', 'B2:B3', 'C2:D2', 'B4:B6'].map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    const excel = xlsx([
      {
        name: 's',
        rows: [
          ['设施台账', null, null, null],
          ['名称', '街道', '坐标（百度）', null],
          [null, null, '经度', '纬度'],
          ['a', '清河街道', 116.1, 39.1],
          ['b', null, 116.2, 39.2],
          ['c', null, 116.3, 39.3],
          ['d', null, 116.4, 39.4],
        ],
      },
    ])
    const { unzipSync, strFromU8 } = await import('fflate')
    const parts = unzipSync(excel)
    const sheetPart = strFromU8(parts['xl/worksheets/sheet1.xml']!).replace(
      '</sheetData>',
      `</sheetData><mergeCells>${merges}</mergeCells>`,
    )
    const merged = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(sheetPart) })
    const knowsHeader = (text: string) => ['名称', '街道', '经度', '纬度'].includes(text)
    const ofOds = await openFirst(ods(sheet('s', row(title) + header + body)), { knowsHeader })
    const ofXlsx = await openFirst(merged, { knowsHeader })
    expect({ ...ofOds, format: 'xlsx' }).toEqual(ofXlsx)
    expect(ofOds.columns).toEqual(['名称', '街道', '坐标（百度）经度', '坐标（百度）纬度'])
    expect(ofOds.rows.map((cells) => cells[1])).toEqual(['清河街道', '清河街道', '清河街道', ''])
  })

  it('leaves notes, drawings and tables in cells alone; hidden sheets are marked', async () => {
    const note = '<office:annotation><text:p>note</text:p></office:annotation>'
    const frame = '<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame>'
    const shapes = '<table:shapes><draw:frame><text:p>above</text:p></draw:frame></table:shapes>'
    const sheets = await openSheets(
      ods(
        sheet(
          'first',
          shapes +
            HEADER +
            row(`<table:table-cell>${note}${frame}<text:p>a</text:p></table:table-cell>` + cell('b') + cell('1')),
        ) + sheet('hidden', HEADER + row(cell('h') + cell('i') + cell('2')), 'ta2'),
      ),
    )
    expect(sheets.map(({ name, hidden, table }) => [name, hidden, table.rows])).toEqual([
      ['first', false, [['a', 'b', '1']]],
      ['hidden', true, [['h', 'i', '2']]],
    ])
  })

  it('that asks for endless repetition is refused; one under a password, cut off or empty, too', async () => {
    const bomb = row(cell('x', 'table:number-columns-repeated="1000"'), 'table:number-rows-repeated="1000000"')
    await expect(openFirst(ods(sheet('s', HEADER + bomb)))).rejects.toMatchObject({ code: 'input-too-large' })
    const wide = row(cell('x', 'table:number-columns-repeated="1000000"'))
    await expect(openFirst(ods(sheet('s', HEADER + wide)))).rejects.toMatchObject({ code: 'input-too-large' })
    await expect(openFirst(ods('<table:table>'.repeat(5000)))).rejects.toMatchObject({ code: 'input-too-large' })
    const manifest = strToU8('<manifest:manifest><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>')
    await expect(openFirst(ods(sheet('s', HEADER), { 'META-INF/manifest.xml': manifest }))).rejects.toMatchObject({
      code: 'input-unsupported',
      message: /password/,
    })
    const cut = zipSync({ 'content.xml': strToU8('<a><table:table table:name="s"><table:table-row>') })
    await expect(openFirst(cut)).rejects.toMatchObject({ code: 'input-format' })
    await expect(openFirst(ods(''))).rejects.toMatchObject({ code: 'input-format' })
    await expect(openFirst(ods(sheet('s', '')))).rejects.toMatchObject({ code: 'input-empty' })
  })
})

describe.skipIf(!hasGdal)('ODS of GDAL', () => {
  it('holds what went in', async () => {
    const features = Array.from({ length: 300 }, (_, i) => ({
      type: 'Feature',
      properties: { 名称: `小区 ${i} & <x>`, n: i, lon: 116 + i / 1000, day: '2024-05-01' },
      geometry: null,
    }))
    const table = await openFirst(convertedByGdal({ type: 'FeatureCollection', features }, 'ODS', 'ods'))
    expect(table.columns).toEqual(['名称', 'n', 'lon', 'day'])
    expect(table.rows).toEqual(
      features.map(({ properties: { 名称, n, lon, day } }) => [名称, String(n), String(lon), day]),
    )
  })
})
