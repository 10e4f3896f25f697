// Sites chosen on tables of one's own, by id. It does not know how they were found or are written.
import type { SitingInfeasible, SitingProblemName, SitingStatus } from '../plan/siting/siting-problem.ts'

/** An open site and what it serves. */
export interface SitedLoad {
  readonly id: string
  readonly status: 'existing' | 'required' | 'candidate'
  readonly demand: number
  /** `null` where unknown or not counted. */
  readonly places: number | null
}

/** One step of the table. */
export interface SitedStep {
  readonly siteId: string
  readonly demandNew: number
  readonly demandTotal: number
  readonly share: number
  readonly objective: number | null
  readonly placesUsed: number | null
}

/** The whole, in natural order of ids; see `SitingAnswer`. */
export interface SitedTables {
  readonly problem: SitingProblemName
  readonly limit: number | null
  readonly asked: {
    readonly sites: number | null
    readonly budget: number | null
    readonly targetPercent: number | null
  }
  readonly status: SitingStatus
  readonly objective: number | null
  readonly bound: number | null
  readonly gap: number | null
  readonly sites: readonly string[]
  readonly demandTotal: number
  readonly demandCovered: number
  readonly demandCoveredTwice: number | null
  readonly cutOff: number | null
  /** Rows that no open site reaches. */
  readonly beyond: { readonly ids: readonly string[]; readonly demand: number }
  readonly perSite: readonly SitedLoad[]
  readonly steps: readonly SitedStep[]
  readonly alternatives: readonly { readonly sites: readonly string[]; readonly objective: number }[]
  readonly infeasible: {
    readonly code: SitingInfeasible['code']
    readonly ids: readonly string[]
    readonly relaxation: SitingInfeasible['relaxation']
  } | null
  readonly provedBy: 'own-bounds' | 'highs'
  readonly reproducible: boolean
  /** Of each file: `read = used + rejected`. */
  readonly inputs: readonly {
    readonly name: string
    readonly read: number
    readonly used: number
    readonly rejected: number
  }[]
}
