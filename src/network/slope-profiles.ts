// Heights along streets: what every edge climbs, part by part. In: a network, the ways that it was cut from, a function that knows heights.
// Out: columns of parts for the network's buffer, and what was not known. It knows no walker and no cost.
import { greatCircleMetres } from '../foundation/geo.ts'
import { E7 } from '../foundation/units.ts'
import type { HeightField } from '../normalise/heights/height-field.ts'
import {
  WAY_BRIDGE,
  WAY_CHORD,
  WAY_STEPS,
  WAY_TUNNEL,
  type WalkableWays,
} from '../normalise/streets/walkable-ways-record.ts'
import { PartColumns } from './part-columns.ts'
import { MOST_SLOPE, SLOPE_PART_METRES } from './slope-factor.ts'
import type { WalkNetwork } from './walk-network.ts'

/** Heights along the edges of a network. */
export interface SlopeProfiles {
  /** Parts of edge e, in drawing direction: `slopeEndMm, slopeGrade[slopeOffset[e] … slopeOffset[e+1])`; none = level. */
  readonly slopeOffset: Uint32Array
  /** Where each part ends, mm from the edge's first vertex; the last one ends with the edge. */
  readonly slopeEndMm: Uint32Array
  /** Rise over run in drawing direction, not cut; NaN = not known. */
  readonly slopeGrade: Float32Array
}

/** How much of the streets has heights; metres of edges without chords of squares, which only repeat the ground of their square. */
export interface SlopeCounts {
  readonly metres: number
  /** No height is known, and no number in `incline`: walked as flat. */
  readonly unknownMetres: number
  /** A number in `incline` decides. */
  readonly inclineMetres: number
  /** Bridges and tunnels, which have one slope from end to end. */
  readonly spannedMetres: number
  /** Parts steeper than the steepest slope that counts, which were cut to it; steps are none. */
  readonly cutParts: number
  readonly cutMetres: number
}

/**
 * Finds the slopes of a network's edges. O(segments + length / 30 m).
 *
 * @param ways those that the network was built from: one slope from end to end of a bridge needs the whole way
 */
export function measureSlopes(
  network: WalkNetwork,
  ways: WalkableWays,
  field: HeightField,
): { readonly profiles: SlopeProfiles; readonly counts: SlopeCounts } {
  const slopeOfWay = wholeWaySlopes(ways, field)
  const edges = network.edgeFrom.length
  const slopeOffset = new Uint32Array(edges + 1)
  const columns = new PartColumns()
  const counts = { metres: 0, unknownMetres: 0, inclineMetres: 0, spannedMetres: 0, cutParts: 0, cutMetres: 0 }
  for (let edge = 0; edge < edges; edge++) {
    const lengthMm = network.edgeLengthMm[edge]!
    const wayId = network.edgeWayId[edge]!
    const flags = network.edgeFlags[edge]!
    const incline = ways.inclineOfWay?.get(wayId)
    const isSpanned = (flags & (WAY_BRIDGE | WAY_TUNNEL)) !== 0
    columns.begin(lengthMm)
    if (incline !== undefined) columns.addRest(incline)
    else if (isSpanned) columns.addRest(slopeOfWay(wayId, network, edge))
    else addSegments(columns, network, edge, field)
    columns.endEdge()
    slopeOffset[edge + 1] = columns.count
    if ((flags & WAY_CHORD) !== 0) continue
    counts.metres += lengthMm / 1000
    if (incline !== undefined) counts.inclineMetres += lengthMm / 1000
    else if (isSpanned) counts.spannedMetres += lengthMm / 1000
    let before = 0
    for (let part = slopeOffset[edge]!; part < columns.count; part++) {
      const partMetres = (columns.endMm[part]! - before) / 1000
      const grade = columns.grade[part]!
      before = columns.endMm[part]!
      if (Number.isNaN(grade)) counts.unknownMetres += partMetres
      else if (Math.abs(grade) > MOST_SLOPE && (flags & WAY_STEPS) === 0) {
        counts.cutParts++
        counts.cutMetres += partMetres
      }
    }
  }
  return { profiles: { slopeOffset, ...columns.finished() }, counts }
}

/** Parts of every straight segment of an edge. */
function addSegments(columns: PartColumns, network: WalkNetwork, edge: number, field: HeightField): void {
  const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo, shapeOffset, shapeLonE7, shapeLatE7 } = network
  let lon = vertexLonE7[edgeFrom[edge]!]! / E7
  let lat = vertexLatE7[edgeFrom[edge]!]! / E7
  let height = field.heightAt(lon, lat)
  const first = shapeOffset[edge]!
  const bends = shapeOffset[edge + 1]! - first
  for (let bend = 0; bend <= bends; bend++) {
    const nextLon = (bend < bends ? shapeLonE7[first + bend]! : vertexLonE7[edgeTo[edge]!]!) / E7
    const nextLat = (bend < bends ? shapeLatE7[first + bend]! : vertexLatE7[edgeTo[edge]!]!) / E7
    const metres = greatCircleMetres(lon, lat, nextLon, nextLat)
    const parts = Math.ceil(metres / SLOPE_PART_METRES)
    for (let part = 1; part <= parts; part++) {
      const share = part / parts
      const nextHeight = field.heightAt(lon + share * (nextLon - lon), lat + share * (nextLat - lat))
      columns.add(metres / parts, (nextHeight - height) / (metres / parts))
      height = nextHeight
    }
    lon = nextLon
    lat = nextLat
  }
}

/**
 * The slope of a bridge or tunnel from end to end of its way. A way that lacks nodes comes in several rows, each of which counts as a way:
 * an edge's is the one that has both its ends.
 */
function wholeWaySlopes(ways: WalkableWays, field: HeightField) {
  const { wayId, wayFlags, refOffset, ref, nodeLonE7, nodeLatE7 } = ways
  const rowsOfWay = new Map<number, number[]>()
  for (let row = 0; row < wayId.length; row++) {
    if ((wayFlags[row]! & (WAY_BRIDGE | WAY_TUNNEL)) === 0) continue
    const rows = rowsOfWay.get(wayId[row]!)
    if (rows === undefined) rowsOfWay.set(wayId[row]!, [row])
    else rows.push(row)
  }
  const slopeOfRow = (row: number): number => {
    let metres = 0
    for (let at = refOffset[row]! + 1; at < refOffset[row + 1]!; at++) {
      const a = ref[at - 1]!
      const b = ref[at]!
      metres += greatCircleMetres(nodeLonE7[a]! / E7, nodeLatE7[a]! / E7, nodeLonE7[b]! / E7, nodeLatE7[b]! / E7)
    }
    const heightOf = (node: number) => field.heightAt(nodeLonE7[node]! / E7, nodeLatE7[node]! / E7)
    const rise = heightOf(ref[refOffset[row + 1]! - 1]!) - heightOf(ref[refOffset[row]!]!)
    return metres > 0 ? rise / metres : 0
  }
  const known = new Map<number, number>()
  const hasEnd = (row: number, lonE7: number, latE7: number): boolean => {
    for (let at = refOffset[row]!; at < refOffset[row + 1]!; at++) {
      if (nodeLonE7[ref[at]!] === lonE7 && nodeLatE7[ref[at]!] === latE7) return true
    }
    return false
  }
  return (id: number, { edgeFrom, edgeTo, vertexLonE7, vertexLatE7 }: WalkNetwork, edge: number): number => {
    const rows = rowsOfWay.get(id) ?? []
    const isOn = (row: number) =>
      [edgeFrom[edge]!, edgeTo[edge]!].every((vertex) => hasEnd(row, vertexLonE7[vertex]!, vertexLatE7[vertex]!))
    const row = rows.length === 1 ? rows[0] : rows.find(isOn)
    if (row === undefined) return Number.NaN
    if (!known.has(row)) known.set(row, slopeOfRow(row))
    return known.get(row)!
  }
}
