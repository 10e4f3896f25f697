// HALLWAY: a study and its cells → the parts of shards, one after the other. No logic of its own: the rooms know how to cut.

import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import { E7 } from '../../foundation/units.ts'
import { LINK_LINKED } from '../../locate/linkage.ts'
import { PointCells } from '../../locate/points/point-cells.ts'
import { ascendingSet, NetworkCutter } from '../../network/cut-network.ts'
import { saveNetwork } from '../../network/network-buffer.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import { boxOfBlocks, boxWithHalo, haloMetres, type WalkReach } from '../../study/study-cells.ts'
import { partOfStudy, rowsOfItems } from '../../study/study-part.ts'
import { choicesOfStudy } from '../../study/walk-range.ts'
import { largestLimit, rulesOnPaper } from '../analyse-standard.ts'
import type { ShardPart, ShardTerms } from './measure-shard.ts'
import { toShardBytes } from './shard-bytes.ts'

/** One shard, ready to be measured. */
export interface PlannedShard {
  readonly id: string
  /** For `measureShard`. */
  readonly bytes: Uint8Array
  readonly blocks: number
  readonly points: number
  readonly vertices: number
  readonly edges: number
  readonly facilities: number
  /** What it costs beside the others: its linked demand points times the vertices near each, on average. */
  readonly expectedWork: number
}

/** How far around its blocks a shard has to know everything, metres. */
export function haloOfTerms(study: AccessStudy, terms: ShardTerms): number {
  return haloMetres(study, reachesOf(terms))
}

/**
 * The shards of a study, cut when they are asked for.
 *
 * @param cells blocks of each
 * @param halo see {@link haloOfTerms}
 */
export function* cutShards(
  study: AccessStudy,
  terms: ShardTerms,
  cells: readonly Uint32Array[],
  ids: readonly string[],
  halo: number,
  run: RunOptions,
): Generator<PlannedShard> {
  const radius = Math.max(0, ...reachesOf(terms).map(({ basis, limit }) => (basis === 'straight-line' ? limit : 0)))
  const cutter = new ShardCutter(study, terms, halo, radius)
  for (let number = 0; number < cells.length; number++) {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'shards', done: number, total: cells.length })
    yield cutter.cut(ids[number]!, cells[number]!)
  }
}

/** Everything that is measured from a block. */
function reachesOf({ basis, limits, pack, hasData }: ShardTerms): WalkReach[] {
  const rules = pack === null ? [] : [...pack.rules, ...rulesOnPaper(pack, hasData).paper.rules]
  return [{ basis, limit: limits.at(-1)! }, ...rules.map((rule) => ({ basis: rule.basis, limit: largestLimit(rule) }))]
}

class ShardCutter {
  readonly #study: AccessStudy
  readonly #terms: ShardTerms
  readonly #halo: number
  /** Of rules by straight line; 0 = none. */
  readonly #radius: number
  readonly #choices: ReturnType<typeof choicesOfStudy>
  readonly #network: NetworkCutter
  readonly #vertices: PointCells
  readonly #entrances: PointCells
  readonly #entranceOffset: Uint32Array
  /** Entrances by edge: `#entranceOn[#edgeOffset[e] … #edgeOffset[e+1])`. */
  readonly #edgeOffset: Uint32Array
  readonly #entranceOn: Uint32Array

  constructor(study: AccessStudy, terms: ShardTerms, halo: number, radius: number) {
    const { network, facilities, facilityOfEntrance, entranceLinkage } = study
    this.#study = study
    this.#terms = terms
    this.#halo = halo
    this.#radius = radius
    this.#choices = choicesOfStudy(study)
    this.#network = new NetworkCutter(network)
    this.#vertices = new PointCells(network.vertexLonE7, network.vertexLatE7, network.streetVertices)
    const entrances = facilities.flatMap((facility) => facility.entrances)
    this.#entrances = new PointCells(
      Float64Array.from(entrances, ([lon]) => lon * E7),
      Float64Array.from(entrances, ([, lat]) => lat * E7),
    )
    this.#entranceOffset = offsetsOf(facilityOfEntrance, facilities.length)
    const byEdge = rowsByItem(entranceLinkage.edge, network.edgeFrom.length)
    this.#edgeOffset = byEdge.offset
    this.#entranceOn = byEdge.rows
  }

  cut(id: string, blocks: Uint32Array): PlannedShard {
    const study = this.#study
    const edges = this.#edgesAround(blocks)
    const { network, vertices } = this.#network.cut(edges, this.#terms.wantsRoutes)
    const facilities = this.#facilitiesOn(edges, blocks)
    const part = partOfStudy(study, this.#choices, this.#entranceOffset, { blocks, facilities, edges })
    const content: ShardPart = { id, terms: this.#terms, network: saveNetwork(network), part }
    const points = part.demandLinkage.status.reduce((sum, status) => sum + (status === LINK_LINKED ? 1 : 0), 0)
    return {
      id,
      bytes: toShardBytes('part', content),
      blocks: blocks.length,
      points: part.demandLinkage.status.length,
      vertices: vertices.length,
      edges: edges.length,
      facilities: facilities.length,
      expectedWork: Math.round((points * vertices.length) / Math.max(1, this.#boxesOf(blocks))),
    }
  }

  /** How often the halo's own square goes into the box of some blocks with it. */
  #boxesOf(blocks: Uint32Array): number {
    const box = boxOfBlocks(this.#study, blocks)
    if (box === null) return 1
    const sides = ([west, south, east, north]: readonly number[]) => (east! - west!) * (north! - south!)
    const [lon, lat] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
    return sides(boxWithHalo(box, this.#halo)) / sides(boxWithHalo([lon, lat, lon, lat], this.#halo))
  }

  /** Every edge with an end within the halo, and those that the blocks link to or might. */
  #edgesAround(blocks: Uint32Array): Uint32Array {
    const { network, demand } = this.#study
    const { arcOffset, arcEdge } = network
    const box = boxOfBlocks(this.#study, blocks)
    if (box === null) return new Uint32Array(0)
    const found: number[] = []
    this.#vertices.within(boxWithHalo(box, this.#halo), (vertex) => {
      for (let arc = arcOffset[vertex]!; arc < arcOffset[vertex + 1]!; arc++) found.push(arcEdge[arc]! >>> 1)
    })
    for (const row of rowsOfItems(rowsOfItems(blocks, demand.offset).rows, this.#choices.offset).rows) {
      found.push(this.#choices.edge[row]!)
    }
    return ascendingSet(Uint32Array.from(found))
  }

  /** Facilities that can be walked to, and those within the radius of rules by straight line. */
  #facilitiesOn(edges: Uint32Array, blocks: Uint32Array): Uint32Array {
    const { facilityOfEntrance } = this.#study
    const found: number[] = []
    for (const edge of edges) {
      for (let at = this.#edgeOffset[edge]!; at < this.#edgeOffset[edge + 1]!; at++) {
        found.push(facilityOfEntrance[this.#entranceOn[at]!]!)
      }
    }
    const box = this.#radius === 0 ? null : boxOfBlocks(this.#study, blocks)
    if (box !== null) {
      this.#entrances.within(boxWithHalo(box, this.#radius), (entrance) => found.push(facilityOfEntrance[entrance]!))
    }
    return ascendingSet(Uint32Array.from(found))
  }
}

/** Offsets of rows that are in order of their items. */
function offsetsOf(itemOfRow: Uint32Array, items: number): Uint32Array {
  const offset = new Uint32Array(items + 1)
  for (const item of itemOfRow) offset[item + 1]!++
  for (let item = 0; item < items; item++) offset[item + 1]! += offset[item]!
  return offset
}

/** Rows by their item, −1 = none. */
function rowsByItem(
  itemOfRow: Int32Array,
  items: number,
): { readonly offset: Uint32Array; readonly rows: Uint32Array } {
  const offset = offsetsOf(Uint32Array.from(itemOfRow.filter((item) => item >= 0)), items)
  const next = offset.slice()
  const rows = new Uint32Array(offset[items]!)
  itemOfRow.forEach((item, row) => {
    if (item >= 0) rows[next[item]!++] = row
  })
  return { offset, rows }
}
