// Areas, facilities and blocks of real extracts, against slow truths; skipped where the data folder is absent.
import { existsSync, readFileSync } from 'node:fs'
import osmtogeojson from 'osmtogeojson'
import { beforeAll, describe, expect, it } from 'vitest'
import { insidePolygons, type PolygonRings, polygonsSquareMetres } from '../../src/foundation/geo.ts'
import { categoriseOsmAll } from '../../src/normalise/categories/category-matching.ts'
import { areasFromOsm } from '../../src/normalise/osm/osm-areas.ts'
import { addBuildings, addGates, blocksFromOsm } from '../../src/normalise/osm/osm-blocks.ts'
import { facilitiesFromOsm } from '../../src/normalise/osm/osm-facilities.ts'
import { elementTags } from '../../src/normalise/osm/osm-tags.ts'
import { wantedTagKeys } from '../../src/normalise/osm/wanted-tags.ts'
import { placeInside } from '../../src/normalise/places/place-inside.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import type { RawOsm } from '../../src/read/osm/raw-osm.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)

describe.skipIf(!existsSync(DATA)).each(['beijing-wudaokou', 'malta'])('%s', { timeout: 60_000 }, (name) => {
  let raw: RawOsm

  beforeAll(async () => {
    const bytes = readFileSync(new URL(`${name}.osm.pbf`, DATA))
    raw = await readOsm(bytesSource(`${name}.osm.pbf`, bytes), { tagKeys: wantedTagKeys() })
  })

  it('has the areas that osmtogeojson makes of the whole file', async () => {
    const wanted = (tags: ReadonlyMap<string, string>) => tags.get('landuse') === 'residential' || tags.has('leisure')
    const { areas } = await areasFromOsm(raw, wanted)
    const truth = new Map<string, number>()
    for (const { id, geometry } of osmtogeojson({ elements: elementsOf(raw) }, { polygonFeatures: () => true })
      .features) {
      if (geometry.type === 'Polygon') truth.set(String(id), areaOf([geometry.coordinates as never]))
      if (geometry.type === 'MultiPolygon') truth.set(String(id), areaOf(geometry.coordinates as never))
    }
    expect(areas.length).toBeGreaterThan(20)
    for (const { osmId, polygons } of areas) {
      expect([osmId, truth.get(osmId)! / polygonsSquareMetres(polygons)]).toEqual([osmId, expect.closeTo(1, 6)])
    }
  })

  it('has every tagged element as a facility or with a reason why not', async () => {
    const { facilities, rejects, counts } = await facilitiesFromOsm(raw)
    const said = new Set([...facilities.map((facility) => facility.id), ...rejects.map((reject) => reject.lineOrId)])
    for (const kind of ['node', 'way'] as const) {
      const ids = kind === 'node' ? raw.nodeId : raw.wayId
      for (let index = 0; index < ids.length; index++) {
        const tags = elementTags(raw, kind, index)
        if (tags.size === 0) continue
        const matches = categoriseOsmAll(tags, tags.get('name') ?? null)
        if (matches.length > 0) expect(said).toContain(`${kind}/${ids[index]}`)
      }
    }
    expect(counts.read).toBe(counts.used + counts.rejected)
    expect(rejects.filter((reject) => reject.severity === 'rejected')).toHaveLength(counts.rejected)
    expect(new Set(facilities.map((facility) => facility.id)).size).toBe(facilities.length)
    for (const facility of facilities) expect(facility.entrances.length).toBeGreaterThan(0)
  })

  it('gives blocks the buildings and gates that looking at everything finds', async () => {
    const { blocks, counts } = await blocksFromOsm(raw)
    expect(counts.read).toBe(counts.used + counts.rejected)
    const given = addGates(await addBuildings(blocks, raw), raw, Float64Array.from(raw.wayRef).sort())
    const { areas } = await areasFromOsm(raw, (tags) => tags.has('building') && tags.get('building') !== 'no')
    const places = areas.map((area) => placeInside(area.polygons))
    const homes = /^(apartments|residential|house|detached|terrace|dormitory|bungalow|farm|cabin|semidetached_house)$/
    for (const block of given.filter((_, index) => index % 7 === 0)) {
      const inside = areas.filter((_, index) => insidePolygons(...places[index]!, block.polygons!))
      const living = inside.filter((area) => homes.test(area.tags.get('building')!))
      expect([block.id, block.buildings.length]).toEqual([block.id, (living.length > 0 ? living : inside).length])
      const outline = new Set(block.polygons!.flat(2).map((position) => position.join()))
      const onOutline = block.gates.filter((gate) => outline.has(gate.join()))
      expect(onOutline).toHaveLength(block.gates.length)
    }
    expect(given.filter((block) => block.buildings.length > 0).length).toBeGreaterThan(3)
  })
})

function areaOf(polygons: readonly PolygonRings[]): number {
  return polygonsSquareMetres(polygons)
}

/** The whole file as osmtogeojson likes it. */
function elementsOf(raw: RawOsm): Parameters<typeof osmtogeojson>[0]['elements'] {
  const elements: Parameters<typeof osmtogeojson>[0]['elements'][number][] = []
  raw.nodeId.forEach((id, index) => {
    elements.push({ type: 'node', id, lon: raw.nodeLonE7[index]! / 1e7, lat: raw.nodeLatE7[index]! / 1e7 })
  })
  raw.wayId.forEach((id, index) => {
    const nodes = Array.from(raw.wayRef.subarray(raw.wayRefOffset[index]!, raw.wayRefOffset[index + 1]!))
    elements.push({ type: 'way', id, nodes, tags: Object.fromEntries(elementTags(raw, 'way', index)) })
  })
  raw.relationId.forEach((id, index) => {
    const members: { type: 'way'; ref: number; role: string }[] = []
    for (let at = raw.relationMemberOffset[index]!; at < raw.relationMemberOffset[index + 1]!; at++) {
      // One relation lists its outline twice; osmtogeojson then draws it twice.
      if (raw.relationMemberType[at] !== 1 || members.some(({ ref }) => ref === raw.relationMemberRef[at])) continue
      members.push({
        type: 'way',
        ref: raw.relationMemberRef[at]!,
        role: raw.strings[raw.relationMemberRole[at]!]! || 'outer',
      })
    }
    elements.push({ type: 'relation', id, members, tags: Object.fromEntries(elementTags(raw, 'relation', index)) })
  })
  return elements
}
