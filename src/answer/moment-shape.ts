// Whether loaded values are what an answer says of moments of the week.
import type { KindAtMoment, Moment, MomentCoverage, MomentShare, OpenCounts } from './moment-coverage.ts'
import * as is from './value-shape.ts'

const moment: is.Fields<Moment> = { text: is.text, minute: is.count }
const openCounts = is.record<OpenCounts>({ open: is.count, closed: is.count, unknown: is.count })

/** The moment that an answer is of. */
export const momentShape = is.record<Moment>(moment)

/** Coverage at a moment. */
export const momentCoverageShape = is.record<MomentCoverage>({
  ...moment,
  facilities: openCounts,
  gates: openCounts,
  kinds: is.listOf(
    is.record<KindAtMoment>({
      category: is.text,
      facilities: openCounts,
      shares: is.listOf(
        is.record<MomentShare>({
          limit: is.number,
          measure: is.orNull(is.text),
          certain: is.number,
          possible: is.number,
          total: is.number,
        }),
      ),
    }),
  ),
})
