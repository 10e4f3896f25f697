// What a shard measures: columns of numbers, so many for each of its origins or blocks. The same list serves whoever makes rows and whoever puts them
// together. It does not know how any of it is measured.
import { UNREACHED } from '../../foundation/units.ts'

/** An array of one column. */
export type RowArray = Uint8Array | Uint32Array | Int32Array | Float64Array
/** Columns by name. */
export type ShardColumns = Readonly<Record<string, RowArray>>

/** One column: `width` numbers for each origin or block. */
export interface RowColumn {
  readonly name: string
  readonly of: 'origin' | 'block'
  readonly width: number
  readonly type: 'bytes' | 'words' | 'integers' | 'doubles'
  /** Where nothing is known. */
  readonly blank: number
  /** Numbers of facilities: as the whole study counts them. */
  readonly isFacility?: true
}

/** How much there is of everything. */
export interface RowWidths {
  readonly categories: number
  readonly limits: number
  /** For profiles that steps stop. */
  readonly stepFree: boolean
  /** Rules of the standard; 0 without one. */
  readonly rules: number
  /** Rules whose gaps are looked for. */
  readonly gapRules: number
  /** Rules that are printed as a radius. */
  readonly paperRules: number
}

/** The columns of a run. */
export function rowColumns({ categories, limits, stepFree, rules, gapRules, paperRules }: RowWidths): RowColumn[] {
  const words = (name: string, width: number): RowColumn => ({
    name,
    of: 'origin',
    width,
    type: 'words',
    blank: UNREACHED,
  })
  const facilities = (name: string, of: RowColumn['of'], width: number): RowColumn => {
    return { name, of, width, type: 'integers', blank: -1, isFacility: true }
  }
  const doubles = (name: string, width: number): RowColumn => {
    return { name, of: 'block', width, type: 'doubles', blank: Number.NaN }
  }
  return [
    words('nearestCost', categories),
    words('nearestAlongside', categories),
    facilities('nearestFacility', 'origin', categories),
    { ...words('count', categories * limits), blank: 0 },
    { name: 'stability', of: 'block', width: categories * limits, type: 'bytes', blank: 0 },
    words('gapCost', categories),
    facilities('gapFacility', 'origin', categories),
    ...(stepFree ? [doubles('stepFreeMetres', categories), doubles('notStepFreeMetres', categories)] : []),
    ...(rules === 0
      ? []
      : [
          ...STANDARD_SHARES.map((name) => doubles(name, rules)),
          doubles('dutyValue', rules),
          facilities('dutyFacility', 'block', rules),
          { name: 'mayBeMet', of: 'origin', width: rules, type: 'bytes', blank: 0 } as const,
          words('dutyGapCost', gapRules),
          facilities('dutyGapFacility', 'origin', gapRules),
          doubles('paperPossibleShare', paperRules),
        ]),
  ]
}

/** Shares of duties: as measured, and at the worst and the best. */
export const STANDARD_SHARES = [
  ...(['dutyShare', 'dutyPossibleShare'] as const),
  ...(['worstShare', 'worstPossibleShare', 'bestShare', 'bestPossibleShare'] as const),
]

const TYPES = { bytes: Uint8Array, words: Uint32Array, integers: Int32Array, doubles: Float64Array }

/** Room for columns, blank. */
export function blankColumns(columns: readonly RowColumn[], origins: number, blocks: number): Record<string, RowArray> {
  return Object.fromEntries(
    columns.map(({ name, of, width, type, blank }) => {
      const array = new TYPES[type](width * (of === 'origin' ? origins : blocks))
      return [name, blank === 0 ? array : array.fill(blank)]
    }),
  )
}

/** Whether an array can be a column for so many rows. */
export function fitsColumn({ of, width, type }: RowColumn, array: unknown, origins: number, blocks: number): boolean {
  return array instanceof TYPES[type] && array.length === width * (of === 'origin' ? origins : blocks)
}
