// What can be chosen, and what is open already, as columns of one siting problem for all kinds that are asked for. Candidates in,
// columns out. It knows no solver and no people.
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import type { SiteStatus } from './siting/siting-problem.ts'

/** One column of the problem: something that is open, or a candidate for one kind or, where it offers several, for all of them. */
export interface SiteColumn {
  readonly id: string
  readonly status: SiteStatus
  /** Number of the candidate; −1 for what is open already. */
  readonly candidate: number
  /** Numbers of the kinds that it serves. */
  readonly kinds: readonly number[]
  readonly places: number
  readonly buildCost: number
}

/** Columns, and the column of each candidate by kind. */
export interface SiteColumns {
  readonly columns: readonly SiteColumn[]
  /** `columnOf[kind][candidate]`: −1 where the candidate takes no part for that kind. Ascending in the candidates. */
  readonly columnOf: readonly Int32Array[]
  /** `openColumn[kind][i]`: column of the i-th thing that is open. */
  readonly openColumn: readonly Int32Array[]
}

/** Ids of what is open: no candidate's id begins so. */
const OPEN_ID = '\u0001'

/**
 * Open sites come first, kind by kind, then candidates in their order: with several kinds a candidate that says of none what it offers
 * is one column for each, one that offers several is one column for all.
 *
 * @param openPlaces places of everything that is open, by kind; NaN where unknown
 * @param takesPart whether a candidate may take part at all
 */
export function siteColumns(
  categories: readonly string[],
  openPlaces: readonly ArrayLike<number>[],
  candidates: readonly SiteCandidate[],
  takesPart: (candidate: number) => boolean,
): SiteColumns {
  const columns: SiteColumn[] = []
  const columnOf = categories.map(() => new Int32Array(candidates.length).fill(-1))
  const openColumn = openPlaces.map((sites, kind) =>
    Int32Array.from(sites, (places) => {
      const id = `${OPEN_ID}${columns.length}`
      return columns.push({ id, status: 'existing', candidate: -1, kinds: [kind], places, buildCost: 0 }) - 1
    }),
  )
  candidates.forEach(({ id, status, categories: offered, places, buildCost }, candidate) => {
    if (!takesPart(candidate)) return
    const kinds = categories.flatMap((category, kind) => (offered === null || offered.includes(category) ? [kind] : []))
    if (kinds.length === 0) return
    const each = offered === null ? kinds.map((kind) => [kind]) : [kinds]
    for (const own of each) {
      const column = columns.push({
        id: each.length > 1 ? `${id}:${categories[own[0]!]}` : id,
        ...{ status, candidate, kinds: own },
        places: places ?? Number.NaN,
        buildCost: buildCost ?? Number.NaN,
      })
      for (const kind of own) columnOf[kind]![candidate] = column - 1
    }
  })
  return { columns, columnOf, openColumn }
}
