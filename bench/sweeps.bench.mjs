// Sweeps: one 15-minute search per source against binary heaps, the nearest of a category for all vertices against one global
// search, and the whole table against one search per category. One process, one thread; answers are compared before anything is timed.
//
// Usage: npm run build && node bench/sweeps.bench.mjs [sources] [nearest] [table] [sides] [--keep]
//        words choose parts, default all; --keep writes results/sweeps.json (all parts only)
import { BoundedSweep, sweepReachedTimes, UNREACHED } from '../dist/parts.js'
import { sweepNearestFacility } from '../dist/search/nearest-facility.js'
import { check, compare, Results } from './measure.mjs'
import {
  globalBucketSearch,
  mapOfStreets,
  mapSweep,
  ngraphOfStreets,
  ngraphSweep,
  typedHeapSweep,
} from './sweep-peers.mjs'
import {
  CATEGORIES,
  FIFTEEN_MINUTES,
  facilityTargets,
  impedances,
  inOrder,
  networks,
  question,
  seedsOf,
} from './sweep-questions.mjs'

const SOURCES = 10_000
const MAP_SOURCES = 2000
const BLOCKS = 10_000

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isAsked = (part) => words.length === 0 || words.includes(part)
const results = new Results()

/** Goal 8: a sweep per source. */
function benchSources(name, network, { time, distance }) {
  const given = seedsOf(network, question(network, { time, distance }, { blocks: SOURCES, facilities: 1 }).origins)
  const seeds = inOrder(given)
  const sweep = new BoundedSweep(network)
  const heap = typedHeapSweep(network, time.arcCost)
  const ours = (list) => {
    for (const { vertex, cost } of list) sweep.run(time.arcCost, vertex, cost, FIFTEEN_MINUTES)
  }
  let reached = 0
  let expansions = 0
  for (const { vertex, cost } of seeds) {
    sweep.run(time.arcCost, vertex, cost, FIFTEEN_MINUTES)
    const count = heap.run(vertex, cost, FIFTEEN_MINUTES)
    check(count === sweep.reachedCount, 'as many vertices as by heap')
    for (let i = 0; i < count; i++) {
      check(sweep.label(heap.reached[i]) === heap.label[heap.reached[i]], 'the costs that the heap finds')
    }
    reached += count
    expansions += sweep.expansions
  }
  results.note(
    `${name}: ${network.vertexLonE7.length} vertices, ${(reached / SOURCES).toFixed(0)} within 15 minutes of a source, ${(expansions / reached).toFixed(3)} expansions per vertex`,
  )
  const work = `${name}: 15 minutes from one source`
  const unit = 'µs'
  const heaps = compare(
    {
      ours: () => ours(seeds),
      heap: () => {
        for (const { vertex, cost } of seeds) heap.run(vertex, cost, FIFTEEN_MINUTES)
      },
    },
    SOURCES,
  )
  results.add({
    work: `${work} of ${SOURCES}`,
    unit,
    ours: heaps.ours,
    peer: heaps.heap,
    against: 'typed binary heap, same order',
    goal: 1.5,
  })
  benchMaps(name, network, time, given.slice(0, MAP_SOURCES), sweep, ours)
}

/** Goal 8, second half: maps and objects. Places come in no order, as in users' files; putting them in order is part of our work. */
function benchMaps(name, network, time, given, sweep, ours) {
  const streets = mapOfStreets(network, time.arcCost)
  const graph = ngraphOfStreets(network, time.arcCost)
  given.slice(0, 200).forEach(({ vertex, cost }) => {
    sweep.run(time.arcCost, vertex, cost, FIFTEEN_MINUTES)
    for (const costs of [
      mapSweep(streets, vertex, cost, FIFTEEN_MINUTES),
      ngraphSweep(graph, vertex, cost, FIFTEEN_MINUTES),
    ]) {
      check(costs.size === sweep.reachedCount, 'as many vertices as with maps')
      for (const [at, least] of costs) check(sweep.label(at) === least, 'the costs that maps find')
    }
  })
  const maps = (list) => {
    for (const { vertex, cost } of list) mapSweep(streets, vertex, cost, FIFTEEN_MINUTES)
  }
  const ngraph = (list) => {
    for (const { vertex, cost } of list) ngraphSweep(graph, vertex, cost, FIFTEEN_MINUTES)
  }
  const sorted = inOrder(given)
  const unit = 'µs'
  const same = compare(
    { ours: () => ours(sorted), maps: () => maps(sorted), ngraph: () => ngraph(sorted) },
    MAP_SOURCES,
    5,
  )
  const orders = `${name}: 15 minutes from one source of ${MAP_SOURCES}`
  const rows = [
    ['maps', 'maps, objects, object heap'],
    ['ngraph', 'the same on ngraph.graph'],
  ]
  for (const [peer, against] of rows) {
    results.add({ work: orders, unit, ours: same.ours, peer: same[peer], against: `${against}, same order`, goal: 40 })
  }
  const asGiven = compare(
    { ours: () => ours(inOrder(given)), maps: () => maps(given), ngraph: () => ngraph(given) },
    MAP_SOURCES,
    5,
  )
  for (const [peer, against] of rows) {
    results.add({
      work: `${orders}, given in no order (ours sorts them)`,
      unit,
      ours: asGiven.ours,
      peer: asGiven[peer],
      against,
      goal: 40,
    })
  }
}

/** Goal 9: the nearest of one category for all vertices. */
function benchNearest(name, network, { time }, facilities) {
  const { targets } = facilityTargets(network, time, facilities, 1)
  const seeds = seedsOfTargets(targets)
  const ask = (batch) => sweepNearestFacility(network, time, targets, 0, FIFTEEN_MINUTES, batch)
  // The width of bucket that suits this peer best, of 8, 16 and 33 seconds.
  const peers = Object.fromEntries(
    [13, 14, 15].map((bits) => [`peer${bits}`, globalBucketSearch(network, time.arcCostReversed, bits)]),
  )
  const batched = ask()
  const heap = typedHeapSweep(network, time.arcCostReversed)
  const count = heap.run(seeds.vertex, seeds.cost, FIFTEEN_MINUTES)
  check(batched.label.filter((label) => label !== UNREACHED).length === count, 'as many vertices as by heap')
  for (let i = 0; i < count; i++) {
    check(batched.label[heap.reached[i]] === heap.label[heap.reached[i]], 'the labels that the heap finds')
  }
  let fewest = Infinity
  for (const search of Object.values(peers)) {
    const { label, nearest, expansions } = search(seeds, FIFTEEN_MINUTES)
    check(Buffer.compare(Buffer.from(label.buffer), Buffer.from(batched.label.buffer)) === 0, 'the labels of the peer')
    check(
      nearest.every((number, vertex) => number === batched.facility[vertex]),
      'the facilities of the peer',
    )
    fewest = Math.min(fewest, expansions)
  }
  results.note(
    `${name}: nearest of ${facilities} facilities: ${((100 * count) / batched.label.length).toFixed(1)} % of the vertices reached, ${(batched.expansions / fewest).toFixed(2)} times the expansions of one global search, dead ends not expanded`,
  )
  const arms = Object.entries(peers).map(([arm, search]) => [arm, () => search(seeds, FIFTEEN_MINUTES)])
  const times = compare(
    { ours: () => ask(), unbatched: () => ask(Number.MAX_SAFE_INTEGER), ...Object.fromEntries(arms) },
    1000,
  )
  const best = Object.keys(peers).sort((a, b) => times[a].median - times[b].median)[0]
  const row = { work: `${name}: nearest of ${facilities} facilities for all vertices`, unit: 'ms', ours: times.ours }
  const goal = facilities >= 10_000 ? 2.5 : undefined
  results.add({ ...row, peer: times[best], against: 'one global multi-source bucket search, same order', goal })
  results.add({ ...row, peer: times.unbatched, against: 'our own search from all facilities at once', goal })
}

/** Every place where a facility can be met, as seeds of a search outwards. */
function seedsOfTargets({ vertexOffset, entryCost, entryFacility }) {
  const vertex = new Uint32Array(entryCost.length)
  for (let at = 0; at + 1 < vertexOffset.length; at++) vertex.fill(at, vertexOffset[at], vertexOffset[at + 1])
  return { vertex, cost: entryCost, number: entryFacility }
}

/** Goal 10: nearest three and counts at three limits for forty categories. */
function benchTable(name, network, costs, facilities) {
  const whole = question(network, costs, { blocks: BLOCKS, facilities, nearestCount: 3 })
  const single = Array.from({ length: CATEGORIES }, (_, only) =>
    question(network, costs, { blocks: BLOCKS, facilities, only, nearestCount: 3, method: 'from-origins' }),
  )
  const table = sweepReachedTimes(whole)
  const turned = sweepReachedTimes({ ...whole, method: 'from-facilities' })
  for (const column of [
    'nearestCost',
    'nearestAlongside',
    'nearestFacility',
    'count',
    'rankedCost',
    'rankedFacility',
  ]) {
    check(
      table[column].every((value, cell) => value === turned[column][cell]),
      `${column} is the same from either side`,
    )
  }
  single.forEach((problem, category) => {
    const alone = sweepReachedTimes(problem)
    for (let block = 0; block < BLOCKS; block++) {
      const row = block * CATEGORIES + category
      for (let cell = 0; cell < 3; cell++) {
        check(
          alone.rankedCost[3 * block + cell] === table.rankedCost[3 * row + cell],
          'the walks of one category alone',
        )
        check(alone.count[3 * block + cell] === table.count[3 * row + cell], 'the counts of one category alone')
      }
    }
  })
  const within = table.count.filter((_, cell) => cell % 3 === 2).reduce((sum, count) => sum + count, 0) / BLOCKS
  const seeds = inOrder(seedsOf(network, whole.origins))
  results.note(
    `${name}: ${facilities} facilities of ${CATEGORIES} categories, ${within.toFixed(1)} of them within 15 minutes of a block; swept ${table.method}: ${(table.verticesReached / BLOCKS).toFixed(1)} vertices per block`,
  )
  const sweep = new BoundedSweep(network)
  const times = compare(
    {
      ours: () => sweepReachedTimes(whole),
      plain: () => {
        for (const { vertex, cost } of seeds) sweep.run(costs.time.arcCost, vertex, cost, FIFTEEN_MINUTES)
      },
      single: () => {
        for (const problem of single) sweepReachedTimes(problem)
      },
      cheaper: () => {
        for (const problem of single) sweepReachedTimes({ ...problem, method: undefined })
      },
    },
    BLOCKS,
    5,
  )
  const work = `${name}: nearest 3 and counts at 5, 10, 15 minutes, ${CATEGORIES} categories, ${BLOCKS} blocks, ${facilities} facilities`
  const unit = 'µs per block'
  results.add({
    work,
    unit,
    ours: times.ours,
    peer: times.single,
    against: 'one search from each block per category',
    goal: 10,
  })
  results.add({
    work,
    unit,
    ours: times.ours,
    peer: times.cheaper,
    against: 'our own search per category, each from its cheaper side',
  })
  results.add({
    work,
    unit,
    ours: times.ours,
    peer: times.plain,
    against: 'nothing but one plain sweep per block',
    goal: 0.5,
  })
}

/** Few facilities: the sweeps start there. */
function benchSides(name, network, costs, facilities) {
  const whole = question(network, costs, { blocks: BLOCKS * 2, facilities })
  check(sweepReachedTimes(whole).method === 'from-facilities', 'the cheaper side is chosen')
  const times = compare(
    {
      ours: () => sweepReachedTimes(whole),
      peer: () => sweepReachedTimes({ ...whole, method: 'from-origins' }),
    },
    1000,
    5,
  )
  results.add({
    work: `${name}: table of ${BLOCKS * 2} blocks and ${facilities} facilities, from the side chosen by counts`,
    unit: 'ms',
    ours: times.ours,
    peer: times.peer,
    against: 'sweeps from the blocks',
  })
}

for (const { name, network } of await networks()) {
  const costs = impedances(network)
  if (isAsked('sources')) benchSources(name, network, costs)
  if (isAsked('nearest') && name !== 'Porto') {
    for (const facilities of [1000, 10_000, 100_000]) benchNearest(name, network, costs, facilities)
  }
  if (isAsked('table')) benchTable(name, network, costs, Math.round(network.vertexLonE7.length / 25))
  if (isAsked('sides')) for (const facilities of [500, 5000]) benchSides(name, network, costs, facilities)
}
results.note(
  'ngraph.path finds one walk between two vertices and has no limit, so it cannot be asked this question; its graph (ngraph.graph) holds the streets of one of the peers.',
)
results.note(
  'Forty times maps and objects is out of reach: V8 needs 0.35 to 1 µs per vertex there, which would leave 9 to 25 ns for one of ours, with some three arcs and as many unforeseeable branches; a C version of the same loop (not kept here) took 22 to 29 ns.',
)
if (process.argv.includes('--keep') && words.length === 0) results.write('sweeps', 'Sweeps')
