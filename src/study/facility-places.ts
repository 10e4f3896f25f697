// How many places a facility has in the unit of a rate. A record in, a number out, or why there is none. It turns no unit into another.
import type { DemandRate, RateUnit } from '../normalise/places/demand-rate.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'

/** Places known in the unit, not known at all, or known in another unit only. */
export type KnownPlaces =
  | { readonly places: number }
  | { readonly places: null; readonly why: 'unknown' | 'other-unit' }

/**
 * @param unitOfKind what a kind's capacity is counted in where a facility does not say
 * @param unitOfText what a word for a unit means
 */
export function placesOf(
  facility: Pick<FacilityRecord, 'category' | 'capacity' | 'capacityUnit' | 'floorAreaSquareMetres'>,
  { unit }: Pick<DemandRate, 'unit'>,
  unitOfKind: (category: string) => string | null,
  unitOfText: (text: string) => RateUnit | null,
): KnownPlaces {
  if (unit === 'm2') {
    const { floorAreaSquareMetres: area } = facility
    return area === null ? { places: null, why: 'unknown' } : { places: area }
  }
  const { capacity, capacityUnit, category } = facility
  if (capacity === null) return { places: null, why: 'unknown' }
  const said = capacityUnit ?? unitOfKind(category)
  // A kind that counts in nothing in particular, and a facility that says nothing: its number is taken as it stands.
  const own = said === null ? unit : unitOfText(said)
  return own === unit ? { places: capacity } : { places: null, why: 'other-unit' }
}
