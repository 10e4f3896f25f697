// Walkable ways in columns: the arrow between normalise and network. Knows no tag.
import type { BoundingBox } from '../../foundation/units.ts'

/** Bits of `wayFlags` and of the network's `edgeFlags`; this one: stairs. */
export const WAY_STEPS = 1
/** On a bridge. */
export const WAY_BRIDGE = 2
/** In a tunnel. */
export const WAY_TUNNEL = 4
/** Access private, residents or permit. */
export const WAY_RESTRICTED = 8
/** On foot in drawing direction only. */
export const WAY_FORWARD_ONLY = 16
/** On foot against drawing direction only. */
export const WAY_BACKWARD_ONLY = 32
/** An area walked along its outline. */
export const WAY_AREA = 64
/** Of a kind that belongs to a compound where it lies inside its outline; all other kinds stay public. */
export const WAY_ENCLOSABLE = 128
/** Carries walks, but no point links to it and it adds nothing to the length of a component: chords and rings of relations. */
export const WAY_UNLINKED = 256
/** A straight line across a square, from corner to corner; unlinked. */
export const WAY_CHORD = 512
/** Steeper than 1:12 by a number in `incline`. */
export const WAY_STEEP = 1024
/** Of edges only: inside the outline of a closed compound. */
export const WAY_IN_OUTLINE = 2048
/** Known to be step-free, and known not to be; neither = nothing is known. */
export const WAY_STEP_FREE = 4096
export const WAY_NOT_STEP_FREE = 8192

/** Bits of `nodeFlags`; this one: nobody passes on foot. */
export const NODE_BLOCKED = 1
/** Bit of `nodeFlags`: a gate that is not for everybody. */
export const NODE_RESTRICTED = 2
/** A crossing with signals, or traffic signals. */
export const NODE_SIGNALS = 4
/** Where a street crosses the outline of a closed compound. */
export const NODE_CROSSING = 8
/** A crossing without a gate: the compound's streets end here. */
export const NODE_WALL = 16
/** Of a vertex of a region: nobody enters it here from other streets; nobody leaves it. */
export const VERTEX_NO_ENTRY = 32
export const VERTEX_NO_EXIT = 64

/**
 * Ways that can be walked, in ascending order of id; rings of relations come first, under the relation's id below zero. The chords of a square
 * are rows of two nodes after its own, under the square's id. A way that refers to a node the file lacks comes as several rows with
 * the same id. Nodes are only those that such ways use, in ascending order of id.
 */
export interface WalkableWays {
  readonly wayId: Float64Array
  readonly wayFlags: Uint16Array
  /** Node indexes of row i: `ref[refOffset[i] … refOffset[i+1])`; no repeats in a row, at least two each. */
  readonly refOffset: Uint32Array
  readonly ref: Uint32Array
  /** Slope of ways that have a number in `incline`, by way id: rise over run in drawing direction. */
  readonly inclineOfWay?: ReadonlyMap<number, number>
  readonly nodeId: Float64Array
  readonly nodeLonE7: Int32Array
  readonly nodeLatE7: Int32Array
  readonly nodeFlags: Uint8Array
  /** Box that the file declares, not judged. */
  readonly declaredBox: BoundingBox | null
  readonly counts: WalkableWaysCounts
}

/** Where more than this part of the nodes of streets is lacking, the file was not cut at its edge: it is incomplete. */
const MOST_MISSING_SHARE = 0.1

/**
 * Whether a file lacks so many nodes of its streets that no number made of it can be relied on.
 *
 * @example
 * ```ts
 * import { streetsAreIncomplete } from 'living-circle/parts'
 * streetsAreIncomplete({ nodeRefs: 100, missingNodeRefs: 11 }) // true
 * ```
 */
export function streetsAreIncomplete(counts: { readonly nodeRefs: number; readonly missingNodeRefs: number }): boolean {
  return counts.missingNodeRefs > MOST_MISSING_SHARE * counts.nodeRefs
}

/** Squares: areas that are walked along their outlines and straight across. */
export interface SquareCounts {
  /** Closed ways with `area=yes`, and multipolygons that can be walked on. */
  readonly squares: number
  /** Those of them that are walked along their outlines only: too many corners, an outline that is not sound, or too small. */
  readonly outlineOnlySquares: number
  /** Straight lines from corner to corner. */
  readonly chords: number
  /** Multipolygons whose tags can be walked on, but whose rings the file lacks. */
  readonly incompleteSquareRelations: number
}

/** What was kept and why not the rest: `highwayWays = walkableWays + notWalkableWays + emptyWays`. */
export interface WalkableWaysCounts extends SquareCounts {
  /** Ways in the file, of any kind. */
  readonly waysRead: number
  /** Ways with a `highway` tag. */
  readonly highwayWays: number
  readonly walkableWays: number
  readonly notWalkableWays: number
  /** Walkable by their tags, but fewer than two of their nodes are in the file. */
  readonly emptyWays: number
  /** References to nodes on walkable ways. */
  readonly nodeRefs: number
  /** Those of them to nodes that the file lacks. */
  readonly missingNodeRefs: number
  /** Ways that such references split or shorten. */
  readonly waysWithMissingNodes: number
}
