// HALLWAY: what inputs are, what of them can be used, what was dropped and why: everything that `check` says, as plain data.
import type { AccessReport } from '../answer/access-report.ts'
import { countLinks, type LinkCounts } from '../answer/link-counts.ts'
import { reconcileRows } from '../answer/reconciliation.ts'
import { type RejectReason, rejectReasons } from '../answer/reject-reasons.ts'
import type { InputRecord, NetworkSummary, Notice } from '../answer/sources.ts'
import { type StandardData, standardData } from '../answer/standard-data.ts'
import type { LivingCircleError } from '../foundation/errors.ts'
import { allCategories } from '../normalise/categories/categories.ts'
import type { Category } from '../normalise/categories/category.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { WalkableWaysCounts } from '../normalise/streets/walkable-ways-record.ts'
import type { SplitLog } from '../normalise/tables/population-split.ts'
import type { UnderstoodTable } from '../normalise/tables/table-intake.ts'
import { type PeopleKnown, peopleKnown } from '../study/people-known.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { TableCoordinates } from './load-coordinates.ts'
import type { LoadedFacilities } from './load-facilities.ts'

/** What was read. */
export interface CheckedInputs {
  readonly area: LoadedArea
  readonly facilities: LoadedFacilities
  readonly blocks: LoadedBlocks
}

/** What of it there is to measure. */
export interface CheckFound {
  readonly facilities: number
  /** Kinds that the facilities are of. */
  readonly kinds: number
  readonly blocks: number
  readonly people: PeopleKnown
}

/** The findings. */
export interface CheckFindings {
  /** Why nothing can be measured; `null` where it can. */
  readonly problem: LivingCircleError | null
  readonly found: CheckFound
  /** Area, facilities, blocks, gates, totals, in this order. */
  readonly inputs: readonly InputRecord[]
  readonly streets: WalkableWaysCounts
  readonly network: NetworkSummary | null
  readonly tables: readonly UnderstoodTable[]
  /** By the table's source. */
  readonly coordinates: ReadonlyMap<string, TableCoordinates>
  readonly unknownCategories: NonNullable<LoadedFacilities['unknownCategories']>
  readonly sharedOut: readonly SplitLog[]
  /** All rejects and warnings, those of the analysis included where there was one. */
  readonly rejects: readonly Reject[]
  readonly reasons: readonly RejectReason[]
  readonly links: LinkCounts | null
  readonly standard: StandardData | null
  readonly categories: AccessReport['categories']
  /** Built-in kinds of which the data have no facility: a gap in the data is not a gap in the city. */
  readonly categoriesWithoutData: readonly Category[]
  readonly notices: readonly Notice[]
}

/**
 * Gathers what there is to say of inputs.
 *
 * @param report of an analysis of them; `undefined` where nothing could be measured
 * @param problem why nothing could be measured
 * @example
 * ```ts
 * import { type AccessReport } from 'living-circle'
 * import { checkInputs, type CheckedInputs } from 'living-circle/parts'
 * const tell = (inputs: CheckedInputs, report: AccessReport) => checkInputs(inputs, report).links
 * ```
 */
export function checkInputs(
  { area, facilities, blocks }: CheckedInputs,
  report?: AccessReport,
  problem?: LivingCircleError,
): CheckFindings {
  const there = report === undefined ? facilities.facilities : report.facilities.filter(isInArea)
  const present = new Set(there.map(({ category }) => category))
  const rejects = report?.rejects ?? [...area.rejects, ...facilities.rejects, ...blocks.rejects]
  return {
    problem: problem ?? null,
    found: {
      facilities: there.length,
      kinds: present.size,
      blocks: blocks.blocks.length,
      people: peopleKnown(blocks.blocks),
    },
    inputs: report?.inputs.filter(({ role }) => role !== 'standard') ?? loadedInputs({ area, facilities, blocks }),
    streets: area.counts,
    network: report?.network ?? null,
    tables: [...facilities.understood, ...blocks.understood],
    coordinates: new Map([...facilities.coordinates, ...blocks.coordinates].map((placed) => [placed.source, placed])),
    unknownCategories: facilities.unknownCategories ?? [],
    sharedOut: blocks.split ?? [],
    rejects,
    reasons: rejectReasons(rejects),
    links: report === undefined ? null : countLinks(report),
    standard: report === undefined ? null : standardData(report),
    categories: report?.categories ?? [],
    categoriesWithoutData: allCategories().filter(({ id }) => !present.has(id)),
    notices: report?.notices ?? [],
  }
}

/** What was read, where nothing was measured of it. */
function loadedInputs({ area, facilities, blocks }: CheckedInputs): InputRecord[] {
  return [area.input, ...(area.slopes?.inputs ?? []), ...facilities.inputs, ...blocks.inputs]
}

/** A place outside the data's box is kept, but it is none of the places of this area. */
function isInArea({ linkStatus }: AccessReport['facilities'][number]): boolean {
  return linkStatus !== 'outside'
}

/** The findings as `check --json` prints them: names and order are a contract. */
export function checkRecord(findings: CheckFindings) {
  const { problem, inputs, streets, network, tables, coordinates, reasons, links, standard, categories } = findings
  return {
    schema: 'living-circle/check',
    schemaVersion: '1.1',
    usable: problem === null,
    problem: problem === null ? null : { code: problem.code, message: problem.message, hint: problem.hint ?? null },
    inputs: inputs.map((input) => ({ ...input, rows: reconcileRows(input) })),
    streets,
    network,
    tables: tables.map(({ columns, ...table }) => ({
      ...table,
      columns: columns.mapping,
      notUnderstood: columns.notUnderstood,
      notUsed: columns.notUsed,
    })),
    coordinates: [...coordinates.values()].map(({ source, system, judgement }) => ({
      source,
      system: system.id,
      verdict: judgement.verdict,
      reason: judgement.reason,
      warning: judgement.warning,
      sampledPositions: judgement.sampledPositions,
      evidence: judgement.evidence,
    })),
    unknownCategories: findings.unknownCategories,
    sharedOut: findings.sharedOut,
    rejects: reasons.map(({ first: _, ...reason }) => reason),
    links,
    standard,
    categories: categories.map(({ id, facilities, linkedFacilities }) => ({ id, facilities, linkedFacilities })),
    categoriesWithoutData: findings.categoriesWithoutData.map(({ id }) => id),
    notices: findings.notices,
  }
}
