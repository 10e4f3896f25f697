// With --json an error is one line of JSON, the last on stderr; without it, two lines for people. The environment gives the language.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asksForJson, langOf } from '../../src/cli/first-look.ts'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const COVERAGE = ['coverage', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--out', 'o']

/** Every command that has --json, with a mistake of each kind of refusal. */
const WRONG: readonly (readonly [code: string, exit: number, message: RegExp, argv: readonly string[]])[] = [
  ['unknown-option', 2, /unknown option '--minuts'/i, [...COVERAGE, '--minuts', '5', '--json']],
  ['usage', 2, /missing required argument 'area'/i, ['check', '--json']],
  ['invalid-option', 2, /Allowed choices are/, [...COVERAGE, '--json', '--demand', 'doors']],
  ['usage', 2, /--minutes and --metres cannot go together/, [...COVERAGE, '--json', '--minutes', '5', '--metres', '9']],
  ['usage', 2, /is not a list of numbers/, ['--quiet', ...COVERAGE, '--minutes', 'ten', '--json']],
  ['usage', 2, /explain needs one --category/, ['explain', 'town.osm', '--block', 'BY-01', '--json']],
  ['invalid-option', 2, /Unknown category "kindergarden"/, [...COVERAGE, '--category', 'kindergarden', '--json']],
  ['input-unusable', 3, /no such file/, ['check', 'nowhere.osm', '--json']],
  ['invalid-option', 2, /gb50180/, ['standards', 'gb50180', '--json']],
  ['unknown-option', 2, /unknown option '--jsn'/i, ['categories', '--json', '--jsn']],
  ['usage', 2, /not empty/, ['demo', '--out', '.', '--json']],
  ['unknown-option', 2, /unknown option '--json'/i, ['gaps', 'town.osm', '--json']],
]

describe('errors with --json', () => {
  it.each(WRONG)('%s, exit %i: %s', async (code, exit, message, argv) => {
    const told = await runCli(town.path, argv)
    const lines = told.stderr.trimEnd().split('\n')
    const error = JSON.parse(lines.at(-1)!) as Record<string, unknown>
    expect(Object.keys(error)).toEqual(['code', 'message', 'hint', 'details'])
    expect(error).toMatchObject({ message: expect.stringMatching(message), details: expect.any(Object) })
    expect(error.hint === null || typeof error.hint === 'string').toBe(true)
    expect([told.stdout, told.stderr.includes('error:')]).toEqual(['', false])
    const plain = await runCli(
      town.path,
      argv.filter((word) => word !== '--json'),
    )
    expect([error.code, told.code]).toEqual([code, exit])
    // The same words and the same exit code without it.
    if (argv[0] !== 'gaps') {
      expect(plain.code).toBe(exit)
      expect(plain.stderr).toContain(`error: ${error.message}\n`)
      expect(plain.stderr.includes('hint: ')).toBe(error.hint !== null)
    }
  })

  it('carries the data of the error, and nothing but JSON with --quiet', async () => {
    const { code, stderr } = await runCli(town.path, [...COVERAGE, '--category', 'kindergarden', '--json', '--quiet'])
    expect(code).toBe(2)
    expect(JSON.parse(stderr)).toMatchObject({ details: { category: 'kindergarden' }, hint: expect.any(String) })
  })

  it('of a check that finds nothing to measure: findings on stdout, the error on stderr', async () => {
    writeFileSync(join(town.path, 'empty.csv'), 'id,lon,lat,population\n')
    const argv = ['check', 'town.osm', '--blocks', 'empty.csv', '--json']
    const { code, stdout, stderr } = await runCli(town.path, argv)
    const error = JSON.parse(stderr.trimEnd().split('\n').at(-1)!) as Record<string, unknown>
    expect([code, error.code, error.details]).toEqual([
      3,
      'input-unusable',
      { name: 'empty.csv', role: 'blocks', read: 0 },
    ])
    const { code: problemCode, message, hint } = error
    expect(JSON.parse(stdout)).toMatchObject({ usable: false, problem: { code: problemCode, message, hint } })
  })

  it('speaks Chinese where asked to', async () => {
    const { stderr } = await runCli(town.path, ['check', 'nowhere.osm', '--json', '--lang', 'zh'])
    expect(JSON.parse(stderr)).toMatchObject({ message: expect.stringMatching(/[\u4e00-\u9fff]/) })
  })

  it('is not what an argument after -- asks for', () => {
    expect([asksForJson(['check', '--json']), asksForJson(['check', '--', '--json'])]).toEqual([true, false])
  })
})

describe('the language', () => {
  it('is that of --lang, else of LC_ALL, LC_MESSAGES and LANG in this order, else English', () => {
    const lang = (environment: Record<string, string>, ...argv: string[]) => langOf(argv, environment)
    expect(lang({})).toBe('en')
    for (const name of ['zh', 'zh_CN.UTF-8', 'zh-TW', 'ZH_cn', 'zh.GB18030'])
      expect([name, lang({ LANG: name })]).toEqual([name, 'zh'])
    for (const name of ['C', 'C.UTF-8', 'POSIX', 'en_US.UTF-8', 'zha_CN', 'de_DE', ''])
      expect([name, lang({ LANG: name })]).toEqual([name, 'en'])
    expect(lang({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en')
    expect(lang({ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US' })).toBe('zh')
    expect(lang({ LANG: 'zh_CN' }, 'check', '--lang', 'en')).toBe('en')
    expect(lang({}, 'check', '--lang=zh')).toBe('zh')
    expect(lang({}, 'check', '--lang', 'en', '--lang', 'zh')).toBe('zh')
    expect(lang({}, 'check', '--', '--lang', 'zh')).toBe('en')
  })

  it('holds for tables, notes and errors of a run', async () => {
    const chinese = { environment: { LANG: 'zh_CN.UTF-8' } }
    const wrong = await runCli(town.path, ['coverage'], chinese)
    expect(wrong.stderr).toMatch(/^错误：/)
    const right = await runCli(town.path, ['standards'], chinese)
    expect(right).toEqual(await runCli(town.path, ['standards', '--lang', 'zh']))
    expect(await runCli(town.path, ['standards', '--lang', 'en'], chinese)).toEqual(
      await runCli(town.path, ['standards']),
    )
    const poster = ['poster', 'town.osm', '--blocks', 'blocks.geojson', '--block', 'BY-01', '--overwrite', '--out', 'p']
    expect((await runCli(town.path, poster, chinese)).stderr).toMatch(/[\u4e00-\u9fff]/)
  })
})
