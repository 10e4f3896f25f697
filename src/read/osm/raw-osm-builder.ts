// Collects elements in columns. What enters: elements in any order, also repeated; what leaves: a RawOsm in ascending order of id,
// each element once. The readers of all formats write here. It does not know formats, nor what any tag means.
import type { BoundingBox } from '../../foundation/units.ts'
import { problem } from '../../words/problem.ts'
import {
  byteColumn,
  doubleColumn,
  type GrowableColumn,
  int32Column,
  uint16Column,
  uint32Column,
} from '../bytes/growable-column.ts'
import { COPY_DELETED, COPY_WEAK, HIGHEST_VERSION } from './element-copies.ts'
import { type BudgetLimits, MemoryBudget } from './memory-budget.ts'
import type { OsmHeader, RawOsm, TagColumns } from './raw-osm.ts'
import { renumberStrings, sortedNodes, sortedRelations, sortedWays } from './sort-elements.ts'
import { StringTable } from './string-table.ts'
import { WayPlaces } from './way-places.ts'

/** Longitude and latitude bounds in 1e-7 degrees. */
export const MAX_LON_E7 = 1_800_000_000
export const MAX_LAT_E7 = 900_000_000

/** Growing tag columns of one kind of element. `offset` gets one entry when an element is finished. */
export interface GrowingTags {
  readonly offset: GrowableColumn<Uint32Array>
  readonly key: GrowableColumn<Uint32Array>
  readonly value: GrowableColumn<Uint32Array>
}

/** Kinds of element. */
export type ElementKind = 'node' | 'way' | 'relation'

export class RawOsmBuilder {
  readonly strings = new StringTable()
  readonly nodeId: GrowableColumn<Float64Array>
  readonly nodeLonE7: GrowableColumn<Int32Array>
  readonly nodeLatE7: GrowableColumn<Int32Array>
  readonly nodeTags: GrowingTags
  readonly wayId: GrowableColumn<Float64Array>
  readonly wayRefOffset: GrowableColumn<Uint32Array>
  readonly wayRef: GrowableColumn<Float64Array>
  readonly wayTags: GrowingTags
  readonly relationId = doubleColumn(256)
  readonly relationMemberOffset = uint32Column(256)
  readonly relationMemberType = byteColumn(1024)
  readonly relationMemberRef = doubleColumn(1024)
  readonly relationMemberRole = uint32Column(1024)
  readonly relationTags = growingTags(256)
  /** What elements may take: whoever adds many asks it before. */
  readonly budget: MemoryBudget
  header: OsmHeader = { box: null, timestamp: null, generator: null }
  readonly #wanted: ReadonlySet<string> | undefined
  /** Versions and bits of copies, by kind; only where a reader says any. Rows that are behind its end have none. */
  readonly #copies = new Map<ElementKind, GrowableColumn<Uint16Array>>()
  #places: WayPlaces | undefined

  /**
   * @param tagKeys only tags with these keys are kept; all where `undefined`
   * @param expectedNodes a guess that saves regrowing
   * @param fileBytes bytes of the file read so far, packed
   */
  constructor(
    tagKeys: readonly string[] | undefined,
    expectedNodes: number,
    limits: BudgetLimits,
    fileBytes: () => number,
  ) {
    this.budget = new MemoryBudget(limits, fileBytes, () => this.columnBytes)
    this.#wanted = tagKeys === undefined ? undefined : new Set(tagKeys)
    this.nodeId = doubleColumn(expectedNodes)
    this.nodeLonE7 = int32Column(expectedNodes)
    this.nodeLatE7 = int32Column(expectedNodes)
    this.nodeTags = growingTags(expectedNodes)
    this.wayId = doubleColumn(expectedNodes >> 3)
    this.wayRefOffset = uint32Column(expectedNodes >> 3)
    this.wayRef = doubleColumn(expectedNodes + (expectedNodes >> 2))
    this.wayTags = growingTags(expectedNodes >> 3)
    this.wayRefOffset.push(0)
    this.relationMemberOffset.push(0)
  }

  /** Elements so far. */
  get elements(): number {
    return this.nodeId.length + this.wayId.length + this.relationId.length
  }

  /** Bytes of all columns so far, strings and places of ways included. */
  get columnBytes(): number {
    const nodes = this.nodeId.length * 20
    const ways = this.wayId.length * 16 + this.wayRef.length * 8
    const relations = this.relationId.length * 16 + this.relationMemberRef.length * 13
    const tags = this.nodeTags.key.length + this.wayTags.key.length + this.relationTags.key.length
    return nodes + ways + relations + tags * 8 + this.strings.bytes + (this.#places?.bytes ?? 0)
  }

  /** Whether tags with this key are kept. */
  wants(key: string): boolean {
    return this.#wanted === undefined || this.#wanted.has(key)
  }

  /** Adds one tag to the element being written, if its key is wanted. */
  addTag(tags: GrowingTags, key: string, value: string): void {
    if (!this.wants(key)) return
    tags.key.push(this.strings.intern(key))
    tags.value.push(this.strings.intern(value))
  }

  /** Ends an element's tags: one per element, after its tags. */
  endTags(tags: GrowingTags): void {
    tags.offset.push(tags.key.length)
  }

  /** Adds a node's id and place in degrees (not its tags). @throws LivingCircleError `input-format` for a place off the Earth */
  addNode(id: number, lonDegrees: number, latDegrees: number): void {
    this.addNodeE7(id, Math.round(lonDegrees * 1e7), Math.round(latDegrees * 1e7))
  }

  /** {@link RawOsmBuilder.addNode} in 1e-7 degrees. */
  addNodeE7(id: number, lonE7: number, latE7: number): void {
    if (!isOnEarth(lonE7, latE7)) {
      const place = { lon: lonE7 / 1e7, lat: latE7 / 1e7 }
      throw problem(
        'input-format',
        'osm.node-place',
        { id, ...place },
        { hint: 'hint.damaged-or-not-degrees', details: { node: id, ...place } },
      )
    }
    this.nodeId.push(id)
    this.nodeLonE7.push(lonE7)
    this.nodeLatE7.push(latE7)
  }

  /** Places that ways carry themselves. */
  get places(): WayPlaces {
    this.#places ??= new WayPlaces()
    return this.#places
  }

  /** Says of which version the element is that was added last; 0 where it is not said. */
  noteVersion(kind: ElementKind, version: number): void {
    if (version > 0) this.#noteCopy(kind, Math.min(version, HIGHEST_VERSION))
  }

  /** Says that the element added last is deleted (in this version). Its place is of no matter. */
  noteDeleted(kind: ElementKind, version: number): void {
    this.#noteCopy(kind, Math.min(Math.max(version, 0), HIGHEST_VERSION) | COPY_DELETED)
  }

  /** Adds a way that is only known from a relation that has it as a member: any other copy of it counts more. */
  addWeakWay(id: number, refs: readonly number[]): void {
    this.wayId.push(id)
    for (const ref of refs) this.wayRef.push(ref)
    this.wayRefOffset.push(this.wayRef.length)
    this.endTags(this.wayTags)
    this.#noteCopy('way', COPY_WEAK)
  }

  /** Widens the declared box: editors write one for each download, joined files have one for each part. */
  declareBox([west, south, east, north]: BoundingBox): void {
    const { box } = this.header
    const widened: BoundingBox =
      box === null
        ? [west, south, east, north]
        : [Math.min(box[0], west), Math.min(box[1], south), Math.max(box[2], east), Math.max(box[3], north)]
    this.header = { ...this.header, box: widened }
  }

  #noteCopy(kind: ElementKind, copy: number): void {
    const ids = kind === 'node' ? this.nodeId : kind === 'way' ? this.wayId : this.relationId
    let column = this.#copies.get(kind)
    if (column === undefined) this.#copies.set(kind, (column = uint16Column(ids.length)))
    // New memory is zero: rows of which nothing was said.
    column.reserve(ids.length - column.length)
    column.length = ids.length
    column.array[ids.length - 1] = copy
  }

  #finishedCopies(kind: ElementKind): Uint16Array | undefined {
    return this.#copies.get(kind)?.finish()
  }

  /** All elements, sorted, each once; the builder must not be used afterwards. */
  finish(): RawOsm {
    this.#places?.forEachNoted((id, lonE7, latE7) => {
      this.addNodeE7(id, lonE7, latE7)
      this.endTags(this.nodeTags)
      this.#noteCopy('node', COPY_WEAK)
    })
    const sorted = sortedNodes(
      {
        id: this.nodeId.finish(),
        lonE7: this.nodeLonE7.finish(),
        latE7: this.nodeLatE7.finish(),
        tags: finishedTags(this.nodeTags),
      },
      this.#finishedCopies('node'),
    )
    const sortedWayColumns = sortedWays(
      {
        id: this.wayId.finish(),
        refOffset: this.wayRefOffset.finish(),
        ref: this.wayRef.finish(),
        tags: finishedTags(this.wayTags),
      },
      this.#finishedCopies('way'),
    )
    const relations = sortedRelations(
      {
        id: this.relationId.finish(),
        memberOffset: this.relationMemberOffset.finish(),
        memberType: this.relationMemberType.finish(),
        memberRef: this.relationMemberRef.finish(),
        memberRole: this.relationMemberRole.finish(),
        tags: finishedTags(this.relationTags),
      },
      this.#finishedCopies('relation'),
    )
    const ways = this.#places?.centreWays(sortedWayColumns, sorted.id) ?? sortedWayColumns
    const nodes = this.#places?.nameUnnamed(sorted, [ways.ref, relations.memberRef]) ?? sorted
    const columns = [
      [nodes.tags.key, nodes.tags.value],
      [ways.tags.key, ways.tags.value],
      [relations.tags.key, relations.tags.value],
      [relations.memberRole],
    ]
    return {
      header: this.header,
      nodeId: nodes.id,
      nodeLonE7: nodes.lonE7,
      nodeLatE7: nodes.latE7,
      nodeTags: nodes.tags,
      wayId: ways.id,
      wayRefOffset: ways.refOffset,
      wayRef: ways.ref,
      wayTags: ways.tags,
      relationId: relations.id,
      relationMemberOffset: relations.memberOffset,
      relationMemberType: relations.memberType,
      relationMemberRef: relations.memberRef,
      relationMemberRole: relations.memberRole,
      relationTags: relations.tags,
      strings: renumberStrings(this.strings.toStrings(), columns),
      repeatedElements: sorted.repeated + sortedWayColumns.repeated + relations.repeated,
    }
  }
}

/** Whether a place in 1e-7 degrees is one. */
export function isOnEarth(lonE7: number, latE7: number): boolean {
  return Math.abs(lonE7) <= MAX_LON_E7 && Math.abs(latE7) <= MAX_LAT_E7
}

/** A place in degrees as one in 1e-7 degrees. @throws LivingCircleError `input-format` for a place off the Earth */
export function placeOnEarth(lonDegrees: number, latDegrees: number): [lonE7: number, latE7: number] {
  const lonE7 = Math.round(lonDegrees * 1e7)
  const latE7 = Math.round(latDegrees * 1e7)
  if (isOnEarth(lonE7, latE7)) return [lonE7, latE7]
  throw problem(
    'input-format',
    'osm.reference-place',
    { lon: lonE7 / 1e7, lat: latE7 / 1e7 },
    { hint: 'hint.damaged-or-not-degrees' },
  )
}

function growingTags(capacity: number): GrowingTags {
  const tags = { offset: uint32Column(capacity + 1), key: uint32Column(1024), value: uint32Column(1024) }
  tags.offset.push(0)
  return tags
}

function finishedTags(tags: GrowingTags): TagColumns {
  return { offset: tags.offset.finish(), key: tags.key.finish(), value: tags.value.finish() }
}
