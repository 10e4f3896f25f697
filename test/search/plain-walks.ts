// The slow truth for the search: a textbook Dijkstra over maps and doubles on a town's own records, with a binary heap. Every place
// is a node of its own. Shares no code with src/.
import { ACCESS_ALONG, ACCESS_COST, type Place, type Town } from './random-streets.ts'

/** A step to a node, its cost by the searched basis and by the other one. */
interface Step {
  readonly to: string
  readonly cost: number
  readonly along: number
}
type Graph = Map<string, Step[]>

/** Least cost, and every length by the other basis that some walk of least cost has. */
export interface PlainWalk {
  readonly cost: number
  readonly alongs: ReadonlySet<number>
}

/** A binary heap of nodes by cost, as in textbooks. */
export class PlainHeap {
  readonly #items: { readonly cost: number; readonly node: string }[] = []

  get size(): number {
    return this.#items.length
  }

  push(cost: number, node: string): void {
    const items = this.#items
    let at = items.push({ cost, node }) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (items[parent]!.cost <= items[at]!.cost) break
      ;[items[parent], items[at]] = [items[at]!, items[parent]!]
      at = parent
    }
  }

  pop(): { readonly cost: number; readonly node: string } {
    const items = this.#items
    const top = items[0]!
    const last = items.pop()!
    if (items.length > 0) {
      items[0] = last
      let at = 0
      for (;;) {
        let least = at
        for (const child of [2 * at + 1, 2 * at + 2]) {
          if (child < items.length && items[child]!.cost < items[least]!.cost) least = child
        }
        if (least === at) break
        ;[items[least], items[at]] = [items[at]!, items[least]!]
        at = least
      }
    }
    return top
  }
}

/** Costs from a node to every other one. */
export function plainDijkstra(graph: Graph, source: string): Map<string, number> {
  const settled = new Map<string, number>()
  const heap = new PlainHeap()
  heap.push(0, source)
  while (heap.size > 0) {
    const { cost, node } = heap.pop()
    if (settled.has(node)) continue
    settled.set(node, cost)
    for (const step of graph.get(node) ?? []) if (!settled.has(step.to)) heap.push(cost + step.cost, step.to)
  }
  return settled
}

function add(graph: Graph, from: string, step: Step): void {
  const steps = graph.get(from)
  if (steps === undefined) graph.set(from, [step])
  else steps.push(step)
}

/** Streets only: nodes `v0`, `v1` …; the wait of a vertex is paid on entering it. */
export function streetGraph({ streets, waits }: Pick<Town, 'streets' | 'waits'>): Graph {
  const graph: Graph = new Map()
  for (const { from, to, forward, backward, forwardAlong, backwardAlong } of streets) {
    if (forward !== null) add(graph, `v${from}`, { to: `v${to}`, cost: forward + waits[to]!, along: forwardAlong })
    if (backward !== null) add(graph, `v${to}`, { to: `v${from}`, cost: backward + waits[from]!, along: backwardAlong })
  }
  return graph
}

/** The node of a place at an end of its street. */
function vertexOf({ streets }: Town, { street, eighth }: Place): string | undefined {
  if (eighth !== 0 && eighth !== 8) return undefined
  return eighth === 0 ? `v${streets[street]!.from}` : `v${streets[street]!.to}`
}

/** Streets, a node `start` before the places one walks from, and a node `end` after those one walks to. */
export function walkGraph(town: Town, from: readonly Place[], to: readonly Place[]): Graph {
  const graph = streetGraph(town)
  const { streets, waits } = town
  from.forEach((place, number) => {
    if (place.street < 0) return
    const name = `from${number}`
    const street = streets[place.street]!
    const { forward, backward, forwardAlong, backwardAlong } = street
    add(graph, 'start', { to: name, cost: place.metres * ACCESS_COST, along: place.metres * ACCESS_ALONG })
    const corner = vertexOf(town, place)
    if (corner !== undefined) {
      // At the vertex: out over every street, without entering it first.
      add(graph, name, { to: corner, cost: 0, along: 0 })
      return
    }
    const ahead = 1 - place.eighth / 8
    const behind = place.eighth / 8
    if (forward !== null) {
      add(graph, name, { to: `v${street.to}`, cost: ahead * forward + waits[street.to]!, along: ahead * forwardAlong })
    }
    if (backward !== null) {
      const cost = behind * backward + waits[street.from]!
      add(graph, name, { to: `v${street.from}`, cost, along: behind * backwardAlong })
    }
    to.forEach((other, otherNumber) => {
      if (other.street !== place.street || vertexOf(town, other) !== undefined) return
      const part = (other.eighth - place.eighth) / 8
      const cost = part >= 0 ? forward : backward
      if (cost === null && part !== 0) return
      const along = part >= 0 ? forwardAlong : backwardAlong
      add(graph, name, {
        to: `to${otherNumber}`,
        cost: Math.abs(part) * (cost ?? 0),
        along: part === 0 ? 0 : Math.abs(part) * along,
      })
    })
  })
  to.forEach((place, number) => {
    if (place.street < 0) return
    const name = `to${number}`
    const street = streets[place.street]!
    const { forward, backward, forwardAlong, backwardAlong } = street
    const along = place.eighth / 8
    const corner = vertexOf(town, place)
    if (corner !== undefined) add(graph, corner, { to: name, cost: 0, along: 0 })
    else if (forward !== null) {
      add(graph, `v${street.from}`, { to: name, cost: along * forward, along: along * forwardAlong })
    }
    if (corner === undefined && backward !== null) {
      add(graph, `v${street.to}`, { to: name, cost: (1 - along) * backward, along: (1 - along) * backwardAlong })
    }
    add(graph, name, { to: 'end', cost: place.metres * ACCESS_COST, along: place.metres * ACCESS_ALONG })
  })
  return graph
}

/** The walk between two sets of places, `undefined` where there is none. */
export function plainWalk(town: Town, from: readonly Place[], to: readonly Place[]): PlainWalk | undefined {
  const graph = walkGraph(town, from, to)
  const settled = plainDijkstra(graph, 'start')
  const cost = settled.get('end')
  if (cost === undefined) return undefined
  const alongs = new Map<string, Set<number>>([['start', new Set([0])]])
  // Again and again, as steps may cost nothing: the sets only grow.
  for (let grown = true; grown; ) {
    grown = false
    for (const [node, steps] of graph) {
      const here = settled.get(node)
      for (const step of steps) {
        if (here === undefined || here + step.cost !== settled.get(step.to)) continue
        const known = alongs.get(step.to) ?? new Set()
        const before = known.size
        for (const along of alongs.get(node) ?? []) known.add(along + step.along)
        alongs.set(step.to, known)
        if (known.size > before) grown = true
      }
    }
  }
  return { cost, alongs: alongs.get('end')! }
}
