// The part of the page that shows a plan: what it brings, a map before and after for each kind, its steps, who gains. A report in, HTML
// out; empty where no plan was made.
import type { AccessReport } from '../../answer/access-report.ts'
import { planGains } from '../../answer/plan-gains.ts'
import type { PlanKind, PlanStep, SitingPlan } from '../../answer/siting-plan.ts'
import { VERDICT_NAMES, type VerdictName, verdictOfShare } from '../../answer/verdict-share.ts'
import { countText, decimalText, type Lang, percentText, say, type Words } from '../../words/words.ts'
import { drawFacilities, drawVerdicts, verdictSwatch } from '../drawing/drawing-category-map.ts'
import { drawSites, siteSwatch } from '../drawing/drawing-sites.ts'
import { both, bothAttribute, nameHtml } from './page-shell.ts'
import { planWords } from './plan-words.ts'
import { categoryWords, creditWords, unitWords, verdictWords, walkLimitWords } from './report-facts.ts'
import type { MapScene } from './report-html-category.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Blocks in the table of those that gain. */
const LISTED_GAINS = 20
/** Steps in the table; the rest is in siting-steps.csv. */
const LISTED_STEPS = 60

/** The section of a plan. */
export function planHtml(report: AccessReport, scene: MapScene, lang: Lang): string {
  const { plan } = report
  if (plan === undefined) return ''
  const lines = planWords(report)
    .map((line) => `<p class="line">${both(line)}</p>`)
    .join('')
  const maps =
    plan.infeasible === null
      ? kindsWithSites(plan)
          .map((kind) => beforeAndAfter(report, plan, kind, scene, lang))
          .join('')
      : ''
  return (
    `<section id="plan" aria-labelledby="h-plan"><h2 id="h-plan">${both(say('plan'))}</h2>${lines}${maps}` +
    `${stepTable(report, plan)}${gainTable(report, plan)}</section>`
  )
}

/** The kinds that get a site: the maps of others would show the same twice. */
export function kindsWithSites({ kinds, sites }: SitingPlan): PlanKind[] {
  return kinds.filter(({ category }) => sites.some(({ categories }) => categories.includes(category)))
}

/** Two maps of one kind, beside each other: as it is, and with the plan. */
export function beforeAndAfter(
  report: AccessReport,
  plan: SitingPlan,
  kind: PlanKind,
  scene: MapScene,
  lang: Lang,
): string {
  const name = categoryWords(report.categories.find(({ id }) => id === kind.category)!)
  const limit = walkLimitWords(report, plan.limit)
  const map = (isAfter: boolean) => {
    const shares = isAfter ? kind.shareAfter : kind.shareBefore
    const share = isAfter ? kind.after.share : kind.before.share
    const values = { kind: name, limit, percent: percentText(share), unit: unitWords(kind.measure) }
    const label = say(isAfter ? 'plan_map_after' : 'plan_map_before', values)
    const { frame, drawn } = scene
    const [shown, category] = withShares(report, plan, kind, shares)
    return (
      `<figure class="map"><svg viewBox="0 0 ${frame.width} ${frame.height}" role="img"${bothAttribute('aria-label', label, lang)}>` +
      `<use href="#lc-ground"/>${drawVerdicts(shown, drawn, category, 0, frame)}${drawFacilities(report, category, frame)}` +
      `${isAfter ? drawSites(plan, kind.category, frame) : ''}<use href="#lc-furniture"/></svg>` +
      `<figcaption><p>${both(label)}</p></figcaption></figure>`
    )
  }
  return (
    `<div class="before-after">${map(false)}${map(true)}</div>` +
    `<div class="map-legend"><ul class="legend">${legend(kind)}</ul><p class="source">${both(say('schematic'))} ${both(creditWords(report))}</p></div>`
  )
}

/** The report as a map of one kind draws it, with other shares: one limit, and the kind's number. */
function withShares(
  report: AccessReport,
  plan: SitingPlan,
  { category }: PlanKind,
  shares: Float64Array,
): [AccessReport, number] {
  const at = report.categories.findIndex(({ id }) => id === category)
  const { categoryCount, blockCount } = report.table
  const share = new Float64Array(blockCount * categoryCount)
  shares.forEach((value, block) => {
    share[block * categoryCount + at] = value
  })
  // A kind that the data lack is drawn as unmet here: the plan begins with nobody covered, and says so.
  const categories = report.categories.map((one, index) =>
    index === at ? { ...one, facilities: Math.max(1, one.facilities) } : one,
  )
  const limits = [plan.limit]
  return [
    { ...report, categories, options: { ...report.options, limits }, table: { ...report.table, limitCount: 1, share } },
    at,
  ]
}

function legend({ shareAfter, shareBefore }: PlanKind): string {
  const seen = new Set<VerdictName>([...shareAfter, ...shareBefore].map(verdictOfShare))
  const verdicts = VERDICT_NAMES.filter((name) => seen.has(name)).map(
    (name) => `<li>${verdictSwatch(name)}${both(verdictWords(name))}</li>`,
  )
  const rest = [
    `<li>${verdictSwatch('facility')}${both(say('facility'))}</li>`,
    `<li>${siteSwatch()}${both(say('plan_site_new'))}</li>`,
  ]
  return [...verdicts, ...rest].join('')
}

/** Site, people new, total, share, places used. */
export function stepTable(report: AccessReport, plan: SitingPlan, most = LISTED_STEPS): string {
  if (plan.steps.length === 0) return ''
  const hasPlaces = plan.steps.some(({ placesUsed }) => placesUsed !== null)
  const hasCosts = plan.steps.some(({ costTotal }) => costTotal !== null)
  const heads =
    headCell('plan_step', NUM) +
    headCell('plan_site') +
    headCell('plan_kinds') +
    headCell('plan_new', NUM) +
    headCell('plan_total', NUM) +
    headCell('plan_share', NUM) +
    (hasPlaces ? headCell('plan_places', NUM) : '') +
    (hasCosts ? headCell('plan_cost', NUM) : '')
  const row = (step: PlanStep, at: number) => {
    const site = plan.sites.find(({ id }) => id === step.siteId)!
    const kinds = site.categories
      .map((id) => both(categoryWords(report.categories.find((one) => one.id === id)!)))
      .join('<br>')
    const name =
      site.name === null
        ? nameHtml(site.candidateId)
        : `${nameHtml(site.name)} <span class="quiet">${nameHtml(site.candidateId)}</span>`
    return (
      `<tr><td${NUM}>${at + 1}</td><th scope="row">${name}</th><td>${kinds}</td><td${NUM}>${countText(Math.round(step.demandNew))}</td>` +
      `<td${NUM}>${countText(Math.round(step.demandTotal))}</td><td${NUM}>${percentText(step.share)}</td>` +
      (hasPlaces ? `<td${NUM}>${placesText(step, site.places)}</td>` : '') +
      (hasCosts ? `<td${NUM}>${step.costTotal === null ? '–' : decimalText(step.costTotal, 2)}</td>` : '') +
      '</tr>'
    )
  }
  const more =
    plan.steps.length > most ? `<p class="note">${both(say('plan_more', { n: plan.steps.length - most }))}</p>` : ''
  return scrollTable('c-plan-steps', both(say('plan_steps')), heads, plan.steps.slice(0, most).map(row).join('')) + more
}

function placesText({ placesUsed }: PlanStep, places: number | null): string {
  const used = placesUsed === null ? '–' : countText(Math.round(placesUsed))
  return places === null ? used : `${used} / ${countText(Math.round(places))}`
}

/** The blocks that gain most. */
export function gainTable(report: AccessReport, plan: SitingPlan, most = LISTED_GAINS): string {
  const gains = planGains(report, plan)
  if (gains.length === 0) return ''
  const heads =
    headCell('plan_block') +
    headCell('plan_kinds') +
    headCell('plan_before', NUM) +
    headCell('plan_after', NUM) +
    headCell('plan_gained', NUM)
  const listed = [...gains].sort((a, b) => (b.gained ?? -1) - (a.gained ?? -1) || a.block - b.block).slice(0, most)
  const rows = listed.map(({ block, kind, shareBefore, shareAfter, gained }) => {
    const { id, name } = report.blocks[block]!
    const category = categoryWords(report.categories.find((one) => one.id === kind.category)!)
    return (
      `<tr><th scope="row">${nameHtml(name ?? id)}</th><td>${both(category)}</td><td${NUM}>${percentText(shareBefore)}</td>` +
      `<td${NUM}>${percentText(shareAfter)}</td><td${NUM}>${gainedText(gained, unitWords(kind.measure))}</td></tr>`
    )
  })
  const more =
    gains.length > most ? `<p class="note">${both(say('plan_gains_more', { n: gains.length - most }))}</p>` : ''
  return scrollTable('c-plan-gains', both(say('plan_gains', { n: gains.length })), heads, rows.join('')) + more
}

function gainedText(gained: number | null, unit: Words): string {
  return gained === null
    ? both(say('plan_unknown'))
    : both(say('people_count', { n: countText(Math.round(gained)), unit }))
}
