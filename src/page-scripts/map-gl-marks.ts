// Pictures and marks of the interactive map: patterns of verdicts, closed compounds with their gates, the border of the study area.
// Reads the page's own data; it does not know what is chosen.
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { blocks, colours, data, line, type Packed } from './map-state.ts'

/** Names of the pictures: stripes for partly, dots for not met, gates, new sites. */
export type Icon = 'p' | 'u' | 'gate-open' | 'gate-shut' | 'site'

const SIDE = 16
/** A new site has room for the number of its step. */
const SITE_SIDE = 56
const colour = (name: string): string => colours[name]!

/** A picture, drawn here: the page has no file to load one from. */
export function icon(name: Icon): ImageData {
  const canvas = document.createElement('canvas')
  const side = name === 'site' ? SITE_SIDE : SIDE
  canvas.width = canvas.height = side
  const pen = canvas.getContext('2d')!
  if (name === 'p') drawStripes(pen)
  else if (name === 'u') drawDots(pen)
  else if (name === 'site') drawSite(pen)
  else drawGate(pen, name === 'gate-open')
  return pen.getImageData(0, 0, side, side)
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

/** A diamond, as in the report. */
function drawSite(pen: CanvasRenderingContext2D) {
  const half = SITE_SIDE / 2
  pen.fillStyle = colour('site')
  pen.strokeStyle = '#fff'
  pen.lineWidth = 4
  pen.beginPath()
  pen.moveTo(half, 3)
  pen.lineTo(SITE_SIDE - 3, half)
  pen.lineTo(half, SITE_SIDE - 3)
  pen.lineTo(3, half)
  pen.closePath()
  pen.fill()
  pen.stroke()
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
    sites: source(
      (data.plan?.sites ?? []).map(({ at, step }) => ({
        type: 'Feature',
        properties: { step: step },
        geometry: { type: 'Point', coordinates: at },
      })),
    ),
    gains: source(
      (data.plan?.gains ?? []).map(({ block }): Feature => {
        const packed = blocks.rings[block]
        return {
          type: 'Feature',
          properties: {},
          geometry: packed ? areas(packed) : { type: 'Point', coordinates: blocks.centres[block]! },
        }
      }),
    ),
    'study-area': source(
      data.studyArea.length === 0 ? [] : [{ type: 'Feature', properties: {}, geometry: areas(data.studyArea) }],
    ),
  }
}

/** Outlines lie over the blocks, gates over the walks. */
export const MARK_LAYERS: Readonly<Record<'outlines' | 'gates' | 'sites', readonly LayerSpecification[]>> = {
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
    {
      id: 'gains',
      type: 'line',
      source: 'gains',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': colour('site'), 'line-width': 2.4, 'line-dasharray': [2, 1] },
    },
    {
      id: 'gains-point',
      type: 'circle',
      source: 'gains',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 3, 17, 13],
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': colour('site'),
        'circle-stroke-width': 1.6,
      },
    },
  ],
  sites: [
    {
      id: 'sites',
      type: 'symbol',
      source: 'sites',
      layout: {
        'icon-image': 'site',
        'icon-allow-overlap': true,
        'text-field': ['get', 'step'],
        'text-font': ['sans-serif'],
        'text-size': 11,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': '#fff' },
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
