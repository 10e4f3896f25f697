// The log of a sweep: every improvement of a label, chained by bucket of cost. Shared by sweeps that differ in their labels. It does
// not know arcs.
import type { SweepArcs } from './sweep-arcs.ts'

/** Words of an entry: the next entry of its bucket (0 = none: the log begins with an unused entry), where the label stands, the label. */
export const LOG_ENTRY = 3

/** A limit is divided into this many buckets at most. */
const MOST_BUCKETS = 1024

/** Buckets are 2^shift cost units wide. */
export function bucketShift({ bucketBits }: SweepArcs, limit: number): number {
  return Math.max(bucketBits, 32 - Math.clz32(Math.floor(limit / MOST_BUCKETS)))
}

/** The log up to an end, with room for some words more. */
export function grownLog(log: Uint32Array, end: number, room: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(log.length * 2, end + room))
  grown.set(log.subarray(0, end))
  return grown
}

/** Lists where final labels stand, each once, from the start of `into`; room for all entries is needed. Returns how many. */
export function listReached(log: Uint32Array, end: number, labels: Uint32Array, into: Uint32Array): number {
  let count = 0
  for (let entry = LOG_ENTRY; entry < end; entry += LOG_ENTRY) {
    const at = log[entry + 1]!
    into[count] = at
    count += labels[at] === log[entry + 2] ? 1 : 0
  }
  return count
}
