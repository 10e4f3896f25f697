// Gates and doors among the nodes of an OSM file, and which of them lie on the outline of an area. It does not know of blocks
// or facilities.
import type { PolygonRings } from '../../foundation/geo.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { NODE_BLOCKED } from '../streets/walkable-ways-record.ts'
import { type NodeTags, walkableNodeFlags } from '../streets/walking-rules.ts'
import { elementTags, type OsmTags, rowFilter } from './osm-tags.ts'

/** One gate or door. */
export interface EntranceNode {
  readonly nodeId: number
  readonly lonLat: LonLat
}

/** Gates and doors that are not blocked, in order of node id. */
export interface EntranceNodes {
  readonly nodes: readonly EntranceNode[]
  /** Those whose node is a corner of the area's outline (same coordinates), in order of node id. */
  onOutline(polygons: readonly PolygonRings[]): readonly LonLat[]
}

const GATES = new Set(['gate', 'entrance'])
/** Values of `entrance` that nobody enters by. */
const NO_ENTRANCE = new Set(['no', 'emergency', 'exit', 'garage'])

/** All gates (`barrier=gate|entrance`) and doors (`entrance=*`) of a file. O(nodes). */
export function entranceNodes(raw: RawOsm): EntranceNodes {
  const nodes: EntranceNode[] = []
  const byPosition = new Map<string, number>()
  // Most corners of outlines share their longitude with no gate: a number is looked up faster than a text is made.
  const longitudes = new Set<number>()
  const passes = rowFilter(
    raw,
    new Map<string, '*' | Set<string>>([
      ['entrance', '*'],
      ['barrier', GATES],
    ]),
  )
  for (let index = 0; index < raw.nodeId.length; index++) {
    if (!passes(raw.nodeTags, index)) continue
    const tags = elementTags(raw, 'node', index)
    if (!isEntrance(tags)) continue
    longitudes.add(raw.nodeLonE7[index]!)
    byPosition.set(`${raw.nodeLonE7[index]},${raw.nodeLatE7[index]}`, nodes.length)
    nodes.push({ nodeId: raw.nodeId[index]!, lonLat: [raw.nodeLonE7[index]! / E7, raw.nodeLatE7[index]! / E7] })
  }
  return {
    nodes,
    onOutline(polygons) {
      const found = new Set<number>()
      if (byPosition.size === 0) return []
      for (const ring of polygons.flat()) {
        for (const [lon, lat] of ring) {
          const lonE7 = Math.round(lon * E7)
          if (!longitudes.has(lonE7)) continue
          const node = byPosition.get(`${lonE7},${Math.round(lat * E7)}`)
          if (node !== undefined) found.add(node)
        }
      }
      return [...found].sort((a, b) => a - b).map((node) => nodes[node]!.lonLat)
    },
  }
}

function isEntrance(tags: OsmTags): boolean {
  const entrance = tags.get('entrance')
  const isDoor = entrance !== undefined && !NO_ENTRANCE.has(entrance)
  if (!isDoor && !GATES.has(tags.get('barrier') ?? '')) return false
  return (walkableNodeFlags(Object.fromEntries(tags) as NodeTags) & NODE_BLOCKED) === 0
}
