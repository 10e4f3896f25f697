// Walks with rests: from starts over rest places to facilities, no stretch between two rests longer than allowed. Stretches in, the shortest such
// walk of each start to each kind out, with its longest stretch. Exact. It knows neither streets nor what a bench is.

/** Walks within the longest stretch, sparse: those of row r are `rowOffset[r] … rowOffset[r+1])`. As a walk matrix has them. */
export interface Stretches {
  readonly rowOffset: Uint32Array
  readonly column: Uint32Array
  readonly costMm: Uint32Array
}

/** Everything that a walk with rests can be made of. */
export interface RestGraph {
  readonly rests: number
  readonly kinds: number
  /** From starts to rest places, and from rest places to rest places. */
  readonly startToRest: Stretches
  readonly restToRest: Stretches
  /** The last stretch to the nearest facility of a kind, mm: row × kinds + kind; Infinity where none is within the longest stretch. */
  readonly startToKind: Float64Array
  readonly restToKind: Float64Array
}

/** One walk each, row × kinds + kind: its length, and its longest stretch, mm; Infinity where there is none. */
export interface RestWalks {
  readonly walkMm: Float64Array
  readonly stretchMm: Float64Array
}

/** Of starts, and of rest places to each kind (mm, rest × kinds + kind; Infinity where there is none). */
export interface LabelledWalks extends RestWalks {
  readonly restWalkMm: Float64Array
}

/**
 * The shortest walks with rests. Of equally long ones that with the shortest longest stretch. O(kinds × (stretches log stretches)).
 *
 * @param limitMm no walk is longer
 */
export function restWalks(graph: RestGraph, limitMm: number): LabelledWalks {
  const starts = graph.startToRest.rowOffset.length - 1
  const walkMm = new Float64Array(starts * graph.kinds).fill(Infinity)
  const stretchMm = new Float64Array(starts * graph.kinds).fill(Infinity)
  const restWalkMm = new Float64Array(graph.rests * graph.kinds)
  const backwards = transpose(graph.restToRest, graph.rests)
  for (let kind = 0; kind < graph.kinds; kind++) {
    const fromRest = labelRests(graph, backwards, kind, limitMm)
    fromRest.walkMm.forEach((mm, rest) => {
      restWalkMm[rest * graph.kinds + kind] = mm
    })
    for (let start = 0; start < starts; start++) {
      const row = start * graph.kinds + kind
      let walk = graph.startToKind[row]!
      let stretch = walk
      const { rowOffset, column, costMm } = graph.startToRest
      for (let at = rowOffset[start]!; at < rowOffset[start + 1]!; at++) {
        const rest = column[at]!
        const through = costMm[at]! + fromRest.walkMm[rest]!
        const longest = Math.max(costMm[at]!, fromRest.stretchMm[rest]!)
        if (through > walk || (through === walk && longest >= stretch)) continue
        walk = through
        stretch = longest
      }
      if (walk > limitMm) continue
      walkMm[row] = walk
      stretchMm[row] = stretch
    }
  }
  return { walkMm, stretchMm, restWalkMm }
}

/** From every rest place to the nearest facility of a kind, by rests: Dijkstra from the facilities backwards. */
function labelRests(
  { rests, kinds, restToKind }: RestGraph,
  backwards: Stretches,
  kind: number,
  limitMm: number,
): RestWalks {
  const walkMm = new Float64Array(rests).fill(Infinity)
  const stretchMm = new Float64Array(rests).fill(Infinity)
  const open = new LabelHeap()
  const offer = (rest: number, walk: number, stretch: number) => {
    if (walk > limitMm || walk > walkMm[rest]!) return
    if (walk === walkMm[rest]! && stretch >= stretchMm[rest]!) return
    walkMm[rest] = walk
    stretchMm[rest] = stretch
    open.push(walk, stretch, rest)
  }
  for (let rest = 0; rest < rests; rest++) {
    const last = restToKind[rest * kinds + kind]!
    if (last < Infinity) offer(rest, last, last)
  }
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const [walk, stretch, rest] = top
    if (walk !== walkMm[rest]! || stretch !== stretchMm[rest]!) continue
    for (let at = backwards.rowOffset[rest]!; at < backwards.rowOffset[rest + 1]!; at++) {
      const mm = backwards.costMm[at]!
      offer(backwards.column[at]!, walk + mm, Math.max(stretch, mm))
    }
  }
  return { walkMm, stretchMm }
}

/** The same stretches by their columns. */
function transpose({ rowOffset, column, costMm }: Stretches, columns: number): Stretches {
  const offset = new Uint32Array(columns + 1)
  for (const to of column) offset[to + 1]!++
  for (let to = 0; to < columns; to++) offset[to + 1]! += offset[to]!
  const next = offset.slice()
  const from = new Uint32Array(column.length)
  const mm = new Uint32Array(column.length)
  for (let row = 0; row + 1 < rowOffset.length; row++) {
    for (let at = rowOffset[row]!; at < rowOffset[row + 1]!; at++) {
      const place = next[column[at]!]!++
      from[place] = row
      mm[place] = costMm[at]!
    }
  }
  return { rowOffset: offset, column: from, costMm: mm }
}

type Label = readonly [walk: number, stretch: number, rest: number]

/** From one start to every rest place that it reaches by rests within the limit: `visit` is told each once, the nearest first. */
export function visitRests(
  { startToRest, restToRest }: RestGraph,
  start: number,
  limitMm: number,
  visit: (rest: number, walkMm: number) => void,
): void {
  const open = new LabelHeap()
  const done = new Set<number>()
  const offerFrom = ({ rowOffset, column, costMm }: Stretches, row: number, before: number) => {
    for (let at = rowOffset[row]!; at < rowOffset[row + 1]!; at++) {
      const walk = before + costMm[at]!
      if (walk <= limitMm && !done.has(column[at]!)) open.push(walk, 0, column[at]!)
    }
  }
  offerFrom(startToRest, start, 0)
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const [walk, , rest] = top
    if (done.has(rest)) continue
    done.add(rest)
    visit(rest, walk)
    offerFrom(restToRest, rest, walk)
  }
}

/** Labels, the shortest walk first; of equally long ones the shortest stretch. */
class LabelHeap {
  readonly #labels: Label[] = []

  push(walk: number, stretch: number, rest: number): void {
    const labels = this.#labels
    const label: Label = [walk, stretch, rest]
    let at = labels.length
    labels.push(label)
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!isBefore(label, labels[above]!)) break
      labels[at] = labels[above]!
      at = above
    }
    labels[at] = label
  }

  pop(): Label | undefined {
    const labels = this.#labels
    const top = labels[0]
    const last = labels.pop()
    if (last === undefined || labels.length === 0) return top
    let at = 0
    for (let below = 1; below < labels.length; below = 2 * at + 1) {
      if (below + 1 < labels.length && isBefore(labels[below + 1]!, labels[below]!)) below++
      if (!isBefore(labels[below]!, last)) break
      labels[at] = labels[below]!
      at = below
    }
    labels[at] = last
    return top
  }
}

function isBefore([walk, stretch]: Label, [otherWalk, otherStretch]: Label): boolean {
  return walk < otherWalk || (walk === otherWalk && stretch < otherStretch)
}
