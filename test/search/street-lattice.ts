// A lattice of streets for tests that count the work done: counts on it can be worked out by hand, or repeat exactly.
import type { Place, Street, Town } from './random-streets.ts'

/** How a lattice is drawn; vertex = row × side + column, and its dead end, if there are any, is side² + vertex. */
export interface LatticeOptions {
  readonly side: number
  /** Cost of the streets from a vertex, a multiple of 8. Default 80. */
  readonly costFrom?: (vertex: number) => number
  /** A dead end of cost 8 at every vertex. Default false. */
  readonly deadEnds?: boolean
  readonly origins?: readonly (readonly Place[])[]
  readonly facilities?: Town['facilities']
  readonly categories?: number
  readonly limits?: readonly number[]
}

/** The lattice as a town without waits and one-way streets. */
export function streetLattice(options: LatticeOptions): Town {
  const { side, costFrom = () => 80, deadEnds = false } = options
  const streets: Street[] = []
  const street = (from: number, to: number, cost: number) =>
    streets.push({ from, to, forward: cost, backward: cost, forwardAlong: cost, backwardAlong: cost })
  for (let vertex = 0; vertex < side * side; vertex++) {
    if ((vertex + 1) % side !== 0) street(vertex, vertex + 1, costFrom(vertex))
    if (vertex + side < side * side) street(vertex, vertex + side, costFrom(vertex))
    if (deadEnds) street(vertex, side * side + vertex, 8)
  }
  const vertices = side * side * (deadEnds ? 2 : 1)
  return {
    vertices,
    waits: new Array<number>(vertices).fill(0),
    streets,
    origins: options.origins ?? [[{ street: 0, eighth: 0, metres: 0 }]],
    facilities: options.facilities ?? [],
    categories: options.categories ?? 1,
    limits: options.limits ?? [800],
    direction: 'toFacility',
  }
}

/** A place on a street. */
export function placeOn(street: number, eighth = 4, metres = 1): Place {
  return { street, eighth, metres }
}
