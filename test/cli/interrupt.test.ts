// Ctrl-C in a process of its own, as the built command line runs.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { townFolder } from './run-cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = join(root, 'bin/living-circle.js')

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

/** Runs the program; `onStderr` sees what it says so far. */
function run(argv: readonly string[], onStderr: (text: string, interrupt: (signal?: NodeJS.Signals) => void) => void) {
  return new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...argv], { cwd: town.path, stdio: ['ignore', 'ignore', 'pipe'] })
    let stderr = ''
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => {
      stderr += text
      onStderr(stderr, (signal = 'SIGINT') => child.kill(signal))
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stderr }))
  })
}

describe.skipIf(!existsSync(join(root, 'dist/cli/main.js')))('a process that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with 130, says so, and leaves nothing behind: %s',
    async (signal) => {
      const before = readdirSync(town.path)
      let sent = false
      const { code, stderr } = await run(['coverage', 'town.osm', '--out', 'out'], (text, interrupt) => {
        if (sent || !text.includes('streets can be walked')) return
        sent = true
        interrupt(signal)
      })
      expect([code, stderr]).toEqual([
        130,
        expect.stringMatching(/error: Interrupted\.\nhint: Nothing was written\.\n$/),
      ])
      expect(readdirSync(town.path)).toEqual(before)
    },
    30_000,
  )

  it('otherwise ends with 0', async () => {
    const { code } = await run(['demo', '--out', 'demo', '--quiet'], () => {})
    expect(code).toBe(0)
    expect(readdirSync(join(town.path, 'demo'))).toContain('report.html')
  }, 60_000)
})
