// Files and page of remedies: the answer's own figures, hostile names as text, the same bytes twice, a page that does nothing it should not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainBasemap } from '../../src/answer/basemap.ts'
import type { RemediesReport } from '../../src/answer/remedies-report.ts'
import { closeCompounds, findRemedies, toReportHtml, toXlsx } from '../../src/index.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import {
  loadAnswer,
  remediesLayer,
  remedyFiles,
  saveAnswer,
  suggestedAction,
  toGeoJson,
  toRemediesHtml,
} from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'

const HOSTILE = '=1+1</script><img src=x onerror=alert(1)>"'

async function hostileTown() {
  const open = await loadSampleTown()
  const { facilities: all } = open.facilities
  const park = all.find(({ category }) => category === 'park')!
  const planned = [{ ...park, id: 'planned', name: HOSTILE, category: 'nursery', status: 'planned' }]
  const area = closeCompounds(open.area, open.blocks.compounds ?? [])
  const facilities = { ...open.facilities, facilities: all.map((one) => ({ ...one, name: HOSTILE })), planned }
  const analysis = await analyseAccess(area, facilities, open.blocks, { minutes: [8], title: HOSTILE })
  return findRemedies(area, facilities, analysis)
}

let found: Awaited<ReturnType<typeof hostileTown>>
beforeAll(async () => {
  found = await hostileTown()
}, 60_000)

const textOf = (files: Awaited<ReturnType<typeof remedyFiles>>, name: string) => {
  const { content } = files.find((one) => one.name === name)!
  if (typeof content === 'string') return content
  const pieces = typeof content === 'function' ? [...content()] : [content]
  return pieces.map((piece) => new TextDecoder().decode(piece)).join('')
}

const filesOf = ({ remedies, report }: typeof found, lang: 'en' | 'zh' = 'en') =>
  remedyFiles(remedies, { report, lang, basemap: () => plainBasemap(report.network.box) })

/** Rows of a CSV file with quoted fields. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [['']]
  let isQuoted = false
  for (const letter of csv.replace(/^\ufeff/, '').trimEnd()) {
    const row = rows.at(-1)!
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === ',' && !isQuoted) row.push('')
    else if (letter === '\n' && !isQuoted) rows.push([''])
    else row[row.length - 1] += letter
  }
  return rows
}

describe('files of remedies', () => {
  it('have the figures of the report, row by row', async () => {
    const files = await filesOf(found)
    const { remedies } = found
    const json = JSON.parse(textOf(files, 'remedies.json'))
    expect(json.gaps).toHaveLength(remedies.gaps.length)
    expect(json.remedies.map(({ id }: { id: string }) => id)).toEqual(remedies.remedies.map(({ id }) => id))
    const [head, ...rows] = rowsOf(textOf(files, 'remedies.csv'))
    expect(rows).toHaveLength(remedies.remedies.length)
    const people = head!.indexOf('people_gained')
    rows.forEach((row, at) => {
      expect(row).toHaveLength(head!.length)
      expect(Number(row[people])).toBeCloseTo(remedies.remedies[at]!.people, 0)
    })
    const [causeHead, ...causes] = rowsOf(textOf(files, 'causes.csv'))
    expect(causes.map((row) => row[causeHead!.indexOf('cause')])).toEqual(remedies.gaps.map(({ cause }) => cause))
    const layer = JSON.parse(textOf(files, 'remedies.geojson'))
    expect(layer.features).toHaveLength(remedies.remedies.length)
    expect(toGeoJson(remediesLayer(remedies))).toContain('"remedy_id":"R1"')
    const gaps = JSON.parse(textOf(files, 'gaps.geojson'))
    expect(gaps.features.map((one: { properties: { cause: string } }) => one.properties.cause)).toEqual(
      remedies.gaps.map(({ cause }) => cause),
    )
    const edits = JSON.parse(textOf(files, 'edits.json'))
    expect(edits.length).toBeGreaterThan(0)
  })

  it('are the same bytes twice', async () => {
    const again = await filesOf(await hostileTown())
    for (const { name } of again)
      expect([name, textOf(again, name)]).toEqual([name, textOf(await filesOf(found), name)])
  }, 60_000)

  it('take names for text', async () => {
    for (const lang of ['en', 'zh'] as const) {
      const files = await filesOf(found, lang)
      const html = textOf(files, 'remedies.html')
      expect(html).not.toContain('<img')
      expect(html).toContain('&lt;img')
      expect(html).not.toMatch(/ src="|href="http/)
      const cells = ['remedies.csv', 'causes.csv'].flatMap((name) => rowsOf(textOf(files, name)).flat())
      expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([])
    }
  })
})

describe('an answer with causes', () => {
  it('says them in report and workbook instead of the rule of thumb, and is saved and loaded with them', async () => {
    const { report } = found
    const gap = report.gaps.find(({ diagnosis }) => diagnosis!.cause === 'barrier' && diagnosis!.remedies.length > 0)!
    const { textEn, textZh } = suggestedAction(gap)
    expect(textEn).toMatch(/the walk is [\d.]+ min.*Best remedy: .*\(.*people\)\./)
    expect(textZh).toMatch(/步行却为 ?[\d.]+ ?分钟.*最佳措施：.*人/)
    const { diagnosis: _, ...plain } = gap
    expect(suggestedAction(plain).textEn).not.toContain('Best remedy')
    expect(toReportHtml(report, plainBasemap(report.network.box))).toContain('Best remedy')
    expect(toXlsx(report).length).toBeGreaterThan(
      toXlsx({ ...report, gaps: report.gaps.map(({ diagnosis, ...one }) => one) }).length,
    )
    const loaded = loadAnswer(saveAnswer(report))
    expect(loaded.report.gaps.map(({ diagnosis }) => diagnosis)).toEqual(report.gaps.map(({ diagnosis }) => diagnosis))
  })
})

describe.skipIf(!hasChromium)('the page in a browser', () => {
  let browser: Awaited<ReturnType<typeof startChromium>>
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser.close())

  it('shows one language at a time, asks nobody for anything, and fits a telephone', async () => {
    const { report } = found
    const html = toRemediesHtml(found.remedies, report, plainBasemap(report.network.box), { lang: 'zh' })
    const { page, problems, close } = await openFile(browser, html, 390)
    expect(await page.locator('h2').first().innerText()).toBe('哪些因素造成盲区')
    await page.click('[data-set-lang=en]')
    expect(await page.locator('h2').first().innerText()).toBe('What keeps people away')
    expect(await page.locator('svg.remedy').count()).toBeGreaterThan(5)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(problems).toEqual([])
    await close()
  }, 60_000)

  it('says so where there is no gap', async () => {
    const { report } = found
    const none: RemediesReport = {
      ...found.remedies,
      gaps: [],
      remedies: [],
      joint: { ...found.remedies.joint, steps: [] },
    }
    const html = toRemediesHtml(none, report, plainBasemap(report.network.box))
    expect(html).toContain('There is no gap.')
  })
})
