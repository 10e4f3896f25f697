// Sheet Summary by unit: a row for each community, street and district, a column for each duty that the data can judge, and in each cell
// the share of people for whom it is met. A summary in, a sheet out. It adds nothing up: the shares are those of the roll-ups.
import { areaFields, type Field, field, fieldSheet } from './xlsx-fields.ts'
import type { Sheet } from './xlsx-sheet.ts'
import { ruleName, standardLines, unitAreas } from './xlsx-standard-sheets.ts'
import { limitText, type SheetContext } from './xlsx-summary-sheets.ts'

/** Sheet Summary by unit. Duties without a facility in the data are no column: their row in Rules says so. */
export function unitSummarySheet(context: SheetContext): Sheet {
  const { summary, say } = context
  const rules = (summary.standard?.rules ?? []).filter(({ hasData }) => hasData)
  const rows = (summary.standard?.units ?? []).map((unit) => ({
    unit,
    shares: new Map(unit.rules.map(({ ruleId, share }) => [ruleId, share])),
  }))
  type Row = (typeof rows)[number]
  const judged = ({ shares }: Row) => rules.filter(({ id }) => (shares.get(id) ?? null) !== null).length
  const full = ({ shares }: Row) => rules.filter(({ id }) => shares.get(id) === 1).length
  const fields: Field<Row>[] = [
    field(say('unitKind'), 10, ({ unit }) => say(unit.kind)),
    ...areaFields<Row>(say, ({ unit }) => unitAreas(unit)),
    field(say('dutiesJudged'), 10, judged, 'integer'),
    field(say('dutiesForAll'), 10, full, 'integer'),
    ...rules.map((rule) => {
      const title = `${ruleName(context, rule)} (${limitText(context, rule.limit, rule.basis)})`
      return field<Row>(title, 14, ({ shares }) => shares.get(rule.id) ?? null, 'percent')
    }),
  ]
  const lines = [say('unitSummary'), ...standardLines(context, say('unitSummaryText'))]
  return fieldSheet({ name: say('unitSummary'), lines, frozenColumns: 4 }, rows, fields)
}
