// Where one can sit down on the way, by the tags of the map: benches, shelters, stops with a bench. A raw file in, places out.
import { rowOfId } from '../../foundation/id-rows.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm, TagColumns } from '../../read/osm/raw-osm.ts'

/** Keys that decide; a reader must keep them. */
export const REST_TAG_KEYS = ['amenity', 'bench', 'highway', 'public_transport', 'access'] as const

type RestTags = Partial<Record<(typeof REST_TAG_KEYS)[number], string>>

/** Whether somebody may sit here. */
export function isRestPlace({ amenity, bench, highway, public_transport: transport, access }: RestTags): boolean {
  if (access === 'no' || access === 'private') return false
  if (amenity === 'bench') return true
  if (amenity === 'shelter') return bench !== 'no'
  return (highway === 'bus_stop' || transport === 'platform') && bench === 'yes'
}

/** Benches, shelters, and stops with a bench: nodes, and ways by the middle of their nodes. In order of id. O(elements). */
export function restPlacesOf(raw: RawOsm): LonLat[] {
  const places: LonLat[] = []
  const tagsOf = restTags(raw)
  for (let node = 0; node < raw.nodeId.length; node++) {
    if (!isRestPlace(tagsOf(raw.nodeTags, node))) continue
    places.push([raw.nodeLonE7[node]! / E7, raw.nodeLatE7[node]! / E7])
  }
  for (let way = 0; way < raw.wayId.length; way++) {
    if (!isRestPlace(tagsOf(raw.wayTags, way))) continue
    const rows = Array.from(raw.wayRef.subarray(raw.wayRefOffset[way]!, raw.wayRefOffset[way + 1]!), (id) =>
      rowOfId(raw.nodeId, id),
    ).filter((row) => row >= 0)
    if (rows.length === 0) continue
    const sum = rows.reduce(([lon, lat], row) => [lon! + raw.nodeLonE7[row]!, lat! + raw.nodeLatE7[row]!], [0, 0])
    places.push([sum[0]! / rows.length / E7, sum[1]! / rows.length / E7])
  }
  return places
}

/** Tags of an element that decide here. */
function restTags({ strings }: RawOsm): (columns: TagColumns, element: number) => RestTags {
  const keyOf = new Map(REST_TAG_KEYS.map((key) => [strings.indexOf(key), key]))
  return ({ offset, key, value }, element) => {
    const tags: RestTags = {}
    for (let at = offset[element]!; at < offset[element + 1]!; at++) {
      const name = keyOf.get(key[at]!)
      if (name !== undefined) tags[name] = strings[value[at]!]!
    }
    return tags
  }
}
