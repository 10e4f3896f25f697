// A tiny, slow, independent PBF writer for tests: numbers as BigInt, one message at a time. Shares nothing with the reader.
import { deflateSync } from 'node:zlib'

export interface TestElement {
  readonly id: number
  readonly tags: readonly (readonly [string, string])[]
}
export interface TestNode extends TestElement {
  /** Units of `granularity` nanodegrees above the offset. */
  readonly lat: number
  readonly lon: number
}
export interface TestWay extends TestElement {
  readonly refs: readonly number[]
  /** Places of the nodes in units as those of nodes are: the feature LocationsOnWays. */
  readonly places?: readonly { readonly lat: number; readonly lon: number }[]
}
export interface TestRelation extends TestElement {
  readonly members: readonly { readonly type: 0 | 1 | 2; readonly ref: number; readonly role: string }[]
}

/** How a block is written. */
export interface BlockStyle {
  readonly dense?: boolean
  readonly granularity?: number
  readonly latOffset?: number
  readonly lonOffset?: number
  /** Put a history record beside each element, to be ignored. */
  readonly info?: boolean
  /** With `info`: the elements' `visible`; left out, as in files that are no histories, where not given. */
  readonly visible?: boolean
}

export interface TestBlock extends BlockStyle {
  readonly nodes?: readonly TestNode[]
  readonly ways?: readonly TestWay[]
  readonly relations?: readonly TestRelation[]
}

const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)]

export function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value))
  const out: number[] = []
  do {
    const more = rest > 0x7fn
    out.push(Number(rest & 0x7fn) | (more ? 0x80 : 0))
    rest >>= 7n
  } while (rest > 0n)
  return out
}

export function zigzag(value: number | bigint): number[] {
  const big = BigInt(value)
  return varint(big >= 0n ? big * 2n : -big * 2n - 1n)
}

export const numberField = (field: number, encoded: number[]): number[] => [...varint(field * 8), ...encoded]
export const bytesField = (field: number, content: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
]
const packed = (field: number, items: readonly number[][]): number[] =>
  items.length === 0 ? [] : bytesField(field, items.flat())

const deltas = (values: readonly number[]): number[][] =>
  values.map((value, i) => zigzag(BigInt(value) - (i === 0 ? 0n : BigInt(values[i - 1]!))))

export function encodeBlock(block: TestBlock): number[] {
  const strings = ['']
  const known = new Map<string, number>()
  const sid = (text: string): number => {
    let at = known.get(text)
    if (at === undefined) known.set(text, (at = strings.push(text) - 1))
    return at
  }
  const tagFields = (tags: TestElement['tags']): number[] => [
    ...packed(
      2,
      tags.map(([key]) => varint(sid(key))),
    ),
    ...packed(
      3,
      tags.map(([, value]) => varint(sid(value))),
    ),
  ]
  const visible = block.visible === undefined ? [] : numberField(6, varint(block.visible ? 1 : 0))
  const info = block.info
    ? bytesField(4, [...numberField(1, varint(3)), ...numberField(5, varint(300)), ...visible])
    : []
  const groups: number[][] = []
  const nodes = block.nodes ?? []
  if (nodes.length > 0 && block.dense !== false) {
    const anyTags = nodes.some(({ tags }) => tags.length > 0)
    const keysValues = nodes.flatMap(({ tags }) => [...tags.flatMap(([k, v]) => [varint(sid(k)), varint(sid(v))]), [0]])
    const dense = [
      ...packed(1, deltas(nodes.map(({ id }) => id))),
      ...(block.info
        ? bytesField(5, [
            ...packed(
              1,
              nodes.map(() => varint(200)),
            ),
            ...(block.visible === undefined
              ? []
              : packed(
                  6,
                  nodes.map(() => varint(block.visible ? 1 : 0)),
                )),
          ])
        : []),
      ...packed(8, deltas(nodes.map(({ lat }) => lat))),
      ...packed(9, deltas(nodes.map(({ lon }) => lon))),
      ...(anyTags ? packed(10, keysValues) : []),
    ]
    groups.push(bytesField(2, dense))
  } else if (nodes.length > 0) {
    groups.push(
      nodes.flatMap(({ id, lat, lon, tags }) =>
        bytesField(1, [
          ...numberField(1, zigzag(id)),
          ...tagFields(tags),
          ...info,
          ...numberField(8, zigzag(lat)),
          ...numberField(9, zigzag(lon)),
        ]),
      ),
    )
  }
  if (block.ways) {
    groups.push(
      block.ways.flatMap(({ id, tags, refs, places = [] }) =>
        bytesField(3, [
          ...numberField(1, varint(id)),
          ...tagFields(tags),
          ...info,
          ...packed(8, deltas(refs)),
          ...packed(9, deltas(places.map(({ lat }) => lat))),
          ...packed(10, deltas(places.map(({ lon }) => lon))),
        ]),
      ),
    )
  }
  if (block.relations) {
    groups.push(
      block.relations.flatMap(({ id, tags, members }) =>
        bytesField(4, [
          ...numberField(1, varint(id)),
          ...tagFields(tags),
          ...info,
          ...packed(
            8,
            members.map(({ role }) => varint(sid(role))),
          ),
          ...packed(9, deltas(members.map(({ ref }) => ref))),
          ...packed(
            10,
            members.map(({ type }) => varint(type)),
          ),
        ]),
      ),
    )
  }
  return [
    ...bytesField(
      1,
      strings.flatMap((text) => bytesField(1, bytesOf(text))),
    ),
    ...groups.flatMap((group) => bytesField(2, group)),
    ...(block.granularity === undefined ? [] : numberField(17, varint(block.granularity))),
    ...(block.latOffset === undefined ? [] : numberField(19, varint(block.latOffset))),
    ...(block.lonOffset === undefined ? [] : numberField(20, varint(block.lonOffset))),
  ]
}

/** One framed blob: length, header, blob. */
export function frame(type: string, content: readonly number[], zlib: boolean): number[] {
  const blob = zlib
    ? [...numberField(2, varint(content.length)), ...bytesField(3, [...deflateSync(Uint8Array.from(content))])]
    : bytesField(1, content)
  return frameBlob(type, blob)
}

export function frameBlob(type: string, blob: readonly number[]): number[] {
  const header = [...bytesField(1, bytesOf(type)), ...numberField(3, varint(blob.length))]
  return [
    (header.length >>> 24) & 255,
    (header.length >>> 16) & 255,
    (header.length >>> 8) & 255,
    header.length & 255,
    ...header,
    ...blob,
  ]
}

export function encodeHeader(
  more: { required?: readonly string[]; box?: readonly [number, number, number, number] } = {},
): number[] {
  const required = more.required ?? ['OsmSchema-V0.6', 'DenseNodes']
  return [
    ...(more.box === undefined
      ? []
      : bytesField(
          1,
          [more.box[0], more.box[2], more.box[3], more.box[1]].flatMap((degrees, side) =>
            numberField(side + 1, zigzag(Math.round(degrees * 1e9))),
          ),
        )),
    ...required.flatMap((feature) => bytesField(4, bytesOf(feature))),
    ...bytesField(5, bytesOf('Has_Metadata')),
    ...bytesField(16, bytesOf('test-encoder')),
    ...numberField(32, varint(1_478_723_282)),
  ]
}

/** A whole file, and where its blobs begin. */
export function encodeFile(blocks: readonly TestBlock[], zlib: boolean): { bytes: Uint8Array; borders: number[] } {
  const frames = [
    frame('OSMHeader', encodeHeader(), zlib),
    ...blocks.map((block) => frame('OSMData', encodeBlock(block), zlib)),
  ]
  const borders = [0]
  for (const piece of frames) borders.push(borders.at(-1)! + piece.length)
  return { bytes: Uint8Array.from(frames.flat()), borders }
}
