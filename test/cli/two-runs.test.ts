// Two runs into one folder, as two terminals or two containers start them; and runs that are interrupted while they write documents.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { townFolder } from './run-cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = join(root, 'bin/living-circle.js')
const isBuilt = existsSync(join(root, 'dist/cli/start.js'))
const hasContainers = process.platform === 'linux' && spawnSync('unshare', ['-pf', '--mount-proc', 'true']).status === 0

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const argv = (out: string, title = 'one') => [
  ...[program, 'coverage', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--lang', 'en'],
  ...['--out', out, '--overwrite', '--title', title, '--also', 'html', 'print', 'map', 'xlsx', 'geopackage', 'kepler'],
]
const run = (out: string, before: readonly string[] = []) => {
  const [command, ...more] = [...before, process.execPath, ...argv(out)]
  const { status, stderr } = spawnSync(command!, more, { cwd: town.path, encoding: 'utf8' })
  return { code: status, stderr }
}
const begin = (out: string, title = 'one') =>
  spawn(process.execPath, argv(out, title), { cwd: town.path, stdio: ['ignore', 'ignore', 'pipe'] })
const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.on('close', resolve))
const firstWord = (child: ChildProcess) => new Promise((resolve) => child.stderr!.once('data', resolve))

describe.skipIf(!isBuilt)('two runs into one folder', () => {
  it.each(['new', 'old'])(
    'the second is refused while the first lives, and the first ends well: a folder that is %s',
    async (out) => {
      if (out === 'old') expect(run(out).code).toBe(0)
      const first = begin(out)
      await firstWord(first)
      const end = ended(first)
      const second = run(out)
      const code = await end
      // On a slow machine the first may be done before the second has begun.
      if (second.code !== 0) {
        expect([second.code, second.stderr]).toEqual([
          1,
          expect.stringContaining(`Another run is writing to ${out} at this moment.`),
        ])
      }
      expect([code, readdirSync(join(town.path, out)).filter((name) => name.startsWith('.'))]).toEqual([0, []])
      expect(run(out).code).toBe(0)
    },
    120_000,
  )

  it.skipIf(!hasContainers)(
    'also from another container; there the lock of a stopped run counts for 20 seconds',
    async () => {
      const first = begin('shared')
      await firstWord(first)
      first.kill('SIGSTOP')
      const container = ['unshare', '-pf', '--mount-proc']
      const second = run('shared', container)
      expect([second.code, second.stderr]).toEqual([
        1,
        expect.stringContaining('in another container or on another computer'),
      ])
      first.kill('SIGCONT')
      expect(await ended(first)).toBe(0)
      expect(run('shared', container).code).toBe(0)
    },
    120_000,
  )

  it('a killed first is no hindrance', async () => {
    const first = begin('killed')
    await firstWord(first)
    first.kill('SIGKILL')
    await ended(first)
    expect(run('killed').code).toBe(0)
    expect(readdirSync(town.path).filter((name) => name.startsWith('.'))).toEqual([])
  }, 60_000)
})

describe.skipIf(!isBuilt)('interruptions at any moment, documents included', () => {
  it('end soon with 130, say so, and leave the old results as they were, or the new ones where they had their names already', async () => {
    expect(run('out').code).toBe(0)
    expect(await ended(begin('other', 'two'))).toBe(0)
    const contents = (folder: string) =>
      JSON.stringify(
        readdirSync(join(town.path, folder)).map((name) => [name, readFileSync(join(town.path, folder, name), 'utf8')]),
      )
    // Never a mixture.
    const whole = [contents('out'), contents('other')]
    let interrupted = 0
    for (let ms = 300; ms < 3000 && interrupted < 8; ms += 180) {
      const child = begin('out', 'two')
      let said = ''
      child.stderr.on('data', (text: Buffer) => {
        said += text
      })
      const end = ended(child)
      await new Promise((resolve) => setTimeout(resolve, ms))
      const at = performance.now()
      child.kill(ms % 360 === 300 ? 'SIGINT' : 'SIGTERM')
      const code = await end
      if (code !== 130) continue
      interrupted++
      // Half a second where the machine is not busy with other tests.
      expect(performance.now() - at).toBeLessThan(4000)
      expect(said).toMatch(/error: Interrupted\.\n/)
      expect(whole.indexOf(contents('out'))).toBeGreaterThanOrEqual(0)
    }
    expect(interrupted).toBeGreaterThan(2)
    expect(readdirSync(town.path).filter((name) => name.startsWith('.'))).toEqual([])
  }, 120_000)
})
