// Inputs that stop a run, with the reason: a file of which no row can be used, blocks of another place.
import type { AccessAnalysis, RejectReason } from '../library.ts'
import type { Library } from '../session.ts'
import { groupDigits, printable } from '../tables/text-table.ts'
import type { InputFlags } from './input-flags.ts'
import type { LoadedInputs } from './loaded-inputs.ts'

/** A file of which not one row can be used stops the run, with the reason. @throws LivingCircleError `input-unusable` */
export function refuseUseless({ library, facilities, blocks }: LoadedInputs, flags: InputFlags): void {
  for (const { inputs, rejects } of [facilities, blocks]) {
    for (const { name, role, format, read, used } of inputs) {
      if (used > 0 || format === 'osm') continue
      const own = rejects.filter(({ source }) => source === name)
      // Places that another source has, too, could be used: nothing is wrong with their file.
      if (own.some(({ code, severity }) => code === 'duplicate-place' && severity === 'rejected')) continue
      const [reason] = library.rejectReasons(own)
      if (reason === undefined) {
        throw new library.LivingCircleError('input-unusable', `${name} has no rows.`, {
          hint: 'A table needs a header line and at least one row.',
          details: { name, role, read },
        })
      }
      const why = `${reason.code}, such as ${printable(reason.example)}`
      throw new library.LivingCircleError(
        'input-unusable',
        `${name}: none of ${groupDigits(read)} ${role} can be used (${why}).`,
        {
          hint: hintFor(reason),
          details: { name, role, read },
        },
      )
    }
  }
  if (flags.blocks === undefined && blocks.blocks.length === 0) {
    throw new library.LivingCircleError(
      'input-unusable',
      'The extract has no residential areas, and no --blocks FILE is given.',
      {
        hint: 'Give the blocks as a CSV or GeoJSON file: --blocks FILE.',
      },
    )
  }
}

function hintFor({ code, example }: RejectReason): string {
  if (code === 'invalid-coordinates' && example.includes('metres of a projected system')) {
    return 'Say which system the coordinates are in by its EPSG code, e.g. --crs EPSG:4547.'
  }
  if (code === 'swapped-coordinates')
    return 'Swap the columns of longitude and latitude (longitude is the larger one in China).'
  if (code === 'unknown-category') return 'List the known kinds with "living-circle categories".'
  return 'See the rows and reasons with "living-circle check … --rejects -".'
}

/** Blocks that all lie outside the extract belong to another place. @throws LivingCircleError `input-unusable` */
export function refuseStrangers(library: Library, { report }: AccessAnalysis): void {
  const { blocks, network } = report
  if (!blocks.every(({ linkStatus }) => linkStatus === 'outside')) return
  const [lon, lat] = blocks[0]!.lonLat
  const [west, south, east, north] = network.box.map((degrees) => degrees.toFixed(4))
  throw new library.LivingCircleError(
    'input-unusable',
    `All ${blocks.length} blocks lie outside the extract: the first at ${lon}, ${lat}, the streets between ${west}, ${south} and ${east}, ${north}.`,
    {
      hint: 'Take the extract of the right place, and check the order of longitude and latitude.',
      details: { lonLat: [lon, lat], box: network.box },
    },
  )
}
