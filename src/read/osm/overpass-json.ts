// Overpass JSON → RawOsm. What enters: the document's bytes; what leaves: a RawOsm. Understands `out body`, `out geom` and
// `out center` (see way-places). It does not know which tags matter.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import type { BoundingBox } from '../../foundation/units.ts'
import { message, problem } from '../../words/problem.ts'
import { tooManyElements } from './osm-pbf.ts'
import { refuseIncompleteAnswer } from './overpass-remark.ts'
import { MEMBER_NODE, MEMBER_RELATION, MEMBER_WAY, type RawOsm } from './raw-osm.ts'
import { type GrowingTags, placeOnEarth, RawOsmBuilder } from './raw-osm-builder.ts'
import { JSON_BYTES_PER_OPENING, JSON_OPENINGS_FLOOR, type OsmReadSettings } from './read-osm-options.ts'
import { NO_NODE } from './way-places.ts'

/** Elements between two looks at the budget. */
const ELEMENTS_BETWEEN = 4096

type Json = Readonly<Record<string, unknown>>

/** A place in degrees, lon before lat. */
type Place = readonly [lon: number, lat: number]

/** Reads an Overpass JSON document. @throws LivingCircleError `input-format`, `input-truncated`, `input-empty`, `input-too-large` */
export function readOverpassJson(
  name: string,
  bytes: Uint8Array,
  settings: OsmReadSettings,
  fileBytes: () => number,
): RawOsm {
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
  if (typeof document.remark === 'string') refuseIncompleteAnswer(name, document.remark)
  if (elements.length === 0) {
    throw problem('input-empty', 'osm.no-elements', { name }, { hint: 'hint.overpass-empty' })
  }
  if (elements.length > settings.maxElements) throw tooManyElements(name, settings.maxElements)
  return new OverpassElements(name, settings, fileBytes).read(document, elements)
}

/** A parsed object takes some 60 bytes: a document of hardly anything but brackets would take many times its size. */
function refuseDense(name: string, bytes: Uint8Array): void {
  const most = JSON_OPENINGS_FLOOR + bytes.length / JSON_BYTES_PER_OPENING
  let openings = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0x7b || bytes[at] === 0x5b) openings++
  if (openings <= most) return
  throw problem('input-too-large', 'osm.dense-json', { name, n: openings }, { hint: 'hint.osm-bomb' })
}

function parseDocument(name: string, bytes: Uint8Array): Json {
  refuseDense(name, bytes)
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

  constructor(name: string, settings: OsmReadSettings, fileBytes: () => number) {
    this.#name = name
    this.#builder = new RawOsmBuilder(settings.tagKeys, 1024, settings, fileBytes)
  }

  read(document: Json, elements: readonly unknown[]): RawOsm {
    const osm3s = (document.osm3s ?? {}) as Json
    this.#builder.header = {
      box: boxOf(document.bounds),
      timestamp: typeof osm3s.timestamp_osm_base === 'string' ? osm3s.timestamp_osm_base : null,
      generator: typeof document.generator === 'string' ? document.generator : null,
    }
    for (const [index, element] of elements.entries()) {
      this.#element(element, index)
      if (index % ELEMENTS_BETWEEN === 0) this.#builder.budget.expect()
    }
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
    const { id, type } = element
    if (!Number.isSafeInteger(id)) throw this.#malformed(index, message('overpass.no-id'))
    // Overpass's own kinds (area, count, timeline …) are no map data.
    if (typeof type !== 'string') throw this.#malformed(index, message('overpass.no-type'))
    if (type !== 'node' && type !== 'way' && type !== 'relation') return
    const isDeleted = element.visible === false
    if (type === 'node') this.#node(id as number, element, index, isDeleted)
    else if (type === 'way') this.#way(id as number, element, index, isDeleted)
    else this.#relation(id as number, element, index)
    const version = Number.isSafeInteger(element.version) ? (element.version as number) : 0
    if (isDeleted) this.#builder.noteDeleted(type, version)
    else this.#builder.noteVersion(type, version)
  }

  #node(id: number, element: Json, index: number, isDeleted: boolean): void {
    const place = isDeleted ? ([0, 0] as const) : placeOf(element)
    if (place === undefined) throw this.#malformed(index, message('overpass.node', { id }))
    this.#builder.addNode(id, place[0], place[1])
    this.#writeTags(this.#builder.nodeTags, element.tags)
  }

  #way(id: number, element: Json, index: number, isDeleted: boolean): void {
    const builder = this.#builder
    const nodes = integers(element.nodes)
    const geometry = Array.isArray(element.geometry) ? element.geometry : undefined
    const centre = placeOf(element.center)
    if (nodes === undefined && geometry === undefined && centre === undefined && !isDeleted)
      throw this.#malformed(index, message('overpass.way', { id }))
    builder.budget.expectReferences(Math.max(nodes?.length ?? 0, geometry?.length ?? 0))
    builder.wayId.push(id)
    for (const ref of this.#refsOf(nodes, geometry)) builder.wayRef.push(ref)
    builder.wayRefOffset.push(builder.wayRef.length)
    if (centre !== undefined && geometry === undefined) builder.places.noteCentre(id, ...this.#e7(centre))
    this.#writeTags(builder.wayTags, element.tags)
  }

  /** References of a way: its nodes, with the places that `out geom` gives them; places alone where it gives no nodes. */
  #refsOf(nodes: readonly number[] | undefined, geometry: readonly unknown[] | undefined): readonly number[] {
    if (geometry === undefined) return nodes ?? []
    const { places } = this.#builder
    const hasIds = nodes !== undefined && nodes.length === geometry.length
    return geometry.map((value, at) => {
      const place = placeOf(value)
      // Beyond the box of `out geom(bbox)` there are no places: the way has a hole there, and must not be closed across it.
      if (place === undefined) return hasIds ? nodes[at]! : NO_NODE
      if (!hasIds) return places.refTo(...this.#e7(place))
      places.note(nodes[at]!, ...this.#e7(place))
      return nodes[at]!
    })
  }

  #e7([lon, lat]: Place): [lonE7: number, latE7: number] {
    return placeOnEarth(lon, lat)
  }

  #relation(id: number, element: Json, index: number): void {
    const builder = this.#builder
    const list = element.members ?? []
    if (!Array.isArray(list)) throw this.#malformed(index, message('overpass.members', { id }))
    builder.budget.expectReferences(list.length)
    builder.relationId.push(id)
    for (const item of list as readonly Json[]) {
      const type = MEMBER_TYPES.get(item?.type)
      const ref = item?.ref
      if (type === undefined || !Number.isSafeInteger(ref))
        throw this.#malformed(index, message('overpass.member', { id }))
      this.#writeMember(type, ref as number, typeof item.role === 'string' ? item.role : '')
      if (type === MEMBER_WAY && Array.isArray(item.geometry)) {
        builder.addWeakWay(ref as number, this.#refsOf(undefined, item.geometry))
      } else if (type === MEMBER_NODE) {
        const place = placeOf(item)
        if (place !== undefined) builder.places.note(ref as number, ...this.#e7(place))
      }
    }
    const centre = placeOf(element.center)
    if (centre !== undefined) this.#writeMember(MEMBER_NODE, builder.places.refTo(...this.#e7(centre)), 'label')
    builder.relationMemberOffset.push(builder.relationMemberType.length)
    this.#writeTags(builder.relationTags, element.tags)
  }

  #writeMember(type: number, ref: number, role: string): void {
    const builder = this.#builder
    builder.relationMemberType.push(type)
    builder.relationMemberRef.push(ref)
    builder.relationMemberRole.push(builder.strings.intern(role))
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

const MEMBER_TYPES: ReadonlyMap<unknown, number> = new Map([
  ['node', MEMBER_NODE],
  ['way', MEMBER_WAY],
  ['relation', MEMBER_RELATION],
])

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
