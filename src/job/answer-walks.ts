// HALLWAY: what an answer asks of streets, whoever walks them: one machine, or shards whose rows were put together. No logic of its own.

import type { AccessTable } from '../answer/access-table.ts'
import type { Steps } from '../foundation/breath.ts'
import { costLimits } from '../foundation/limits.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import type { LinkChoices } from '../locate/link-choices.ts'
import type { ReachedTimes } from '../search/reached-times.ts'
import type { StandardPack } from '../standard/standard-pack.ts'
import { type AccessStudy, poseQuestion } from '../study/access-study.ts'
import { NearestOnFoot, type NearestWalks } from '../study/nearest-on-foot.ts'
import { measureStability } from '../study/stability.ts'
import type { StepFreeColumns } from '../study/step-free-walks.ts'
import { choicesOfStudy } from '../study/walk-range.ts'
import { type StandardWalks, walkStandard } from './analyse-standard.ts'

/** Walks of an answer; functions work in steps. */
export interface AnswerWalks {
  readonly times: ReachedTimes
  /** Of wheels on the walks; only for profiles that steps stop. */
  readonly stepFree: StepFreeColumns | undefined
  /** How firm each share of a table is. */
  readonly stability: (table: AccessTable, run: RunOptions) => Steps<Uint8Array>
  /** By the answer's own basis, far beyond its limits: of gaps. */
  readonly nearest: NearestWalks
  /** Asked once, where a standard judges. */
  readonly standard: (pack: StandardPack, hasData: Uint8Array, run: RunOptions) => Steps<StandardWalks>
}

/** The walks of a study, by sweeps that are made when they are asked for. */
export function walksOnFoot(
  study: AccessStudy,
  basis: Basis,
  limits: readonly number[],
  times: ReachedTimes,
  stepFree: StepFreeColumns | undefined,
  hoursUnknown?: Uint8Array,
  choices: LinkChoices = choicesOfStudy(study),
): AnswerWalks {
  return {
    times,
    stepFree,
    stability: (table, run) => measureStability(study, choices, basis, limits, table, run, hoursUnknown),
    nearest: new NearestOnFoot(poseQuestion(study, basis, costLimits(basis, limits)).problem),
    standard: (pack, hasData, run) => walkStandard(study, pack, hasData, choices, run, hoursUnknown),
  }
}
