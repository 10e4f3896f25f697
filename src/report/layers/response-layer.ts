// Times from stations as a layer: one row for each gate, or block without gates. A report in, a layer out.
import type { ResponseReport } from '../../answer/response-report.ts'
import { type FeatureColumn, featureLayer } from './feature-layer.ts'
import type { Layer } from './layer.ts'

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'block_id', type: 'text', nameEn: 'Block', nameZh: '小区编号' },
  { key: 'block_name', type: 'text', nameEn: 'Name', nameZh: '小区名称' },
  { key: 'place', type: 'text', nameEn: 'Gate or block', nameZh: '到达点类型' },
  { key: 'gate_id', type: 'text', nameEn: 'Gate', nameZh: '大门编号' },
  { key: 'gate_name', type: 'text', nameEn: 'Name of the gate', nameZh: '大门名称' },
  { key: 'people', type: 'real', decimals: 1, unit: 'people', nameEn: 'People of the block', nameZh: '小区人口' },
  { key: 'status', type: 'text', nameEn: 'Reached, unreached or unlinked', nameZh: '到达状态' },
  { key: 'station_id', type: 'text', nameEn: 'First station', nameZh: '最先到达的站点' },
  { key: 'station_name', type: 'text', nameEn: 'Name of the station', nameZh: '站点名称' },
  {
    key: 'seconds',
    type: 'real',
    decimals: 1,
    unit: 's',
    nameEn: 'From the alarm, seconds',
    nameZh: '接警至到达（秒）',
  },
  { key: 'travel_s', type: 'real', decimals: 1, unit: 's', nameEn: 'On the way, seconds', nameZh: '途中（秒）' },
  { key: 'travel_m', type: 'real', decimals: 1, unit: 'm', nameEn: 'On the way, metres', nameZh: '路程（米）' },
]

/**
 * All rows of a report as a layer for any format.
 *
 * @example
 * ```ts
 * import { type ResponseReport, responseLayer } from 'living-circle/parts'
 * declare const found: ResponseReport
 * const layer = responseLayer(found)
 * ```
 */
export function responseLayer({ rows, readySeconds, metresPerSecond }: ResponseReport, attribution?: string): Layer {
  const head = {
    name: 'response',
    titleEn: 'Times from stations',
    titleZh: '站点响应时间',
    note: `From the alarm: ${readySeconds} s to get ready, then ${metresPerSecond} m/s along streets that can be walked; private streets are open.`,
    attribution,
  }
  return featureLayer(
    head,
    COLUMNS,
    rows.map((row) => ({
      properties: {
        block_id: row.blockId,
        block_name: row.blockName,
        place: row.place,
        gate_id: row.gateId,
        gate_name: row.gateName,
        people: row.people,
        status: row.status,
        station_id: row.stationId,
        station_name: row.stationName,
        seconds: row.seconds,
        travel_s: row.travelSeconds,
        travel_m: row.travelMetres,
      },
      geometry: { type: 'Point', coordinates: row.lonLat },
    })),
  )
}
