// What a wounded file is given to: every reader, and what takes in what it read. It comes out as data that hold together, or as an error that we
// know; anything else is a find.
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { loadArea } from '../../src/job/load-area.ts'
import { loadBlocks } from '../../src/job/load-blocks.ts'
import { loadFacilities } from '../../src/job/load-facilities.ts'
import { loadProfile } from '../../src/job/load-profile.ts'
import { loadStandard } from '../../src/job/load-standard.ts'
import { openWalkService } from '../../src/job/walk-service.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { loadNetwork } from '../../src/network/network-buffer.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { parseOwnVocabulary } from '../../src/normalise/categories/own-vocabulary.ts'
import { definedSystem } from '../../src/normalise/coordinates/defined-system.ts'
import { blocksFromOsm } from '../../src/normalise/osm/osm-blocks.ts'
import { facilitiesFromOsm } from '../../src/normalise/osm/osm-facilities.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { openHeightRaster } from '../../src/read/heights/open-heights.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { openTableFile, wholeTable } from '../../src/read/tables/table.ts'

type Reader = (bytes: Uint8Array) => Promise<unknown>

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function hold(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`does not hold: ${what}`)
}

async function readStreets(bytes: Uint8Array): Promise<void> {
  const raw = await readOsm(bytesSource('town', bytes))
  hold(
    [raw.nodeId, raw.wayId, raw.relationId].every((ids) => ids.every((id, row) => row === 0 || id > ids[row - 1]!)),
    'ids ascend',
  )
  hold(raw.wayRefOffset.at(-1) === raw.wayRef.length, 'references')
  await facilitiesFromOsm(raw)
  await blocksFromOsm(raw)
  buildNetwork(normaliseWalkableWays(raw))
}

async function readTables(bytes: Uint8Array): Promise<void> {
  for (const sheet of (await openTableFile(bytesSource('table', bytes))).sheets) {
    const table = await wholeTable('table', sheet.chunks())
    hold(
      table.rows.every((row) => row.length === table.columns.length),
      'width of rows',
    )
    hold(table.line.length === table.rows.length, 'lines')
    for (const take of [facilitiesFromTable, blocksFromTable] as const) {
      try {
        const { counts } = take(table, { area: [116, 39, 117, 40] })
        hold(counts.read === counts.used + counts.rejected, 'read = used + rejected')
      } catch (error) {
        if (!isLivingCircleError(error)) throw error
      }
    }
  }
}

async function readHeights(bytes: Uint8Array): Promise<void> {
  const raster = await openHeightRaster(bytesSource('hill.tif', bytes))
  if (raster === null) return
  const endColumn = Math.min(raster.columns, 64)
  const endRow = Math.min(raster.rows, 64)
  const cells = await raster.readWindow({ firstColumn: 0, endColumn, firstRow: 0, endRow })
  hold(cells.length === endColumn * endRow, 'cells')
}

const READERS: Readonly<Record<string, Reader>> = {
  'osm-pbf': readStreets,
  'osm-xml': readStreets,
  'overpass-json': readStreets,
  'geotiff-deflate': readHeights,
  'geotiff-lzw': readHeights,
  'geotiff-packbits': readHeights,
  town: async (bytes) => {
    const service = await openWalkService(bytes)
    return [
      service.nearest([14.503, 35.9], { count: 2 }),
      service.route([14.503, 35.9], [14.506, 35.9]),
      service.count([14.503, 35.9]),
    ]
  },
  prepared: async (bytes) => {
    const area = await loadArea(bytesSource('town.lc', bytes))
    const [facilities, blocks] = [await loadFacilities(area), await loadBlocks(area)]
    return blocks.blocks.length === 0 ? [] : await analyseAccess(area, facilities, blocks, { minutes: [5] })
  },
  network: async (bytes) => buildImpedance(loadNetwork(bytes), walkProfile('adult'), 'time'),
  'rule-pack': (bytes) => loadStandard(bytesSource('pack.json', bytes)),
  profile: (bytes) => loadProfile(bytesSource('profile.json', bytes)),
  system: async (bytes) => (await definedSystem(text(bytes))).toWgs84([500_000, 4_500_000]),
  vocabulary: async (bytes) => {
    let value: unknown
    try {
      value = JSON.parse(text(bytes))
    } catch {
      return
    }
    parseOwnVocabulary(value, 'own.json', () => false, [])
  },
}

/** The reader of a target; tables have one for all formats. */
export function readerOf(target: string): Reader {
  return Object.hasOwn(READERS, target) ? READERS[target]! : readTables
}

/** Reads a file: whether it was taken or refused. @throws anything that no reader may throw */
export async function attempt(target: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    await readerOf(target)(bytes)
    return 'read'
  } catch (error) {
    if (isLivingCircleError(error) && error.code !== 'internal') return 'refused'
    throw error
  }
}
