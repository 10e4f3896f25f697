// What elements may take: memory by the bytes of the file that they come from, references of one way or relation. In: how much there is
// and how much comes. Out: nothing, or an error. It does not know elements.
import { problem } from '../../words/problem.ts'
import type { OsmReadSettings } from './read-osm-options.ts'

/** What any file may take, however small it is, bytes. */
export const BUDGET_FLOOR_BYTES = 64 * 1024 * 1024

/** The limits of {@link MemoryBudget}. */
export type BudgetLimits = Pick<OsmReadSettings, 'maxMemoryMultiple' | 'maxReferences'>

/**
 * Holds columns of elements to a multiple of the bytes that were read of the file as it lies on the disk, packed or not: real extracts take
 * two to five bytes for each, a bomb of repeated bytes takes thousands.
 */
export class MemoryBudget {
  readonly #limits: BudgetLimits
  readonly #fileBytes: () => number
  readonly #taken: () => number

  /**
   * @param fileBytes bytes of the file read so far
   * @param taken bytes of the columns so far
   */
  constructor(limits: BudgetLimits, fileBytes: () => number, taken: () => number) {
    this.#limits = limits
    this.#fileBytes = fileBytes
    this.#taken = taken
  }

  /** @param more bytes that are about to be taken @throws LivingCircleError `input-too-large` */
  expect(more = 0): void {
    const { maxMemoryMultiple } = this.#limits
    const most = BUDGET_FLOOR_BYTES + maxMemoryMultiple * this.#fileBytes()
    if (this.#taken() + more <= most) return
    throw problem(
      'input-too-large',
      'osm.memory',
      { n: Math.round(this.#fileBytes() / 1000), most: Math.round(most / 1e6) },
      { hint: 'hint.osm-bomb', details: { maxMemoryMultiple } },
    )
  }

  /** @param count references or members of one element @throws LivingCircleError `input-too-large` */
  expectReferences(count: number): void {
    const { maxReferences } = this.#limits
    if (count <= maxReferences) return
    throw problem(
      'input-too-large',
      'osm.references',
      { most: maxReferences },
      { hint: 'hint.osm-bomb', details: { maxReferences } },
    )
  }
}
