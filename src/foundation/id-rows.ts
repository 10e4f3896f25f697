// Which rows have these ids? Over a column of strictly ascending ids (OSM's, up to 2^53). Knows nothing about what the ids stand for.

/** Ids that one window spans: its table of rows stays in the processor's near memory. */
const WINDOW_IDS = 1 << 16

/**
 * Row of an id in an ascending column, or −1. O(log n); the row after `hint` is tried first, because neighbours in a
 * way are often neighbours in the file.
 */
export function rowOfId(ids: Float64Array, id: number, hint = -1): number {
  if (ids[hint + 1] === id) return hint + 1
  let low = 0
  let high = ids.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const held = ids[middle]!
    if (held === id) return middle
    if (held < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/**
 * {@link rowOfId} of many ids. Window by window of the id space: the wanted ids are grouped by window, and each window's rows are
 * laid out in a table that its wanted ids look into. O(rows + wanted) for ids as dense as OSM's, else one search each.
 *
 * @param ids strictly ascending
 * @param wanted in any order, also repeated
 */
export function rowsOfIds(ids: Float64Array, wanted: Float64Array): Int32Array {
  const first = ids[0] ?? 0
  const last = ids[ids.length - 1] ?? -1
  const windows = Math.floor((last - first) / WINDOW_IDS) + 1
  if (windows > 4 * (ids.length + wanted.length)) return rowsOneByOne(ids, wanted)
  const { start, order } = groupByWindow(wanted, first, last, windows)
  const rowOf = new Int32Array(wanted.length).fill(-1)
  const table = new Uint32Array(WINDOW_IDS)
  let row = 0
  for (let window = 0; window < windows; window++) {
    const from = start[window]!
    const to = start[window + 1]!
    if (from === to) continue
    const low = first + window * WINDOW_IDS
    while (ids[row]! < low) row++
    for (; row < ids.length && ids[row]! < low + WINDOW_IDS; row++) table[ids[row]! - low] = row
    for (let at = from; at < to; at++) {
      const place = order[at]!
      const id = wanted[place]!
      // What an earlier window left in the table is the row of another id.
      const found = table[id - low]!
      if (ids[found] === id) rowOf[place] = found
    }
  }
  return rowOf
}

/** Places of the wanted ids within `[first, last]`, grouped by window: those of window w at `order[start[w] … start[w + 1])`. */
function groupByWindow(wanted: Float64Array, first: number, last: number, windows: number) {
  const start = new Uint32Array(windows + 1)
  const order = new Uint32Array(wanted.length)
  for (let place = 0; place < wanted.length; place++) {
    const id = wanted[place]!
    if (id >= first && id <= last) start[((id - first) / WINDOW_IDS) | 0]!++
  }
  // Ends of the windows first; filled from behind, they become the starts.
  for (let window = 1; window <= windows; window++) start[window]! += start[window - 1]!
  for (let place = wanted.length - 1; place >= 0; place--) {
    const id = wanted[place]!
    if (id >= first && id <= last) order[--start[((id - first) / WINDOW_IDS) | 0]!] = place
  }
  return { start, order }
}

function rowsOneByOne(ids: Float64Array, wanted: Float64Array): Int32Array {
  const rowOf = new Int32Array(wanted.length)
  let row = -1
  for (let place = 0; place < wanted.length; place++) {
    row = rowOfId(ids, wanted[place]!, row)
    rowOf[place] = row
  }
  return rowOf
}
