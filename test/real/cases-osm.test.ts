// Inputs rebuilt from public bug reports on OpenStreetMap files: each gives the value that its README says is right.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ACCESS_STATUS_NAMES } from '../../src/answer/access-table.ts'
import { analyseAccess, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { SHARED_DATA, sharedSource } from './shared-data.ts'

const hasCases = existsSync(join(SHARED_DATA, 'cases'))

async function analysed(folder: string, file: string, facilities = 'f.csv', blocks = 'b.csv') {
  const area = await loadArea(sharedSource(`cases/${folder}/${file}`))
  const loaded = await loadFacilities(area, { files: [sharedSource(`cases/${folder}/${facilities}`)] })
  const { report } = await analyseAccess(
    area,
    loaded,
    await loadBlocks(area, { file: sharedSource(`cases/${folder}/${blocks}`) }),
  )
  return report
}

/** Status and metres of the first block to the first category. */
async function firstWalk(folder: string, file: string, facilities?: string, blocks?: string) {
  const { table } = await analysed(folder, file, facilities, blocks)
  const status = ACCESS_STATUS_NAMES[table.status[0]!]
  return status === 'reached' ? `${table.walkMetres[0]!.toFixed(1)} m` : status
}

describe.skipIf(!hasCases)('bug reports on OpenStreetMap files', () => {
  it.each([
    ['01-overpass-body-skel-repeats', 'gate.json', 'unreached'],
    ['01-overpass-body-skel-repeats', 'gate.osm', 'unreached'],
    ['01-overpass-body-skel-repeats', 'way.json', '450.4 m'],
    ['04-overpass-null-geometry', 'null_way.json', 'unreached'],
    ['04-overpass-null-geometry', 'null_way_with_nodes.json', 'unreached'],
    ['05-pbf-locations-on-ways', 'low.osm.pbf', '450.4 m'],
    ['07-overpass-xml-out-geom', 'geom.osm', '450.4 m'],
  ])('%s: %s', async (folder, file, right) => {
    expect(await firstWalk(folder, file)).toBe(right)
  })

  it('01: a pharmacy that is repeated without tags is still one', async () => {
    const area = await loadArea(sharedSource('cases/01-overpass-body-skel-repeats/poi.json'))
    const { facilities } = await loadFacilities(area)
    expect(facilities.map(({ category, name }) => [category, name])).toEqual([['pharmacy', 'Corner']])
  })

  it.each(['josm_we.osm', 'josm_ew.osm'])(
    '03: %s has the box of both downloads, and no block at its edge',
    async (file) => {
      const report = await analysed('03-josm-several-bounds', file)
      expect(report.network.box).toEqual([14.4488898, 35.8991007, 14.5621318, 35.9548586])
      expect([...report.table.edgeAffected].every((bit) => bit === 0)).toBe(true)
    },
  )

  it('04: a ring with a hole in its outline is no block', async () => {
    const area = await loadArea(sharedSource('cases/04-overpass-null-geometry/null_ring.json'))
    const { blocks, rejects } = await loadBlocks(area)
    expect(blocks).toEqual([])
    expect(rejects.map(({ lineOrId, code }) => [lineOrId, code])).toEqual([['relation/50', 'missing-members']])
  })

  it('14: a place at the foot of an escalator stands at the plain street', async () => {
    expect(await firstWalk('14-junction-one-way-tie', 'a.osm', 'a_f.csv', 'a_b.csv')).toBe('59.3 m')
  })

  it('15: every part of a value with semicolons is a kind', async () => {
    const area = await loadArea(sharedSource('cases/15-semicolon-values/sem2.osm'))
    const { facilities } = await loadFacilities(area)
    const kinds = new Map<string, number>()
    for (const { id } of facilities) {
      const node = id.replace(/^node\/(\d+).*/, '$1')
      kinds.set(node, (kinds.get(node) ?? 0) + 1)
    }
    const two = ['100', '101', '102', '104', '105', '106', '107', '108', '109', '110', '111', '200']
    expect([...kinds].filter(([, count]) => count === 2).map(([node]) => node)).toEqual(two)
    expect([kinds.get('103'), kinds.get('112')]).toEqual([1, 1])
  })

  it('22: an inner ring without a role is a hole', async () => {
    const area = await loadArea(sharedSource('cases/22-blank-roles-unclear/blank.osm'))
    const { blocks, rejects } = await loadBlocks(area)
    expect(blocks).toHaveLength(1)
    expect(Math.abs(blocks[0]!.landSquareMetres! - 37_558)).toBeLessThan(5)
    expect(rejects.map(({ code, severity }) => [code, severity])).toEqual([['missing-role', 'warning']])
  })
})
