// One PBF data block → columns. The reader's hot path: own loops over the bytes, no string and no object per element.
// What enters: the unpacked bytes of a PrimitiveBlock; what leaves: rows in a RawOsmBuilder. Strings are looked up once per
// block, keys against the wanted ones first, and only what is kept is interned.
import { PbfReader } from 'pbf'
import type { LivingCircleError } from '../../foundation/errors.ts'
import { message, problem } from '../../words/problem.ts'
import { decodeCoordinates, decodeDeltas, VarintCursor } from './pbf-varint.ts'
import { type GrowingTags, isOnEarth, MAX_LAT_E7, MAX_LON_E7, type RawOsmBuilder } from './raw-osm-builder.ts'

/** Messages longer than this ask the budget before they are decoded, others every so many elements. */
const LARGE_MESSAGE = 65_536
const ELEMENTS_BETWEEN = 65_536
/** Columns take at most so many bytes for each of a message. */
const COLUMN_BYTES_PER_BYTE = 9
/** Groups of one block: real ones have a handful. */
const MOST_GROUPS = 100_000

const UNKNOWN = -1
const UNWANTED = -2

/** Field numbers of the messages inside a block (all are below 16, so that a field's key is one byte). */
const FIELD_ID = 1
const FIELD_KEYS = 2
const FIELD_VALUES = 3
const FIELD_INFO = 4
const DENSE_INFO = 5
/** In the history records of one element, and of dense nodes: whether it is there (false: deleted). */
const INFO_VISIBLE = 6
const DENSE_LAT = 8
const DENSE_LON = 9
const DENSE_TAGS = 10
const NODE_LAT = 8
const NODE_LON = 9
const WAY_REFS = 8
/** Only in files with the feature LocationsOnWays. */
const WAY_LATS = 9
const WAY_LONS = 10
const RELATION_ROLES = 8
const RELATION_REFS = 9
const RELATION_TYPES = 10

/** What to do with a history. */
export const HISTORY_HINT = message('hint.history-file', {
  command: 'osmium time-filter history.osh.pbf -o now.osm.pbf',
})

/** Decodes block after block into one builder; scratch memory is kept from block to block. */
export class BlockDecoder {
  readonly #builder: RawOsmBuilder
  readonly #text = new TextDecoder()
  #bytes: Uint8Array = new Uint8Array(0)
  #cursor = new VarintCursor(this.#bytes)
  #granularity = 100
  #latOffset = 0
  #lonOffset = 0
  /** String s of the block is `#bytes[#stringStart[s] … #stringEnd[s])`. */
  #strings = 0
  #stringStart = new Uint32Array(1024)
  #stringEnd = new Uint32Array(1024)
  /** Number in the builder's table of string s: as a key (or UNWANTED), and as a value or role. */
  #keyNumber = new Int32Array(1024)
  #valueNumber = new Int32Array(1024)
  /** Ends of the packed fields of the element at hand; start at [field × 2]. */
  readonly #span = new Int32Array(32)
  /** Places of the way at hand, 1e-7 degrees; only of files that have them. */
  #wayLatE7 = new Float64Array(0)
  #wayLonE7 = new Float64Array(0)

  constructor(builder: RawOsmBuilder) {
    this.#builder = builder
  }

  /** Decodes one block. Throws plain or LivingCircle errors for broken bytes. */
  decode(bytes: Uint8Array): void {
    this.#bytes = bytes
    this.#cursor = new VarintCursor(bytes)
    this.#granularity = 100
    this.#latOffset = 0
    this.#lonOffset = 0
    this.#strings = 0
    const groups: number[] = []
    // The scale of coordinates stands behind the groups in the file: note where the groups are first.
    const reader = new PbfReader(bytes)
    reader.readFields((tag, into, pbf) => {
      if (tag === 1) this.#indexStrings(...lengthDelimited(pbf))
      else if (tag === 2) {
        into.push(...lengthDelimited(pbf))
        if (into.length > 2 * MOST_GROUPS) throw broken('block')
      } else if (tag === 17) this.#granularity = pbf.readVarint(true)
      else if (tag === 19) this.#latOffset = pbf.readVarint(true)
      else if (tag === 20) this.#lonOffset = pbf.readVarint(true)
    }, groups)
    if (reader.pos !== bytes.length) throw broken('block')
    for (let group = 0; group < groups.length; group += 2) this.#decodeGroup(groups[group]!, groups[group + 1]!)
  }

  #indexStrings(start: number, end: number): void {
    const cursor = this.#cursor
    cursor.pos = start
    let count = this.#strings
    while (cursor.pos < end) {
      const wireKey = cursor.unsigned()
      if (wireKey !== 0x0a) {
        cursor.skip(wireKey)
        continue
      }
      const length = cursor.unsigned()
      if (count === this.#stringStart.length) this.#growStrings(end - cursor.pos)
      this.#stringStart[count] = cursor.pos
      cursor.pos += length
      this.#stringEnd[count] = cursor.pos
      count++
    }
    if (cursor.pos !== end) throw broken('string table')
    this.#strings = count
    this.#keyNumber.fill(UNKNOWN, 0, count)
    this.#valueNumber.fill(UNKNOWN, 0, count)
  }

  /** @param left bytes of the table that are left: no more strings than half of them can come */
  #growStrings(left: number): void {
    const grown = this.#stringStart.length + Math.min(3 * this.#stringStart.length, left + 1)
    if (grown > ELEMENTS_BETWEEN) this.#builder.budget.expect(16 * grown)
    const start = new Uint32Array(grown)
    start.set(this.#stringStart)
    this.#stringStart = start
    const end = new Uint32Array(grown)
    end.set(this.#stringEnd)
    this.#stringEnd = end
    this.#keyNumber = new Int32Array(grown)
    this.#valueNumber = new Int32Array(grown)
  }

  #decodeGroup(start: number, end: number): void {
    const cursor = this.#cursor
    const { budget } = this.#builder
    let elements = 0
    cursor.pos = start
    while (cursor.pos < end) {
      const wireKey = cursor.unsigned()
      const field = wireKey >>> 3
      if ((wireKey & 7) !== 2 || field < 1 || field > 4) {
        cursor.skip(wireKey)
        continue
      }
      const length = cursor.unsigned()
      const messageEnd = cursor.pos + length
      if (messageEnd > end) throw broken('element')
      if (length > LARGE_MESSAGE) budget.expect(length * COLUMN_BYTES_PER_BYTE)
      else if (++elements % ELEMENTS_BETWEEN === 0) budget.expect()
      if (field === 3) this.#decodeWay(messageEnd)
      else if (field === 2) this.#decodeDense(messageEnd)
      else if (field === 1) this.#decodeNode(messageEnd)
      else this.#decodeRelation(messageEnd)
      cursor.pos = messageEnd
    }
    if (cursor.pos !== end) throw broken('group')
  }

  /** Reads a message's fields: returns its id and notes where its packed fields lie. */
  #scanElement(end: number, signedId: boolean): number {
    const cursor = this.#cursor
    const bytes = this.#bytes
    const span = this.#span
    // Only the fields that any element has, and one by one: this runs once per way.
    span[FIELD_ID * 2] = span[FIELD_ID * 2 + 1] = 0
    span[FIELD_KEYS * 2] = span[FIELD_KEYS * 2 + 1] = 0
    span[FIELD_VALUES * 2] = span[FIELD_VALUES * 2 + 1] = 0
    span[FIELD_INFO * 2] = span[FIELD_INFO * 2 + 1] = 0
    span[WAY_REFS * 2] = span[WAY_REFS * 2 + 1] = 0
    span[RELATION_REFS * 2] = span[RELATION_REFS * 2 + 1] = 0
    span[RELATION_TYPES * 2] = span[RELATION_TYPES * 2 + 1] = 0
    let id = 0
    while (cursor.pos < end) {
      const wireKey = bytes[cursor.pos++]!
      const field = wireKey >>> 3
      if ((wireKey & 7) === 2 && wireKey < 0x80) {
        const length = cursor.unsigned()
        span[field * 2] = cursor.pos
        cursor.pos += length
        span[field * 2 + 1] = cursor.pos
      } else if (wireKey === FIELD_ID << 3) {
        id = signedId ? cursor.signed() : cursor.int64()
      } else {
        cursor.pos--
        cursor.skip(cursor.unsigned())
      }
    }
    if (cursor.pos !== end) throw broken('element')
    const info = span[FIELD_INFO * 2 + 1]!
    // The last field of a history record, by rule of the format's writers; no other can end like this.
    if (info - span[FIELD_INFO * 2]! > 1 && bytes[info - 1] === 0 && bytes[info - 2] === INFO_VISIBLE << 3) {
      throw historyFile()
    }
    return id
  }

  /** Dense nodes say it in a list of their own. */
  #refuseDeletedDense(start: number, end: number): void {
    const cursor = this.#cursor
    cursor.pos = start
    while (cursor.pos < end) {
      const wireKey = cursor.unsigned()
      if (wireKey !== (INFO_VISIBLE << 3) + 2) {
        cursor.skip(wireKey)
        continue
      }
      const length = cursor.unsigned()
      for (let at = cursor.pos; at < cursor.pos + length; at++) if (this.#bytes[at] === 0) throw historyFile()
      cursor.pos += length
    }
    if (cursor.pos !== end) throw broken('dense nodes')
  }

  #decodeDense(end: number): void {
    const builder = this.#builder
    const span = this.#span
    span[DENSE_INFO * 2] = span[DENSE_INFO * 2 + 1] = 0
    this.#scanElement(end, false)
    this.#refuseDeletedDense(span[DENSE_INFO * 2]!, span[DENSE_INFO * 2 + 1]!)
    const [ids, idsEnd] = [span[FIELD_ID * 2]!, span[FIELD_ID * 2 + 1]!]
    const most = idsEnd - ids
    const id = builder.nodeId.reserve(most)
    const first = builder.nodeId.length
    const last = decodeDeltas(this.#cursor, ids, idsEnd, id, first)
    const count = last - first
    const lat = builder.nodeLatE7.reserve(count)
    const lon = builder.nodeLonE7.reserve(count)
    const cursor = this.#cursor
    const granularity = this.#granularity
    const latCount = decodeCoordinates(
      cursor,
      span[DENSE_LAT * 2]!,
      span[DENSE_LAT * 2 + 1]!,
      lat,
      first,
      count,
      granularity,
      this.#latOffset,
      MAX_LAT_E7,
    )
    const lonCount = decodeCoordinates(
      cursor,
      span[DENSE_LON * 2]!,
      span[DENSE_LON * 2 + 1]!,
      lon,
      first,
      count,
      granularity,
      this.#lonOffset,
      MAX_LON_E7,
    )
    if (latCount !== count || lonCount !== count) throw broken('dense nodes')
    builder.nodeId.length = last
    builder.nodeLatE7.length = last
    builder.nodeLonE7.length = last
    this.#decodeDenseTags(span[DENSE_TAGS * 2]!, span[DENSE_TAGS * 2 + 1]!, count)
  }

  /** Pairs of key and value per node, each node's list ended by 0; no bytes at all where no node has tags. */
  #decodeDenseTags(start: number, end: number, count: number): void {
    const tags = this.#builder.nodeTags
    const offsets = tags.offset.reserve(count)
    let row = tags.offset.length
    const lastRow = row + count
    const bytes = this.#bytes
    const cursor = this.#cursor
    cursor.pos = start
    while (cursor.pos < end && row < lastRow) {
      if (bytes[cursor.pos] === 0) {
        cursor.pos++
        offsets[row++] = tags.key.length
        continue
      }
      const key = cursor.unsigned()
      const value = cursor.unsigned()
      this.#addTag(tags, key, value)
    }
    if (cursor.pos !== end || (row < lastRow && end > start)) throw broken('tags of dense nodes')
    while (row < lastRow) offsets[row++] = tags.key.length
    tags.offset.length = lastRow
  }

  #decodeNode(end: number): void {
    const cursor = this.#cursor
    const start = cursor.pos
    let lat = 0
    let lon = 0
    let places = 0
    while (cursor.pos < end) {
      const wireKey = cursor.unsigned()
      if (wireKey === NODE_LAT << 3) {
        lat = cursor.signed()
        places |= 1
      } else if (wireKey === NODE_LON << 3) {
        lon = cursor.signed()
        places |= 2
      } else {
        cursor.skip(wireKey)
      }
    }
    cursor.pos = start
    const id = this.#scanElement(end, true)
    if (places !== 3) throw broken(`node ${id} (it has no place)`)
    const scale = this.#granularity
    const lonE7 = Math.round((this.#lonOffset + scale * lon) / 100)
    const latE7 = Math.round((this.#latOffset + scale * lat) / 100)
    this.#builder.addNodeE7(id, lonE7, latE7)
    this.#decodeTags(this.#builder.nodeTags)
  }

  #decodeWay(end: number): void {
    const { wayId, wayRef, wayRefOffset, wayTags } = this.#builder
    wayId.push(this.#scanElement(end, false))
    const start = this.#span[WAY_REFS * 2]!
    const refsEnd = this.#span[WAY_REFS * 2 + 1]!
    const refs = wayRef.reserve(refsEnd - start)
    const first = wayRef.length
    wayRef.length = decodeDeltas(this.#cursor, start, refsEnd, refs, first)
    this.#builder.budget.expectReferences(wayRef.length - first)
    wayRefOffset.push(wayRef.length)
    if (this.#span[WAY_LATS * 2 + 1] !== this.#span[WAY_LATS * 2]) this.#decodeWayPlaces(refs, first, wayRef.length)
    this.#decodeTags(wayTags)
  }

  /** Places of a way's nodes. Those that the writer did not know lie off the Earth. */
  #decodeWayPlaces(refs: Float64Array, first: number, last: number): void {
    const span = this.#span
    const [lats, latsEnd] = [span[WAY_LATS * 2]!, span[WAY_LATS * 2 + 1]!]
    const [lons, lonsEnd] = [span[WAY_LONS * 2]!, span[WAY_LONS * 2 + 1]!]
    if (latsEnd - lats > this.#wayLatE7.length) this.#wayLatE7 = new Float64Array(2 * (latsEnd - lats))
    if (lonsEnd - lons > this.#wayLonE7.length) this.#wayLonE7 = new Float64Array(2 * (lonsEnd - lons))
    const latCount = decodeDeltas(this.#cursor, lats, latsEnd, this.#wayLatE7, 0)
    const lonCount = decodeDeltas(this.#cursor, lons, lonsEnd, this.#wayLonE7, 0)
    if (latCount !== last - first || lonCount !== latCount) throw broken('way (as many places as references)')
    const { places } = this.#builder
    const scale = this.#granularity
    for (let at = 0; at < latCount; at++) {
      const lonE7 = Math.round((this.#lonOffset + scale * this.#wayLonE7[at]!) / 100)
      const latE7 = Math.round((this.#latOffset + scale * this.#wayLatE7[at]!) / 100)
      if (isOnEarth(lonE7, latE7)) places.note(refs[first + at]!, lonE7, latE7)
    }
  }

  #decodeRelation(end: number): void {
    const builder = this.#builder
    const cursor = this.#cursor
    const span = this.#span
    const id = this.#scanElement(end, false)
    builder.relationId.push(id)
    this.#decodeTags(builder.relationTags)
    const [refs, refsEnd] = [span[RELATION_REFS * 2]!, span[RELATION_REFS * 2 + 1]!]
    const into = builder.relationMemberRef.reserve(refsEnd - refs)
    const first = builder.relationMemberRef.length
    const last = decodeDeltas(cursor, refs, refsEnd, into, first)
    builder.relationMemberRef.length = last
    builder.budget.expectReferences(last - first)
    cursor.pos = span[RELATION_TYPES * 2]!
    for (let member = first; member < last; member++) {
      const type = cursor.unsigned()
      if (type > 2) throw broken(`relation ${id} (member type ${type})`)
      builder.relationMemberType.push(type)
    }
    if (cursor.pos !== span[RELATION_TYPES * 2 + 1]!) throw broken(`relation ${id} (member types)`)
    cursor.pos = span[RELATION_ROLES * 2]!
    for (let member = first; member < last; member++) {
      builder.relationMemberRole.push(this.#valueOf(cursor.unsigned()))
    }
    if (cursor.pos !== span[RELATION_ROLES * 2 + 1]!) throw broken(`relation ${id} (member roles)`)
    builder.relationMemberOffset.push(last)
  }

  /** Tags of the element at hand: two packed lists side by side. */
  #decodeTags(tags: GrowingTags): void {
    const span = this.#span
    const bytes = this.#bytes
    const cursor = this.#cursor
    let key = span[FIELD_KEYS * 2]!
    let value = span[FIELD_VALUES * 2]!
    const keyEnd = span[FIELD_KEYS * 2 + 1]!
    const valueEnd = span[FIELD_VALUES * 2 + 1]!
    while (key < keyEnd && value < valueEnd) {
      let keyIndex = bytes[key++]!
      if (keyIndex >= 0x80) {
        cursor.pos = key - 1
        keyIndex = cursor.unsigned()
        key = cursor.pos
      }
      let valueIndex = bytes[value++]!
      if (valueIndex >= 0x80) {
        cursor.pos = value - 1
        valueIndex = cursor.unsigned()
        value = cursor.pos
      }
      this.#addTag(tags, keyIndex, valueIndex)
    }
    if (key !== keyEnd || value !== valueEnd) throw broken('tags')
    tags.offset.push(tags.key.length)
  }

  #addTag(tags: GrowingTags, keyIndex: number, valueIndex: number): void {
    if (keyIndex >= this.#strings || valueIndex >= this.#strings) throw broken('tags (no such string)')
    let key = this.#keyNumber[keyIndex]!
    if (key === UNKNOWN) key = this.#resolveKey(keyIndex)
    if (key === UNWANTED) return
    tags.key.push(key)
    tags.value.push(this.#valueOf(valueIndex))
  }

  #resolveKey(index: number): number {
    const start = this.#stringStart[index]!
    const end = this.#stringEnd[index]!
    const wanted = this.#builder.wants(this.#text.decode(this.#bytes.subarray(start, end)))
    const number = wanted ? this.#builder.strings.internBytes(this.#bytes, start, end) : UNWANTED
    this.#keyNumber[index] = number
    return number
  }

  #valueOf(index: number): number {
    if (index >= this.#strings) throw broken('strings (no such string)')
    let number = this.#valueNumber[index]!
    if (number === UNKNOWN) {
      number = this.#builder.strings.internBytes(this.#bytes, this.#stringStart[index]!, this.#stringEnd[index]!)
      this.#valueNumber[index] = number
    }
    return number
  }
}

function historyFile(): LivingCircleError {
  return problem('input-unsupported', 'pbf.deleted', {}, { hint: HISTORY_HINT })
}

function broken(what: string): LivingCircleError {
  return problem('input-format', 'pbf.damaged', { what })
}

/** Start and end of the length-delimited field at hand; moves the reader behind it. */
function lengthDelimited(pbf: PbfReader): [start: number, end: number] {
  const end = pbf.readVarint() + pbf.pos
  const start = pbf.pos
  if (end > pbf.length) throw broken('block')
  pbf.pos = end
  return [start, end]
}
