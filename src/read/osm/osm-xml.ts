// OSM XML (also gzipped): a stream of text → RawOsm. What enters: UTF-8 bytes; what leaves: a RawOsm. Elements that are marked
// as deleted are not there, of several versions the newest is. It does not know which tags matter.
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { pause } from '../../foundation/breath.ts'
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import { tooManyElements } from './osm-pbf.ts'
import { refuseIncompleteAnswer } from './overpass-remark.ts'
import { MEMBER_NODE, MEMBER_RELATION, MEMBER_WAY, type RawOsm } from './raw-osm.ts'
import { type ElementKind, placeOnEarth, RawOsmBuilder } from './raw-osm-builder.ts'
import { byteProgress, MAX_XML_DEPTH, MAX_XML_TOKEN, type OsmReadSettings } from './read-osm-options.ts'
import { NO_NODE } from './way-places.ts'

const MEMBER_TYPES: ReadonlyMap<string, number> = new Map([
  ['node', MEMBER_NODE],
  ['way', MEMBER_WAY],
  ['relation', MEMBER_RELATION],
])

/** Bytes handed to the parser at a time. */
const PIECE_BYTES = 1 << 16

/** Bytes per node of unpacked XML, for a first guess. */
const BYTES_PER_NODE = 100

/** Reads OSM XML. @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large` */
export async function readOsmXml(
  name: string,
  byteLength: number | undefined,
  chunks: AsyncIterable<Uint8Array>,
  settings: OsmReadSettings,
  fileBytes: () => number,
): Promise<RawOsm> {
  const expectedNodes = Math.min(1_000_000, Math.ceil((byteLength ?? 0) / BYTES_PER_NODE))
  const builder = new RawOsmBuilder(settings.tagKeys, expectedNodes, settings, fileBytes)
  const elements = new XmlElements(name, builder)
  const parser = elements.parser()
  const decoder = new TextDecoder('utf-8')
  const progress = byteProgress(settings, byteLength)
  let done = 0
  for await (const chunk of chunks) {
    // In pieces: what a tag may take is looked at between them.
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      parser.write(decoder.decode(chunk.subarray(at, at + PIECE_BYTES), { stream: true }))
      elements.refuseEndlessToken()
      builder.budget.expect()
      await pause(settings.signal)
    }
    done += chunk.length
    if (builder.elements > settings.maxElements) throw tooManyElements(name, settings.maxElements)
    progress(done)
  }
  elements.ended = true
  parser.write(decoder.decode())
  parser.close()
  elements.finish()
  return builder.finish()
}

type Attributes = Readonly<Record<string, string | undefined>>

/** The element being read, and what its children add to it. */
class XmlElements {
  /** True once all bytes were given: an error is then a truncation. */
  ended = false
  readonly #name: string
  readonly #builder: RawOsmBuilder
  readonly #tags: string[] = []
  readonly #refs: number[] = []
  readonly #memberTypes: number[] = []
  readonly #memberRoles: string[] = []
  /** Places of the way that is the member at hand, from `out geom`. */
  readonly #memberPlaces: number[] = []
  /** The place of the way or relation at hand, from `out center`. */
  #centre: readonly [lonE7: number, latE7: number] | undefined
  /** A reference to nothing is a hole in `out geom`; in a file without places on references it is damage. */
  #hasPlacedRefs = false
  #firstBlankRef: LivingCircleError | undefined
  #remark = ''
  #depth = 0
  /** Depth at which an element is skipped (deleted ones), or 0. */
  #skipping = 0
  #parser: SaxesParser | undefined
  /** Where the parser was when a tag ended last. */
  #tagEnd = 0

  constructor(name: string, builder: RawOsmBuilder) {
    this.#name = name
    this.#builder = builder
  }

  parser(): SaxesParser {
    const parser = new SaxesParser({ position: true })
    this.#parser = parser
    // The five entities of XML and no others, also none that an object inherits.
    parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" })
    parser.on('doctype', () => {
      throw problem('input-format', 'xml.doctype', { name: this.#name }, { hint: 'hint.doctype' })
    })
    parser.on('error', (error) => this.#failed(error))
    parser.on('opentag', (tag) => this.#open(tag as SaxesTagPlain))
    parser.on('closetag', (tag) => this.#close(tag.name))
    return parser
  }

  /** A tag or a text that goes on and on is kept until it ends: it must end soon. */
  refuseEndlessToken(): void {
    if (this.#parser!.position - this.#tagEnd <= MAX_XML_TOKEN) return
    throw this.#malformed(message('xml.endless', { line: this.#parser!.line, most: MAX_XML_TOKEN }))
  }

  #failed(error: Error): never {
    const reason = error.message.replace(/^\d+:\d+: /, '')
    const at = { line: this.#parser!.line, column: this.#parser!.column }
    if (this.ended) {
      throw problem(
        'input-truncated',
        'xml.cut-off',
        { name: this.#name, line: at.line, reason },
        { hint: 'hint.cut-off', details: { name: this.#name, ...at } },
      )
    }
    throw this.#malformed(message('xml.at', { ...at, reason }))
  }

  #malformed(what: Message): LivingCircleError {
    return problem(
      'input-format',
      'xml.malformed',
      { name: this.#name, what },
      { hint: 'hint.extract-again', details: { name: this.#name, line: this.#parser!.line } },
    )
  }

  #open(tag: SaxesTagPlain): void {
    this.#depth++
    this.#tagEnd = this.#parser!.position
    if (this.#depth > MAX_XML_DEPTH) throw this.#malformed(message('xml.depth', { most: MAX_XML_DEPTH }))
    if (this.#skipping > 0) return
    const attributes: Attributes = tag.attributes
    if (this.#depth === 1) this.#root(tag.name, attributes)
    else if (this.#depth === 2) this.#element(tag.name, attributes)
    else if (this.#depth === 3) this.#child(tag.name, attributes)
    else if (this.#depth === 4 && tag.name === 'nd' && this.#memberTypes.length > 0) {
      // `out geom` of a relation: the places of a member way.
      this.#builder.budget.expectReferences(this.#memberPlaces.length)
      this.#memberPlaces.push(this.#refOf(attributes))
    }
  }

  #root(kind: string, attributes: Attributes): void {
    if (kind === 'osmChange') {
      throw problem('input-unsupported', 'xml.change-file', { name: this.#name }, { hint: 'hint.use-extract-of-area' })
    }
    if (kind !== 'osm') {
      throw problem(
        'input-format',
        'xml.other-root',
        { name: this.#name, root: kind.slice(0, 40) },
        { hint: 'hint.use-extract' },
      )
    }
    const version = attributes.version
    if (version !== undefined && version !== '0.6') {
      throw problem(
        'input-unsupported',
        'xml.version',
        { name: this.#name, version: version.slice(0, 20) },
        { hint: 'hint.newer-extract' },
      )
    }
    const header = this.#builder.header
    this.#builder.header = {
      ...header,
      generator: attributes.generator ?? header.generator,
      timestamp: attributes.timestamp ?? header.timestamp,
    }
  }

  #element(kind: string, attributes: Attributes): void {
    const builder = this.#builder
    if (kind === 'node' || kind === 'way' || kind === 'relation') {
      const id = this.#integer(attributes.id, `${kind} id`)
      const version = /^\d{1,9}$/.test(attributes.version ?? '') ? Number(attributes.version) : 0
      if (attributes.visible === 'false' || attributes.action === 'delete') this.#deleted(kind, id, version)
      else {
        if (kind === 'node') this.#node(id, attributes)
        else if (kind === 'way') builder.wayId.push(id)
        else builder.relationId.push(id)
        builder.noteVersion(kind, version)
      }
    } else if (kind === 'bounds') {
      this.#box([attributes.minlon, attributes.minlat, attributes.maxlon, attributes.maxlat])
    } else if (kind === 'bound') {
      // Osmosis: south, west, north, east.
      const [south, west, north, east] = (attributes.box ?? '').split(',')
      this.#box([west, south, east, north])
    } else if (kind === 'meta') {
      builder.header = { ...builder.header, timestamp: attributes.osm_base ?? builder.header.timestamp }
    } else if (kind === 'remark') {
      this.#parser!.on('text', (text) => {
        this.#remark += text.slice(0, 1000)
      })
    } else if (kind === 'action' || kind === 'create' || kind === 'modify' || kind === 'delete') {
      throw problem(
        'input-unsupported',
        'xml.change-element',
        { name: this.#name, kind },
        { hint: 'hint.use-extract-of-area' },
      )
    }
  }

  /** An element that is there no more: in a history the newest version decides, so it is noted like any other. */
  #deleted(kind: ElementKind, id: number, version: number): void {
    const builder = this.#builder
    this.#skipping = this.#depth
    if (kind === 'node') builder.addNodeE7(id, 0, 0)
    else if (kind === 'way') {
      builder.wayId.push(id)
      builder.wayRefOffset.push(builder.wayRef.length)
    } else {
      builder.relationId.push(id)
      builder.relationMemberOffset.push(builder.relationMemberType.length)
    }
    builder.endTags(kind === 'node' ? builder.nodeTags : kind === 'way' ? builder.wayTags : builder.relationTags)
    builder.noteDeleted(kind, version)
  }

  #box(sides: readonly (string | undefined)[]): void {
    const [west, south, east, north] = sides.map(degrees) as [number, number, number, number]
    if (west <= east && south <= north) this.#builder.declareBox([west, south, east, north])
  }

  #node(id: number, attributes: Attributes): void {
    const [lon, lat] = [degrees(attributes.lon), degrees(attributes.lat)]
    if (Number.isNaN(lon) || Number.isNaN(lat)) {
      const [lat, lon] = [attributes.lat, attributes.lon].map((text) => String(text).slice(0, 30)) as [string, string]
      throw this.#malformed(message('xml.place', { line: this.#parser!.line, id, lat, lon }))
    }
    this.#builder.addNode(id, lon, lat)
  }

  #child(kind: string, attributes: Attributes): void {
    this.#builder.budget.expectReferences(Math.max(this.#refs.length, this.#tags.length / 2))
    if (kind === 'tag') {
      if (attributes.k !== undefined && attributes.v !== undefined) this.#tags.push(attributes.k, attributes.v)
    } else if (kind === 'nd') {
      this.#refs.push(this.#refOf(attributes))
    } else if (kind === 'member') {
      const type = MEMBER_TYPES.get(attributes.type ?? '')
      if (type === undefined)
        throw this.#malformed(
          message('xml.member', { line: this.#parser!.line, type: String(attributes.type).slice(0, 30) }),
        )
      this.#memberTypes.push(type)
      this.#refs.push(
        type === MEMBER_NODE ? this.#refOf(attributes) : this.#integer(attributes.ref, 'member reference'),
      )
      this.#memberRoles.push(attributes.role ?? '')
    } else if (kind === 'center') {
      this.#centre = this.#placeOf(attributes)
    }
  }

  /** The node that a reference names, with its place where the reference has one (`out geom`, locations on ways). */
  #refOf(attributes: Attributes): number {
    const place = this.#placeOf(attributes)
    if (place !== undefined) {
      this.#hasPlacedRefs = true
      if (attributes.ref === undefined) return this.#builder.places.refTo(...place)
      const id = this.#integer(attributes.ref, 'node reference')
      this.#builder.places.note(id, ...place)
      return id
    }
    if (attributes.ref !== undefined) return this.#integer(attributes.ref, 'node reference')
    this.#firstBlankRef ??= this.#malformed(message('xml.reference', { line: this.#parser!.line }))
    return NO_NODE
  }

  #placeOf({ lon, lat }: Attributes): [lonE7: number, latE7: number] | undefined {
    if (lon === undefined && lat === undefined) return undefined
    const [lonDegrees, latDegrees] = [degrees(lon), degrees(lat)]
    if (Number.isNaN(lonDegrees) || Number.isNaN(latDegrees)) {
      throw this.#malformed(
        message('xml.reference-place', {
          line: this.#parser!.line,
          lat: (lat ?? '').slice(0, 30),
          lon: (lon ?? '').slice(0, 30),
        }),
      )
    }
    return placeOnEarth(lonDegrees, latDegrees)
  }

  /** What only the whole file tells. */
  finish(): void {
    refuseIncompleteAnswer(this.#name, this.#remark)
    if (this.#firstBlankRef !== undefined && !this.#hasPlacedRefs) throw this.#firstBlankRef
  }

  #close(kind: string): void {
    const depth = this.#depth--
    this.#tagEnd = this.#parser!.position
    if (this.#skipping > 0) {
      if (depth === this.#skipping) this.#skipping = 0
      return
    }
    if (depth === 3 && kind === 'member') this.#closeMember()
    if (depth !== 2) return
    const builder = this.#builder
    if (kind === 'remark') this.#parser!.off('text')
    if (kind === 'node') this.#endTags(builder.nodeTags)
    else if (kind === 'way') {
      if (this.#centre !== undefined) {
        builder.places.noteCentre(builder.wayId.array[builder.wayId.length - 1]!, ...this.#centre)
      }
      for (const ref of this.#refs) builder.wayRef.push(ref)
      builder.wayRefOffset.push(builder.wayRef.length)
      this.#endTags(builder.wayTags)
    } else if (kind === 'relation') {
      if (this.#centre !== undefined) {
        this.#memberTypes.push(MEMBER_NODE)
        this.#refs.push(builder.places.refTo(...this.#centre))
        this.#memberRoles.push('label')
      }
      this.#endTags(builder.relationTags)
      this.#memberTypes.forEach((type, member) => {
        builder.relationMemberType.push(type)
        builder.relationMemberRef.push(this.#refs[member]!)
        builder.relationMemberRole.push(builder.strings.intern(this.#memberRoles[member]!))
      })
      builder.relationMemberOffset.push(builder.relationMemberType.length)
    }
    this.#tags.length = 0
    this.#refs.length = 0
    this.#memberTypes.length = 0
    this.#memberRoles.length = 0
    this.#centre = undefined
  }

  /** A member way whose places came with it is a way of which no more is known, unless the file has it. */
  #closeMember(): void {
    const member = this.#memberTypes.length - 1
    if (this.#memberTypes[member] === MEMBER_WAY && this.#memberPlaces.length > 0) {
      this.#builder.addWeakWay(this.#refs[member]!, this.#memberPlaces)
    }
    this.#memberPlaces.length = 0
  }

  #endTags(tags: RawOsmBuilder['nodeTags']): void {
    for (let pair = 0; pair < this.#tags.length; pair += 2) {
      this.#builder.addTag(tags, this.#tags[pair]!, this.#tags[pair + 1]!)
    }
    this.#builder.endTags(tags)
  }

  #integer(text: string | undefined, what: string): number {
    const value = text === undefined || !/^-?\d{1,16}$/.test(text) ? Number.NaN : Number(text)
    if (Number.isSafeInteger(value)) return value
    throw this.#malformed(message('xml.number', { line: this.#parser!.line, what, text: String(text).slice(0, 30) }))
  }
}

/** Degrees of an attribute, NaN where it is none. */
function degrees(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text)
}
