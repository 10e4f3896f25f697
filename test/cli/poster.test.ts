// poster on the sample town: pages per gate, titles, rings, PDF.
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

vi.setConfig({ testTimeout: 60_000 })

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson']
const GATES = ['--gates', 'gates.csv']
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())
afterEach(() => {
  vi.unstubAllEnvs()
})

const read = (...path: string[]) => readFileSync(join(town.path, ...path), 'utf8')
const run = (...argv: string[]) => runCli(town.path, ['poster', ...INPUTS, ...argv])
/** The words of a page, piece by piece. */
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!)

/** Walks in whole minutes as the page shows them, by facility name. */
function walksOf(svg: string): Map<string, string> {
  const texts = words(svg)
  return new Map(texts.map((text, at) => [text, texts[at + 1] ?? '']))
}

describe('poster --per-gate', () => {
  it('makes a page per gate, with the walk of that gate as coverage measures it from a block that is only this gate', async () => {
    const argv = ['--category', 'pharmacy', '--minutes', '30']
    const { code, stdout } = await run(...GATES, '--block', 'BY-01', 'BY-02', '--per-gate', ...argv, '--out', 'gates')
    expect(code).toBe(0)
    expect(stdout).toBe('BY-01-gate-1.svg\nBY-01-gate-2.svg\nBY-02-gate-1.svg\nBY-02-gate-2.svg\nposters.html\n')
    const gates = read('gates.csv').trim().split('\n').slice(1)
    // Gates are numbered from west to east.
    const lines = gates
      .filter((line) => /^BY-0[12],/.test(line))
      .map((line) => line.split(','))
      .sort((a, b) => (a[0] === b[0] ? Number(a[1]) - Number(b[1]) : a[0]! < b[0]! ? -1 : 1))
    const numbered = lines.map(([id, lon, lat], at) => `${id}-gate-${1 + (at % 2)},${lon},${lat}`)
    writeFileSync(join(town.path, 'gate-blocks.csv'), `id,lon,lat\n${numbered.join('\n')}\n`)
    const inputs = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'gate-blocks.csv', ...argv]
    await runCli(town.path, ['coverage', ...inputs, '--out', 'gate-coverage'])
    const [header, ...rows] = read('gate-coverage', 'coverage.csv').trim().split('\n')
    const at = (name: string) => header!.split(',').indexOf(name)
    expect(rows.length).toBe(4)
    const seen = new Set<string>()
    for (const row of rows) {
      const cells = row.split(',')
      const minutes = Number(cells[at('walk_seconds')]) / 60
      const svg = read('gates', `${cells[at('block_id')]}.svg`)
      const shown = walksOf(svg).get(cells[at('facility_name')]!)
      expect(Math.abs(Number(shown) - minutes)).toBeLessThanOrEqual(1)
      seen.add(minutes.toFixed(3))
    }
    // Gates of one block do not share one number.
    expect(seen.size).toBeGreaterThanOrEqual(3)
  })

  it('names gates by their side, in both languages, and numbers those on the same side', async () => {
    const block = JSON.parse(read('blocks.geojson')).features[0].geometry.coordinates[0] as [number, number][]
    const [lon, lat] = [0, 1].map((axis) => {
      const values = block.map((position) => position[axis]!)
      return (Math.min(...values) + Math.max(...values)) / 2
    }) as [number, number]
    const gates = [
      [lon - 0.0001, lat + 0.0006],
      [lon, lat - 0.0006],
      [lon + 0.0001, lat - 0.0006],
    ]
    const rows = gates.map(([x, y]) => `BY-01,${x!.toFixed(6)},${y!.toFixed(6)}`)
    writeFileSync(join(town.path, 'sides.csv'), `block_id,lon,lat\n${rows.join('\n')}\n`)
    for (const [lang, names] of [
      ['zh', ['样苑一期 北门', '样苑一期 南门（1）', '样苑一期 南门（2）']],
      ['en', ['样苑一期, north gate', '样苑一期, south gate 1', '样苑一期, south gate 2']],
    ] as const) {
      const argv = ['--gates', 'sides.csv', '--block', 'BY-01', '--per-gate', '--lang', lang, '--out', `sides-${lang}`]
      const { code, stdout } = await run(...argv)
      expect([code, stdout.split('\n').length]).toEqual([0, 5])
      names.forEach((name, at) => {
        const label = /aria-label="([^"]*)"/.exec(read(`sides-${lang}`, `BY-01-gate-${at + 1}.svg`))![1]!
        expect(label.replace(/[\u2066-\u2069]/g, '')).toBe(name)
      })
    }
  })

  it('a long block has its south gates on its south side, and a gate at its corner only near the corner', async () => {
    const ring = '[[113.598,34.8],[113.602,34.8],[113.602,34.801],[113.598,34.801],[113.598,34.8]]'
    const feature = `{"type":"Feature","properties":{"id":"L"},"geometry":{"type":"Polygon","coordinates":[${ring}]}}`
    writeFileSync(join(town.path, 'long.geojson'), `{"type":"FeatureCollection","features":[${feature}]}`)
    writeFileSync(
      join(town.path, 'long.csv'),
      'block_id,lon,lat\nL,113.598,34.8\nL,113.5985,34.801\nL,113.599,34.8\nL,113.602,34.8004\n',
    )
    const argv = ['poster', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'long.geojson']
    const { stdout } = await runCli(town.path, [...argv, '--gates', 'long.csv', '--all', '--per-gate', '--out', 'long'])
    expect(stdout.split('\n').length).toBe(6)
    const sides = [1, 2, 3, 4].map((n) => /aria-label=".*, ([a-z -]+) gate/.exec(read('long', `L-gate-${n}.svg`))?.[1])
    expect(sides).toEqual(['south-west', 'north', 'south', 'east'])
  })

  it('leaves out gates that are not linked and says so; blocks without gates have one page', async () => {
    writeFileSync(join(town.path, 'points.csv'), 'id,name,lon,lat\nA,甲,113.6,34.8\nB,乙,113.601,34.801\n')
    writeFileSync(join(town.path, 'far.csv'), 'block_id,lon,lat\nA,113.6,34.8\nA,113.5738,34.7847\n')
    const argv = ['poster', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'points.csv']
    const more = ['--gates', 'far.csv', '--max-link-metres', '60', '--all', '--per-gate', '--out', 'far']
    const { code, stdout, stderr } = await runCli(town.path, [...argv, ...more])
    expect([code, stdout]).toEqual([0, 'A-gate-2.svg\nB.svg\nposters.html\n'])
    expect(stderr).toMatch(/A-gate-1 \(.*\) is not linked to a street/)
    expect(stderr).toContain('1 of 2 blocks have no gates')
  })
})

describe('poster --title, --size, --style map', () => {
  it('writes the title with its placeholders', async () => {
    const argv = [...GATES, '--block', 'BY-01', '--lang', 'zh']
    await run(...argv, '--per-gate', '--title', '{name}·{gate} <{block}>', '--out', 'titled-gates')
    expect(read('titled-gates', 'BY-01-gate-1.svg')).toMatch(/样苑一期·[东南西北]+门.* &lt;BY-01&gt;/)
    await run(...argv, '--title', '欢迎回家', '--out', 'titled')
    expect(words(read('titled', 'BY-01.svg'))[0]).toContain('欢迎回家')
    expect(read('titled', 'posters.html')).toContain('<title>欢迎回家</title>')
  })

  it('takes a3 and A3, refuses others', async () => {
    for (const size of ['a3', 'A3']) {
      const { code } = await run('--block', 'BY-01', '--size', size, '--out', `size-${size}`)
      expect([code, read(`size-${size}`, 'BY-01.svg')]).toEqual([0, expect.stringContaining('width="297mm"')])
    }
    const { code, stderr } = await run('--block', 'BY-01', '--size', 'letter', '--out', 'letter')
    expect([code, stderr]).toEqual([2, expect.stringContaining('Give a4 or a3')])
  })

  it('draws one ring per limit around the gate itself', async () => {
    const argv = [...GATES, '--block', 'BY-01', '--style', 'map']
    await run(...argv, '--per-gate', '--minutes', '5,10', '--out', 'two')
    await run(...argv, '--per-gate', '--minutes', '5', '--out', 'one')
    const [two, one] = [read('two', 'BY-01-gate-1.svg'), read('one', 'BY-01-gate-1.svg')]
    expect(two).not.toBe(read('two', 'BY-01-gate-2.svg'))
    const rings = (svg: string) => svg.match(/fill="#4a88b3" fill-opacity/g)?.length
    expect([rings(one), rings(two)]).toEqual([1, 2])
  })
})

describe('poster --pdf', () => {
  it.skipIf(CHROMIUM === undefined)('prints every page in its size, the same bytes each time', async () => {
    vi.stubEnv('CHROME_PATH', CHROMIUM)
    const argv = [...GATES, '--block', 'BY-01', '--per-gate', '--size', 'a3', '--lang', 'zh', '--pdf', '--out']
    const first = await run(...argv, 'pdf-1')
    const second = await run(...argv, 'pdf-2')
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('已将 4 个文件写入')])
    expect(second.stdout).toBe('BY-01-gate-1.svg\nBY-01-gate-2.svg\nposters.html\nposters.pdf\n')
    const pdf = readFileSync(join(town.path, 'pdf-1', 'posters.pdf'))
    expect(pdf.equals(readFileSync(join(town.path, 'pdf-2', 'posters.pdf')))).toBe(true)
    const text = pdf.toString('latin1')
    expect(text.match(/\/Type ?\/Page\b/g)?.length).toBe(2)
    const [, wide, tall] = /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)!
    expect([Number(wide) / 72, Number(tall) / 72].map((inches) => Math.round(inches * 25.4))).toEqual([297, 420])
  })

  it('says what to do where there is no browser, before any work', async () => {
    for (const [name, value] of [
      ['CHROME_PATH', join('no', 'such', 'program')],
      ['PATH', ''],
    ] as const) {
      vi.stubEnv('CHROME_PATH', '')
      vi.stubEnv(name, value)
      const result = await run('--block', 'BY-01', '--pdf', '--out', 'no-pdf')
      expect(result.code).toBe(1)
      expect(result.stderr).toMatch(/hint: Without --pdf, open posters\.html in any browser and print it to PDF/)
      expect(readdirSync(town.path)).not.toContain('no-pdf')
    }
  })

  it.skipIf(process.platform === 'win32')('says so when the browser prints nothing', async () => {
    const broken = join(town.path, 'broken-browser')
    writeFileSync(broken, '#!/bin/sh\nexit 3\n')
    chmodSync(broken, 0o755)
    vi.stubEnv('CHROME_PATH', broken)
    const { code, stderr } = await run('--block', 'BY-01', '--pdf', '--out', 'broken')
    expect([code, stderr]).toEqual([1, expect.stringContaining('did not print the PDF')])
  })
})
