// Collects elements in columns. What enters: elements in any order; what leaves: a RawOsm in ascending order of id without
// repeats. The readers of all formats write here. It does not know formats, nor what any tag means.
import { problem } from '../../words/problem.ts'
import { byteColumn, doubleColumn, type GrowableColumn, int32Column, uint32Column } from '../bytes/growable-column.ts'
import type { OsmHeader, RawOsm, TagColumns } from './raw-osm.ts'
import { renumberStrings, sortedNodes, sortedRelations, sortedWays } from './sort-elements.ts'
import { StringTable } from './string-table.ts'

/** Longitude and latitude bounds in 1e-7 degrees. */
export const MAX_LON_E7 = 1_800_000_000
export const MAX_LAT_E7 = 900_000_000

/** Growing tag columns of one kind of element. `offset` gets one entry when an element is finished. */
export interface GrowingTags {
  readonly offset: GrowableColumn<Uint32Array>
  readonly key: GrowableColumn<Uint32Array>
  readonly value: GrowableColumn<Uint32Array>
}

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
  header: OsmHeader = { box: null, timestamp: null, generator: null }
  readonly #wanted: ReadonlySet<string> | undefined

  /**
   * @param tagKeys only tags with these keys are kept; all where `undefined`
   * @param expectedNodes a guess that saves regrowing
   */
  constructor(tagKeys: readonly string[] | undefined, expectedNodes: number) {
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
    if (!(Math.abs(lonE7) <= MAX_LON_E7 && Math.abs(latE7) <= MAX_LAT_E7)) {
      throw problem(
        'input-format',
        'osm.node-place',
        { id, lon: lonE7 / 1e7, lat: latE7 / 1e7 },
        { hint: 'hint.damaged-or-not-degrees', details: { node: id, lon: lonE7 / 1e7, lat: latE7 / 1e7 } },
      )
    }
    this.nodeId.push(id)
    this.nodeLonE7.push(lonE7)
    this.nodeLatE7.push(latE7)
  }

  /** All elements, sorted and without repeats; the builder must not be used afterwards. */
  finish(): RawOsm {
    const nodes = sortedNodes({
      id: this.nodeId.finish(),
      lonE7: this.nodeLonE7.finish(),
      latE7: this.nodeLatE7.finish(),
      tags: finishedTags(this.nodeTags),
    })
    const ways = sortedWays({
      id: this.wayId.finish(),
      refOffset: this.wayRefOffset.finish(),
      ref: this.wayRef.finish(),
      tags: finishedTags(this.wayTags),
    })
    const relations = sortedRelations({
      id: this.relationId.finish(),
      memberOffset: this.relationMemberOffset.finish(),
      memberType: this.relationMemberType.finish(),
      memberRef: this.relationMemberRef.finish(),
      memberRole: this.relationMemberRole.finish(),
      tags: finishedTags(this.relationTags),
    })
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
      repeatedElements: nodes.repeated + ways.repeated + relations.repeated,
    }
  }
}

function growingTags(capacity: number): GrowingTags {
  const tags = { offset: uint32Column(capacity + 1), key: uint32Column(1024), value: uint32Column(1024) }
  tags.offset.push(0)
  return tags
}

function finishedTags(tags: GrowingTags): TagColumns {
  return { offset: tags.offset.finish(), key: tags.key.finish(), value: tags.value.finish() }
}
