// Which place is the nearest, street by street: the streets divided among the places, written and told.
import { deliverLayer } from '../feature-output.ts'
import { breathe } from '../session.ts'
import { allocationTable } from '../tables/isochrone-tables.ts'
import { type IsochroneQuestion, searchOptions, warnOfUnlinked } from './isochrone-question.ts'

/** Writes one row for each place, and tells those with most streets. */
export async function drawAllocation(question: IsochroneQuestion): Promise<void> {
  const { session, library, flags, area, origins, unit, impedance, profile, say, terms, tell } = question
  const { bandMetres, style, output } = flags
  const areas = library.allocationAreas(area.network, impedance, origins, { ...searchOptions(question), bandMetres })
  await breathe(session)
  const limit = library.isochroneLimits(impedance, flags).at(-1)!
  const shown = style === 'lines' ? 'lines' : 'areas'
  const { attribution, coordinates } = terms
  const layer = library.allocationLayer(areas, { unit, limit, profile: profile.id, shown, attribution })
  await deliverLayer(session, library, ['--output', output!], layer, { coordinates, overwrite: flags.overwrite })
  if (output !== '-') tell(allocationTable(areas, say(`limit_${unit}`, { n: limit }), say))
  warnOfUnlinked(question, areas.filter(({ linkStatus }) => linkStatus !== 'linked').length, areas.length)
}
