import { describe, expect, it } from 'vitest'
import { wayName } from '../../src/normalise/osm/way-name.ts'
import { loadSampleTown } from '../sample-analysis.ts'

describe('wayName', () => {
  it('is the tag of the way, found among all', async () => {
    const { area } = await loadSampleTown()
    const { raw } = area
    const named = new Map<number, string>()
    raw.wayId.forEach((id, way) => {
      for (let tag = raw.wayTags.offset[way]!; tag < raw.wayTags.offset[way + 1]!; tag++) {
        if (raw.strings[raw.wayTags.key[tag]!] === 'name') named.set(id, raw.strings[raw.wayTags.value[tag]!]!)
      }
    })
    expect(named.size).toBeGreaterThan(0)
    for (const id of raw.wayId) expect([id, wayName(raw, id)]).toEqual([id, named.get(id)])
    for (const id of [-1, 0, 1e15]) expect(wayName(raw, id)).toBeUndefined()
  })
})
