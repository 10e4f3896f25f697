// Gates, paths through walls and open compounds as remedies: the walls that they open, and blocks whose walks would begin there. Subjects in, remedies out.
import type { RemedyKind } from '../../answer/gap-cause.ts'
import type { Steps } from '../../foundation/breath.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import { type JudgedCandidate, judgeBy } from '../../study/best-gates.ts'
import type { AppliedCompounds } from '../../study/compound-summary.ts'
import type { BasisGains } from './basis-gains.ts'
import { type GateStart, GateStarts, isSameGate, shutGates } from './gate-starts.ts'
import { gatherGains, type JudgedRemedy, PLAIN_REMEDY } from './judged-remedy.ts'

/** A candidate under one basis, with the blocks that would begin there. */
interface Tried {
  readonly candidate: JudgedCandidate | null
  readonly starts: readonly GateStart[]
}

/** All of them; the same gate under two bases is one remedy. In steps. */
export function* gateRemedies(
  study: AccessStudy,
  applied: AppliedCompounds,
  bases: readonly BasisGains[],
  tried: Partial<Record<RemedyKind, number>>,
  run: RunOptions,
): Steps<JudgedRemedy[]> {
  const byKey = new Map<string, JudgedRemedy>()
  const listed = shutGates(study)
  for (const one of bases) {
    const judged = yield* judgeBy(study, applied, one.basis, one.known, run)
    const list = candidatesWithStarts(study, applied, listed, judged)
    const places = list.flatMap(({ starts }) => starts)
    const judge = new GateStarts(
      study,
      one.basis,
      one.known,
      places.map(({ lonLat }) => lonLat),
    )
    let first = 0
    for (const { candidate, starts } of list) {
      yield
      const steps = candidate?.steps ?? []
      const from = first
      const goingOn = starts.flatMap(({ block }, at) => judge.goingOn(block, from + at, steps))
      first += starts.length
      const gains = gatherGains([one], () =>
        candidate !== null && starts.length === 0 ? candidate.gains : one.known.ofSteps(steps, goingOn),
      )
      const remedy = candidate === null ? soloGate(study, starts[0]!) : candidateRemedy(candidate)
      const key = JSON.stringify([
        remedy.kind,
        remedy.compound,
        remedy.lonLat,
        remedy.metres.toFixed(3),
        remedy.owner?.id,
      ])
      const former = byKey.get(key)
      byKey.set(key, { ...remedy, gains: former === undefined ? gains : new Map([...former.gains, ...gains]) })
      if (former === undefined) tried[remedy.kind] = (tried[remedy.kind] ?? 0) + 1
    }
  }
  return [...byKey.values()]
}

/** A block and a compound of one id are one estate: a gate in the wall is a place to set out from, too, where walks begin at gates. */
function candidatesWithStarts(
  { blocks, demand }: AccessStudy,
  { closed }: AppliedCompounds,
  listed: readonly GateStart[],
  candidates: readonly JudgedCandidate[],
): Tried[] {
  const blockOf = new Map(blocks.map(({ id }, block) => [id, block]))
  const used = new Set<GateStart>()
  const tried = candidates.map((candidate): Tried => {
    const { kind, compound, gates, lonLat } = candidate
    const owner = closed[compound]!
    const block = blockOf.get(owner.id)
    if (block === undefined || demand.method[block] !== 'gates') return { candidate, starts: [] }
    if (kind === 'new-gate') return { candidate, starts: [{ block, lonLat, gate: null }] }
    if (kind !== 'open-gate') return { candidate, starts: [] }
    const own = listed.filter(
      (start) => start.block === block && gates.some((gate) => isSameGate(owner.gates[gate]!.lonLat, start.lonLat)),
    )
    for (const start of own) used.add(start)
    return { candidate, starts: own }
  })
  const solo = listed.filter((start) => !used.has(start)).map((start): Tried => ({ candidate: null, starts: [start] }))
  return [...tried, ...solo]
}

function candidateRemedy({ kind, compound, lonLat, gates, pathMetres }: JudgedCandidate) {
  return { ...PLAIN_REMEDY, kind, lonLat, metres: pathMetres, compound, gates }
}

function soloGate({ blocks }: AccessStudy, { block, lonLat, gate }: GateStart) {
  const { id, name } = blocks[block]!
  return { ...PLAIN_REMEDY, kind: 'open-gate' as const, lonLat, gate, owner: { id, name } }
}
