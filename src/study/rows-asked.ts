// Rows that could be used but are of kinds that nobody asked for (nor a standard): they are read, and not used. Records of inputs and
// facilities in, records that add up out. It knows no file.
import type { InputRecord } from '../answer/sources.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'

/**
 * Inputs whose `used` counts the rows of kinds that are measured: the others are in `notAsked`. A row of two kinds is used where one of them
 * is measured; elements of OSM count once for each kind. O(facilities).
 *
 * @param facilities all that were read and are left after merging
 * @param categories kinds that are measured
 */
export function countAskedRows(
  inputs: readonly InputRecord[],
  facilities: readonly FacilityRecord[],
  categories: readonly string[],
): InputRecord[] {
  const asked = new Set(categories)
  const left = new Map<string, number>()
  for (const [source, rows] of rowsBySource(facilities, asked)) {
    let unasked = 0
    for (const isAsked of rows.values()) if (!isAsked) unasked++
    left.set(source, unasked)
  }
  return inputs.map((input) => {
    if (input.role !== 'facilities') return input
    const source = input.format === 'osm' ? 'osm' : input.name
    // Two files of one name are one source here: the first takes what it can.
    const notAsked = Math.min(input.used, left.get(source) ?? 0)
    if (notAsked === 0) return input
    left.set(source, left.get(source)! - notAsked)
    return { ...input, used: input.used - notAsked, notAsked }
  })
}

/** Whether each row of each source is of a kind that was asked for. */
function rowsBySource(
  facilities: readonly FacilityRecord[],
  asked: ReadonlySet<string>,
): Map<string, Map<string, boolean>> {
  const rows = new Map<string, Map<string, boolean>>()
  for (const { source, lineOrId, id, category } of facilities) {
    let own = rows.get(source)
    if (own === undefined) {
      own = new Map()
      rows.set(source, own)
    }
    const row = source === 'osm' ? id : lineOrId
    own.set(row, own.get(row) === true || asked.has(category))
  }
  return rows
}
