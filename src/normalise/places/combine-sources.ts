// Facilities of several sources → one list: ids made unique, places that stand in two sources merged, counts kept true.
import type { Steps } from '../../foundation/breath.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import { mergeSteps } from './duplicate-places.ts'
import type { FacilityRecord } from './facility-record.ts'
import type { Reject, SourceCounts } from './rejects.ts'

/** Facilities of one source with their counts. */
export interface SourcedFacilities {
  readonly facilities: readonly FacilityRecord[]
  readonly counts: SourceCounts
}

/** What came of several sources; `counts` are in the order given and `read = used + rejected` holds in each. */
export interface CombinedFacilities {
  readonly facilities: readonly FacilityRecord[]
  readonly rejects: readonly Reject[]
  readonly counts: readonly SourceCounts[]
}

/** Combines sources, in steps. An id that two sources use is told apart by the source's name behind it. */
export function* combineSources(sources: readonly SourcedFacilities[]): Steps<CombinedFacilities> {
  const clashing = clashingIds(sources)
  const all = sources.flatMap(({ facilities }, from) =>
    facilities.map((facility) => {
      const id = clashing.has(facility.id) ? `${facility.id}@${facility.source}` : facility.id
      return { from, facility: { ...facility, id } }
    }),
  )
  const repeated = new Map<string, number>()
  const ordered = all.sort((a, b) => compareNaturally(a.facility.id, b.facility.id) || a.from - b.from)
  const sourceOf = new Map<string, number>()
  const unique = ordered.map(({ from, facility }) => {
    // Two files of the same name: number them.
    const count = (repeated.get(facility.id) ?? 0) + 1
    repeated.set(facility.id, count)
    const id = count === 1 ? facility.id : `${facility.id}#${count}`
    sourceOf.set(id, from)
    return { ...facility, id }
  })
  yield
  const { facilities, rejects } = yield* mergeSteps(unique)
  yield
  const left = sources.map((): FacilityRecord[] => [])
  for (const facility of facilities) left[sourceOf.get(facility.id)!]!.push(facility)
  const counts = sources.map(({ counts: given, facilities: had }, from) => {
    const merged = rowsOf(had) - rowsOf(left[from]!)
    if (merged === 0) return given
    const apart = given.apart ?? { merged: 0, closed: 0, planned: 0 }
    return {
      ...given,
      used: given.used - merged,
      rejected: given.rejected + merged,
      apart: { ...apart, merged: apart.merged + merged },
    }
  })
  return { facilities, rejects, counts }
}

/** Rows that facilities come from: one row may be of two kinds. Elements of OSM are counted once for each kind. */
function rowsOf(facilities: readonly FacilityRecord[]): number {
  return facilities[0]?.source === 'osm' ? facilities.length : new Set(facilities.map(({ lineOrId }) => lineOrId)).size
}

function clashingIds(sources: readonly SourcedFacilities[]): Set<string> {
  const seen = new Map<string, number>()
  const clashing = new Set<string>()
  sources.forEach(({ facilities }, from) => {
    for (const { id } of facilities) {
      const before = seen.get(id)
      if (before !== undefined && before !== from) clashing.add(id)
      seen.set(id, from)
    }
  })
  return clashing
}
