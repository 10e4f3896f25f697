// From OSM PBF to the walking network, one thread, against osm-pbf-parser that only decodes the same bytes, in one process.
// Checks both first: the same elements, and networks that are the same bytes with either inflate.
// Usage: npm run build && node bench/read-osm.bench.mjs
import { existsSync, readFileSync } from 'node:fs'
import parseOsm from 'osm-pbf-parser'
import { bytesSource } from '../dist/index.js'
import { nativeInflate } from '../dist/node/index.js'
import { wantedTagKeys } from '../dist/normalise/osm/wanted-tags.js'
import { buildNetwork, normaliseWalkableWays, readOsm, saveNetwork } from '../dist/parts.js'
import { check, compareAsync, Results } from './measure.mjs'

const EXTRACTS = { Porto: 'porto', Malta: 'malta', Wudaokou: 'beijing-wudaokou' }
/** A run takes a few milliseconds at least: small extracts are read this many times. */
const RUN_BYTES = 1_000_000

const PARSER = 'osm-pbf-parser (decoding only)'

/** osm-pbf-parser as its README shows: a stream of items that somebody takes. Returns how many there were. */
function decodedByPeer(bytes) {
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

const read = (bytes, inflate) => readOsm(bytesSource('extract', bytes), { tagKeys: wantedTagKeys(), inflate })

const network = async (bytes, inflate) => buildNetwork(normaliseWalkableWays(await read(bytes, inflate)))

/** Milliseconds that the native inflate takes of one read. */
async function inflateTime(bytes) {
  let total = 0
  await read(bytes, (packed, size) => {
    const start = performance.now()
    const unpacked = nativeInflate(packed, size)
    total += performance.now() - start
    return unpacked
  })
  return total
}

async function checkExtract(name, bytes, buffer) {
  const raw = await readOsm(bytesSource(name, bytes), { inflate: nativeInflate })
  const elements = raw.nodeId.length + raw.wayId.length + raw.relationId.length
  check((await decodedByPeer(buffer)) === elements, `${name}: the peer found other elements`)
  const networks = [await network(bytes, nativeInflate), await network(bytes, undefined)].map(saveNetwork)
  check(Buffer.compare(networks[0], networks[1]) === 0, `${name}: the two inflates give different networks`)
  return { elements, edges: (await network(bytes, nativeInflate)).edgeFrom.length }
}

async function benchExtract(results, name, file) {
  const buffer = readFileSync(file)
  const bytes = new Uint8Array(buffer)
  const { elements, edges } = await checkExtract(name, bytes, buffer)
  const times = Math.max(1, Math.round(RUN_BYTES / bytes.length))
  const repeated = (run) => async () => {
    for (let i = 0; i < times; i++) await run()
  }
  const arms = {
    peer: repeated(() => decodedByPeer(buffer)),
    network: repeated(() => network(bytes, nativeInflate)),
    portable: repeated(() => network(bytes, undefined)),
    decoding: repeated(() => read(bytes, nativeInflate)),
  }
  const milliseconds = await compareAsync(arms, 1000 * times)
  const row = (work, ours, goal) =>
    results.add({ work: `${name}: ${work}`, unit: 'ms', ours, peer: milliseconds.peer, against: PARSER, goal })
  row('PBF to network', milliseconds.network, 3)
  row('PBF to network, portable inflate', milliseconds.portable)
  row('PBF to columns', milliseconds.decoding)
  const inflating = await inflateTime(bytes)
  const part = (median) => `${Math.round((100 * median) / milliseconds.network.median)} %`
  results.note(
    `${name}: ${(bytes.length / 1e6).toFixed(1)} MB, ${elements} elements, ${edges} street pieces; of our way to the network zlib takes ${part(inflating)}, decoding with it ${part(milliseconds.decoding.median)}, streets and network the rest`,
  )
}

const results = new Results()
for (const [name, file] of Object.entries(EXTRACTS)) {
  const url = new URL(`../../shared/data/${file}.osm.pbf`, import.meta.url)
  if (existsSync(url)) await benchExtract(results, name, url)
  else results.note(`${name}: the extract is not there`)
}
results.write('read-osm', 'From OSM PBF to the walking network')
