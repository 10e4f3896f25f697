// Text on posters: lines break as a slow and simple reading of the rule says; the sheet in pieces is the sheet; closed places stay off.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseAccess, bytesSource, loadFacilities, toPosterSvg } from '../../src/index.ts'
import { plainBasemap, posterSheetPieces, toPosterSheetHtml } from '../../src/parts.ts'
import { textWidthEm, wrapText } from '../../src/report/drawing/drawing-text.ts'
import { loadSampleTown } from '../sample-analysis.ts'

/** Every line measured anew, letter by letter. */
function slowWrap(text: string, mostEms: number, mostLines: number): string[] {
  const widthOf = (one: string) =>
    [...one].reduce((sum, letter) => {
      if (letter.codePointAt(0)! >= 0x2e80) return sum + 1
      return sum + (/[iljtfrI.,:;'|!()[\] ]/.test(letter) ? 0.4 : /[A-HJ-Zmw%@&]/.test(letter) ? 0.8 : 0.66)
    }, 0)
  const lines: string[] = []
  let line = ''
  const words = text.match(/[^\s\u2e80-\uffff]+\s*|[\s\S]/gu) ?? []
  for (const word of words.flatMap((one) => (widthOf(one) > mostEms ? Array.from(one) : [one]))) {
    if (line !== '' && widthOf((line + word).trimEnd()) > mostEms) {
      lines.push(line.trim())
      line = ''
      if (lines.length === mostLines) break
    }
    line += word
  }
  if (lines.length < mostLines) return line.trim() === '' ? lines : [...lines, line.trim()]
  const last = Array.from(lines[mostLines - 1]!)
  while (last.length > 0 && widthOf(last.join('')) + 1 > mostEms) last.pop()
  return [...lines.slice(0, -1), `${last.join('').trimEnd()}…`]
}

const letters = fc.stringMatching(/^[a-zA-Z ,.()养老日间照料中心0-9&é]{0,60}$/)

describe('wrapText', () => {
  it('breaks as the slow reading does', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 4 }), (text, most, lines) => {
        expect(wrapText(text, most, lines)).toEqual(slowWrap(text, most, lines))
      }),
      { numRuns: 3000 },
    )
    expect(textWidthEm('ab', 3)).toBe(3 + 0.66 + 0.66)
  })
})

describe('posters', () => {
  it('in pieces, as bytes, are the same page', () => {
    const posters = ['<svg>一</svg>\n', '<svg>2</svg>\n']
    const bytes = posters.map((svg) => new TextEncoder().encode(svg.trim()))
    const decode = (piece: string | Uint8Array) => (typeof piece === 'string' ? piece : new TextDecoder().decode(piece))
    expect([...posterSheetPieces(bytes, { size: 'A3' })].map(decode).join('')).toBe(
      toPosterSheetHtml(posters, { size: 'A3' }),
    )
    expect(toPosterSheetHtml([], {}).match(/class="sheet"/g)).toBeNull()
  })

  it('never show a place that is closed or planned, however near', async () => {
    const { area, blocks } = await loadSampleTown()
    const [lon, lat] = blocks.blocks[0]!.lonLat
    const rows = [
      'id,name,category,lon,lat,status',
      `a,Shut,pharmacy,${lon},${lat},停业`,
      `b,Soon,pharmacy,${lon},${lat},规划`,
    ]
    rows.push(`c,Open,pharmacy,${lon + 0.003},${lat},在用`)
    const files = [bytesSource('f.csv', new TextEncoder().encode(rows.join('\n')))]
    const { report } = await analyseAccess(area, await loadFacilities(area, { files }), blocks, {
      categories: 'essential',
    })
    const index = report.blocks.findIndex(({ id }) => id === blocks.blocks[0]!.id)
    const svg = toPosterSvg(report, plainBasemap(report.network.box), index, {})
    expect(svg).toContain('Open')
    expect(svg).not.toMatch(/Shut|Soon/)
  })
})
