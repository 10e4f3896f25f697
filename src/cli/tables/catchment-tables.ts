// Who and what land lies in the catchment of facilities, as tables of what the library measured.
import type { Basis, CatchmentPeople, LandWithin } from '../library.ts'
import { type Say, sayData } from '../words.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** People, dwellings and blocks within each limit, with what they are shares of. */
export function catchmentPeopleTable({ basis, limits, measures }: CatchmentPeople, say: Say): string {
  const rows = measures.map(({ measure, within, total, unlinkedTotal, blocksUnknown }) => [
    sayData(say, 'measure_', measure),
    ...within.flatMap(({ covered, share }) => [groupDigits(Math.round(covered)), percent(share)]),
    groupDigits(Math.round(total)),
    groupDigits(Math.round(unlinkedTotal)),
    groupDigits(blocksUnknown),
  ])
  const columns = [
    { title: say('within_reach') },
    ...limits.flatMap((limit) => [
      { title: say(`within_${basis}`, { n: limit }), right: true },
      { title: say('share'), right: true },
    ]),
    { title: say('of'), right: true },
    { title: say('not_linked_count'), right: true },
    { title: say('blocks_unknown'), right: true },
  ]
  return `${textTable(columns, rows)}${say('reach_note')}\n`
}

/** Land in the range of the facilities, by straight-line radius and by walk side by side. */
export function landTable(within: readonly LandWithin[], basis: Basis, say: Say): string {
  const rows = within.map(({ limit, radiusMetres, straight, walk }) => [
    say(`within_${basis}`, { n: limit }),
    say('m', { n: Math.round(radiusMetres) }),
    hectares(straight.coveredSquareMetres),
    percent(straight.share),
    hectares(walk.coveredSquareMetres),
    percent(walk.share),
    hectares(walk.landSquareMetres),
    hectares(walk.unlinkedSquareMetres),
  ])
  const columns = [
    { title: say('residential_land') },
    ...(['radius', 'straight_ha', 'share', 'walk_ha', 'share', 'of_ha', 'not_linked_ha'] as const).map((key) => ({
      title: say(key),
      right: true,
    })),
  ]
  return `${textTable(columns, rows)}${say('land_note')}\n`
}

/** Hectares with one decimal. */
export function hectares(squareMetres: number): string {
  return (squareMetres / 10_000).toFixed(1).replace(/\B(?=(\d{3})+\.)/g, ',')
}
