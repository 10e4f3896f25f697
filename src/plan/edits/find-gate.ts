// Which gate does an edit mean: whose it is, where it stands, and what the list of gates says there. In: a choice, compounds and blocks. Out: a
// site of a gate, or why there is none. It knows no street.
import { greatCircleMetres, insidePolygons } from '../../foundation/geo.ts'
import { suggest } from '../../foundation/options.ts'
import type { LonLat } from '../../foundation/units.ts'
import { GATE_METRES } from '../../network/street-regions.ts'
import type { BlockRecord } from '../../normalise/places/block-record.ts'
import { type CompoundGate, type CompoundRecord, opensWall } from '../../normalise/places/compound-record.ts'
import { sortedGates } from '../../normalise/places/known-compounds.ts'
import { metresToOutline } from '../../normalise/places/nearby-areas.ts'
import { message } from '../../words/problem.ts'
import type { GateChoice } from './edit-record.ts'
import { type EditState, type Untouched, untouched } from './edit-state.ts'

/** A place for a gate, and those who own it. */
export interface GateSite {
  readonly at: LonLat
  readonly compound: CompoundRecord | null
  readonly block: BlockRecord | null
  /** Gates that the owners' lists have here: the one that was named, or all within 25 m. */
  readonly listed: readonly CompoundGate[]
}

/** Finds it. O(compounds × corners + blocks). */
export function findGate(choice: GateChoice, state: EditState): GateSite | Untouched {
  const { compound: ownerId, gate: gateId, at } = choice
  const owners = ownerId === null ? null : ownersById(ownerId, at, state)
  if (owners !== null && 'why' in owners) return owners
  if (gateId !== null) {
    const found = gatesByName(gateId, owners === null ? allOwners(state) : [owners])
    if (found.length === 1) return found[0]!
    return untouched(message(found.length === 0 ? 'edit.no-gate' : 'edit.gates-alike', { id: gateId }), at)
  }
  const site = owners ?? nearestOwners(at!, state)
  return {
    ...site,
    at: at!,
    listed: gatesOf(site).filter(({ lonLat }) => greatCircleMetres(...lonLat, ...at!) <= GATE_METRES),
  }
}

type Owners = Pick<GateSite, 'compound' | 'block'>

/** Gates of both, each once. */
export function gatesOf({ compound, block }: Owners): readonly CompoundGate[] {
  return sortedGates([...(compound?.gates ?? []), ...(block?.knownGates ?? [])])
}

function allOwners({ compounds, blocks }: EditState): Owners[] {
  const blockOf = new Map(blocks.map((block) => [block.id, block]))
  const known = new Set(compounds.map(({ id }) => id))
  return [
    ...compounds.map((compound) => ({ compound, block: blockOf.get(compound.id) ?? null })),
    ...blocks.filter(({ id }) => !known.has(id)).map((block) => ({ compound: null, block })),
  ]
}

function gatesByName(name: string, owners: readonly Owners[]): GateSite[] {
  return owners.flatMap((own) =>
    gatesOf(own)
      .filter((gate) => gate.id === name || gate.name === name)
      .map((gate) => ({ ...own, at: gate.lonLat, listed: [gate] })),
  )
}

/** A compound and a block of one id are one estate; a block's gate at the outline that it lies in is a gate there, too. */
function ownersById(id: string, at: LonLat | null, { compounds, blocks }: EditState): Owners | Untouched {
  const compound = compounds.find((one) => one.id === id) ?? null
  const block = blocks.find((one) => one.id === id) ?? null
  if (compound === null && block === null) {
    const near = suggest(
      id,
      [...compounds, ...blocks].slice(0, 20_000).map((one) => one.id),
    )
    return untouched(
      near === undefined ? message('edit.no-compound', { id }) : message('edit.no-compound-but', { id, near }),
      at,
    )
  }
  if (compound !== null || at === null) return { compound, block }
  const around = compounds.filter(({ outline }) => insidePolygons(...block!.lonLat, outline))
  return { compound: nearestOutline(at, around), block }
}

/** The compound whose outline runs by a place; where there is none, the block. */
function nearestOwners(at: LonLat, { compounds, blocks }: EditState): Owners {
  const compound = nearestOutline(at, compounds)
  const block =
    compound === null
      ? (blocks.find(({ knownGates }) =>
          knownGates?.some(({ lonLat }) => greatCircleMetres(...lonLat, ...at) <= GATE_METRES),
        ) ?? null)
      : (blocks.find(({ id }) => id === compound.id) ?? null)
  return { compound, block }
}

/** Degrees around an outline beyond which it is not looked at. */
const MARGIN_DEGREES = 0.01

function nearestOutline(at: LonLat, compounds: readonly CompoundRecord[]): CompoundRecord | null {
  let nearest: CompoundRecord | null = null
  let least = GATE_METRES
  for (const compound of compounds) {
    if (!liesNear(at, compound)) continue
    const metres = metresToOutline(at, compound.outline)
    if (metres > least || (metres === least && nearest !== null)) continue
    nearest = compound
    least = metres
  }
  return nearest
}

function liesNear([lon, lat]: LonLat, { outline }: CompoundRecord): boolean {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of outline.flat()) {
    for (const [x, y] of ring) {
      west = Math.min(west, x)
      east = Math.max(east, x)
      south = Math.min(south, y)
      north = Math.max(north, y)
    }
  }
  const [dx, dy] = [MARGIN_DEGREES / Math.max(0.01, Math.cos((lat * Math.PI) / 180)), MARGIN_DEGREES]
  return lon >= west - dx && lon <= east + dx && lat >= south - dy && lat <= north + dy
}

/** The state with other gates of a site's owners: `change` is given the gates of each list. */
export function withGates(
  state: EditState,
  { compound, block }: Owners,
  change: (gates: readonly CompoundGate[]) => readonly CompoundGate[],
): EditState {
  return {
    ...state,
    compounds: state.compounds.map((one) =>
      one === compound ? { ...one, gates: sortedGates(change(one.gates)) } : one,
    ),
    blocks: state.blocks.map((one) =>
      one === block ? blockWithGates(one, sortedGates(change(one.knownGates ?? []))) : one,
    ),
  }
}

/** Walks begin at gates that can be left by: open, for somebody, not for coming in only. */
function blockWithGates(block: BlockRecord, knownGates: readonly CompoundGate[]): BlockRecord {
  const keyOf = ([lon, lat]: LonLat) => `${lon} ${lat}`
  const waysOut = (gates: readonly CompoundGate[]) =>
    gates.filter((gate) => opensWall(gate) && gate.direction !== 'in').map(({ lonLat }) => lonLat)
  const before = new Set(waysOut(block.knownGates ?? []).map(keyOf))
  const others = block.gates.filter((place) => !before.has(keyOf(place)))
  const gates = new Map([...others, ...waysOut(knownGates)].map((place) => [keyOf(place), place]))
  const sorted = [...gates.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return { ...block, gates: sorted, knownGates }
}

/** Those whose gate it is, as things that were touched. */
export function touchedOwners({ compound, block }: Owners) {
  return [
    ...(compound === null ? [] : [{ kind: 'compound' as const, id: compound.id, name: compound.name }]),
    ...(block === null ? [] : [{ kind: 'block' as const, id: block.id, name: block.name }]),
  ]
}

/** What a gate belongs to, in a word. */
export function ownerName({ compound, block }: Owners): string {
  return compound?.id ?? block?.id ?? ''
}
