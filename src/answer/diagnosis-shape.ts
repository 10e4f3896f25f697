// Whether a loaded value is the diagnosis of a gap.
import {
  CAUSE_REASONS,
  type CauseEvidence,
  type CauseFinding,
  GAP_CAUSES,
  type GapDiagnosis,
  type GapRemedy,
  REMEDY_KINDS,
} from './gap-cause.ts'
import * as is from './value-shape.ts'

const evidence = is.record<CauseEvidence>({
  reason: is.orNull(is.oneOf(CAUSE_REASONS)),
  facilityId: is.orNull(is.text),
  facilityName: is.orNull(is.text),
  straightMetres: is.orNull(is.number),
  walk: is.orNull(is.number),
  walkWithout: is.orNull(is.number),
  metres: is.orNull(is.number),
  compoundIds: is.listOf(is.text),
})

/** A diagnosis, field by field. */
export const diagnosisShape = is.record<GapDiagnosis>({
  cause: is.oneOf(GAP_CAUSES),
  findings: is.listOf(
    is.record<CauseFinding>({
      cause: is.oneOf(GAP_CAUSES),
      isExamined: is.flag,
      people: is.orNull(is.number),
      blocks: is.number,
      blocksHolding: is.number,
      evidence: is.orNull(evidence),
    }),
  ),
  remedies: is.listOf(
    is.record<GapRemedy>({
      remedyId: is.text,
      kind: is.oneOf(REMEDY_KINDS),
      name: is.orNull(is.text),
      nameZh: is.orNull(is.text),
      metres: is.orNull(is.number),
      people: is.orNull(is.number),
      blocks: is.number,
      cost: is.orNull(is.number),
    }),
  ),
})
