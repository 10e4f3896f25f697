// Facilities that serve residents only: who sets out in their region may walk to them, by whatever way; nobody else may. Integers only.
import type { FacilityTargets } from './facility-targets.ts'
import type { PlaceLegs } from './place-legs.ts'

/** Which regions each such facility serves. */
export class ResidentFacilities {
  /** Rows of entrances by region of the facility. */
  readonly #rows = new Map<number, number[]>()
  readonly #regions = new Map<number, Set<number>>()
  readonly #origins: PlaceLegs

  constructor({ residentEntrance, facilityOfEntrance, legs }: FacilityTargets, origins: PlaceLegs) {
    this.#origins = origins
    for (const row of residentEntrance) {
      const facility = facilityOfEntrance[row]!
      const regions = this.#regions.get(facility)
      if (regions === undefined) this.#regions.set(facility, new Set([legs.region[row]!]))
      else regions.add(legs.region[row]!)
    }
    for (const row of residentEntrance) {
      for (const region of this.#regions.get(facilityOfEntrance[row]!)!) {
        const rows = this.#rows.get(region)
        if (rows === undefined) this.#rows.set(region, [row])
        else rows.push(row)
      }
    }
  }

  /** Whether there is any. */
  get some(): boolean {
    return this.#regions.size > 0
  }

  /** Rows of entrances of the facilities that serve who sets out from a place. */
  rowsFor(place: number): readonly number[] {
    return this.#rows.get(this.#origins.region[place]!) ?? []
  }

  /** Whether a facility serves who sets out from a place. */
  serves(facility: number, place: number): boolean {
    const regions = this.#regions.get(facility)
    return regions === undefined || regions.has(this.#origins.region[place]!)
  }
}
