// The edition to print and the pages by community: as many pages as promised, the answer's own figures, hostile names as text.
import { describe, expect, it } from 'vitest'
import { plainBasemap } from '../../src/answer/basemap.ts'
import { toPlaceSheets, toPrintHtml } from '../../src/parts.ts'
import { firstScreen, longLists } from '../../src/report/pages/first-screen.ts'
import { reportFacts } from '../../src/report/pages/report-facts.ts'
import { escapeText } from '../../src/report/text/html-text.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

const sheetsOf = (html: string) => html.split('<section class="sheet').length - 1

describe('the edition to print', () => {
  it('has four to six pages with what the first screen says and longer lists', async () => {
    const { report } = await analyseSampleTown()
    for (const lang of ['en', 'zh'] as const) {
      const html = toPrintHtml(report, plainBasemap(report.network.box), { lang })
      expect(sheetsOf(html)).toBeGreaterThanOrEqual(4)
      expect(sheetsOf(html)).toBeLessThanOrEqual(6)
      for (const sentence of firstScreen(report).answer) expect(html).toContain(escapeText(sentence[lang]))
      const { gaps } = longLists(report, reportFacts(report))
      expect(gaps.length).toBeGreaterThan(3)
      for (const { remedy, who } of gaps.slice(0, 20)) {
        expect(html).toContain(escapeText(remedy[lang]))
        expect(html).toContain(escapeText(who[lang]))
      }
      expect(html).not.toMatch(/src=|href="http/)
    }
  })

  it('takes names for text', async () => {
    const { report } = await analyseSampleTown()
    const html = toPrintHtml(report, plainBasemap(report.network.box), { title: '<img src=x onerror=alert(1)>' })
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img')
  })
})

describe('pages by community', () => {
  it('are one for each area, with its people', async () => {
    const { report } = await analyseSampleTown()
    const { names } = report.facts.areas!
    const html = toPlaceSheets(report)
    expect(sheetsOf(html)).toBe(names.length)
    for (const name of names) expect(html).toContain(escapeText(name))
  })

  it('say so where blocks name no area', async () => {
    const { report } = await analyseSampleTown()
    const html = toPlaceSheets({ ...report, facts: { ...report.facts, areas: null } })
    expect(sheetsOf(html)).toBe(1)
    expect(html).toContain('name no community')
  })
})
