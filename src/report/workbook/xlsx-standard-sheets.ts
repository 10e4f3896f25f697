// The sheets that say what a standard said: rules, completeness by block, roll-ups, adequacy and paper. A summary in, sheets out.
// Figures that are not verified say so in their own row.
import { countKey } from '../../answer/verdict-share.ts'
import { GRAMMARS } from '../../words/languages.ts'
import { areaFields, type Field, field, fieldSheet, verdictFields, type Whereabouts } from './xlsx-fields.ts'
import type { Sheet } from './xlsx-sheet.ts'
import { categoryName, type SheetContext } from './xlsx-summary-sheets.ts'

function basisUnit({ say }: SheetContext, basis: string): string {
  return say(basis === 'time' ? 'minutes' : 'metres')
}

function levelName({ say }: SheetContext, level: string): string {
  if (level === 'block') return say('levelBlock')
  return level === 'none' ? '' : say('levelMinutes', { n: level })
}

/** Where a figure comes from: read in a source, the user's own, or recalled. */
export function verifiedName({ say }: SheetContext, isVerified: boolean, mark?: string): string {
  return say(isVerified ? 'verifiedYes' : mark === 'own' ? 'verifiedOwn' : 'verifiedNo')
}

/** What stands above every table of a standard. */
export function standardLines(context: SheetContext, text: string): string[] {
  const { summary, say, lang } = context
  const { standard } = summary
  if (standard === null) return [`${text} ${say('standard')}: ${summary.options.standard ?? say('none')}`]
  const name = `${lang === 'zh' ? standard.nameZh : standard.nameEn} (${standard.id} ${standard.version})`
  const { rulesNotVerified: count } = standard
  const remark = count === 0 ? [] : [say('notVerifiedText', { n: count, all: standard.rules.length })]
  return [`${text} ${say('standard')}: ${name}`, ...remark]
}

type Standard = NonNullable<SheetContext['summary']['standard']>
type Rule = Standard['rules'][number]

/** Rules of the standard by id. */
function rulesById({ summary }: SheetContext): ReadonlyMap<string, Rule> {
  return new Map(summary.standard?.rules.map((rule) => [rule.id, rule]))
}

/** The clause as documents of the language name it. */
function clauseOf({ lang }: SheetContext, rule: { clause: string; clauseZh: string } | undefined): string | null {
  return (lang === 'zh' ? rule?.clauseZh : rule?.clause) ?? null
}

export function ruleName({ lang }: SheetContext, rule: { nameEn: string; nameZh: string } | undefined): string | null {
  return (lang === 'zh' ? rule?.nameZh : rule?.nameEn) ?? null
}

/** Blocks whose verdict is borderline, by rule. */
function borderlineByRule({ report }: SheetContext): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { ruleId, stability } of report.verdicts) {
    if (stability === 'borderline') counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1)
  }
  return counts
}

/** Sheet Rules: blocks and people by verdict. */
export function ruleSheet(context: SheetContext): Sheet {
  const { summary, say, lang } = context
  const borderline = borderlineByRule(context)
  const rules = rulesById(context)
  const rows = summary.rules.map((rule) => ({ ...rule, more: rules.get(rule.ruleId) }))
  type Row = (typeof rows)[number]
  const fields: Field<Row>[] = [
    field(say('name'), 26, ({ more, category }) => ruleName(context, more) ?? categoryName(context, category)),
    field(say('level'), 10, ({ more }) => (more === undefined ? null : levelName(context, more.level))),
    field(say('duty'), 10, ({ more }) => (more === undefined ? null : say(`duty_${more.duty}`))),
    field(
      say('category'),
      30,
      ({ category }) =>
        category
          .split('|')
          .map((id) => categoryName(context, id))
          .join(GRAMMARS[lang].comma),
      'wrap',
    ),
    field(say('limit'), 8, ({ limit }) => limit),
    field(say('unit'), 8, ({ basis }) => basisUnit(context, basis)),
    field(say('basis'), 12, ({ basis }) => say(basis)),
    ...verdictFields<Row>(say),
    field(say('facilitiesInData'), 10, ({ more }) => more?.facilities ?? null, 'integer'),
    field(say('borderline'), 10, ({ ruleId }) => borderline.get(ruleId) ?? 0, 'integer'),
    field(say('sizeUnknown'), 10, ({ more }) => more?.facilitiesSizeUnknown ?? null, 'integer'),
    field(say('covered'), 12, ({ more }) => (more?.hasData ? more.coveredPeople : null), 'integer'),
    field(say('total'), 12, ({ more }) => (more?.hasData ? more.knownPeople : null), 'integer'),
    field(say('share'), 10, ({ more }) => (more?.hasData === false ? say('noData') : (more?.share ?? null)), 'percent'),
    field(say('gaps'), 8, ({ more }) => more?.gaps ?? null, 'integer'),
    field(say('clause'), 40, ({ clause, more }) => clauseOf(context, more) ?? clause, 'wrap'),
    field(say('verified'), 26, ({ sourceVerified, more }) => verifiedName(context, sourceVerified, more?.mark), 'wrap'),
    field(say('rule'), 26, ({ ruleId }) => ruleId),
  ]
  const lines = [say('rules'), ...standardLines(context, say('rulesText'))]
  return fieldSheet({ name: say('rules'), lines, frozenColumns: 2 }, rows, fields)
}

/** Sheet Completeness: mandatory rules met, block by block. */
export function completenessSheet(context: SheetContext): Sheet {
  const { report, summary, say, lang } = context
  const missing = report.standard?.completeness ?? []
  const levels = summary.standard?.completeness.byLevel ?? []
  const names = new Map(report.standard?.rules.map((rule) => [rule.id, lang === 'zh' ? rule.nameZh : rule.nameEn]))
  const rows = (summary.standard?.completeness.blocks ?? []).map((counts, index) => ({
    ...counts,
    block: report.blocks[index]!,
    missing: missing[index]!.missing,
  }))
  type Row = (typeof rows)[number]
  const fields: Field<Row>[] = [
    field(say('name'), 26, ({ block }) => block.name),
    field(say('block'), 16, ({ blockId }) => blockId),
    ...areaFields<Row>(say, ({ block }) => block),
    field(say('people'), 10, ({ block }) => block.people.population ?? null, 'integer'),
    field(say('required'), 10, ({ required }) => required, 'integer'),
    field(say('judged'), 10, ({ judged }) => judged, 'integer'),
    ...verdictFields<Row>(say),
    field(say('completenessShare'), 10, ({ share }) => share, 'percent'),
    ...levels.map(({ level, required }, index) => {
      const title = say('metUpTo', { level: levelName(context, level), required })
      return field<Row>(title, 14, ({ metByLevel }) => metByLevel[index]!, 'integer')
    }),
    field(say('missingRules'), 60, (row) => row.missing.map((id) => names.get(id) ?? id).join('; '), 'wrap'),
  ]
  const lines = [say('completeness'), ...standardLines(context, say('completenessText'))]
  return fieldSheet({ name: say('completeness'), lines, frozenColumns: 2 }, rows, fields)
}

/** Where a unit of the roll-ups lies: its own name in the column of its kind. */
export function unitAreas({ kind, name, district, street }: Standard['units'][number]): Whereabouts {
  return {
    district: kind === 'district' ? name : district,
    street: kind === 'street' ? name : street,
    community: kind === 'community' ? name : null,
  }
}

/** Sheet Roll-ups: communities, streets and districts, rule by rule. */
export function unitSheet(context: SheetContext): Sheet {
  const { summary, say } = context
  const rules = rulesById(context)
  const rows = (summary.standard?.units ?? []).flatMap((unit) =>
    unit.rules.map((row) => ({ ...row, unit, rule: rules.get(row.ruleId) })),
  )
  type Row = (typeof rows)[number]
  const fields: Field<Row>[] = [
    field(say('unitKind'), 10, ({ unit }) => say(unit.kind)),
    ...areaFields<Row>(say, ({ unit }) => unitAreas(unit)),
    field(say('rule'), 24, ({ ruleId }) => ruleId),
    field(say('name'), 26, ({ rule }) => ruleName(context, rule)),
    ...verdictFields<Row>(say),
    field(say('covered'), 12, ({ rule, coveredPeople }) => (rule?.hasData ? coveredPeople : null), 'integer'),
    field(say('total'), 12, ({ rule, knownPeople }) => (rule?.hasData ? knownPeople : null), 'integer'),
    field(say('share'), 10, ({ rule, share }) => (rule?.hasData === false ? say('noData') : share), 'percent'),
    field(say('verified'), 26, ({ rule }) => ruleVerified(context, rule), 'wrap'),
  ]
  const lines = [say('rollUps'), ...standardLines(context, say('rollUpsText'))]
  return fieldSheet({ name: say('rollUps'), lines, frozenColumns: 4 }, rows, fields)
}

function ruleVerified(context: SheetContext, rule: Rule | undefined): string | null {
  return rule === undefined ? null : verifiedName(context, rule.verified, rule.mark)
}

/** A row of the sheet of adequacy: one of the two tests, the other one's cells blank. */
interface TestRow {
  readonly ruleId: string
  readonly people: number | null
  readonly adequacy: Standard['adequacy'][number] | null
  readonly paper: Standard['onPaper'][number] | null
}

/** Sheet Adequacy and paper: supply per 1,000 people, and who is covered by the printed radius only. */
export function adequacySheet(context: SheetContext): Sheet {
  const { summary, say } = context
  const rules = rulesById(context)
  const rows: TestRow[] = [
    ...(summary.standard?.adequacy ?? []).map((adequacy) => ({ ...adequacy, adequacy, paper: null })),
    ...(summary.standard?.onPaper ?? []).map((paper) => ({ ...paper, adequacy: null, paper })),
  ]
  const fields: Field<TestRow>[] = [
    field(say('test'), 18, ({ paper }) => say(paper === null ? 'perThousand' : 'paper')),
    field(say('name'), 30, ({ ruleId, adequacy }) => ruleName(context, adequacy ?? rules.get(ruleId)), 'wrap'),
    field(say('unit'), 16, ({ adequacy }) => (adequacy === null ? null : say(`supply_${adequacy.measure}`)), 'wrap'),
    field(say('peopleTotal'), 12, ({ people }) => people, 'integer'),
    field(say('foundPerThousand'), 12, ({ adequacy }) => adequacy?.perThousand ?? null),
    field(say('wantedPerThousand'), 12, ({ adequacy }) => adequacy?.minPerThousand ?? null),
    field(say('supply'), 12, ({ adequacy }) => adequacy?.supply ?? null, 'decimal1'),
    field(say('missing'), 12, ({ adequacy }) => adequacy?.missing ?? null, 'decimal1'),
    field(say('verdict'), 10, ({ adequacy }) => (adequacy === null ? null : say(countKey(adequacy.verdict)))),
    field(say('onPaper'), 12, ({ paper }) => paper?.peopleOnPaper ?? null, 'integer'),
    field(say('onFoot'), 12, ({ paper }) => paper?.peopleOnFoot ?? null, 'integer'),
    field(say('onPaperOnly'), 14, ({ paper }) => paper?.peopleOnPaperOnly ?? null, 'integer'),
    field(say('clause'), 40, ({ ruleId, adequacy }) => clauseOf(context, adequacy ?? rules.get(ruleId)), 'wrap'),
    field(say('rule'), 24, ({ ruleId }) => ruleId),
    field(
      say('verified'),
      26,
      ({ ruleId, adequacy }) =>
        adequacy === null ? ruleVerified(context, rules.get(ruleId)) : verifiedName(context, adequacy.verified),
      'wrap',
    ),
  ]
  const lines = [say('adequacy'), ...standardLines(context, say('adequacyText'))]
  return fieldSheet({ name: say('adequacy'), lines, frozenColumns: 2 }, rows, fields)
}
