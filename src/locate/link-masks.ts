// Which edges points may link to: the arrow from costs to links.

/** Which edges points may link to, first and second choice, and which lie on parts too small for it: 1 for those that do. */
export interface LinkMasks {
  readonly edgeLinkable: Uint8Array
  readonly edgeLinkableMinor: Uint8Array
  readonly edgeOnIsland: Uint8Array
}
