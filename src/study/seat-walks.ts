// Walks of people who must sit down on the way: from blocks over rest places to each kind, no stretch longer than they can walk. A study and
// rest places in, columns of the access table out. It knows no tags: where one can sit is told.
import type { AccessTable } from '../answer/access-table.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { E7, type LonLat } from '../foundation/units.ts'
import { linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import { type AccessStudy, prepareStudy } from './access-study.ts'
import { weightedMedian } from './access-table.ts'
import { benchGains, type NewRests } from './bench-gains.ts'
import { type RestGraph, type RestWalks, restWalks } from './seat-labels.ts'
import { type WalkMatrix, walkMatrix } from './walk-matrix.ts'

/** Columns of a table, metres; NaN where there is no such walk. */
export type SeatColumns = Required<Pick<AccessTable, 'seatGapMetres' | 'seatWalkMetres'>>

/** What is asked. */
export interface SeatQuestion extends RunOptions {
  /** The longest stretch between two rests, metres. */
  readonly restMetres: number
  /** No walk is longer, metres. */
  readonly limitMetres: number
  /** Benches and the like; entrances of the study's facilities are rest places besides, and every walk begins rested. */
  readonly places: readonly LonLat[]
}

/** The walks, and how many of the places count. */
export interface SeatWalks extends SeatColumns {
  readonly restPlaces: number
  /** Places that are too far from a street, or on a private one: nobody but its residents sits there. */
  readonly unusedPlaces: number
  /** The one bench that would help most; `null` where none would help anybody. */
  readonly bestBench: BestBench | null
}

/** Where one more rest place, at a junction or end of a public street, would give most people a walk with rests. */
export interface BestBench {
  readonly lonLat: LonLat
  /** People who get such a walk to each kind, in the order of the study's categories; of blocks whose people are known. */
  readonly peopleOfKind: Float64Array
}

/**
 * For each block and kind the shortest walk on which no stretch between rests is longer than `restMetres`: its length and its longest
 * stretch, of the block's headline point (the weighted median by length, as in the table). Exact: a sweep from every rest place as far as one
 * stretch, and the shortest path over what these find.
 *
 * @throws LivingCircleError `invalid-option` for metres that are none, `aborted`
 */
export async function seatWalks(study: AccessStudy, question: SeatQuestion): Promise<SeatWalks> {
  const { restMetres: metres, limitMetres, signal, onProgress } = question
  const rests = usableRests(study, question.places)
  const ofRests = studyOf(study, rests.places)
  const run = { metres, signal, onProgress }
  const candidates = rests.places
  const limitMm = Math.round(limitMetres * 1000)
  const graph: RestGraph = {
    rests: rests.places.length,
    kinds: study.categories.length,
    startToRest: await walkMatrix(study, { ...run, candidates }),
    restToRest: await walkMatrix(ofRests, { ...run, candidates }),
    startToKind: nearestOfKinds(study, await walkMatrix(study, run)),
    restToKind: nearestOfKinds(ofRests, await walkMatrix(ofRests, run)),
  }
  const walks = restWalks(graph, limitMm)
  const places = benchPlaces(study)
  const ofPlaces = studyOf(study, places)
  const added: NewRests = {
    places: places.length,
    startToNew: await walkMatrix(study, { ...run, candidates: places }),
    restToNew: await walkMatrix(ofRests, { ...run, candidates: places }),
    newToRest: await walkMatrix(ofPlaces, { ...run, candidates }),
    newToKind: nearestOfKinds(ofPlaces, await walkMatrix(ofPlaces, run)),
  }
  const gains = benchGains(graph, walks, limitMm, added, peopleOfStarts(study))
  return {
    ...headlines(study, walks),
    restPlaces: rests.places.length,
    unusedPlaces: rests.unused,
    bestBench: bestOf(places, gains, study.categories.length),
  }
}

/** Places that walks may rest at: linked, to a public street; each position once. Entrances of facilities are among them. */
function usableRests(study: AccessStudy, given: readonly LonLat[]): { places: LonLat[]; unused: number } {
  const all = [...given, ...study.facilities.flatMap(({ entrances }) => entrances)]
  const places = [...new Map(all.map((place) => [place.join(' '), place])).values()]
  const { status, edge } = linkPoints(study.locator, Float64Array.from(places.flat()), study.maxLinkMetres)
  const used = places.filter((_, row) => status[row] === LINK_LINKED && study.network.edgeRegion[edge[row]!] === 0)
  return { places: used, unused: places.length - used.length }
}

/** The same question from places of their own. */
function studyOf(study: AccessStudy, places: readonly LonLat[]): AccessStudy {
  const { network, facilities, profile, maxLinkMetres, direction, categories } = study
  const options = { profile, maxLinkMetres, demand: 'point', direction, categories } as const
  return prepareStudy(network, facilities, places.map(asBlock), options)
}

/** Junctions and ends of public streets that points link to. */
function benchPlaces({ network, locator, maxLinkMetres }: AccessStudy): LonLat[] {
  const lonLat = new Float64Array(2 * network.streetVertices)
  for (let vertex = 0; vertex < network.streetVertices; vertex++) {
    lonLat[2 * vertex] = network.vertexLonE7[vertex]! / E7
    lonLat[2 * vertex + 1] = network.vertexLatE7[vertex]! / E7
  }
  const { status, edge, metres } = linkPoints(locator, lonLat, maxLinkMetres)
  const places = new Map<string, LonLat>()
  status.forEach((link, vertex) => {
    const isHere = link === LINK_LINKED && metres[vertex]! < 0.01 && network.edgeRegion[edge[vertex]!] === 0
    const place: LonLat = [lonLat[2 * vertex]!, lonLat[2 * vertex + 1]!]
    if (isHere) places.set(place.join(' '), place)
  })
  return [...places.values()]
}

/** People who begin at each origin, of blocks whose people are known. */
function peopleOfStarts({ blocks, origins, originWeight }: AccessStudy): Float64Array {
  const people = new Float64Array(originWeight.length)
  blocks.forEach(({ people: { population } }, block) => {
    for (let origin = origins.blockOrigin[block]!; origin < origins.blockOrigin[block + 1]!; origin++) {
      people[origin] = originWeight[origin]! * (population ?? 0)
    }
  })
  return people
}

/** The place with most people over all kinds; of equals the first along the network's curve. */
function bestOf(places: readonly LonLat[], gains: Float64Array, kinds: number): BestBench | null {
  let best = -1
  let most = 0
  for (let place = 0; place < places.length; place++) {
    let people = 0
    for (let kind = 0; kind < kinds; kind++) people += gains[place * kinds + kind]!
    if (people <= most) continue
    most = people
    best = place
  }
  return best < 0 ? null : { lonLat: places[best]!, peopleOfKind: gains.slice(best * kinds, (best + 1) * kinds) }
}

function asBlock(lonLat: LonLat, number: number): BlockRecord {
  return {
    ...{
      id: `rest ${number}`,
      name: null,
      lonLat,
      polygons: null,
      people: {},
      dwellings: null,
      landSquareMetres: null,
    },
    ...{ gates: [], buildings: [], community: null, street: null, district: null, source: '', lineOrId: '' },
  }
}

function nearestOfKinds({ categories, categoryOfFacility }: AccessStudy, matrix: WalkMatrix): Float64Array {
  const kinds = categories.length
  const nearest = new Float64Array(matrix.rowCount * kinds).fill(Infinity)
  for (let row = 0; row < matrix.rowCount; row++) {
    for (let at = matrix.rowOffset[row]!; at < matrix.rowOffset[row + 1]!; at++) {
      const cell = row * kinds + categoryOfFacility[matrix.column[at]!]!
      if (matrix.costMm[at]! < nearest[cell]!) nearest[cell] = matrix.costMm[at]!
    }
  }
  return nearest
}

/** The walk of each block's headline point. */
function headlines({ blocks, categories, origins, originWeight }: AccessStudy, walks: RestWalks): SeatColumns {
  const kinds = categories.length
  const seatGapMetres = new Float64Array(blocks.length * kinds).fill(Number.NaN)
  const seatWalkMetres = new Float64Array(blocks.length * kinds).fill(Number.NaN)
  for (let block = 0; block < blocks.length; block++) {
    const points: number[] = []
    for (let point = origins.blockOrigin[block]!; point < origins.blockOrigin[block + 1]!; point++) {
      if (originWeight[point]! > 0) points.push(point)
    }
    for (let kind = 0; kind < kinds; kind++) {
      const lengthOf = (point: number) => Math.min(Number.MAX_VALUE, walks.walkMm[point * kinds + kind]!)
      const point = weightedMedian(points, (one) => originWeight[one]!, lengthOf)
      if (point < 0 || walks.walkMm[point * kinds + kind] === Infinity) continue
      seatWalkMetres[block * kinds + kind] = walks.walkMm[point * kinds + kind]! / 1000
      seatGapMetres[block * kinds + kind] = walks.stretchMm[point * kinds + kind]! / 1000
    }
  }
  return { seatGapMetres, seatWalkMetres }
}
