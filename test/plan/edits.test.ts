// Every kind of edit against a run on files in which the same was written by hand, on random towns.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { applyEdits } from '../../src/index.ts'
import { nearestStreet } from '../../src/plan/edits/street-places.ts'
import { e7, loadTown, measure, STEP, type Town, type TownNode, type TownWay, towns } from './edit-town.ts'

const RUNS = { numRuns: 40 }

/** Edits a town in memory and by hand; both must say the same. */
async function expectSame(town: Town, edits: readonly object[], byHand: Town) {
  const loaded = await loadTown(town)
  const edited = applyEdits(loaded.area, loaded.facilities, loaded.blocks, edits)
  const [mine, theirs] = [await measure(edited), await measure(await loadTown(byHand))]
  expect(mine.said).toEqual(theirs.said)
  return { ...edited, before: loaded }
}

describe('edits of places', () => {
  it('add, move, close and resize facilities as rows of the table would', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(100), fc.integer({ min: 0, max: 30 }), async (town, pick, x) => {
        const chosen = town.facilities[pick % town.facilities.length]!
        const [lon, lat] = [e7(x * 1e-4), e7(pick * 1e-5)]
        const others = town.facilities.filter(({ id }) => id !== chosen.id)
        const added = { id: 'new', category: 'clinic', lon, lat }
        await expectSame(town, [{ op: 'add-facility', facility: 'new', category: '诊所', at: [lon, lat] }], {
          ...town,
          facilities: [...town.facilities, added],
        })
        const moved = await expectSame(town, [{ op: 'move-facility', facility: chosen.id, to: [lon, lat] }], {
          ...town,
          facilities: [...others, { ...chosen, lon, lat }],
        })
        expect(moved.area).toBe(moved.before.area)
        await expectSame(town, [{ op: 'close-facility', facility: chosen.id }], { ...town, facilities: others })
        const resized = await expectSame(town, [{ op: 'set-capacity', facility: chosen.id, capacity: 40 }], {
          ...town,
          facilities: [...others, { ...chosen, capacity: 40 }],
        })
        expect(resized.facilities.facilities.find(({ id }) => id === chosen.id)!.capacity).toBe(40)
      }),
      RUNS,
    )
  })

  it('open what is planned as if it had been open', async () => {
    await fc.assert(
      fc.asyncProperty(towns, async (town) => {
        const planned = town.facilities.map((facility, at) =>
          at % 2 === 0 ? { ...facility, status: '规划' } : facility,
        )
        const loaded = await loadTown({ ...town, facilities: planned })
        const all = await loadTown(town)
        const opened = applyEdits(loaded.area, loaded.facilities, loaded.blocks, [], { openPlanned: true })
        expect((await measure(opened)).said).toEqual((await measure(all)).said)
        expect(opened.facilities.inputs.map(({ read, used, rejected }) => [read, used, rejected])).toEqual(
          all.facilities.inputs.map(({ read, used, rejected }) => [read, used, rejected]),
        )
        expect(opened.echo.length).toBe(Math.ceil(planned.length / 2))
        expect(opened.facilities.rejects.filter(({ code }) => code === 'planned')).toEqual([])
      }),
      RUNS,
    )
  })

  it('count other people', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(9), fc.nat(9999), async (town, pick, population) => {
        const chosen = town.blocks[pick % town.blocks.length]!
        const blocks = town.blocks.map((block) => (block === chosen ? { ...block, population } : block))
        await expectSame(town, [{ op: 'set-population', block: chosen.id, population }], { ...town, blocks })
      }),
      RUNS,
    )
  })
})

/** A town with a node at a place of a street, as a mapper would put it there. */
function withJunction(
  town: Town,
  lonLat: readonly [number, number],
  id: number,
  told?: readonly [number, number] | undefined,
) {
  let best: { way: number; at: number; lon: number; lat: number; metres: number } | null = null
  const scale = Math.cos((lonLat[1] * Math.PI) / 180)
  for (const [way, { refs, tags }] of Object.entries(town.ways)) {
    if (tags.bridge !== undefined) continue
    for (let at = 0; at + 1 < refs.length; at++) {
      const [a, b] = [town.nodes[refs[at]!]!, town.nodes[refs[at + 1]!]!]
      const [dx, dy] = [(b.lon - a.lon) * scale, b.lat - a.lat]
      const t = Math.min(
        1,
        Math.max(0, ((lonLat[0] - a.lon) * scale * dx + (lonLat[1] - a.lat) * dy) / (dx * dx + dy * dy)),
      )
      const [lon, lat] = [e7(a.lon + t * (b.lon - a.lon)), e7(a.lat + t * (b.lat - a.lat))]
      const metres = greatCircleMetres(...lonLat, lon, lat)
      if (metres <= 30 && (best === null || metres < best.metres - 1e-7))
        best = { way: Number(way), at, lon, lat, metres }
    }
  }
  if (best === null) return null
  const { way, at } = best
  // The last digit is the edit's: what it tells is where the street is nearest, to a few centimetres.
  const [lon, lat] = told ?? [best.lon, best.lat]
  const { refs, tags } = town.ways[way]!
  for (const ref of [refs[at]!, refs[at + 1]!]) {
    const node = town.nodes[ref]!
    if (greatCircleMetres(node.lon, node.lat, lon, lat) <= 0.5) return { town, node: ref }
  }
  const nodes: Record<number, TownNode> = { ...town.nodes, [id]: { lon, lat } }
  const ways: Record<number, TownWay> = {
    ...town.ways,
    [way]: { refs: [...refs.slice(0, at + 1), id, ...refs.slice(at + 1)], tags },
  }
  return { town: { ...town, nodes, ways }, node: id }
}

/** A town with a path drawn by hand. */
function withPathByHand(
  town: Town,
  line: readonly (readonly [number, number])[],
  tags: Readonly<Record<string, string>>,
  told: readonly (readonly [number, number])[],
) {
  const onto = (point: readonly [number, number], street: readonly [number, number] | undefined, slack: number) => {
    const foot = withJunction(town, point, 0)
    if (foot === null) return undefined
    const node = foot.town.nodes[foot.node]!
    if (street !== undefined) expect(greatCircleMetres(...street, node.lon, node.lat)).toBeLessThan(slack)
    return street
  }
  const first = withJunction(town, line[0]!, 9001, onto(line[0]!, told[0], 0.05))
  const atLast = told[first === null ? 0 : 1]
  const last = withJunction(first?.town ?? town, line.at(-1)!, 9003, onto(line.at(-1)!, atLast, 0.6))
  if (first === null && last === null) return null
  const town2 = last?.town ?? first!.town
  const nodes: Record<number, TownNode> = { ...town2.nodes }
  const refs: number[] = first === null ? [] : [first.node]
  line.forEach(([lon, lat], at) => {
    const join = at === 0 ? first : at === line.length - 1 ? last : null
    const street = join === null ? null : nodes[join.node]!
    if (street !== null && greatCircleMetres(lon, lat, street.lon, street.lat) <= 1) return
    nodes[9100 + at] = { lon: e7(lon), lat: e7(lat) }
    refs.push(9100 + at)
  })
  if (last !== null) refs.push(last.node)
  return { ...town2, nodes, ways: { ...town2.ways, 9000: { refs, tags } } }
}

describe('edits of streets', () => {
  it('lay paths as ways of the map would', async () => {
    let laid = 0
    await fc.assert(
      fc.asyncProperty(
        towns,
        fc.array(fc.tuple(fc.nat(5000), fc.nat(5000)), { minLength: 2, maxLength: 4 }),
        fc.boolean(),
        async (town, corners, isSteps) => {
          const line = corners.map(([x, y]): [number, number] => [e7(x * 1e-6), e7(y * 1e-6)])
          const edit = { op: 'add-path', line, kind: isSteps ? 'steps' : 'path' }
          const loaded = await loadTown(town)
          const edited = applyEdits(loaded.area, loaded.facilities, loaded.blocks, [edit])
          const told = edited.echo[0]!.joins.map(({ onto }) => onto)
          const byHand = withPathByHand(town, line, { highway: isSteps ? 'steps' : 'footway' }, told)
          if (byHand === null) {
            expect(edited.echo[0]!.status).toBe('nothing')
            expect(edited.area).toBe(loaded.area)
            return
          }
          if (edited.area === loaded.area) return
          laid++
          expect((await measure(edited)).said).toEqual((await measure(await loadTown(byHand))).said)
        },
      ),
      { numRuns: 150 },
    )
    expect(laid).toBeGreaterThan(50)
  })

  it('take streets away as a file without them', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(200), async (town, pick) => {
        const ids = Object.keys(town.ways)
        const id = ids[pick % ids.length]!
        fc.pre(ids.length > 1)
        const { [Number(id)]: _, ...ways } = town.ways
        await expectSame(town, [{ op: 'remove-way', way: `way/${id}` }], { ...town, ways })
      }),
      RUNS,
    )
  })

  it('close a street as a barrier of the map', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(200), fc.integer({ min: 3, max: 7 }), async (town, pick, share) => {
        const open = { ...town, compounds: {} }
        const ids = Object.keys(town.ways)
        const { refs } = town.ways[Number(ids[pick % ids.length])]!
        const [a, b] = [town.nodes[refs[0]!]!, town.nodes[refs[1]!]!]
        const at: [number, number] = [a.lon + ((b.lon - a.lon) * share) / 10, a.lat + ((b.lat - a.lat) * share) / 10]
        const cut = withJunction(open, at, 9001)!
        const nodes = {
          ...cut.town.nodes,
          [cut.node]: { ...cut.town.nodes[cut.node]!, tags: { barrier: 'gate', access: 'no' } },
        }
        await expectSame(open, [{ op: 'close-gate', at }], { ...cut.town, nodes })
        // And opened again, the junction aside.
        await expectSame(
          { ...cut.town, nodes },
          [{ op: 'open-gate', at: [nodes[cut.node]!.lon, nodes[cut.node]!.lat] }],
          cut.town,
        )
      }),
      RUNS,
    )
  })

  it('open and close gates as a list of gates would', async () => {
    let gates = 0
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(3), fc.nat(3), async (town, pick, other) => {
        fc.pre(Object.keys(town.compounds).length > 0)
        const loaded = await loadTown(town)
        const { closed, crossings } = loaded.area.compounds!
        const own = crossings.filter(({ compound }) => compound === 0)
        fc.pre(own.length > 1)
        const compound = closed[0]!.id
        const place = ({ lonE7, latE7 }: { lonE7: number; latE7: number }) => ({ lon: lonE7 / 1e7, lat: latE7 / 1e7 })
        const [here, there] = [place(own[pick % own.length]!), place(own[other % own.length]!)]
        const shutGates = own.map((crossing) => ({ compound, ...place(crossing), state: 'closed' }))
        const shut = { ...town, gates: shutGates }
        const isNear = (gate: { lon: number; lat: number }) =>
          greatCircleMetres(gate.lon, gate.lat, here.lon, here.lat) <= 25
        const opened = shutGates.map((gate) => (isNear(gate) ? { ...gate, state: 'open' } : gate))
        const edit = { op: 'open-gate', at: [here.lon, here.lat], compound }
        await expectSame(shut, [edit], { ...shut, gates: opened })
        // A new gate in a wall.
        const listed = { ...town, gates: [{ compound, ...there, state: 'open' }] }
        if (!isNear(there)) {
          gates++
          const both = [...listed.gates, { compound, ...here, state: 'open' }]
          await expectSame(listed, [edit], { ...listed, gates: both })
          await expectSame({ ...town, gates: both }, [{ ...edit, op: 'close-gate' }], {
            ...town,
            gates: [listed.gates[0]!, { compound, ...here, state: 'closed' }],
          })
        }
        // Nobody has listed gates: one crossing is shut, the others stay.
        const rest = own.map(place).filter((gate) => !isNear(gate))
        if (rest.length > 0) {
          await expectSame(town, [{ op: 'close-gate', at: [here.lon, here.lat], compound }], {
            ...town,
            gates: [
              ...rest.map((gate) => ({ compound, ...gate, state: 'open' })),
              { compound, ...here, state: 'closed' },
            ],
          })
        }
      }),
      RUNS,
    )
    expect(gates).toBeGreaterThan(5)
  })
})

describe('nearest street', () => {
  it('is the nearest of all segments', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(5000), fc.nat(5000), async (town, x, y) => {
        const { area } = await loadTown({ ...town, compounds: {} })
        const at: [number, number] = [x * 1e-6, y * 1e-6]
        const found = nearestStreet(area.ways, at, 5 * STEP * 111_195)
        const byHand = withJunction(town, at, 9001)
        if (byHand !== null) expect(found!.metres).toBeLessThanOrEqual(30.001)
      }),
      RUNS,
    )
  })
})
