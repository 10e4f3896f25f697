// The tag keys that any part of an analysis looks at: what a reader keeps of an OSM file. It does not know what they mean.
import { categoryConditionKeys } from '../categories/category-matching.ts'
import { NODE_TAG_KEYS, WAY_TAG_KEYS } from '../streets/walking-rules.ts'
import { REST_TAG_KEYS } from './rest-places.ts'

/** Kinds of relation, names, and what says whether a place is in use. */
const GENERAL_KEYS = [
  ...['type', 'name', 'name:zh', 'name:en', 'int_name', 'addr:housename', 'brand', 'operator', 'ref'],
  ...[
    'disused',
    'abandoned',
    'opening_hours',
    'demolished',
    'capacity',
    'capacity:beds',
    'beds',
    'seats',
    'wheelchair',
  ],
]
/** Who may walk where, beyond what the rules of ways and nodes look at today. */
const WALKING_KEYS = [
  'service',
  'indoor',
  'level',
  'layer',
  'barrier',
  'entrance',
  'motor_vehicle',
  'lit',
  'surface',
  'incline',
  'smoothness',
  'kerb',
]
const BLOCK_KEYS = ['landuse', 'residential', 'place', 'population', 'building', 'building:levels', 'building:flats']
/** What a map is drawn from. */
const MAP_KEYS = ['natural', 'water', 'waterway', 'landuse', 'leisure', 'wetland', 'railway', 'boundary', 'man_made']

let keys: readonly string[] | undefined

/**
 * All keys that walking rules, categories, blocks, names and maps need, sorted. A reader may drop every other tag.
 */
export function wantedTagKeys(): readonly string[] {
  keys ??= [
    ...new Set([
      ...GENERAL_KEYS,
      ...WAY_TAG_KEYS,
      ...NODE_TAG_KEYS,
      ...REST_TAG_KEYS,
      ...WALKING_KEYS,
      ...categoryConditionKeys(),
      ...BLOCK_KEYS,
      ...MAP_KEYS,
    ]),
  ].sort()
  return keys
}
