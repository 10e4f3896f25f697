// Every row needs one of its sites; the price of the sites is to be as small as possible (set cover). In: rows as lists of sites. Out: the
// problem that is left after what is plain: rows with one site, rows that others imply, sites that others replace. Knows no ids.

/** A set cover problem; sites are numbered from 0, prices are whole. */
export interface CoverProblem {
  /** Sites of each row, ascending. */
  readonly rows: readonly (readonly number[])[]
  readonly price: Float64Array
}

/** What is left, and the sites that every cheapest cover may be taken to have. */
export interface ReducedCover {
  readonly problem: CoverProblem
  /** Sites of the problem that was given. */
  readonly fixed: readonly number[]
  /** For each site that is left, the given problem's. */
  readonly siteOf: readonly number[]
}

/** Reduces as long as anything falls. */
export function reduceCover({ rows: given, price }: CoverProblem): ReducedCover {
  let rows = distinct(given)
  const fixed = new Set<number>()
  const out = new Uint8Array(price.length)
  for (;;) {
    const size = rows.length
    const forced = new Set(rows.filter((row) => row.length === 1).map((row) => row[0]!))
    for (const site of forced) fixed.add(site)
    if (forced.size > 0) rows = rows.filter((row) => !row.some((site) => forced.has(site)))
    rows = withoutImplied(rows)
    const replaced = replacedSites(rows, price, out)
    if (replaced > 0) rows = distinct(rows.map((row) => row.filter((site) => out[site] === 0)))
    if (rows.length === size && replaced === 0) break
  }
  const siteOf = [...new Set(rows.flat())].sort((a, b) => a - b)
  const own = new Map(siteOf.map((site, at) => [site, at]))
  return {
    problem: {
      rows: rows.map((row) => row.map((site) => own.get(site)!)),
      price: Float64Array.from(siteOf, (site) => price[site]!),
    },
    fixed: [...fixed].sort((a, b) => a - b),
    siteOf,
  }
}

function distinct(rows: readonly (readonly number[])[]): (readonly number[])[] {
  const seen = new Map<string, readonly number[]>()
  for (const row of rows) seen.set(row.join(' '), row)
  return [...seen.values()]
}

/** Sets as bits, to ask whether one lies in another. */
class BitSets {
  readonly #words: number
  readonly #bits: Uint32Array

  constructor(sets: readonly (readonly number[])[], size: number) {
    this.#words = (size + 31) >> 5
    this.#bits = new Uint32Array(this.#words * sets.length)
    sets.forEach((set, at) => {
      for (const one of set) this.#bits[at * this.#words + (one >> 5)]! |= 1 << (one & 31)
    })
  }

  isWithin(inner: number, outer: number): boolean {
    const a = inner * this.#words
    const b = outer * this.#words
    for (let word = 0; word < this.#words; word++) {
      if ((this.#bits[a + word]! & ~this.#bits[b + word]!) !== 0) return false
    }
    return true
  }
}

/** Bits of this size in all are kept at most; larger problems go without this step. */
const MOST_BITS = 4e9

/** Without rows whose sites hold all sites of another row: what covers that one covers them. */
function withoutImplied(rows: (readonly number[])[]): (readonly number[])[] {
  const size = 1 + rows.reduce((most, row) => Math.max(most, row[row.length - 1]!), -1)
  if (rows.length * size > MOST_BITS) return rows
  const bits = new BitSets(rows, size)
  const rowsOf = turned(rows, size)
  const isOut = new Uint8Array(rows.length)
  rows.forEach((row, at) => {
    if (isOut[at] === 1) return
    const rarest = row.reduce((best, site) => (rowsOf[site]!.length < rowsOf[best]!.length ? site : best), row[0]!)
    for (const other of rowsOf[rarest]!) {
      if (other === at || isOut[other] === 1 || rows[other]!.length < row.length) continue
      if (bits.isWithin(at, other)) isOut[other] = 1
    }
  })
  return rows.filter((_, at) => isOut[at] === 0)
}

/** Marks sites whose rows another site covers, too, for no more; of equals the first stays. @returns how many were marked */
function replacedSites(rows: readonly (readonly number[])[], price: Float64Array, out: Uint8Array): number {
  const size = price.length
  if (rows.length * size > MOST_BITS) return 0
  const rowsOf = turned(rows, size)
  const bits = new BitSets(rowsOf, rows.length)
  let marked = 0
  rowsOf.forEach((own, site) => {
    if (out[site] === 1) return
    if (own.length === 0) {
      out[site] = 1
      return
    }
    const fewest = own.reduce((best, row) => (rows[row]!.length < rows[best]!.length ? row : best), own[0]!)
    for (const other of rows[fewest]!) {
      if (other === site || out[other] === 1 || price[other]! > price[site]!) continue
      const more = rowsOf[other]!.length
      const isBetter = more > own.length || price[other]! < price[site]! || other < site
      if (more < own.length || !isBetter || !bits.isWithin(site, other)) continue
      out[site] = 1
      marked++
      return
    }
  })
  return marked
}

function turned(rows: readonly (readonly number[])[], size: number): number[][] {
  const rowsOf: number[][] = Array.from({ length: size }, () => [])
  rows.forEach((row, at) => {
    for (const site of row) rowsOf[site]!.push(at)
  })
  return rowsOf
}
