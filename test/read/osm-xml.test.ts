import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { type ByteSource, bytesSource } from '../../src/read/bytes/byte-source.ts'
import { type ReadOsmOptions, readOsm } from '../../src/read/osm/osm.ts'
import { plain } from './raw-osm-plain.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, options?: ReadOsmOptions) => readOsm(bytesSource('town.osm', bytes(text)), options)

async function failure(work: Promise<unknown>): Promise<LivingCircleError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(LivingCircleError)
  return error as LivingCircleError
}

const TOWN = `<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6" generator="hand" timestamp="2020-01-02T03:04:05Z">
  <bounds minlat="39.9" minlon="116.3" maxlat="40.1" maxlon="116.4"/>
  <!-- a comment -->
  <way id="20"><nd ref="2"/><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/><tag k="name" v="A &amp; B &#x6E05;&lt;"/></way>
  <node id="2" lat="-40.0000001" lon="-116.1234567"/>
  <node id="1" lat="40" lon="116.5" visible="true"><tag k="name" v="清华 😀"/></node>
  <relation id="30">
    <member type="way" ref="20" role="outer"/><member type="node" ref="1" role=""/><member type="relation" ref="31" role="x"/>
    <tag k="type" v="multipolygon"/>
  </relation>
  <node id="3" visible="false"/>
  <way id="21" action="delete"><nd ref="1"/><tag k="highway" v="path"/></way>
</osm>`

const TOWN_PLAIN = {
  nodes: [
    { id: 1, lonE7: 1_165_000_000, latE7: 400_000_000, tags: [['name', '清华 😀']] },
    { id: 2, lonE7: -1_161_234_567, latE7: -400_000_001, tags: [] },
  ],
  ways: [
    {
      id: 20,
      refs: [2, 1, 2],
      tags: [
        ['highway', 'footway'],
        ['name', 'A & B 清<'],
      ],
    },
  ],
  relations: [
    {
      id: 30,
      members: [
        { type: 1, ref: 20, role: 'outer' },
        { type: 0, ref: 1, role: '' },
        { type: 2, ref: 31, role: 'x' },
      ],
      tags: [['type', 'multipolygon']],
    },
  ],
}

describe('readOsm, XML', () => {
  it('reads elements in any order, entities, and leaves out what is marked as deleted', async () => {
    const raw = await read(TOWN)
    expect(plain(raw)).toEqual(TOWN_PLAIN)
    expect(raw.header).toEqual({
      box: [116.3, 39.9, 116.4, 40.1],
      timestamp: '2020-01-02T03:04:05Z',
      generator: 'hand',
    })
  })

  it('gives the same from chunks of any size, also when cut inside a character, and gzipped', async () => {
    const whole = await read(TOWN)
    for (const data of [bytes(TOWN), new Uint8Array(gzipSync(bytes(TOWN)))]) {
      for (const size of [1, 7, 100]) {
        const source: ByteSource = {
          name: 'town.osm.gz',
          byteLength: data.length,
          async *stream() {
            for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size)
          },
        }
        expect(await readOsm(source)).toEqual(whole)
      }
    }
  })

  it('keeps only the wanted tags', async () => {
    expect((await read(TOWN, { tagKeys: ['highway'] })).strings).toEqual(['highway', 'footway', 'outer', '', 'x'])
  })

  it('counts repeats, the last one stands', async () => {
    const raw = await read('<osm><node id="1" lat="1" lon="1"/><node id="1" lat="2" lon="2"/></osm>')
    expect([raw.nodeLatE7.length, raw.nodeLatE7[0], raw.repeatedElements]).toEqual([1, 20_000_000, 1])
  })

  it('refuses a DOCTYPE: no entity is ever expanded', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><osm><node id="1" lat="1" lon="1"><tag k="name" v="&b;"/></node></osm>`
    const error = await failure(read(bomb))
    expect(error.code).toBe('input-format')
    expect(error.message).toContain('DOCTYPE')
    expect(
      (await failure(read('<osm><node id="1" lat="1" lon="1"><tag k="a" v="&constructor;"/></node></osm>'))).code,
    ).toBe('input-format')
  })

  it('refuses deep nesting', async () => {
    expect((await failure(read('<osm>' + '<a>'.repeat(100_000)))).message).toContain('nested')
  })

  it('tells a truncated file', async () => {
    for (const length of [TOWN.length - 3, 300, 500]) {
      const error = await failure(read(TOWN.slice(0, length)))
      expect(error.code).toBe('input-truncated')
      expect(error.message).toMatch(/town\.osm ends in the middle, at line \d+/)
    }
    const packed = new Uint8Array(gzipSync(bytes(TOWN)))
    const error = await failure(readOsm(bytesSource('town.osm.gz', packed.subarray(0, packed.length - 60))))
    expect(error.code).toBe('input-truncated')
  })

  it.each([
    ['<osm><node id="x" lat="1" lon="1"/></osm>', 'node id "x" is not a number'],
    ['<osm><node id="1" lat="1"/></osm>', 'node 1 has no place'],
    ['<osm><node id="1" lat="NaN" lon="2"/></osm>', 'node 1 has no place'],
    ['<osm><node id="1" lat="91" lon="2"/></osm>', 'lat 91'],
    ['<osm><node id="1" lat="1" lon="181"/></osm>', 'lon 181'],
    ['<osm><way id="1"><nd/></way></osm>', 'node reference'],
    ['<osm><way id="99999999999999999999"></way></osm>', 'way id'],
    ['<osm><relation id="1"><member type="planet" ref="1"/></relation></osm>', 'planet'],
    ['<osm><node id="1" lat="1" lon="1"></way></osm>', 'not well-formed'],
    ['<gpx></gpx>', '<gpx>'],
    ['<osm version="0.5"></osm>', '0.5'],
    ['<osmChange version="0.6"></osmChange>', 'osmChange'],
  ])('says what is wrong with %s', async (text, words) => {
    const error = await failure(read(text))
    expect(error.code).toMatch(/^input-/)
    expect(error.message).toContain(words)
    expect(error.message).toContain('town.osm')
    expect(error.hint).toBeTruthy()
  })

  it('stops at a limit of unpacked bytes', async () => {
    const big = `<osm>${'<!-- nothing at all -->'.repeat(200_000)}</osm>`
    const packed = new Uint8Array(gzipSync(bytes(big)))
    expect(packed.length).toBeLessThan(big.length / 100)
    const error = await failure(readOsm(bytesSource('bomb.osm.gz', packed), { maxUnpackedBytes: 1_000_000 }))
    expect(error.code).toBe('input-too-large')
  })

  it('stops on a signal and reports progress a few times only', async () => {
    const big = bytes(`<osm>${'<node id="1" lat="1" lon="1"/>'.repeat(50_000)}</osm>`)
    const seen: number[] = []
    const controller = new AbortController()
    const source: ByteSource = {
      name: 'big.osm',
      byteLength: big.length,
      async *stream() {
        for (let at = 0; at < big.length; at += 1000) {
          if (at === 1_000_000) controller.abort()
          yield big.subarray(at, at + 1000)
        }
      },
    }
    await readOsm(source, { onProgress: ({ done }) => seen.push(done) }).catch(() => {})
    expect(seen.length).toBeLessThanOrEqual(60)
    controller.abort()
    expect((await failure(readOsm(source, { signal: controller.signal }))).code).toBe('aborted')
    const later = new AbortController()
    const stopping: ByteSource = {
      ...source,
      async *stream() {
        yield big.subarray(0, 1000)
        later.abort()
        yield big.subarray(1000)
      },
    }
    expect((await failure(readOsm(stopping, { signal: later.signal }))).code).toBe('aborted')
  })
})
