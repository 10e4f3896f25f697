// Remedies as edits for `scenario --edits`, so that what one promises can be tried in a whole run. A remedy in, operations out.
import type { RemedyEdit } from '../../answer/remedies-report.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import type { JudgedRemedy } from './judged-remedy.ts'

/** The operations; none for what no edit can say (an open compound, steps that become a ramp). */
export function editsOfRemedy(
  id: string,
  { kind, lonLat, line, category }: JudgedRemedy,
  compoundId: string | null,
  gateIds: readonly string[],
  planned: FacilityRecord | undefined,
): RemedyEdit[] {
  const at = rounded(lonLat)
  switch (kind) {
    case 'open-gate':
      return [{ id, op: 'open-gate', compound: compoundId, ...(gateIds.length > 0 ? { gate: gateIds[0]! } : {}), at }]
    case 'new-gate':
      return [{ id, op: 'open-gate', compound: compoundId, at }]
    case 'new-crossing':
      return [{ id, op: 'add-crossing', from: rounded(line[0]!), to: rounded(line[1]!) }]
    case 'open-planned':
      return [
        {
          ...{ id, op: 'add-facility', facility: planned!.id, category: planned!.category },
          at: rounded(planned!.entrances[0]!),
          name: planned!.name,
          capacity: planned!.capacity,
        },
      ]
    case 'new-site':
      return [{ id, op: 'add-facility', category: category!, at }]
    default:
      return []
  }
}

/** A centimetre is enough for an edit. */
function rounded([lon, lat]: LonLat): readonly number[] {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]
}
