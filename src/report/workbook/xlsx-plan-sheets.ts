// The sheets of a plan: its steps, and who gains. A report with a plan in, sheets out.
import { planGains } from '../../answer/plan-gains.ts'
import type { SitingPlan } from '../../answer/siting-plan.ts'
import { planWords } from '../pages/plan-words.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { categoryName, column, listSheet, measureName, type SheetContext } from './xlsx-summary-sheets.ts'

/** The sheets of a plan. */
export function planSheets(context: SheetContext, plan: SitingPlan): Sheet[] {
  return [stepSheet(context, plan), gainSheet(context, plan)]
}

/** One row per step, in order. */
function stepSheet(context: SheetContext, plan: SitingPlan): Sheet {
  const { say, report, lang } = context
  const rows = plan.steps.map((step, at): SheetCell[] => {
    const site = plan.sites.find(({ id }) => id === step.siteId)!
    const kinds = site.categories.map((category) => categoryName(context, category)).join(lang === 'zh' ? '、' : ', ')
    const amounts = [step.demandNew, step.demandTotal, step.share, site.places, step.placesUsed, site.buildCost]
    const status = say(site.status === 'required' ? 'planRequired' : 'planCandidate')
    return [at + 1, site.id, site.name, kinds, status, ...site.lonLat, ...amounts, step.costTotal, site.demand]
  })
  return listSheet(
    {
      name: say('planSteps'),
      lines: [say('planSteps'), ...planWords(report).map((words) => words[lang]), say('planStepsText')],
      frozenColumns: 2,
      columns: [
        column(say('planStep'), 8, 'integer'),
        column(say('planSite'), 24),
        column(say('name'), 24),
        column(say('category'), 24),
        column(say('planStatus'), 12),
        column(say('lon'), 12),
        column(say('lat'), 12),
        column(say('planNew'), 14, 'decimal1'),
        column(say('planTotal'), 14, 'decimal1'),
        column(say('planShare'), 12, 'percent'),
        column(say('planPlaces'), 12, 'decimal1'),
        column(say('planPlacesUsed'), 12, 'decimal1'),
        column(say('planCost'), 12, 'decimal1'),
        column(say('planCostTotal'), 12, 'decimal1'),
        column(say('planServes'), 16, 'decimal1'),
      ],
    },
    rows,
  )
}

/** One row per kind and block that gains. */
function gainSheet(context: SheetContext, plan: SitingPlan): Sheet {
  const { say, report } = context
  const rows = planGains(report, plan).map(({ block, kind, shareBefore, shareAfter, gained }): SheetCell[] => {
    const { id, name, community, street, district } = report.blocks[block]!
    const measure = measureName(context, kind.measure)
    const unit = [community, street, district].find((one) => one !== null) ?? null
    return [id, name, unit, categoryName(context, kind.category), measure, shareBefore, shareAfter, gained]
  })
  return listSheet(
    {
      name: say('planGains'),
      lines: [say('planGains'), say('planGainsText')],
      frozenColumns: 2,
      columns: [
        column(say('block'), 16),
        column(say('name'), 24),
        column(say('planUnit'), 20),
        column(say('category'), 24),
        column(say('measure'), 20),
        column(say('planBefore'), 14, 'percent'),
        column(say('planAfter'), 14, 'percent'),
        column(say('planGained'), 16, 'decimal1'),
      ],
    },
    rows,
  )
}
