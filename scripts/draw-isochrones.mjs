// Draws the README's two isochrones: the sample town's Dukou across the one bridge, as bands and as the reached streets.
// What enters: the built library and data/sample-town; what leaves: docs/isochrones/town-bands.svg and town-streets.svg.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isochrone, loadArea, walkProfile } from '../dist/index.js'
import { openFile } from '../dist/node/index.js'
import { basemapFromOsm, buildImpedance } from '../dist/parts.js'

const FROM = [113.6075, 34.7986]
const MINUTES = [5, 10, 15]
const WIDTH = 760
const BOX = [113.5945, 34.7888, 113.6215, 34.8085]

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const area = await loadArea(await openFile(path('../data/sample-town/town.osm')))
const { network } = area
const impedance = buildImpedance(network, walkProfile('adult'), 'time')
const height = Math.round((WIDTH * (BOX[3] - BOX[1])) / ((BOX[2] - BOX[0]) * Math.cos((BOX[1] * Math.PI) / 180)))
const at = ([lon, lat]) =>
  `${(((lon - BOX[0]) / (BOX[2] - BOX[0])) * WIDTH).toFixed(1)} ${(((BOX[3] - lat) / (BOX[3] - BOX[1])) * height).toFixed(1)}`
const line = (points) => `M${points.map(at).join('L')}`

const { water } = await basemapFromOsm(area.raw)
const shores = Array.from({ length: water.offset.length - 1 }, (_, ring) => {
  const points = []
  for (let i = water.offset[ring]; i < water.offset[ring + 1]; i++)
    points.push([water.lonE7[i] / 1e7, water.latE7[i] / 1e7])
  return `${line(points)}Z`
})
const river = `<path fill="#d3e4ee" d="${shores.join('')}"/>`

function streets() {
  const lines = []
  const place = (lonE7, latE7, i) => [lonE7[i] / 1e7, latE7[i] / 1e7]
  for (let edge = 0; edge < network.edgeFrom.length; edge++) {
    const points = [place(network.vertexLonE7, network.vertexLatE7, network.edgeFrom[edge])]
    for (let i = network.shapeOffset[edge]; i < network.shapeOffset[edge + 1]; i++) {
      points.push(place(network.shapeLonE7, network.shapeLatE7, i))
    }
    points.push(place(network.vertexLonE7, network.vertexLatE7, network.edgeTo[edge]))
    if (points.some(([lon, lat]) => lon > BOX[0] && lon < BOX[2] && lat > BOX[1] && lat < BOX[3]))
      lines.push(line(points))
  }
  return lines.join('')
}

function draw(style, shapes, streetsFirst) {
  const ground = `<path d="${streets()}" fill="none" stroke="#8a8578" stroke-width="1"/>`
  const legend = MINUTES.map(
    (minutes, i) =>
      `<rect x="${16 + i * 92}" y="${height - 30}" width="20" height="12" fill="${style[i]}"/><text x="${42 + i * 92}" y="${height - 20}">${minutes} min</text>`,
  ).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13"><rect width="${WIDTH}" height="${height}" fill="#faf9f6"/>${river}${streetsFirst ? ground + shapes : shapes + ground}<circle cx="${at(FROM).split(' ')[0]}" cy="${at(FROM).split(' ')[1]}" r="6" fill="#d1480f" stroke="#fff" stroke-width="2"/>${legend}</svg>\n`
}

const COLOURS = ['#174a7c', '#4f94c4', '#b3d3ea']
const [bands] = isochrone(network, impedance, [FROM], { minutes: MINUTES })
const polygons = bands.bands
  .map(
    ({ polygons }, i) =>
      `<path fill="${COLOURS[i]}" fill-rule="evenodd" d="${polygons
        .flat()
        .map((ring) => `${line(ring)}Z`)
        .join('')}"/>`,
  )
  .reverse()
  .join('')
writeFileSync(path('../docs/isochrones/town-bands.svg'), draw(COLOURS, polygons, false))

const LINES = ['#0f3a66', '#3f83b8', '#8fc0e2']
const [reached] = isochrone(network, impedance, [FROM], { minutes: MINUTES, style: 'lines' })
const lines = reached.bands
  .map(
    ({ lines }, i) =>
      `<path fill="none" stroke="${LINES[i]}" stroke-width="${5 - i}" d="${lines.map(line).join('')}"/>`,
  )
  .reverse()
  .join('')
writeFileSync(path('../docs/isochrones/town-streets.svg'), draw(LINES, lines, true))
