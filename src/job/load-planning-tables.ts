// HALLWAY: costs, demand and supply from tables of one's own. No logic of its own.
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { Reject, SourceCounts } from '../normalise/places/rejects.ts'
import {
  COST_COLUMNS,
  createCostIntake,
  createDemandIntake,
  createSupplyIntake,
  DEMAND_COLUMNS,
  type DemandTable,
  type SparseCosts,
  SUPPLY_COLUMNS,
  type SupplyTable,
} from '../normalise/tables/planning-tables.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { problem } from '../words/problem.ts'
import { loadPlainTable, type PlainTableOptions } from './load-plain-table.ts'

const KNOWN_PLAIN_TABLE_OPTIONS: OptionKeys<PlainTableOptions> = {
  signal: true,
  onProgress: true,
  encoding: true,
  delimiter: true,
  sheet: true,
}

/** The files. */
export interface PlanningTableFiles {
  /** `demand_id, site_id, cost`; a pair that is missing is out of reach. */
  readonly costs: ByteSource
  /** `demand_id, weight` and, for walks within places, `places` that the row needs at one site. */
  readonly demand: ByteSource
  /** `site_id, places` and, where known, `status, build_cost`; without it the sites are those of the costs. */
  readonly supply?: ByteSource | undefined
}

/** Tables as siting and capacity take them, demand and sites in natural order of their ids, and what of the files was not used. */
export interface LoadedPlanningTables extends DemandTable, SupplyTable {
  readonly costs: SparseCosts
  readonly counts: readonly SourceCounts[]
  readonly rejects: readonly Reject[]
}

/**
 * Reads the tables.
 *
 * @throws LivingCircleError `input-unusable` where a column is missing, or nothing can be used; what reading throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadPlanningTables } from 'living-circle/parts'
 * const file = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
 * const tables = await loadPlanningTables({
 *   costs: file('costs.csv', 'demand_id,site_id,cost\nb1,s1,300\nb2,s1,500\n'),
 *   demand: file('demand.csv', 'demand_id,weight\nb1,60\nb2,40\n'),
 *   supply: file('supply.csv', 'site_id,places\ns1,50\n'),
 * })
 * tables.siteIds // [ 's1' ]
 * Array.from(tables.costs.cost) // [ 300, 500 ]
 * ```
 */
export async function loadPlanningTables(
  files: PlanningTableFiles,
  options: PlainTableOptions = {},
): Promise<LoadedPlanningTables> {
  checkOptions('loadPlanningTables', options, KNOWN_PLAIN_TABLE_OPTIONS)
  const demand = createDemandIntake(files.demand.name)
  const logs = [await loadPlainTable(files.demand, DEMAND_COLUMNS, demand.intake, options)]
  const demandTable = demand.table()
  if (demandTable.demandIds.length === 0) throw nothingOf(files.demand, logs)
  const supply = files.supply === undefined ? undefined : createSupplyIntake(files.supply.name)
  if (supply !== undefined) logs.push(await loadPlainTable(files.supply!, SUPPLY_COLUMNS, supply.intake, options))
  const supplyTable = supply?.table()
  if (supplyTable?.siteIds.length === 0) throw nothingOf(files.supply!, logs)
  const costs = createCostIntake(files.costs.name, demandTable.demandIds, supplyTable?.siteIds)
  logs.push(await loadPlainTable(files.costs, COST_COLUMNS, costs.intake, options))
  const costTable = costs.table()
  const { siteIds } = costTable
  if (siteIds.length === 0) throw nothingOf(files.costs, logs)
  return {
    ...demandTable,
    ...(supplyTable ?? {
      siteIds,
      siteStatus: siteIds.map(() => null),
      sitePlaces: new Float64Array(siteIds.length).fill(Number.NaN),
      siteBuildCost: new Float64Array(siteIds.length).fill(Number.NaN),
    }),
    costs: costTable.costs,
    counts: logs.map(({ counts }) => counts),
    rejects: logs.flatMap(({ rejects }) => rejects),
  }
}

/** No row of a file can be used; why the first one cannot is the hint. */
function nothingOf({ name }: ByteSource, logs: readonly { readonly rejects: readonly Reject[] }[]) {
  const first = logs[logs.length - 1]!.rejects.find(({ severity }) => severity === 'rejected')
  const hint = first?.key === undefined ? undefined : { key: first.key, values: first.values ?? {} }
  return problem('input-unusable', 'plain.nothing', { name }, { hint })
}
