// Facilities that are not there: new sites, and planned ones. Where one is put, whoever comes there within the limit has it: one sweep against the
// walks, from the site. A study and places in, gains out. It knows no costs.
import { type Basis, type LonLat, UNREACHED } from '../../foundation/units.ts'
import { linkPoints } from '../../locate/link-points.ts'
import { buildPlaceLegs, type PlaceLegs } from '../../search/place-legs.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import type { CategoryGain, GateGains } from '../../study/gate-gains.ts'

/** Places where a facility could stand, linked as facilities are. */
export class SiteJudge {
  readonly #legs: PlaceLegs
  readonly #known: GateGains

  constructor(study: AccessStudy, basis: Basis, known: GateGains, places: readonly LonLat[]) {
    const linkage = linkPoints(study.locator, Float64Array.from(places.flat()), study.maxLinkMetres)
    this.#legs = buildPlaceLegs(study.network, basis === 'time' ? study.time : study.distance, linkage, 'end')
    this.#known = known
  }

  isLinked(place: number): boolean {
    return this.#legs.edge[this.#legs.rowOffset[place]!]! >= 0
  }

  /**
   * What a facility with entrances at some of the places brings, by subject.
   *
   * @param serves columns that it counts for
   */
  gains(places: readonly number[], serves: (column: number) => boolean): CategoryGain[] {
    const { rowOffset, edge, vertexFrom, vertexTo, inFrom, inTo } = this.#legs
    const beyond = Array.from({ length: this.#known.columns }, (_, column) => (serves(column) ? 0 : UNREACHED))
    return this.#known.ofPlaces(
      places.flatMap((place) => {
        const rows = Array.from(
          { length: rowOffset[place + 1]! - rowOffset[place]! },
          (_, at) => rowOffset[place]! + at,
        )
        if (edge[rows[0]!]! < 0) return []
        const vertex = rows.flatMap((row) => [vertexFrom[row]!, vertexTo[row]!])
        const cost = rows.flatMap((row) => [inFrom[row]!, inTo[row]!])
        return [{ contact: { vertex, cost, legs: this.#legs, row: rows[0]! }, beyond }]
      }),
    )
  }
}
