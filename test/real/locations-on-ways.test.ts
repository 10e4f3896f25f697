// All of Malta as `osmium add-locations-to-ways` writes it: places stand on the ways, nodes without tags are not in the file.
import { describe, expect, it } from 'vitest'
import { buildNetwork } from '../../src/network/build-network.ts'
import { saveNetwork } from '../../src/network/network-buffer.ts'
import { blocksFromOsm } from '../../src/normalise/osm/osm-blocks.ts'
import { facilitiesFromOsm } from '../../src/normalise/osm/osm-facilities.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import type { RawOsm, TagColumns } from '../../src/read/osm/raw-osm.ts'
import { encodeBlock, encodeHeader, frame, type TestBlock } from '../read/pbf-encoder.ts'
import { hasSharedData, sharedSource } from './shared-data.ts'

/** Elements in a block, as in common files. */
const BLOCK = 4000

function* inBlocks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += BLOCK) yield list.slice(at, at + BLOCK)
}

/** The file with places on ways; `keeps` says which nodes stay. */
function withPlacesOnWays(raw: RawOsm, keeps: (row: number) => boolean): Uint8Array {
  const tagsOf = (columns: TagColumns, row: number): [string, string][] => {
    const tags: [string, string][] = []
    for (let at = columns.offset[row]!; at < columns.offset[row + 1]!; at++) {
      tags.push([raw.strings[columns.key[at]!]!, raw.strings[columns.value[at]!]!])
    }
    return tags
  }
  const rowOfNode = new Map(Array.from(raw.nodeId, (id, row) => [id, row]))
  // What the writer does not know: an undefined place.
  const placeOf = (row: number | undefined) =>
    row === undefined
      ? { lat: 2_147_483_647, lon: 2_147_483_647 }
      : { lat: raw.nodeLatE7[row]!, lon: raw.nodeLonE7[row]! }
  const nodes = [...raw.nodeId.keys()].filter(keeps)
  const blocks: TestBlock[] = []
  for (const rows of inBlocks(nodes)) {
    blocks.push({
      nodes: rows.map((row) => ({ id: raw.nodeId[row]!, tags: tagsOf(raw.nodeTags, row), ...placeOf(row) })),
    })
  }
  for (const rows of inBlocks([...raw.wayId.keys()])) {
    blocks.push({
      ways: rows.map((row) => {
        const refs = [...raw.wayRef.subarray(raw.wayRefOffset[row]!, raw.wayRefOffset[row + 1]!)]
        const places = refs.map((ref) => placeOf(rowOfNode.get(ref)))
        return { id: raw.wayId[row]!, tags: tagsOf(raw.wayTags, row), refs, places }
      }),
    })
  }
  for (const rows of inBlocks([...raw.relationId.keys()])) {
    blocks.push({
      relations: rows.map((row) => {
        const members = []
        for (let at = raw.relationMemberOffset[row]!; at < raw.relationMemberOffset[row + 1]!; at++) {
          const type = raw.relationMemberType[at] as 0 | 1 | 2
          members.push({ type, ref: raw.relationMemberRef[at]!, role: raw.strings[raw.relationMemberRole[at]!]! })
        }
        return { id: raw.relationId[row]!, tags: tagsOf(raw.relationTags, row), members }
      }),
    })
  }
  const box = raw.header.box === null ? {} : { box: [...raw.header.box] as [number, number, number, number] }
  const frames = [
    frame('OSMHeader', encodeHeader(box), true),
    ...blocks.map((block) => frame('OSMData', encodeBlock(block), true)),
  ]
  const bytes = new Uint8Array(frames.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of frames) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** What the streets, facilities and blocks of a file come to. */
async function meaningOf(raw: RawOsm) {
  const ways = normaliseWalkableWays(raw)
  const network = Buffer.from(saveNetwork(buildNetwork(ways)))
  const { facilities } = await facilitiesFromOsm(raw)
  const { blocks } = await blocksFromOsm(raw)
  return { counts: ways.counts, network, facilities, blocks }
}

describe.skipIf(!hasSharedData)('Malta with places on its ways', () => {
  it('has the same streets, facilities and blocks without the nodes that have no tags', async () => {
    const raw = await readOsm(sharedSource('malta.osm.pbf'))
    const expected = await meaningOf(raw)
    expect(expected.counts.highwayWays).toBe(21_137)
    const isTagged = (row: number) => raw.nodeTags.offset[row + 1]! > raw.nodeTags.offset[row]!
    const again = await readOsm(bytesSource('low.osm.pbf', withPlacesOnWays(raw, isTagged)))
    expect(again.repeatedElements).toBe(0)
    const found = await meaningOf(again)
    expect(found.counts).toEqual(expected.counts)
    expect(found.network.equals(expected.network)).toBe(true)
    expect(JSON.stringify(found.facilities) === JSON.stringify(expected.facilities)).toBe(true)
    expect(JSON.stringify(found.blocks) === JSON.stringify(expected.blocks)).toBe(true)
  }, 120_000)
})
