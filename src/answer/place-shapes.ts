// Whether loaded values are places as loaders make them: facilities, blocks, compounds, rejects, rows shared out. For files that keep them.
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { CompoundGate, CompoundRecord } from '../normalise/places/compound-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { DEMAND_METHODS } from './measured-places.ts'
import * as is from './value-shape.ts'

export const position = is.listOf(is.number, 2)
export const polygons = is.sharedListOf(is.listOf(is.listOf(position)))

/** Fields of a facility. */
export const facilityFields: is.Fields<FacilityRecord> = {
  id: is.text,
  name: is.orNull(is.text),
  category: is.text,
  categoryReason: is.text,
  categorySaid: is.anything,
  lonLat: position,
  entrances: is.listOf(position),
  polygons: is.orNull(polygons),
  source: is.text,
  lineOrId: is.text,
  capacity: is.orNull(is.number),
  capacityUnit: is.optional(is.text),
  floorAreaSquareMetres: is.orNull(is.number),
  level: is.orNull(is.text),
  parent: is.optional(is.orNull(is.text)),
  hours: is.orNull(is.text),
  status: is.orNull(is.text),
  serves: is.optional(is.oneOf(['residents', 'all'])),
}

const gate = is.record<CompoundGate>({
  id: is.orNull(is.text),
  name: is.orNull(is.text),
  lonLat: position,
  who: is.oneOf(['all', 'residents', 'none']),
  direction: is.oneOf(['both', 'in', 'out']),
  state: is.oneOf(['open', 'closed', 'planned']),
  hours: is.orNull(is.text),
  stepFree: is.orNull(is.flag),
})
const weighted = is.listOf(is.record<BlockRecord['buildings'][number]>({ lonLat: position, weight: is.number }))

/** What an answer, too, says of a block. */
export const blockFacts = {
  id: is.text,
  name: is.orNull(is.text),
  lonLat: position,
  polygons: is.orNull(polygons),
  people: is.recordOf(is.orNull(is.number)),
  dwellings: is.orNull(is.number),
  landSquareMetres: is.orNull(is.number),
  community: is.orNull(is.text),
  street: is.orNull(is.text),
  district: is.orNull(is.text),
  source: is.text,
  lineOrId: is.text,
}

export const blockShape = is.record<BlockRecord>({
  ...blockFacts,
  gates: is.listOf(position),
  knownGates: is.optional(is.listOf(gate)),
  saidClosed: is.optional(is.flag),
  buildings: weighted,
  demand: is.optional(
    is.record<NonNullable<BlockRecord['demand']>>({
      method: is.oneOf(DEMAND_METHODS),
      points: weighted,
    }),
  ),
})

export const compoundShape = is.record<CompoundRecord>({
  id: is.text,
  name: is.orNull(is.text),
  outline: polygons,
  isClosed: is.flag,
  gates: is.listOf(gate),
})

export const rejectShape = is.record<Reject>({
  source: is.text,
  lineOrId: is.text,
  code: is.text,
  message: is.text,
  key: is.optional(is.text),
  values: is.anything,
  severity: is.oneOf(['rejected', 'warning']),
})
