// Runs the library and the slow truth over the same town and lists where they differ.
import { analyseAccess } from '../../src/job/analyse.ts'
import type { LoadedArea } from '../../src/job/load-area.ts'
import { walkProfile } from '../../src/network/profile.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { loadedBlocks, loadedFacilities, readable } from '../scene/walk-scene.ts'
import type { TruthNetwork } from './truth-network.ts'
import { truthOf } from './truth-town.ts'
import { TRUTH_PROFILES, type TruthLink, TruthWalks } from './truth-walks.ts'

export interface TruthQuestion {
  readonly profile: string
  readonly basis: 'time' | 'distance'
  readonly direction?: 'toFacility' | 'fromFacility'
  readonly waitSeconds?: number
  readonly limits: readonly number[]
  /** Without a box of its own, a file's data area is the network's; with one, `outside` and `too-far` count as one. */
  readonly boxIsOwn: boolean
}

export interface Comparison {
  readonly differences: string[]
  /** Rows compared, and rows left out because a point lies as near to two streets. */
  compared: number
  ambiguous: number
  largestError: number
}

const TOLERANCE = 0.5
const MAX_LINK_METRES = 200

/** Point blocks only; every street public unless a network says otherwise. Differences are sentences; none means agreement within half a second or half a metre. */
export async function compareWithTruth(
  area: LoadedArea,
  facilities: readonly FacilityRecord[],
  blocks: readonly BlockRecord[],
  question: TruthQuestion,
  network: TruthNetwork = truthOf(area.raw, { private: 'ordinary' }),
): Promise<Comparison> {
  const { profile, basis, limits, waitSeconds = 0, direction = 'toFacility' } = question
  const limitOption = basis === 'time' ? { minutes: limits } : { metres: limits }
  const walker = { ...walkProfile(profile), crossingWaitSeconds: waitSeconds }
  const analysis = await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(blocks), {
    profile: walker,
    direction,
    maxLinkMetres: MAX_LINK_METRES,
    ...limitOption,
  })
  const { walk, block: reportBlock } = readable(analysis)
  const truth = new TruthWalks(network, { ...TRUTH_PROFILES[profile]!, waitSeconds }, basis)
  const link = ([lon, lat]: readonly [number, number]) => truth.link(lon, lat, MAX_LINK_METRES)
  const result: Comparison = { differences: [], compared: 0, ambiguous: 0, largestError: 0 }
  const most = basis === 'time' ? limits.at(-1)! * 60 : limits.at(-1)!
  const linkedFacilities = facilities.map((facility) => ({ facility, links: facility.entrances.map(link) }))
  const anyAmbiguous = (links: readonly TruthLink[]) => links.some(({ ambiguous }) => ambiguous)
  const reachedFrom = new Map<TruthLink, Map<string, number>>()
  const reachOf = (start: TruthLink) => {
    const known = reachedFrom.get(start) ?? truth.reach(start, most)
    reachedFrom.set(start, known)
    return known
  }
  /** A place for residents only lets those in whose region one of its doors belongs to. */
  const letsIn = (home: TruthLink, serves: FacilityRecord['serves'], doors: readonly TruthLink[]) =>
    serves !== 'residents' ||
    (home.status === 'linked' && doors.some((door) => door.status === 'linked' && truth.isOfSameRegion(home, door)))
  const costOf = (home: TruthLink, door: TruthLink): number => {
    if (home.status !== 'linked' || door.status !== 'linked') return Infinity
    const [start, end] = direction === 'toFacility' ? [home, door] : [door, home]
    return truth.walk(reachOf(start), start, end)
  }
  for (const block of blocks) {
    const home = link(block.lonLat)
    const say = (what: string) => {
      result.differences.push(`${profile} ${basis} ${direction}: block ${block.id}: ${what}`)
    }
    const status = reportBlock(block.id).linkStatus
    const far = ['too-far', 'outside']
    const same = status === home.status || (!question.boxIsOwn && far.includes(status) && far.includes(home.status))
    if (!same && !home.ambiguous) say(`link is ${status}, truth ${home.status}`)
    if (
      home.status === 'linked' &&
      !home.ambiguous &&
      Math.abs(reportBlock(block.id).linkMetres - home.metres) > 0.01
    ) {
      say(`link ${reportBlock(block.id).linkMetres} m, truth ${home.metres} m`)
    }
    for (const { id: category } of analysis.report.categories) {
      const candidates = linkedFacilities.filter(({ facility }) => facility.category === category)
      if (home.ambiguous || candidates.some(({ links }) => anyAmbiguous(links))) {
        result.ambiguous++
        continue
      }
      result.compared++
      const row = walk(block.id, category)
      const costs = candidates.map(({ facility: { serves }, links }) =>
        letsIn(home, serves, links) ? Math.min(...links.map((door) => costOf(home, door))) : Infinity,
      )
      const best = Math.min(...costs)
      const value = basis === 'time' ? row.seconds : row.metres
      const walked = best <= most ? 'reached' : 'unreached'
      // What lies outside the data says nothing about it; with a box of the file's own only the file knows what is outside.
      const isOutside = candidates.every(({ links }) => links.every(({ status }) => status === 'outside'))
      const isFar = candidates.every(({ links }) => links.every(({ status }) => far.includes(status)))
      const isNoData = question.boxIsOwn ? isOutside : isFar && row.status === 'no-data'
      const expected = isNoData ? 'no-data' : home.status !== 'linked' ? 'unlinked' : walked
      if (row.status !== expected) {
        if (Math.abs(best - most) > TOLERANCE) say(`${category} is ${row.status}, truth ${expected} at ${best}`)
        continue
      }
      if (expected === 'reached') {
        const error = Math.abs(value - best)
        result.largestError = Math.max(result.largestError, error)
        if (!(error <= TOLERANCE)) say(`${category} takes ${value}, truth ${best}`)
        const named = candidates.findIndex(({ facility }) => facility.id === row.facility)
        if (!(costs[named]! <= best + TOLERANCE))
          say(`${category} names ${row.facility} at ${costs[named]}, truth ${best}`)
      }
      limits.forEach((limit, i) => {
        const edge = basis === 'time' ? limit * 60 : limit
        if (costs.some((cost) => Math.abs(cost - edge) <= TOLERANCE)) return
        const count = home.status === 'linked' ? costs.filter((cost) => cost <= edge).length : 0
        if (row.counts[i] !== count) say(`${category} within ${limit}: ${row.counts[i]}, truth ${count}`)
      })
    }
  }
  return result
}
