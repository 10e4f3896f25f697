// What the first screen of every document says, as the part `first` of summary.json. An AccessReport in, plain data out.
import type { AccessReport } from '../../answer/access-report.ts'
import type { PartOf } from '../../answer/first-facts.ts'
import { roundTo } from '../text/written-numbers.ts'

/** Places served worst, the largest gaps, rules by how well they are met, how sure it is. */
export function summariseFirst({ facts, gaps, blocks, standard }: AccessReport) {
  const { subject, level, worst, gaps: largest, rules, sure } = facts.first
  return {
    subject,
    level,
    worst: worst.map(({ name, block, blocks: count, people, has, of }) => ({
      name,
      blockId: block === null ? null : blocks[block]!.id,
      blocks: count,
      people: people === null ? null : roundTo(people, 3),
      has: roundTo(has, 6),
      of: roundTo(of, 6),
    })),
    gaps: largest.map(({ gap, more }) => ({ gapId: gaps[gap]!.id, more })),
    rules: rules.map((index) => standard!.rules[index]!.id),
    sure: {
      linked: partOf(sure.linked),
      unknownPeople: partOf(sure.unknownPeople),
      edge: partOf(sure.edge),
      kindsWithoutData: partOf(sure.kindsWithoutData),
      rulesWithoutData: partOf(sure.rulesWithoutData),
      ...(sure.borderline === undefined ? {} : { borderline: partOf(sure.borderline) }),
      sizeUnknown: partOf(sure.sizeUnknown),
    },
  }
}

function partOf({ part, all }: PartOf) {
  return { part: roundTo(part, 3), all: roundTo(all, 3) }
}
