// The street pieces that one sweep reached, cut at the exact fraction: the truth that isochrones draw and catchments
// count. What enters: a network, its costs, a finished sweep, the places it started from. What leaves: polylines in
// local metres, each running the way the sweep ran, with the cost at every point. It does not know polygons, minutes or
// names.
import type { ShapeColumns } from '../foundation/shape-columns.ts'
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { UnevenEdges } from '../network/uneven-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { isAtVertex, type PlaceLegs } from '../search/place-legs.ts'
import { shareOfCost } from '../search/share-of-cost.ts'
import { exactShapes } from './drawing-shapes.ts'
import { EdgeInMetres } from './edge-in-metres.ts'
import { FlatAnchor } from './flat-anchor.ts'
import { type LocalMap, metresEast, metresNorth } from './outline-projection.ts'
import { PieceList } from './piece-list.ts'
import { edgeTest, greatestCost, meetingShare, passOn, type Stop, stepOf } from './reached-shares.ts'
import type { SweepLabels } from './street-sweep.ts'
import {
  type Along,
  breaksBetween,
  costAlong,
  endOfStretch,
  greatestUneven,
  isUneven,
  type Opposite,
} from './uneven-stretch.ts'

/** What a sweep was run on and where it began. */
export interface SweptPlaces {
  /** Streets and their labels, without copies of vertices. */
  readonly network: WalkNetwork
  readonly impedance: Impedance
  readonly sweep: SweepLabels
  /** What the sweep itself went over: the network with its copies, its labels, all rows of `legs` that it started from. */
  readonly walks: { readonly network: WalkNetwork; readonly sweep: SweepLabels; readonly rows: readonly number[] }
  /** A row of `legs` for each place (all linked) that the sweep started from. */
  readonly places: readonly number[]
  readonly legs: PlaceLegs
  /** Positions of linked points, `[lon0, lat0, …]` in degrees. */
  readonly lonLat: Float64Array
  /** Largest cost, inclusive. */
  readonly limit: number
  /** True where people walk to the places: the sweep ran on the reversed costs. */
  readonly toPlaces: boolean
  /** Whom each linked point counts for, and each reached street vertex (allocation); without it everything belongs to 0. */
  readonly owners?: { readonly ofPlace: ArrayLike<number>; readonly ofVertex: ArrayLike<number> } | undefined
}

/** How edges may be joined that are reached as a whole. */
export interface Joining {
  /** Ascending costs that pieces are told apart by. */
  readonly limits: readonly number[]
  /** False: whoever draws them knows where they lie; only the costs are listed. */
  readonly withBends: boolean
}

/**
 * Collects the reached pieces of street, each point of the network at most once and with its least cost, and the
 * straight access legs (edge −1). Where a street is reached from both ends the two pieces meet at the place of equal
 * cost. Every piece starts at a leg's end, at a vertex where another piece ends, or where another piece of its edge
 * starts. O(edges at reached vertices + places log places).
 *
 * @param shapes the bends to draw; default all of the network's
 * @param joining where given, costs matter only as far as they lie within one limit or another: an edge that is reached
 * entirely between two of them is then one piece (in the edge's own direction, with the least and the greatest of its
 * costs), which is half the work
 */
export function collectReachedPieces(
  swept: SweptPlaces,
  map: LocalMap,
  into: PieceList = new PieceList(),
  shapes: ShapeColumns = exactShapes(swept.network),
  joining: Joining | null = null,
): PieceList {
  const collector = new Collector(swept, map, into, shapes, joining)
  collector.addPlaceEdges()
  collector.addArcs()
  return into
}

/**
 * The same for large ground: edges that are reached as a whole between two limits are only noted, the pieces of all others
 * are collected. O(edges + places log places).
 *
 * @param limits ascending costs that pieces are told apart by
 * @param stepOfWholeEdge one number per edge, 0 at the start: becomes 1 + the number of limits below its greatest cost
 */
export function noteWholeEdges(
  swept: SweptPlaces,
  map: LocalMap,
  shapes: ShapeColumns,
  limits: readonly number[],
  stepOfWholeEdge: Uint8Array,
  pieces: PieceList,
): void {
  const collector = new Collector(swept, map, pieces, shapes, null)
  collector.addPlaceEdges()
  collector.addEdges(limits, stepOfWholeEdge)
}

class Collector {
  readonly #swept: SweptPlaces
  readonly #map: LocalMap
  readonly #list: PieceList
  readonly #shapes: ShapeColumns
  /** Cost of a whole edge for whoever goes on from its first and from its second vertex. */
  readonly #fromCost: Uint32Array
  readonly #toCost: Uint32Array
  /** The shares by which these are spread along an edge. */
  readonly #fromShares: 'forward' | 'backward'
  readonly #toShares: 'forward' | 'backward'
  /** Added to labels: walks *to* the places wait at a vertex after coming along the street. */
  readonly #wait: Uint32Array | null
  readonly #joining: Joining | null
  readonly #anchor: FlatAnchor
  readonly #line: EdgeInMetres

  constructor(swept: SweptPlaces, map: LocalMap, list: PieceList, shapes: ShapeColumns, joining: Joining | null) {
    const { impedance, toPlaces } = swept
    this.#joining = joining
    this.#swept = swept
    this.#map = map
    this.#list = list
    this.#shapes = shapes
    this.#anchor = new FlatAnchor(map)
    this.#line = new EdgeInMetres(swept.network, shapes, this.#anchor)
    list.clear()
    // Walks to a place cross an edge the other way around, so what it costs to go on from an end is the other
    // direction's cost.
    this.#fromCost = toPlaces ? impedance.edgeBackwardCost : impedance.edgeForwardCost
    this.#toCost = toPlaces ? impedance.edgeForwardCost : impedance.edgeBackwardCost
    this.#fromShares = toPlaces ? 'backward' : 'forward'
    this.#toShares = toPlaces ? 'forward' : 'backward'
    this.#wait = toPlaces ? impedance.vertexWaitCost : null
  }

  /** Pieces of every edge that holds no place, from each end that was reached. */
  addArcs(): void {
    const { network, sweep, limit, owners, legs, places } = this.#swept
    const { arcOffset, arcTarget, arcEdge } = network
    const isPlaceEdge = edgeTest(places.map((place) => legs.edge[place]!))
    const fromCost = this.#fromCost
    const toCost = this.#toCost
    const joins = this.#joining !== null
    const limits = this.#joining?.limits ?? []
    // In order of number: neighbours in the city, so that what follows stays in the caches; and the same for every
    // sweep.
    const reached = sweep.reached.slice(0, sweep.reachedCount).sort()
    for (let at = 0; at < reached.length; at++) {
      const vertex = reached[at]!
      const near = this.#costAt(vertex)
      if (near >= limit) continue
      const owner = owners === undefined ? 0 : owners.ofVertex[vertex]!
      for (let arc = arcOffset[vertex]!; arc < arcOffset[vertex + 1]!; arc++) {
        const edge = arcEdge[arc]! >>> 1
        const isAgainst = (arcEdge[arc]! & 1) === 1
        const away = isAgainst ? toCost[edge]! : fromCost[edge]!
        if (away === UNREACHED || isPlaceEdge(edge)) continue
        const far = this.#costAt(arcTarget[arc]!)
        const back = isAgainst ? fromCost[edge]! : toCost[edge]!
        if (joins) {
          // In the edge's own direction, so that both its ends come to the same number.
          const greatest = isAgainst
            ? this.#greatestCost(edge, far, back, near, away)
            : this.#greatestCost(edge, near, away, far, back)
          const least = Math.min(near, far)
          if (greatest <= limit && stepOf(least, limits) === stepOf(greatest, limits)) {
            // Its first vertex adds it, if that is among those looked at.
            if (!isAgainst || far >= limit || back === UNREACHED) this.#addWhole(edge, least, greatest)
            continue
          }
        }
        this.#addPart(edge, isAgainst, near, away, far, back, owner)
      }
    }
  }

  /** As {@link Collector.addArcs}, edge by edge: notes those that are reached as a whole, adds the pieces of the others. */
  addEdges(limits: readonly number[], stepOfWholeEdge: Uint8Array): void {
    const { network, limit, legs, places } = this.#swept
    const { edgeFrom, edgeTo } = network
    const fromCost = this.#fromCost
    const toCost = this.#toCost
    const holdsPlace = new Uint8Array(edgeFrom.length)
    for (const place of places) holdsPlace[legs.edge[place]!] = 1
    for (let edge = 0; edge < edgeFrom.length; edge++) {
      const near = this.#costAt(edgeFrom[edge]!)
      const far = this.#costAt(edgeTo[edge]!)
      const away = fromCost[edge]!
      const back = toCost[edge]!
      const goesOn = near < limit && away !== UNREACHED
      const comesBack = far < limit && back !== UNREACHED
      if ((!goesOn && !comesBack) || holdsPlace[edge] === 1) continue
      const greatest = this.#greatestCost(edge, near, away, far, back)
      const step = stepOf(greatest, limits)
      if (greatest <= limit && stepOf(Math.min(near, far), limits) === step) {
        stepOfWholeEdge[edge] = step + 1
        continue
      }
      if (goesOn) this.#addPart(edge, false, near, away, far, back, 0)
      if (comesBack) this.#addPart(edge, true, far, back, near, away, 0)
    }
  }

  /** What is reached of an edge from one of its ends. */
  #addPart(
    edge: number,
    isAgainst: boolean,
    near: number,
    away: number,
    far: number,
    back: number,
    owner: number,
  ): void {
    const { uneven } = this.#swept.impedance
    const start = isAgainst ? 1 : 0
    if (isUneven(uneven, edge)) {
      this.#addUneven(this.#along(uneven, edge, start, 1 - start, near), { far, edgeBack: back }, owner)
      return
    }
    const share = Math.min(meetingShare(near, away, far, back), (this.#swept.limit - near) / away, 1)
    if (share <= 0) return
    this.#add(edge, start, isAgainst ? 1 - share : share, near, near + share * away, owner)
  }

  /** The greatest cost on an edge, by what it costs at its ends and from each of them to the other. */
  #greatestCost(edge: number, near: number, away: number, far: number, back: number): number {
    const { uneven } = this.#swept.impedance
    if (!isUneven(uneven, edge)) return greatestCost(near, away, far, back)
    const opposite = { far, edgeBack: back, backShares: this.#toShares }
    return greatestUneven(this.#along(uneven, edge, 0, 1, near), opposite)
  }

  /** A walk on an edge with slopes, from one place to another. */
  #along(uneven: UnevenEdges, edge: number, start: number, end: number, near: number): Along {
    const isAgainst = end < start
    return {
      uneven,
      edge,
      start,
      end,
      near,
      edgeAway: isAgainst ? this.#toCost[edge]! : this.#fromCost[edge]!,
      awayShares: isAgainst ? this.#toShares : this.#fromShares,
    }
  }

  /** What is reached of a stretch of an edge with slopes, with the cost wherever the slope changes. */
  #addUneven(along: Along, opposite: Omit<Opposite, 'backShares'>, owner: number): void {
    const { edge, start, end, near } = along
    const backShares = end < start ? this.#fromShares : this.#toShares
    const reached = endOfStretch(along, { ...opposite, backShares }, this.#swept.limit)
    if (reached.fraction === start) return
    const part = { ...along, end: reached.fraction }
    this.#line.load(edge)
    const list = this.#list
    list.startPiece(edge, owner, Math.abs(reached.fraction - start), 0, 1)
    const addAt = (fraction: number, cost: number) => {
      const segment = this.#line.segmentAt(fraction)
      list.addPoint(this.#line.xAt(segment, fraction), this.#line.yAt(segment, fraction), cost)
    }
    addAt(start, near)
    const total = this.#line.before[this.#line.points - 1]!
    const bends = [...this.#line.before.subarray(1, this.#line.points - 1)].map((metres) => metres / total)
    const inside = bends.filter((fraction) => (fraction - start) * (reached.fraction - fraction) > 0)
    const stops = [...new Set([...inside, ...breaksBetween(part).slice(0, -1)])].sort((a, b) => a - b)
    if (end < start) stops.reverse()
    for (const fraction of stops) addAt(fraction, costAlong(part, fraction))
    addAt(reached.fraction, reached.cost)
    list.endPiece()
  }

  /** Pieces of the edges that hold places: each stretch between places and ends is reached from both its sides. */
  addPlaceEdges(): void {
    const { legs, places } = this.#swept
    const order = [...places].sort(
      (a, b) =>
        legs.edge[a]! - legs.edge[b]! || legs.fraction[a]! - legs.fraction[b]! || legs.access[a]! - legs.access[b]!,
    )
    for (let first = 0; first < order.length; ) {
      const edge = legs.edge[order[first]!]!
      let next = first
      while (next < order.length && legs.edge[order[next]!]! === edge) next++
      this.#addPlaceEdge(edge, order.slice(first, next))
      first = next
    }
  }

  #addPlaceEdge(edge: number, places: readonly number[]): void {
    const { network, legs, owners } = this.#swept
    const from = network.edgeFrom[edge]!
    const to = network.edgeTo[edge]!
    const stops: Stop[] = [
      { at: 0, cost: this.#costAt(from), owner: owners?.ofVertex[from] ?? 0 },
      // Places at a vertex are reached over it.
      ...places
        .filter((place) => !isAtVertex(legs, place))
        .map((place) => ({
          at: legs.fraction[place]!,
          cost: legs.access[place]!,
          owner: owners?.ofPlace[legs.link[place]!] ?? 0,
        })),
      { at: 1, cost: this.#costAt(to), owner: owners?.ofVertex[to] ?? 0 },
    ]
    const away = this.#fromCost[edge]!
    const back = this.#toCost[edge]!
    const share = (a: Stop, b: Stop, shares: 'forward' | 'backward') => {
      const { uneven } = this.#swept.impedance
      if (!isUneven(uneven, edge)) return Math.abs(b.at - a.at)
      return Math.abs(shareOfCost(uneven, edge, b.at, shares) - shareOfCost(uneven, edge, a.at, shares))
    }
    for (let i = 1; i < stops.length; i++) {
      passOn(stops[i - 1]!, stops[i]!, away, share(stops[i - 1]!, stops[i]!, this.#fromShares))
    }
    for (let i = stops.length - 1; i > 0; i--) {
      passOn(stops[i]!, stops[i - 1]!, back, share(stops[i]!, stops[i - 1]!, this.#toShares))
    }
    for (const place of places) this.#addLeg(place)
    for (let i = 0; i + 1 < stops.length; i++) {
      this.#addStretch(edge, stops[i]!, stops[i + 1]!, away, back)
      this.#addStretch(edge, stops[i + 1]!, stops[i]!, back, away)
    }
  }

  /** What is reached of the stretch between two stops of one edge from the first of them. */
  #addStretch(edge: number, near: Stop, far: Stop, edgeAway: number, edgeBack: number): void {
    const { limit, impedance } = this.#swept
    const length = Math.abs(far.at - near.at)
    if (length === 0 || edgeAway === UNREACHED || near.cost >= limit) return
    if (isUneven(impedance.uneven, edge)) {
      const along = this.#along(impedance.uneven, edge, near.at, far.at, near.cost)
      this.#addUneven(along, { far: far.cost, edgeBack }, near.owner)
      return
    }
    const away = edgeAway * length
    const meeting = meetingShare(near.cost, away, far.cost, edgeBack === UNREACHED ? UNREACHED : edgeBack * length)
    const share = Math.min(meeting, (limit - near.cost) / away, 1)
    if (share <= 0) return
    const end = near.at + share * (far.at - near.at)
    this.#add(edge, near.at, end, near.cost, near.cost + share * away, near.owner)
  }

  /** The straight line between a place and its street, as far as the limit lets people come along it. */
  #addLeg(place: number): void {
    const { legs, lonLat, limit, owners } = this.#swept
    const point = legs.link[place]!
    const x = metresEast(this.#map, lonLat[2 * point]!)
    const y = metresNorth(this.#map, lonLat[2 * point + 1]!)
    const fraction = legs.fraction[place]!
    const access = legs.access[place]!
    const share = access <= limit ? 1 : limit / access
    this.#line.load(legs.edge[place]!)
    const segment = this.#line.segmentAt(fraction)
    const footX = this.#line.xAt(segment, fraction)
    const footY = this.#line.yAt(segment, fraction)
    this.#list.startPiece(-1, owners?.ofPlace[point] ?? 0, 0)
    this.#list.addPoint(x, y, 0)
    this.#list.addPoint(x + share * (footX - x), y + share * (footY - y), share * access)
    this.#list.endPiece()
  }

  /** Least cost at a vertex for whoever goes on along a street from there; `UNREACHED` beyond the limit. */
  #costAt(vertex: number): number {
    const label = this.#swept.sweep.label(vertex)
    return this.#wait === null || label === UNREACHED ? label : label + this.#wait[vertex]!
  }

  /** Adds a whole edge. */
  #addWhole(edge: number, startCost: number, endCost: number): void {
    const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo } = this.#swept.network
    const { offset, lonE7, latE7 } = this.#shapes
    const list = this.#list
    const anchor = this.#anchor
    const { withBends } = this.#joining!
    list.startPiece(edge, 0, 1, withBends ? 0 : 1)
    if (!withBends) {
      list.addCost(startCost)
      list.addCost(endCost)
      list.endPiece()
      return
    }
    const from = edgeFrom[edge]!
    list.addPoint(anchor.east(vertexLonE7[from]!), anchor.north(vertexLatE7[from]!), startCost)
    for (let bend = offset[edge]!; bend < offset[edge + 1]!; bend++) {
      list.addPoint(anchor.east(lonE7[bend]!), anchor.north(latE7[bend]!), endCost)
    }
    const to = edgeTo[edge]!
    list.addPoint(anchor.east(vertexLonE7[to]!), anchor.north(vertexLatE7[to]!), endCost)
    list.endPiece()
  }

  /** Adds the piece of an edge between two places on it (by length, 0 to 1), in the order given. */
  #add(edge: number, start: number, end: number, startCost: number, endCost: number, owner: number): void {
    const list = this.#list
    this.#line.load(edge)
    list.startPiece(edge, owner, Math.abs(end - start))
    const x = this.#line.x
    const y = this.#line.y
    const before = this.#line.before
    const last = this.#line.points - 1
    const total = before[last]!
    const startSegment = this.#line.segmentAt(start)
    const endSegment = this.#line.segmentAt(end)
    list.addPoint(this.#line.xAt(startSegment, start), this.#line.yAt(startSegment, start), startCost)
    if (startSegment !== endSegment) {
      const perMetre = (endCost - startCost) / (total * (end - start))
      const startMetres = start * total
      const endMetres = end * total
      const step = end > start ? 1 : -1
      const stop = end > start ? endSegment + 1 : endSegment
      for (let point = end > start ? startSegment + 1 : startSegment; point !== stop; point += step) {
        const along = before[point]!
        if ((along - startMetres) * step > 0 && (endMetres - along) * step > 0) {
          list.addPoint(x[point]!, y[point]!, startCost + (along - startMetres) * perMetre)
        }
      }
    }
    list.addPoint(this.#line.xAt(endSegment, end), this.#line.yAt(endSegment, end), endCost)
    list.endPiece()
  }
}
