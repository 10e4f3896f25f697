// The legend of the map page: what the colours of blocks say, by what they are coloured, and every mark that is on the map. Report in,
// HTML out; the page's script shows the list that fits and writes numbers of blocks into it. It does not know how anything is drawn there.
import type { AccessReport } from '../../answer/access-report.ts'
import { VERDICT_NAMES, type VerdictName } from '../../answer/verdict-share.ts'
import { say, type Words } from '../../words/words.ts'
import { verdictSwatch } from '../drawing/drawing-category-map.ts'
import { COMPOUND, GAP_LINE, INK, MOSTLY_MET, PAPER, SITE_MARK } from '../drawing/drawing-colours.ts'
import { siteSwatch } from '../drawing/drawing-sites.ts'
import { both } from './page-shell.ts'
import { verdictWords } from './report-facts.ts'

/** What of the map is to be explained. */
export interface LegendFacts {
  readonly hasStandard: boolean
  readonly hasStudyArea: boolean
  readonly hasRoutes: boolean
}

/** Every entry that the map may need. */
export function legendHtml(report: AccessReport, facts: LegendFacts): string {
  const lacking =
    report.categories.some(({ facilities }) => facilities === 0) ||
    report.standard?.rules.some(({ hasData }) => !hasData) === true
  const verdicts = VERDICT_NAMES.filter((name) => name !== 'no-data' || lacking).map((name) =>
    entry(verdictSwatch(name), verdictWords(name), letterOf(name)),
  )
  if (report.verdicts.some(({ unknownReason }) => unknownReason === 'size-unknown')) {
    verdicts.push(entry(verdictSwatch('unknown'), say('map_size_unknown'), 's'))
  }
  return (
    list('verdicts', '', verdicts) +
    (facts.hasStandard ? list('duties', `<p class="quiet">${both(say('map_of_judged'))}</p>`, dutyEntries()) : '') +
    `<ul class="legend marks">${markEntries(report, facts).join('')}</ul>`
  )
}

function list(what: string, title: string, entries: readonly string[]): string {
  return `<div data-legend="${what}">${title}<ul class="legend">${entries.join('')}</ul></div>`
}

function letterOf(name: VerdictName): string {
  return name === 'unknown' ? 'k' : name[0]!
}

function dutyEntries(): string[] {
  return [
    entry(verdictSwatch('met'), say('map_all_met'), 'm'),
    entry(swatch(`<rect ${BOX} fill="${MOSTLY_MET}" stroke="#a8650c"/>`), say('map_most_met'), 'h'),
    entry(verdictSwatch('partial'), say('map_half_met'), 'p'),
    entry(verdictSwatch('unmet'), say('map_fewer_met'), 'u'),
    entry(verdictSwatch('unknown'), say('map_nothing_judged'), 'k'),
    entry(verdictSwatch('no-data'), say('no_data'), 'n'),
  ]
}

function markEntries(
  { compoundShapes, plan, scenario }: AccessReport,
  { hasRoutes, hasStudyArea }: LegendFacts,
): string[] {
  const shapes = compoundShapes?.shapes ?? []
  const gates = shapes.flatMap((compound) => compound.gates)
  const isOpen = ({ state, who }: (typeof gates)[number]) => state === 'open' && who !== 'none'
  const entries = [entry(verdictSwatch('facility_dot'), say('facility'))]
  if (shapes.length > 0) entries.push(entry(lineSwatch(COMPOUND, 2.4), say('closed_compound')))
  if (gates.some(isOpen)) entries.push(entry(gateSwatch(true), say('gate_open')))
  if (gates.some((gate) => !isOpen(gate))) entries.push(entry(gateSwatch(false), say('gate_shut')))
  if (hasStudyArea) entries.push(entry(lineSwatch(INK, 3, '8 3 1.5 3'), say('study_area')))
  if (hasRoutes) entries.push(entry(lineSwatch(GAP_LINE, 3), say('walk_line')))
  if (plan !== undefined && plan.sites.length > 0) {
    entries.push(entry(siteSwatch(), say('plan_site_new')))
    entries.push(entry(lineSwatch(SITE_MARK, 3, '4 2'), say('map_plan_gains_here')))
  } else if (scenario?.edits.some(({ status }) => status === 'applied') === true) {
    entries.push(entry(siteSwatch(), say('changes_edit')))
    entries.push(entry(lineSwatch(SITE_MARK, 3, '4 2'), say('map_scenario_here')))
  }
  return entries
}

/** An entry; with a letter it has room for the number of blocks that are so. */
function entry(sign: string, words: Words, letter?: string): string {
  const count = letter === undefined ? '' : `<span class="n" data-count="${letter}"></span>`
  return `<li>${sign}<span>${both(words)}</span>${count}</li>`
}

const BOX = 'x="1" y="1" width="20" height="12"'

function swatch(inner: string): string {
  return `<svg class="swatch" viewBox="0 0 22 14" aria-hidden="true">${inner}</svg>`
}

function lineSwatch(colour: string, width: number, dashes?: string): string {
  const dashed = dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`
  return swatch(`<path d="M1 7h20" fill="none" stroke="${colour}" stroke-width="${width}"${dashed}/>`)
}

function gateSwatch(isOpen: boolean): string {
  const cross = isOpen ? '' : `<path d="M8.5 4.5l5 5m0-5l-5 5" stroke="${PAPER}" stroke-width="1.6"/>`
  const fill = isOpen ? PAPER : COMPOUND
  return swatch(
    `<rect x="6" y="2" width="10" height="10" fill="${fill}" stroke="${COMPOUND}" stroke-width="2"/>${cross}`,
  )
}
