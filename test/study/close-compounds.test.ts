import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import {
  analyseAccess,
  bytesSource,
  closeCompounds,
  type LoadedArea,
  loadArea,
  loadBlocks,
  loadFacilities,
} from '../../src/index.ts'
import type { CompoundGate } from '../../src/normalise/places/compound-record.ts'

const DEGREE = 111_195.08
const at = (east: number, north: number): LonLat => [east / DEGREE, north / DEGREE]
const text = (value: string) => new TextEncoder().encode(value)

/**
 * A street from west to east, 600 m, and one beside it to the north; between them an estate of 200 m with a street through it from south to
 * north. The shop is in the north, the block inside.
 */
const NODES: Readonly<Record<string, readonly [number, number]>> = {
  1: [0, 0],
  2: [300, 0],
  3: [600, 0],
  4: [0, 200],
  5: [300, 200],
  6: [600, 200],
  7: [300, 100],
}
const WAYS = ['1 2 3', '4 5 6', '1 4', '2 7 5', '3 6']

async function town(isPrivate = false, options = {}): Promise<LoadedArea> {
  const nodes = Object.entries(NODES).map(([id, place]) => {
    const [lon, lat] = at(...place)
    return `<node id="${id}" lon="${lon.toFixed(7)}" lat="${lat.toFixed(7)}"/>`
  })
  const ways = WAYS.map((list, way) => {
    const refs = list.split(' ').map((ref) => `<nd ref="${ref}"/>`)
    const access = isPrivate && way === 3 ? '<tag k="access" v="private"/>' : ''
    return `<way id="${way + 1}">${refs.join('')}<tag k="highway" v="residential"/>${access}</way>`
  })
  const osm = `<osm>${nodes.join('')}${ways.join('')}</osm>`
  return loadArea(bytesSource('town.osm', text(osm)), options)
}

const ring = [at(200, 40), at(400, 40), at(400, 160), at(200, 160), at(200, 40)].map(([lon, lat]) => `${lon} ${lat}`)
const OUTLINE = `"POLYGON((${ring.join(', ')}))"`
const point = ([lon, lat]: LonLat) => `${lon},${lat}`
const BLOCKS = `id,lon,lat,population\nhome,${point(at(300, 90))},100\nwest,${point(at(300, -5))},50\n`
const SHOP = `id,category,lon,lat\nshop,bank,${point(at(300, 205))}\n`

async function walks(area: LoadedArea, gates: string | null, rows = `id,geometry\nhome,${OUTLINE}\n`) {
  const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text(SHOP))], crs: 'wgs84' })
  const blocks = await loadBlocks(area, {
    file: bytesSource('b.csv', text(BLOCKS)),
    compounds: bytesSource('c.csv', text(rows)),
    gates: gates === null ? undefined : bytesSource('g.csv', text(gates)),
    crs: 'wgs84',
  })
  const walled = closeCompounds(area, blocks.compounds ?? [])
  const { report } = await analyseAccess(walled, facilities, blocks, { minutes: [15], demand: 'point' })
  const seconds = report.blocks.map(({ id }, block) => [id, Math.round(report.table.walkSeconds[block]!)])
  return { area, walled, report, seconds: Object.fromEntries(seconds) as Record<string, number> }
}

const south = `block_id,lon,lat\nhome,${point(at(300, 40))}\n`

describe('closed compounds', () => {
  it('are walls but for their gates, and nobody else walks through', async () => {
    // Through the estate: 205 m at 1.25 m/s. Home is 10 m beside its street, 110 m from the shop's.
    const open = await walks(await town(), null)
    expect([open.walled.network === open.area.network, open.report.compounds]).toEqual([true, expect.anything()])
    expect(open.seconds).toEqual({ home: 92, west: 168 })
    const walled = await walks(await town(), south)
    // Round the estate: 300 + 200 + 300 m, and 5 m at either end; from home first out by the south gate.
    expect(walled.seconds).toEqual({ home: Math.round((90 + 800 + 5) / 1.25), west: Math.round(810 / 1.25) })
    expect(walled.report.compounds).toEqual({
      privateStreets: 'residents',
      known: 1,
      closed: 1,
      gates: 1,
      openGates: 1,
      withoutGates: 0,
      gateCrossings: 1,
      walls: 1,
      unknownCrossings: 0,
      gatesWithoutCrossing: 0,
      sealed: 0,
      rejectedOutlines: 0,
    })
    const notices = walled.report.notices.map(({ code }) => code)
    expect(notices).toContain('closed-compounds')
    expect(notices).not.toContain('unknown-gates')
  })

  it('are not closed without a gate on the list, unless a row says so; then their gates are unknown, and say so', async () => {
    const rows = `id,closed,geometry\nhome,yes,${OUTLINE}\n`
    const { report, seconds } = await walks(await town(), null, rows)
    expect(seconds).toEqual({ home: 92, west: Math.round(810 / 1.25) })
    expect(report.compounds).toMatchObject({ closed: 1, withoutGates: 1, unknownCrossings: 2, walls: 0 })
    const notice = report.notices.find(({ code }) => code === 'unknown-gates')!
    expect(notice.textEn).toBe(
      'Of 1 closed compound no gate is known: 2 places where streets cross the outlines count as open gates.',
    )
    const through = `id,through,geometry\nhome,yes,${OUTLINE}\n`
    expect((await walks(await town(), south, through)).report.compounds).toMatchObject({ known: 1, closed: 0 })
  })

  it('whose gates are all shut are sealed, which is not the same as unknown gates', async () => {
    const { report } = await walks(await town(), `block_id,lon,lat,state\nhome,${point(at(300, 40))},常闭\n`)
    expect(report.compounds).toMatchObject({ closed: 1, gates: 1, openGates: 0, walls: 2, sealed: 1, withoutGates: 0 })
    expect(report.notices.map(({ code }) => code)).toContain('sealed-compounds')
  })

  it('say which gates open nothing, and which outlines could not be used', async () => {
    const rows = `id,geometry\nhome,${OUTLINE}\nbroken,"POINT(0 0)"\n`
    const gates = `${south}home,${point(at(205, 100))}\n`
    const { report } = await walks(await town(), gates, rows)
    expect(report.compounds).toMatchObject({ openGates: 2, gatesWithoutCrossing: 1, rejectedOutlines: 1 })
    const codes = report.notices.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['gates-without-street', 'rejected-outlines']))
  })

  it('and private streets count as any others where that is asked for', async () => {
    const asOthers = await town(true, { private: 'ordinary' })
    const { report, seconds, walled, area } = await walks(asOthers, south)
    expect(seconds).toEqual({ home: 92, west: 168 })
    expect(walled.network).toBe(area.network)
    expect(report.compounds).toMatchObject({ privateStreets: 'ordinary', known: 1, closed: 0 })
    const codes = report.notices.map(({ code }) => code)
    expect(codes).toContain('restricted-as-ordinary')
    expect(codes).not.toContain('private-streets')
    const residents = await walks(await town(true), null)
    expect(residents.seconds.west).toBe(Math.round(810 / 1.25))
    expect(residents.report.notices.map(({ code }) => code)).toContain('private-streets')
  })

  it('keep their slopes: streets that are built again are sampled again', async () => {
    const area = await town()
    const field = { heightAt: () => 10 }
    expect(area.slopes).toBeUndefined()
    const gate: CompoundGate = {
      id: null,
      name: null,
      lonLat: at(300, 40),
      who: 'all',
      direction: 'both',
      state: 'open',
      hours: null,
      stepFree: null,
    }
    const outline = [[[at(200, 40), at(400, 40), at(400, 160), at(200, 160), at(200, 40)]]]
    const compounds = [{ id: 'home', name: null, outline, isClosed: true, gates: [gate] }]
    const counts = { metres: 0 } as never
    const walled = closeCompounds({ ...area, slopes: { counts, inputs: [], field } }, compounds)
    expect(walled.network.slopeOffset).toHaveLength(walled.network.edgeFrom.length + 1)
  })
})
