// From walks between stations and places to times from the alarm, block by block. Walks in, rows and sums out. It knows no files.
import { ACCESS_REACHED, ACCESS_UNLINKED, type AccessTable } from '../answer/access-table.ts'
import type { LateShare, ResponseRow, ResponseTimes } from '../answer/response-report.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import type { ResponsePlace } from './response-places.ts'

/** What rows are made of. */
export interface ResponseWalks {
  readonly blocks: readonly BlockRecord[]
  /** In the order of the table's rows. */
  readonly places: readonly ResponsePlace[]
  readonly stations: readonly FacilityRecord[]
  readonly table: AccessTable
  readonly readySeconds: number
}

/** A row for every place. */
export function responseRows({ blocks, places, stations, table, readySeconds }: ResponseWalks): ResponseRow[] {
  return places.map(({ block, gate, record }, row): ResponseRow => {
    const { id, name, people } = blocks[block]!
    const isReached = table.status[row] === ACCESS_REACHED
    const station = isReached ? stations[table.facility[row]!]! : null
    return {
      blockId: id,
      blockName: name,
      gateId: gate?.id ?? null,
      gateName: gate?.name ?? null,
      place: gate === null ? 'block' : 'gate',
      lonLat: record.lonLat,
      people: people.population ?? null,
      status: isReached ? 'reached' : table.status[row] === ACCESS_UNLINKED ? 'unlinked' : 'unreached',
      stationId: station?.id ?? null,
      stationName: station?.name ?? null,
      travelSeconds: isReached ? table.walkSeconds[row]! : null,
      travelMetres: isReached ? table.walkMetres[row]! : null,
      seconds: isReached ? readySeconds + table.walkSeconds[row]! : null,
    }
  })
}

/** A block's own time and what is known of it. */
interface BlockTime {
  /** From the alarm; infinite where no place is reached. */
  readonly seconds: number
  readonly people: number | null
  /** Part of its places within each limit of the table, of those that are linked. */
  readonly within: readonly number[]
}

/**
 * Sums over blocks.
 *
 * @param limitOf the table's limit for each of the minutes asked for, −1 where getting ready takes as long
 */
export function responseTimes(
  walks: ResponseWalks,
  rows: readonly ResponseRow[],
  minutes: readonly number[],
  limitOf: readonly number[],
): ResponseTimes {
  const { unlinked, times } = blockTimes(walks, rows)
  const known = times.flatMap(({ seconds, people }) => (people === null ? [] : [{ seconds, weight: people }]))
  const plain = times.map(({ seconds }) => ({ seconds, weight: 1 }))
  return {
    blocks: times.length,
    reached: times.filter(({ seconds }) => Number.isFinite(seconds)).length,
    unlinked,
    people: known.reduce((sum, { weight }) => sum + weight, 0),
    medianSeconds: quantile(plain, 0.5),
    p90Seconds: quantile(plain, 0.9),
    medianSecondsByPeople: quantile(known, 0.5),
    p90SecondsByPeople: quantile(known, 0.9),
    late: minutes.map((limit, at) => lateShare(times, limit, limitOf[at]!)),
  }
}

/** The first of a block's gates counts. */
function blockTimes({ blocks, places, table }: ResponseWalks, rows: readonly ResponseRow[]) {
  const limits = Array.from({ length: table.limitCount }, (_, limit) => limit)
  const found = new Map<number, BlockTime>()
  places.forEach(({ block }, row) => {
    if (rows[row]!.status === 'unlinked') return
    const known = found.get(block)
    const within = limits.map((limit) =>
      Math.max(table.share[row * table.limitCount + limit]!, known?.within[limit] ?? 0),
    )
    const seconds = Math.min(rows[row]!.seconds ?? Infinity, known?.seconds ?? Infinity)
    found.set(block, { seconds, people: blocks[block]!.people.population ?? null, within })
  })
  return { unlinked: blocks.length - found.size, times: [...found.values()] }
}

function lateShare(times: readonly BlockTime[], minutes: number, limit: number): LateShare {
  let blocks = 0
  let people = 0
  for (const time of times) {
    if (time.seconds > minutes * 60) blocks++
    people += (time.people ?? 0) * (1 - (limit < 0 ? 0 : time.within[limit]!))
  }
  return { minutes, blocks, people }
}

/** The least time within which a part of the whole weight is reached; `null` where that much is not reached, or nothing has weight. */
export function quantile(
  items: readonly { readonly seconds: number; readonly weight: number }[],
  part: number,
): number | null {
  const total = items.reduce((sum, { weight }) => sum + weight, 0)
  if (!(total > 0)) return null
  const sorted = [...items].sort((a, b) => a.seconds - b.seconds)
  let sum = 0
  for (const { seconds, weight } of sorted) {
    sum += weight
    if (sum >= part * total * (1 - 1e-12)) return Number.isFinite(seconds) ? seconds : null
  }
  return null
}
