// What sweeps are compared with: the same bounded search with a binary heap over typed arrays; as it is usually written, with maps
// and objects, on streets of its own or in a graph of ngraph.graph; and one wave of coarse buckets from all facilities at once. All
// from textbooks, all exact.
import createGraph from 'ngraph.graph'

/** Binary heap over typed arrays, stale entries skipped; labels with an epoch stamp, so that nothing is cleared between sweeps. */
export function typedHeapSweep({ arcOffset, arcTarget }, arcCost) {
  const vertices = arcOffset.length - 1
  const label = new Uint32Array(vertices)
  const stamp = new Uint32Array(vertices)
  const settled = new Uint32Array(vertices)
  const reached = new Uint32Array(vertices)
  let heapCost = new Uint32Array(1024)
  let heapVertex = new Uint32Array(1024)
  let epoch = 0
  let size = 0
  const push = (cost, vertex) => {
    if (size === heapCost.length) {
      const costs = new Uint32Array(size * 2)
      const vertexes = new Uint32Array(size * 2)
      costs.set(heapCost)
      vertexes.set(heapVertex)
      heapCost = costs
      heapVertex = vertexes
    }
    let at = size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heapCost[parent] <= cost) break
      heapCost[at] = heapCost[parent]
      heapVertex[at] = heapVertex[parent]
      at = parent
    }
    heapCost[at] = cost
    heapVertex[at] = vertex
  }
  const removeFirst = () => {
    size--
    if (size === 0) return
    const cost = heapCost[size]
    const vertex = heapVertex[size]
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heapCost[child + 1] < heapCost[child]) child++
      if (heapCost[child] >= cost) break
      heapCost[at] = heapCost[child]
      heapVertex[at] = heapVertex[child]
      at = child
    }
    heapCost[at] = cost
    heapVertex[at] = vertex
  }
  return {
    reached,
    label,
    /** Returns the number of vertices reached. */
    run(seedVertex, seedCost, limit) {
      epoch++
      size = 0
      let count = 0
      for (let seed = 0; seed < seedVertex.length; seed++) {
        const vertex = seedVertex[seed]
        const cost = seedCost[seed]
        if (cost > limit || (stamp[vertex] === epoch && label[vertex] <= cost)) continue
        stamp[vertex] = epoch
        label[vertex] = cost
        push(cost, vertex)
      }
      while (size > 0) {
        const cost = heapCost[0]
        const vertex = heapVertex[0]
        removeFirst()
        if (settled[vertex] === epoch) continue
        settled[vertex] = epoch
        reached[count++] = vertex
        for (let arc = arcOffset[vertex]; arc < arcOffset[vertex + 1]; arc++) {
          const step = cost + arcCost[arc]
          if (step > limit) continue
          const target = arcTarget[arc]
          if (stamp[target] === epoch && label[target] <= step) continue
          stamp[target] = epoch
          label[target] = step
          push(step, target)
        }
      }
      return count
    },
  }
}

/** Streets as most programs hold them: a map of vertices to lists of objects. */
export function mapOfStreets({ arcOffset, arcTarget }, arcCost) {
  const streets = new Map()
  for (let vertex = 0; vertex + 1 < arcOffset.length; vertex++) {
    const arcs = []
    for (let arc = arcOffset[vertex]; arc < arcOffset[vertex + 1]; arc++) {
      arcs.push({ to: arcTarget[arc], cost: arcCost[arc] })
    }
    streets.set(vertex, arcs)
  }
  return streets
}

class ObjectHeap {
  items = []

  push(item) {
    const { items } = this
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (items[parent].cost <= items[at].cost) break
      ;[items[parent], items[at]] = [items[at], items[parent]]
      at = parent
    }
  }

  pop() {
    const { items } = this
    const top = items[0]
    const last = items.pop()
    if (items.length > 0) {
      items[0] = last
      for (let at = 0; ; ) {
        let least = at
        for (const child of [2 * at + 1, 2 * at + 2]) {
          if (child < items.length && items[child].cost < items[least].cost) least = child
        }
        if (least === at) break
        ;[items[least], items[at]] = [items[at], items[least]]
        at = least
      }
    }
    return top
  }
}

/** Bounded Dijkstra with maps and objects; returns costs by vertex. */
export function mapSweep(streets, seedVertex, seedCost, limit) {
  return searchWithMaps(seedVertex, seedCost, limit, (vertex, cost, offer) => {
    for (const { to, cost: more } of streets.get(vertex)) offer(to, cost + more)
  })
}

/** The streets in the graph that programs on npm use most: nodes in a map, links as objects in a set. */
export function ngraphOfStreets({ arcOffset, arcTarget }, arcCost) {
  const graph = createGraph()
  for (let vertex = 0; vertex + 1 < arcOffset.length; vertex++) graph.addNode(vertex)
  for (let vertex = 0; vertex + 1 < arcOffset.length; vertex++) {
    for (let arc = arcOffset[vertex]; arc < arcOffset[vertex + 1]; arc++) {
      // Of parallel streets it keeps one: the shortest.
      const known = graph.getLink(vertex, arcTarget[arc])
      if (known === undefined || known === null || known.data.cost > arcCost[arc]) {
        graph.addLink(vertex, arcTarget[arc], { cost: arcCost[arc] })
      }
    }
  }
  return graph
}

/** The same bounded Dijkstra on such a graph, neighbours visited as its documentation shows. */
export function ngraphSweep(graph, seedVertex, seedCost, limit) {
  return searchWithMaps(seedVertex, seedCost, limit, (vertex, cost, offer) => {
    graph.forEachLinkedNode(vertex, (node, link) => offer(node.id, cost + link.data.cost), true)
  })
}

function searchWithMaps(seedVertex, seedCost, limit, expand) {
  const costs = new Map()
  const settled = new Set()
  const heap = new ObjectHeap()
  const offer = (vertex, cost) => {
    if (cost > limit || cost >= (costs.get(vertex) ?? Infinity)) return
    costs.set(vertex, cost)
    heap.push({ vertex, cost })
  }
  seedVertex.forEach((vertex, seed) => {
    offer(vertex, seedCost[seed])
  })
  while (heap.items.length > 0) {
    const { vertex, cost } = heap.pop()
    if (settled.has(vertex)) continue
    settled.add(vertex)
    expand(vertex, cost, offer)
  }
  return costs
}

/**
 * The nearest of many seeds for every vertex: one wave from all of them at once, in buckets of 2^bucketBits (label-correcting, so
 * exact), typed arrays throughout. Of equally near seeds the lowest number.
 */
export function globalBucketSearch({ arcOffset, arcTarget }, arcCost, bucketBits) {
  const vertices = arcOffset.length - 1
  return (seeds, limit) => {
    const label = new Uint32Array(vertices).fill(0xffffffff)
    const nearest = new Int32Array(vertices).fill(-1)
    const buckets = Array.from({ length: (limit >>> bucketBits) + 1 }, () => new Uint32Array(64))
    const size = new Uint32Array(buckets.length)
    let expansions = 0
    const push = (vertex, cost) => {
      const number = cost >>> bucketBits
      let bucket = buckets[number]
      const end = size[number]
      if (end === bucket.length) {
        const grown = new Uint32Array(end * 2)
        grown.set(bucket)
        bucket = grown
        buckets[number] = grown
      }
      bucket[end] = vertex
      bucket[end + 1] = cost
      size[number] = end + 2
    }
    for (let seed = 0; seed < seeds.vertex.length; seed++) {
      const vertex = seeds.vertex[seed]
      const cost = seeds.cost[seed]
      const known = label[vertex]
      if (cost > limit || cost > known || (cost === known && seeds.number[seed] >= nearest[vertex])) continue
      label[vertex] = cost
      nearest[vertex] = seeds.number[seed]
      push(vertex, cost)
    }
    for (let number = 0; number < buckets.length; number++) {
      for (let at = 0; at < size[number]; at += 2) {
        const vertex = buckets[number][at]
        const cost = buckets[number][at + 1]
        if (label[vertex] !== cost) continue
        expansions++
        const mine = nearest[vertex]
        for (let arc = arcOffset[vertex]; arc < arcOffset[vertex + 1]; arc++) {
          const step = cost + arcCost[arc]
          if (step > limit) continue
          const target = arcTarget[arc]
          const known = label[target]
          if (step > known || (step === known && mine >= nearest[target])) continue
          label[target] = step
          nearest[target] = mine
          push(target, step)
        }
      }
    }
    return { label, nearest, expansions }
  }
}
