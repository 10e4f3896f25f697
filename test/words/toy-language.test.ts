// A third language, tried: a file of tables and its lines in the registry are all that pages, the workbook, posters, errors and the terminal
// need. The toy says every English sentence backwards enough to be told apart, with forms and lists of its own.
import { unzipSync } from 'fflate'
import { expect, it, vi } from 'vitest'

vi.mock('../../src/words/languages.ts', async (original) => {
  const registry = await original<typeof import('../../src/words/languages.ts')>()
  const toy = <Table extends Readonly<Record<string, string>>>(table: Table) =>
    Object.fromEntries(Object.entries(table).map(([key, sentence]) => [key, `ŧ${sentence}`])) as Table
  const grammar = { ...registry.GRAMMARS.en, lang: 'xx', tag: 'xx', name: 'Toy', thousands: "'", and: ' und ' }
  return {
    GRAMMARS: { ...registry.GRAMMARS, xx: grammar },
    LANGUAGES: [...registry.LANGUAGES, 'xx'],
    PROBLEMS: { ...registry.PROBLEMS, xx: toy(registry.PROBLEMS.en) },
    NOTICES: { ...registry.NOTICES, xx: toy(registry.NOTICES.en) },
    PAGES: { ...registry.PAGES, xx: toy(registry.PAGES.en) },
    WORKBOOK: { ...registry.WORKBOOK, xx: toy(registry.WORKBOOK.en) },
    TERMINAL: { ...registry.TERMINAL, xx: toy(registry.TERMINAL.en) },
    USAGE: { ...registry.USAGE, xx: toy(registry.USAGE.en) },
  }
})

const { sampleBasemap, sampleReport } = await import('../report/fixture.ts')
const { toReportHtml } = await import('../../src/report/pages/report-html.ts')
const { toXlsx } = await import('../../src/report/workbook/xlsx.ts')
const { message, problem, spoken } = await import('../../src/words/problem.ts')
const { sayError, sayReject } = await import('../../src/words/say-message.ts')
const { loadWords, sayIn } = await import('../../src/cli/words.ts')
const toy = 'xx' as 'en'

it('is on the page, with a button of its own', () => {
  const html = toReportHtml(sampleReport(), sampleBasemap(), { lang: toy })
  expect(html).toContain('<html lang="xx" data-lang="xx">')
  expect(html).toContain('data-set-lang="xx" lang="xx" aria-pressed="true">Toy</button>')
  expect(html).toContain(
    '<span lang="en">Method and data</span><span lang="zh">方法与数据</span><span lang="xx">ŧMethod and data</span>',
  )
  expect(html).toContain('html[data-lang=xx] [lang=zh]')
  expect(html.match(/<span lang="xx">ŧ/g)!.length).toBeGreaterThan(100)
})

it('is a language of the workbook', () => {
  const sheets = unzipSync(toXlsx(sampleReport(), { lang: toy }))
  const workbook = new TextDecoder().decode(sheets['xl/workbook.xml'])
  expect(workbook).toContain('ŧOverview')
})

it('says errors, rejects and the terminal', async () => {
  const error = problem(
    'input-too-large',
    'table.cells',
    { source: 'a.csv', most: 1_000_000 },
    { hint: 'hint.cut-area' },
  )
  expect(sayError(error, toy)).toEqual({
    message: "ŧa.csv: more than 1'000'000 cells.",
    hint: 'ŧCut it to the study area first.',
  })
  const reject = spoken(message('row.line', { n: 1234, said: message('row.no-category') }))
  expect(sayReject(reject, toy)).toBe('ŧline 1234: ŧno category')
  await loadWords()
  expect(sayIn(toy)('blocks_unknown')).toBe('ŧblocks unknown')
})
