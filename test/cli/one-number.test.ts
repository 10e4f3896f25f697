// One number for one thing: what the documents of one run say of each kind and limit is read back from all of them and compared.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { percentText } from '../../src/words/words.ts'
import { runCli, townFolder } from './run-cli.ts'

interface Share {
  readonly measure: string
  readonly covered: number
  readonly total: number
  readonly share: number | null
}

interface Summary {
  readonly options: { readonly limits: readonly number[] }
  readonly categories: readonly {
    readonly id: string
    readonly nameEn: string
    readonly facilities: number
    readonly coverage: readonly { readonly limit: number; readonly headline: string | null; readonly shares: Share[] }[]
  }[]
  readonly everything: readonly {
    readonly kinds: number
    readonly covered: number
    readonly total: number
    readonly medianKinds: number
  }[]
}

let town: ReturnType<typeof townFolder>
let stdout = ''
let summary: Summary
/** By kind: its shares at the limits, as `summary.json` has the headline. */
let headlines: { readonly name: string; readonly shares: readonly Share[] }[]

const read = (name: string) => readFileSync(join(town.path, 'all', name), 'utf8')
const inputs = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

beforeAll(async () => {
  town = townFolder()
  const run = await runCli(town.path, ['coverage', ...inputs, '--out', 'all', '--also', 'html', 'map', 'xlsx'])
  stdout = run.stdout
  summary = JSON.parse(read('summary.json')) as Summary
  headlines = summary.categories.map(({ nameEn, coverage }) => ({
    name: nameEn,
    shares: coverage.map(({ headline, shares }) => shares.find(({ measure }) => measure === headline)!),
  }))
}, 60_000)
afterAll(() => town.done())

/** What the terminal and the report call the measures. */
const TERMINAL: Readonly<Record<string, string>> = {
  population: 'population',
  age_0_3: 'people aged 0–3',
  age_60_plus: 'people aged 60 and over',
}

const counted = (amount: number) => Math.round(amount).toLocaleString('en-US')

describe('the share of a kind within a limit', () => {
  it('is of those the kind is for: the day-care centre of the sample town is not another share here than there', () => {
    const [first] = headlines
    expect([first!.name, first!.shares[2]!.measure]).toEqual(['day-care centre for older people', 'age_60_plus'])
    expect(percentText(first!.shares[2]!.share)).toBe('76.4%')
    expect(new Set(headlines.map(({ shares }) => shares[2]!.measure))).toEqual(new Set(Object.keys(TERMINAL)))
  })

  it('is the same on the terminal', () => {
    for (const { name, shares } of headlines) {
      const line = stdout.split('\n').find((text) => text.startsWith(`${name}  `))!
      // The terminal sets a space before the sign.
      expect(line.match(/[<>]?[\d.]+ ?%/g)!.map((text) => text.replace(' ', ''))).toEqual(
        shares.map(({ share }) => percentText(share)),
      )
      const last = shares.at(-1)!
      expect(line).toContain(`  ${TERMINAL[last.measure]}  `)
      expect(line).toContain(` ${counted(last.total - last.covered)} `)
    }
    for (const { shares } of headlines) expect(stdout).toContain(`(${counted(shares[0]!.total)} in all)`)
  })

  it('is the same in the report', () => {
    const html = read('report.html')
    headlines.forEach(({ shares }, index) => {
      const row = new RegExp(`<tr role="row"><th[^>]*><a href="#k-${index}">.*?</tr>`).exec(html)![0]
      const last = shares.at(-1)!
      expect(/class="percent">([^<]*)</.exec(row)![1]).toBe(percentText(last.share))
      expect(row).toContain(`${counted(last.covered)} of ${counted(last.total)}`)
      for (const { share } of shares) expect(row).toContain(percentText(share))
      const section = new RegExp(`id="k-${index}".*?class="line">(.*?)</p>`).exec(html)![1]!
      expect(section).toContain(percentText(last.share))
    })
    const { kinds, covered, medianKinds } = summary.everything.at(-1)!
    expect(covered).toBe(0)
    expect(/<p class="answer">.*?<\/p>/.exec(html)![0]).toContain(`at least ${medianKinds} of ${kinds} kinds`)
  })

  it('is the same on the map as it opens', () => {
    const data = JSON.parse(/id="data">(.*?)<\/script>/.exec(read('map.html'))![1]!) as {
      own: number[]
      groups: { en: string }[]
      coverage: (readonly [covered: number, total: number, percent: string, thousandths: number])[][][]
    }
    headlines.forEach(({ shares }, kind) => {
      const group = data.own[kind]!
      expect(data.coverage[kind]!.map((limit) => limit[group]!.slice(0, 3))).toEqual(
        shares.map(({ covered, total, share }) => [Math.round(covered), Math.round(total), percentText(share)]),
      )
      const unit =
        { population: 'people', age_0_3: 'children aged 0–3' }[shares[0]!.measure] ?? 'people aged 60 and over'
      expect(data.groups[group]!.en).toBe(unit)
    })
  })

  it('is the same in the overview of the workbook', () => {
    const sheet = strFromU8(
      unzipSync(readFileSync(join(town.path, 'all', 'coverage.xlsx')))['xl/worksheets/sheet1.xml']!,
    )
    const rows = [...sheet.matchAll(/<row .*?<\/row>/g)].map(([row]) =>
      [...row.matchAll(/<c [^>]*?(?:\/>|>.*?<\/c>)/g)].map(
        ([cell]) => /<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/.exec(cell)?.[1] ?? '',
      ),
    )
    const head = rows.find((row) => row.includes('Share within 15 min'))!
    const at = (title: string) => head.indexOf(title)
    headlines.forEach(({ name, shares }) => {
      const row = rows.find((cells) => cells[0] === name)!
      summary.options.limits.forEach((limit, l) => {
        expect(Number(row[at(`Share within ${limit} min`)])).toBe(shares[l]!.share)
        expect(Number(row[at(`Covered, ${limit} min`)])).toBe(shares[l]!.covered)
      })
      expect(Number(row[at('Denominator')])).toBe(shares[0]!.total)
    })
    expect(rows.find((cells) => cells[0] === headlines[0]!.name)![at('Measure')]).toBe('people aged 60 and over')
  })

  it('is what --fail-under compares', async () => {
    const { share } = headlines[0]!.shares[2]!
    const run = (percent: number) =>
      runCli(town.path, [
        ...['coverage', ...inputs, '--category', summary.categories[0]!.id, '--out', `under-${percent}`],
        ...['--fail-under', String(percent)],
      ])
    expect((await run(Math.floor(share! * 1000) / 10)).code).toBe(0)
    expect((await run(Math.ceil(share! * 1000) / 10)).code).toBe(4)
  })
})
