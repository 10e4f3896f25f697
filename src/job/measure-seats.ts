// HALLWAY: walks with rests, at what the map knows to sit on.
import type { ReportCategory } from '../answer/measured-places.ts'
import type { Notice } from '../answer/sources.ts'
import { limitInMetres } from '../foundation/limits.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { restPlacesOf } from '../normalise/osm/rest-places.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { seatNotices } from '../study/seat-notices.ts'
import { type SeatColumns, seatWalks } from '../study/seat-walks.ts'
import type { LoadedArea } from './load-area.ts'

/** Columns of the table, and what is said beside them. */
export interface MeasuredSeats {
  readonly columns: SeatColumns
  readonly notices: (categories: readonly ReportCategory[]) => readonly Notice[]
}

/** Measures them up to the largest limit. */
export async function measureSeats(
  area: LoadedArea,
  study: AccessStudy,
  restMetres: number,
  basis: Basis,
  limits: readonly number[],
  run: RunOptions,
): Promise<MeasuredSeats> {
  const limitMetres = limitInMetres(basis, limits.at(-1)!, study.profile)
  const walks = await seatWalks(study, { ...run, restMetres, limitMetres, places: restPlacesOf(area.raw) })
  const { seatGapMetres, seatWalkMetres } = walks
  return {
    columns: { seatGapMetres, seatWalkMetres },
    notices: (categories) => seatNotices(walks, restMetres, categories),
  }
}
