// Who and what land is in the catchment of the places: two tables, measured by the library.
import { breathe } from '../session.ts'
import { catchmentPeopleTable, landTable } from '../tables/catchment-tables.ts'
import { type IsochroneQuestion, searchOptions } from './isochrone-question.ts'

/** People, dwellings and blocks within each limit. */
export async function countPeople(question: IsochroneQuestion): Promise<void> {
  const { session, library, area, origins, blocks, profile, say, tell } = question
  const options = { ...searchOptions(question), profile }
  const people = library.countCatchmentPeople(area.network, origins, blocks!.blocks, options)
  session.terminal.finish()
  tell(catchmentPeopleTable(people, say))
  await breathe(session)
}

/** Residential land within each limit, by straight line and by walk. */
export async function measureLand(question: IsochroneQuestion): Promise<void> {
  const { library, area, origins, blocks, impedance, basis, flags, say, tell } = question
  const { minutes, metres, maxLinkMetres } = flags
  const land = blocks!.blocks.flatMap(({ polygons }) => polygons ?? [])
  const within = library.landWithin(area.network, impedance, land, origins, { minutes, metres, maxLinkMetres })
  tell(landTable(within, basis, say))
  await breathe(question.session)
}
