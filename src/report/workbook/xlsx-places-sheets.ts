// Sheets of places against demand: a row per rate, a row per block and rate, a row per facility. The answer's places in, sheets out.
import {
  BLOCK_PLACE_STATES,
  type CapacityReport,
  FACILITY_PLACE_STATES,
  type RateCapacity,
} from '../../answer/capacity-report.ts'
import { roundTo } from '../text/written-numbers.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { verifiedName } from './xlsx-standard-sheets.ts'
import { categoryName, column, limitText, listSheet, measureName, type SheetContext } from './xlsx-summary-sheets.ts'

/** All three. */
export function placesSheets(context: SheetContext, capacity: CapacityReport): readonly Sheet[] {
  return [rateSheet(context, capacity), blocksSheet(context, capacity), loadsSheet(context, capacity)]
}

const kinds = (context: SheetContext, { rate }: RateCapacity) =>
  rate.categories.map((id) => categoryName(context, id)).join(' + ')

const known = (value: number) => (Number.isNaN(value) ? null : roundTo(value, 3))

function rateSheet(context: SheetContext, { rates, limit, rule }: CapacityReport): Sheet {
  const { say, lang } = context
  const unknown = FACILITY_PLACE_STATES.indexOf('unknown')
  const otherUnit = FACILITY_PLACE_STATES.indexOf('other-unit')
  const rows = rates.map((found): SheetCell[] => {
    const { rate, covers } = found
    return [
      kinds(context, found),
      rate.perThousand,
      say(`unit_${rate.unit}`),
      measureName(context, rate.group),
      lang === 'zh' ? rate.sourceZh : rate.source,
      verifiedName(context, rate.verified, rate.mark),
      ...[found.demand, found.places, found.served, found.missing].map((value) => roundTo(value, 3)),
      found.missingAtLeast === null ? null : roundTo(found.missingAtLeast, 3),
      ...[found.unreachable, found.full, found.idle].map((value) => roundTo(value, 3)),
      found.facilityState.reduce((count, state) => count + (state === unknown || state === otherUnit ? 1 : 0), 0),
      ...[covers.people, covers.onPaper, covers.onFoot, covers.inFact].map((value) => roundTo(value, 1)),
    ]
  })
  const numbers = (
    [
      'placesDemand',
      'placesThere',
      'placesServed',
      'placesMissing',
      'placesMissingLeast',
      'placesUnreachable',
      'placesFull',
      'placesIdle',
    ] as const
  ).map((key) => column(say(key), 12, 'decimal1'))
  const people = (['placesPeople', 'placesOnPaper', 'placesOnFoot', 'placesInFact'] as const).map((key) =>
    column(say(key), 12, 'integer'),
  )
  const text = say('placesText', { limit: limitText(context, limit), rule: say(`placerule_${rule}`) })
  return listSheet(
    {
      name: say('placesSheet'),
      lines: [say('placesTitle'), text],
      frozenColumns: 1,
      columns: [
        column(say('category'), 28),
        column(say('placesRate'), 10),
        column(say('placesUnit'), 10),
        column(say('placesGroup'), 16),
        column(say('placesSource'), 40),
        column(say('placesMark'), 18),
        ...numbers,
        column(say('placesUnknown'), 14, 'integer'),
        ...people,
      ],
    },
    rows,
  )
}

function blocksSheet(context: SheetContext, { rates }: CapacityReport): Sheet {
  const { report, say } = context
  const rows = rates.flatMap((found) =>
    report.blocks.map((block, at): SheetCell[] => {
      const demand = found.blockDemand[at]!
      const served = found.blockServed[at]!
      return [
        block.name,
        block.id,
        block.community,
        block.street,
        kinds(context, found),
        known(demand),
        known(served),
        demand > 0 ? roundTo(served / demand, 4) : null,
        say(`placestate_${BLOCK_PLACE_STATES[found.blockState[at]!]!}`),
      ]
    }),
  )
  return listSheet(
    {
      name: say('placesBlocks'),
      lines: [say('placesBlocksTitle')],
      frozenColumns: 1,
      columns: [
        column(say('name'), 26),
        column(say('block'), 16),
        column(say('community'), 16),
        column(say('street'), 16),
        column(say('category'), 28),
        column(say('placesDemand'), 12, 'decimal1'),
        column(say('placesServed'), 12, 'decimal1'),
        column(say('placesShare'), 12, 'percent'),
        column(say('placesState'), 22),
      ],
    },
    rows,
  )
}

function loadsSheet(context: SheetContext, { rates }: CapacityReport): Sheet {
  const { report, say } = context
  const rows = rates.flatMap((found) =>
    Array.from(found.facility, (facility, at): SheetCell[] => {
      const { name, id, category } = report.facilities[facility]!
      return [
        name,
        id,
        categoryName(context, category),
        known(found.facilityPlaces[at]!),
        known(found.facilityUsed[at]!),
        say(`unit_${found.rate.unit}`),
        say(`placestate_${FACILITY_PLACE_STATES[found.facilityState[at]!]!}`),
      ]
    }),
  )
  return listSheet(
    {
      name: say('placesLoads'),
      lines: [say('placesLoadsTitle')],
      frozenColumns: 1,
      columns: [
        column(say('name'), 26),
        column(say('facility'), 16),
        column(say('category'), 28),
        column(say('placesCapacity'), 12, 'decimal1'),
        column(say('placesUsed'), 12, 'decimal1'),
        column(say('placesUnit'), 10),
        column(say('placesState'), 24),
      ],
    },
    rows,
  )
}
