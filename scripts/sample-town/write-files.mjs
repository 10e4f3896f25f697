// Turns the drawn town into the texts of its files: OSM XML, CSV, GeoJSON. Knows formats, not the town.
import { distance, toLonLat } from './plane.mjs'

const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const degrees = (value) => value.toFixed(7)
const tagLines = (tags) =>
  Object.entries(tags)
    .map(([key, value]) => `<tag k="${escapeXml(key)}" v="${escapeXml(value)}"/>\n`)
    .join('')

/** The map as OSM XML 0.6. */
export function toOsmXml({ nodes, ways }) {
  const places = nodes.map(({ point }) => toLonLat(point))
  const margin = 0.0008
  const lons = places.map(([lon]) => lon)
  const lats = places.map(([, lat]) => lat)
  const box = {
    minlat: Math.min(...lats) - margin,
    minlon: Math.min(...lons) - margin,
    maxlat: Math.max(...lats) + margin,
    maxlon: Math.max(...lons) + margin,
  }
  const bounds = Object.entries(box)
    .map(([key, value]) => `${key}="${degrees(value)}"`)
    .join(' ')
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="living-circle make-sample-town: invented, not OpenStreetMap">\n',
  ]
  parts.push(' <note>Invented. No data of OpenStreetMap is in this file. CC0 1.0.</note>\n', ` <bounds ${bounds}/>\n`)
  nodes.forEach(({ id, tags }, i) => {
    const [lon, lat] = places[i]
    const head = `<node id="${id}" lat="${degrees(lat)}" lon="${degrees(lon)}"`
    const inside = tagLines(tags)
    parts.push(inside === '' ? `${head}/>\n` : `${head}>\n${inside}</node>\n`)
  })
  for (const { id, tags, refs } of ways) {
    parts.push(`<way id="${id}">\n`, refs.map((ref) => `<nd ref="${ref}"/>\n`).join(''), tagLines(tags), '</way>\n')
  }
  return `${parts.join('')}</osm>\n`
}

const sixDigits = (point) => toLonLat(point).map((value) => Number(value.toFixed(6)))
const field = (value) =>
  value === null || value === undefined
    ? ''
    : /[",\n]/.test(String(value))
      ? `"${String(value).replaceAll('"', '""')}"`
      : String(value)

const table = (header, rows) => `${[header, ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`

export function toFacilitiesCsv(facilities) {
  const header = ['id', 'name', 'category', 'lon', 'lat', 'capacity', 'floor_area_m2', 'level', 'hours', 'status']
  return table(
    header,
    facilities.map((f) => [
      f.id,
      f.name,
      f.category,
      ...sixDigits(f.point),
      f.capacity,
      f.floorArea,
      f.level,
      f.hours,
      f.status,
    ]),
  )
}

export function toGatesCsv(gates) {
  return table(
    ['block_id', 'lon', 'lat', 'who', 'state'],
    gates.map(({ blockId, point, kind }) => [
      blockId,
      ...sixDigits(point),
      kind === 'residents' ? 'residents' : 'all',
      kind === 'planned' ? 'planned' : 'open',
    ]),
  )
}

/** Blocks as polygons (densely enough that the bend of the drawing board shows) or points, with their people. */
export function toBlocksGeoJson(blocks) {
  const features = blocks.map((block) => {
    const geometry =
      block.point === undefined
        ? { type: 'Polygon', coordinates: [closed(block.ring).map(sixDigits)] }
        : { type: 'Point', coordinates: sixDigits(block.point) }
    return { type: 'Feature', id: block.id, properties: peopleOf(block), geometry }
  })
  const lines = features.map((feature) => JSON.stringify(feature))
  return `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`
}

function closed(ring) {
  return distance(ring[0], ring.at(-1)) === 0 ? ring : [...ring, ring[0]]
}

function peopleOf(block) {
  const { id, name, community, street, population, older, young } = block
  const people = block.unknownPeople === true ? null : population
  const groups = people !== null && block.unknownGroups !== true
  return {
    id,
    name: name[0],
    name_en: name[1],
    population: people,
    age_0_3: groups ? Math.round(population * young) : null,
    age_60_plus: groups ? Math.round(population * older) : null,
    dwellings: block.unknownDwellings === true ? null : Math.round(population / 2.62),
    community,
    street,
    district: '样渡区',
  }
}
