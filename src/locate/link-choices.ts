// Which streets a point might as well link to: every piece hardly farther from it than its own. Linked points and a network in, links out,
// several a point. How sure a walk is hangs on that; it knows no times.
import { footOnSegment, localScale } from '../foundation/geo.ts'
import { E7 } from '../foundation/units.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { WAY_IN_OUTLINE } from '../normalise/streets/walkable-ways-record.ts'
import { fractionOfEdge, type Locator } from './link-points.ts'
import { LINK_LINKED, type Linkage } from './linkage.ts'

/** A street so much farther than the nearest one might be the right one: about how well a gate or the middle of a block is drawn. */
export const LINK_CHOICE_METRES = 25

/** Links of n points: rows `offset[i] … offset[i+1])` are those of point i, its own first. None where it is not linked. */
export interface LinkChoices extends Linkage {
  readonly offset: Uint32Array
}

/**
 * Every piece of street that a linked point may be linked to by the same rules (the same kind of part, the same side of a compound's wall) at
 * no more than {@link LINK_CHOICE_METRES} farther than its own, and within the limit of links. Own link first, others by edge.
 * O(segments + points + pairs).
 *
 * @param lonLat positions that `linkage` is of, `[lon0, lat0, …]` in degrees
 * @param maxLinkMetres longest access leg
 */
export function linkChoices(
  locator: Locator,
  lonLat: Float64Array,
  linkage: Linkage,
  maxLinkMetres: number,
): LinkChoices {
  const points = new NearPoints(locator, lonLat, linkage, maxLinkMetres)
  const pairs = points.meetStreets()
  return inRows(linkage, pairs)
}

/** A further street of a point. */
interface Choice {
  readonly point: number
  readonly edge: number
  readonly fraction: number
  readonly metres: number
}

function inRows(linkage: Linkage, pairs: readonly Choice[]): LinkChoices {
  const n = linkage.status.length
  const offset = new Uint32Array(n + 1)
  const isLinked = (point: number) => linkage.status[point] === LINK_LINKED
  for (let point = 0; point < n; point++) if (isLinked(point)) offset[point + 1]!++
  for (const { point } of pairs) offset[point + 1]!++
  for (let point = 0; point < n; point++) offset[point + 1]! += offset[point]!
  const rows = offset[n]!
  const next = offset.slice()
  const status = new Uint8Array(rows).fill(LINK_LINKED)
  const edge = new Int32Array(rows)
  const fraction = new Float64Array(rows)
  const metres = new Float64Array(rows)
  const add = (choice: Choice) => {
    const row = next[choice.point]!++
    edge[row] = choice.edge
    fraction[row] = choice.fraction
    metres[row] = choice.metres
  }
  for (let point = 0; point < n; point++) {
    if (!isLinked(point)) continue
    add({ point, edge: linkage.edge[point]!, fraction: linkage.fraction[point]!, metres: linkage.metres[point]! })
  }
  for (const pair of pairs) add(pair)
  return { offset, status, edge, fraction, metres }
}

/** Most cells of the grid that points lie in, and its least width of a cell. */
const MOST_CELLS = 1 << 20
const CELL_METRES = 100
/** No region: streets outside outlines. */
const OUTSIDE = 0

/** Linked points in a grid: each lies in all cells that its circle touches, so that a piece of street looks at its own cells only. */
class NearPoints {
  readonly #network: WalkNetwork
  readonly #locator: Locator
  readonly #lonLat: Float64Array
  readonly #linkage: Linkage
  /** Radius of each point, metres; 0 where it is not linked. */
  readonly #radius: Float64Array
  /** Compound whose streets the point may link to, 0 = all that lie in no outline. */
  readonly #region: Uint32Array
  /** 1 where the point links to parts of the second choice. */
  readonly #isMinor: Uint8Array
  #west = 0
  #south = 0
  #cellLon = 1
  #cellLat = 1
  #columns = 0
  #rows = 0
  #cellStart = new Uint32Array(1)
  #cellPoint = new Uint32Array(0)

  constructor(locator: Locator, lonLat: Float64Array, linkage: Linkage, maxLinkMetres: number) {
    const n = linkage.status.length
    this.#locator = locator
    this.#network = locator.network
    this.#lonLat = lonLat
    this.#linkage = linkage
    this.#radius = new Float64Array(n)
    this.#region = new Uint32Array(n)
    this.#isMinor = new Uint8Array(n)
    for (let point = 0; point < n; point++) {
      if (linkage.status[point] !== LINK_LINKED) continue
      const edge = linkage.edge[point]!
      this.#radius[point] = Math.min(maxLinkMetres, linkage.metres[point]! + LINK_CHOICE_METRES)
      this.#region[point] = this.#ownRegion(point, edge)
      this.#isMinor[point] = locator.masks.edgeLinkable[edge] === 0 ? 1 : 0
    }
    this.#fillCells()
  }

  /** The compound whose own street a point inside its outline is linked to, else 0. */
  #ownRegion(point: number, edge: number): number {
    const region = this.#network.edgeRegion[edge]!
    if (region === OUTSIDE || this.#locator.inside === null) return OUTSIDE
    const around = this.#locator.inside.regionAt(this.#lonLat[2 * point]!, this.#lonLat[2 * point + 1]!)
    return around === region ? region : OUTSIDE
  }

  #fillCells(): void {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    this.#eachBox((_, box) => {
      west = Math.min(west, box[0])
      south = Math.min(south, box[1])
      east = Math.max(east, box[2])
      north = Math.max(north, box[3])
    })
    if (!(east >= west)) return
    const scale = localScale((south + north) / 2)
    let cells = CELL_METRES
    const count = (metres: number) =>
      (1 + Math.floor(((east - west) * scale.metresPerDegreeLon) / metres)) *
      (1 + Math.floor(((north - south) * scale.metresPerDegreeLat) / metres))
    while (count(cells) > MOST_CELLS) cells *= 2
    this.#west = west
    this.#south = south
    this.#cellLon = cells / scale.metresPerDegreeLon
    this.#cellLat = cells / scale.metresPerDegreeLat
    this.#columns = 1 + Math.floor((east - west) / this.#cellLon)
    this.#rows = 1 + Math.floor((north - south) / this.#cellLat)
    this.#cellStart = new Uint32Array(this.#columns * this.#rows + 1)
    this.#eachBox((_, box) => this.#eachCell(box, (cell) => this.#cellStart[cell + 1]!++))
    for (let cell = 0; cell < this.#columns * this.#rows; cell++) this.#cellStart[cell + 1]! += this.#cellStart[cell]!
    this.#cellPoint = new Uint32Array(this.#cellStart.at(-1)!)
    const next = this.#cellStart.slice()
    this.#eachBox((point, box) =>
      this.#eachCell(box, (cell) => {
        this.#cellPoint[next[cell]!++] = point
      }),
    )
  }

  /** Boxes of the circles of linked points, degrees. */
  #eachBox(visit: (point: number, box: readonly [number, number, number, number]) => void): void {
    for (let point = 0; point < this.#radius.length; point++) {
      const radius = this.#radius[point]!
      if (radius === 0) continue
      const lon = this.#lonLat[2 * point]!
      const lat = this.#lonLat[2 * point + 1]!
      const scale = localScale(lat)
      // A hair more than the radius: the grid only sieves.
      const dLon = (radius * 1.001) / scale.metresPerDegreeLon
      const dLat = (radius * 1.001) / scale.metresPerDegreeLat
      visit(point, [lon - dLon, lat - dLat, lon + dLon, lat + dLat])
    }
  }

  #eachCell(
    [west, south, east, north]: readonly [number, number, number, number],
    visit: (cell: number) => void,
  ): void {
    const left = Math.max(0, Math.floor((west - this.#west) / this.#cellLon))
    const right = Math.min(this.#columns - 1, Math.floor((east - this.#west) / this.#cellLon))
    const bottom = Math.max(0, Math.floor((south - this.#south) / this.#cellLat))
    const top = Math.min(this.#rows - 1, Math.floor((north - this.#south) / this.#cellLat))
    for (let row = bottom; row <= top; row++) {
      for (let column = left; column <= right; column++) visit(row * this.#columns + column)
    }
  }

  /** Walks along all streets once; what lies within a point's circle is a choice, its nearest place of each edge. */
  meetStreets(): Choice[] {
    const { edgeFrom, edgeTo, vertexLonE7, vertexLatE7, shapeOffset, shapeLonE7, shapeLatE7 } = this.#network
    const { edgeLinkable, edgeLinkableMinor } = this.#locator.masks
    const found: Choice[] = []
    if (this.#columns === 0) return found
    const best = new EdgeBest(this.#radius.length)
    // The grid in the unit of streets; most segments lie in cells without points, and this is all that is done for them.
    const [west, south] = [this.#west * E7, this.#south * E7]
    const [perLon, perLat] = [1 / (this.#cellLon * E7), 1 / (this.#cellLat * E7)]
    const [columns, rows, cellStart] = [this.#columns, this.#rows, this.#cellStart]
    for (let edge = 0; edge < edgeFrom.length; edge++) {
      if (edgeLinkable[edge] === 0 && edgeLinkableMinor[edge] === 0) continue
      let lon = vertexLonE7[edgeFrom[edge]!]!
      let lat = vertexLatE7[edgeFrom[edge]!]!
      let column = Math.floor((lon - west) * perLon)
      let row = Math.floor((lat - south) * perLat)
      const start = shapeOffset[edge]!
      const bends = shapeOffset[edge + 1]! - start
      for (let segment = 0; segment <= bends; segment++) {
        const nextLon = segment < bends ? shapeLonE7[start + segment]! : vertexLonE7[edgeTo[edge]!]!
        const nextLat = segment < bends ? shapeLatE7[start + segment]! : vertexLatE7[edgeTo[edge]!]!
        const nextColumn = Math.floor((nextLon - west) * perLon)
        const nextRow = Math.floor((nextLat - south) * perLat)
        const left = Math.max(0, Math.min(column, nextColumn))
        const right = Math.min(columns - 1, Math.max(column, nextColumn))
        const top = Math.min(rows - 1, Math.max(row, nextRow))
        for (let y = Math.max(0, Math.min(row, nextRow)); y <= top && left <= right; y++) {
          const first = cellStart[y * columns + left]!
          const end = cellStart[y * columns + right + 1]!
          if (first < end) this.#meetPoints(first, end, edge, segment, [lon, lat, nextLon, nextLat], best)
        }
        lon = nextLon
        lat = nextLat
        column = nextColumn
        row = nextRow
      }
      best.settle((point, segment, along, metres) => {
        found.push({ point, edge, fraction: fractionOfEdge(this.#network, edge, segment, along), metres })
      })
    }
    return found
  }

  /** Offers a segment to the points of some cells of a row. */
  #meetPoints(
    first: number,
    end: number,
    edge: number,
    segment: number,
    [lonA, latA, lonB, latB]: readonly [number, number, number, number],
    best: EdgeBest,
  ): void {
    for (let at = first; at < end; at++) {
      const point = this.#cellPoint[at]!
      if (edge === this.#linkage.edge[point] || !this.#mayLink(point, edge)) continue
      const lon = this.#lonLat[2 * point]!
      const lat = this.#lonLat[2 * point + 1]!
      const { metresPerDegreeLon: x, metresPerDegreeLat: y } = localScale(lat)
      const ax = (lonA / E7 - lon) * x
      const ay = (latA / E7 - lat) * y
      const foot = footOnSegment(0, 0, ax, ay, (lonB / E7 - lon) * x, (latB / E7 - lat) * y)
      const metres = Math.sqrt(foot.squaredDistance)
      if (metres <= this.#radius[point]!) best.offer(point, segment, foot.fraction, metres)
    }
  }

  /** The rules of links: parts of the same rank, and on the same side of a wall. */
  #mayLink(point: number, edge: number): boolean {
    const { edgeLinkable, edgeLinkableMinor } = this.#locator.masks
    if ((this.#isMinor[point] === 1 ? edgeLinkableMinor : edgeLinkable)[edge] === 0) return false
    const { edgeRegion, edgeFlags } = this.#network
    const own = this.#region[point]!
    if (own !== OUTSIDE) return edgeRegion[edge] === own
    return edgeRegion[edge] === OUTSIDE || (edgeFlags[edge]! & WAY_IN_OUTLINE) === 0
  }
}

/** The nearest place of one edge for each point that it comes near. */
class EdgeBest {
  readonly #metres: Float64Array
  readonly #segment: Int32Array
  readonly #along: Float64Array
  readonly #points: number[] = []

  constructor(points: number) {
    this.#metres = new Float64Array(points).fill(Infinity)
    this.#segment = new Int32Array(points)
    this.#along = new Float64Array(points)
  }

  offer(point: number, segment: number, along: number, metres: number): void {
    const known = this.#metres[point]!
    if (metres >= known) return
    if (known === Infinity) this.#points.push(point)
    this.#metres[point] = metres
    this.#segment[point] = segment
    this.#along[point] = along
  }

  /** Hands over what was found of an edge, by point, and forgets it. */
  settle(take: (point: number, segment: number, along: number, metres: number) => void): void {
    if (this.#points.length === 0) return
    this.#points.sort((a, b) => a - b)
    for (const point of this.#points) {
      take(point, this.#segment[point]!, this.#along[point]!, this.#metres[point]!)
      this.#metres[point] = Infinity
    }
    this.#points.length = 0
  }
}
