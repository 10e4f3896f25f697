// Traps of a codebase rather than of a method: two copies of one constant, silent drops, lost error classes.
import { readdirSync, readFileSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { fromPlainError, isLivingCircleError, LivingCircleError, toPlainError } from '../../src/foundation/errors.ts'
import { loadFacilities } from '../../src/job/load-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { at, east, from, scene } from '../scene/build-scene.ts'
import { areaOfText } from '../scene/walk-scene.ts'

const root = new URL('../../src/', import.meta.url)
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }))
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)

describe('two copies of one constant', () => {
  it('ours has one Earth radius and one table of walking speeds', () => {
    expect(filesWith(/6_?371_?008/)).toEqual(['foundation/units.ts'])
    // Examples in comments are none.
    expect(filesWith(/^(?! *\*).*walkMetresPerSecond: \d/m)).toEqual(['network/profile-list.ts'])
    expect(filesWith(/0xffff_?ffff/i).filter((path) => filesWith(/UNREACHED = /).includes(path))).toEqual([
      'foundation/units.ts',
    ])
  })
})

describe('two copies of one algorithm', () => {
  it('ours computes great circles in one file', () => {
    expect(filesWith(/2 \* \w+ \* Math\.asin\(/)).toEqual(['foundation/geo.ts'])
  })
})

const town = scene('intake', 'A street to put places on').street('Street', 'residential', [from(0, 0), east(1000)])
const load = async (csv: string) => {
  const area = await areaOfText('intake', town.toOsmXml())
  return loadFacilities(area, { files: [bytesSource('places.csv', new TextEncoder().encode(csv))] })
}
const [lon, lat] = town.lonLat(at(500, 5))

describe('rows are dropped without a word', () => {
  it('ours: read = used + rejected, and every reject says which line and why', async () => {
    const rows = [
      'id,name,category,lon,lat',
      `a,Good,pharmacy,${lon},${lat}`,
      `b,No place,pharmacy,,`,
      `c,Words,pharmacy,east,north`,
      `d,No kind,,${lon},${lat}`,
      `e,Odd kind,dragon_shop,${lon},${lat}`,
      `a,Twice,pharmacy,${lon},${lat}`,
      `g,Elsewhere,pharmacy,2.35,48.85`,
    ]
    const { facilities, rejects, inputs } = await load(`${rows.join('\n')}\n`)
    const input = inputs.find(({ role }) => role === 'facilities')!
    expect(input.read).toBe(7)
    expect(input.used + input.rejected).toBe(input.read)
    expect(facilities).toHaveLength(input.used)
    const dropped = rejects.filter(({ severity }) => severity === 'rejected')
    expect(dropped).toHaveLength(input.rejected)
    for (const { source, lineOrId, message } of dropped) {
      expect(source).toBe('places.csv')
      expect(Number(lineOrId)).toBeGreaterThan(1)
      expect(message.length).toBeGreaterThan(10)
    }
    expect(dropped.map(({ code }) => code)).toContain('invalid-coordinates')
    expect(dropped.map(({ code }) => code)).toContain('unknown-category')
  })
})

describe('latitude and longitude are swapped', () => {
  it('ours recognises it and says so', async () => {
    const { rejects, facilities } = await load(`id,category,lon,lat\na,pharmacy,${lat},${lon}\n`)
    expect(facilities).toHaveLength(0)
    expect(rejects.map(({ code }) => code)).toContain('swapped-coordinates')
  })
})

describe('an error loses its class on the way through a worker', () => {
  it('ours is rebuilt with code, hint and details', async () => {
    const { port1, port2 } = new MessageChannel()
    const arrived = new Promise<unknown>((resolve) => {
      port2.once('message', resolve)
    })
    const details = { line: 18, known: ['a', 'b'] }
    port1.postMessage(
      toPlainError(new LivingCircleError('input-format', 'Not OSM.', { hint: 'Download again.', details })),
    )
    const error = fromPlainError((await arrived) as ReturnType<typeof toPlainError>)
    port1.close()
    expect(isLivingCircleError(error)).toBe(true)
    expect(error).toMatchObject({ code: 'input-format', hint: 'Download again.', details, message: 'Not OSM.' })
    expect(error).toBeInstanceOf(LivingCircleError)
  })
})
