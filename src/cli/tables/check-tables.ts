// The inputs as a table, and what was understood of each table of the user's: columns, coordinates, and how well each candidate fits.
import type { CheckFindings, CoordinateJudgement, InputRecord } from '../library.ts'
import { type Lang, type Say, sayAny, sayData } from '../words.ts'
import { groupDigits, percent, printable, textTable } from './text-table.ts'

/** How many records of each input were read, used and rejected. */
export function inputsText(inputs: readonly InputRecord[], say: Say): string {
  const leftOut = (['notAsked', 'outside'] as const).filter((key) => inputs.some((input) => (input[key] ?? 0) > 0))
  return textTable(
    [
      ...(['file', 'for', 'format', 'date'] as const).map((key) => ({ title: say(key) })),
      ...(['read', 'used', 'rejected'] as const).map((key) => ({ title: say(key), right: true })),
      ...leftOut.map((key) => ({ title: say(`rows_${key}`), right: true })),
    ],
    inputs.map(({ name, role, format, date, read, used, rejected, ...more }) => [
      name,
      sayData(say, 'role_', role),
      format,
      date?.slice(0, 10) ?? '–',
      groupDigits(read),
      groupDigits(used),
      groupDigits(rejected),
      ...leftOut.map((key) => groupDigits(more[key] ?? 0)),
    ]),
  )
}

/** What was understood of each table. */
export function understoodText({ tables, coordinates }: CheckFindings, say: Say, lang: Lang): string {
  return tables
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
      const where = placed === undefined ? '' : coordinatesText(placed.judgement, say, lang)
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
  { verdict, reasonSaid, evidence, sampledPositions, warningSaid }: CoordinateJudgement,
  say: Say,
  lang: Lang,
): string {
  const tried = evidence.map(({ name, medianLinkMetres, linkedShare }) => {
    const median = Number.isNaN(medianLinkMetres) ? say('table_far') : say('m', { n: medianLinkMetres.toFixed(1) })
    return `${name} ${median} (${percent(linkedShare)})`
  })
  const list =
    sampledPositions === 0 || tried.length === 0 || verdict === 'clear'
      ? ''
      : `\n    ${say('table_fits', { n: sampledPositions, list: tried.join(say('semicolon')) })}`
  const doubt = warningSaid === null ? '' : `\n    ${say('table_warning', { text: sayAny(warningSaid, lang) })}`
  return `\n  ${say('table_coordinates', { reason: sayAny(reasonSaid, lang) })}${list}${doubt}`
}
