// The findings of `check` as text and as JSON. What enters: loaded inputs and, where there is one, the report.
import type { AccessReport, InputRecord, LivingCircleError, ReportReject } from '../index.ts'
import type { LoadedInputs } from './load-inputs.ts'
import { rejectReasons } from './reject-reasons.ts'
import { groupDigits, printable, textTable } from './text-table.ts'

export interface CheckFindings {
  readonly inputs: LoadedInputs
  /** Absent where nothing can be measured. */
  readonly report: AccessReport | undefined
  /** Why nothing can be measured. */
  readonly problem: LivingCircleError | undefined
}

/** For people: readable at a glance. */
export function checkAsText(findings: CheckFindings, lang: 'en' | 'zh'): string {
  const { inputs, report } = findings
  const sections = [inputsText(allInputs(findings)), tablesText(inputs)]
  const reasons = rejectReasons(allRejects(findings))
  sections.push(
    reasons.length === 0
      ? 'Nothing was rejected and nothing looks odd.\n'
      : textTable(
          [
            { title: 'source' },
            { title: 'reason' },
            { title: '' },
            { title: 'count', right: true },
            { title: 'for example' },
          ],
          reasons.map(({ source, code, severity, count, example }) => [
            source,
            code,
            severity,
            groupDigits(count),
            clip(example),
          ]),
        ),
  )
  if (report !== undefined) {
    sections.push(linksText(report))
    const missing = categoriesWithoutData(findings)
    if (missing.length > 0) {
      const names = missing.map(({ id, nameZh }) => (lang === 'zh' ? nameZh : id))
      sections.push(
        `No data at all for ${missing.length} kinds: ${names.join(', ')}.\nA gap in the data is not a gap in the city.\n`,
      )
    }
    sections.push(
      `${report.notices.map((notice) => `• ${lang === 'zh' ? notice.textZh : notice.textEn}`).join('\n')}\n`,
    )
  }
  return sections.filter((section) => section !== '').join('\n')
}

/** For programs. */
export function checkAsJson(findings: CheckFindings): string {
  const { inputs, report, problem } = findings
  const { counts } = inputs.area
  const value = {
    schema: 'living-circle/check',
    schemaVersion: '1.0',
    usable: problem === undefined,
    problem:
      problem === undefined ? null : { code: problem.code, message: problem.message, hint: problem.hint ?? null },
    inputs: allInputs(findings),
    streets: counts,
    network: report?.network ?? null,
    tables: understoodTables(inputs).map(({ columns, ...table }) => ({
      ...table,
      columns: columns.mapping,
      notUnderstood: columns.notUnderstood,
      notUsed: columns.notUsed,
    })),
    coordinates: [...coordinatesBySource(inputs).values()].map(({ source, system, judgement }) => ({
      source,
      system: system.id,
      verdict: judgement.verdict,
      reason: judgement.reason,
      warning: judgement.warning,
      evidence: judgement.evidence,
    })),
    rejects: rejectReasons(allRejects(findings)),
    links: report === undefined ? null : linkCounts(report),
    categoriesWithoutData: categoriesWithoutData(findings).map(({ id }) => id),
    notices: report?.notices ?? [],
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

function allInputs({ inputs: { area, facilities, blocks } }: CheckFindings): InputRecord[] {
  return [area.input, ...facilities.inputs, ...blocks.inputs]
}

function inputsText(inputs: readonly InputRecord[]): string {
  return textTable(
    [
      { title: 'file' },
      { title: 'for' },
      { title: 'format' },
      { title: 'date' },
      { title: 'read', right: true },
      { title: 'used', right: true },
      { title: 'rejected', right: true },
    ],
    inputs.map(({ name, role, format, date, read, used, rejected }) => [
      name,
      role === 'area' ? 'streets' : role,
      format,
      date?.slice(0, 10) ?? '–',
      groupDigits(read),
      groupDigits(used),
      groupDigits(rejected),
    ]),
  )
}

function understoodTables({ facilities, blocks }: LoadedInputs) {
  return [...facilities.understood, ...blocks.understood]
}

function coordinatesBySource({ facilities, blocks }: LoadedInputs) {
  return new Map([...facilities.coordinates, ...blocks.coordinates].map((placed) => [placed.source, placed]))
}

/** What was understood of each table. */
function tablesText(inputs: LoadedInputs): string {
  const coordinates = coordinatesBySource(inputs)
  return understoodTables(inputs)
    .map(({ source, format, encoding, delimiter, sheet, declaredCrs, decimalStyle, columns }) => {
      const facts = [
        format,
        encoding,
        delimiter === null ? null : `separated by ${delimiter === '\t' ? 'tabs' : JSON.stringify(delimiter)}`,
        sheet === null ? null : `sheet "${sheet}"`,
        declaredCrs === null ? null : `declared as ${declaredCrs}`,
        decimalStyle === 'comma' ? 'decimal commas' : null,
      ].filter((fact) => fact !== null)
      const pairs = Object.entries(columns.mapping).map(([role, header]) =>
        role === header ? role : `${role} = "${header}"`,
      )
      const unknown =
        columns.notUnderstood.length === 0 ? '' : `\n  not understood: ${columns.notUnderstood.join(', ')}`
      const unused = columns.notUsed.length === 0 ? '' : `\n  not used: ${columns.notUsed.join(', ')}`
      const placed = coordinates.get(source)
      const where = placed === undefined ? '' : `\n  coordinates: ${placed.judgement.reason}`
      const lines = `${source}: ${facts.join(', ')}\n  columns: ${pairs.join(', ')}${unknown}${unused}${where}`
      return `${lines.split('\n').map(printable).join('\n')}\n`
    })
    .join('')
}

/** All rejects, those of the analysis included where there was one. */
export function allRejects({ inputs, report }: CheckFindings): readonly ReportReject[] {
  return report?.rejects ?? [...inputs.area.rejects, ...inputs.facilities.rejects, ...inputs.blocks.rejects]
}

function linkCounts(report: AccessReport) {
  const count = (records: readonly { readonly linkStatus: string }[]) => {
    const counts: Record<string, number> = {}
    for (const { linkStatus } of records) counts[linkStatus] = (counts[linkStatus] ?? 0) + 1
    return counts
  }
  const unlinked = report.blocks.filter(({ linkStatus }) => linkStatus !== 'linked')
  const people = unlinked.map(({ people }) => people.population ?? null)
  return {
    blocks: count(report.blocks),
    facilities: count(report.facilities),
    peopleWithoutStreet: people.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    blocksWithoutStreetAndUnknownPeople: people.filter((value) => value === null).length,
  }
}

function linksText(report: AccessReport): string {
  const { blocks, facilities, peopleWithoutStreet } = linkCounts(report)
  const statuses = ['linked', 'too-far', 'island', 'outside']
  const row = (name: string, counts: Readonly<Record<string, number>>) => [
    name,
    ...statuses.map((status) => groupDigits(counts[status] ?? 0)),
  ]
  const table = textTable(
    [{ title: 'on the street network' }, ...statuses.map((title) => ({ title, right: true }))],
    [row('blocks', blocks), row('facilities', facilities)],
  )
  return peopleWithoutStreet > 0
    ? `${table}${groupDigits(peopleWithoutStreet)} people live in blocks that are not linked.\n`
    : table
}

function categoriesWithoutData({ inputs }: CheckFindings) {
  const present = new Set(inputs.facilities.facilities.map(({ category }) => category))
  return inputs.library.allCategories().filter(({ id }) => !present.has(id))
}

function clip(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 89)}…`
}
