// Everything that could be done about gaps, each tried in fact: who comes within the limit by it alone. A study and what is lacking in; remedies with
// the demand points that gain out. It knows no costs, and chooses nothing but the best site of each gap.
import type { RemedyKind } from '../../answer/gap-cause.ts'
import type { Steps } from '../../foundation/breath.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import type { AppliedCompounds } from '../../study/compound-summary.ts'
import { type BasisGains, gainsByBasis } from './basis-gains.ts'
import { bestSites } from './best-sites.ts'
import { type Crossing, CrossingJudge } from './crossing-candidates.ts'
import type { GapSubject } from './gap-subjects.ts'
import { gateRemedies } from './gate-remedies.ts'
import { gatherGains, type JudgedRemedy, PLAIN_REMEDY } from './judged-remedy.ts'
import { SiteJudge } from './site-candidates.ts'
import { StepFreeJudge, stepFreeWays } from './step-free-candidates.ts'

/** What is needed to try remedies. */
export interface RemedyQuestion {
  /** With places behind walls linked: see `linkedBehindWalls`. */
  readonly study: AccessStudy
  readonly applied: AppliedCompounds
  readonly subjects: readonly GapSubject[]
  readonly planned: readonly FacilityRecord[]
}

/** All that brings somebody something, and how many of each kind were tried. */
export interface JudgedRemedies {
  readonly remedies: readonly JudgedRemedy[]
  readonly tried: Readonly<Partial<Record<RemedyKind, number>>>
}

/**
 * Tries them all, in steps.
 *
 * @throws LivingCircleError `aborted`
 */
export function* judgeRemedies(question: RemedyQuestion, run: RunOptions = {}): Steps<JudgedRemedies> {
  const { study } = question
  const bases = gainsByBasis(study, question.subjects)
  const tried: Partial<Record<RemedyKind, number>> = {}
  const remedies = [
    ...(yield* gateRemedies(study, question.applied, bases, tried, run)),
    ...(yield* crossingRemedies(study, question, bases, tried, run)),
    ...(yield* stepFreeRemedies(study, bases, tried, run)),
    ...(yield* plannedRemedies(study, question, bases, tried)),
    ...(yield* siteRemedies(study, question, bases, tried, run)),
  ].filter(({ gains }) => gains.size > 0)
  return { remedies, tried }
}

function* crossingRemedies(
  study: AccessStudy,
  { applied }: RemedyQuestion,
  bases: readonly BasisGains[],
  tried: Partial<Record<RemedyKind, number>>,
  run: RunOptions,
): Steps<JudgedRemedy[]> {
  const judges: CrossingJudge[] = []
  for (const { basis, terms, known } of bases) judges.push(yield* CrossingJudge.of(study, basis, terms, known))
  const pairs = new Map<string, Crossing>()
  for (const judge of judges) {
    for (const pair of yield* judge.find(applied.closed, run)) {
      pairs.set(`${Math.min(pair.a, pair.b)} ${Math.max(pair.a, pair.b)}`, pair)
    }
  }
  tried['new-crossing'] = pairs.size
  let done = 0
  const remedies: JudgedRemedy[] = []
  for (const pair of pairs.values()) {
    yield
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'remedies', done: done++, total: pairs.size })
    const [a, b] = judges[0]!.endsOf(pair)
    const lonLat: LonLat = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    const gains = gatherGains(bases, (_, at) => judges[at]!.gains(pair))
    remedies.push({ ...PLAIN_REMEDY, kind: 'new-crossing', lonLat, line: [a, b], metres: pair.metres, gains })
  }
  return remedies
}

function* stepFreeRemedies(
  study: AccessStudy,
  bases: readonly BasisGains[],
  tried: Partial<Record<RemedyKind, number>>,
  run: RunOptions,
): Steps<JudgedRemedy[]> {
  const ways = stepFreeWays(study)
  tried['step-free-way'] = ways.length
  if (ways.length === 0) return []
  const judges = bases.map(({ basis, known }) => new StepFreeJudge(study, basis, known))
  const remedies: JudgedRemedy[] = []
  for (const way of ways) {
    yield
    throwIfAborted(run.signal)
    const { line, metres, wayId } = way
    const lonLat: LonLat = [(line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2]
    const gains = gatherGains(bases, (_, at) => judges[at]!.gains(way))
    remedies.push({ ...PLAIN_REMEDY, kind: 'step-free-way', lonLat, line, metres, wayId, gains })
  }
  return remedies
}

function* plannedRemedies(
  study: AccessStudy,
  { planned }: RemedyQuestion,
  bases: readonly BasisGains[],
  tried: Partial<Record<RemedyKind, number>>,
): Steps<JudgedRemedy[]> {
  const places = planned.flatMap(({ entrances }) => entrances)
  const judges = bases.map(({ basis, known }) => new SiteJudge(study, basis, known, places))
  let first = 0
  const remedies: JudgedRemedy[] = []
  for (const [number, facility] of planned.entries()) {
    yield
    const own = facility.entrances.map((_, entrance) => first + entrance)
    first += facility.entrances.length
    // Who may use it depends on where they live: one more sweep cannot tell.
    if (facility.serves === 'residents') continue
    tried['open-planned'] = (tried['open-planned'] ?? 0) + 1
    const gains = gatherGains(bases, ({ columns }, at) =>
      judges[at]!.gains(own, (column) => columns[column]!.route.planned(number)),
    )
    const { lonLat, category } = facility
    remedies.push({ ...PLAIN_REMEDY, kind: 'open-planned', lonLat, planned: number, category, gains })
  }
  return remedies
}

function* siteRemedies(
  study: AccessStudy,
  { subjects }: RemedyQuestion,
  bases: readonly BasisGains[],
  tried: Partial<Record<RemedyKind, number>>,
  run: RunOptions,
): Steps<JudgedRemedy[]> {
  const places = sitePlaces(study, subjects)
  yield
  const judges = bases.map(({ basis, known }) => new SiteJudge(study, basis, known, places))
  tried['new-site'] = places.filter((_, place) => judges.some((judge) => judge.isLinked(place))).length
  const chosen = yield* bestSites(places.length, bases, judges, run)
  const remedies: JudgedRemedy[] = []
  for (const { place, category } of chosen) {
    yield
    const gains = gatherGains(bases, ({ columns }, at) =>
      judges[at]!.gains([place], (column) => columns[column]!.route.categories.includes(category)),
    )
    remedies.push({ ...PLAIN_REMEDY, kind: 'new-site', lonLat: places[place]!, category, gains })
  }
  return remedies
}

/** The middle of every block that lacks something, in the order of blocks. */
function sitePlaces({ blocks, origins }: AccessStudy, subjects: readonly GapSubject[]): LonLat[] {
  return blocks.flatMap(({ lonLat }, block) => {
    for (let origin = origins.blockOrigin[block]!; origin < origins.blockOrigin[block + 1]!; origin++) {
      if (subjects.some(({ isTried, lacks }) => isTried && lacks[origin] === 1)) return [lonLat]
    }
    return []
  })
}
