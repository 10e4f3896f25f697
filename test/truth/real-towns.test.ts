// The library against the slow truth on the sample town and on real extracts: a seeded sample of points, every profile, both bases.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LoadedArea } from '../../src/job/load-area.ts'
import { wantedTagKeys } from '../../src/normalise/osm/wanted-tags.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { scene } from '../scene/build-scene.ts'
import { areaOfRaw } from '../scene/walk-scene.ts'
import { compareWithTruth } from './compare-with-truth.ts'

const EXTRACTS = [
  '../../data/sample-town/town.osm',
  '../../../shared/data/monaco-streets.osm.pbf',
  '../../../shared/data/beijing-cau.osm.pbf',
  '../../../shared/data/munich-centre.osm.pbf',
]
const QUESTIONS = [
  { profile: 'adult', basis: 'time', limits: [5, 10, 15] },
  { profile: 'older', basis: 'time', limits: [15] },
  { profile: 'child', basis: 'time', limits: [15] },
  { profile: 'wheelchair', basis: 'time', limits: [5, 10, 15], direction: 'fromFacility' },
  { profile: 'adult', basis: 'distance', limits: [300, 500, 1000] },
  { profile: 'wheelchair', basis: 'distance', limits: [1000] },
] as const

/** Without squares: this truth walks along outlines only. */
const tagKeys = wantedTagKeys().filter((key) => key !== 'area' && key !== 'type')

const CATEGORIES = ['pharmacy', 'park', 'bank', 'library']

/** Points spread over the middle of an area, and a tenth of them around it: Halton numbers, the same on every machine. */
function spread(index: number, area: LoadedArea): readonly [number, number] {
  const halton = (base: number) => {
    let value = 0
    let fraction = 1
    for (let i = index + 1; i > 0; i = Math.floor(i / base)) {
      fraction /= base
      value += fraction * (i % base)
    }
    return value
  }
  const [west, south, east, north] = area.extent
  const stretch = index % 10 === 9 ? 1.2 : 0.8
  const lon = (west + east) / 2 + (halton(2) - 0.5) * stretch * (east - west)
  const lat = (south + north) / 2 + (halton(3) - 0.5) * stretch * (north - south)
  return [lon, lat]
}

function sampleOf(area: LoadedArea): { blocks: BlockRecord[]; facilities: FacilityRecord[] } {
  const facilities: FacilityRecord[] = []
  const blocks: BlockRecord[] = []
  const [blank] = scene('blank', '').facility('f', 'pharmacy', [0, 0]).toFacilities()
  const [blankBlock] = scene('blank', '').block('b', [0, 0]).toBlocks()
  for (let i = 0; i < 36; i++) {
    const lonLat = spread(i, area)
    if (i % 3 !== 0) blocks.push({ ...blankBlock!, id: `b${i}`, lonLat })
    else
      facilities.push({
        ...blank!,
        id: `f${i}`,
        category: CATEGORIES[(i / 3) % 4]!,
        lonLat,
        entrances: [lonLat],
      })
  }
  return { blocks, facilities }
}

for (const path of EXTRACTS) {
  const file = new URL(path, import.meta.url)
  const name = path.slice(path.lastIndexOf('/') + 1)
  describe.skipIf(!existsSync(file))(`${name} against the truth`, () => {
    it('agrees on links, walks and counts', async () => {
      const area = areaOfRaw(name, await readOsm(bytesSource(name, readFileSync(file)), { tagKeys }), {
        private: 'ordinary',
      })
      const { blocks, facilities } = sampleOf(area)
      let compared = 0
      for (const question of QUESTIONS) {
        const result = await compareWithTruth(area, facilities, blocks, { ...question, boxIsOwn: false })
        expect(result.differences).toEqual([])
        compared += result.compared
        expect(result.largestError).toBeLessThan(0.3)
      }
      expect(compared).toBeGreaterThan(200)
    }, 120_000)
  })
}
