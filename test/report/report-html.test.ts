import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyHash } from '../../src/report/pages/page-shell.ts'
import { reportFacts } from '../../src/report/pages/report-facts.ts'
import { toReportHtml } from '../../src/report/pages/report-html.ts'
import { summarise } from '../../src/report/tables/summary-json.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'
import { HOSTILE_NAMES, sampleBasemap, sampleReport, withFacts } from './fixture.ts'

const report = sampleReport()
const basemap = sampleBasemap()

describe('toReportHtml', () => {
  it('gives the same bytes for the same report', () => {
    expect(toReportHtml(report, basemap) === toReportHtml(sampleReport(), sampleBasemap())).toBe(true)
  })

  it('has a policy that allows its own style and scripts only', () => {
    const html = toReportHtml(report, basemap)
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)![1]!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1]!)
    expect(scripts.length).toBe(2)
    for (const script of scripts) expect(policy).toContain(policyHash(script))
    expect(policy).toContain(policyHash(/<style>([\s\S]*?)<\/style>/.exec(html)![1]!))
    expect(/\sstyle="/.test(html)).toBe(false)
    expect(/\son[a-z]+="/.test(html)).toBe(false)
    expect(/(?:src|href)="https?:/.test(html)).toBe(false)
  })

  it('hashes as the specification says', () => {
    // SHA-256 of the empty text, in base64.
    expect(policyHash('')).toBe("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='")
  })

  it('holds names as text, never as markup', () => {
    const html = toReportHtml(sampleReport({ hostile: true }), basemap, { title: '<img src=x onerror=alert(1)>' })
    expect(html.includes('<script>alert')).toBe(false)
    expect(html.includes('<img')).toBe(false)
    expect(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe(true)
    expect(html.match(/<script>/g)!.length).toBe(2)
    expect(html.includes('\u0000')).toBe(false)
    expect(html.includes('\u202e')).toBe(false)
  })

  it('gives up detail rather than size, and says so', () => {
    const big = sampleReport({ blocks: 2500, spanMetres: 9000, categories: 6 })
    const small = toReportHtml(big, basemap, { maxBytes: 560_000 })
    expect(new TextEncoder().encode(small).length).toBeLessThanOrEqual(560_000)
    expect(small.includes('The table holds the 1,000 blocks with most to mend, of 2,500')).toBe(true)
    expect(small.includes('Each square sums the blocks in it.')).toBe(true)
    expect(() => toReportHtml(big, basemap, { maxBytes: 10_000 })).toThrow(/maxBytes is 10,000/)
  })

  it('refuses a limit that the report lacks', () => {
    expect(() => toReportHtml(report, basemap, { limit: 7 })).toThrow('no limit 7')
  })

  it('opens without blocks, people, facilities or basemap', () => {
    const none = sampleReport({ people: 'unknown', categories: 3 })
    expect(toReportHtml(none, basemap).includes('number of people unknown')).toBe(true)
    const table = { ...none.table, blockCount: 0 }
    const empty = withFacts({ ...none, blocks: [], gaps: [], verdicts: [], table, coverage: [] })
    expect(toReportHtml(empty, basemap).includes('No share can be given')).toBe(true)
  })

  it('says how many blocks have everything up to each level of a standard', async () => {
    const { report: judged } = await analyseSampleTown({ standard: standardPack('gb50180-2018') })
    const { byLevel } = summarise(judged).standard!.completeness
    const html = toReportHtml(judged, basemap)
    const rows = /<table class="levels">.*?<tbody>(.*?)<\/tbody>/.exec(html)![1]!.match(/<tr>.*?<\/tr>/g)!
    const numbers = rows.map((row) => [...row.matchAll(/<td class="num">(\d+)</g)].map(([, count]) => Number(count)))
    expect(numbers).toEqual(
      byLevel.map((one) => [
        ...[one.required, one.withData, one.blocksComplete, one.blocksIncomplete, one.blocksUnknown],
      ]),
    )
    expect(toReportHtml(report, basemap)).not.toContain('class="levels"')
  }, 30_000)

  it('says the numbers of the coverage, with their denominators', () => {
    const html = toReportHtml(report, basemap)
    const share = report.coverage.find((one) => one.category === 'clinic' && one.limit === 15)!.shares[0]!
    const grouped = (n: number) => Math.round(n).toLocaleString('en-US')
    expect(html.includes(`${grouped(share.covered)} of ${grouped(share.total)}`)).toBe(true)
    for (const categories of [3, 13]) {
      const town = sampleReport({ categories })
      // Who reaches everything, and how many kinds half of them reach: by hand from the table.
      const present = town.categories.flatMap((category, c) => (category.facilities > 0 ? [c] : []))
      const reached = town.blocks.flatMap((block, b) => {
        const cells = present.map((c) => town.table.share[(b * categories + c) * 3 + 2]!)
        const people = block.people.population ?? null
        if (people === null || cells.some(Number.isNaN)) return []
        return [{ people, kinds: cells.filter((cell) => cell >= 0.999).length }]
      })
      const peopleWith = (kinds: number) => reached.reduce((sum, one) => sum + (one.kinds >= kinds ? one.people : 0), 0)
      const facts = reportFacts(town)
      expect(facts.everything).toEqual({
        covered: peopleWith(present.length),
        total: peopleWith(0),
        kinds: present.length,
      })
      expect(peopleWith(facts.medianKinds!) * 2).toBeGreaterThanOrEqual(peopleWith(0))
      expect(peopleWith(facts.medianKinds! + 1) * 2).toBeLessThan(peopleWith(0))
      const said =
        categories === 3
          ? `(${grouped(peopleWith(3))} of ${grouped(peopleWith(0))}) live where all 3 kinds`
          : `Half of the people have at least ${facts.medianKinds} of 12 kinds`
      expect(toReportHtml(town, basemap).includes(said)).toBe(true)
    }
  })
})

describe.skipIf(!hasChromium)('report.html in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium()
  }, 30_000)
  afterAll(() => browser?.close())

  it('searches, sorts, filters and turns pages, without an error or a request', async () => {
    const { page, problems, close } = await openFile(browser, toReportHtml(sampleReport({ blocks: 120 }), basemap))
    const rows = page.locator('#table tbody tr')
    await page.locator('.pages').waitFor()
    await expect.poll(() => page.locator('#found').textContent()).toBe('Blocks: 120')
    expect(await rows.count()).toBe(50)
    await page.click('#next')
    await page.click('#next')
    expect(await rows.count()).toBe(20)
    expect(await page.locator('#next').isDisabled()).toBe(true)

    await page.click('[data-sort="people"]')
    const people = async () =>
      (await rows.locator('td:nth-child(3)').allTextContents())
        .filter((text) => text !== '–')
        .map((text) => Number(text.replace(/,/g, '')))
    const falling = await people()
    expect(falling).toEqual([...falling].sort((a, b) => b - a))
    expect(falling[0]).toBe(
      Math.max(...sampleReport({ blocks: 120 }).blocks.map((block) => block.people.population ?? 0)),
    )

    await page.fill('#q', 'b00017')
    await expect.poll(() => page.locator('#found').textContent()).toBe('Blocks: 1')
    expect(await rows.first().textContent()).toContain('B00017')
    await page.fill('#q', '')
    await page.selectOption('#show', { index: 4 })
    const expected = sampleReport({ blocks: 120 })
    const beyond = expected.blocks.filter((_, b) => expected.table.share[(b * 13 + 3) * 3 + 2]! < 0.999).length
    await expect.poll(() => page.locator('#found').textContent()).toBe(`Blocks: ${beyond}`)
    expect(problems).toEqual([])
    await close()
  }, 30_000)

  it('switches language everywhere: text, attributes, title, options', async () => {
    const { page, problems, close } = await openFile(browser, toReportHtml(report, basemap, { lang: 'en' }))
    expect(await page.getByText('Coverage by kind of facility').first().isVisible()).toBe(true)
    expect(await page.getByText('各类设施覆盖率').first().isVisible()).toBe(false)
    await page.click('[data-set-lang=zh]')
    expect(await page.getByText('Coverage by kind of facility').first().isVisible()).toBe(false)
    expect(await page.getByText('各类设施覆盖率').first().isVisible()).toBe(true)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans')
    expect(await page.locator('#q').getAttribute('placeholder')).toBe('名称、编号或片区')
    expect(await page.locator('#show option').nth(1).textContent()).toContain('便利店')
    expect(await page.locator('.map svg').first().getAttribute('aria-label')).toMatch(/^便利店/)
    expect(problems).toEqual([])
    await close()
  }, 30_000)

  it('works by keyboard alone', async () => {
    const { page, problems, close } = await openFile(browser, toReportHtml(report, basemap))
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('html').getAttribute('data-lang')).toBe('zh')
    await page.locator('#q').focus()
    await page.keyboard.type('B00003')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#table tbody tr').count()).toBe(1)
    await page.locator('[data-sort="2"]').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending')
    await page.keyboard.press('Space')
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending')
    expect(problems).toEqual([])
    await close()
  }, 30_000)

  it('shows hostile names as they are, also when the script writes them', async () => {
    const { page, problems, close } = await openFile(browser, toReportHtml(sampleReport({ hostile: true }), basemap))
    await page.fill('#q', 'b0000')
    await expect.poll(() => page.locator('#table tbody tr').count()).toBe(9)
    const text = (await page.locator('#table').textContent())!
    for (const name of HOSTILE_NAMES.slice(0, 3)) expect(text).toContain(name)
    expect(text).toContain('مجمع سكني')
    expect(text).toContain('🏘️ 👨‍👩‍👧 花园')
    expect(await page.locator('img').count()).toBe(0)
    expect(problems).toEqual([])
    await close()
  }, 30_000)

  it('fits a telephone and prints on A4', async () => {
    const { page, problems, close } = await openFile(
      browser,
      toReportHtml(sampleReport({ hostile: true }), basemap),
      390,
      800,
    )
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/)
    expect(problems).toEqual([])
    await close()
  }, 30_000)

  it('opens a report of Malta’s size within a second', async () => {
    const html = toReportHtml(
      sampleReport({ blocks: 3000, categories: 10, spanMetres: 24_000 }),
      sampleBasemap({ spanMetres: 24_000, streets: 150 }),
    )
    expect(new TextEncoder().encode(html).length).toBeLessThan(8_000_000)
    const { page, problems, close } = await openFile(browser, html)
    const painted = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries()[0]!.startTime)).observe({
            type: 'paint',
            buffered: true,
          })
        }),
    )
    // Generous: the machine may be busy. The measured figure is some 300 ms.
    expect(painted).toBeLessThan(3000)
    expect(problems).toEqual([])
    await close()
  }, 60_000)
})
