// Causes and remedies as JSON, for programs, and the edits that would carry remedies out. A report in, text out. It does not know how anything was found.
import type { CauseFinding, GapRemedy } from '../../answer/gap-cause.ts'
import { reconcileRows } from '../../answer/reconciliation.ts'
import type { JointChoice, PlaceShortage, RemediesReport, Remedy } from '../../answer/remedies-report.ts'
import { noticeTexts } from '../../words/notice.ts'
import { causeSaid, remedySaid } from '../layers/cause-words.ts'
import { roundTo } from '../text/written-numbers.ts'

const rounded = (value: number | null, decimals = 1) => (value === null ? null : roundTo(value, decimals))

/**
 * Everything; people, metres and costs have one decimal, shares of blocks four. Outlines are left to the layers.
 *
 * @example
 * ```ts
 * import { type RemediesReport, toRemediesJson } from 'living-circle/parts'
 * declare const remedies: RemediesReport
 * const text = toRemediesJson(remedies)
 * ```
 */
export function toRemediesJson(report: RemediesReport): string {
  const { basis, profile, currency, rankedBy, joint, lacking, shut, unlinked, tried } = report
  const plain = {
    schema: 'living-circle/remedies',
    schemaVersion: '1.0',
    ...{ basis, profile, currency, rankedBy },
    gaps: report.gaps.map(({ polygons: _, centre, findings, remedies, ...gap }) => {
      const said = causeSaid({ cause: gap.cause, findings }, gap.basis)
      return {
        ...gap,
        centre: centre.map((degrees) => roundTo(degrees, 7)),
        people: rounded(gap.people),
        ...(said === null ? {} : causeTexts(noticeTexts(said))),
        notExamined: findings.flatMap(({ cause, isExamined }) => (isExamined ? [] : [cause])),
        findings: findings.filter(({ blocksHolding, blocks }) => blocksHolding > 0 || blocks > 0).map(plainFinding),
        remedies: remedies.map(plainGapRemedy),
      }
    }),
    remedies: report.remedies.map(plainRemedy),
    joint: plainJoint(joint),
    places: report.places.map(plainShortage),
    ...{ lacking, shut, unlinked: unlinked.map((one) => ({ ...one, people: rounded(one.people) })), tried },
    inputs: report.inputs.map((input) => ({ role: input.role, name: input.name, ...reconcileRows(input) })),
    notices: report.notices.map(({ code, textEn, textZh }) => ({ code, textEn, textZh })),
  }
  return `${JSON.stringify(plain, null, 2)}\n`
}

function causeTexts({ textEn, textZh }: { readonly textEn: string; readonly textZh: string }) {
  return { causeEn: textEn, causeZh: textZh }
}

/** Causes that hold for nobody are left out. */
function plainFinding({ people, blocks, blocksHolding, evidence, isExamined: _, ...finding }: CauseFinding) {
  return {
    ...finding,
    people: rounded(people),
    blocks: roundTo(blocks, 4),
    blocksHolding: roundTo(blocksHolding, 4),
    evidence:
      evidence === null
        ? null
        : {
            ...evidence,
            straightMetres: rounded(evidence.straightMetres),
            walk: rounded(evidence.walk, 2),
            walkWithout: rounded(evidence.walkWithout, 2),
            metres: rounded(evidence.metres),
          },
  }
}

function plainGapRemedy({ people, blocks, metres, cost, ...remedy }: GapRemedy) {
  return {
    ...remedy,
    metres: rounded(metres),
    people: rounded(people),
    blocks: roundTo(blocks, 4),
    cost: rounded(cost),
  }
}

function plainRemedy(remedy: Remedy) {
  const { textEn, textZh } = noticeTexts(remedySaid(remedy))
  const position = (lonLat: readonly number[]) => lonLat.map((degrees) => roundTo(degrees, 7))
  return {
    ...remedy,
    textEn,
    textZh,
    lonLat: position(remedy.lonLat),
    line: remedy.line.map(position),
    metres: roundTo(remedy.metres, 1),
    people: roundTo(remedy.people, 1),
    blocks: roundTo(remedy.blocks, 4),
    cost: rounded(remedy.cost),
    gains: remedy.gains.map(({ gapId, people, blocks }) => ({
      ...{ gapId, people: rounded(people), blocks: roundTo(blocks, 4) },
    })),
  }
}

function plainShortage({ demand, served, missing, unreachable, full, additions, ...shortage }: PlaceShortage) {
  const amounts = { demand, served, missing, unreachable, full }
  return {
    ...shortage,
    ...Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, roundTo(amount, 3)])),
    additions: additions.map(({ lonLat, places, more, cost, ...addition }) => ({
      ...addition,
      lonLat: lonLat.map((degrees) => roundTo(degrees, 7)),
      ...{ places: roundTo(places, 3), more: roundTo(more, 3), cost: rounded(cost) },
    })),
  }
}

function plainJoint({ steps, people, blocks, cost, ...joint }: JointChoice) {
  return {
    ...joint,
    people: roundTo(people, 1),
    blocks: roundTo(blocks, 4),
    cost: rounded(cost),
    steps: steps.map(({ remedyId, peopleNew, blocksNew, peopleTotal, costTotal }) => ({
      remedyId,
      peopleNew: roundTo(peopleNew, 1),
      blocksNew: roundTo(blocksNew, 4),
      peopleTotal: roundTo(peopleTotal, 1),
      costTotal: rounded(costTotal),
    })),
  }
}

/**
 * The edits of the remedies that were chosen together, in their order, for `scenario --edits`; then for each rate the best addition of places.
 *
 * @example
 * ```ts
 * import { type RemediesReport, toRemedyEdits } from 'living-circle/parts'
 * declare const remedies: RemediesReport
 * const edits = toRemedyEdits(remedies)
 * ```
 */
export function toRemedyEdits({
  remedies,
  joint,
  places,
}: Pick<RemediesReport, 'remedies' | 'joint' | 'places'>): string {
  const byId = new Map(remedies.map((remedy) => [remedy.id, remedy]))
  const edits = joint.steps.flatMap(({ remedyId }) => byId.get(remedyId)!.edits)
  const additions = places.flatMap(({ rateId, unit, additions: [best] }) =>
    // Floor is no number of places: no edit says it.
    best === undefined || unit === 'm2'
      ? []
      : [
          {
            id: `places ${rateId}`,
            op: 'set-capacity',
            facility: best.facilityId,
            capacity: Math.ceil(best.places + best.more),
          },
        ],
  )
  return `${JSON.stringify([...edits, ...additions], null, 2)}\n`
}
