// The map drawn as SVG from the same data, where the interactive one cannot be.
import { links } from './map-links.ts'
import {
  blocks,
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
import { byId } from './page.ts'

const colour = (name: string): string => colours[name]!

export function drawAsSvg(): void {
  const NS = 'http://www.w3.org/2000/svg'
  const holder = byId('map')
  byId('nogl').hidden = false
  const box = JSON.parse(holder.getAttribute('data-box')!) as [number, number, number, number]
  const scale = Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180)
  const width = 1000
  const unit = width / Math.max(1e-9, (box[2] - box[0]) * scale)
  const height = Math.max(200, Math.round((box[3] - box[1]) * unit))
  function x(lon: number): number {
    return Math.round((lon - box[0]) * scale * unit * 10) / 10
  }
  function y(lat: number): number {
    return Math.round((box[3] - lat) * unit * 10) / 10
  }
  function path(line: readonly Position[]): string {
    return 'M' + line.map((p) => x(p[0]) + ' ' + y(p[1])).join('L')
  }
  function make(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
    const element = document.createElementNS(NS, tag) as SVGElement
    Object.keys(attributes).forEach((key) => {
      element.setAttribute(key, String(attributes[key]))
    })
    return element
  }
  const svg = make('svg', { viewBox: '0 0 ' + width + ' ' + height, class: 'static' })
  function all(packed: readonly Packed[], close: boolean): string {
    return packed.map((one) => path(line(one)) + (close ? 'z' : '')).join('')
  }
  function area(packed: readonly Packed[], fill: string) {
    svg.appendChild(make('path', { d: all(packed, true), fill: fill }))
  }
  function stroke(packed: readonly Packed[], colour: string, wide: number) {
    svg.appendChild(make('path', { d: all(packed, false), fill: 'none', stroke: colour, 'stroke-width': wide }))
  }
  const ground = data.ground
  svg.appendChild(
    make('rect', { width: width, height: height, fill: ground.island ? colour('water') : colour('ground') }),
  )
  if (ground.island) area(ground.coast, colour('ground'))
  area(ground.green, colour('green'))
  area(ground.water, colour('water'))
  stroke(ground.waterway, colour('water'), 1.5)
  stroke(ground.minor, colour('minor'), 0.8)
  stroke(ground.major, colour('major'), 1.8)
  const layer = make('g', {})
  svg.appendChild(layer)
  holder.appendChild(svg)
  document.documentElement.setAttribute('data-map', 'static')
  const fills: Readonly<Record<string, string>> = {
    m: colour('met'),
    p: 'url(#lc-partial)',
    h: colour('mostly'),
    u: 'url(#lc-unmet)',
    k: '#ffffff',
    s: '#ffffff',
    n: colour('nodata'),
  }
  const edges: Readonly<Record<string, string>> = {
    m: '#5f93b8',
    p: '#a8650c',
    h: '#a8650c',
    u: '#6f2705',
    k: '#6b7680',
    s: '#6b7680',
    n: '#8a949c',
  }

  function draw() {
    layer.replaceChildren()
    for (let b = 0; b < blocks.count; b++) {
      const letter = verdict(b)
      const packed = blocks.rings[b]
      const shape = packed
        ? make('path', {
            d: packed.map((polygon) => polygon.map((ring) => path(line(ring)) + 'z').join('')).join(''),
            'fill-rule': 'evenodd',
          })
        : make('circle', { cx: x(blocks.centres[b]![0]), cy: y(blocks.centres[b]![1]), r: 3 })
      shape.setAttribute(
        'fill',
        packed || (letter !== 'p' && letter !== 'u')
          ? fills[letter]!
          : letter === 'p'
            ? colour('partial')
            : colour('unmet'),
      )
      shape.setAttribute('stroke', b === state.block ? colour('ink') : edges[letter]!)
      shape.setAttribute('stroke-width', b === state.block ? '3' : '0.6')
      shape.setAttribute('data-block', String(b))
      layer.appendChild(shape)
    }
    drawCompounds()
    links().forEach((link) => {
      layer.appendChild(
        make('path', {
          d: path(link.line),
          fill: 'none',
          stroke: colour('gap'),
          'stroke-width': link.chosen ? 2 : 0.8,
          'stroke-dasharray': link.route ? 'none' : '5 3',
        }),
      )
    })
    data.facilities.places.forEach((place, f) => {
      if (!isShownKind(data.facilities.category[f]!) && f !== state.facility) return
      layer.appendChild(
        make('circle', {
          cx: x(place[0]),
          cy: y(place[1]),
          r: f === state.facility ? 7 : 4.5,
          fill: data.facilities.linked[f] ? colour('ink') : '#fff',
          stroke: data.facilities.linked[f] ? '#fff' : colour('ink'),
          'stroke-width': 1.4,
          'data-facility': f,
        }),
      )
    })
    drawPlan()
  }
  /** Blocks that gain by a plan, and its sites with the numbers of their steps. */
  function drawPlan() {
    if (data.plan === null) return
    for (const { block } of data.plan.gains) {
      const packed = blocks.rings[block]
      const [cx, cy] = [x(blocks.centres[block]![0]), y(blocks.centres[block]![1])]
      const mark = packed
        ? make('path', { d: packed.map((polygon) => all(polygon, true)).join('') })
        : make('circle', { cx: cx, cy: cy, r: 4.5 })
      mark.setAttribute('fill', 'none')
      mark.setAttribute('stroke', colour('site'))
      mark.setAttribute('stroke-width', '2')
      mark.setAttribute('stroke-dasharray', '5 3')
      mark.setAttribute('pointer-events', 'none')
      layer.appendChild(mark)
    }
    for (const { at, step } of data.plan.sites) {
      const [sx, sy] = [x(at[0]), y(at[1])]
      const d = `M${sx} ${sy - 10}l10 10l-10 10l-10 -10z`
      layer.appendChild(
        make('path', { d: d, fill: colour('site'), stroke: '#fff', 'stroke-width': 1.6, 'pointer-events': 'none' }),
      )
      const text = make('text', {
        x: sx,
        y: sy + 3.6,
        fill: '#fff',
        'font-size': 10,
        'text-anchor': 'middle',
        'pointer-events': 'none',
      })
      text.textContent = step
      layer.appendChild(text)
    }
  }
  /** Outlines of closed compounds, their gates (a shut one is crossed out), and the border of the study area. */
  function drawCompounds() {
    const outline = (rings: readonly (readonly Packed[])[]) => rings.map((polygon) => all(polygon, true)).join('')
    const border = (d: string, more: Readonly<Record<string, string | number>>) => {
      if (d !== '') layer.appendChild(make('path', { d: d, fill: 'none', 'pointer-events': 'none', ...more }))
    }
    border(data.compounds.map((one) => outline(one.rings)).join(''), {
      stroke: colour('compound'),
      'stroke-width': 1.8,
    })
    border(outline(data.studyArea), { stroke: colour('ink'), 'stroke-width': 2.4, 'stroke-dasharray': '10 4 2 4' })
    data.compounds.forEach((one) => {
      one.gates.forEach((gate, g) => {
        const isOpen = one.open[g] === 1
        const [gx, gy] = [x(gate[0]), y(gate[1])]
        const square = { x: gx - 4, y: gy - 4, width: 8, height: 8, stroke: colour('compound'), 'stroke-width': 1.6 }
        layer.appendChild(
          make('rect', { ...square, fill: isOpen ? '#fff' : colour('compound'), 'pointer-events': 'none' }),
        )
        if (!isOpen) {
          const cross = `M${gx - 2} ${gy - 2}l4 4m0 -4l-4 4`
          layer.appendChild(make('path', { d: cross, stroke: '#fff', 'stroke-width': 1.2, 'pointer-events': 'none' }))
        }
      })
    })
  }
  layer.addEventListener('click', (event) => {
    const target = event.target as Element
    const block = target.getAttribute('data-block')
    const facility = target.getAttribute('data-facility')
    if (facility !== null) selectFacility(Number(facility))
    else if (block !== null) selectBlock(Number(block))
  })
  onChange(draw)
  draw()
}
