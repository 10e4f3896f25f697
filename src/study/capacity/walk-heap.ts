// A binary heap of nodes by distance, for searches whose distances are not bounded whole numbers. Equal distances: the lower node first, so
// that a search goes the same way on every machine.

/** Smallest first. A node may be in it more than once; whoever takes it out knows which of them still counts. */
export interface WalkHeap {
  push(distance: number, node: number): void
  /** The node with the least distance; −1 where the heap is empty. */
  pop(): number
  clear(): void
}

export function createWalkHeap(): WalkHeap {
  let distances = new Float64Array(1024)
  let nodes = new Int32Array(1024)
  let size = 0

  const isBefore = (a: number, b: number) =>
    distances[a]! < distances[b]! || (distances[a] === distances[b] && nodes[a]! < nodes[b]!)

  function swap(a: number, b: number): void {
    const distance = distances[a]!
    const node = nodes[a]!
    distances[a] = distances[b]!
    nodes[a] = nodes[b]!
    distances[b] = distance
    nodes[b] = node
  }

  return {
    push(distance, node) {
      if (size === nodes.length) {
        const wider = new Float64Array(2 * size)
        wider.set(distances)
        distances = wider
        const more = new Int32Array(2 * size)
        more.set(nodes)
        nodes = more
      }
      distances[size] = distance
      nodes[size] = node
      for (let at = size++; at > 0; ) {
        const parent = (at - 1) >> 1
        if (!isBefore(at, parent)) break
        swap(at, parent)
        at = parent
      }
    },
    pop() {
      if (size === 0) return -1
      const first = nodes[0]!
      swap(0, --size)
      for (let at = 0; ; ) {
        let least = at
        const left = 2 * at + 1
        if (left < size && isBefore(left, least)) least = left
        if (left + 1 < size && isBefore(left + 1, least)) least = left + 1
        if (least === at) return first
        swap(at, least)
        at = least
      }
    },
    clear() {
      size = 0
    },
  }
}
