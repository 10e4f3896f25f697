// Places against demand as `summary.json` and the JSON of `capacity` say it. An answer in, plain records out.
import type { AccessReport } from '../../answer/access-report.ts'
import {
  BLOCK_PLACE_STATES,
  type CapacityReport,
  FACILITY_PLACE_STATES,
  type RateCapacity,
  type ThreeCovers,
} from '../../answer/capacity-report.ts'
import { roundTo } from '../text/written-numbers.ts'

const amount = (value: number) => roundTo(value, 3)

function coversRecord({ group, people, onPaper, onFoot, inFact }: ThreeCovers) {
  return {
    group,
    people: amount(people),
    onPaper: amount(onPaper),
    onFoot: amount(onFoot),
    inFact: amount(inFact),
  }
}

/** One rate without its lists. */
function rateRecord(found: RateCapacity) {
  const { rate } = found
  const states = FACILITY_PLACE_STATES.map((name, state) => [
    name,
    found.facilityState.reduce((count, one) => count + (one === state ? 1 : 0), 0),
  ])
  return {
    rate: { ...rate, categories: [...rate.categories] },
    demand: amount(found.demand),
    places: amount(found.places),
    served: amount(found.served),
    missing: amount(found.missing),
    missingAtLeast: found.missingAtLeast === null ? null : amount(found.missingAtLeast),
    idle: amount(found.idle),
    unreachable: amount(found.unreachable),
    full: amount(found.full),
    blocks: found.blocks,
    blocksUnknown: found.blocksUnknown,
    blocksUnlinked: found.blocksUnlinked,
    peopleUnlinked: amount(found.peopleUnlinked),
    facilities: Object.fromEntries(states) as Record<string, number>,
    covers: coversRecord(found.covers),
    groups: found.groups.map(coversRecord),
  }
}

/** The whole, for `summary.json`; nothing where nobody gave rates. */
export function summariseCapacity({ capacity }: AccessReport) {
  if (capacity === undefined) return {}
  const { limit, rule, rates, notCounted } = capacity
  return { capacity: { limit, rule, rates: rates.map(rateRecord), notCounted: notCounted.map((one) => ({ ...one })) } }
}

/** One rate with its blocks and sites, in the names of the contract. */
function rateInFull(report: AccessReport, found: RateCapacity) {
  const { facilities: states, covers, groups, ...record } = rateRecord(found)
  return {
    ...record,
    missing_at_least: record.missingAtLeast,
    blocks: report.blocks.map(({ id }, block) => {
      const demand = found.blockDemand[block]!
      const served = found.blockServed[block]!
      const state = BLOCK_PLACE_STATES[found.blockState[block]!]!
      if (Number.isNaN(demand)) return { id, demand: null, served: null, share: null, state }
      return { id, demand, served, share: demand === 0 ? null : served / demand, state }
    }),
    blocks_counted: found.blocks,
    sites: Array.from(found.facility, (facility, i) => {
      const places = found.facilityPlaces[i]!
      return {
        id: report.facilities[facility]!.id,
        places: Number.isNaN(places) ? null : places,
        used: found.facilityUsed[i]!,
        state: FACILITY_PLACE_STATES[found.facilityState[i]!]!,
      }
    }),
    facility_states: states,
    covers,
    groups,
  }
}

/**
 * `capacity --json` of a run on streets: each rate with its blocks and sites. With a single rate its fields stand at the top, too, as for tables of
 * one's own.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { type CapacityReport, toCapacityJson } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const capacity: CapacityReport
 * const text = toCapacityJson(report, capacity)
 * ```
 */
export function toCapacityJson(report: AccessReport, capacity: CapacityReport): string {
  const results = capacity.rates.map((found) => rateInFull(report, found))
  const plain = {
    schema: 'living-circle/capacity',
    schemaVersion: '1.0',
    basis: report.options.basis,
    limit: capacity.limit,
    rule: capacity.rule,
    ...(results.length === 1 ? results[0] : {}),
    results,
    not_counted: capacity.notCounted.map((one) => ({ ...one })),
    notices: report.notices.map(({ code, textEn, textZh }) => ({ code, textEn, textZh })),
  }
  return `${JSON.stringify(plain)}\n`
}
