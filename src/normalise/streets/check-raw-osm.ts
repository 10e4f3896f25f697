// Whether columns of OSM data that others made hold together: ids ascend, places lie on the Earth, lists ascend to the end of what they list, tags
// point at strings. Columns in; nothing out, or an error that names the first that does not. O(elements), once for the same columns.
import { E7 } from '../../foundation/units.ts'
import type { RawOsm, TagColumns } from '../../read/osm/raw-osm.ts'
import { problem } from '../../words/problem.ts'

/** Nodes, ways, relations. */
const MEMBER_KINDS = 3

const seen = new WeakSet<RawOsm>()

/** @throws LivingCircleError `invalid-option` */
export function checkRawOsm(raw: RawOsm): void {
  if (typeof raw !== 'object' || raw === null || raw.nodeId === undefined || raw.strings === undefined)
    throw wrong('raw', 0)
  if (seen.has(raw)) return
  const { nodeId, wayId, relationId, strings } = raw
  const nodes = nodeId.length
  if (raw.nodeLonE7.length !== nodes || raw.nodeLatE7.length !== nodes) throw wrong('nodeLonE7, nodeLatE7', 0)
  for (const name of ['nodeId', 'wayId', 'relationId'] as const) checkAscending(name, raw[name])
  checkWithin('nodeLonE7', raw.nodeLonE7, 180 * E7)
  checkWithin('nodeLatE7', raw.nodeLatE7, 90 * E7)
  checkRows('wayRefOffset', raw.wayRefOffset, wayId.length, raw.wayRef.length)
  const members = raw.relationMemberRef.length
  checkRows('relationMemberOffset', raw.relationMemberOffset, relationId.length, members)
  if (raw.relationMemberType.length !== members) throw wrong('relationMemberType', 0)
  checkBelow('relationMemberType', raw.relationMemberType, MEMBER_KINDS)
  checkBelow('relationMemberRole', raw.relationMemberRole, strings.length)
  checkTags('nodeTags', raw.nodeTags, nodes, strings.length)
  checkTags('wayTags', raw.wayTags, wayId.length, strings.length)
  checkTags('relationTags', raw.relationTags, relationId.length, strings.length)
  seen.add(raw)
}

function checkTags(name: string, { offset, key, value }: TagColumns, rows: number, strings: number): void {
  checkRows(`${name}.offset`, offset, rows, key.length)
  if (value.length !== key.length) throw wrong(`${name}.value`, 0)
  checkBelow(`${name}.key`, key, strings)
  checkBelow(`${name}.value`, value, strings)
}

/** Row i is `offset[i] … offset[i + 1])` of a list. */
function checkRows(name: string, offset: Uint32Array, rows: number, end: number): void {
  if (offset.length !== rows + 1 || offset[0] !== 0 || offset[rows] !== end) throw wrong(name, rows)
  for (let row = 0; row < rows; row++) if (offset[row + 1]! < offset[row]!) throw wrong(name, row)
}

function checkBelow(name: string, column: Uint32Array | Uint8Array, end: number): void {
  for (let i = 0; i < column.length; i++) if (column[i]! >= end) throw wrong(name, i)
}

/** Ids, each once. What is no number does not ascend. */
function checkAscending(name: string, ids: Float64Array): void {
  for (let i = 1; i < ids.length; i++) if (!(ids[i]! > ids[i - 1]!)) throw wrong(name, i)
}

function checkWithin(name: string, column: Int32Array, most: number): void {
  for (let i = 0; i < column.length; i++) if (Math.abs(column[i]!) > most) throw wrong(name, i)
}

function wrong(column: string, at: number) {
  return problem('invalid-option', 'osm.column', { column, at }, { hint: 'hint.osm-columns', details: { column, at } })
}
