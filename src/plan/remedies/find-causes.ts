// The cause of every gap: each of its demand points has the first cause in the order that holds for it, and the gap has that of most of its people. Subjects
// and studies in, findings by gap out. What each cause is stands in its own file.
import type { CauseFinding, GapCause } from '../../answer/gap-cause.ts'
import type { Steps } from '../../foundation/breath.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { throwIfAborted } from '../../foundation/progress.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import { sharesOfOrigins } from '../../study/gate-gains.ts'
import { CauseContext, type CauseTest, type OtherStudies } from './causes/cause-test.ts'
import { CAUSES_OF_GAPS } from './causes/causes.ts'
import type { GapSubject } from './gap-subjects.ts'

/** Where the data end, by block and limit. */
export interface DataEdge {
  readonly edgeMetres: Float64Array
  /** How far a walk of a subject may lead. */
  readonly reachMetres: (subject: GapSubject) => number
}

/** Causes of one gap. */
export interface GapCauses {
  readonly cause: GapCause
  readonly findings: readonly CauseFinding[]
}

/** Causes by place in the list of gaps, in steps. O(subjects × vertices within four times the limit, for each condition that is tried). */
export function* findCauses(
  study: AccessStudy,
  subjects: readonly GapSubject[],
  others: OtherStudies,
  edge: DataEdge,
  run: RunOptions = {},
): Steps<ReadonlyMap<number, GapCauses>> {
  const { blockOfOrigin } = sharesOfOrigins(study)
  const found = new Map<number, GapCauses>()
  for (const [done, subject] of subjects.entries()) {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'causes', done, total: subjects.length })
    const reach = edge.reachMetres(subject)
    const context = new CauseContext({
      ...{ study, subject, others, blockOfOrigin, edgeMetres: edge.edgeMetres },
      isAtEdge: (block) => edge.edgeMetres[block]! < reach,
    })
    const tests: (CauseTest | null)[] = []
    for (const { test } of CAUSES_OF_GAPS) {
      yield
      tests.push(test(context))
    }
    for (const gap of subject.gaps) {
      yield
      const origins: number[] = []
      subject.gapOfOrigin.forEach((own, origin) => {
        if (own === gap) origins.push(origin)
      })
      found.set(gap, causesOf(subject, tests, origins))
    }
  }
  return found
}

/** Sums of one cause over a gap. */
interface CauseSum {
  people: number
  blocks: number
  blocksHolding: number
  /** The origin that is shown: of those that it is the first cause of, else of those for whom it holds at all. */
  shown: number
  plainness: number
  shownHolding: number
  plainnessHolding: number
}

function causesOf(subject: GapSubject, tests: readonly (CauseTest | null)[], origins: readonly number[]): GapCauses {
  const sums = tests.map(
    (): CauseSum => ({
      ...{ people: 0, blocks: 0, blocksHolding: 0, shown: -1, plainness: Infinity },
      ...{ shownHolding: -1, plainnessHolding: Infinity },
    }),
  )
  for (const origin of origins) {
    const first = addOrigin(subject, tests, sums, origin)
    // Nothing explains it: what remains is that it is too far.
    if (!first) addTo(sums.at(-1)!, subject, origin, tests.at(-1)!)
  }
  const isKnown = origins.some((origin) => subject.people[origin]! > 0)
  let main = sums.length - 1
  const weight = ({ people, blocks }: CauseSum) => (isKnown ? people : blocks)
  sums.forEach((sum, at) => {
    if (weight(sum) > weight(sums[main]!) || (weight(sum) === weight(sums[main]!) && sum.blocks > 0 && at < main))
      main = at
  })
  return {
    cause: CAUSES_OF_GAPS[main]!.cause,
    findings: sums.map(({ people, blocks, blocksHolding, shown: first, shownHolding }, at) => {
      const shown = first < 0 ? shownHolding : first
      return {
        cause: CAUSES_OF_GAPS[at]!.cause,
        isExamined: tests[at] !== null,
        people: isKnown ? people : null,
        blocks,
        blocksHolding,
        evidence: shown < 0 ? null : tests[at]!.evidence(shown),
      }
    }),
  }
}

/** Whether some cause holds for an origin. */
function addOrigin(
  subject: GapSubject,
  tests: readonly (CauseTest | null)[],
  sums: readonly CauseSum[],
  origin: number,
): boolean {
  let isFirst = true
  tests.forEach((test, at) => {
    if (test === null || !test.holds(origin)) return
    const sum = sums[at]!
    sum.blocksHolding += subject.share[origin]!
    const plainness = test.plainness(origin)
    if (sum.shownHolding < 0 || plainness < sum.plainnessHolding) {
      sum.shownHolding = origin
      sum.plainnessHolding = plainness
    }
    if (isFirst) addTo(sums[at]!, subject, origin, test)
    isFirst = false
  })
  return !isFirst
}

function addTo(sum: CauseSum, { people, share }: GapSubject, origin: number, test: CauseTest | null): void {
  sum.people += people[origin]!
  sum.blocks += share[origin]!
  const plainness = test?.plainness(origin) ?? 0
  if (sum.shown >= 0 && plainness >= sum.plainness) return
  sum.shown = origin
  sum.plainness = plainness
}
