// What the map page's panel says of places: of each block how many it asks for and gets, of each facility how many are used. Report in, plain data
// out; nothing where nobody gave rates of demand. It does not know how a page looks.
import type { AccessReport } from '../../answer/access-report.ts'
import { BLOCK_PLACE_STATES, FACILITY_PLACE_STATES, type RateCapacity } from '../../answer/capacity-report.ts'
import { say, type Words } from '../../words/words.ts'
import type { PageBlocks } from './map-html-blocks.ts'
import { rateWords } from './report-html-places.ts'

/** Sentences that the panel says only where there are places. */
export const PLACES_SAID = [
  'map_places',
  'map_places_of',
  'map_places_used',
  'map_places_served',
  'map_places_short',
  'map_places_unreachable',
  'map_places_none',
  'map_places_unknown',
] as const

/** One rate, in columns. */
interface PageRate {
  readonly name: Words
  readonly unit: Words
  /** Tenths of a place; −1 unknown. */
  readonly demand: readonly number[]
  readonly served: readonly number[]
  /** Index into {@link BLOCK_PLACE_STATES}, of squares the commonest worst. */
  readonly state: readonly number[]
  /** Indexes of facilities, tenths of places (−1 unknown), and of those used. */
  readonly facilities: readonly number[]
  readonly places: readonly number[]
  readonly used: readonly number[]
}

/** Packs all rates. O(blocks × rates). */
export function packPlaces(report: AccessReport, blocks: PageBlocks): { readonly places?: readonly PageRate[] } {
  const { capacity } = report
  if (capacity === undefined || capacity.rates.length === 0) return {}
  return {
    places: capacity.rates.map((found) => ({
      name: rateWords(report, found),
      unit: say(`placeunit_${found.rate.unit}`),
      demand: blocks.members.map((members) => sumOf(members, found.blockDemand)),
      served: blocks.members.map((members) => sumOf(members, found.blockServed)),
      state: blocks.members.map((members) => stateOf(members, found)),
      facilities: [...found.facility],
      places: Array.from(found.facilityPlaces, (one, at) =>
        FACILITY_PLACE_STATES[found.facilityState[at]!] === 'unlinked' ? -1 : tenths(one),
      ),
      used: Array.from(found.facilityUsed, tenths),
    })),
  }
}

const tenths = (value: number) => (Number.isNaN(value) ? -1 : Math.round(value * 10))

function sumOf(members: readonly number[], values: Float64Array): number {
  const known = members.map((block) => values[block]!).filter((value) => !Number.isNaN(value))
  return known.length === 0 ? -1 : tenths(known.reduce((sum, one) => sum + one, 0))
}

function stateOf(members: readonly number[], { blockState }: RateCapacity): number {
  const worst = (['short', 'unreachable', 'served', 'none', 'unknown'] as const).find((state) =>
    members.some((block) => BLOCK_PLACE_STATES[blockState[block]!] === state),
  )
  return BLOCK_PLACE_STATES.indexOf(worst!)
}
