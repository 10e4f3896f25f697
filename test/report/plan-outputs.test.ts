// A plan in every output: files of its own, report, print, workbook, layers, a saved answer; names from files are text everywhere.
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { plainBasemap } from '../../src/answer/basemap.ts'
import { planGains } from '../../src/answer/plan-gains.ts'
import { loadAnswer, saveAnswer } from '../../src/answer/saved-answer.ts'
import { toMapHtml, toReportHtml, toXlsx } from '../../src/index.ts'
import { readMaplibreAssets } from '../../src/node/index.ts'
import { allLayers } from '../../src/report/outputs/report-layers.ts'
import { planWords } from '../../src/report/pages/plan-words.ts'
import { toPrintHtml } from '../../src/report/pages/print-edition.ts'
import { toPlanJson } from '../../src/report/tables/plan-json.ts'
import { SITING_STEPS_COLUMNS, toSitingStepsCsv } from '../../src/report/tables/siting-steps-csv.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'
import { withPlan } from './plan-fixture.ts'
import { makeReport } from './table-fixture.ts'

const made = makeReport({ blocks: 30, categories: 2 })
const report = withPlan(made)
const basemap = plainBasemap(report.network.box)

describe('a plan', () => {
  it('is kept by a saved answer, and a damaged one is refused', () => {
    expect(loadAnswer(saveAnswer(report)).report.plan).toEqual(report.plan)
    const wrong = { ...report, plan: { ...report.plan!, status: 'perhaps' } } as unknown as AccessReport
    expect(() => loadAnswer(saveAnswer(wrong))).toThrow(/plan/)
    const short = {
      ...report,
      plan: { ...report.plan!, kinds: [{ ...report.plan!.kinds[0]!, shareAfter: new Float64Array(3) }] },
    }
    expect(() => loadAnswer(saveAnswer(short))).toThrow(/shareAfter/)
  })

  it('has a row for each step, with formulas made harmless', () => {
    const [head, first, second, ...rest] = toSitingStepsCsv(report).trimEnd().split('\n')
    expect(head).toBe(SITING_STEPS_COLUMNS.join(','))
    expect(first).toContain(`p1,'=1+1 <b>Site</b>`)
    expect(second!.startsWith('2,p2,')).toBe(true)
    expect(rest).toEqual([])
    expect(toSitingStepsCsv(made).trimEnd()).toBe(head)
  })

  it('has the keys of siting on tables in its JSON', () => {
    const json = JSON.parse(toPlanJson(report))
    for (const key of [
      'problem',
      'status',
      'objective',
      'bound',
      'gap',
      'sites',
      'demand_total',
      'demand_covered',
      'per_site',
      'steps',
    ]) {
      expect(json).toHaveProperty(key)
    }
    expect(json.sites).toEqual(['p1', 'p2'])
    expect(json.steps.map(({ site }: { site: string }) => site)).toEqual(['p1', 'p2'])
    expect(json.unlinked_candidates).toMatchObject([{ id: 'p9', reason: 'too-far' }])
    expect(toPlanJson(made)).toBe('null\n')
  })

  it('names who gains: people gained add up to what the plan covers more', () => {
    const { kinds } = report.plan!
    const gained = planGains(report, report.plan!).reduce((sum, one) => sum + (one.gained ?? 0), 0)
    expect(gained).toBeCloseTo(kinds[0]!.after.covered - kinds[0]!.before.covered, 6)
    expect(gained).toBeGreaterThan(0)
  })

  it('is two layers in the map formats', async () => {
    const layers = await allLayers(report)
    const [gains, sites] = layers.slice(-2)
    expect([gains!.name, sites!.name]).toEqual(['gains', 'sites'])
    expect(sites!.rowCount).toBe(2)
    expect(gains!.rowCount).toBe(planGains(report, report.plan!).length)
    expect((await allLayers(made)).map(({ name }) => name)).not.toContain('sites')
  })

  it('is two sheets of the workbook, in both languages', () => {
    for (const [lang, steps, gains] of [
      ['en', 'Siting steps', 'Who gains'],
      ['zh', '选址步骤', '受益小区'],
    ] as const) {
      const files = unzipSync(toXlsx(report, { lang }))
      const book = strFromU8(files['xl/workbook.xml']!)
      expect(book).toContain(`name="${steps}"`)
      expect(book).toContain(`name="${gains}"`)
      const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/worksheets/'))
      expect(sheets.some(([, bytes]) => strFromU8(bytes).includes('=1+1 &lt;b&gt;Site&lt;/b&gt;'))).toBe(true)
      expect(sheets.every(([, bytes]) => !strFromU8(bytes).includes('<f>'))).toBe(true)
    }
  })

  it('is a section of report and print with maps before and after; a report without one is as ever', () => {
    for (const html of [toReportHtml(report, basemap), toPrintHtml(report, basemap)]) {
      expect(html).toContain('before-after')
      expect(html).not.toContain('<b>Site</b>')
      expect(html).toContain('&lt;b')
    }
    expect(toReportHtml(made, basemap)).not.toContain('id="plan"')
    expect(toPrintHtml(made, basemap)).not.toContain('before-after"')
  })

  it('is on the interactive map: sites by step, who gains and what the panel says of them', async () => {
    const assets = await readMaplibreAssets()
    const html = toMapHtml(report, basemap, assets, { lang: 'en' })
    const data = JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)![1]!)
    expect(data.plan.sites.map(({ step }: { step: string }) => step)).toEqual(['1', '2'])
    expect(data.plan.gains.length).toBe(planGains(report, report.plan!).length)
    expect(data.plan.gains[0].said[0].en).toMatch(/^With the plan: .* for 100% instead of/)
    expect(html).not.toContain('<b>Site</b>')
    expect(html).toContain('gains by the plan')
    expect(toMapHtml(made, basemap, assets)).not.toContain('class="first plan"')
  })

  it('says whether it is proved, how far it may be off, and what would be possible', () => {
    const said = (more: object) =>
      planWords(withPlan(made, more))
        .map(({ en }) => en)
        .join(' ')
    expect(said({})).toContain('Proved')
    const bounded = said({ status: 'bounded', bound: 12345, gap: 0.00001 })
    expect(bounded).toContain('12,345')
    expect(bounded).toContain('0.01 %')
    const infeasible = {
      code: 'target-unreachable',
      blockIds: ['B1'],
      relaxation: { what: 'target-percent', value: 61.234 },
    }
    const none = said({ status: 'infeasible', infeasible, steps: [], sites: [] })
    expect(none).toMatch(/No plan does what was asked.*B1.*61\.24 %/)
    expect(said({ problem: 'maximise-capacitated-coverage' })).toContain('Within the places')
    for (const words of planWords(report)) expect(words.zh).not.toBe(words.en)
  })

  it.skipIf(!hasChromium)('opens without an error, on a narrow screen, too', { timeout: 60_000 }, async () => {
    const browser = await startChromium()
    try {
      for (const width of [1280, 390]) {
        const opened = await openFile(browser, toReportHtml(report, basemap), width)
        expect(await opened.page.locator('#plan .before-after svg').count()).toBe(2)
        const wide = await opened.page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect(wide).toBeLessThanOrEqual(0)
        expect(opened.problems).toEqual([])
        await opened.close()
      }
    } finally {
      await browser.close()
    }
  })
})
