// Which ways can be walked, by their tags: sections 1 and 2 of docs/walking-model.md. Tags in, WAY_… and NODE_… bits out.
// It knows neither files nor coordinates.
import { readIncline, STEEPEST_RAMP } from './incline.ts'
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
  WAY_STEEP,
  WAY_STEPS,
  WAY_TUNNEL,
} from './walkable-ways-record.ts'

/** The tags that decide about a way; absent ones are `undefined`. */
export interface WayTags {
  readonly highway?: string | undefined
  readonly foot?: string | undefined
  readonly access?: string | undefined
  readonly motorroad?: string | undefined
  readonly sidewalk?: string | undefined
  readonly bridge?: string | undefined
  readonly tunnel?: string | undefined
  readonly area?: string | undefined
  readonly conveying?: string | undefined
  readonly incline?: string | undefined
  readonly 'oneway:foot'?: string | undefined
  readonly 'foot:forward'?: string | undefined
  readonly 'foot:backward'?: string | undefined
}

/** The tags that decide about a node. */
export interface NodeTags {
  readonly highway?: string | undefined
  readonly crossing?: string | undefined
  readonly 'crossing:signals'?: string | undefined
  readonly foot?: string | undefined
  readonly access?: string | undefined
  readonly locked?: string | undefined
}

/** Keys of {@link WayTags}, in one list for column readers. */
export const WAY_TAG_KEYS = [
  'highway',
  'foot',
  'access',
  'motorroad',
  'sidewalk',
  'bridge',
  'tunnel',
  'area',
  'conveying',
  'incline',
  'oneway:foot',
  'foot:forward',
  'foot:backward',
] as const

/** Keys of {@link NodeTags}. */
export const NODE_TAG_KEYS = ['highway', 'crossing', 'crossing:signals', 'foot', 'access', 'locked'] as const

const FOOT_NO = new Set(['no', 'use_sidepath'])
const FOOT_YES = new Set(['yes', 'designated', 'permissive', 'official', 'destination', 'customers', 'public'])
/** Walkable by the kind of way alone (rule 5). */
const WALKED_KINDS = new Set([
  ...['footway', 'pedestrian', 'path', 'steps', 'living_street', 'residential', 'unclassified', 'service', 'road'],
  ...['track', 'corridor', 'platform', 'crossing', 'tertiary', 'tertiary_link', 'secondary', 'secondary_link'],
  ...['primary', 'primary_link', 'trunk', 'trunk_link'],
])
/** Walkable only with a sidewalk or with a foot tag (rule 6). */
const RIDDEN_KINDS = new Set(['cycleway', 'bridleway'])
const WITH_SIDEWALK = new Set(['both', 'left', 'right', 'yes'])
const PRIVATE_WORDS = new Set(['private', 'residents', 'permit'])
/** Kinds that a compound's outline encloses. */
const ENCLOSABLE_KINDS = new Set([
  ...['service', 'residential', 'living_street', 'pedestrian', 'footway', 'path', 'steps', 'track', 'corridor'],
  ...['platform', 'crossing', 'cycleway'],
])

function isPrivate(value: string | undefined): boolean {
  return value !== undefined && PRIVATE_WORDS.has(value)
}

/**
 * The WAY_… bits of a way that can be walked, or −1 for one that cannot.
 * A way that may be walked in neither direction carries both one-way bits.
 */
export function walkableWayFlags(tags: WayTags): number {
  const kind = tags.highway
  if (kind === undefined || (!WALKED_KINDS.has(kind) && !RIDDEN_KINDS.has(kind))) return -1
  const { foot, access } = tags
  if (foot !== undefined && FOOT_NO.has(foot)) return -1
  const invited = foot !== undefined && FOOT_YES.has(foot)
  if (!invited) {
    if (access === 'no' || tags.motorroad === 'yes') return -1
    if (RIDDEN_KINDS.has(kind) && !(tags.sidewalk !== undefined && WITH_SIDEWALK.has(tags.sidewalk))) return -1
  }
  let flags = 0
  if (kind === 'steps') flags |= WAY_STEPS
  if (Math.abs(readIncline(tags.incline) ?? 0) > STEEPEST_RAMP) flags |= WAY_STEEP
  if (tags.bridge !== undefined && tags.bridge !== 'no') flags |= WAY_BRIDGE
  if (tags.tunnel !== undefined && tags.tunnel !== 'no' && tags.tunnel !== 'building_passage') flags |= WAY_TUNNEL
  if (tags.area === 'yes') flags |= WAY_AREA
  if (!invited && (isPrivate(access) || isPrivate(foot))) flags |= WAY_RESTRICTED
  if (ENCLOSABLE_KINDS.has(kind)) flags |= WAY_ENCLOSABLE
  return flags | oneWayFlags(tags)
}

function oneWayFlags(tags: WayTags): number {
  let flags = 0
  if (tags['oneway:foot'] === 'yes' || tags['foot:backward'] === 'no') flags |= WAY_FORWARD_ONLY
  if (tags['oneway:foot'] === '-1' || tags['foot:forward'] === 'no') flags |= WAY_BACKWARD_ONLY
  if (tags.highway === 'steps') {
    if (tags.conveying === 'forward') flags |= WAY_FORWARD_ONLY
    if (tags.conveying === 'backward') flags |= WAY_BACKWARD_ONLY
  }
  return flags
}

/** The bits of what has no drawing direction: one-way bits only where no direction is open. */
export function withoutDirection(flags: number): number {
  const oneWay = WAY_FORWARD_ONLY | WAY_BACKWARD_ONLY
  return (flags & oneWay) === oneWay ? flags : flags & ~oneWay
}

/** The NODE_… bits of a node. */
export function walkableNodeFlags(tags: NodeTags): number {
  const { foot, access } = tags
  const invited = foot !== undefined && FOOT_YES.has(foot)
  let flags = 0
  if ((access === 'no' && !invited) || foot === 'no' || tags.locked === 'yes') flags |= NODE_BLOCKED
  if ((isPrivate(access) && !invited) || isPrivate(foot)) flags |= NODE_RESTRICTED
  const crossingWithSignals =
    tags.highway === 'crossing' && (tags.crossing === 'traffic_signals' || tags['crossing:signals'] === 'yes')
  if (crossingWithSignals || tags.highway === 'traffic_signals') flags |= NODE_SIGNALS
  return flags
}
