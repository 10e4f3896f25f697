// The pages of the edition to print that show a plan: what it brings with a map before and after of the first kind, then its steps. A
// report in, HTML of pages out; none where no plan was made.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import type { Lang } from '../../words/words.ts'
import { drawGround, drawScaleAndNorth } from '../drawing/drawing-basemap.ts'
import { drawnBlocks } from '../drawing/drawing-category-map.ts'
import { drawingFrame } from '../drawing/drawing-frame.ts'
import { both } from './page-shell.ts'
import { planWords } from './plan-words.ts'
import { shownBox } from './report-html.ts'
import { beforeAndAfter, gainTable, kindsWithSites, stepTable } from './report-html-plan.ts'

/** Beyond so many blocks a map sums them in squares. */
const MOST_DRAWN = 3000
/** Rows that fit on a page. */
const MOST_STEPS = 24
const MOST_GAINS = 24

/** Ids and HTML of the pages. */
export function planPages(
  report: AccessReport,
  basemap: Basemap,
  lang: Lang,
): { readonly id: string; readonly html: string }[] {
  const { plan } = report
  if (plan === undefined) return []
  const lines = planWords(report)
    .map((line) => `<p class="line">${both(line)}</p>`)
    .join('')
  const frame = drawingFrame(shownBox(report, basemap), { lowest: 0.55, highest: 0.8 })
  const scene = { frame, drawn: drawnBlocks(report.blocks, frame, MOST_DRAWN), basemap }
  const [kind] = kindsWithSites(plan)
  const defs =
    `<svg class="unseen" width="0" height="0" aria-hidden="true"><defs><g id="lc-ground">${drawGround(basemap, frame, { tolerance: 6, pathMetresPerPixel: 6 })}</g>` +
    `<g id="lc-furniture">${drawScaleAndNorth(frame)}</g></defs></svg>`
  const maps =
    kind === undefined || plan.infeasible !== null || report.blocks.length === 0
      ? ''
      : defs + beforeAndAfter(report, plan, kind, scene, lang)
  const first = { id: 'plan', html: lines + maps + stepTable(report, plan, MOST_STEPS) }
  const gains = gainTable(report, plan, MOST_GAINS)
  return gains === '' ? [first] : [first, { id: 'plan-gains', html: gains }]
}
