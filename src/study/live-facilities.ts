// Facilities of a walking service, while they come, move and go: by id, linked to streets, by straight distance. Records and links in, numbers out.
// It answers no question about walks.
import { isPosition } from '../foundation/geo.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import { FacilitySet } from '../locate/facility-set.ts'
import { linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { LiveTargets } from '../search/live-targets.ts'
import { buildPlaceLegs, type LegRows } from '../search/place-legs.ts'
import { message, problem } from '../words/problem.ts'
import type { WalkGround } from './access-study.ts'

/** A facility of a walking service. */
export interface ServiceFacility {
  readonly id: string
  readonly category: string
  /** Where it is reached, degrees `[lon, lat]`; at least one. The nearest on foot counts. */
  readonly entrances: readonly LonLat[]
  readonly name?: string | null | undefined
  /** `residents`: only who sets out in its own compound may walk there. */
  readonly serves?: 'residents' | 'all' | undefined
}

interface Slot {
  readonly facility: ServiceFacility
  readonly category: number
  /** Rows of the targets; none where no entrance touches a street. */
  rows: number[]
  /** Regions of the rows, of a facility for residents only; `null` where all may come. */
  regions: ReadonlySet<number> | null
}

/** Bases of the targets' legs, by number. */
const BASES: readonly Basis[] = ['time', 'distance']

/** The facilities; a facility's number is used again once it is gone. */
export class LiveFacilities {
  readonly targets: LiveTargets
  /** Which kinds there are or were, by category number. */
  readonly categories: string[] = []
  readonly #categoryNumber = new Map<string, number>()
  /** Numbers of the facilities of each kind. */
  readonly #ofCategory: Set<number>[] = []
  readonly #ground: WalkGround
  readonly #slots: (Slot | undefined)[] = []
  readonly #free: number[] = []
  readonly #numberOf = new Map<string, number>()
  readonly #rowEntrance = new Map<number, number>()
  /** By straight distance: says how far a search on foot has to go at least. */
  readonly #set: FacilitySet

  /** @throws LivingCircleError `usage` for an id that occurs twice, no entrance, or a position out of range */
  constructor(ground: WalkGround, facilities: readonly ServiceFacility[]) {
    this.#ground = ground
    this.targets = new LiveTargets(ground.network, BASES.length, Math.max(64, facilities.length))
    this.#set = new FacilitySet(facilities.map((one) => this.#placed(one)))
    this.#takeIn(facilities)
  }

  get size(): number {
    return this.#set.size
  }

  get revision(): number {
    return this.#set.revision
  }

  /** Numbers of facilities are below this. */
  get numbers(): number {
    return this.#slots.length
  }

  /** The straight-line search. */
  get set(): FacilitySet {
    return this.#set
  }

  /** How many facilities of a kind there are; of all kinds where none is named. */
  countOf(category: number | undefined): number {
    return category === undefined ? this.size : this.numbersOf(category).size
  }

  /** Numbers of the facilities of a kind. */
  numbersOf(category: number): ReadonlySet<number> {
    return this.#ofCategory[category] ?? new Set()
  }

  /** Number of a kind, `undefined` where there was never a facility of it. */
  categoryNumber(category: string): number | undefined {
    return this.#categoryNumber.get(category)
  }

  has(id: string): boolean {
    return this.#numberOf.has(id)
  }

  get(id: string): ServiceFacility | undefined {
    const number = this.#numberOf.get(id)
    return number === undefined ? undefined : this.at(number).facility
  }

  /** All, in order of number. */
  *all(): Generator<ServiceFacility> {
    for (const slot of this.#slots) if (slot !== undefined) yield slot.facility
  }

  /** Number of a facility. @throws LivingCircleError `usage` */
  numberOf(id: string): number {
    const number = this.#numberOf.get(id)
    if (number === undefined) throw problem('usage', 'facilities.no-such', { id: String(id) })
    return number
  }

  at(number: number): Slot {
    return this.#slots[number]!
  }

  /** Legs of all entrances, by row of the targets. */
  legs(basis: Basis): LegRows {
    return this.targets.legs[BASES.indexOf(basis)]!
  }

  /** Position of the entrance that a row of the targets belongs to. */
  entranceAt(row: number): LonLat {
    const facility = this.#slots[this.targets.rowFacility[row]!]!.facility
    return facility.entrances[this.#rowEntrance.get(row)!]!
  }

  /** @throws LivingCircleError `usage`; then nothing has changed */
  add(facility: ServiceFacility): void {
    this.#set.add(this.#placed(facility))
    this.#takeIn([facility])
  }

  /** @throws LivingCircleError `usage`; then nothing has changed */
  move(id: string, entrances: readonly LonLat[]): void {
    const old = this.at(this.numberOf(id)).facility
    this.#set.move(id, this.#placed({ ...old, entrances }).entrances)
    this.#letGo(id)
    this.#takeIn([{ ...old, entrances }])
  }

  /** @throws LivingCircleError `usage` */
  close(id: string): void {
    this.#set.close(id)
    this.#letGo(id)
  }

  /** As the straight-line search takes it. */
  #placed(facility: ServiceFacility) {
    const { id, category, entrances } = facility
    if (typeof id !== 'string' || id === '' || typeof category !== 'string' || category === '') {
      throw problem('usage', 'service.facility', {}, { hint: 'hint.service-facility' })
    }
    if (!Array.isArray(entrances)) throw problem('usage', 'facilities.no-entrance', { id })
    for (const place of entrances) checkPlace(place, id)
    return { id, category: this.#numberFor(category), entrances }
  }

  #numberFor(category: string): number {
    let number = this.#categoryNumber.get(category)
    if (number === undefined) {
      number = this.categories.length
      this.categories.push(category)
      this.#ofCategory.push(new Set())
      this.#categoryNumber.set(category, number)
    }
    return number
  }

  #takeIn(facilities: readonly ServiceFacility[]): void {
    const { network, time, distance, locator, maxLinkMetres } = this.#ground
    const lonLat = new Float64Array(2 * facilities.reduce((sum, { entrances }) => sum + entrances.length, 0))
    let at = 0
    for (const { entrances } of facilities)
      for (const place of entrances) for (const degree of place) lonLat[at++] = degree
    const linkage = linkPoints(locator, lonLat, maxLinkMetres)
    const legs = [time, distance].map((impedance) => buildPlaceLegs(network, impedance, linkage, 'end'))
    let point = 0
    for (const { id, category, entrances, name = null, serves } of facilities) {
      const number = this.#free.pop() ?? this.#slots.length
      const kept: ServiceFacility = Object.freeze({
        id,
        category,
        entrances,
        name,
        ...(serves === undefined ? {} : { serves }),
      })
      const rows: number[] = []
      for (let entrance = 0; entrance < entrances.length; entrance++, point++) {
        if (linkage.status[point] !== LINK_LINKED) continue
        for (const row of this.targets.add(number, legs, point)) {
          this.#rowEntrance.set(row, entrance)
          rows.push(row)
        }
      }
      const { region } = this.targets.legs[0]!
      const regions = serves === 'residents' ? new Set(rows.map((row) => region[row]!)) : null
      const categoryNumber = this.#numberFor(category)
      this.#slots[number] = { facility: kept, category: categoryNumber, rows, regions }
      this.#numberOf.set(id, number)
      this.#ofCategory[categoryNumber]!.add(number)
    }
  }

  #letGo(id: string): void {
    const number = this.#numberOf.get(id)!
    const { rows, category } = this.at(number)
    this.targets.remove(rows)
    this.#slots[number] = undefined
    this.#numberOf.delete(id)
    this.#ofCategory[category]!.delete(number)
    this.#free.push(number)
  }
}

/** @throws LivingCircleError `usage` for what is no position on Earth */
export function checkPlace(place: LonLat, what: string): void {
  const [lon, lat] = Array.isArray(place) ? place : []
  if (place?.length === 2 && isPosition(lon, lat)) return
  throw problem(
    'usage',
    'place.no-degrees',
    { what: message('service.place', { id: what }), lon: String(lon), lat: String(lat) },
    { hint: 'hint.degrees-order' },
  )
}
