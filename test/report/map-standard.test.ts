// The map by standard against the answer that it is made of: every letter, the share, gates, border, paper, and people who do not see it.
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { readMaplibreAssets } from '../../src/node/maplibre-assets.ts'
import { toMapHtml } from '../../src/report/pages/map-html.ts'
import { mapPageData } from '../../src/report/pages/map-html-data.ts'
import type { PageStandard } from '../../src/report/pages/map-html-standard.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'
import { sampleBasemap } from './fixture.ts'

const RULES = readFileSync(new URL('accessibility-rules.js', import.meta.url), 'utf8')
const basemap = sampleBasemap()
const assets = await readMaplibreAssets()
const small = { maplibreJs: 'a', maplibreWorkerJs: 'b', maplibreCss: 'c' }
const { report: town } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
const [west, south, east, north] = town.network.box as [number, number, number, number]
const square = [
  [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
] as const
const gate = { name: null, lonLat: town.blocks[0]!.lonLat, who: 'all' as const }
const walled: AccessReport = {
  ...town,
  compoundShapes: {
    shapes: [
      {
        id: 'c1',
        name: '一号院',
        outline: square,
        gates: [
          { ...gate, state: 'open' },
          { ...gate, state: 'closed' },
        ],
      },
    ],
    leftOut: 2,
  },
}

describe('the map by standard', () => {
  const data = mapPageData(town, basemap, [], 1000) as { open: string; standard: PageStandard }

  it('opens on the duties, and has the answer’s verdict for every block and rule', () => {
    expect(data.open).toBe('d')
    const seen = new Set<string>()
    for (const one of town.verdicts) {
      const rule = data.standard.rules[one.ruleIndex]!
      const letter = rule.hasData ? rule.letters[one.blockIndex] : 'n'
      const own = one.verdict === 'unknown' ? (one.unknownReason === 'not-linked' ? 'k' : 's') : one.verdict[0]
      expect(letter).toBe(own)
      if (rule.hasData) expect(rule.places[one.blockIndex]).toBe(one.facilityIndex ?? -1)
      seen.add(own!)
    }
    expect([...seen].sort().join('')).toMatch(/k.*m.*n.*s.*u/)
  })

  it('colours a block by the duties met of those judged', () => {
    for (const { blockIndex, met, judged } of town.standard!.completeness) {
      expect([data.standard.duties.met[blockIndex], data.standard.duties.judged[blockIndex]]).toEqual([met, judged])
      const share = met / judged
      const letter = judged === 0 ? 'k' : share === 1 ? 'm' : share >= 0.75 ? 'h' : share >= 0.5 ? 'p' : 'u'
      expect(data.standard.duties.letters[blockIndex]).toBe(letter)
    }
  })

  it('explains only the marks that are there', () => {
    const plain = toMapHtml({ ...town, compoundShapes: undefined }, basemap, small)
    const marks = toMapHtml(walled, basemap, small, { studyArea: square })
    for (const words of ['closed compound<', 'gate, open<', 'gate, shut<', 'border of the study area<']) {
      expect([words, plain.includes(`>${words}`), marks.includes(`>${words}`)]).toEqual([words, false, true])
    }
    expect(marks).toContain('Not drawn: 2 closed compounds.')
    expect(plain).toContain('>size unknown<')
  })
})

describe.skipIf(!hasChromium)('the map by standard in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium(true)
  }, 60_000)
  afterAll(() => browser?.close())

  it.each([
    ['en', 1280],
    ['zh', 390],
  ] as const)(
    'keeps the rules of accessibility in %s at %i px, with a block chosen',
    { timeout: 60_000 },
    async (lang, width) => {
      const { page, problems, close } = await openFile(browser, toMapHtml(walled, basemap, assets, { lang }), width)
      await page.waitForSelector('html[data-map=ready]')
      await page.evaluate('LC.selectBlock(0)')
      expect(await page.evaluate<string[]>(RULES)).toEqual([])
      expect(problems).toEqual([])
      await close()
    },
  )

  it('says clauses, no data as such and gates; counts the legend; keeps the title first on paper', async () => {
    const { page, problems, close } = await openFile(browser, toMapHtml(walled, basemap, assets))
    await page.waitForSelector('html[data-map=ready]')
    await page.evaluate('LC.selectBlock(0)')
    const rules = town.standard!.rules
    expect(await page.locator('#detail tbody').first().locator('tr').count()).toBe(
      rules.filter((r) => r.hasData).length,
    )
    expect(await page.locator('#detail .lacking li').count()).toBe(rules.filter((r) => !r.hasData).length)
    expect(await page.locator('#detail').textContent()).toContain('gates open: 1, shut: 1')
    const rule = town.verdicts.find(({ unknownReason }) => unknownReason === 'size-unknown')!.ruleIndex
    await page.selectOption('#category', `r${rule}`)
    const own = town.verdicts.filter(({ ruleIndex }) => ruleIndex === rule)
    const counted = (letter: string) => page.locator(`[data-legend=verdicts] [data-count=${letter}]`).textContent()
    expect([await counted('s'), await counted('k')].map(Number)).toEqual([
      own.filter(({ unknownReason }) => unknownReason === 'size-unknown').length,
      own.filter(({ unknownReason }) => unknownReason === 'not-linked').length,
    ])
    await page.emulateMedia({ media: 'print' })
    const top = (selector: string) => page.locator(selector).evaluate((e) => e.getBoundingClientRect().top)
    expect(await top('h1')).toBeLessThan(await top('.stage'))
    expect(await top('.stage')).toBeLessThan(await top('.legends'))
    expect(problems).toEqual([])
    await close()
  }, 60_000)
})
