// Do the columns of elements hold together? Every offset ascends to its end, every number points at something, every place lies on the Earth.
// Columns in; nothing out, or the name of the first that does not fit. It knows no tag.
import { E7 } from '../../foundation/units.ts'
import { MEMBER_RELATION, type RawOsm, type TagColumns } from './raw-osm.ts'

/** The first column that does not fit the others, by its name; `null` where all do. O(size). */
export function misfitOfOsm(raw: RawOsm): string | null {
  const { nodeId, wayId, relationId, strings } = raw
  const nodes = nodeId.length
  const members = raw.relationMemberType.length
  const checks: readonly (readonly [name: string, fits: () => boolean])[] = [
    ['nodeId', () => ascends(nodeId)],
    ['nodeLonE7', () => raw.nodeLonE7.length === nodes && within(raw.nodeLonE7, 180 * E7)],
    ['nodeLatE7', () => raw.nodeLatE7.length === nodes && within(raw.nodeLatE7, 90 * E7)],
    ['nodeTags', () => tagsFit(raw.nodeTags, nodes, strings.length)],
    ['wayId', () => ascends(wayId)],
    ['wayRefOffset', () => offsetFits(raw.wayRefOffset, wayId.length, raw.wayRef.length)],
    ['wayTags', () => tagsFit(raw.wayTags, wayId.length, strings.length)],
    ['relationId', () => ascends(relationId)],
    ['relationMemberOffset', () => offsetFits(raw.relationMemberOffset, relationId.length, members)],
    ['relationMemberType', () => below(raw.relationMemberType, MEMBER_RELATION + 1)],
    ['relationMemberRef', () => raw.relationMemberRef.length === members],
    [
      'relationMemberRole',
      () => raw.relationMemberRole.length === members && below(raw.relationMemberRole, strings.length),
    ],
    ['relationTags', () => tagsFit(raw.relationTags, relationId.length, strings.length)],
  ]
  return checks.find(([, fits]) => !fits())?.[0] ?? null
}

function tagsFit({ offset, key, value }: TagColumns, elements: number, strings: number): boolean {
  return (
    key.length === value.length &&
    offsetFits(offset, elements, key.length) &&
    below(key, strings) &&
    below(value, strings)
  )
}

function offsetFits(offset: Uint32Array, rows: number, end: number): boolean {
  if (offset.length !== rows + 1 || offset[0] !== 0 || offset[rows] !== end) return false
  for (let row = 0; row < rows; row++) if (offset[row + 1]! < offset[row]!) return false
  return true
}

/** Whether ids ascend, each once; what is no number does not. */
function ascends(ids: Float64Array): boolean {
  for (let i = 1; i < ids.length; i++) if (!(ids[i]! > ids[i - 1]!)) return false
  return ids.length === 0 || Number.isFinite(ids[0]! - ids[ids.length - 1]!)
}

function below(numbers: Uint32Array | Uint8Array, end: number): boolean {
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! >= end) return false
  return true
}

function within(numbers: Int32Array, most: number): boolean {
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > most || numbers[i]! < -most) return false
  return true
}
