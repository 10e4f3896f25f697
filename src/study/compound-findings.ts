// Compounds one by one: area, people, streets, gates, crossings, and what looks wrong. In: streets built with all of them as walls, blocks,
// roads. Out: findings. It knows no times and no files.
import type { CompoundDoubt, CompoundFinding, CompoundPassage, PrivateStreets } from '../answer/gates-report.ts'
import { greatCircleMetresE7, polygonsSquareMetres } from '../foundation/geo.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { E7 } from '../foundation/units.ts'
import { type BuiltStreets, regionIds } from '../network/build-network.ts'
import { ClosedOutlines } from '../network/closed-outlines.ts'
import { placeVerticesOf } from '../network/walk-arcs.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import { type CompoundRecord, opensWall } from '../normalise/places/compound-record.ts'
import { WAY_IN_OUTLINE, WAY_UNLINKED } from '../normalise/streets/walkable-ways-record.ts'
import type { AppliedCompounds } from './compound-summary.ts'

/** An estate larger than this is rather a district: 40 ha. */
export const LARGE_SQUARE_METRES = 400_000
/** So much of a road inside is no corner that an outline cuts off. */
const ROAD_METRES_INSIDE = 30
/** Places on roads are looked at this far apart. */
const ROAD_STEP_METRES = 10
/** Streets along an outline stay outside: as in the walking model. */
const OUTLINE_METRES = 6
/** Private streets of this length that touch others in several places are looked at. */
const LONG_PRIVATE_METRES = 2000

/** What findings are made from. */
export interface FindingInputs {
  readonly applied: AppliedCompounds
  /** Streets built with every known compound as a wall: what crosses an open estate, too, is counted. */
  readonly survey: BuiltStreets
  readonly blocks: readonly BlockRecord[]
  /** Ids of ways that are tertiary or larger roads. */
  readonly throughRoads: ReadonlySet<number>
}

/** Findings in natural order of id. O(edges + crossings + blocks). */
export function findCompounds({ applied, survey, blocks, throughRoads }: FindingInputs): CompoundFinding[] {
  const outlines = new ClosedOutlines(applied.known.map((compound) => ({ ...compound, isClosed: true })))
  const people = peopleOf(outlines, blocks)
  const streetMetres = streetsInside(survey.network, outlines.compounds.length)
  const roadMetres = roadsInside(survey.network, outlines, throughRoads)
  const closedPlace = new Map(applied.closed.map(({ id }, at) => [id, at]))
  const crossingsOf = <T extends { readonly compound: number }>(list: readonly T[], at: number | undefined) =>
    at === undefined ? [] : list.filter(({ compound }) => compound === at)
  const all = [...applied.known].sort((a, b) => compareNaturally(a.id, b.id))
  const placeOf = new Map(outlines.compounds.map(({ id }, at) => [id, at]))
  return all.map((compound): CompoundFinding => {
    const place = placeOf.get(compound.id)
    const real = crossingsOf(applied.crossings, closedPlace.get(compound.id))
    const crossings = compound.isClosed ? real : crossingsOf(survey.crossings, place)
    const passages = crossings.map(
      ({ lonE7, latE7, state }): CompoundPassage => ({
        lonLat: [lonE7 / E7, latE7 / E7],
        state: compound.isClosed ? state : 'open',
      }),
    )
    passages.sort((a, b) => a.lonLat[0] - b.lonLat[0] || a.lonLat[1] - b.lonLat[1])
    const opened = new Set(real.flatMap(({ gates }) => gates))
    const openGates = compound.gates.filter(opensWall).length
    const found = place === undefined ? NOBODY : people[place]!
    const facts = {
      squareMetres: polygonsSquareMetres(compound.outline),
      streetMetres: place === undefined ? 0 : streetMetres[place]!,
      throughRoadMetres: place === undefined ? 0 : roadMetres[place]!,
    }
    return {
      id: compound.id,
      name: compound.name,
      outline: compound.outline,
      isClosed: compound.isClosed,
      ...found,
      ...facts,
      gates: compound.gates,
      openGates,
      gatesWithoutCrossing: compound.isClosed ? openGates - opened.size : 0,
      passages,
      doubts: doubtsOf(compound, passages, facts),
    }
  })
}

const NOBODY: Pick<CompoundFinding, 'blocks' | 'people'> = { blocks: 0, people: null }

function doubtsOf(
  { isClosed }: CompoundRecord,
  passages: readonly CompoundPassage[],
  {
    squareMetres,
    streetMetres,
    throughRoadMetres,
  }: Record<'squareMetres' | 'streetMetres' | 'throughRoadMetres', number>,
): CompoundDoubt[] {
  const doubts: CompoundDoubt[] = []
  if (squareMetres > LARGE_SQUARE_METRES) doubts.push('large')
  if (throughRoadMetres >= ROAD_METRES_INSIDE) doubts.push('crossed-by-road')
  if (streetMetres === 0) doubts.push('no-streets')
  if (isClosed && passages.length > 0 && passages.every(({ state }) => state === 'wall')) doubts.push('sealed')
  return doubts
}

/** Blocks by the smallest outline around them; a block that is a compound itself lies in its own. */
function peopleOf(outlines: ClosedOutlines, blocks: readonly BlockRecord[]) {
  const own = new Map(outlines.compounds.map(({ id }, at) => [id, at]))
  const found: { blocks: number; people: number | null }[] = outlines.compounds.map(() => ({ ...NOBODY }))
  for (const { id, lonLat, people } of blocks) {
    const at = own.get(id) ?? outlines.around(...lonLat)
    if (at < 0) continue
    const one = found[at]!
    one.blocks++
    const count = people.population ?? null
    if (count !== null) one.people = (one.people ?? 0) + count
  }
  return found
}

function streetsInside({ edgeFlags, edgeRegion, edgeLengthMm }: WalkNetwork, count: number): Float64Array {
  const metres = new Float64Array(count)
  edgeFlags.forEach((flags, edge) => {
    const compound = edgeRegion[edge]! - 1
    if ((flags & WAY_IN_OUTLINE) === 0 || (flags & WAY_UNLINKED) !== 0 || compound < 0 || compound >= count) return
    metres[compound]! += edgeLengthMm[edge]! / 1000
  })
  return metres
}

/** Metres of some ways inside each outline, by places along them. */
function roadsInside(network: WalkNetwork, outlines: ClosedOutlines, ways: ReadonlySet<number>): Float64Array {
  const metres = new Float64Array(outlines.compounds.length)
  const { edgeWayId, edgeFrom, edgeTo, vertexLonE7, vertexLatE7, shapeOffset, shapeLonE7, shapeLatE7 } = network
  edgeWayId.forEach((way, edge) => {
    if (!ways.has(way)) return
    let [lon, lat] = [vertexLonE7[edgeFrom[edge]!]!, vertexLatE7[edgeFrom[edge]!]!]
    const walkTo = (nextLon: number, nextLat: number) => {
      const length = greatCircleMetresE7(lon, lat, nextLon, nextLat)
      const steps = Math.max(1, Math.ceil(length / ROAD_STEP_METRES))
      for (let step = 0; step < steps; step++) {
        const part = (step + 0.5) / steps
        const at = outlines.around(
          (lon + part * (nextLon - lon)) / E7,
          (lat + part * (nextLat - lat)) / E7,
          OUTLINE_METRES,
        )
        if (at >= 0) metres[at]! += length / steps
      }
      lon = nextLon
      lat = nextLat
    }
    for (let at = shapeOffset[edge]!; at < shapeOffset[edge + 1]!; at++) walkTo(shapeLonE7[at]!, shapeLatE7[at]!)
    walkTo(vertexLonE7[edgeTo[edge]!]!, vertexLatE7[edgeTo[edge]!]!)
  })
  return metres
}

/** Private streets by tags that are long and meet others in several places: often a map's slip, or streets that people do walk through. */
export function findPrivateStreets(network: WalkNetwork, closed: number): PrivateStreets[] {
  const ids = regionIds(network)
  const metres = new Float64Array(ids.length + 1)
  network.edgeRegion.forEach((region, edge) => {
    metres[region]! += network.edgeLengthMm[edge]! / 1000
  })
  const contacts = new Uint32Array(ids.length + 1)
  const places = placeVerticesOf(network)
  for (let row = 0; row + 1 < network.sharedOffset.length; row++) {
    const here = network.sharedVertex.subarray(network.sharedOffset[row]!, network.sharedOffset[row + 1]!)
    for (const region of new Set([...here].map((vertex) => places.regionOf(vertex)))) contacts[region]!++
  }
  const found = ids.flatMap((id, at): PrivateStreets[] =>
    at >= closed && metres[at + 1]! > LONG_PRIVATE_METRES && contacts[at + 1]! > 1
      ? [{ id, metres: metres[at + 1]!, contacts: contacts[at + 1]! }]
      : [],
  )
  return found.sort((a, b) => b.metres - a.metres || compareNaturally(a.id, b.id))
}
