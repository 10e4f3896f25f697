// Cuts that look right and are not: a halo that is too short, components or the data's box judged part by part. The comparison with one machine finds each.
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { poseAnalysis } from '../../src/job/pose-analysis.ts'
import { cutShards, haloOfTerms } from '../../src/job/shards/cut-shards.ts'
import type { ShardPart } from '../../src/job/shards/measure-shard.ts'
import type { PlanContent, ShardPlan } from '../../src/job/shards/plan-shards.ts'
import { fromShardBytes, toShardBytes } from '../../src/job/shards/shard-bytes.ts'
import { buildLocator, linkPoints } from '../../src/locate/link-points.ts'
import { countedLengthMm, labelComponents } from '../../src/network/components.ts'
import { buildImpedance, type Impedance } from '../../src/network/impedance.ts'
import { networkOver } from '../../src/network/network-buffer.ts'
import type { WalkNetwork } from '../../src/network/walk-network.ts'
import { planShards } from '../../src/parts.ts'
import type { AccessStudy } from '../../src/study/access-study.ts'
import { cellsOfStudy } from '../../src/study/study-cells.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { firstDifference, mergedAnswer, onOneMachine, type Town } from './in-shards.ts'

const KINDS = ['pharmacy', 'bank', 'post_office']

/** A plan with what its cuts are made from. */
interface Planned {
  readonly plan: ShardPlan
  readonly content: PlanContent
  readonly study: AccessStudy
  readonly whole: Uint8Array
  readonly shards: number
}

let town: Town
let planned: Planned

async function planOf(
  asked: { readonly minutes?: number[]; readonly metres?: number[] },
  shards: number,
): Promise<Planned> {
  const { area, facilities, blocks } = town
  const plan = await planShards(area, facilities, blocks, { ...asked, categories: KINDS, shards })
  const terms = { profile: 'adult', maxLinkMetres: 200, demand: 'auto', direction: 'toFacility' } as const
  const none = { standard: undefined, within: undefined, at: undefined, hours: undefined } as const
  const limits = { minutes: asked.minutes, metres: asked.metres }
  const given = { ...limits, ...terms, ...none, categories: KINDS }
  const { study } = await poseAnalysis('test', area, facilities, blocks, given, {})
  const whole = await onOneMachine(town, { ...asked, categories: KINDS })
  return { plan, content: fromShardBytes<PlanContent>('plan', plan.bytes, 'plan.bin'), study, whole, shards }
}

/** The parts of a cut, made worse before they are measured. */
function* worse(
  { content, study, shards: count }: Planned,
  halo: number,
  change: (part: ShardPart) => ShardPart = (part) => part,
) {
  const cells = cellsOfStudy(study, count)
  // With the bends of streets, so that points can be linked to them.
  const shards = cutShards(study, { ...content.terms, wantsRoutes: true }, cells, content.shardIds, halo, {})
  for (const { bytes } of shards) {
    const part = { ...fromShardBytes<ShardPart>('part', bytes, 'part.bin'), terms: content.terms }
    yield { bytes: toShardBytes('part', change(part)) }
  }
}

/** Which streets points may link to, by edge. */
type Masks = Pick<Impedance, 'edgeLinkable' | 'edgeLinkableMinor' | 'edgeOnIsland'>

/** A part whose points are linked once more, by masks of its edges. */
function relinked(shard: ShardPart, masksOf: (network: WalkNetwork) => Masks): ShardPart {
  const network = networkOver(shard.network.slice().buffer)
  const { demand, maxLinkMetres } = shard.part
  const demandLinkage = linkPoints(buildLocator(network, masksOf(network)), demand.lonLat, maxLinkMetres)
  return { ...shard, part: { ...shard.part, demandLinkage } }
}

/** What the part would judge by itself, of the streets that it has. */
function masksOfPart({ study }: Planned, network: WalkNetwork): Masks {
  const { streetVertices, edgeFrom, edgeTo, edgeLengthMm, edgeFlags } = network
  const all = new Uint8Array(edgeFrom.length).fill(1)
  const own = labelComponents(streetVertices, edgeFrom, edgeTo, countedLengthMm(edgeLengthMm, edgeFlags), all, network)
  return buildImpedance({ ...network, ...own }, study.profile, 'time')
}

/** An edge by where it lies, whatever its number. */
function nameOf(
  { edgeWayId, edgeFrom, edgeTo, edgeLengthMm, vertexLonE7: x, vertexLatE7: y }: WalkNetwork,
  edge: number,
): string {
  const [from, to] = [edgeFrom[edge]!, edgeTo[edge]!]
  return [edgeWayId[edge], edgeLengthMm[edge], x[from], y[from], x[to], y[to]].join()
}

/** What the whole judged. */
function masksOfWhole({ study }: Planned, network: WalkNetwork): Masks {
  const numberInWhole = new Map(Array.from(study.network.edgeFrom, (_, edge) => [nameOf(study.network, edge), edge]))
  const edges = Array.from(network.edgeFrom, (_, edge) => numberInWhole.get(nameOf(network, edge))!)
  const pick = (mask: Uint8Array) => Uint8Array.from(edges, (edge) => mask[edge]!)
  const { edgeLinkable, edgeLinkableMinor, edgeOnIsland } = study.time
  return {
    edgeLinkable: pick(edgeLinkable),
    edgeLinkableMinor: pick(edgeLinkableMinor),
    edgeOnIsland: pick(edgeOnIsland),
  }
}

describe.skipIf(!hasSharedData)('a wrong cut', () => {
  beforeAll(async () => {
    const area = await loadArea(sharedSource('malta.osm.pbf'))
    const facilities = await loadFacilities(area, {})
    const blocks = await loadBlocks(area, { file: sharedSource('tables/malta-blocks.csv') })
    town = { area, facilities, blocks }
    planned = await planOf({ minutes: [5] }, 24)
  })

  it('is none where the halo is that of the plan', async () => {
    const { plan, content, study, whole } = planned
    expect(haloOfTerms(study, content.terms)).toBe(plan.haloMetres)
    expect(firstDifference(await mergedAnswer(plan.bytes, worse(planned, plan.haloMetres)), whole)).toBe(-1)
  })

  // To the limit itself everything is there, but gaps look for the nearest to four times of it.
  it.each([0.05, 0.25, 0.6])('is found where the halo has %d of its width', async (part) => {
    const { plan, whole } = planned
    const merged = await mergedAnswer(plan.bytes, worse(planned, part * plan.haloMetres))
    expect(firstDifference(merged, whole)).toBeGreaterThan(0)
  })

  it('is found where a part takes its own box for that of the data', async () => {
    const { plan, content, whole } = planned
    const [west, south, east, north] = content.study.network.box
    const box = [west + (east - west) / 4, south, east, north] as const
    const network = { ...content.study.network, box }
    const wrong = toShardBytes('plan', { ...content, study: { ...content.study, network } })
    expect(firstDifference(await mergedAnswer(wrong, plan.shards()), whole)).toBeGreaterThan(0)
  })
})

describe('components', () => {
  // Street A passes the block; beyond every halo it hangs together with B, whose grid is 150 m away. Within a halo A is a short piece.
  it('are those of the whole; judged part by part they make another answer', async () => {
    town = await twoStreets()
    const scene = await planOf({ metres: [20] }, 2)
    const { plan, whole } = scene
    const merged = (masksOf: (planned: Planned, network: WalkNetwork) => Masks) =>
      mergedAnswer(
        plan.bytes,
        worse(scene, plan.haloMetres, (shard) => relinked(shard, (network) => masksOf(scene, network))),
      )
    expect(firstDifference(await merged(masksOfWhole), whole)).toBe(-1)
    expect(firstDifference(await merged(masksOfPart), whole)).toBeGreaterThan(0)
  })
})

async function twoStreets(): Promise<Town> {
  const nodes: string[] = []
  const ways: string[] = []
  const degrees = (metres: number) => metres / 111_195
  const lay = (...line: (readonly [east: number, north: number])[]) => {
    const refs = line.map(([east, north]) => {
      const id = 1 + (east + 10_000) * 20_000 + (north + 10_000)
      nodes.push(`<node id="${id}" lat="${degrees(north)}" lon="${degrees(east)}"/>`)
      return `<nd ref="${id}"/>`
    })
    ways.push(`<way id="${ways.length + 1}">${refs.join('')}<tag k="highway" v="footway"/></way>`)
  }
  const steps = (first: number, last: number) =>
    Array.from({ length: (last - first) / 100 + 1 }, (_, i) => first + 100 * i)
  lay(...steps(-5000, 5000).map((east) => [east, 0] as const))
  // A junction every 100 m: else it would be one piece.
  for (const east of steps(-4900, 4900)) lay([east, 0], [east, -10])
  for (const east of [0, 4000]) {
    for (const north of [150, 250, 350]) lay(...steps(east - 200, east + 200).map((x) => [x, north] as const))
    for (const x of steps(east - 200, east + 200)) lay([x, 150], [x, 250], [x, 350])
    lay([east - 200, 350], [east - 200, 2000], [-5000, 2000], [-5000, 0])
  }
  const osm = `<osm>${[...new Set(nodes)].join('')}${ways.join('')}</osm>`
  const source = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
  const area = await loadArea(source('streets.osm', osm))
  const rows = [0, 4000].map((east, i) => ({ i, lon: degrees(east + 10), lat: degrees(2) }))
  const table = (head: string, row: (one: (typeof rows)[number]) => string) => `${head}\n${rows.map(row).join('\n')}\n`
  const facilities = await loadFacilities(area, {
    files: [
      source(
        'f.csv',
        table('id,category,lon,lat', ({ i, lon }) => `f${i},bank,${lon + degrees(5)},0`),
      ),
    ],
  })
  const file = source(
    'b.csv',
    table('id,population,lon,lat', ({ i, lon, lat }) => `b${i},100,${lon},${lat}`),
  )
  return { area, facilities, blocks: await loadBlocks(area, { file }) }
}
