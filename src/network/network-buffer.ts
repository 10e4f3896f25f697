// The one buffer under a walking network: its layout, allocation, saving and loading. Knows array sizes, not streets.
import type { BoundingBox } from '../foundation/units.ts'
import { problem } from '../words/problem.ts'
import { checkNetwork } from './check-network.ts'
import type { WalkNetwork } from './walk-network.ts'

/** Bumped whenever the layout changes; a saved network of another version is refused. */
export const NETWORK_FORMAT_VERSION = 3

const MAGIC = 0x4e57434c // "LCWN"
const HEADER_BYTES = 128
/** Byte of the header with the number of parts of slopes, plus 1: behind all other sizes. */
const SLOPES_AT = 120

/** Array lengths of a network. */
export interface NetworkSizes {
  readonly vertices: number
  readonly edges: number
  readonly shapePoints: number
  readonly components: number
  readonly arcs: number
  /** Arcs whose direction is told: all or none. */
  readonly directedArcs: number
  readonly streetVertices: number
  readonly sharedPlaces: number
  readonly sharedVertices: number
  readonly rings: number
  readonly ringPoints: number
  readonly regionNameBytes: number
  /** Parts of edges with a slope; −1 (as where left out) = nothing is known of heights. */
  readonly slopeParts?: number
}

/** Names of the sizes, in the order in which the header has them. */
const SIZE_NAMES = [
  ...(['vertices', 'edges', 'shapePoints', 'components', 'arcs', 'directedArcs', 'streetVertices'] as const),
  ...(['sharedPlaces', 'sharedVertices', 'rings', 'ringPoints', 'regionNameBytes'] as const),
]
/** Words of the header at which sizes begin. */
const SIZES_AT = 16

/** The arrays of a network, writable while it is being built. */
export type NetworkArrays = {
  -readonly [K in Exclude<keyof WalkNetwork, 'buffer' | 'box' | 'boxIsDeclared' | 'streetVertices'>]: WalkNetwork[K]
}

type Layout = readonly (readonly [
  name: keyof NetworkArrays,
  type:
    | Float64ArrayConstructor
    | Int32ArrayConstructor
    | Uint32ArrayConstructor
    | Uint16ArrayConstructor
    | Uint8ArrayConstructor
    | Float32ArrayConstructor,
  length: number,
])[]

/** Wide types first, so that every array is aligned. */
function layoutOf(sizes: NetworkSizes): Layout {
  const { vertices, edges, shapePoints, components, arcs, slopeParts = -1 } = sizes
  return [
    ['edgeWayId', Float64Array, edges],
    ['componentMetres', Float64Array, components],
    ['vertexLonE7', Int32Array, vertices],
    ['vertexLatE7', Int32Array, vertices],
    ['arcOffset', Uint32Array, vertices + 1],
    ['arcTarget', Uint32Array, arcs],
    ['arcEdge', Uint32Array, arcs],
    ['edgeFrom', Uint32Array, edges],
    ['edgeTo', Uint32Array, edges],
    ['edgeLengthMm', Uint32Array, edges],
    ['shapeOffset', Uint32Array, edges + 1],
    ['shapeLonE7', Int32Array, shapePoints],
    ['shapeLatE7', Int32Array, shapePoints],
    ['component', Uint32Array, vertices],
    ['slopeOffset', Uint32Array, slopeParts < 0 ? 0 : edges + 1],
    ['slopeEndMm', Uint32Array, Math.max(0, slopeParts)],
    ['slopeGrade', Float32Array, Math.max(0, slopeParts)],
    ['edgeRegion', Uint32Array, edges],
    ['leavingStreetVertex', Uint32Array, vertices - sizes.streetVertices],
    ['sharedOffset', Uint32Array, sizes.sharedPlaces + 1],
    ['sharedVertex', Uint32Array, sizes.sharedVertices],
    ['ringRegion', Uint32Array, sizes.rings],
    ['ringOffset', Uint32Array, sizes.rings + 1],
    ['ringLonE7', Int32Array, sizes.ringPoints],
    ['ringLatE7', Int32Array, sizes.ringPoints],
    ['edgeFlags', Uint16Array, edges],
    ['vertexFlags', Uint8Array, vertices],
    ['arcDirection', Uint8Array, sizes.directedArcs],
    ['regionNames', Uint8Array, sizes.regionNameBytes],
  ]
}

/** The sizes of a network that there is. */
export function sizesOf(network: WalkNetwork): NetworkSizes {
  return {
    vertices: network.vertexFlags.length,
    edges: network.edgeFrom.length,
    shapePoints: network.shapeLonE7.length,
    components: network.componentMetres.length,
    arcs: network.arcTarget.length,
    directedArcs: network.arcDirection.length,
    streetVertices: network.streetVertices,
    sharedPlaces: network.sharedOffset.length - 1,
    sharedVertices: network.sharedVertex.length,
    rings: network.ringRegion.length,
    ringPoints: network.ringLonE7.length,
    regionNameBytes: network.regionNames.length,
    slopeParts: network.slopeOffset.length === 0 ? -1 : network.slopeGrade.length,
  }
}

/** Makes room for a network; arrays are zero. The buffer is shared between threads where the platform allows it. */
export function allocateNetwork(sizes: NetworkSizes): { buffer: ArrayBufferLike; arrays: NetworkArrays } {
  const bytes = layoutOf(sizes).reduce((sum, [, type, length]) => sum + type.BYTES_PER_ELEMENT * length, HEADER_BYTES)
  const buffer = shareableMemory(bytes)
  return { buffer, arrays: viewArrays(buffer, sizes) }
}

/** Memory that threads can share, where the platform allows it; zero. */
export function shareableMemory(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)
}

function viewArrays(buffer: ArrayBufferLike, sizes: NetworkSizes): NetworkArrays {
  const arrays: Record<string, unknown> = {}
  let at = HEADER_BYTES
  for (const [name, Type, length] of layoutOf(sizes)) {
    arrays[name] = new Type(buffer as ArrayBuffer, at, length)
    at += Type.BYTES_PER_ELEMENT * length
  }
  return arrays as unknown as NetworkArrays
}

/** Writes the header and freezes the record. */
export function sealNetwork(
  buffer: ArrayBufferLike,
  arrays: NetworkArrays,
  sizes: NetworkSizes,
  box: BoundingBox,
  boxIsDeclared: boolean,
): WalkNetwork {
  const words = new Uint32Array(buffer, 0, HEADER_BYTES / 4)
  words.set([MAGIC, NETWORK_FORMAT_VERSION])
  words[6] = boxIsDeclared ? 1 : 0
  new Uint32Array(buffer, SLOPES_AT, 1)[0] = (sizes.slopeParts ?? -1) + 1
  words.set(
    SIZE_NAMES.map((name) => sizes[name]),
    SIZES_AT,
  )
  new Float64Array(buffer, 32, 4).set(box)
  return Object.freeze({ ...arrays, streetVertices: sizes.streetVertices, buffer, box, boxIsDeclared })
}

/**
 * A network as bytes that {@link loadNetwork} reads back, with a checksum.
 *
 * @returns a copy; the byte order is that of the machine (little-endian everywhere in practice)
 * @example
 * ```ts
 * import { type WalkNetwork, saveNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * const bytes = saveNetwork(network)
 * ```
 */
export function saveNetwork(network: WalkNetwork): Uint8Array {
  const bytes = new Uint8Array(network.buffer.byteLength)
  bytes.set(new Uint8Array(network.buffer))
  new DataView(bytes.buffer).setUint32(28, checksum(bytes), true)
  return bytes
}

/**
 * The network over a buffer that came from {@link saveNetwork} or from `network.buffer` (another thread); nothing is copied.
 *
 * @param verify `false` skips the checksum: for a live buffer, which has none
 * @throws LivingCircleError `input-format`, `input-unsupported`, `input-truncated`
 * @example
 * ```ts
 * import { type WalkNetwork, networkOver } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * const shared = networkOver(network.buffer) // in another thread, without a copy
 * ```
 */
export function networkOver(buffer: ArrayBufferLike, verify = false): WalkNetwork {
  if (buffer.byteLength < HEADER_BYTES || new Uint32Array(buffer, 0, 1)[0] !== MAGIC) {
    throw problem('input-format', 'network.not-saved', {}, { hint: 'hint.build-again' })
  }
  const words = new Uint32Array(buffer, 0, HEADER_BYTES / 4)
  if (words[1] !== NETWORK_FORMAT_VERSION) {
    throw problem(
      'input-unsupported',
      'network.version',
      { found: words[1]!, wanted: NETWORK_FORMAT_VERSION },
      { hint: 'hint.build-again', details: { found: words[1], expected: NETWORK_FORMAT_VERSION } },
    )
  }
  const sizes = {
    ...Object.fromEntries(SIZE_NAMES.map((name, at) => [name, words[SIZES_AT + at]!])),
    slopeParts: words[SLOPES_AT / 4]! - 1,
  } as unknown as NetworkSizes
  const needed = layoutOf(sizes).reduce((sum, [, type, length]) => sum + type.BYTES_PER_ELEMENT * length, HEADER_BYTES)
  if (needed !== buffer.byteLength || sizes.streetVertices > sizes.vertices) {
    throw problem(
      'input-truncated',
      'network.cut-off',
      { n: needed, found: buffer.byteLength },
      { details: { needed, found: buffer.byteLength } },
    )
  }
  if (verify && words[7] !== checksum(new Uint8Array(buffer))) {
    throw problem('input-format', 'network.damaged', {}, { hint: 'hint.build-again' })
  }
  const box = [...new Float64Array(buffer, 32, 4)] as unknown as BoundingBox
  const { streetVertices } = sizes
  return Object.freeze({ ...viewArrays(buffer, sizes), streetVertices, buffer, box, boxIsDeclared: words[6] === 1 })
}

/**
 * Reads a network that {@link saveNetwork} wrote: its checksum agrees, and every index points at something.
 *
 * @throws LivingCircleError `input-format` (other bytes, damaged, indices that point nowhere), `input-unsupported` (other version), `input-truncated`
 * @example
 * ```ts
 * import { type WalkNetwork, loadNetwork, saveNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * const again = loadNetwork(saveNetwork(network))
 * ```
 */
export function loadNetwork(bytes: Uint8Array): WalkNetwork {
  const buffer = shareableMemory(bytes.length)
  new Uint8Array(buffer).set(bytes)
  const network = networkOver(buffer, true)
  checkNetwork(network)
  return network
}

/**
 * The network of bytes whose wholeness was checked elsewhere: a copy of them in memory that threads can share.
 *
 * @throws LivingCircleError `input-format`, `input-unsupported`, `input-truncated`
 */
export function adoptNetwork(bytes: Uint8Array): WalkNetwork {
  const buffer = shareableMemory(bytes.length)
  new Uint8Array(buffer).set(bytes)
  const network = networkOver(buffer)
  checkNetwork(network)
  return network
}

/** FNV-1a over all bytes but the checksum's own four (28 to 31). */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < bytes.length; i++) {
    if (i >= 28 && i < 32) continue
    hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  }
  return hash >>> 0
}
