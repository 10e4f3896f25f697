// Completion scripts: of the shells that are here the script is run, of the others every command and option is in it.
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/command-list.ts'
import type { Session } from '../../src/cli/session.ts'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const commands = COMMANDS.map((make) => make({ lang: 'en' } as Session))

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('has every command and option, for %s', async (shell) => {
    const { code, stdout } = await runCli(town.path, ['completion', shell])
    expect(code).toBe(0)
    for (const command of commands) {
      expect(stdout).toContain(command.name())
      for (const { long } of command.options)
        expect(stdout).toContain(shell === 'fish' ? ` -l ${long!.slice(2)}` : long!)
    }
    expect(stdout).toContain('gates all none'.split(' ').join(shell === 'powershell' ? "', '" : ' '))
  })

  it.skipIf(spawnSync('bash', ['--version']).status !== 0)('completes in bash', async () => {
    const { stdout } = await runCli(town.path, ['completion', 'bash'])
    writeFileSync(join(town.path, 'completion.bash'), stdout)
    const complete = (...words: string[]) =>
      execFileSync(
        'bash',
        [
          '-c',
          `source completion.bash; COMP_WORDS=(living-circle "$@"); COMP_CWORD=$#; _living_circle; printf '%s\\n' "\${COMPREPLY[@]}"`,
          'bash',
          ...words,
        ],
        { cwd: town.path, encoding: 'utf8' },
      )
        .trim()
        .split('\n')
    expect(complete('cove')).toEqual(['coverage'])
    expect(complete('coverage', 'town.osm', '--clo')).toEqual(['--closed'])
    expect(complete('coverage', 'town.osm', '--closed', '')).toEqual(['gates', 'all', 'none'])
    expect(complete('ledger', 'up')).toEqual(['update'])
    expect(complete('ledger', 'update', '--voices-')).toEqual(['--voices-days'])
    expect(complete('coverage', 'town.o')).toEqual(['town.osm'])
  })

  it('refuses a shell that it does not know', async () => {
    expect((await runCli(town.path, ['completion', 'tcsh'])).code).toBe(2)
  })
})
