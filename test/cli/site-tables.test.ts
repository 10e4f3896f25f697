// site on tables of one's own: the contract's JSON, natural order, statuses, budgets, targets, accounting of rows, what is refused.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
const write = (name: string, text: string) => writeFileSync(join(town.path, name), text)
const TABLES = ['site', '--costs', 'c.csv', '--demand', 'd.csv']

// s1 reaches b1 and b2, s2 reaches b3, s10 reaches b2 and b3; b4 is reached by nobody.
const COSTS = 'demand_id,site_id,cost\nb1,s1,200\nb2,s1,400\nb2,s10,300\nb3,s10,500\nb3,s2,100\n'
const DEMAND = 'demand_id,weight\nb1,30\nb2,20\nb3,40\nb4,10\n'

beforeAll(() => {
  town = townFolder()
  write('c.csv', COSTS)
  write('d.csv', DEMAND)
})
afterAll(() => town.done())

const json = async (...argv: string[]) => {
  const { code, stdout, stderr } = await runCli(town.path, [...argv, '--json'])
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

describe('living-circle site, on tables', () => {
  it('says what the contract says', async () => {
    const found = await json(...TABLES, '--problem', 'maximise-coverage', '--limit', '500', '--sites', '2')
    expect(found).toMatchObject({ problem: 'maximise-coverage', status: 'optimal', objective: 90, bound: 90, gap: 0 })
    expect(found).toMatchObject({ sites: ['s1', 's10'], demand_total: 100, demand_covered: 90 })
    // b2 is nearer to s10.
    expect(found.per_site).toEqual([
      { id: 's1', status: 'candidate', demand: 30, places: null },
      { id: 's10', status: 'candidate', demand: 60, places: null },
    ])
    expect(found.beyond).toMatchObject({ demand_ids: ['b4'], demand: 10 })
    expect(found.steps.map(({ site, demand_total }: Record<string, unknown>) => [site, demand_total])).toEqual([
      ['s10', 60],
      ['s1', 90],
    ])
  })

  it('gives the same bytes twice, and for rows in another order', async () => {
    const turned = (text: string) => {
      const [head, ...rows] = text.trim().split('\n')
      return `${[head, ...rows.reverse()].join('\n')}\n`
    }
    write('c2.csv', turned(COSTS))
    write('d2.csv', turned(DEMAND))
    const argv = ['--problem', 'minimise-walk', '--sites', '2', '--json', '--quiet']
    const first = await runCli(town.path, [...TABLES, ...argv])
    const again = await runCli(town.path, [...TABLES, ...argv])
    const other = await runCli(town.path, ['site', '--costs', 'c2.csv', '--demand', 'd2.csv', ...argv])
    expect(again.stdout).toBe(first.stdout)
    expect(other.stdout.replaceAll('2.csv', '.csv')).toBe(first.stdout)
  })

  it('has the limit within', async () => {
    expect((await json(...TABLES, '--limit', '400', '--sites', '1')).objective).toBe(50)
    expect((await json(...TABLES, '--limit', '399.9', '--sites', '1')).objective).toBe(40)
  })

  it('counts rows out of reach with the cut-off', async () => {
    const found = await json(...TABLES, '--problem', 'minimise-walk', '--sites', '2', '--limit', '450')
    expect(found.objective).toBe(30 * 200 + 20 * 400 + 40 * 100 + 10 * 450)
    expect(found.beyond).toEqual({ demand_ids: ['b4'], demand: 10, cut_off: 450 })
  })

  it('keeps to statuses, in English and Chinese', async () => {
    write('s.csv', 'site_id,places,status,build_cost\ns1,,existing,\ns2,,排除,3\ns10,,candidate,3\n')
    const found = await json(...TABLES, '--supply', 's.csv', '--limit', '500', '--sites', '1')
    expect(found).toMatchObject({ sites: ['s10'], objective: 90, demand_covered: 90 })
    expect(found.per_site.map(({ id, status }: Record<string, unknown>) => [id, status])).toEqual([
      ['s1', 'existing'],
      ['s10', 'candidate'],
    ])
    write('r.csv', 'site_id,places,status\ns1,,candidate\ns2,,candidate\ns10,,required\n')
    expect((await json(...TABLES, '--supply', 'r.csv', '--limit', '500', '--sites', '1')).sites).toEqual(['s10'])
  })

  it('keeps to a budget, and finds the fewest for a target', async () => {
    write('b.csv', 'site_id,places,build_cost\ns1,,5\ns2,,3\ns10,,3\n')
    const within = (budget: string) => json(...TABLES, '--supply', 'b.csv', '--limit', '500', '--budget', budget)
    expect((await within('4')).sites).toEqual(['s10'])
    expect((await within('8')).objective).toBe(90)
    const target = (percent: string) => json(...TABLES, '--limit', '500', '--target', percent)
    expect((await target('60')).sites).toEqual(['s10'])
    expect((await target('61')).sites).toHaveLength(2)
    expect(await target('95')).toMatchObject({
      status: 'infeasible',
      infeasible: { code: 'target-unreachable', relaxation: { what: 'target-percent', value: 90 } },
    })
  })

  it('counts places where the problem or the demand says so', async () => {
    write('p.csv', 'site_id,places\ns1,25\ns2,10\ns10,45\n')
    const argv = ['--problem', 'maximise-capacitated-coverage', '--supply', 'p.csv', '--limit', '500', '--sites', '2']
    const found = await json(...TABLES, ...argv)
    expect(found).toMatchObject({ objective: 70, sites: ['s1', 's10'], demand_covered: 70 })
    write('n.csv', 'demand_id,weight,places\nb1,1,10\nb2,1,10\nb3,1,40\n')
    const walk = ['site', '--costs', 'c.csv', '--demand', 'n.csv', '--supply', 'p.csv', '--problem', 'minimise-walk']
    // s2 has no place for b3.
    expect(await json(...walk, '--sites', '2')).toMatchObject({ objective: 200 + 400 + 500, sites: ['s1', 's10'] })
  })

  it('names what makes it impossible, and ends in 0', async () => {
    const found = await json(...TABLES, '--problem', 'minimise-facilities', '--limit', '500')
    expect(found).toMatchObject({
      status: 'infeasible',
      objective: null,
      sites: [],
      infeasible: { code: 'uncoverable', demand_ids: ['b4'], relaxation: null },
    })
  })

  it('accounts for every row', async () => {
    write('bad.csv', `${COSTS}b1,s1,250\nb9,s1,3\nb1,s2,-4\nb1,s10,far\n`)
    write('badd.csv', `${DEMAND}b1,5\nb5,-1\nb6,\n`)
    const argv = ['site', '--costs', 'bad.csv', '--demand', 'badd.csv', '--limit', '500', '--sites', '1']
    const found = await json(...argv)
    for (const { read, used, rejected } of found.inputs) expect(read).toBe(used + rejected)
    expect(found.inputs.map(({ rejected }: { rejected: number }) => rejected)).toEqual([3, 3])
    const { stderr } = await runCli(town.path, argv)
    for (const word of ['b9', '-4', 'b1', '2 × line 9', '2 × line 7']) expect(stderr).toContain(word)
  })

  it.each([
    [2, ['site', '--costs', 'c.csv', '--limit', '500', '--sites', '1']],
    [2, ['site', '--sites', '1']],
    [2, [...TABLES, '--limit', '500']],
    [2, [...TABLES, '--limit', '500', '--sites', '1', '--budget', '3']],
    [2, [...TABLES, '--limit', '500', '--sites', '1', '--problem', 'maximize']],
    [2, [...TABLES, '--limit', '500', '--sites', '1.5']],
    [2, [...TABLES, '--problem', 'minimise-walk', '--target', '80']],
    [2, [...TABLES, '--limit', '500', '--sites', '1', '--candidates-from', 'blocks']],
    [3, ['site', '--costs', 'd.csv', '--demand', 'd.csv', '--limit', '500', '--sites', '1']],
    [3, ['site', '--costs', 'none.csv', '--demand', 'd.csv', '--limit', '500', '--sites', '1']],
  ])('ends in %i for %j', async (code, argv) => {
    expect((await runCli(town.path, argv)).code).toBe(code)
  })

  it('refuses a status that is no such word, unknown places and unknown costs', async () => {
    write('w.csv', 'site_id,places,status,build_cost\ns1,1,wished,1\ns2,1,candidate,1\ns10,,candidate,\n')
    const wished = await runCli(town.path, [...TABLES, '--supply', 'w.csv', '--limit', '500', '--sites', '1'])
    expect([wished.code, wished.stderr]).toEqual([3, expect.stringContaining('wished')])
    write('w.csv', 'site_id,places,status\ns1,1,wished\n')
    const alone = await runCli(town.path, [...TABLES, '--supply', 'w.csv', '--limit', '500', '--sites', '1'])
    expect([alone.code, alone.stderr]).toEqual([3, expect.stringContaining('wished')])
    write('w.csv', 'site_id,places,status,build_cost\ns1,1,candidate,1\ns2,1,candidate,1\ns10,,candidate,\n')
    const costs = await runCli(town.path, [...TABLES, '--supply', 'w.csv', '--limit', '500', '--budget', '1'])
    expect([costs.code, costs.stderr]).toEqual([3, expect.stringContaining('s10')])
    const places = await runCli(town.path, [
      ...TABLES,
      ...['--supply', 'w.csv', '--limit', '500', '--sites', '1', '--problem', 'maximise-capacitated-coverage'],
    ])
    expect([places.code, places.stderr]).toEqual([3, expect.stringContaining('s10')])
  })

  it('tells people the steps, in both languages', async () => {
    const argv = [...TABLES, '--limit', '500', '--sites', '2', '--alternatives', '1']
    const english = await runCli(town.path, argv)
    expect(english.stdout).toContain('Objective 90: proved')
    expect(english.stdout).toContain('Next best, 90: s1, s2')
    const chinese = await runCli(town.path, [...argv, '--lang', 'zh'])
    expect(chinese.stdout).toContain('已证明')
  })
})
