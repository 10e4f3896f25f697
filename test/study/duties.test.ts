import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { type Duty, measureDuties } from '../../src/study/duties.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

const bytes = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
const METRES_PER_DEGREE = 111_195.0797

/** One straight street along the equator; places at so many metres along it. */
async function street(facilities: readonly [category: string, metres: number][], blocks: readonly number[]) {
  const node = (id: number, metres: number) =>
    `<node id="${id}" lat="0" lon="${(metres / METRES_PER_DEGREE).toFixed(7)}"/>`
  const osm = `<osm>${node(1, 0)}${node(2, 3000)}<way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>`
  const area = await loadArea(bytes('street.osm', osm))
  const rows = (list: readonly [string, number][]) =>
    list.map(([kind, metres], i) => `${kind[0]}${i},${kind},${(metres / METRES_PER_DEGREE).toFixed(7)},0`).join('\n')
  const loaded = await loadFacilities(area, { files: [bytes('f.csv', `id,category,lon,lat\n${rows(facilities)}\n`)] })
  const homes = blocks.map((metres, i) => `b${i},${(metres / METRES_PER_DEGREE).toFixed(7)},0,100`).join('\n')
  const people = await loadBlocks(area, { file: bytes('b.csv', `id,lon,lat,population\n${homes}\n`) })
  return analyseAccess(area, loaded, people)
}

const duty = (basis: Duty['basis'], facilities: number[], limit: number, more: Partial<Duty> = {}): Duty => ({
  basis,
  routes: [{ facilities, limit }],
  minFacilities: 1,
  minKinds: 1,
  ...more,
})

describe('duties', () => {
  it('are inclusive at the limit, by time, distance and straight line', async () => {
    const { study } = await street([['clinic', 1125]], [0])
    const value = 1125
    const access = measureDuties(study, [
      duty('time', [0], 15.001),
      duty('time', [0], 14.99),
      duty('distance', [0], value + 0.1),
      duty('distance', [0], value - 1),
      duty('straight-line', [0], value + 0.1),
      duty('straight-line', [0], value - 1),
    ])
    expect([...access.share]).toEqual([1, 0, 1, 0, 1, 0])
    expect(access.value[0]).toBeCloseTo(15, 2)
    expect(access.value[2]).toBeCloseTo(1125, 0)
    expect(access.facility[3]).toBe(-1)
    // Exactly at the limit, whatever it is to the millimetre.
    const exact = measureDuties(study, [duty('distance', [0], access.value[2]!)])
    expect(exact.share[0]).toBe(1)
  })

  it('are sure by what surely counts, and possible by what may count, alone or together', async () => {
    const places: [string, number][] = [
      ['clinic', 200],
      ['clinic', 300],
      ['bank', 400],
    ]
    const { study } = await street(places, [0])
    const counting = [0, 1, 2]
    for (const [minFacilities, minKinds] of [
      [1, 1],
      [2, 1],
      [3, 1],
      [1, 2],
      [2, 2],
    ] as const) {
      // Every choice of doubtful ones, against counting them by hand.
      for (let choice = 0; choice < 8; choice++) {
        const doubtful = new Set(counting.filter((facility) => (choice >> facility) & 1))
        const route = { facilities: counting, limit: 500, doubtful }
        const asked: Duty = { basis: 'distance', routes: [route], minFacilities, minKinds }
        const access = measureDuties(study, [asked])
        const isEnough = (found: readonly number[]) =>
          found.length >= minFacilities &&
          new Set(found.map((facility) => study.facilities[facility]!.category)).size >= minKinds
        const sure = counting.filter((facility) => !doubtful.has(facility))
        expect([choice, access.share[0], access.possibleShare[0]]).toEqual([
          choice,
          isEnough(sure) ? 1 : 0,
          isEnough(counting) ? 1 : 0,
        ])
        expect(access.mayBeMetFrom(0, 0)).toBe(isEnough(counting))
      }
    }
  })

  it('ask for several facilities, several kinds, any route', async () => {
    const { study } = await street(
      [
        ['clinic', 200],
        ['clinic', 300],
        ['bank', 400],
      ],
      [0],
    )
    const all = [0, 1, 2]
    const clinics = all.filter((facility) => study.facilities[facility]!.category === 'clinic')
    const banks = all.filter((facility) => study.facilities[facility]!.category === 'bank')
    const access = measureDuties(study, [
      duty('distance', clinics, 500, { minFacilities: 2 }),
      duty('distance', clinics, 250, { minFacilities: 2 }),
      duty('distance', clinics, 500, { minKinds: 2 }),
      duty('distance', all, 500, { minFacilities: 3, minKinds: 2 }),
      {
        basis: 'distance',
        routes: [
          { facilities: clinics, limit: 100 },
          { facilities: banks, limit: 450 },
        ],
        minFacilities: 1,
        minKinds: 1,
      },
    ])
    expect([...access.share]).toEqual([1, 0, 0, 1, 1])
  })

  it('agree with the access table and with brute force on the sample town', async () => {
    const { study, report } = await analyseSampleTown()
    const category = report.categories.findIndex((entry) => entry.id === 'supermarket')
    const own = report.facilities.flatMap((facility, i) => (facility.category === 'supermarket' ? [i] : []))
    const access = measureDuties(study, [duty('time', own, 10), duty('straight-line', own, 400)])
    report.blocks.forEach((_, block) => {
      const share = report.table.share[(block * report.categories.length + category) * 3 + 1]!
      if (Number.isNaN(share)) expect(access.share[block * 2]).toBeNaN()
      else expect(access.share[block * 2]).toBeCloseTo(share, 12)
      let within = 0
      let linked = 0
      for (let o = study.origins.blockOrigin[block]!; o < study.origins.blockOrigin[block + 1]!; o++) {
        if (study.originWeight[o] === 0) continue
        linked += study.originWeight[o]!
        let nearest = Infinity
        for (let p = study.origins.originOffset[o]!; p < study.origins.originOffset[o + 1]!; p++) {
          if (study.demandLinkage.status[p] !== 0) continue
          for (const facility of own) {
            for (const [lon, lat] of study.facilities[facility]!.entrances) {
              const [x, y] = [study.demand.lonLat[2 * p]!, study.demand.lonLat[2 * p + 1]!]
              nearest = Math.min(nearest, greatCircleMetres(x, y, lon, lat))
            }
          }
        }
        if (nearest <= 400) within += study.originWeight[o]!
      }
      if (linked > 0) expect(access.share[block * 2 + 1]).toBeCloseTo(within / linked, 12)
    })
  })
})
