import { describe, expect, it } from 'vitest'
import {
  NODE_BLOCKED,
  NODE_RESTRICTED,
  NODE_SIGNALS,
  WAY_AREA,
  WAY_BACKWARD_ONLY,
  WAY_BRIDGE,
  WAY_ENCLOSABLE,
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
    [{ highway: 'service', access: 'permit' }, WAY_RESTRICTED],
    [{ highway: 'service', foot: 'residents' }, WAY_RESTRICTED],
    [{ highway: 'service', foot: 'permit' }, WAY_RESTRICTED],
    [{ highway: 'cycleway', sidewalk: 'both', foot: 'private' }, WAY_RESTRICTED],
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
      const found = walkableWayFlags(tags)
      expect(found < 0 ? found : found & ~WAY_ENCLOSABLE).toBe(flags)
    })
  }
})

describe('kinds that an outline encloses', () => {
  const enclosed =
    'service residential living_street pedestrian footway path steps track corridor platform crossing cycleway'
  const stayPublic =
    'unclassified road tertiary tertiary_link secondary secondary_link primary primary_link trunk trunk_link'
  for (const kind of enclosed.split(' ')) {
    it(`${kind} is one`, () => {
      expect(walkableWayFlags({ highway: kind, foot: 'yes' }) & WAY_ENCLOSABLE).toBe(WAY_ENCLOSABLE)
    })
  }
  for (const kind of [...stayPublic.split(' '), 'bridleway']) {
    it(`${kind} is none`, () => {
      expect(walkableWayFlags({ highway: kind, foot: 'yes' }) & WAY_ENCLOSABLE).toBe(0)
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
    [{ access: 'permit' }, NODE_RESTRICTED],
    [{ foot: 'residents' }, NODE_RESTRICTED],
    [{ foot: 'permit' }, NODE_RESTRICTED],
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
