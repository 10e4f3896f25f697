// A small builder of test towns: metres and compass words in, real OSM XML, facility and block records out. One street node
// per named place; streets share a node where both have a corner there, and only there.
import type { LonLat } from '../../src/foundation/units.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { CompoundRecord } from '../../src/normalise/places/compound-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'

/** Metres east and north of the scene's origin. */
export type Place = readonly [east: number, north: number]
/** One step of a street: somewhere, or so far in a direction. */
export type Step = (here: Place) => Place
export type Tags = Readonly<Record<string, string>>

export const at = (east: number, north: number): Place => [east, north]
/** Where a street begins; also a jump to a named place on its way. */
export const from =
  (east: number, north: number): Step =>
  () => [east, north]
export const to = from
const move =
  (towardsEast: number, towardsNorth: number) =>
  (metres: number): Step =>
  ([x, y]) => [x + towardsEast * metres, y + towardsNorth * metres]
export const north = move(0, 1)
export const south = move(0, -1)
export const east = move(1, 0)
export const west = move(-1, 0)

export interface SceneStreet {
  readonly name: string
  readonly tags: Tags
  readonly places: readonly Place[]
}
export interface SceneFacility {
  readonly id: string
  readonly category: string
  readonly entrances: readonly Place[]
  readonly area: readonly Place[] | null
}
export interface SceneBlock {
  readonly id: string
  readonly place: Place
  readonly area: readonly Place[] | null
  readonly gates: readonly Place[]
  readonly population: number | null
}

export interface SceneCompound {
  readonly id: string
  readonly area: readonly Place[]
  readonly gates: readonly Place[]
}
export interface SceneSquare {
  readonly name: string
  readonly tags: Tags
  /** Names of the ways that are its rings, the outer one first. */
  readonly rings: readonly string[]
}

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180
const key = ([x, y]: Place) => `${Math.round(x * 100)} ${Math.round(y * 100)}`

/** A town under construction. Every method returns the scene, so that calls chain. */
export class Scene {
  readonly name: string
  readonly story: string
  /** WGS-84 degrees of the place `at(0, 0)`. */
  readonly origin: LonLat
  readonly streets: SceneStreet[] = []
  readonly nodes = new Map<string, { readonly place: Place; tags: Tags; missing: boolean }>()
  readonly facilities: SceneFacility[] = []
  readonly blocks: SceneBlock[] = []
  readonly waters: (readonly Place[])[] = []
  readonly barriers: (readonly Place[])[] = []
  readonly compounds: SceneCompound[] = []
  readonly squares: SceneSquare[] = []
  /** Metres above the sea at a place; null where the ground is flat. */
  heightAt: ((place: Place) => number) | null = null
  declaredBox: { readonly southWest: Place; readonly northEast: Place } | null = null

  constructor(name: string, story: string, origin: LonLat) {
    this.name = name
    this.story = story
    this.origin = origin
  }

  /** A way of `highway=…`, from step to step. Every step is a node. */
  street(name: string, highway: string, steps: readonly Step[], tags: Tags = {}): this {
    const places: Place[] = []
    let here: Place = [0, 0]
    for (const step of steps) {
      here = step(here)
      places.push(here)
      if (!this.nodes.has(key(here))) this.nodes.set(key(here), { place: here, tags: {}, missing: false })
    }
    this.streets.push({ name, tags: { highway, ...tags }, places })
    return this
  }

  /** A square of several rings: a relation `highway=…` over ways that have no kind of their own. The first ring is the outer one. */
  square(name: string, highway: string, ...rings: (readonly Place[])[]): this {
    const names = rings.map((_, i) => (i === 0 ? name : `${name}, inner ring ${i}`))
    rings.forEach((ring, i) => {
      this.street(
        names[i]!,
        '',
        [...ring, ring[0]!].map((place) => to(...place)),
      )
      this.streets[this.streets.length - 1] = { ...this.streets.at(-1)!, tags: {} }
    })
    this.squares.push({ name, tags: { type: 'multipolygon', highway }, rings: names })
    return this
  }

  /** A closed compound and its gates. */
  compound(id: string, area: readonly Place[], gates: readonly Place[] = []): this {
    this.compounds.push({ id, area, gates })
    return this
  }

  /** Hilly ground. */
  hill(heightAt: (place: Place) => number): this {
    this.heightAt = heightAt
    return this
  }

  /** Tags on the street node at a place. */
  node(place: Place, tags: Tags): this {
    this.nodeAt(place).tags = tags
    return this
  }

  /** Leaves the node at a place out of the file; ways still refer to it. */
  missing(place: Place): this {
    this.nodeAt(place).missing = true
    return this
  }

  /** A facility with one or more entrances. */
  facility(id: string, category: string, ...entrances: Place[]): this {
    this.facilities.push({ id, category, entrances, area: null })
    return this
  }

  /** A facility with an area and entrances. */
  ground(id: string, category: string, area: readonly Place[], entrances: readonly Place[]): this {
    this.facilities.push({ id, category, entrances, area })
    return this
  }

  /** A residential block at a point. */
  block(id: string, place: Place, population: number | null = 100): this {
    this.blocks.push({ id, place, area: null, gates: [], population })
    return this
  }

  /** A residential block as an area, with or without gates. */
  estate(id: string, area: readonly Place[], gates: readonly Place[] = [], population: number | null = 100): this {
    const middle = (axis: 0 | 1) => area.reduce((sum, place) => sum + place[axis], 0) / area.length
    this.blocks.push({ id, place: [middle(0), middle(1)], area, gates, population })
    return this
  }

  /** Water, for the drawing. */
  water(area: readonly Place[]): this {
    this.waters.push(area)
    return this
  }

  /** A wall or fence, for the drawing: nothing walks along it, and no way crosses it. */
  barrier(line: readonly Place[]): this {
    this.barriers.push(line)
    return this
  }

  /** The box that the file declares. */
  bounds(southWest: Place, northEast: Place): this {
    this.declaredBox = { southWest, northEast }
    return this
  }

  hasNode(place: Place): boolean {
    return this.nodes.has(key(place))
  }

  nodeAt(place: Place) {
    const node = this.nodes.get(key(place))
    if (node === undefined) throw new Error(`Scene ${this.name}: no street has a node at ${place}`)
    return node
  }

  /** Degrees of a place. Distances along a street that runs east or north are exact. */
  lonLat([x, y]: Place): LonLat {
    const lat = this.origin[1] + y / METRES_PER_DEGREE
    const lon = this.origin[0] + x / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180))
    return [lon > 180 ? lon - 360 : lon, lat]
  }

  /** {@link lonLat} read backwards. */
  placeOf([lon, lat]: LonLat): Place {
    const perDegree = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
    return [(lon - this.origin[0]) * perDegree, (lat - this.origin[1]) * METRES_PER_DEGREE]
  }

  /** The scene as an OSM file. `scramble` reverses the order of elements and tags: the result must not care. */
  toOsmXml({ scramble = false } = {}): string {
    const numbers = new Map([...this.nodes.keys()].map((k, i) => [k, i + 1]))
    const nodes = [...this.nodes].flatMap(([k, { place, tags, missing }]) => {
      const [lon, lat] = this.lonLat(place)
      const head = `<node id="${numbers.get(k)}" lat="${lat.toFixed(7)}" lon="${lon.toFixed(7)}">`
      return missing ? [] : [`${head}${tagText(tags, scramble)}</node>`]
    })
    const ways = this.streets.map(({ name, tags, places }, i) => {
      const refs = places.map((place) => `<nd ref="${numbers.get(key(place))}"/>`).join('')
      return `<way id="${i + 1}">${refs}${tagText({ ...tags, name }, scramble)}</way>`
    })
    const relations = this.squares.map(({ tags, rings }, i) => {
      const members = rings.map((ring, n) => {
        const way = this.streets.findIndex((street) => street.name === ring) + 1
        return `<member type="way" ref="${way}" role="${n === 0 ? 'outer' : 'inner'}"/>`
      })
      return `<relation id="${i + 1}">${members.join('')}${tagText(tags, scramble)}</relation>`
    })
    const elements = [nodes, ways, relations]
    const lines = (scramble ? elements.map((kind) => kind.reverse()) : elements).flat()
    return `<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n${[this.#boundsText(), ...lines].join('\n')}\n</osm>\n`
  }

  #boundsText(): string {
    if (this.declaredBox === null) return ''
    const [minlon, minlat] = this.lonLat(this.declaredBox.southWest)
    const [maxlon, maxlat] = this.lonLat(this.declaredBox.northEast)
    return `<bounds minlat="${minlat}" minlon="${minlon}" maxlat="${maxlat}" maxlon="${maxlon}"/>`
  }

  toFacilities(): FacilityRecord[] {
    return this.facilities.map(({ id, category, entrances, area }) => ({
      id,
      name: id,
      category,
      categoryReason: 'scene',
      lonLat: this.lonLat(entrances[0]!),
      entrances: entrances.map((place) => this.lonLat(place)),
      polygons: area === null ? null : [[this.#ring(area)]],
      source: 'scene',
      lineOrId: id,
      capacity: null,
      floorAreaSquareMetres: null,
      level: null,
      hours: null,
      status: null,
    }))
  }

  toBlocks(): BlockRecord[] {
    return this.blocks.map(({ id, place, area, gates, population }) => ({
      id,
      name: id,
      lonLat: this.lonLat(place),
      polygons: area === null ? null : [[this.#ring(area)]],
      people: { population },
      dwellings: null,
      landSquareMetres: null,
      gates: gates.map((gate) => this.lonLat(gate)),
      buildings: [],
      community: null,
      street: null,
      district: null,
      source: 'scene',
      lineOrId: id,
    }))
  }

  toCompounds(): CompoundRecord[] {
    return this.compounds.map(({ id, area, gates }) => ({
      id,
      name: id,
      outline: [[this.#ring(area)]],
      isClosed: true,
      gates: gates.map((gate) => ({
        id: null,
        name: null,
        lonLat: this.lonLat(gate),
        who: 'all' as const,
        direction: 'both' as const,
        state: 'open' as const,
        hours: null,
        stepFree: null,
      })),
    }))
  }

  #ring(area: readonly Place[]): LonLat[] {
    return [...area, area[0]!].map((place) => this.lonLat(place))
  }
}

function tagText(tags: Tags, scramble: boolean): string {
  const entries = Object.entries(tags)
  if (scramble) entries.reverse()
  return entries.map(([k, v]) => `<tag k="${k}" v="${v}"/>`).join('')
}

/** Begins a scene. The story is one sentence: what a reader should see in the drawing. */
export function scene(name: string, story: string, origin: LonLat = [113.6, 34.8]): Scene {
  return new Scene(name, story, origin)
}
