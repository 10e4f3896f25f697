// Facilities that serve residents only: seen from origins and from facilities, with a gate that leads out and another that leads in.
import { describe, expect, it } from 'vitest'
import { costLimits } from '../../src/foundation/limits.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { sweepReachedTimes } from '../../src/search/reached-times.ts'
import { poseQuestion } from '../../src/study/access-study.ts'
import { explainWalk } from '../../src/study/explain-walk.ts'
import { walkMatrix } from '../../src/study/walk-matrix.ts'

const text = (name: string, value: string) => bytesSource(name, new TextEncoder().encode(value))

/** A public street along the equator from 0 to 0.01; two private lanes north of it, at 0.002 and 0.008, that do not touch each other. */
const OSM = `<osm>
${[
  [1, 0, 0],
  [2, 0.002, 0],
  [3, 0.008, 0],
  [4, 0.01, 0],
  [5, 0.002, 0.002],
  [6, 0.008, 0.002],
  [7, 0.002, 0.003],
]
  .map(([id, lon, lat]) => `<node id="${id}" lon="${lon}" lat="${lat}"/>`)
  .join('')}
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><tag k="highway" v="residential"/></way>
<way id="11"><nd ref="2"/><nd ref="5"/><nd ref="7"/><tag k="highway" v="service"/><tag k="access" v="private"/></way>
<way id="12"><nd ref="3"/><nd ref="6"/><tag k="highway" v="service"/><tag k="access" v="private"/></way></osm>`

async function studyOf(serves: string) {
  const area = await loadArea(text('lanes.osm', OSM))
  const facilities = await loadFacilities(area, {
    files: [text('f.csv', `id,category,lon,lat,serves\nown,clinic,0.002,0.001,${serves}\nopen,clinic,0.0095,0,all\n`)],
  })
  const blocks = await loadBlocks(area, {
    file: text('b.csv', 'id,lon,lat,population\nhome,0.002,0.0025,10\nlane,0.008,0.0015,20\nstreet,0.001,0,30\n'),
  })
  return analyseAccess(area, facilities, blocks, { minutes: [30], categories: ['clinic'] })
}

describe('facilities for residents only', () => {
  it('are reached from their own region only, from either side of the search', async () => {
    const { study, report } = await studyOf('residents')
    const nearest = (id: string) => {
      const row = report.blocks.findIndex((block) => block.id === id)
      return report.table.facility[row]! < 0 ? null : report.facilities[report.table.facility[row]!]!.id
    }
    expect(['home', 'lane', 'street'].map(nearest)).toEqual(['own', 'open', 'open'])
    const { problem } = poseQuestion(study, 'time', costLimits('time', [5, 30]))
    const rows = (['from-origins', 'from-facilities'] as const).map((method) => {
      const { nearestCost, nearestFacility, nearestAlongside, count } = sweepReachedTimes({ ...problem, method })
      return { nearestCost, nearestFacility, nearestAlongside, count }
    })
    expect(rows[1]).toEqual(rows[0])
    const matrix = await walkMatrix(study, { minutes: 30 })
    const pairs = Array.from({ length: matrix.rowCount }, (_, row) => [
      ...matrix.column.subarray(matrix.rowOffset[row], matrix.rowOffset[row + 1]),
    ])
    const own = study.facilities.findIndex(({ id }) => id === 'own')
    expect(pairs.map((columns) => columns.includes(own))).toEqual(study.blocks.map(({ id }) => id === 'home'))
  })

  it('are explained with the gates that a walk passes', async () => {
    const { study } = await studyOf('all')
    const gatesOf = (block: string) =>
      explainWalk(study, 'time', 30, block, 'clinic')!.gates.map(({ regionId, passed, lonLat }) => [
        passed,
        regionId,
        ...lonLat,
      ])
    expect(gatesOf('home')).toEqual([])
    expect(gatesOf('street')).toEqual([['in', 'way/11', 0.002, 0]])
    expect(gatesOf('lane')).toEqual([['out', 'way/12', 0.008, 0]])
  })

  it('are there for everybody where they serve all', async () => {
    const { report } = await studyOf('all')
    const row = report.blocks.findIndex(({ id }) => id === 'street')
    expect(report.facilities[report.table.facility[row]!]!.id).toBe('own')
  })
})
