// What `poster` can be asked.
import type { InputFlags } from '../inputs/input-flags.ts'

/** The options of `poster` as values. */
export interface PosterFlags extends InputFlags {
  readonly block?: readonly string[]
  readonly all?: boolean
  readonly perGate?: boolean
  readonly out: string
  readonly size: 'A4' | 'A3'
  readonly style: 'schematic' | 'map'
  readonly title?: string
  readonly link?: string
  readonly pdf?: boolean
  readonly overwrite?: boolean
}
