// The walk matrix: the access table made again from its pairs, candidates, blocks, laws, mistakes.
import { describe, expect, it } from 'vitest'
import { limitInMetres } from '../../src/foundation/limits.ts'
import type { LonLat } from '../../src/foundation/units.ts'
import { UNREACHED } from '../../src/foundation/units.ts'
import {
  type AccessAnalysis,
  type AnalyseOptions,
  analyseAccess,
  loadArea,
  loadBlocks,
  loadFacilities,
} from '../../src/index.ts'
import type { SweepMethod } from '../../src/search/reached-times.ts'
import { sweepWalkPairs } from '../../src/search/walk-pairs.ts'
import { blockEdgeMetres, buildAccessTable } from '../../src/study/access-table.ts'
import { blockWalks } from '../../src/study/block-walks.ts'
import { type WalkMatrix, type WalkMatrixOptions, walkMatrix } from '../../src/study/walk-matrix.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { at, scene, to } from '../scene/build-scene.ts'
import { walkScene } from '../scene/walk-scene.ts'
import { timesOf } from './matrix-rows.ts'

/** The same question from a given side. */
const from = (method: SweepMethod): Pick<WalkMatrixOptions, 'sweepPairs'> => ({
  sweepPairs: async (problem, run) => sweepWalkPairs({ ...problem, method }, run),
})

const pairsOf = (matrix: WalkMatrix) =>
  Array.from({ length: matrix.rowCount }, (_, row) =>
    Array.from({ length: matrix.rowOffset[row + 1]! - matrix.rowOffset[row]! }, (_, i) => {
      const pair = matrix.rowOffset[row]! + i
      return { column: matrix.column[pair]!, ms: matrix.costMs[pair]!, mm: matrix.costMm[pair]! }
    }),
  )

/** From pairs alone the very table of the analysis, from whichever side they were found. */
async function expectTable({ report, study }: AccessAnalysis) {
  const { basis, limits } = report.options
  const largest = limits.at(-1)!
  const limit = basis === 'time' ? { minutes: largest } : { metres: largest }
  const matrix = await walkMatrix(study, limit)
  for (const method of ['from-origins', 'from-facilities'] as const) {
    const other = await walkMatrix(study, { ...limit, ...from(method) })
    for (const name of ['rowOffset', 'column', 'costMs', 'costMm'] as const) {
      expect(Buffer.from(other[name].buffer).equals(Buffer.from(matrix[name].buffer)), name).toBe(true)
    }
  }
  const { origins, originWeight, demand, network, profile } = study
  const edge = blockEdgeMetres(demand, network.box)
  const times = timesOf(study, matrix, basis, limits)
  const table = buildAccessTable(times, origins, originWeight, basis, edge, limitInMetres(basis, largest, profile))
  // What the map knows of wheels, and how firm a verdict is, is measured beside a table, not of a matrix.
  const { stepFreeMetres: _, notStepFreeMetres: __, stability: ___, ...measured } = report.table
  expect(table).toEqual(measured)
  const linked = (status: string) => status === 'linked'
  expect(matrix.unlinkedColumns).toBe(report.facilities.filter(({ linkStatus }) => !linked(linkStatus)).length)
  expectBlocks({ report, study }, matrix)
  return matrix
}

/** Of a kind with one facility, a block's share and headline walk are the table's. */
function expectBlocks({ report, study }: AccessAnalysis, matrix: WalkMatrix) {
  const { table } = report
  const blocks = blockWalks(matrix)
  expect(blocks.blockCount).toBe(report.blocks.length)
  expect([...blocks.blockLinked]).toEqual(report.blocks.map(({ linkedShare }) => (linkedShare > 0 ? 1 : 0)))
  const single = report.categories.flatMap((category, c) => (category.facilities === 1 ? [c] : []))
  single.forEach((category) => {
    const facility = study.categoryOfFacility.indexOf(category)
    report.blocks.forEach((_, block) => {
      const row = block * table.categoryCount + category
      const share = table.share[(row + 1) * table.limitCount - 1]!
      let pair = blocks.rowOffset[block]!
      const end = blocks.rowOffset[block + 1]!
      while (pair < end && blocks.column[pair] !== facility) pair++
      expect(pair < end ? blocks.share[pair] : 0).toBe(Number.isNaN(share) ? 0 : share)
      const seconds = pair < end && blocks.costMs[pair] !== UNREACHED ? blocks.costMs[pair]! / 1000 : Number.NaN
      expect(seconds).toBe(table.walkSeconds[row])
    })
  })
  return single.length
}

describe('walkMatrix', () => {
  for (const options of [
    {},
    { metres: [300, 800] },
    { profile: 'wheelchair', minutes: [4, 20] },
    { direction: 'fromFacility' },
    { demand: 'grid', minutes: [15] },
  ] as readonly AnalyseOptions[]) {
    it(`holds the access table of the sample town: ${JSON.stringify(options)}`, async () => {
      const matrix = await expectTable(await analyseSampleTown(options))
      expect(matrix.column.length).toBeGreaterThan(1000)
    })
  }

  for (const [extract, tables] of [
    ['malta.osm.pbf', 'malta'],
    ['beijing-wudaokou.osm.pbf', 'wudaokou'],
  ] as const) {
    it.skipIf(!hasSharedData)(
      `holds the access table of ${tables}, by time and by distance`,
      { timeout: 120_000 },
      async () => {
        const area = await loadArea(sharedSource(extract))
        const facilities = await loadFacilities(area, { files: [sharedSource(`tables/${tables}-facilities.csv`)] })
        const blocks = await loadBlocks(area, { file: sharedSource(`tables/${tables}-blocks.csv`) })
        for (const limits of [{ minutes: [5, 15] }, { metres: [500, 1000], profile: 'wheelchair' }]) {
          const matrix = await expectTable(await analyseAccess(area, facilities, blocks, limits))
          expect(matrix.column.length).toBeGreaterThan(1000)
        }
      },
    )
  }

  it('takes facilities of chosen categories, under their own numbers', async () => {
    const { study } = await analyseSampleTown()
    const all = await walkMatrix(study, { minutes: 10 })
    const chosen = ['pharmacy', 'park']
    const some = await walkMatrix(study, { minutes: 10, categories: chosen })
    const isChosen = (column: number) => chosen.includes(study.facilities[column]!.category)
    expect(some.columnCount).toBe(study.facilities.length)
    expect(pairsOf(some)).toEqual(pairsOf(all).map((row) => row.filter(({ column }) => isChosen(column))))
    some.columnLinked.forEach((linked, column) => {
      expect(linked).toBe(isChosen(column) ? all.columnLinked[column] : 0)
    })
  })

  it('takes candidates that are no facilities: at facilities they have the same walks, and one more changes no other', async () => {
    const { study } = await analyseSampleTown()
    const single = study.facilities.flatMap(({ entrances }, number) => (entrances.length === 1 ? [number] : []))
    const candidates = single.map((number): LonLat => study.facilities[number]!.entrances[0]!)
    const facilities = pairsOf(await walkMatrix(study, { minutes: 12 }))
    const sites = await walkMatrix(study, { minutes: 12, candidates })
    expect(sites.columns).toBe('candidates')
    const columnOf = new Map(single.map((number, column) => [number, column]))
    const expected = facilities.map((row) =>
      row.flatMap(({ column, ms, mm }) => (columnOf.has(column) ? [{ column: columnOf.get(column)!, ms, mm }] : [])),
    )
    expect(pairsOf(sites)).toEqual(expected)
    const more = await walkMatrix(study, { minutes: 12, candidates: [...candidates, study.blocks[0]!.lonLat] })
    const added = (pairs: ReturnType<typeof pairsOf>) =>
      pairs.map((row) => row.filter(({ column }) => column < candidates.length))
    expect(added(pairsOf(more))).toEqual(expected)
    expect(more.column.length).toBeGreaterThan(sites.column.length)
    const turned = pairsOf(await walkMatrix(study, { minutes: 12, candidates: [...candidates].reverse() }))
    const back = turned.map((row) => row.map((pair) => ({ ...pair, column: candidates.length - 1 - pair.column })))
    expect(back.map((row) => row.reverse())).toEqual(expected)
  })

  it('has every pair of a shorter limit at a longer one, with the same walk', async () => {
    const { study } = await analyseSampleTown()
    const short = pairsOf(await walkMatrix(study, { minutes: 6 }))
    const long = pairsOf(await walkMatrix(study, { minutes: 14 }))
    short.forEach((row, r) => {
      expect(long[r]!.filter(({ ms }) => ms <= 6 * 60_000)).toEqual(row)
    })
  })

  const street = scene('matrix', 'One street of a kilometre, a one-way lane, steps.')
    .street('Street', 'residential', [to(0, 0), to(500, 0), to(1000, 0)])
    .street('Lane', 'footway', [to(0, 0), to(0, 300), to(1000, 300), to(1000, 0)], { 'oneway:foot': 'yes' })
    .street('Steps', 'steps', [to(500, 0), to(500, -240)])
    .street('Path', 'footway', [to(500, -240), to(700, -240)])
    .block('a', at(100, 0))
    .block('far', at(500, 1500))
    .estate('estate', [at(700, -10), at(900, -10), at(900, -60), at(700, -60)], [at(700, 0), at(900, 0)])
    .facility('shop', 'supermarket', at(600, 0))
    .facility('lane shop', 'supermarket', at(0, 200))
    .facility('below', 'supermarket', at(600, -240))
    .facility('away', 'supermarket', at(2500, 2500))

  it('measures streets, the better gate, places on one edge, one way, steps; limits are inclusive', async () => {
    const { study, report } = await walkScene(street, { minutes: [20] })
    expect(report.blocks.map(({ id }) => id)).toEqual(['a', 'estate', 'far'])
    const column = (id: string) => study.facilities.findIndex((facility) => facility.id === id)
    const metres = async (options: WalkMatrixOptions) =>
      pairsOf(await walkMatrix(study, options)).map((row) => new Map(row.map(({ column, mm }) => [column, mm / 1000])))
    const [a, estate, far] = await metres({ metres: 1500 })
    expect(a!.get(column('shop'))).toBeCloseTo(500, 1)
    expect(a!.get(column('lane shop'))).toBeCloseTo(300, 1)
    expect(a!.get(column('below'))).toBeCloseTo(740, 1)
    expect(estate!.get(column('shop'))).toBeCloseTo(100, 1)
    expect(estate!.get(column('lane shop'))).toBeCloseTo(900, 1)
    expect(far!.size).toBe(0)
    const back = await walkScene(street, { minutes: [20], direction: 'fromFacility' })
    const [home] = pairsOf(await walkMatrix(back.study, { metres: 3000 }))
    const walk = home!.find((pair) => pair.column === column('lane shop'))!
    // On along the lane, and back along the street.
    expect(walk.mm / 1000).toBeCloseTo(100 + 1000 + 300 + 900, 0)
    const exact = walk.mm
    const isWithin = async (limit: number) =>
      pairsOf(await walkMatrix(back.study, { metres: limit }))[0]!.some((pair) => pair.column === column('lane shop'))
    expect(await isWithin(exact / 1000)).toBe(true)
    expect(await isWithin((exact - 1) / 1000)).toBe(false)
    const wheels = await walkScene(street, { minutes: [20], profile: 'wheelchair' })
    const reached = pairsOf(await walkMatrix(wheels.study, { metres: 3000 }))[0]!.map((pair) => pair.column)
    expect(reached).toContain(column('shop'))
    expect(reached).not.toContain(column('below'))
    const beside = study.facilities[column('shop')]!.lonLat
    const same = await metres({
      metres: 700,
      candidates: [beside, [beside[0] + 1e-4, beside[1]], study.blocks[0]!.lonLat],
    })
    expect(same[0]!.get(0)).toBeCloseTo(500, 1)
    expect(same[0]!.get(1)).toBeGreaterThan(500)
    expect(same[0]!.get(2)).toBe(0)
  })

  it('counts what is not linked, instead of leaving it out', async () => {
    const { study } = await walkScene(street, { minutes: [20] })
    const matrix = await walkMatrix(study, { minutes: 20 })
    expect(matrix).toMatchObject({ rowCount: 3, columnCount: 4, unlinkedRows: 1, unlinkedColumns: 1 })
    expect([...matrix.columnLinked]).toEqual(study.facilities.map(({ id }) => (id === 'away' ? 0 : 1)))
    expect([...matrix.rowWeight]).toEqual([1, 1, 0])
    expect(pairsOf(matrix)[2]).toEqual([])
    expect([...blockWalks(matrix).blockLinked]).toEqual([1, 1, 0])
    const sea = await walkMatrix(study, { minutes: 20, candidates: [[0, 0]] })
    expect(sea).toMatchObject({ columnCount: 1, unlinkedColumns: 1 })
    expect(sea.column.length).toBe(0)
    const none = await walkMatrix(study, { minutes: 20, candidates: [] })
    expect(none).toMatchObject({ columnCount: 0, unlinkedColumns: 0 })
    expect([...none.rowOffset]).toEqual([0, 0, 0, 0])
  })

  it('sums demand points up to blocks: shares by weight, the walk at the weighted median', async () => {
    const { study, report } = await analyseSampleTown({ demand: 'grid', minutes: [6] })
    const matrix = await walkMatrix(study, { minutes: 6 })
    const blocks = blockWalks(matrix)
    let partial = 0
    report.blocks.forEach((_, block) => {
      const rows = Array.from(
        { length: matrix.blockRow[block + 1]! - matrix.blockRow[block]! },
        (_, i) => matrix.blockRow[block]! + i,
      ).filter((row) => matrix.rowWeight[row]! > 0)
      const total = rows.reduce((sum, row) => sum + matrix.rowWeight[row]!, 0)
      const pairs = pairsOf(matrix)
      const columns = [...new Set(rows.flatMap((row) => pairs[row]!.map(({ column }) => column)))].sort((a, b) => a - b)
      const first = blocks.rowOffset[block]!
      expect([...blocks.column.subarray(first, blocks.rowOffset[block + 1]!)]).toEqual(columns)
      columns.forEach((column, i) => {
        const walks = rows.map((row) => ({
          weight: matrix.rowWeight[row]! / total,
          ...(pairs[row]!.find((pair) => pair.column === column) ?? { ms: UNREACHED, mm: UNREACHED }),
        }))
        const within = walks.reduce((sum, { ms, weight }) => sum + (ms === UNREACHED ? 0 : weight), 0)
        expect(blocks.share[first + i]).toBeCloseTo(within, 12)
        if (within < 1 - 1e-9) partial++
        // Half of the people walk at most as long as the headline walk, and half at least as long.
        const headline = blocks.costMs[first + i]!
        const upTo = walks.reduce((sum, { ms, weight }) => sum + (ms <= headline ? weight : 0), 0)
        const atLeast = walks.reduce((sum, { ms, weight }) => sum + (ms >= headline ? weight : 0), 0)
        expect(upTo).toBeGreaterThan(0.5 - 1e-9)
        expect(atLeast).toBeGreaterThan(0.5 - 1e-9)
        expect(walks.some(({ ms, mm }) => ms === headline && mm === blocks.costMm[first + i])).toBe(true)
      })
    })
    expect(partial).toBeGreaterThan(50)
  }, 60_000)

  it('refuses mistakes, and more pairs than it may keep', async () => {
    const { study } = await walkScene(street, { minutes: [20] })
    const fail = (options: WalkMatrixOptions) => expect(walkMatrix(study, options)).rejects
    await fail({}).toThrow('needs a limit')
    await fail({ minutes: 5, metres: 5 }).toThrow('not both')
    await fail({ minutes: 0 }).toThrow('above 0')
    await fail({ metres: Number.NaN }).toThrow('above 0')
    await fail({ minutes: 5, categories: ['supermarkt'] }).toThrow('no category "supermarkt"')
    await fail({ minutes: 5, categories: ['supermarket'], candidates: [] }).toThrow('not both')
    await fail({ minutes: 5, candidates: [[113, Number.NaN]] }).toThrow('Candidate 0')
    await fail({ minutes: 5, maxPairs: 0.5 }).toThrow('maxPairs is 0.5')
    await fail({ minutes: 15, maxPairs: 2 }).toThrow('at most 2 are kept')
    await fail({ minutes: 5, catgories: [] } as never).toThrow('unknown option "catgories"')
    await fail({ minutes: 5, signal: AbortSignal.abort() }).toThrow('Interrupted.')
  })
})
