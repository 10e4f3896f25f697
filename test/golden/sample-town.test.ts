// The numbers of the sample town, as they were. A change here is a change of method: say so in the changelog.
// REGEN=1 npx vitest run test/golden rewrites the files; look at the difference before committing it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AccessReport, type AnalyseOptions, reportFiles } from '../../src/index.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

const folder = new URL('./sample-town/', import.meta.url)
const rewrite = process.env.REGEN === '1'

function expectGolden(name: string, text: string) {
  const file = new URL(name, folder)
  if (rewrite) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, text)
  }
  expect(existsSync(file), `${name} is missing: run with REGEN=1`).toBe(true)
  const lines = readFileSync(file, 'utf8').split('\n')
  const now = text.split('\n')
  const changed = now.filter((line, i) => line !== lines[i])
  expect(changed.slice(0, 5), `${changed.length} lines of ${name} differ`).toEqual([])
  expect(now).toHaveLength(lines.length)
}

/** One line per category, limit and measure. */
function coverageText({ coverage }: AccessReport): string {
  const lines = coverage.flatMap(({ category, limit, shares }) =>
    shares.map(({ measure, covered, total, blocks }) =>
      [category, limit, measure, covered.toFixed(1), total.toFixed(1), blocks].join(','),
    ),
  )
  return `category,limit,measure,covered,total,blocks\n${lines.join('\n')}\n`
}

/** One line per gap. */
function gapsText({ gaps }: AccessReport): string {
  const lines = gaps.map((gap) =>
    [
      gap.id,
      gap.people?.toFixed(1) ?? '',
      gap.demandPoints,
      gap.nearestFacilityId ?? '',
      gap.nearestWalkMinutes?.toFixed(2) ?? '',
      gap.nearestWalkMetres?.toFixed(1) ?? '',
    ].join(','),
  )
  return `id,people,demand_points,nearest_facility_id,nearest_walk_minutes,nearest_walk_metres\n${lines.join('\n')}\n`
}

const RUNS: readonly (readonly [string, AnalyseOptions])[] = [
  ['adult-time', { minutes: [5, 10, 15] }],
  ['older-time', { minutes: [5, 10, 15], profile: 'older', categories: ['elderly_day_care', 'health_station', 'park'] }],
  ['wheelchair-time', { minutes: [15], profile: 'wheelchair', categories: ['pharmacy', 'parcel'] }],
  ['distance', { metres: [300, 500, 1000], categories: ['kindergarten', 'wet_market', 'elderly_day_care'] }],
]

describe('sample town', () => {
  for (const [name, options] of RUNS) {
    it(`${name}: walks, coverage and gaps are what they were`, async () => {
      const { report } = await analyseSampleTown(options)
      const walks = reportFiles(report).find((file) => file.name === 'coverage.csv')!.text
      expectGolden(`${name}-walks.csv`, walks)
      expectGolden(`${name}-coverage.csv`, coverageText(report))
      expectGolden(`${name}-gaps.csv`, gapsText(report))
    })
  }
})
