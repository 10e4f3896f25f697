// What is said beside walks with rests: how many places to sit they rest on, and the one bench that would help most. Numbers in, sentences out.
import type { ReportCategory } from '../answer/measured-places.ts'
import type { Notice } from '../answer/sources.ts'
import { nameOf, notice } from '../words/notice.ts'
import type { SeatWalks } from './seat-walks.ts'

/** Kinds that one sentence names. */
const NAMED_KINDS = 5

/** One or two notices. */
export function seatNotices(
  { restPlaces, unusedPlaces, bestBench }: SeatWalks,
  restMetres: number,
  categories: readonly ReportCategory[],
): Notice[] {
  const said = notice('seat-walks', 'seat-walks', { metres: restMetres, n: restPlaces, unused: unusedPlaces })
  if (bestBench === null) return [said]
  const { lonLat, peopleOfKind } = bestBench
  const kinds = [...peopleOfKind.keys()]
    .filter((kind) => peopleOfKind[kind]! > 0)
    .sort((a, b) => peopleOfKind[b]! - peopleOfKind[a]! || a - b)
  const values = {
    lon: lonLat[0].toFixed(6),
    lat: lonLat[1].toFixed(6),
    people: Math.round(peopleOfKind[kinds[0]!]!),
    kinds: kinds.slice(0, NAMED_KINDS).map((kind) => nameOf(categories[kind]!)),
    n: kinds.length,
  }
  return [said, notice('best-bench', 'best-bench', values)]
}
