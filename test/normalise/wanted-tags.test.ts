import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allCategories } from '../../src/normalise/categories/categories.ts'
import { addBuildings, blocksFromOsm } from '../../src/normalise/osm/osm-blocks.ts'
import { facilitiesFromOsm } from '../../src/normalise/osm/osm-facilities.ts'
import { wantedTagKeys } from '../../src/normalise/osm/wanted-tags.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'

const MUNICH = new URL('../../../shared/data/munich-centre.osm.pbf', import.meta.url)

describe('wantedTagKeys', () => {
  it('is sorted, without repeats, and has every key of every category rule', () => {
    const keys = wantedTagKeys()
    expect(keys).toEqual([...new Set(keys)].sort())
    const ofRules = allCategories().flatMap((category) =>
      [...category.osm, ...category.osmWithName].flatMap(Object.keys),
    )
    for (const key of ofRules) expect(keys).toContain(key)
  })

  it.skipIf(!existsSync(MUNICH))(
    'leaves out nothing that changes a result',
    async () => {
      const source = bytesSource('munich-centre.osm.pbf', readFileSync(MUNICH))
      const all = await readOsm(source)
      const some = await readOsm(source, { tagKeys: wantedTagKeys() })
      expect(some.strings.length).toBeLessThan(all.strings.length)
      expect(await facilitiesFromOsm(some)).toEqual(await facilitiesFromOsm(all))
      const blocks = await blocksFromOsm(some)
      expect(blocks).toEqual(await blocksFromOsm(all))
      expect(await addBuildings(blocks.blocks, some)).toEqual(await addBuildings(blocks.blocks, all))
      const [filtered, unfiltered] = [normaliseWalkableWays(some), normaliseWalkableWays(all)]
      expect(filtered.counts).toEqual(unfiltered.counts)
      expect(filtered.wayFlags.join()).toBe(unfiltered.wayFlags.join())
      expect(filtered.nodeFlags.join()).toBe(unfiltered.nodeFlags.join())
    },
    60_000,
  )
})
