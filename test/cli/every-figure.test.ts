// One number for one thing: every figure that the documents of a run say is read back from all of them (terminal, report, map, workbook,
// tables, layers, poster) and compared with the answer; the sample town, and real cities where they are at hand.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { headlineShare } from '../../src/answer/coverage-share.ts'
import { loadAnswer } from '../../src/answer/saved-answer.ts'
import { countKey, VERDICT_NAMES } from '../../src/answer/verdict-share.ts'
import { firstScreen, firstScreenLines, gapLine, placeLine } from '../../src/report/pages/first-screen.ts'
import type { Summary } from '../../src/report/tables/summary-json.ts'
import { roundTo } from '../../src/report/text/written-numbers.ts'
import { percentText } from '../../src/words/words.ts'
import { SHARED_DATA } from '../real/shared-data.ts'
import { runCli, SAMPLE_TOWN } from './run-cli.ts'

type Lang = 'en' | 'zh'
const town = (name: string) => join(SAMPLE_TOWN, name)
const shared = (name: string) => join(SHARED_DATA, name)
const TOWN = [
  town('town.osm'),
  '--facilities',
  town('facilities.csv'),
  '--blocks',
  town('blocks.geojson'),
  '--gates',
  town('gates.csv'),
]
const WUDAOKOU = [
  ...[shared('beijing-wudaokou.osm.pbf'), '--facilities', shared('planner/设施台账.xlsx')],
  ...['--blocks', shared('planner/小区底册.xlsx'), '--standard', 'gb50180-2018'],
]
const MALTA = [
  shared('malta.osm.pbf'),
  '--facilities',
  shared('tables/malta-facilities.csv'),
  '--blocks',
  shared('tables/malta-blocks.csv'),
]

const RUNS: readonly [string, Lang, readonly string[]][] = [
  ['the sample town', 'en', TOWN],
  [
    'the sample town by metres, with a kind that the data lack',
    'zh',
    [...TOWN, '--metres', '300,1000', '--category', 'pharmacy', 'library', 'nursery'],
  ],
  ['the sample town by GB 50180', 'en', [...TOWN, '--standard', 'gb50180-2018']],
  ['Malta', 'en', MALTA],
  ['Wudaokou by GB 50180', 'en', WUDAOKOU],
  ['Wudaokou by GB 50180', 'zh', WUDAOKOU],
]

const counted = (amount: number) => Math.round(amount).toLocaleString('en-US')

/** Text of markup in one language. */
function textOf(html: string, lang: Lang): string {
  const other = lang === 'en' ? 'zh' : 'en'
  return html
    .replace(new RegExp(`<span lang="${other}">.*?</span>`, 'gs'), '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Rows of a sheet: texts and numbers. */
function rowsOf(xml: string): string[][] {
  return [...xml.matchAll(/<row .*?<\/row>/gs)].map(([row]) =>
    [...row.matchAll(/<c [^>]*?(?:\/>|>.*?<\/c>)/gs)].map(([cell]) =>
      (/<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/s.exec(cell)?.[1] ?? '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&'),
    ),
  )
}

describe.each(RUNS)('%s (%s)', (name, lang, argv) => {
  const isThere = argv.every((word) => !word.includes('/') || existsSync(word))
  let folder = ''
  let stdout = ''
  let summary: Summary
  let report: AccessReport
  let sheets: Map<string, string[][]>
  const read = (file: string) => readFileSync(join(folder, 'out', file), 'utf8')
  const nameOf = (one: { readonly nameEn: string; readonly nameZh: string }) =>
    lang === 'zh' ? one.nameZh : one.nameEn
  const headline = (category: string) =>
    report.coverage.filter((entry) => entry.category === category).map((entry) => headlineShare(entry))
  const cellsOf = (line: string) => line.trim().split(/ {2,}/)

  beforeAll(async () => {
    if (!isThere) return
    folder = mkdtempSync(join(tmpdir(), 'living-circle-figures-'))
    const run = await runCli(folder, [
      'coverage',
      ...argv,
      '--out',
      'out',
      '--lang',
      lang,
      '--also',
      'html',
      'map',
      'xlsx',
    ])
    expect([name, run.code, run.code === 0 ? '' : run.stderr]).toEqual([name, 0, ''])
    stdout = run.stdout
    summary = JSON.parse(read('summary.json')) as Summary
    report = loadAnswer(readFileSync(join(folder, 'out', 'answer.bin'))).report
    const parts = unzipSync(readFileSync(join(folder, 'out', 'coverage.xlsx')))
    const names = [...strFromU8(parts['xl/workbook.xml']!).matchAll(/<sheet name="([^"]*)"/g)].map(
      ([, title]) => title!,
    )
    sheets = new Map(names.map((title, i) => [title, rowsOf(strFromU8(parts[`xl/worksheets/sheet${i + 1}.xml`]!))]))
  }, 240_000)
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })

  it.skipIf(!isThere)('summary.json says the figures of the answer', () => {
    for (const category of summary.categories) {
      const own = headline(category.id)
      category.coverage.forEach(({ shares, headline: measure }, l) => {
        const share = shares.find((one) => one.measure === measure)
        expect(share?.share ?? null).toBe(own[l] === null ? null : roundTo(own[l]!.share!, 6))
        expect(share?.total ?? null).toBe(own[l] === null ? null : roundTo(own[l]!.total, 3))
        if (category.facilities === 0)
          expect([measure, shares.every((one) => one.share === null)]).toEqual([null, true])
      })
    }
    const { worst, gaps, sure, rules } = report.facts.first
    expect(summary.first.worst.map(({ name: place, has, of }) => [place, has, of])).toEqual(
      worst.map(({ name: place, has, of }) => [place, roundTo(has, 6), roundTo(of, 6)]),
    )
    expect(summary.first.gaps.map(({ gapId }) => gapId)).toEqual(gaps.map(({ gap }) => report.gaps[gap]!.id))
    expect(summary.first.rules).toEqual(rules.map((index) => report.standard!.rules[index]!.id))
    expect(summary.first.sure.edge.part).toBe(sure.edge.part)
  })

  it.skipIf(!isThere)('the terminal says its kinds, with denominators, and its rules', () => {
    const lines = stdout.split('\n').map(cellsOf)
    const gaps = new Map(summary.categories.map(({ id, gaps: count }) => [id, count]))
    const isMixed =
      new Set(summary.categories.map(({ coverage }) => coverage.at(-1)!.headline).filter((one) => one !== null)).size >
      1
    for (const category of report.categories) {
      const own = headline(category.id)
      if (category.facilities === 0) continue
      const line = lines.find((cells) => cells[0] === nameOf(category) && cells[1] === counted(category.facilities))!
      const percents = own.map((share) => percentText(share?.share ?? null, { gap: ' ', aligned: true }))
      const last = own.at(-1)!
      expect([category.id, ...line.slice(2, 2 + percents.length)]).toEqual([category.id, ...percents])
      expect(line.slice(-2)).toEqual([counted(last!.total - last!.covered), counted(gaps.get(category.id)!)])
      expect(line.length).toBe(2 + percents.length + (isMixed ? 1 : 0) + 2)
      expect(stdout).toContain(counted(last!.total))
    }
    for (const rule of summary.standard?.rules ?? []) {
      if (!rule.hasData) continue
      const counts = [rule.met, rule.partial, rule.unmet, rule.unknown].map(counted)
      const share = percentText(rule.share, { gap: ' ', aligned: true })
      const line = lines.find(
        (cells) => cells[0] === nameOf(rule) && [...counts, share].every((cell, i) => cells[4 + i] === cell),
      )
      expect([rule.id, line !== undefined]).toEqual([rule.id, true])
    }
    if (summary.standard !== null) {
      const { required, withData, middleMet, middleJudged, blocksComplete } = summary.standard.completeness
      const said = lines.flat().find((text) => /^(?:Completeness|完整度)/.test(text))!
      const numbers = [...said.matchAll(/\d+/g)].map(Number)
      for (const figure of [required, withData, middleJudged!, middleMet!, blocksComplete])
        expect(numbers).toContain(figure)
    }
  })

  it.skipIf(!isThere)('report, map, workbook and terminal begin with the same sentences', () => {
    const screen = firstScreen(report)
    const lines = firstScreenLines(screen, lang)
    expect(stdout.endsWith(`\n\n${lines.join('\n')}\n`)).toBe(true)
    const html = read('report.html')
    const top = textOf(/<header class="top">.*?(?=<section aria-labelledby="h-coverage")/s.exec(html)![0], lang)
    const panel = textOf(/<main class="panel"[^>]*>.*?<\/details>/s.exec(read('map.html'))![0], lang)
    const overview = [...sheets.values()][0]!
    for (const words of [screen.question, screen.terms, ...screen.answer, ...screen.sure]) {
      expect(top).toContain(plain(words[lang]))
      expect(panel).toContain(plain(words[lang]))
    }
    for (const gap of screen.gaps) {
      for (const words of [gap.who, gap.what, gap.where, gap.remedy]) expect(top).toContain(plain(words[lang]))
      expect(panel).toContain(plain(gapLine(gap)[lang]))
    }
    for (const place of screen.worst) {
      for (const words of [place.name, place.has, place.who]) expect(top).toContain(plain(words[lang]))
      expect(panel).toContain(plain(placeLine(place)[lang]))
    }
    const cells = overview.slice(0, lines.length + 4).map(([cell]) => cell)
    for (const line of lines) expect(cells.map((cell) => plain(cell ?? ''))).toContain(plain(line))
    // No id stands where a name should, and nobody has to know what a demand point is.
    expect(lines.join('\n')).not.toMatch(/(?:way|node|relation)\/\d|demand point|需求点/)
  })

  it.skipIf(!isThere)('the report says the shares with their counts, and blocks by rule and level', () => {
    const html = read('report.html')
    report.categories.forEach((category, index) => {
      const row = new RegExp(`<tr role="row"(?: class="nodata")?><th[^>]*><a href="#k-${index}">.*?</tr>`, 's').exec(
        html,
      )
      if (row === null) {
        expect([category.id, category.facilities]).toEqual([category.id, 0])
        return
      }
      const own = headline(category.id)
      if (category.facilities === 0) {
        expect(textOf(row[0], lang)).toContain(lang === 'zh' ? '无数据' : 'no data')
        return
      }
      const last = own.at(-1)!
      const said = textOf(row[0], lang)
      expect(said).toContain(` ${percentText(last.share)} `)
      expect(said).toMatch(new RegExp(`${counted(last.covered)} (?:of|/) ${counted(last.total)}`))
      for (const share of own) expect(row[0]).toContain(percentText(share!.share))
    })
    const table = /aria-labelledby="h-standard".*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? ''
    const rows = (table.match(/<tr.*?<\/tr>/gs) ?? []).map((row) => [
      ...[...row.matchAll(/<td class="num[^"]*">(.*?)<\/td>/gs)].map(([, cell]) => cell!),
    ])
    const expected = summary.rules.map((rule) =>
      VERDICT_NAMES.map((verdict) =>
        rule.noData > 0 && verdict !== 'no-data' ? '–' : counted(rule[countKey(verdict)]),
      ).join(' '),
    )
    expect(rows.map((row) => row.join(' ')).sort()).toEqual(expected.sort())
    const levels = /<table class="levels">.*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1]?.match(/<tr>.*?<\/tr>/gs) ?? []
    expect(levels.map((row) => [...row.matchAll(/<td class="num">(\d+)</g)].map(([, count]) => Number(count)))).toEqual(
      (summary.standard?.completeness.byLevel ?? []).map((one) => [
        ...[one.required, one.withData, one.blocksComplete, one.blocksIncomplete, one.blocksUnknown],
      ]),
    )
  })

  it.skipIf(!isThere)('the map says every share of every group, and the verdict of every block', () => {
    const data = JSON.parse(/id="data">(.*?)<\/script>/s.exec(read('map.html'))![1]!) as {
      own: number[]
      open: string
      coverage: (readonly [number, number, string] | number)[][][]
      blocks: { verdicts: string[][] }
    }
    const lists = new Map(report.coverage.map((entry) => [`${entry.category} ${entry.limit}`, entry.shares]))
    report.categories.forEach((category, k) => {
      report.options.limits.forEach((limit, l) => {
        const cells = data.coverage[k]![l]!
        const own = headline(category.id)[l]
        if (category.facilities === 0) {
          expect(new Set(cells)).toEqual(new Set([-1]))
          expect(data.blocks.verdicts[k]![l]).toMatch(/^n*$/)
          return
        }
        const cell = cells[data.own[k]!]
        expect(typeof cell === 'number' ? cell : cell!.slice(0, 3)).toEqual(
          own === null ? 0 : [Math.round(own!.covered), Math.round(own!.total), percentText(own!.share)],
        )
        // Every group's cell is one of the answer's shares.
        const known = new Set(
          lists
            .get(`${category.id} ${limit}`)!
            .map(({ covered, total, share }) => `${Math.round(covered)} ${Math.round(total)} ${percentText(share)}`),
        )
        for (const one of cells) if (typeof one !== 'number') expect(known).toContain(one.slice(0, 3).join(' '))
        const letters = data.blocks.verdicts[k]![l]!
        const { categoryCount, limitCount } = report.table
        for (let block = 0; block < letters.length; block++) {
          const verdict = VERDICT_NAMES[report.facts.verdict[(block * categoryCount + k) * limitCount + l]!]!
          if (letters[block] !== (verdict === 'unknown' ? 'k' : verdict[0]))
            expect([block, letters[block]]).toEqual([block, verdict])
        }
      })
    })
    if (report.standard === undefined || report.standard === null) {
      expect(report.categories[Number(data.open)]!.facilities).toBeGreaterThan(0)
    } else expect(data.open).toBe('d')
  })

  it.skipIf(!isThere)('the workbook says every share, rule, unit and block', () => {
    const [overview, byCategory] = [...sheets.values()]
    const numbers = (cells: readonly string[]) => new Set(cells.filter((cell) => /^-?\d/.test(cell)).map(Number))
    for (const category of summary.categories) {
      const row = numbers(overview!.find((cells) => cells[1] === category.id)!)
      for (const { shares, headline: measure } of category.coverage) {
        const share = shares.find((one) => one.measure === measure)
        if (share === undefined) continue
        for (const figure of [share.share, share.covered, share.total]) expect(row).toContain(figure)
      }
      if (category.facilities > 0)
        for (const figure of Object.values(category.blocks)) if (figure > 0) expect(row).toContain(figure)
      const rows = byCategory!
        .filter((cells) => cells.includes(category.id) || cells[0] === nameOf(category))
        .map(numbers)
      for (const { shares } of category.coverage) {
        for (const share of shares) {
          if (share.share === null) continue
          expect(
            rows.some((cells) => [share.covered, share.total, share.share].every((figure) => cells.has(figure!))),
          ).toBe(true)
        }
      }
    }
    if (summary.standard === null) return
    const { rules, completeness, units } = summary.standard
    const sheetOf = (en: string, zh: string) => sheets.get(lang === 'zh' ? zh : en)!
    const ruleRows = sheetOf('Rules', '标准条款')
    for (const rule of rules) {
      const row = numbers(ruleRows.find((cells) => cells.includes(rule.id))!)
      for (const verdict of VERDICT_NAMES) expect(row).toContain(rule[countKey(verdict)])
      if (rule.hasData && rule.share !== null)
        for (const figure of [rule.share, rule.coveredPeople!, rule.knownPeople!]) expect(row).toContain(figure)
      expect(row).toContain(rule.facilities)
    }
    const blockRows = sheets.get([...sheets.keys()].find((title) => /Completeness|完整度/.test(title))!)!
    for (const block of completeness.blocks) {
      const row = numbers(blockRows.find((cells) => cells.includes(block.blockId))!)
      for (const figure of [block.required, block.judged, block.met, block.unmet, block.noData, ...block.metByLevel])
        expect(row).toContain(figure)
      if (block.share !== null) expect([...row].some((figure) => Math.abs(figure - block.share!) < 1e-6)).toBe(true)
    }
    const rollUps = sheets.get([...sheets.keys()].find((title) => /Roll-ups|社区街道汇总/.test(title))!)!
    expect(rollUps.filter((cells) => rules.some(({ id }) => cells.includes(id))).length).toBe(
      units.flatMap((unit) => unit.rules).length,
    )
  })

  it.skipIf(!isThere)('tables and layers add up to the same', () => {
    const { table, categories } = report
    const statuses = ['reached', 'unreached', 'unlinked', 'no-data'] as const
    const features = (JSON.parse(read('blocks.geojson')) as { features: { properties: Record<string, unknown> }[] })
      .features
    const lines = read('coverage.csv').trim().split('\n').length - 1
    expect([lines, features.length]).toEqual([table.blockCount * table.categoryCount, report.blocks.length])
    categories.forEach(({ id }, category) => {
      const of = (status: number) =>
        features.filter((_, block) => table.status[block * table.categoryCount + category] === status).length
      const { blocks } = summary.categories[category]!
      expect([id, of(0), of(1), of(2), of(3)]).toEqual([
        id,
        blocks.reached,
        blocks.unreached,
        blocks.unlinked,
        blocks.noData,
      ])
      const key = `${id.replaceAll('-', '_')}_status`
      const said = statuses.map((status) => features.filter(({ properties }) => properties[key] === status).length)
      expect([id, ...said]).toEqual([id, of(0), of(1), of(2), of(3)])
    })
    const verdicts = read('verdicts.csv').trim().split('\n').slice(1)
    expect(verdicts.length).toBe(report.verdicts.length)
    for (const verdict of VERDICT_NAMES) {
      const rows = verdicts.filter((line) => line.includes(`,${verdict},`)).length
      expect([verdict, rows]).toEqual([verdict, summary.standard?.verdicts[countKey(verdict)] ?? 0])
    }
    summary.standard?.completeness.blocks.forEach((block, index) => {
      const { rules_judged, rules_met, rules_no_data, rules_unmet } = features[index]!.properties
      expect([rules_judged, rules_met, rules_no_data, rules_unmet]).toEqual([
        block.judged,
        block.met,
        block.noData,
        block.unmet,
      ])
    })
    const gaps = (JSON.parse(read('gaps.geojson')) as { features: { properties: Record<string, unknown> }[] }).features
    expect(gaps.length).toBe(summary.counts.gaps)
    const people = new Map(gaps.map(({ properties }) => [properties.gap_id, properties.people]))
    for (const { gap } of report.facts.first.gaps) {
      const own = report.gaps[gap]!
      expect(people.get(own.id)).toBe(own.people === null ? null : roundTo(own.people, 2))
    }
  })
})

describe('a poster', () => {
  it('says the walks of coverage.csv, and how many of the kinds that the data have are within reach', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'living-circle-figures-'))
    await runCli(folder, ['coverage', ...TOWN, '--out', 'out'])
    await runCli(folder, ['poster', ...TOWN, '--block', '南门', '--out', 'posters'])
    const rows = readFileSync(join(folder, 'out', 'coverage.csv'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('LC-Nanmen,'))
      .map((line) => line.split(','))
    const reached = rows.filter((cells) => cells[2] === 'reached')
    const svg = readFileSync(join(folder, 'posters', 'LC-Nanmen.svg'), 'utf8')
    const texts = [...svg.matchAll(/>([^<>]+)</g)].map(([, text]) => text!)
    expect(texts).toContain(`${reached.length} of ${rows.length} kinds within 15 min`)
    const minutes = texts.flatMap((text, at) =>
      texts[at + 1]?.trim() === 'min' && /^\d+$/.test(text) ? [Number(text)] : [],
    )
    expect(minutes).toEqual(reached.map((cells) => Math.ceil(Number(cells[3]) / 60)).sort((a, b) => a - b))
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)
})
