// Documents are in English where nobody says otherwise: all of them, by the same name of the option.
import { describe, expect, it } from 'vitest'
import * as front from '../../src/index.ts'
import * as parts from '../../src/parts.ts'
import { makeReport } from '../report/table-fixture.ts'

const report = makeReport({ blocks: 12, categories: 3 })
const basemap = parts.plainBasemap(report.network.box)
const same = (make: (options?: { readonly lang: 'en' | 'zh' }) => unknown) => async () => {
  const asText = async (options?: { readonly lang: 'en' | 'zh' }) => JSON.stringify(await make(options))
  const [none, english, chinese] = [await asText(), await asText({ lang: 'en' }), await asText({ lang: 'zh' })]
  expect(none).toBe(english)
  expect(none).not.toBe(chinese)
}

describe('without a language', () => {
  it(
    'a report is in English',
    same((options) => front.toReportHtml(report, basemap, options)),
  )
  it(
    'a workbook is in English',
    same((options) => [...front.toXlsx(report, options)]),
  )
  it(
    'a QGIS project is in English',
    same((options) => front.layerFiles(report, { formats: ['qgis'], ...options })),
  )
  it(
    'a print edition is in English',
    same((options) => parts.toPrintHtml(report, basemap, options)),
  )
  it(
    'place sheets are in English',
    same((options) => parts.toPlaceSheets(report, options)),
  )
  it(
    'a poster is in English',
    same((options) => front.toPosterSvg(report, basemap, 0, options)),
  )
})
