// An isochrone on its scene as SVG text: for eyes, and to be compared with what is committed.
import type { LonLat } from '../../src/foundation/units.ts'
import type { Isochrone } from '../../src/outline/isochrone-result.ts'
import type { IsochroneScene } from './isochrone-scenes.ts'

const FILLS = ['#08519c', '#3182bd', '#9ecae1', '#deebf7']
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180
const MARGIN = 80

export function drawIsochrone({ scene, origin }: IsochroneScene, isochrone: Isochrone): string {
  const places = scene.streets.flatMap((street) => street.places)
  const west = Math.min(...places.map(([x]) => x)) - MARGIN
  const east = Math.max(...places.map(([x]) => x)) + MARGIN
  const south = Math.min(...places.map(([, y]) => y)) - MARGIN
  const north = Math.max(...places.map(([, y]) => y)) + MARGIN
  const scale = Math.min(2, 800 / (east - west), 500 / (north - south))
  const [width, height] = [Math.round((east - west) * scale), Math.round((north - south) * scale)]
  const point = ([x, y]: readonly [number, number]) =>
    `${((x - west) * scale).toFixed(1)},${((north - y) * scale).toFixed(1)}`
  const metres = ([lon, lat]: LonLat): [number, number] => [
    (lon - scene.origin[0]) * METRES_PER_DEGREE * Math.cos((scene.origin[1] * Math.PI) / 180),
    (lat - scene.origin[1]) * METRES_PER_DEGREE,
  ]
  const bands = [...isochrone.bands].reverse().map(({ polygons }, at) => {
    const path = polygons.flatMap((rings) =>
      rings.map(
        (ring) =>
          `M${ring
            .slice(0, -1)
            .map((p) => point(metres(p)))
            .join('L')}Z`,
      ),
    )
    return `<path fill="${FILLS[isochrone.bands.length - 1 - at]}" fill-rule="evenodd" d="${path.join('')}"/>`
  })
  const waters = scene.waters.map((water) => `<polygon fill="#a8d5e5" points="${water.map(point).join(' ')}"/>`)
  const streets = scene.streets.map(
    ({ tags, places: line }) =>
      `<polyline fill="none" stroke="${tags.highway === 'motorway' ? '#c33' : '#444'}" stroke-width="${tags.highway === 'motorway' ? 6 : 2}"${tags.tunnel === undefined ? '' : ' stroke-dasharray="6 4"'} points="${line.map(point).join(' ')}"/>`,
  )
  const [cx, cy] = point(origin).split(',')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + 24}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height + 24}" fill="#faf9f6"/>`,
    ...waters,
    `<g fill-opacity="0.75">${bands.join('')}</g>`,
    ...streets,
    `<circle cx="${cx}" cy="${cy}" r="5" fill="#e6550d"/>`,
    `<text x="8" y="${height + 16}">${scene.story}</text>`,
    '</svg>\n',
  ].join('\n')
}
