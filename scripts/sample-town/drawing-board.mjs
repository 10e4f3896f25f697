// Collects what the quarters draw, joins streets where they meet, and numbers the nodes. What enters: polylines and rings in
// metres with OSM tags. What leaves: nodes, ways and relations as in an OSM file. Knows no quarter.
import { crossingOf, distance, footOn } from './plane.mjs'

const SNAP_METRES = 6
const SAME_PLACE_METRES = 1.6

const keyOf = ([x, y]) => `${Math.round(x * 100)} ${Math.round(y * 100)}`

export class DrawingBoard {
  streets = []
  shapes = []
  pois = []
  nodeTags = new Map()

  /** A walkable or drivable way. `apart: true` (bridges, tunnels, motorways) joins others at equal ends only. */
  street(tags, points, { apart = false } = {}) {
    this.streets.push({ tags, points: points.map((p) => [...p]), apart })
  }

  /** A line that is no street: wall, railway, river. Joins streets only where it has the very same point. */
  line(tags, points) {
    this.shapes.push({ tags, points, closed: false })
  }

  /** A closed area, ring not closed. */
  area(tags, ring) {
    this.shapes.push({ tags, points: ring, closed: true })
  }

  /** A tagged point of its own. */
  poi(tags, point) {
    this.pois.push({ tags, point })
  }

  /** Tags on whatever node lies at this point. */
  tagNode(point, tags) {
    this.nodeTags.set(keyOf(point), tags)
  }

  /** Joins street ends to the street beside them, then puts a shared node where streets cross. */
  joinStreets() {
    const level = this.streets.filter((street) => !street.apart)
    const fixed = new Set(this.streets.filter((street) => street.apart).flatMap(({ points }) => points.map(keyOf)))
    for (const street of level) {
      for (const at of [0, street.points.length - 1]) {
        if (!fixed.has(keyOf(street.points[at]))) joinEnd(street, at, level)
      }
    }
    const moved = new Map()
    for (let i = 0; i < level.length; i++) {
      for (let j = i + 1; j < level.length; j++) crossStreets(level[i], level[j], moved)
    }
    for (const street of this.streets) {
      street.points = withoutRepeats(street.points.map((point) => placeAfter(point, moved)))
    }
  }

  /** All straight pieces of streets that `accept` takes, with their street. */
  segments(accept = () => true) {
    const pieces = []
    for (const street of this.streets) {
      if (!accept(street)) continue
      for (let i = 0; i + 1 < street.points.length; i++) {
        pieces.push({ street, a: street.points[i], b: street.points[i + 1] })
      }
    }
    return pieces
  }

  /** Numbers everything: streets first, so that street nodes have the low ids. */
  elements() {
    const nodes = new Map()
    const nodeAt = (point) => {
      const key = keyOf(point)
      if (!nodes.has(key)) nodes.set(key, { id: nodes.size + 1, point, tags: this.nodeTags.get(key) ?? {} })
      return nodes.get(key).id
    }
    const ways = []
    for (const { tags, points } of this.streets) ways.push({ id: ways.length + 1, tags, refs: points.map(nodeAt) })
    const streetNodes = nodes.size
    for (const { tags, points, closed } of this.shapes) {
      const refs = points.map(nodeAt)
      ways.push({ id: ways.length + 1, tags, refs: closed ? [...refs, refs[0]] : refs })
    }
    const list = [...nodes.values()]
    for (const { tags, point } of this.pois) list.push({ id: list.length + 1, point, tags })
    return { nodes: list, ways, streetNodes }
  }
}

function joinEnd(street, at, level) {
  const end = street.points[at]
  let best
  for (const other of level) {
    if (other === street) continue
    for (let i = 0; i + 1 < other.points.length; i++) {
      const { foot, metres } = footOn(end, other.points[i], other.points[i + 1])
      if (metres <= SNAP_METRES && (best === undefined || metres < best.metres)) best = { other, i, foot, metres }
    }
  }
  if (best === undefined) return
  const { other, i, foot } = best
  const corner = [other.points[i], other.points[i + 1]].find((point) => distance(point, foot) <= SAME_PLACE_METRES)
  if (corner === undefined) other.points.splice(i + 1, 0, foot)
  street.points[at] = corner ?? foot
}

/** Two nodes within a step of each other become one: where a point went, followed to its end. */
function placeAfter(point, moved) {
  let place = point
  for (let step = 0; step < 8 && moved.has(keyOf(place)); step++) place = moved.get(keyOf(place))
  return place
}

function crossStreets(first, second, moved) {
  for (let i = 0; i + 1 < first.points.length; i++) {
    for (let j = 0; j + 1 < second.points.length; j++) {
      const [a, b, c, d] = [first.points[i], first.points[i + 1], second.points[j], second.points[j + 1]]
      if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) continue
      const place = crossingOf(a, b, c, d)
      if (place === undefined) continue
      const mine = [a, b].find((point) => distance(point, place) <= SAME_PLACE_METRES)
      const theirs = [c, d].find((point) => distance(point, place) <= SAME_PLACE_METRES)
      const shared = mine ?? theirs ?? place
      if (mine === undefined) first.points.splice(i + 1, 0, shared)
      if (theirs === undefined) second.points.splice(j + 1, 0, shared)
      else if (mine !== undefined && keyOf(mine) !== keyOf(theirs)) moved.set(keyOf(theirs), mine)
    }
  }
}

function withoutRepeats(points) {
  return points.filter((point, i) => i === 0 || keyOf(point) !== keyOf(points[i - 1]))
}
