// Which facilities and gates are open at a moment. Records and a minute of the week in, records as they stand then out. What has no hours,
// or hours that are not understood, is neither open nor closed. It knows no streets.
import type { BlockRecord } from './block-record.ts'
import { type CompoundGate, type CompoundRecord, opensWall } from './compound-record.ts'
import type { FacilityRecord } from './facility-record.ts'
import { type OpenState, openStateAt, readHours, type WeekHours } from './opening-hours.ts'

/** Reads hours once each: tables say the same few texts thousands of times. */
export function createHoursReader(): (text: string | null) => WeekHours | null {
  const known = new Map<string, WeekHours | null>()
  return (text) => {
    if (text === null) return null
    let hours = known.get(text)
    if (hours === undefined) {
      hours = readHours(text)
      known.set(text, hours)
    }
    return hours
  }
}

/** How each facility stands. Without hours, or with hours that are not understood: `unknown`. */
export function facilityStates(facilities: readonly Pick<FacilityRecord, 'hours'>[], minute: number): OpenState[] {
  const read = createHoursReader()
  return facilities.map(({ hours }) => openStateAt(read(hours), minute))
}

/** Numbers of gates that have hours, by how they stand. */
export interface GateCounts {
  readonly open: number
  readonly closed: number
  readonly unknown: number
}

/** Counts passable gates that have hours; each once, though a block and its compound may both name it. */
export function countGates(
  compounds: readonly CompoundRecord[],
  blocks: readonly BlockRecord[],
  minute: number,
): GateCounts {
  const read = createHoursReader()
  const counts = { open: 0, closed: 0, unknown: 0 }
  const seen = new Set<string>()
  for (const gate of [
    ...compounds.flatMap(({ gates }) => gates),
    ...blocks.flatMap(({ knownGates }) => knownGates ?? []),
  ]) {
    const key = `${gate.lonLat.join()} ${gate.hours}`
    if (gate.hours === null || !opensWall(gate) || seen.has(key)) continue
    seen.add(key)
    counts[openStateAt(read(gate.hours), minute)]++
  }
  return counts
}

/** Whether any gate has hours: else a moment changes no street. */
export function anyGateHasHours(compounds: readonly CompoundRecord[], blocks: readonly BlockRecord[]): boolean {
  const has = (gates: readonly CompoundGate[] = []) => gates.some(({ hours }) => hours !== null)
  return compounds.some(({ gates }) => has(gates)) || blocks.some(({ knownGates }) => has(knownGates))
}

/**
 * A gate without hours is as its row says. One whose hours are not understood is shut for whoever wants to be certain, else open.
 *
 * @param isCertain count only what is known to be open
 */
function gateAt(read: (text: string | null) => WeekHours | null, minute: number, isCertain: boolean) {
  return (gate: CompoundGate): CompoundGate => {
    if (gate.hours === null || !opensWall(gate)) return gate
    const state = openStateAt(read(gate.hours), minute)
    return state === 'closed' || (state === 'unknown' && isCertain) ? { ...gate, state: 'closed' } : gate
  }
}

/** Compounds with their gates as they stand at a moment. */
export function compoundsAt(
  compounds: readonly CompoundRecord[],
  minute: number,
  isCertain: boolean,
): CompoundRecord[] {
  const at = gateAt(createHoursReader(), minute, isCertain)
  return compounds.map((compound) => ({ ...compound, gates: compound.gates.map(at) }))
}

/** Blocks with their gates as they stand at a moment: walks begin at no gate that is shut. */
export function blocksAt(blocks: readonly BlockRecord[], minute: number, isCertain: boolean): BlockRecord[] {
  const at = gateAt(createHoursReader(), minute, isCertain)
  const key = ([lon, lat]: CompoundGate['lonLat']) => `${lon} ${lat}`
  return blocks.map((block) => {
    if (block.knownGates === undefined) return block
    const knownGates = block.knownGates.map(at)
    const ways = (gates: readonly CompoundGate[]) =>
      new Set(gates.filter((gate) => opensWall(gate) && gate.direction !== 'in').map(({ lonLat }) => key(lonLat)))
    const before = ways(block.knownGates)
    const now = ways(knownGates)
    return {
      ...block,
      knownGates,
      gates: block.gates.filter((gate) => !before.has(key(gate)) || now.has(key(gate))),
    }
  })
}
