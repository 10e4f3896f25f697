// A document that is too large costs only itself: the others are made and written, and what is left out is named with what to take instead.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isTooLarge } from '../../src/foundation/too-large.ts'
import { writeFilesAtomically } from '../../src/node/write-files.ts'
import { makeOutputs } from '../../src/report/outputs/make-outputs.ts'
import type { LeftOutput } from '../../src/report/outputs/output.ts'
import { EN_PROBLEMS } from '../../src/words/en.ts'
import { runCli, townFolder } from '../cli/run-cli.ts'
import { makeReport } from './table-fixture.ts'

const ignored = {
  lang: 'en',
  basemap: () => {
    throw new RangeError('Invalid string length')
  },
} as const

/** The error of a text that really is too long. */
const outgrown = (): unknown => {
  try {
    return 'x'.repeat(2 ** 30)
  } catch (error) {
    return error
  }
}

describe('sizes', () => {
  it('are told from bugs', () => {
    const whole = [outgrown, () => new Array(-1), () => new Uint8Array(2 ** 53 - 1), () => new Float64Array(-1)]
    for (const make of whole) {
      let error: unknown
      try {
        error = make()
      } catch (thrown) {
        error = thrown
      }
      expect(isTooLarge(error), String(error)).toBe(true)
    }
    for (const error of [new RangeError('x is not in range'), new TypeError('Invalid string length'), null, 'x']) {
      expect(isTooLarge(error)).toBe(false)
    }
  })
})

describe('makeOutputs', () => {
  const report = makeReport({ blocks: 3 })

  it('makes the others where it may leave one out', async () => {
    const left: LeftOutput[] = []
    const files = await makeOutputs(['html', 'kepler'], { ...ignored, report, leaveOut: (one) => left.push(one) })
    expect(files.map(({ name }) => name)).toEqual(['coverage.kepler.json'])
    expect(left.map(({ id, names, error }) => [id, names, error.code])).toEqual([
      ['html', ['report.html'], 'output-too-large'],
    ])
    expect(left[0]!.error.message).toBe('report.html would be larger than a text or an array can be.')
  })

  it('throws it otherwise, and never leaves out what is a bug', async () => {
    await expect(makeOutputs(['html'], { ...ignored, report })).rejects.toMatchObject({ code: 'output-too-large' })
    const basemap = () => {
      throw new TypeError('a bug')
    }
    const leaveOut = () => {
      throw new Error('not asked')
    }
    await expect(makeOutputs(['html'], { lang: 'en', basemap, report, leaveOut })).rejects.toThrow('a bug')
  })
})

describe('a file that turns out too large while it is written', () => {
  it.each(['new', '.'])('is left out of its set where that is wanted: %s', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'living-circle-'))
    const files = ['a', 'b'].map((one) => ({ name: one, content: 'x' }))
    const content = function* () {
      yield 'x'.repeat(300_000)
      throw outgrown()
    }
    const out = join(folder, name)
    const set = [...files, { name: 'large', content }]
    await expect(writeFilesAtomically(out, set)).rejects.toThrow('Invalid string length')
    const asked: string[] = []
    const leaveOut = (one: string) => asked.push(one) > 0
    const paths = await writeFilesAtomically(out, set, { leaveOut })
    expect([paths.length, asked, readdirSync(out).filter((one) => one !== 'new')]).toEqual([2, ['large'], ['a', 'b']])
    rmSync(folder, { recursive: true })
  })
})

describe('a GeoPackage with more columns than one can hold', () => {
  let town: ReturnType<typeof townFolder>
  beforeAll(() => {
    town = townFolder()
    const own = kinds.map((id) => ({ id, nameEn: id, nameZh: id, group: 'culture' }))
    writeFileSync(join(town.path, 'own.json'), JSON.stringify({ kinds: own }))
    const rows = kinds.map((id, at) => `f${at},${id},113.60${at % 10},34.799`)
    writeFileSync(join(town.path, 'many.csv'), `id,category,lon,lat\n${rows.join('\n')}\n`)
    writeFileSync(join(town.path, 'few.csv'), 'id,lon,lat,population\nb,113.601,34.799,10\n')
  })
  afterAll(() => town.done())
  const kinds = Array.from({ length: 220 }, (_, at) => `kind_${at}`)
  const argv = [
    ...['coverage', 'town.osm', '--blocks', 'few.csv', '--facilities', 'many.csv', '--categories', 'own.json'],
    ...['--category', 'all', '--minutes', '1,2,3,4,5,6,7,8,9,10,11,12'],
  ]

  it('costs only itself: the rest is written, with a warning and exit 0; alone it ends in 1', async () => {
    const { code, stderr } = await runCli(town.path, [
      ...argv,
      '--out',
      'out',
      '--lang',
      'en',
      '--also',
      'geopackage',
      'kepler',
    ])
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(
        /warning: coverage\.gpkg is left out: Layer blocks has [\d,]+ columns; a GeoPackage holds 1,998\. Ask for fewer kinds/,
      ),
    ])
    expect(readdirSync(join(town.path, 'out'))).toContain('coverage.kepler.json')
    expect(readdirSync(join(town.path, 'out'))).not.toContain('coverage.gpkg')
    const remedies = ['remedies', ...argv.slice(1), '--out', 'mended', '--lang', 'en', '--also', 'geopackage', 'kepler']
    const mended = await runCli(town.path, remedies)
    expect([mended.code, mended.stderr]).toEqual([
      0,
      expect.stringMatching(/warning: coverage\.gpkg is left out: Layer blocks has [\d,]+ columns/),
    ])
    expect(readdirSync(join(town.path, 'mended'))).toEqual(
      expect.arrayContaining(['coverage.kepler.json', 'remedies.csv', 'remedies.html']),
    )
    expect(mended.stderr).not.toMatch(/wrote .*coverage\.gpkg/i)
    const alone = await runCli(town.path, ['report', 'out', '--also', 'geopackage', '--lang', 'en'])
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringMatching(/^error: Layer blocks has/m)])
  }, 120_000)
})

it('hints name options that exist', async () => {
  const { stdout } = await runCli('.', ['coverage', '--help'])
  for (const key of ['hint.max-bytes', 'hint.use-layers', 'hint.fewer-categories', 'hint.smaller-output'] as const) {
    const options = EN_PROBLEMS[key].match(/--[a-z-]+/g) ?? []
    expect(options.length).toBeGreaterThan(0)
    for (const option of options) expect(stdout).toContain(option)
    for (const [, id] of EN_PROBLEMS[key].matchAll(/--also ([a-z]+)/g)) expect(stdout).toContain(`  ${id} `)
  }
})
