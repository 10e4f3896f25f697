// A rail station is reached at its entrances: entrance nodes join the nearest station. Facilities in, facilities and rejects out.
import { compareNaturally } from '../../foundation/natural-order.ts'
import type { LonLat } from '../../foundation/units.ts'
import { placeTree } from '../../locate/points/place-tree.ts'
import { message, spoken } from '../../words/problem.ts'
import type { FacilityRecord } from '../places/facility-record.ts'
import type { Reject } from '../places/rejects.ts'

const STATION_CATEGORY = 'rail_station'
const ENTRANCE_REASON = 'railway=subway_entrance'
/** A longer passage between an entrance and the middle of its station is rare. */
const MAX_METRES = 400

/** True for an entrance node of a station. */
export function isStationEntrance({ category, categoryReason }: FacilityRecord): boolean {
  return category === STATION_CATEGORY && categoryReason.startsWith(ENTRANCE_REASON)
}

/**
 * Gives every station the entrances that are nearest to it (within 400 m): it is then reached there, not at the tracks. An entrance
 * without a station stays a place of its own. Each joined entrance leaves as a `duplicate-place` reject.
 *
 * @returns facilities in natural order of id
 */
export function joinStationEntrances(
  facilities: readonly FacilityRecord[],
  entrances: readonly FacilityRecord[],
): { facilities: readonly FacilityRecord[]; rejects: readonly Reject[] } {
  const stations = facilities.filter((facility) => facility.category === STATION_CATEGORY)
  const tree = placeTree(stations.map(({ lonLat }) => lonLat))
  const joined = new Map<FacilityRecord, LonLat[]>()
  const rejects: Reject[] = []
  const alone: FacilityRecord[] = []
  for (const entrance of entrances) {
    const nearest = tree.nearest(entrance.lonLat[0], entrance.lonLat[1], MAX_METRES)
    if (nearest === null) {
      alone.push(entrance)
      continue
    }
    const station = stations[nearest.place]!
    const held = joined.get(station)
    if (held === undefined) joined.set(station, [...entrance.entrances])
    else held.push(...entrance.entrances)
    rejects.push(joinedTo(entrance, station, nearest.metres))
  }
  const all = facilities.map((facility) => {
    const own = joined.get(facility)
    return own === undefined ? facility : { ...facility, entrances: own }
  })
  return { facilities: [...all, ...alone].sort((a, b) => compareNaturally(a.id, b.id)), rejects }
}

function joinedTo({ source, lineOrId, id }: FacilityRecord, station: FacilityRecord, metres: number): Reject {
  const said = message('place.entrance', { id, station: station.id, metres: Math.round(metres) })
  return { source, lineOrId, code: 'duplicate-place', ...spoken(said), severity: 'rejected' }
}
