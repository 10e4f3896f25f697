// Connected pieces of a network, either direction. Vertices and edges in, a piece number per vertex out.

/** Pieces of a network. */
export interface Components {
  /** Piece of each vertex, numbered by falling total length (ties: the lowest vertex first). */
  readonly component: Uint32Array
  readonly componentMetres: Float64Array
}

/**
 * Labels connected pieces by union-find. O(V + E α).
 *
 * @param mask edges with 0 take no part; `undefined` = all do
 */
export function labelComponents(
  vertexCount: number,
  edgeFrom: Uint32Array,
  edgeTo: Uint32Array,
  edgeLengthMm: Uint32Array,
  mask?: Uint8Array,
): Components {
  const parent = new Uint32Array(vertexCount)
  for (let vertex = 0; vertex < vertexCount; vertex++) parent[vertex] = vertex
  const rootOf = (vertex: number): number => {
    let root = vertex
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!
      root = parent[root]!
    }
    return root
  }
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (mask !== undefined && mask[edge] === 0) continue
    const a = rootOf(edgeFrom[edge]!)
    const b = rootOf(edgeTo[edge]!)
    // The lower vertex is the root, so that numbering does not depend on the order of edges.
    if (a < b) parent[b] = a
    else if (b < a) parent[a] = b
  }
  const metresOfRoot = new Float64Array(vertexCount)
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (mask !== undefined && mask[edge] === 0) continue
    metresOfRoot[rootOf(edgeFrom[edge]!)]! += edgeLengthMm[edge]! / 1000
  }
  const roots: number[] = []
  for (let vertex = 0; vertex < vertexCount; vertex++) if (parent[vertex] === vertex) roots.push(vertex)
  roots.sort((a, b) => metresOfRoot[b]! - metresOfRoot[a]! || a - b)
  const numberOfRoot = new Uint32Array(vertexCount)
  roots.forEach((root, number) => {
    numberOfRoot[root] = number
  })
  const component = new Uint32Array(vertexCount)
  for (let vertex = 0; vertex < vertexCount; vertex++) component[vertex] = numberOfRoot[rootOf(vertex)]!
  return { component, componentMetres: Float64Array.from(roots, (root) => metresOfRoot[root]!) }
}
