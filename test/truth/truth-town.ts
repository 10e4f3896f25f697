// Raw OSM and compounds as the library knows them → the slow truth of a town.
import type { CompoundRecord } from '../../src/normalise/places/compound-record.ts'
import type { RawOsm } from '../../src/read/osm/raw-osm.ts'
import { between, type LonLat, metresBetween, metresToOutline, unit } from './truth-geometry.ts'
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
        letsIn: direction !== 'out' && who === 'all',
        letsOut: direction !== 'in',
      })),
    }))
}

export function truthOf(raw: RawOsm, options: TruthOptions = {}): TruthNetwork {
  return buildTruth(readStreets(raw), options)
}

/**
 * True where centimetres decide: a middle 6 m from an outline, a crossing 25 m from a gate, a cut beside a node. The library keeps
 * places in whole 1e-7 degrees, so there it may decide otherwise.
 */
export function isDelicate({ segments, compounds }: TruthNetwork): boolean {
  const isNear = (metres: number, border: number) => Math.abs(metres - border) < 0.03
  return segments.some(({ atA, atB, a, b, metres }) => {
    const isCut = a.startsWith('cut') || b.startsWith('cut')
    if (isCut && metres < 0.05) return true
    const middle = between(atA, atB, 0.5)
    return compounds.some(({ rings, gates }) => {
      if (isNear(metresToOutline(middle, rings), 6)) return true
      return gates.some(({ at }) => [atA, atB].some((end) => isNear(metresBetween(unit(at), unit(end)), 25)))
    })
  })
}
