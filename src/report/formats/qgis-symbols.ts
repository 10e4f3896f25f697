// Symbols of QGIS styles as XML. Looks in, XML out. It does not know what is drawn.
import type { Colour, LayerLook } from '../layers/layer-drawing.ts'

/** What QGIS draws as one layer. */
export type QgisGeometry = 'point' | 'line' | 'polygon'

function rgba([red, green, blue]: Colour, alpha: number): string {
  return `${red},${green},${blue},${alpha}`
}

function options(values: Readonly<Record<string, string>>): string {
  const list = Object.entries(values).map(([name, value]) => `<Option name="${name}" type="QString" value="${value}"/>`)
  return `<Option type="Map">${list.join('')}</Option>`
}

function symbol(name: string, type: 'fill' | 'line' | 'marker', layer: string): string {
  return `<symbol name="${name}" type="${type}" alpha="1" clip_to_extent="1" force_rhr="0">${layer}</symbol>`
}

/** A filled area, a line, or a dot for points. */
export function symbolXml(name: string, geometry: QgisGeometry, look: LayerLook): string {
  if (geometry === 'line') {
    const line = options({
      line_color: rgba(look.colour, 255),
      line_style: 'solid',
      line_width: '0.5',
      line_width_unit: 'MM',
      capstyle: 'round',
      joinstyle: 'round',
    })
    return symbol(name, 'line', `<layer class="SimpleLine" enabled="1" locked="0" pass="0">${line}</layer>`)
  }
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
