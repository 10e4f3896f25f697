// Names that attack: one corpus as ids, names, communities, hours, file names, headings and street names, through every output of `coverage` and
// `poster`. Pages and drawings are opened in Chromium and used a little: nothing runs, nothing is asked of any host, nothing is refused by the
// page's own policy. Tables hold no formula, XML stays XML, and the terminal gets no control characters.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import type { Browser } from 'playwright-core'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALSO } from '../../src/cli/more-outputs.ts'
import { type CliResult, runCli, townFolder } from '../cli/run-cli.ts'
import { hasChromium, openFile, startChromium } from './browser.ts'

/** Each sets `pwned` where it runs, or breaks out of what it is put in. */
const CORPUS = [
  '<script>pwned=1</script>',
  '</script><script>pwned=2</script>',
  '<img src=x onerror=pwned=3>',
  '"><svg onload=pwned=4>',
  `' onmouseover='pwned=5' x='`,
  '" autofocus onfocus="pwned=6',
  'javascript:pwned=7',
  '</style><script>pwned=8</script>',
  '</textarea></title><script>pwned=9</script>',
  '<!--<script>pwned=10//-->',
  ']]><script>pwned=11</script>',
  '&lt;script&gt;pwned=12&lt;/script&gt;',
  '&#60;script&#62;pwned=13&#60;/script&#62;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is data
  '${pwned=14}',
  '{{constructor.constructor("pwned=15")()}}',
  '`;pwned=16;//',
  '\\";pwned=17;//',
  "\\';pwned=18;//",
  '\u2028pwned=19\u2029',
  '<a href="https://attack.example/x">pwned</a>',
  '<link rel=stylesheet href=//attack.example/x.css>',
  '<meta http-equiv=refresh content="0;url=https://attack.example/">',
  '<iframe src="https://attack.example/"></iframe>',
  '<base href="https://attack.example/">',
  'url(https://attack.example/x)',
  '<![CDATA[<script>pwned=20</script>]]>',
  '<?xml-stylesheet href="https://attack.example/x.xsl"?>',
  '<!ENTITY x SYSTEM "file:///etc/passwd">&x;',
  '=cmd|"/c calc"!A1',
  '@SUM(1+1)',
  '+1+cmd|x',
  '-2+3+cmd|x',
  '\t=1+1',
  '＝1+1',
  '=HYPERLINK("https://attack.example/","x")',
  '__proto__',
  'constructor',
  'toString',
  '\u001b[31mred\u001b[0m\u0007',
  '\u202eevil\u202c',
  '../../../../tmp/x',
  'CON',
  '%s%n%00',
  "'; DROP TABLE blocks; --",
  '\ud800',
]

const csv = (rows: readonly (readonly unknown[])[]) =>
  rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\n')
const xmlSafe = (text: string) =>
  text
    .replace(/[\x00-\x08\x0b-\x1f\ud800-\udfff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')

let town: ReturnType<typeof townFolder>
let printed: CliResult[]
const folder = (name: string) => join(town.path, name)

beforeAll(async () => {
  town = townFolder()
  const place = (at: number) => [113.585 + (at % 9) * 0.004, 34.793 + Math.floor(at / 9) * 0.003]
  const blocks = CORPUS.map((text, at) => [`${text}#${at}`, text, ...place(at), 100 + at, text, text, text])
  const kinds = ['clinic', 'park', 'pharmacy', 'elderly_day_care', 'primary_school']
  const facilities = CORPUS.map((text, at) => [text, text, kinds[at % kinds.length], ...place(at), text])
  // File names are data, too; these two are legal on every system.
  writeFileSync(
    folder("blocks ' onload='pwned=21.csv"),
    csv([['id', 'name', 'lon', 'lat', 'population', 'community', 'street', 'district'], ...blocks]),
  )
  writeFileSync(folder('$(pwned).csv'), csv([['id', 'name', 'category', 'lon', 'lat', 'hours'], ...facilities]))
  const osm = readFileSync(folder('town.osm'), 'utf8')
  let at = 0
  writeFileSync(
    folder('attack.osm'),
    osm.replace(/k="name" v="[^"]*"/g, () => `k="name" v="${xmlSafe(CORPUS[at++ % CORPUS.length]!)}"`),
  )
  const inputs = [
    'attack.osm',
    '--facilities',
    '$(pwned).csv',
    '--blocks',
    "blocks ' onload='pwned=21.csv",
    '--crs',
    'wgs84',
  ]
  const also = ALSO.filter(({ withOption }) => withOption === undefined).map(({ id }) => id)
  const title = CORPUS.slice(0, 6).join(' ')
  printed = [
    await runCli(town.path, [
      'coverage',
      ...inputs,
      '--standard',
      'gb50180-2018',
      '--out',
      'all',
      '--title',
      title,
      '--also',
      ...also,
      '--lang',
      'en',
    ]),
    await runCli(town.path, [
      'coverage',
      ...inputs,
      '--out',
      'zh',
      '--title',
      title,
      '--also',
      'html',
      'map',
      '--lang',
      'zh',
    ]),
    await runCli(town.path, [
      'poster',
      ...inputs,
      '--all',
      '--out',
      'posters',
      '--title',
      `${title} {name}`,
      '--link',
      'https://x.example/{block}',
      '--lang',
      'en',
    ]),
    await runCli(town.path, ['check', ...inputs, '--rejects', 'rejected.csv']),
    await runCli(town.path, ['gaps', ...inputs, '--output', 'gaps.geojson']),
  ]
}, 300_000)
afterAll(() => town.done())

const filesIn = (name: string, ending: RegExp) => readdirSync(folder(name)).filter((file) => ending.test(file))
const text = (...path: string[]) => readFileSync(join(town.path, ...path), 'utf8')

it('all commands do their work, and print no control characters', () => {
  for (const { code, stdout, stderr } of printed) {
    expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
    expect(`${stdout}${stderr}`).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
  }
  expect(filesIn('posters', /\.svg$/).length).toBe(CORPUS.length)
  // Hostile ids lead no file out of its folder.
  mkdirSync(folder('all'), { recursive: true })
  expect(
    readdirSync(town.path)
      .filter((name) => /pwned/.test(name))
      .sort(),
  ).toEqual(['$(pwned).csv', "blocks ' onload='pwned=21.csv"].sort())
})

describe.skipIf(!hasChromium)('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium(true)
  })
  afterAll(() => browser?.close())

  /** Opens a page, uses what can be used, and says what happened. */
  async function use(html: string): Promise<readonly unknown[]> {
    const { page, problems, close } = await openFile(browser, html)
    await page.waitForTimeout(300)
    await page.evaluate(`{
      for (const details of document.querySelectorAll('details')) details.open = true
      for (const element of [...document.querySelectorAll('*')].slice(0, 4000))
        element.dispatchEvent(new Event('mouseover', { bubbles: true }))
      for (const element of [...document.querySelectorAll('button, select, input')].slice(0, 60)) {
        element.focus()
        if (element instanceof HTMLButtonElement && !/print|打印/i.test(element.textContent)) element.click()
      }
    }`)
    for (const [x, y] of [
      [400, 300],
      [640, 450],
      [700, 500],
    ] as const)
      await page.mouse.click(x, y)
    await page.waitForTimeout(200)
    const pwned = await page.evaluate('globalThis.pwned')
    const strange = await page.evaluate(`[...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].flatMap(({ name, value }) =>
        /^on/i.test(name) ||
        (/^(?:src|href|action|xlink:href)$/i.test(name) && /^\\s*javascript:|attack\\.example/i.test(value))
          ? [element.tagName + ' ' + name + '=' + value]
          : [],
      ),
    )`)
    await close()
    return [pwned, strange, problems.filter((one) => !/WebGL|GPU stall|GL Driver/i.test(one))]
  }

  it.each([
    ['all', 'report.html'],
    ['all', 'print.html'],
    ['all', 'sheets.html'],
    ['all', 'map.html'],
    ['zh', 'report.html'],
    ['zh', 'map.html'],
    ['posters', 'posters.html'],
  ])(
    'nothing runs in %s/%s',
    async (where, name) => {
      const html = text(where, name)
      expect(html).toContain('pwned')
      expect(await use(html)).toEqual([undefined, [], []])
    },
    120_000,
  )

  it('nothing runs in the posters', async () => {
    const drawings = filesIn('posters', /\.svg$/).map((name) => text('posters', name))
    expect(await use(`<!DOCTYPE html><meta charset="utf-8">${drawings.join('\n')}`)).toEqual([undefined, [], []])
  }, 120_000)

  it.each([
    ['runs', '<script>pwned=1</script>', [1, [], []]],
    [
      'asks a host',
      '<img src="https://attack.example/x.png">',
      [undefined, [expect.any(String)], [expect.any(String), expect.any(String)]],
    ],
    ['would run', '<b onclick="pwned=1">x</b>', [undefined, ['B onclick=pwned=1'], []]],
  ])('what %s would be noticed', async (_, attack, noticed) => {
    expect(await use(`<!DOCTYPE html><meta charset="utf-8">${attack}`)).toEqual(noticed)
  })
})

describe('files for programs', () => {
  it('tables hold no formula', () => {
    const tables = [...filesIn('all', /\.csv$/).map((name) => text('all', name)), text('rejected.csv')]
    for (const table of tables) {
      const { data } = Papa.parse<string[]>(table.replace(/^\ufeff/, ''))
      for (const cell of data.flat()) {
        const isNumber = /^[+-]?[\d.]+(?:e[+-]?\d+)?$/i.test(cell)
        expect(isNumber || !/^\s*[=+\-@＝＋－＠\t\r\n]/.test(cell), JSON.stringify(cell)).toBe(true)
      }
    }
  })

  it('the workbook holds text and no formula, link or script, in well-formed parts', () => {
    const parts = unzipSync(readFileSync(folder('all/coverage.xlsx')))
    for (const [name, bytes] of Object.entries(parts)) {
      const xml = strFromU8(bytes)
      const tags = tagsOf(xml, name)
      expect(
        tags.filter(
          ({ tag }) =>
            ['f', 'hyperlink', 'hyperlinks', 'script', 'oleObject'].includes(tag) && name.startsWith('xl/worksheets/'),
        ),
      ).toEqual([])
    }
  })

  it('JSON and XML stay what they are', () => {
    for (const name of filesIn('all', /json$/)) expect(() => JSON.parse(text('all', name))).not.toThrow()
    for (const name of filesIn('all', /\.geojsonl$/))
      for (const line of text('all', name).trim().split('\n')) JSON.parse(line)
    for (const name of filesIn('all', /\.(?:qgs|qml)$/))
      expect(tagsOf(text('all', name), name).filter(({ tag }) => tag === 'script')).toEqual([])
    for (const name of filesIn('posters', /\.svg$/)) {
      const tags = tagsOf(text('posters', name), name)
      expect(
        tags.filter(
          ({ tag, attributes }) =>
            /script|foreignObject|iframe/i.test(tag) || attributes.some((one) => /^on/i.test(one)),
        ),
      ).toEqual([])
    }
  })

  /** Tags of a text that must be well-formed. */
  function tagsOf(xml: string, name: string): { tag: string; attributes: string[] }[] {
    const tags: { tag: string; attributes: string[] }[] = []
    const parser = new SaxesParser()
    parser.on('error', (error) => {
      throw new Error(`${name}: ${error.message}`)
    })
    parser.on('doctype', (type) => {
      if (/ENTITY|SYSTEM "file/.test(type)) throw new Error(`${name}: ${type}`)
    })
    parser.on('opentag', ({ name: tag, attributes }) => tags.push({ tag, attributes: Object.keys(attributes) }))
    parser.write(xml).close()
    return tags
  }
})
