// Facilities that come, move and go: the nearest of a category and all within a radius, in metres on the ground.
// In: ids, category numbers, positions. Out: ids and great-circle metres. Knows neither names nor streets.
import RBush from 'rbush'
import { greatCircleMetres, isPosition } from '../foundation/geo.ts'
import { EARTH_RADIUS_METRES, type LonLat, RADIANS_PER_DEGREE } from '../foundation/units.ts'
import { problem } from '../words/problem.ts'

/** A facility as the set sees it. */
export interface PlacedFacility {
  readonly id: string
  /** Any number that stands for a category. */
  readonly category: number
  /** Where it is reached; at least one position `[lon, lat]`, degrees. The nearest one counts. */
  readonly entrances: readonly LonLat[]
}

/** A facility found. */
export interface FoundFacility {
  readonly id: string
  readonly category: number
  /** Great-circle metres to its nearest entrance. */
  readonly metres: number
  /** Which of its entrances that is. */
  readonly entrance: number
}

/** What to look for. */
export interface FacilityQuestion {
  /** Only this category; default all. */
  readonly category?: number | undefined
  /** Inclusive; default: anywhere on Earth. */
  readonly maxMetres?: number | undefined
}

/** One entrance in the tree. Never changed once it is there: a tree finds what it should remove by the old box. */
interface TreeItem {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
  readonly id: string
  readonly entrance: number
}

interface Entry {
  readonly category: number
  readonly items: readonly TreeItem[]
}

/** Half the Earth's circumference, metres: the farthest that a place can be. */
const FARTHEST_METRES = Math.PI * EARTH_RADIUS_METRES
/** The first circle that a search for the nearest looks into, until it has learnt better. */
const FIRST_METRES = 500

/**
 * A set of facilities that changes, indexed by category. It keeps copies: what the caller gave is never touched, and later
 * changes to it do not matter.
 *
 * @example
 * ```ts
 * import { FacilitySet } from 'living-circle/parts'
 * const set = new FacilitySet([{ id: 'a', category: 3, entrances: [[2.1699, 41.3879]] }])
 * set.add({ id: 'b', category: 3, entrances: [[2.18, 41.39]] })
 * set.move('b', [[2.171, 41.388]])
 * set.nearest([2.172, 41.388], 1, { category: 3 })[0]?.id // 'b'
 * set.close('b')
 * set.revision // 3
 * ```
 */
export class FacilitySet {
  readonly #entries = new Map<string, Entry>()
  readonly #trees = new Map<number, RBush<TreeItem>>()
  #revision = 0
  #usualMetres = FIRST_METRES

  /** @throws LivingCircleError `usage` for an id that occurs twice, no entrance, or a position out of range */
  constructor(facilities: Iterable<PlacedFacility> = []) {
    const byCategory = new Map<number, TreeItem[]>()
    for (const { id, category, entrances } of facilities) {
      this.#refuseKnown(id)
      const items = itemsOf(id, entrances)
      this.#entries.set(id, { category, items })
      const list = byCategory.get(category)
      if (list === undefined) byCategory.set(category, [...items])
      else list.push(...items)
    }
    for (const [category, items] of byCategory) this.#trees.set(category, new RBush<TreeItem>().load(items))
  }

  /** Goes up by one with every change: results of another revision are out of date. */
  get revision(): number {
    return this.#revision
  }

  /** How many facilities there are. */
  get size(): number {
    return this.#entries.size
  }

  has(id: string): boolean {
    return this.#entries.has(id)
  }

  /** A facility as it is now, or `undefined`. */
  get(id: string): PlacedFacility | undefined {
    const entry = this.#entries.get(id)
    if (entry === undefined) return undefined
    return { id, category: entry.category, entrances: entry.items.map(({ minX, minY }): LonLat => [minX, minY]) }
  }

  /**
   * Opens a facility. O(log n).
   *
   * @throws LivingCircleError `usage` for an id that is there already, no entrance, or a position out of range
   */
  add({ id, category, entrances }: PlacedFacility): void {
    this.#refuseKnown(id)
    const items = itemsOf(id, entrances)
    this.#entries.set(id, { category, items })
    this.#plant(category, items)
    this.#revision++
  }

  /**
   * Moves a facility to other entrances. O(log n).
   *
   * @throws LivingCircleError `usage` for an unknown id, no entrance, or a position out of range; then nothing has moved
   */
  move(id: string, entrances: readonly LonLat[]): void {
    const { category, items: old } = this.#known(id)
    const items = itemsOf(id, entrances)
    this.#uproot(category, old)
    this.#plant(category, items)
    this.#entries.set(id, { category, items })
    this.#revision++
  }

  /**
   * Closes a facility: it is gone from the set. O(log n).
   *
   * @throws LivingCircleError `usage` for an unknown id
   */
  close(id: string): void {
    const { category, items } = this.#known(id)
    this.#uproot(category, items)
    this.#entries.delete(id)
    this.#revision++
  }

  /**
   * The nearest k facilities, by great-circle metres, then by id.
   *
   * @throws LivingCircleError `invalid-option` for k or a radius out of range
   */
  nearest(place: LonLat, k: number, question: FacilityQuestion = {}): FoundFacility[] {
    if (!(Number.isInteger(k) && k >= 1)) {
      throw problem('invalid-option', 'facilities.nearest', { value: k }, { details: { k } })
    }
    const farthest = radiusOf(question)
    for (let metres = Math.min(this.#usualMetres, farthest); ; metres = Math.min(metres * 2, farthest)) {
      const found = this.#within(place, metres, question.category)
      if (found.length < k && metres < farthest) continue
      if (found.length >= k) this.#usualMetres = Math.min(100_000, Math.max(50, found[k - 1]!.metres * 1.5))
      return found.slice(0, k)
    }
  }

  /**
   * All facilities within a radius (inclusive), nearest first, then by id.
   *
   * @throws LivingCircleError `invalid-option` for a radius out of range
   */
  within(place: LonLat, maxMetres: number, question: Omit<FacilityQuestion, 'maxMetres'> = {}): FoundFacility[] {
    return this.#within(place, radiusOf({ maxMetres }), question.category)
  }

  #within([lon, lat]: LonLat, metres: number, category: number | undefined): FoundFacility[] {
    checkPosition(lon, lat)
    const best = new Map<string, { metres: number; entrance: number }>()
    for (const box of boxesAround(lon, lat, metres)) {
      for (const tree of this.#treesOf(category)) {
        for (const { id, entrance, minX, minY } of tree.search(box)) {
          const away = greatCircleMetres(lon, lat, minX, minY)
          if (away > metres) continue
          const known = best.get(id)
          const isBetter =
            known === undefined || away < known.metres || (away === known.metres && entrance < known.entrance)
          if (isBetter) best.set(id, { metres: away, entrance })
        }
      }
    }
    return [...best]
      .map(([id, { metres: away, entrance }]) => ({
        id,
        category: this.#entries.get(id)!.category,
        metres: away,
        entrance,
      }))
      .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
  }

  #treesOf(category: number | undefined): Iterable<RBush<TreeItem>> {
    if (category === undefined) return this.#trees.values()
    const tree = this.#trees.get(category)
    return tree === undefined ? [] : [tree]
  }

  #known(id: string): Entry {
    const entry = this.#entries.get(id)
    if (entry !== undefined) return entry
    throw problem('usage', 'facilities.no-such', { id })
  }

  #refuseKnown(id: string): void {
    if (!this.#entries.has(id)) return
    throw problem('usage', 'facilities.known', { id }, { hint: 'hint.move-or-close' })
  }

  #plant(category: number, items: readonly TreeItem[]): void {
    let tree = this.#trees.get(category)
    if (tree === undefined) {
      tree = new RBush<TreeItem>()
      this.#trees.set(category, tree)
    }
    for (const item of items) tree.insert(item)
  }

  #uproot(category: number, items: readonly TreeItem[]): void {
    const tree = this.#trees.get(category)!
    for (const item of items) tree.remove(item)
  }
}

function itemsOf(id: string, entrances: readonly LonLat[]): TreeItem[] {
  if (entrances.length === 0) {
    throw problem('usage', 'facilities.no-entrance', { id })
  }
  return entrances.map(([lon, lat], entrance) => {
    checkPosition(lon, lat)
    return { minX: lon, minY: lat, maxX: lon, maxY: lat, id, entrance }
  })
}

function checkPosition(lon: number, lat: number): void {
  if (isPosition(lon, lat)) return
  throw problem('usage', 'facilities.place', { lon, lat }, { hint: 'hint.degrees-order' })
}

function radiusOf({ maxMetres = FARTHEST_METRES }: FacilityQuestion): number {
  if (maxMetres >= 0) return Math.min(maxMetres, FARTHEST_METRES)
  throw problem('invalid-option', 'facilities.radius', { value: maxMetres }, { details: { maxMetres } })
}

interface TreeBox {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/** Boxes that hold a circle on the ground: one, or two where it crosses ±180°; all longitudes where it holds a pole. */
function boxesAround(lon: number, lat: number, metres: number): TreeBox[] {
  // A hair wider, so that rounding leaves nothing out; what is too far is measured and dropped.
  const reach = (metres / EARTH_RADIUS_METRES) * (1 + 1e-9) + 1e-12
  const latReach = reach / RADIANS_PER_DEGREE
  const minY = lat - latReach
  const maxY = lat + latReach
  if (minY <= -90 || maxY >= 90) return [{ minX: -180, minY, maxX: 180, maxY }]
  // The circle's easternmost point lies nearer to the pole than its centre.
  const ratio = Math.sin(reach) / Math.cos(lat * RADIANS_PER_DEGREE)
  const lonReach = Math.asin(Math.min(1, ratio)) / RADIANS_PER_DEGREE + 1e-9
  const minX = lon - lonReach
  const maxX = lon + lonReach
  if (minX < -180) {
    return [
      { minX: -180, minY, maxX, maxY },
      { minX: minX + 360, minY, maxX: 180, maxY },
    ]
  }
  if (maxX > 180) {
    return [
      { minX, minY, maxX: 180, maxY },
      { minX: -180, minY, maxX: maxX - 360, maxY },
    ]
  }
  return [{ minX, minY, maxX, maxY }]
}
