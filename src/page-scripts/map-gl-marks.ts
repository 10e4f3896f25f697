// Pictures and marks of the interactive map: patterns of verdicts, closed compounds with their gates, the border of the study area.
// Reads the page's own data; it does not know what is chosen.
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { colours, data, line, type Packed } from './map-state.ts'

/** Names of the pictures: stripes for partly, dots for not met, gates. */
export type Icon = 'p' | 'u' | 'gate-open' | 'gate-shut'

const SIDE = 16
const colour = (name: string): string => colours[name]!

/** A picture, drawn here: the page has no file to load one from. */
export function icon(name: Icon): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIDE
  const pen = canvas.getContext('2d')!
  if (name === 'p') drawStripes(pen)
  else if (name === 'u') drawDots(pen)
  else drawGate(pen, name === 'gate-open')
  return pen.getImageData(0, 0, SIDE, SIDE)
}

function drawStripes(pen: CanvasRenderingContext2D) {
  pen.fillStyle = colour('mostly')
  pen.fillRect(0, 0, SIDE, SIDE)
  pen.strokeStyle = colour('partial')
  pen.lineWidth = 5
  for (const x of [0, SIDE]) {
    pen.beginPath()
    pen.moveTo(x - 4, SIDE + 4)
    pen.lineTo(x + SIDE + 4, -4)
    pen.stroke()
  }
}

function drawDots(pen: CanvasRenderingContext2D) {
  pen.fillStyle = colour('unmet')
  pen.fillRect(0, 0, SIDE, SIDE)
  pen.fillStyle = '#ffd9c2'
  for (const at of [4, 12]) {
    pen.beginPath()
    pen.arc(at, at, 1.7, 0, 7)
    pen.fill()
  }
}

/** A small square in the wall; one that is shut is full and crossed out. */
function drawGate(pen: CanvasRenderingContext2D, isOpen: boolean) {
  pen.fillStyle = isOpen ? '#fff' : colour('compound')
  pen.strokeStyle = colour('compound')
  pen.lineWidth = 3
  pen.fillRect(2, 2, SIDE - 4, SIDE - 4)
  pen.strokeRect(2, 2, SIDE - 4, SIDE - 4)
  if (isOpen) return
  pen.strokeStyle = '#fff'
  pen.lineWidth = 2
  pen.beginPath()
  pen.moveTo(5, 5)
  pen.lineTo(11, 11)
  pen.moveTo(11, 5)
  pen.lineTo(5, 11)
  pen.stroke()
}

function areas(polygons: readonly (readonly Packed[])[]): Geometry {
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(line)) }
}

function source(features: Feature[]): SourceSpecification {
  return { type: 'geojson', data: { type: 'FeatureCollection', features } satisfies FeatureCollection }
}

/** What {@link MARK_LAYERS} draw. */
export function markSources(): Record<string, SourceSpecification> {
  const gates = data.compounds.flatMap(({ gates, open }) =>
    gates.map((at, g): Feature => {
      const properties = { icon: open[g] === 1 ? 'gate-open' : 'gate-shut' }
      return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: at } }
    }),
  )
  return {
    compounds: source(data.compounds.map(({ rings }) => ({ type: 'Feature', properties: {}, geometry: areas(rings) }))),
    gates: source(gates),
    'study-area': source(
      data.studyArea.length === 0 ? [] : [{ type: 'Feature', properties: {}, geometry: areas(data.studyArea) }],
    ),
  }
}

/** Outlines lie over the blocks, gates over the walks. */
export const MARK_LAYERS: Readonly<Record<'outlines' | 'gates', readonly LayerSpecification[]>> = {
  outlines: [
    {
      id: 'compounds',
      type: 'line',
      source: 'compounds',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour('compound'),
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 0.8, 17, 3.2],
      },
    },
    {
      id: 'study-area',
      type: 'line',
      source: 'study-area',
      paint: { 'line-color': colour('ink'), 'line-width': 2.4, 'line-dasharray': [4, 1.6, 0.8, 1.6] },
    },
  ],
  gates: [
    {
      id: 'gates',
      type: 'symbol',
      source: 'gates',
      minzoom: 12.5,
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 12.5, 0.7, 17, 1.5],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ],
}
