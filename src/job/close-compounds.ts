// HALLWAY: the streets of an area once more, with compounds. No logic of its own.
import { checkGiven, checkType } from '../foundation/arguments.ts'
import { addSlopes } from '../network/add-slopes.ts'
import { buildNetwork, buildStreets } from '../network/build-network.ts'
import type { CompoundRecord } from '../normalise/places/compound-record.ts'
import type { WalkableWays } from '../normalise/streets/walkable-ways-record.ts'
import type { LoadedArea } from './load-area.ts'

/**
 * An area whose closed compounds are walls: nobody walks through one, and only at gates does one get in or out. Without a closed compound,
 * or where private streets are ordinary, the streets stay as they are and nothing is built again.
 *
 * @param compounds of `loadBlocks` (`LoadedBlocks.compounds`), or your own
 * @example
 * ```ts
 * import { bytesSource, closeCompounds, loadArea, loadBlocks } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const rows = 'id,closed,geometry\nb1,yes,"POLYGON((0.001 -0.001, 0.003 -0.001, 0.003 0.001, 0.001 0.001, 0.001 -0.001))"\n'
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text(rows)) })
 * const walled = closeCompounds(area, blocks.compounds ?? [])
 * walled.compounds!.crossings.length // 2: nobody has said where the gates are, so both are open
 * ```
 */
export function closeCompounds(area: LoadedArea, compounds: readonly CompoundRecord[]): LoadedArea {
  checkGiven('closeCompounds', 'area', area, 'area')
  checkType('closeCompounds', 'compounds', compounds, 'array')
  const { privateStreets } = area
  if (privateStreets === 'ordinary' || !compounds.some(({ isClosed }) => isClosed)) {
    return { ...area, compounds: { privateStreets, known: compounds, closed: [], crossings: [] } }
  }
  const { network: level, compounds: closed, crossings } = buildStreets(area.ways, { compounds })
  const network = area.slopes === undefined ? level : addSlopes(level, area.ways, area.slopes.field).network
  return { ...area, network, compounds: { privateStreets, known: compounds, closed, crossings } }
}

/** An area whose ways or compounds have changed; compounds are walls where they were before. */
export function rebuildStreets(area: LoadedArea, ways: WalkableWays, compounds: readonly CompoundRecord[]): LoadedArea {
  const { privateStreets, slopes } = area
  const changed = { ...area, ways }
  if (privateStreets !== 'ordinary' && area.compounds !== undefined && compounds.some(({ isClosed }) => isClosed)) {
    return closeCompounds(changed, compounds)
  }
  const level = buildNetwork(ways, { private: privateStreets })
  const network = slopes === undefined ? level : addSlopes(level, ways, slopes.field).network
  return area.compounds === undefined ? { ...changed, network } : closeCompounds({ ...changed, network }, compounds)
}
