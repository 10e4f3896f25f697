// Demand and walks as rows of one siting problem for all kinds. Demand, columns and walk matrices in, sparse rows out. It knows no solver
// and no street.
import type { AccessStudy } from '../study/access-study.ts'
import type { SiteColumns } from './siting-columns.ts'
import type { SitingDemand } from './siting-demand.ts'
import { linkedWeights } from './siting-demand.ts'

/** Walks of the study's rows: pairs of row r at `rowOffset[r] … rowOffset[r + 1])`, ascending by column. */
export interface RowCosts {
  readonly rowOffset: Uint32Array
  readonly column: Uint32Array
  readonly cost: Uint32Array
}

/** Rows of a problem. A row without pairs is out of everyone's reach and still counts in the demand. */
export interface SitingRows {
  readonly ids: readonly string[]
  readonly weight: Float64Array
  readonly block: Uint32Array
  readonly kind: Uint32Array
  readonly rowOffset: Uint32Array
  readonly site: Uint32Array
  readonly cost: Uint32Array
}

/** What {@link sitingRows} puts together. */
export interface RowSources {
  readonly study: AccessStudy
  /** By kind. */
  readonly demands: readonly SitingDemand[]
  /** By kind: walks to what is open; column i is that of `columns.openColumn[kind][i]`. */
  readonly open: readonly RowCosts[]
  readonly candidates: RowCosts
  readonly columns: SiteColumns
  /** True where only who is in reach matters: rows of a block that reach the same sites are then one row. */
  readonly merges: boolean
  /** True where all rows must be covered: those that no site reaches are then left out, to be named apart. */
  readonly skipsOutOfReach: boolean
}

/** Stands before the number of a row: no id of a block holds it. */
const PART = '\u0001'

/** One row for every linked place of a block with demand, kind by kind; of places that reach the same sites one together. */
export function sitingRows(sources: RowSources): SitingRows {
  const { study, demands, merges, skipsOutOfReach } = sources
  const linked = linkedWeights(study)
  const out: OpenRows = { ids: [], weight: [], block: [], kind: [], rowOffset: [0], site: [], cost: [] }
  demands.forEach((demand, kind) => {
    const before = demands.length > 1 ? `${demand.category}/` : ''
    for (let block = 0; block < linked.length; block++) {
      const amount = demand.blockAmount[block]!
      if (!(amount > 0)) continue
      for (const { weight, sites, costs } of partsOfBlock(sources, kind, block, merges)) {
        if (skipsOutOfReach && sites.length === 0) continue
        out.ids.push(`${before}${study.blocks[block]!.id}${PART}${out.ids.length}`)
        out.weight.push(amount * (weight / linked[block]!))
        out.block.push(block)
        out.kind.push(kind)
        for (const site of sites) out.site.push(site)
        for (const cost of costs) out.cost.push(cost)
        out.rowOffset.push(out.site.length)
      }
    }
  })
  return {
    ids: out.ids,
    weight: Float64Array.from(out.weight),
    block: Uint32Array.from(out.block),
    kind: Uint32Array.from(out.kind),
    rowOffset: Uint32Array.from(out.rowOffset),
    site: Uint32Array.from(out.site),
    cost: Uint32Array.from(out.cost),
  }
}

type OpenRows = { readonly [Name in keyof SitingRows]: Name extends 'ids' ? string[] : number[] }

interface BlockPart {
  weight: number
  readonly sites: readonly number[]
  readonly costs: readonly number[]
}

/** The linked rows of a block with the sites that they reach, in their order. */
function partsOfBlock(
  { study, open, candidates, columns }: RowSources,
  kind: number,
  block: number,
  merges: boolean,
): BlockPart[] {
  const parts: BlockPart[] = []
  const known = new Map<string, BlockPart>()
  const { blockOrigin } = study.origins
  for (let row = blockOrigin[block]!; row < blockOrigin[block + 1]!; row++) {
    const weight = study.originWeight[row]!
    if (weight === 0) continue
    const sites: number[] = []
    const costs: number[] = []
    const add = ({ rowOffset, column, cost }: RowCosts, columnOf: Int32Array) => {
      for (let pair = rowOffset[row]!; pair < rowOffset[row + 1]!; pair++) {
        const site = columnOf[column[pair]!]!
        if (site < 0) continue
        sites.push(site)
        costs.push(cost[pair]!)
      }
    }
    add(open[kind]!, columns.openColumn[kind]!)
    add(candidates, columns.columnOf[kind]!)
    const key = merges ? sites.join() : String(row)
    const same = known.get(key)
    if (same !== undefined) {
      same.weight += weight
      continue
    }
    const part = { weight, sites, costs }
    parts.push(part)
    known.set(key, part)
  }
  return parts
}
