// Compounds and what became of their gates → numbers. In: compounds, crossings. Out: counts. It knows no file and no time.
import type { CompoundSummary } from '../answer/compound-summary.ts'
import type { CompoundCrossing } from '../network/street-regions.ts'
import { type CompoundRecord, opensWall } from '../normalise/places/compound-record.ts'

/** What a network was built with. */
export interface AppliedCompounds {
  readonly privateStreets: 'residents' | 'ordinary'
  /** All that are known, in natural order of id. */
  readonly known: readonly CompoundRecord[]
  /** The closed ones that the streets were cut with, in natural order of id: a crossing's compound is a place in this list. */
  readonly closed: readonly CompoundRecord[]
  readonly crossings: readonly CompoundCrossing[]
}

/** Counts them. O(gates + crossings). */
export function summariseCompounds(applied: AppliedCompounds, rejectedOutlines: number): CompoundSummary {
  const { closed, crossings } = applied
  const openGates = closed.map(({ gates }) => gates.filter(opensWall).length)
  const opened = closed.map(() => new Set<number>())
  const isCrossed = new Uint8Array(closed.length)
  const isOpen = new Uint8Array(closed.length)
  for (const { compound, state, gates } of crossings) {
    isCrossed[compound] = 1
    if (state !== 'wall') isOpen[compound] = 1
    for (const gate of gates) opened[compound]!.add(gate)
  }
  const count = (state: CompoundCrossing['state']) => crossings.filter((crossing) => crossing.state === state).length
  return {
    privateStreets: applied.privateStreets,
    known: applied.known.length,
    closed: closed.length,
    gates: closed.reduce((sum, { gates }) => sum + gates.length, 0),
    openGates: openGates.reduce((sum, gates) => sum + gates, 0),
    withoutGates: closed.filter(({ gates }) => gates.length === 0).length,
    gateCrossings: count('gate'),
    walls: count('wall'),
    unknownCrossings: count('unknown'),
    gatesWithoutCrossing: openGates.reduce((sum, gates, at) => sum + gates - opened[at]!.size, 0),
    sealed: closed.filter((_, at) => isCrossed[at] === 1 && isOpen[at] === 0).length,
    rejectedOutlines,
  }
}
