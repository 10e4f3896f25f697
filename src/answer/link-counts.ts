// How many blocks, facilities and people have a street near them: counts over a report. Unknown people are counted as blocks, never as 0.
import type { AccessReport } from './access-report.ts'

/** Counts by link status; a status that nothing has is left out. */
export interface LinkCounts {
  readonly blocks: Readonly<Record<string, number>>
  readonly facilities: Readonly<Record<string, number>>
  /** Known people of the blocks of each status. */
  readonly people: Readonly<Record<string, number>>
  /** Known people of all blocks that are not linked. */
  readonly peopleWithoutStreet: number
  /** Blocks that are not linked and whose people are not known. */
  readonly blocksWithoutStreetAndUnknownPeople: number
}

/**
 * Counts a report's blocks, facilities and people by their link to the streets.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { countLinks } from 'living-circle/parts'
 * declare const report: AccessReport
 * const counts = countLinks(report)
 * ```
 */
export function countLinks({ blocks, facilities }: Pick<AccessReport, 'blocks' | 'facilities'>): LinkCounts {
  const people: Record<string, number> = {}
  let peopleWithoutStreet = 0
  let blocksWithoutStreetAndUnknownPeople = 0
  for (const { linkStatus, people: groups } of blocks) {
    const population = groups.population ?? null
    people[linkStatus] = (people[linkStatus] ?? 0) + (population ?? 0)
    if (linkStatus === 'linked') continue
    peopleWithoutStreet += population ?? 0
    if (population === null) blocksWithoutStreetAndUnknownPeople++
  }
  return {
    blocks: countByStatus(blocks),
    facilities: countByStatus(facilities),
    people,
    peopleWithoutStreet,
    blocksWithoutStreetAndUnknownPeople,
  }
}

function countByStatus(records: readonly { readonly linkStatus: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { linkStatus } of records) counts[linkStatus] = (counts[linkStatus] ?? 0) + 1
  return counts
}
