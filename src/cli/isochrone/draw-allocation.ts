// Which place is the nearest, street by street: the streets divided among the places, written and told.
import { ALLOCATION_LAYER, allocationFeatures } from '../allocation-features.ts'
import { featurePieces, formatOf } from '../feature-output.ts'
import { deliver } from '../output-file.ts'
import { breathe } from '../session.ts'
import { allocationTable } from '../tables/isochrone-tables.ts'
import { type IsochroneQuestion, searchOptions, warnOfUnlinked } from './isochrone-question.ts'

/** Writes one feature for each place, and tells those with most streets. */
export async function drawAllocation(question: IsochroneQuestion): Promise<void> {
  const { session, library, flags, area, origins, unit, impedance, profile, say, terms, tell } = question
  const { bandMetres, style, output } = flags
  const areas = library.allocationAreas(area.network, impedance, origins, { ...searchOptions(question), bandMetres })
  await breathe(session)
  const limit = library.isochroneLimits(impedance, flags).at(-1)!
  const features = allocationFeatures(areas, style === 'lines', { unit, limit, profile: profile.id })
  const format = formatOf('--output', output!)
  const pieces = () => featurePieces(library, format, ALLOCATION_LAYER, features, terms)
  await deliver(session, output!, pieces, { overwrite: flags.overwrite })
  if (output !== '-') tell(allocationTable(areas, say(`limit_${unit}`, { n: limit }), say))
  warnOfUnlinked(question, areas.filter(({ linkStatus }) => linkStatus !== 'linked').length, areas.length)
}
