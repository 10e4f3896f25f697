// Where a responder arrives: every gate that lets people in, and blocks of which no gate is known. Blocks in, one record for each place out.
// It knows no streets.

import type { LonLat } from '../foundation/units.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import { type CompoundGate, opensWall } from '../normalise/places/compound-record.ts'
import { sortById } from './access-study.ts'

/** One place with the block that it is of. */
export interface ResponsePlace {
  /** Place of the block in natural order. */
  readonly block: number
  readonly gate: Pick<CompoundGate, 'id' | 'name'> | null
  /** What is searched for: a gate as a block of its own, or the block itself. */
  readonly record: BlockRecord
}

/** All places, in natural order of block, then of longitude and latitude. A gate for coming out only is none. */
export function responsePlaces(given: readonly BlockRecord[]): {
  blocks: readonly BlockRecord[]
  places: ResponsePlace[]
} {
  const blocks = sortById(given, 'block')
  const places = blocks.flatMap((block, at): ResponsePlace[] => {
    const gates = entriesOf(block)
    if (gates.length === 0) return [{ block: at, gate: null, record: { ...block, gates: [] } }]
    return gates.map(({ lonLat, ...gate }) => ({ block: at, gate, record: gateRecord(block, lonLat) }))
  })
  // Ids that sort as the places lie.
  const width = String(places.length).length
  return {
    blocks,
    places: places.map((place, at) => ({
      ...place,
      record: { ...place.record, id: String(at + 1).padStart(width, '0') },
    })),
  }
}

function entriesOf({ knownGates, gates }: BlockRecord): (Pick<CompoundGate, 'id' | 'name'> & { lonLat: LonLat })[] {
  if (knownGates === undefined) return gates.map((lonLat) => ({ id: null, name: null, lonLat }))
  return knownGates
    .filter((gate) => opensWall(gate) && gate.direction !== 'out')
    .map(({ id, name, lonLat }) => ({ id, name, lonLat }))
}

function gateRecord(block: BlockRecord, lonLat: LonLat): BlockRecord {
  return { ...block, lonLat, polygons: null, gates: [], knownGates: undefined, buildings: [] }
}
