import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMaplibreAssets } from '../../src/node/maplibre-assets.ts'
import { toMapHtml } from '../../src/report/pages/map-html.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'
import { sampleBasemap, sampleReport } from './fixture.ts'

const report = sampleReport()
const basemap = sampleBasemap()
const assets = await readMaplibreAssets()
const small = { maplibreJs: 'var a', maplibreWorkerJs: 'var b', maplibreCss: 'i{}' }

/** Where a position is on the screen. */
async function pointOf(page: Page, lonLat: readonly [number, number]): Promise<{ x: number; y: number }> {
  const at = await page.evaluate(`(function () { var p = LC.map.project([${lonLat.join()}]); return [p.x, p.y] })()`)
  const box = (await page.locator('#map').boundingBox())!
  const [x, y] = at as [number, number]
  return { x: box.x + x, y: box.y + y }
}

/** Reached minutes of a block in the report's own numbers. */
const minutes = (block: number, category: number) =>
  (report.table.walkSeconds[block * report.categories.length + category]! / 60).toFixed(1)

describe('toMapHtml', () => {
  it('gives the same bytes for the same report, with names as text', () => {
    const hostile = sampleReport({ hostile: true })
    const html = toMapHtml(hostile, basemap, small, { title: '<script>alert(1)</script>' })
    expect(
      html ===
        toMapHtml(sampleReport({ hostile: true }), sampleBasemap(), small, { title: '<script>alert(1)</script>' }),
    ).toBe(true)
    expect(html.includes('<script>alert')).toBe(false)
    expect(html.includes('\\u003cscript\\u003ealert(1)')).toBe(true)
  })

  it('refuses texts that are not MapLibre’s or could end their element', () => {
    expect(() => toMapHtml(report, basemap, { ...small, maplibreJs: '' })).toThrow('maplibreJs')
    expect(() => toMapHtml(report, basemap, { ...small, maplibreWorkerJs: 'a</script>' })).toThrow('maplibreWorkerJs')
    expect(() => toMapHtml(report, basemap, small, { colour: 'red' } as object)).toThrow('unknown option')
  })

  it('sums blocks in squares where there are too many, and loses nobody', () => {
    const many = sampleReport({ blocks: 900, categories: 2, people: 'known' })
    const html = toMapHtml(many, basemap, small, { maxBlocks: 100 })
    const data = JSON.parse(/id="data">([\s\S]*?)<\/script>/.exec(html)![1]!)
    expect(data.blocks.names.length).toBeLessThan(250)
    const people = many.blocks.reduce((sum, block) => sum + block.people.population!, 0)
    const group = data.groups.findIndex((words: { en: string }) => words.en === 'people')
    expect(data.blocks.people[group].reduce((a: number, b: number) => a + b, 0)).toBe(people)
    expect(html.includes('squares that sum 900 blocks')).toBe(true)
  })
})

describe.skipIf(!hasChromium)('map.html in Chromium', () => {
  let browser: Browser
  let plain: Browser
  beforeAll(async () => {
    browser = await startChromium(true)
    plain = await startChromium(false)
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await plain?.close()
  })

  it('shows a block’s walks on a click, and whom a facility serves; no error, no request', async () => {
    const line = [report.blocks[27]!.lonLat, report.facilities[0]!.lonLat]
    const html = toMapHtml(report, basemap, assets, {
      routes: [{ blockId: report.blocks[27]!.id, category: 'convenience', line }],
    })
    const { page, problems, close } = await openFile(browser, html)
    await page.waitForSelector('html[data-map=ready]')
    // It opens on the weakest kind.
    const { ranking } = report.facts.limits.at(-1)!
    expect(await page.locator('#category').inputValue()).toBe(String(ranking[0]))
    await page.selectOption('#category', '0')
    const spot = await pointOf(page, report.blocks[27]!.lonLat)
    await page.mouse.click(spot.x, spot.y)
    await expect.poll(() => page.locator('#detail tbody tr').count()).toBe(report.categories.length)
    expect(await page.locator('#detail h2').textContent()).toContain(report.blocks[27]!.name ?? report.blocks[27]!.id)
    expect(await page.locator('#detail tbody td').first().textContent()).toBe(`${minutes(27, 0)} min`)
    expect(await page.evaluate('LC.links().filter(function (l) { return l.route }).length')).toBe(1)

    const nearest = report.table.facility[27 * report.categories.length]!
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('#detail table').count()).toBe(0)
    const place = await pointOf(page, report.facilities[nearest]!.lonLat)
    await page.mouse.click(place.x, place.y)
    const served = report.blocks.filter(
      (_, b) => report.table.facility[b * report.categories.length] === nearest,
    ).length
    await expect.poll(() => page.locator('#detail').textContent()).toContain(`${served} block`)
    expect(problems).toEqual([])
    await close()
  }, 60_000)

  it('switches kind, limit, group and language', async () => {
    const { page, problems, close } = await openFile(browser, toMapHtml(report, basemap, assets))
    await page.waitForSelector('html[data-map=ready]')
    const before = await page.locator('#share').textContent()
    await page.selectOption('#category', '3')
    await page.selectOption('#limit', '0')
    await page.selectOption('#group', { label: 'people aged 60 and over' })
    const cell = report.coverage.find((one) => one.category === 'clinic' && one.limit === 5)!
    const share = cell.shares.find((one) => one.measure === 'age_60_plus')!
    await expect.poll(() => page.locator('#share').textContent()).not.toBe(before)
    expect(await page.locator('#share').textContent()).toContain(
      `of ${Math.round(share.total).toLocaleString('en-US')} people aged 60`,
    )
    await page.click('[data-set-lang=zh]')
    expect(await page.locator('#share').textContent()).toContain('60 岁及以上老人')
    expect(await page.locator('#category option').first().textContent()).toBe('便利店')
    expect(problems).toEqual([])
    await close()
  }, 60_000)

  it('works by keyboard alone', async () => {
    const { page, problems, close } = await openFile(browser, toMapHtml(report, basemap, assets))
    await page.waitForSelector('html[data-map=ready]')
    await page.locator('#find').focus()
    await page.keyboard.type('B00012')
    await expect.poll(() => page.locator('#results button').count()).toBe(1)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#detail').textContent()).toContain('B00012')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('#detail table').count()).toBe(0)
    expect(problems).toEqual([])
    await close()
  }, 60_000)

  it('shows a static map and says so where there is no WebGL', async () => {
    const { page, problems, close } = await openFile(
      plain,
      toMapHtml(sampleReport({ hostile: true }), basemap, assets),
      390,
      800,
    )
    await page.waitForSelector('html[data-map=static]')
    expect(await page.locator('#nogl').isVisible()).toBe(true)
    expect(await page.locator('#map svg [data-block]').count()).toBe(64)
    await page.locator('#map svg [data-block="20"]').click()
    await expect.poll(() => page.locator('#detail tbody tr').count()).toBe(13)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(problems).toEqual([])
    await close()
  }, 60_000)
})
