// HALLWAY: streets that are not OpenStreetMap's, as GeoJSON lines → an area like any other. Lines that share a coordinate meet there. No walking rule of its own:
// properties are taken for tags.
import type { DataLicence } from '../answer/sources.ts'
import { isPosition } from '../foundation/geo.ts'
import { resolveOptions } from '../foundation/options.ts'
import { E7 } from '../foundation/units.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { bytesSource } from '../read/bytes/byte-source.ts'
import { message, problem, spoken } from '../words/problem.ts'
import { type LoadedArea, loadArea } from './load-area.ts'

/** A line as GeoJSON has it; `FeatureCollection<LineString | MultiLineString>` of `@types/geojson` is a collection of these. */
export interface StreetLines {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly geometry: { readonly type: string; readonly coordinates?: unknown } | null
    readonly properties: Readonly<Record<string, unknown>> | null
  }[]
}

/** What is known of the streets as a whole. */
export interface LineNetworkOptions {
  /** Whose streets they are: every output carries it. */
  readonly licence: DataLicence
  /** What outputs call them. Default `streets`. */
  readonly name?: string | undefined
  /** Date of the data, ISO. */
  readonly date?: string | undefined
  /**
   * Properties of a line → tags as OpenStreetMap has them: `highway` (`footway`, `steps`, `residential` …), `foot`, `access`, `oneway:foot`, `bridge`, `tunnel`, `incline` …;
   * `null` leaves the line out. Default: the properties themselves, and `highway=footway` where they name none.
   */
  readonly tagsOf?:
    | ((properties: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>> | null)
    | undefined
}

/** More lines than this are a country: cut them first. */
const MOST_LINES = 2_000_000
const LONGEST_TEXT = 255

/**
 * An area whose streets are the lines of a collection. Lines meet where they have a coordinate in common (to a ten-millionth of a degree): where they cross without one,
 * nobody changes from one to the other. `lines = used + rejected`; what cannot be used is among the `rejects`.
 *
 * @returns what `loadArea` returns: for `loadFacilities` (from files), `loadBlocks`, `analyseAccess`
 * @throws LivingCircleError `unknown-option`, `invalid-option` (no licence, no collection), `input-unusable` (no line of use)
 * @example
 * ```ts
 * import { networkFromLines } from 'living-circle/parts'
 * const line = { type: 'Feature' as const, properties: {}, geometry: { type: 'LineString', coordinates: [[0, 0], [0.005, 0]] } }
 * const licence = { attribution: '© City of Elmtown', attributionZh: '© City of Elmtown', database: 'CC-BY-4.0', url: 'https://example.org' }
 * const area = await networkFromLines({ type: 'FeatureCollection', features: [line] }, { licence })
 * area.network.edgeLengthMm[0] // 555975
 * ```
 */
export async function networkFromLines(lines: StreetLines, options: LineNetworkOptions): Promise<LoadedArea> {
  const asked = resolveOptions<Required<LineNetworkOptions>>('networkFromLines', options, {
    licence: undefined,
    name: 'streets',
    date: undefined,
    tagsOf: ownTags,
  } as unknown as Required<LineNetworkOptions>)
  const { licence, name, date, tagsOf } = asked
  if (typeof licence?.attribution !== 'string' || licence.attribution === '')
    throw problem('invalid-option', 'lines.licence', {}, { hint: 'hint.lines-licence' })
  if (!Array.isArray(lines?.features)) throw problem('invalid-option', 'lines.collection', {}, { hint: 'hint.lines' })
  if (lines.features.length > MOST_LINES)
    throw problem('input-too-large', 'lines.too-many', { n: lines.features.length, most: MOST_LINES })
  const { elements, rejects, used } = elementsOf(lines, tagsOf!, name!)
  if (used === 0) throw problem('input-unusable', 'lines.none', { n: lines.features.length }, { hint: 'hint.lines' })
  const text = JSON.stringify({ version: 0.6, elements })
  const area = await loadArea(bytesSource(name!, new TextEncoder().encode(text)))
  const input = {
    ...area.input,
    format: 'lines',
    byteLength: null,
    date: date ?? null,
    read: lines.features.length,
    used,
    rejected: lines.features.length - used,
  }
  return { ...area, licence: wholeLicence(licence), input, rejects: [...rejects, ...area.rejects] }
}

function wholeLicence({ attribution, attributionZh = attribution, database = '', url = '' }: DataLicence): DataLicence {
  return { attribution, attributionZh, database, url }
}

type Element = Readonly<Record<string, unknown>>

/** Nodes at distinct places, a way for each line. */
function elementsOf({ features }: StreetLines, tagsOf: NonNullable<LineNetworkOptions['tagsOf']>, source: string) {
  const nodes: Element[] = []
  const ways: Element[] = []
  const rejects: Reject[] = []
  const idOf = new Map<string, number>()
  let used = 0
  const nodeAt = (lon: number, lat: number): number => {
    const key = `${Math.round(lon * E7)},${Math.round(lat * E7)}`
    const known = idOf.get(key)
    if (known !== undefined) return known
    const id = nodes.length + 1
    idOf.set(key, id)
    nodes.push({ type: 'node', id, lon, lat })
    return id
  }
  features.forEach((feature, at) => {
    const parts = partsOf(feature?.geometry)
    const tags = parts === null ? null : tagsOf(feature.properties ?? {})
    if (parts === null || tags === null) {
      const said = parts === null ? message('lines.no-line') : message('lines.left-out')
      rejects.push({
        source,
        lineOrId: String(at + 1),
        code: 'unsupported-geometry',
        ...spoken(said),
        severity: 'rejected',
      })
      return
    }
    used++
    for (const part of parts)
      ways.push({
        type: 'way',
        id: ways.length + 1,
        nodes: part.map(([lon, lat]) => nodeAt(lon, lat)),
        tags: plainTags(tags),
      })
  })
  return { elements: [...nodes, ...ways], rejects, used }
}

/** The lines of a geometry; `null` where it is none, or has a place that is none on earth. */
function partsOf(
  geometry: StreetLines['features'][number]['geometry'] | undefined,
): (readonly [number, number])[][] | null {
  const { type, coordinates } = geometry ?? {}
  const lists = type === 'LineString' ? [coordinates] : type === 'MultiLineString' ? coordinates : null
  if (!Array.isArray(lists)) return null
  const parts = lists.map((list) => (Array.isArray(list) ? list : []) as unknown[])
  const isWhole = parts.every(
    (part) => part.length >= 2 && part.every((place) => Array.isArray(place) && isPosition(place[0], place[1])),
  )
  return isWhole && parts.length > 0 ? (parts as (readonly [number, number])[][]) : null
}

function ownTags(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(properties).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[key, value === true ? 'yes' : value === false ? 'no' : String(value)]]
      : [],
  )
  return { highway: 'footway', ...Object.fromEntries(entries) }
}

/** Texts of a length that tags have; nothing that is no text. */
function plainTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [key.slice(0, LONGEST_TEXT), String(value).slice(0, LONGEST_TEXT)]),
  )
}
