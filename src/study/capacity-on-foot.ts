// Served in fact on streets: people by a rate of demand against the places of facilities that they reach. A study with its walk matrix and rates in,
// figures by kind, block and facility out. It knows no files. Demand is spread over a block's demand points that are linked, as its coverage is.
import {
  BLOCK_PLACE_STATES,
  type CapacityReport,
  FACILITY_PLACE_STATES,
  type KindNotCounted,
  type RateCapacity,
  type ServingRuleName,
  type ThreeCovers,
} from '../answer/capacity-report.ts'
import { limitInMetres } from '../foundation/limits.ts'
import type { DemandRate, RateUnit } from '../normalise/places/demand-rate.ts'
import type { AccessStudy } from './access-study.ts'
import type { CapacityProblem } from './capacity/capacity-problem.ts'
import { boundPlaces } from './capacity/known-places.ts'
import { DEMAND_STATES, servedInFact } from './capacity/served-in-fact.ts'
import { type Duty, measureDuties } from './duties.ts'
import { placesOf } from './facility-places.ts'
import type { WalkMatrix } from './walk-matrix.ts'

/** What is asked beside the study. */
export interface CapacityQuestion {
  readonly rates: readonly DemandRate[]
  readonly rule: ServingRuleName
  readonly unitOfKind: (category: string) => string | null
  readonly unitOfText: (text: string) => RateUnit | null
}

/**
 * Counts places against demand, kind by kind.
 *
 * @param matrix of the study, all its facilities within the limit
 */
export function measureCapacity(study: AccessStudy, matrix: WalkMatrix, asked: CapacityQuestion): CapacityReport {
  const { categories, facilities } = study
  const notCounted: KindNotCounted[] = []
  const chosen: DemandRate[] = []
  for (const rate of asked.rates) {
    const own = rate.categories.filter((id) => categories.includes(id))
    if (own.length === 0) continue
    const hasData = facilities.some(({ category }) => own.includes(category))
    const hasPeople = study.blocks.some(({ people }) => (people[rate.group] ?? null) !== null)
    const why = !hasData
      ? 'no-data'
      : !hasPeople
        ? 'no-people'
        : anyPlaces(study, matrix, { ...rate, categories: own }, asked)
    if (why === null) chosen.push({ ...rate, categories: own })
    else for (const category of own) notCounted.push({ category, why })
  }
  const named = new Set(asked.rates.flatMap((rate) => rate.categories))
  for (const category of categories) if (!named.has(category)) notCounted.push({ category, why: 'no-rate' })
  const order = (category: string) => categories.indexOf(category)
  chosen.sort((a, b) => order(a.categories[0]!) - order(b.categories[0]!))
  const onPaper = shareOnPaper(study, matrix, chosen)
  return {
    limit: matrix.limit,
    rule: asked.rule,
    rates: chosen.map((rate, at) =>
      capacityOf(study, matrix, rate, asked, (block) => onPaper[block * chosen.length + at]!),
    ),
    notCounted: notCounted.sort((a, b) => order(a.category) - order(b.category)),
  }
}

/** Where no facility's places are known in the rate's unit nothing can be said, not even that nobody is served. */
function anyPlaces(study: AccessStudy, matrix: WalkMatrix, rate: DemandRate, asked: CapacityQuestion) {
  return supplyOf(study, matrix, rate, asked).places.every((places) => Number.isNaN(places)) ? 'no-places' : null
}

/** By block and rate: demand points within the limit of a facility in a straight line. */
function shareOnPaper(study: AccessStudy, { basis, limit }: WalkMatrix, rates: readonly DemandRate[]): Float64Array {
  if (rates.length === 0) return new Float64Array(0)
  const metres = limitInMetres(basis, limit, study.profile)
  const duties = rates.map(
    (rate): Duty => ({
      basis: 'straight-line',
      minFacilities: 1,
      minKinds: 1,
      routes: [{ facilities: facilitiesOf(study, rate), limit: metres }],
    }),
  )
  return measureDuties(study, duties).share
}

function facilitiesOf({ facilities }: AccessStudy, { categories }: DemandRate): number[] {
  return facilities.flatMap(({ category }, number) => (categories.includes(category) ? [number] : []))
}

function capacityOf(
  study: AccessStudy,
  matrix: WalkMatrix,
  rate: DemandRate,
  asked: CapacityQuestion,
  onPaper: (block: number) => number,
): RateCapacity {
  const supply = supplyOf(study, matrix, rate, asked)
  const { blockDemand, rowDemand, onFoot, problem } = demandOf(study, matrix, rate, supply)
  const { withNone, withRoom } = boundPlaces(problem)
  const found = servedInFact(withNone, asked.rule)
  const blockServed = new Float64Array(study.blocks.length).fill(Number.NaN)
  const blockState = new Uint8Array(study.blocks.length)
  for (let block = 0; block < study.blocks.length; block++) {
    if (Number.isNaN(blockDemand[block]!)) continue
    let served = 0
    const states = new Set<string>()
    for (let row = matrix.blockRow[block]!; row < matrix.blockRow[block + 1]!; row++) {
      if (rowDemand[row] === 0) continue
      served += found.blockServed[row]!
      states.add(DEMAND_STATES[found.blockState[row]!]!)
    }
    blockServed[block] = Math.min(served, blockDemand[block]!)
    blockState[block] = BLOCK_PLACE_STATES.indexOf(blockStateOf(states))
  }
  const covers = (group: string) => coversOf(study, group, blockDemand, blockServed, onFoot, onPaper)
  const groups = new Set(study.blocks.flatMap(({ people }) => Object.keys(people)))
  const peopleOf = (block: number) => study.blocks[block]!.people[rate.group] ?? null
  const isUnlinked = study.blocks.map((_, block) => peopleOf(block) !== null && Number.isNaN(blockDemand[block]!))
  return {
    rate,
    demand: found.demand,
    places: found.places,
    served: found.served,
    missing: found.missing,
    idle: found.idle,
    unreachable: found.unreachable,
    full: found.full,
    missingAtLeast: withRoom === null ? null : servedInFact(withRoom).missing,
    blocks: blockDemand.reduce((count, demand) => count + (Number.isNaN(demand) ? 0 : 1), 0),
    blocksUnknown: study.blocks.reduce((count, _, block) => count + (peopleOf(block) === null ? 1 : 0), 0),
    blocksUnlinked: isUnlinked.filter((is) => is).length,
    peopleUnlinked: isUnlinked.reduce((sum, is, block) => sum + (is ? peopleOf(block)! : 0), 0),
    blockDemand,
    blockServed,
    blockState,
    facility: supply.facility,
    facilityPlaces: supply.places,
    facilityUsed: Float64Array.from(supply.facility, (_, i) =>
      supply.site[i]! < 0 ? 0 : found.siteUsed[supply.site[i]!]!,
    ),
    facilityState: Uint8Array.from(supply.facility, (_, i) => {
      const site = supply.site[i]!
      if (supply.state[i] !== null) return FACILITY_PLACE_STATES.indexOf(supply.state[i]!)
      return FACILITY_PLACE_STATES.indexOf(found.siteFull[site] === 1 ? 'full' : 'spare')
    }),
    covers: covers(rate.group),
    groups: ['population', ...[...groups].filter((group) => group !== 'population').sort()]
      .map(covers)
      .filter(({ people }) => people > 0),
  }
}

/** Of several demand points the worst but for those who ask for nothing: short before unreachable, as it has some places. */
function blockStateOf(states: ReadonlySet<string>): (typeof BLOCK_PLACE_STATES)[number] {
  if (states.has('short') || (states.has('unreachable') && states.has('served'))) return 'short'
  return states.has('unreachable') ? 'unreachable' : states.has('served') ? 'served' : 'none'
}

/** The problem behind the figures of one rate: who reaches which place, NaN where places are unknown; and the site of each facility, −1 for none. */
export function placesProblem(
  study: AccessStudy,
  matrix: WalkMatrix,
  rate: DemandRate,
  asked: Pick<CapacityQuestion, 'unitOfKind' | 'unitOfText'>,
): { readonly problem: CapacityProblem; readonly siteOfFacility: (facility: number) => number } {
  const supply = supplyOf(study, matrix, rate, asked)
  const { problem } = demandOf(study, matrix, rate, supply)
  return { problem, siteOfFacility: (facility) => supply.site[supply.facility.indexOf(facility)] ?? -1 }
}

/** Facilities of a rate with their places, and which of them take part. */
interface Supply {
  readonly facility: Uint32Array
  readonly places: Float64Array
  readonly state: readonly ('unknown' | 'other-unit' | 'unlinked' | null)[]
  /** Number among the sites of the problem; −1 where unlinked. */
  readonly site: Int32Array
  readonly sitePlaces: Float64Array
  /** By column of the matrix: the site, or −1. */
  readonly siteOfColumn: Int32Array
}

function supplyOf(
  study: AccessStudy,
  matrix: WalkMatrix,
  rate: DemandRate,
  asked: Pick<CapacityQuestion, 'unitOfKind' | 'unitOfText'>,
): Supply {
  const facility = Uint32Array.from(facilitiesOf(study, rate))
  const places = new Float64Array(facility.length).fill(Number.NaN)
  const site = new Int32Array(facility.length).fill(-1)
  const siteOfColumn = new Int32Array(matrix.columnCount).fill(-1)
  const sitePlaces: number[] = []
  const state = Array.from(facility, (number, i) => {
    const known = placesOf(study.facilities[number]!, rate, asked.unitOfKind, asked.unitOfText)
    if (known.places !== null) places[i] = known.places
    if (matrix.columnLinked[number] !== 1) return 'unlinked' as const
    site[i] = sitePlaces.length
    siteOfColumn[number] = sitePlaces.length
    sitePlaces.push(known.places ?? Number.NaN)
    return known.places === null ? known.why : null
  })
  return { facility, places, state, site, sitePlaces: Float64Array.from(sitePlaces), siteOfColumn }
}

/** Demand by block and by demand point, and the problem of who reaches which site. */
function demandOf({ blocks }: AccessStudy, matrix: WalkMatrix, { group, perThousand }: DemandRate, supply: Supply) {
  const { blockRow, rowWeight, rowOffset, column, rowCount } = matrix
  const cost = matrix.basis === 'time' ? matrix.costMs : matrix.costMm
  const blockDemand = new Float64Array(blocks.length).fill(Number.NaN)
  const rowDemand = new Float64Array(rowCount)
  const onFoot = new Float64Array(blocks.length).fill(Number.NaN)
  const offset = new Uint32Array(rowCount + 1)
  const site: number[] = []
  const costs: number[] = []
  blocks.forEach(({ people }, block) => {
    let linked = 0
    let reached = 0
    for (let row = blockRow[block]!; row < blockRow[block + 1]!; row++) {
      const before = site.length
      for (let pair = rowOffset[row]!; pair < rowOffset[row + 1]!; pair++) {
        const own = supply.siteOfColumn[column[pair]!]!
        if (own < 0) continue
        site.push(own)
        costs.push(cost[pair]!)
      }
      offset[row + 1] = site.length
      linked += rowWeight[row]!
      if (site.length > before) reached += rowWeight[row]!
    }
    if (!(linked > 0)) return
    onFoot[block] = Math.min(1, reached / linked)
    const count = people[group] ?? null
    if (count === null) return
    blockDemand[block] = (count * perThousand) / 1000
    for (let row = blockRow[block]!; row < blockRow[block + 1]!; row++) {
      rowDemand[row] = (blockDemand[block]! * rowWeight[row]!) / linked
    }
  })
  const problem: CapacityProblem = {
    demand: rowDemand,
    places: supply.sitePlaces,
    rowOffset: offset,
    site: Uint32Array.from(site),
    cost: Float64Array.from(costs),
  }
  return { blockDemand, rowDemand, onFoot, problem }
}

/** People of a group on paper, on foot and in fact, over blocks of which all three are known. */
function coversOf(
  { blocks }: AccessStudy,
  group: string,
  blockDemand: Float64Array,
  blockServed: Float64Array,
  onFoot: Float64Array,
  onPaper: (block: number) => number,
): ThreeCovers {
  const sums = { people: 0, onPaper: 0, onFoot: 0, inFact: 0 }
  blocks.forEach(({ people }, block) => {
    const count = people[group] ?? null
    const demand = blockDemand[block]!
    if (count === null || Number.isNaN(demand)) return
    sums.people += count
    sums.onPaper += count * onPaper(block)
    sums.onFoot += count * onFoot[block]!
    // Who asks for nothing goes without nothing.
    sums.inFact += demand === 0 ? count : (count * blockServed[block]!) / demand
  })
  return { group, ...sums }
}
