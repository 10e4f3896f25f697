// What an answer rests on: inputs, the network in numbers, whose map it is, how the walks were searched, and what to know of it.
import type { PolygonRings } from '../foundation/geo.ts'
import type { Message, MessageValues } from '../foundation/message.ts'
import type { BoundingBox } from '../foundation/units.ts'
import type { PeopleCounts, RowsApart, SkippedRows } from '../normalise/places/rejects.ts'

/** A network in numbers: what was kept, what is restricted, what is an island. */
export interface NetworkSummary {
  readonly vertices: number
  readonly edges: number
  readonly walkableKilometres: number
  readonly restrictedKilometres: number
  readonly restrictedNodes: number
  readonly blockedNodes: number
  readonly components: number
  /** Kilometres in components that points may not link to. */
  readonly islandKilometres: number
  readonly highwayWays: number
  readonly walkableWays: number
  readonly notWalkableWays: number
  readonly emptyWays: number
  /** Squares that are walked along their outlines and straight across, and how many of them along their outlines only. */
  readonly squares: number
  readonly outlineOnlySquares: number
  /** Straight lines across squares, from corner to corner. */
  readonly chords: number
  /** Relations that are squares by their tags, but whose rings the file lacks. */
  readonly incompleteSquareRelations: number
  /** References to nodes on walkable ways, and those of them to nodes that the file lacks. */
  readonly nodeRefs: number
  readonly missingNodeRefs: number
  readonly box: BoundingBox
  readonly boxIsDeclared: boolean
  /** How much of the streets has heights; missing where none were given: times are then for flat ground. */
  readonly slopes?: SlopeSummary | undefined
}

/** Heights of a network in numbers. */
export interface SlopeSummary {
  /** Files that the heights are from. */
  readonly sources: readonly string[]
  /** Of all streets; chords of squares are none. */
  readonly kilometres: number
  /** Walked as flat, because no height is known. */
  readonly unknownKilometres: number
  /** By a number in `incline`. */
  readonly inclineKilometres: number
  /** Bridges and tunnels: one slope from end to end. */
  readonly spannedKilometres: number
  /** Parts of streets steeper than the steepest slope that counts, cut to it. */
  readonly cutParts: number
  readonly cutKilometres: number
}

/** One input as it was read. */
export interface InputRecord {
  readonly role:
    | 'area'
    | 'facilities'
    | 'blocks'
    | 'gates'
    | 'totals'
    | 'compounds'
    | 'standard'
    | 'heights'
    | 'within'
    | 'candidates'
    | 'edits'
    | 'demand-rates'
  readonly name: string
  readonly byteLength: number | null
  readonly sha256: string | null
  /** The data's own date, ISO; `null` unknown. */
  readonly date: string | null
  readonly format: string
  readonly read: number
  readonly used: number
  /** Rows that are not used, for whatever reason: `read = used + rejected`. */
  readonly rejected: number
  /** Rows that could be used but lie outside the study area: `read = used + rejected + outside` then; missing without a study area. */
  readonly outside?: number | undefined
  /**
   * Rows that could be used but are of kinds that were not asked for, nor are in the standard: `read = used + rejected + outside + notAsked`
   * then; missing where there is none.
   */
  readonly notAsked?: number | undefined
  /** Of the rejected, those that are merged, closed or planned; missing where there is none. */
  readonly apart?: RowsApart | undefined
  /** Rows that are no rows of data, not counted as read; missing where there is none. */
  readonly skipped?: SkippedRows | undefined
  /** People that a table of blocks says, and those that are used. */
  readonly people?: PeopleCounts | undefined
  /** Sheets or layers of a file of several that play no part, with the reason. */
  readonly skippedSheets?: readonly SkippedSheetRecord[] | undefined
}

/** Where blocks, people and gaps counted. */
export interface StudyArea {
  readonly name: string
  readonly polygons: readonly PolygonRings[]
  /** Blocks that were read and lie outside: `read = used + rejected + outside`. */
  readonly blocksOutside: number
  /** Blocks that the border cuts: they count by their demand points inside. */
  readonly blocksCut: number
}

/** A sheet that is not read. */
export interface SkippedSheetRecord {
  readonly name: string
  /** In English; by key and values in `said`. */
  readonly why: string
  readonly said: Message
}

/**
 * From which side the walks were searched, and the counts that decided it: from the facilities where these are at fewer
 * different places than the demand points. The results are the same from either side; the time is not.
 */
export interface SearchRecord {
  readonly from: 'demand-points' | 'facilities'
  /** Different linked places of demand points (a block's gates are one). */
  readonly demandPlaces: number
  /** Different linked places of facilities (a facility's entrances are one). */
  readonly facilityPlaces: number
}

/** Whose map a report is made from: the credit that every output carries. */
export interface DataLicence {
  /** One line for files and maps, and the same in Chinese. */
  readonly attribution: string
  readonly attributionZh: string
  readonly database: string
  readonly url: string
}

/** Of any map that is not known to be invented. */
export const OSM_LICENCE: DataLicence = {
  attribution: '© OpenStreetMap contributors',
  attributionZh: '© OpenStreetMap contributors',
  database: 'ODbL-1.0',
  url: 'https://www.openstreetmap.org/copyright',
}

/** Of the sample town that comes with the package. */
export const INVENTED_LICENCE: DataLicence = {
  attribution: 'Invented sample data, CC0 1.0',
  attributionZh: '虚构示例数据，CC0 1.0',
  database: 'CC0-1.0',
  url: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

/**
 * The licence of a report or an area; where it names none, that of OpenStreetMap.
 *
 * @example
 * ```ts
 * import { licenceOf } from 'living-circle/parts'
 * licenceOf({}).attribution // '© OpenStreetMap contributors'
 * ```
 */
export function licenceOf({ licence }: { readonly licence?: DataLicence | undefined }): DataLicence {
  return licence ?? OSM_LICENCE
}

/** A condition under which the numbers hold, in both languages. */
export interface Notice {
  readonly code: string
  readonly textEn: string
  readonly textZh: string
  /** The sentence by key and values, for other languages. */
  readonly key?: string | undefined
  readonly values?: MessageValues | undefined
}
