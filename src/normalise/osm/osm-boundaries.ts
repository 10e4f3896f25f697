// Boundaries of an extract by name: the outline of a district, a street or a town, for a study area. Raw columns and a name in, polygons
// out. It does not know what the outline is for.
import type { PolygonRings } from '../../foundation/geo.ts'
import { suggest } from '../../foundation/options.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { message, problem } from '../../words/problem.ts'
import { areasFromOsm } from './osm-areas.ts'
import type { OsmTags } from './osm-tags.ts'

/** The boundary that has a name. */
export interface NamedBoundary {
  readonly osmId: string
  readonly name: string
  readonly polygons: readonly PolygonRings[]
}

const NAME_KEYS = ['name', 'name:zh', 'name:en', 'int_name']

/**
 * The boundary (`boundary=…`) of a name in an extract; an administrative one where others have the name, too.
 *
 * @throws LivingCircleError `input-unusable` for a name that none has, that several administrative ones have, or whose outline is not whole
 */
export async function boundaryByName(raw: RawOsm, name: string, run: RunOptions = {}): Promise<NamedBoundary> {
  const others = new Set<string>()
  const found = await areasFromOsm(
    raw,
    (tags) => {
      if (tags.get('boundary') === undefined) return false
      const names = namesOf(tags)
      for (const one of names) others.add(one)
      return names.includes(name)
    },
    new Map([['boundary', '*']]),
    run,
  )
  const { areas } = found
  const administrative = areas.filter(({ tags }) => tags.get('boundary') === 'administrative')
  const chosen = administrative.length > 0 ? administrative : areas
  if (chosen.length === 1) return { osmId: chosen[0]!.osmId, name, polygons: chosen[0]!.polygons }
  if (chosen.length > 1) {
    const list = chosen.map(({ osmId }) => osmId)
    throw problem('input-unusable', 'within.several', { name, list }, { hint: 'hint.within-file', details: { list } })
  }
  if (found.rejects.some(({ severity }) => severity === 'rejected')) {
    throw problem('input-unusable', 'within.not-whole', { name }, { hint: 'hint.within-file', details: { name } })
  }
  const near = suggest(name, [...others])
  throw problem(
    'input-unusable',
    'within.no-name',
    { name, n: others.size },
    { hint: near === undefined ? 'hint.within-file' : message('hint.did-you-mean', { word: near }), details: { name } },
  )
}

function namesOf(tags: OsmTags): string[] {
  return NAME_KEYS.flatMap((key) => tags.get(key) ?? [])
}
