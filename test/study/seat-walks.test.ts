// Walks with rests against enumeration: every sequence of rest places on random small graphs; and by arithmetic on a street with benches.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesSource, isLivingCircleError } from '../../src/index.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { loadArea } from '../../src/job/load-area.ts'
import { loadBlocks } from '../../src/job/load-blocks.ts'
import { loadFacilities } from '../../src/job/load-facilities.ts'
import { isRestPlace } from '../../src/normalise/osm/rest-places.ts'
import { coverageCsvColumns } from '../../src/report/tables/coverage-csv.ts'
import { benchGains } from '../../src/study/bench-gains.ts'
import { type RestGraph, restWalks, type Stretches } from '../../src/study/seat-labels.ts'

/** Rows of costs (null: none) as sparse rows. */
function sparse(rows: readonly (readonly (number | null)[])[]): Stretches {
  const pairs = rows.map((row) => row.flatMap((mm, column) => (mm === null ? [] : [{ mm, column }])))
  let end = 0
  return {
    rowOffset: Uint32Array.from([0, ...pairs.map((row) => (end += row.length))]),
    column: Uint32Array.from(pairs.flat(), ({ column }) => column),
    costMm: Uint32Array.from(pairs.flat(), ({ mm }) => mm),
  }
}

const KINDS = 2
const stretch = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null })
const table = (rows: number, columns: number) =>
  fc.array(fc.array(stretch, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
const graphs = fc.integer({ min: 0, max: 5 }).chain((rests) =>
  fc.record({
    rests: fc.constant(rests),
    startToRest: table(2, rests),
    restToRest: table(rests, rests),
    startToKind: table(2, KINDS),
    restToKind: table(rests, KINDS),
    limit: fc.integer({ min: 1, max: 40 }),
  }),
)

describe('walks with rests', () => {
  it('are the shortest of all sequences of rest places, of equals the one with the shortest longest stretch', () => {
    let found = 0
    fc.assert(
      fc.property(graphs, ({ rests, startToRest, restToRest, startToKind, restToKind, limit }) => {
        const dense = (rows: readonly (readonly (number | null)[])[]) =>
          Float64Array.from(rows.flat(), (mm) => mm ?? Infinity)
        const graph: RestGraph = {
          ...{ rests, kinds: KINDS, startToRest: sparse(startToRest), restToRest: sparse(restToRest) },
          ...{ startToKind: dense(startToKind), restToKind: dense(restToKind) },
        }
        const ours = restWalks(graph, limit)
        for (let start = 0; start < 2; start++) {
          for (let kind = 0; kind < KINDS; kind++) {
            const walks: (readonly [number, number])[] = []
            const goOn = (rest: number, walk: number, longest: number, seen: readonly number[]) => {
              const last = restToKind[rest]![kind]
              if (last != null) walks.push([walk + last, Math.max(longest, last)])
              restToRest[rest]!.forEach((mm, next) => {
                if (mm !== null && !seen.includes(next)) goOn(next, walk + mm, Math.max(longest, mm), [...seen, next])
              })
            }
            const direct = startToKind[start]![kind]
            if (direct != null) walks.push([direct, direct])
            startToRest[start]!.forEach((mm, rest) => {
              if (mm !== null) goOn(rest, mm, mm, [rest])
            })
            const best = walks.filter(([walk]) => walk <= limit).sort((a, b) => a[0] - b[0] || a[1] - b[1])[0]
            const row = start * KINDS + kind
            expect([ours.walkMm[row], ours.stretchMm[row]]).toEqual(best ?? [Infinity, Infinity])
            if (best !== undefined) found++
          }
        }
      }),
      { numRuns: 2000 },
    )
    expect(found).toBeGreaterThan(2000)
  })
})

describe('one more rest place', () => {
  it('gains what a search with it gains', () => {
    let gained = 0
    const cases = graphs.chain((graph) =>
      fc.record({
        graph: fc.constant(graph),
        startToNew: table(2, 3),
        restToNew: table(graph.rests, 3),
        newToRest: table(3, graph.rests),
        newToKind: table(3, KINDS),
      }),
    )
    fc.assert(
      fc.property(cases, ({ graph, startToNew, restToNew, newToRest, newToKind }) => {
        const dense = (rows: readonly (readonly (number | null)[])[]) =>
          Float64Array.from(rows.flat(), (mm) => mm ?? Infinity)
        const graphOf = (one: typeof graph): RestGraph => ({
          ...{ rests: one.rests, kinds: KINDS },
          ...{ startToRest: sparse(one.startToRest), restToRest: sparse(one.restToRest) },
          ...{ startToKind: dense(one.startToKind), restToKind: dense(one.restToKind) },
        })
        const before = graphOf(graph)
        const walks = restWalks(before, graph.limit)
        const weight = Float64Array.of(3, 10)
        const added = {
          ...{ places: 3, startToNew: sparse(startToNew), restToNew: sparse(restToNew) },
          ...{ newToRest: sparse(newToRest), newToKind: dense(newToKind) },
        }
        const gains = benchGains(before, walks, graph.limit, added, weight)
        for (let place = 0; place < 3; place++) {
          const after = restWalks(
            graphOf({
              ...graph,
              rests: graph.rests + 1,
              startToRest: graph.startToRest.map((row, start) => [...row, startToNew[start]![place]!]),
              restToRest: [
                ...graph.restToRest.map((row, rest) => [...row, restToNew[rest]![place]!]),
                [...newToRest[place]!, null],
              ],
              restToKind: [...graph.restToKind, newToKind[place]!],
            }),
            graph.limit,
          )
          for (let kind = 0; kind < KINDS; kind++) {
            const isNew = (start: number) =>
              walks.walkMm[start * KINDS + kind] === Infinity && after.walkMm[start * KINDS + kind]! < Infinity
            const expected = [0, 1].reduce((sum, start) => sum + (isNew(start) ? weight[start]! : 0), 0)
            expect(gains[place * KINDS + kind]).toBe(expected)
            if (expected > 0) gained++
          }
        }
      }),
      { numRuns: 1500 },
    )
    expect(gained).toBeGreaterThan(150)
  })
})

const METRE = 1 / 111_195.08
const text = (value: string) => new TextEncoder().encode(value)

/** A street of 600 m along the equator with benches (metres from its beginning); the block at 0 m, the clinic at 600 m. */
async function streetWith(benches: readonly number[], restMetres?: number, extra = '') {
  const nodes = [0, 300, 600].map((metres, i) => `<node id="${i + 1}" lat="0" lon="${metres * METRE}"/>`)
  const seats = benches.map(
    (metres, i) => `<node id="${50 + i}" lat="0" lon="${metres * METRE}"><tag k="amenity" v="bench"/></node>`,
  )
  const way = '<way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="footway"/></way>'
  const osm = `<osm>${nodes.join('')}${seats.join('')}${extra}${way}</osm>`
  const area = await loadArea(bytesSource('street.osm', text(osm)))
  const facilities = await loadFacilities(area, {
    files: [bytesSource('f.csv', text(`id,category,lon,lat\nclinic,clinic,${600 * METRE},0\n`))],
  })
  const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat\nb,0,0\n')) })
  const { report } = await analyseAccess(area, facilities, blocks, { profile: 'frail', minutes: [20], restMetres })
  return report
}

describe('a street with benches', () => {
  it.each<[string, number[], number, number, number]>([
    ['no bench, and 600 m at a stretch are too far', [], 150, Number.NaN, Number.NaN],
    ['no bench, and 600 m at a stretch are not too far', [], 600.1, 600, 600],
    ['a bench every 150 m', [150, 300, 450], 150.1, 150, 600],
    ['a gap of 200 m', [150, 300, 500], 150.1, Number.NaN, Number.NaN],
    ['the same gap for who can walk it', [150, 300, 500], 200.1, 200, 600],
  ])('%s', async (_, benches, restMetres, gap, walk) => {
    const { table } = await streetWith(benches, restMetres)
    if (Number.isNaN(gap)) expect([...table.seatGapMetres!, ...table.seatWalkMetres!]).toEqual([Number.NaN, Number.NaN])
    else {
      expect(table.seatGapMetres![0]).toBeCloseTo(gap, 0)
      expect(table.seatWalkMetres![0]).toBeCloseTo(walk, 0)
    }
  })

  it('adds its columns only where it is asked', async () => {
    expect(coverageCsvColumns(await streetWith([300], 350)).slice(-2)).toEqual(['seat_gap_m', 'seat_walk_m'])
    const without = await streetWith([300])
    expect(coverageCsvColumns(without)).not.toContain('seat_gap_m')
    expect(without.table.seatGapMetres).toBeUndefined()
  })

  it('counts the way to a bench beside the street', async () => {
    const aside = `<node id="80" lat="${40 * METRE}" lon="${300 * METRE}"><tag k="amenity" v="bench"/></node>`
    const { table } = await streetWith([], 345, aside)
    expect(table.seatGapMetres![0]).toBeCloseTo(340, 0)
    expect(table.seatWalkMetres![0]).toBeCloseTo(680, 0)
  })

  it('refuses stretches that are none', async () => {
    for (const metres of [0, -5, Number.NaN, Infinity]) {
      const code = await streetWith([], metres).catch((error) => (isLivingCircleError(error) ? error.code : error))
      expect(code).toBe('invalid-option')
    }
  })
})

describe('a place to sit', () => {
  it.each<[Record<string, string>, boolean]>([
    [{ amenity: 'bench' }, true],
    [{ amenity: 'bench', access: 'private' }, false],
    [{ amenity: 'shelter' }, true],
    [{ amenity: 'shelter', bench: 'no' }, false],
    [{ highway: 'bus_stop', bench: 'yes' }, true],
    [{ public_transport: 'platform', bench: 'yes' }, true],
    [{ highway: 'bus_stop' }, false],
    [{ bench: 'yes' }, false],
    [{}, false],
  ])('%j: %s', (tags, expected) => {
    expect(isRestPlace(tags)).toBe(expected)
  })
})
