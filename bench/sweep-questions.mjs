// Questions for the benchmarks of sweeps: streets, walkers, blocks and facilities of forty kinds, all seeded.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bytesSource, walkProfile } from '../dist/index.js'
import {
  buildFacilityTargets,
  buildImpedance,
  buildNetwork,
  buildPlaceLegs,
  normaliseWalkableWays,
  readOsm,
} from '../dist/parts.js'
import { generateCity, generateLinks, randomFrom } from './generate-city.mjs'

export const FIFTEEN_MINUTES = 900_000
export const LIMITS = Uint32Array.of(300_000, 600_000, 900_000)
export const CATEGORIES = 40

const porto = fileURLToPath(new URL('../../shared/data/porto.osm.pbf', import.meta.url))

/** Networks by name: Porto where its extract is there, and a generated city. */
export async function networks(vertices = 1_000_000) {
  const list = []
  if (existsSync(porto)) {
    const raw = await readOsm(bytesSource('porto.osm.pbf', readFileSync(porto)))
    list.push({ name: 'Porto', network: buildNetwork(normaliseWalkableWays(raw)) })
  } else console.log('The extract of Porto is not there: skipped.')
  list.push({ name: `city of ${vertices / 1e6} M vertices`, network: generateCity({ vertices }) })
  return list
}

export function impedances(network) {
  const profile = walkProfile('adult')
  return { time: buildImpedance(network, profile, 'time'), distance: buildImpedance(network, profile, 'distance') }
}

/** Two seeds per origin, in the order of the origins. */
export function seedsOf(network, legs) {
  return Array.from(legs.edge, (edge, place) => ({
    edge,
    vertex: [network.edgeFrom[edge], network.edgeTo[edge]],
    cost: [legs.outFrom[place], legs.outTo[place]],
  }))
}

/** Seeds in the network's order. */
export function inOrder(seeds) {
  return [...seeds].sort((a, b) => a.edge - b.edge)
}

/** Targets of so many facilities; common kinds are many, rare ones few. */
export function facilityTargets(network, impedance, count, categories, only = -1) {
  const links = generateLinks(network, count, 2)
  const random = randomFrom(5)
  const category = Uint32Array.from({ length: count }, () =>
    Math.min(categories - 1, Math.floor(categories * random() ** 2)),
  )
  const chosen = [...category.keys()].filter((facility) => only < 0 || category[facility] === only)
  const pick = (column) => column.constructor.from(chosen, (facility) => column[facility])
  const linkage = {
    status: pick(links.status),
    edge: pick(links.edge),
    fraction: pick(links.fraction),
    metres: pick(links.metres),
  }
  const owners = Uint32Array.from(chosen.keys())
  return {
    linkage,
    targets: buildFacilityTargets(
      network,
      buildPlaceLegs(network, impedance, linkage),
      owners,
      only < 0 ? pick(category) : new Uint32Array(chosen.length),
      only < 0 ? categories : 1,
    ),
  }
}

/** A whole question: blocks at distinct places, facilities of forty kinds (or of one of them). */
export function question(network, { time, distance }, { blocks, facilities, only = -1, nearestCount = 1, method }) {
  const blockLinks = generateLinks(network, blocks, 1)
  const { linkage, targets } = facilityTargets(network, time, facilities, CATEGORIES, only)
  return {
    network,
    impedance: time,
    alongside: distance,
    origins: buildPlaceLegs(network, time, blockLinks),
    originOffset: Uint32Array.from({ length: blocks + 1 }, (_, block) => block),
    targets,
    alongsideOrigins: buildPlaceLegs(network, distance, blockLinks),
    alongsideEntrances: buildPlaceLegs(network, distance, linkage),
    limits: LIMITS,
    nearestCount,
    method,
  }
}
