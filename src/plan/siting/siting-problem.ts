// A siting problem as plain numbers, and what an answer to it says: demand, sites, costs between them, and what is asked. It knows no
// streets, no files and no solver. Costs have whatever unit their maker gave them (milliseconds, millimetres, metres of a table).

/** What is asked, by the field's problems: MCLP, capacitated MCLP, LSCP, p-median, p-centre, backup coverage (LSCP-B). */
export const SITING_PROBLEMS = [
  'maximise-coverage',
  'maximise-capacitated-coverage',
  'minimise-facilities',
  'minimise-walk',
  'minimise-longest-walk',
  'backup-coverage',
] as const

export type SitingProblemName = (typeof SITING_PROBLEMS)[number]

/** `existing` is open already and costs nothing; `required` must be chosen; `candidate` may be; `excluded` must not. */
export const SITE_STATUSES = ['existing', 'required', 'candidate', 'excluded'] as const

export type SiteStatus = (typeof SITE_STATUSES)[number]

/** Sparse costs: pairs of demand row r are `rowOffset[r] … rowOffset[r + 1])`, ascending by site. A pair that is missing is out of reach. */
export interface SitingCosts {
  readonly rowOffset: Uint32Array
  readonly site: Uint32Array
  readonly cost: Float64Array | Uint32Array
}

/** Demand and sites, in the order of their columns. */
export interface SitingPlaces {
  readonly demandIds: readonly string[]
  /** People or other weight of each demand row; never negative. */
  readonly demandWeight: Float64Array
  readonly siteIds: readonly string[]
  readonly siteStatus: readonly SiteStatus[]
  /** Places (seats, beds, meals) of each site; NaN where unknown. Only capacitated problems read it. */
  readonly sitePlaces?: Float64Array | undefined
  /** What opening a candidate or required site costs; 1 each where it is missing. Only budgets read it. */
  readonly siteBuildCost?: Float64Array | undefined
  readonly costs: SitingCosts
}

/** How many: exactly one of them, except for `minimise-facilities`, which needs none. */
export interface SitingAmount {
  /** New sites (required ones among them, existing ones not). */
  readonly sites?: number | undefined
  /** Sum of build costs of new sites. */
  readonly budget?: number | undefined
  /** Per cent of all demand that must be covered by the fewest sites. */
  readonly targetPercent?: number | undefined
}

export interface SitingProblem extends SitingPlaces, SitingAmount {
  readonly problem: SitingProblemName
  /** Pairs whose cost is at most this are cover, inclusive; pairs beyond it are out of reach for the other problems, too. */
  readonly limit?: number | undefined
}

/** `optimal`: proved. `bounded`: nothing better than `bound` exists. `infeasible`: no choice does what is asked; `reason` says why. */
export type SitingStatus = 'optimal' | 'bounded' | 'infeasible'

/** One step of the table: sites in the order of what each adds. */
export interface SitingStep {
  readonly site: number
  /** Demand that this site is the first to cover (or, of `minimise-…` problems, by which it shortens the sum). */
  readonly demandNew: number
  readonly demandTotal: number
  /** Of all demand, 0…1. */
  readonly share: number
  readonly placesUsed: number | null
}

/** What a site chosen serves: demand whose nearest chosen site it is, or that it is given where places are counted. */
export interface SiteLoad {
  readonly site: number
  readonly demand: number
  readonly places: number | null
}

/** Why nothing can be chosen, with what would make it possible. */
export interface SitingInfeasible {
  readonly code:
    | 'uncoverable'
    | 'required-exceed-sites'
    | 'required-exceed-budget'
    | 'target-unreachable'
    | 'not-enough-places'
  /** Demand rows that no allowed site covers. */
  readonly rows: readonly number[]
  /** The smallest relaxation that would do, e.g. a larger limit, more sites, a lower target, places short; `null` where none would. */
  readonly relaxation: {
    readonly what: 'limit' | 'sites' | 'budget' | 'target-percent' | 'places'
    readonly value: number
  } | null
}

export interface SitingAnswer {
  readonly problem: SitingProblemName
  readonly status: SitingStatus
  /** `null` only where infeasible. */
  readonly objective: number | null
  readonly bound: number | null
  /** Relative: (bound − objective) / bound to maximise, (objective − bound) / objective to minimise; 0 where proved. */
  readonly gap: number | null
  /** Indexes of chosen sites, required ones among them, existing ones not; in natural order of their ids. */
  readonly chosen: readonly number[]
  readonly demandTotal: number
  readonly demandCovered: number
  readonly steps: readonly SitingStep[]
  readonly perSite: readonly SiteLoad[]
  readonly infeasible: SitingInfeasible | null
  /** Other choices with as good an objective, where they were asked for. */
  readonly alternatives: readonly (readonly number[])[]
}
