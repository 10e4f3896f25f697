// Disks that are full and readers that have gone: a sentence and exit 1, results written all the same where only the printing fails, and old
// results untouched where the disk of the results is full. The small disk is mounted where this test may mount one (root on Linux).
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { townFolder } from './run-cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const isBuilt = existsSync(join(root, 'dist/cli/main.js'))

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

/** Runs a line of a shell in which $LC is the program. */
function shell(line: string) {
  const LC = `"${process.execPath}" "${join(root, 'bin/living-circle.js')}"`
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line.replaceAll('$LC', LC)], {
    cwd: town.path,
    encoding: 'utf8',
  })
  return { code: status, stdout, stderr }
}
const COVERAGE = '$LC coverage town.osm --blocks blocks.geojson --category park clinic --lang en --overwrite'
const USUAL = 9

describe.skipIf(!isBuilt || !existsSync('/dev/full'))('what cannot be printed', () => {
  it.each([
    ['a full stdout', `${COVERAGE} --out out >/dev/full`, 'no space left on the disk'],
    ['a full stdout that takes JSON', `${COVERAGE} --out out --json >/dev/full`, 'no space left on the disk'],
    ['a closed stdout', `(sleep 0.1; ${COVERAGE} --out out; echo "code $?" >&2) | true`, 'nobody reads it any more'],
  ])('is told, and the results are there: %s', (_, line, why) => {
    rmSync(join(town.path, 'out'), { recursive: true, force: true })
    const { code, stderr } = shell(line)
    expect(stderr).toContain(`Not everything could be printed: ${why}.`)
    expect(stderr).toContain('The files of the run are written.')
    expect([code === 1 || stderr.endsWith('code 1\n'), readdirSync(join(town.path, 'out')).length]).toEqual([
      true,
      USUAL,
    ])
  })

  it.each([
    ['full', `${COVERAGE} --out out >printed.txt 2>/dev/full`],
    ['closed', `(sleep 0.1; ${COVERAGE} --out out 2>&1 >printed.txt; echo $? >code) | true; exit $(cat code)`],
  ])('on stderr does not stop the work: %s', (_, line) => {
    rmSync(join(town.path, 'out'), { recursive: true, force: true })
    expect(shell(line).code).toBe(1)
    expect(readdirSync(join(town.path, 'out'))).toHaveLength(USUAL)
    expect(readFileSync(join(town.path, 'printed.txt'), 'utf8')).toContain('Largest gaps:')
  })

  it('by a long result ends soon after its reader has gone', () => {
    const line = '($LC gaps town.osm --lang en; echo "code $?" >&2) | head -c 10'
    const { stdout, stderr } = shell(line)
    expect([stdout.length, stderr]).toEqual([10, expect.stringMatching(/nobody reads it any more[\s\S]*code 1\n$/)])
  })
})

/** A disk of some kilobytes at a place, or false where none can be mounted. */
const mount = (path: string, kilobytes: number): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path]).status === 0

const canMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const probe = '/tmp/living-circle-mount-probe'
  mkdirSync(probe, { recursive: true })
  const is = mount(probe, 8)
  if (is) spawnSync('umount', [probe])
  rmSync(probe, { recursive: true, force: true })
  return is
})()

describe.skipIf(!isBuilt || !canMount)('a small disk (mounted by this test)', () => {
  let disk: string
  beforeAll(() => {
    disk = join(town.path, 'disk')
    mkdirSync(disk)
    expect(mount(disk, 1000)).toBe(true)
  })
  afterAll(() => {
    spawnSync('umount', [disk])
  })
  const contents = (folder: string) =>
    new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

  it('takes no new results that do not fit, and keeps nothing of them', () => {
    const { code, stderr } = shell(`${COVERAGE} --out disk/new --also map html xlsx`)
    expect([code, stderr]).toEqual([1, expect.stringContaining('no space left on the disk. Nothing was written.')])
    expect(readdirSync(disk)).toEqual([])
  })

  it('keeps the old results where the new ones do not fit beside them', () => {
    expect(shell(`${COVERAGE} --out disk/out --also html`).code).toBe(0)
    const before = contents(join(disk, 'out'))
    const { code, stderr } = shell(`${COVERAGE} --title other --out disk/out --also html map xlsx geopackage`)
    expect([code, stderr]).toEqual([1, expect.stringContaining('no space left on the disk. Nothing was written.')])
    expect(contents(join(disk, 'out'))).toEqual(before)
  })

  it('is told for single files and for what is printed to it, down to the last byte', () => {
    spawnSync('bash', ['-c', 'head -c 3000000 /dev/zero > disk/filler'], { cwd: town.path })
    const names = readdirSync(disk)
    const { code, stderr } = shell('$LC gaps town.osm --lang en -o disk/gaps.geojson')
    expect([code, stderr]).toEqual([1, expect.stringContaining('no space left on the disk. Nothing was written.')])
    expect(readdirSync(disk)).toEqual(names)
    spawnSync('bash', ['-c', 'truncate -s -8K disk/filler'], { cwd: town.path })
    // The disk takes the beginning of the one write that this is.
    const printed = shell(`${COVERAGE} --out out2 --json >disk/printed.json`)
    expect([printed.code, printed.stderr]).toEqual([1, expect.stringContaining('Not everything could be printed')])
    expect(statSync(join(disk, 'printed.json')).size).toBeGreaterThan(0)
    expect(readdirSync(join(town.path, 'out2'))).toHaveLength(USUAL)
  })
})
