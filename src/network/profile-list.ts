// Who walks: speeds and step factors, and what pages call them. Sources: see docs/walking-model.md, section 3. Knows no network; imports nothing,
// so that help can name the profiles at once.
import { frozen } from '../foundation/frozen.ts'

/** How a kind of person walks. */
export interface WalkProfile {
  readonly id: string
  /** What pages and tables call it; its id where left out. Whoever starts from a built-in profile changes these along with the id. */
  readonly nameEn?: string | undefined
  readonly nameZh?: string | undefined
  readonly walkMetresPerSecond: number
  /** Walking time on steps is multiplied by this; `null` = steps are not passable. */
  readonly stepsTimeFactor: number | null
  /** Seconds added at each signalled crossing (time basis only). */
  readonly crossingWaitSeconds: number
}

/**
 * The built-in profiles, the default one first. Options, help, pages and the table of docs/walking-model.md follow from this list.
 *
 * @example
 * ```ts
 * import { WALK_PROFILES } from 'living-circle'
 * WALK_PROFILES.some(({ id }) => id === 'older') // true
 * ```
 */
export const WALK_PROFILES: readonly WalkProfile[] = frozen([
  {
    id: 'adult',
    nameEn: 'adult',
    nameZh: '成年人',
    walkMetresPerSecond: 1.25,
    stepsTimeFactor: 2,
    crossingWaitSeconds: 0,
  },
  {
    id: 'older',
    nameEn: 'older',
    nameZh: '老年人',
    walkMetresPerSecond: 0.9,
    stepsTimeFactor: 3,
    crossingWaitSeconds: 0,
  },
  {
    id: 'frail',
    nameEn: 'frail',
    nameZh: '体弱老年人',
    walkMetresPerSecond: 0.7,
    stepsTimeFactor: 3,
    crossingWaitSeconds: 0,
  },
  {
    id: 'child',
    nameEn: 'child',
    nameZh: '儿童',
    walkMetresPerSecond: 0.9,
    stepsTimeFactor: 2,
    crossingWaitSeconds: 0,
  },
  {
    id: 'wheelchair',
    nameEn: 'wheelchair',
    nameZh: '轮椅使用者',
    walkMetresPerSecond: 0.8,
    stepsTimeFactor: null,
    crossingWaitSeconds: 0,
  },
])

/**
 * Who walks where nobody is named.
 *
 * @example
 * ```ts
 * import { DEFAULT_PROFILE } from 'living-circle'
 * DEFAULT_PROFILE.id // 'adult'
 * ```
 */
export const DEFAULT_PROFILE = WALK_PROFILES[0]!

/** Bounds of a profile's numbers, both allowed: wide enough for anybody, narrow enough that no cost runs over. */
export const PROFILE_BOUNDS = {
  walkMetresPerSecond: [0.01, 100],
  stepsTimeFactor: [0.01, 1000],
  crossingWaitSeconds: [0, 86_400],
} as const
