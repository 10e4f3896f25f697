// Kinds of which the data hold no facility: unknown is not zero, in none of the documents.
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { toMapHtml } from '../../src/report/pages/map-html.ts'
import { mapPageData } from '../../src/report/pages/map-html-data.ts'
import { reportFacts } from '../../src/report/pages/report-facts.ts'
import { toReportHtml } from '../../src/report/pages/report-html.ts'
import { toXlsx } from '../../src/report/workbook/xlsx.ts'
import { sampleBasemap, sampleReport, withFacts } from './fixture.ts'

const report = sampleReport()
const basemap = sampleBasemap()
const lacking = report.categories.findIndex(({ facilities }) => facilities === 0)

describe('a kind that the data lack', () => {
  it('is there, and last', () => expect(lacking).toBe(report.categories.length - 1))

  it('has no share, no bar and no column in the report', () => {
    const html = toReportHtml(report, basemap)
    expect(html).toMatch(/class="nodata"><th[^>]*><a href="#k-12">.*?<td role="cell" class="percent">.*?no data/)
    const head = /<table id="table">.*?<\/thead>/.exec(html)![0]
    expect(head.match(/class="num kind"/g)!.length).toBe(lacking)
    expect(head).not.toContain('Nursing home')
    expect(html).toContain('Kinds of which the data hold no facility have no column.')
    const data = JSON.parse(/id="data">(.*?)<\/script>/.exec(html)![1]!) as { kinds: number; walks: number[][] }
    expect([data.kinds, data.walks.length]).toEqual([lacking, lacking])
    // Nobody misses a kind because the data do.
    const { missingKinds } = reportFacts(report)
    expect(Math.max(...missingKinds)).toBeLessThanOrEqual(lacking)
    expect(reportFacts(sampleReport({ categories: 12 })).missingKinds).toEqual(missingKinds)
  })

  it('is named but not listed where many are like it', () => {
    const { report: town } = { report: sampleReport({ categories: 12 }) }
    const categories = town.categories.map((category, index) => (index < 6 ? { ...category, facilities: 0 } : category))
    const html = toReportHtml(withFacts({ ...town, categories }), basemap)
    expect(html.match(/id="k-\d+"/g)).toEqual([6, 7, 8, 9, 10, 11].map((index) => `id="k-${index}"`))
    expect(html).not.toContain('class="nodata"')
    for (const { nameZh } of categories) expect(html).toContain(nameZh)
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${target}"`)
    const five = town.categories.map((category, index) => (index < 5 ? { ...category, facilities: 0 } : category))
    expect(toReportHtml(withFacts({ ...town, categories: five }), basemap).match(/class="nodata"/g)!.length).toBe(5)
  })

  it('is unknown on the map', () => {
    const data = mapPageData(report, basemap, [], 1000) as {
      coverage: unknown[][][]
      blocks: { walks: number[][]; verdicts: string[][] }
    }
    expect(new Set(data.coverage[lacking]!.flat())).toEqual(new Set([-1]))
    expect(data.coverage[lacking - 1]!.flat()).not.toContain(-1)
    expect(new Set(data.blocks.walks[lacking])).toEqual(new Set([-3]))
    expect(data.blocks.verdicts[lacking]!.join('')).toMatch(/^n+$/)
    const assets = { maplibreJs: 'a', maplibreWorkerJs: 'b', maplibreCss: 'c' }
    const legend = (html: string) => /<ul class="legend">.*?<\/ul>/.exec(html)![0]
    expect(legend(toMapHtml(report, basemap, assets))).toContain('no data<')
    expect(toMapHtml(report, basemap, assets)).toContain('>Nursing home (no data)</option>')
    expect(legend(toMapHtml(sampleReport({ categories: 3 }), basemap, assets))).not.toContain('no data')
  })

  it('says so in the workbook, where others have a share or a walk', () => {
    const parts = unzipSync(toXlsx(report, { lang: 'zh' }))
    const sheet = (number: number) => strFromU8(parts[`xl/worksheets/sheet${number}.xml`]!)
    const rows = (xml: string) => xml.match(/<row .*?<\/row>/g)!
    const overview = rows(sheet(1)).find((row) => row.includes('nursing_home'))!
    expect(overview.match(/无数据/g)!.length).toBe(report.options.limits.length)
    const perBlock = rows(sheet(3)).filter((row) => row.includes('无数据') && /B0\d+/.test(row))
    expect(perBlock.length).toBe(report.blocks.filter(({ linkStatus }) => linkStatus === 'linked').length)
  })
})
