// A Map or a Set holds 2^24 entries at most, and a street network may have more nodes than that. So nothing on the way from a file to
// a table of walks may keep nodes, ways, vertices or edges in one: the largest Map there is must not grow with the network.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { analyseAccess, type ByteSource, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'

const setOfMap = Map.prototype.set
const addOfSet = Set.prototype.add

afterEach(() => {
  Map.prototype.set = setOfMap
  Set.prototype.add = addOfSet
})

/** Most entries that any Map or Set has while `work` is done. */
async function mostEntries(work: () => Promise<void>): Promise<number> {
  let most = 0
  Map.prototype.set = function (key, value) {
    setOfMap.call(this, key, value)
    if (this.size > most) most = this.size
    return this
  }
  Set.prototype.add = function (value) {
    addOfSet.call(this, value)
    if (this.size > most) most = this.size
    return this
  }
  try {
    await work()
  } finally {
    Map.prototype.set = setOfMap
    Set.prototype.add = addOfSet
  }
  return most
}

const text = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)

/** A town of `side` × `side` junctions, every street a way of its own with a bend. */
function townOf(side: number): ByteSource {
  const lines: string[] = ['<osm>']
  const at = (step: number) => (step / 1000).toFixed(7)
  let bend = 10_000_000
  const ways: string[] = []
  const street = (a: number, b: number, x: number, y: number) => {
    lines.push(`<node id="${++bend}" lon="${at(x)}" lat="${at(y)}"/>`)
    ways.push(
      `<way id="${bend}"><nd ref="${a}"/><nd ref="${bend}"/><nd ref="${b}"/><tag k="highway" v="residential"/></way>`,
    )
  }
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const id = y * side + x + 1
      lines.push(`<node id="${id}" lon="${at(x)}" lat="${at(y)}"/>`)
      if (x > 0) street(id - 1, id, x - 0.5, y + 0.1)
      if (y > 0) street(id - side, id, x + 0.1, y - 0.5)
    }
  }
  return bytesSource('town.osm', text([...lines, ...ways, '</osm>']))
}

/** A dozen blocks and facilities anywhere: what grows is the network alone. */
async function analyse(file: ByteSource, west: number, south: number, step: number): Promise<number> {
  const place = (number: number) => `${west + step * (1 + (number % 4))},${south + step * (1 + (number >> 2))}`
  const numbers = Array.from({ length: 12 }, (_, number) => number)
  const facilityLines = ['id,category,lon,lat', ...numbers.map((n) => `f${n},clinic,${place(n)}`)]
  const blockLines = ['id,lon,lat,population', ...numbers.map((n) => `b${n},${place(n)},100`)]
  const area = await loadArea(file)
  const facilities = await loadFacilities(area, { files: [bytesSource('facilities.csv', text(facilityLines))] })
  const blocks = await loadBlocks(area, { file: bytesSource('blocks.csv', text(blockLines)) })
  const { report } = await analyseAccess(area, facilities, blocks)
  expect(report.blocks.length).toBe(12)
  return area.network.vertexFlags.length
}

/** Maps of words, rules and columns come to some hundreds of entries, however large the network is. */
const WORDS = 1000

describe('a large network', () => {
  it('has no place in a Map or Set', async () => {
    const side = 120
    let vertices = 0
    const most = await mostEntries(async () => {
      vertices = await analyse(townOf(side), 0, 0, 0.004)
    })
    expect(vertices).toBe(side * side)
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThan(WORDS)
  }, 60_000)

  const porto = fileURLToPath(new URL('../../../shared/data/porto.osm.pbf', import.meta.url))
  it.skipIf(!existsSync(porto))(
    'has none either where it is real',
    async () => {
      const file = bytesSource('porto.osm.pbf', readFileSync(porto))
      let vertices = 0
      const most = await mostEntries(async () => {
        vertices = await analyse(file, -8.64, 41.14, 0.004)
      })
      expect(vertices).toBeGreaterThan(70_000)
      expect(most).toBeLessThan(WORDS)
    },
    60_000,
  )
})
