// The findings of `check` as text and as JSON. What enters: loaded inputs and, where there is one, the report.

import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import type { AccessReport, CoordinateJudgement, InputRecord, LivingCircleError, Reject } from '../library.ts'
import { messagesIn, type SayMessage } from '../messages.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
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
export function checkAsText(findings: CheckFindings, lang: Lang): string {
  const say = sayIn(lang)
  const { inputs, report } = findings
  const message = messagesIn(inputs.library, lang)
  const sections = [
    glanceText(findings, say, message),
    inputsText(allInputs(findings), say),
    tablesText(inputs, say, message),
    unknownWordsText(inputs, say),
    reasonsText(findings, say, message),
    report === undefined ? '' : linksText(report, say),
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
function glanceText({ inputs, report, problem }: CheckFindings, say: Say, message: SayMessage): string {
  const { facilities, blocks } = inputs
  const kinds = new Set(facilities.facilities.map(({ category }) => category)).size
  const people = blocks.blocks.map((block) => block.people.population ?? null)
  const known = people.filter((count) => count !== null)
  const sum = known.reduce((total, count) => total + count, 0)
  const unknown = people.length - known.length
  const who =
    known.length === 0
      ? say('check_people_none')
      : say(unknown === 0 ? 'check_people' : 'check_people_some', { n: Math.round(sum), unknown })
  const found = say('check_found', {
    facilities: facilities.facilities.length,
    kinds,
    blocks: blocks.blocks.length,
    people: who,
  })
  if (report === undefined) {
    const why = problem === undefined ? say('check_nothing') : message(problem.message)
    return `${say('check_not_usable', { why })}\n${found}${say('stop')}\n`
  }
  const isLinked = ({ linkStatus }: { readonly linkStatus: string }) => linkStatus === 'linked'
  const linked = say('check_linked', {
    facilities: report.facilities.filter(isLinked).length,
    blocks: report.blocks.filter(isLinked).length,
  })
  return `${say('check_usable', { found, linked })}\n`
}

/** Category words that mean nothing here, commonest first. */
function unknownWordsText({ facilities }: LoadedInputs, say: Say): string {
  const words = facilities.unknownCategories ?? []
  if (words.length === 0) return ''
  const shown = words.slice(0, SHOWN_WORDS)
  const several = new Set(words.map(({ source }) => source)).size > 1
  const table = textTable(
    [
      { title: say('unknown_kind') },
      { title: say('rows'), right: true },
      { title: say('did_you_mean') },
      ...(several ? [{ title: say('file') }] : []),
    ],
    shown.map(({ word, count, suggestion, source }) => [
      clip(word, 40),
      groupDigits(count),
      suggestion ?? '–',
      ...(several ? [source] : []),
    ]),
  )
  const more = words.length - shown.length
  return more > 0 ? `${table}${say('words_more', { n: more })}\n` : table
}

function reasonsText(findings: CheckFindings, say: Say, message: SayMessage): string {
  const reasons = rejectReasons(allRejects(findings))
  if (reasons.length === 0) return findings.problem === undefined ? `${say('nothing_odd')}\n` : ''
  return textTable(
    [
      { title: say('source') },
      { title: say('reason') },
      { title: say('severity') },
      { title: say('count'), right: true },
      { title: say('example') },
    ],
    reasons.map(({ source, code, severity, count, example }) => [
      source,
      sayData(say, 'code_', code),
      sayData(say, '', severity),
      groupDigits(count),
      clip(message(example), 72),
    ]),
  )
}

/** Kinds without any facility: a count, and by name those of the themes that matter most. */
function missingText(findings: CheckFindings, lang: Lang): string {
  const say = sayIn(lang)
  const missing = categoriesWithoutData(findings)
  const all = findings.inputs.library.allCategories().length
  if (missing.length === 0) return ''
  const names = (list: typeof missing) => list.map(({ id, nameZh }) => (lang === 'zh' ? nameZh : id)).join(say('list'))
  const gap = say('gap_of_data')
  const n = missing.length
  if (n <= NAMED_KINDS) return `${say('missing_kinds', { n, all, list: names(missing) })}\n${gap}\n`
  const main = missing.filter(({ theme }) => MAIN_THEMES.includes(theme))
  return `${say(main.length === 0 ? 'missing_many' : 'missing_main', { n, all, list: names(main) })}\n${gap}\n`
}

/** What every output repeats; missing kinds have been told above. */
function noticesText(report: AccessReport, lang: Lang): string {
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

function inputsText(inputs: readonly InputRecord[], say: Say): string {
  return textTable(
    [
      ...(['file', 'for', 'format', 'date'] as const).map((key) => ({ title: say(key) })),
      ...(['read', 'used', 'rejected'] as const).map((key) => ({ title: say(key), right: true })),
    ],
    inputs.map(({ name, role, format, date, read, used, rejected }) => [
      name,
      sayData(say, 'role_', role),
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
function tablesText(inputs: LoadedInputs, say: Say, message: SayMessage): string {
  const coordinates = coordinatesBySource(inputs)
  return understoodTables(inputs)
    .map(({ source, format, encoding, delimiter, sheet, declaredCrs, decimalStyle, columns }) => {
      const facts = [
        format,
        encoding,
        delimiter === null ? null : separatorText(delimiter, say),
        sheet === null ? null : say('table_sheet', { name: sheet }),
        declaredCrs === null ? null : say('table_declared', { crs: declaredCrs }),
        decimalStyle === 'comma' ? say('table_commas') : null,
      ].filter((fact) => fact !== null)
      const pairs = Object.entries(columns.mapping).map(([role, header]) =>
        role === header ? role : `${role} = "${header}"`,
      )
      const listed = (key: 'table_not_understood' | 'table_not_used', names: readonly string[]) =>
        names.length === 0 ? '' : `\n  ${say(key, { list: names.join(say('comma')) })}`
      const unknown = listed('table_not_understood', columns.notUnderstood)
      const unused = listed('table_not_used', columns.notUsed)
      const placed = coordinates.get(source)
      const where = placed === undefined ? '' : coordinatesText(placed.judgement, say, message)
      const list = say('table_columns', { list: pairs.join(say('comma')) })
      const lines = `${source}${say('colon')}${facts.join(say('comma'))}\n  ${list}${unknown}${unused}${where}`
      return `${lines.split('\n').map(printable).join('\n')}\n`
    })
    .join('')
}

function separatorText(delimiter: string, say: Say): string {
  return delimiter === '\t' ? say('table_tabs') : say('table_separated', { character: JSON.stringify(delimiter) })
}

/** Which system, why, and how each candidate fits the streets (a clear judgement says that itself). */
function coordinatesText(
  { verdict, reason, evidence, sampledPositions, warning }: CoordinateJudgement,
  say: Say,
  message: SayMessage,
): string {
  const tried = evidence.map(({ name, medianLinkMetres, linkedShare }) => {
    const median = Number.isNaN(medianLinkMetres) ? say('table_far') : say('m', { n: medianLinkMetres.toFixed(1) })
    return `${name} ${median} (${percent(linkedShare)})`
  })
  const list =
    sampledPositions === 0 || tried.length === 0 || verdict === 'clear'
      ? ''
      : `\n    ${say('table_fits', { n: sampledPositions, list: tried.join(say('semicolon')) })}`
  const doubt = warning === null ? '' : `\n    ${say('table_warning', { text: message(warning) })}`
  return `\n  ${say('table_coordinates', { reason: message(reason) })}${list}${doubt}`
}

/** All rejects, those of the analysis included where there was one. */
export function allRejects({ inputs, report }: CheckFindings): readonly Reject[] {
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

function linksText(report: AccessReport, say: Say): string {
  const { blocks, facilities, people, peopleWithoutStreet } = linkCounts(report)
  const row = (name: string, counts: Readonly<Record<string, number>>) => [
    name,
    ...STATUSES.map((status) => groupDigits(Math.round(counts[status] ?? 0))),
  ]
  const known = report.blocks.some((block) => (block.people.population ?? null) !== null)
  const table = textTable(
    [{ title: say('on_network') }, ...STATUSES.map((status) => ({ title: say(status), right: true }))],
    [row(say('blocks'), blocks), ...(known ? [row(say('people'), people)] : []), row(say('facilities'), facilities)],
  )
  return peopleWithoutStreet > 0 ? `${table}${say('people_unlinked', { n: Math.round(peopleWithoutStreet) })}\n` : table
}

function categoriesWithoutData({ inputs }: CheckFindings) {
  const present = new Set(inputs.facilities.facilities.map(({ category }) => category))
  return inputs.library.allCategories().filter(({ id }) => !present.has(id))
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
