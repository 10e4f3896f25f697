// How maps draw a layer: classes with names, conditions and looks. Colours stay apart for the colour-blind (blue against orange) and in
// greyscale (dark is near, light is far; what is missing has a black outline). It does not know any map program.
import type { CellValue } from './layer-columns.ts'

/** A colour: red, green, blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

/** From near to far. */
export const NEAR_TO_FAR: readonly Colour[] = [
  [8, 48, 107],
  [33, 113, 181],
  [107, 174, 214],
  [158, 202, 225],
  [198, 219, 239],
]
export const MISSING: Colour = [217, 95, 2]
export const UNKNOWN: Colour = [200, 200, 200]
export const WHITE: Colour = [255, 255, 255]
export const BLACK: Colour = [0, 0, 0]

/** Colours of categories: Okabe and Ito's, then the same again lighter. */
export const CATEGORY_COLOURS: readonly Colour[] = [
  [0, 114, 178],
  [230, 159, 0],
  [0, 158, 115],
  [204, 121, 167],
  [86, 180, 233],
  [213, 94, 0],
  [240, 228, 66],
  [90, 90, 90],
]

/** What a class of rows looks like. */
export interface LayerLook {
  readonly colour: Colour
  /** Of the filling, 0 to 255. */
  readonly alpha: number
  readonly outline: Colour
  readonly outlineMillimetres: number
  /** Of points. */
  readonly shape: 'circle' | 'diamond'
}

/** A look with a white edge, but for what is given. */
export function look(colour: Colour, outline: Colour = WHITE, outlineMillimetres = 0.15, alpha = 220): LayerLook {
  return { colour, alpha, outline, outlineMillimetres, shape: 'circle' }
}

/** A condition on one column; comparisons with an empty cell do not hold. */
export type ColumnTest =
  | { readonly key: string; readonly is: CellValue }
  | { readonly key: string; readonly atLeast: number }
  | { readonly key: string; readonly atMost: number }
  | { readonly key: string; readonly above: number }

/** One class of a legend: rows for which all conditions hold. */
export interface LayerClass {
  readonly nameEn: string
  readonly nameZh: string
  readonly where: readonly ColumnTest[]
  readonly look: LayerLook
}

/** One way of drawing a layer. */
export interface LayerDrawing {
  readonly titleEn: string
  readonly titleZh: string
  /** Drawn at first. */
  readonly shown: boolean
  /** Every row is in one of them. */
  readonly classes: readonly LayerClass[]
}

/** For programs that make classes by themselves: one column, and colours for it. */
export interface LayerRamp {
  /** `null`: all in one colour. */
  readonly key: string | null
  readonly scale: 'quantize' | 'ordinal'
  readonly colour: Colour
  readonly colours: readonly Colour[]
  /** 0 to 1. */
  readonly opacity: number
  readonly pointRadius: number
}

/** All ways of drawing a layer. */
export interface LayerDrawings {
  readonly main: LayerDrawing
  readonly ramp: LayerRamp
  /** Further ones by an id of their own, such as blocks by their walk to one category; `null` where there is only one. */
  readonly more: {
    readonly titleEn: string
    readonly titleZh: string
    readonly drawings: readonly (LayerDrawing & { readonly id: string })[]
  } | null
}
