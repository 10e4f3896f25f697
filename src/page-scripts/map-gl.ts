// The map drawn with MapLibre GL, which the page carries as a script of its own. Colours come from the page's data, so that map and
// report look alike.
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type {
  ExpressionSpecification,
  GeoJSONSource,
  Map as GlMap,
  LayerSpecification,
  Point,
  SourceSpecification,
} from 'maplibre-gl'
import { type Icon, icon, MARK_LAYERS, markSources } from './map-gl-marks.ts'
import { links } from './map-links.ts'
import {
  blocks,
  change,
  colours,
  data,
  isShownKind,
  line,
  onChange,
  type Packed,
  type Position,
  selectBlock,
  selectFacility,
  state,
  verdict,
} from './map-state.ts'
import { byId, lang } from './page.ts'

declare const maplibregl: typeof import('maplibre-gl') | undefined

const colour = (name: string): string => colours[name]!

/** @returns `null` where there is no WebGL: the map is then drawn otherwise */
export function drawWithMaplibre(): GlMap | null {
  const probe = document.createElement('canvas')
  if (typeof maplibregl === 'undefined' || !(probe.getContext('webgl2') || probe.getContext('webgl'))) return null

  function lines(packed: readonly Packed[]): Geometry {
    return { type: 'MultiLineString', coordinates: packed.map(line) }
  }
  function rings(packed: readonly Packed[]): Geometry {
    const polygons: Position[][][] = []
    packed.forEach((one) => {
      const ring = line(one)
      let twice = 0
      for (let i = 0; i + 1 < ring.length; i++)
        twice +=
          (ring[i]![0] - ring[0]![0]) * (ring[i + 1]![1] - ring[0]![1]) -
          (ring[i + 1]![0] - ring[0]![0]) * (ring[i]![1] - ring[0]![1])
      if (twice >= 0 || polygons.length === 0) polygons.push([ring])
      else polygons[polygons.length - 1]!.push(ring)
    })
    return { type: 'MultiPolygon', coordinates: polygons }
  }
  function source(geometry: Geometry): SourceSpecification {
    return { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: geometry } }
  }
  function collection(features: Feature[]): FeatureCollection {
    return { type: 'FeatureCollection', features: features }
  }

  function blockFeatures() {
    const features: Feature[] = []
    for (let b = 0; b < blocks.count; b++) {
      const packed = blocks.rings[b]
      const geometry: Geometry = packed
        ? { type: 'MultiPolygon', coordinates: packed.map((polygon) => polygon.map(line)) }
        : { type: 'Point', coordinates: blocks.centres[b]! }
      features.push({ type: 'Feature', id: b, properties: { v: verdict(b), p: packed ? 0 : 1 }, geometry: geometry })
    }
    return collection(features)
  }
  function facilityFeatures() {
    return collection(
      data.facilities.places.map((place, f) => ({
        type: 'Feature',
        id: f,
        properties: { on: isShownKind(data.facilities.category[f]!) ? 1 : 0, linked: data.facilities.linked[f] },
        geometry: { type: 'Point', coordinates: place },
      })),
    )
  }
  function linkFeatures() {
    return collection(
      links().map((link) => ({
        type: 'Feature',
        properties: { route: link.route ? 1 : 0, chosen: link.chosen ? 1 : 0 },
        geometry: { type: 'LineString', coordinates: [...link.line] },
      })),
    )
  }
  function placeFeatures() {
    return collection(
      data.ground.places.map((place) => ({
        type: 'Feature',
        properties: { name: place[lang()]!, rank: place.rank },
        geometry: { type: 'Point', coordinates: place.at },
      })),
    )
  }

  function grow(small: number, large: number): ExpressionSpecification {
    return ['interpolate', ['exponential', 1.6], ['zoom'], 10, small, 17, large]
  }
  function lineLayer(id: string, colour: string, width: number | ExpressionSpecification, more?: object): object {
    return Object.assign(
      {
        id: id,
        type: 'line',
        source: id,
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': colour, 'line-width': width },
      },
      more,
    )
  }
  function fillLayer(id: string, colour: string, more?: object): object {
    return Object.assign({ id: id, type: 'fill', source: id, paint: { 'fill-color': colour } }, more)
  }

  const ground = data.ground
  const sources: Record<string, SourceSpecification> = {
    coast: source(ground.island ? rings(ground.coast) : lines(ground.coast)),
    green: source(rings(ground.green)),
    water: source(rings(ground.water)),
    buildings: source(rings(ground.buildings)),
    waterway: source(lines(ground.waterway)),
    railway: source(lines(ground.railway)),
    path: source(lines(ground.path)),
    steps: source(lines(ground.steps)),
    minor: source(lines(ground.minor)),
    major: source(lines(ground.major)),
    blocks: { type: 'geojson', data: blockFeatures() },
    facilities: { type: 'geojson', data: facilityFeatures() },
    links: { type: 'geojson', data: linkFeatures() },
    places: { type: 'geojson', data: placeFeatures() },
    ...markSources(),
  }
  const by = [
    'match',
    ['get', 'v'],
    'm',
    colour('met'),
    'p',
    colour('partial'),
    'u',
    colour('unmet'),
    'n',
    colour('nodata'),
    'h',
    colour('mostly'),
    '#ffffff',
  ]
  const edge = ['match', ['get', 'v'], 'm', '#5f93b8', 'p', '#a8650c', 'h', '#a8650c', 'u', '#6f2705', '#6b7680']
  const plainFill: Readonly<Record<string, string>> = {
    m: colour('met'),
    h: colour('mostly'),
    n: colour('nodata'),
    k: '#ffffff',
    s: '#ffffff',
  }
  function verdictFill(letter: string): object {
    const id = 'blocks-' + letter
    const paint =
      letter === 'p' || letter === 'u'
        ? { 'fill-pattern': letter }
        : { 'fill-color': plainFill[letter]!, 'fill-opacity': letter === 'm' || letter === 'h' ? 0.9 : 0.7 }
    return {
      id: id,
      type: 'fill',
      source: 'blocks',
      filter: ['all', ['==', ['get', 'p'], 0], ['==', ['get', 'v'], letter]],
      paint: paint,
    }
  }
  const layers = [
    {
      id: 'ground',
      type: 'background',
      paint: { 'background-color': ground.island ? colour('water') : colour('ground') },
    },
    ground.island ? fillLayer('coast', colour('ground')) : lineLayer('coast', colour('water'), 2),
    fillLayer('green', colour('green')),
    fillLayer('water', colour('water')),
    lineLayer('waterway', colour('water'), grow(0.6, 5)),
    fillLayer('buildings', colour('building'), { minzoom: 14 }),
    lineLayer('railway', colour('railway'), grow(0.6, 2), {
      paint: { 'line-color': colour('railway'), 'line-width': grow(0.6, 2), 'line-dasharray': [6, 2] },
    }),
    lineLayer('path', colour('minor'), grow(0.3, 2), {
      minzoom: 13,
      layout: {},
      paint: { 'line-color': colour('minor'), 'line-width': grow(0.3, 2), 'line-dasharray': [3, 2] },
    }),
    lineLayer('steps', colour('major'), grow(0.4, 4), {
      minzoom: 13,
      layout: {},
      paint: { 'line-color': colour('major'), 'line-width': grow(0.4, 4), 'line-dasharray': [0.6, 0.6] },
    }),
    lineLayer('minor', colour('minor'), grow(0.4, 7)),
    lineLayer('major', colour('major'), grow(0.8, 11)),
    verdictFill('k'),
    verdictFill('s'),
    verdictFill('n'),
    verdictFill('m'),
    verdictFill('h'),
    verdictFill('p'),
    verdictFill('u'),
    {
      id: 'blocks-edge',
      type: 'line',
      source: 'blocks',
      filter: ['==', ['get', 'p'], 0],
      paint: { 'line-color': edge, 'line-width': grow(0.3, 1.6) },
    },
    {
      id: 'blocks-point',
      type: 'circle',
      source: 'blocks',
      filter: ['==', ['get', 'p'], 1],
      paint: {
        'circle-color': by,
        'circle-stroke-color': edge,
        'circle-stroke-width': 1,
        'circle-radius': grow(2.2, 11),
      },
    },
    ...MARK_LAYERS.outlines,
    {
      id: 'links',
      type: 'line',
      source: 'links',
      filter: ['==', ['get', 'route'], 0],
      paint: {
        'line-color': colour('gap'),
        'line-dasharray': [3, 2],
        'line-width': ['case', ['==', ['get', 'chosen'], 1], 2.6, 1],
        'line-opacity': ['case', ['==', ['get', 'chosen'], 1], 1, 0.55],
      },
    },
    {
      id: 'routes',
      type: 'line',
      source: 'links',
      filter: ['==', ['get', 'route'], 1],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour('gap'), 'line-width': ['case', ['==', ['get', 'chosen'], 1], 4, 1.4] },
    },
    ...MARK_LAYERS.gates,
    {
      id: 'chosen',
      type: 'line',
      source: 'blocks',
      filter: ['==', ['id'], -1],
      paint: { 'line-color': colour('ink'), 'line-width': 3.5 },
    },
    {
      id: 'chosen-point',
      type: 'circle',
      source: 'blocks',
      filter: ['==', ['id'], -1],
      paint: {
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': colour('ink'),
        'circle-stroke-width': 3.5,
        'circle-radius': 10,
      },
    },
    {
      id: 'facilities-off',
      type: 'circle',
      source: 'facilities',
      filter: ['==', ['get', 'on'], 0],
      minzoom: 13,
      paint: {
        'circle-radius': 2.4,
        'circle-color': colour('quiet'),
        'circle-stroke-color': '#fff',
        'circle-stroke-width': 1,
        'circle-opacity': 0.7,
      },
    },
    {
      id: 'facilities',
      type: 'circle',
      source: 'facilities',
      filter: ['==', ['get', 'on'], 1],
      paint: {
        'circle-radius': grow(3.4, 8),
        'circle-color': ['case', ['==', ['get', 'linked'], 1], colour('ink'), '#fff'],
        'circle-stroke-color': ['case', ['==', ['get', 'linked'], 1], '#fff', colour('ink')],
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'facility',
      type: 'circle',
      source: 'facilities',
      filter: ['==', ['id'], -1],
      paint: {
        'circle-radius': 12,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': colour('ink'),
        'circle-stroke-width': 3,
      },
    },
    ...MARK_LAYERS.sites,
    {
      id: 'places',
      type: 'symbol',
      source: 'places',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': ['sans-serif'],
        'text-size': 13,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': colour('quiet'), 'text-halo-color': '#fff', 'text-halo-width': 1.6 },
    },
  ]

  maplibregl.setWorkerUrl(
    URL.createObjectURL(new Blob([byId('worker').textContent ?? ''], { type: 'text/javascript' })),
  )
  maplibregl.setWorkerCount(1)
  const box = byId('map')
  const bounds = JSON.parse(box.getAttribute('data-box')!) as [number, number, number, number]
  let map: GlMap
  try {
    map = new maplibregl.Map({
      container: box,
      style: { version: 8, sources: sources, layers: layers as LayerSpecification[] },
      bounds: [
        [bounds[0], bounds[1]],
        [bounds[2], bounds[3]],
      ],
      fitBoundsOptions: { padding: 24 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      maxZoom: 19,
    })
  } catch (_error) {
    return null
  }
  ;(['p', 'u', 'gate-open', 'gate-shut', 'site'] satisfies Icon[]).forEach((name) => {
    map.addImage(name, icon(name), { pixelRatio: 2 })
  })
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new maplibregl.ScaleControl({}), 'bottom-left')
  map.addControl(
    new maplibregl.AttributionControl({ compact: false, customAttribution: data.credit[lang()]! }),
    'bottom-right',
  )
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  const canvas = map.getCanvas()
  canvas.setAttribute('aria-label', box.getAttribute('aria-label')!)
  canvas.setAttribute('data-words', 'aria-label')
  document.querySelectorAll('[data-set-lang]').forEach((button) => {
    const name = `data-${button.getAttribute('data-set-lang')}`
    canvas.setAttribute(name, box.getAttribute(name) ?? '')
  })
  box.removeAttribute('aria-label')
  box.removeAttribute('data-words')
  box.removeAttribute('role')

  function at(point: Point): { readonly facility: number } | { readonly block: number } | null {
    const around: [[number, number], [number, number]] = [
      [point.x - 5, point.y - 5],
      [point.x + 5, point.y + 5],
    ]
    function nearest(
      list: readonly { readonly id?: number | string | undefined }[],
      place: (number: number) => Position,
    ): number | null {
      let best: number | null = null
      let least = Infinity
      list.forEach((feature) => {
        const where = map.project(place(Number(feature.id)))
        const distance = Math.hypot(where.x - point.x, where.y - point.y)
        if (distance < least) {
          least = distance
          best = Number(feature.id)
        }
      })
      return best
    }
    const facility = nearest(
      map.queryRenderedFeatures(around, { layers: ['facilities'] }),
      (f) => data.facilities.places[f]!,
    )
    if (facility !== null) return { facility: facility }
    let inside = map.queryRenderedFeatures(point, {
      layers: ['k', 's', 'n', 'm', 'h', 'p', 'u', 'point'].map((letter) => `blocks-${letter}`),
    })
    if (inside.length === 0) inside = map.queryRenderedFeatures(around, { layers: ['blocks-point'] })
    const block = nearest(inside, (b) => blocks.centres[b]!)
    return block === null ? null : { block: block }
  }
  map.on('click', (event) => {
    const hit = at(event.point)
    if (!hit) change({ block: -1, facility: -1 })
    else if ('facility' in hit) selectFacility(hit.facility)
    else selectBlock(hit.block)
  })
  map.on('mousemove', (event) => {
    canvas.style.cursor = at(event.point) ? 'pointer' : ''
  })
  function shown(id: string): GeoJSONSource {
    return map.getSource(id) as GeoJSONSource
  }
  map.on('load', () => {
    document.documentElement.setAttribute('data-map', 'ready')
    onChange((part) => {
      if ('view' in part || 'limit' in part) {
        shown('blocks').setData(blockFeatures())
        shown('facilities').setData(facilityFeatures())
      }
      shown('links').setData(linkFeatures())
      map.setFilter('chosen', ['all', ['==', ['id'], state.block], ['==', ['get', 'p'], 0]])
      map.setFilter('chosen-point', ['all', ['==', ['id'], state.block], ['==', ['get', 'p'], 1]])
      map.setFilter('facility', ['==', ['id'], state.facility])
      const place =
        'block' in part && state.block >= 0
          ? blocks.centres[state.block]!
          : 'facility' in part && state.facility >= 0
            ? data.facilities.places[state.facility]!
            : null
      if (place && !map.getBounds().contains(place)) map.easeTo({ center: place })
    })
    document.addEventListener('lc-lang', () => {
      shown('places').setData(placeFeatures())
    })
  })
  return map
}
