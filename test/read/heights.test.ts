// Rasters of heights: the same cells from every kind of GeoTIFF, HGT tiles, and files that are damaged or mean harm.
import { zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import type { HeightRaster } from '../../src/read/heights/height-raster.ts'
import { openHeightRaster } from '../../src/read/heights/open-heights.ts'
import { drawTiff, type TiffPlan } from './draw-tiff.ts'

const COLUMNS = 37
const ROWS = 29
/** Hills with runs of equal cells, so that packing has something to do. */
const value = (column: number, row: number) => (row % 5 === 0 ? 7 : ((column * 7 + row * 13) % 90) + (column >> 3) * 40)

async function open(bytes: Uint8Array, name = 'hill.tif'): Promise<HeightRaster> {
  return (await openHeightRaster(bytesSource(name, bytes)))!
}
const whole = (raster: HeightRaster) => ({
  firstColumn: 0,
  endColumn: raster.columns,
  firstRow: 0,
  endRow: raster.rows,
})
const cellsOf = async (bytes: Uint8Array) => {
  const raster = await open(bytes)
  return [...(await raster.readWindow(whole(raster)))]
}
const expected = Array.from({ length: COLUMNS * ROWS }, (_, i) => value(i % COLUMNS, Math.floor(i / COLUMNS)))

const plans: [string, Omit<TiffPlan, 'columns' | 'rows' | 'value'>][] = []
for (const kind of ['unsigned16', 'signed16', 'signed32', 'float32', 'float64'] as const) {
  for (const packing of ['none', 'lzw', 'deflate', 'packbits'] as const) {
    for (const predictor of [1, 2, 3] as const) {
      if (predictor !== 1 && (packing === 'none' || packing === 'packbits')) continue
      if ((predictor === 3) !== kind.startsWith('float') && predictor !== 1) continue
      for (const bigEndian of [false, true]) {
        for (const layout of [{ strip: 4 }, { tile: 16 }, { tile: 16, bigTiff: true }]) {
          const said = `${kind} ${packing} ${predictor} ${bigEndian ? 'big' : 'little'} ${JSON.stringify(layout)}`
          plans.push([said, { kind, packing, predictor, bigEndian, ...layout }])
        }
      }
    }
  }
}

describe('GeoTIFF', () => {
  it('gives the same cells whatever the kind, order, layout and packing', async () => {
    expect(plans.length).toBeGreaterThan(150)
    for (const [said, plan] of plans) {
      expect(await cellsOf(drawTiff({ columns: COLUMNS, rows: ROWS, value, ...plan })), said).toEqual(expected)
    }
  })

  it('unpacks LZW that fills its table and begins anew', async () => {
    let seed = 1
    const noise = Array.from({ length: 120 * 120 }, () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return seed >>> 18
    })
    const bytes = drawTiff({
      columns: 120,
      rows: 120,
      value: (column, row) => noise[row * 120 + column]!,
      kind: 'unsigned16',
      packing: 'lzw',
    })
    expect(await cellsOf(bytes)).toEqual(noise)
  })

  it('reads a window as the whole has it', async () => {
    const raster = await open(drawTiff({ columns: COLUMNS, rows: ROWS, value, tile: 16, packing: 'lzw' }))
    const window = { firstColumn: 5, endColumn: 33, firstRow: 11, endRow: 27 }
    const part = await raster.readWindow(window)
    const own = expected.filter((_, i) => {
      const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)]
      return column >= 5 && column < 33 && row >= 11 && row < 27
    })
    expect([...part]).toEqual(own)
  })

  it('places an area at the middle of its cell, a point at itself', async () => {
    const plan = { columns: 4, rows: 3, value: () => 1, west: 116, north: 40, cell: 0.01 }
    const area = await open(drawTiff(plan))
    expect([area.firstX, area.firstY, area.stepX, area.stepY]).toEqual([116.005, 39.995, 0.01, -0.01])
    const point = await open(drawTiff({ ...plan, point: true }))
    expect(point.firstX).toBeCloseTo(116.005, 12)
    expect(point.firstY).toBeCloseTo(39.995, 12)
  })

  it('takes a placement from a matrix, and refuses one that is turned', async () => {
    const plan = { columns: 4, rows: 3, value: () => 1 }
    const matrix = (turn: number) => [0.01, turn, 0, 116, turn, -0.01, 0, 40, 0, 0, 0, 0, 0, 0, 0, 1]
    const tags = (turn: number) => ({ 33550: null, 33922: null, 34264: [12, matrix(turn)] as const })
    const raster = await open(drawTiff({ ...plan, tags: tags(0) }))
    expect([raster.firstX, raster.firstY]).toEqual([116.005, 39.995])
    await expect(open(drawTiff({ ...plan, tags: tags(0.002) }))).rejects.toMatchObject({ code: 'input-unsupported' })
  })

  it('knows no data, and what is no height', async () => {
    const bytes = drawTiff({ columns: 3, rows: 1, value: (column) => [5, -9999, 30_000][column]!, noData: -9999 })
    expect(await cellsOf(bytes)).toEqual([5, Number.NaN, Number.NaN])
    const float = drawTiff({
      columns: 2,
      rows: 1,
      kind: 'float32',
      value: (column) => [-3.4e38, 8.5][column]!,
      noData: -3.4e38,
    })
    expect(await cellsOf(float)).toEqual([Number.NaN, 8.5])
  })

  it('has its coordinate system by its code', async () => {
    const plan = { columns: 2, rows: 2, value: () => 1 }
    expect((await open(drawTiff({ ...plan, epsg: 32650 }))).crs).toBe('EPSG:32650')
    expect((await open(drawTiff({ ...plan, epsg: 4490 }))).crs).toBe('EPSG:4490')
    const without = drawTiff({ ...plan, tags: { 34735: null } })
    await expect(open(without)).rejects.toMatchObject({ code: 'input-unsupported' })
  })

  it('takes heights in feet as metres', async () => {
    const keys = [1, 1, 0, 3, 1024, 0, 1, 2, 2048, 0, 1, 4326, 4099, 0, 1, 9002]
    const bytes = drawTiff({ columns: 1, rows: 1, value: () => 1000, tags: { 34735: [3, keys] } })
    expect((await cellsOf(bytes))[0]).toBeCloseTo(304.8, 4)
  })
})

describe('HGT', () => {
  const tile = (side: number) => {
    const bytes = new Uint8Array(side * side * 2)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < side * side; i++) view.setInt16(2 * i, i % 997)
    view.setInt16(2, -32_768)
    return bytes
  }

  it('lies where its name says, from its north-western corner on', async () => {
    const raster = await open(tile(1201), 'S31W052.hgt')
    expect([raster.firstX, raster.firstY, raster.columns]).toEqual([-52, -30, 1201])
    expect(raster.stepX).toBeCloseTo(1 / 1200, 15)
    const cells = await raster.readWindow({ firstColumn: 0, endColumn: 3, firstRow: 0, endRow: 2 })
    expect([...cells]).toEqual([0, Number.NaN, 2, 204, 205, 206])
    const fine = await open(tile(3601), 'n39e116.hgt')
    expect([fine.firstX, fine.firstY, fine.rows]).toEqual([116, 40, 3601])
  })

  it('is refused without a corner in its name, or of another size', async () => {
    await expect(open(tile(1201), 'heights.hgt')).rejects.toMatchObject({ code: 'input-unsupported' })
    await expect(open(new Uint8Array(1000), 'N39E116.hgt')).rejects.toMatchObject({ code: 'input-format' })
    await expect(open(new Uint8Array(10), 'N39E116.hgt.gz')).rejects.toMatchObject({ code: 'input-unsupported' })
  })
})

/** Opens and reads all; anything but a plain answer or a sentence is a crash. */
async function survives(bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    const raster = await open(bytes)
    // As the mosaic asks: never more than the streets need.
    const endColumn = Math.min(raster.columns, 200)
    const endRow = Math.min(raster.rows, 200)
    await raster.readWindow({ firstColumn: 0, endColumn, firstRow: 0, endRow })
    return 'read'
  } catch (error) {
    if (!isLivingCircleError(error)) throw error
    return 'refused'
  }
}

describe('damaged and hostile files', () => {
  it('never crash: cut anywhere, any byte changed', async () => {
    for (const packing of ['none', 'lzw', 'deflate', 'packbits'] as const) {
      const sound = drawTiff({
        columns: COLUMNS,
        rows: ROWS,
        value,
        packing,
        tile: 16,
        predictor: packing === 'lzw' ? 2 : 1,
      })
      let refused = 0
      for (let length = 4; length < sound.length; length += 3) {
        if ((await survives(sound.slice(0, length))) === 'refused') refused++
      }
      expect(refused).toBeGreaterThan(sound.length / 4)
      let seed = 7
      for (let i = 0; i < 1500; i++) {
        const bytes = sound.slice()
        for (let k = 0; k < 3; k++) {
          seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
          bytes[4 + (seed % (bytes.length - 4))] = seed >>> 24
        }
        await survives(bytes)
      }
    }
  }, 60_000)

  it('claim no memory: a list of four thousand million tiles, sides of millions', async () => {
    const plan = { columns: 8, rows: 8, value: () => 1 }
    const huge = [4, [0x7fff_ffff]] as const
    expect(await survives(drawTiff({ ...plan, tags: { 256: huge, 257: huge } }))).toBe('refused')
    expect(await survives(drawTiff({ ...plan, packing: 'deflate', tile: 16, tags: { 322: huge, 323: huge } }))).toBe(
      'refused',
    )
    expect(await survives(drawTiff({ ...plan, tags: { 256: [4, [0]] } }))).toBe('refused')
    expect(await survives(drawTiff({ ...plan, tags: { 277: [3, [60_000]] } }))).toBe('refused')
    const directory = drawTiff(plan)
    // The count of the first list with values elsewhere becomes the greatest there is.
    const view = new DataView(directory.buffer)
    for (let entry = 10; entry + 12 < 200; entry += 12) view.setUint32(entry + 4, 0xffff_ffff, true)
    expect(await survives(directory)).toBe('refused')
  })

  it('unpack to no more than they should: a deflate bomb', async () => {
    const bomb = zlibSync(new Uint8Array(200_000_000))
    const bytes = drawTiff({
      columns: 8,
      rows: 8,
      value: () => 1,
      packing: 'deflate',
      tags: { 279: [4, [bomb.length]] },
    })
    const whole = new Uint8Array(bytes.length + bomb.length)
    whole.set(bytes)
    whole.set(bomb, bytes.length)
    // The strip is where the bomb lies.
    const view = new DataView(whole.buffer)
    for (let entry = 10; entry < 300; entry += 12) {
      if (view.getUint16(entry, true) === 273) view.setUint32(entry + 8, bytes.length, true)
    }
    const before = process.memoryUsage().arrayBuffers
    // More than four times what the image takes: refused, as there is no checksum without unpacking it all.
    expect(await survives(whole)).toBe('refused')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000)
  })

  it('are told by their content: a picture, a page, an empty file', async () => {
    await expect(open(new TextEncoder().encode('<html>not found'), 'heights.tif')).rejects.toMatchObject({
      code: 'input-format',
    })
    expect(await openHeightRaster(bytesSource('heights', new TextEncoder().encode('<html>not found')))).toBeNull()
    expect(
      await openHeightRaster(bytesSource('heights.csv', new TextEncoder().encode('lon,lat,height_m\n'))),
    ).toBeNull()
    const picture = drawTiff({ columns: 8, rows: 8, kind: 'unsigned8', value: () => 1, tags: { 262: [3, [2]] } })
    expect(await survives(picture)).toBe('refused')
  })
})
