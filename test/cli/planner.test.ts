// From a planner's own files to verdicts: the command of the README, what it says of her rows, and the mending of them.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, SAMPLE_TOWN, townFolder } from './run-cli.ts'

const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')

interface Summary {
  standard: {
    verdicts: { met: number; partial: number; unmet: number; unknown: number; noData: number }
    rules: { id: string; categories: string[]; noData: number }[]
    units: { kind: string; name: string }[]
  }
  categories: { id: string; facilities: number }[]
  inputs: { role: string; name: string; format: string; read: number; used: number; rejected: number }[]
  notices: { code: string }[]
}

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  // The README is read at the root of the project.
  const data = join(town.path, 'data', 'sample-town')
  mkdirSync(join(data, 'planner'), { recursive: true })
  for (const name of ['town.osm', ...readdirSync(join(SAMPLE_TOWN, 'planner')).map((table) => `planner/${table}`)]) {
    writeFileSync(join(data, name), readFileSync(join(SAMPLE_TOWN, name)))
  }
})
afterAll(() => town.done())

const read = (...path: string[]) => readFileSync(join(town.path, ...path), 'utf8')
const TABLES = [
  '--facilities',
  'planner/设施.xlsx',
  '--blocks',
  'planner/居住区.csv',
  '--totals',
  'planner/社区台账.csv',
]
const number = (text: string | undefined) => Number(text!.replaceAll(',', ''))

describe('her Excel to verdicts', () => {
  it('is what the README says, number by number', async () => {
    const command = /^npx living-circle (coverage .*planner.*)$/m.exec(readme)![1]!
    const { code, stdout, stderr } = await runCli(town.path, command.split(/\s+/))
    expect([code, stderr.includes('error')]).toEqual([0, false])
    const section = readme.slice(readme.indexOf('### Her Excel to verdicts'), readme.indexOf('## Files out'))
    const said = /uses (\d+) of (\d+) facilities/.exec(section)!
    const summary = JSON.parse(read('planner-result', 'summary.json')) as Summary
    const { verdicts, rules, units } = summary.standard
    const input = (role: string) => summary.inputs.find((one) => one.role === role)!
    expect([input('facilities').used, input('facilities').read]).toEqual([number(said[1]), number(said[2])])
    const counts =
      /([\d,]+) verdicts, ([\d,]+) met, ([\d,]+) partial, ([\d,]+) unmet, ([\d,]+) unknown, ([\d,]+) without data/.exec(
        section,
      )!
    const { met, partial, unmet, unknown, noData } = verdicts
    expect([met, partial, unmet, unknown, noData]).toEqual(counts.slice(2).map(number))
    const rows = read('planner-result', 'verdicts.csv').trim().split('\n').slice(1)
    expect(rows.length).toBe(number(counts[1]))
    expect(rows.every((row) => row.includes(',false,'))).toBe(true)
    const present = new Set(summary.categories.filter(({ facilities }) => facilities > 0).map(({ id }) => id))
    const without = rules.filter(({ categories }) => !categories.some((id) => present.has(id)))
    const lacking = /without data belong to (\d+) rules/.exec(section)!
    expect([without.length, without.every(({ noData: count }) => count === 48)]).toEqual([number(lacking[1]), true])
    expect(stderr).toMatch(/设施\.xlsx：坐标：GCJ-02/)
    expect(stderr).toMatch(/居住区\.csv：坐标：GCJ-02/)
    expect(stderr).toContain('人口：1 项总数共 2,660 人，按户数分摊到 1 个小区')
    expect(summary.notices.map((notice) => notice.code)).toContain('shared-out-people')
    expect(input('standard')).toMatchObject({ name: 'gb50180-2018 1.1.0', format: 'built-in', read: 60, used: 60 })
    expect(new Set(units.map(({ kind }) => kind))).toEqual(new Set(['community', 'street']))
    expect(stdout).toContain('未核对')
    const workbook = unzipSync(readFileSync(join(town.path, 'planner-result', 'coverage.xlsx')))
    expect(strFromU8(workbook['xl/workbook.xml']!)).toContain('社区街道汇总')
  }, 60_000)

  it('check tells it on one screen, and its rows can be mended and loaded again', async () => {
    const argv = ['town.osm', ...TABLES, '--crs', 'auto']
    const { code, stdout } = await runCli(town.path, ['check', ...argv, '--rejects', 'rejects.csv'])
    expect(code).toBe(0)
    expect(stdout.split('\n').length).toBeLessThan(55)
    expect(stdout).toMatch(
      /^设施\.xlsx: 83 rows read = 80 used \+ 1 merged(?:.+\n)+Usable: 80 facilities of 19 kinds, 48 blocks \([\d,]+ people\)/,
    )
    expect(stdout).toMatch(/^棋牌馆 +1 /m)
    expect(stdout).toContain('coordinates: GCJ-02 (AMap, Tencent)')
    expect(stdout).toMatch(/^people +118,485 +64 +12 +0$/m)
    expect(stdout).toMatch(/^No data at all for 91 of 110 kinds, among them for older people and children: /m)
    const [header, ...rows] = read('rejects.csv').replace('\ufeff', '').trim().split('\n')
    expect(header).toBe('序号,名称,类型,经度,纬度,建筑面积(㎡),容量,reject_line,reject_code,reject_message')
    expect(rows.map((row) => row.split(',')[8])).toEqual(['missing-coordinates', 'unknown-category', 'duplicate-place'])
    const mended = rows[0]!.replace('托育机构,,,', '托育机构,113.607245,34.801702,').replace('（筹）', '')
    writeFileSync(join(town.path, 'mended.csv'), `${header}\n${mended}\n`)
    const again = [...TABLES.slice(0, 2), 'mended.csv', ...TABLES.slice(2), '--crs', 'gcj02']
    const { stderr } = await runCli(town.path, ['check', 'town.osm', ...again])
    expect(stderr).toContain('mended.csv: 1 of 1 facilities can be used')
  }, 60_000)

  it('says of every table what programs need', async () => {
    const { stdout } = await runCli(town.path, ['check', 'town.osm', ...TABLES, '--crs', 'auto', '--json'])
    const findings = JSON.parse(stdout) as {
      tables: { source: string; encoding: string | null; columns: Record<string, string> }[]
      coordinates: { source: string; system: string; evidence: { id: string; linkedShare: number }[] }[]
      unknownCategories: { source: string; word: string; count: number }[]
      sharedOut: { unit: string; shared: number }[]
      links: { people: Record<string, number>; peopleWithoutStreet: number }
      categoriesWithoutData: string[]
    }
    expect(findings.tables.map(({ source, encoding }) => [source, encoding])).toEqual([
      ['设施.xlsx', null],
      ['居住区.csv', 'gb18030'],
      ['社区台账.csv', 'gb18030'],
    ])
    expect(findings.tables[2]!.columns).toMatchObject({ community: '社区', street: '街道', age_60_plus: '60岁及以上' })
    expect(findings.coordinates.map(({ source, system }) => [source, system])).toEqual([
      ['设施.xlsx', 'gcj02'],
      ['居住区.csv', 'gcj02'],
    ])
    expect(findings.coordinates[0]!.evidence.map(({ id }) => id).sort()).toEqual(['bd09', 'gcj02', 'wgs84'])
    expect(findings.unknownCategories).toEqual([{ source: '设施.xlsx', word: '棋牌馆', count: 1, suggestion: null }])
    expect(findings.sharedOut.reduce((sum, { shared }) => sum + shared, 0)).toBe(2660 + 559 + 80)
    expect(findings.links.peopleWithoutStreet).toBe(76)
    expect(findings.links.people).toEqual({ linked: 118_485, 'too-far': 64, island: 12 })
    expect(findings.categoriesWithoutData.length).toBe(91)
  }, 60_000)

  it('keeps totals to the last person, and says which could not be shared out', async () => {
    const ledger =
      '社区,街道,常住人口\n北苑社区,北苑街道,17020\n没有的社区,北苑街道,5\n公园社区,,19481\n湖西社区,北苑街道,x\n'
    writeFileSync(join(town.path, 'ledger.csv'), ledger)
    const argv = ['check', 'town.osm', '--blocks', 'planner/居住区.csv', '--totals', 'ledger.csv', '--crs', 'gcj02']
    const { code, stdout, stderr } = await runCli(town.path, [...argv, '--rejects', 'totals.csv'])
    expect(code).toBe(0)
    expect(stderr).toMatch(/ledger\.csv: \d of 4 totals can be used/)
    expect(stdout).toMatch(/^ledger\.csv +unknown-block +rejected +1 /m)
    expect(stdout).toMatch(/^ledger\.csv +invalid-number +rejected +\d /m)
    expect(read('totals.csv')).toContain('没有的社区,北苑街道,5,3,unknown-block')
  }, 60_000)
})

describe('rows of several tables', () => {
  it('go to one file each; one stream is refused', async () => {
    writeFileSync(join(town.path, 'f.csv'), 'id,name,category,lon,lat\n1,a,bank,113.6,34.8\n2,b,,113.6,34.8\n')
    writeFileSync(join(town.path, 'b.csv'), 'id,lon,lat,population\nx,113.6,34.8,5\ny,,,5\n')
    const argv = ['check', 'town.osm', '--facilities', 'f.csv', '--blocks', 'b.csv']
    const { code, stderr } = await runCli(town.path, [...argv, '--rejects', 'both.csv'])
    expect(code).toBe(0)
    expect(existsSync(join(town.path, 'both.csv'))).toBe(false)
    expect(read('both.f.csv.csv')).toContain('2,b,,113.6,34.8,3,missing-category')
    expect(read('both.b.csv.csv')).toContain('y,,,5,3,missing-coordinates')
    expect(stderr).toContain('Wrote both.b.csv.csv')
    const streamed = await runCli(town.path, [...argv, '--rejects', '-'])
    expect([streamed.code, streamed.stderr]).toEqual([2, expect.stringContaining('f.csv, b.csv')])
  })

  it('stdout takes the rows alone, or the findings as JSON, never both', async () => {
    const argv = ['check', 'town.osm', '--facilities', 'f.csv']
    const { code, stdout, stderr } = await runCli(town.path, [...argv, '--rejects', '-'])
    expect([code, stdout]).toEqual([
      0,
      'id,name,category,lon,lat,reject_line,reject_code,reject_message\n2,b,,113.6,34.8,3,missing-category,line 3: no category\n',
    ])
    expect(stderr).toMatch(/^Usable: 1 facility/m)
    expect(stderr).toMatch(/^f\.csv +missing-category +rejected +1 /m)
    for (const both of [
      ['--rejects', '-', '--json'],
      ['--save-mapping', '-', '--json'],
      ['--rejects', '-', '--save-mapping', '-'],
    ]) {
      const refused = await runCli(town.path, [...argv, ...both])
      expect([refused.code, refused.stdout]).toEqual([2, ''])
      const hint = 'Write the other one to a file.'
      if (both.includes('--json'))
        expect(JSON.parse(refused.stderr)).toMatchObject({
          message: expect.stringMatching(/^stdout takes one of /),
          hint,
        })
      else expect(refused.stderr).toMatch(/^error: stdout takes one of .*\nhint: Write the other one to a file\.\n$/)
    }
  })

  it('--default-category gives a kind to rows without one, --delimiter overrules the look of a table', async () => {
    const argv = ['check', 'town.osm', '--facilities', 'f.csv', '--default-category', '银行']
    const { stderr } = await runCli(town.path, argv)
    expect(stderr).toContain('f.csv: 2 of 2 facilities can be used')
    const wrong = await runCli(town.path, [...argv.slice(0, -1), 'bnak'])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean "bank"?')])
    writeFileSync(join(town.path, 'odd.csv'), 'id~name~category~lon~lat\n1~a,b,c~bank~113.6~34.8\n')
    const odd = ['check', 'town.osm', '--facilities', 'odd.csv', '--delimiter', '~']
    expect((await runCli(town.path, odd)).stderr).toContain('odd.csv: 1 of 1 facilities can be used')
    const none = await runCli(town.path, [...odd.slice(0, -1), 'ab'])
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/--delimiter "ab".*\nhint: /)])
  })

  it('of one name are told apart by as much of their paths as that takes', async () => {
    for (const [folder, row] of [
      ['north', 'n1,a,bank,113.6,34.8\nn2,b,clinik,113.6,34.8'],
      ['south', 's1,c,park,113.601,34.801\ns2,d,,113.6,34.8'],
    ] as const) {
      mkdirSync(join(town.path, folder, 'tables'), { recursive: true })
      writeFileSync(join(town.path, folder, 'tables', 'places.csv'), `id,name,category,lon,lat\n${row}\n`)
    }
    const names = ['north/tables/places.csv', 'south/tables/places.csv']
    const argv = ['town.osm', '--facilities', ...names, '--blocks', 'b.csv']
    const { code, stderr } = await runCli(town.path, ['coverage', ...argv, '--out', 'two-names'])
    expect(code).toBe(0)
    for (const name of names) expect(stderr).toContain(`${name}: 1 of 2 facilities can be used`)
    const { inputs } = JSON.parse(read('two-names', 'summary.json')) as Summary
    expect(inputs.map(({ name }) => name)).toEqual(['town.osm', ...names, 'b.csv'])
    const sources = read('two-names', 'rejects.csv')
      .split('\n')
      .map((row) => row.split(',')[0])
    expect(sources).toEqual(expect.arrayContaining([...names, 'b.csv']))
    await runCli(town.path, ['check', ...argv, '--rejects', 'left.csv', '--save-mapping', 'names.json'])
    expect(read('left.north_tables_places.csv.csv')).toContain('n2,b,clinik')
    expect(read('left.south_tables_places.csv.csv')).toContain('s2,d,')
    const saved = JSON.parse(read('names.json')) as { facilities: Record<string, Record<string, string>> }
    expect(Object.keys(saved.facilities)).toEqual(names)
    // A mapping may call them by their names in the run, or by the name that they share.
    for (const facilities of [
      { 'south/tables/places.csv': { category: null }, 'north/tables/places.csv': {} },
      { 'places.csv': { category: null } },
    ]) {
      writeFileSync(join(town.path, 'named.json'), JSON.stringify({ facilities }))
      const mapped = await runCli(town.path, [
        'check',
        ...argv,
        '--mapping',
        'named.json',
        '--default-category',
        'bank',
      ])
      expect(mapped.stderr).toContain('south/tables/places.csv: 2 of 2')
    }
    // The same file given twice is one file.
    const twice = await runCli(town.path, ['check', 'town.osm', '--facilities', names[0]!, `./${names[0]}`])
    expect(twice.stderr).toMatch(/^places\.csv: 1 of 2/m)
  })

  it('save and read the columns of every table', async () => {
    const argv = ['check', 'town.osm', ...TABLES, '--gates', 'gates.csv', '--crs', 'auto']
    await runCli(town.path, [...argv, '--save-mapping', 'columns.json'])
    const saved = JSON.parse(read('columns.json')) as Record<string, Record<string, string>>
    expect(Object.keys(saved)).toEqual(['facilities', 'blocks', 'gates', 'totals', 'categories'])
    expect(saved.totals).toMatchObject({ community: '社区', population: '常住人口' })
    // Edited: the ledger's older people are not to be used.
    writeFileSync(
      join(town.path, 'mine.json'),
      JSON.stringify({ ...saved, totals: { ...saved.totals, age_60_plus: null } }),
    )
    const { code, stderr } = await runCli(town.path, [...argv, '--mapping', 'mine.json'])
    expect([code, stderr.includes('age_60_plus:'), stderr.includes('age_0_3:')]).toEqual([0, false, true])
    // Two facility files, each with columns of its own.
    writeFileSync(join(town.path, 'one.csv'), 'nr,what,sort,x1,y1\n1,a,bank,113.6,34.8\n')
    writeFileSync(join(town.path, 'two.csv'), 'k,n,t,u,v\n1,b,park,113.601,34.801\n')
    const mapping = {
      facilities: {
        'one.csv': { id: 'nr', name: 'what', category: 'sort', lon: 'x1', lat: 'y1' },
        'two.csv': { id: 'k', name: 'n', category: 't', lon: 'u', lat: 'v' },
      },
    }
    writeFileSync(join(town.path, 'two.json'), JSON.stringify(mapping))
    const two = ['check', 'town.osm', '--facilities', 'one.csv', 'two.csv', '--mapping', 'two.json']
    const both = await runCli(town.path, [...two, '--save-mapping', 'saved-two.json'])
    expect(both.stderr).toMatch(/one\.csv: 1 of 1[\s\S]*two\.csv: 1 of 1/)
    expect(JSON.parse(read('saved-two.json'))).toEqual(mapping)
  }, 60_000)
})
