// What a page does in the test of siting: a choice that own bounds do not prove, so that the solver is needed.
import { setHighsLocation, solveSiting } from '../../src/parts.ts'
import { costsOf, seeded } from '../plan/siting/random-problem.ts'

/** Rows that need places as a whole at one of some sites in a square. */
export function placesInSquare() {
  const random = seeded(21)
  const at = Array.from({ length: 24 }, () => [Math.floor(random() * 100), Math.floor(random() * 100)] as const)
  const ids = at.map((_, row) => `p${row}`)
  return {
    problem: 'minimise-walk' as const,
    demandIds: ids,
    demandWeight: new Float64Array(24).fill(1),
    demandPlaces: Float64Array.from(at, () => 1 + Math.floor(random() * 20)),
    siteIds: ids,
    siteStatus: ids.map(() => 'candidate' as const),
    sitePlaces: new Float64Array(24).fill(80),
    sites: 4,
    costs: costsOf(at.map(([x, y]) => at.map(([u, v], site) => [site, Math.floor(Math.hypot(x - u, y - v))] as const))),
  }
}

Object.assign(globalThis, {
  async siting() {
    const highs = '/highs.mjs'
    setHighsLocation(
      (file) => `/${file}`,
      () => import(highs),
    )
    const { status, objective, bound, chosen, provedBy } = await solveSiting(placesInSquare())
    return { status, objective, bound, chosen, provedBy }
  },
})
