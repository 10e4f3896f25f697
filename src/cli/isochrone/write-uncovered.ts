// The residential land beyond the largest limit: measured by the library, written block by block, told in a sentence.
import { featurePieces, formatOf } from '../feature-output.ts'
import { deliver } from '../output-file.ts'
import { hectares } from '../tables/catchment-tables.ts'
import { percent } from '../tables/text-table.ts'
import { UNCOVERED_LAYER, uncoveredFeatures } from '../uncovered-features.ts'
import { type IsochroneQuestion, searchOptions } from './isochrone-question.ts'

/** Writes the land, and tells how much of all it is. */
export async function writeUncovered(question: IsochroneQuestion): Promise<void> {
  const { session, library, flags, area, origins, unit, impedance, blocks, say, terms, tell } = question
  const path = flags.uncovered!
  const options = { ...searchOptions(question), bandMetres: flags.bandMetres }
  const left = library.landBeyond(area.network, impedance, origins, blocks!.blocks, options)
  session.terminal.finish()
  const features = uncoveredFeatures(left, unit)
  const format = formatOf('--uncovered', path)
  const pieces = () => featurePieces(library, format, UNCOVERED_LAYER, features, terms)
  await deliver(session, path, pieces, { overwrite: flags.overwrite })
  const text = say('uncovered', {
    band: left.bandMetres,
    ha: hectares(left.uncoveredSquareMetres),
    all: hectares(left.landSquareMetres),
    percent: percent(left.share),
    n: features.length,
    blocks: blocks!.blocks.length,
  })
  tell(`${text}\n`)
}
