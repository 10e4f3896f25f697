// Whether a loaded value is a walking profile; its numbers are judged by `checkProfile`.
import type { WalkProfile } from '../network/profile.ts'
import * as is from './value-shape.ts'

export const profileShape = is.record<WalkProfile>({
  id: is.text,
  nameEn: is.optional(is.text),
  nameZh: is.optional(is.text),
  walkMetresPerSecond: is.number,
  stepsTimeFactor: is.orNull(is.number),
  crossingWaitSeconds: is.number,
})
