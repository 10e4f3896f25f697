// Fifty kills (SIGKILL) at random moments of runs that overwrite a folder of results with all documents, and as many of a writer that does
// nothing else: no name is ever missing or half, and after whoever comes next the set is of one run.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALSO } from '../../src/cli/more-outputs.ts'
import { checkOutputFolder } from '../../src/node/output-checks.ts'
import { SAMPLE_TOWN } from './run-cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = join(root, 'bin/living-circle.js')
const isBuilt = existsSync(join(root, 'dist/cli/start.js'))
/** Fewer by hand: KILLS=10. */
const KILLS = Number(process.env.KILLS ?? 50)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-circle-kill-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Numbers from 0 to 1 that are the same in every run of the test. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Name and checksum of each file. */
const contents = (path: string): Map<string, string> =>
  new Map(
    readdirSync(path)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(path, name)))
          .digest('hex'),
      ]),
  )
const isVisible = (name: string) => !name.startsWith('.')

/** Every name is there with the content of one of two runs; after the next one, all are of the same. */
function checkKilled(path: string, versions: readonly Map<string, string>[], finish: () => void): number {
  const names = [...versions[0]!.keys()]
  const raw = contents(path)
  expect([...raw.keys()].filter(isVisible)).toEqual(names)
  for (const name of names) expect(versions.map((one) => one.get(name))).toContain(raw.get(name))
  finish()
  const left = contents(path)
  expect([...left.keys()]).toEqual(names)
  const at = versions.findIndex((one) => names.every((name) => one.get(name) === left.get(name)))
  expect(at).toBeGreaterThanOrEqual(0)
  return at
}

/** Kills a process so long after it began, or after it first said something. */
async function killAfter(argv: readonly string[], ms: number, from: 'start' | 'word'): Promise<boolean> {
  const child = spawn(process.execPath, argv, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  // One that ends without a word is no killed one.
  if (from === 'word') await new Promise((resolve) => child.stdout.once('data', resolve).once('end', resolve))
  else child.stdout.resume()
  if (child.exitCode !== null) return false
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  const signal = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)))
  clearTimeout(timer)
  return signal === 'SIGKILL'
}

describe.skipIf(!isBuilt)('kills', () => {
  it(`leave results whole: ${KILLS} of coverage --overwrite with all documents`, async () => {
    const argv = (title: string, out: string) => [
      ...[program, 'coverage', join(SAMPLE_TOWN, 'town.osm'), '--blocks', join(SAMPLE_TOWN, 'blocks.geojson')],
      ...['--facilities', join(SAMPLE_TOWN, 'facilities.csv'), '--category', 'clinic', 'park', '--quiet'],
      ...[
        '--overwrite',
        '--title',
        title,
        '--out',
        out,
        '--also',
        ...ALSO.filter(({ withOption }) => withOption === undefined).map(({ id }) => id),
      ],
    ]
    const versions: Map<string, string>[] = []
    const began = performance.now()
    for (const title of ['one', 'two']) {
      expect(spawnSync(process.execPath, argv(title, title), { cwd: folder }).status).toBe(0)
      versions.push(contents(join(folder, title)))
    }
    expect(versions[0]!.get('report.html')).not.toBe(versions[1]!.get('report.html'))
    const wholeMs = (performance.now() - began) / 2
    spawnSync(process.execPath, argv('one', 'out'), { cwd: folder })
    const chance = chances(16)
    let killed = 0
    let now = 0
    for (let run = 0; run < KILLS; run++) {
      // The second half of a run writes; the first only reads.
      const ms = wholeMs * (0.2 + 0.85 * chance())
      if (await killAfter(argv(now === 0 ? 'two' : 'one', 'out'), ms, 'start')) killed++
      // The first step of any next run into the folder, also of one that is refused.
      const next = () => expect(() => checkOutputFolder(join(folder, 'out'))).toThrow('not empty')
      now = checkKilled(join(folder, 'out'), versions, next)
    }
    // How many are killed before they end depends on how busy the machine is; that many are is enough.
    expect(killed).toBeGreaterThanOrEqual(KILLS / 5)
  }, 600_000)

  it(`leave sets whole: ${KILLS} of a writer of sets`, async () => {
    const out = join(folder, 'sets')
    const script = `
      import { writeFilesAtomically } from ${JSON.stringify(join(root, 'dist/node/write-files.js'))}
      const files = (version) => Array.from({ length: 25 }, (_, at) => ({ name: 'file' + at, content: (version + ' ' + at).repeat(3000) }))
      const once = process.argv[1]
      if (once !== undefined) await writeFilesAtomically(once, files(once.at(-1)))
      else for (let round = 0; ; round++) {
        await writeFilesAtomically('sets', files('ab'[round % 2]), { overwrite: true })
        if (round === 0) process.stdout.write('begun')
      }`
    const argv = (...more: string[]) => ['--input-type=module', '-e', script, ...more]
    for (const version of ['a', 'b']) spawnSync(process.execPath, argv(join(folder, version)))
    const versions = ['a', 'b'].map((version) => contents(join(folder, version)))
    const chance = chances(61)
    for (let run = 0; run < KILLS; run++) {
      expect(await killAfter(argv(), 100 * chance(), 'word')).toBe(true)
      checkKilled(out, versions, () => checkOutputFolder(out, { overwrite: true }))
    }
  }, 120_000)
})
