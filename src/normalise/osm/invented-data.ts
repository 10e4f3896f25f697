// Is this the map of the sample town, which is invented? Told by what the file says of its making; in doubt it is a real map.
import type { OsmHeader } from '../../read/osm/raw-osm.ts'

/** What the sample town's map names as the program that wrote it. A file that any other program has touched names another. */
const SAMPLE_TOWN_GENERATOR = 'living-circle make-sample-town: invented, not OpenStreetMap'

/** True for the map of the invented sample town as it comes with the package. */
export function isInventedMap({ generator }: OsmHeader): boolean {
  return generator === SAMPLE_TOWN_GENERATOR
}
