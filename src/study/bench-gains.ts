// What one more rest place is worth: for every place where it might stand, the people who would then have a walk with rests and have none now.
// Stretches in, gains out. Exact: the same as to add the place and to search again. It knows neither streets nor benches.
import { type LabelledWalks, type RestGraph, type Stretches, visitRests } from './seat-labels.ts'

/** Places where a rest place might be added, columns of the first two and rows of the others. */
export interface NewRests {
  readonly places: number
  readonly startToNew: Stretches
  readonly restToNew: Stretches
  readonly newToRest: Stretches
  /** As `restToKind` of the graph. */
  readonly newToKind: Float64Array
}

/**
 * Gains of one more rest place: place × kinds + kind.
 *
 * @param walks of {@link restWalks}, for the same graph and limit
 * @param weight people at each start
 */
export function benchGains(
  graph: RestGraph,
  walks: LabelledWalks,
  limitMm: number,
  added: NewRests,
  weight: Float64Array,
): Float64Array {
  const { kinds } = graph
  const gains = new Float64Array(added.places * kinds)
  const onwards = walksFromNew(graph, walks, added)
  const reach = new Float64Array(added.places).fill(Infinity)
  const touched: number[] = []
  const touch = ({ rowOffset, column, costMm }: Stretches, row: number, before: number) => {
    for (let at = rowOffset[row]!; at < rowOffset[row + 1]!; at++) {
      const place = column[at]!
      if (reach[place] === Infinity) touched.push(place)
      reach[place] = Math.min(reach[place]!, before + costMm[at]!)
    }
  }
  for (let start = 0; start < weight.length; start++) {
    const without: number[] = []
    for (let kind = 0; kind < kinds; kind++) if (walks.walkMm[start * kinds + kind] === Infinity) without.push(kind)
    if (weight[start] === 0 || without.length === 0) continue
    touch(added.startToNew, start, 0)
    visitRests(graph, start, limitMm, (rest, walkMm) => touch(added.restToNew, rest, walkMm))
    for (const place of touched) {
      for (const kind of without) {
        const row = place * kinds + kind
        if (reach[place]! + onwards[row]! <= limitMm) gains[row]! += weight[start]!
      }
      reach[place] = Infinity
    }
    touched.length = 0
  }
  return gains
}

/** From each new place to each kind, by rests that are there. */
function walksFromNew({ kinds }: RestGraph, { restWalkMm }: LabelledWalks, added: NewRests): Float64Array {
  const onwards = added.newToKind.slice()
  const { rowOffset, column, costMm } = added.newToRest
  for (let place = 0; place < added.places; place++) {
    for (let at = rowOffset[place]!; at < rowOffset[place + 1]!; at++) {
      for (let kind = 0; kind < kinds; kind++) {
        const through = costMm[at]! + restWalkMm[column[at]! * kinds + kind]!
        if (through < onwards[place * kinds + kind]!) onwards[place * kinds + kind] = through
      }
    }
  }
  return onwards
}
