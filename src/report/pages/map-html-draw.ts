// Scripts of the map page as text: drawing with MapLibre where there is WebGL, else as SVG from the same data.
// ECMAScript without templates; colours come from the page's data, so that map and report look alike.

/** Draws with MapLibre GL; leaves `LC.drawn` false where WebGL is missing. */
export const MAP_GL_SCRIPT = `
;(function () {
  'use strict'
  var data = LC.data
  var state = LC.state
  var blocks = data.blocks
  var colours = JSON.parse(document.getElementById('colours').textContent)
  LC.colours = colours
  LC.drawn = false
  var probe = document.createElement('canvas')
  if (!window.maplibregl || !(probe.getContext('webgl2') || probe.getContext('webgl'))) return

  function lines(packed) { return { type: 'MultiLineString', coordinates: packed.map(LC.line) } }
  function rings(packed) {
    var polygons = []
    packed.forEach(function (one) {
      var ring = LC.line(one)
      var twice = 0
      for (var i = 0; i + 1 < ring.length; i++) twice += (ring[i][0] - ring[0][0]) * (ring[i + 1][1] - ring[0][1]) - (ring[i + 1][0] - ring[0][0]) * (ring[i][1] - ring[0][1])
      if (twice >= 0 || polygons.length === 0) polygons.push([ring])
      else polygons[polygons.length - 1].push(ring)
    })
    return { type: 'MultiPolygon', coordinates: polygons }
  }
  function source(geometry) { return { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: geometry } } }
  function collection(features) { return { type: 'FeatureCollection', features: features } }

  function blockFeatures() {
    var features = []
    for (var b = 0; b < blocks.count; b++) {
      var packed = blocks.rings[b]
      var geometry = packed ? { type: 'MultiPolygon', coordinates: packed.map(function (polygon) { return polygon.map(LC.line) }) } : { type: 'Point', coordinates: blocks.centres[b] }
      features.push({ type: 'Feature', id: b, properties: { v: LC.verdict(b), p: packed ? 0 : 1 }, geometry: geometry })
    }
    return collection(features)
  }
  function facilityFeatures() {
    return collection(data.facilities.places.map(function (place, f) {
      return { type: 'Feature', id: f, properties: { on: data.facilities.category[f] === state.category ? 1 : 0, linked: data.facilities.linked[f] }, geometry: { type: 'Point', coordinates: place } }
    }))
  }
  function linkFeatures() {
    return collection(LC.links().map(function (link) {
      return { type: 'Feature', properties: { route: link.route ? 1 : 0, chosen: link.chosen ? 1 : 0 }, geometry: { type: 'LineString', coordinates: link.line } }
    }))
  }
  function placeFeatures() {
    return collection(data.ground.places.map(function (place) {
      return { type: 'Feature', properties: { name: place[LC.lang()], rank: place.rank }, geometry: { type: 'Point', coordinates: place.at } }
    }))
  }

  /** Patterns as pictures of their own: stripes for partly, dots for not met. */
  function pattern(kind) {
    var side = 16
    var canvas = document.createElement('canvas')
    canvas.width = canvas.height = side
    var pen = canvas.getContext('2d')
    if (kind === 'p') {
      pen.fillStyle = '#fbe3bf'
      pen.fillRect(0, 0, side, side)
      pen.strokeStyle = colours.partial
      pen.lineWidth = 5
      ;[-8, 0, 8, 16, 24].forEach(function (x) { if (x % 16 === 0) { pen.beginPath(); pen.moveTo(x - 4, side + 4); pen.lineTo(x + side + 4, -4); pen.stroke() } })
    } else {
      pen.fillStyle = colours.unmet
      pen.fillRect(0, 0, side, side)
      pen.fillStyle = '#ffd9c2'
      ;[[4, 4], [12, 12]].forEach(function (at) { pen.beginPath(); pen.arc(at[0], at[1], 1.7, 0, 7); pen.fill() })
    }
    return pen.getImageData(0, 0, side, side)
  }

  function grow(small, large) { return ['interpolate', ['exponential', 1.6], ['zoom'], 10, small, 17, large] }
  function lineLayer(id, colour, width, more) {
    return Object.assign({ id: id, type: 'line', source: id, layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': colour, 'line-width': width } }, more)
  }
  function fillLayer(id, colour, more) { return Object.assign({ id: id, type: 'fill', source: id, paint: { 'fill-color': colour } }, more) }

  var ground = data.ground
  var sources = {
    coast: source(ground.island ? rings(ground.coast) : lines(ground.coast)),
    green: source(rings(ground.green)), water: source(rings(ground.water)), buildings: source(rings(ground.buildings)),
    waterway: source(lines(ground.waterway)), railway: source(lines(ground.railway)), path: source(lines(ground.path)),
    steps: source(lines(ground.steps)), minor: source(lines(ground.minor)), major: source(lines(ground.major)),
    blocks: { type: 'geojson', data: blockFeatures() },
    facilities: { type: 'geojson', data: facilityFeatures() },
    links: { type: 'geojson', data: linkFeatures() },
    places: { type: 'geojson', data: placeFeatures() }
  }
  var by = ['match', ['get', 'v'], 'm', colours.met, 'p', colours.partial, 'u', colours.unmet, '#ffffff']
  var edge = ['match', ['get', 'v'], 'm', '#5f93b8', 'p', '#a8650c', 'u', '#6f2705', '#6b7680']
  function verdictFill(letter) {
    var id = 'blocks-' + letter
    var paint = letter === 'p' || letter === 'u' ? { 'fill-pattern': letter } : { 'fill-color': letter === 'm' ? colours.met : '#ffffff', 'fill-opacity': letter === 'm' ? 0.9 : 0.7 }
    return { id: id, type: 'fill', source: 'blocks', filter: ['all', ['==', ['get', 'p'], 0], ['==', ['get', 'v'], letter]], paint: paint }
  }
  var layers = [
    { id: 'ground', type: 'background', paint: { 'background-color': ground.island ? colours.water : colours.ground } },
    ground.island ? fillLayer('coast', colours.ground) : lineLayer('coast', colours.water, 2),
    fillLayer('green', colours.green), fillLayer('water', colours.water), lineLayer('waterway', colours.water, grow(0.6, 5)),
    fillLayer('buildings', colours.building, { minzoom: 14 }),
    lineLayer('railway', colours.railway, grow(0.6, 2), { paint: { 'line-color': colours.railway, 'line-width': grow(0.6, 2), 'line-dasharray': [6, 2] } }),
    lineLayer('path', colours.minor, grow(0.3, 2), { minzoom: 13, layout: {}, paint: { 'line-color': colours.minor, 'line-width': grow(0.3, 2), 'line-dasharray': [3, 2] } }),
    lineLayer('steps', colours.major, grow(0.4, 4), { minzoom: 13, layout: {}, paint: { 'line-color': colours.major, 'line-width': grow(0.4, 4), 'line-dasharray': [0.6, 0.6] } }),
    lineLayer('minor', colours.minor, grow(0.4, 7)), lineLayer('major', colours.major, grow(0.8, 11)),
    verdictFill('k'), verdictFill('m'), verdictFill('p'), verdictFill('u'),
    { id: 'blocks-edge', type: 'line', source: 'blocks', filter: ['==', ['get', 'p'], 0], paint: { 'line-color': edge, 'line-width': grow(0.3, 1.6) } },
    { id: 'blocks-point', type: 'circle', source: 'blocks', filter: ['==', ['get', 'p'], 1], paint: { 'circle-color': by, 'circle-stroke-color': edge, 'circle-stroke-width': 1, 'circle-radius': grow(2.2, 11) } },
    { id: 'links', type: 'line', source: 'links', filter: ['==', ['get', 'route'], 0], paint: { 'line-color': colours.gap, 'line-dasharray': [3, 2], 'line-width': ['case', ['==', ['get', 'chosen'], 1], 2.6, 1], 'line-opacity': ['case', ['==', ['get', 'chosen'], 1], 1, 0.55] } },
    { id: 'routes', type: 'line', source: 'links', filter: ['==', ['get', 'route'], 1], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': colours.gap, 'line-width': ['case', ['==', ['get', 'chosen'], 1], 4, 1.4] } },
    { id: 'chosen', type: 'line', source: 'blocks', filter: ['==', ['id'], -1], paint: { 'line-color': colours.ink, 'line-width': 3.5 } },
    { id: 'chosen-point', type: 'circle', source: 'blocks', filter: ['==', ['id'], -1], paint: { 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': colours.ink, 'circle-stroke-width': 3.5, 'circle-radius': 10 } },
    { id: 'facilities-off', type: 'circle', source: 'facilities', filter: ['==', ['get', 'on'], 0], minzoom: 13, paint: { 'circle-radius': 2.4, 'circle-color': colours.quiet, 'circle-stroke-color': '#fff', 'circle-stroke-width': 1, 'circle-opacity': 0.7 } },
    { id: 'facilities', type: 'circle', source: 'facilities', filter: ['==', ['get', 'on'], 1], paint: { 'circle-radius': grow(3.4, 8), 'circle-color': ['case', ['==', ['get', 'linked'], 1], colours.ink, '#fff'], 'circle-stroke-color': ['case', ['==', ['get', 'linked'], 1], '#fff', colours.ink], 'circle-stroke-width': 1.6 } },
    { id: 'facility', type: 'circle', source: 'facilities', filter: ['==', ['id'], -1], paint: { 'circle-radius': 12, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': colours.ink, 'circle-stroke-width': 3 } },
    { id: 'places', type: 'symbol', source: 'places', layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-size': 13, 'symbol-sort-key': ['get', 'rank'] }, paint: { 'text-color': colours.quiet, 'text-halo-color': '#fff', 'text-halo-width': 1.6 } }
  ]

  maplibregl.setWorkerUrl(URL.createObjectURL(new Blob([document.getElementById('worker').textContent], { type: 'text/javascript' })))
  maplibregl.setWorkerCount(1)
  var box = document.getElementById('map')
  var bounds = JSON.parse(box.getAttribute('data-box'))
  var map
  try {
    map = new maplibregl.Map({
      container: box, style: { version: 8, sources: sources, layers: layers }, bounds: [[bounds[0], bounds[1]], [bounds[2], bounds[3]]],
      fitBoundsOptions: { padding: 24 }, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, maxZoom: 19
    })
  } catch (error) {
    return
  }
  LC.drawn = true
  LC.map = map
  ;['p', 'u'].forEach(function (letter) { map.addImage(letter, pattern(letter), { pixelRatio: 2 }) })
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new maplibregl.ScaleControl({}), 'bottom-left')
  map.addControl(new maplibregl.AttributionControl({ compact: false, customAttribution: LC.data.credit[LC.lang()] }), 'bottom-right')
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  var canvas = map.getCanvas()
  canvas.setAttribute('aria-label', box.getAttribute('aria-label'))
  canvas.setAttribute('data-words', 'aria-label')
  canvas.setAttribute('data-en', box.getAttribute('data-en'))
  canvas.setAttribute('data-zh', box.getAttribute('data-zh'))
  box.removeAttribute('aria-label')
  box.removeAttribute('data-words')
  box.removeAttribute('role')

  function at(point) {
    var around = [[point.x - 5, point.y - 5], [point.x + 5, point.y + 5]]
    function nearest(list, place) {
      var best = null
      var least = Infinity
      list.forEach(function (feature) {
        var where = map.project(place(feature.id))
        var distance = Math.hypot(where.x - point.x, where.y - point.y)
        if (distance < least) { least = distance; best = feature.id }
      })
      return best
    }
    var facility = nearest(map.queryRenderedFeatures(around, { layers: ['facilities'] }), function (f) { return data.facilities.places[f] })
    if (facility !== null) return { facility: facility }
    var inside = map.queryRenderedFeatures(point, { layers: ['blocks-k', 'blocks-m', 'blocks-p', 'blocks-u', 'blocks-point'] })
    if (inside.length === 0) inside = map.queryRenderedFeatures(around, { layers: ['blocks-point'] })
    var block = nearest(inside, function (b) { return blocks.centres[b] })
    return block === null ? null : { block: block }
  }
  map.on('click', function (event) {
    var hit = at(event.point)
    if (!hit) LC.change({ block: -1, facility: -1 })
    else if (hit.facility !== undefined) LC.selectFacility(hit.facility)
    else LC.selectBlock(hit.block)
  })
  map.on('mousemove', function (event) { canvas.style.cursor = at(event.point) ? 'pointer' : '' })
  map.on('load', function () {
    document.documentElement.setAttribute('data-map', 'ready')
    LC.onChange(function (part) {
      if ('category' in part || 'limit' in part) {
        map.getSource('blocks').setData(blockFeatures())
        map.getSource('facilities').setData(facilityFeatures())
      }
      map.getSource('links').setData(linkFeatures())
      map.setFilter('chosen', ['all', ['==', ['id'], state.block], ['==', ['get', 'p'], 0]])
      map.setFilter('chosen-point', ['all', ['==', ['id'], state.block], ['==', ['get', 'p'], 1]])
      map.setFilter('facility', ['==', ['id'], state.facility])
      var place = 'block' in part && state.block >= 0 ? blocks.centres[state.block] : 'facility' in part && state.facility >= 0 ? data.facilities.places[state.facility] : null
      if (place && !map.getBounds().contains(place)) map.easeTo({ center: place })
    })
    document.addEventListener('lc-lang', function () { map.getSource('places').setData(placeFeatures()) })
  })
})()
`

/** Draws the same as SVG where the interactive map cannot be. */
export const MAP_SVG_SCRIPT = `
;(function () {
  'use strict'
  if (LC.drawn) return
  var data = LC.data
  var state = LC.state
  var blocks = data.blocks
  var colours = LC.colours
  var NS = 'http://www.w3.org/2000/svg'
  var holder = document.getElementById('map')
  document.getElementById('nogl').hidden = false
  var box = JSON.parse(holder.getAttribute('data-box'))
  var scale = Math.cos(((box[1] + box[3]) / 2) * Math.PI / 180)
  var width = 1000
  var unit = width / Math.max(1e-9, (box[2] - box[0]) * scale)
  var height = Math.max(200, Math.round((box[3] - box[1]) * unit))
  function x(lon) { return Math.round((lon - box[0]) * scale * unit * 10) / 10 }
  function y(lat) { return Math.round((box[3] - lat) * unit * 10) / 10 }
  function path(line) { return 'M' + line.map(function (p) { return x(p[0]) + ' ' + y(p[1]) }).join('L') }
  function make(tag, attributes) {
    var element = document.createElementNS(NS, tag)
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]) })
    return element
  }
  var svg = make('svg', { viewBox: '0 0 ' + width + ' ' + height, class: 'static' })
  function all(packed, close) { return packed.map(function (one) { return path(LC.line(one)) + (close ? 'z' : '') }).join('') }
  function area(packed, fill) { svg.appendChild(make('path', { d: all(packed, true), fill: fill })) }
  function stroke(packed, colour, wide) { svg.appendChild(make('path', { d: all(packed, false), fill: 'none', stroke: colour, 'stroke-width': wide })) }
  var ground = data.ground
  svg.appendChild(make('rect', { width: width, height: height, fill: ground.island ? colours.water : colours.ground }))
  if (ground.island) area(ground.coast, colours.ground)
  area(ground.green, colours.green)
  area(ground.water, colours.water)
  stroke(ground.waterway, colours.water, 1.5)
  stroke(ground.minor, colours.minor, 0.8)
  stroke(ground.major, colours.major, 1.8)
  var layer = make('g', {})
  svg.appendChild(layer)
  holder.appendChild(svg)
  document.documentElement.setAttribute('data-map', 'static')
  var fills = { m: colours.met, p: 'url(#lc-partial)', u: 'url(#lc-unmet)', k: '#ffffff' }
  var edges = { m: '#5f93b8', p: '#a8650c', u: '#6f2705', k: '#6b7680' }

  function draw() {
    layer.replaceChildren()
    for (var b = 0; b < blocks.count; b++) {
      var verdict = LC.verdict(b)
      var packed = blocks.rings[b]
      var shape = packed
        ? make('path', { d: packed.map(function (polygon) { return polygon.map(function (ring) { return path(LC.line(ring)) + 'z' }).join('') }).join(''), 'fill-rule': 'evenodd' })
        : make('circle', { cx: x(blocks.centres[b][0]), cy: y(blocks.centres[b][1]), r: 3 })
      shape.setAttribute('fill', packed || verdict === 'm' || verdict === 'k' ? fills[verdict] : verdict === 'p' ? colours.partial : colours.unmet)
      shape.setAttribute('stroke', b === state.block ? colours.ink : edges[verdict])
      shape.setAttribute('stroke-width', b === state.block ? 3 : 0.6)
      shape.setAttribute('data-block', b)
      layer.appendChild(shape)
    }
    LC.links().forEach(function (link) {
      layer.appendChild(make('path', { d: path(link.line), fill: 'none', stroke: colours.gap, 'stroke-width': link.chosen ? 2 : 0.8, 'stroke-dasharray': link.route ? 'none' : '5 3' }))
    })
    data.facilities.places.forEach(function (place, f) {
      if (data.facilities.category[f] !== state.category) return
      layer.appendChild(make('circle', { cx: x(place[0]), cy: y(place[1]), r: f === state.facility ? 7 : 4.5, fill: data.facilities.linked[f] ? colours.ink : '#fff', stroke: data.facilities.linked[f] ? '#fff' : colours.ink, 'stroke-width': 1.4, 'data-facility': f }))
    })
  }
  layer.addEventListener('click', function (event) {
    var block = event.target.getAttribute('data-block')
    var facility = event.target.getAttribute('data-facility')
    if (facility !== null) LC.selectFacility(Number(facility))
    else if (block !== null) LC.selectBlock(Number(block))
  })
  LC.onChange(draw)
  draw()
})()
`
