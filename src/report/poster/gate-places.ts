// The gates of one block as places for posters: what each is called, and the walks from it. Measured gates in, plain data out.
import type { LonLat } from '../../foundation/units.ts'
import { type Lang, say } from '../../words/words.ts'
import type { PosterPlace, PosterWalk } from './poster-content.ts'

/** Sides of a block that gates are called by. */
export type Side = 'east' | 'north-east' | 'north' | 'north-west' | 'west' | 'south-west' | 'south' | 'south-east'

/** A gate as it was measured. */
export interface PosterGate {
  readonly gateIndex: number
  readonly lonLat: LonLat
  readonly side: Side
  readonly walks: readonly PosterWalk[] | null
}

/** A gate's page. */
export interface GatePage {
  /** `<block>-gate-<n>`: n counts from 1, in the order of the block's gates. */
  readonly id: string
  /** Which side of its block the gate is on, such as "north gate". */
  readonly side: string
  /** `null` where the gate is not linked to a street: nothing can be said from there. */
  readonly place: PosterPlace | null
}

/**
 * Pages for the gates of one block. Gates on the same side get numbers, in their order.
 *
 * @param gates all of one block
 * @example
 * ```ts
 * import { toGatePages } from 'living-circle/parts'
 * const gates = [0, 1].map((gateIndex) => ({ gateIndex, lonLat: [0, 0] as const, side: 'east' as const, walks: [] }))
 * toGatePages({ id: 'b1', name: 'Elm Court' }, gates, 'en').map(({ place }) => place?.name) // ['Elm Court, east gate 1', 'Elm Court, east gate 2']
 * ```
 */
export function toGatePages(
  block: { readonly id: string; readonly name: string | null },
  gates: readonly PosterGate[],
  lang: Lang,
): GatePage[] {
  const called = block.name ?? block.id
  return gates.map(({ gateIndex, lonLat, side, walks }, at) => {
    const alike = gates.filter((gate) => gate.side === side).length
    const before = gates.slice(0, at).filter((gate) => gate.side === side).length
    const plain = say(`gate_${side}`)
    const gate = alike === 1 ? plain : say('gate_numbered', { gate: plain, n: before + 1 })
    const name = say('gate_name', { block: called, gate })[lang]
    const place = walks === null ? null : { name, lonLat, walks }
    return { id: `${block.id}-gate-${gateIndex + 1}`, side: gate[lang], place }
  })
}
