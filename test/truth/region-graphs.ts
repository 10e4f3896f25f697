// Small graphs with regions, and an oracle that knows nothing but the sentence of the page: the regions of a walk's pieces read
// a … a 0 … 0 b … b. It writes down every walk there is and keeps those that the sentence, as a regular expression, allows.
import fc from 'fast-check'

/** A piece of street between two vertices. */
export interface RegionPiece {
  readonly a: number
  readonly b: number
  readonly cost: number
  /** 0 is public; one digit, so that a walk is a text. */
  readonly region: number
  readonly forward: boolean
  readonly backward: boolean
}

export interface RegionGraph {
  readonly vertices: number
  readonly pieces: readonly RegionPiece[]
  /** What entering each vertex costs on top. */
  readonly waits: readonly number[]
  /** Vertices where no walk passes from one public piece to another. */
  readonly restricted: readonly number[]
}

/** A place: so many tenths along a piece; at 0 and 10 it is at the vertex. */
export interface RegionPlace {
  readonly piece: number
  readonly tenths: number
}

/** The sentence of the page. */
const VALID = /^([1-9])?\1*0*([1-9])?\2*$/
export const isValidWalk = (regions: string) => VALID.test(regions)

const vertexOf = ({ pieces }: RegionGraph, { piece, tenths }: RegionPlace) =>
  tenths === 0 ? pieces[piece]!.a : tenths === 10 ? pieces[piece]!.b : undefined

/**
 * Cost of the cheapest valid walk from place to place; Infinity where there is none. The piece that a place was found on counts as
 * the walk's first and last, were it only for a step of no length.
 */
export function cheapestWalk(graph: RegionGraph, start: RegionPlace, end: RegionPlace): number {
  const { pieces, waits, restricted } = graph
  const [first, last] = [pieces[start.piece]!, pieces[end.piece]!]
  const [home, door] = [vertexOf(graph, start), vertexOf(graph, end)]
  let best = Infinity
  const mayPass = (vertex: number, walked: number | undefined, next: number) =>
    !(walked === 0 && next === 0 && restricted.includes(vertex))
  const finish = (vertex: number, regions: string, walked: number | undefined, spent: number) => {
    if (!isValidWalk(`${regions}${last.region}`)) return
    if (vertex === door) best = Math.min(best, spent)
    if (door !== undefined || !mayPass(vertex, walked, last.region)) return
    if (vertex === last.a && last.forward) best = Math.min(best, spent + (last.cost * end.tenths) / 10)
    if (vertex === last.b && last.backward) best = Math.min(best, spent + (last.cost * (10 - end.tenths)) / 10)
  }
  /** No cheapest walk goes over a piece twice in one direction: leaving out what lies between is as valid and cheaper. */
  const walkOn = (
    vertex: number,
    regions: string,
    walked: number | undefined,
    spent: number,
    used: ReadonlySet<string>,
  ) => {
    if (spent >= best || !isValidWalk(regions)) return
    finish(vertex, regions, walked, spent)
    pieces.forEach(({ a, b, cost, region, forward, backward }, piece) => {
      if (!mayPass(vertex, walked, region)) return
      const step = (to: number, way: string) => {
        if (used.has(way)) return
        walkOn(to, `${regions}${region}`, region, spent + cost + waits[to]!, new Set([...used, way]))
      }
      if (a === vertex && forward) step(b, `${piece} forward`)
      if (b === vertex && backward) step(a, `${piece} backward`)
    })
  }
  const regions = `${first.region}`
  if (home !== undefined) walkOn(home, regions, undefined, 0, new Set())
  else {
    const ahead = (first.cost * (10 - start.tenths)) / 10 + waits[first.b]!
    const back = (first.cost * start.tenths) / 10 + waits[first.a]!
    if (start.piece === end.piece && door === undefined) {
      const along = end.tenths - start.tenths
      if (along === 0 || (along > 0 ? first.forward : first.backward)) best = (Math.abs(along) * first.cost) / 10
    }
    if (first.forward) walkOn(first.b, regions, first.region, ahead, new Set())
    if (first.backward) walkOn(first.a, regions, first.region, back, new Set())
  }
  return best
}

/** Every piece turned round: walks from here to there become walks from there to here. */
export function turnedRound(graph: RegionGraph): RegionGraph {
  return {
    ...graph,
    pieces: graph.pieces.map((piece) => ({ ...piece, forward: piece.backward, backward: piece.forward })),
  }
}

const MOST_VERTICES = 6

/** Random graphs: two or three regions that touch the public pieces and each other at any vertices. */
export const regionGraphs: fc.Arbitrary<RegionGraph> = fc
  .record({
    vertices: fc.integer({ min: 3, max: MOST_VERTICES }),
    pieces: fc.array(
      fc.record({
        a: fc.nat(MOST_VERTICES - 1),
        hop: fc.integer({ min: 1, max: MOST_VERTICES - 1 }),
        cost: fc.integer({ min: 1, max: 20 }),
        region: fc.constantFrom(0, 0, 0, 1, 1, 2, 2, 3),
        directions: fc.constantFrom('both', 'both', 'both', 'forward', 'backward'),
      }),
      { minLength: 3, maxLength: 9 },
    ),
    waits: fc.array(fc.constantFrom(0, 0, 0, 7), { minLength: MOST_VERTICES, maxLength: MOST_VERTICES }),
    restricted: fc.array(fc.nat(MOST_VERTICES - 1), { maxLength: 2 }),
  })
  .map(({ vertices, pieces, waits, restricted }) => ({
    vertices,
    waits,
    restricted: restricted.map((vertex) => vertex % vertices),
    pieces: pieces.map(({ a, hop, cost, region, directions }) => {
      const from = a % vertices
      // A loop is cut in two by a vertex of its own in every network, so none is made here.
      const to = (from + 1 + (hop % (vertices - 1))) % vertices
      return { a: from, b: to, cost, region, forward: directions !== 'backward', backward: directions !== 'forward' }
    }),
  }))

/** Two places of a graph. */
export const placesOf = (graph: RegionGraph): fc.Arbitrary<readonly [RegionPlace, RegionPlace]> => {
  const place = fc.record({
    piece: fc.nat(graph.pieces.length - 1),
    tenths: fc.constantFrom(0, 2, 5, 9, 10),
  })
  return fc.tuple(place, place)
}
