// The slow truth's reading of tags: sections 1.1, 2.1, 2.2 and 3.1 of the walking model's page, word by word.

export type Tags = ReadonlyMap<string, string>

const words = (text: string) => text.split(' ')
const YES = words('yes designated permissive official destination customers public')
const RULE_5 = words(
  'footway pedestrian path steps living_street residential unclassified service road track corridor platform crossing tertiary tertiary_link secondary secondary_link primary primary_link trunk trunk_link',
)
const RULE_6 = words('cycleway bridleway')
const KINDS_OF_COMPOUNDS = words(
  'service residential living_street pedestrian footway path steps track corridor platform crossing cycleway',
)
const RESIDENTS = words('private residents permit')

const has = (list: readonly string[], word: string | undefined) => word !== undefined && list.includes(word)

/** The rule of 1.1 by which a way can be walked; 0 where it cannot. */
export function walkableBy(tags: Tags): 0 | 3 | 5 | 6 {
  const highway = tags.get('highway')
  if (!has(RULE_5, highway) && !has(RULE_6, highway)) return 0
  const foot = tags.get('foot')
  if (foot === 'no' || foot === 'use_sidepath') return 0
  if (has(YES, foot)) return 3
  if (tags.get('access') === 'no' || tags.get('motorroad') === 'yes') return 0
  if (has(RULE_5, highway)) return 5
  return has(['both', 'left', 'right', 'yes'], tags.get('sidewalk')) ? 6 : 0
}

/** 2.2: a way for those who live there. */
export function isRestrictedWay(tags: Tags): boolean {
  const rule = walkableBy(tags)
  return (rule === 5 || rule === 6) && (has(RESIDENTS, tags.get('access')) || has(RESIDENTS, tags.get('foot')))
}

/** 2.2: a gate for those who live there. */
export function isRestrictedNode(tags: Tags): boolean {
  const foot = tags.get('foot')
  return has(RESIDENTS, foot) || (has(RESIDENTS, tags.get('access')) && !has(YES, foot))
}

/** 2.2: where both sides end. */
export function isBlockedNode(tags: Tags): boolean {
  const foot = tags.get('foot')
  return (tags.get('access') === 'no' && !has(YES, foot)) || foot === 'no' || tags.get('locked') === 'yes'
}

export function isSignal(tags: Tags): boolean {
  const crossing =
    tags.get('highway') === 'crossing' &&
    (tags.get('crossing') === 'traffic_signals' || tags.get('crossing:signals') === 'yes')
  return crossing || tags.get('highway') === 'traffic_signals'
}

export function directionsOf(tags: Tags): { forward: boolean; backward: boolean } {
  let forward = true
  let backward = true
  if (tags.get('oneway:foot') === 'yes' || tags.get('foot:backward') === 'no') backward = false
  if (tags.get('oneway:foot') === '-1' || tags.get('foot:forward') === 'no') forward = false
  if (tags.get('highway') === 'steps' && tags.get('conveying') === 'forward') backward = false
  if (tags.get('highway') === 'steps' && tags.get('conveying') === 'backward') forward = false
  return { forward, backward }
}

const isBridge = (tags: Tags) => (tags.get('bridge') ?? 'no') !== 'no'
const isTunnel = (tags: Tags) => !['no', 'building_passage'].includes(tags.get('tunnel') ?? 'no')
export const isBridgeOrTunnel = (tags: Tags) => isBridge(tags) || isTunnel(tags)

/** 2.1: kinds of way that an outline cuts and takes in. */
export const canBelongToCompound = (tags: Tags) =>
  has(KINDS_OF_COMPOUNDS, tags.get('highway')) && !isBridgeOrTunnel(tags)
