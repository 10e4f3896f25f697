// HALLWAY: an area with its places and blocks, once more with edits. No logic of its own.

import type { EditEcho } from '../answer/edit-echo.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { LonLat } from '../foundation/units.ts'
import { placeOnEdge } from '../locate/edge-place.ts'
import { DEFAULT_MAX_LINK_METRES, linkPoints, sharedLocator } from '../locate/link-points.ts'
import { buildImpedance } from '../network/impedance.ts'
import { DEFAULT_PROFILE, type WalkProfile } from '../network/profile.ts'
import { categoryById, resolveCategoryWord } from '../normalise/categories/categories.ts'
import { wayName } from '../normalise/osm/way-name.ts'
import { crossSquaresAgain } from '../normalise/streets/walkable-ways.ts'
import { echoEdits, type FinalStreets, runEdits } from '../plan/edits/apply-edits.ts'
import { type EditState, isUntouched, type WallCrossings } from '../plan/edits/edit-state.ts'
import { openPlanned, tellOpened } from '../plan/edits/open-planned.ts'
import { parseEdits } from '../plan/edits/parse-edits.ts'
import { rebuildStreets } from './close-compounds.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedFacilities } from './load-facilities.ts'

/** Options of {@link applyEdits}. */
export interface ApplyEditsOptions {
  /** Opens the places that the tables call planned, before the edits. Default false. */
  readonly openPlanned?: boolean | undefined
  /** What errors and records of new facilities call the list. Default `edits`. */
  readonly name?: string | undefined
  /** Who walks, for telling where a new place is linked. Default `adult`. */
  readonly profile?: WalkProfile | undefined
  /** Longest straight leg to a street. Default 200. */
  readonly maxLinkMetres?: number | undefined
}

/** An area, its facilities and its blocks after edits. */
export interface EditedInputs {
  readonly area: LoadedArea
  readonly facilities: LoadedFacilities
  readonly blocks: LoadedBlocks
  /** What became of each edit, in order; places that were planned come first. */
  readonly echo: readonly EditEcho[]
}

const DEFAULTS = {
  openPlanned: false as boolean,
  name: 'edits' as string,
  profile: DEFAULT_PROFILE as WalkProfile,
  maxLinkMetres: DEFAULT_MAX_LINK_METRES as number,
}

/**
 * What would be if: an area, its facilities and blocks with edits, in memory. Nothing that is given changes; without edits the same values come
 * back. Streets are built again only where an edit touches them.
 *
 * @param area as it is to be measured: after {@link closeCompounds} where compounds are closed
 * @param edits a list of objects as an edits file has them (`docs/edits.md`), or what `loadEdits` read
 * @throws LivingCircleError `invalid-option` (unknown op, wrong value, an id twice), `unknown-option` (unknown key), `input-too-large`
 * @example
 * ```ts
 * import { analyseAccess, applyEdits, bytesSource, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const after = applyEdits(area, facilities, blocks, [{ op: 'add-facility', category: 'clinic', at: [0.002, 0] }])
 * after.echo[0]?.joins[0]?.way // 'way/9'
 * const { report } = await analyseAccess(after.area, after.facilities, after.blocks)
 * report.table.walkMetres[0]?.toFixed(1) // '111.2'
 * ```
 */
export function applyEdits(
  area: LoadedArea,
  facilities: LoadedFacilities,
  blocks: LoadedBlocks,
  edits: readonly unknown[],
  options: ApplyEditsOptions = {},
): EditedInputs {
  const given = resolveOptions('applyEdits', options, DEFAULTS)
  checkGiven('applyEdits', 'area', area, 'area')
  checkGiven('applyEdits', 'facilities', facilities, 'facilities')
  checkGiven('applyEdits', 'blocks', blocks, 'blocks')
  const parsed = parseEdits(edits, given.name, { categoryOf })
  const { facilities: open, opened } = given.openPlanned ? openPlanned(facilities) : { facilities, opened: [] }
  if (parsed.length === 0 && opened.length === 0) return { area, facilities, blocks, echo: [] }
  const first: EditState = {
    ways: area.ways,
    rowsChanged: false,
    addedWays: new Map(),
    compounds: area.compounds?.known ?? blocks.compounds ?? [],
    hasWalls: area.compounds !== undefined && area.privateStreets === 'residents',
    facilities: open.facilities,
    planned: open.planned ?? [],
    blocks: blocks.blocks,
  }
  const areaOf = areasOfStates(area, first)
  const tools = { source: given.name, kindName, crossings: (now: EditState) => crossingsOf(areaOf(now)) }
  const planned = opened.map((facility) => tellOpened(facility, tools))
  const skipped = new Map<string, EditEcho>()
  for (;;) {
    const left = parsed.filter(({ id }) => !skipped.has(id))
    const { state, told } = runEdits(left, first, tools)
    const edited = areaOf(state)
    const echo = echoEdits([...planned, ...told], state, finalStreets(edited, given))
    // What turns out to change nothing once the streets are there is left out, and the others are applied again without it.
    const vain = echo.filter(
      ({ id, status }) => status === 'nothing' && told.some((one) => one.id === id && !isUntouched(one.tale)),
    )
    for (const one of vain) skipped.set(one.id, one)
    if (vain.length > 0) continue
    const echoOf = new Map([...echo, ...skipped.values()].map((one) => [one.id, one]))
    return {
      area: edited,
      facilities: state.facilities === open.facilities ? open : { ...open, facilities: state.facilities },
      blocks: editedBlocks(blocks, first, state),
      echo: [...planned, ...parsed].map(({ id }) => echoOf.get(id)!),
    }
  }
}

function categoryOf(word: string) {
  const { category, suggestions } = resolveCategoryWord(word)
  return { id: category?.id ?? null, suggestions }
}

function kindName(id: string) {
  const category = categoryById(id)
  return category === undefined ? id : { names: { en: category.nameEn, zh: category.nameZh } }
}

/** Areas of states: one for all states with the same streets and compounds. */
function areasOfStates(area: LoadedArea, first: EditState): (state: EditState) => LoadedArea {
  let known: { readonly of: EditState; readonly area: LoadedArea } = { of: first, area }
  return (state) => {
    if (state.ways === known.of.ways && state.compounds === known.of.compounds) return known.area
    const ways = state.rowsChanged ? crossSquaresAgain(state.ways, area.raw) : state.ways
    known = { of: state, area: rebuildStreets(area, ways, state.compounds) }
    return known.area
  }
}

function crossingsOf({ compounds }: LoadedArea): WallCrossings {
  return { closed: compounds?.closed ?? [], crossings: compounds?.crossings ?? [] }
}

function editedBlocks(blocks: LoadedBlocks, first: EditState, { blocks: records, compounds }: EditState): LoadedBlocks {
  if (records === first.blocks && compounds === first.compounds) return blocks
  return { ...blocks, blocks: records, compounds }
}

function finalStreets(area: LoadedArea, { profile, maxLinkMetres }: typeof DEFAULTS): FinalStreets {
  const { network, raw } = area
  return {
    crossings: crossingsOf(area),
    nameOf: (id) => wayName(raw, id) ?? null,
    link(places) {
      const locator = sharedLocator(network, buildImpedance(network, profile, 'time'))
      const linkage = linkPoints(locator, Float64Array.from(places.flat()), maxLinkMetres)
      const edges = places.map((_, at) => linkage.edge[at]!)
      return {
        linkage,
        wayId: edges.map((edge) => (edge < 0 ? Number.NaN : network.edgeWayId[edge]!)),
        onto: places.map(
          (place, at): LonLat => (edges[at]! < 0 ? place : placeOnEdge(network, edges[at]!, linkage.fraction[at]!)),
        ),
      }
    },
  }
}
