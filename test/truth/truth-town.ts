// Raw OSM and compounds as the library knows them → the slow truth of a town.
import type { CompoundRecord } from '../../src/normalise/places/compound-record.ts'
import type { RawOsm } from '../../src/read/osm/raw-osm.ts'
import type { LonLat } from './truth-geometry.ts'
import { buildTruth, type TruthCompound, type TruthNetwork, type TruthOptions } from './truth-network.ts'
import { readStreets } from './truth-streets.ts'

/** Rings without a repeated last point; every ring of every polygon counts for even-odd. */
const openRings = (polygons: CompoundRecord['outline']) =>
  polygons.flat().map((ring) => ring.slice(0, -1).map(([lon, lat]): LonLat => [lon, lat]))

/** The closed ones of some compounds. */
export function truthCompounds(compounds: readonly CompoundRecord[]): TruthCompound[] {
  return compounds
    .filter(({ isClosed }) => isClosed)
    .map(({ id, outline, gates }) => ({
      id,
      rings: openRings(outline),
      gates: gates.map(({ lonLat, who, state, direction }) => ({
        at: lonLat,
        isOpen: who !== 'none' && state === 'open',
        direction,
      })),
    }))
}

export function truthOf(raw: RawOsm, options: TruthOptions = {}): TruthNetwork {
  return buildTruth(readStreets(raw), options)
}
