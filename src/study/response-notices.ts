// The conditions under which times from stations hold. Counts in, sentences out.
import { type DataLicence, INVENTED_LICENCE, type Notice } from '../answer/sources.ts'
import { notice } from '../words/notice.ts'

/** What the sentences depend on. */
export interface ResponseFacts {
  readonly stations: number
  readonly linkedStations: number
  readonly area: { readonly slopes?: unknown; readonly privateStreets: 'residents' | 'ordinary' }
  readonly licence: DataLicence
}

/** The notices, in a fixed order. */
export function responseNotices({ stations, linkedStations, area, licence }: ResponseFacts): Notice[] {
  const isInvented = licence.attribution === INVENTED_LICENCE.attribution
  return [
    notice('response-ways', 'response-ways', {}),
    ...(area.privateStreets === 'ordinary' ? [] : [notice('response-private', 'response-private', {})]),
    ...(area.slopes === undefined ? [notice('response-flat', 'response-flat', {})] : []),
    ...(linkedStations < stations
      ? [notice('unlinked-stations', 'unlinked-stations', { n: stations - linkedStations, all: stations })]
      : []),
    notice('attribution', isInvented ? 'credit-invented' : 'credit-osm', {}),
  ]
}
