// Whether a loaded value is what an answer says of places: every field of its type, every array as long as what it counts.
import type { DemandRate } from '../normalise/places/demand-rate.ts'
import {
  BLOCK_PLACE_STATES,
  type CapacityReport,
  FACILITY_PLACE_STATES,
  type KindNotCounted,
  type RateCapacity,
  type ThreeCovers,
} from './capacity-report.ts'
import * as is from './value-shape.ts'

const rate = is.record<DemandRate>({
  id: is.text,
  categories: is.listOf(is.text),
  group: is.text,
  perThousand: is.number,
  unit: is.oneOf(['places', 'beds', 'classes', 'meals', 'm2']),
  source: is.text,
  sourceZh: is.text,
  date: is.orNull(is.text),
  mark: is.oneOf(['V-P', 'V-S', 'U-H', 'U-M', 'own']),
  verified: is.flag,
  note: is.orNull(is.text),
  noteZh: is.orNull(is.text),
  origin: is.text,
})

const covers = is.record<ThreeCovers>({
  group: is.text,
  people: is.number,
  onPaper: is.number,
  onFoot: is.number,
  inFact: is.number,
})

/** @param blocks how many the answer has @param facilities likewise */
export function capacityShape(blocks: number, facilities: number): is.Check {
  const capacity: is.Check = (value) => {
    const length = is.record<Pick<RateCapacity, 'facility'>>({
      facility: is.array(Uint32Array, undefined, 0, facilities),
    })
    const wrong = length(value)
    if (wrong !== null) return wrong
    const own = (value as RateCapacity).facility.length
    return is.record<RateCapacity>({
      rate,
      demand: is.number,
      places: is.number,
      served: is.number,
      missing: is.number,
      idle: is.number,
      unreachable: is.number,
      full: is.number,
      missingAtLeast: is.orNull(is.number),
      blocks: is.count,
      blocksUnknown: is.count,
      blocksUnlinked: is.count,
      peopleUnlinked: is.number,
      blockDemand: is.array(Float64Array, blocks),
      blockServed: is.array(Float64Array, blocks),
      blockState: is.array(Uint8Array, blocks, 0, BLOCK_PLACE_STATES.length),
      facility: is.anything,
      facilityPlaces: is.array(Float64Array, own),
      facilityUsed: is.array(Float64Array, own),
      facilityState: is.array(Uint8Array, own, 0, FACILITY_PLACE_STATES.length),
      covers,
      groups: is.listOf(covers),
    })(value)
  }
  return is.record<CapacityReport>({
    limit: is.number,
    rule: is.oneOf(['fair', 'nearest-first', 'fewest-metres']),
    rates: is.listOf(capacity),
    notCounted: is.listOf(
      is.record<KindNotCounted>({ category: is.text, why: is.oneOf(['no-rate', 'no-data', 'no-people', 'no-places']) }),
    ),
  })
}
