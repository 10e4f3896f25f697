// The registry of outputs: every entry says what it writes and needs, and a new one is seen everywhere by registration only.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { plainBasemap } from '../../src/answer/basemap.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { readMaplibreAssets } from '../../src/node/maplibre-assets.ts'
import { compareAnswers } from '../../src/plan/compare/compare-answers.ts'
import { layerSuffixes, layerWriterOf } from '../../src/report/outputs/layer-writers.ts'
import { makeOutputs } from '../../src/report/outputs/make-outputs.ts'
import type { Output, OutputContext } from '../../src/report/outputs/output.ts'
import {
  type FurtherOutputId,
  type LayerFormat,
  OUTPUTS,
  type OutputId,
  type OutputIdOf,
} from '../../src/report/outputs/outputs.ts'
import { measureProfileLoss } from '../../src/study/profile-losses.ts'
import { runCli, townFolder } from '../cli/run-cli.ts'
import { withPlan } from './plan-fixture.ts'
import { makeReport } from './table-fixture.ts'
import { TOY } from './toy-output.ts'

const NOWHERE = { lonLat: null, line: null, metres: null, cost: null, note: null }

vi.mock('../../src/report/outputs/outputs.ts', async (importOriginal) => {
  const { TOY } = await import('./toy-output.ts')
  const original = await importOriginal<{ OUTPUTS: readonly Output[] }>()
  return { ...original, OUTPUTS: [...original.OUTPUTS, TOY] }
})

const EDIT = { op: 'close-facility', status: 'applied', said: [], touched: [], joins: [], ...NOWHERE } as const
const made = makeReport({ blocks: 12, categories: 3 })
const report = {
  ...withPlan(made),
  levels: { limit: 15, units: [], areas: [] },
  hours: [
    {
      ...{ text: 'Tu 19:00', minute: 2580, kinds: [] },
      facilities: { open: 1, closed: 2, unknown: 3 },
      gates: { open: 0, closed: 0, unknown: 0 },
    },
  ],
  profileLosses: { first: walkProfile('adult'), others: [measureProfileLoss(made, made)] },
}
const registry: readonly Output[] = OUTPUTS
const withAll: OutputContext = {
  report,
  lang: 'zh',
  basemap: () => plainBasemap(report.network.box),
  maplibre: readMaplibreAssets,
}

const town = townFolder()
afterAll(() => {
  rmSync(town.path, { recursive: true, force: true })
})

describe('the registry', () => {
  it('names every output, file and suffix once, in both languages', () => {
    const once = (list: readonly string[]) => expect(list.length).toBe(new Set(list).size)
    once(registry.map(({ id }) => id))
    once(registry.flatMap(({ files }) => files.map(({ name }) => name)))
    once(registry.flatMap(({ layer }) => layer?.suffixes ?? []))
    for (const { aboutEn, aboutZh, liesOver } of registry) {
      expect(aboutEn).toMatch(/^.*[^.]$/)
      expect(aboutZh).toMatch(/^.*[^。]$/)
      if (liesOver !== undefined) expect(registry.map(({ id }) => id)).toContain(liesOver)
    }
  })

  it.each(registry.map((output) => [output.id, output] as const))('%s makes the files it names', async (id, output) => {
    const corner = withAll.report.blocks[0]!.lonLat
    const ring = [
      [0, 0],
      [0.01, 0],
      [0, 0.01],
      [0, 0],
    ].map(([x, y]) => [corner[0] + x!, corner[1] + y!] as const)
    const studyArea = { name: 'Here', polygons: [[ring]], blocksOutside: 0, blocksCut: 0 }
    const edits = [{ ...EDIT, id: 'E1' }]
    const scenario = { name: 'edits.json', edits, changes: compareAnswers(withAll.report, withAll.report, { edits }) }
    const made = { ...withAll.report, studyArea, scenario }
    const files = await makeOutputs([id as OutputId], { ...withAll, report: made })
    expect(files.map(({ name, mediaType }) => ({ name, mediaType }))).toEqual(output.files)
    for (const { content } of files) {
      const size =
        typeof content === 'function' ? [...content()].reduce((sum, { length }) => sum + length, 0) : content.length
      expect(size).toBeGreaterThan(30)
    }
  })

  it.each(registry.filter(({ needs }) => needs.length > 0))('$id says what it lacks', async ({ id, needs }) => {
    for (const need of needs) {
      const { [need]: _, ...without } = withAll
      await expect(makeOutputs([id as OutputId], without)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining(`"${id}"`),
        hint: expect.stringContaining(need),
      })
    }
  })

  it('makes each once, in its own order, and refuses unknown ids', async () => {
    const files = await makeOutputs(['kepler', 'geopackage', 'kepler'], { report, lang: 'en' })
    expect(files.map(({ name }) => name)).toEqual(['coverage.gpkg', 'coverage.kepler.json'])
    await expect(makeOutputs(['geopakage' as OutputId], withAll)).rejects.toThrow('There is no output "geopakage".')
  })

  it('knows a format by the end of a name, whatever the case', () => {
    expect(layerWriterOf('a.GeoJSON')).toBe(layerWriterOf('b.json'))
    expect(layerWriterOf('a.shp')).toBeUndefined()
    expect(layerWriterOf('geojson')).toBeUndefined()
  })
})

describe('a format that is only registered', () => {
  it('is in --also and in help', async () => {
    const help = (await runCli(town.path, ['coverage', '--help'])).stdout
    expect(help.replace(/\s+/g, ' ')).toMatch(/\(choices: "html".*"kepler", "toy"\)/)
    expect(help).toContain(`toy         ${TOY.aboutEn}`)
    expect((await runCli(town.path, ['isochrone', '--help'])).stdout).toContain('.toy')
    expect(layerSuffixes()).toContain('.toy')
  })

  it('is written by coverage and by isochrone', { timeout: 60_000 }, async () => {
    const inputs = ['--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--category', 'park']
    const done = await runCli(town.path, ['coverage', 'town.osm', ...inputs, '--out', 'out', '--also', 'toy'])
    expect(done.code).toBe(0)
    expect(readFileSync(join(town.path, 'out/layers.toy'), 'utf8')).toMatch(/^blocks \d+\ngaps \d+\nfacilities \d+\n$/)
    const drawn = await runCli(town.path, ['isochrone', 'town.osm', '--at', '113.6,34.8', '-o', 'iso.toy'])
    expect(drawn.code).toBe(0)
    expect(readFileSync(join(town.path, 'iso.toy'), 'utf8')).toBe('isochrones\n')
    const shifted = await runCli(town.path, [
      'isochrone',
      'town.osm',
      '--at',
      '113.6,34.8',
      '-o',
      'x.toy',
      '--out-crs',
      'gcj02',
    ])
    expect([shifted.code, shifted.stderr]).toEqual([2, expect.stringContaining('x.toy is always in WGS-84')])
  })

  it('is in the types of ids', () => {
    type WithToy = readonly [...typeof OUTPUTS, typeof TOY]
    expectTypeOf<OutputIdOf<WithToy>>().toEqualTypeOf<OutputId | 'toy'>()
    expectTypeOf<OutputIdOf<WithToy, 'layers'>>().toEqualTypeOf<LayerFormat | 'toy'>()
    expectTypeOf<OutputIdOf<WithToy, 'document'>>().toEqualTypeOf<Exclude<FurtherOutputId, LayerFormat>>()
    expectTypeOf<LayerFormat>().toEqualTypeOf<
      'geojsonseq' | 'flatgeobuf' | 'geoparquet' | 'geopackage' | 'qgis' | 'kepler'
    >()
  })
})
