// Roads that carry traffic through a district: tertiary and larger. Raw OSM in, ids of ways out. It knows no street network.
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { elementTags, rowFilter } from './osm-tags.ts'

const LARGE = ['tertiary', 'secondary', 'primary', 'trunk', 'motorway']
const VALUES: ReadonlySet<string> = new Set(LARGE.flatMap((value) => [value, `${value}_link`]))

/** Ids of ways that are tertiary or larger roads; bridges and tunnels, which pass over or under, are none. */
export function throughRoadIds(raw: RawOsm): ReadonlySet<number> {
  const ids = new Set<number>()
  const passes = rowFilter(raw, new Map([['highway', VALUES]]))
  for (let index = 0; index < raw.wayId.length; index++) {
    if (!passes(raw.wayTags, index)) continue
    const tags = elementTags(raw, 'way', index)
    const passesBy = ['bridge', 'tunnel'].some((key) => !['no', undefined].includes(tags.get(key)))
    if (!passesBy && VALUES.has(tags.get('highway') ?? '')) ids.add(raw.wayId[index]!)
  }
  return ids
}
