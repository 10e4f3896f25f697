// The drawing of where one gets to (or who gets here): bands around the streets or the streets themselves, place by place or united.
// One place is in memory at a time.
import { deliverLayer } from '../feature-output.ts'
import { bandTable, SHOWN_ROWS } from '../tables/isochrone-tables.ts'
import { type IsochroneQuestion, searchOptions, warnOfUnlinked } from './isochrone-question.ts'

/** Writes the drawing, and tells the metres of street within each limit. */
export async function drawBands(question: IsochroneQuestion): Promise<void> {
  const { session, library, flags, area, origins, basis, impedance, say, terms, tell } = question
  const { attribution, coordinates } = terms
  const { reverse, union, style, bandMetres } = flags
  const options = { ...searchOptions(question), reverse, union, style, bandMetres }
  const limits = library.isochroneLimits(impedance, flags)
  let unlinked = 0
  const rows: string[][] = []
  const results = function* () {
    let done = 0
    for (const result of library.eachIsochrone(area.network, impedance, origins, options)) {
      if (result.linkStatus !== 'linked') unlinked++
      session.terminal.progress('isochrones', ++done, union === true ? 1 : origins.length)
      for (const { limit, reachedMetres, edgeAffected } of rows.length < SHOWN_ROWS ? result.bands : []) {
        const { name, origins: united, id } = result
        const place = name ?? (united.length > 1 ? say('places_count', { n: united.length }) : id)
        rows.push([place, String(limit), (reachedMetres / 1000).toFixed(1), edgeAffected ? say('edge_near') : ''])
      }
      yield result
    }
  }
  const countsSlopes = impedance.uneven !== null
  const layer = library.isochroneLayerInParts(results(), attribution, { limits, basis, countsSlopes })
  await deliverLayer(session, library, ['--output', flags.output!], layer, { coordinates, overwrite: flags.overwrite })
  if (flags.output !== '-') tell(bandTable(rows, basis, origins.length, say))
  warnOfUnlinked(question, unlinked, origins.length)
}
