// Damaged OpenStreetMap files of every format, thousands of them: what comes out is a map or an error that we know, never a crash.
// A few seconds here; the long run is `MUTATIONS=100000 npx vitest run test/read/mutated-osm.test.ts`.
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { blocksFromOsm } from '../../src/normalise/osm/osm-blocks.ts'
import { facilitiesFromOsm } from '../../src/normalise/osm/osm-facilities.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { encodeFile, type TestBlock } from './pbf-encoder.ts'

const MUTATIONS = Number(process.env.MUTATIONS ?? 600)

const place = (lon: number, lat: number) => ({ lon, lat })
const JSON_TOWN = {
  version: 0.6,
  osm3s: { timestamp_osm_base: '2026-01-01T00:00:00Z' },
  elements: [
    { type: 'node', id: 2, lat: 35.9, lon: 14.503, version: 2, tags: { barrier: 'gate', access: 'no' } },
    { type: 'node', id: 3, ...place(14.506, 35.9), tags: { amenity: 'pharmacy;clinic', name: '药房' } },
    { type: 'node', id: 9, version: 3, visible: false },
    { type: 'way', id: 10, nodes: [1, 2, 3], tags: { highway: 'residential' } },
    { type: 'way', id: 11, geometry: [place(14.5, 35.9), null, place(14.506, 35.9)], tags: { highway: 'steps' } },
    { type: 'way', id: 12, nodes: [3, 4, 1], geometry: [place(14.506, 35.9), place(14.503, 35.902), null] },
    { type: 'way', id: 13, center: place(14.5, 35.9), nodes: [7, 8], tags: { amenity: 'school' } },
    {
      type: 'relation',
      id: 7,
      center: place(14.5, 35.9),
      members: [
        { type: 'way', ref: 10, role: '' },
        { type: 'way', ref: 12, role: '' },
        { type: 'way', ref: 60, role: '', geometry: [place(14.5, 35.9), place(14.502, 35.9), null, place(14.5, 35.9)] },
        { type: 'node', ref: 5, role: 'label', ...place(14.5, 35.9) },
      ],
      tags: { type: 'multipolygon', landuse: 'residential' },
    },
    { type: 'node', id: 1, ...place(14.5, 35.9) },
    { type: 'node', id: 2, ...place(14.503, 35.9) },
  ],
}

const XML_TOWN = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="Overpass API"><meta osm_base="2026-01-01T00:00:00Z"/>
<bounds minlat="35.8" minlon="14.4" maxlat="36" maxlon="14.6"/><bound box="35.8,14.4,36,14.6"/><remark>fine</remark>
<node id="2" lat="35.9" lon="14.503" version="2"><tag k="barrier" v="gate"/></node>
<node id="9" version="3" visible="false"/><node id="3" lat="35.9" lon="14.506"><tag k="amenity" v="pharmacy;clinic"/></node>
<way id="10"><nd ref="1" lat="35.9" lon="14.5"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
<way id="11"><bounds minlat="1" minlon="1" maxlat="2" maxlon="2"/><nd lat="35.9" lon="14.5"/><nd/><nd lat="35.9" lon="14.506"/><tag k="highway" v="steps"/></way>
<way id="13"><center lat="35.9" lon="14.5"/><nd ref="7"/><nd ref="8"/><tag k="amenity" v="school"/></way>
<relation id="7"><member type="way" ref="10" role=""/><member type="way" ref="60" role=""><nd lat="35.9" lon="14.5"/><nd/><nd lat="35.91" lon="14.5"/></member>
<member type="node" ref="5" role="label" lat="35.9" lon="14.5"/><tag k="type" v="multipolygon"/><tag k="landuse" v="residential"/></relation>
<node id="2" lat="35.9" lon="14.503"/></osm>`

const PBF_BLOCKS: readonly TestBlock[] = [
  {
    nodes: [2, 3, 4].map((id) => ({ id, lat: 359_000_000 + id, lon: 145_000_000 + id, tags: [['name', 'x']] })),
    info: true,
    visible: true,
  },
  { nodes: [{ id: 8, lat: 1, lon: 2, tags: [] }], dense: false, info: true, granularity: 90, latOffset: -5 },
  {
    ways: [
      { id: 10, tags: [['highway', 'path']], refs: [1, 2, 3], places: [2, 3, 4].map((d) => ({ lat: d, lon: d })) },
      { id: 12, tags: [['landuse', 'residential']], refs: [2, 3, 4, 2] },
    ],
    info: true,
  },
  { relations: [{ id: 7, tags: [['type', 'multipolygon']], members: [{ type: 1, ref: 12, role: '' }] }], info: true },
]

/** Numbers by lot that are the same in every run. */
function lots(seed: number) {
  let state = seed >>> 0
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39)
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below
  }
}

const WORDS = [
  ...['-1', '0', '1e308', 'NaN', '9007199254740993', '-9007199254740991', '2147483647', '180.0000001', 'null', '""'],
  ...['[]', '{}', '<nd/>', '</way>', '<node id="1"/>', '&#0;', '&amp', '"', '>', ',', '\u0000', '\ud800', '__proto__'],
  ...[
    '"visible":false,',
    '"version":-3,',
    ' visible="false"',
    ' version="99999999999"',
    'timed out',
    '1',
    '2',
    '10',
    '60',
  ],
].map((word) => new TextEncoder().encode(word))

/** One to four wounds: bytes changed, cut out, doubled, moved, or a word put in. */
function wounded(bytes: Uint8Array, lot: (below: number) => number): Uint8Array {
  let out = [...bytes]
  for (let wounds = 1 + lot(4); wounds > 0; wounds--) {
    const at = lot(out.length + 1)
    const length = lot(30)
    const kind = lot(6)
    if (kind === 0) out[at] = lot(256)
    else if (kind === 1) out.splice(at, length)
    else if (kind === 2) out.splice(at, 0, ...out.slice(at, at + length))
    else if (kind === 3) out.splice(at, lot(12), ...WORDS[lot(WORDS.length)]!)
    else if (kind === 4) out.splice(lot(out.length + 1), 0, ...out.splice(at, length))
    else out = out.slice(0, lot(3) === 0 ? at : out.length)
    if (out.length === 0) out = [lot(256)]
  }
  return Uint8Array.from(out)
}

/** The whole way from bytes to places. */
async function readAll(bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    const raw = await readOsm(bytesSource('town', bytes))
    const ids = [raw.nodeId, raw.wayId, raw.relationId]
    expect(ids.every((column) => column.every((id, row) => row === 0 || id > column[row - 1]!))).toBe(true)
    expect(raw.nodeLatE7.every((lat) => Math.abs(lat) <= 900_000_000)).toBe(true)
    expect(raw.wayRefOffset.at(-1)).toBe(raw.wayRef.length)
    await facilitiesFromOsm(raw)
    await blocksFromOsm(raw)
    buildNetwork(normaliseWalkableWays(raw))
    return 'read'
  } catch (error) {
    if (isLivingCircleError(error)) return 'refused'
    throw error
  }
}

describe('damaged OpenStreetMap files', () => {
  it.each([
    ['XML', new TextEncoder().encode(XML_TOWN)],
    ['Overpass JSON', new TextEncoder().encode(JSON.stringify(JSON_TOWN))],
    ['PBF', encodeFile(PBF_BLOCKS, false).bytes],
  ])(
    '%s: every one is read or refused',
    async (_, bytes) => {
      expect(await readAll(bytes)).toBe('read')
      const outcome = { read: 0, refused: 0 }
      for (let run = 0; run < MUTATIONS; run++) {
        const damaged = wounded(bytes, lots(run + 1))
        try {
          outcome[await readAll(damaged)]++
        } catch (error) {
          throw new Error(`mutation ${run + 1}: ${error instanceof Error ? error.stack : error}`)
        }
      }
      expect(outcome.read + outcome.refused).toBe(MUTATIONS)
      // Neither is everything refused nor nothing: the wounds reach the inside.
      expect(Math.min(outcome.read, outcome.refused)).toBeGreaterThan(MUTATIONS / 50)
    },
    3_600_000,
  )
})
