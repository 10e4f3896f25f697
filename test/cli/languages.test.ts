// What the terminal says in Chinese: headings, words and notes of every command.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { runCli, townFolder } from './run-cli.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

/** Names that stand as they are in any language, and the two columns that hold one language each. */
const NAMES = /\b(?:OSM|GB|id|English|name|CSV|OpenStreetMap|ODbL)\b/g

describe('every command with --lang zh', () => {
  it.each([
    ['coverage', ...INPUTS, '--out', 'zh-a', '--category', 'pharmacy', 'park', 'nursing_home'],
    ['coverage', ...INPUTS, '--out', 'zh-b', '--standard', 'gb50180-2018'],
    ['coverage', ...INPUTS, '--out', 'zh-c', '--metres', '300,500', '--fail-under', '99'],
    ['gaps', ...INPUTS, '-o', 'zh.geojson'],
    ['gaps', ...INPUTS, '-o', 'zh-rules.geojson', '--standard', 'gb50180-2018'],
    ['check', ...INPUTS],
    ['explain', ...INPUTS, '--block', 'BY-01', '--category', 'pharmacy', '--standard', 'gb50180-2018'],
    ['explain', ...INPUTS, '--block', 'HD-8', '--category', 'pharmacy'],
    ['isochrone', 'town.osm', '--at', '113.6,34.8', '-o', 'zh-iso.geojson'],
    ['isochrone', 'town.osm', '--category', 'park', '--blocks', 'blocks.geojson', '--land'],
    ['isochrone', 'town.osm', '--category', 'park', '--blocks', 'blocks.geojson', '--uncovered', 'zh-left.geojson'],
    ['isochrone', 'town.osm', '--category', 'park', '--allocate', '-o', 'zh-nearest.geojson'],
    ['poster', ...INPUTS, '--block', 'BY-01', '--out', 'zh-posters'],
    ['categories'],
    ['standards'],
    ['standards', 'gb50180-2018'],
  ])('%s %s %s', async (...argv) => {
    const { code, stdout, stderr } = await runCli(town.path, [...argv, '--lang', 'zh'])
    expect(code === 0 || argv.includes('--fail-under')).toBe(true)
    const lines = stdout.split('\n')
    const headings = lines.filter((_, index) => /^─/.test(lines[index + 1] ?? ''))
    for (const heading of headings) expect(heading.replace(NAMES, '')).not.toMatch(/[a-z]{3}/)
    const said = stderr.split('\n').filter((line) => line !== '')
    for (const line of said) expect(line).toMatch(/[\u4e00-\u9fff]/)
    if (argv[0] !== 'poster') expect(headings.length + said.length).toBeGreaterThan(0)
  })

  it('says the answer in Chinese, with the same numbers', async () => {
    const argv = ['coverage', ...INPUTS, '--category', 'pharmacy', '--out']
    const en = await runCli(town.path, [...argv, 'en-numbers'])
    const zh = await runCli(town.path, [...argv, 'zh-numbers', '--lang', 'zh'])
    const numbers = (text: string) => [...text.matchAll(/[\d.,]*\d/g)].map(([number]) => number)
    expect(zh.stdout).toMatch(
      /^facilities\.csv：读入 80 行 = 采用 6.*\n(?:.+\n)*类别 +设施 +≤ 5 分钟 +≤ 10 分钟 +≤ 15 分钟 +未覆盖人口 +盲区\n/,
    )
    expect(zh.stdout).toMatch(/覆盖率按 45 个小区的人口（共 [\d,]+）计算；未计入：2 个未接入路网、1 个人口未知。\n\n/)
    const tableOf = (text: string) => text.slice(0, text.indexOf('\n\n'))
    expect(numbers(tableOf(zh.stdout)).sort()).toEqual(numbers(tableOf(en.stdout)).sort())
    // Languages list and count in their own ways; shares are the same.
    const shares = (text: string) => [...text.slice(tableOf(text).length).matchAll(/[\d.]+%/g)].map(([share]) => share)
    expect(shares(zh.stdout)).toEqual(shares(en.stdout))
    expect(shares(zh.stdout).length).toBeGreaterThan(2)
    expect(zh.stdout).toMatch(/\n配套最差的社区：\n/)
  })
})

/** A table with every mistake that rows have. */
const DIRTY = `id,name,category,lon,lat,capacity
1,东里药店,药店,113.6,34.8,
2,西里药店,药店,,,
3,南里药店,药店,34.8,113.6,
4,北里药店,药店,12.5,41.9,
5,无名,kindergarden,113.6,34.8,
6,市民中心,,113.6,34.8,
1,东里药店,药店,113.601,34.801,
8,二里药店,药店,113.602,34.801,几张
9,三里药店,药店,113.603
`

describe('what is wrong, with --lang zh', () => {
  const put = (name: string, text: string) => writeFileSync(join(town.path, name), text)
  /** English words one after another, but for commands. */
  const english = (text: string) =>
    text.replace(/living-circle \w+|--[a-z-]+ \w+/g, '').match(/[a-z]{2,} [a-z]{2,}/g) ?? []

  it('says why rows are rejected, on the terminal and in rejects.csv; codes stay', async () => {
    put('dirty.csv', DIRTY)
    const argv = [
      'coverage',
      'town.osm',
      '--facilities',
      'dirty.csv',
      '--blocks',
      'blocks.geojson',
      '--category',
      'pharmacy',
    ]
    const en = await runCli(town.path, [...argv, '--out', 'dirty-en'])
    const zh = await runCli(town.path, [...argv, '--out', 'dirty-zh', '--lang', 'zh'])
    expect([en.code, zh.code]).toEqual([0, 0])
    expect(zh.stderr).toContain('警告：dirty.csv：2 条被剔除（缺少坐标），例如：第 3 行：没有坐标\n')
    expect(zh.stderr).toContain('是否为“kindergarten”？')
    expect(zh.stderr).not.toMatch(/warning:|rejected/)
    const rows = (folder: string) =>
      readFileSync(join(town.path, folder, 'rejects.csv'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(','))
    const [english_, chinese] = [rows('dirty-en'), rows('dirty-zh')]
    expect(chinese.length).toBe(english_.length)
    expect(chinese.map((cells) => cells.slice(0, 3))).toEqual(english_.map((cells) => cells.slice(0, 3)))
    expect(english_.length).toBeGreaterThan(8)
    for (const [row, cells] of chinese.entries()) {
      if (row > 0) expect([row, english(cells.slice(3, -1).join(','))]).toEqual([row, []])
    }
  })

  it('says it in check and in the rows to be mended', async () => {
    put('dirty.csv', DIRTY)
    const { stdout } = await runCli(town.path, [
      'check',
      'town.osm',
      '--facilities',
      'dirty.csv',
      '--blocks',
      'blocks.geojson',
      '--lang',
      'zh',
      '--rejects',
      'mend.csv',
    ])
    expect(stdout).toMatch(/dirty\.csv +经纬度颠倒 +剔除 +1 +第 4 行：34\.8, 113\.6 不在地球上，经度和纬度可能颠倒/)
    const mend = readFileSync(join(town.path, 'mend.csv'), 'utf8')
    expect(mend).toContain('3,missing-coordinates,第 3 行：没有坐标')
  })

  it.each([
    [['coverage', 'no.osm', '--out', 'o'], 3, /^错误：无法读取 no\.osm：没有这个文件或文件夹。\n建议：请检查路径；/m],
    [
      ['coverage', 'town.osm', '--out', 'o', '--minutes', 'x'],
      2,
      /^错误：--minutes 的值“x”不是一列大于 0 的数。\n建议：请用英文逗号/m,
    ],
    [
      ['coverage', 'town.osm', '--out', 'o', '--minuts', '5'],
      2,
      /^错误：未知选项 --minuts。\n建议：是否为 --minutes？/m,
    ],
    [['coverage', '--out', 'o'], 2, /^错误：缺少必需的参数 area。\n建议：请把区域文件写在最前面/m],
    [['coverage', 'town.osm'], 2, /^错误：缺少必需的选项 -o, --out <folder>。/m],
    [
      ['coverage', 'town.osm', '--out', 'o', '--profile', 'dog'],
      2,
      /^错误：选项 -p, --profile|^错误：未知的步行者类型“dog”。/m,
    ],
    [['coverage', 'empty.osm', '--out', 'o'], 3, /^错误：empty\.osm 是空文件（0 字节）。\n建议：下载可能失败/m],
    [
      ['coverage', 'page.osm', '--out', 'o'],
      3,
      /^错误：page\.osm 是网页（HTML），文件开头为 .*。\n建议：服务器返回的是错误页或登录页。/m,
    ],
    [
      ['coverage', 'town.osm', '--out', 'o', '--facilities', 'nowhere.csv'],
      3,
      /^错误：nowhere\.csv 没有坐标：没有可识别为经度和纬度的列。\n建议：请将列命名为 lon 和 lat/m,
    ],
    [
      ['coverage', 'town.osm', '--out', 'o', '--facilities', 'addresses.csv'],
      3,
      /^错误：addresses\.csv 只有地址（“address”列），没有坐标。\n建议：可生成待填表格/m,
    ],
    [
      ['coverage', 'town.osm', '--out', 'o', '--blocks', 'swapped.csv'],
      3,
      /^错误：swapped\.csv：2 条小区记录均无法采用（经纬度颠倒，例如：第 2 行：.*）。\n建议：请对调经度列和纬度列/m,
    ],
    [
      ['coverage', 'town.osm', '--out', 'o', '--category', 'clinik'],
      2,
      /^错误：未知类别“clinik”。\n建议：是否为“clinic”？/m,
    ],
    [
      ['explain', 'town.osm', '--block', 'XX', '--category', 'park', '--blocks', 'blocks.geojson'],
      2,
      /^错误：48 个小区中没有编号或名称为“XX”的。\n建议：小区例如 /m,
    ],
    [['coverge', 'town.osm'], 2, /^错误：未知命令 coverge。\n建议：是否为 coverage？/m],
  ])('%j', async (argv, code, said) => {
    put('empty.osm', '')
    put('page.osm', '<!doctype html><html><body>log in</body></html>')
    put('nowhere.csv', 'name,category,remark\n东里药店,药店,东里 1 号\n')
    put('addresses.csv', 'name,category,address\n东里药店,药店,东里 1 号\n')
    put('swapped.csv', 'id,lon,lat\n1,34.80,113.60\n2,34.81,113.61\n')
    const result = await runCli(town.path, [...argv, '--lang', 'zh'])
    expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(said)])
    expect(english(result.stderr.replace(/文件开头为 .*。/, ''))).toEqual([])
  })
})
