// From each facility to the next level up: its parent, or the nearest of the next higher level of its theme. A study and records in, units and
// their sums by area out. It knows no files.
import type { AreaLevel } from '../answer/area-level.ts'
import type { LevelReport, LevelState, LevelUnit } from '../answer/level-report.ts'
import { BEYOND_LIMIT_FACTOR, costLimits } from '../foundation/limits.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import { type Basis, UNREACHED } from '../foundation/units.ts'
import { linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { placeTree } from '../locate/points/place-tree.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityLevel } from '../normalise/places/facility-levels.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { buildFacilityTargets } from '../search/facility-targets.ts'
import { OriginVisit } from '../search/origin-visit.ts'
import { buildPlaceLegs, rowsOfPoints } from '../search/place-legs.ts'
import { type AccessStudy, entrancesOf, sortById } from './access-study.ts'
import { sumByArea } from './level-areas.ts'

/** What is asked. */
export interface LevelQuestion {
  /** All facilities of the data, whatever was asked for. */
  readonly facilities: readonly FacilityRecord[]
  readonly levelOf: (text: string | null) => FacilityLevel | null
  /** What facilities must share for one to be above the other. */
  readonly themeOf: (category: string) => string
  readonly basis: Basis
  /** Minutes or metres. */
  readonly limit: number
}

/** Measures facilities that say a level or a parent. One sweep for each; nothing where none does. */
export function measureLevels(study: AccessStudy, question: LevelQuestion, run: RunOptions = {}): LevelReport {
  const all = sortById(question.facilities, 'facility')
  const levels = all.map(({ level }) => question.levelOf(level))
  const asked = all.flatMap(({ level, parent }, i) => (level !== null || (parent ?? null) !== null ? [i] : []))
  const ladder = new LevelLadders(all, levels, question.themeOf)
  const walks = new FacilityWalks(study, all, question)
  const whereabouts = nearestBlocks(study.blocks, all)
  const units = asked.map((i, done): LevelUnit => {
    if (done % 64 === 0) throwIfAborted(run.signal)
    run.onProgress?.({ step: 'levels', done, total: asked.length })
    const facility = all[i]!
    const { state, upper, within } = findUpper(i, facility, levels[i] ?? null, ladder, walks)
    const walk = upper === null ? null : walks.walk(upper)
    return {
      facilityId: facility.id,
      name: facility.name,
      category: facility.category,
      level: facility.level,
      levelName: levels[i]?.name ?? null,
      parent: facility.parent ?? null,
      state,
      upperId: upper === null ? null : all[upper]!.id,
      upperName: upper === null ? null : all[upper]!.name,
      upperLevelName: upper === null ? null : (levels[upper]?.name ?? null),
      walkSeconds: walk?.seconds ?? null,
      walkMetres: walk?.metres ?? null,
      uppersWithin: within,
      ...whereabouts(facility),
    }
  })
  const rungOf = new Map(levels.flatMap((level) => (level === null ? [] : [[level.name, level] as const])))
  return { limit: question.limit, units, areas: sumByArea(units, rungOf) }
}

/** The facility above one, and how it stands to it. */
function findUpper(
  i: number,
  { parent = null }: FacilityRecord,
  level: FacilityLevel | null,
  ladder: LevelLadders,
  walks: FacilityWalks,
): { readonly state: LevelState; readonly upper: number | null; readonly within: number } {
  const none = (state: LevelState) => ({ state, upper: null, within: 0 })
  const above = level === null ? [] : ladder.above(i)
  const named = parent === null ? null : ladder.byId(parent, i)
  if (parent !== null && named === null) return none('parent-unknown')
  if (named === null && level === null) return none('level-unknown')
  if (named === null && above.length === 0) return none(ladder.isHighest(i) ? 'top' : 'no-upper')
  if (!walks.sweepFrom(i)) return { state: 'unlinked', upper: named, within: 0 }
  const within = above.filter((one) => walks.cost(one) <= walks.limit).length
  const nearest = above.reduce((best, one) => (best < 0 || walks.cost(one) < walks.cost(best) ? one : best), -1)
  const upper = named ?? nearest
  const cost = walks.cost(upper)
  if (cost === UNREACHED) return { state: 'unreached', upper: named, within }
  return { state: cost <= walks.limit ? 'served' : 'too-far', upper, within }
}

function idsAndNames(facilities: readonly FacilityRecord[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const repeated = new Set<string>()
  facilities.forEach(({ name }, i) => {
    if (name === null) return
    if (found.has(name)) repeated.add(name)
    found.set(name, i)
  })
  for (const name of repeated) found.delete(name)
  facilities.forEach(({ id }, i) => {
    found.set(id, i)
  })
  return found
}

/** Which facilities are of the next level above another, of the same theme and ladder. */
class LevelLadders {
  readonly #levels: readonly (FacilityLevel | null)[]
  readonly #keys: readonly string[]
  readonly #ids: ReadonlyMap<string, number>
  readonly #byKey = new Map<string, number[]>()

  constructor(
    facilities: readonly FacilityRecord[],
    levels: readonly (FacilityLevel | null)[],
    themeOf: (category: string) => string,
  ) {
    this.#levels = levels
    this.#ids = idsAndNames(facilities)
    this.#keys = facilities.map(({ category }, i) => `${levels[i]?.ladder ?? ''} ${themeOf(category)}`)
    this.#keys.forEach((key, i) => {
      if (levels[i] === null) return
      const list = this.#byKey.get(key)
      if (list === undefined) this.#byKey.set(key, [i])
      else list.push(i)
    })
  }

  /** By id, else by a name that only one has. */
  byId(id: string, self: number): number | null {
    const found = this.#ids.get(id)
    return found === undefined || found === self ? null : found
  }

  #higher(i: number): number[] {
    const own = this.#levels[i]!.rung
    return (this.#byKey.get(this.#keys[i]!) ?? []).filter((other) => this.#levels[other]!.rung > own)
  }

  /** Those of the lowest rung above that any has. */
  above(i: number): number[] {
    const higher = this.#higher(i)
    const next = Math.min(...higher.map((other) => this.#levels[other]!.rung))
    return higher.filter((other) => this.#levels[other]!.rung === next)
  }

  /** Whether others of its theme are of lower levels: then it is the top, else it stands alone. */
  isHighest(i: number): boolean {
    const own = this.#levels[i]!.rung
    return (this.#byKey.get(this.#keys[i]!) ?? []).some((other) => this.#levels[other]!.rung < own)
  }
}

/** Walks from one facility at a time to all others, up to four times the limit. */
class FacilityWalks {
  readonly limit: number
  readonly #basis: Basis
  readonly #visit: OriginVisit
  readonly #problem: ConstructorParameters<typeof OriginVisit>[0]
  readonly #along: OriginVisit
  readonly #alongProblem: ConstructorParameters<typeof OriginVisit>[0]
  readonly #entrances: readonly number[][]
  readonly #farthest: number
  readonly #speed: number
  #rows: number[] = []

  constructor(study: AccessStudy, facilities: readonly FacilityRecord[], { basis, limit }: LevelQuestion) {
    const { network, direction } = study
    const { lonLat, facilityOfEntrance } = entrancesOf(facilities)
    const linkage = linkPoints(study.locator, lonLat, study.maxLinkMetres)
    const entrances: number[][] = facilities.map(() => [])
    facilityOfEntrance.forEach((facility, entrance) => {
      if (linkage.status[entrance] === LINK_LINKED) entrances[facility]!.push(entrance)
    })
    const problem = (impedance: AccessStudy['time']) => {
      const legs = buildPlaceLegs(network, impedance, linkage, 'end')
      const each = Uint32Array.from(facilities, () => 0)
      const targets = buildFacilityTargets(network, legs, facilityOfEntrance, each, 1, direction)
      return { network, impedance, origins: buildPlaceLegs(network, impedance, linkage, 'start'), targets }
    }
    this.limit = costLimits(basis, [limit])[0]!
    this.#farthest = Math.min(UNREACHED - 1, this.limit * BEYOND_LIMIT_FACTOR)
    this.#basis = basis
    this.#speed = study.profile.walkMetresPerSecond
    this.#problem = problem(basis === 'time' ? study.time : study.distance)
    this.#alongProblem = problem(basis === 'time' ? study.distance : study.time)
    this.#visit = new OriginVisit(this.#problem)
    this.#along = new OriginVisit(this.#alongProblem)
    this.#entrances = entrances
  }

  /** Sweeps from all entrances of a facility; false where none is linked. */
  sweepFrom(facility: number): boolean {
    const own = this.#entrances[facility]!
    if (own.length === 0) return false
    this.#rows = rowsOfPoints(this.#problem.origins, own)
    this.#visit.run(this.#rows, this.#farthest)
    return true
  }

  /** Cost from the facility that was swept from last; `UNREACHED` beyond four times the limit. */
  cost(facility: number): number {
    return this.#visit.cost(facility)
  }

  /** No walk of this cost is longer in the other measure: steps, slopes and waits at their worst. */
  #alongLimit(cost: number): number {
    const most = this.#basis === 'time' ? cost * this.#speed * 1.25 + 10_000 : (cost / this.#speed) * 12 + 3_600_000
    return Math.min(UNREACHED - 1, Math.ceil(most))
  }

  /** The walk to a facility, in both measures; the other one is that of its own shortest walk. */
  walk(facility: number): { readonly seconds: number | null; readonly metres: number | null } | null {
    const cost = this.cost(facility)
    if (cost === UNREACHED) return null
    this.#along.run(this.#rows, this.#alongLimit(cost))
    const other = this.#along.cost(facility)
    const along = other === UNREACHED ? null : other / 1000
    return this.#basis === 'time' ? { seconds: cost / 1000, metres: along } : { seconds: along, metres: cost / 1000 }
  }
}

/** Half round the Earth. */
const ANYWHERE_METRES = 20_100_000

type Whereabouts = Pick<LevelUnit, AreaLevel>

/** Areas of the block whose middle is nearest. */
function nearestBlocks(
  blocks: readonly BlockRecord[],
  facilities: readonly FacilityRecord[],
): (facility: FacilityRecord) => Whereabouts {
  if (blocks.length === 0 || facilities.length === 0) return () => ({ district: null, street: null, community: null })
  const tree = placeTree(blocks.map(({ lonLat }) => lonLat))
  return ({ lonLat }) => {
    const { district, street, community } = blocks[tree.nearest(...lonLat, ANYWHERE_METRES)?.place ?? 0]!
    return { district, street, community }
  }
}
