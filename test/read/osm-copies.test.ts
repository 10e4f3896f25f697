// Files that give elements more than once, or ways with their own places: the same value comes out as of a plain file.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { NO_NODE } from '../../src/read/osm/way-places.ts'
import { encodeBlock, encodeFile, encodeHeader, frame } from './pbf-encoder.ts'
import { plain } from './raw-osm-plain.ts'

const read = (data: string | Uint8Array | object) => {
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return readOsm(bytesSource('town', data instanceof Uint8Array ? data : new TextEncoder().encode(text)))
}

async function failure(work: Promise<unknown>): Promise<LivingCircleError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(LivingCircleError)
  return error as LivingCircleError
}

interface Element {
  readonly type: 'node' | 'way' | 'relation'
  readonly id: number
  readonly lat?: number
  readonly lon?: number
  readonly nodes?: readonly number[]
  readonly members?: readonly { readonly type: string; readonly ref: number; readonly role: string }[]
  readonly tags?: Readonly<Record<string, string>>
  readonly version?: number
  readonly visible?: boolean
}

const asJson = (elements: readonly object[]) => JSON.stringify({ elements })

function asXml(elements: readonly Element[]): string {
  const one = ({ type, id, lat, lon, nodes = [], members = [], tags = {}, version, visible }: Element) => {
    const place = lat === undefined ? '' : ` lat="${lat}" lon="${lon}"`
    const rest = `${version === undefined ? '' : ` version="${version}"`}${visible === undefined ? '' : ` visible="${visible}"`}`
    const children = [
      ...nodes.map((ref) => `<nd ref="${ref}"/>`),
      ...members.map((member) => `<member type="${member.type}" ref="${member.ref}" role="${member.role}"/>`),
      ...Object.entries(tags).map(([k, v]) => `<tag k="${k}" v="${v}"/>`),
    ]
    return `<${type} id="${id}"${place}${rest}>${children.join('')}</${type}>`
  }
  return `<osm version="0.6">${elements.map(one).join('\n')}</osm>`
}

const TOWN: readonly Element[] = [
  { type: 'node', id: 1, lat: 35.9, lon: 14.5 },
  { type: 'node', id: 2, lat: 35.9, lon: 14.503, tags: { barrier: 'gate', access: 'no' } },
  { type: 'node', id: 3, lat: 35.9, lon: 14.506, tags: { amenity: 'pharmacy' } },
  { type: 'node', id: 4, lat: 35.902, lon: 14.506 },
  { type: 'way', id: 10, nodes: [1, 2, 3], tags: { highway: 'residential' } },
  { type: 'way', id: 11, nodes: [3, 4, 1] },
  {
    type: 'relation',
    id: 7,
    members: [
      { type: 'way', ref: 10, role: 'outer' },
      { type: 'way', ref: 11, role: 'outer' },
    ],
    tags: { type: 'multipolygon', landuse: 'residential' },
  },
]

/** `out skel`: no tags, no version. */
const skeleton = ({ tags: _tags, version: _version, ...rest }: Element): Element => rest

describe('elements given more than once', () => {
  it('keep their tags whatever comes after or before: any order, any number of copies, with or without versions', async () => {
    const expected = plain(await read(asJson(TOWN)))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(TOWN.length - 1), { maxLength: 12 }),
        fc.array(fc.nat(TOWN.length - 1), { maxLength: 4 }),
        fc.boolean(),
        fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000 })),
        async (skeletons, copies, hasVersions, keys) => {
          const full = TOWN.map((element) => (hasVersions ? { ...element, version: 3 } : element))
          const all = [...full, ...skeletons.map((i) => skeleton(TOWN[i]!)), ...copies.map((i) => full[i]!)]
          const rank = all.map(() => keys.next().value!)
          const order = [...all.keys()].sort((a, b) => rank[a]! - rank[b]!)
          const mixed = order.map((i) => all[i]!)
          for (const text of [asJson(mixed), asXml(mixed)]) {
            const raw = await read(text)
            expect(plain(raw)).toEqual(expected)
            expect(raw.repeatedElements).toBe(skeletons.length + copies.length)
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('count in their newest version, in any order; skeletons do not bring back an older one', async () => {
    const versions: Element[] = [
      { type: 'node', id: 1, lat: 1, lon: 1, version: 1, tags: { amenity: 'clinic' } },
      { type: 'node', id: 1, lat: 2, lon: 2, version: 2, tags: { amenity: 'pharmacy' } },
      { type: 'node', id: 1, lat: 3, lon: 3, version: 10 },
      { type: 'way', id: 5, nodes: [1, 2], version: 4, tags: { highway: 'path' } },
      { type: 'way', id: 5, nodes: [1, 2, 3], version: 3, tags: { highway: 'steps' } },
      { type: 'way', id: 5, nodes: [1, 2] },
    ]
    for (const elements of [versions, [...versions].reverse()]) {
      for (const text of [asJson(elements), asXml(elements)]) {
        const { nodes, ways } = plain(await read(text))
        expect(nodes).toEqual([{ id: 1, lonE7: 3e7, latE7: 3e7, tags: [] }])
        expect(ways).toEqual([{ id: 5, refs: [1, 2], tags: [['highway', 'path']] }])
      }
    }
  })

  it('are gone where their newest version is deleted, and only then', async () => {
    const history: Element[] = [
      { type: 'node', id: 1, lat: 1, lon: 1, version: 1, visible: true },
      { type: 'node', id: 1, version: 2, visible: false },
      { type: 'node', id: 2, version: 2, visible: false },
      { type: 'node', id: 2, lat: 2, lon: 2, version: 3, visible: true },
      { type: 'way', id: 3, nodes: [1, 2], version: 1, visible: true, tags: { highway: 'path' } },
      { type: 'way', id: 3, version: 2, visible: false },
      { type: 'relation', id: 4, version: 1, visible: false },
    ]
    for (const elements of [history, [...history].reverse()]) {
      for (const text of [asXml(elements), asJson(elements)]) {
        const raw = plain(await read(text))
        expect([raw.nodes.map(({ id }) => id), raw.ways, raw.relations]).toEqual([[2], [], []])
      }
    }
  })
})

describe('histories and changes are refused by name', () => {
  const node = { id: 1, tags: [], lat: 1, lon: 2 }
  const way = { id: 9, tags: [], refs: [1, 2] }
  it.each([
    ['dense nodes', { nodes: [node] }],
    ['plain nodes', { nodes: [node], dense: false }],
    ['ways', { ways: [way] }],
    ['relations', { relations: [{ id: 1, tags: [], members: [] }] }],
  ])('PBF with deleted %s', async (_, block) => {
    const error = await failure(read(encodeFile([{ ...block, info: true, visible: false }], true).bytes))
    expect([error.code, error.message]).toEqual(['input-unsupported', expect.stringContaining('history')])
    expect(error.hint).toContain('osmium time-filter')
    const seen = await read(encodeFile([{ ...block, info: true, visible: true }], true).bytes)
    expect(seen.nodeId.length + seen.wayId.length + seen.relationId.length).toBe(1)
  })

  it.each([
    ['<osmChange version="0.6"><modify/></osmChange>', 'osmChange'],
    ['<osm version="0.6"><action type="modify"><old/></action></osm>', 'changes'],
    ['BZh91AY&SY', 'bzip2'],
  ])('%s', async (text, words) => {
    for (const bytes of [new TextEncoder().encode(text), new Uint8Array(gzipSync(text))]) {
      expect((await failure(read(bytes))).message).toContain(words)
    }
  })

  it('o5m and o5c', async () => {
    for (const kind of ['o5m2', 'o5c2']) {
      const error = await failure(read(Uint8Array.from([0xff, 0xe0, 4, ...new TextEncoder().encode(kind), 0xff])))
      expect([error.code, error.message]).toEqual(['input-unsupported', expect.stringContaining('o5')])
    }
  })

  it('an answer of Overpass that ran out of time, as XML, too', async () => {
    const remark = '<remark> runtime error: Query timed out in "query" at line 3 after 26 seconds. </remark>'
    const error = await failure(read(`<osm version="0.6"><node id="1" lat="1" lon="1"/>${remark}</osm>`))
    expect([error.code, error.message]).toEqual(['input-truncated', expect.stringContaining('timed out')])
    const fine = await read('<osm><remark>all is well</remark><node id="1" lat="1" lon="1"/></osm>')
    expect(fine.nodeId.length).toBe(1)
  })
})

describe('several boxes', () => {
  it('are joined, in whatever order: XML', async () => {
    const boxes = ['minlat="1" minlon="2" maxlat="3" maxlon="4"', 'minlat="0" minlon="4" maxlat="2" maxlon="9"']
    for (const [first, second] of [boxes, [...boxes].reverse()]) {
      const raw = await read(`<osm><bounds ${first}/><bounds ${second}/><node id="1" lat="1" lon="1"/></osm>`)
      expect(raw.header.box).toEqual([2, 0, 9, 3])
    }
    expect((await read('<osm><bound box="1,2,3,4"/><node id="1" lat="1" lon="1"/></osm>')).header.box).toEqual([
      2, 1, 4, 3,
    ])
  })

  it('are joined: PBF; a part without a box leaves the whole without', async () => {
    const data = frame('OSMData', encodeBlock({ nodes: [{ id: 1, tags: [], lat: 0, lon: 0 }] }), true)
    const header = (box?: [number, number, number, number]) =>
      frame('OSMHeader', encodeHeader(box === undefined ? {} : { box }), true)
    const joined = [...header([1, 2, 3, 4]), ...data, ...header([2, 0, 5, 3]), ...data]
    expect((await read(Uint8Array.from(joined))).header.box).toEqual([1, 0, 5, 4])
    expect((await read(Uint8Array.from([...joined, ...header(), ...data]))).header.box).toBeNull()
  })
})

describe('places on ways', () => {
  const degrees = fc.integer({ min: -30, max: 30 }).map((tenth) => tenth / 10)
  const town = fc.record({
    nodes: fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 1, max: 40 }), lat: degrees, lon: degrees, isTagged: fc.boolean() }),
      { selector: ({ id }) => id, minLength: 2, maxLength: 20 },
    ),
    ways: fc.array(fc.array(fc.nat(19), { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
  })

  it('stand for nodes that the file lacks, by id: PBF, XML and JSON alike', async () => {
    await fc.assert(
      fc.asyncProperty(town, async ({ nodes, ways }) => {
        const lines = ways.map((places, i) => ({ id: i + 1, nodes: places.map((at) => nodes[at % nodes.length]!) }))
        const used = new Set(lines.flatMap((line) => line.nodes))
        const tagged = nodes.filter(({ isTagged }) => isTagged)
        const tagsOf = (isTagged: boolean) => (isTagged ? ([['barrier', 'gate']] as const) : [])
        const units = ({ lat, lon }: { lat: number; lon: number }) => ({ lat: lat * 1e7, lon: lon * 1e7 })
        const asNodes = (some: typeof nodes) =>
          some.map((node) => ({ id: node.id, ...units(node), tags: tagsOf(node.isTagged) }))
        const asWays = (hasPlaces: boolean) =>
          lines.map(({ id, nodes: line }) => ({
            id,
            tags: [['highway', 'path']] as const,
            refs: line.map((node) => node.id),
            ...(hasPlaces ? { places: line.map(units) } : {}),
          }))
        const kept = nodes.filter((node) => node.isTagged || used.has(node))
        const expected = plain(await read(encodeFile([{ nodes: asNodes(kept) }, { ways: asWays(false) }], true).bytes))
        const placed = encodeFile([{ nodes: asNodes(tagged) }, { ways: asWays(true) }], true).bytes
        expect(plain(await read(placed))).toEqual(expected)
        const xmlNodes = tagged.map(
          ({ id, lat, lon }) => `<node id="${id}" lat="${lat}" lon="${lon}"><tag k="barrier" v="gate"/></node>`,
        )
        const nd = ({ id, lat, lon }: (typeof nodes)[number]) => `<nd ref="${id}" lat="${lat}" lon="${lon}"/>`
        const xmlWays = lines.map(
          (line) => `<way id="${line.id}">${line.nodes.map(nd).join('')}<tag k="highway" v="path"/></way>`,
        )
        expect(plain(await read(`<osm>${[...xmlWays, ...xmlNodes].join('')}</osm>`))).toEqual(expected)
        const elements = [
          ...lines.map((line) => ({
            type: 'way',
            id: line.id,
            nodes: line.nodes.map(({ id }) => id),
            geometry: line.nodes.map(({ lat, lon }) => ({ lat, lon })),
            tags: { highway: 'path' },
          })),
          ...tagged.map(({ id, lat, lon }) => ({ type: 'node', id, lat, lon, tags: { barrier: 'gate' } })),
        ]
        expect(plain(await read({ elements }))).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  })

  it('that the writer did not know are missing, not at 214 degrees', async () => {
    const unknown = 2_147_483_647
    const places = [
      { lat: 1, lon: 1 },
      { lat: unknown, lon: unknown },
    ]
    const raw = await read(encodeFile([{ ways: [{ id: 1, tags: [], refs: [5, 6], places }] }], false).bytes)
    expect([[...raw.nodeId], [...raw.wayRef]]).toEqual([[5], [5, 6]])
  })

  const GEOM = `<osm version="0.6"><way id="10">
    <bounds minlat="0" minlon="0" maxlat="1" maxlon="1"/>
    <nd lat="1" lon="1"/><nd/><nd lat="1" lon="3"/><tag k="highway" v="path"/></way>
    <way id="11"><nd lat="1" lon="3"/><nd lat="1" lon="4"/><tag k="highway" v="steps"/></way>
    <relation id="50"><member type="way" ref="60" role="outer"><nd lat="0" lon="0"/><nd lat="0" lon="2"/><nd/><nd lat="0" lon="0"/></member>
      <member type="node" ref="8" role="label" lat="5" lon="6"/><tag k="type" v="multipolygon"/></relation></osm>`
  const place = (lon: number, lat: number) => ({ lon, lat })
  const ELEMENTS = [
    { type: 'way', id: 10, geometry: [place(1, 1), null, place(3, 1)], tags: { highway: 'path' } },
    { type: 'way', id: 11, geometry: [place(3, 1), place(4, 1)], tags: { highway: 'steps' } },
    {
      type: 'relation',
      id: 50,
      members: [
        { type: 'way', ref: 60, role: 'outer', geometry: [place(0, 0), place(2, 0), null, place(0, 0)] },
        { type: 'node', ref: 8, role: 'label', ...place(6, 5) },
      ],
      tags: { type: 'multipolygon' },
    },
  ]

  it('of `out geom` without ids mean the same in XML and JSON, holes included', async () => {
    const fromXml = plain(await read(GEOM))
    expect(fromXml).toEqual(plain(await read({ elements: ELEMENTS })))
    const at = new Map(fromXml.nodes.map(({ id, lonE7, latE7 }) => [id, [lonE7 / 1e7, latE7 / 1e7]]))
    expect(fromXml.ways.map(({ id, refs }) => [id, refs.map((ref) => at.get(ref) ?? ref)])).toEqual([
      [10, [[1, 1], NO_NODE, [3, 1]]],
      [
        11,
        [
          [3, 1],
          [4, 1],
        ],
      ],
      [60, [[0, 0], [2, 0], NO_NODE, [0, 0]]],
    ])
    expect(at.get(8)).toEqual([6, 5])
  })

  it('of a member yield to the way itself, wherever that stands', async () => {
    const whole = { type: 'way', id: 60, nodes: [1, 2, 3], tags: { landuse: 'residential' } }
    for (const elements of [
      [whole, ...ELEMENTS],
      [...ELEMENTS, whole],
    ]) {
      expect(plain(await read({ elements })).ways.find(({ id }) => id === 60)?.refs).toEqual([1, 2, 3])
    }
  })

  it('of `out center` stand for a way only where its nodes are not in the file', async () => {
    const way = { type: 'way', id: 4, center: place(5, 6), nodes: [1, 2], tags: { highway: 'path' } }
    const nodes = [1, 2].map((id) => ({ type: 'node', id, lat: id, lon: id }))
    expect(plain(await read({ elements: [way, ...nodes] })).ways[0]!.refs).toEqual([1, 2])
    expect(plain(await read({ elements: [way] })).ways[0]!.refs).toEqual([-1])
    const xml = '<way id="4"><center lat="6" lon="5"/><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>'
    expect(plain(await read(`<osm>${xml}</osm>`))).toEqual(plain(await read({ elements: [way] })))
  })
})
