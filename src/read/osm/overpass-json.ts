// Overpass JSON → RawOsm. What enters: the document's bytes; what leaves: a RawOsm. Understands `out body`, `out geom` and
// `out center`: places that come without a node of their own get made-up nodes with negative ids, numbered by place, so that
// the order of elements has no influence. It does not know which tags matter.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import type { BoundingBox } from '../../foundation/units.ts'
import { message, problem } from '../../words/problem.ts'
import { tooManyElements } from './osm-pbf.ts'
import { MEMBER_NODE, MEMBER_RELATION, MEMBER_WAY, type RawOsm } from './raw-osm.ts'
import { type GrowingTags, RawOsmBuilder } from './raw-osm-builder.ts'
import type { OsmReadSettings } from './read-osm-options.ts'

type Json = Readonly<Record<string, unknown>>

/** A place in degrees, lon before lat. */
type Place = readonly [lon: number, lat: number]

/** A reference: a node's id, or a place for which a node must be made up. */
type Ref = number | Place

interface WayElement {
  readonly id: number
  readonly tags: unknown
  readonly refs: readonly Ref[]
}

interface Member {
  readonly type: number
  readonly ref: Ref
  readonly role: string
}

interface RelationElement {
  readonly id: number
  readonly tags: unknown
  readonly members: readonly Member[]
}

/** Reads an Overpass JSON document. @throws LivingCircleError `input-format`, `input-truncated`, `input-empty`, `input-too-large` */
export function readOverpassJson(name: string, bytes: Uint8Array, settings: OsmReadSettings): RawOsm {
  const document = parseDocument(name, bytes)
  const elements = document.elements
  if (!Array.isArray(elements)) {
    const features = document.type === 'FeatureCollection' || document.type === 'Feature'
    throw problem(
      'input-format',
      features ? 'overpass.geojson' : 'overpass.no-elements',
      { name },
      { hint: features ? 'hint.extract-for-area' : 'hint.overpass-query-or-pbf' },
    )
  }
  if (typeof document.remark === 'string' && /error|timed out/i.test(document.remark)) {
    throw problem(
      'input-truncated',
      'overpass.incomplete',
      { name, remark: document.remark.slice(0, 200) },
      { hint: 'hint.overpass-smaller' },
    )
  }
  if (elements.length === 0) {
    throw problem('input-empty', 'osm.no-elements', { name }, { hint: 'hint.overpass-empty' })
  }
  if (elements.length > settings.maxElements) throw tooManyElements(name, settings.maxElements)
  return new OverpassElements(name, settings).read(document, elements)
}

function parseDocument(name: string, bytes: Uint8Array): Json {
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    const atEnd = /end of JSON|Unterminated|Expected .* at position \d+ *$/.test(String(error))
    throw problem(
      atEnd ? 'input-truncated' : 'input-format',
      'json.invalid',
      { name, reason: (error as Error).message.slice(0, 200) },
      { hint: 'hint.cut-off-overpass', details: { name, bytes: bytes.length }, cause: error },
    )
  }
  if (typeof document === 'object' && document !== null) return document as Json
  throw problem('input-format', 'overpass.other-json', { name })
}

class OverpassElements {
  readonly #name: string
  readonly #builder: RawOsmBuilder
  readonly #nodeIds = new Set<number>()
  readonly #ways: WayElement[] = []
  readonly #relations: RelationElement[] = []
  readonly #wayIds = new Set<number>()
  /** Ways known only from a relation's members with geometry. */
  readonly #memberWays = new Map<number, readonly Ref[]>()
  /** Made-up nodes by place. */
  readonly #madeUp = new Map<string, { readonly lonE7: number; readonly latE7: number; id: number }>()

  constructor(name: string, settings: OsmReadSettings) {
    this.#name = name
    this.#builder = new RawOsmBuilder(settings.tagKeys, 1024)
  }

  read(document: Json, elements: readonly unknown[]): RawOsm {
    const osm3s = (document.osm3s ?? {}) as Json
    this.#builder.header = {
      box: boxOf(document.bounds),
      timestamp: typeof osm3s.timestamp_osm_base === 'string' ? osm3s.timestamp_osm_base : null,
      generator: typeof document.generator === 'string' ? document.generator : null,
    }
    for (const [index, element] of elements.entries()) this.#element(element, index)
    for (const [id, refs] of this.#memberWays) if (!this.#wayIds.has(id)) this.#ways.push({ id, tags: {}, refs })
    this.#numberMadeUpNodes()
    for (const way of this.#ways) this.#writeWay(way)
    for (const relation of this.#relations) this.#writeRelation(relation)
    return this.#builder.finish()
  }

  #malformed(index: number, what: Message): LivingCircleError {
    return problem(
      'input-format',
      'overpass.element',
      { name: this.#name, index, what },
      { hint: 'hint.overpass-query' },
    )
  }

  #element(value: unknown, index: number): void {
    if (typeof value !== 'object' || value === null) throw this.#malformed(index, message('overpass.no-object'))
    const element = value as Json
    const id = element.id
    if (!Number.isSafeInteger(id)) throw this.#malformed(index, message('overpass.no-id'))
    if (element.type === 'node') this.#node(id as number, element, index)
    else if (element.type === 'way') this.#way(id as number, element, index)
    else if (element.type === 'relation') this.#relation(id as number, element, index)
    // Overpass's own kinds (area, count, timeline …) are no map data.
    else if (typeof element.type !== 'string') throw this.#malformed(index, message('overpass.no-type'))
  }

  #node(id: number, element: Json, index: number): void {
    const place = placeOf(element)
    if (place === undefined) throw this.#malformed(index, message('overpass.node', { id: Number(id) }))
    this.#builder.addNode(id, place[0], place[1])
    this.#nodeIds.add(id)
    this.#writeTags(this.#builder.nodeTags, element.tags)
  }

  #way(id: number, element: Json, index: number): void {
    const nodes = integers(element.nodes)
    const geometry = Array.isArray(element.geometry) ? element.geometry.map(placeOf) : undefined
    const centre = placeOf(element.center)
    this.#wayIds.add(id)
    if (geometry !== undefined && nodes !== undefined && geometry.length === nodes.length) {
      this.#ways.push({ id, tags: element.tags, refs: nodes.map((node, at) => this.#known(node, geometry[at])) })
    } else if (geometry !== undefined) {
      this.#ways.push({ id, tags: element.tags, refs: geometry.filter((place) => place !== undefined) })
    } else if (centre !== undefined) {
      this.#ways.push({ id, tags: element.tags, refs: [centre] })
    } else if (nodes !== undefined) {
      this.#ways.push({ id, tags: element.tags, refs: nodes })
    } else {
      throw this.#malformed(index, message('overpass.way', { id: Number(id) }))
    }
  }

  /** A way's node with its place: if the document has no such node, it is added. */
  #known(id: number, place: Place | undefined): number {
    if (place !== undefined && !this.#nodeIds.has(id)) {
      this.#placeOnly.set(id, place)
    }
    return id
  }

  /** Nodes known only from the geometry of ways. */
  readonly #placeOnly = new Map<number, Place>()

  #relation(id: number, element: Json, index: number): void {
    const members: Member[] = []
    const list = element.members ?? []
    if (!Array.isArray(list)) throw this.#malformed(index, message('overpass.members', { id: Number(id) }))
    for (const item of list as readonly Json[]) {
      const type =
        item?.type === 'node'
          ? MEMBER_NODE
          : item?.type === 'way'
            ? MEMBER_WAY
            : item?.type === 'relation'
              ? MEMBER_RELATION
              : -1
      const ref = item?.ref
      if (type < 0 || !Number.isSafeInteger(ref))
        throw this.#malformed(index, message('overpass.member', { id: Number(id) }))
      members.push({ type, ref: ref as number, role: typeof item.role === 'string' ? item.role : '' })
      if (type === MEMBER_WAY && Array.isArray(item.geometry)) {
        const refs = item.geometry.map(placeOf).filter((place) => place !== undefined)
        if (!this.#memberWays.has(ref as number)) this.#memberWays.set(ref as number, refs)
      } else if (type === MEMBER_NODE) {
        const place = placeOf(item)
        if (place !== undefined) this.#known(ref as number, place)
      }
    }
    const centre = placeOf(element.center)
    if (centre !== undefined) members.push({ type: MEMBER_NODE, ref: centre, role: 'label' })
    this.#relations.push({ id, tags: element.tags, members })
  }

  #numberMadeUpNodes(): void {
    const builder = this.#builder
    for (const [id, place] of this.#placeOnly) {
      if (this.#nodeIds.has(id)) continue
      builder.addNode(id, place[0], place[1])
      builder.endTags(builder.nodeTags)
    }
    const note = (ref: Ref): void => {
      if (typeof ref === 'number') return
      const [lonE7, latE7] = [Math.round(ref[0] * 1e7), Math.round(ref[1] * 1e7)]
      this.#madeUp.set(`${lonE7},${latE7}`, { lonE7, latE7, id: 0 })
    }
    for (const way of this.#ways) way.refs.forEach(note)
    for (const relation of this.#relations) for (const member of relation.members) note(member.ref)
    const places = [...this.#madeUp.values()].sort((a, b) => a.lonE7 - b.lonE7 || a.latE7 - b.latE7)
    places.forEach((place, index) => {
      place.id = -1 - index
      builder.addNodeE7(place.id, place.lonE7, place.latE7)
      builder.endTags(builder.nodeTags)
    })
  }

  #idOf(ref: Ref): number {
    if (typeof ref === 'number') return ref
    return this.#madeUp.get(`${Math.round(ref[0] * 1e7)},${Math.round(ref[1] * 1e7)}`)!.id
  }

  #writeWay(way: WayElement): void {
    const builder = this.#builder
    builder.wayId.push(way.id)
    for (const ref of way.refs) builder.wayRef.push(this.#idOf(ref))
    builder.wayRefOffset.push(builder.wayRef.length)
    this.#writeTags(builder.wayTags, way.tags)
  }

  #writeRelation(relation: RelationElement): void {
    const builder = this.#builder
    builder.relationId.push(relation.id)
    this.#writeTags(builder.relationTags, relation.tags)
    for (const member of relation.members) {
      builder.relationMemberType.push(member.type)
      builder.relationMemberRef.push(this.#idOf(member.ref))
      builder.relationMemberRole.push(builder.strings.intern(member.role))
    }
    builder.relationMemberOffset.push(builder.relationMemberType.length)
  }

  #writeTags(into: GrowingTags, tags: unknown): void {
    if (typeof tags === 'object' && tags !== null) {
      for (const [key, value] of Object.entries(tags)) {
        if (typeof value === 'string') this.#builder.addTag(into, key, value)
      }
    }
    this.#builder.endTags(into)
  }
}

function placeOf(value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { lat, lon } = value as Json
  return typeof lat === 'number' && typeof lon === 'number' ? [lon, lat] : undefined
}

function integers(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item)) ? (value as number[]) : undefined
}

function boxOf(value: unknown): BoundingBox | null {
  if (typeof value !== 'object' || value === null) return null
  const { minlon, minlat, maxlon, maxlat } = value as Json
  const box = [minlon, minlat, maxlon, maxlat]
  return box.every((side) => typeof side === 'number') ? (box as unknown as BoundingBox) : null
}
