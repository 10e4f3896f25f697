// Which copy of an element counts where a file gives it more than once. What enters: ids in file order, and what is known of each
// copy; what leaves: rows in ascending order of id. Overpass repeats elements in skeleton form (without tags), histories hold several
// versions, joined files overlap. It does not know what elements hold.

/** Bits beside the version of a copy: it says that the element is deleted, or it is only known from other elements (see `way-places`). */
export const COPY_DELETED = 0x8000
export const COPY_WEAK = 0x4000
const VERSION_BITS = 0x3fff

/** Versions beyond this are one and the same: no element has been edited so often. */
export const HIGHEST_VERSION = VERSION_BITS

/** Rows of the elements by ascending id. Where the copies of one were joined, its tags and its content stand in other rows than its id. */
export interface ChosenCopies {
  readonly rows: Uint32Array
  readonly tagRows: Uint32Array
  readonly contentRows: Uint32Array
  /** Copies beyond one for each element, deleted ones included. */
  readonly repeated: number
}

/** What is known of the copies of one kind of element. */
export interface CopyColumns {
  readonly id: Float64Array
  /** Version (0 = not said) and bits, one per copy; `undefined` where none says anything. */
  readonly copies: Uint16Array | undefined
  /** Tags of copy i are `tagOffset[i] … tagOffset[i + 1])`. */
  readonly tagOffset: Uint32Array
  /** Likewise references or members; `undefined` for nodes. */
  readonly contentOffset: Uint32Array | undefined
}

/**
 * Chooses among copies, so that the order inside the file does not matter. The newest version counts; copies that name no version
 * count as it. Of those that count, the last one that has tags gives the tags, and the last one that has references the references:
 * a skeleton takes nothing away. An element whose newest version is deleted is left out; so is one that only its last copy calls deleted.
 *
 * @returns `undefined` where every row is an element of its own and ids ascend already. O(n) then, else O(n log runs)
 */
export function chooseCopies(columns: CopyColumns): ChosenCopies | undefined {
  const { id, copies } = columns
  if (isAscending(id) && !copies?.some((copy) => (copy & COPY_DELETED) !== 0)) return undefined
  const order = orderById(id)
  const rows = new Uint32Array(order.length)
  const tagRows = new Uint32Array(order.length)
  const contentRows = new Uint32Array(order.length)
  let kept = 0
  let repeated = 0
  for (let start = 0, end = 0; start < order.length; start = end) {
    for (end = start + 1; end < order.length && id[order[end]!] === id[order[start]!]; ) end++
    const chosen = chooseOne(columns, order.subarray(start, end))
    for (let at = start; at < end; at++) if (((copies?.[order[at]!] ?? 0) & COPY_WEAK) === 0) repeated++
    if (chosen === null) continue
    if (((copies?.[chosen.row] ?? 0) & COPY_WEAK) === 0) repeated--
    rows[kept] = chosen.row
    tagRows[kept] = chosen.tagRow
    contentRows[kept++] = chosen.contentRow
  }
  return {
    rows: rows.subarray(0, kept),
    tagRows: tagRows.subarray(0, kept),
    contentRows: contentRows.subarray(0, kept),
    repeated,
  }
}

interface ChosenCopy {
  readonly row: number
  readonly tagRow: number
  readonly contentRow: number
}

/** Among the copies of one element, in file order; `null` where it is deleted. */
function chooseOne({ copies, tagOffset, contentOffset }: CopyColumns, group: Uint32Array): ChosenCopy | null {
  let newest = 0
  for (const row of group) newest = Math.max(newest, (copies?.[row] ?? 0) & VERSION_BITS)
  let last = -1
  let weak = -1
  let tagRow = -1
  let contentRow = -1
  let isDeleted = false
  let isDeletedSoFar = false
  for (const row of group) {
    const copy = copies?.[row] ?? 0
    const version = copy & VERSION_BITS
    if (version !== 0 && version !== newest) continue
    if ((copy & COPY_DELETED) !== 0) {
      if (version !== 0) isDeleted = true
      isDeletedSoFar = true
      continue
    }
    if ((copy & COPY_WEAK) !== 0) {
      weak = row
      continue
    }
    isDeletedSoFar = false
    last = row
    if (tagOffset[row + 1]! > tagOffset[row]!) tagRow = row
    if (contentOffset !== undefined && contentOffset[row + 1]! > contentOffset[row]!) contentRow = row
  }
  if (isDeleted || isDeletedSoFar) return null
  if (contentRow < 0) contentRow = contentOffset !== undefined && weak >= 0 ? weak : last
  if (last < 0) last = weak
  return last < 0 ? null : { row: last, tagRow: tagRow < 0 ? last : tagRow, contentRow }
}

function isAscending(id: Float64Array): boolean {
  for (let row = 1; row < id.length; row++) if (!(id[row]! > id[row - 1]!)) return false
  return true
}

/** Rows in ascending order of id, equal ones in file order: runs that ascend already are merged two by two. O(n log runs) */
function orderById(id: Float64Array): Uint32Array {
  let from = new Uint32Array(id.length)
  for (let i = 0; i < from.length; i++) from[i] = i
  let ends: number[] = []
  for (let i = 1; i <= id.length; i++) if (i === id.length || id[i]! < id[i - 1]!) ends.push(i)
  let to = new Uint32Array(id.length)
  while (ends.length > 1) {
    const merged: number[] = []
    for (let run = 0; run < ends.length; run += 2) {
      const start = run === 0 ? 0 : ends[run - 1]!
      const end = ends[run + 1] ?? ends[run]!
      mergeRuns(id, from, to, start, ends[run]!, end)
      merged.push(end)
    }
    ends = merged
    ;[from, to] = [to, from]
  }
  return from
}

function mergeRuns(
  id: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
): void {
  let left = start
  let right = middle
  for (let put = start; put < end; put++) {
    const takesLeft = left < middle && (right >= end || id[from[left]!]! <= id[from[right]!]!)
    to[put] = takesLeft ? from[left++]! : from[right++]!
  }
}
