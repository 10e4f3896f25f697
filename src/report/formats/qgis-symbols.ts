// Symbols of QGIS styles as XML, and the colours of the maps. Colours stay apart for the colour-blind (blue against orange) and in
// greyscale (dark is near, light is far; what is missing has a black outline). It does not know what is drawn.

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

/** What a class of features looks like. */
export interface SymbolLook {
  readonly colour: Colour
  /** 0 to 255. */
  readonly alpha: number
  readonly outline: Colour
  readonly outlineMillimetres: number
  /** Of points. */
  readonly shape: 'circle' | 'diamond'
}

function rgba([red, green, blue]: Colour, alpha: number): string {
  return `${red},${green},${blue},${alpha}`
}

function options(values: Readonly<Record<string, string>>): string {
  const list = Object.entries(values).map(([name, value]) => `<Option name="${name}" type="QString" value="${value}"/>`)
  return `<Option type="Map">${list.join('')}</Option>`
}

function symbol(name: string, type: 'fill' | 'marker', layer: string): string {
  return `<symbol name="${name}" type="${type}" alpha="1" clip_to_extent="1" force_rhr="0">${layer}</symbol>`
}

/** A filled area, or a dot for points. */
export function symbolXml(name: string, geometry: 'point' | 'polygon', look: SymbolLook): string {
  const outline = {
    outline_color: rgba(look.outline, 255),
    outline_style: 'solid',
    outline_width: String(look.outlineMillimetres),
    outline_width_unit: 'MM',
  }
  if (geometry === 'polygon') {
    const fill = options({ color: rgba(look.colour, look.alpha), style: 'solid', joinstyle: 'bevel', ...outline })
    return symbol(name, 'fill', `<layer class="SimpleFill" enabled="1" locked="0" pass="0">${fill}</layer>`)
  }
  const marker = options({
    name: look.shape,
    color: rgba(look.colour, look.alpha),
    size: look.shape === 'circle' ? '2.4' : '3',
    size_unit: 'MM',
    ...outline,
  })
  return symbol(name, 'marker', `<layer class="SimpleMarker" enabled="1" locked="0" pass="0">${marker}</layer>`)
}
