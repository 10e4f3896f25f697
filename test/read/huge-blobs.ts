// Blocks of a PBF as large as the format allows, made of buffers: the encoder of the other tests makes lists of numbers.
import { deflateSync } from 'node:zlib'
import { encodeHeader, frame, varint } from './pbf-encoder.ts'

const number = (field: number, value: number) => Buffer.from([...varint(field * 8), ...varint(value)])
const bytes = (field: number, content: Uint8Array) =>
  Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(content.length)]), content])

export const HEADER = Buffer.from(
  frame('OSMHeader', encodeHeader({ required: ['OsmSchema-V0.6', 'DenseNodes'] }), true),
)

/** A block, deflated. */
export function hugeBlob(type: string, content: Uint8Array): Buffer {
  const blob = Buffer.concat([number(2, content.length), bytes(3, deflateSync(content, { level: 9 }))])
  const header = Buffer.concat([bytes(1, Buffer.from(type)), number(3, blob.length)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return Buffer.concat([length, header, blob])
}

export const repeated = (blob: Buffer, times: number): Buffer[] => new Array<Buffer>(times).fill(blob)

/** A few bytes again and again. */
export const repeatedBytes = (part: Buffer, times: number): Buffer => Buffer.alloc(part.length * times, part)
