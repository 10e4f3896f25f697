// Whether loaded values are what an answer says of where it comes from: inputs, streets, search, notices, licence.
import type { PeopleCounts, RowsApart, SkippedRows } from '../normalise/places/rejects.ts'
import type {
  DataLicence,
  InputRecord,
  NetworkSummary,
  Notice,
  SearchRecord,
  SkippedSheetRecord,
  SlopeSummary,
} from './sources.ts'
import * as is from './value-shape.ts'

/** West, south, east, north. */
export const box = is.listOf(is.number, 4)

export const inputShape = is.record<InputRecord>({
  role: is.oneOf([
    'area',
    'facilities',
    'blocks',
    'gates',
    'totals',
    'compounds',
    'standard',
    'heights',
    'within',
    'candidates',
    'edits',
    'demand-rates',
  ]),
  name: is.text,
  byteLength: is.orNull(is.number),
  sha256: is.orNull(is.text),
  date: is.orNull(is.text),
  format: is.text,
  read: is.count,
  used: is.count,
  rejected: is.count,
  outside: is.optional(is.count),
  notAsked: is.optional(is.count),
  apart: is.optional(is.record<RowsApart>({ merged: is.count, closed: is.count, planned: is.count })),
  skipped: is.optional(
    is.record<SkippedRows>({ titles: is.count, sections: is.count, totals: is.count, notes: is.count }),
  ),
  people: is.optional(is.record<PeopleCounts>({ read: is.number, used: is.number })),
  skippedSheets: is.optional(
    is.listOf(is.record<SkippedSheetRecord>({ name: is.text, why: is.text, said: is.anything })),
  ),
})

export const networkShape = is.record<NetworkSummary>({
  vertices: is.count,
  edges: is.count,
  walkableKilometres: is.number,
  restrictedKilometres: is.number,
  restrictedNodes: is.count,
  blockedNodes: is.count,
  components: is.count,
  islandKilometres: is.number,
  highwayWays: is.count,
  walkableWays: is.count,
  notWalkableWays: is.count,
  emptyWays: is.count,
  squares: is.count,
  outlineOnlySquares: is.count,
  chords: is.count,
  incompleteSquareRelations: is.count,
  nodeRefs: is.count,
  missingNodeRefs: is.count,
  box,
  boxIsDeclared: is.flag,
  slopes: is.optional(
    is.record<SlopeSummary>({
      sources: is.listOf(is.text),
      kilometres: is.number,
      unknownKilometres: is.number,
      inclineKilometres: is.number,
      spannedKilometres: is.number,
      cutParts: is.count,
      cutKilometres: is.number,
    }),
  ),
})

export const searchShape = is.record<SearchRecord>({
  from: is.oneOf(['demand-points', 'facilities']),
  demandPlaces: is.count,
  facilityPlaces: is.count,
})

export const noticeShape = is.record<Notice>({
  code: is.text,
  textEn: is.text,
  textZh: is.text,
  key: is.optional(is.text),
  values: is.anything,
})

export const licenceShape = is.record<DataLicence>({
  attribution: is.text,
  attributionZh: is.text,
  database: is.text,
  url: is.text,
})
