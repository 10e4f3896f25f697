// What `isochrone` can be asked, and the only place that refuses options that do not go together.
import { writerOf } from '../feature-output.ts'
import type { OutCrsFlags } from '../out-coordinates.ts'
import { type Refusal, refuseMistakes } from '../refusals.ts'
import { UsageError } from '../usage-error.ts'

/** The options of `isochrone` as values. */
export interface IsochroneFlags extends OutCrsFlags {
  readonly at?: readonly (readonly [number, number])[]
  readonly from?: string
  readonly category?: readonly string[]
  readonly facilities?: readonly string[]
  readonly minutes?: readonly number[]
  readonly metres?: readonly number[]
  readonly profile?: string
  readonly reverse?: boolean
  readonly union?: boolean
  readonly allocate?: boolean
  readonly style: 'detailed' | 'smooth' | 'lines'
  readonly bandMetres?: number
  readonly maxLinkMetres?: number
  readonly blocks?: string
  readonly land?: boolean
  readonly uncovered?: string
  readonly crs?: string
  readonly output?: string
  readonly overwrite?: boolean
}

/** True where people or land are asked for, not only a drawing. */
export function asksForCounts({ blocks, land, uncovered }: IsochroneFlags): boolean {
  return blocks !== undefined || land === true || uncovered !== undefined
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
    message: 'There is no place to draw from.',
    hint: 'Give one of --at LON,LAT, --from FILE or --category ID.',
  },
  {
    isMade: (flags) => sourcesIn(flags) > 1,
    message: 'Places can come from one source only.',
    hint: 'Give one of --at LON,LAT, --from FILE or --category ID.',
  },
  {
    isMade: ({ facilities, category }) => facilities !== undefined && category === undefined,
    message: '--facilities needs --category ID.',
    hint: 'To draw from all places of a table: --from FILE.',
  },
  {
    isMade: ({ minutes, metres }) => minutes !== undefined && metres !== undefined,
    message: '--minutes and --metres cannot go together.',
    hint: 'Run it twice for both.',
  },
  {
    isMade: ({ allocate, union }) => allocate === true && union === true,
    message: '--allocate and --union cannot go together.',
    hint: 'Dividing and uniting are two drawings.',
  },
  {
    isMade: ({ allocate, style }) => allocate === true && style === 'smooth',
    message: '--allocate has no style "smooth": areas meet without overlapping.',
    hint: 'Give --style detailed (the ground) or --style lines (the streets).',
  },
  {
    isMade: ({ output, uncovered }) => output === '-' && uncovered === '-',
    message: 'stdout takes one of --output and --uncovered.',
    hint: 'Write the other one to a file.',
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
  throw new UsageError(
    `--out-crs is for GeoJSON: ${other.path} is always in WGS-84.`,
    'Name a file that ends in .geojson.',
  )
}
