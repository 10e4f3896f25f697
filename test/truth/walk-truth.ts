// The slow truth of a town whose streets are all public, straight from the raw columns.
import type { RawOsm } from '../../src/read/osm/raw-osm.ts'
import { truthOf } from './truth-town.ts'
import { type TruthProfile, TruthWalks } from './truth-walks.ts'

export { TRUTH_PROFILES, type TruthLink } from './truth-walks.ts'

/** A town for one profile and one basis. */
export class WalkTruth extends TruthWalks {
  constructor(raw: RawOsm, profile: TruthProfile, basis: 'time' | 'distance') {
    super(truthOf(raw, { private: 'ordinary' }), profile, basis)
  }
}
