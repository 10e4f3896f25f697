// How many people two measures of one duty cover, over the same people: by the printed straight line, and on foot. Unknown people and
// blocks without a street are in neither.
import type { BlockRecord } from '../normalise/places/block-record.ts'

/** People by two measures. */
export interface DutyPeople {
  /** The group that was counted: the one that was asked for where any block knows it, else everybody. */
  readonly populationGroup: string
  readonly peopleOnPaper: number
  readonly peopleOnFoot: number
  /** The same denominator for both. */
  readonly people: number
}

/**
 * Counts the people that a duty covers on paper and on foot.
 *
 * @param onFoot share of each block that meets the duty by walking; NaN where the block is not linked
 * @param onPaper the same by straight line
 */
export function comparePeople(
  blocks: readonly Pick<BlockRecord, 'people'>[],
  group: string,
  onFoot: (block: number) => number,
  onPaper: (block: number) => number,
): DutyPeople {
  const isKnown = blocks.some((block) => (block.people[group] ?? null) !== null)
  const populationGroup = isKnown ? group : 'population'
  let people = 0
  let peopleOnPaper = 0
  let peopleOnFoot = 0
  blocks.forEach((block, index) => {
    const count = block.people[populationGroup] ?? null
    const foot = onFoot(index)
    if (count === null || Number.isNaN(foot)) return
    people += count
    peopleOnFoot += count * foot
    peopleOnPaper += count * onPaper(index)
  })
  return { populationGroup, peopleOnPaper, peopleOnFoot, people }
}

/**
 * Whether a duty's limit reaches beyond the data's edge, block by block: more may be reached in truth.
 *
 * @param edgeMetres of each block to the edge
 * @param reachMetres how far each duty reaches
 * @returns blocks × duties; row = block × duties + duty
 */
export function dutiesBeyondEdge(edgeMetres: Float64Array, reachMetres: readonly number[]): Uint8Array {
  const flags = new Uint8Array(edgeMetres.length * reachMetres.length)
  for (let row = 0; row < flags.length; row++) {
    flags[row] = edgeMetres[Math.floor(row / reachMetres.length)]! < reachMetres[row % reachMetres.length]! ? 1 : 0
  }
  return flags
}
