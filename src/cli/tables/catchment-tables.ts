// Who and what land lies in the catchment of facilities, as tables. People are counted as `coverage` counts them (the nearest gate,
// or each building, of a block), so that both commands tell the same number.

import type { PlacedOrigin } from '../inputs/isochrone-origins.ts'
import type { BlockRecord, Impedance, LoadedArea, LoadedBlocks, WalkProfile } from '../library.ts'
import { type Library, runOptions, type Session } from '../session.ts'
import { type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** How far, and who walks. */
export interface CatchmentQuestion {
  readonly minutes?: readonly number[] | undefined
  readonly metres?: readonly number[] | undefined
  readonly maxLinkMetres?: number | undefined
  readonly profile: WalkProfile
}

/** The limits as the library takes them, the default ones filled in. */
export function limitsOf({ minutes, metres }: CatchmentQuestion): {
  readonly limits: readonly number[]
  readonly unit: 'min' | 'm'
} {
  const limits = metres ?? minutes ?? [5, 10, 15]
  return { limits: [...new Set(limits)].sort((a, b) => a - b), unit: metres === undefined ? 'min' : 'm' }
}

/** Category of all origins together in the counting analysis. */
const TOGETHER = 'catchment'

/** People, dwellings and blocks within each limit, with what they are shares of. */
export async function peopleTable(
  session: Session,
  library: Library,
  area: LoadedArea,
  origins: readonly PlacedOrigin[],
  blocks: LoadedBlocks,
  question: CatchmentQuestion,
): Promise<string> {
  const facilities = origins.map((origin) => ({
    id: origin.id,
    name: origin.name,
    category: TOGETHER,
    categoryReason: 'asked for',
    lonLat: origin.places[0]!,
    entrances: origin.places,
    polygons: origin.polygons,
    source: 'isochrone',
    lineOrId: origin.id,
    capacity: null,
    floorAreaSquareMetres: null,
    level: null,
    hours: null,
    status: null,
  }))
  const nothing = { rejects: [], inputs: [], understood: [], coordinates: [] }
  const { report } = await library.analyseAccess(area, { facilities, ...nothing }, blocks, {
    ...runOptions(session),
    minutes: question.minutes,
    metres: question.metres,
    profile: question.profile,
    maxLinkMetres: question.maxLinkMetres,
    categories: [TOGETHER],
  })
  session.terminal.finish()
  const say = sayIn(session.lang)
  const { basis, limits } = report.options
  const measures = report.coverage[0]!.shares.map(({ measure }) => measure).filter((measure) => measure !== 'land_m2')
  const rows = measures.map((measure) => {
    const shares = report.coverage.map((entry) => entry.shares.find((share) => share.measure === measure)!)
    const { total, unlinkedTotal, blocksUnlinked, blocksUnknown } = shares[0]!
    const unlinked = measure === 'blocks' ? blocksUnlinked : unlinkedTotal
    return [
      sayData(say, 'measure_', measure),
      ...shares.flatMap(({ covered, share }) => [groupDigits(Math.round(covered)), percent(share)]),
      groupDigits(Math.round(total)),
      groupDigits(Math.round(unlinked)),
      groupDigits(blocksUnknown),
    ]
  })
  const columns = [
    { title: say('within_reach') },
    ...limits.flatMap((limit) => [
      { title: say(`within_${basis}`, { n: limit }), right: true },
      { title: say('share'), right: true },
    ]),
    { title: say('of'), right: true },
    { title: say('not_linked_count'), right: true },
    { title: say('blocks_unknown'), right: true },
  ]
  return `${textTable(columns, rows)}${say('reach_note')}\n`
}

/** Land in the range of the facilities, by straight-line radius and by walk side by side. */
export function landTable(
  library: Library,
  area: LoadedArea,
  impedance: Impedance,
  origins: readonly PlacedOrigin[],
  blocks: readonly BlockRecord[],
  question: CatchmentQuestion,
  say: Say,
): string {
  const land = landOf(library, blocks)
  const { limits, unit } = limitsOf(question)
  const { minutes, metres, maxLinkMetres, profile } = question
  const byWalk = library.landCoverageByWalk(area.network, impedance, land, origins, { minutes, metres, maxLinkMetres })
  const rows = byWalk.map((walk, at) => {
    const limit = limits[at]!
    const radiusMetres = unit === 'm' ? limit : limit * 60 * profile.walkMetresPerSecond
    const straight = library.landCoverageByRadius(land, origins, radiusMetres)
    return [
      say(unit === 'min' ? 'within_time' : 'within_distance', { n: limit }),
      say('m', { n: Math.round(radiusMetres) }),
      hectares(straight.coveredSquareMetres),
      percent(straight.share),
      hectares(walk.coveredSquareMetres),
      percent(walk.share),
      hectares(walk.landSquareMetres),
      hectares(walk.unlinkedSquareMetres),
    ]
  })
  const columns = [
    { title: say('residential_land') },
    ...(['radius', 'straight_ha', 'share', 'walk_ha', 'share', 'of_ha', 'not_linked_ha'] as const).map((key) => ({
      title: say(key),
      right: true,
    })),
  ]
  return `${textTable(columns, rows)}${say('land_note')}\n`
}

/** Outlines of the blocks that have one. @throws LivingCircleError `input-unusable` where none has */
export function landOf(library: Library, blocks: readonly BlockRecord[]) {
  const land = blocks.flatMap(({ polygons }) => polygons ?? [])
  if (land.length > 0) return land
  throw new library.LivingCircleError('input-unusable', 'No block has an outline, so there is no land to measure.', {
    hint: 'Give blocks as polygons (GeoJSON), or leave --blocks out to take the residential areas in OSM.',
  })
}

/** Hectares with one decimal. */
export function hectares(squareMetres: number): string {
  return (squareMetres / 10_000).toFixed(1).replace(/\B(?=(\d{3})+\.)/g, ',')
}
