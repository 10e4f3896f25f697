// Gates each for itself: the side of the block by arithmetic, the walks as of a block that has this gate alone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseAccess, loadBlocks } from '../../src/index.ts'
import { measureGates, sideOf } from '../../src/study/gate-walks.ts'
import { walkStarts } from '../../src/study/walk-starts.ts'
import { analyseSampleTown, sampleSource } from '../sample-analysis.ts'

describe('sideOf', () => {
  const square = [
    [
      [
        [0, 0],
        [2, 0],
        [2, 1],
        [0, 1],
        [0, 0],
      ] as [number, number][],
    ],
  ]

  it('is the side of the box around the outline; a corner only near both sides', () => {
    const of = (lon: number, lat: number) => sideOf({ lonLat: [0, 0], polygons: square }, [lon, lat])
    expect([of(2, 0.5), of(1, 1), of(0, 0.5), of(1, 0)]).toEqual(['east', 'north', 'west', 'south'])
    expect([of(2, 1), of(0, 1), of(0, 0), of(2, 0)]).toEqual(['north-east', 'north-west', 'south-west', 'south-east'])
    // 0.8 of the half width is a corner, less is not.
    expect([of(1.79, 1), of(1.81, 1)]).toEqual(['north', 'north-east'])
  })

  it('of a block without an outline is the nearest of eight directions, in metres', () => {
    const block = { lonLat: [10, 60] as const, polygons: null }
    const names = ['east', 'north-east', 'north', 'north-west', 'west', 'south-west', 'south', 'south-east']
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), (degrees) => {
        const eighth = (degrees + 22.5) / 45
        if (Math.abs(eighth - Math.round(eighth)) < 0.02) return
        const angle = (degrees * Math.PI) / 180
        // At 60° north a degree of longitude is half as long.
        const gate = [10 + 2e-3 * Math.cos(angle), 60 + 1e-3 * Math.sin(angle)] as const
        expect([degrees, sideOf(block, gate)]).toEqual([degrees, names[Math.floor(eighth) % 8]])
      }),
    )
  })
})

describe('measureGates', () => {
  it('tells what an analysis of a block with this gate alone tells, by minutes and by metres', async () => {
    for (const limits of [{ minutes: [10] }, { metres: [600] }]) {
      const { area, facilities, report, study } = await analyseSampleTown(limits)
      const { basis } = report.options
      const limit = report.options.limits.at(-1)!
      const withGates = study.blocks.flatMap(({ gates }, index) => (gates.length > 1 ? [index] : [])).slice(0, 4)
      expect(withGates.length).toBeGreaterThan(1)
      const gates = measureGates(study, basis, limit, withGates)
      expect(gates.length).toBe(withGates.reduce((sum, index) => sum + study.blocks[index]!.gates.length, 0))
      const own = gates.map((gate) => ({ ...study.blocks[gate.blockIndex]!, gates: [gate.lonLat] }))
      const alone = await loadBlocks(area, { file: sampleSource('blocks.geojson') })
      for (const [at, gate] of gates.entries()) {
        const one = await analyseAccess(
          area,
          facilities,
          { ...alone, blocks: [own[at]!] },
          { ...limits, demand: 'gates' },
        )
        const { status, walkSeconds, walkMetres, facility } = one.report.table
        const expected = one.report.categories.flatMap(({ id }, column) =>
          status[column] === 0
            ? [
                {
                  category: id,
                  facilityId: one.report.facilities[facility[column]!]!.id,
                  length: basis === 'time' ? walkSeconds[column]! / 60 : walkMetres[column]!,
                },
              ]
            : [],
        )
        expect(gate.walks).toEqual(expected)
      }
    }
  })

  it('says of a gate that no street is near that nothing can be said', async () => {
    const { study } = await analyseSampleTown({ minutes: [5] })
    const [first, ...rest] = study.blocks
    const [lon, lat] = first!.lonLat
    const far = { ...study, blocks: [{ ...first!, gates: [[lon + 1, lat] as const] }, ...rest] }
    expect(measureGates(far, 'time', 5, [0])).toMatchObject([
      { blockIndex: 0, gateIndex: 0, side: 'east', walks: null },
    ])
    expect(measureGates(study, 'time', 5, [])).toEqual([])
  })
})

describe('walkStarts', () => {
  it('are the gates of a block, else its middle where a street is near', async () => {
    const { study, report } = await analyseSampleTown({ minutes: [5] })
    report.blocks.forEach(({ demandMethod, lonLat }, index) => {
      const starts = walkStarts(study, index)
      if (demandMethod === 'gates') expect(starts).toEqual(study.blocks[index]!.gates)
      else expect(starts).toEqual([lonLat])
    })
    expect(new Set(report.blocks.map(({ demandMethod }) => demandMethod)).size).toBeGreaterThan(1)
    const grid = await analyseSampleTown({ minutes: [5], demand: 'grid', maxLinkMetres: 1 })
    const all = grid.report.blocks.map((_, index) => walkStarts(grid.study, index).length)
    expect(all.some((count, index) => count === grid.report.blocks[index]!.demandPointCount && count > 1)).toBe(true)
  })
})
