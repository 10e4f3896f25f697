// From degrees to drawing units on a flat local map. What enters: a box. What leaves: two functions and a size.
import { localScale } from '../../foundation/geo.ts'
import type { BoundingBox } from '../../foundation/units.ts'

/** Drawing units per CSS pixel of a map drawn at its natural width. Coordinates in paths are whole units. */
export const UNITS_PER_PIXEL = 4

/** A flat map of a box: y grows downwards, north is up. */
export interface DrawingFrame {
  /** Size in drawing units. */
  readonly width: number
  readonly height: number
  readonly unitsPerMetre: number
  /** What is shown, degrees; larger than the box that was asked for, to keep the shape. */
  readonly box: BoundingBox
  readonly xOf: (lonDegrees: number) => number
  readonly yOf: (latDegrees: number) => number
}

/** What a frame may look like. */
export interface FrameShape {
  /** Width in drawing units. */
  readonly width: number
  /** Height as a share of the width: lowest and highest. */
  readonly lowest: number
  readonly highest: number
  /** Empty margin on every side as a share of the longer side. */
  readonly margin: number
}

const MAP_SHAPE: FrameShape = { width: 960 * UNITS_PER_PIXEL, lowest: 0.45, highest: 0.72, margin: 0.04 }
/** A box is never drawn larger than life would allow: at least this many metres wide. */
const LEAST_METRES = 200

/** The frame that shows a whole box. */
export function drawingFrame(box: BoundingBox, given: Partial<FrameShape> = {}): DrawingFrame {
  const { width, lowest, highest, margin } = { ...MAP_SHAPE, ...given }
  const [west, south, east, north] = box
  const scale = localScale((south + north) / 2)
  const wide = Math.max(LEAST_METRES, (east - west) * scale.metresPerDegreeLon)
  const tall = Math.max(LEAST_METRES, (north - south) * scale.metresPerDegreeLat)
  const pad = margin * Math.max(wide, tall)
  let metresWide = wide + 2 * pad
  let metresTall = tall + 2 * pad
  if (metresTall / metresWide > highest) metresWide = metresTall / highest
  if (metresTall / metresWide < lowest) metresTall = metresWide * lowest
  const unitsPerMetre = width / metresWide
  const height = Math.round(metresTall * unitsPerMetre)
  const halfLon = metresWide / scale.metresPerDegreeLon / 2
  const halfLat = metresTall / scale.metresPerDegreeLat / 2
  const lon0 = (west + east) / 2 - halfLon
  const lat1 = (south + north) / 2 + halfLat
  return {
    width,
    height,
    unitsPerMetre,
    box: [lon0, lat1 - 2 * halfLat, lon0 + 2 * halfLon, lat1],
    xOf: (lon) => (lon - lon0) * scale.metresPerDegreeLon * unitsPerMetre,
    yOf: (lat) => (lat1 - lat) * scale.metresPerDegreeLat * unitsPerMetre,
  }
}
