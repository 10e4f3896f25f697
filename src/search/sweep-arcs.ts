// Arcs as a sweep reads them: target and cost side by side, so that relaxing an arc touches one place in memory.

/** `target, cost` of each arc of a graph, and how wide its buckets should be. */
export interface SweepArcs {
  readonly targetCost: Uint32Array
  /** Buckets of 2^bucketBits cost units: about a quarter of a usual arc, so that hardly any vertex is expanded twice. */
  readonly bucketBits: number
}

/** Made once per array of costs and kept as long as that lives. */
const made = new WeakMap<Uint32Array, { readonly arcTarget: Uint32Array; readonly arcs: SweepArcs }>()

/** The arcs of a graph under some costs. The costs must not change afterwards. O(arcs) the first time. */
export function sweepArcs(arcTarget: Uint32Array, arcCost: Uint32Array): SweepArcs {
  const known = made.get(arcCost)
  if (known !== undefined && known.arcTarget === arcTarget) return known.arcs
  const targetCost = new Uint32Array(arcTarget.length * 2)
  for (let arc = 0; arc < arcTarget.length; arc++) {
    targetCost[arc * 2] = arcTarget[arc]!
    targetCost[arc * 2 + 1] = arcCost[arc]!
  }
  const arcs = { targetCost, bucketBits: bucketBitsOf(arcCost) }
  made.set(arcCost, { arcTarget, arcs })
  return arcs
}

/** From some hundred arcs spread over the array; closed arcs do not count. */
function bucketBitsOf(arcCost: Uint32Array): number {
  const step = Math.max(1, Math.floor(arcCost.length / 512))
  let sum = 0
  let counted = 0
  for (let arc = 0; arc < arcCost.length; arc += step) {
    if (arcCost[arc] === 0xffff_ffff) continue
    sum += arcCost[arc]!
    counted++
  }
  return counted === 0 ? 0 : Math.max(0, Math.floor(Math.log2(sum / counted / 4 + 1)))
}
