// The findings of `check` as text and as JSON. What enters: loaded inputs and, where there is one, the report.
import type { AccessReport, CoordinateJudgement, InputRecord, LivingCircleError, ReportReject } from '../index.ts'
import type { LoadedInputs } from './load-inputs.ts'
import { rejectReasons } from './reject-reasons.ts'
import { groupDigits, percent, printable, textTable } from './text-table.ts'

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
  const sections = [
    glanceText(findings),
    inputsText(allInputs(findings)),
    tablesText(inputs),
    unknownWordsText(inputs),
    reasonsText(findings),
    report === undefined ? '' : linksText(report),
    missingText(findings, lang),
    report === undefined ? '' : noticesText(report, lang),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

/** For programs. */
export function checkAsJson(findings: CheckFindings): string {
  const { inputs, report, problem } = findings
  const { counts } = inputs.area
  const value = {
    schema: 'living-circle/check',
    schemaVersion: '1.1',
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
      sampledPositions: judgement.sampledPositions,
      evidence: judgement.evidence,
    })),
    unknownCategories: inputs.facilities.unknownCategories ?? [],
    sharedOut: inputs.blocks.split ?? [],
    rejects: rejectReasons(allRejects(findings)),
    links: report === undefined ? null : linkCounts(report),
    standard: report?.standard === undefined || report.standard === null ? null : standardFindings(report),
    categories: (report?.categories ?? []).map(({ id, facilities, linkedFacilities }) => ({
      id,
      facilities,
      linkedFacilities,
    })),
    categoriesWithoutData: categoriesWithoutData(findings).map(({ id }) => id),
    notices: report?.notices ?? [],
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

/** Rules of the standard that no facility in the data could meet. */
function standardFindings(report: AccessReport) {
  const { id, version, rules } = report.standard!
  const present = new Set(report.categories.filter(({ facilities }) => facilities > 0).map((category) => category.id))
  const without = rules.filter(({ categories }) => !categories.some((category) => present.has(category)))
  return {
    id,
    version,
    rules: rules.length,
    rulesNotVerified: rules.filter(({ verified, mark }) => !verified && mark !== 'own').length,
    rulesWithoutData: without.map((rule) => rule.id),
  }
}

/** The answer in one or two lines. */
function glanceText({ inputs, report, problem }: CheckFindings): string {
  const { facilities, blocks } = inputs
  const kinds = new Set(facilities.facilities.map(({ category }) => category)).size
  const people = blocks.blocks.map((block) => block.people.population ?? null)
  const known = people.filter((count) => count !== null)
  const sum = known.reduce((total, count) => total + count, 0)
  const unknown = people.length - known.length
  const who =
    known.length === 0
      ? 'people unknown'
      : `${groupDigits(Math.round(sum))} people${unknown === 0 ? '' : `, not known of ${groupDigits(unknown)}`}`
  const found = `${groupDigits(facilities.facilities.length)} facilities of ${kinds} kinds, ${groupDigits(blocks.blocks.length)} blocks (${who})`
  if (report === undefined) return `Not usable: ${problem?.message ?? 'nothing can be measured'}\n${found}.\n`
  const isLinked = ({ linkStatus }: { readonly linkStatus: string }) => linkStatus === 'linked'
  const linked = `on the streets: ${groupDigits(report.facilities.filter(isLinked).length)} facilities, ${groupDigits(report.blocks.filter(isLinked).length)} blocks`
  return `Usable: ${found}; ${linked}.\n`
}

/** Category words that mean nothing here, commonest first. */
function unknownWordsText({ facilities }: LoadedInputs): string {
  const words = facilities.unknownCategories ?? []
  if (words.length === 0) return ''
  const shown = words.slice(0, SHOWN_WORDS)
  const several = new Set(words.map(({ source }) => source)).size > 1
  const table = textTable(
    [
      { title: 'unknown kind' },
      { title: 'rows', right: true },
      { title: 'did you mean' },
      ...(several ? [{ title: 'file' }] : []),
    ],
    shown.map(({ word, count, suggestion, source }) => [
      clip(word, 40),
      groupDigits(count),
      suggestion ?? '–',
      ...(several ? [source] : []),
    ]),
  )
  const more = words.length - shown.length
  return more > 0 ? `${table}… and ${groupDigits(more)} more words (--json has all).\n` : table
}

function reasonsText(findings: CheckFindings): string {
  const reasons = rejectReasons(allRejects(findings))
  if (reasons.length === 0) return 'Nothing was rejected and nothing looks odd.\n'
  return textTable(
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
      clip(example, 72),
    ]),
  )
}

/** Kinds without any facility: a count, and by name those of the themes that matter most. */
function missingText(findings: CheckFindings, lang: 'en' | 'zh'): string {
  const missing = categoriesWithoutData(findings)
  const all = findings.inputs.library.allCategories().length
  if (missing.length === 0) return ''
  const names = (list: typeof missing) => list.map(({ id, nameZh }) => (lang === 'zh' ? nameZh : id)).join(', ')
  const gap = 'A gap in the data is not a gap in the city.\n'
  if (missing.length <= NAMED_KINDS)
    return `No data at all for ${missing.length} of ${all} kinds: ${names(missing)}.\n${gap}`
  const main = missing.filter(({ theme }) => MAIN_THEMES.includes(theme))
  const named = main.length === 0 ? '' : `, among them for older people and children: ${names(main)}`
  return `No data at all for ${missing.length} of ${all} kinds${named} (--json has all).\n${gap}`
}

/** What every output repeats; missing kinds have been told above. */
function noticesText(report: AccessReport, lang: 'en' | 'zh'): string {
  const notices = report.notices.filter(({ code }) => code !== 'no-data')
  return `${notices.map((notice) => `• ${lang === 'zh' ? notice.textZh : notice.textEn}`).join('\n')}\n`
}

function allInputs({ inputs: { area, facilities, blocks } }: CheckFindings): InputRecord[] {
  return [area.input, ...facilities.inputs, ...blocks.inputs]
}

/** Words of unknown kinds that are shown, kinds without data that are named, themes whose missing kinds are always named. */
const SHOWN_WORDS = 10
const NAMED_KINDS = 12
const MAIN_THEMES: readonly string[] = ['elderly', 'children']

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
      const where = placed === undefined ? '' : coordinatesText(placed.judgement)
      const lines = `${source}: ${facts.join(', ')}\n  columns: ${pairs.join(', ')}${unknown}${unused}${where}`
      return `${lines.split('\n').map(printable).join('\n')}\n`
    })
    .join('')
}

/** Which system, why, and how each candidate fits the streets (a clear judgement says that itself). */
function coordinatesText({ verdict, reason, evidence, sampledPositions, warning }: CoordinateJudgement): string {
  const tried = evidence.map(({ name, medianLinkMetres, linkedShare }) => {
    const median = Number.isNaN(medianLinkMetres) ? 'far from any' : `${medianLinkMetres.toFixed(1)} m`
    return `${name} ${median} (${percent(linkedShare)})`
  })
  const list =
    tried.length === 0 || verdict === 'clear'
      ? ''
      : `\n    median distance to a street and share within reach, ${groupDigits(sampledPositions)} places: ${tried.join('; ')}`
  return `\n  coordinates: ${reason}${list}${warning === null ? '' : `\n    warning: ${warning}`}`
}

/** All rejects, those of the analysis included where there was one. */
export function allRejects({ inputs, report }: CheckFindings): readonly ReportReject[] {
  return report?.rejects ?? [...inputs.area.rejects, ...inputs.facilities.rejects, ...inputs.blocks.rejects]
}

const STATUSES = ['linked', 'too-far', 'island', 'outside'] as const

/** Counts by link status; people known in the blocks, and blocks whose people are not known. */
function linkCounts(report: AccessReport) {
  const count = (records: readonly { readonly linkStatus: string }[]) => {
    const counts: Record<string, number> = {}
    for (const { linkStatus } of records) counts[linkStatus] = (counts[linkStatus] ?? 0) + 1
    return counts
  }
  const people: Record<string, number> = {}
  for (const { linkStatus, people: groups } of report.blocks) {
    people[linkStatus] = (people[linkStatus] ?? 0) + (groups.population ?? 0)
  }
  const unlinked = report.blocks.filter(({ linkStatus }) => linkStatus !== 'linked')
  return {
    blocks: count(report.blocks),
    facilities: count(report.facilities),
    people,
    peopleWithoutStreet: unlinked.reduce((sum, block) => sum + (block.people.population ?? 0), 0),
    blocksWithoutStreetAndUnknownPeople: unlinked.filter((block) => (block.people.population ?? null) === null).length,
  }
}

function linksText(report: AccessReport): string {
  const { blocks, facilities, people, peopleWithoutStreet } = linkCounts(report)
  const row = (name: string, counts: Readonly<Record<string, number>>) => [
    name,
    ...STATUSES.map((status) => groupDigits(Math.round(counts[status] ?? 0))),
  ]
  const known = report.blocks.some((block) => (block.people.population ?? null) !== null)
  const table = textTable(
    [{ title: 'on the street network' }, ...STATUSES.map((title) => ({ title, right: true }))],
    [row('blocks', blocks), ...(known ? [row('people', people)] : []), row('facilities', facilities)],
  )
  return peopleWithoutStreet > 0
    ? `${table}${groupDigits(Math.round(peopleWithoutStreet))} people live in blocks that are not linked: no walk begins there.\n`
    : table
}

function categoriesWithoutData({ inputs }: CheckFindings) {
  const present = new Set(inputs.facilities.facilities.map(({ category }) => category))
  return inputs.library.allCategories().filter(({ id }) => !present.has(id))
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
