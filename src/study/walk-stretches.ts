// A traced walk as stretches of streets, and what these are like: metres climbed, metres known to be step-free. A trace in, sums out. It knows
// edges, not how a walk was found.

import { hasSlopes } from '../network/uneven-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { WAY_NOT_STEP_FREE, WAY_STEP_FREE } from '../normalise/streets/walkable-ways-record.ts'
import type { WalkTrace } from '../search/origin-visit.ts'
import type { AccessStudy } from './access-study.ts'

/** A part of an edge as it is walked: by length, 0 at its first vertex, 1 at its second. */
export interface WalkStretch {
  readonly edge: number
  readonly start: number
  readonly end: number
}

/**
 * The stretches of a trace in the direction in which people walk.
 *
 * @param point number of the demand point, `entrance` that of the entrance
 */
export function walkStretches(study: AccessStudy, trace: WalkTrace, point: number, entrance: number): WalkStretch[] {
  const { demandLinkage, entranceLinkage, network } = study
  const start = { edge: demandLinkage.edge[point]!, at: demandLinkage.fraction[point]! }
  const end = { edge: entranceLinkage.edge[entrance]!, at: entranceLinkage.fraction[entrance]! }
  const stretches: WalkStretch[] = []
  if (trace.direct) stretches.push({ edge: start.edge, start: start.at, end: end.at })
  else {
    stretches.push({ edge: start.edge, start: start.at, end: trace.placeEnd })
    for (const arc of trace.arcs) {
      // The walk runs against each traced arc.
      const against = network.arcEdge[arc]! & 1
      stretches.push({ edge: network.arcEdge[arc]! >>> 1, start: 1 - against, end: against })
    }
    stretches.push({ edge: end.edge, start: trace.entranceEnd, end: end.at })
  }
  if (study.direction === 'toFacility') return stretches
  return stretches.reverse().map(({ edge, start: from, end: to }) => ({ edge, start: to, end: from }))
}

/** What a walk climbs, metres; stairs count as far as their heights are known. */
export interface WalkClimb {
  readonly upMetres: number
  readonly downMetres: number
  /** Metres of the walk of which no height is known. */
  readonly unknownMetres: number
}

/** What a walk climbs; `null` where the network knows no heights. */
export function climbOf(network: WalkNetwork, stretches: readonly WalkStretch[]): WalkClimb | null {
  if (!hasSlopes(network)) return null
  const { slopeOffset, slopeEndMm, slopeGrade, edgeLengthMm } = network
  let upMetres = 0
  let downMetres = 0
  let unknownMetres = 0
  for (const { edge, start, end } of stretches) {
    const low = Math.min(start, end) * edgeLengthMm[edge]!
    const high = Math.max(start, end) * edgeLengthMm[edge]!
    let before = 0
    for (let part = slopeOffset[edge]!; part < slopeOffset[edge + 1]!; part++) {
      const metres = Math.max(0, Math.min(high, slopeEndMm[part]!) - Math.max(low, before)) / 1000
      before = slopeEndMm[part]!
      const rise = metres * slopeGrade[part]! * (end >= start ? 1 : -1)
      if (Number.isNaN(rise)) unknownMetres += metres
      else if (rise > 0) upMetres += rise
      else downMetres -= rise
    }
  }
  return { upMetres, downMetres, unknownMetres }
}

/** Metres of a walk by what the map knows of wheels; straight legs off the streets are unknown. */
export interface StepFreeMetres {
  /** Known to be step-free. */
  readonly free: number
  /** Known not to be. */
  readonly not: number
  /** Nothing is known: never counted as step-free. */
  readonly unknown: number
}

/**
 * Metres of a walk by what the map knows of wheels.
 *
 * @param walkMetres the whole walk, its straight legs included
 */
export function stepFreeMetres(
  network: WalkNetwork,
  stretches: readonly WalkStretch[],
  walkMetres: number,
): StepFreeMetres {
  let free = 0
  let not = 0
  for (const { edge, start, end } of stretches) {
    const metres = (Math.abs(end - start) * network.edgeLengthMm[edge]!) / 1000
    if ((network.edgeFlags[edge]! & WAY_NOT_STEP_FREE) !== 0) not += metres
    else if ((network.edgeFlags[edge]! & WAY_STEP_FREE) !== 0) free += metres
  }
  return { free, not, unknown: Math.max(0, walkMetres - free - not) }
}
