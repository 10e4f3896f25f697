// One block, several extracts: its row is the same from the whole region, from a smaller extract, and from a shuffled file.
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesSource, type LoadedArea, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { wantedTagKeys } from '../../src/normalise/osm/wanted-tags.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import type { RawOsm, TagColumns } from '../../src/read/osm/raw-osm.ts'
import { toCoverageCsv } from '../../src/report/tables/coverage-csv.ts'
import { hasSharedData, sharedSource } from './shared-data.ts'

/** Blocks west of this are compared; ways that lie east of the second are left out of the small extract: 2 km, farther than 15 min. */
const BLOCKS_WEST_OF = 14.4
const WAYS_WEST_OF = 14.425
/** Blocks that lie in both extracts must be some hundreds. */
const ENOUGH = 200

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** The streets of a file as XML, those of them that `keeps` wants, in order of `rank`. */
function streetsAsXml(raw: RawOsm, keeps: (lonE7: readonly number[]) => boolean, rank: (id: number) => number): string {
  const rowOfNode = new Map(Array.from(raw.nodeId, (id, row) => [id, row]))
  const tagsOf = (columns: TagColumns, row: number) => {
    let text = ''
    for (let at = columns.offset[row]!; at < columns.offset[row + 1]!; at++) {
      text += `<tag k="${escaped(raw.strings[columns.key[at]!]!)}" v="${escaped(raw.strings[columns.value[at]!]!)}"/>`
    }
    return text
  }
  const elements: { readonly id: number; readonly text: string }[] = []
  const used = new Set<number>()
  raw.wayId.forEach((id, row) => {
    const tags = tagsOf(raw.wayTags, row)
    if (!tags.includes('k="highway"')) return
    const refs = [...raw.wayRef.subarray(raw.wayRefOffset[row]!, raw.wayRefOffset[row + 1]!)]
    const there = refs.map((ref) => rowOfNode.get(ref)).filter((node) => node !== undefined)
    if (!keeps(there.map((node) => raw.nodeLonE7[node]!))) return
    for (const node of there) used.add(node)
    elements.push({ id, text: `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}${tags}</way>` })
  })
  for (const node of used) {
    const [id, lat, lon] = [raw.nodeId[node]!, raw.nodeLatE7[node]! / 1e7, raw.nodeLonE7[node]! / 1e7]
    elements.push({ id, text: `<node id="${id}" lat="${lat}" lon="${lon}">${tagsOf(raw.nodeTags, node)}</node>` })
  }
  elements.sort((a, b) => rank(a.id) - rank(b.id))
  const [west, south, east, north] = raw.header.box ?? [14.1, 35.7, 14.7, 36.1]
  const bounds = `<bounds minlat="${south}" minlon="${west}" maxlat="${north}" maxlon="${east}"/>`
  return `<osm version="0.6">${bounds}\n${elements.map(({ text }) => text).join('\n')}</osm>`
}

/** The lines of coverage.csv of the blocks in the common part. */
async function commonRows(area: LoadedArea, options: Parameters<typeof analyseAccess>[3]): Promise<string[]> {
  const facilities = await loadFacilities(area, { files: [sharedSource('tables/malta-facilities.csv')] })
  const blocks = await loadBlocks(area, { file: sharedSource('tables/malta-blocks.csv') })
  const { report } = await analyseAccess(area, facilities, blocks, options)
  const common = new Set(report.blocks.filter(({ lonLat }) => lonLat[0] < BLOCKS_WEST_OF).map(({ id }) => id))
  expect(common.size).toBeGreaterThan(ENOUGH)
  return toCoverageCsv(report)
    .split(/\r?\n/)
    .filter((line) => common.has(line.split(',')[0]!))
}

describe.skipIf(!hasSharedData)('rows of blocks from several extracts of Malta', () => {
  let raw: RawOsm
  let whole: LoadedArea
  const open = (text: string) => loadArea(bytesSource('streets.osm', new TextEncoder().encode(text)))
  beforeAll(async () => {
    raw = await readOsm(sharedSource('malta.osm.pbf'), { tagKeys: wantedTagKeys() })
    whole = await open(
      streetsAsXml(
        raw,
        () => true,
        (id) => id,
      ),
    )
  })

  it.each([
    ['time', { minutes: [5, 10, 15] }],
    ['distance', { metres: [300, 500, 1000] }],
    ['time from the facilities', { minutes: [5, 10, 15], direction: 'fromFacility' }],
  ] as const)('are byte for byte the same from a small extract and from a shuffled file: %s', async (_, options) => {
    const expected = await commonRows(whole, options)
    const isNear = (lonE7: readonly number[]) => lonE7.some((lon) => lon < WAYS_WEST_OF * 1e7)
    const small = await open(streetsAsXml(raw, isNear, (id) => -id))
    expect(small.network.edgeFrom.length).toBeLessThan(whole.network.edgeFrom.length / 1.5)
    expect(await commonRows(small, options)).toEqual(expected)
    const shuffled = await open(
      streetsAsXml(
        raw,
        () => true,
        (id) => (id * 7919) % 10_007,
      ),
    )
    expect(await commonRows(shuffled, options)).toEqual(expected)
  })

  it('edges are numbered the same way: those of the small extract are a part of the others, in their order', async () => {
    const isNear = (lonE7: readonly number[]) => lonE7.some((lon) => lon < WAYS_WEST_OF * 1e7)
    const small = await open(streetsAsXml(raw, isNear, (id) => id))
    const names = ({ network }: LoadedArea) =>
      Array.from(network.edgeWayId, (way, edge) => {
        const [from, to] = [network.edgeFrom[edge]!, network.edgeTo[edge]!]
        const ends = [
          network.vertexLonE7[from],
          network.vertexLatE7[from],
          network.vertexLonE7[to],
          network.vertexLatE7[to],
        ]
        return `${way} ${ends.join(' ')} ${network.edgeLengthMm[edge]}`
      })
    const inSmall = names(small)
    const kept = new Set(inSmall)
    const inWhole = names(whole).filter((name) => kept.has(name))
    const common = new Set(inWhole)
    expect(inSmall.filter((name) => common.has(name))).toEqual(inWhole)
    expect(inWhole.length).toBeGreaterThan(0.95 * inSmall.length)
  })
})
