// Field sheets: made, filled in by openpyxl as somebody would outside, and read back as edits that a scenario applies.
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { bytesSource } from '../../src/index.ts'
import { loadFieldAnswers } from '../../src/job/load-field-answers.ts'
import { runCli, townFolder } from './run-cli.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const hasOpenpyxl = spawnSync('python3', ['-c', 'import openpyxl']).status === 0
const INPUTS = [
  'town.osm',
  '--facilities',
  'facilities.csv',
  '--blocks',
  'blocks.geojson',
  '--gates',
  'gates.csv',
  '--category',
  'nursery',
  'pharmacy',
  '--minutes',
  '5',
  '-q',
]

let town: ReturnType<typeof townFolder>
beforeAll(async () => {
  town = townFolder()
  expect((await run('coverage', ...INPUTS, '--out', 'results')).code).toBe(0)
  expect((await run('ledger', 'update', 'ledger.xlsx', 'results', '--date', '2026-01-01', '-q')).code).toBe(0)
})
afterAll(() => town.done())

const run = (...argv: string[]) => runCli(town.path, argv)

/** F10 is closed, F09 as the data say, a gate is shut, a nursery more, a path; one row nobody can use. */
const FILL = `
import openpyxl, sys
wb = openpyxl.load_workbook(sys.argv[1]); ws = wb.active
at = next(r for r in range(1, 9) if ws.cell(r, 1).value == 'item'); col = {c.value: c.column for c in ws[at]}
words = sys.argv[2].split('|')
def put(r, **cells):
  for key, value in cells.items(): ws.cell(r, col[key]).value = value
new = iter([])
for r in range(at + 2, ws.max_row + 1):
  id, item = ws.cell(r, col['id']).value, ws.cell(r, col['item']).value
  if id == 'F10': put(r, answer=words[0], date='2026-05-02', source='王工', note='停业')
  if id == 'F09': put(r, answer=words[1])
  if ws.cell(r, col['compound']).value == 'BY-02' and ws.cell(r, col['number']).value == 3: put(r, answer=words[0])
rows = {ws.cell(r, col['item']).value: r for r in range(ws.max_row, at + 1, -1)}
put(rows[words[2]], name='北苑托育园', category='托育园', lon=113.5836, lat=34.8101)
put(rows[words[3]], lon=113.5836, lat=34.8101, to_lon=113.5840, to_lat=34.8095)
put(rows[words[4]], answer=words[0])
wb.save(sys.argv[1])
`

describe('ledger sheets', () => {
  it('has a page and a workbook for each community, or for those named', async () => {
    expect(
      await run('ledger', 'sheets', 'ledger.xlsx', 'results', '--out', 'sheets', '--lang', 'zh', '-q'),
    ).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(join(town.path, 'sheets')).length).toBe(12)
    const page = readFileSync(join(town.path, 'sheets/field-sheets.html'), 'utf8')
    for (const text of ['北苑社区', '站前社区', '现场核查表', 'Field sheet', '<svg', 'Invented sample data'])
      expect(page).toContain(text)
    expect(page.match(/<section class="sheet field">/g)).toHaveLength(11)
    expect(page).toMatch(/LC-[A-Z]{8}/)
    const wrong = await run('ledger', 'sheets', 'ledger.xlsx', 'results', '--community', 'Nowhere', '--out', 'none')
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Nowhere') })
    expect((await run('ledger', 'sheets', 'none.xlsx', 'results', '--out', 'none')).code).toBe(2)
  })

  it.skipIf(!hasOpenpyxl).each([
    ['zh', '关闭|与数据一致|新增设施|实有的路|盲区'],
    ['en', 'closed|as the data say|new facility|path that exists|gap'],
  ])('come back as edits that a scenario applies, in %s', async (lang, words) => {
    const folder = `back-${lang}`
    expect(
      (
        await run(
          'ledger',
          'sheets',
          'ledger.xlsx',
          'results',
          '--community',
          '北苑社区',
          '--out',
          folder,
          '--lang',
          lang,
          '-q',
        )
      ).code,
    ).toBe(0)
    const sheet = `${folder}/field-1-北苑社区.xlsx`
    execFileSync('python3', ['-c', FILL, join(town.path, sheet), words], { encoding: 'utf8' })
    const { code, stderr } = await run('ledger', 'answers', sheet, '-o', `${folder}.json`, '--lang', 'en')
    expect(code).toBe(0)
    expect(stderr).toMatch(/(\d+) rows read = 4 edits \+ 1 as the data say \+ \d+ left blank \+ 1 rejected/)
    const [, read, blank] = /(\d+) rows read .* (\d+) left blank/.exec(stderr)!.map(Number)
    expect(read).toBe(4 + 1 + blank! + 1)
    const edits = JSON.parse(readFileSync(join(town.path, `${folder}.json`), 'utf8'))
    expect(edits).toMatchObject([
      { op: 'close-facility', facility: 'F10', category: 'nursery', date: '2026-05-02', source: '王工', note: '停业' },
      { op: 'close-gate', compound: 'BY-02' },
      { op: 'add-facility', category: 'nursery', name: '北苑托育园', at: [113.5836, 34.8101] },
      { op: 'add-path', from: [113.5836, 34.8101], to: [113.584, 34.8095] },
    ])
    expect((await run('scenario', ...INPUTS, '--edits', `${folder}.json`, '--out', `after-${lang}`)).code).toBe(0)
    const echo = JSON.parse(readFileSync(join(town.path, `after-${lang}/edits.json`), 'utf8'))
    const list = Array.isArray(echo) ? echo : echo.edits
    expect(list[0]).toMatchObject({ status: 'applied', date: '2026-05-02', source: '王工' })
    expect(list[2]).toMatchObject({ status: 'applied' })
  })
})

describe('loadFieldAnswers', () => {
  const load = (...rows: string[]) =>
    loadFieldAnswers(
      bytesSource(
        'a.csv',
        new TextEncoder().encode(`item,id,category,lon,lat,compound,answer,to_lon,to_lat,date\n${rows.join('\n')}\n`),
      ),
      'A',
    )

  it('makes an edit of what can be done, and says of everything else why not', async () => {
    const { edits, confirmed, blank, rejects, counts } = await load(
      'facility,F1,nursery,113.6,34.8,,not-there,,,',
      'facility,,pharmacy,113.6,34.8,,closed,,,2026-05',
      'gate,,,113.6,34.8,C1,open,,,',
      'gone-path,,,113.6,34.8,,,,,',
      'facility,F2,nursery,113.6,34.8,,as-computed,,,',
      'gate,,,113.6,34.8,C1,,,,',
      'new-facility,,spaceport,113.6,34.8,,,,,',
      'new-path,,,113.6,34.8,,,,,',
      'new-gate,,,300,34.8,,,,,',
      'bridge,,,113.6,34.8,,closed,,,',
      'gate,,,113.6,34.8,,perhaps,,,',
      'facility,F3,nursery,113.6,34.8,,closed,,,someday',
    )
    expect(edits.map(({ id, op }) => `${id} ${op}`)).toEqual([
      'A1 close-facility',
      'A2 close-facility',
      'A3 open-gate',
      'A4 remove-way',
    ])
    expect(edits[1]).toMatchObject({ at: [113.6, 34.8], category: 'pharmacy', date: '2026-05' })
    expect([confirmed, blank, rejects.length]).toEqual([1, 1, 6])
    expect(counts.read).toBe(edits.length + confirmed + blank + rejects.length)
  })
})
