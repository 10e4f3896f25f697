// A scenario on the interactive map: its edits as numbered marks, blocks that gain or lose, and what the panel says. Report in, plain data and
// HTML out. It does not know how anything is drawn there.
import type { AccessReport } from '../../answer/access-report.ts'
import { percentText, same, say, type Words, wordsBy } from '../../words/words.ts'
import { saySpoken } from '../text/spoken-text.ts'
import type { PageBlocks } from './map-html-blocks.ts'
import type { PagePlan } from './map-html-plan.ts'
import { both, nameHtml } from './page-shell.ts'
import { categoryWords, walkLimitWords } from './report-facts.ts'

/** Edits in the panel's list, and kinds said of one block; the report and the tables have all. */
const LISTED_EDITS = 30
const SAID_KINDS = 12
const LEAST = 1e-9

/** A scenario as the page draws plans: edits that are applied for sites, changed blocks for those that gain. `null` without one. */
export function packScenario(report: AccessReport, { members }: PageBlocks): PagePlan | null {
  const { scenario } = report
  if (scenario === undefined) return null
  const rowOf = new Map(report.blocks.map(({ id }, row) => [id, row]))
  const pageBlock = new Map(members.flatMap((blocks, page) => blocks.map((block) => [block, page] as const)))
  const said = new Map<number, Words[]>()
  scenario.changes.changed.forEach(({ id }, row) => {
    const page = pageBlock.get(rowOf.get(id) ?? -1)
    if (page === undefined) return
    // A square that sums blocks says once that some in it change.
    const words = members[page]!.length === 1 ? changeWords(report, row) : [say('map_scenario_here')]
    if (words.length > 0) said.set(page, words)
  })
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return {
    sites: scenario.edits.flatMap(({ status, lonLat }, number) =>
      status === 'applied' && lonLat !== null
        ? [{ at: [round(lonLat[0]), round(lonLat[1])] as const, step: String(number + 1) }]
        : [],
    ),
    gains: [...said].sort(([a], [b]) => a - b).map(([block, words]) => ({ block, said: words })),
  }
}

/** What changes for one block, kind by kind, at the limits where it does. */
function changeWords(report: AccessReport, row: number): Words[] {
  const { categories, limits, shareBefore, shareAfter } = report.scenario!.changes
  const cells = categories.flatMap((category) => limits.map((limit) => ({ category, limit })))
  const words = cells.flatMap(({ category, limit }, cell) => {
    const [before, after] = [shareBefore[row * cells.length + cell]!, shareAfter[row * cells.length + cell]!]
    if (Math.abs(after - before) <= LEAST || (Number.isNaN(after) && Number.isNaN(before))) return []
    const values = {
      kind: categoryWords(category),
      limit: walkLimitWords(report, limit),
      before: shareWords(before),
      after: shareWords(after),
    }
    return [say('map_scenario_change', values)]
  })
  return words.slice(0, SAID_KINDS)
}

function shareWords(share: number): Words {
  return Number.isNaN(share) ? say('map_scenario_unknown') : same(percentText(share))
}

/** The scenario in the panel: how many edits are applied, and what became of each. */
export function scenarioPanelHtml({ scenario }: AccessReport): string {
  if (scenario === undefined) return ''
  const { edits } = scenario
  const items = edits.slice(0, LISTED_EDITS).map(({ id, status, said }) => {
    const text = both(wordsBy((lang) => saySpoken(said, lang)))
    const vain = status === 'applied' ? '' : `<strong>${both(say('scenario_nothing'))}</strong> `
    return `<li>${nameHtml(id)} <span class="quiet">${vain}${text}</span></li>`
  })
  const more = edits.length - LISTED_EDITS
  return (
    `<details class="first plan" open><summary>${both(say('scenario'))}</summary>` +
    `<ol>${items.join('')}</ol>` +
    (more > 0 ? `<p class="quiet">${both(say('scenario_more', { n: more }))}</p>` : '') +
    '</details>'
  )
}
