// What the terminal says in Chinese: headings, words and notes of every command.
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayIn, type WordKey } from '../../src/cli/words.ts'
import { runCli, townFolder } from './run-cli.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const folder = new URL('../../src/cli/', import.meta.url)
const table = readFileSync(new URL('words.ts', folder), 'utf8')
const keys = [...table.matchAll(/^ {2}'?([\w-]+)'?: \[/gm)].map((match) => match[1] as WordKey)

describe('the words of the terminal', () => {
  it('are the same sentences in both languages: the same places to fill in', () => {
    expect(keys.length).toBeGreaterThan(150)
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
    const [en, zh] = [sayIn('en'), sayIn('zh')]
    // A list of what is left unnamed reads without its number in Chinese.
    for (const key of keys.filter((key) => key !== 'and_more'))
      expect([key, ...places(zh(key))]).toEqual([key, ...places(en(key))])
    for (const key of keys)
      expect([key, zh(key)]).toEqual([key, expect.stringMatching(/[\u3000-\u9fff\uff00-\uffef]|^ {2}\{id\}|^\{n\} \//)])
  })

  it('has no sentence that nobody says', () => {
    const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts'))
    const source = files
      .filter((name) => name !== 'words.ts')
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    const text = source.join('')
    const composed = /^(role|group|measure|method|part|within|limit|profile|supply)_/
    const data = new Set(['linked', 'too-far', 'island', 'outside', 'rejected', 'warning'])
    expect(keys.filter((key) => !composed.test(key) && !data.has(key) && !text.includes(`'${key}'`))).toEqual([])
  })

  it('fills in what it is given, once, and numbers with separators', () => {
    const say = sayIn('en')
    expect(say('wrote', { path: '{n}' })).toBe('Wrote {n}')
    expect(say('blocks_unknown')).toBe('blocks unknown')
    expect(say('gaps_more', { n: 12345 })).toBe('… and 12,345 more in the file.')
  })
})

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
    expect(zh.stdout).toMatch(/^类别 +设施 +≤ 5 分钟 +≤ 10 分钟 +≤ 15 分钟 +未覆盖人口 +盲区\n/)
    expect(zh.stdout).toMatch(/覆盖率按 45 个地块的人口（共 [\d,]+）计算；未计入：2 个未接入路网、1 个人口未知。\n$/)
    expect(numbers(zh.stdout).sort()).toEqual(numbers(en.stdout).sort())
  })
})
