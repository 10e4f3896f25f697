// The jobs of `isochrone`, and which options ask for which. A drawing is one of three; people, land and uncovered land are counted
// beside it or without it.
import { countPeople, measureLand } from './count-catchment.ts'
import { drawAllocation } from './draw-allocation.ts'
import { drawBands } from './draw-bands.ts'
import type { IsochroneFlags } from './isochrone-flags.ts'
import type { IsochroneQuestion } from './isochrone-question.ts'
import { writeUncovered } from './write-uncovered.ts'

/** One job. */
export interface IsochroneJob {
  readonly id: string
  readonly isAsked: (flags: IsochroneFlags) => boolean
  readonly run: (question: IsochroneQuestion) => Promise<void>
}

const draws = ({ output }: IsochroneFlags): boolean => output !== undefined

/** In the order in which they are done. Bands, their union and the reached streets are drawn by one hand: the style is the library's. */
const JOBS: readonly IsochroneJob[] = [
  { id: 'allocate', isAsked: (flags) => draws(flags) && flags.allocate === true, run: drawAllocation },
  { id: 'union', isAsked: (flags) => draws(flags) && flags.union === true, run: drawBands },
  {
    id: 'places',
    isAsked: (flags) => draws(flags) && flags.allocate !== true && flags.union !== true,
    run: drawBands,
  },
  { id: 'people', isAsked: ({ blocks }) => blocks !== undefined, run: countPeople },
  { id: 'land', isAsked: ({ land }) => land === true, run: measureLand },
  { id: 'uncovered', isAsked: ({ uncovered }) => uncovered !== undefined, run: writeUncovered },
]

/** The jobs that are asked for, in order. */
export function isochroneJobs(flags: IsochroneFlags): readonly IsochroneJob[] {
  return JOBS.filter(({ isAsked }) => isAsked(flags))
}
