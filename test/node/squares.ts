// What tests of threads share: a town large enough for several threads, results as plain values.
import type { ReachedTimes } from '../../src/search/reached-times.ts'
import type { Street, Town } from '../search/random-streets.ts'

/** A town of squares, large enough for several threads: `side` × `side` junctions, an origin on every street. */
export function squares(side: number): Town {
  const streets: Street[] = []
  const street = (from: number, to: number) => {
    const forward = 8 * (1 + ((from * 7 + to * 13) % 5))
    streets.push({ from, to, forward, backward: forward, forwardAlong: forward + 8, backwardAlong: forward + 16 })
  }
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const here = row * side + column
      if (column > 0) street(here - 1, here)
      if (row > 0) street(here - side, here)
    }
  }
  return {
    vertices: side * side,
    waits: Array.from({ length: side * side }, (_, vertex) => vertex % 4),
    streets,
    origins: streets.map((_, number) => [{ street: number, eighth: number % 9, metres: number % 7 }]),
    facilities: streets.flatMap((_, number) =>
      number % 5 === 0
        ? [{ category: number % 3, entrances: [{ street: number, eighth: number % 4, metres: 2 }] }]
        : [],
    ),
    categories: 3,
    limits: [40, 90, 150],
    direction: 'toFacility',
  }
}

/** A result as plain values, to be compared. */
export function bytesOf(times: ReachedTimes) {
  const plain = (value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Uint32Array)] : value)
  return Object.fromEntries(Object.entries(times).map(([name, value]) => [name, plain(value)]))
}
