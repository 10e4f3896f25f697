// No output replaces an input, whatever it is called: through links, hard links, other ways to the same folder. Each command that writes is
// asked to do it, and must refuse with 2 before it reads anything, and leave the input as it was.
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  const at = (name: string) => join(town.path, name)
  symlinkSync('blocks.geojson', at('link.geojson'))
  linkSync(at('blocks.geojson'), at('hard.geojson'))
  mkdirSync(at('links'))
  symlinkSync('../blocks.geojson', at('links/gaps.geojson'))
  symlinkSync('.', at('around'))
  symlinkSync('facilities.csv', at('places.csv'))
})
afterAll(() => town.done())

const INPUTS = [
  'town.osm',
  '--facilities',
  'facilities.csv',
  '--blocks',
  'blocks.geojson',
  '--overwrite',
  '--lang',
  'en',
]

const CASES: readonly (readonly string[])[] = [
  ['coverage', ...INPUTS, '--out', '.'],
  ['coverage', ...INPUTS, '--out', 'around'],
  ['coverage', ...INPUTS, '--out', 'links'],
  ['gaps', ...INPUTS, '-o', 'blocks.geojson'],
  ['gaps', ...INPUTS, '-o', 'link.geojson'],
  ['gaps', ...INPUTS, '-o', 'hard.geojson'],
  ['gaps', ...INPUTS, '-o', 'around/around/blocks.geojson'],
  ['gates', ...INPUTS, '-o', './links/../blocks.geojson'],
  ['check', ...INPUTS, '--rejects', 'places.csv'],
  ['check', ...INPUTS, '--save-mapping', 'town.osm'],
  [
    ...['isochrone', 'town.osm', '--category', 'park', '--blocks', 'blocks.geojson', '--overwrite', '--lang', 'en'],
    ...['-o', 'hard.geojson'],
  ],
  [
    ...['isochrone', 'town.osm', '--category', 'park', '--blocks', 'blocks.geojson', '--overwrite', '--lang', 'en'],
    ...['--uncovered', 'link.geojson'],
  ],
  [
    ...[
      'respond',
      'town.osm',
      '--from',
      'facilities.csv',
      '--ready',
      '60',
      '--speed',
      '4',
      '--blocks',
      'blocks.geojson',
    ],
    ...['--table', 'places.csv', '--overwrite', '--lang', 'en'],
  ],
]

const inputs = () =>
  ['town.osm', 'facilities.csv', 'blocks.geojson'].map((name) => readFileSync(join(town.path, name), 'utf8')).join('')

describe('an output', () => {
  it.each(CASES)('never replaces an input: %s %s %s %s %s %s %s %s %s %s %s', async (...argv) => {
    const before = inputs()
    const { code, stderr } = await runCli(town.path, argv)
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: .* is one of the inputs .*replaced\.\nhint: /m)])
    // Before the work: nothing has been read.
    expect(stderr).not.toContain('streets can be walked')
    expect(inputs() === before).toBe(true)
  })

  it('is refused at the last moment where its name was not known before', async () => {
    const svg = join(town.path, 'pages')
    mkdirSync(svg)
    writeFileSync(join(svg, 'own.csv'), readFileSync(join(town.path, 'facilities.csv')))
    linkSync(join(svg, 'own.csv'), join(svg, 'BY-01.svg'))
    const before = readFileSync(join(svg, 'own.csv'), 'utf8')
    const { code, stderr } = await runCli(town.path, [
      ...['poster', 'town.osm', '--facilities', 'pages/own.csv', '--blocks', 'blocks.geojson', '--block', 'BY-01'],
      ...['--out', 'pages', '--overwrite', '--lang', 'en'],
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining('is one of the inputs')])
    expect(readFileSync(join(svg, 'BY-01.svg'), 'utf8')).toBe(before)
  })

  it('may replace the result that a run goes on from, and anything that is not read', async () => {
    const argv = [
      'coverage',
      'town.osm',
      '--blocks',
      'blocks.geojson',
      '--category',
      'park',
      '--out',
      'r',
      '--lang',
      'en',
    ]
    expect((await runCli(town.path, argv)).code).toBe(0)
    expect((await runCli(town.path, [...argv, '--since', 'r', '--overwrite'])).code).toBe(0)
    expect((await runCli(town.path, ['gaps', 'town.osm', '-o', 'r/blocks.geojson', '--overwrite'])).code).toBe(0)
  })

  it('is not written twice by one run', async () => {
    const { code, stderr } = await runCli(town.path, [
      ...['isochrone', 'town.osm', '--category', 'park', '--blocks', 'blocks.geojson', '--lang', 'en', '--overwrite'],
      ...['-o', 'twice.geojson', '--uncovered', './twice.geojson'],
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining('is written by this run already')])
  })
})
