// Both ends of a walk that a service is asked for: where somebody stands, and where the walk leads. Positions in, legs out. It sweeps nothing.
import type { Basis, LonLat } from '../foundation/units.ts'
import { linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED, LINK_STATUS_NAMES, type Linkage } from '../locate/linkage.ts'
import { buildPlaceLegs, type LegRows, type PlaceLegs } from '../search/place-legs.ts'
import type { WalkGround } from './access-study.ts'
import { checkPlace, type LiveFacilities } from './live-facilities.ts'
import type { ServicePlace } from './service-answers.ts'

/** A place where somebody stands, linked. */
export interface Stand {
  readonly place: LonLat
  readonly answer: ServicePlace
  readonly isLinked: boolean
  readonly legs: (basis: Basis) => PlaceLegs
}

/** A place that a walk leads to: rows of legs, with the position of each. */
export interface Goal {
  readonly answer: ServicePlace
  readonly legs: (basis: Basis) => LegRows
  readonly rows: readonly number[]
  readonly positionOf: (row: number) => LonLat
  /** Whether people may walk there who set out in a region. */
  readonly isOpenTo: (region: number) => boolean
}

/** @throws LivingCircleError `usage` for what is no position on Earth */
export function standAt(ground: WalkGround, place: LonLat): Stand {
  return placeOn(ground, place, 'start')
}

/** @throws LivingCircleError `usage` for what is no position on Earth */
export function goalAt(ground: WalkGround, place: LonLat): Goal {
  const { answer, legs, isLinked } = placeOn(ground, place, 'end')
  const rows = isLinked ? [...legs('time').link.keys()] : []
  return { answer, legs, rows, positionOf: () => place, isOpenTo: () => true }
}

/** @throws LivingCircleError `usage` for an unknown id */
export function goalOf(ground: WalkGround, facilities: LiveFacilities, id: string): Goal {
  const { rows, regions, facility } = facilities.at(facilities.numberOf(id))
  const lonLat = Float64Array.from(facility.entrances.flat())
  return {
    answer: answerOf(linkPoints(ground.locator, lonLat, ground.maxLinkMetres)),
    legs: (basis) => facilities.legs(basis),
    rows,
    positionOf: (row) => facilities.entranceAt(row),
    isOpenTo: (region) => regions === null || regions.has(region),
  }
}

function placeOn(ground: WalkGround, place: LonLat, walkEnd: 'start' | 'end'): Stand {
  checkPlace(place, 'place')
  const { locator, maxLinkMetres, network, time, distance } = ground
  const linkage = linkPoints(locator, Float64Array.of(place[0], place[1]), maxLinkMetres)
  const made: Partial<Record<Basis, PlaceLegs>> = {}
  return {
    place,
    answer: answerOf(linkage),
    isLinked: linkage.status[0] === LINK_LINKED,
    legs: (basis) => {
      made[basis] ??= buildPlaceLegs(network, basis === 'time' ? time : distance, linkage, walkEnd)
      return made[basis]
    },
  }
}

/** Where points touch the streets: the best of several. */
function answerOf({ status, metres }: Linkage): ServicePlace {
  let best = 0
  for (let point = 1; point < status.length; point++) {
    const isBetter =
      status[point] !== status[best]
        ? status[point] === LINK_LINKED
        : (metres[point] ?? Infinity) < (metres[best] ?? Infinity)
    if (isBetter) best = point
  }
  const straight = metres[best]
  return {
    link: LINK_STATUS_NAMES[status[best]!]!,
    linkMetres: straight === undefined || Number.isNaN(straight) ? null : straight,
  }
}
