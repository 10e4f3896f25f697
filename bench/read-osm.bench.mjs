// Reading OSM PBF: this library's decoder against osm-pbf-parser on the same bytes, in one process, one thread.
// Checks the counts of both first. Usage: npm run build && node bench/read-osm.bench.mjs [FILE.osm.pbf …]
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import parseOsm from 'osm-pbf-parser'
import { bytesSource } from '../dist/read/byte-source.js'
import { readOsm } from '../dist/read/osm.js'

const RUNS = 7
/** What an analysis of walking access asks for. */
const TAG_KEYS = [
  'highway',
  'foot',
  'access',
  'area',
  'bridge',
  'tunnel',
  'barrier',
  'name',
  'amenity',
  'shop',
  'building',
  'landuse',
]

const nativeInflate = (bytes, size) =>
  inflateSync(bytes, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size) })

const countOf = (raw) => raw.nodeId.length + raw.wayId.length + raw.relationId.length

/** osm-pbf-parser decoding and nothing else; returns the number of elements. */
function peer(bytes) {
  return new Promise((resolve, reject) => {
    let count = 0
    const parser = parseOsm()
    parser.on('data', (items) => {
      count += items.length
    })
    parser.on('end', () => resolve(count))
    parser.on('error', reject)
    for (let at = 0; at < bytes.length; at += 65_536) parser.write(bytes.subarray(at, at + 65_536))
    parser.end()
  })
}

const contestants = {
  'osm-pbf-parser': (bytes) => peer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  'all tags, node zlib': async (bytes) =>
    countOf(await readOsm(bytesSource('file', bytes), { inflate: nativeInflate })),
  'some tags, node zlib': async (bytes) =>
    countOf(await readOsm(bytesSource('file', bytes), { inflate: nativeInflate, tagKeys: TAG_KEYS })),
  'some tags, portable inflate': async (bytes) =>
    countOf(await readOsm(bytesSource('file', bytes), { tagKeys: TAG_KEYS })),
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]

/** Median milliseconds of each contestant, runs interleaved. */
async function measure(bytes) {
  const expected = await contestants['osm-pbf-parser'](bytes)
  const times = {}
  for (const [name, run] of Object.entries(contestants)) {
    const count = await run(bytes)
    if (count !== expected) throw new Error(`${name} found ${count} elements, not ${expected}`)
    times[name] = []
  }
  for (let round = 0; round < RUNS; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const start = performance.now()
      await run(bytes)
      times[name].push(performance.now() - start)
    }
  }
  return { elements: expected, times }
}

/** Measures all files; one row per file and contestant. */
export async function benchReadOsm(files) {
  const rows = []
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(file))
    const { elements, times } = await measure(bytes)
    const base = median(times['osm-pbf-parser'])
    for (const [name, list] of Object.entries(times)) {
      const ms = median(list)
      rows.push({
        file: file.split('/').pop(),
        megabytes: Number((bytes.length / 1e6).toFixed(2)),
        elements,
        reader: name,
        medianMs: Number(ms.toFixed(1)),
        spreadMs: `${Math.min(...list).toFixed(0)}–${Math.max(...list).toFixed(0)}`,
        megabytesPerSecond: Number((bytes.length / 1e3 / ms).toFixed(1)),
        timesFaster: Number((base / ms).toFixed(2)),
      })
    }
  }
  return rows
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2)
  const known = ['porto', 'malta'].map((name) =>
    fileURLToPath(new URL(`../../shared/data/${name}.osm.pbf`, import.meta.url)),
  )
  const files = (named.length > 0 ? named : known).filter((file) => existsSync(file))
  if (files.length === 0) console.error('No extract found: name one or more .osm.pbf files.')
  else console.table(await benchReadOsm(files))
}
