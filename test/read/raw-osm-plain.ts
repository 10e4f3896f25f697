// A RawOsm as plain objects, for comparisons in tests.
import type { RawOsm, TagColumns } from '../../src/read/osm/raw-osm.ts'

function tagsOf(raw: RawOsm, tags: TagColumns, row: number): [string, string][] {
  const pairs: [string, string][] = []
  for (let i = tags.offset[row]!; i < tags.offset[row + 1]!; i++) {
    pairs.push([raw.strings[tags.key[i]!]!, raw.strings[tags.value[i]!]!])
  }
  return pairs
}

export function plain(raw: RawOsm) {
  return {
    nodes: Array.from(raw.nodeId, (id, row) => ({
      id,
      lonE7: raw.nodeLonE7[row]!,
      latE7: raw.nodeLatE7[row]!,
      tags: tagsOf(raw, raw.nodeTags, row),
    })),
    ways: Array.from(raw.wayId, (id, row) => ({
      id,
      refs: [...raw.wayRef.subarray(raw.wayRefOffset[row]!, raw.wayRefOffset[row + 1]!)],
      tags: tagsOf(raw, raw.wayTags, row),
    })),
    relations: Array.from(raw.relationId, (id, row) => ({
      id,
      members: Array.from(
        { length: raw.relationMemberOffset[row + 1]! - raw.relationMemberOffset[row]! },
        (_, at) => raw.relationMemberOffset[row]! + at,
      ).map((member) => ({
        type: raw.relationMemberType[member]!,
        ref: raw.relationMemberRef[member]!,
        role: raw.strings[raw.relationMemberRole[member]!]!,
      })),
      tags: tagsOf(raw, raw.relationTags, row),
    })),
  }
}
