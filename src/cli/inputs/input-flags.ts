// The input options as values, and what no single one of them can tell.
import type { ByRole } from '../library.ts'
import { type Refusal, refuseMistakes } from '../refusals.ts'
import { usage } from '../usage-error.ts'

/** What the options of input-options.ts give. */
export interface InputFlags {
  readonly facilities?: readonly string[]
  readonly facilitiesFrom?: 'osm' | 'files' | 'both'
  readonly blocks?: string
  readonly gates?: string
  readonly compounds?: string
  readonly closed?: 'gates' | 'all' | 'none'
  readonly private?: 'residents' | 'ordinary'
  readonly totals?: string
  readonly within?: string
  readonly withinName?: string
  readonly dem?: readonly string[]
  /** `wgs84`, `gcj02`, `bd09`, an EPSG code, or `auto`; for all tables or by role. */
  readonly crs?: ByRole
  readonly encoding?: ByRole
  readonly delimiter?: string
  readonly defaultCategory?: string
  readonly mapping?: string
  readonly categories?: string
  readonly sheet?: string
  readonly standard?: string
  readonly minutes?: readonly number[]
  readonly metres?: readonly number[]
  readonly profile?: string
  readonly speed?: number
  /** A moment of the week, e.g. `Tu 19:00`. */
  readonly at?: string
  /** Coverage on a weekday, an evening and a weekend besides; only `coverage` has the option. */
  readonly hours?: boolean
  /** A limit in minutes or metres, or `true` for the largest; only `coverage` has the option. */
  readonly levels?: number | true
  readonly restMetres?: number
  /** Several profiles in one run, the first one the report's own; only `coverage` has the option. */
  readonly compareProfiles?: readonly string[]
  /** What would be if; only `coverage` and `scenario` have these options. */
  readonly edits?: string
  readonly openPlanned?: boolean
  readonly category?: readonly string[]
  readonly demand?: 'auto' | 'gates' | 'buildings' | 'grid' | 'point'
  readonly maxLinkMetres?: number
  readonly threads?: number
}

const REFUSALS: readonly Refusal<InputFlags>[] = [
  {
    isMade: ({ within, withinName }) => within !== undefined && withinName !== undefined,
    message: usage('usage.within-twice'),
    hint: usage('hint.within-one'),
  },
  {
    isMade: ({ minutes, metres }) => minutes !== undefined && metres !== undefined,
    message: usage('usage.minutes-metres'),
    hint: usage('hint.time-or-distance'),
  },
  {
    isMade: ({ profile, compareProfiles }) => profile !== undefined && compareProfiles !== undefined,
    message: usage('usage.profile-compare'),
    hint: usage('hint.compare-first'),
  },
  {
    isMade: ({ edits, openPlanned, compareProfiles }) =>
      (edits !== undefined || openPlanned === true) && compareProfiles !== undefined,
    message: usage('usage.edits-compare'),
    hint: usage('hint.run-twice-folders'),
  },
  {
    isMade: ({ facilities, facilitiesFrom }) =>
      (facilities?.length ?? 0) === 0 && (facilitiesFrom === 'files' || facilitiesFrom === 'both'),
    message: ({ facilitiesFrom }) => usage('usage.facilities-from', { from: String(facilitiesFrom) }),
    hint: usage('hint.files-or-leave'),
  },
]

/** @throws UsageError */
export function checkInputFlags(flags: InputFlags): void {
  refuseMistakes(flags, REFUSALS)
}
