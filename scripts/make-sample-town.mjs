// Makes data/sample-town/: an invented town for demonstrations and tests. The same seed gives the same bytes.
// Run: node scripts/make-sample-town.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { drawBuildings } from './sample-town/buildings.mjs'
import { drawDriveways } from './sample-town/compounds.mjs'
import { tagCrossings } from './sample-town/crossings.mjs'
import { DrawingBoard } from './sample-town/drawing-board.mjs'
import { placeFacilities } from './sample-town/facilities.mjs'
import { drawFrame } from './sample-town/frame.mjs'
import { planJson } from './sample-town/plan.mjs'
import { seededRandom } from './sample-town/plane.mjs'
import { plannerTables } from './sample-town/planner-tables.mjs'
import { drawQuarters } from './sample-town/quarters.mjs'
import { toBlocksGeoJson, toFacilitiesCsv, toGatesCsv, toOsmXml } from './sample-town/write-files.mjs'

const SEED = 20180715

/**
 * The whole town.
 *
 * @returns {{ files: Record<string, string>, tables: Record<string, Uint8Array>, counts: Record<string, number> }} texts and bytes
 *   by file name
 */
export function makeSampleTown(seed = SEED) {
  const town = {
    board: new DrawingBoard(),
    random: seededRandom(seed),
    blocks: [],
    gates: [],
    driveways: [],
    slabs: [],
    houses: [],
  }
  drawFrame(town)
  drawQuarters(town)
  drawDriveways(town)
  town.board.joinStreets()
  tagCrossings(town.board)
  drawBuildings(town)
  const { open, planned } = placeFacilities(town)
  const blocks = town.blocks.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const elements = town.board.elements()
  return {
    files: {
      'town.osm': toOsmXml(elements),
      'facilities.csv': toFacilitiesCsv(open),
      'planned.csv': toFacilitiesCsv(planned),
      'blocks.geojson': toBlocksGeoJson(blocks),
      'gates.csv': toGatesCsv(town.gates),
      'plan.json': planJson(town.gates),
    },
    tables: plannerTables(open, blocks),
    counts: {
      streetNodes: elements.streetNodes,
      nodes: elements.nodes.length,
      ways: elements.ways.length,
      blocks: blocks.length,
      facilities: open.length,
      planned: planned.length,
      gates: town.gates.length,
    },
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = fileURLToPath(new URL('../data/sample-town/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const { files, tables, counts } = makeSampleTown()
  for (const [name, content] of Object.entries({ ...files, ...tables })) {
    mkdirSync(dirname(`${folder}${name}`), { recursive: true })
    writeFileSync(`${folder}${name}`, content)
    console.log(`${name}: ${Buffer.byteLength(content)} bytes`)
  }
  console.log(counts)
}
