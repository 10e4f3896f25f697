// capacity and equity on tables of one's own: the contract's JSON, accounting of rows, what is refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
const write = (name: string, text: string) => writeFileSync(join(town.path, name), text)
const TABLES = ['capacity', '--costs', 'c.csv', '--demand', 'd.csv', '--supply', 's.csv']

beforeAll(() => {
  town = townFolder()
  write('c.csv', 'demand_id,site_id,cost\nb10,s1,5\nb2,s1,9\nb2,s2,3\nb1,s3,1\nb1,s2,4\nb1,s1,99\n')
  write('d.csv', 'demand_id,weight\nb1,20\nb2,60\nb10,60\n')
  write('s.csv', 'site_id,places\ns1,30\ns2,40\ns3,40\n')
})
afterAll(() => town.done())

const json = async (...argv: string[]) => {
  const { code, stdout, stderr } = await runCli(town.path, [...argv, '--json'])
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

describe('living-circle capacity, on tables', () => {
  it('gives the hand-made answer, in natural order of ids', async () => {
    const found = await json(...TABLES, '--limit', '10')
    expect(found).toMatchObject({ demand: 140, served: 90, missing: 50, idle: 20, unreachable: 0, full: 50 })
    expect(found.blocks).toEqual([
      { id: 'b1', demand: 20, served: 20, share: 1 },
      { id: 'b2', demand: 60, served: 40, share: 2 / 3 },
      { id: 'b10', demand: 60, served: 30, share: 0.5 },
    ])
    expect(found.sites.map(({ id, used }: { id: string; used: number }) => [id, used])).toEqual([
      ['s1', 30],
      ['s2', 40],
      ['s3', 20],
    ])
  })

  it('is the same for rows in any order, and has the limit within', async () => {
    write('c2.csv', 'demand_id,site_id,cost\nb1,s1,99\nb2,s2,3\nb1,s2,4\nb1,s3,1\nb2,s1,9\nb10,s1,5\n')
    write('d2.csv', 'demand_id;weight\nb10;60\nb2;60\nb1;20\n')
    const turned = await json(
      'capacity',
      '--costs',
      'c2.csv',
      '--demand',
      'd2.csv',
      '--supply',
      's.csv',
      '--limit',
      '9',
    )
    expect(turned).toEqual(await json(...TABLES, '--limit', '10'))
    expect((await json(...TABLES, '--limit', '8.9')).blocks[1].served).toBe(40)
  })

  it('gives places per head by every measure', async () => {
    for (const measure of ['2sfca', 'm2sfca', '3sfca', 'bfca']) {
      const { access } = await json(...TABLES, '--limit', '10', '--measure', measure)
      expect(access.map(({ id }: { id: string }) => id)).toEqual(['b1', 'b2', 'b10'])
    }
    const { access } = await json(...TABLES, '--measure', 'e2sfca', '--steps', '3:1,5:0.5')
    // s2: 40 / (60 · 1 + 20 · 0.5), s3: 40 / 20.
    expect(access[0].value).toBeCloseTo((0.5 * 40) / 70 + 2, 12)
    expect(access[1].value).toBeCloseTo(40 / 70, 12)
    expect(access[2].value).toBeCloseTo((0.5 * 30) / 30, 12)
  })

  it('does not take unknown places for none, and leaves sites out that are not open', async () => {
    write('u.csv', 'site_id,places,status\ns1,30,existing\ns2,,existing\ns3,40,candidate\n')
    const found = await json('capacity', '--costs', 'c.csv', '--demand', 'd.csv', '--supply', 'u.csv', '--limit', '10')
    expect(found).toMatchObject({
      served: 30,
      missing: 110,
      missing_at_least: 30,
      sites_unknown_places: ['s2'],
      sites_not_open: ['s3'],
    })
    expect(found.sites).toHaveLength(1)
  })

  it('accounts for every row', async () => {
    write(
      'bad.csv',
      'demand_id,site_id,cost\nb10,s1,5\nb10,s1,4\nb10,s9,1\nb99,s1,1\nb2,s1,x\nb2,s1,-1\nb2,,1\n,s1,1\nb2,s2,\n',
    )
    const run = await runCli(town.path, [
      'capacity',
      '--costs',
      'bad.csv',
      '--demand',
      'd.csv',
      '--supply',
      's.csv',
      '--lang',
      'en',
    ])
    expect(run.code).toBe(0)
    expect(run.stderr).toContain('bad.csv: 9 rows read, 2 used, 7 rejected.')
    expect(run.stderr).toContain('listed more than once')
    const zh = await runCli(town.path, [
      'capacity',
      '--costs',
      'bad.csv',
      '--demand',
      'd.csv',
      '--supply',
      's.csv',
      '--lang',
      'zh',
    ])
    expect(zh.stderr).toContain('bad.csv：读取 9 行，采用 2 行，未采用 7 行。')
    expect(zh.stdout).toContain('缺')
  })

  it('says what is wrong with options and columns', async () => {
    write('miss.csv', 'demand_id,site,kosts\nb1,s1,1\n')
    write('typo.csv', 'demand_id,wieght\nb1,1\n')
    const code = async (...argv: string[]) => (await runCli(town.path, argv)).code
    expect(await code('capacity')).toBe(2)
    expect(await code('capacity', '--costs', 'c.csv', '--demand', 'd.csv')).toBe(2)
    expect(await code('capacity', 'town.osm', '--costs', 'c.csv', '--demand', 'd.csv')).toBe(2)
    expect(await code('capacity', 'town.osm', '--demand', 'gatess')).toBe(2)
    expect(await code(...TABLES, '--steps', '10:1')).toBe(2)
    expect(await code(...TABLES, '--measure', 'e2sfca')).toBe(2)
    expect(await code(...TABLES, '--measure', '2sfca', '--steps', '10:1,5:2')).toBe(2)
    expect(await code(...TABLES, '--measure', '2sfca', '--rule', 'fair')).toBe(2)
    const missing = await runCli(town.path, [
      'capacity',
      '--costs',
      'miss.csv',
      '--demand',
      'd.csv',
      '--supply',
      's.csv',
      '--lang',
      'en',
    ])
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('has no column site_id')])
    const typo = await runCli(town.path, [
      'capacity',
      '--costs',
      'c.csv',
      '--demand',
      'typo.csv',
      '--supply',
      's.csv',
      '--lang',
      'en',
    ])
    expect(typo.stderr).toContain('"wieght"')
  })
})

describe('living-circle equity, on a table', () => {
  it('gives every measure, and null with a reason', async () => {
    write('v.csv', 'id,value,population,group,rank\na,1,10,x,1\nb,3,10,y,2\nc,2,0,y,\nd,,5,x,3\n')
    const found = await json('equity', '--values', 'v.csv')
    expect(found).toMatchObject({ gini: 0.25, concentration: 0.25, palma: null, cells: 4, counted: 2 })
    expect(found.concentration_corrected).toBeCloseTo(1, 12)
    expect(found.theil_between).toBeCloseTo(found.theil, 12)
    expect(found.reasons).toEqual({ palma: 'nobody-above' })
    expect(found.dropped).toMatchObject({ value_unknown: 1, population_zero: 1 })
    write('w.csv', 'id,value,population\na,1,10\nb,3,10\n')
    const plain = await json('equity', '--values', 'w.csv')
    expect(plain.reasons).toEqual({
      palma: 'no-rank',
      theil_between: 'no-group',
      theil_within: 'no-group',
      concentration: 'no-rank',
      concentration_corrected: 'no-rank',
    })
    expect((await json('equity', '--values', 'v.csv', '--palma-cuts', '1,1.5')).palma).toBe(3)
  })

  it('refuses neither and both, and cuts that are none', async () => {
    const code = async (...argv: string[]) => (await runCli(town.path, argv)).code
    expect(await code('equity')).toBe(2)
    expect(await code('equity', 'somewhere', '--values', 'v.csv')).toBe(2)
    expect(await code('equity', '--values', 'v.csv', '--palma-cuts', '3,1')).toBe(2)
  })
})

describe('living-circle capacity and equity, on streets', () => {
  const INPUTS = ['--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

  it('counts places of the sample town; with one kind its fields stand at the top', async () => {
    const found = await json('capacity', 'town.osm', ...INPUTS, '--category', 'nursery')
    expect(found.results).toHaveLength(1)
    expect(found).toMatchObject({ basis: 'time', limit: 15, rule: 'fair', places: 190 })
    expect(found.missing).toBeCloseTo(found.unreachable + found.full, 2)
    expect(found.blocks).toHaveLength(48)
    expect(found.sites.map(({ places }: { places: number }) => places)).toEqual([70, 75, 45])
    const { onPaper, onFoot, inFact } = found.covers
    expect(onPaper).toBeGreaterThan(onFoot)
    expect(onFoot).toBeGreaterThan(inFact)
    const both = await json('capacity', 'town.osm', ...INPUTS, '--category', 'nursery', 'kindergarten', 'park')
    expect(both.not_counted).toEqual([
      { category: 'kindergarten', why: 'no-places' },
      { category: 'park', why: 'no-rate' },
    ])
  })

  it('takes rates of a file, and says what of it is not used', async () => {
    write('rates.csv', 'category,group,rate,unit,source\nnursery,age_0_3,100,places,city plan\nnurserry,,1,,\n')
    const argv = ['capacity', 'town.osm', ...INPUTS, '--category', 'nursery', '--demand-rate', 'rates.csv']
    const found = await json(...argv)
    expect(found.rate).toMatchObject({
      perThousand: 100,
      group: 'age_0_3',
      mark: 'own',
      verified: false,
      origin: 'rates.csv',
    })
    const run = await runCli(town.path, [...argv, '--lang', 'en'])
    expect(run.stderr).toContain('rates.csv: 2 rows read, 1 used, 1 rejected.')
    expect(run.stdout).toContain('own figure')
  })

  it('measures places per head on streets: they add up to the places', async () => {
    const argv = ['capacity', 'town.osm', ...INPUTS, '--category', 'nursery', '--minutes', '15']
    const { features } = JSON.parse(readFileSync(join(town.path, 'blocks.geojson'), 'utf8'))
    const people = new Map<string, number>(
      features.map(({ properties }: { properties: { id: string; population: number | null } }) => [
        properties.id,
        properties.population ?? 0,
      ]),
    )
    for (const more of [['2sfca'], ['3sfca'], ['e2sfca', '--steps', '5:1,10:0.68,15:0.22']]) {
      const { access, categories, places_unreached } = await json(...argv, '--measure', ...more)
      expect(categories).toEqual(['nursery'])
      const sum = access.reduce(
        (total: number, { id, value }: { id: string; value: number }) => total + value * people.get(id)!,
        0,
      )
      expect(sum).toBeCloseTo(190 - places_unreached, 6)
    }
    const shown = await runCli(town.path, [...argv, '--measure', 'bfca', '--lang', 'en'])
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('places per head (bfca)')])
  })

  it('goes into every output of coverage, and equity is measured of the result', async () => {
    const argv = ['coverage', 'town.osm', ...INPUTS, '--category', 'nursery', 'clinic', '--demand-rate', 'built-in']
    const run = await runCli(town.path, [...argv, '--also', 'html', 'xlsx', '--out', 'placed', '--lang', 'en'])
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('served in fact')])
    const read = (name: string) => readFileSync(join(town.path, 'placed', name), 'utf8')
    const summary = JSON.parse(read('summary.json'))
    expect(summary.capacity.rates[0]).toMatchObject({ places: 190 })
    const block = JSON.parse(read('blocks.geojson')).features[0].properties
    expect(block).toMatchObject({ nursery_served_state: 'short' })
    expect(block.nursery_served / block.nursery_demand).toBeCloseTo(block.nursery_served_share, 3)
    const states = JSON.parse(read('facilities.geojson')).features.map(
      ({ properties }: { properties: Record<string, unknown> }) => properties.places_state,
    )
    expect(states).toContain('full')
    expect(read('report.html')).toContain('id="places"')
    const { results } = await json('equity', 'placed', '--category', 'nursery')
    const subjects = results.map(({ subject }: { subject: string }) => subject)
    expect(new Set(subjects)).toEqual(new Set(['walk', 'within', 'served']))
    for (const { gini, theil, theil_between, theil_within } of results) {
      expect(gini).toBeGreaterThan(0)
      expect(theil_between + theil_within).toBeCloseTo(theil, 10)
    }
    const drawn = await runCli(town.path, [
      'equity',
      'placed',
      '--category',
      'nursery',
      '--of',
      'served',
      '--lorenz',
      'l.svg',
    ])
    expect(drawn.code).toBe(0)
    expect(readFileSync(join(town.path, 'l.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s)
    expect((await runCli(town.path, ['equity', 'placed', '--lorenz', 'm.svg'])).code).toBe(2)
    expect((await runCli(town.path, ['equity', 'placed', '--category', 'nowhere'])).code).toBe(2)
    expect((await runCli(town.path, ['equity', 'nowhere'])).code).toBe(2)
  })

  it('without rates nothing of it is there', async () => {
    const run = await runCli(town.path, ['coverage', 'town.osm', ...INPUTS, '--category', 'nursery', '--out', 'plain'])
    expect(run.code).toBe(0)
    const read = (name: string) => readFileSync(join(town.path, 'plain', name), 'utf8')
    expect(read('summary.json')).not.toContain('"capacity":')
    expect(read('blocks.geojson')).not.toContain('nursery_demand')
    expect(read('facilities.geojson')).not.toContain('places_used')
  })
})
