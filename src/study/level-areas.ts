// Facilities by level, summed by district, street and community. Units in, rows out. It does not know how a walk was found.
import { type LevelArea, type LevelUnit, ORPHAN_STATES } from '../answer/level-report.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import type { FacilityLevel } from '../normalise/places/facility-levels.ts'

/** All, then districts, streets and communities by name; in each the highest level first. */
export function sumByArea(units: readonly LevelUnit[], rungOf: ReadonlyMap<string, FacilityLevel>): LevelArea[] {
  const areas: LevelArea[] = []
  for (const areaLevel of ['all', 'district', 'street', 'community'] as const) {
    const groups = new Map<string, LevelUnit[]>()
    for (const unit of units) {
      if (areaLevel !== 'all' && unit[areaLevel] === null) continue
      const key = JSON.stringify([...areaOf(unit, areaLevel), unit.levelName])
      const list = groups.get(key)
      if (list === undefined) groups.set(key, [unit])
      else list.push(unit)
    }
    const rows = [...groups.values()].map((members) => sumOf(areaLevel, members))
    const order = ({ levelName }: LevelArea) => -(rungOf.get(levelName)?.rung ?? -1)
    const ladder = ({ levelName }: LevelArea) => rungOf.get(levelName)?.ladder ?? '~'
    rows.sort(
      (a, b) =>
        compareNaturally(a.district ?? '', b.district ?? '') ||
        compareNaturally(a.street ?? '', b.street ?? '') ||
        compareNaturally(a.community ?? '', b.community ?? '') ||
        compareNaturally(ladder(a), ladder(b)) ||
        order(a) - order(b),
    )
    areas.push(...rows)
  }
  return areas
}

/** The names that an area is known by: its own, and those of the larger ones that it lies in. */
function areaOf({ district, street, community }: LevelUnit, areaLevel: LevelArea['areaLevel']) {
  if (areaLevel === 'all') return [null, null, null]
  return [district, areaLevel === 'district' ? null : street, areaLevel === 'community' ? community : null]
}

function sumOf(areaLevel: LevelArea['areaLevel'], members: readonly LevelUnit[]): LevelArea {
  const [district, street, community] = areaOf(members[0]!, areaLevel)
  const count = (holds: (unit: LevelUnit) => boolean) => members.filter(holds).length
  const walks = members.flatMap(({ walkMetres }) => (walkMetres === null ? [] : [walkMetres]))
  return {
    areaLevel,
    district: district ?? null,
    street: street ?? null,
    community: community ?? null,
    levelName: members[0]!.levelName ?? '',
    units: members.length,
    served: count(({ state }) => state === 'served'),
    orphans: count(({ state }) => ORPHAN_STATES.includes(state)),
    top: count(({ state }) => state === 'top'),
    unknown: count(({ state }) => ['unlinked', 'level-unknown', 'no-upper'].includes(state)),
    doubleServed: count(({ state, uppersWithin }) => state === 'served' && uppersWithin >= 2),
    meanWalkMetres: walks.length === 0 ? null : walks.reduce((sum, metres) => sum + metres, 0) / walks.length,
  }
}
