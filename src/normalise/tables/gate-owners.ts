// Whose gate is it? By id or name: a block, a compound, or both. In: blocks, outlines, an id and a place. Out: the owners. It knows no
// table and no street.
import type { LonLat } from '../../foundation/units.ts'
import type { BlockRecord } from '../places/block-record.ts'
import type { CompoundOutline } from '../places/compound-record.ts'
import { type InsideTest, insideTest } from '../places/inside-test.ts'
import { metresToOutline } from '../places/nearby-areas.ts'

/** A block's gate this near to the outline that the block lies in is a gate in that outline, too. */
const ON_OUTLINE_METRES = 25

/** Owners of a gate; at least one is there. */
export interface GateOwners {
  readonly block: BlockRecord | null
  readonly compound: CompoundOutline | null
}

/** Finds owners by what a row says. */
export interface GateOwnerFinder {
  /** @param blockId id or name of a block, `compoundId` of a compound; either may stand for the other */
  find(blockId: string | null, compoundId: string | null, lonLat: LonLat): GateOwners | null
}

/**
 * A finder. A block and a compound of one id are one estate. A block that lies in a compound of another id gives it those of its gates
 * that stand at the compound's outline: a gate deeper inside is the block's own.
 *
 * @param outlines `null` where the blocks themselves are the compounds
 */
export function gateOwnerFinder(
  blocks: readonly BlockRecord[],
  outlines: readonly CompoundOutline[] | null,
): GateOwnerFinder {
  const blockOf = finderByName(blocks)
  const compoundOf = finderByName(outlines ?? [])
  const around = outlinesAround(outlines ?? [])
  return {
    find(blockId, compoundId, lonLat) {
      const first = blockId ?? compoundId
      if (first === null) return null
      const block = blockOf(first) ?? (compoundId === null ? undefined : blockOf(compoundId)) ?? null
      const named = (compoundId === null ? undefined : compoundOf(compoundId)) ?? compoundOf(first) ?? null
      const compound = named ?? (block === null ? null : around(block, lonLat))
      return block === null && compound === null ? null : { block, compound }
    },
  }
}

/** By id, else by a name that only one of them has. */
function finderByName<T extends { readonly id: string; readonly name: string | null }>(
  records: readonly T[],
): (text: string) => T | undefined {
  const byId = new Map(records.map((record) => [record.id, record]))
  const byName = new Map<string, T | null>()
  for (const record of records) {
    if (record.name !== null) byName.set(record.name, byName.has(record.name) ? null : record)
  }
  return (text) => byId.get(text) ?? byName.get(text) ?? undefined
}

function outlinesAround(
  outlines: readonly CompoundOutline[],
): (block: BlockRecord, gate: LonLat) => CompoundOutline | null {
  let tests: readonly (InsideTest | null)[] | null = null
  const known = new Map<string, readonly CompoundOutline[]>()
  const around = ({ id, lonLat: [lon, lat] }: BlockRecord): readonly CompoundOutline[] => {
    let found = known.get(id)
    if (found === undefined) {
      tests ??= outlines.map(({ outline }) => insideTest(outline))
      found = outlines.filter((_, at) => isInside(tests![at]!, lon, lat))
      known.set(id, found)
    }
    return found
  }
  return (block, gate) => {
    let nearest: CompoundOutline | null = null
    let least = ON_OUTLINE_METRES
    for (const compound of outlines.length === 0 ? [] : around(block)) {
      const metres = metresToOutline(gate, compound.outline)
      if (metres > least || (metres === least && nearest !== null)) continue
      nearest = compound
      least = metres
    }
    return nearest
  }
}

function isInside(test: InsideTest | null, lon: number, lat: number): boolean {
  if (test === null) return false
  const [west, south, east, north] = test.box
  return lon >= west && lon <= east && lat >= south && lat <= north && test.inside(lon, lat)
}
