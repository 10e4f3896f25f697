// Places per head on streets: floating catchment measures over the walks of a study. A study with its walk matrix in, numbers by block out. It knows no
// files. A block's number is the mean over its demand points that are linked, as its coverage is.
import type { DemandRate, RateUnit } from '../normalise/places/demand-rate.ts'
import type { AccessStudy } from './access-study.ts'
import { type FloatingMeasure, type FloatingOptions, floatingCatchment } from './capacity/floating-catchment.ts'
import { placesOf } from './facility-places.ts'
import type { WalkMatrix } from './walk-matrix.ts'

/** Places per head of the kinds of one rate. */
export interface FootCatchment {
  readonly rate: DemandRate
  /** By block of the study; NaN where its people are not known or no street is near it. */
  readonly access: Float64Array
  readonly placesUnreached: number
  /** Numbers of facilities that are left out: no places are known in the rate's unit, or no street is near. */
  readonly leftOut: readonly number[]
}

/** What is asked beside the study. */
export interface FootCatchmentQuestion {
  readonly rates: readonly DemandRate[]
  readonly measure: FloatingMeasure
  /** Steps and limits in minutes or metres, by the matrix's basis. */
  readonly options: FloatingOptions
  readonly unitOfKind: (category: string) => string | null
  readonly unitOfText: (text: string) => RateUnit | null
}

/** One result for each rate of which the study has a kind with facilities. */
export function catchmentsOnFoot(
  study: AccessStudy,
  matrix: WalkMatrix,
  asked: FootCatchmentQuestion,
): FootCatchment[] {
  const present = new Set(study.facilities.map(({ category }) => category))
  return asked.rates
    .map((rate) => ({ ...rate, categories: rate.categories.filter((id) => present.has(id)) }))
    .filter(({ categories }) => categories.length > 0)
    .map((rate) => catchmentOf(study, matrix, rate, asked))
}

function catchmentOf(
  { blocks, facilities }: AccessStudy,
  matrix: WalkMatrix,
  rate: DemandRate,
  asked: FootCatchmentQuestion,
): FootCatchment {
  const siteOf = new Int32Array(matrix.columnCount).fill(-1)
  const places: number[] = []
  const leftOut: number[] = []
  facilities.forEach((facility, number) => {
    if (!rate.categories.includes(facility.category)) return
    const known = placesOf(facility, rate, asked.unitOfKind, asked.unitOfText)
    if (known.places === null || matrix.columnLinked[number] !== 1) leftOut.push(number)
    else {
      siteOf[number] = places.length
      places.push(known.places)
    }
  })
  const perUnit = matrix.basis === 'time' ? 60_000 : 1000
  const walk = matrix.basis === 'time' ? matrix.costMs : matrix.costMm
  const demand = new Float64Array(matrix.rowCount)
  const rowOffset = new Uint32Array(matrix.rowCount + 1)
  const site: number[] = []
  const cost: number[] = []
  blocks.forEach(({ people }, block) => {
    const rows = rowsOf(matrix, block)
    const linked = rows.reduce((sum, row) => sum + matrix.rowWeight[row]!, 0)
    const count = people[rate.group] ?? 0
    for (const row of rows) {
      demand[row] = linked > 0 ? (count * matrix.rowWeight[row]!) / linked : 0
      for (let pair = matrix.rowOffset[row]!; pair < matrix.rowOffset[row + 1]!; pair++) {
        const own = siteOf[matrix.column[pair]!]!
        if (own < 0) continue
        site.push(own)
        cost.push(walk[pair]! / perUnit)
      }
      rowOffset[row + 1] = site.length
    }
  })
  const problem = {
    demand,
    places: Float64Array.from(places),
    rowOffset,
    site: Uint32Array.from(site),
    cost: Float64Array.from(cost),
  }
  const found = floatingCatchment(asked.measure, problem, asked.options)
  const access = Float64Array.from(blocks, ({ people }, block) => {
    const rows = rowsOf(matrix, block)
    const linked = rows.reduce((sum, row) => sum + matrix.rowWeight[row]!, 0)
    if (!(linked > 0) || (people[rate.group] ?? null) === null) return Number.NaN
    return rows.reduce((sum, row) => sum + found.access[row]! * matrix.rowWeight[row]!, 0) / linked
  })
  return { rate, access, placesUnreached: found.placesUnreached, leftOut }
}

function rowsOf({ blockRow }: WalkMatrix, block: number): number[] {
  return Array.from({ length: blockRow[block + 1]! - blockRow[block]! }, (_, at) => blockRow[block]! + at)
}
