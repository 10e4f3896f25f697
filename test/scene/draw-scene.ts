// A scene as a drawing: streets to scale on a 100 m grid, with everything that decides about a walk. SVG text out.
import type { Place, Scene, SceneStreet, Tags } from './build-scene.ts'

const MARGIN = 60
const ROW = 16

/** Widths are metres on the ground, except for text. */
export function drawScene(scene: Scene): string {
  const frame = frameOf(scene)
  const { west, south, east, north } = frame
  const scale = Math.min(3, 760 / (east - west))
  const width = Math.round((east - west) * scale)
  const height = Math.round((north - south) * scale)
  const x = (place: Place) => ((place[0] - west) * scale).toFixed(1)
  const y = (place: Place) => ((north - place[1]) * scale).toFixed(1)
  const line = (places: readonly Place[]) => places.map((place) => `${x(place)},${y(place)}`).join(' ')
  const text = (place: Place, words: string, more = '') =>
    `<text x="${x(place)}" y="${y(place)}" ${more}>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`

  const streetLabel = (name: string, tags: Tags, places: readonly Place[]) => {
    const half = Math.floor((places.length - 1) / 2)
    const [a, b] = [places[half]!, places[half + 1]!]
    const extra = Object.entries(tags).filter(([k]) => !['highway', 'layer', 'type'].includes(k))
    const label = `${name} (${[tags.highway, ...extra.map(([k, v]) => `${k}=${v}`)].join(', ')})`
    const spot: Place = [a[0] + (b[0] - a[0]) * 0.4, a[1] + (b[1] - a[1]) * 0.4]
    const turned = Math.abs(b[1] - a[1]) > Math.abs(b[0] - a[0])
    const turn = turned ? ` transform="rotate(-90 ${x(spot)} ${y(spot)})"` : ''
    return `<text class="street" x="${x(spot)}" y="${y(spot)}" dy="-5"${turn}>${label}</text>`
  }
  const parts: string[] = [`<rect width="${width}" height="${height}" fill="#faf9f6"/>`]
  for (let e = Math.ceil(west / 100) * 100; e <= east; e += 100) {
    parts.push(`<path class="grid" d="M${x([e, 0])} 0V${height}"/>`)
  }
  for (let n = Math.ceil(south / 100) * 100; n <= north; n += 100) {
    parts.push(`<path class="grid" d="M0 ${y([0, n])}H${width}"/>`)
  }
  for (const water of scene.waters) parts.push(`<polygon class="water" points="${line(water)}"/>`)
  for (const { area } of scene.facilities) {
    if (area !== null) parts.push(`<polygon class="ground" points="${line(area)}"/>`)
  }
  for (const { area } of scene.blocks) {
    if (area !== null) parts.push(`<polygon class="estate" points="${line(area)}"/>`)
  }
  for (const { area } of scene.compounds) parts.push(`<polygon class="compound" points="${line(area)}"/>`)
  for (const { rings } of scene.squares) {
    const path = rings.map((name) => `M${line(scene.streets.find((street) => street.name === name)!.places)}Z`)
    parts.push(`<path class="square" fill-rule="evenodd" d="${path.join('')}"/>`)
  }
  for (const barrier of scene.barriers) parts.push(`<polyline class="wall" points="${line(barrier)}"/>`)
  if (scene.declaredBox !== null) {
    const [[w, s], [e, n]] = [scene.declaredBox.southWest, scene.declaredBox.northEast]
    parts.push(
      `<polygon class="bounds" points="${line([
        [w, s],
        [e, s],
        [e, n],
        [w, n],
      ])}"/>`,
    )
  }
  const underneath = scene.streets.filter(({ tags }) => tags.tunnel !== undefined)
  const onTop = scene.streets.filter(({ tags }) => tags.bridge !== undefined)
  const level = scene.streets.filter((street) => !underneath.includes(street) && !onTop.includes(street))
  for (const street of [...underneath, ...level, ...onTop]) {
    if (onTop.includes(street)) parts.push(`<polyline class="deck" points="${line(street.places)}"/>`)
    for (const run of runsOf(scene, street)) {
      parts.push(`<polyline class="${streetClass(street)}" points="${line(run)}"/>`)
    }
  }
  for (const { place, tags, missing } of scene.nodes.values()) {
    const last = Object.entries(tags).at(-1)
    const what = missing ? 'missing node' : last === undefined ? '' : last.join('=')
    const kind = missing ? 'missing' : what === '' ? 'corner' : 'tagged'
    parts.push(`<circle class="${kind}" cx="${x(place)}" cy="${y(place)}" r="${kind === 'corner' ? 2.2 : 4.5}"/>`)
    if (what !== '') parts.push(text(place, what, 'class="note" dy="15"'))
  }
  if (scene.heightAt !== null) {
    for (const { place } of scene.nodes.values()) {
      parts.push(text(place, `${Math.round(scene.heightAt(place))} m high`, 'class="note" dy="42"'))
    }
  }
  for (const { id, area, gates } of scene.compounds) {
    const [left, top] = [Math.min(...area.map(([x]) => x)), Math.max(...area.map(([, y]) => y))]
    parts.push(text([left, top], id, 'class="compound-name" dx="6" dy="14"'))
    for (const gate of gates) parts.push(`<circle class="compound-gate" cx="${x(gate)}" cy="${y(gate)}" r="6"/>`)
  }
  for (const { name, tags } of scene.squares) {
    parts.push(streetLabel(name, tags, scene.streets.find((street) => street.name === name)!.places))
  }
  const named = scene.streets.filter(({ tags }) => tags.highway !== undefined)
  for (const { places, name, tags } of named) parts.push(streetLabel(name, tags, places))
  for (const { id, entrances } of scene.facilities) {
    for (const place of entrances) {
      const [left, top] = [Number(x(place)) - 5, Number(y(place)) - 5]
      parts.push(`<rect class="facility" x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="10" height="10"/>`)
    }
    parts.push(text(entrances[0]!, id, 'class="facility-name" dy="-9"'))
  }
  scene.blocks.forEach(({ id, place, gates }, i) => {
    const side = i % 2 === 0 ? 'text-anchor="end" dx="6"' : 'text-anchor="start" dx="-6"'
    parts.push(`<circle class="block" cx="${x(place)}" cy="${y(place)}" r="6"/>`)
    parts.push(text(place, id, `class="block-name" ${side} dy="18"`))
    for (const gate of gates) parts.push(`<circle class="gate" cx="${x(gate)}" cy="${y(gate)}" r="5"/>`)
  })
  const bar = 100 * scale
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + 3 * ROW}" width="${width}" height="${height + 3 * ROW}" font-family="sans-serif" font-size="11">
<title>${scene.name}</title>
<style>${STYLE}${scene.compounds.length + scene.squares.length > 0 ? COMPOUND_STYLE : ''}</style>
${parts.join('\n')}
<text x="8" y="${height + ROW + 2}" font-size="14" font-weight="bold">${scene.name}</text>
<text x="8" y="${height + 2 * ROW + 4}">${scene.story}</text>
<path d="M${width - bar - 10} ${height + 10}h${bar.toFixed(1)}" stroke="#333" stroke-width="3"/>
<text x="${width - bar - 10}" y="${height + ROW + 10}">100 m</text>
</svg>
`
}

/** Only where a scene has such things. */
const COMPOUND_STYLE = [
  '.compound{fill:#f3e9f5;stroke:#5b3a29;stroke-width:3}',
  '.compound-name{fill:#5b3a29;font-weight:bold}',
  '.compound-gate{fill:#8ac926;stroke:#333;stroke-width:1.5}',
  '.square{fill:#f6dfae}',
].join('')

const STYLE = [
  '.grid{stroke:#e8e5de;stroke-width:1}',
  '.water{fill:#b9d9ee}',
  '.wall{stroke:#5b3a29;stroke-width:3}',
  '.ground{fill:#cfe8bf;stroke:#6a994e}',
  '.estate{fill:#e9dfd3;stroke:#a0522d;stroke-width:2}',
  '.bounds{fill:none;stroke:#555;stroke-dasharray:8 4;stroke-width:2}',
  'polyline{fill:none;stroke-linejoin:round}',
  '.way{stroke:#8a8f98;stroke-width:5}',
  '.deck{stroke:#222;stroke-width:9}',
  '.tunnel{stroke:#b9bdc4;stroke-width:5;stroke-dasharray:6 4}',
  '.steps{stroke:#c1121f;stroke-width:6;stroke-dasharray:3 2}',
  '.private{stroke:#d6a2ad;stroke-width:4}',
  '.not-walkable{stroke:#e07a5f;stroke-width:3;stroke-dasharray:2 4}',
  '.corner{fill:#fff;stroke:#555}',
  '.tagged{fill:#ffb703;stroke:#333}',
  '.missing{fill:#fff;stroke:#c1121f;stroke-width:2;stroke-dasharray:2 2}',
  '.facility{fill:#1d6fb8;stroke:#fff}',
  '.block{fill:#7b2d8b;stroke:#fff}',
  '.gate{fill:#fff;stroke:#7b2d8b;stroke-width:2.5}',
  'text{fill:#222;paint-order:stroke;stroke:#faf9f6;stroke-width:3px}',
  '.street{text-anchor:middle;fill:#555;font-size:10px}',
  '.note{fill:#7a5200;font-size:10px;text-anchor:middle}',
  '.facility-name{fill:#1d6fb8;font-weight:bold;text-anchor:middle}',
  '.block-name{fill:#7b2d8b;font-weight:bold}',
].join('')

/** A street without the pieces at nodes that the file lacks. */
function runsOf(scene: Scene, { places }: SceneStreet): Place[][] {
  const runs: Place[][] = [[]]
  for (const place of places) {
    if (scene.nodeAt(place).missing) runs.push([])
    else runs.at(-1)!.push(place)
  }
  return runs.filter((run) => run.length > 1)
}

function streetClass({ tags }: SceneStreet): string {
  if (tags.highway === 'steps') return 'steps'
  if (tags.highway === 'motorway' || tags.access === 'no' || tags.foot === 'no') return 'not-walkable'
  if (tags.access === 'private') return 'private'
  return tags.tunnel === undefined ? 'way' : 'tunnel'
}

function frameOf(scene: Scene) {
  const places = [
    ...scene.streets.flatMap(({ places }) => places),
    ...scene.facilities.flatMap(({ entrances, area }) => [...entrances, ...(area ?? [])]),
    ...scene.blocks.flatMap(({ place, area, gates }) => [place, ...(area ?? []), ...gates]),
    ...scene.waters.flat(),
    ...scene.compounds.flatMap(({ area }) => area),
  ]
  const lefts = places.map(([x]) => x)
  const ups = places.map(([, y]) => y)
  return {
    west: Math.min(...lefts) - MARGIN,
    east: Math.max(...lefts) + MARGIN,
    south: Math.min(...ups) - MARGIN,
    north: Math.max(...ups) + MARGIN,
  }
}
