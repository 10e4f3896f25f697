import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askedFor } from '../../src/cli/prepared-help.ts'
import { runCli, townFolder } from './run-cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
// What reads results comes after what writes them.
const READS_RESULTS = ['compare', 'run', 'verify', 'run-shard', 'merge-shards']
const commands = readdirSync(join(root, 'src/cli/commands'))
  .map((name) => name.replace(/\.ts$/, ''))
  .sort((a, b) => READS_RESULTS.indexOf(a) - READS_RESULTS.indexOf(b) || (a < b ? -1 : 1))

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

/** Splits an example into arguments; none of them quotes anything. */
function examplesOf(help: string): string[][] {
  const lines = help.slice(help.indexOf('Examples:')).split('\n')
  return lines.filter((line) => line.startsWith('  living-circle ')).map((line) => line.trim().split(/\s+/).slice(1))
}

describe('living-circle --help', () => {
  it('lists every command, on stdout, and ends with 0', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const { code, stdout, stderr } = await runCli(town.path, argv)
      expect([code, stderr]).toEqual([0, ''])
      for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    }
  })

  it('without any command shows help on stderr and ends with 2', async () => {
    const { code, stdout, stderr } = await runCli(town.path, [])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: living-circle')
  })

  it('tells the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(await runCli(town.path, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('has a README line or more on every command', async () => {
    for (const command of commands) {
      const { stdout } = await runCli(town.path, ['help', command])
      expect(stdout).toContain(`Usage: living-circle ${command}`)
    }
  })
})

describe.each(commands)('%s --help', (command) => {
  it('has at least two examples, and every one runs on the sample town', async () => {
    const { code, stdout } = await runCli(town.path, [command, '--help'])
    expect(code).toBe(0)
    const examples = examplesOf(stdout)
    expect(examples.length).toBeGreaterThanOrEqual(2)
    for (const example of examples) {
      const run = await runCli(town.path, example)
      expect([example.join(' '), run.code, run.code === 0 ? '' : run.stderr]).toEqual([example.join(' '), 0, ''])
      // What writes files says so on stderr, and has nothing else to tell.
      expect(run.stdout + run.stderr).not.toBe('')
    }
  }, 60_000)
})

describe.skipIf(!existsSync(join(root, 'dist/cli/help-en.json')))('help as the build wrote it down', () => {
  it.each(['en', 'zh'])('is what the program says, for every command, in %s', async (lang) => {
    const texts = JSON.parse(readFileSync(join(root, `dist/cli/help-${lang}.json`), 'utf8')) as Record<string, string>
    expect(Object.keys(texts)).toEqual(expect.arrayContaining(['', '--version', 'ledger update', ...commands]))
    for (const [asked, text] of Object.entries(texts)) {
      const argv = asked === '--version' ? [asked] : [...asked.split(' ').filter((word) => word !== ''), '--help']
      const { stdout } = await runCli(town.path, argv, { environment: { LANG: lang } })
      expect([asked, stdout]).toEqual([asked, text])
    }
  })

  it('answers plain questions only', () => {
    expect(askedFor(['-V'])).toBe('--version')
    for (const argv of [['--help'], ['-h'], ['help']]) expect(askedFor(argv)).toBe('')
    for (const argv of [
      ['ledger', 'update', '-h'],
      ['help', 'ledger', 'update'],
    ])
      expect(askedFor(argv)).toBe('ledger update')
    const others = [
      [],
      ['coverage'],
      ['coverage', 'town.osm', '--help'],
      ['--lang', 'zh', '--help'],
      ['--help', 'coverage'],
    ]
    for (const argv of others) expect(askedFor(argv)).toBeUndefined()
  })
})

describe('start-up', () => {
  it.skipIf(!existsSync(join(root, 'dist/cli/main.js')))(
    'loads no part of the library before a command needs it',
    () => {
      const seen = new Set<string>()
      const outside = new Set<string>()
      const visit = (file: string) => {
        if (seen.has(file)) return
        seen.add(file)
        for (const match of readFileSync(file, 'utf8').matchAll(/^(?:import|export)[^'"]*?from\s*['"]([^'"]+)['"]/gm)) {
          const target = match[1]!
          if (target.startsWith('.')) visit(resolve(dirname(file), target))
          else outside.add(target)
        }
      }
      visit(join(root, 'dist/cli/main.js'))
      const text = [...seen].map((file) => readFileSync(file, 'utf8')).join('')
      expect(text).toContain('buildProgram')
      expect(text).not.toMatch(/function analyseAccess|BoundedSweep/)
      expect(text.length).toBeLessThan(400_000)
      expect([...outside].filter((name) => !name.startsWith('node:'))).toEqual([])
    },
  )
})
