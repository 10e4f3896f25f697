// The report page for people who do not see it, or not well, or have no mouse.
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toReportHtml } from '../../src/report/pages/report-html.ts'
import { standardPack } from '../../src/standard/built-in-packs.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'
import { sampleBasemap, sampleReport } from './fixture.ts'

const RULES = readFileSync(new URL('accessibility-rules.js', import.meta.url), 'utf8')
const accessibilityFaults = (page: Page) => page.evaluate<string[]>(RULES)

describe.skipIf(!hasChromium)('report.html for everybody', () => {
  let browser: Browser
  let town: Parameters<typeof toReportHtml>[0]
  beforeAll(async () => {
    browser = await startChromium()
    town = (await analyseSampleTown({ standard: standardPack('gb50180-2018') })).report
  }, 60_000)
  afterAll(() => browser.close())

  it.each([
    ['en', 1280],
    ['zh', 1280],
    ['en', 390],
    ['zh', 390],
  ] as const)('keeps the rules in %s at %i px', { timeout: 60_000 }, async (lang, width) => {
    const { page, problems, close } = await openFile(browser, toReportHtml(town, sampleBasemap(), { lang }), width)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.click('[data-set-lang=' + (lang === 'en' ? 'zh' : 'en') + ']')
    await page
      .locator('details')
      .first()
      .evaluate((details) => details.setAttribute('open', ''))
    expect(await accessibilityFaults(page)).toEqual([])
    expect(problems).toEqual([])
    await close()
  })

  it('notices what is wrong', async () => {
    const bad = `<!DOCTYPE html><html><title></title><h2></h2><main></main><main></main><table><tr><th>A</th></tr></table><table><tr><td>B</td></tr></table>
      <svg></svg><button style="width:9px;height:9px"></button><p id="x" style="color:#999">pale</p><p id="x"></p>
      <div style="overflow:auto;width:50px;height:20px"><p style="width:3000px">wide</p></div><i tabindex="3">i</i>
      <div role="group">one</div><a href="#nowhere">there</a><p aria-describedby="nobody">b</p>`
    const { page, close } = await openFile(browser, bad)
    const rules = (await accessibilityFaults(page)).map((line) => line.split(':')[0])
    expect([...new Set(rules)].sort()).toEqual(
      [
        ...[
          'aria-describedby leads nowhere',
          'caption',
          'contrast',
          'drawing without a name',
          'empty heading',
          'head cells',
          'group without a name',
        ],
        ...[
          'head of a row',
          'id x twice',
          'language of the page',
          'link leads nowhere',
          'no name',
          'one h1',
          'one main',
        ],
        ...[
          'order of headings',
          'order of its own',
          'scope',
          'scrolls, but not by keyboard',
          'smaller than 24 px',
          'title',
        ],
      ].sort(),
    )
    await close()
  }, 30_000)

  it('shows where the focus is, and keeps it when pages turn', async () => {
    const { page, close } = await openFile(browser, toReportHtml(sampleReport({ blocks: 120 }), sampleBasemap()))
    const focused = (property: string) => page.evaluate<string>(`String(document.activeElement.${property})`)
    const outline = () =>
      page.evaluate<string>(
        "(({ outlineStyle, outlineWidth }) => outlineStyle + ' ' + outlineWidth)(getComputedStyle(document.activeElement))",
      )
    const reached = new Set<string>()
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab')
      const tag = await focused('tagName')
      if (tag === 'BODY') break
      reached.add(tag)
      expect([tag, await outline()]).toEqual([tag, 'solid 3px'])
    }
    expect([...reached].sort()).toEqual(['A', 'BUTTON', 'DIV', 'INPUT', 'SELECT', 'SUMMARY'])
    const last = page.locator('#next')
    await expect.poll(() => page.locator('#page').textContent()).toMatch(/1 .*3/)
    await last.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    expect(await last.isDisabled()).toBe(true)
    expect(await focused('id')).toBe('previous')
    await close()
  }, 60_000)
})
