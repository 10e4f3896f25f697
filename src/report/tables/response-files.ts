// Times from stations as CSV and JSON. A report in, text out.
import { reconcileRows } from '../../answer/reconciliation.ts'
import type { ResponseReport, ResponseRow } from '../../answer/response-report.ts'
import { roundTo } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

const COLUMNS =
  'block_id,block_name,place,gate_id,gate_name,lon,lat,people,status,station_id,station_name,seconds,travel_seconds,travel_metres'

/**
 * One row for each gate or block; an empty cell is not known or not reached.
 *
 * @example
 * ```ts
 * import { type ResponseReport, toResponseCsv } from 'living-circle/parts'
 * declare const found: ResponseReport
 * const text = toResponseCsv(found)
 * ```
 */
export function toResponseCsv({ rows }: ResponseReport, { bom = false }: CsvOptions = {}): string {
  const number = (value: number | null, decimals: number) => (value === null ? '' : value.toFixed(decimals))
  const lines = rows.map((row) =>
    [
      csvField(row.blockId),
      csvField(row.blockName),
      row.place,
      csvField(row.gateId),
      csvField(row.gateName),
      number(row.lonLat[0], 7),
      number(row.lonLat[1], 7),
      row.people === null ? '' : String(roundTo(row.people, 3)),
      row.status,
      csvField(row.stationId),
      csvField(row.stationName),
      number(row.seconds, 1),
      number(row.travelSeconds, 1),
      number(row.travelMetres, 1),
    ].join(','),
  )
  return `${bom ? BYTE_ORDER_MARK : ''}${[COLUMNS, ...lines].join('\n')}\n`
}

/**
 * Everything as JSON; seconds and metres have one decimal.
 *
 * @example
 * ```ts
 * import { type ResponseReport, toResponseJson } from 'living-circle/parts'
 * declare const found: ResponseReport
 * const text = toResponseJson(found)
 * ```
 */
export function toResponseJson(report: ResponseReport): string {
  const { readySeconds, metresPerSecond, maxMinutes, stations, linkedStations, times, rows } = report
  const seconds = (value: number | null) => (value === null ? null : roundTo(value, 1))
  const plain = {
    schema: 'living-circle/response',
    schemaVersion: '1.0',
    readySeconds,
    metresPerSecond,
    maxMinutes,
    stations,
    linkedStations,
    times: {
      ...times,
      people: roundTo(times.people, 3),
      medianSeconds: seconds(times.medianSeconds),
      p90Seconds: seconds(times.p90Seconds),
      medianSecondsByPeople: seconds(times.medianSecondsByPeople),
      p90SecondsByPeople: seconds(times.p90SecondsByPeople),
      late: times.late.map((late) => ({ ...late, people: roundTo(late.people, 3) })),
    },
    rows: rows.map((row) => ({
      ...row,
      seconds: seconds(row.seconds),
      travelSeconds: seconds(row.travelSeconds),
      travelMetres: seconds(row.travelMetres),
    })),
    inputs: report.inputs.map((input) => ({ role: input.role, name: input.name, ...reconcileRows(input) })),
    notices: report.notices.map(({ code, textEn, textZh }) => ({ code, textEn, textZh })),
  }
  return `${JSON.stringify(plain, null, 2)}\n`
}

/**
 * Rows that take longest, those that are not reached first; not linked ones are none.
 *
 * @example
 * ```ts
 * import { type ResponseReport, slowestRows } from 'living-circle/parts'
 * declare const found: ResponseReport
 * const slow = slowestRows(found, 10)
 * ```
 */
export function slowestRows({ rows }: Pick<ResponseReport, 'rows'>, count: number): ResponseRow[] {
  const slow = rows.filter(({ status }) => status !== 'unlinked')
  return slow
    .sort((a, b) => (b.seconds ?? Infinity) - (a.seconds ?? Infinity) || (a.blockId < b.blockId ? -1 : 1))
    .slice(0, count)
}
