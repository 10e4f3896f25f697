// Scenes with a remedy carried out: the slow way, by another map or another list of places, for tests that run everything again.
import type { Remedy } from '../../src/answer/remedies-report.ts'
import type { LonLat } from '../../src/foundation/units.ts'
import type { AnalyseOptions } from '../../src/job/analyse.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { closeCompounds } from '../../src/job/close-compounds.ts'
import { findRemedies, type RemedyOptions } from '../../src/job/find-remedies.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import type { Place, Scene } from '../scene/build-scene.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'

/** A whole run over a scene, with facilities beside its own. */
export async function runScene(
  scene: Scene,
  options: AnalyseOptions,
  more: readonly FacilityRecord[] = [],
  planned: readonly FacilityRecord[] = [],
) {
  const bare = await areaOfText(scene.name, scene.toOsmXml())
  const area = scene.compounds.length === 0 ? bare : closeCompounds(bare, scene.toCompounds())
  const facilities = { ...loadedFacilities([...scene.toFacilities(), ...more]), planned }
  const analysis = await analyseAccess(area, facilities, loadedBlocks(scene.toBlocks()), options)
  return { area, facilities, analysis }
}

/** The same, with causes and remedies. */
export async function remediesOf(
  scene: Scene,
  options: AnalyseOptions,
  asked: RemedyOptions = {},
  planned: readonly FacilityRecord[] = [],
) {
  const { area, facilities, analysis } = await runScene(scene, options, [], planned)
  return { ...(await findRemedies(area, facilities, analysis, asked)), analysis }
}

/** People within the largest limit by category, and how everybody is linked. */
export function coveredPeople({ analysis: { report, study } }: Awaited<ReturnType<typeof runScene>>) {
  const largest = report.options.limits.at(-1)!
  const people = new Map(
    report.coverage
      .filter(({ limit }) => limit === largest)
      .map(({ category, shares }) => [category, shares.find(({ measure }) => measure === 'population')!.covered]),
  )
  return { people, links: JSON.stringify([...study.demandLinkage.metres]) }
}

/** A scene with a bridge straight from one place on its streets to another: nobody links to a bridge. */
export function withCrossing(scene: Scene, { line }: Pick<Remedy, 'line'>): Scene {
  const places = line.map((end) => joined(scene, end))
  scene.streets.push({ name: 'remedy', tags: { highway: 'footway', bridge: 'yes' }, places })
  return scene
}

/** The node of a scene's streets at a place; a new one in the nearest segment where there is none. */
function joined(scene: Scene, lonLat: LonLat): Place {
  const [x, y] = scene.placeOf(lonLat)
  for (const { place } of scene.nodes.values()) if (Math.hypot(place[0] - x, place[1] - y) < 0.05) return place
  let best = { off: Infinity, street: 0, at: 0 }
  scene.streets.forEach(({ places, tags }, street) => {
    for (let at = 0; at + 1 < places.length; at++) {
      const off = offLine([x, y], places[at]!, places[at + 1]!)
      if (tags.highway !== undefined && off < best.off) best = { off, street, at }
    }
  })
  const here: Place = [x, y]
  const { places, ...street } = scene.streets[best.street]!
  scene.streets[best.street] = {
    ...street,
    places: [...places.slice(0, best.at + 1), here, ...places.slice(best.at + 1)],
  }
  scene.nodes.set(`${Math.round(x * 100)} ${Math.round(y * 100)}`, { place: here, tags: {}, missing: false })
  return here
}

function offLine([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const square = (bx - ax) ** 2 + (by - ay) ** 2
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square))
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
}

/** The facility that a remedy would open. */
export function builtFacility({ id, category, lonLat }: Remedy): FacilityRecord {
  return {
    ...{ id: `built ${id}`, name: null, category: category!, categoryReason: 'remedy', lonLat, entrances: [lonLat] },
    ...{ polygons: null, source: 'remedy', lineOrId: id, capacity: null, floorAreaSquareMetres: null },
    ...{ level: null, hours: null, status: null },
  }
}
