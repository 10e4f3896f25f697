// Some kinds of a table measured anew, the others as they were: what a scenario of places needs, whose streets stay. Tables in, a table out. It
// knows no walk.
import type { AccessTable } from '../answer/access-table.ts'
import type { CategoryCoverage } from '../answer/coverage-share.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'

/** Facilities in natural order of id after some were taken away and some added, and the number that each of the old ones has there. */
export interface RenumberedFacilities {
  readonly facilities: readonly FacilityRecord[]
  /** By old number: the new one, −1 for those that are gone. */
  readonly numberOf: Int32Array
}

/** Merges facilities into an ordered list. O(facilities + added log added). */
export function renumberFacilities(
  before: readonly FacilityRecord[],
  isGone: (facility: FacilityRecord) => boolean,
  added: readonly FacilityRecord[],
): RenumberedFacilities {
  const sorted = [...added].sort((a, b) => compareNaturally(a.id, b.id))
  const facilities: FacilityRecord[] = []
  const numberOf = new Int32Array(before.length).fill(-1)
  let next = 0
  before.forEach((facility, number) => {
    if (isGone(facility)) return
    while (next < sorted.length && compareNaturally(sorted[next]!.id, facility.id) < 0) facilities.push(sorted[next++]!)
    numberOf[number] = facilities.push(facility) - 1
  })
  for (const one of sorted.slice(next)) facilities.push(one)
  return { facilities, numberOf }
}

/**
 * A table with some columns of another over the same blocks and limits.
 *
 * @param columns for each column of `part`, the column of `table` that it stands for
 * @param oldNumber new number of each facility of `table`
 * @param newNumber the same of `part`
 */
export function mergeColumns(
  table: AccessTable,
  part: AccessTable,
  columns: readonly number[],
  oldNumber: Int32Array,
  newNumber: Int32Array,
): AccessTable {
  const { blockCount, categoryCount, limitCount } = table
  const merged = {
    status: table.status.slice(),
    walkSeconds: table.walkSeconds.slice(),
    walkMetres: table.walkMetres.slice(),
    facility: table.facility.map((facility) => (facility < 0 ? -1 : oldNumber[facility]!)),
    count: table.count.slice(),
    share: table.share.slice(),
  }
  columns.forEach((column, own) => {
    for (let block = 0; block < blockCount; block++) {
      const row = block * categoryCount + column
      const from = block * part.categoryCount + own
      merged.status[row] = part.status[from]!
      merged.walkSeconds[row] = part.walkSeconds[from]!
      merged.walkMetres[row] = part.walkMetres[from]!
      const facility = part.facility[from]!
      merged.facility[row] = facility < 0 ? -1 : newNumber[facility]!
      for (let limit = 0; limit < limitCount; limit++) {
        merged.count[row * limitCount + limit] = part.count[from * limitCount + limit]!
        merged.share[row * limitCount + limit] = part.share[from * limitCount + limit]!
      }
    }
  })
  return { blockCount, categoryCount, limitCount, ...merged, edgeAffected: table.edgeAffected }
}

/** Coverage with the entries of some kinds in place of those that were. */
export function mergeCoverage(
  before: readonly CategoryCoverage[],
  anew: readonly CategoryCoverage[],
): CategoryCoverage[] {
  const keyOf = ({ category, limit }: CategoryCoverage) => `${limit} ${category}`
  const known = new Map(anew.map((entry) => [keyOf(entry), entry]))
  return before.map((entry) => known.get(keyOf(entry)) ?? entry)
}
