// How much of two outlines lies on each other. Outlines in, shares out; the same outline a hundred thousand times costs little.
// It does not know what the outlines are of.
import { type PolygonRings, polygonsSquareMetres } from '../../foundation/geo.ts'
import type { BoundingBox } from '../../foundation/units.ts'
import { boxOfPolygons, insideTest } from './inside-test.ts'

/** Sample points along each side of a box in which two outlines are compared. */
const SAMPLES = 24
/** A share of sample points may be more than the share of area by this. */
const SLACK = 0.15

type Outline = readonly PolygonRings[]

interface Extent {
  /** Null for an outline without positions. */
  readonly box: BoundingBox | null
  readonly squareMetres: number
}

/** Compares outlines of a list with each other; what they are by themselves is found out once. */
export class OutlineLikeness {
  /** How many pairs were compared point by point: exact, for tests that guard the work done. */
  sampled = 0
  readonly #outlines: readonly (Outline | null)[]
  readonly #extents: (Extent | undefined)[]

  constructor(outlines: readonly (Outline | null)[]) {
    this.#outlines = outlines
    this.#extents = new Array(outlines.length)
  }

  /**
   * Area in common as a share of the area of both together, by a grid of sample points.
   *
   * @param least a smaller share is of no interest; it may come out as 0
   */
  compare(a: number, b: number, least: number): number {
    const [outlineA, outlineB] = [this.#outlines[a] ?? [], this.#outlines[b] ?? []]
    const [extentA, extentB] = [this.#extent(a, outlineA), this.#extent(b, outlineB)]
    if (extentA.box === null || extentB.box === null) return 0
    const smaller = Math.min(extentA.squareMetres, extentB.squareMetres)
    const larger = Math.max(extentA.squareMetres, extentB.squareMetres)
    // Of very different size they cannot lie on each other.
    if (smaller < larger * least || larger === 0) return 0
    if (areEqual(outlineA, outlineB)) return 1
    if (commonSquareMetres(extentA.box, extentB.box) < larger * (least - SLACK)) return 0
    this.sampled++
    return sampledShare(outlineA, outlineB, bothBoxes(extentA.box, extentB.box), least)
  }

  #extent(index: number, outline: Outline): Extent {
    const known = this.#extents[index]
    if (known !== undefined) return known
    const own = { box: boxOfPolygons(outline), squareMetres: polygonsSquareMetres(outline) }
    this.#extents[index] = own
    return own
  }
}

function areEqual(a: Outline, b: Outline): boolean {
  if (a === b) return true
  return (
    a.length === b.length &&
    a.every((rings, polygon) => {
      const others = b[polygon]!
      return rings.length === others.length && rings.every((ring, at) => areEqualRings(ring, others[at]!))
    })
  )
}

function areEqualRings(a: PolygonRings[number], b: PolygonRings[number]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at]![0] !== b[at]![0] || a[at]![1] !== b[at]![1]) return false
  return true
}

/** What two boxes have in common: more than outlines in them can have. */
function commonSquareMetres(a: BoundingBox, b: BoundingBox): number {
  const [west, south] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])]
  const [east, north] = [Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  if (west >= east || south >= north) return 0
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const
  return polygonsSquareMetres([[ring]])
}

function bothBoxes(a: BoundingBox, b: BoundingBox): BoundingBox {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}

function sampledShare(a: Outline, b: Outline, [west, south, east, north]: BoundingBox, least: number): number {
  const [testA, testB] = [insideTest(a)!, insideTest(b)!]
  let both = 0
  let either = 0
  for (let x = 0; x < SAMPLES; x++) {
    for (let y = 0; y < SAMPLES; y++) {
      const lon = west + ((x + 0.5) / SAMPLES) * (east - west)
      const lat = south + ((y + 0.5) / SAMPLES) * (north - south)
      const [inA, inB] = [testA.inside(lon, lat), testB.inside(lon, lat)]
      if (inA || inB) either++
      if (inA && inB) both++
    }
    // Even if all that is left were in common it would be too little.
    const left = SAMPLES * (SAMPLES - 1 - x)
    if (both + left < (either + left) * least) return 0
  }
  return either === 0 ? 0 : both / either
}
