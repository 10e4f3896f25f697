// HALLWAY: walking services: made of a loaded area and facilities, saved as bytes, opened again. No logic of its own.

import { damaged, fromAnswerBytes, toAnswerBytes } from '../answer/answer-bytes.ts'
import { packValue } from '../answer/pack-value.ts'
import { profileShape } from '../answer/profile-shape.ts'
import type { DataLicence } from '../answer/sources.ts'
import { licenceShape } from '../answer/sources-shape.ts'
import { unpackValue } from '../answer/unpack-value.ts'
import * as is from '../answer/value-shape.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { pause, withPauses } from '../foundation/breath.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { DEFAULT_MAX_LINK_METRES, MOST_LINK_METRES } from '../locate/link-points.ts'
import { checkProfile } from '../network/check-profile.ts'
import { loadNetwork, saveNetwork } from '../network/network-buffer.ts'
import { DEFAULT_PROFILE, type WalkProfile, walkProfile } from '../network/profile.ts'
import { allCategories } from '../normalise/categories/categories.ts'
import { groundSteps } from '../study/access-study.ts'
import type { ServiceFacility } from '../study/live-facilities.ts'
import { WalkService } from '../study/walk-service.ts'
import { checkNumber } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import { TOWN, townOf } from './prepared-town.ts'

/** Options of {@link createWalkService}. */
export interface WalkServiceOptions extends RunOptions {
  /** Who walks: a profile, or the id of a built-in one. Default `adult`. */
  readonly profile?: WalkProfile | string | undefined
  /** Longest straight way to a street, metres. Default 200. */
  readonly maxLinkMetres?: number | undefined
}

const DEFAULTS: WalkServiceOptions = {
  profile: undefined,
  maxLinkMetres: undefined,
  signal: undefined,
  onProgress: undefined,
}

/** What a saved service holds. */
interface SavedService {
  readonly network: Uint8Array
  readonly profile: WalkProfile
  readonly maxLinkMetres: number
  readonly licence: DataLicence
  readonly kinds: readonly string[]
  readonly facilities: readonly ServiceFacility[]
}

/**
 * A town that answers for any position while facilities come, move and go: nearest, counts, routes, isochrones, matrices. A position costs a
 * small part of a millisecond.
 *
 * O(V + E log E + entrances log E); some 1.2 kB a facility beside the network.
 *
 * @param facilities what `loadFacilities` gives, or a list of facilities with `id`, `category` and `entrances`
 * @throws LivingCircleError `unknown-option`, `invalid-option` (profile, link), `usage` (ids that occur twice, positions), `aborted`
 * @example
 * ```ts
 * import { bytesSource, createWalkService, loadArea } from 'living-circle'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.01"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const service = await createWalkService(area, [{ id: 'c1', category: 'clinic', entrances: [[0.004, 0]] }])
 * service.nearest([0.001, 0], { category: 'clinic' }).walks[0]?.metres // 333.585
 * service.add({ id: 'c2', category: 'clinic', entrances: [[0.002, 0]] })
 * service.nearest([0.001, 0], { category: 'clinic' }).walks[0]?.facility.id // 'c2'
 * ```
 */
export async function createWalkService(
  area: Pick<LoadedArea, 'network' | 'licence'>,
  facilities: { readonly facilities: readonly ServiceFacility[] } | readonly ServiceFacility[],
  options: WalkServiceOptions = {},
): Promise<WalkService> {
  const asked = resolveOptions<WalkServiceOptions>('createWalkService', options, DEFAULTS)
  checkGiven('createWalkService', 'network', area?.network, 'network')
  const list = 'facilities' in Object(facilities) ? (facilities as SavedService).facilities : facilities
  if (!isList(list)) throw problem('invalid-option', 'service.facilities', {}, { hint: 'hint.service-facilities' })
  const { profile = DEFAULT_PROFILE, maxLinkMetres = DEFAULT_MAX_LINK_METRES } = asked
  checkNumber('maxLinkMetres', maxLinkMetres, 0, MOST_LINK_METRES)
  const walker = typeof profile === 'string' ? walkProfile(profile) : checkProfile(profile)
  const kinds = allCategories().map(({ id }) => id)
  const { network, licence } = area
  return serviceOn({ network, licence, facilities: list, profile: walker, maxLinkMetres, kinds }, asked)
}

type ServiceParts = Omit<SavedService, 'network'> & Pick<LoadedArea, 'network'>

async function serviceOn(
  { network, licence, facilities, profile, maxLinkMetres, kinds }: ServiceParts,
  { signal, onProgress }: RunOptions,
): Promise<WalkService> {
  const total = 2
  const ground = await withPauses(groundSteps(network, profile, maxLinkMetres), { signal })
  onProgress?.({ step: 'service', done: 1, total })
  await pause(signal)
  const service = new WalkService(ground, facilities, kinds, licence)
  onProgress?.({ step: 'service', done: total, total })
  return service
}

const isList = (value: unknown): value is readonly ServiceFacility[] => Array.isArray(value)

/**
 * A service as bytes: network, kinds, facilities as they are now, walker. The same service gives the same bytes.
 *
 * @throws LivingCircleError `invalid-option` for what is no service
 * @example
 * ```ts
 * import { bytesSource, createWalkService, loadArea, saveWalkService } from 'living-circle'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.01"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const service = await createWalkService(area, [{ id: 'c1', category: 'clinic', entrances: [[0.004, 0]] }])
 * saveWalkService(service).length > 0 // true
 * ```
 */
export function saveWalkService(service: WalkService): Uint8Array {
  checkGiven('saveWalkService', 'service', service, 'service')
  const { network, profile, maxLinkMetres } = service.ground
  const { id, nameEn, nameZh, walkMetresPerSecond, stepsTimeFactor, crossingWaitSeconds } = profile
  const saved: SavedService = {
    network: saveNetwork(network),
    profile: { id, nameEn, nameZh, walkMetresPerSecond, stepsTimeFactor, crossingWaitSeconds },
    maxLinkMetres,
    licence: service.licence,
    kinds: service.knownKinds,
    facilities: service.facilities(),
  }
  const { json, arrays } = packValue(saved)
  return toAnswerBytes(json, arrays, TOWN)
}

const facilityShape = is.record<ServiceFacility>({
  id: is.text,
  category: is.text,
  entrances: is.listOf(is.listOf(is.number, 2)),
  name: is.optional(is.orNull(is.text)),
  serves: is.optional(is.oneOf(['residents', 'all'])),
})
const serviceShape = is.record<SavedService>({
  network: is.array(Uint8Array),
  profile: profileShape,
  maxLinkMetres: is.number,
  licence: licenceShape,
  kinds: is.listOf(is.text),
  facilities: is.listOf(facilityShape),
})

/**
 * The service that {@link saveWalkService} saved, with the facilities that it had then; or one over a prepared town (`saveTown`) and its facilities.
 *
 * @throws LivingCircleError `input-format` (other bytes, damaged), `input-unsupported` (another version), `input-truncated`, `aborted`
 * @example
 * ```ts
 * import { bytesSource, createWalkService, loadArea, openWalkService, saveWalkService } from 'living-circle'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.01"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const service = await createWalkService(area, [{ id: 'c1', category: 'clinic', entrances: [[0.004, 0]] }])
 * const again = await openWalkService(saveWalkService(service))
 * again.nearest([0.001, 0], { category: 'clinic' }).walks[0]?.facility.id // 'c1'
 * ```
 */
export async function openWalkService(bytes: Uint8Array, options: RunOptions = {}): Promise<WalkService> {
  const run = resolveOptions<RunOptions>('openWalkService', options, { signal: undefined, onProgress: undefined })
  checkGiven('openWalkService', 'bytes', bytes, 'bytes')
  const { json, arrays } = fromAnswerBytes(bytes, TOWN)
  const value = unpackValue(json, arrays)
  if ((value as { readonly what?: unknown } | null)?.what === 'town') {
    const area = townOf(value)
    return createWalkService(area, area.prepared?.facilities ?? [], run)
  }
  const wrong = serviceShape(value)
  if (wrong !== null) throw damaged(`service${wrong}`)
  const saved = value as SavedService
  checkProfile(saved.profile)
  return serviceOn({ ...saved, network: loadNetwork(saved.network) }, run)
}
