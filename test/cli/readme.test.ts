// The README's ten lines of the command line run as they stand (on the sample town under the README's file names), every file that
// it says is written is written, and every link and picture in the documents exists.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, SAMPLE_TOWN, townFolder } from './run-cli.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** Lines of the shell block under a heading, without comments. */
function shellLines(heading: string): string[] {
  const block = readme.slice(readme.indexOf(`## ${heading}`)).match(/```sh\n([\s\S]*?)```/)![1]!
  return block
    .trim()
    .split('\n')
    .map((line) => line.replace(/\s+#.*/, '').replace(/\s+/g, ' '))
}

/** Rows of the table whose first column has this heading: what `--also` takes, and what it writes. */
const alsoRows = [...readme.matchAll(/^\| `([a-z]+)` \| ((?:`[^`]+`(?:, )?)+) \|/gm)].map(
  ([, id, names]) => [id!, [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)] as const,
)

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  copyFileSync(join(SAMPLE_TOWN, 'town.osm'), join(town.path, 'town.osm.pbf'))
  copyFileSync(join(SAMPLE_TOWN, 'facilities.csv'), join(town.path, 'places.csv'))
  writeFileSync(join(town.path, 'people.csv'), 'id,lon,lat,population\nb12,113.6,34.8,100\nb13,113.602,34.801,50\n')
})
afterAll(() => town.done())

describe('ten lines on the command line', () => {
  const lines = shellLines('Ten lines on the command line')

  it('are ten, one for each command that measures', () => {
    expect(lines.length).toBe(10)
    expect([...new Set(lines.map((line) => line.split(' ')[2]))]).toEqual([
      'demo',
      'check',
      'coverage',
      'prepare',
      'gaps',
      'explain',
      'isochrone',
      'poster',
    ])
  })

  it.each(lines)('%s', { timeout: 30_000 }, async (line) => {
    const [npx, name, ...argv] = line.replace('14.51,35.90', '113.6,34.8').split(' ')
    expect([npx, name]).toEqual(['npx', 'living-circle'])
    const { code, stderr } = await runCli(town.path, argv)
    expect([code, stderr.match(/^error.*/m)?.[0]]).toEqual([0, undefined])
    const out = argv[argv.findIndex((word) => word === '--out' || word === '-o') + 1]!
    if (argv.includes('--out') || argv.includes('-o')) expect(existsSync(join(town.path, out))).toBe(true)
  })

  it('wrote what the README says, and no report unless asked', () => {
    const usual =
      'answer.bin blocks.geojson coverage.csv facilities.geojson gaps.geojson rejects.csv run.json summary.json verdicts.csv'
    expect(readdirSync(join(town.path, 'result')).sort().join(' ')).toBe(usual)
    const written = readdirSync(join(town.path, 'full'))
    const also = new Map(alsoRows)
    for (const id of ['html', 'map', 'xlsx']) expect(written).toEqual(expect.arrayContaining(also.get(id)!))
  })
})

describe('further documents', () => {
  it('each --also writes the files in the table', { timeout: 30_000 }, async () => {
    const help = (await runCli(town.path, ['coverage', '--help'])).stdout.replace(/\s+/g, ' ')
    const choices = /layers beside the usual files \(choices: (.*?)\)/.exec(help)![1]!.replaceAll('"', '').split(', ')
    expect(alsoRows.map(([id]) => id)).toEqual(choices)
    const inputs = ['--facilities', 'places.csv', '--blocks', 'people.csv', '--category', 'pharmacy']
    const argv = ['coverage', 'town.osm', ...inputs, '--out', 'all', '--also', ...choices]
    expect((await runCli(town.path, argv)).code).toBe(0)
    const written = readdirSync(join(town.path, 'all')).sort()
    const usual = readdirSync(join(town.path, 'result'))
    expect(written).toEqual([...usual, ...alsoRows.flatMap(([, names]) => names)].sort())
  })
})

describe('links of the documents', () => {
  const documents = [
    ...readdirSync(root).filter((name) => name.endsWith('.md')),
    ...['docs', 'bench', 'data', 'data/standards', 'data/sample-town'].flatMap((folder) =>
      existsSync(join(root, folder))
        ? readdirSync(join(root, folder))
            .filter((name) => name.endsWith('.md'))
            .map((name) => join(folder, name))
        : [],
    ),
  ]

  it.each(documents)('%s', (document) => {
    const text = readFileSync(join(root, document), 'utf8')
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
    const missing = targets.filter((target) => {
      if (/^https?:/.test(target)) return false
      const [path, anchor] = target.split('#') as [string, string | undefined]
      const file = path === '' ? document : join(dirname(document), path)
      if (!existsSync(join(root, file))) return true
      const headings = [...readFileSync(join(root, file), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      )
      return anchor !== undefined && !headings.includes(anchor)
    })
    expect(missing).toEqual([])
  })
})
