// verify: a result is made again and compared byte by byte; what differs is named, whichever input, option, version or file it is.
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { hasSharedData, SHARED_DATA } from '../real/shared-data.ts'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const at = (...parts: string[]) => join(town.path, ...parts)
const run = (...argv: string[]) => runCli(town.path, argv)
const json = (...parts: string[]) => JSON.parse(readFileSync(at(...parts), 'utf8'))

/** Flips one bit in the middle of a file, calls, and puts it back. */
async function withFlippedBit(path: string, body: () => Promise<void>) {
  const bytes = readFileSync(path)
  const wrong = Buffer.from(bytes)
  wrong[wrong.length >> 1]! ^= 1
  writeFileSync(path, wrong)
  await body().finally(() => writeFileSync(path, bytes))
}

const EVERYTHING = [
  ...['--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv'],
  ...[
    '--totals',
    'totals.csv',
    '--compounds',
    'compounds.geojson',
    '--within',
    'within.geojson',
    '--dem',
    'heights.csv',
  ],
  ...['--standard', 'pack.json', '--categories', 'own.json', '--mapping', 'columns.json', '--profile', 'who.json'],
  ...['--edits', 'plan.json', '--demand-rate', 'rates.csv', '--since', 'before'],
]

function writeInputs() {
  const box = [
    [
      [116.29, 39.99],
      [116.36, 39.99],
      [116.36, 40.03],
      [116.29, 40.03],
      [116.29, 39.99],
    ],
  ]
  const blocks = json('blocks.geojson')
  const [west, south] = firstPosition(blocks)
  const around = box.map((ring) =>
    ring.map((_, i) => [west + [-0.05, 0.05, 0.05, -0.05, -0.05][i]!, south + [-0.05, -0.05, 0.05, 0.05, -0.05][i]!]),
  )
  const feature = (id: string, coordinates: unknown) => ({
    type: 'Feature',
    properties: { id, name: id },
    geometry: { type: 'Polygon', coordinates },
  })
  const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
  writeFileSync(at('within.geojson'), collection(feature('around', around)))
  const small = [
    [0, 0],
    [0.0004, 0],
    [0.0004, 0.0004],
    [0, 0.0004],
    [0, 0],
  ].map(([x, y]) => [west + x! + 0.02, south + y! + 0.02])
  writeFileSync(at('compounds.geojson'), collection(feature('C-9', [small])))
  writeFileSync(
    at('totals.csv'),
    `community,population\n${blocks.features.find(({ properties }: { properties: { population: unknown } }) => properties.population == null).properties.community},90000\n`,
  )
  const rows = Array.from(
    { length: 400 },
    (_, i) => `${west - 0.03 + (i % 20) * 0.003},${south - 0.03 + Math.floor(i / 20) * 0.003},${50 + (i % 7)}`,
  )
  writeFileSync(at('heights.csv'), `lon,lat,height_m\n${rows.join('\n')}\n`)
  writeFileSync(at('own.json'), JSON.stringify({ words: { 托育点: 'nursery' } }))
  writeFileSync(at('columns.json'), JSON.stringify({ facilities: {} }))
  writeFileSync(at('who.json'), JSON.stringify({ id: 'cane', basedOn: 'frail', walkMetresPerSecond: 0.55 }))
  writeFileSync(
    at('rates.csv'),
    'category,group,rate,unit,source,date,verified\nnursery,population,4.5,places,own,2026-01-01,no\n',
  )
  cpSync(new URL('../../data/standards/gb50180-2018.json', import.meta.url), at('pack.json'))
}

function firstPosition(collection: { features: { geometry: { coordinates: unknown } }[] }): [number, number] {
  let one = collection.features[0]!.geometry.coordinates as never[]
  while (Array.isArray(one[0])) one = one[0]
  return one as unknown as [number, number]
}

describe('verify', () => {
  it('makes the sample town again, in either language, from another folder', async () => {
    expect(
      (
        await run(
          'coverage',
          'town.osm',
          '--facilities',
          'facilities.csv',
          '--blocks',
          'blocks.geojson',
          '--out',
          'plain',
          '--also',
          'html',
          'xlsx',
          '-q',
        )
      ).code,
    ).toBe(0)
    const { code, stdout } = await run('verify', 'plain')
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^plain: 10 files made again from 3 inputs, byte for byte the same \(run-[0-9a-f]{12}\)\.\n$/,
      ),
    })
    const elsewhere = await runCli(tmpdir(), ['verify', at('plain'), '--json', '--lang', 'zh'])
    expect(elsewhere.code).toBe(0)
    expect(JSON.parse(elsewhere.stdout)).toMatchObject({ agrees: true, inputs: 3, files: 10, differences: [] })
    const schema = JSON.parse(readFileSync(new URL('../../docs/run.schema.json', import.meta.url), 'utf8'))
    const ajv = new Ajv()
    expect(ajv.validate(schema, json('plain/run.json')), ajv.errorsText()).toBe(true)
  })

  it('names whichever input has one bit changed', { timeout: 120_000 }, async () => {
    writeInputs()
    expect(
      (
        await run(
          'coverage',
          'town.osm',
          '--facilities',
          'facilities.csv',
          '--blocks',
          'blocks.geojson',
          '--gates',
          'gates.csv',
          '--out',
          'before',
          '-q',
        )
      ).code,
    ).toBe(0)
    const whole = await run('coverage', 'town.osm', ...EVERYTHING, '--out', 'all', '-q')
    expect(whole).toMatchObject({ code: 0 })
    const { inputs } = json('all/run.json') as { inputs: { option: string; path: string; name: string }[] }
    expect(inputs.map(({ option }) => option).sort()).toEqual([
      'area',
      'blocks',
      'categories',
      'compounds',
      'dem',
      'demand-rate',
      'edits',
      'facilities',
      'gates',
      'mapping',
      'profile',
      'since',
      'standard',
      'totals',
      'within',
    ])
    expect(await run('verify', 'all')).toMatchObject({ code: 0 })
    for (const { option, path, name } of inputs) {
      await withFlippedBit(at('all', path), async () => {
        const { code, stdout } = await run('verify', 'all', '--json')
        expect(code).toBe(5)
        expect(JSON.parse(stdout).differences).toMatchObject([{ what: 'input', option, name }])
      })
    }
  })

  it('names the parts of a shapefile, and finds what has been moved', async () => {
    for (const name of ['facilities.csv', 'blocks.geojson']) cpSync(at(name), at(`moved-${name}`))
    const argv = [
      'town.osm',
      '--facilities',
      'moved-facilities.csv',
      '--blocks',
      'moved-blocks.geojson',
      '--out',
      'moved',
      '-q',
    ]
    expect((await run('coverage', ...argv)).code).toBe(0)
    const archive = at('archive')
    cpSync(at('tables'), archive, { recursive: true })
    renameSync(at('moved-facilities.csv'), join(archive, 'under-another-name.csv'))
    const gone = await run('verify', 'moved')
    expect(gone.code).toBe(5)
    expect(gone.stdout).toContain('input moved-facilities.csv (--facilities) is not where it was')
    renameSync(join(archive, 'under-another-name.csv'), join(archive, 'moved-facilities.csv'))
    expect(await run('verify', 'moved', '--inputs', 'archive')).toMatchObject({ code: 0, stderr: '' })
  })

  it('names a file that was changed, lost, or is written otherwise now', async () => {
    await withFlippedBit(at('plain/coverage.csv'), async () => {
      const { code, stdout } = await run('verify', 'plain', '--json')
      expect(code).toBe(5)
      const middle = readFileSync(at('plain/coverage.csv')).length >> 1
      expect(JSON.parse(stdout).differences).toEqual([
        { what: 'file', name: 'coverage.csv', state: 'changed', byte: middle, line: expect.any(Number) },
      ])
    })
    renameSync(at('plain/gaps.geojson'), at('gaps-away'))
    expect((await run('verify', 'plain')).stdout).toContain('file gaps.geojson is missing')
    renameSync(at('gaps-away'), at('plain/gaps.geojson'))
    const record = json('plain/run.json')
    const outputs = record.outputs.map((one: { name: string }) =>
      one.name === 'summary.json' ? { ...one, sha256: 'a'.repeat(64) } : one,
    )
    writeFileSync(
      at('plain/run.json'),
      JSON.stringify({ ...record, outputs: [...outputs, { name: 'more.csv', bytes: 1, sha256: 'b'.repeat(64) }] }),
    )
    const { stdout } = await run('verify', 'plain', '--json')
    expect(JSON.parse(stdout).differences).toEqual([
      { what: 'file', name: 'summary.json', state: 'differs', byte: null, line: null },
      { what: 'file', name: 'more.csv', state: 'not-made', byte: null, line: null },
    ])
    writeFileSync(at('plain/run.json'), `${JSON.stringify(record, null, 2)}\n`)
  })

  it('names an option and a version that are not as they were', async () => {
    const record = json('plain/run.json')
    const changed = { ...record, options: { ...record.options, minutes: [5, 10, 20] } }
    writeFileSync(at('plain/run.json'), JSON.stringify(changed))
    expect((await run('verify', 'plain')).stdout).toContain('option minutes is not as the run had it')
    writeFileSync(
      at('plain/run.json'),
      JSON.stringify({ ...record, toolVersion: '0.4.0', packages: { ...record.packages, highs: '1.0.0' } }),
    )
    const { code, stdout } = await run('verify', 'plain', '--json')
    expect(code).toBe(5)
    const names = JSON.parse(stdout).differences.map(
      ({ what, name }: { what: string; name: string }) => `${what} ${name}`,
    )
    expect(names).toEqual(['option run.json', 'version living-circle', 'version highs'])
    writeFileSync(at('plain/run.json'), `${JSON.stringify(record, null, 2)}\n`)
  })

  it('verifies what came through standard input when it is piped again', async () => {
    const piped = (name: string) => ({
      standardInput: () => [readFileSync(at(name))] as unknown as AsyncIterable<Uint8Array>,
    })
    const silent = {
      stdout: () => {},
      stderr: () => {},
      stdoutIsTerminal: false,
      stderrIsTerminal: false,
      environment: {},
    }
    const argv = [
      'coverage',
      at('town.osm'),
      '--facilities',
      '-',
      '--blocks',
      at('blocks.geojson'),
      '--out',
      at('piped'),
      '-q',
    ]
    const signal = new AbortController().signal
    expect(await main(argv, silent, signal, piped('facilities.csv'))).toBe(0)
    expect(
      json('piped/run.json').inputs.find(({ option }: { option: string }) => option === 'facilities'),
    ).toMatchObject({ path: '-', bytes: readFileSync(at('facilities.csv')).length })
    expect(await main(['verify', at('piped')], silent, signal, piped('facilities.csv'))).toBe(0)
    expect(await main(['verify', at('piped')], silent, signal, piped('gates.csv'))).toBe(5)
  })

  it('knows what lay beside a result, and verifies siting, remedies and scenarios', { timeout: 60_000 }, async () => {
    const base = [
      'town.osm',
      '--facilities',
      'facilities.csv',
      '--blocks',
      'blocks.geojson',
      '--gates',
      'gates.csv',
      '-q',
    ]
    expect((await run('coverage', ...base, '--also', 'html', '--out', 'beside')).code).toBe(0)
    expect((await run('coverage', ...base, '--out', 'beside', '--overwrite')).code).toBe(0)
    expect(json('beside/run.json').notOfThisRun).toContain('report.html')
    expect(await run('verify', 'beside')).toMatchObject({ code: 0 })
    expect(
      (
        await run(
          'site',
          ...base,
          '--category',
          'nursery',
          '--problem',
          'maximise-coverage',
          '--sites',
          '2',
          '--candidates-from',
          'blocks',
          '--out',
          'sited',
        )
      ).code,
    ).toBe(0)
    expect((await run('remedies', ...base, '--most', '2', '--out', 'mended')).code).toBe(0)
    expect((await run('scenario', ...base, '--edits', 'plan.json', '--open-planned', '--out', 'planned')).code).toBe(0)
    for (const folder of ['sited', 'mended', 'planned']) expect(await run('verify', folder)).toMatchObject({ code: 0 })
  })

  it('refuses what is no result, and records that would lead out of their folder', async () => {
    expect((await run('verify', 'tables')).code).toBe(3)
    const record = json('plain/run.json')
    for (const name of ['../facilities.csv', '..', 'a/b', '']) {
      writeFileSync(
        at('plain/run.json'),
        JSON.stringify({ ...record, outputs: [{ name, bytes: 1, sha256: 'a'.repeat(64) }] }),
      )
      expect((await run('verify', 'plain')).code).toBe(3)
    }
    for (const text of ['', '{}', '[1]', '{"schema": "living-circle/run"}']) {
      writeFileSync(at('plain/run.json'), text)
      expect((await run('verify', 'plain')).code).toBe(3)
    }
    rmSync(at('plain/run.json'))
    expect((await run('verify', 'plain')).code).toBe(3)
  })

  it('leaves nothing behind', () => {
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith('.living-circle-') && name.includes(`-${process.pid}-`)),
    ).toEqual([])
  })

  it.skipIf(!hasSharedData)('verifies Malta', { timeout: 120_000 }, async () => {
    const tables = (name: string) => join(SHARED_DATA, 'tables', name)
    const out = at('malta')
    const argv = [
      join(SHARED_DATA, 'malta.osm.pbf'),
      '--facilities',
      tables('malta-facilities.csv'),
      '--blocks',
      tables('malta-blocks.csv'),
      '--out',
      out,
      '-q',
    ]
    expect((await run('coverage', ...argv)).code).toBe(0)
    expect(await run('verify', out)).toMatchObject({ code: 0 })
  })
})
