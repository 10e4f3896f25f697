// From what was tried to what is told: the best few remedies of each gap with their costs, a rank over all, and a choice of some together. Judged remedies
// and causes in, plain data out. It does not know how anything was tried.
import type { Gap } from '../../answer/gap.ts'
import type { GapRemedy } from '../../answer/gap-cause.ts'
import type { DiagnosedGap, JointChoice, Remedy, RemedyCosts, RemedyGain } from '../../answer/remedies-report.ts'
import type { Basis } from '../../foundation/units.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import type { AppliedCompounds } from '../../study/compound-summary.ts'
import { costOfRemedy } from './cost-of-remedy.ts'
import type { GapCauses } from './find-causes.ts'
import type { GapSubject } from './gap-subjects.ts'
import { chooseJointly, perCost } from './joint-choice.ts'
import type { JudgedRemedy } from './judged-remedy.ts'
import { editsOfRemedy } from './remedy-edits.ts'

/** Remedies that are kept of each gap, and besides the best of each kind and of all. */
const KEPT_OF_GAP = 3
/** Kinds of remedy that are shown of a gap. */
const SHOWN_OF_GAP = 4
const KEPT_OF_ALL = 30

/** What is put together. */
export interface RemedyParts {
  readonly gaps: readonly Gap[]
  readonly basis: Basis
  readonly subjects: readonly GapSubject[]
  readonly causes: ReadonlyMap<number, GapCauses>
  readonly judged: readonly JudgedRemedy[]
  readonly applied: AppliedCompounds
  readonly planned: readonly FacilityRecord[]
  readonly costs: RemedyCosts
  /** What a category is called. */
  readonly nameOf: (category: string) => { readonly nameEn: string; readonly nameZh: string }
  readonly budget: number | null
  readonly most: number
}

/** A remedy with what it is worth. */
interface Worth {
  readonly judged: JudgedRemedy
  readonly cost: number | null
  readonly people: number
  readonly blocks: number
  /** By place in the list of gaps. */
  readonly byGap: ReadonlyMap<number, { readonly people: number; readonly blocks: number }>
}

/** What is told of all of it. */
export interface ComposedRemedies {
  readonly gaps: readonly DiagnosedGap[]
  readonly remedies: readonly Remedy[]
  readonly joint: JointChoice
  readonly rankedBy: 'people-per-cost' | 'people' | 'blocks'
}

/** Puts it together. */
export function composeRemedies(parts: RemedyParts): ComposedRemedies {
  const { subjects, judged, costs } = parts
  const counted = countedSubjects(subjects)
  const all = judged.map((one) => worthOf(one, subjects, counted, costOfRemedy(costs, { ...one, places: null })))
  const isPeopled = subjects.some(({ people }) => people.some((value) => value > 0))
  const order = compareWorth(isPeopled)
  const kept = keepBest(all, order).sort(order)
  const remedies = kept.map((one, at) => remedyOf(one, `R${at + 1}`, parts))
  return {
    gaps: diagnosedGaps(parts, kept, remedies, isPeopled),
    remedies,
    joint: jointOf(parts, kept, remedies, counted, isPeopled),
    rankedBy: !isPeopled ? 'blocks' : kept.some(({ cost }) => cost !== null) ? 'people-per-cost' : 'people',
  }
}

/** With a standard, its rules are what counts; without one the categories. Nobody is counted for the same thing twice. */
function countedSubjects(subjects: readonly GapSubject[]): ReadonlySet<number> {
  const kind = subjects.some((subject) => subject.kind === 'rule') ? 'rule' : 'category'
  return new Set(subjects.flatMap((subject, at) => (subject.kind === kind ? [at] : [])))
}

function worthOf(
  judged: JudgedRemedy,
  subjects: readonly GapSubject[],
  counted: ReadonlySet<number>,
  cost: number | null,
): Worth {
  let people = 0
  let blocks = 0
  const byGap = new Map<number, { people: number; blocks: number }>()
  for (const [number, origins] of judged.gains) {
    const subject = subjects[number]!
    for (const origin of origins) {
      if (counted.has(number)) {
        people += subject.people[origin]!
        blocks += subject.share[origin]!
      }
      const gap = subject.gapOfOrigin[origin]!
      if (gap < 0) continue
      const sums = byGap.get(gap) ?? { people: 0, blocks: 0 }
      sums.people += subject.people[origin]!
      sums.blocks += subject.share[origin]!
      byGap.set(gap, sums)
    }
  }
  return { judged, cost, people, blocks, byGap }
}

interface Value {
  readonly cost: number | null
  readonly people: number
  readonly blocks: number
}

/** Where costs are known, most people per cost first, then those without a cost by people. */
function compareWorth(isPeopled: boolean) {
  return (a: Value, b: Value): number => {
    if ((a.cost === null) !== (b.cost === null)) return a.cost === null ? 1 : -1
    const [mine, theirs] = isPeopled ? [a.people, b.people] : [a.blocks, b.blocks]
    const byCost = a.cost === null || b.cost === null ? 0 : perCost(theirs, b.cost, mine, a.cost)
    return byCost || theirs - mine || b.blocks - a.blocks
  }
}

function keepBest(all: readonly Worth[], order: (a: Value, b: Value) => number): Worth[] {
  const byGap = new Map<number, Worth[]>()
  for (const one of all) {
    for (const gap of one.byGap.keys()) byGap.set(gap, [...(byGap.get(gap) ?? []), one])
  }
  const kept = new Set([...all].sort(order).slice(0, KEPT_OF_ALL))
  for (const [gap, list] of byGap) {
    for (const one of bestOfGap(list, gap, order)) kept.add(one)
  }
  return all.filter((one) => kept.has(one))
}

function bestOfGap(list: readonly Worth[], gap: number, order: (a: Value, b: Value) => number): Worth[] {
  const inGap = (one: Worth) => ({ cost: one.cost, ...one.byGap.get(gap)! })
  const sorted = [...list].sort((a, b) => order(inGap(a), inGap(b)))
  return sorted.filter((_, at) => at < KEPT_OF_GAP || isFirstOfKind(sorted, ({ judged }) => judged.kind, at))
}

/** Whether nothing of the same kind stands before it. */
function isFirstOfKind<T>(list: readonly T[], kindOf: (one: T) => string, at: number): boolean {
  return list.findIndex((one) => kindOf(one) === kindOf(list[at]!)) === at
}

function remedyOf({ judged, cost, people, blocks, byGap }: Worth, id: string, parts: RemedyParts): Remedy {
  const { applied, gaps } = parts
  const compound = applied.closed[judged.compound]
  const planned = parts.planned[judged.planned]
  const gates = judged.gate === null ? judged.gates.map((gate) => compound!.gates[gate]!) : [judged.gate]
  const compoundId = compound?.id ?? judged.owner?.id ?? null
  const gateIds = gates.flatMap((gate) => gate.id ?? [])
  const gains = [...byGap].map(([gap, sums]): RemedyGain => {
    return { gapId: gaps[gap]!.id, people: gaps[gap]!.people === null ? null : sums.people, blocks: sums.blocks }
  })
  gains.sort((a, b) => (b.people ?? -1) - (a.people ?? -1) || b.blocks - a.blocks)
  return {
    id,
    kind: judged.kind,
    lonLat: judged.lonLat,
    line: judged.line,
    metres: judged.metres,
    compoundId,
    gateIds,
    facilityId: planned?.id ?? null,
    category: judged.category,
    wayId: judged.wayId,
    places: null,
    ...namesOf(judged, parts),
    ...{ gains, people, blocks, cost },
    edits: editsOfRemedy(id, judged, compoundId, gateIds, planned),
  }
}

/** What a remedy is about, for people. */
function namesOf(
  { kind, compound, gates, gate: own, owner, planned, category, wayId }: JudgedRemedy,
  parts: RemedyParts,
) {
  if (kind === 'new-site') {
    const { nameEn, nameZh } = parts.nameOf(category!)
    return { name: nameEn, nameZh }
  }
  const closed = parts.applied.closed[compound]
  const gate = own ?? closed?.gates[gates[0] ?? -1]
  const facility = parts.planned[planned]
  const way = wayId === null ? null : `way/${wayId}`
  const estate = closed ?? owner
  const name = gate?.name ?? gate?.id ?? estate?.name ?? estate?.id ?? facility?.name ?? facility?.id ?? way
  return { name, nameZh: name }
}

function diagnosedGaps(
  { gaps, basis, subjects, causes }: RemedyParts,
  kept: readonly Worth[],
  remedies: readonly Remedy[],
  isPeopled: boolean,
): DiagnosedGap[] {
  const order = compareWorth(isPeopled)
  const subjectOfGap = new Map(subjects.flatMap((subject) => subject.gaps.map((gap) => [gap, subject] as const)))
  const remediesOf = new Map<number, number[]>()
  kept.forEach(({ byGap }, at) => {
    for (const gap of byGap.keys()) remediesOf.set(gap, [...(remediesOf.get(gap) ?? []), at])
  })
  return gaps.flatMap((gap, number): DiagnosedGap[] => {
    const found = causes.get(number)
    const subject = subjectOfGap.get(number)
    if (found === undefined || subject === undefined) return []
    const group = subject.group
    const sums = (at: number) => ({ cost: kept[at]!.cost, ...kept[at]!.byGap.get(number)! })
    const own = [...(remediesOf.get(number) ?? [])].sort((a, b) => order(sums(a), sums(b)) || a - b)
    const isKnown = found.findings.some(({ people }) => people !== null)
    return [
      {
        gapId: gap.id,
        kind: gap.kind,
        categories: subject.categories,
        ruleId: gap.kind === 'rule' ? gap.ruleId : null,
        basis: gap.basis ?? basis,
        limit: gap.limit,
        centre: gap.centre,
        polygons: gap.polygons,
        blockIds: gap.blockIds,
        people: group === gap.populationGroup ? gap.groupPeople : gap.people,
        ...{ group, ...found, isTried: subject.isTried },
        remedies: own
          .filter((_, at) => isFirstOfKind(own, (number) => remedies[number]!.kind, at))
          .slice(0, SHOWN_OF_GAP)
          .map((at): GapRemedy => {
            const { kind, name, nameZh, metres, cost, id, line } = remedies[at]!
            const { people, blocks } = sums(at)
            const length = line.length > 0 || metres > 0 ? metres : null
            return {
              ...{ remedyId: id, kind, name, nameZh, metres: length },
              ...{ people: isKnown ? people : null, blocks, cost },
            }
          }),
      },
    ]
  })
}

function jointOf(
  { subjects, budget, most }: RemedyParts,
  kept: readonly Worth[],
  remedies: readonly Remedy[],
  counted: ReadonlySet<number>,
  isPeopled: boolean,
): JointChoice {
  const width = subjects[0]?.lacks.length ?? 0
  const people = new Float64Array(subjects.length * width)
  const blocks = new Float64Array(subjects.length * width)
  subjects.forEach((subject, number) => {
    people.set(subject.people, number * width)
    blocks.set(subject.share, number * width)
  })
  const options = kept.map(({ judged, cost }) => ({
    cost,
    cells: [...judged.gains].flatMap(([number, origins]) =>
      counted.has(number) ? origins.map((origin) => number * width + origin) : [],
    ),
  }))
  const { method, steps, considered } = chooseJointly(options, isPeopled ? people : blocks, most, budget)
  const served = new Set<number>()
  let peopleTotal = 0
  let blocksTotal = 0
  let costTotal: number | null = 0
  const told = steps.map(({ option }) => {
    let [peopleNew, blocksNew] = [0, 0]
    for (const cell of options[option]!.cells) {
      if (served.has(cell)) continue
      served.add(cell)
      peopleNew += people[cell]!
      blocksNew += blocks[cell]!
    }
    peopleTotal += peopleNew
    blocksTotal += blocksNew
    const { cost, id } = remedies[option]!
    costTotal = costTotal === null || cost === null ? null : costTotal + cost
    return { remedyId: id, peopleNew, blocksNew, peopleTotal, costTotal }
  })
  return { budget, most, method, steps: told, people: peopleTotal, blocks: blocksTotal, cost: costTotal, considered }
}
