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
  /** People or other weight of each demand row; never negative. Problems that cover all cover rows of weight 0, too: leave out what nobody needs. */
  readonly demandWeight: Float64Array
  /**
   * Places that each row needs as a whole at one site: makes `minimise-walk` the capacitated p-median (every row at one site, within its
   * `sitePlaces`). Missing: places are not counted there.
   */
  readonly demandPlaces?: Float64Array | undefined
  readonly siteIds: readonly string[]
  readonly siteStatus: readonly SiteStatus[]
  /** Places (seats, beds, meals) of each site; NaN where unknown. Only capacitated problems read it. */
  readonly sitePlaces?: Float64Array | undefined
  /** What opening a candidate or required site costs; 1 each where it is missing. Only budgets read it. */
  readonly siteBuildCost?: Float64Array | undefined
  readonly costs: SitingCosts
}

/** How many: exactly one of them, but that `minimise-facilities` and `backup-coverage` need none. */
export interface SitingAmount {
  /** New sites at most (required ones among them, existing ones not). A site that adds nothing is not chosen. */
  readonly sites?: number | undefined
  /** Sum of build costs of new sites. */
  readonly budget?: number | undefined
  /** Per cent of all demand that must be covered by the fewest sites; of as few, those that cover most. For problems of coverage and `minimise-facilities`. */
  readonly targetPercent?: number | undefined
}

export interface SitingProblem extends SitingPlaces, SitingAmount {
  readonly problem: SitingProblemName
  /** Pairs whose cost is at most this are cover, inclusive; pairs beyond it are out of reach for the other problems, too. */
  readonly limit?: number | undefined
}

/** `optimal`: proved. `bounded`: nothing better than `bound` exists. `infeasible`: no choice does what is asked; `reason` says why. */
export type SitingStatus = 'optimal' | 'bounded' | 'infeasible'

/** One step of the table: sites in the order of what each adds, as if they were opened one after another. */
export interface SitingStep {
  readonly site: number
  /** Demand that this site is the first to cover (serve, where places are counted). */
  readonly demandNew: number
  /** Covered by existing sites and all steps so far. */
  readonly demandTotal: number
  /** `demandTotal` of all demand, 0…1. */
  readonly share: number
  /** Weight covered twice (backup coverage), sum of weight × cost, or largest cost after this step; `null` where a row is out of reach. */
  readonly objective: number | null
  readonly placesUsed: number | null
}

/** What an open site serves: demand whose nearest open site it is, or that it is given where places are counted. */
export interface SiteLoad {
  readonly site: number
  readonly status: Exclude<SiteStatus, 'excluded'>
  readonly demand: number
  readonly places: number | null
}

/** What would have to be allowed: a limit, sites, a budget, a target of this value, or this many places more. */
export interface SitingRelaxation {
  readonly what: 'limit' | 'sites' | 'budget' | 'target-percent' | 'places'
  readonly value: number
}

/** Why nothing can be chosen, with what would make it possible. */
export interface SitingInfeasible {
  readonly code:
    | 'uncoverable'
    | 'required-exceed-sites'
    | 'required-exceed-budget'
    | 'too-few-sites'
    | 'budget-too-small'
    | 'target-unreachable'
    | 'not-enough-places'
  /** Demand rows that no allowed site reaches, in natural order; the cause where the code is `uncoverable`. */
  readonly rows: readonly number[]
  /** The smallest relaxation that would do, e.g. a larger limit, more sites, a lower target, places short; `null` where none would. */
  readonly relaxation: SitingRelaxation | null
}

export interface SitingAnswer {
  readonly problem: SitingProblemName
  readonly status: SitingStatus
  /** `null` only where infeasible. */
  readonly objective: number | null
  /** Nothing does better than this: at most (to maximise) or at least; rounded outward to what weights and costs can add up to. */
  readonly bound: number | null
  /** Relative: (bound − objective) / bound to maximise, (objective − bound) / objective to minimise; 0 where proved. */
  readonly gap: number | null
  /** Indexes of chosen sites, required ones among them, existing ones not; in natural order of their ids. */
  readonly chosen: readonly number[]
  readonly demandTotal: number
  readonly demandCovered: number
  /** Backup coverage: demand within reach of two open sites; else `null`. */
  readonly demandCoveredTwice: number | null
  /** `minimise-walk`: what a row out of reach is counted with; `null` elsewhere. */
  readonly cutOff: number | null
  /** Rows that no open site reaches, in natural order, and their weight. */
  readonly beyond: { readonly rows: readonly number[]; readonly demand: number }
  readonly steps: readonly SitingStep[]
  /** Of all open sites, existing ones among them, in natural order of ids. */
  readonly perSite: readonly SiteLoad[]
  readonly infeasible: SitingInfeasible | null
  /** The next best choices, best first, where they were asked for. */
  readonly alternatives: readonly SitingAlternative[]
  /** What proved the choice or its bound: own bounds alone, or the solver of mixed integer programmes. */
  readonly provedBy: 'own-bounds' | 'highs'
  /** False where a limit of time ended the search: another run may say otherwise. */
  readonly reproducible: boolean
}

/** Another choice than the best. */
export interface SitingAlternative {
  readonly chosen: readonly number[]
  readonly objective: number
}
