// What the map knows of wheels: ways that are known to be step-free, ways that are known not to be, and all others, of which nothing is known.
// Tags in, WAY_STEP_FREE and WAY_NOT_STEP_FREE out. It knows no walker.
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { readIncline, STEEPEST_RAMP } from './incline.ts'
import { WAY_NOT_STEP_FREE, WAY_STEP_FREE, WAY_STEPS } from './walkable-ways-record.ts'

/** Keys that decide about a way, and about a node on it. */
export const STEP_FREE_KEYS = ['wheelchair', 'smoothness', 'surface', 'incline', 'kerb'] as const

const SMOOTH = new Set(['excellent', 'good', 'intermediate'])
const ROUGH = new Set(['very_bad', 'horrible', 'very_horrible', 'impassable'])
/** Surfaces in which wheels stick. */
const LOOSE = new Set(['sand', 'mud', 'gravel', 'pebblestone', 'woodchips', 'stepping_stones', 'rock'])
const RAISED_KERBS = new Set(['raised', 'rolled', 'regular'])
/** Somebody was there and says that wheels get through; `limited` says too little. */
const SAID_SO = new Set(['yes', 'designated'])

/**
 * What the tags of a way say. Not step-free: steps, `wheelchair=no`, an incline beyond 1:12, a raised kerb, a surface on which wheels do not
 * roll. Step-free: somebody said so (`wheelchair=yes`), or somebody has judged both how smooth and how steep it is. All else is unknown:
 * that no step is mapped does not mean that there is none.
 */
export function stepFreeBits(tags: Partial<Record<(typeof STEP_FREE_KEYS)[number], string>>, wayFlags: number): number {
  const { wheelchair, smoothness, surface, incline, kerb } = tags
  const slope = readIncline(incline)
  if (
    (wayFlags & WAY_STEPS) !== 0 ||
    wheelchair === 'no' ||
    (slope !== null && Math.abs(slope) > STEEPEST_RAMP) ||
    (kerb !== undefined && RAISED_KERBS.has(kerb)) ||
    (smoothness !== undefined && ROUGH.has(smoothness)) ||
    (surface !== undefined && LOOSE.has(surface))
  ) {
    return WAY_NOT_STEP_FREE
  }
  if (wheelchair !== undefined && SAID_SO.has(wheelchair)) return WAY_STEP_FREE
  return slope !== null && smoothness !== undefined && SMOOTH.has(smoothness) ? WAY_STEP_FREE : 0
}

/** Adds what is known to the flags of walkable ways (negative ones are none). A raised kerb on a way makes all of it not step-free. O(ways + references). */
export function judgeSteps(raw: RawOsm, flags: Int16Array): void {
  const { strings, wayTags, nodeTags, wayRef, wayRefOffset, nodeId } = raw
  const keyOf = new Map(STEP_FREE_KEYS.map((key) => [strings.indexOf(key), key] as const))
  keyOf.delete(-1)
  const raised = raisedKerbs()
  for (let way = 0; way < flags.length; way++) {
    if (flags[way]! < 0) continue
    const tags: Partial<Record<(typeof STEP_FREE_KEYS)[number], string>> = {}
    for (let at = wayTags.offset[way]!; at < wayTags.offset[way + 1]!; at++) {
      const key = keyOf.get(wayTags.key[at]!)
      if (key !== undefined) tags[key] = strings[wayTags.value[at]!]!
    }
    flags[way]! |= stepFreeBits(tags, flags[way]!)
    if (raised.size === 0) continue
    for (let at = wayRefOffset[way]!; at < wayRefOffset[way + 1]!; at++) {
      if (raised.has(wayRef[at]!)) flags[way] = (flags[way]! & ~WAY_STEP_FREE) | WAY_NOT_STEP_FREE
    }
  }

  function raisedKerbs(): Set<number> {
    const found = new Set<number>()
    const kerb = strings.indexOf('kerb')
    if (kerb < 0) return found
    for (let row = 0; row < nodeId.length; row++) {
      for (let at = nodeTags.offset[row]!; at < nodeTags.offset[row + 1]!; at++) {
        if (nodeTags.key[at] === kerb && RAISED_KERBS.has(strings[nodeTags.value[at]!]!)) found.add(nodeId[row]!)
      }
    }
    return found
  }
}
