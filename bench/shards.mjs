// Shards of generated cities: memory and time of the plan, of a shard, of all shards in turn, of the merge, and of one machine that does it whole. Each step
// has a process of its own, so that its largest memory is its own. What is compared is bytes: the merged answer and that of one machine.
//
// Usage: npm run build && node bench/shards.mjs VERTICES SHARDS [whole]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildNetwork } from '../dist/network/build-network.js'
import { analyseAccess, openShardPlan, planBytes, runShard, shardRows, writeShardPlan } from '../dist/node/index.js'
import { mergeShards, planShards } from '../dist/parts.js'
import { generateWays, randomFrom } from './generate-city.mjs'

const PER_BLOCK = 50
const PER_FACILITY = 100
const KINDS = [
  'clinic',
  'pharmacy',
  'primary_school',
  'kindergarten',
  'park',
  'bus_stop',
  'bank',
  'post_office',
  'library',
  'supermarket',
]

function placeIn({ ref, nodeLonE7, nodeLatE7 }, random) {
  const node = ref[Math.floor(random() * ref.length)]
  return [nodeLonE7[node] / 1e7 + (random() - 0.5) * 6e-4, nodeLatE7[node] / 1e7 + (random() - 0.5) * 6e-4]
}

/** Everything loaded, as if it had been read. */
function townOf(vertices) {
  const ways = generateWays({ vertices })
  const network = buildNetwork(ways)
  const counts = new Proxy({}, { get: (_, name) => (name === 'toJSON' ? undefined : 0) })
  const input = (role, n) => ({
    role,
    name: role,
    byteLength: null,
    sha256: null,
    date: null,
    format: 'osm',
    read: n,
    used: n,
    rejected: 0,
  })
  const licence = { attribution: 'generated', url: '', nameEn: '', nameZh: '' }
  const area = {
    network,
    ways,
    privateStreets: 'residents',
    raw: {},
    counts,
    walkableNodeId: new Float64Array(0),
    extent: network.box,
    input: input('area', 1),
    rejects: [],
    licence,
  }
  const [places, others] = [randomFrom(11), randomFrom(12)]
  const blank = { polygons: null, source: 'made', lineOrId: '1' }
  const blocks = Array.from({ length: Math.floor(vertices / PER_BLOCK) }, (_, n) => ({
    ...{
      id: `b${n}`,
      name: null,
      lonLat: placeIn(ways, places),
      people: { population: 20 + (n % 200) },
      dwellings: null,
    },
    ...{ landSquareMetres: null, gates: [], buildings: [], community: null, street: null, district: null, ...blank },
  }))
  const facilities = Array.from({ length: Math.floor(vertices / PER_FACILITY) }, (_, n) => {
    const lonLat = placeIn(ways, others)
    const kind = { category: KINDS[Math.floor(KINDS.length * others() ** 2)], categoryReason: '' }
    return {
      id: `f${n}`,
      name: null,
      ...kind,
      lonLat,
      entrances: [lonLat],
      ...blank,
      capacity: null,
      floorAreaSquareMetres: null,
      level: null,
      hours: null,
      status: null,
    }
  })
  return {
    area,
    facilities: { facilities, inputs: [input('facilities', facilities.length)], rejects: [] },
    blocks: { blocks, inputs: [input('blocks', blocks.length)], rejects: [] },
  }
}

const STEPS = {
  async load(vertices) {
    townOf(Number(vertices))
  },
  async plan(vertices, shards, folder) {
    const { area, facilities, blocks } = townOf(Number(vertices))
    const began = performance.now()
    const plan = await planShards(area, facilities, blocks, { categories: KINDS, shards: Number(shards) })
    const planned = performance.now()
    const record = await writeShardPlan(folder, plan, {
      area: '',
      options: {},
      lang: 'en',
      attribution: '',
      isPrepared: false,
      inputs: [],
    })
    return {
      planSeconds: (planned - began) / 1000,
      cutSeconds: (performance.now() - planned) / 1000,
      shards: record.shards.length,
      halo: plan.haloMetres,
      blocks: blocks.blocks.length,
    }
  },
  async shard(_, __, folder) {
    const [most] = openShardPlan(folder).shards
    await runShard(folder, most.id)
    const { points, vertices, facilities, part } = most
    return { largest: { points, vertices, facilities, bytes: part.bytes } }
  },
  async shards(_, __, folder) {
    let largest = 0
    for (const { id } of openShardPlan(folder).shards) largest = Math.max(largest, (await runShard(folder, id)).seconds)
    return { largest }
  },
  async merge(_, __, folder) {
    const record = openShardPlan(folder)
    const merged = await mergeShards(
      await planBytes(folder, record),
      shardRows(
        folder,
        record.shards.map(({ id }) => id),
      ),
    )
    return { digest: await digestOf(merged.report) }
  },
  async whole(vertices) {
    const { area, facilities, blocks } = townOf(Number(vertices))
    const began = performance.now()
    const { report } = await analyseAccess(area, facilities, blocks, { categories: KINDS })
    const seconds = (performance.now() - began) / 1000
    return { analysisSeconds: seconds, digest: await digestOf(report) }
  },
}

async function digestOf(report) {
  const { createHash } = await import('node:crypto')
  const { saveAnswer } = await import('../dist/answer/saved-answer.js')
  return createHash('sha256').update(saveAnswer(report)).digest('hex').slice(0, 16)
}

const [first, ...given] = process.argv.slice(2)
if (first in STEPS) {
  const began = performance.now()
  const found = await STEPS[first](...given)
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const told = {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: Math.round(maxRSS / 1024),
  }
  console.log(JSON.stringify({ ...told, ...found }))
} else {
  const folder = mkdtempSync(join(tmpdir(), 'living-circle-shards-'))
  try {
    const steps = ['load', 'plan', 'shard', 'shards', 'merge', ...(given.includes('whole') ? ['whole'] : [])]
    for (const step of steps) {
      const argv = ['--max-old-space-size=14000', fileURLToPath(import.meta.url), step, first, given[0], folder]
      const { stdout, stderr, status } = spawnSync(process.execPath, argv, { encoding: 'utf8' })
      console.log(step.padEnd(7), status === 0 ? stdout.trim() : `failed (${status}): ${stderr.slice(-600)}`)
    }
    const sizes = (name) =>
      readdirSync(join(folder, 'shards')).map((id) => statSync(join(folder, 'shards', id, name)).size)
    for (const name of ['part.bin', 'rows.bin']) {
      console.log(name, Math.round(sizes(name).reduce((sum, bytes) => sum + bytes, 0) / 1e6), 'MB in all')
    }
    console.log('plan.bin', Math.round(readFileSync(join(folder, 'plan.bin')).length / 1e6), 'MB')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
