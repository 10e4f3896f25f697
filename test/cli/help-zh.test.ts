// Help in Chinese: nothing of it is left in English, by --lang and by the environment, with the same commands and options as the English.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { cellWidth } from '../../src/cli/tables/text-table.ts'
import { HELP_ZH } from '../../src/words/help-zh.ts'
import { runCli, SAMPLE_TOWN } from './run-cli.ts'

const folder = fileURLToPath(new URL('../../src/cli/commands/', import.meta.url))
const commands = readdirSync(join(folder)).map((name) => name.replace(/\.ts$/, ''))

/** Options of a help text, by their long names. */
const optionsOf = (help: string) => [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name)
/** The text before the examples, without names, codes and formats that are the same in both languages. */
const proseOf = (help: string) => help.split('示例：')[0]!.replace(/[-\w.:/,=]*[-_.:/=]+[-\w.:/,=]*|"[^"]*"/g, ' ')

describe.each(['', ...commands])('%s --help', (command) => {
  it('is Chinese throughout, and lists what the English lists', async () => {
    const argv = [...(command === '' ? [] : [command]), '--help']
    const english = await runCli(SAMPLE_TOWN, argv)
    const chinese = await runCli(SAMPLE_TOWN, [...argv, '--lang', 'zh'])
    expect([chinese.code, chinese.stderr]).toEqual([0, ''])
    expect(chinese.stdout).toMatch(/^用法： living-circle/)
    expect(optionsOf(chinese.stdout)).toEqual(optionsOf(english.stdout))
    // Two English words in a row are a sentence that nobody translated.
    const left = proseOf(chinese.stdout).match(/\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/g) ?? []
    expect(left).toEqual([])
    for (const line of proseOf(chinese.stdout).split('\n')) expect([line, cellWidth(line) <= 82]).toEqual([line, true])
  })

  it('has Chinese of its own for every option and argument', async () => {
    const { stdout } = await runCli(SAMPLE_TOWN, [...(command === '' ? [] : [command]), '--help'])
    const words = HELP_ZH.commands[command === '' ? 'living-circle' : command]
    expect(words?.about).toMatch(/[\u4e00-\u9fff]/)
    const lacking = optionsOf(stdout).filter(
      (name) => (words!.options?.[name!] ?? HELP_ZH.options[name!]) === undefined,
    )
    expect(lacking).toEqual([])
    const list = /^Arguments:\n([\s\S]*?)\n\n/m.exec(stdout)?.[1] ?? ''
    const names = [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name!)
    expect(names.filter((name) => words!.arguments?.[name] === undefined)).toEqual([])
  })
})

describe('the language of help', () => {
  it('comes from the environment where --lang is absent', async () => {
    for (const [name, value] of [
      ['LANG', 'zh_CN.UTF-8'],
      ['LC_ALL', 'zh_TW.UTF-8'],
    ] as const) {
      const { stdout } = await runCli(SAMPLE_TOWN, ['help', 'coverage'], { environment: { [name]: value } })
      expect(stdout).toMatch(/^用法： living-circle coverage/)
    }
    const { stdout } = await runCli(SAMPLE_TOWN, ['--help', '--lang', 'en'], { environment: { LANG: 'zh_CN.UTF-8' } })
    expect(stdout).toMatch(/^Usage: living-circle/)
    const { stderr } = await runCli(SAMPLE_TOWN, [], { environment: { LANG: 'zh_CN.UTF-8' } })
    expect(stderr).toMatch(/^用法： living-circle/)
  })
})
