// Small raw OSM files for tests, from lists of elements in any order.
import type { RawOsm, TagColumns } from '../../src/read/osm/raw-osm.ts'

type Tags = Readonly<Record<string, string>>

export interface Elements {
  readonly nodes?: readonly (readonly [id: number, lon: number, lat: number, tags?: Tags])[]
  readonly ways?: readonly (readonly [id: number, refs: readonly number[], tags?: Tags])[]
  readonly relations?: readonly (readonly [
    id: number,
    members: readonly (readonly [type: 'node' | 'way' | 'relation', ref: number, role: string])[],
    tags?: Tags,
  ])[]
}

export function rawOsmFrom({ nodes = [], ways = [], relations = [] }: Elements): RawOsm {
  const strings: string[] = ['']
  const ids = new Map<string, number>([['', 0]])
  const idOf = (text: string) => {
    const held = ids.get(text)
    if (held !== undefined) return held
    ids.set(text, strings.length)
    return strings.push(text) - 1
  }
  const tagColumns = (rows: readonly (Tags | undefined)[]): TagColumns => {
    const offset = [0]
    const key: number[] = []
    const value: number[] = []
    for (const tags of rows) {
      for (const [k, v] of Object.entries(tags ?? {})) {
        key.push(idOf(k))
        value.push(idOf(v))
      }
      offset.push(key.length)
    }
    return { offset: Uint32Array.from(offset), key: Uint32Array.from(key), value: Uint32Array.from(value) }
  }
  const offsets = (lists: readonly (readonly unknown[])[]) => {
    let end = 0
    return Uint32Array.from([0, ...lists.map((list) => (end += list.length))])
  }
  const n = [...nodes].sort((a, b) => a[0] - b[0])
  const w = [...ways].sort((a, b) => a[0] - b[0])
  const r = [...relations].sort((a, b) => a[0] - b[0])
  const members = r.flatMap((relation) => relation[1])
  return {
    header: { box: null, timestamp: null, generator: null },
    nodeId: Float64Array.from(n, (node) => node[0]),
    nodeLonE7: Int32Array.from(n, (node) => Math.round(node[1] * 1e7)),
    nodeLatE7: Int32Array.from(n, (node) => Math.round(node[2] * 1e7)),
    nodeTags: tagColumns(n.map((node) => node[3])),
    wayId: Float64Array.from(w, (way) => way[0]),
    wayRefOffset: offsets(w.map((way) => way[1])),
    wayRef: Float64Array.from(w.flatMap((way) => way[1])),
    wayTags: tagColumns(w.map((way) => way[2])),
    relationId: Float64Array.from(r, (relation) => relation[0]),
    relationMemberOffset: offsets(r.map((relation) => relation[1])),
    relationMemberType: Uint8Array.from(members, (member) => ['node', 'way', 'relation'].indexOf(member[0])),
    relationMemberRef: Float64Array.from(members, (member) => member[1]),
    relationMemberRole: Uint32Array.from(members, (member) => idOf(member[2])),
    relationTags: tagColumns(r.map((relation) => relation[2])),
    strings,
    repeatedElements: 0,
  }
}

/** Metres east and north of a fixed place at the equator, as degrees. */
export function at(eastMetres: number, northMetres: number): [number, number] {
  const degree = 111_195.08
  return [10 + eastMetres / degree, northMetres / degree]
}

/** Corners of an axis-parallel rectangle, anticlockwise from the south-west, as nodes `firstId … firstId + 3`. */
export function boxNodes(
  firstId: number,
  west: number,
  south: number,
  east: number,
  north: number,
): [number, number, number][] {
  const corners: [number, number][] = [at(west, south), at(east, south), at(east, north), at(west, north)]
  return corners.map(([lon, lat], index) => [firstId + index, lon, lat])
}

/** References of the closed way around {@link boxNodes}. */
export function boxRefs(firstId: number): number[] {
  return [firstId, firstId + 1, firstId + 2, firstId + 3, firstId]
}
