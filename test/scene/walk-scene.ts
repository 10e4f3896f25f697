// A scene's OSM text, facilities and blocks through the whole path of the library, and its walks by name.

import { ACCESS_STATUS_NAMES } from '../../src/answer/access-table.ts'
import type { MeasuredBlock } from '../../src/answer/measured-places.ts'
import { OSM_LICENCE } from '../../src/answer/sources.ts'
import { type AccessAnalysis, type AnalyseOptions, analyseAccess } from '../../src/job/analyse.ts'
import type { LoadedArea } from '../../src/job/load-area.ts'
import type { LoadedBlocks } from '../../src/job/load-blocks.ts'
import type { LoadedFacilities } from '../../src/job/load-facilities.ts'
import { addSlopes } from '../../src/network/add-slopes.ts'
import { type BuildNetworkOptions, buildNetwork } from '../../src/network/build-network.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import type { RawOsm } from '../../src/read/osm/raw-osm.ts'
import type { Scene } from './build-scene.ts'

/** One row of the table, by names. Metres and seconds are NaN where not reached. */
export interface SceneWalk {
  readonly status: (typeof ACCESS_STATUS_NAMES)[number]
  readonly seconds: number
  readonly metres: number
  readonly facility: string | null
  readonly counts: readonly number[]
  readonly shares: readonly number[]
  readonly edgeAffected: boolean
}

/** The walks of a scene. */
export interface SceneWalks extends AccessAnalysis {
  readonly area: LoadedArea
  walk(block: string, category: string): SceneWalk
  block(id: string): MeasuredBlock
}

/** OSM text to an area, as `loadArea` does it. */
export async function areaOfText(name: string, xml: string, streets: BuildNetworkOptions = {}): Promise<LoadedArea> {
  return areaOfRaw(name, await readOsm(bytesSource(`${name}.osm`, new TextEncoder().encode(xml))), streets)
}

/** Raw OSM to an area. */
export function areaOfRaw(name: string, raw: RawOsm, streets: BuildNetworkOptions = {}): LoadedArea {
  const ways = normaliseWalkableWays(raw)
  const network = buildNetwork(ways, streets)
  const counted = { read: ways.counts.highwayWays, used: ways.counts.walkableWays }
  const input = { role: 'area' as const, name, byteLength: null, sha256: null, date: null, format: 'osm', ...counted }
  const rejected = counted.read - counted.used
  return {
    network,
    ways,
    privateStreets: 'residents',
    raw,
    counts: ways.counts,
    walkableNodeId: ways.nodeId,
    extent: network.box,
    input: { ...input, rejected },
    rejects: [],
    licence: OSM_LICENCE,
  }
}

/** An area on the hills of its scene. */
function withHill(area: LoadedArea, scene: Scene): LoadedArea {
  const field = { heightAt: (lon: number, lat: number) => scene.heightAt!(scene.placeOf([lon, lat])) }
  const { network, counts } = addSlopes(area.network, area.ways, field)
  return { ...area, network, slopes: { counts, field, inputs: [] } }
}

export const loadedFacilities = (facilities: readonly FacilityRecord[]): LoadedFacilities => ({
  facilities,
  rejects: [],
  inputs: [],
  understood: [],
  coordinates: [],
})

export const loadedBlocks = (blocks: readonly BlockRecord[]): LoadedBlocks => ({
  blocks,
  rejects: [],
  inputs: [],
  understood: [],
  coordinates: [],
})

/** Analyses a scene and hands out its walks by name. */
export async function walkScene(
  scene: Scene,
  options: AnalyseOptions = {},
  { scramble = false }: { readonly scramble?: boolean } = {},
): Promise<SceneWalks> {
  const flat = await areaOfText(scene.name, scene.toOsmXml({ scramble }), { compounds: scene.toCompounds() })
  const area = scene.heightAt === null ? flat : withHill(flat, scene)
  const facilities = scene.toFacilities()
  const blocks = scene.toBlocks()
  if (scramble) {
    facilities.reverse()
    blocks.reverse()
  }
  const analysis = await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(blocks), options)
  return { ...analysis, ...readable(analysis), area }
}

/** Rows of a report by block id and category id. */
export function readable({ report }: AccessAnalysis): Pick<SceneWalks, 'walk' | 'block'> {
  const { table, blocks, categories, facilities } = report
  const rowOf = (id: string) => {
    const row = blocks.findIndex((block) => block.id === id)
    if (row < 0) throw new Error(`No block "${id}"`)
    return row
  }
  return {
    block: (id) => blocks[rowOf(id)]!,
    walk(id, categoryId) {
      const category = categories.findIndex((candidate) => candidate.id === categoryId)
      if (category < 0) throw new Error(`No category "${categoryId}"`)
      const row = rowOf(id) * table.categoryCount + category
      const cells = [row * table.limitCount, (row + 1) * table.limitCount] as const
      return {
        status: ACCESS_STATUS_NAMES[table.status[row]!]!,
        seconds: table.walkSeconds[row]!,
        metres: table.walkMetres[row]!,
        facility: facilities[table.facility[row]!]?.id ?? null,
        counts: [...table.count.subarray(...cells)],
        shares: [...table.share.subarray(...cells)],
        edgeAffected: table.edgeAffected[row] === 1,
      }
    },
  }
}
