import { describe, expect, it } from 'vitest'
import {
  NODE_BLOCKED,
  NODE_RESTRICTED,
  NODE_SIGNALS,
  WAY_AREA,
  WAY_BACKWARD_ONLY,
  WAY_BRIDGE,
  WAY_FORWARD_ONLY,
  WAY_RESTRICTED,
  WAY_STEPS,
  WAY_TUNNEL,
} from '../../src/normalise/streets/walkable-ways-record.ts'
import {
  type NodeTags,
  type WayTags,
  walkableNodeFlags,
  walkableWayFlags,
} from '../../src/normalise/streets/walking-rules.ts'

const NO = -1

describe('walkable ways', () => {
  const cases: readonly (readonly [WayTags, number])[] = [
    [{}, NO],
    [{ highway: 'motorway' }, NO],
    [{ highway: 'motorway', foot: 'yes' }, NO],
    [{ highway: 'elevator', foot: 'yes' }, NO],
    [{ highway: 'proposed' }, NO],
    [{ highway: 'gibberish', foot: 'designated' }, NO],
    [{ highway: 'residential' }, 0],
    [{ highway: 'residential', foot: 'no' }, NO],
    [{ highway: 'residential', foot: 'use_sidepath' }, NO],
    [{ highway: 'residential', access: 'no' }, NO],
    [{ highway: 'residential', access: 'no', foot: 'yes' }, 0],
    [{ highway: 'trunk', motorroad: 'yes' }, NO],
    [{ highway: 'trunk', motorroad: 'yes', foot: 'permissive' }, 0],
    [{ highway: 'trunk_link' }, 0],
    [{ highway: 'cycleway' }, NO],
    [{ highway: 'cycleway', sidewalk: 'no' }, NO],
    [{ highway: 'cycleway', sidewalk: 'left' }, 0],
    [{ highway: 'cycleway', foot: 'designated' }, 0],
    [{ highway: 'bridleway', sidewalk: 'both', access: 'no' }, NO],
    [{ highway: 'service', access: 'private' }, WAY_RESTRICTED],
    [{ highway: 'service', access: 'residents' }, WAY_RESTRICTED],
    [{ highway: 'service', foot: 'private' }, WAY_RESTRICTED],
    [{ highway: 'service', access: 'private', foot: 'yes' }, 0],
    [{ highway: 'steps' }, WAY_STEPS],
    [{ highway: 'steps', conveying: 'forward' }, WAY_STEPS | WAY_FORWARD_ONLY],
    [{ highway: 'steps', conveying: 'backward' }, WAY_STEPS | WAY_BACKWARD_ONLY],
    [{ highway: 'steps', conveying: 'yes' }, WAY_STEPS],
    [{ highway: 'footway', conveying: 'forward' }, 0],
    [{ highway: 'footway', 'oneway:foot': 'yes' }, WAY_FORWARD_ONLY],
    [{ highway: 'footway', 'oneway:foot': '-1' }, WAY_BACKWARD_ONLY],
    [{ highway: 'footway', 'foot:backward': 'no' }, WAY_FORWARD_ONLY],
    [{ highway: 'footway', 'foot:forward': 'no' }, WAY_BACKWARD_ONLY],
    [{ highway: 'footway', bridge: 'yes' }, WAY_BRIDGE],
    [{ highway: 'footway', bridge: 'no' }, 0],
    [{ highway: 'footway', tunnel: 'yes' }, WAY_TUNNEL],
    [{ highway: 'footway', tunnel: 'building_passage' }, 0],
    [{ highway: 'pedestrian', area: 'yes' }, WAY_AREA],
  ]
  for (const [tags, flags] of cases) {
    it(`${JSON.stringify(tags)} → ${flags}`, () => {
      expect(walkableWayFlags(tags)).toBe(flags)
    })
  }
})

describe('nodes', () => {
  const cases: readonly (readonly [NodeTags, number])[] = [
    [{}, 0],
    [{ access: 'no' }, NODE_BLOCKED],
    [{ access: 'no', foot: 'yes' }, 0],
    [{ foot: 'no' }, NODE_BLOCKED],
    [{ locked: 'yes' }, NODE_BLOCKED],
    [{ access: 'private' }, NODE_RESTRICTED],
    [{ access: 'residents' }, NODE_RESTRICTED],
    [{ access: 'private', foot: 'designated' }, 0],
    [{ foot: 'private' }, NODE_RESTRICTED],
    [{ highway: 'traffic_signals' }, NODE_SIGNALS],
    [{ highway: 'crossing' }, 0],
    [{ highway: 'crossing', crossing: 'traffic_signals' }, NODE_SIGNALS],
    [{ highway: 'crossing', 'crossing:signals': 'yes' }, NODE_SIGNALS],
  ]
  for (const [tags, flags] of cases) {
    it(`${JSON.stringify(tags)} → ${flags}`, () => {
      expect(walkableNodeFlags(tags)).toBe(flags)
    })
  }
})
