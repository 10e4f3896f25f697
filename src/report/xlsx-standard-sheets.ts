// The sheets that say what a standard said: rules, completeness by block, roll-ups, adequacy and paper. A summary in, sheets out.
// Figures that are not verified say so in their own row.
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { categoryName, column, listSheet, type SheetContext } from './xlsx-summary-sheets.ts'

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
function standardLines(context: SheetContext, text: string): string[] {
  const { summary, say, lang } = context
  const { standard } = summary
  if (standard === null) return [`${text} ${say('standard')}: ${summary.options.standard ?? say('none')}`]
  const name = `${lang === 'zh' ? standard.nameZh : standard.nameEn} (${standard.id} ${standard.version})`
  const { rulesNotVerified: count } = standard
  const remark = count === 0 ? [] : [say('notVerifiedText', { count, total: standard.rules.length })]
  return [`${text} ${say('standard')}: ${name}`, ...remark]
}

/** Sheet Rules: blocks and people by verdict. */
export function ruleSheet(context: SheetContext): Sheet {
  const { summary, say, lang } = context
  const rules = new Map(summary.standard?.rules.map((rule) => [rule.id, rule]))
  const rows = summary.rules.map((rule): SheetCell[] => {
    const more = rules.get(rule.ruleId)
    return [
      rule.ruleId,
      (lang === 'zh' ? more?.nameZh : more?.nameEn) ?? categoryName(context, rule.category),
      more === undefined ? null : levelName(context, more.level),
      more === undefined ? null : say(more.mandatory ? 'mandatory' : 'optional'),
      rule.category
        .split('|')
        .map((id) => categoryName(context, id))
        .join(lang === 'zh' ? '、' : ', '),
      rule.limit,
      basisUnit(context, rule.basis),
      say(rule.basis),
      rule.met,
      rule.partial,
      rule.unmet,
      rule.unknown,
      more?.coveredPeople ?? null,
      more?.knownPeople ?? null,
      more?.share ?? null,
      more?.gaps ?? null,
      rule.clause,
      verifiedName(context, rule.sourceVerified, more?.mark),
    ]
  })
  return listSheet(
    {
      name: say('rules'),
      lines: [say('rules'), ...standardLines(context, say('rulesText'))],
      frozenColumns: 2,
      columns: [
        column(say('rule'), 26),
        column(say('name'), 26),
        column(say('level'), 10),
        column(say('duty'), 10),
        column(say('category'), 30, 'wrap'),
        column(say('limit'), 8),
        column(say('unit'), 8),
        column(say('basis'), 12),
        column(say('met'), 10, 'integer'),
        column(say('partial'), 10, 'integer'),
        column(say('unmet'), 10, 'integer'),
        column(say('unknown'), 10, 'integer'),
        column(say('covered'), 12, 'integer'),
        column(say('total'), 12, 'integer'),
        column(say('share'), 10, 'percent'),
        column(say('gaps'), 8, 'integer'),
        column(say('clause'), 40, 'wrap'),
        column(say('verified'), 26, 'wrap'),
      ],
    },
    rows,
  )
}

/** Sheet Completeness: mandatory rules met, block by block. */
export function completenessSheet(context: SheetContext): Sheet {
  const { report, summary, say } = context
  const { blocks } = report
  const rows = summary.standard?.completeness.blocks ?? []
  const missing = report.standard?.completeness ?? []
  const levels = summary.standard?.completeness.byLevel ?? []
  const names = new Map(
    report.standard?.rules.map((rule) => [rule.id, context.lang === 'zh' ? rule.nameZh : rule.nameEn]),
  )
  return {
    name: say('completeness'),
    lines: [say('completeness'), ...standardLines(context, say('completenessText'))],
    frozenColumns: 2,
    rowCount: rows.length,
    rowOf: (index) => {
      const { name, district, street, community, people } = blocks[index]!
      const row = rows[index]!
      return [
        row.blockId,
        name,
        district,
        street,
        community,
        people.population ?? null,
        row.required,
        row.met,
        row.partial,
        row.unmet,
        row.unknown,
        row.share,
        ...row.metByLevel,
        missing[index]!.missing.map((id) => names.get(id) ?? id).join('; '),
      ]
    },
    columns: [
      column(say('block'), 16),
      column(say('name'), 26),
      column(say('district'), 12),
      column(say('street'), 14),
      column(say('community'), 14),
      column(say('people'), 10, 'integer'),
      column(say('required'), 10, 'integer'),
      column(say('met'), 10, 'integer'),
      column(say('partial'), 10, 'integer'),
      column(say('unmet'), 10, 'integer'),
      column(say('unknown'), 10, 'integer'),
      column(say('completenessShare'), 10, 'percent'),
      ...levels.map(({ level, required }) =>
        column(say('metUpTo', { level: levelName(context, level), required }), 14, 'integer'),
      ),
      column(say('missingRules'), 60, 'wrap'),
    ],
  }
}

/** Sheet Roll-ups: communities, streets and districts, rule by rule. */
export function unitSheet(context: SheetContext): Sheet {
  const { summary, say, lang } = context
  const rules = new Map(summary.standard?.rules.map((rule) => [rule.id, rule]))
  const rows = (summary.standard?.units ?? []).flatMap((unit) =>
    unit.rules.map((row): SheetCell[] => {
      const rule = rules.get(row.ruleId)
      return [
        say(unit.kind),
        unit.kind === 'district' ? unit.name : unit.district,
        unit.kind === 'street' ? unit.name : unit.street,
        unit.kind === 'community' ? unit.name : null,
        row.ruleId,
        (lang === 'zh' ? rule?.nameZh : rule?.nameEn) ?? null,
        row.met,
        row.partial,
        row.unmet,
        row.unknown,
        row.coveredPeople,
        row.knownPeople,
        row.share,
        rule === undefined ? null : verifiedName(context, rule.verified, rule.mark),
      ]
    }),
  )
  return listSheet(
    {
      name: say('rollUps'),
      lines: [say('rollUps'), ...standardLines(context, say('rollUpsText'))],
      frozenColumns: 4,
      columns: [
        column(say('unitKind'), 10),
        column(say('district'), 12),
        column(say('street'), 14),
        column(say('community'), 14),
        column(say('rule'), 24),
        column(say('name'), 26),
        column(say('met'), 10, 'integer'),
        column(say('partial'), 10, 'integer'),
        column(say('unmet'), 10, 'integer'),
        column(say('unknown'), 10, 'integer'),
        column(say('covered'), 12, 'integer'),
        column(say('total'), 12, 'integer'),
        column(say('share'), 10, 'percent'),
        column(say('verified'), 26, 'wrap'),
      ],
    },
    rows,
  )
}

/** Sheet Adequacy and paper: supply per 1,000 people, and who is covered by the printed radius only. */
export function adequacySheet(context: SheetContext): Sheet {
  const { summary, say, lang } = context
  const rules = new Map(summary.standard?.rules.map((rule) => [rule.id, rule]))
  const verdicts = { met: say('met'), unmet: say('unmet'), unknown: say('unknown') }
  const adequacy = (summary.standard?.adequacy ?? []).map((entry): SheetCell[] => [
    say('perThousand'),
    entry.ruleId,
    null,
    entry.people,
    entry.perThousand,
    entry.minPerThousand,
    entry.supply,
    entry.missing,
    verdicts[entry.verdict],
    null,
    null,
    null,
    entry.clause,
    verifiedName(context, entry.verified),
  ])
  const paper = (summary.standard?.onPaper ?? []).map((entry): SheetCell[] => {
    const rule = rules.get(entry.ruleId)
    return [
      say('paper'),
      entry.ruleId,
      (lang === 'zh' ? rule?.nameZh : rule?.nameEn) ?? null,
      entry.people,
      null,
      null,
      null,
      null,
      null,
      entry.peopleOnPaper,
      entry.peopleOnFoot,
      entry.peopleOnPaperOnly,
      rule?.clause ?? null,
      rule === undefined ? null : verifiedName(context, rule.verified, rule.mark),
    ]
  })
  return listSheet(
    {
      name: say('adequacy'),
      lines: [say('adequacy'), ...standardLines(context, say('adequacyText'))],
      frozenColumns: 2,
      columns: [
        column(say('test'), 18),
        column(say('rule'), 24),
        column(say('name'), 26),
        column(say('peopleTotal'), 12, 'integer'),
        column(say('foundPerThousand'), 12),
        column(say('wantedPerThousand'), 12),
        column(say('supply'), 12, 'decimal1'),
        column(say('missing'), 12, 'decimal1'),
        column(say('verdict'), 10),
        column(say('onPaper'), 12, 'integer'),
        column(say('onFoot'), 12, 'integer'),
        column(say('onPaperOnly'), 14, 'integer'),
        column(say('clause'), 40, 'wrap'),
        column(say('verified'), 26, 'wrap'),
      ],
    },
    [...adequacy, ...paper],
  )
}
