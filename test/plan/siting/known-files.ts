// Instances of the OR-Library and of San Francisco's stores, read from ../shared/data/known: they are not part of the project.
import { readFileSync } from 'node:fs'
import type { SitingPlaces, SitingProblem } from '../../../src/plan/siting/siting-problem.ts'
import { SHARED_DATA } from '../../real/shared-data.ts'
import { costsOf } from './random-problem.ts'

export const KNOWN = `${SHARED_DATA}known/`

const numbersOf = (name: string) => readFileSync(`${KNOWN}${name}.txt`, 'utf8').trim().split(/\s+/).map(Number)

/** A graph's shortest paths between all vertices (Floyd); an edge that is listed twice counts as it stands last. */
export function pmed(name: string): SitingPlaces & { readonly sites: number } {
  const numbers = numbersOf(name)
  const [n, edges, sites] = numbers as [number, number, number]
  const walk = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 0 : Infinity)))
  for (let edge = 0; edge < edges; edge++) {
    const [a, b, cost] = numbers.slice(3 + 3 * edge, 6 + 3 * edge) as [number, number, number]
    walk[a - 1]![b - 1] = cost
    walk[b - 1]![a - 1] = cost
  }
  for (let k = 0; k < n; k++) {
    for (const from of walk) {
      for (let j = 0; j < n; j++) from[j] = Math.min(from[j]!, from[k]! + walk[k]![j]!)
    }
  }
  const costs = costsOf(walk.map((row) => Array.from(row, (cost, site) => [site, cost] as const)))
  return { ...everywhere(n), costs, sites }
}

/** Customers in the plane, each at one site within its places; distances rounded down. */
export function pmedcap(name: string): SitingProblem {
  const [, , n, sites, places, ...rows] = numbersOf(name) as [number, number, number, number, number, ...number[]]
  const at = (row: number) => rows.slice(4 * row, 4 * row + 4) as [number, number, number, number]
  const costs = costsOf(
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => {
        const [, x, y] = at(i)
        const [, u, v] = at(j)
        return [j, Math.floor(Math.hypot(x - u, y - v))] as const
      }),
    ),
  )
  return {
    ...everywhere(n),
    problem: 'minimise-walk',
    demandPlaces: Float64Array.from({ length: n }, (_, row) => at(row)[3]),
    sitePlaces: new Float64Array(n).fill(places),
    costs,
    sites,
  }
}

function everywhere(n: number): Omit<SitingPlaces, 'costs'> {
  const ids = Array.from({ length: n }, (_, at) => String(at + 1))
  return {
    demandIds: ids,
    demandWeight: new Float64Array(n).fill(1),
    siteIds: ids,
    siteStatus: ids.map(() => 'candidate'),
  }
}

/** 205 tracts and 16 stores: metres over the network. */
export function sanFrancisco(): SitingPlaces {
  const lines = (name: string) =>
    readFileSync(`${KNOWN}${name}.csv`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(','))
  const [, ...demand] = lines('sf-demand')
  const [header, ...walks] = lines('sf-distances')
  const weight = new Map(demand.map(([id, people]) => [id!, Number(people)]))
  const siteIds = header!.slice(1)
  return {
    demandIds: walks.map(([id]) => id!),
    demandWeight: Float64Array.from(walks, ([id]) => weight.get(id!)!),
    siteIds,
    siteStatus: siteIds.map(() => 'candidate'),
    costs: costsOf(walks.map(([, ...row]) => row.map((cost, site) => [site, Number(cost)] as const))),
  }
}
