// OSM columns of others' making: what points outside is refused by the column's name, before anything reads it.
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/index.ts'
import { areasFromOsm, facilitiesFromOsm, normaliseWalkableWays, type RawOsm, readOsm } from '../../src/parts.ts'

const osm = `<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"><tag k="amenity" v="pharmacy"/></node>
  <way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way>
  <relation id="3"><member type="way" ref="9" role="outer"/><tag k="type" v="multipolygon"/></relation></osm>`
const whole = () => readOsm(bytesSource('tiny.osm', new TextEncoder().encode(osm)))

const MENDS: Readonly<Record<string, (raw: RawOsm) => Partial<RawOsm>>> = {
  wayRefOffset: () => ({ wayRefOffset: Uint32Array.of(0, 4_000_000_000) }),
  'nodeLonE7, nodeLatE7': () => ({ nodeLonE7: new Int32Array(1) }),
  relationMemberOffset: () => ({ relationMemberOffset: Uint32Array.of(0, 7) }),
  relationMemberType: () => ({ relationMemberType: new Uint8Array(5) }),
  relationMemberRole: () => ({ relationMemberRole: Uint32Array.of(999) }),
  'wayTags.key': ({ wayTags }) => ({ wayTags: { ...wayTags, key: Uint32Array.of(999) } }),
  'wayTags.value': ({ wayTags }) => ({ wayTags: { ...wayTags, value: Uint32Array.of(999) } }),
  'nodeTags.offset': ({ nodeTags }) => ({ nodeTags: { ...nodeTags, offset: Uint32Array.of(0, 5, 1) } }),
}

describe('columns of OSM data', () => {
  it('are taken as they are read', async () => {
    expect(normaliseWalkableWays(await whole()).counts.walkableWays).toBe(1)
    expect((await facilitiesFromOsm(await whole())).facilities).toHaveLength(1)
  })

  it.each(Object.entries(MENDS))('%s that does not fit is named', async (column, change) => {
    const raw = await whole()
    const damaged = { ...raw, ...change(raw) }
    const refused = expect.objectContaining({ code: 'invalid-option', details: expect.objectContaining({ column }) })
    expect(() => normaliseWalkableWays(damaged)).toThrow(refused)
    await expect(facilitiesFromOsm(damaged)).rejects.toEqual(refused)
    await expect(areasFromOsm(damaged, () => true)).rejects.toEqual(refused)
  })

  it.each([undefined, null, 7, {}, 'raw'])('%s is none', (value) => {
    expect(() => normaliseWalkableWays(value as unknown as RawOsm)).toThrow(
      expect.objectContaining({ code: 'invalid-option' }),
    )
  })
})
