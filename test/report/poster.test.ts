import jsqr from 'jsqr'
import type { Browser } from 'playwright-core'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { walkProfile } from '../../src/network/profile.ts'
import { textWidthEm } from '../../src/report/drawing/drawing-text.ts'
import { toPosterSheetHtml, toPosterSvg } from '../../src/report/poster/poster.ts'
import { glyphPath } from '../../src/report/poster/poster-glyphs.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'
import { HOSTILE_NAMES, sampleBasemap, sampleReport } from './fixture.ts'

const report = sampleReport()
const basemap = sampleBasemap()
const LINK = 'https://example.org/circle?block=B00028&名称=清河'

/** All text of an SVG; throws where it is not well-formed XML. */
function svgText(svg: string): string {
  const parser = new SaxesParser()
  let text = ''
  parser.on('text', (piece) => {
    text += `${piece}\n`
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(svg).close()
  return text
}

/** Names of all attributes of an SVG. */
function attributeNames(svg: string): string[] {
  const names = new Set<string>()
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => {
    for (const name of Object.keys(tag.attributes)) names.add(name)
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(svg).close()
  return [...names]
}

describe('toPosterSvg', () => {
  it('says every kind within reach with its minutes, rounded up, and those beyond', () => {
    const block = 27
    const text = svgText(toPosterSvg(report, basemap, block))
    const n = report.categories.length
    let within = 0
    report.categories.forEach((category, c) => {
      const seconds = report.table.walkSeconds[block * n + c]!
      if (category.facilities === 0) return
      if (report.table.status[block * n + c] === 0) {
        within++
        expect(text).toContain(`${Math.ceil(seconds / 60)}`)
      }
    })
    expect(text).toContain(`${within} of 12 kinds within 15 min`)
    expect(text).toContain('Data of 2026-03-01')
    expect(text).toContain('© OpenStreetMap contributors')
  })

  it('says on the sheet under which conditions: flat ground, and what is not judged for wheelchairs', () => {
    const wheelchair = { ...report, options: { ...report.options, profile: walkProfile('wheelchair') } }
    const said = {
      en: ['slopes not counted', 'kerbs, surfaces and lifts are not judged'],
      zh: ['未计坡度', '电梯未判断'],
    }
    for (const lang of ['en', 'zh'] as const) {
      const text = svgText(toPosterSvg(wheelchair, basemap, 27, { lang }))
      for (const words of said[lang]) expect(text).toContain(words)
      // Whole: every line of the footer is as wide as the sheet at most.
      const lines = text
        .split('\n')
        .filter((line) => line !== '')
        .slice(-3)
      for (const line of lines) expect(textWidthEm(line) * 32).toBeLessThanOrEqual(2100 - 240)
      expect(lines.join()).toContain('© OpenStreetMap contributors')
      expect(lines.join()).not.toContain('…')
      expect(svgText(toPosterSvg(report, basemap, 27, { lang }))).not.toContain(said[lang][1])
    }
  })

  it('is A4 or A3, Chinese or English, schematic or map, and always the same', () => {
    const a3 = toPosterSvg(report, basemap, 3, { size: 'A3', lang: 'zh' })
    expect(a3).toMatch(/^<svg [^>]*width="297mm" height="420mm"/)
    expect(a3).toContain('从这里出发，步行 15 分钟')
    expect(a3).toContain('PingFang SC')
    const map = toPosterSvg(report, basemap, 3, { style: 'map' })
    expect(svgText(map)).toContain('Schematic map, not for navigation.')
    expect(map === toPosterSvg(sampleReport(), sampleBasemap(), 3, { style: 'map' })).toBe(true)
  })

  it('uses the walks of the gate where it is given', () => {
    const facility = report.facilities.find((one) => one.category === 'library')!
    const place = {
      name: 'North gate',
      lonLat: report.blocks[0]!.lonLat,
      walks: [{ category: 'library', facilityId: facility.id, length: 3.2 }],
    }
    const text = svgText(toPosterSvg(report, basemap, 0, { place }))
    expect(text).toContain('North gate')
    expect(text).toContain('1 of 12 kinds within 15 min')
    expect(text).toMatch(/Library 4′/)
  })

  it('holds hostile names as text, cut where they are too long', () => {
    const hostile = sampleReport({ hostile: true })
    for (let block = 0; block < HOSTILE_NAMES.length; block++) {
      for (const style of ['schematic', 'map'] as const) {
        const svg = toPosterSvg(hostile, basemap, block, { style, lang: 'zh' })
        expect(/<(script|img|foreignObject)/i.test(svg)).toBe(false)
        expect(attributeNames(svg).filter((name) => /^(on|href|xlink)/.test(name))).toEqual([])
      }
    }
    expect(svgText(toPosterSvg(hostile, basemap, 0))).toContain('<script>alert(1)</script>')
  })

  it('refuses a block that is not there, a link that is too long, an unknown option', () => {
    expect(() => toPosterSvg(report, basemap, 999)).toThrow('no block 999')
    expect(() => toPosterSvg(report, basemap, 0, { link: 'x'.repeat(3000) })).toThrow('too many for a QR code')
    expect(() => toPosterSvg(report, basemap, 0, { colour: 'red' } as object)).toThrow('unknown option')
  })

  it('says that an unlinked block is unknown', () => {
    const index = sampleReport({ blocks: 400 }).blocks.findIndex((block) => block.linkStatus !== 'linked')
    expect(index).toBeGreaterThanOrEqual(0)
    const text = svgText(toPosterSvg(sampleReport({ blocks: 400 }), basemap, index))
    expect(text).toContain('not linked to the street network')
    expect(text).not.toContain('Not within')
  })

  it('has a sign for every theme and for what nobody foresaw', () => {
    expect(glyphPath('clinic', 'health')).not.toBe(glyphPath('park', 'green'))
    expect(glyphPath('constructor', '__proto__')).toBe(glyphPath('x', 'y'))
  })
})

describe.skipIf(!hasChromium)('posters in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium()
  }, 30_000)
  afterAll(() => browser?.close())

  it('prints one page each, and the QR code can be read back', async () => {
    const posters = [3, 27, 40].map((block) => toPosterSvg(report, basemap, block, { link: LINK, size: 'A3' }))
    const { page, problems, close } = await openFile(browser, toPosterSheetHtml(posters, { size: 'A3' }), 1200, 1700)
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)!.length).toBe(3)
    expect(pdf).toMatch(/\/MediaBox \[0 0 84[12](\.\d+)? 119[01](\.\d+)?\]/)
    // The picture's pixels, by way of a canvas in the page.
    const sheet = (await page.locator('.sheet').first().boundingBox())!
    const side = sheet.width * 0.2
    const clip = { x: sheet.x + sheet.width * 0.8, y: sheet.y + sheet.width * 0.04, width: side, height: side }
    const png = await page.screenshot({ clip })
    const pixels = (await page.evaluate(`(async function () {
      var bytes = Uint8Array.from(atob('${png.toString('base64')}'), function (c) { return c.charCodeAt(0) })
      var bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      var canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      var pen = canvas.getContext('2d')
      pen.drawImage(bitmap, 0, 0)
      return { width: bitmap.width, height: bitmap.height, data: Array.from(pen.getImageData(0, 0, bitmap.width, bitmap.height).data) }
    })()`)) as { width: number; height: number; data: number[] }
    const read = jsqr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null
    const found = read(Uint8ClampedArray.from(pixels.data), pixels.width, pixels.height)
    expect(found?.data).toBe(LINK)
    expect(problems).toEqual([])
    await close()
  }, 60_000)
})
