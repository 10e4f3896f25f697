// For each category the one gate, path or open compound that would bring most people within the limit. In: a study with its compounds.
// Out: the best of all candidates by category. It knows no files.
import type { GateHelp } from '../answer/gates-report.ts'
import { atOnce, type Steps } from '../foundation/breath.ts'
import { polygonCentroid } from '../foundation/geo.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import { placeVerticesOf } from '../network/walk-arcs.ts'
import type { AccessStudy } from './access-study.ts'
import type { AppliedCompounds } from './compound-summary.ts'
import { type AddedStep, type CandidateKind, crossingVertices, wallCandidates } from './gate-candidates.ts'
import { type CategoryGain, categoryTerms, GateGains } from './gate-gains.ts'
import { pathCandidates } from './path-candidates.ts'
import { throughWalks } from './through-walks.ts'
import { linkedBehindWalls } from './walled-links.ts'

/** A candidate with what it brings by category. */
export interface JudgedCandidate {
  readonly kind: CandidateKind
  readonly compound: number
  readonly lonLat: LonLat
  /** Places in the compound's list of gates. */
  readonly gates: readonly number[]
  readonly pathMetres: number
  /** What a gate adds to the streets; empty for others. */
  readonly steps: readonly AddedStep[]
  readonly gains: readonly CategoryGain[]
}

/** What costs least stands first among equals. */
const EFFORT: Readonly<Record<CandidateKind, number>> = {
  'open-gate': 0,
  'new-gate': 1,
  'new-path': 2,
  'open-compound': 3,
}

/**
 * All candidates of a network's closed compounds, with what each would bring.
 * O(candidates × vertices within the limit), most of it inside compounds.
 *
 * @throws LivingCircleError `aborted`
 */
export function judgeCandidates(
  given: AccessStudy,
  applied: AppliedCompounds,
  basis: Basis,
  limit: number,
  options: RunOptions = {},
): JudgedCandidate[] {
  if (applied.closed.length === 0) return []
  const study = linkedBehindWalls(given)
  const terms = categoryTerms(study, basis, limit, { signal: options.signal })
  return atOnce(judgeBy(study, applied, basis, new GateGains(study, basis, terms), options))
}

/**
 * The same for whatever gains are asked for, in steps.
 *
 * @param study with places behind walls linked: see {@link linkedBehindWalls}
 * @param known gains of this study and basis
 */
export function* judgeBy(
  study: AccessStudy,
  applied: AppliedCompounds,
  basis: Basis,
  known: GateGains,
  options: RunOptions = {},
): Steps<JudgedCandidate[]> {
  if (applied.closed.length === 0) return []
  const { network } = study
  const crossings = crossingVertices(network, applied)
  const judged: JudgedCandidate[] = []
  const steps = wallCandidates(network, applied, crossings, (vertex, targets) => known.costsFrom(vertex, targets))
  const impedance = basis === 'time' ? study.time : study.distance
  const { paths, legs } = pathCandidates(study, applied, impedance)
  const total = steps.length + paths.length + applied.closed.length
  const advance = () => {
    throwIfAborted(options.signal)
    options.onProgress?.({ step: 'gates', done: judged.length, total })
  }
  for (const { steps: added, ...candidate } of steps) {
    yield
    advance()
    judged.push({ ...candidate, steps: added, gains: known.ofSteps(added) })
  }
  const places = placeVerticesOf(network)
  for (const { compound, inner, innerLonLat, metres, row } of paths) {
    yield
    advance()
    const cost = Math.round(metres * impedance.accessCostPerMetre)
    const gains = known.ofPath(places.leaving(inner), inner, cost, legs, row)
    judged.push({ kind: 'new-path', compound, lonLat: innerLonLat, gates: [], pathMetres: metres, steps: [], gains })
  }
  for (const [compound, { outline }] of applied.closed.entries()) {
    yield
    advance()
    const open = crossings.filter(
      (crossing) =>
        crossing.compound === compound &&
        !crossing.isWall &&
        places.mayEnter(crossing.inner) &&
        places.mayLeave(crossing.inner),
    )
    const gains = known.ofContacts(throughWalks(known, places, open, known.columns))
    judged.push({
      kind: 'open-compound',
      compound,
      lonLat: polygonCentroid(outline),
      gates: [],
      pathMetres: 0,
      steps: [],
      gains,
    })
  }
  return judged
}

/** The best candidate of a category, `null` where none brings anybody. */
export function bestOf(
  judged: readonly JudgedCandidate[],
  category: number,
  { closed }: AppliedCompounds,
): GateHelp | null {
  let best: JudgedCandidate | null = null
  for (const one of judged) if (one.gains[category]!.blocks > 0 && (best === null || isBetter(one, best))) best = one
  if (best === null) return null
  const { id, name, gates } = closed[best.compound]!
  const { people, blocks } = best.gains[category]!
  return {
    kind: best.kind,
    compoundId: id,
    compoundName: name,
    lonLat: best.lonLat,
    gates: best.gates.map((gate) => gates[gate]!),
    pathMetres: best.pathMetres,
    people,
    blocks,
  }

  function isBetter(one: JudgedCandidate, other: JudgedCandidate): boolean {
    const [a, b] = [one.gains[category]!, other.gains[category]!]
    const order =
      b.people - a.people ||
      b.blocks - a.blocks ||
      EFFORT[one.kind] - EFFORT[other.kind] ||
      compareNaturally(closed[one.compound]!.id, closed[other.compound]!.id) ||
      one.lonLat[0] - other.lonLat[0] ||
      one.lonLat[1] - other.lonLat[1]
    return order < 0
  }
}
