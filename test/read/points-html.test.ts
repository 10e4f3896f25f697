// Web pages and the XML of Excel 2003, often named .xls: cells that cover others, tables in tables, code pages; a page is no table.
import { describe, expect, it } from 'vitest'
import { markupTags } from '../../src/read/tables/markup-tags.ts'
import { openFirst, openSheets, utf8 } from './open-sheets.ts'
import { gbk } from './write-tables.ts'

describe('HTML tables', () => {
  it('are read as portals export them: .xls in GBK with a <meta charset>, th and td, entities, comments, scripts', async () => {
    const page =
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">' +
      '<style>td{mso-number-format:"\\@"}</style><script>document.write("<table><tr><td>x</td></tr></table>")</script></head><body>' +
      '<table border=1><tr><th>名称</th><th>类别</th><th>人口</th></tr><!-- <tr><td>no</td></tr> -->' +
      '<tr><td style="a>b">食堂&nbsp;&amp;&#32;厨房</td><td>老年<br>食堂</td><td x:num="3360">3,360</td></tr><tr><td>b<td>c<td>5 &lt; 6</table></body></html>'
    const [first] = await openSheets(gbk(page), 'export.xls')
    const { format, columns, rows, line } = first!.table
    expect([first!.name, format, columns]).toEqual([null, 'html', ['名称', '类别', '人口']])
    expect(rows).toEqual([
      ['食堂 & 厨房', '老年 食堂', '3,360'],
      ['b', 'c', '5 < 6'],
    ])
    expect([...line]).toEqual([2, 3])
  })

  it('have cells that cover rows (the value holds for each) and columns (it stands once)', async () => {
    const { columns, rows } = await openFirst(
      '<table><tr><td colspan=4>设施台账</td></tr><tr><th>街道</th><th>名称</th><th>经度</th><th>纬度</th></tr>' +
        '<tr><td rowspan="2">清河</td><td>a</td><td>1</td><td>2</td></tr><tr><td>b</td><td>3</td><td>4</td></tr>' +
        '<tr><td>学院路</td><td>c</td><td>5</td><td>6</td></tr></table>',
    )
    expect(columns).toEqual(['街道', '名称', '经度', '纬度'])
    expect(rows).toEqual([
      ['清河', 'a', '1', '2'],
      ['清河', 'b', '3', '4'],
      ['学院路', 'c', '5', '6'],
    ])
  })

  it('within a table for the layout are tables of their own; several are numbered', async () => {
    const inner = (word: string) => `<table><tr><td>a</td><td>b</td></tr><tr><td>${word}</td><td>2</td></tr></table>`
    const sheets = await openSheets(
      `<table><tr><td>menu</td><td>${inner('x')}</td></tr><tr><td>${inner('y')}</td></tr></table>`,
    )
    expect(sheets.map(({ name, table }) => [name, table.rows])).toEqual([
      ['2', [['x', '2']]],
      ['3', [['y', '2']]],
    ])
  })

  it('a page without a table is refused as what it is', async () => {
    const login =
      '<!DOCTYPE html><html><head><title>登录</title></head><body><form><table><tr><td>用户名</td><td><input name="u"></td></tr>' +
      '<tr><td>密码</td><td><input type="password"></td></tr></table></form></body></html>'
    for (const page of [
      login,
      '<html><body>429 Too Many Requests</body></html>',
      '<html>',
      '<table><tr><td>only</td></tr></table>',
    ]) {
      await expect(openFirst(page)).rejects.toMatchObject({ code: 'input-unsupported', hint: /web page/ })
    }
  })

  it('is in time whatever stands in it', async () => {
    const start = Date.now()
    const hostile = [
      `<table>${'<a'.repeat(2_000_000)}`,
      `<table>${'<td title="'.repeat(500_000)}`,
      `<table>${'<!--'.repeat(1_000_000)}`,
      `<table>${'<script>'.repeat(500_000)}`,
      `<table><tr>${`<td colspan ${' '.repeat(50)}`.repeat(50_000)}`,
      `<html>${'&#38'.repeat(1_000_000)}`,
    ]
    for (const page of hostile) await expect(openFirst(page)).rejects.toMatchObject({ code: 'input-unsupported' })
    await expect(openFirst('<table>'.repeat(1_000_000))).rejects.toMatchObject({ code: 'input-too-large' })
    const wide = `<table>${'<tr><td>a</td><td colspan=99999 rowspan=99999>b</td></tr>'.repeat(2_000)}</table>`
    await expect(openFirst(wide)).rejects.toMatchObject({ code: 'input-too-large' })
    expect(Date.now() - start).toBeLessThan(20_000)
  }, 40_000)
})

const workbook = (sheets: string): Uint8Array =>
  utf8(
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" ' +
      `xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><DocumentProperties><Title>t</Title></DocumentProperties>${sheets}</Workbook>`,
  )
const data = (text: string | number, attributes = '') =>
  `<Cell${attributes}><Data ss:Type="${typeof text === 'number' ? 'Number' : 'String'}">${text}</Data></Cell>`

describe('Excel 2003 XML', () => {
  it('has its sheets, ss:Index and MergeAcross and MergeDown', async () => {
    const sheets = await openSheets(
      workbook(
        `<Worksheet ss:Name="清河街道"><Table><Row>${data('小区', ' ss:MergeAcross="3"')}</Row>` +
          `<Row ss:Index="4">${data('名称')}${data('社区')}${data('经度')}${data('纬度')}</Row>` +
          `<Row>${data('a')}${data('一社区', ' ss:MergeDown="1"')}${data(116.3)}${data(39.9)}</Row>` +
          `<Row>${data('b')}${data(116.4, ' ss:Index="3"')}${data(39.8)}</Row>` +
          `<Row><Cell/>${data('x')}<Cell ss:Index="4"><Data ss:Type="Number">5</Data><Comment><Data>note</Data></Comment></Cell></Row></Table></Worksheet>` +
          `<Worksheet ss:Name="二"><Table><Row>${data('p')}${data('q')}</Row><Row>${data('r')}<Cell><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell></Row></Table></Worksheet>`,
      ),
    )
    expect(
      sheets.map(({ name, table: { format, columns, rows, line } }) => [name, format, columns, rows, [...line]]),
    ).toEqual([
      [
        '清河街道',
        'spreadsheetml',
        ['名称', '社区', '经度', '纬度'],
        [
          ['a', '一社区', '116.3', '39.9'],
          ['b', '一社区', '116.4', '39.8'],
          ['', 'x', '', '5'],
        ],
        [5, 6, 7],
      ],
      ['二', 'spreadsheetml', ['p', 'q'], [['r', '2024-05-01']], [2]],
    ])
  })
})

describe('old and locked workbooks', () => {
  const compound = (stream: string): Uint8Array => {
    const bytes = new Uint8Array(1024)
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    ;[...stream].forEach((character, at) => {
      bytes[512 + 2 * at] = character.charCodeAt(0)
    })
    return bytes
  }
  it('are refused, each with its own way out', async () => {
    await expect(openFirst(compound('Workbook'))).rejects.toMatchObject({
      message: /old Excel workbook/,
      hint: /Save as › Excel workbook/,
    })
    await expect(openFirst(compound('EncryptedPackage'))).rejects.toMatchObject({
      message: /password/,
      hint: /without/,
    })
  })
})

describe('markupTags', () => {
  it('finds tags, attributes and the text between them', () => {
    const text = 'a<b c="1>2" d=\'x\' e=f/>b<!-- <x> -->c</B >d<![CDATA[<e>]]>f < g <q'
    const tags = [...markupTags(text)]
    expect(tags.map(({ name, isEnd, textFrom, textTo }) => [name, isEnd, text.slice(textFrom, textTo)])).toEqual([
      ['b', false, 'a'],
      ['', false, 'b'],
      ['b', true, 'c'],
      ['', false, 'd'],
      ['', false, '<e>'],
      ['', false, 'f '],
    ])
    expect(['c', 'd', 'e', 'x'].map((name) => tags[0]!.attribute(name))).toEqual(['1>2', 'x', 'f/', undefined])
  })
})
