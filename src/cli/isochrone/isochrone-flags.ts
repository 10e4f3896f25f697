// What `isochrone` can be asked, and the only place that refuses options that do not go together.

import { writerOf } from '../feature-output.ts'
import type { OutCrsFlags } from '../out-coordinates.ts'
import { type Refusal, refuseMistakes } from '../refusals.ts'
import { UsageError, usage } from '../usage-error.ts'

/** The options of `isochrone` as values. */
export interface IsochroneFlags extends OutCrsFlags {
  readonly at?: readonly (readonly [number, number])[]
  readonly from?: string
  readonly category?: readonly string[]
  readonly facilities?: readonly string[]
  readonly minutes?: readonly number[]
  readonly metres?: readonly number[]
  readonly profile?: string
  readonly speed?: number
  readonly reverse?: boolean
  readonly union?: boolean
  readonly allocate?: boolean
  readonly style: 'detailed' | 'smooth' | 'lines'
  readonly bandMetres?: number
  readonly maxLinkMetres?: number
  readonly blocks?: string
  readonly gates?: string
  readonly compounds?: string
  readonly closed?: 'gates' | 'all' | 'none'
  readonly land?: boolean
  readonly uncovered?: string
  readonly crs?: string
  readonly dem?: readonly string[]
  readonly private?: 'residents' | 'ordinary'
  readonly output?: string
  readonly overwrite?: boolean
}

/** True where people or land are asked for, not only a drawing. */
export function asksForCounts({ blocks, land, uncovered }: IsochroneFlags): boolean {
  return blocks !== undefined || land === true || uncovered !== undefined
}

/** True where closed compounds are to be walls. */
export function asksForWalls({ gates, compounds, closed }: IsochroneFlags): boolean {
  return gates !== undefined || compounds !== undefined || closed !== undefined
}

/** What options imply: no drawing on stdout where only counts are asked for; people walk to what they are counted for. */
export function withImplied(flags: IsochroneFlags): IsochroneFlags {
  const counts = asksForCounts(flags)
  return { ...flags, output: flags.output ?? (counts ? undefined : '-'), reverse: flags.reverse === true || counts }
}

const sourcesIn = ({ at, from, category }: IsochroneFlags): number =>
  [at, from, category].filter((source) => source !== undefined).length

/** In this order: the first that is made is told. */
const REFUSALS: readonly Refusal<IsochroneFlags>[] = [
  {
    isMade: (flags) => sourcesIn(flags) === 0,
    message: usage('usage.no-place'),
    hint: usage('hint.place-sources'),
  },
  {
    isMade: (flags) => sourcesIn(flags) > 1,
    message: usage('hint.one-place-source'),
    hint: usage('hint.place-sources'),
  },
  {
    isMade: ({ facilities, category }) => facilities !== undefined && category === undefined,
    message: usage('usage.facilities-category'),
    hint: usage('hint.from-file'),
  },
  {
    isMade: ({ minutes, metres }) => minutes !== undefined && metres !== undefined,
    message: usage('usage.minutes-metres'),
    hint: usage('hint.run-twice'),
  },
  {
    isMade: ({ allocate, union }) => allocate === true && union === true,
    message: usage('usage.allocate-union'),
    hint: usage('hint.two-drawings'),
  },
  {
    isMade: ({ allocate, style }) => allocate === true && style === 'smooth',
    message: usage('usage.allocate-smooth'),
    hint: usage('hint.allocate-styles'),
  },
  {
    isMade: ({ output, uncovered }) => output === '-' && uncovered === '-',
    message: usage('usage.stdout-one', { list: '--output and --uncovered' }),
    hint: usage('hint.other-to-file'),
  },
]

/** Refuses options that do not go together, and file names that name no format. @throws UsageError */
export function checkIsochroneFlags(flags: IsochroneFlags): void {
  refuseMistakes(flags, REFUSALS)
  const { outCrs, output, uncovered } = flags
  const writers = [
    { path: output, writer: output === undefined ? undefined : writerOf('--output', output) },
    { path: uncovered, writer: uncovered === undefined ? undefined : writerOf('--uncovered', uncovered) },
  ]
  if (outCrs === undefined || outCrs === 'wgs84') return
  const other = writers.find(({ writer }) => writer?.canBeShifted === false)
  if (other === undefined) return
  throw new UsageError(usage('usage.crs-geojson', { path: other.path! }), usage('hint.end-geojson'))
}
