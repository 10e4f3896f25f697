// The story of the sample town: what its planner wants to do is what the program itself proposes, and its two reports tell before and after.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

interface Edit {
  readonly id: string
  readonly op: string
  readonly at: readonly [number, number]
  readonly compound?: string
  readonly capacity?: number
}

let town: ReturnType<typeof townFolder>
let edits: readonly Edit[]
const json = async (argv: readonly string[]) => {
  const { code, stdout } = await runCli(town.path, [...argv, '--json'])
  expect(code).toBe(0)
  return JSON.parse(stdout)
}
const read = (name: string) => readFileSync(join(town.path, name), 'utf8')

beforeAll(() => {
  town = townFolder()
  edits = JSON.parse(read('plan.json'))
})
afterAll(() => town.done())

describe('the plan of the sample town', () => {
  it('builds the nurseries where `site` puts them, proved the best', async () => {
    const argv = ['site', ...INPUTS, '--category', 'nursery', '--problem', 'maximise-coverage', '--sites', '3']
    const { status, steps } = await json([...argv, '--minutes', '15', '--candidates-from', 'streets'])
    expect(status).toBe('optimal')
    const chosen = steps.map(({ site }: { site: string }) => site)
    const planned = edits.filter(({ op }) => op === 'add-facility')
    expect(chosen).toEqual(planned.map(({ at: [lon, lat] }) => `street@${lon.toFixed(4)},${lat.toFixed(4)}`))
  })

  it('opens the gate that `remedies` names first of all gates', async () => {
    const argv = ['remedies', ...INPUTS, '--category', 'elderly_day_care', 'primary_school', '--out', 'remedies']
    const { remedies } = await json(argv)
    const [gate] = edits.filter(({ op }) => op === 'open-gate')
    expect(remedies.find(({ kind }: { kind: string }) => kind === 'open-gate')).toMatchObject({
      compoundId: gate!.compound,
      lonLat: gate!.at,
    })
  })

  it('has the places that are missing today, and is told before and after', async () => {
    const { code, stdout } = await runCli(town.path, ['demo', '--out', 'demo'])
    expect(code).toBe(0)
    const placesOf = (name: string) => {
      const { capacity } = JSON.parse(read(name))
      return capacity.rates.find(({ rate }: { rate: { categories: string[] } }) => rate.categories.includes('nursery'))
    }
    const [before, after] = [placesOf('demo/summary.json'), placesOf('demo/plan/summary.json')]
    const more = edits.reduce((sum, { capacity = 0 }) => sum + capacity, 0)
    expect(Math.abs(more - before.missing)).toBeLessThan(3)
    expect(after.places).toBe(before.places + more)
    expect(after.served).toBeGreaterThan(2 * before.served)
    expect(stdout).toMatch(/^Scenario: 4 of 4 edits applied\.$/m)
    const page = read('demo/plan/report.html')
    for (const { id } of edits) expect(page).toContain(id)
    // Nobody takes the one for the other: the first sentence says which it is.
    const answerOf = (name: string) => /<p class="answer">.*?<\/p>/s.exec(read(name))![0]
    expect(answerOf('demo/plan/report.html')).toContain('This answer is of a scenario')
    expect(answerOf('demo/report.html')).not.toContain('scenario')
  })
})
