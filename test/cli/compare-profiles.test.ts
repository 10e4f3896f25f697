// coverage --compare-profiles: one run says what separate runs say, and who is lost between them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const coverage = (...more: string[]) =>
  runCli(town.path, [
    ...['coverage', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv'],
    ...['--category', 'kindergarten', 'park', 'pharmacy', ...more],
  ])
const read = (name: string) => readFileSync(join(town.path, name), 'utf8')
const records = (name: string) => {
  const [head, ...rows] = read(name)
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','))
  return rows.map((row) => Object.fromEntries(head!.map((key, i) => [key, row[i]!])))
}

describe('coverage --compare-profiles', () => {
  it('has the numbers of a run for each profile, and the files of the first', { timeout: 60_000 }, async () => {
    const { code, stdout } = await coverage(
      '--compare-profiles',
      'adult,frail,wheelchair',
      '--out',
      'all',
      '--lang',
      'en',
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/served as adult {2}not as frail {2}not as wheelchair/)
    expect((await coverage('--profile', 'adult', '--out', 'adult')).code).toBe(0)
    for (const name of ['coverage.csv', 'blocks.geojson', 'gaps.geojson']) {
      // The conditions under which wheelchairs are measured are said in the layers of the comparison, too.
      const text = name.endsWith('.csv')
        ? read(`all/${name}`)
        : JSON.stringify(JSON.parse(read(`all/${name}`)).features)
      expect(text).toBe(
        name.endsWith('.csv') ? read(`adult/${name}`) : JSON.stringify(JSON.parse(read(`adult/${name}`)).features),
      )
    }
    expect(existsSync(join(town.path, 'adult/losses.csv'))).toBe(false)
    const rows = records('all/losses.csv')
    for (const profile of ['frail', 'wheelchair']) {
      expect((await coverage('--profile', profile, '--out', profile)).code).toBe(0)
      const { categories } = JSON.parse(read(`${profile}/summary.json`)) as {
        categories: { id: string; coverage: { limit: number; shares: { measure: string; covered: number }[] }[] }[]
      }
      const own = rows.filter((row) => row.profile === profile)
      const alone = categories.flatMap(({ id, coverage: entries }) =>
        entries.flatMap(({ limit, shares }) => shares.map(({ measure, covered }) => [id, limit, measure, covered])),
      )
      expect(own.map((row) => [row.category, Number(row.limit), row.measure, Number(row.served)])).toEqual(alone)
      expect(own.some((row) => Number(row.lost) > 0)).toBe(true)
      const features = JSON.parse(read('all/losses.geojson')).features.filter(
        (feature: { properties: { profile: string } }) => feature.properties.profile === profile,
      )
      const people = features.reduce(
        (sum: number, { properties }: { properties: Record<string, number | undefined> }) =>
          sum + (properties.park_people_lost_5min ?? 0),
        0,
      )
      const row = own.find(
        ({ category, limit, measure }) => category === 'park' && limit === '5' && measure === 'population',
      )!
      expect(people).toBeCloseTo(Number(row.lost), 0)
    }
  })

  it('says the same in Chinese, in the page and from the saved answer', { timeout: 60_000 }, async () => {
    const { code, stdout } = await coverage(
      ...['--compare-profiles', 'adult,older', '--out', 'zh', '--lang', 'zh', '--also', 'html', 'xlsx'],
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/成年人可达 +老年人失去/)
    expect(read('zh/report.html')).toContain('以成年人计步行 15 分钟')
    const again = await runCli(town.path, ['report', 'zh', '--also', 'html', '--out', 'again', '--lang', 'zh'])
    expect(again.code).toBe(0)
    expect(read('again/report.html')).toBe(read('zh/report.html'))
  })

  it('refuses what cannot be compared', async () => {
    const refused = async (...more: string[]) => (await coverage('--out', 'never', '--lang', 'en', ...more)).stderr
    expect(await refused('--compare-profiles', 'adult,frail', '--profile', 'older')).toContain(
      '--profile and --compare-profiles',
    )
    expect(await refused('--compare-profiles', 'adult')).toContain('two or more')
    expect(await refused('--compare-profiles', 'adult,adult')).toContain('with itself')
    expect(await refused('--compare-profiles', 'adult,frai')).toContain('Did you mean "frail"?')
    expect(existsSync(join(town.path, 'never'))).toBe(false)
  })
})
