// A plan on the interactive map: its sites by step, who gains, and what the panel says. Report in, plain data and HTML out. It does not
// know how anything is drawn there.
import type { AccessReport } from '../../answer/access-report.ts'
import { planGains } from '../../answer/plan-gains.ts'
import { joinWords, percentText, say, type Words } from '../../words/words.ts'
import type { PageBlocks } from './map-html-blocks.ts'
import { both, nameHtml } from './page-shell.ts'
import { planWords } from './plan-words.ts'
import { categoryWords, walkLimitWords } from './report-facts.ts'

/** Sites in the panel's list; the map has all. */
const LISTED_SITES = 30

/** What the page's script knows of a plan; `null` where there is none. */
export interface PagePlan {
  /** Degrees, and the number of the step. */
  readonly sites: readonly { readonly at: readonly [number, number]; readonly step: string }[]
  /** Blocks of the page that gain, and what is said of each. */
  readonly gains: readonly { readonly block: number; readonly said: readonly Words[] }[]
}

/** A plan for the page. */
export function packPlan(report: AccessReport, { members }: PageBlocks): PagePlan | null {
  const { plan } = report
  if (plan === undefined) return null
  const pageBlock = new Map(members.flatMap((blocks, page) => blocks.map((block) => [block, page] as const)))
  const said = new Map<number, Words[]>()
  for (const { block, kind, shareBefore, shareAfter } of planGains(report, plan)) {
    const page = pageBlock.get(block)
    if (page === undefined) continue
    const words = say('map_plan_gain', {
      kind: categoryWords(report.categories.find(({ id }) => id === kind.category)!),
      limit: walkLimitWords(report, plan.limit),
      before: percentText(shareBefore),
      after: percentText(shareAfter),
    })
    // A square that sums blocks says once that it gains.
    if (members[page]!.length === 1) said.set(page, [...(said.get(page) ?? []), words])
    else said.set(page, [say('map_plan_gains_here')])
  }
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return {
    sites: plan.sites.map(({ id, lonLat: [lon, lat] }) => ({
      at: [round(lon), round(lat)],
      step: String(plan.steps.findIndex(({ siteId }) => siteId === id) + 1),
    })),
    gains: [...said].sort(([a], [b]) => a - b).map(([block, words]) => ({ block, said: words })),
  }
}

/** The plan in the panel: its sentences, its sites in order. */
export function planPanelHtml(report: AccessReport): string {
  const { plan } = report
  if (plan === undefined) return ''
  const sites = plan.sites.slice(0, LISTED_SITES).map(({ candidateId, name, categories }) => {
    const kinds = categories.map((category) => categoryWords(report.categories.find((one) => one.id === category)!))
    return `<li>${nameHtml(name ?? candidateId)} <span class="quiet">${both(joinWords(kinds, say('comma')))}</span></li>`
  })
  const more = plan.sites.length - LISTED_SITES
  return (
    `<details class="first plan" open><summary>${both(say('plan'))}</summary>` +
    planWords(report)
      .map((line) => `<p>${both(line)}</p>`)
      .join('') +
    (sites.length === 0 ? '' : `<ol>${sites.join('')}</ol>`) +
    (more > 0 ? `<p class="quiet">${both(say('plan_more', { n: more }))}</p>` : '') +
    `</details>`
  )
}
