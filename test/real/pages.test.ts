// Pages and posters of whole real analyses: size, time, and no error in a real browser.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Basemap } from '../../src/answer/basemap.ts'
import { type AccessReport, analyseAccess, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { readMaplibreAssets } from '../../src/node/maplibre-assets.ts'
import { basemapFromOsm } from '../../src/normalise/osm/basemap.ts'
import { toMapHtml } from '../../src/report/pages/map-html.ts'
import { toReportHtml } from '../../src/report/pages/report-html.ts'
import { toPosterSheetHtml, toPosterSvg } from '../../src/report/poster/poster.ts'
import { hasChromium, openFile, startChromium } from '../report/browser.ts'
import { hasSharedData, sharedSource } from './shared-data.ts'

async function analysed(area: string, tables: string | null): Promise<{ report: AccessReport; basemap: Basemap }> {
  const loaded = await loadArea(sharedSource(area))
  const file = (kind: string) => sharedSource(`tables/${tables}-${kind}.csv`)
  const facilities = await loadFacilities(loaded, tables === null ? {} : { files: [file('facilities')] })
  const blocks = await loadBlocks(loaded, tables === null ? {} : { file: file('blocks') })
  const { report } = await analyseAccess(loaded, facilities, blocks)
  return { report, basemap: await basemapFromOsm(loaded.raw) }
}

describe.skipIf(!hasSharedData || !hasChromium)('pages of real places', () => {
  let plain: Browser
  let webgl: Browser
  beforeAll(async () => {
    plain = await startChromium()
    webgl = await startChromium(true)
  }, 60_000)
  afterAll(async () => {
    await plain?.close()
    await webgl?.close()
  })

  const places: readonly (readonly [string, string, string | null])[] = [
    ['Malta, 3,000 blocks', 'malta.osm.pbf', 'malta'],
    ['Malta, its residential areas', 'malta.osm.pbf', null],
    ['Wudaokou', 'beijing-wudaokou.osm.pbf', 'wudaokou'],
  ]
  for (const [name, area, tables] of places) {
    it(`${name}: report, map and poster open without an error or a request`, async () => {
      const { report, basemap } = await analysed(area, tables)
      const html = toReportHtml(report, basemap, { lang: 'zh' })
      expect(new TextEncoder().encode(html).length).toBeLessThan(8_000_000)
      const page = await openFile(plain, html)
      await expect.poll(() => page.page.locator('#found').textContent()).toContain('个小区')
      expect(page.problems).toEqual([])
      await page.close()

      const map = await openFile(webgl, toMapHtml(report, basemap, await readMaplibreAssets(), { lang: 'zh' }))
      await map.page.waitForSelector('html[data-map=ready]', { timeout: 60_000 })
      await map.page.evaluate('LC.selectBlock(0)')
      await expect.poll(() => map.page.locator('#detail tbody tr').count()).toBe(report.categories.length)
      expect(map.problems).toEqual([])
      await map.close()

      const posters = (['schematic', 'map'] as const).map((style) =>
        toPosterSvg(report, basemap, 0, { style, lang: 'zh' }),
      )
      const sheet = await openFile(plain, toPosterSheetHtml(posters))
      expect(sheet.problems).toEqual([])
      await sheet.close()
    }, 180_000)
  }
})
