// Demand, sites and costs of a table of one's own: what siting and capacity are computed from without streets. In: rows. Out: lists by id in
// natural order and sparse costs, whatever the order of the rows. It does not know what the costs measure.
import { compareNaturally } from '../../foundation/natural-order.ts'
import { message } from '../../words/problem.ts'
import { createPlainIntake, isRefusal, missingCell, type PlainIntake, type RowRefusal } from './plain-rows.ts'

/** What a row of the supply says of a site. */
export const SUPPLY_STATUSES = ['existing', 'required', 'candidate', 'excluded'] as const

export type SupplyStatus = (typeof SUPPLY_STATUSES)[number]

const STATUS_WORDS: ReadonlyMap<string, SupplyStatus> = new Map([
  ...SUPPLY_STATUSES.map((status) => [status, status] as const),
  ['现有', 'existing'],
  ['已有', 'existing'],
  ['必选', 'required'],
  ['必须', 'required'],
  ['备选', 'candidate'],
  ['候选', 'candidate'],
  ['排除', 'excluded'],
  ['不选', 'excluded'],
])

export const DEMAND_COLUMNS = {
  demand_id: { words: ['demand_id', 'id', 'block_id', '需求点', '编号', '小区编号'], required: true },
  weight: { words: ['weight', 'demand', 'population', 'people', '权重', '需求', '人口', '人数'], required: true },
  places: { words: ['places', 'places_needed', '位数', '所需位数'] },
} as const

export const SUPPLY_COLUMNS = {
  site_id: { words: ['site_id', 'id', 'facility_id', '设施', '编号', '设施编号', '点位'], required: true },
  places: { words: ['places', 'capacity', 'supply', '位数', '容量', '规模', '床位数', '托位数', '学位数'] },
  status: { words: ['status', '状态'] },
  build_cost: { words: ['build_cost', 'cost', '建设费用', '造价', '费用'] },
} as const

export const COST_COLUMNS = {
  demand_id: { words: ['demand_id', 'block_id', 'from', '需求点', '小区编号'], required: true },
  site_id: { words: ['site_id', 'facility_id', 'to', '设施', '设施编号', '点位'], required: true },
  cost: { words: ['cost', 'distance', 'metres', 'minutes', 'seconds', '费用', '距离', '时间'], required: true },
} as const

/** Demand by id, natural order. */
export interface DemandTable {
  readonly demandIds: readonly string[]
  readonly demandWeight: Float64Array
  /** Places that each row needs as a whole at one site; missing where no column says so. */
  readonly demandPlaces?: Float64Array | undefined
}

/** Takes the rows of `--demand`: one for each id; a blank weight is unknown, and such a row is not used. */
export function createDemandIntake(source: string): {
  readonly intake: PlainIntake
  readonly table: () => DemandTable
} {
  const weightOf = new Map<string, number>()
  const placesOf = new Map<string, number>()
  const intake = createPlainIntake(source, DEMAND_COLUMNS, (row) => {
    const id = row.text('demand_id')
    if (id === null) return missingCell('demand_id')
    if (weightOf.has(id)) return twice(id)
    const weight = row.amount('weight')
    if (isRefusal(weight)) return weight
    if (weight === null) return unknownNumber('weight', id)
    const places = row.has('places') ? row.amount('places') : undefined
    if (isRefusal(places)) return places
    if (places === null) return unknownNumber('places', id)
    if (places !== undefined) placesOf.set(id, places)
    weightOf.set(id, weight)
    return null
  })
  const table = () => {
    const demandIds = [...weightOf.keys()].sort(compareNaturally)
    return {
      demandIds,
      demandWeight: Float64Array.from(demandIds, (id) => weightOf.get(id)!),
      ...(placesOf.size === 0 ? {} : { demandPlaces: Float64Array.from(demandIds, (id) => placesOf.get(id)!) }),
    }
  }
  return { intake, table }
}

/** Sites by id, natural order. */
export interface SupplyTable {
  readonly siteIds: readonly string[]
  /** `null` where a row says nothing: who reads it knows what that means. */
  readonly siteStatus: readonly (SupplyStatus | null)[]
  /** NaN where unknown. */
  readonly sitePlaces: Float64Array
  /** NaN where unknown. */
  readonly siteBuildCost: Float64Array
}

interface SupplyRow {
  readonly status: SupplyStatus | null
  readonly places: number
  readonly buildCost: number
}

/** Takes the rows of `--supply`: one for each id; blank places are unknown, which is not 0. A status that is no such word makes the row unusable. */
export function createSupplyIntake(source: string): {
  readonly intake: PlainIntake
  readonly table: () => SupplyTable
} {
  const rowOf = new Map<string, SupplyRow>()
  const intake = createPlainIntake(source, SUPPLY_COLUMNS, (row) => {
    const id = row.text('site_id')
    if (id === null) return missingCell('site_id')
    if (rowOf.has(id)) return twice(id)
    const word = row.text('status')
    const status = word === null ? null : (STATUS_WORDS.get(word.toLowerCase()) ?? undefined)
    if (status === undefined) {
      const said = message('row.supply-status', { word: word!.slice(0, 60), list: [...SUPPLY_STATUSES] })
      return { code: 'unknown-word', said }
    }
    const places = row.amount('places')
    if (isRefusal(places)) return places
    const buildCost = row.amount('build_cost')
    if (isRefusal(buildCost)) return buildCost
    rowOf.set(id, { status, places: places ?? Number.NaN, buildCost: buildCost ?? Number.NaN })
    return null
  })
  const table = () => {
    const siteIds = [...rowOf.keys()].sort(compareNaturally)
    const rows = siteIds.map((id) => rowOf.get(id)!)
    return {
      siteIds,
      siteStatus: rows.map(({ status }) => status),
      sitePlaces: Float64Array.from(rows, ({ places }) => places),
      siteBuildCost: Float64Array.from(rows, ({ buildCost }) => buildCost),
    }
  }
  return { intake, table }
}

/** Costs as rows of `DemandTable` and columns of `SupplyTable`; ascending by site. */
export interface SparseCosts {
  readonly rowOffset: Uint32Array
  readonly site: Uint32Array
  readonly cost: Float64Array
}

/**
 * Takes the rows of `--costs`. A pair that is listed twice counts once, at its lower cost, with a warning: the order of rows must have no say.
 *
 * @param demandIds those of the demand; others are rejected
 * @param siteIds those of the supply; missing: the sites are those of the costs
 */
export function createCostIntake(
  source: string,
  demandIds: readonly string[],
  siteIds?: readonly string[],
): {
  readonly intake: PlainIntake
  readonly table: () => { readonly siteIds: readonly string[]; readonly costs: SparseCosts }
} {
  const demandOf = new Map(demandIds.map((id, at) => [id, at]))
  const siteOf = new Map((siteIds ?? []).map((id, at) => [id, at]))
  const pairs = demandIds.map(() => new Map<number, number>())
  const intake = createPlainIntake(source, COST_COLUMNS, (row) => {
    const demandId = row.text('demand_id')
    const siteId = row.text('site_id')
    if (demandId === null) return missingCell('demand_id')
    if (siteId === null) return missingCell('site_id')
    const demand = demandOf.get(demandId)
    if (demand === undefined) return stranger(demandId)
    if (siteIds === undefined && !siteOf.has(siteId)) siteOf.set(siteId, siteOf.size)
    const site = siteOf.get(siteId)
    if (site === undefined) return stranger(siteId)
    const cost = row.amount('cost')
    if (isRefusal(cost)) return cost
    if (cost === null) return unknownNumber('cost', `${demandId}, ${siteId}`)
    const known = pairs[demand]!.get(site)
    if (known !== undefined) {
      row.warn('duplicate-id', message('row.pair-twice', { demand: demandId.slice(0, 60), site: siteId.slice(0, 60) }))
    }
    if (known === undefined || cost < known) pairs[demand]!.set(site, cost)
    return null
  })
  const table = () => {
    const ids = siteIds ?? [...siteOf.keys()].sort(compareNaturally)
    const place = new Map(ids.map((id, at) => [id, at]))
    const ofNumber = [...siteOf].reduce<number[]>((list, [id, number]) => {
      list[number] = place.get(id)!
      return list
    }, [])
    return { siteIds: ids, costs: sparse(pairs, (number) => ofNumber[number]!) }
  }
  return { intake, table }
}

function sparse(pairs: readonly ReadonlyMap<number, number>[], siteOf: (number: number) => number): SparseCosts {
  const rowOffset = new Uint32Array(pairs.length + 1)
  pairs.forEach((row, at) => {
    rowOffset[at + 1] = rowOffset[at]! + row.size
  })
  const site = new Uint32Array(rowOffset[pairs.length]!)
  const cost = new Float64Array(site.length)
  pairs.forEach((row, at) => {
    const sorted = [...row].map(([number, value]) => [siteOf(number), value] as const).sort((a, b) => a[0] - b[0])
    sorted.forEach(([one, value], i) => {
      site[rowOffset[at]! + i] = one
      cost[rowOffset[at]! + i] = value
    })
  })
  return { rowOffset, site, cost }
}

function twice(id: string): RowRefusal {
  return { code: 'duplicate-id', said: message('row.plain-id-twice', { id: id.slice(0, 80) }) }
}

function stranger(id: string): RowRefusal {
  return { code: 'unknown-id', said: message('row.unknown-id', { id: id.slice(0, 80) }) }
}

function unknownNumber(column: string, id: string): RowRefusal {
  return { code: 'invalid-number', said: message('row.plain-unknown', { column, id: id.slice(0, 80) }) }
}
