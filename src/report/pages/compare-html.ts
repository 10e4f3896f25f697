// Two answers side by side as one page that opens offline: who gains, who loses, where, or why nobody does. Changes and answers in, text out.
import type { AccessReport } from '../../answer/access-report.ts'
import type { AnswerChanges } from '../../answer/answer-changes.ts'
import { type Basemap, plainBasemap } from '../../answer/basemap.ts'
import { resolveOptions } from '../../foundation/options.ts'
import type { LedgerProgress } from '../../ledger/ledger-progress.ts'
import { type Lang, same, say, type Words } from '../../words/words.ts'
import { drawGround, drawScaleAndNorth, FULL_GROUND } from '../drawing/drawing-basemap.ts'
import { drawnBlocks, verdictPatterns } from '../drawing/drawing-category-map.ts'
import { drawingFrame } from '../drawing/drawing-frame.ts'
import { mendedHtml } from './compare-mended.ts'
import { LANGUAGE_SCRIPT, TABLE_SCRIPT } from './page-script-data.ts'
import { both, languageButtons, nameHtml, pageHtml } from './page-shell.ts'
import { shownBox, titleWords } from './report-html.ts'
import { changesHtml } from './report-html-changes.ts'
import { REPORT_STYLE } from './report-html-style.ts'
import { headCell, scrollTable } from './report-html-table.ts'

/** Options of {@link toCompareHtml}. */
export interface CompareHtmlOptions {
  readonly lang: Lang
  /** Heading; `null`: the later answer's own. */
  readonly title: string | null
  /** What lies under the blocks; `null`: nothing. */
  readonly basemap: Basemap | null
  /** What became of the gaps of a ledger; `null`: there is none. */
  readonly progress: LedgerProgress | null
}

/** Blocks that are drawn one by one. */
const MOST_DRAWN = 6000

/** The page. */
export function toCompareHtml(
  changes: AnswerChanges,
  before: AccessReport,
  after: AccessReport,
  options: Partial<CompareHtmlOptions> = {},
): string {
  const { lang, title, basemap, progress } = resolveOptions<CompareHtmlOptions>('toCompareHtml', options, {
    lang: 'en',
    title: null,
    basemap: null,
    progress: null,
  })
  const ground = basemap ?? plainBasemap(after.network.box)
  const frame = drawingFrame(shownBox(after, ground))
  const scene = { frame, drawn: drawnBlocks(after.blocks, frame, MOST_DRAWN), basemap: ground }
  const heading: Words = titleWords(after, title, say('compare'))
  const body =
    `<main><header class="top"><div class="bar-top"><p class="eyebrow">${both(say('compare'))}</p>${languageButtons(lang, say('language'))}</div><h1>${both(heading)}</h1></header>` +
    `<svg class="unseen" width="0" height="0" aria-hidden="true"><defs>${verdictPatterns()}` +
    `<g id="lc-ground">${drawGround(ground, frame, FULL_GROUND)}</g><g id="lc-furniture">${drawScaleAndNorth(frame)}</g></defs></svg>` +
    `${progress === null ? '' : mendedHtml(progress)}<section aria-labelledby="h-changes"><h2 id="h-changes">${both(say('changes'))}</h2>` +
    `${changesHtml(changes, after, after.scenario?.edits ?? [], scene, lang)}</section>${inputsHtml(before, after)}</main>`
  return pageHtml({ lang, title: heading, style: REPORT_STYLE, scripts: [LANGUAGE_SCRIPT, TABLE_SCRIPT], body })
}

/** The files of either answer. */
function inputsHtml(before: AccessReport, after: AccessReport): string {
  const rows = [before, after].flatMap((report, at) =>
    report.inputs.map(({ role, name, date }) => {
      const key = `role_${role}` as Parameters<typeof say>[0]
      return `<tr><td>${both(say(at === 0 ? 'changes_before' : 'changes_after'))}</td><td>${both(say(key))}</td><td>${nameHtml(name)}</td><td>${both(same(date?.slice(0, 10) ?? ''))}</td></tr>`
    }),
  )
  const heads =
    headCell('compare_answer') + headCell('compare_role') + headCell('compare_file') + headCell('compare_date')
  return `<section aria-labelledby="h-inputs"><h2 id="h-inputs">${both(say('compare_inputs'))}</h2>${scrollTable('c-inputs', `${both(say('changes_before'))} / ${both(say('changes_after'))}`, heads, rows.join(''))}</section>`
}
