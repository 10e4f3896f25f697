// The residential land beyond the largest limit: measured by the library, written block by block, told in a sentence.
import { deliverLayer } from '../feature-output.ts'
import { hectares } from '../tables/catchment-tables.ts'
import { percent } from '../tables/text-table.ts'
import { type IsochroneQuestion, searchOptions } from './isochrone-question.ts'

/** Writes the land, and tells how much of all it is. */
export async function writeUncovered(question: IsochroneQuestion): Promise<void> {
  const { session, library, flags, area, origins, unit, impedance, blocks, say, terms, tell } = question
  const path = flags.uncovered!
  const options = { ...searchOptions(question), bandMetres: flags.bandMetres }
  const left = library.landBeyond(area.network, impedance, origins, blocks!.blocks, options)
  session.terminal.finish()
  const { attribution, coordinates } = terms
  const layer = library.uncoveredLayer(left, { unit, attribution })
  await deliverLayer(session, library, ['--uncovered', path], layer, { coordinates, overwrite: flags.overwrite })
  const text = say('uncovered', {
    band: left.bandMetres,
    ha: hectares(left.uncoveredSquareMetres),
    all: hectares(left.landSquareMetres),
    percent: percent(left.share),
    n: layer.rowCount,
    blocks: blocks!.blocks.length,
  })
  tell(`${text}\n`)
}
