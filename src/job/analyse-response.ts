// HALLWAY: how soon somebody from a station is at every gate or block. No logic of its own.
import type { ResponseReport } from '../answer/response-report.ts'
import { licenceOf } from '../answer/sources.ts'
import { costLimits } from '../foundation/limits.ts'
import { resolveOptions } from '../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import { DEFAULT_MAX_LINK_METRES } from '../locate/link-points.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { DEFAULT_PROFILE, type WalkProfile } from '../network/profile.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { type ReachedTimes, type SweepProblem, sweepWithPauses } from '../search/reached-times.ts'
import { poseQuestion, prepareStudy } from '../study/access-study.ts'
import { buildAccessTable } from '../study/access-table.ts'
import { responseNotices } from '../study/response-notices.ts'
import { responsePlaces } from '../study/response-places.ts'
import { responseRows, responseTimes } from '../study/response-times.ts'
import { message, problem } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'

/** How responders move. */
export interface ResponseOptions extends RunOptions {
  /** From the alarm to the door of the station. Default 60. */
  readonly readySeconds?: number | undefined
  /** Their own speed. Default 4 (a runner; a bicycle). */
  readonly metresPerSecond?: number | undefined
  /** Times after which somebody counts as reached late, minutes from the alarm. Default 3 and 5. */
  readonly lateMinutes?: readonly number[] | undefined
  /** The search ends here, minutes on the way. Default 60. */
  readonly maxMinutes?: number | undefined
  readonly maxLinkMetres?: number | undefined
  /** Runs the sweeps, e.g. in threads; default: here. */
  readonly sweep?: ((problem: SweepProblem, options: RunOptions) => Promise<ReachedTimes>) | undefined
}

const DEFAULTS = {
  readySeconds: 60,
  metresPerSecond: 4,
  lateMinutes: [3, 5] as readonly number[],
  maxMinutes: 60,
  maxLinkMetres: DEFAULT_MAX_LINK_METRES,
  sweep: undefined as ResponseOptions['sweep'],
  signal: undefined as AbortSignal | undefined,
  onProgress: undefined as RunOptions['onProgress'],
}

const STATION = 'station'

/**
 * Times from stations to every gate that lets people in, and to every block of which no gate is known.
 *
 * @param area loaded with `private: 'ordinary'`: to responders private streets are open
 * @param stations places with ids; areas are left by the point inside them
 * @throws LivingCircleError `unknown-option`, `invalid-option` (numbers), `input-unusable` (no stations, no blocks), `aborted`
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadBlocks } from 'living-circle'
 * import { analyseResponse } from 'living-circle/parts'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)), { private: 'ordinary' })
 * const stations = await loadBlocks(area, { file: bytesSource('s.csv', text('id,lon,lat\ns1,0,0\n')) })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.004,0,120\n')) })
 * const { times } = await analyseResponse(area, stations, blocks, { readySeconds: 60, metresPerSecond: 4 })
 * times.medianSeconds?.toFixed(1) // '171.2': 60 s, and 444.8 m at 4 m/s
 * ```
 */
export async function analyseResponse(
  area: LoadedArea,
  stations: LoadedBlocks,
  blocks: LoadedBlocks,
  options: ResponseOptions = {},
): Promise<ResponseReport> {
  const given = resolveOptions('analyseResponse', options, DEFAULTS)
  const { readySeconds, metresPerSecond, maxMinutes, lateMinutes } = given
  checkNumber('readySeconds', readySeconds, 0, 24 * 3600)
  checkNumber('metresPerSecond', metresPerSecond, 0.1, 50)
  checkNumber('maxMinutes', maxMinutes, 0.1, 24 * 60)
  for (const minutes of lateMinutes) checkNumber('lateMinutes', minutes, 0, 24 * 60)
  if (stations.blocks.length === 0) throw problem('input-unusable', 'nothing.stations', {}, { hint: 'hint.stations' })
  if (blocks.blocks.length === 0) throw problem('input-unusable', 'nothing.blocks', {}, { hint: 'hint.give-blocks' })
  const { blocks: sorted, places } = responsePlaces(blocks.blocks)
  const profile: WalkProfile = { ...DEFAULT_PROFILE, id: 'responder', walkMetresPerSecond: metresPerSecond }
  const study = prepareStudy(
    area.network,
    stations.blocks.map(asStation),
    places.map(({ record }) => record),
    { profile, maxLinkMetres: given.maxLinkMetres, demand: 'auto', direction: 'fromFacility', categories: [STATION] },
  )
  throwIfAborted(given.signal)
  const wayMinutes = lateMinutes.map((minutes) => Math.min(maxMinutes, minutes - readySeconds / 60))
  const limits = [...new Set([...wayMinutes.filter((minutes) => minutes > 0), maxMinutes])].sort((a, b) => a - b)
  const question = poseQuestion(study, 'time', costLimits('time', limits))
  const { signal, onProgress } = given
  const times = await (given.sweep ?? sweepWithPauses)(question.problem, { signal, onProgress })
  const edgeMetres = new Float64Array(places.length)
  const table = buildAccessTable(times, study.origins, study.originWeight, 'time', edgeMetres, 0)
  const walks = { blocks: sorted, places, stations: study.facilities, table, readySeconds }
  const rows = responseRows(walks)
  const linkedStations = study.entranceLinkage.status.filter((status) => status === LINK_LINKED).length
  return {
    readySeconds,
    metresPerSecond,
    maxMinutes,
    stations: study.facilities.length,
    linkedStations,
    times: responseTimes(
      walks,
      rows,
      lateMinutes,
      wayMinutes.map((minutes) => limits.indexOf(minutes)),
    ),
    rows,
    inputs: [
      area.input,
      ...(area.slopes?.inputs ?? []),
      ...stations.inputs.map((input) => ({ ...input, role: 'facilities' as const })),
      ...blocks.inputs,
    ],
    notices: responseNotices({ linkedStations, stations: study.facilities.length, area, licence: licenceOf(area) }),
  }
}

/** @throws LivingCircleError `invalid-option` */
function checkNumber(name: string, value: number, least: number, most: number): void {
  if (Number.isFinite(value) && value >= least && value <= most) return
  throw problem(
    'invalid-option',
    'option.number-range',
    { name, value: String(value), least, most },
    {
      hint: message('hint.number-range', { least, most }),
    },
  )
}

function asStation({ id, name, lonLat, gates, polygons, source, lineOrId }: BlockRecord): FacilityRecord {
  return {
    id,
    name,
    category: STATION,
    categoryReason: 'asked for',
    lonLat,
    entrances: gates.length > 0 ? gates : [lonLat],
    polygons,
    source,
    lineOrId,
    capacity: null,
    floorAreaSquareMetres: null,
    level: null,
    hours: null,
    status: null,
  }
}
