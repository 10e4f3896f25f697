// How many can be served at most: maximum flow from blocks to sites (Dinic 1970: rounds of shortest augmenting paths, found by breadth
// first search and used up by depth first search). Amounts in, a flow out. It does not know what the amounts count.
import type { ReachGraph } from './reach-graph.ts'

/** A maximum flow. The total is the same for all of them; who goes where is not. */
export interface Flow {
  readonly arcFlow: Float64Array
  /** Of each block: what found no place. */
  readonly unsent: Float64Array
  /** Of each site: what is left. */
  readonly spare: Float64Array
}

/** What a search carries through its rounds. */
interface Search extends Flow {
  readonly graph: ReachGraph
  /** Amounts up to this are nothing: 0 for whole numbers. */
  readonly nothing: number
  /** Rounds from the blocks with something unsent; −1 unseen. Blocks first, then sites. */
  readonly level: Int32Array
  /** Where the search goes on at each of them. */
  readonly next: Uint32Array
}

/**
 * O(√places · pairs) for what is usual, O(blocks² · pairs) at worst.
 *
 * @param give what each block sends at most
 * @param take what each site takes at most
 * @param nothing amounts up to this count as none; 0 (default) for whole numbers, which stay exact
 */
export function maximumFlow(graph: ReachGraph, give: Float64Array, take: Float64Array, nothing = 0): Flow {
  const nodes = graph.blockCount + graph.siteCount
  const search: Search = {
    graph,
    nothing,
    arcFlow: new Float64Array(graph.arcSite.length),
    unsent: give.slice(),
    spare: take.slice(),
    level: new Int32Array(nodes),
    next: new Uint32Array(nodes),
  }
  sendToNearest(search)
  while (findLevels(search)) {
    search.next.fill(0)
    for (let block = 0; block < graph.blockCount; block++) {
      if (search.unsent[block]! > nothing) sendFrom(search, block)
    }
  }
  const { arcFlow, unsent, spare } = search
  return { arcFlow, unsent, spare }
}

/** A first flow without any search: most of what is possible, and mostly to near places. */
function sendToNearest({ graph, arcFlow, unsent, spare }: Search): void {
  for (let block = 0; block < graph.blockCount; block++) {
    for (let arc = graph.blockArc[block]!; arc < graph.blockArc[block + 1]! && unsent[block]! > 0; arc++) {
      const amount = Math.min(unsent[block]!, spare[graph.arcSite[arc]!]!)
      arcFlow[arc] = amount
      unsent[block]! -= amount
      spare[graph.arcSite[arc]!]! -= amount
    }
  }
}

/** Numbers blocks and sites by rounds; false where no site with anything left is reached: the flow is then at its maximum. */
function findLevels({ graph, nothing, arcFlow, unsent, spare, level }: Search): boolean {
  const { blockCount, blockArc, arcSite, arcBlock, siteOffset, siteArc } = graph
  level.fill(-1)
  let wave: number[] = []
  for (let block = 0; block < blockCount; block++) {
    if (unsent[block]! <= nothing) continue
    level[block] = 0
    wave.push(block)
  }
  for (let depth = 1; wave.length > 0; depth += 2) {
    const sites: number[] = []
    let arrived = false
    for (const block of wave) {
      for (let arc = blockArc[block]!; arc < blockArc[block + 1]!; arc++) {
        const site = arcSite[arc]!
        if (level[blockCount + site] !== -1) continue
        level[blockCount + site] = depth
        sites.push(site)
        if (spare[site]! > nothing) arrived = true
      }
    }
    if (arrived) return true
    wave = []
    for (const site of sites) {
      for (let at = siteOffset[site]!; at < siteOffset[site + 1]!; at++) {
        const arc = siteArc[at]!
        const block = arcBlock[arc]!
        if (arcFlow[arc]! <= nothing || level[block] !== -1) continue
        level[block] = depth + 1
        wave.push(block)
      }
    }
  }
  return false
}

/** Sends what a block has left along paths whose levels rise by one. Even steps go to a site, odd ones take a place from another block. */
function sendFrom(search: Search, start: number): void {
  const { graph, nothing, arcFlow, unsent, spare, level, next } = search
  const { blockCount, arcSite, arcBlock } = graph
  const path: number[] = []
  let node = start
  while (true) {
    if (node >= blockCount && spare[node - blockCount]! > nothing) {
      let amount = Math.min(unsent[start]!, spare[node - blockCount]!)
      for (let step = 1; step < path.length; step += 2) amount = Math.min(amount, arcFlow[path[step]!]!)
      path.forEach((arc, step) => {
        arcFlow[arc]! += step % 2 === 0 ? amount : -amount
      })
      unsent[start]! -= amount
      spare[node - blockCount]! -= amount
      if (unsent[start]! <= nothing) return
      // Back to before the first arc that is used up; where none is, to before the site.
      let keep = path.length - 1
      for (let step = path.length - 2; step > 0; step--) {
        if (step % 2 === 1 && arcFlow[path[step]!]! <= nothing) keep = step
      }
      path.length = keep
      node = keep === 0 ? start : keep % 2 === 1 ? blockCount + arcSite[path[keep - 1]!]! : arcBlock[path[keep - 1]!]!
      continue
    }
    const arc = nextArc(search, node)
    if (arc >= 0) {
      path.push(arc)
      node = node < blockCount ? blockCount + arcSite[arc]! : arcBlock[arc]!
      continue
    }
    level[node] = -1
    if (path.length === 0) return
    path.pop()
    node =
      path.length === 0
        ? start
        : path.length % 2 === 1
          ? blockCount + arcSite[path[path.length - 1]!]!
          : arcBlock[path[path.length - 1]!]!
    next[node]!++
  }
}

/** The arc by which the search may go on from a block or site, −1 where there is none. */
function nextArc({ graph, nothing, arcFlow, level, next }: Search, node: number): number {
  const { blockCount, blockArc, arcSite, arcBlock, siteOffset, siteArc } = graph
  if (node < blockCount) {
    for (; blockArc[node]! + next[node]! < blockArc[node + 1]!; next[node]!++) {
      const arc = blockArc[node]! + next[node]!
      if (level[blockCount + arcSite[arc]!] === level[node]! + 1) return arc
    }
    return -1
  }
  const site = node - blockCount
  for (; siteOffset[site]! + next[node]! < siteOffset[site + 1]!; next[node]!++) {
    const arc = siteArc[siteOffset[site]! + next[node]!]!
    if (arcFlow[arc]! > nothing && level[arcBlock[arc]!] === level[node]! + 1) return arc
  }
  return -1
}

/** Blocks and sites that what is unsent could still turn to: the near side of a smallest cut, the same for every maximum flow. */
export interface ShortSide {
  readonly blocks: Uint8Array
  readonly sites: Uint8Array
}

/**
 * Everything reached from blocks with something unsent, over pairs, and back over pairs that are used (Dulmage and Mendelsohn 1958).
 * All its sites are full, in every maximum flow.
 */
export function shortSide(graph: ReachGraph, { arcFlow, unsent }: Flow, nothing = 0): ShortSide {
  const { blockCount, siteCount, blockArc, arcSite, arcBlock, siteOffset, siteArc } = graph
  const blocks = new Uint8Array(blockCount)
  const sites = new Uint8Array(siteCount)
  const open: number[] = []
  for (let block = 0; block < blockCount; block++) {
    if (unsent[block]! <= nothing) continue
    blocks[block] = 1
    open.push(block)
  }
  while (open.length > 0) {
    const block = open.pop()!
    for (let arc = blockArc[block]!; arc < blockArc[block + 1]!; arc++) {
      const site = arcSite[arc]!
      if (sites[site] === 1) continue
      sites[site] = 1
      for (let at = siteOffset[site]!; at < siteOffset[site + 1]!; at++) {
        const back = siteArc[at]!
        if (arcFlow[back]! <= nothing || blocks[arcBlock[back]!] === 1) continue
        blocks[arcBlock[back]!] = 1
        open.push(arcBlock[back]!)
      }
    }
  }
  return { blocks, sites }
}
