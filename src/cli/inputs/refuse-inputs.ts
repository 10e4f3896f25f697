// Inputs that stop a run, with the reason: a file of which no row can be used, blocks of another place.
import type { AccessReport, Message, RejectReason } from '../library.ts'
import type { Library } from '../session.ts'
import { usage } from '../usage-error.ts'
import type { InputFlags } from './input-flags.ts'
import type { LoadedInputs } from './loaded-inputs.ts'

/**
 * A file of which not one row can be used stops the run, with the reason.
 *
 * @param isPlannedOfUse whether places that are planned are of use
 * @throws LivingCircleError `input-unusable`
 */
export function refuseUseless(
  { library, facilities, blocks }: LoadedInputs,
  flags: InputFlags,
  isPlannedOfUse = false,
): void {
  for (const { inputs, rejects } of [facilities, blocks]) {
    for (const { name, role, format, read, used, apart } of inputs) {
      if (used > 0 || format === 'osm') continue
      if (isPlannedOfUse && (apart?.planned ?? 0) > 0) continue
      const own = rejects.filter(({ source }) => source === name)
      // Places that another source has, too, could be used: nothing is wrong with their file.
      if (own.some(({ code, severity }) => code === 'duplicate-place' && severity === 'rejected')) continue
      const [reason] = library.rejectReasons(own)
      if (reason === undefined) {
        throw library.problem(
          'input-unusable',
          'input.no-rows',
          { name },
          { hint: 'hint.table-rows', details: { name, role, read } },
        )
      }
      const why = usage('input.example', {
        code: { key: `code.${reason.code}` },
        example: saidBy(reason),
      })
      throw library.problem(
        'input-unusable',
        'input.none-usable',
        { name, n: read, role: { key: `role.${role}` }, why },
        { hint: hintFor(reason), details: { name, role, read } },
      )
    }
  }
  if (flags.blocks === undefined && blocks.blocks.length === 0) {
    throw library.problem('input-unusable', 'input.no-blocks', {}, { hint: 'hint.blocks-option' })
  }
}

/** The first reject's sentence. */
function saidBy({ example, first: { key, values } }: RejectReason): Message | string {
  return key === undefined ? example : { key, values }
}

function hintFor({ code, first }: RejectReason): Message {
  if (code === 'invalid-coordinates' && JSON.stringify(first.values ?? null).includes('"row.projected"')) {
    return usage('hint.crs-option')
  }
  if (code === 'swapped-coordinates') return usage('hint.swap-columns')
  if (code === 'unknown-category') return usage('hint.categories-command')
  return usage('hint.rejects-command')
}

/** Blocks that all lie outside the extract belong to another place. @throws LivingCircleError `input-unusable` */
export function refuseStrangers(library: Library, { blocks, network }: Pick<AccessReport, 'blocks' | 'network'>): void {
  if (!blocks.every(({ linkStatus }) => linkStatus === 'outside')) return
  const [lon, lat] = blocks[0]!.lonLat
  const [west, south, east, north] = network.box.map((degrees) => degrees.toFixed(4))
  throw library.problem(
    'input-unusable',
    'input.blocks-outside',
    { n: blocks.length, lon, lat, west, south, east, north },
    { hint: 'hint.right-extract', details: { lonLat: [lon, lat], box: network.box } },
  )
}
