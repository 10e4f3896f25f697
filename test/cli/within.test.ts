// --within from end to end: the border is read, the rows add up, the files carry it, and what cannot go together is refused.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson']
const BORDER = {
  type: 'Feature',
  properties: { name: 'West' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [113.5, 34.7],
        [113.6, 34.7],
        [113.6, 34.9],
        [113.5, 34.9],
        [113.5, 34.7],
      ],
    ],
  },
}

describe('--within', () => {
  let town: ReturnType<typeof townFolder>
  beforeAll(() => {
    town = townFolder()
    writeFileSync(join(town.path, 'west.geojson'), JSON.stringify(BORDER))
  })
  afterAll(() => town.done())

  it('counts what lies inside, says so, and writes the border', async () => {
    const argv = ['coverage', ...INPUTS, '--within', 'west.geojson', '--category', 'clinic', 'park', '--out', 'west']
    const { code, stdout, stderr } = await runCli(town.path, argv)
    expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
    expect(stderr).toMatch(/Only what lies within West counts: \d+ blocks are inside/)
    const [, used, rejected, outside] =
      /48 rows read = (\d+) used \+ 0 merged \+ (\d+) rejected \+ (\d+) outside the study area/.exec(stdout)!
    expect(Number(used) + Number(rejected) + Number(outside)).toBe(48)
    expect(Number(outside)).toBeGreaterThan(0)
    const summary = JSON.parse(readFileSync(join(town.path, 'west/summary.json'), 'utf8'))
    expect(summary.studyArea).toMatchObject({ name: 'West', blocksOutside: Number(outside) })
    expect(summary.counts.blocks).toBe(Number(used))
    expect(summary.inputs.map(({ role }: { role: string }) => role)).toContain('within')
    const border = JSON.parse(readFileSync(join(town.path, 'west/study_area.geojson'), 'utf8'))
    expect(border.features[0].properties.name).toBe('West')
    const blocks = JSON.parse(readFileSync(join(town.path, 'west/blocks.geojson'), 'utf8'))
    const lons = blocks.features.flatMap(({ geometry }: { geometry: { coordinates: unknown[] } }) =>
      geometry.coordinates.flat(3),
    )
    expect(Math.max(...lons.filter((degrees: number) => degrees > 100))).toBeLessThanOrEqual(113.6)
    const plain = await runCli(town.path, ['coverage', ...INPUTS, '--category', 'park', '--out', 'all'])
    expect([plain.code, existsSync(join(town.path, 'all/study_area.geojson'))]).toEqual([0, false])
  }, 60_000)

  it('is refused with --within-name, and a name that the extract has not is said', async () => {
    const both = await runCli(town.path, [
      'coverage',
      ...INPUTS,
      '--within',
      'west.geojson',
      '--within-name',
      'West',
      '--out',
      'o',
    ])
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('cannot go together')])
    const none = await runCli(town.path, ['coverage', ...INPUTS, '--within-name', '西区', '--out', 'o', '--lang', 'zh'])
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('数据中没有名为“西区”的边界')])
  })
})
